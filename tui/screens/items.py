"""The items of the capture screen, with the keys that work on a chosen one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding
from textual.message import Message

from storage.model import Kind
from tui.screens.settling import SETTLING, Disputable


class Items(Disputable):
    """The stream with the keys that work on a chosen item; outside text, so plain letters will do.

    A click does not take the keys away from the line: it puts the item into it.
    """

    FOCUS_ON_CLICK = False

    BINDINGS: ClassVar = [
        *SETTLING,
        Binding("enter,e", "screen.edit", "key.edit", id="item.edit", key_display="Enter", tooltip="tip.edit"),
        Binding("1", "screen.give_kind('point')", "key.kind", id="item.kind", key_display="1-6", tooltip="tip.kind"),
        *(
            Binding(
                str(number),
                f"screen.give_kind('{kind}')",
                "key.kind",
                id=f"item.kind.{kind}",
                show=False,
                key_display="1-6",
                tooltip="tip.kind",
            )
            for number, kind in enumerate(Kind, 1)
            if kind is not Kind.POINT
        ),
        Binding("t", "screen.move_item", "key.move", id="item.move", tooltip="tip.move"),
        Binding("h", "screen.open('past')", "key.history", id="item.history", tooltip="tip.history"),
        Binding("d", "screen.toggle_done", "key.done", id="item.done", tooltip="tip.done"),
        Binding("c", "screen.toggle_confidential", "key.exempt", id="item.exempt", tooltip="tip.exempt"),
        Binding("x,delete", "screen.remove", "key.remove", id="item.remove", key_display="x", tooltip="tip.remove"),
        Binding("u", "screen.undo", "key.undo", id="item.undo", tooltip="tip.undo"),
        Binding("r", "screen.redo", "key.redo", id="item.redo", tooltip="tip.redo"),
        Binding("escape,f2", "screen.back", "key.back", id="item.back", key_display="Esc", tooltip="tip.back-to-line"),
        Binding("question_mark", "app.help", "key.help", id="item.help", tooltip="tip.help"),
    ]

    @dataclass
    class Clicked(Message):
        """An item was clicked."""

        item: str

    def on_click(self, event: events.Click) -> None:
        """Say which item was clicked."""
        name = self.name_at(event.y)
        if name:
            self.post_message(self.Clicked(name))
