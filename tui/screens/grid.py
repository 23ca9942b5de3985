"""A table that fills the screen, with a chosen square: its headings stay in sight while it scrolls both ways."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding
from textual.strip import Strip

from tui.screens.listing import List
from tui.widgets.cells import clip, width
from tui.widgets.stream import Row

_NARROWEST = 9
"""The fewest cells of the headings of the rows."""


@dataclass(frozen=True)
class Square:
    """What stands in a square; the text is safe to print, and takes at most the cells of a column."""

    text: str
    style: str = "point"
    """One of the styles of a row of the stream."""


@dataclass(frozen=True)
class Column:
    """A column: what stands above it, in two lines, and below it. The texts are safe to print."""

    name: str
    top: str
    below: str
    foot: str


@dataclass(frozen=True)
class Sheet:
    """What a grid shows. Not every row has a square in every column."""

    columns: Sequence[Column] = ()
    rows: Sequence[tuple[str, str]] = ()
    """The name of each, and its heading, which is safe to print."""
    squares: Mapping[tuple[str, str], Square] = field(default_factory=dict)
    """By the names of row and column."""
    foot: str = ""
    """The heading of what stands below the columns."""


class Grid(List):
    """The table. The names of its rows, in the sense of a list, are those of its squares: `row/column`."""

    BINDINGS: ClassVar = [
        Binding("left,h", "step(-1)", "key.square-left", id="grid.left", show=False, tooltip="tip.square-left"),
        Binding("right,l", "step(1)", "key.square-right", id="grid.right", show=False, tooltip="tip.square-right"),
    ]

    wide: ClassVar[int] = 8
    """The cells of a column."""
    widest: ClassVar[int] = 18
    """The most cells of the headings of the rows."""

    def __init__(self, describe: Callable[[str], Row]) -> None:
        super().__init__(describe)
        self.sheet = Sheet()
        self.looked: Callable[[], None] = lambda: None
        """Called when another square is chosen."""
        self._first = [0, 0]
        """The first row and the first column in sight."""

    # Where one is

    def names_in(self, sheet: Sheet) -> list[str]:
        """Return the names of the squares of a sheet, row by row."""
        pairs = ((row, column.name) for row, _ in sheet.rows for column in sheet.columns)
        return ["/".join(pair) for pair in pairs if pair in sheet.squares]

    @property
    def place(self) -> tuple[str, str]:
        """The names of the row and the column of the chosen square."""
        row, _, column = self.chosen.partition("/")
        return row, column

    def choose(self, name: str) -> None:
        """Choose a square."""
        super().choose(name)
        self.redraw()
        self.looked()

    def action_choose(self, by: int) -> None:
        """Choose the square that many squares further down in its column."""
        column = self.place[1]
        self._go([name for name in self.names if name.endswith(f"/{column}")] or self.names, by)

    def action_step(self, by: int) -> None:
        """Choose the square that many squares to the right in its row."""
        row = self.place[0]
        self._go([name for name in self.names if name.startswith(f"{row}/")], by)

    def action_page(self, by: int) -> None:
        """Choose a square about a screenful further down."""
        self.action_choose(by * max(1, self._room()[0] - 1))

    def advance(self) -> None:
        """Choose the next square of the row, after the last of it the first of the next."""
        self._go(self.names, 1)

    def _go(self, names: Sequence[str], by: int) -> None:
        if names:
            at = names.index(self.chosen) + by if self.chosen in names else 0
            self.choose(names[max(0, min(len(names) - 1, at))])

    # What is shown

    def name_at(self, y: int) -> str:
        """Return the name of the chosen square where it is on that row of the screen, else of the row's first."""
        rows = self._in_sight()[0]
        at = y - self._heads()
        row = self.sheet.rows[rows[at]][0] if 0 <= at < len(rows) else ""
        inside = [name for name in self.names if row and name.startswith(f"{row}/")]
        return self.chosen if self.chosen in inside else next(iter(inside), "")

    def on_click(self, event: events.Click) -> None:
        """Choose the square that was clicked."""
        event.prevent_default()
        rows, columns = self._in_sight()
        y, x = event.y - self._heads(), (event.x - self._margin()) // self.wide
        if 0 <= y < len(rows) and 0 <= x < len(columns):
            name = f"{self.sheet.rows[rows[y]][0]}/{self.sheet.columns[columns[x]].name}"
            if name in self.names:
                self.choose(name)

    def _heads(self) -> int:
        """How many lines the headings take: they give way in a small window."""
        return 2 if self.size.height > 6 else 1

    def _margin(self) -> int:
        """How many cells the headings of the rows take; they give way where that lets all columns be seen."""
        longest = max((width(heading) for _, heading in self.sheet.rows), default=0) + 2
        wanted = max(_NARROWEST, min(self.widest, longest))
        left = self.size.width - self.wide * len(self.sheet.columns)
        return max(_NARROWEST, min(wanted, left)) if left >= _NARROWEST else wanted

    def _room(self) -> tuple[int, int]:
        """How many rows and columns fit."""
        foot = 1 if self.size.height > 4 else 0
        return max(1, self.size.height - self._heads() - foot), max(1, (self.size.width - self._margin()) // self.wide)

    def _in_sight(self) -> tuple[range, range]:
        """Return which rows and columns are in sight, the chosen square among them."""
        row, column = self.place
        counts = (len(self.sheet.rows), len(self.sheet.columns))
        chosen = (
            next((at for at, (name, _) in enumerate(self.sheet.rows) if name == row), 0),
            next((at for at, each in enumerate(self.sheet.columns) if each.name == column), 0),
        )
        seen = []
        for axis, (count, at, room) in enumerate(zip(counts, chosen, self._room(), strict=True)):
            first = min(max(self._first[axis], at - room + 1), at)
            self._first[axis] = first = max(0, min(first, count - room))
            seen.append(range(first, min(count, first + room)))
        return seen[0], seen[1]

    def _lay_out(self) -> list[tuple[str, Strip]]:
        if not self.names:
            return super()._lay_out()
        rows, columns = self._in_sight()
        shown = [self.sheet.columns[at] for at in columns]
        more = ("‹" if columns.start else " ", "›" if columns.stop < len(self.sheet.columns) else " ")
        lines = [self._line(f"{more[0]}{more[1]}".strip(), [each.top for each in shown], "reference")]
        if self._heads() > 1:
            above = f"↑{rows.start}" if rows.start else ""
            lines.append(self._line(above, [each.below for each in shown], "after"))
        lines += [self._drawn_row(at, shown) for at in rows]
        if self.size.height > 4:
            left = len(self.sheet.rows) - rows.stop
            foot = f"{self.sheet.foot} ↓{left}" if left else self.sheet.foot
            lines.append(self._line(foot, [each.foot for each in shown], "reference"))
        return [("", line) for line in lines]

    def _line(self, lead: str, texts: Sequence[str], style: str) -> Strip:
        look = self.get_component_rich_style(f"stream--{style}")
        segments = [Segment(_filled(" " + lead, self._margin()), look)]
        return self._strip([*segments, *(Segment(_filled(" " + text, self.wide), look) for text in texts)])

    def _drawn_row(self, at: int, columns: Sequence[Column]) -> Strip:
        name, heading = self.sheet.rows[at]
        mine = name == self.place[0]
        look = self.get_component_rich_style("stream--heading" if mine else "stream--point")
        lead = clip(heading, self._margin() - 2)
        segments = [Segment("▸" if mine else " "), Segment(lead, look if mine else None)]
        segments.append(Segment(" " * (self._margin() - 1 - width(lead))))
        for column in columns:
            square = self.sheet.squares.get((name, column.name), Square(""))
            style = self.get_component_rich_style(f"stream--{square.style}")
            if mine and column.name == self.place[1]:
                style += self.get_component_rich_style("stream--chosen")
            segments.append(Segment(_filled(square.text, self.wide), style))
        return self._strip(segments)


def _filled(text: str, cells: int) -> str:
    """Return a text that takes just that many cells."""
    shown = clip(text, cells)
    return shown + " " * (cells - width(shown))
