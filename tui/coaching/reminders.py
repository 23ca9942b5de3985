"""Reminders of what may be personal data in a text: they remind, and say nothing of what is lawful."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tui.coaching.wordlists import Found, Lists, Vocabulary, shipped
from tui.coaching.wordlists.vocabulary import Token, first_words_of


class Hint(StrEnum):
    """What a text may hold."""

    IDENTITY = "identity"
    PHONE = "phone"
    MAIL = "mail"
    HEALTH = "health"


@dataclass(frozen=True)
class Reminder:
    """A part of a text that may tell of a person what does not belong in minutes."""

    hint: Hint
    word: str
    """As it was typed."""
    start: int
    end: int
    """Where it stands in the text, in characters."""


def reminders(
    text: str, names: Iterable[str] = (), lists: Lists | None = None, language: str = "nb"
) -> tuple[Reminder, ...]:
    """Return what may be personal data in a text, from the left. `names` are those of the people the store knows."""
    vocabulary = (lists or shipped()).vocabulary(language)
    tokens = vocabulary.tokens(text)
    found = vocabulary.find(text, tokens)
    spans = [*_identities(text), *_phones(text, found), *_addresses(text, vocabulary)]
    spans += _Story(text, tokens, found, first_words_of(frozenset(names))).told()
    reminded = [Reminder(hint, text[start:end], start, end) for hint, start, end in spans]
    return tuple(sorted(dict.fromkeys(reminded), key=lambda one: (one.start, one.end, one.hint)))


_Span = tuple[Hint, int, int]

# Numbers

_ELEVEN = re.compile(r"(?<![\d.,/-])\d{2}[ .]?\d{2}[ .]?\d{2}[ -]?\d{3}[ ]?\d{2}(?![\d/-]|[.,]\d)")
_FIRST = (3, 7, 6, 1, 8, 9, 4, 5, 2)
_SECOND = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


def _identities(text: str) -> Iterator[_Span]:
    for match in _ELEVEN.finditer(text):
        if is_identity_number("".join(filter(str.isdigit, match[0]))):
            yield Hint.IDENTITY, *match.span()


def is_identity_number(digits: str) -> bool:
    """Tell whether eleven digits are a Norwegian identity number by their date and both control digits.

    Of a D-number the day is 40 more, of a synthetic one the month 80 more.
    """
    if not re.fullmatch(r"[0-9]{11}", digits):
        return False
    numbers = [int(digit) for digit in digits]
    day, month = int(digits[:2]), int(digits[2:4])
    day -= 40 if day > 40 else 0
    month -= 80 if month > 80 else 0
    first = -sum(weight * number for weight, number in zip(_FIRST, numbers, strict=False)) % 11
    second = -sum(weight * number for weight, number in zip(_SECOND, numbers, strict=False)) % 11
    return _is_day(day, month, int(digits[4:6])) and numbers[9:] == [first, second]


def _is_day(day: int, month: int, year: int) -> bool:
    """Tell whether there is such a day in that year of some century."""
    try:
        dt.date(2000 + year, month, day)
    except ValueError:
        return False
    return True


_EIGHT = re.compile(
    r"(?<![\w.,/+-])(?P<code>(?:\+|00)47 ?)?"
    r"(?P<number>[2-9]\d \d\d \d\d \d\d|[2-9]\d\d \d\d \d\d\d|[2-9]\d{7})"
    r"(?![\d/%-]|[.,]\d| ?(?:kr|NOK|million|m²|%))"
)
_NUMBERED = re.compile(
    r"(?:nummer|nummeret|number|nr\.?|referanse|referansen|reference)(?: (?:er|is))? $", re.IGNORECASE
)
"""What stands before a number that is of a case, a firm or a thing."""
_NEAR = 24
"""How many characters before a number the word for a telephone stands."""


def _phones(text: str, found: Sequence[Found]) -> Iterator[_Span]:
    """Eight digits in groups as those of a telephone, with the code of the country, or after a word for it."""
    words = [one for one in found if one.list == "phone"]
    for match in _EIGHT.finditer(text):
        spoken = any(match.start() - _NEAR <= word.end <= match.start() for word in words)
        other = _NUMBERED.search(text, max(0, match.start() - _NEAR), match.start()) is not None
        mobile = match["number"][0] in "49" and not match["number"].endswith("000")
        if match["code"] or spoken or ((mobile or " " in match["number"]) and not other):
            yield Hint.PHONE, *match.span()


_ADDRESS = re.compile(r"(?<![\w.+-])([\w+-]{1,64}(?:\.[\w+-]{1,64}){0,8})@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}(?![\w@])")


def _addresses(text: str, vocabulary: Vocabulary) -> Iterator[_Span]:
    """Addresses of e-mail, but those of nobody: `postmottak@`."""
    if "@" not in text:
        return
    for match in _ADDRESS.finditer(text):
        if not any("mailbox" in token.lists for token in vocabulary.tokens(match[1])):
            yield Hint.MAIL, *match.span()


# A health word or an age beside a name

_SENTENCE = re.compile(r"[.!?;](?=\s)|\n")
_FARTHEST = 9
"""The words that may stand between a name and a health word."""
_NO_AGE = r"(?!\d| ?(?:[.:%]|minutt|tim|dag|uke|veke|kr|minut|hour|day|week|side|prosent|per))"
"""What follows a number that is of something else."""
_AGE = re.compile(
    rf"\s?[,(]?\s?(?:er |is )?(?P<bare>\d{{1,3}}){_NO_AGE}\s?(?:[,)]|år(?! (?:i|med|som))|years old|$)"
    rf"| (?:på|aged) (?P<said>\d{{1,3}}){_NO_AGE}"
)
_AGED = re.compile(r"\d{1,3}[ -](?:år gamle|år gammel|år gamal|åringen|year-old|year old) $")
_TO = frozenset(("til", "hos", "åt", "for", "in", "of", "to", "med"))
_TITLES = frozenset(("fru", "herr", "frøken", "mr", "mrs", "ms", "miss"))
_NUMBER = re.compile(r"\d+")


class _Story:
    """What a text tells of somebody: `Olga, 83, på Åsen har fått demens`."""

    def __init__(self, text: str, tokens: Sequence[Token], found: Sequence[Found], names: frozenset[str]) -> None:
        self._text = text
        self._tokens = tokens
        self._ends = [match.start() for match in _SENTENCE.finditer(text)]
        self._health = {one.start: one for one in found if one.list == "health"}
        self._names = [at for at in range(len(tokens)) if self._is_name(at, names)]

    def told(self) -> Iterator[_Span]:
        """Where somebody's health or age is told, from the name to the word or the other way round."""
        for at in self._names:
            name = self._tokens[at]
            if (health := self._health_after(at) or self._health_before(at)) is not None:
                yield Hint.HEALTH, min(name.start, health.start), max(name.end, health.end)
            elif age := _AGE.match(self._text, self._end_of_name(at)):
                years = age["bare"] or age["said"]
                if 0 < int(years) < 115:
                    yield Hint.HEALTH, name.start, age.end()
            elif aged := _AGED.search(self._text, max(0, name.start - 24), name.start):
                yield Hint.HEALTH, aged.start(), name.end

    def _is_name(self, at: int, names: frozenset[str]) -> bool:
        token = self._tokens[at]
        if not self._text[token.start].isupper() or self._text[token.start : token.end].isupper():
            return False
        if at and self._tokens[at - 1].word in _TITLES:
            return True
        bare = token.word.removesuffix("s")
        return "first" in token.lists or token.word in names or bare in names

    def _end_of_name(self, at: int) -> int:
        while at + 1 < len(self._tokens) and self._follows_in_name(at):
            at += 1
        return self._tokens[at].end

    def _follows_in_name(self, at: int) -> bool:
        one, two = self._tokens[at], self._tokens[at + 1]
        return self._text[one.end : two.start] == " " and self._text[two.start].isupper()

    def _health_after(self, at: int) -> Found | None:
        """A health word to which nothing leads but words that tell it of the one who is named."""
        begin = self._tokens[at].end
        for token in self._tokens[at + 1 : at + 2 + _FARTHEST]:
            if any(begin <= end < token.start for end in self._ends):
                return None
            if found := self._health.get(token.start):
                return found
            if not self._leads_on(token):
                return None
        return None

    def _leads_on(self, token: Token) -> bool:
        raw = self._text[token.start : token.end]
        return "link" in token.lists or raw[0].isupper() or _NUMBER.fullmatch(raw) is not None

    def _health_before(self, at: int) -> Found | None:
        """`demensen til Olga`."""
        if at < 2 or self._tokens[at - 1].word not in _TO:
            return None
        return self._health.get(self._tokens[at - 2].start)
