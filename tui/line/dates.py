"""Due dates as people say them, in bokmål, nynorsk and English.

Every word has a role, and a phrase is a date when its roles are together one of the shapes of tui.line.dateshapes.
The longest shape decides. Where it names no day (`31. februar`, or `fredag 5.12` when the fifth is a Saturday),
nothing shorter is taken instead: a date is understood or left alone, never guessed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from storage.ids import fold
from tui.line.dateshapes import LAST_SHAPES, SHAPES, Rule
from tui.line.datewords import (
    ALSO_WORDS,
    EVERY_WORD,
    LEADS,
    MONTHS,
    ONLY_LEADS,
    VOCABULARIES,
    Meaning,
    meaning_of_digits,
)

_FILLERS = frozenset({"of", "the"})
_LONGEST = 9
"""Words in the longest phrase, `due by the end of the next month`, and one to spare."""
_LONGEST_WORD = 24
_CLOSING = '.,;:!?…)]}»”"'
_WORD = re.compile(rf"[0-9]{{1,2}}\.(?=(?i:{'|'.join(map(re.escape, sorted(MONTHS)))})(?!\w))|\S+")
"""A day and its month may be typed as one: `1.mai`."""
_MORE = re.compile(r"\s+\w")


class _Word(NamedTuple):
    """A word that may belong to a date, folded."""

    text: str
    last: bool
    """Whether no word follows, or punctuation stands between."""


def read_date(phrase: str, today: dt.date, language: str, ahead: dt.date | None = None) -> dt.date | None:
    """The day that the whole phrase names, or nothing; any text may be asked.

    The language (`nb`, `nn`, `en`) is the one to try first. A day without a year is the next such day from
    today on; a weekday is one of the seven days after today. `neste fredag` is the Friday of next week,
    `neste uke` its Monday, `next week` a week from today; `uke 50` is its Monday, next year once it has passed;
    `den 15.` is the next day of that number from today on; `neste samling` is `ahead`, the day of the next gathering.
    """
    found = longest_date(phrase, today, language, ahead=ahead)
    return found[1] if found and not phrase[found[0] :].strip() else None


def longest_date(
    text: str, today: dt.date, language: str, start: int = 0, ahead: dt.date | None = None
) -> tuple[int, dt.date] | None:
    """Where the date that the text has from start on ends, and its day; nothing where there is none.

    Blanks before it are passed over. Closing punctuation after it is not part of it, but for the dot of a
    number or an abbreviation (`15.12.`, `fre.`). A few words are looked at, however long the text is.
    """
    words, ends = _recognise(text, start)
    found = _read(words, today, language, ahead)
    return (ends[found[0] - 1], found[1]) if found else None


def _recognise(text: str, start: int) -> tuple[tuple[_Word, ...], list[int]]:
    """The words from start on that may belong to a date, and where each ends."""
    words: list[_Word] = []
    ends: list[int] = []
    closing = ""
    for match in _WORD.finditer(text, start):
        if len(words) == _LONGEST or match.end() - match.start() > _LONGEST_WORD:
            break
        after_comma = closing == ","
        word, length, closing = _bare(match[0])
        if not word or (len(words) > 1 and word in ONLY_LEADS) or (after_comma and not _goes_on(word)):
            break
        end = match.start() + length
        words.append(_Word(word, bool(closing) or not _MORE.match(text, end)))
        ends.append(end)
        if closing not in {"", ","} and not (closing == ":" and word in LEADS):
            break
    return tuple(words), ends


@lru_cache(maxsize=1024)
def _bare(raw: str) -> tuple[str, int, str]:
    """The word, folded, its length as typed and the punctuation that closes it; no word where it is in no date."""
    bare = raw.rstrip(_CLOSING)
    dotted = raw[: len(bare) + 1] if raw.startswith(".", len(bare)) else bare
    for typed in (dotted, bare):
        word = fold(typed)
        if word in EVERY_WORD or meaning_of_digits(word):
            return word, len(typed), raw[len(typed) :]
    return "", 0, raw


def _goes_on(word: str) -> bool:
    """Whether a date goes on with that word after a comma, as in `fredag, 4. desember`."""
    return word[0].isdecimal() or word in MONTHS or word in {"den", "the"}


@lru_cache(maxsize=1024)
def _read(words: tuple[_Word, ...], today: dt.date, language: str, ahead: dt.date | None) -> tuple[int, dt.date] | None:
    """How many of the words are a date, and its day; a line is read anew at every key, so answers are kept."""
    leads = 0
    while leads < min(2, len(words)) and LEADS.get(words[leads].text) == LEADS.get(words[0].text, ""):
        leads += 1
    best: tuple[int, dt.date | None] = (0, None)
    for name in sorted(VOCABULARIES, key=lambda name: name != language):
        for first in range(leads + 1):
            count, date = _longest_shape(words[first:], today, VOCABULARIES[name], ahead)
            if count and first + count > best[0]:
                best = (first + count, date)
    return (best[0], best[1]) if best[1] else None


def _longest_shape(
    words: tuple[_Word, ...], today: dt.date, vocabulary: Mapping[str, Meaning], ahead: dt.date | None
) -> tuple[int, dt.date | None]:
    """How many words the longest phrase with the shape of a date has, and its day where there is such a day."""
    meanings = _meanings(words, today, vocabulary, ahead)
    roles = [role for role, _ in meanings]
    for count in range(len(meanings), 0, -1):
        rule = _rule(roles[:count])
        if rule is None:
            continue
        if not words[count - 1].last and (
            " ".join(roles[:count]) in LAST_SHAPES or (count == 1 and words[0].text in ALSO_WORDS)
        ):
            return count, None
        try:
            return count, rule(today, *(number for _, numbers in meanings[:count] for number in numbers))
        except (ValueError, OverflowError):
            return count, None
    return 0, None


def _rule(roles: list[str]) -> Rule | None:
    """The rule of the shape that these roles are, with their fillers or without; a filler is never the last."""
    whole = " ".join(filter(None, roles))
    if not roles[-1]:
        return None
    if rule := LAST_SHAPES.get(whole) or SHAPES.get(whole):
        return rule
    telling = " ".join(role for role in roles if role and role not in _FILLERS)
    return None if roles[-1] in _FILLERS else SHAPES.get(telling)


def _meanings(
    words: tuple[_Word, ...], today: dt.date, vocabulary: Mapping[str, Meaning], ahead: dt.date | None
) -> list[Meaning]:
    """What the words mean up to the first that means nothing; `i år` and `neste år` are nothing and then a year."""
    meanings: list[Meaning] = []
    for word in words:
        meaning = vocabulary.get(word.text) or meaning_of_digits(word.text)
        if meaning is None:
            break
        before = meanings[-1][0] if meanings else ""
        if meaning[0] == "years" and before in {"i", "next"}:
            meanings[-1] = ("", ())
            meaning = ("year", (today.year + (before == "next"),))
        if meaning[0] == "gathering":
            meaning = ("gathering", (ahead.toordinal() if ahead else 0,))
        meanings.append(meaning)
    return meanings
