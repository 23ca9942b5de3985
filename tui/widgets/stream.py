"""The stream of items: drawn line by line, only as much as is in sight, however many there are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from tui.widgets.cells import clip, width, wrap

MOST_LINES = 6
"""How many lines of one item are shown."""


@dataclass(frozen=True)
class Row:
    """One item as it is shown, or a heading. The texts are safe to print."""

    reference: str = ""
    sign: str = ""
    text: str = ""
    after: str = ""
    """What is said of it quietly: who, when, how far."""
    dispute: str = ""
    """What others wrote instead, with a sign of its own; it stands on lines of its own."""
    style: str = "point"
    """The kind, `done`, `overdue` or `heading`: the name of the component class after `stream--`."""


class Stream(Widget, can_focus=True):
    """A list of names, of which those in sight are asked for their rows.

    It follows the newest, at the bottom, as long as no row is chosen.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"stream--{part}"
        for part in (
            *("reference", "after", "chosen", "dispute", "heading", "done", "empty", "found", "overdue"),
            *("point", "need", "action", "decision", "question", "learning"),
        )
    }
    BINDINGS: ClassVar = [
        Binding("up,k", "choose(-1)", "key.row-up", id="stream.up", show=False, tooltip="tip.row-up"),
        Binding("down,j", "choose(1)", "key.row-down", id="stream.down", show=False, tooltip="tip.row-down"),
        Binding("pageup", "page(-1)", "key.page-up", id="stream.page-up", show=False, tooltip="tip.page-up"),
        Binding("pagedown", "page(1)", "key.page-down", id="stream.page-down", show=False, tooltip="tip.page-down"),
        Binding("home,g", "choose(-1000000000)", "key.first", id="stream.first", show=False, tooltip="tip.first"),
        Binding("end,G", "choose(1000000000)", "key.last", id="stream.last", show=False, tooltip="tip.last"),
    ]

    def __init__(self, describe: Callable[[str], Row]) -> None:
        super().__init__()
        self._describe = describe
        self.names: Sequence[str] = ()
        self.empty = ""
        """What stands there when there are no rows; safe to print."""
        self.chosen = ""
        self.words: Sequence[str] = ()
        """What is marked where it stands in a row, in plain letters."""
        self._top = 0
        """The row of the screen at which the chosen item begins."""
        self._lines: list[tuple[str, Strip]] | None = None
        """What is in sight, with the name that each line belongs to; None when it has to be laid out anew."""
        self._laid_out_for = Size()

    def show(self, names: Sequence[str]) -> None:
        """Show these names, each of them once; headings are names that begin with `#`."""
        self.names = names
        if self.chosen and self.chosen not in names:
            self.chosen = ""
        self.redraw()

    def redraw(self) -> None:
        """Ask for the rows anew."""
        self._lines = None
        self.refresh()

    def choose(self, name: str) -> None:
        """Choose a row, or none: where no row has that name either."""
        name = name if name in self.names else ""
        if name != self.chosen:
            lines = self._laid_out() if self.is_mounted else ()  # before, it has no looks to be drawn with
            on_screen = [at for at, (shown, _) in enumerate(lines) if shown == name]
            self._top = on_screen[0] if on_screen else self.size.height // 2
            self.chosen = name
            self.redraw()

    def action_choose(self, by: int) -> None:
        """Choose the row that many rows on; none is chosen below the last."""
        names = [name for name in self.names if not name.startswith("#")]
        if not names:
            return
        at = names.index(self.chosen) if self.chosen in names else len(names)
        going = max(0, at + by)
        if going >= len(names):
            going = len(names) - 1
        self.choose(names[going])

    def action_page(self, by: int) -> None:
        """Choose a row about a screenful on."""
        seen = len(dict.fromkeys(name for name, _ in self._laid_out() if name and not name.startswith("#")))
        self.action_choose(by * max(1, seen - 1))
        self._top = self.size.height if by > 0 else 0  # so that no row between is passed over unseen
        self.redraw()

    def name_at(self, y: int) -> str:
        """Return the name of the item on a row of the screen, nothing where there is none or a heading."""
        lines = self._laid_out()
        name = lines[y][0] if 0 <= y < len(lines) else ""
        return "" if name.startswith("#") else name

    def on_click(self, event: events.Click) -> None:
        """Choose the row that was clicked."""
        name = self.name_at(event.y)
        if name:
            self.choose(name)

    def on_focus(self) -> None:
        """Choose the newest row where none is chosen."""
        if not self.chosen:
            self.action_choose(0)

    def render_line(self, y: int) -> Strip:
        """Return a row of the screen."""
        lines = self._laid_out()
        return lines[y][1] if y < len(lines) else Strip.blank(self.size.width, self.rich_style)

    def _laid_out(self) -> list[tuple[str, Strip]]:
        if self._lines is None or self._laid_out_for != self.size:
            self._lines = self._lay_out()
            self._laid_out_for = self.size
        return self._lines

    def _lay_out(self) -> list[tuple[str, Strip]]:
        height = self.size.height
        if not self.names or height < 1 or self.size.width < 1:
            style = self.get_component_rich_style("stream--empty")
            told = wrap(self.empty, self.size.width - 2, max(1, height))
            return [("", self._strip([Segment(" " + line, style)])) for line in told]
        if not self.chosen:
            return self._upwards(len(self.names) - 1, height)
        at = self.names.index(self.chosen)
        own = self._drawn(at)
        top = max(self._top, int(at > 0 and self.names[at - 1].startswith("#")))  # a heading is seen with its first row
        above = self._upwards(at - 1, max(0, min(top, height - len(own))))
        lines = above + own[:height]
        following = at + 1
        while len(lines) < height and following < len(self.names):
            lines += self._drawn(following)
            following += 1
        if len(lines) < height:
            return self._upwards(len(self.names) - 1, height)
        return lines[:height]

    def _upwards(self, at: int, height: int) -> list[tuple[str, Strip]]:
        """Return the lines that end with that row, as many as fit."""
        lines: list[tuple[str, Strip]] = []
        while at >= 0 and len(lines) < height:
            lines = self._drawn(at) + lines
            at -= 1
        return lines[len(lines) - height :] if len(lines) > height else lines

    def _drawn(self, at: int) -> list[tuple[str, Strip]]:
        name = self.names[at]
        row = self._describe(name)
        quiet = self.get_component_rich_style("stream--after")
        style = self.get_component_rich_style(f"stream--{row.style}")
        if row.style == "heading":
            return [(name, self._strip([Segment(clip(row.text, self.size.width), style)]))]
        lead = f"{row.reference:<7}{row.sign} "
        whole = f"{row.text}  {row.after}" if row.after else row.text
        lines = wrap(whole, self.size.width - width(lead) - 1, MOST_LINES)
        left = len(row.text)
        drawn = []
        for number, line in enumerate(lines):
            words = line[:left] if left > 0 else ""
            left -= len(line) + 1
            segments = self._lead(lead, style) if number == 0 else [Segment(" " * width(lead), quiet)]
            segments += [Segment(words, style), Segment(line[len(words) :], quiet)]
            drawn.append((name, self._strip(segments, chosen=name == self.chosen)))
        return drawn + self._drawn_dispute(name, row, width(lead) - 2)

    def _drawn_dispute(self, name: str, row: Row, indent: int) -> list[tuple[str, Strip]]:
        style = self.get_component_rich_style("stream--dispute")
        lines = wrap(row.dispute, self.size.width - indent - 1, MOST_LINES // 2) if row.dispute else []
        return [
            (name, self._strip([Segment(" " * indent + line, style)], chosen=name == self.chosen)) for line in lines
        ]

    def _lead(self, lead: str, style: Style) -> list[Segment]:
        return [Segment(lead[:7], self.get_component_rich_style("stream--reference")), Segment(lead[7:], style)]

    def _strip(self, segments: list[Segment], *, chosen: bool = False) -> Strip:
        strip = self._marked(Strip(segments).adjust_cell_length(self.size.width, self.rich_style))
        return strip.apply_style(self.get_component_rich_style("stream--chosen")) if chosen else strip

    def _marked(self, strip: Strip) -> Strip:
        """Return a strip with the words marked that stand in it."""
        if not self.words:
            return strip
        from tui.search.folding import places  # noqa: PLC0415 no start needs it

        found = places(strip.text, self.words)
        style = self.get_component_rich_style("stream--found")
        cuts = [width(strip.text[:at]) for place in found for at in place]
        parts = strip.divide([*cuts, strip.cell_length])
        return Strip.join([part.apply_style(style) if at % 2 else part for at, part in enumerate(parts)])
