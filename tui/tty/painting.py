"""What stands on the terminal, cell by cell: of a new picture only what differs from it is sent.

A poor line carries few bytes, so the shortest way is taken to what has changed: the cursor is moved, cells in between
that are few are sent again, a blank end of a row is erased. The terminal's own cursor shows where one writes.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import repeat

from rich.cells import split_graphemes
from rich.color import ColorSystem
from rich.segment import ControlType, Segment
from rich.style import Style

Cell = tuple[str, str]
"""A character with what is joined to it, nothing in the second half of a wide one; and its look, as SGR parameters."""
Spot = tuple[int, int]
"""A column and a row, from 0."""

_BLANK: Cell = (" ", "")
_UNKNOWN: Cell = ("\0", "")
"""What stands in a cell of which nobody knows what the terminal shows there."""
_GAP = 5
"""How many cells that are as they shall be are sent again, where a move over them would take more."""
_ERASED = 4
"""From how many blank cells on the end of a row is erased."""
_LONG = 200
"""The bytes from which on the cursor is hidden while they are painted."""


class Canvas:
    """The cells of a terminal as they were painted last, and where its cursor is."""

    def __init__(self) -> None:
        self._looks: dict[Style | None, str] = {None: ""}
        self._columns = 0
        self._shown: list[list[Cell]] = []
        self._wanted: list[list[Cell]] = []
        self._at: Spot | None = None
        """Where the terminal's cursor is; None where that is not sure."""
        self._cursor: Spot | None = None
        """Where it shall be seen."""
        self._visible: bool | None = None
        self._sent: list[str] = []
        self._look = ""

    def resize(self, columns: int, rows: int) -> None:
        """Begin anew for a window of that size."""
        self._columns = columns
        self._wanted = [[_BLANK] * columns for _ in range(rows)]
        self.forget()

    def forget(self) -> None:
        """Take for granted no longer what the terminal shows: all of it is sent with the next picture."""
        self._shown = [[_UNKNOWN] * self._columns for _ in self._wanted]
        self._at = self._visible = None

    def paint(self, picture: Iterable[Segment], cursor: Spot | None) -> str:
        """Return what brings the terminal to that picture, and shows the cursor there or nowhere.

        A picture is made of moves to a cell, and of what stands from there on; line ends in it are nothing.
        """
        x = y = 0
        touched: dict[int, tuple[int, int]] = {}
        for text, style, control in picture:
            if control:
                for code in control:
                    if code[0] is ControlType.CURSOR_MOVE_TO and len(code) == 3:
                        x, y = int(code[1]), code[2]
            elif text != "\n" and y < len(self._wanted) and x < self._columns:
                cells = _cells_of(text, self._look_of(style))[: self._columns - x]
                end = x + len(cells)
                self._wanted[y][x:end] = cells
                first, last = touched.get(y, (x, end))
                touched[y] = min(x, first), max(end, last)
                x = end
        for row in sorted(touched):
            self._paint_row(row, *touched[row])
        inside = cursor is not None and cursor[0] < self._columns and cursor[1] < len(self._wanted)
        return self._finish(cursor if inside else None)  # a picture may have been made for the window as it was

    def echo(self, text: str) -> str:
        """Return what shows a text at the cursor and moves it on; nothing where more has to be painted for it.

        That is done where the cursor is seen, for plain characters of one cell each, over blanks of no look.
        """
        if self._cursor is None or self._at != self._cursor or not self._visible:
            return ""
        x, y = self._cursor
        end = x + len(text)
        blanks = [_BLANK] * (len(text) + 1)
        if end + 1 >= self._columns or not self._wanted[y][x : end + 1] == self._shown[y][x : end + 1] == blanks:
            return ""
        cells = _cells_of(text, "")
        if len(cells) != len(text) or not all(map(_is_sure, text)):
            return ""
        self._shown[y][x:end] = self._wanted[y][x:end] = cells
        self._at = self._cursor = (end, y)
        return text

    def _look_of(self, style: Style | None) -> str:
        if style not in self._looks:
            self._looks[style] = _parameters(style) if style else ""
        return self._looks[style]

    def _paint_row(self, y: int, first: int, last: int) -> None:
        shown, wanted = self._shown[y], self._wanted[y]
        if shown[first:last] == wanted[first:last]:
            return
        different = [x for x in range(first, last) if shown[x] != wanted[x]]
        blank_from = _blank_end(wanted)
        at = 0
        for x in different:
            if x < at:
                continue
            begin = x if wanted[x][0] else x - 1  # the second half of a wide character comes with the first
            if begin >= blank_from and different[-1] - begin >= _ERASED:
                self._erase(begin, y)
                return
            if self._at == (at, y) and begin - at < _GAP and all(map(self._is_cheap, wanted[at:begin])):
                begin = at
            for again in range(begin, x):
                if wanted[again][0]:
                    self._write(again, y)
            at = self._write(x, y) if wanted[x][0] else x + 1

    def _is_cheap(self, cell: Cell) -> bool:
        return cell[1] == self._look and _is_sure(cell[0])

    def _write(self, x: int, y: int) -> int:
        """Send a cell; return the next one."""
        text, look = self._wanted[y][x]
        self._move(x, y)
        self._dress(look)
        self._sent.append(text)
        width = 2 if x + 1 < self._columns and not self._wanted[y][x + 1][0] else 1
        self._shown[y][x : x + width] = self._wanted[y][x : x + width]
        end = x + width
        sure = width == 1 and _is_sure(text) and end < self._columns
        self._at = (end, y) if sure else None
        return end

    def _erase(self, x: int, y: int) -> None:
        """Erase the rest of a row."""
        self._move(x, y)
        self._dress("")
        self._sent.append("\x1b[K")
        self._shown[y][x:] = self._wanted[y][x:]

    def _move(self, x: int, y: int) -> None:
        if self._at == (x, y):
            return
        far = f"\x1b[{y + 1};{x + 1}H"
        if self._at is not None and self._at[1] == y and x > self._at[0]:
            by = x - self._at[0]
            near = "\x1b[C" if by == 1 else f"\x1b[{by}C"
            far = min(near, far, key=len)
        self._sent.append(far)
        self._at = (x, y)

    def _dress(self, look: str) -> None:
        if look != self._look:
            self._sent.append(f"\x1b[0;{look}m" if self._look and look else f"\x1b[{look}m")
            self._look = look

    def _finish(self, cursor: Spot | None) -> str:
        self._dress("")
        if cursor is not None:
            self._move(*cursor)
        painted, self._sent = "".join(self._sent), []
        self._cursor = cursor
        hide, show = "\x1b[?25l", "\x1b[?25h"
        was, self._visible = self._visible, cursor is not None
        if len(painted) > _LONG and was:
            return hide + painted + (show if self._visible else "")
        if was == self._visible:
            return painted
        return painted + show if self._visible else hide + painted


