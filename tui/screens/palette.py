"""All that can be done on a screen, found by a few letters of what it is called."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol, runtime_checkable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.dom import DOMNode
from textual.screen import ModalScreen, Screen
from textual.widgets import Input, Static

from tui.phrases import PHRASES, Phrases
from tui.screens.form import Line
from tui.screens.keynames import key_name
from tui.screens.keys import KeyBar
from tui.screens.leaving import LeftOnce
from tui.search.fuzzy import ranked
from tui.widgets.bars import Bar
from tui.widgets.cells import clip, width
from tui.widgets.stream import Row, Stream

_MOVES = ("line.", "stream.")
"""How the ids begin of what mostly moves a cursor: it stands below all else."""
_LEAD = 12
"""The cells of a row that are neither name nor tip."""


@dataclass(frozen=True)
class Deed:
    """Something that a key does at this moment. The texts are safe to print."""

    name: str
    tip: str
    key: str
    """One of its keys, as it is written on keyboards."""
    action: str
    node: DOMNode
    """What the action works on."""


@runtime_checkable
class Numbered(Protocol):
    """A screen some of whose keys have better names than their descriptions: a number that stands for a theme."""

    def what_is(self, action: str) -> str | None:
        """Return what an action is called; nothing where its description says it, None where it leads nowhere."""


def deeds_on(screen: Screen[object], say: Phrases) -> list[Deed]:
    """Return what can be done on a screen, in the order of the row of keys, then what is not in it."""
    found: dict[tuple[str, DOMNode], tuple[int, Deed]] = {}
    for key, active in screen.active_bindings.items():
        binding, node = active.binding, active.node
        called = screen.what_is(binding.action) if isinstance(screen, Numbered) else ""
        if binding.description not in PHRASES or binding.id == "palette" or not active.enabled or called is None:
            continue
        name = called or say(binding.description)
        tip = say(binding.tooltip) if binding.tooltip in PHRASES else ""
        moves = (binding.id or "").startswith(_MOVES)
        deed = Deed(name, tip, key_name(key), binding.action, node)
        found.setdefault((binding.action, node), (2 if moves else 0 if binding.show else 1, deed))
    return [deed for _, deed in sorted(found.values(), key=lambda one: one[0])]


class PaletteLine(Line):
    """The letters to look for, with the keys that go through what was found."""

    BINDINGS: ClassVar = [
        Binding("enter", "screen.take", "key.do", id="palette.do", tooltip="tip.do"),
        Binding("escape", "screen.leave", "key.cancel", id="palette.cancel", tooltip="tip.cancel"),
        Binding("up", "screen.choose(-1)", "key.row-up", id="palette.up", show=False, tooltip="tip.row-up"),
        Binding("down", "screen.choose(1)", "key.row-down", id="palette.down", show=False, tooltip="tip.row-down"),
        Binding("pageup", "screen.page(-1)", "key.page-up", id="palette.page-up", show=False, tooltip="tip.page-up"),
        Binding(
            "pagedown", "screen.page(1)", "key.page-down", id="palette.page-down", show=False, tooltip="tip.page-down"
        ),
    ]


class PaletteScreen(LeftOnce, ModalScreen[Deed | None]):
    """Asks what to do; answers with it, or with None."""

    def __init__(self, say: Phrases, deeds: Sequence[Deed]) -> None:
        super().__init__()
        self._say = say
        self._deeds = deeds
        self._texts = [(deed.name, deed.tip) for deed in deeds]
        self._head = Bar(id="question")
        self._line = PaletteLine("", id="letters")
        self._stream = Stream(self._describe)
        self._stream.can_focus = False
        self._letters: str | None = None
        """What was in the line when the list was made; None where it has not been."""
        self._tip = Static(markup=False, id="tip")

    def compose(self) -> ComposeResult:
        """Lay the dialog out."""
        with Vertical(id="dialog"):
            yield self._head
            yield self._line
            yield self._stream
            yield self._tip
            yield KeyBar(self._say)

    def on_mount(self) -> None:
        """Show everything."""
        self._head.tell([(self._say("palette.title"), "strong")])
        self._line.placeholder = self._say("palette.hint")
        self._stream.empty = self._say("palette.none")
        self._line.focus()
        self.call_after_refresh(self._catch_up)

    def on_input_changed(self, message: Input.Changed) -> None:
        """Show what has these letters, the closest chosen."""
        message.stop()
        self._catch_up()

    def _catch_up(self) -> None:
        """Show what has the letters that stand in the line now: keys may be quicker than what is told of them."""
        if self._line.value != self._letters:
            self._letters = self._line.value
            self._show(self._letters)

    def _show(self, letters: str) -> None:
        wanted = letters.strip().casefold()
        by_key = [at for at, deed in enumerate(self._deeds) if wanted and deed.key.casefold() == wanted]
        found = [*by_key, *(at for at in ranked(letters, self._texts) if at not in by_key)]
        self._stream.choose("")
        self._stream.show([str(at) for at in found])
        self._choose(lambda: self._stream.choose(str(found[0]) if found else ""))

    def _choose(self, choose: Callable[[], None]) -> None:
        """Choose, and say all that is said of what is chosen."""
        choose()
        self._tip.update(self._deeds[int(self._stream.chosen)].tip if self._stream.chosen else "")

    def _describe(self, name: str) -> Row:
        deed = self._deeds[int(name)]
        sign = "▸" if name == self._stream.chosen else " "
        room = self._stream.size.width - width(deed.name) - _LEAD
        return Row(reference=deed.key, sign=sign, text=deed.name, after=clip(deed.tip, room) if room > _LEAD else "")

    def action_choose(self, by: int) -> None:
        """Choose one further on or back."""
        self._catch_up()
        self._choose(lambda: self._stream.action_choose(by))

    def action_page(self, by: int) -> None:
        """Choose one about a screenful on."""
        self._choose(lambda: self._stream.action_page(by))

    def action_take(self) -> None:
        """Answer with the chosen one."""
        self._catch_up()
        if self._stream.chosen:
            self.dismiss(self._deeds[int(self._stream.chosen)])

    def action_leave(self) -> None:
        """Answer with nothing."""
        self.dismiss(None)
