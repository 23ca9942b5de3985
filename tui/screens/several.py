"""A question with a list of answers, of which several may hold."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen

from tui.phrases import Phrases
from tui.screens.choice import Choice
from tui.screens.keys import KeyBar
from tui.screens.leaving import LeftOnce
from tui.widgets.bars import Bar
from tui.widgets.stream import Row, Stream


class SeveralScreen(LeftOnce, ModalScreen[tuple[str, ...] | None]):
    """Asks which ones; answers with their values, or None where it was given up. The first nine have a digit each.

    The question is safe to print.
    """

    BINDINGS: ClassVar = [
        Binding("space", "mark", "key.mark", id="several.mark", key_display="Space", tooltip="tip.mark-answer"),
        Binding("enter", "take", "key.save", id="several.take", tooltip="tip.take-several"),
        Binding("escape", "dismiss(None)", "key.cancel", id="several.cancel", tooltip="tip.cancel"),
        *(
            Binding(str(n), f"mark({n})", "key.mark", id=f"several.{n}", show=False, tooltip="tip.mark-number")
            for n in range(1, 10)
        ),
    ]

    def __init__(self, say: Phrases, question: str, choices: Sequence[Choice], marked: Collection[str]) -> None:
        super().__init__()
        self._say = say
        self._question = question
        self._choices = choices
        self._marked = set(marked)
        self._head = Bar(id="question")
        self._stream = Stream(self._describe)

    def compose(self) -> ComposeResult:
        """Lay the dialog out."""
        with Vertical(id="dialog"):
            yield self._head
            yield self._stream
            yield KeyBar(self._say)

    def on_mount(self) -> None:
        """Show the answers, the first one chosen."""
        self._head.tell([(self._question, "strong")])
        self._stream.show([str(at) for at in range(len(self._choices))])
        self._stream.choose("0")
        self._stream.focus()

    def _describe(self, name: str) -> Row:
        number, choice = int(name) + 1, self._choices[int(name)]
        sign = "✓" if choice.value in self._marked else " "
        return Row(reference=f"{number}" if number <= 9 else "", sign=sign, text=choice.label)

    def action_mark(self, number: int = 0) -> None:
        """Mark the chosen answer, or the one of that number; once more takes the mark away."""
        at = number - 1 if number else int(self._stream.chosen or 0)
        if at < len(self._choices):
            self._marked ^= {self._choices[at].value}
            self._stream.choose(str(at))
            self._stream.redraw()

    def action_take(self) -> None:
        """Answer with those that are marked."""
        self.dismiss(tuple(choice.value for choice in self._choices if choice.value in self._marked))
