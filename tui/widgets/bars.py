"""One-row bars of text: where one writes, what was saved, what a line means, which keys there are; and the themes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.widgets.cells import clip, width

Part = tuple[str, str]
"""A text that is safe to print, and the name of its component class after `bar--`; nothing for the bar's own look."""


class Bar(Widget):
    """A row of text: some from the left, which gives way where there is no room, some at the right."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"bar--{part}" for part in ("strong", "quiet", "good", "alarm", "warning", "key", "chosen")
    }

    def __init__(self, *, id: str) -> None:  # noqa: A002 textual's name
        super().__init__(id=id)
        self._left: Sequence[Part] = ()
        self._right: Sequence[Part] = ()

    def tell(self, left: Sequence[Part], right: Sequence[Part] = ()) -> None:
        """Show these texts."""
        if (left, right) != (self._left, self._right):
            self._left, self._right = left, right
            self.refresh()

    def text(self) -> str:
        """Return what the bar says."""
        return "".join(text for text, _ in (*self._left, *self._right))

    def render_line(self, y: int) -> Strip:
        """Return the row."""
        if y:
            return Strip.blank(self.size.width, self.rich_style)
        room = self.size.width
        most = max(room * 2 // 3, room - sum(width(text) for text, _ in self._left))
        right, spare = self._segments(self._right, most)
        left, rest = self._segments(self._left, room - (most - spare) - bool(right))
        gap = [Segment(" " * (rest + 1), self.rich_style)] if right else []
        return Strip([*left, *gap, *right]).adjust_cell_length(room, self.rich_style)

    def _segments(self, parts: Sequence[Part], room: int) -> tuple[list[Segment], int]:
        segments = []
        for text, name in parts:
            shown = clip(text, max(0, room))
            style = self.get_component_rich_style(f"bar--{name}") if name else self.rich_style
            segments.append(Segment(shown, style))
            room -= width(shown)
        return segments, room


@dataclass(frozen=True)
class ThemeRow:
    """A theme as the panel shows it; the title is safe to print."""

    id: str
    title: str
    count: int
    current: bool


class ThemePanel(Widget):
    """The themes with the numbers of their items; the current one is marked with a sign as well as a colour."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"themes--current", "themes--count", "themes--title", "themes--clock"}

    @dataclass
    class ThemeChosen(Message):
        """A theme was clicked."""

        theme: str

    def __init__(self) -> None:
        super().__init__()
        self._title = ""
        self._rows: Sequence[ThemeRow] = ()
        self._clock = ""

    def tell_time(self, clock: str) -> None:
        """Show the time of the current theme on the last row; the text is safe to print, and may be empty."""
        if clock != self._clock:
            before, self._clock = self._clock, clock
            last = Region(0, self.size.height - 1, self.size.width, 1)
            self.refresh(*([last] if before and clock else []))

    def show(self, title: str, rows: Sequence[ThemeRow]) -> None:
        """Show these themes under that title."""
        if (title, rows) != (self._title, self._rows):
            self._title, self._rows = title, rows
            self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Say which theme was clicked."""
        at = event.y - 1 + self._first()
        on_clock = bool(self._clock) and event.y == self.size.height - 1
        if event.y > 0 and at < len(self._rows) and not on_clock:
            self.post_message(self.ThemeChosen(self._rows[at].id))

    def _first(self) -> int:
        """Return the first row to show so that the current theme is in sight."""
        current = next((at for at, row in enumerate(self._rows) if row.current), 0)
        return max(0, current - self.size.height + 2 + bool(self._clock))

    def render_line(self, y: int) -> Strip:
        """Return a row of the panel."""
        room = self.size.width
        if y == 0:
            style = self.get_component_rich_style("themes--title")
            return Strip([Segment(clip(self._title, room), style)]).adjust_cell_length(room, self.rich_style)
        if self._clock and y == self.size.height - 1:
            style = self.get_component_rich_style("themes--clock")
            return Strip([Segment(clip(self._clock, room), style)]).adjust_cell_length(room, self.rich_style)
        at = y - 1 + self._first()
        if at >= len(self._rows):
            return Strip.blank(room, self.rich_style)
        row = self._rows[at]
        style = self.get_component_rich_style("themes--current") if row.current else self.rich_style
        number = str(at + 1) if at < 9 and row.id else " "
        count = str(row.count)
        title = clip(row.title, room - 4 - len(count))
        gap = " " * max(0, room - 3 - width(title) - len(count))
        lead = f"{'▸' if row.current else ' '}{number} "
        quiet = style if row.current else self.get_component_rich_style("themes--count")
        strip = Strip([Segment(lead + title + gap, style), Segment(count, quiet)])
        return strip.adjust_cell_length(room, self.rich_style)
