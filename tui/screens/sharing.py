"""Which organisations share a need, and how much it matters to each: dots, typed as a number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding

from storage.ids import alphabetical, joint_id
from storage.model import Document, Gathering, Item, Organisation, Support
from storage.store import Store
from tui.phrases import HIDDEN, Phrases
from tui.planning.disputes import dispute_line
from tui.planning.needs import all_support, shared, sharers
from tui.safe import safe
from tui.saver import Saver
from tui.screens.listing import List, ListScreen
from tui.screens.settling import SETTLING
from tui.widgets.bars import Part
from tui.widgets.stream import Row


class SharerList(List):
    """The organisations."""

    BINDINGS: ClassVar = [
        *SETTLING,
        Binding("space,enter", "screen.turn", "key.shares", id="share.turn", key_display="Space", tooltip="tip.shares"),
        *(
            Binding(
                str(n),
                f"screen.give({n})",
                "key.dots",
                id=f"share.{n}",
                show=n == 1,
                key_display="0–9",
                tooltip="tip.dots",
            )
            for n in (1, 2, 3, 4, 5, 6, 7, 8, 9, 0)
        ),
    ]


class SharingScreen(ListScreen[None]):
    """The organisations of the network, and which of them share a need."""

    def __init__(self, store: Store, saver: Saver, say: Phrases, gathering: Gathering, need: Item) -> None:
        super().__init__(store, saver, say, gathering, SharerList)
        self._need = need
        self._dots: dict[str, int] = {}

    def names(self) -> Sequence[str]:
        """Return the organisations, in the order of the alphabet."""
        self.rows.empty = self.say("sharing.empty")
        self._dots = sharers(self.store, self._need, all_support(self.store).get(self._need.id, ()))
        organisations = self.store.all(Organisation).values()
        return [each.id for each in sorted(organisations, key=lambda each: (alphabetical(each.name), each.id))]

    def describe(self, name: str) -> Row:
        """Return an organisation with its dots."""
        organisation = self.store.all(Organisation).get(name)
        if organisation is None:
            return Row()
        dots = self._dots.get(name, 0)
        after = f"{'●' * min(dots, 20)} {dots}" if dots else self.say("sharing.shares") if name in self._dots else ""
        return Row(
            sign="✓" if name in self._dots else " ",
            text=safe(organisation.name),
            after=after,
            dispute=dispute_line(self.store, self.say, self.documents(name)),
        )

    def documents(self, name: str) -> Sequence[Document]:
        """Return what tells that an organisation shares the need."""
        found = self.store.all(Support).get(joint_id("support", self._need.id, name))
        return [found] if found else []

    def head(self) -> tuple[Sequence[Part], Sequence[Part]]:
        """Return which need it is, and how many share it."""
        text = HIDDEN if self.say.hides(self._need) else safe(self._need.text)
        counts = self.say("needs.shared-dots", count=len(self._dots), dots=sum(self._dots.values()))
        title = f" {self.say('sharing.title')}"
        return [(title, "strong"), (f" · {self.store.reference(self._need)} {text}", "")], [(f"{counts} ", "strong")]

    def action_turn(self) -> None:
        """Note that the chosen organisation shares the need, or that it does not."""
        name = self.rows.chosen
        dots = None if self.documents(name) else 0
        self.change(lambda: shared(self.store, self._need.id, name, dots))

    def action_give(self, dots: int) -> None:
        """Note how many dots the chosen organisation gave the need."""
        name = self.rows.chosen
        if name:
            self.change(lambda: shared(self.store, self._need.id, name, dots))
