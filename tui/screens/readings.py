"""The items that are read back, with the keys that work on the one that is shown."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding

from tui.screens.lectern import Lectern
from tui.screens.listing import List
from tui.screens.settling import SETTLING, Disputable
from tui.widgets.stream import Stream

_BACK, *_REST = List.BINDINGS


class Readings(Lectern, inherit_bindings=False):
    """The items that are read back. The keys of every list come after its own, which the room waits for."""

    BINDINGS: ClassVar = [
        Binding(
            "space,enter",
            "screen.confirm",
            "key.confirm",
            id="readback.confirm",
            key_display="Space",
            tooltip="tip.confirm",
        ),
        Binding(
            "r",
            "screen.fill('responsible')",
            "key.fill-responsible",
            id="readback.responsible",
            tooltip="tip.fill-responsible",
        ),
        Binding(
            "d,greater_than_sign",
            "screen.fill('due')",
            "key.fill-due",
            id="readback.due",
            key_display="d",
            tooltip="tip.fill-due",
        ),
        Binding("w", "screen.fill('who')", "key.fill-who", id="readback.who", tooltip="tip.fill-who"),
        Binding("f", "screen.fill('effect')", "key.fill-effect", id="readback.effect", tooltip="tip.fill-effect"),
        Binding("e", "screen.edit", "key.edit", id="readback.edit", tooltip="tip.readback-edit"),
        Binding(
            "right,n",
            "screen.turn_theme(1)",
            "key.theme",
            id="readback.next",
            key_display="→",
            tooltip="tip.readback-next",
        ),
        Binding(
            "left,p",
            "screen.turn_theme(-1)",
            "key.previous-theme",
            id="readback.previous",
            show=False,
            tooltip="tip.readback-previous",
        ),
        _BACK,
        Binding("c", "screen.toggle_confidential", "key.exempt", id="readback.exempt", tooltip="tip.exempt"),
        Binding("m", "app.mask", "key.mask", id="readback.mask", tooltip="tip.mask"),
        *SETTLING,
        *_REST,
        *Disputable.BINDINGS,
        *Stream.BINDINGS,
    ]
