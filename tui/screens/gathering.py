"""The gatherings of the network: go to one, make the next, finish or reopen."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

from textual.binding import Binding

from storage.model import Document, Gathering, GatheringState, Item
from storage.store import Store
from tui.phrases import Phrases
from tui.planning.agenda import first_agenda
from tui.planning.carrying import carried_to
from tui.planning.disputes import dispute_line
from tui.planning.register import new_gathering, onto
from tui.safe import safe
from tui.saver import Saver
from tui.screens import answers
from tui.screens.form import Field, FormScreen
from tui.screens.listing import List
from tui.screens.minutes import MinutesScreen
from tui.screens.settling import SETTLING
from tui.widgets.bars import Part
from tui.widgets.stream import Row


class GatheringList(List):
    """The gatherings."""

    BINDINGS: ClassVar = [
        *SETTLING,
        Binding("enter", "screen.go_there", "key.go-there", id="gathering.go", tooltip="tip.go-to-gathering"),
        Binding("n", "screen.add", "key.new", id="gathering.new", tooltip="tip.new-gathering"),
        Binding("e", "screen.edit", "key.edit", id="gathering.edit", tooltip="tip.edit-gathering"),
        Binding("f", "screen.finish", "key.finish", id="gathering.finish", tooltip="tip.finish"),
        Binding("m", "screen.carry", "key.carry", id="gathering.carry", tooltip="tip.carry"),
        Binding("d", "screen.plan", "key.agenda", id="gathering.agenda", tooltip="tip.agenda"),
        Binding("o", "screen.reopen", "key.reopen", id="gathering.reopen", tooltip="tip.reopen"),
        Binding("r", "screen.correct", "key.corrections", id="gathering.corrections", tooltip="tip.corrections"),
        Binding("a", "screen.approve", "key.approve", id="gathering.approve", tooltip="tip.approve"),
    ]


class GatheringScreen(MinutesScreen):
    """Which gatherings there are. Answers with the one to go to, with the id of an item to go to, or None."""

    def __init__(
        self, store: Store, saver: Saver, say: Phrases, gathering: Gathering, words: Path | None = None
    ) -> None:
        super().__init__(store, saver, say, gathering, GatheringList, words=words)
        self.rows.chosen = gathering.id
        self._counts: Counter[str] = Counter()

    def names(self) -> Sequence[str]:
        """Return the gatherings by number."""
        self._counts = Counter(item.gathering for item in self.store.all(Item).values())
        return [g.id for g in sorted(self.store.all(Gathering).values(), key=lambda g: (g.number, g.id))]

    def describe(self, name: str) -> Row:
        """Return a gathering: number, title, date, state, how much was captured."""
        gathering = self.store.all(Gathering).get(name)
        if gathering is None:
            return Row()
        final = gathering.state is GatheringState.FINAL
        state = self.say("gathering.final" if final else "gathering.open", version=gathering.version)
        about = [self.say.date(gathering.date), state, self.say("gathering.items", count=self._counts[name])]
        if at := self.store.all(Gathering).get(gathering.approved):
            about.append(self.say("gathering.approved", number=at.number))
        return Row(
            reference=str(gathering.number),
            sign="▸" if name == self.gathering.id else " ",
            text=safe(gathering.title) or self.say("gathering.untitled"),
            after=" · ".join(about),
            dispute=dispute_line(self.store, self.say, self.documents(name)),
            style="done" if final else "point",
        )

    def documents(self, name: str) -> Sequence[Document]:
        """Return a gathering."""
        found = self.store.all(Gathering).get(name)
        return [found] if found else []

    def head(self) -> tuple[Sequence[Part], Sequence[Part]]:
        """Return the title, and what the network is called."""
        return [(f" {self.say('gathering.title')}", "strong"), (f" · {safe(self.store.network.name)}", "")], []

    def action_carry(self) -> None:
        """Show what comes along to the chosen gathering; an item that is chosen there is gone to."""
        from tui.screens.carrying import CarryingScreen  # noqa: PLC0415 few ask for it

        def answered(name: str | None) -> None:
            if name:
                self.dismiss(name)

        chosen = self.chosen()
        if chosen:
            self.app.push_screen(CarryingScreen(self.store, self.saver, self.say, chosen), answered)

    def action_plan(self) -> None:
        """Show the agenda of the chosen gathering."""
        from tui.screens.agenda import AgendaScreen  # noqa: PLC0415 few ask for it

        chosen = self.chosen()
        if chosen:
            self.app.push_screen(AgendaScreen(self.store, self.saver, self.say, chosen))

    def action_go_there(self) -> None:
        """Answer with the chosen gathering."""
        chosen = self.chosen()
        if chosen:
            self.dismiss(chosen)

    def action_add(self) -> None:
        """Ask for the next gathering; what is mostly the same as the last time stands there already."""
        last = max(self.store.all(Gathering).values(), key=lambda g: g.number, default=self.gathering)
        today = dt.datetime.now().astimezone().date()
        fields = self._fields(replace(last, title="", place="", date=today))
        number = new_gathering(self.store).number
        self.app.push_screen(FormScreen(self.say, self.say("place.gathering", number=number), fields), self._add)

    def action_edit(self) -> None:
        """Ask for what shall be otherwise with the chosen gathering."""
        chosen = self.chosen()
        if chosen is None:
            return
        if chosen.state is GatheringState.FINAL:
            self.tell(self.say("status.closed", number=chosen.number))
            return
        title = self.say("place.gathering", number=chosen.number)
        self.app.push_screen(
            FormScreen(self.say, title, self._fields(chosen)),
            lambda given: self._edit(chosen, given) if given else None,
        )

    def _fields(self, gathering: Gathering) -> list[Field]:
        today = dt.datetime.now().astimezone().date()
        return [
            Field("title", "option.title", gathering.title),
            Field("date", "option.date", gathering.date.isoformat(), answers.day(self.say, today)),
            Field("time", "gathering.time", gathering.time),
            Field("place", "option.place", gathering.place),
            Field("chair", "option.chair", gathering.chair),
            Field("scribe", "gathering.scribe", gathering.scribe),
            Field("case", "option.case", gathering.case),
            Field("language", "gathering.language", gathering.language, answers.language(self.say)),
        ]

    def _add(self, given: dict[str, str] | None) -> None:
        if given:
            made: list[Gathering] = []

            def plan() -> list[Document]:
                made[:] = [_with(new_gathering(self.store), given)]
                return [*made, *first_agenda(self.store, made[0])]

            self.change(plan, lambda: self._show_new(made[0]))

    def _show_new(self, made: Gathering) -> None:
        self.rows.choose(made.id)
        self.tell(self.say("gathering.made", number=made.number, here=self.gathering.number), "good")
        if carried_to(self.store, made).comes:
            self.action_carry()

    def _edit(self, seen: Gathering, given: dict[str, str]) -> None:
        self.change_one(seen.id, lambda now: onto(now, seen, _with(seen, given)))


def _with(gathering: Gathering, given: dict[str, str]) -> Gathering:
    fields: dict[str, Any] = {**given, "date": dt.date.fromisoformat(given["date"])}
    return replace(gathering, **fields)
