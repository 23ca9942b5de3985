"""Help: the marks of the capture line and the keys, read from where they are declared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widget import Widget

from tui.line.marks import MARKS, Mark
from tui.phrases import PHRASES, Phrases
from tui.screens.bindings import Keymap, bindings_of
from tui.screens.form import Line
from tui.screens.keys import KeyBar, key_names
from tui.screens.leaving import LeftOnce
from tui.widgets.bars import Bar
from tui.widgets.capture_line import CaptureLine
from tui.widgets.stream import Row, Stream


@dataclass(frozen=True)
class Section:
    """Some rows of the help under a heading, which is the name of a phrase."""

    heading: str
    rows: Sequence[Row]


class HelpScreen(LeftOnce, Screen[None]):
    """Shows these sections, to be read through."""

    BINDINGS: ClassVar = [
        Binding(
            "escape,f1,question_mark,q",
            "dismiss(None)",
            "key.back",
            id="help.back",
            key_display="Esc",
            tooltip="tip.back",
        ),
        Binding("tab,n", "next", "key.next-section", id="help.next", key_display="Tab", tooltip="tip.next-section"),
    ]

    def __init__(self, say: Phrases, sections: Sequence[Section]) -> None:
        super().__init__()
        self._say = say
        self._rows: dict[str, Row] = {}
        for at, section in enumerate(sections):
            self._rows[f"#{at}"] = Row(text=say(section.heading), style="heading")
            self._rows |= {f"{at}.{number}": row for number, row in enumerate(section.rows)}
        self._head = Bar(id="place")
        self._stream = Stream(self._rows.__getitem__)

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield self._head
        yield self._stream
        yield KeyBar(self._say)

    def on_mount(self) -> None:
        """Show the rows from the first on."""
        self._head.tell([(f" {self._say('help.title')}", "strong")], [("Samling ", "")])
        self._stream.show(list(self._rows))
        self._stream.focus()
        self.call_after_refresh(self._stream.choose, "0.0")

    def action_next(self) -> None:
        """Go to the first row of the next section; after the last, of the first."""
        section = int(self._stream.chosen.partition(".")[0] or 0) + 1
        self._stream.choose(f"{section}.0" if f"{section}.0" in self._rows else "0.0")


def help_on(screen: Screen[object], say: Phrases, keymap: Keymap) -> list[Section]:
    """Return the marks of the capture line, and the keys of a screen, of what is on it, of the line and of lists.

    The keys come first where the screen has no capture line. They are those that the keymap gives.
    """
    widgets: list[type[Widget]] = [type(widget) for widget in screen.query("*") if widget.can_focus]
    lists = [kind for kind in widgets if issubclass(kind, Stream)] or [Stream]
    lines = [kind for kind in widgets if issubclass(kind, Line)]
    places: list[tuple[str, list[type[DOMNode]]]] = [
        ("help.screen", [type(screen), type(screen.app)]),
        ("help.list", [*lists]),
        ("help.field", [*lines]),
        ("help.line", [CaptureLine]),
    ]
    keys = [Section(heading, rows) for heading, kinds in places if (rows := _rows_of(kinds, say, keymap))]
    marks = Section("help.marks", [_row_of(mark, say) for mark in MARKS])
    return [marks, *keys] if CaptureLine in widgets else [*keys, marks]


def _row_of(mark: Mark, say: Phrases) -> Row:
    words = mark.words[say.language]
    after = [say("help.words", words=", ".join(words))] if words else []
    after.append(say("help.example", example=mark.examples[say.language]))
    return Row(reference=mark.sign, text=say(f"mark.{mark.id}"), after=" ".join(after))


def _rows_of(kinds: Iterable[type[DOMNode]], say: Phrases, keymap: Keymap) -> list[Row]:
    """A row for each thing that keys do there; keys that do the same stand together."""
    keys: dict[tuple[str, str], list[str]] = {}
    for binding in (binding for kind in dict.fromkeys(kinds) for binding in bindings_of(kind, keymap)):
        does = (binding.description, binding.tooltip if binding.tooltip in PHRASES else "")
        keys.setdefault(does, []).append(key_names(binding))
    return [
        Row(reference=_together(names), text=say(description), after=say(tooltip) if tooltip else "")
        for (description, tooltip), names in keys.items()
    ]


def _together(all_names: Sequence[str]) -> str:
    """`u`, `1 2`, `Alt+1–9`."""
    names = list(dict.fromkeys(all_names))
    if len(names) < 3:
        return " ".join(names)
    return f"{names[0]}–{names[-1].rpartition('+')[2]}"
