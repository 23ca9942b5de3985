"""The rows of the sort screen with their keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding
from textual.message import Message

from storage.model import Kind
from tui.screens.listing import List

_KEYS = {
    Kind.POINT: "full_stop",
    Kind.NEED: "plus",
    Kind.DECISION: "equals_sign",
    Kind.ACTION: "exclamation_mark",
    Kind.QUESTION: "question_mark",
    Kind.LEARNING: "asterisk",
}


class SortList(List):
    """The items. The signs of the capture line give kinds here; so help is F1 alone, and what stands is kept with B."""

    BINDINGS: ClassVar = [
        Binding("B", "keep_standing", "key.keep-standing", id="sort.keep", tooltip="tip.keep-standing"),
        Binding("b", "take_other", "key.take-other", id="sort.other", tooltip="tip.take-other"),
        *(
            Binding(
                key,
                f"screen.give_kind('{kind}')",
                f"kind.{kind}",
                id=f"sort.kind.{kind}",
                show=False,
                tooltip="tip.sort-kind",
            )
            for kind, key in _KEYS.items()
        ),
        *(
            Binding(
                str(n),
                f"screen.file_under({n})",
                "key.sort-theme",
                id=f"sort.theme.{n}",
                show=False,
                tooltip="tip.sort-theme",
            )
            for n in range(10)
        ),
        Binding("enter", "screen.go_on", "key.sort-next", id="sort.next", tooltip="tip.sort-next"),
        Binding("space", "screen.mark", "key.mark", id="sort.mark", tooltip="tip.mark"),
        Binding("u", "screen.undo", "key.undo", id="sort.undo", tooltip="tip.undo"),
        Binding("m", "screen.join", "key.join", id="sort.join", tooltip="tip.join"),
        Binding("s", "screen.split", "key.split", id="sort.split", tooltip="tip.split"),
        Binding(
            "K,alt+up,ctrl+up", "screen.move(-1)", "key.move", id="sort.up", key_display="K J", tooltip="tip.sort-move"
        ),
        Binding(
            "J,alt+down,ctrl+down",
            "screen.move(1)",
            "key.down",
            id="sort.down",
            key_display="J",
            show=False,
            tooltip="tip.sort-down",
        ),
        Binding("x,delete", "screen.remove", "key.remove", id="sort.remove", key_display="x", tooltip="tip.remove"),
        Binding("e", "screen.edit", "key.edit", id="sort.edit", show=False, tooltip="tip.sort-edit"),
        Binding("h", "screen.look_back", "key.history", id="sort.history", show=False, tooltip="tip.history"),
        Binding("t", "screen.ask_theme", "key.theme", id="sort.theme", show=False, tooltip="tip.sort-ask"),
    ]

    @dataclass
    class RowChosen(Message):
        """Another row was chosen."""

    def choose(self, name: str) -> None:
        """Choose a row, and say so."""
        super().choose(name)
        self.post_message(self.RowChosen())
