"""What Tab may put into the capture line."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass

from storage.ids import fold
from storage.model import Kind
from tui.line.grammar import speaker_of
from tui.line.lines import Capture, Continuation, GoTo, Line
from tui.line.marks import SLOT_WORDS, each_words, slot_labels
from tui.line.names import LETTERS, Known, matches
from tui.line.reading import BLANKS, Reading, end_of

_REST = re.compile(rf"[{LETTERS}.-]*\s?")
_LABEL = re.compile(r"(?:(?<!\S)|\A)(?:\.\.\.|…)\s+([^:.…]{0,24}+)(:?)\s*\Z")
"""The label of a slot that is being typed, or after which nothing is typed yet."""
_REST_OF_NAME = re.compile(rf"[{LETTERS}.-]*:?\s?")


@dataclass(frozen=True)
class Completion:
    """What may stand between start and end instead of what was typed there; the likeliest first."""

    start: int
    end: int
    candidates: tuple[str, ...]


def complete(line: str, cursor: int, known: Known, filled: Container[str] = ()) -> Completion | None:
    """What Tab may put at the cursor, counted in characters from the start: a party, a theme, who said it; or nothing.

    A handle, a name or a word of a name that begins as what was typed is a match. In a need, and in what goes on with
    one of which some slots are filled already, it is the label of a slot that is not filled.
    """
    cursor = max(0, min(cursor, len(line)))
    before = line[:cursor]
    reading = Reading(f"{before} -", known)
    begin = end_of(BLANKS, before, min(reading.begin, cursor))
    if isinstance(reading.line, GoTo):
        titles = [known.title(theme.title) for theme in matches(before[begin:], known.themes) if theme.title]
        return _completion(begin, len(line), titles)
    word = max(begin, cursor - len(before.rsplit(None, 1)[-1]) if before and not before[-1].isspace() else cursor)
    sign = before[word : word + 1]
    if sign in {"@", "#"} and before[word:]:
        named = matches(before[word + 1 :], known.parties if sign == "@" else known.themes)
        handles = [each.handle for each in named]
        if sign == "@" and isinstance(reading.line, Capture) and reading.line.kind is Kind.ACTION:
            start = fold(before[word + 1 :])
            handles += [w for w in each_words(known.language) if w.startswith(start) and not known.party(w)][:1]
        return _completion(word, end_of(_REST, line, cursor), [f"{sign}{handle} " for handle in handles])
    if isinstance(reading.line, Capture) and not reading.said_by and before[begin:].strip():
        named = matches(before[begin:], known.parties)
        names = [f"{speaker_of(each.handle, known)}: " for each in named]
        if names or reading.line.kind is not Kind.NEED:
            return _completion(begin, end_of(_REST_OF_NAME, line, cursor), names)
    return _complete_slot(line, before, reading.line, known, filled)


def _complete_slot(line: str, before: str, said: Line, known: Known, filled: Container[str]) -> Completion | None:
    """The labels that may follow in a need. One after which nothing was typed yet gives way to the next one."""
    going_on = isinstance(said, Continuation)
    if not going_on and not (isinstance(said, Capture) and said.kind is Kind.NEED and said.text.removesuffix("-")):
        return None
    used = {slot.name for slot in said.slots if slot.text != "-"}  # type: ignore[union-attr] # one of the two
    labels = slot_labels(known.language)
    missing = [name for name in labels if name not in used and not (going_on and name in filled)]
    if typed := _LABEL.search(before):
        word, colon = fold(typed[1]), typed[2]
        if colon:
            at = list(labels).index(SLOT_WORDS[word]) if word in SLOT_WORDS else -1
            found = sorted((name for name in missing if at >= 0), key=lambda name: list(labels).index(name) <= at)
        else:
            found = [name for name in missing if any(w.startswith(word) and SLOT_WORDS[w] == name for w in SLOT_WORDS)]
        end = len(line) if not line[len(before) :].strip() else end_of(_REST_OF_NAME, line, len(before))
        return _completion(typed.start(1), end, [f"{labels[name]}: " for name in found])
    if going_on or line[len(before) :].strip():
        return None
    blank = "" if before[-1].isspace() else " "
    return _completion(len(before), len(line), [f"{blank}... {labels[name]}: " for name in missing])


def _completion(start: int, end: int, candidates: Sequence[str]) -> Completion | None:
    return Completion(start, end, tuple(dict.fromkeys(candidates))) if candidates else None
