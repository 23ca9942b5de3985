"""Where to split an item: the two parts one above the other, and the arrows move words between them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.phrases import Phrases
from tui.safe import safe
from tui.screens.keys import KeyBar
from tui.screens.leaving import LeftOnce
from tui.widgets.bars import Bar

_PAUSES = (".", "!", "?", ";", ",", ":", "–")


class SplitScreen(LeftOnce, ModalScreen[int | None]):
    """Asks where the second part begins; answers with that place in the text, or None where it is given up.

    `starts` are the places that it may be, in their order; at first it is where the text pauses nearest to its middle.
    """

    BINDINGS: ClassVar = [
        Binding("enter", "take", "key.split", id="split.take", tooltip="tip.split-here"),
        Binding("left,h,up,k", "move(-1)", "key.bar", id="split.left", key_display="← →", tooltip="tip.bar"),
        Binding("right,l,down,j", "move(1)", "key.bar-right", id="split.right", show=False, tooltip="tip.bar"),
        Binding("home", "move(-1000000000)", "key.bar-first", id="split.first", show=False, tooltip="tip.bar-end"),
        Binding("end", "move(1000000000)", "key.bar-last", id="split.last", show=False, tooltip="tip.bar-end"),
        Binding("escape", "dismiss(None)", "key.cancel", id="split.cancel", tooltip="tip.cancel"),
        Binding("f1", "app.help", "key.help", id="split.help", show=False, tooltip="tip.help"),
    ]

    def __init__(self, say: Phrases, reference: str, text: str, starts: Sequence[int]) -> None:
        super().__init__()
        self._say = say
        self._reference = reference
        self._text = text
        self._starts = starts
        self._at = self._likeliest()
        self._head = Bar(id="question")
        self._parts = Static(markup=False, id="first-part"), Static(markup=False, id="second-part")

    def _likeliest(self) -> int:
        middle = len(self._text) / 2
        pauses = [start for start in self._starts if self._text[:start].rstrip().endswith(_PAUSES)]
        nearest = min(pauses or self._starts, key=lambda start: abs(start - middle))
        return bisect_left(self._starts, nearest)

    def compose(self) -> ComposeResult:
        """Lay the dialog out."""
        with Vertical(id="dialog", classes="form"):
            yield self._head
            with VerticalScroll(id="fields", can_focus=False):
                yield from self._parts
            yield KeyBar(self._say)

    def on_mount(self) -> None:
        """Show the two parts."""
        self._head.tell([(self._say("split.question", reference=self._reference), "strong")])
        self._show()

    def _show(self) -> None:
        at = self._starts[self._at]
        for part, text in zip(self._parts, (self._text[:at], self._text[at:]), strict=True):
            part.update(f"▸ {safe(text.strip())}")
        self.call_after_refresh(self._parts[1].scroll_visible, animate=False)

    def action_move(self, by: int) -> None:
        """Move so many words to the first part, or from it."""
        self._at = max(0, min(len(self._starts) - 1, self._at + by))
        self._show()

    def action_take(self) -> None:
        """Answer with the place."""
        self.dismiss(self._starts[self._at])
