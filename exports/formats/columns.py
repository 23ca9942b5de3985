"""Text in the columns of a page where every letter is as wide as the next: wrapped lines, tables."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from exports.document import Table
from exports.formats.told import folded, numbers_in, plain

WIDTH = 78
NARROWEST = 12
"""A column of text is not made narrower than this to have a table fit."""


def width(text: str) -> int:
    """How many columns a text takes: a wide character takes two, a mark on another one none."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def padded(text: str, columns: int, *, right: bool = False) -> str:
    """A text with blanks to a width, at its left where it belongs to the right."""
    blanks = " " * (columns - width(text))
    return blanks + text if right else text + blanks


def wrapped(text: str, first: str = "", indent: str = "", *, room: int = WIDTH) -> list[str]:
    """A text behind what stands first, its other lines indented; its own line breaks are kept, and words whole."""
    return [
        line
        for number, one in enumerate(plain(text))
        for line in _wrapped(one, indent if number else first, indent, room)
    ]


def _wrapped(text: str, first: str, indent: str, room: int) -> Iterator[str]:
    current, used, fresh = first, width(first), True
    for word in filter(None, text.split(" ")):
        taken = width(word)
        if not fresh and used + 1 + taken > room:
            yield current
            current, used, fresh = indent, len(indent), True
        current, used = (current + word, used + taken) if fresh else (f"{current} {word}", used + 1 + taken)
        fresh = False
    yield current.rstrip()


def in_columns(table: Table) -> list[str]:
    """The lines of a table of texts in aligned columns, its headings underlined; nothing where they do not fit.

    Numbers stand at the right of their column; other columns give way where there is not room for all.
    """
    rows = [[folded(column.label) for column in table.columns]]
    rows += [[folded(cell) for cell in row if isinstance(cell, str)] for row in table.rows]
    if any(len(row) < len(table.columns) for row in rows):
        return []
    numbers = numbers_in(table)
    widths = _widths(rows, numbers)
    if not widths:
        return []
    head, *lines = [list(_row(row, widths, numbers)) for row in rows]
    return [*head, "  ".join("-" * columns for columns in widths), *(line for row in lines for line in row)]


def _widths(rows: Sequence[Sequence[str]], numbers: Sequence[bool]) -> list[int]:
    """The widths of the columns; nothing where there is not room for them."""
    widths = [max(map(width, cells)) for cells in zip(*rows, strict=True)]
    least = [
        whole if number else min(whole, max(NARROWEST, *(width(word) for cell in cells for word in cell.split(" "))))
        for whole, number, cells in zip(widths, numbers, zip(*rows, strict=True), strict=True)
    ]
    room = WIDTH - 2 * (len(widths) - 1)
    if sum(least) > room:
        return []
    while sum(widths) > room:
        at = max(range(len(widths)), key=lambda at: widths[at] if widths[at] > least[at] else -1)
        widths[at] -= 1
    return widths


def _row(row: Sequence[str], widths: Sequence[int], numbers: Sequence[bool]) -> Iterator[str]:
    """The lines of a row."""
    cells = [wrapped(cell, room=columns) for cell, columns in zip(row, widths, strict=True)]
    for line in zip_longest(*cells, fillvalue=""):
        shown = (
            padded(cell, columns, right=number) for cell, columns, number in zip(line, widths, numbers, strict=True)
        )
        yield "  ".join(shown).rstrip()
