"""Charts in plain characters that every terminal has: a mark for each series, repeated as often as there is room."""

from __future__ import annotations

from collections.abc import Iterator

from exports.document import Chart
from exports.formats.columns import WIDTH, padded
from exports.formats.columns import width as cells_of
from exports.formats.told import folded

NAMES = 40
"""How many cells the names beside the bars take at most."""
MARKS = "#=+:*o"
"""Of the series in their order; none of them looks like the one after it, and each is in ASCII."""


def bars(chart: Chart, width: int = WIDTH) -> Iterator[str]:
    """What each mark stands for, then a line for each category: its name, its bar, how many there are."""
    yield "   ".join(f"{_mark(number)} {folded(one.name)}" for number, one in enumerate(chart.series))
    names = [*map(folded, chart.categories)]
    values = list(zip(*(one.values for one in chart.series), strict=True))
    highest = max(map(sum, values), default=0)
    beside = min(NAMES, max(map(cells_of, names), default=0))
    room = width - beside - 2 - 1 - len(str(highest))
    for name, of in zip(names, values, strict=True):
        marks = "".join(_mark(number) * length for number, length in enumerate(_lengths(of, room, highest)))
        yield f"{_fitted(name, beside)}  {marks} {sum(of)}"


def _mark(number: int) -> str:
    return MARKS[number % len(MARKS)]


def _lengths(values: tuple[int, ...], room: int, highest: int) -> list[int]:
    """How many marks each value is: one for each that is counted where there is room, else its share of it.

    What is there has a mark, however little it is; the bar as a whole may then be the longer for it.
    """
    if highest <= room:
        return list(values)
    left = room - len(values)
    return [value and max(1, value * left // highest) for value in values]


def _fitted(name: str, cells: int) -> str:
    """A name in exactly so many cells; a mark says where it is cut."""
    if cells_of(name) > cells:
        while cells_of(name) > cells - 3:
            name = name[:-1]
        name += "..."
    return padded(name, cells)
