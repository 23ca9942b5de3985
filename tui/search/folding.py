"""Texts as they are compared when something is searched for, and where what was asked for stands in them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence


class _Letters(dict[int, str]):
    """By code point: the letter without its accents. What has been asked for is kept."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        if code > _LAST_ACCENTED:
            return letter
        parts = unicodedata.normalize("NFD", letter)
        self[code] = unicodedata.normalize("NFC", "".join(part for part in parts if not unicodedata.combining(part)))
        return self[code]


_LAST_ACCENTED = 0x1FFF
"""The code points of letters with accents, Greek ones too, end here."""
_LETTERS = _Letters({ord(letter): letter for letter in "æøå"})
_LETTERS |= {ord(letter): plainer for letter, plainer in zip("äöǻđŋŧ", "æøådnt", strict=True)}


def plain(text: str) -> str:
    """Return a text as it is compared: without case and accents, spaces single.

    æ, ø and å are letters of their own, for which ä and ö stand too; Sámi letters are found without their strokes.

    >>> plain("  Éva  Sør-VARANGER "), plain("Máret Hætta, Malmö")
    ('eva sør-varanger', 'maret hætta, malmø')
    """
    if text.isascii():
        return " ".join(text.lower().split())
    return " ".join(unicodedata.normalize("NFC", text.casefold()).translate(_LETTERS).split())


def places(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Return where words, in plain letters, stand in a text: from which character to before which, in order."""
    letters: list[str] = []
    starts: list[int] = []
    for match in _CLUSTER.finditer(text):
        plainer = plain(match[0]) or " "
        letters.append(plainer)
        starts += [match.start()] * len(plainer)
    folded = "".join(letters)
    starts.append(len(text))
    found = [
        (starts[match.start()], starts[match.end()])
        for word in words
        if word
        for match in re.finditer(re.escape(word), folded)
    ]
    return _joined(sorted(found))


_CLUSTER = re.compile("(?s:.)[\u0300-\u036f]*")


def _joined(stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in stretches:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        elif start < end:
            joined.append((start, end))
    return joined
