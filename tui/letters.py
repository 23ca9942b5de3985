"""Letters as a reader counts them: what is joined to a character belongs to it."""

from __future__ import annotations

import unicodedata

JOINER = "\u200d"
"""Makes one picture of the two beside it."""
PICTURES = "\u2190-\u2bff\U0001f000-\U0001f1e5\U0001f200-\U0001faff"
"""The characters that may be pictures, as the inside of a class of a regular expression."""
FLAGS = "\U0001f1e6-\U0001f1ff"
"""The letters of which two make a flag, as the inside of such a class."""
_MARKS = frozenset(("Mn", "Mc", "Me"))
_TONES = ("\U0001f3fb", "\U0001f3ff")
"""What colours a picture."""
_VOWELS = ("\u1160", "\u11ff")
"""The later parts of a Korean syllable that is written in parts."""


def letter_end(text: str, at: int) -> int:
    """Return where the letter ends that begins there; the length of the text where none does."""
    end = at + 1
    if end < len(text) and _is_flag(text[at]) and _is_flag(text[end]):
        end += 1
    while end < len(text) and _goes_on(text, end):
        end += 1
    return min(end, len(text))


def letter_start(text: str, at: int) -> int:
    """Return where the letter begins in which that place lies: the place itself where it is between two letters."""
    if not 0 < at < len(text):
        return max(0, min(at, len(text)))
    begin = at
    while begin > 0 and (_goes_on(text, begin) or _is_flag(text[begin])):
        begin -= 1
    while (end := letter_end(text, begin)) <= at:
        begin = end
    return begin


def _goes_on(text: str, at: int) -> bool:
    """Tell whether a character belongs to the letter before it."""
    character = text[at]
    if character.isascii():
        return False
    if unicodedata.category(character) in _MARKS or character in (JOINER, "\u200c"):
        return True
    if _is_in(character, _TONES) or _is_in(character, _VOWELS):
        return True
    return at > 1 and text[at - 1] == JOINER and is_picture(character) and is_joinable(text[at - 2])


def is_picture(character: str) -> bool:
    """Tell whether a character may be a picture."""
    return "\u2190" <= character < "\u2c00" or ("\U0001f000" <= character < "\U0001fb00" and not _is_flag(character))


def is_joinable(character: str) -> bool:
    """Tell whether a picture may end with that character: a picture, its colour, or that it is one."""
    return is_picture(character) or character == "\ufe0f"


def _is_flag(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _is_in(character: str, bounds: tuple[str, str]) -> bool:
    return bounds[0] <= character <= bounds[1]
