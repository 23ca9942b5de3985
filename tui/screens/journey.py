"""The journey of a need: how it was worded from gathering to gathering, why, and what it grew out of."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding

from exports.cuts.journeys import Journey, Stage, day_of, reasons
from storage.model import Gathering, Item
from storage.store import Store
from tui.phrases import HIDDEN, Phrases
from tui.planning.needs import journey
from tui.safe import safe
from tui.saver import Saver, Touched
from tui.screens.listing import List, ListScreen
from tui.screens.past import PastScreen
from tui.widgets.bars import Part
from tui.widgets.stream import Row


class StageList(List):
    """The stages."""

    BINDINGS: ClassVar = [
        Binding("enter", "screen.look_closer", "key.history", id="journey.history", tooltip="tip.history"),
    ]


class JourneyScreen(ListScreen[None]):
    """The wordings of a need, the earliest first, each under the gathering that it stood at."""

    def __init__(self, store: Store, saver: Saver, say: Phrases, gathering: Gathering, need: Item) -> None:
        super().__init__(store, saver, say, gathering, StageList)
        self._need = need
        self._journey: Journey = ()
        self._reasons: tuple[str, ...] = ()

    def on_mount(self) -> None:
        """Read the changes, which lie in the journals."""
        self.run_worker(self._read, exclusive=True)  # type: ignore[arg-type] # a coroutine made here is not awaited when the next replaces it

    def took(self, touched: Touched) -> None:
        """Read them anew where the need or what it grew out of has been changed, here or by others."""
        ids = {self._need.id, *(stage.item.id for stage in self._journey)}
        if self.is_attached and any(table == "items" and name in ids for table, name in touched):
            self.run_worker(self._read, exclusive=True)  # type: ignore[arg-type] # a coroutine made here is not awaited when the next replaces it

    async def _read(self) -> None:
        try:
            steps = await asyncio.to_thread(self.store.journey, self._need)
        except OSError as error:
            self.tell(self.say("status.unread", reason=self.say.reason(error.strerror or str(error))))
            return
        self._journey = journey(self.store, self._need, steps)
        self._reasons = reasons(self._journey)
        self.show_all()
        self.rows.choose(self.rows.names[-1] if self.rows.names else "")

    def names(self) -> Sequence[str]:
        """Return a heading and a row for each stage, by its number."""
        self.rows.empty = self.say("past.reading")
        return [name for at in range(len(self._journey)) for name in (f"#{at}", str(at))]

    def describe(self, name: str) -> Row:
        """Return the gathering of a stage, or how the need was worded then and why."""
        at = int(name.removeprefix("#"))
        stage = self._journey[at]
        if name.startswith("#"):
            return Row(text=self._when(stage), style="heading")
        hidden = self.say.discreet and stage.exempt
        reason = self._reasons[at]
        return Row(
            reference=self.store.reference(stage.item),
            sign="▸" if at == len(self._journey) - 1 else " ",
            text=HIDDEN if hidden else safe(stage.item.text),
            after=self.say("journey.reason", reason=safe(reason)) if reason and not hidden else "",
            style="need",
        )

    def _when(self, stage: Stage) -> str:
        """At which gathering or after which, the day, and who wrote it."""
        day = day_of(stage)
        phrase = "journey.after" if day > stage.gathering.date else "journey.at"
        told = self.say(phrase, number=stage.gathering.number, date=self.say.date(day))
        return f"{told} · {safe(stage.scribe)}" if stage.scribe else told

    def head(self) -> tuple[Sequence[Part], Sequence[Part]]:
        """Return which need it is, and how many wordings there were."""
        now = self.store.find(Item, self._need.id) or self._need
        text = HIDDEN if self.say.hides(now) else safe(now.text)
        counts = self.say("journey.count", count=len(self._journey)) if self._journey else ""
        title = f" {self.say('journey.title')}"
        return [(title, "strong"), (f" · {self.store.reference(now)} {text}", "")], [(f"{counts} ", "strong")]

    def action_look_closer(self) -> None:
        """Show every change of what is chosen."""
        if self.rows.chosen:
            name = self._journey[int(self.rows.chosen)].item.id
            self.app.push_screen(PastScreen(self.store, self.saver, self.say, self.gathering, name))
