"""The actions of all gatherings by who answers for them: what is open, what is overdue, what is done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from textual.binding import Binding

from storage.model import Document, Gathering, GatheringState, Item
from storage.store import Store
from tui.phrases import HIDDEN, Phrases
from tui.planning.agreed import By, Heap, Wanted, agreed, is_overdue, turned, with_due, with_responsible
from tui.planning.finishing import day_ahead
from tui.safe import safe
from tui.saver import Saver
from tui.screens import answers
from tui.screens.form import Field, FormScreen
from tui.screens.listing import List, ListScreen
from tui.screens.past import PastScreen
from tui.screens.rows import party_name, row_of
from tui.screens.settling import SETTLING
from tui.widgets.bars import Part
from tui.widgets.stream import Row


class ActionList(List):
    """The actions."""

    BINDINGS: ClassVar = [
        *SETTLING,
        Binding("enter", "screen.go_there", "key.go-there", id="action.go", tooltip="tip.go-to-item"),
        Binding("d", "screen.turn", "key.done", id="action.done", tooltip="tip.done"),
        Binding("f", "screen.turn_filter", "key.filter", id="action.filter", tooltip="tip.filter"),
        Binding("o", "screen.turn_grouping", "key.grouping", id="action.grouping", tooltip="tip.grouping"),
        Binding("r", "screen.ask_responsible", "key.responsible", id="action.responsible", tooltip="tip.responsible"),
        Binding("greater_than_sign", "screen.ask_due", "key.due", id="action.due", key_display=">", tooltip="tip.due"),
        Binding("h", "screen.look_back", "key.history", id="action.history", tooltip="tip.history"),
    ]


class ActionsScreen(ListScreen[str | None]):
    """Who has to do what. Answers with the id of an item to go to, or None.

    A row is an item in the heap of one who answers for it: its name is the item's id, a slash and the heap's number.
    """

    def __init__(self, store: Store, saver: Saver, say: Phrases, gathering: Gathering) -> None:
        super().__init__(store, saver, say, gathering, ActionList)
        self._by = By.PERSON
        self._wanted = Wanted.OPEN
        self._headings: dict[str, str] = {}
        self._counts: Mapping[str, int] = {}

    # What is shown

    def names(self) -> Sequence[str]:
        """Return the headings, each with its actions."""
        today = _today()
        self.rows.empty = self.say(f"actions.none.{self._wanted}")
        names: list[str] = []
        self._headings = {}
        found: dict[str, bool] = {}
        for number, heap in enumerate(self._masked(agreed(self.store, self._by, self._wanted, today))):
            home = f" · {safe(heap.home)}" if heap.home else ""
            nobody = self.say("actions.nobody")
            self._headings[f"#{number}"] = f"{safe(heap.name) or nobody}{home} ({len(heap.items)})"
            names += [f"#{number}", *(f"{item.id}/{number}" for item in heap.items)]
            found |= {item.id: is_overdue(item, today) for item in heap.items}
        self._counts = {"count": len(found), "late": sum(found.values())}
        return names

    def _masked(self, heaps: Sequence[Heap]) -> list[Heap]:
        """Return the heaps with what others are not to see in one of its own, since a heap tells who answers for it."""
        hidden = {item.id: item for heap in heaps for item in heap.items if self.say.hides(item)}
        seen = [replace(heap, items=tuple(i for i in heap.items if i.id not in hidden)) for heap in heaps]
        return [*(heap for heap in seen if heap.items), *([Heap(HIDDEN, "", tuple(hidden.values()))] if hidden else [])]

    def describe(self, name: str) -> Row:
        """Return an action, or the heading over those of somebody."""
        if name in self._headings:
            return Row(text=self._headings[name], style="heading")
        item = self._item(name)
        if item is None:
            return Row()
        row = row_of(self.store, item, self.say, _today())
        return replace(row, style="overdue") if is_overdue(item, _today()) else row

    def _item(self, name: str) -> Item | None:
        return self.store.all(Item).get(name.partition("/")[0])

    def documents(self, name: str) -> Sequence[Document]:
        """Return the item of a row."""
        item = self._item(name)
        return [item] if item else []

    def head(self) -> tuple[Sequence[Part], Sequence[Part]]:
        """Return the title with how they are put together, and how many there are."""
        told = f" · {self.say(f'actions.by.{self._by}')} · {self.say(f'actions.wanted.{self._wanted}')}"
        return [(f" {self.say('actions.title')}", "strong"), (told, "")], [
            (self.say("actions.counts", **self._counts) + " ", "strong")
        ]

    def show_all(self) -> None:
        """Show everything as it is now; what is chosen is an action, not a heading."""
        chosen, before = self.rows.chosen, self.rows.names
        super().show_all()
        if not self.rows.chosen or self.rows.chosen.startswith("#"):
            self.rows.choose(self._nearest(chosen, before))

    def _nearest(self, chosen: str, before: Sequence[str]) -> str:
        """Return the same action under another heading; else what stands where it stood."""
        item = chosen.partition("/")[0]
        same = next((name for name in self.rows.names if item and name.startswith(f"{item}/")), "")
        at = before.index(chosen) if chosen in before else 0
        below = [name for name in self.rows.names[at:] if not name.startswith("#")]
        above = [name for name in self.rows.names[:at] if not name.startswith("#")]
        return next(iter((*([same] if same else []), *below, *reversed(above))), "")

    # Keys

    def action_go_there(self) -> None:
        """Answer with the chosen action."""
        item = self._item(self.rows.chosen)
        if item and item.gathering in self.store.all(Gathering):
            self.dismiss(item.id)

    def action_look_back(self) -> None:
        """Show what the chosen action has been."""
        item = self._item(self.rows.chosen)
        if item:
            self.app.push_screen(PastScreen(self.store, self.saver, self.say, self.gathering, item.id))

    def action_turn_filter(self) -> None:
        """Show what is open, what is overdue, or all: the next of these."""
        self._wanted = list(Wanted)[(list(Wanted).index(self._wanted) + 1) % len(Wanted)]
        self.show_all()

    def action_turn_grouping(self) -> None:
        """Put them together by person, or by organisation."""
        self._by = By.ORGANISATION if self._by is By.PERSON else By.PERSON
        self.show_all()

    # Changing

    def _change(self, name: str, change: Callable[[Item], Item]) -> None:
        def plan() -> Iterator[Document]:
            item = self.store.all(Item).get(name)
            if item:
                yield change(item)

        self.change(plan)

    def action_turn(self) -> None:
        """Mark the chosen action done, or open again; that is told after a gathering is finished, too."""
        item = self._item(self.rows.chosen)
        if item:
            self._change(item.id, turned)

    def _asked(self) -> Item | None:
        """Return the chosen action, of which what the minutes say may be changed."""
        item = self._item(self.rows.chosen)
        if item and self.say.hides(item):
            self.tell(self.say("mask.no-edit"))
            return None
        return None if item is None or self._refuses(item) else item

    def _refuses(self, document: Document) -> bool:
        gathering = self.store.find(Gathering, document.gathering) if isinstance(document, Item) else None
        closed = gathering is not None and gathering.state is GatheringState.FINAL
        if gathering and closed:
            self.tell(self.say("actions.closed", number=gathering.number))
        return closed

    def action_ask_due(self) -> None:
        """Ask until when; nothing takes the date away."""
        item = self._asked()
        if item is None:
            return
        given = item.due.isoformat() if item.due else ""
        held = self.store.all(Gathering).get(item.gathering)
        read = answers.day_or_none(self.say, _today(), day_ahead(self.store, held) if held else None)
        self._ask(item, Field("due", "actions.due", given, read), lambda answer: self._set_due(item.id, answer))

    def _set_due(self, name: str, answer: str) -> None:
        due = dt.date.fromisoformat(answer) if answer else None
        self._change(name, lambda item: with_due(item, due))

    def action_ask_responsible(self) -> None:
        """Ask who answers for it: names or handles, with commas between."""
        item = self._asked()
        if item is None:
            return
        given = ", ".join(party_name(self.store, name) for name in item.responsible)
        field = Field("responsible", "actions.responsible", given)
        self._ask(item, field, lambda answer: self._set_responsible(item.id, given, answer))

    def _set_responsible(self, name: str, given: str, answer: str) -> None:
        if answer != given:
            names = [word.strip() for word in answer.split(",") if word.strip()]
            self._change(name, lambda item: with_responsible(self.store, item, names))

    def _ask(self, item: Item, field: Field, then: Callable[[str], None]) -> None:
        title = f"{self.store.reference(item)} {self.describe(item.id).text}"
        self.app.push_screen(
            FormScreen(self.say, title, [field]), lambda given: then(given[field.name]) if given else None
        )


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()
