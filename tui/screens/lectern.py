"""One item at a time, large and calm, for a room that reads along: the list of the read-back screen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip

from tui.screens.listing import List
from tui.widgets.cells import wrap
from tui.widgets.stream import Row

_WIDEST = 88
"""The columns of text that one still reads as lines, on however wide a screen."""
_Line = tuple[str, str]
"""A text, and the name of its component class after `page--`."""


@dataclass(frozen=True)
class Page(Row):
    """An item as the room reads it. The texts are safe to print."""

    facts: tuple[str, ...] = ()
    """Who answers for it, when it is due: a line each."""
    holes: tuple[str, ...] = ()
    """What is missing, in words: a line each."""
    seal: str = ""
    """That it has been confirmed, and when."""


class Lectern(List):
    """Shows the chosen row alone, as a page; the rows before and after it wait."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"page--{part}" for part in ("head", "text", "fact", "hole", "seal")}

    @dataclass
    class Turned(Message):
        """Another page is shown."""

    def choose(self, name: str) -> None:
        """Show another page."""
        super().choose(name)
        self.post_message(self.Turned())

    def _lay_out(self) -> list[tuple[str, Strip]]:
        row = self._describe(self.chosen) if self.chosen in self.names else None
        if not isinstance(row, Page):
            return super()._lay_out()
        width, height = self.size
        margin = max(1, width // 8, (width - _WIDEST) // 2)
        lines = _lines(row, width - 2 * margin, height)
        lines = [("", "text")] * min(max(0, height - len(lines)), height // 6) + lines
        return [(self.chosen, self._line(" " * margin + text, style)) for text, style in lines[:height]]

    def _line(self, text: str, style: str) -> Strip:
        return self._strip([Segment(text, self.get_component_rich_style(f"page--{style}"))])


def _lines(page: Page, width: int, height: int) -> list[_Line]:
    """The lines of a page with as much air between them as there is room for; what comes last may find none."""
    rest = [[(line, style) for text in texts for line in wrap(text, width, height)] for style, texts in _blocks(page)]
    text = wrap(page.text, width, max(1, height - 1))
    for leading, gap in ((1, 2), (0, 2), (0, 1), (0, 0)):
        body = _spaced([(line, "text") for line in text], leading)
        lines = _joined([[(_head(page), "head")], body, *rest], gap)
        if len(lines) <= height:
            break
    return lines


def _head(page: Page) -> str:
    return " · ".join(filter(None, (page.reference, page.sign)))


def _blocks(page: Page) -> Iterator[tuple[str, tuple[str, ...]]]:
    for style, texts in (("fact", page.facts), ("hole", (*page.holes, page.dispute)), ("seal", (page.seal,))):
        if any(texts):
            yield style, tuple(filter(None, texts))


def _spaced(lines: list[_Line], leading: int) -> list[_Line]:
    return [part for at, line in enumerate(lines) for part in (*([("", line[1])] * (leading if at else 0)), line)]


def _joined(blocks: list[list[_Line]], gap: int) -> list[_Line]:
    lines: list[_Line] = []
    for block in filter(None, blocks):
        lines += [*([("", "text")] * gap if lines else ()), *block]
    return lines
