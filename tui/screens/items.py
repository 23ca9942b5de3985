"""The items of the capture screen, with the keys that work on a chosen one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import ClassVar, TypeAlias

from textual import events
from textual.binding import Binding
from textual.message import Message

from storage.model import Item, Kind
from tui.planning.agreed import turned
from tui.planning.homework import as_kind
from tui.screens.settling import SETTLING, Disputable
from tui.widgets.stream import Row

Reworded: TypeAlias = Callable[[Item], Item]
"""What makes another item of one."""


class Items(Disputable):
    """The stream with the keys that work on a chosen item; outside text, so plain letters will do.

    `change` is called with the chosen item's id and with what makes another item of it, `ask_theme` with what shall be
    done with the theme that is answered. A click does not take the keys away from the line: it puts the item into it.
    """

    FOCUS_ON_CLICK = False

    BINDINGS: ClassVar = [
        *SETTLING,
        Binding("enter,e", "screen.edit", "key.edit", id="item.edit", key_display="Enter", tooltip="tip.edit"),
        Binding("1", "give_kind('point')", "key.kind", id="item.kind", key_display="1-6", tooltip="tip.kind"),
        *(
            Binding(
                str(number),
                f"give_kind('{kind}')",
                "key.kind",
                id=f"item.kind.{kind}",
                show=False,
                key_display="1-6",
                tooltip="tip.kind",
            )
            for number, kind in enumerate(Kind, 1)
            if kind is not Kind.POINT
        ),
        Binding("t", "move_item", "key.move", id="item.move", tooltip="tip.move"),
        Binding("h", "screen.open('past')", "key.history", id="item.history", tooltip="tip.history"),
        Binding("d", "toggle_done", "key.done", id="item.done", tooltip="tip.done"),
        Binding("c", "toggle_confidential", "key.exempt", id="item.exempt", tooltip="tip.exempt"),
        Binding("x,delete", "remove", "key.remove", id="item.remove", key_display="x", tooltip="tip.remove"),
        Binding("u", "screen.undo", "key.undo", id="item.undo", tooltip="tip.undo"),
        Binding("r", "screen.redo", "key.redo", id="item.redo", tooltip="tip.redo"),
        Binding("escape,f2", "screen.back", "key.back", id="item.back", key_display="Esc", tooltip="tip.back-to-line"),
        Binding("question_mark", "app.help", "key.help", id="item.help", tooltip="tip.help"),
    ]

    def __init__(
        self,
        describe: Callable[[str], Row],
        change: Callable[[str, Reworded], None],
        ask_theme: Callable[[Callable[[str], None]], None],
    ) -> None:
        super().__init__(describe)
        self._change = change
        self._ask_theme = ask_theme

    @dataclass
    class Clicked(Message):
        """An item was clicked."""

        item: str

    def on_click(self, event: events.Click) -> None:
        """Say which item was clicked."""
        name = self.name_at(event.y)
        if name:
            self.post_message(self.Clicked(name))

    def action_give_kind(self, kind: str) -> None:
        """Make the chosen item another kind."""
        self._change(self.chosen, lambda item: as_kind(item, Kind(kind)))

    def action_toggle_done(self) -> None:
        """Mark the chosen item done, or open again."""
        self._change(self.chosen, turned)

    def action_toggle_confidential(self) -> None:
        """Mark the chosen item as exempt from public access, or as open to it again."""
        self._change(self.chosen, lambda item: replace(item, confidential=not item.confidential))

    def action_remove(self) -> None:
        """Delete the chosen item; undo brings it back."""
        self._change(self.chosen, lambda item: replace(item, deleted=True))

    def action_move_item(self) -> None:
        """Ask for the theme to file the chosen item under."""
        if name := self.chosen:
            self._ask_theme(lambda theme: self._change(name, lambda item: replace(item, theme=theme)))
