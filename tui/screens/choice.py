"""A question with a list of answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen

from tui.phrases import Phrases
from tui.screens.keys import KeyBar
from tui.screens.leaving import LeftOnce
from tui.widgets.bars import Bar
from tui.widgets.stream import Row, Stream


@dataclass(frozen=True)
class Choice:
    """One answer; the label is safe to print."""

    value: str
    label: str
    letter: str = ""
    """The key that takes it, a capital; small or large when it is typed."""


class ChoiceScreen(LeftOnce, ModalScreen[str | None]):
    """Asks which; answers with the value, or None where nothing was chosen. The first nine have a digit each, and any
    may have a letter.
    """

    BINDINGS: ClassVar = [
        Binding("enter", "take", "key.take", id="choice.take", tooltip="tip.take"),
        Binding("escape", "dismiss(None)", "key.cancel", id="choice.cancel", tooltip="tip.cancel"),
        *(
            Binding(str(n), f"take({n})", "key.take", id=f"choice.{n}", show=False, tooltip="tip.take-number")
            for n in range(1, 10)
        ),
    ]

    def __init__(self, say: Phrases, question: str, choices: Sequence[Choice], current: str) -> None:
        super().__init__()
        self._say = say
        self._question = question
        self._choices = choices
        self._current = next((at for at, choice in enumerate(choices) if choice.value == current), 0)
        self._head = Bar(id="question")
        self._stream = Stream(self._describe)

    def compose(self) -> ComposeResult:
        """Lay the dialog out."""
        with Vertical(id="dialog"):
            yield self._head
            yield self._stream
            yield KeyBar(self._say)

    def on_mount(self) -> None:
        """Show the answers, the present one chosen."""
        self._head.tell([(self._say(self._question), "strong")])
        self._stream.show([str(at) for at in range(len(self._choices))])
        self._stream.choose(str(self._current))
        self._stream.focus()

    def on_key(self, event: events.Key) -> None:
        """Answer with the one whose letter was typed, before the letter can mean something to the list."""
        typed = (event.character or "").upper()
        taken = next((choice for choice in self._choices if typed and choice.letter == typed), None)
        if taken:
            event.stop()
            self.dismiss(taken.value)

    def _describe(self, name: str) -> Row:
        choice, number = self._choices[int(name)], int(name) + 1
        return Row(reference=choice.letter or (f"{number}" if number <= 9 else ""), text=choice.label)

    def action_take(self, number: int = 0) -> None:
        """Answer with the chosen one, or the one of that number."""
        at = number - 1 if number else int(self._stream.chosen or 0)
        if at < len(self._choices):
            self.dismiss(self._choices[at].value)
