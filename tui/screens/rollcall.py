"""The keys of the list of people, and of the line that says who is shown in it."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding

from tui.screens.form import Line
from tui.screens.listing import List
from tui.screens.settling import SETTLING


class PersonList(List):
    """The people."""

    BINDINGS: ClassVar = [
        *SETTLING,
        Binding("p", "screen.note('present')", "key.present", id="person.present", tooltip="tip.present"),
        Binding("d", "screen.note('part')", "key.part", id="person.part", tooltip="tip.part"),
        Binding("g", "screen.note('guest')", "key.guest", id="person.guest", tooltip="tip.guest"),
        Binding("f", "screen.note('absent')", "key.absent", id="person.absent", tooltip="tip.absent"),
        Binding("space", "screen.turn", "key.turn", id="person.turn", show=False, tooltip="tip.turn"),
        Binding(
            "minus,delete",
            "screen.note('')",
            "key.unnote",
            id="person.unnote",
            show=False,
            key_display="-",
            tooltip="tip.unnote",
        ),
        Binding("n", "screen.add", "key.new", id="person.new", tooltip="tip.new-person"),
        Binding("c", "screen.come", "key.arrived", id="person.arrived", tooltip="tip.arrived"),
        Binding("l", "screen.leave_now", "key.left", id="person.left", tooltip="tip.left"),
        Binding("h", "screen.recuse", "key.recused", id="person.recused", tooltip="tip.recused"),
        Binding("s", "screen.open_series", "key.series", id="person.series", tooltip="tip.series"),
        Binding("slash", "screen.find", "key.find", id="person.find", key_display="/", tooltip="tip.find"),
        Binding("a", "screen.note_rest", "key.rest-present", id="person.rest", tooltip="tip.rest-present"),
        Binding("enter,e", "screen.edit", "key.edit", id="person.edit", key_display="Enter", tooltip="tip.edit-person"),
        Binding("i", "screen.bring", "key.import", id="person.import", tooltip="tip.import"),
    ]


class FilterLine(Line):
    """What the names shown must have in them."""

    BINDINGS: ClassVar = [
        Binding(
            "enter,down",
            "screen.found",
            "key.show-found",
            id="filter.enter",
            key_display="Enter",
            tooltip="tip.show-found",
        ),
        Binding(
            "escape", "screen.show_everybody", "key.show-everybody", id="filter.leave", tooltip="tip.show-everybody"
        ),
    ]
