"""How much of a page something will take: an estimate that is never too low, without laying anything out.

It knows the program's own look, an A4 page in Arial: a template of somebody else's has room of its own.
"""

from __future__ import annotations

import math
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

HEIGHT = 690.0
"""Of the text on a page, in points like everything here, without what is kept in reserve."""
WIDTH = 453.0
LINE = 1.15 * 1.15
"""A line of Arial, in parts of its size, with the spacing of the paragraphs."""
FOREIGN = 1.6
"""How much higher it is where another font has to lend its letters."""

NARROW = (
    ("ijl'‘’", 0.222),
    ("|", 0.26),
    (" \N{NO-BREAK SPACE}Ift/\\.,:;![]", 0.278),
    ('()-r{}`“”"', 0.36),
    ("*", 0.389),
    ("cksvxyzJ^", 0.5),
    ("abdeghnopquL0123456789#$_?–«»åøß§+=<>~°", 0.611),
    ("FTZABEKPSVXY&Å", 0.667),
    ("CDHNRUwGOQØ", 0.778),
    ("mM", 0.833),
    ("W%æ", 0.944),
)
"""The widths of letters in Arial, in parts of its size."""
WIDTHS = {letter: width for letters, width in NARROW for letter in letters}


class Form(NamedTuple):
    """How a paragraph looks."""

    size: float
    width: float
    """Of its lines."""
    around: float = 0.0
    """The space before and after it, with its borders."""
    line: float = LINE

    def height(self, text: str) -> float:
        """How high a text stands in it."""
        return self.of(self.lines(text) * (1.0 if all(map(_at_home, text)) else FOREIGN))

    def of(self, lines: float) -> float:
        """How high so many lines are in it."""
        return self.around + lines * self.line * self.size

    def lines(self, text: str) -> int:
        """How many lines a text takes, at least one."""
        room, space = self.width / self.size, width_of(" ")
        number, used = 1, 0.0
        for word in text.split(" "):
            length = width_of(word)
            if used and used + space + length <= room:
                used += space + length
                continue
            number += bool(used)
            number += max(math.ceil(1.05 * length / room) - 1, 0)
            used = min(length, room)
        return number

    def cut(self, text: str, lines: int) -> str:
        """A text of no more lines than that: where it is longer, whole words of it and an ellipsis."""
        head = text[: lines * 300]
        if len(head) == len(text) and self.lines(text) <= lines:
            return text
        words = head.split(" ")

        def whole(end: int) -> str:
            return " ".join(words[:end]).rstrip(" ,;:–-") + " …"

        fitting = bisect_right(range(1, len(words)), lines, key=lambda end: self.lines(whole(end)))
        if fitting and whole(fitting) != " …":
            return whole(fitting)
        letters = bisect_right(range(1, len(head) + 1), lines, key=lambda end: self.lines(f"{head[:end]}…"))
        return f"{head[:letters]}…"


TITLE = Form(20 * 1.1, WIDTH, 10)
HEADING = Form(14 * 1.1, WIDTH, 30)
SAID = Form(10.5, WIDTH, 10)
ITEM = Form(10.5, WIDTH - 60, 5)
CLOSING = Form(9.5, WIDTH, 16)
RUNNING = Form(8.5, WIDTH)
HEAD_ROW = 19.0
"""The first row of a table."""


def cell(width: float) -> Form:
    """A cell of a column of that width."""
    return Form(9.5, width - 9, 6.5, 1.15 * 1.08)


def column(room: int) -> float:
    """The width of a column that has room for so many characters."""
    return (250 + 105 * room) / 20


def row(cells: Sequence[tuple[Form, str]]) -> float:
    """The height of a row of a table."""
    return max(form.height(text) for form, text in cells)


@cache
def _width(letter: str) -> float:
    if letter in WIDTHS:
        return WIDTHS[letter]
    base = unicodedata.normalize("NFD", letter)[0]
    if base != letter and base in WIDTHS:
        return WIDTHS[base]
    if unicodedata.category(letter) in {"Mn", "Cf"}:
        return 0.4
    wide = unicodedata.east_asian_width(letter) in "WF"
    return 1.0 if letter < "\u0800" else 1.4 if wide or "\u2010" <= letter <= "\u2070" else 2.0


def width_of(text: str) -> float:
    """The width of a text in one line, in parts of its size."""
    return sum(map(_width, text))


def _at_home(letter: str) -> bool:
    """Tell whether Arial has a letter."""
    return letter < "\u0530" or "\u2010" <= letter <= "\u2044"
