"""Needs that say nearly the same, side by side: one key makes one of both."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.widgets import Static

from storage.model import Document, Gathering, Item
from storage.store import Store
from tui.coaching.alike import Pair
from tui.line.slots import completeness, filled
from tui.phrases import HIDDEN, Phrases
from tui.planning.needs import alike, hindrance, joined, living
from tui.safe import safe
from tui.saver import Saver, Touched
from tui.screens.listing import List, ListScreen
from tui.widgets.bars import Part
from tui.widgets.stream import Row

MOST = 100
"""How many pairs are proposed at a time."""


class PairList(List):
    """The pairs."""

    BINDINGS: ClassVar = [
        Binding("enter", "screen.join", "key.join-needs", id="pair.join", tooltip="tip.join-needs"),
        Binding("n", "screen.part", "key.not-alike", id="pair.part", tooltip="tip.not-alike"),
    ]

    def choose(self, name: str) -> None:
        """Choose a pair, and show it side by side."""
        super().choose(name)
        if isinstance(self.screen, PairsScreen):
            self.screen.show_pair()


class PairsScreen(ListScreen[None]):
    """The pairs of needs that are proposed for joining, the most alike first, and the chosen one side by side."""

    def __init__(
        self, store: Store, saver: Saver, say: Phrases, gathering: Gathering, *, group: str, apart: set[frozenset[str]]
    ) -> None:
        super().__init__(store, saver, say, gathering, PairList)
        self._group = group
        self._apart = apart
        self._pairs: dict[str, Pair] | None = None
        """By what their rows are called; None until they are found."""
        self._one, self._other = (Static(markup=False, classes="side") for _ in range(2))

    def compose(self) -> ComposeResult:
        """Put both of the chosen pair under the list."""
        for widget in super().compose():
            yield widget
            if widget is self.rows:
                yield Horizontal(self._one, self._other, id="sides")

    def on_mount(self) -> None:
        """Look for pairs beside the keys."""
        self._look()

    def took(self, touched: Touched) -> None:
        """Look for them anew where a need has been changed, here or by others."""
        if any(table == "items" for table, _ in touched):
            self._look()

    def _look(self) -> None:
        if self.is_attached:
            self.run_worker(self._find, exclusive=True)  # type: ignore[arg-type] # a coroutine made here is not awaited when the next replaces it

    async def _find(self) -> None:
        pairs = await asyncio.to_thread(alike, living(self.store), self.gathering.id, self._apart)
        self._pairs = {f"{pair.one}/{pair.other}": pair for pair in pairs[:MOST]}
        self.show_all()

    # What is shown

    def names(self) -> Sequence[str]:
        """Return the pairs."""
        self.rows.empty = self.say("pairs.looking" if self._pairs is None else "pairs.empty")
        return [name for name in self._pairs or () if len(self._both(name)) == 2]

    def _both(self, name: str) -> list[Item]:
        """The needs of a pair, as they are now."""
        items = self.store.all(Item)
        pair = (self._pairs or {}).get(name)
        return [items[each] for each in (pair.one, pair.other) if each in items] if pair else []

    def describe(self, name: str) -> Row:
        """Return a pair in a line."""
        one, other = self._both(name)
        pair = (self._pairs or {})[name]
        return Row(
            reference=self.store.reference(one),
            sign="≈",
            text=f"{self.store.reference(other)} {self._text(other)}",
            after=f"{pair.likeness:.0%}",
            style="need",
        )

    def _text(self, need: Item) -> str:
        return HIDDEN if self.say.hides(need) else safe(need.text)

    def show_pair(self) -> None:
        """Show both needs of the chosen pair."""
        both = self._both(self.rows.chosen)
        for side, need in zip((self._one, self._other), both or (None, None), strict=True):
            side.update(self._lines_of(need) if need else "")

    def _lines_of(self, need: Item) -> str:
        """What there is to know of a need, line by line."""
        lines = [f"{self.store.reference(need)} · {completeness(need)}", self._text(need)]
        if not self.say.hides(need):
            lines += [f"{self.say(f'field.{slot}')}: {safe(getattr(need, slot))}" for slot in filled(need)]
        return "\n".join(lines)

    def show_all(self) -> None:
        """Show everything as it is now."""
        super().show_all()
        self.show_pair()

    def head(self) -> tuple[Sequence[Part], Sequence[Part]]:
        """Return the title, and how many pairs there are."""
        count = self.say("pairs.count", count=len(self.rows.names)) if self._pairs is not None else ""
        return [(f" {self.say('pairs.title')}", "strong")], [(f"{count} ", "strong")]

    # Keys

    def action_join(self) -> None:
        """Make one need of both."""
        names = [need.id for need in self._both(self.rows.chosen)]
        if not names or self.refused():
            return
        met: list[str] = []
        made: list[Item] = []

        def plan() -> Iterable[Document]:
            items = self.store.all(Item)
            needs = [items[name] for name in names if name in items]
            met[:] = filter(None, [hindrance(self.store, self.gathering, needs)])
            documents = [] if met else joined(self.store, self.gathering, needs, self._group)
            made[:] = [each for each in documents[:1] if isinstance(each, Item)]
            return documents

        def then() -> None:
            self._look()
            for phrase in met:
                self.tell(self.say(phrase))
            for whole in made:
                self.tell(self.say("pairs.joined", reference=self.store.reference(whole)), "good")

        self.change(plan, then)

    def action_part(self) -> None:
        """Remember that both are not alike, until the program ends."""
        both = self._both(self.rows.chosen)
        if both and self._pairs:
            self._apart.add(frozenset(need.id for need in both))
            del self._pairs[self.rows.chosen]
            self.show_all()
            self.tell(self.say("pairs.apart"), "quiet")
