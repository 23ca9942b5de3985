"""A form: a few labelled lines that are read and checked before they are handed over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui.phrases import Phrases
from tui.safe import safe
from tui.screens.answers import Answer, Reader
from tui.screens.keys import KeyBar
from tui.screens.leaving import LeftOnce
from tui.widgets.bars import Bar

_FRAME = 5
"""The rows of the dialog that are no fields: its border, the title, the hint and the keys."""
_LABELS = 18
"""The columns for the labels, where none of them needs more."""


@dataclass(frozen=True)
class Field:
    """One line of a form."""

    name: str
    label: str
    """The name of a phrase."""
    value: str = ""
    read: Reader = Answer
    """Asked for the value when what stands in the line is not what it was given."""


class Line(Input):
    """A line of text in which nothing drives the terminal, blinks, or is lost of a paste."""

    def __init__(self, value: str = "", *, id: str) -> None:  # noqa: A002 textual's name
        super().__init__(safe(value), id=id, compact=True, select_on_focus=False)
        self.cursor_blink = False

    def on_paste(self, event: events.Paste) -> None:
        """Take all the lines of a paste, as one."""
        event.stop()
        event.prevent_default()
        self.insert_text_at_cursor(" ".join(safe(event.text).split()))


class FieldLine(Line):
    """The line of a field."""

    BINDINGS: ClassVar = [Binding("enter", "screen.go_on", "key.go-on", id="field.enter", tooltip="tip.go-on")]

    def __init__(self, field: Field) -> None:
        super().__init__(field.value, id=f"field-{field.name}")
        self.field = field
        self._given = safe(field.value)

    @property
    def changed(self) -> bool:
        """Whether something else stands there than was given."""
        return self.value != self._given

    def answer(self) -> Answer:
        """Return what the line says; one that was not touched keeps its value, also what no screen can show of it."""
        if self.field.value and not self.changed:
            return Answer(self.field.value)
        return self.field.read(self.value.strip())


class FormScreen(LeftOnce, ModalScreen[dict[str, str] | None]):
    """Asks for the fields; answers with their values by name, or None where it was given up.

    The title is safe to print.
    """

    BINDINGS: ClassVar = [
        Binding("ctrl+s", "save", "key.save", id="form.save", tooltip="tip.save-form"),
        Binding("tab,down", "move(1)", "key.next-field", id="form.next", key_display="Tab", tooltip="tip.next-field"),
        Binding(
            "shift+tab,up",
            "move(-1)",
            "key.previous-field",
            id="form.previous",
            show=False,
            tooltip="tip.previous-field",
        ),
        Binding("escape", "leave", "key.cancel", id="form.cancel", tooltip="tip.cancel"),
        Binding("f1", "app.help", "key.help", id="form.help", tooltip="tip.help"),
    ]

    def __init__(self, say: Phrases, title: str, fields: Sequence[Field]) -> None:
        super().__init__()
        self._say = say
        self._title = title
        self._lines = [FieldLine(field) for field in fields]
        self._head, self._hint = Bar(id="question"), Bar(id="hint")
        self._warned = False
        """Whether the last key was an Esc that would have lost something."""

    def compose(self) -> ComposeResult:
        """Lay the dialog out."""
        with Vertical(id="dialog", classes="form"):
            yield self._head
            with VerticalScroll(id="fields", can_focus=False):
                for line in self._lines:
                    with Horizontal(classes="field"):
                        yield Bar(id=f"label-{line.field.name}")
                        yield line
                    yield Static(markup=False, classes="problem", id=f"problem-{line.field.name}")
            yield self._hint
            yield KeyBar(self._say)

    def on_mount(self) -> None:
        """Name the fields; begin in the first."""
        self._head.tell([(self._title, "strong")])
        labels = [self._say(line.field.label) for line in self._lines]
        width = max(_LABELS, max(map(len, labels)) + 1)
        for line, text in zip(self._lines, labels, strict=True):
            label = self.query_one(f"#label-{line.field.name}", Bar)
            label.styles.width = width
            label.tell([(text, "")])
            self.query_one(f"#problem-{line.field.name}").styles.margin = (0, 0, 0, width)
        self._lines[0].focus()

    def on_resize(self, event: events.Resize) -> None:
        """Let the fields scroll where they do not fit."""
        self.query_one("#fields").styles.max_height = max(1, event.size.height - _FRAME)

    def on_input_changed(self, message: Input.Changed) -> None:
        """Take back what was said of the field."""
        self._warned = False
        self._hint.tell([])
        if isinstance(message.input, FieldLine):
            self._tell_problem(message.input, "")

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Show what a field was understood as, once it is left."""
        line = event.widget
        if isinstance(line, FieldLine) and line.changed and line.value.strip():
            self._check(line)

    def _check(self, line: FieldLine) -> Answer:
        answer = line.answer()
        if line.changed and not answer.problem and answer.value != line.value:
            with self.prevent(Input.Changed):
                line.value = answer.value
        self._tell_problem(line, answer.problem)
        return answer

    def _tell_problem(self, line: FieldLine, problem: str) -> None:
        told = self.query_one(f"#problem-{line.field.name}", Static)
        told.update(problem)
        told.set_class(bool(problem), "told")

    def action_move(self, by: int) -> None:
        """Go to the next field, or the one before."""
        at = self._lines.index(self.focused) if isinstance(self.focused, FieldLine) else 0
        self.set_focus(self._lines[(at + by) % len(self._lines)])

    def action_go_on(self) -> None:
        """Go to the next field; after the last, save."""
        if self.focused is self._lines[-1]:
            self.action_save()
        else:
            self.action_move(1)

    def action_save(self) -> None:
        """Answer with the values, or go to the first field that cannot be used."""
        answers = {line: self._check(line) for line in self._lines}
        wrong = next((line for line, answer in answers.items() if answer.problem), None)
        if wrong is None:
            self.dismiss({line.field.name: answer.value for line, answer in answers.items()})
        else:
            wrong.focus()
            told = self.query_one(f"#problem-{wrong.field.name}")
            self.call_after_refresh(told.scroll_visible, animate=False)

    def action_leave(self) -> None:
        """Give the form up; where something was typed, the first time only say so."""
        if self._warned or not any(line.changed for line in self._lines):
            self.dismiss(None)
        else:
            self._warned = True
            self._hint.tell([(self._say("form.discard"), "warning")])
