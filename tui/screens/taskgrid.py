"""The grid of agreed work: the keys that tell how far somebody has come."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding

from tui.screens.grid import Grid
from tui.screens.settling import SETTLING


class TaskGrid(Grid):
    """The tasks beside the organisations."""

    BINDINGS: ClassVar = [
        *SETTLING,
        Binding(
            "1,n,i",
            "screen.tell('not-begun')",
            "key.not-begun",
            id="work.not-begun",
            key_display="1",
            tooltip="tip.not-begun",
        ),
        Binding("2,p", "screen.tell('partly')", "key.partly", id="work.partly", key_display="2", tooltip="tip.partly"),
        Binding(
            "3,g", "screen.tell('done')", "key.told-done", id="work.done", key_display="3", tooltip="tip.told-done"
        ),
        Binding(
            "4,a,x",
            "screen.tell('irrelevant')",
            "key.irrelevant",
            id="work.irrelevant",
            key_display="4",
            tooltip="tip.irrelevant",
        ),
        Binding("d", "screen.tell_by_letter('d')", "key.letter-d", id="work.d", show=False, tooltip="tip.letter-d"),
        Binding("r", "screen.ask_remark", "key.remark", id="work.remark", tooltip="tip.remark"),
        Binding(
            "space,delete,backspace",
            "screen.forget",
            "key.untold",
            id="work.untold",
            key_display="Space",
            tooltip="tip.untold",
        ),
        Binding("c", "screen.close_task", "key.close-task", id="work.close", tooltip="tip.close-task"),
        Binding("t", "screen.turn_tasks", "key.turn-tasks", id="work.turn", tooltip="tip.turn-tasks"),
        Binding("enter", "screen.go_there", "key.go-there", id="work.go", show=False, tooltip="tip.go-to-item"),
    ]
