"""What Tab may put into the capture line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tui.line.grammar import speaker_of
from tui.line.lines import Capture, GoTo
from tui.line.names import LETTERS, Known, matches
from tui.line.reading import BLANKS, Reading, end_of

_REST = re.compile(rf"[{LETTERS}.-]*\s?")
_REST_OF_NAME = re.compile(rf"[{LETTERS}.-]*:?\s?")


@dataclass(frozen=True)
class Completion:
    """What may stand between start and end instead of what was typed there; the likeliest first."""

    start: int
    end: int
    candidates: tuple[str, ...]


def complete(line: str, cursor: int, known: Known) -> Completion | None:
    """What Tab may put at the cursor, counted in characters from the start: a party, a theme, who said it; or nothing.

    A handle, a name or a word of a name that begins as what was typed is a match.
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
        return _completion(word, end_of(_REST, line, cursor), [f"{sign}{each.handle} " for each in named])
    if isinstance(reading.line, Capture) and not reading.said_by and before[begin:].strip():
        named = matches(before[begin:], known.parties)
        names = [f"{speaker_of(each.handle, known)}: " for each in named]
        return _completion(begin, end_of(_REST_OF_NAME, line, cursor), names)
    return None


def _completion(start: int, end: int, candidates: Sequence[str]) -> Completion | None:
    return Completion(start, end, tuple(dict.fromkeys(candidates))) if candidates else None