def _cells_of(text: str, look: str) -> list[Cell]:
    if text.isascii():
        return list(zip(text, repeat(look)))
    cells: list[Cell] = []
    for begin, end, width in split_graphemes(text)[0]:
        if width:
            cells.append((text[begin:end], look))
            cells += [("", look)] * (width - 1)
        elif cells:
            at = -1 if cells[-1][0] else -2
            cells[at] = (cells[at][0] + text[begin:end], look)
    return cells


def _blank_end(row: list[Cell]) -> int:
    """Return the cell from which on a row is blank."""
    at = len(row)
    while at and row[at - 1] == _BLANK:
        at -= 1
    return at


def _is_sure(text: str) -> bool:
    """Tell whether every terminal gives a character one cell, so that its cursor is known to be at the next."""
    return len(text) == 1 and (
        "\x20" <= text < "\x7f" or ("\xa0" < text < "\u0300" and text != "\xad") or text in _DRAWN
    )


_DRAWN = frozenset("›‹·…▸✓│─╭╮╰╯▒–—≠→←↑↓")
"""What the program itself draws with."""


def _parameters(style: Style) -> str:
    """Return a style as the SGR parameters that give it after a reset; it has no other colours than the sixteen."""
    before = style.render("\0", color_system=ColorSystem.STANDARD).partition("\0")[0]
    parameters = before.removeprefix("\x1b[").removesuffix("m").split(";")
    return ";".join(number for number in parameters if number not in ("39", "49"))
