"""What comes along to a gathering from those before it, what stays behind, and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from textual.binding import Binding

from storage.carrying import Carried, Why
from storage.ids import joint_id
from storage.model import AgendaEntry, Document, Gathering, Item, Kind, Omission, Theme
from storage.store import Store
from tui.phrases import Phrases
from tui.planning import agreed
from tui.planning.carrying import LEAVABLE, carried_to, turned, why_in_words
from tui.planning.disputes import dispute_line
from tui.safe import safe
from tui.saver import Saver
from tui.screens.listing import List, ListScreen
from tui.screens.rows import row_of
from tui.screens.settling import SETTLING
from tui.widgets.bars import Part
from tui.widgets.stream import Row

_SECTIONS = ("action", "question", "theme", "done", "later", "discussed")


class CarryList(List):
    """What comes along and what stays behind."""

    BINDINGS: ClassVar = [
        *SETTLING,
        Binding("enter", "screen.go_there", "key.go-there", id="carry.go", tooltip="tip.go-to-item"),
        Binding("x,space", "screen.turn", "key.leave-out", id="carry.turn", key_display="x", tooltip="tip.leave-out"),
        Binding("d", "screen.mark_done", "key.done", id="carry.done", tooltip="tip.done"),
        Binding("a", "screen.plan", "key.agenda", id="carry.agenda", tooltip="tip.agenda"),
    ]


class CarryingScreen(ListScreen[str | None]):
    """What a gathering starts from. Answers with the id of an item to go to, or None.

    What is left out keeps its place among what comes along, so that one key more takes it back.
    """

    def __init__(self, store: Store, saver: Saver, say: Phrases, gathering: Gathering) -> None:
        super().__init__(store, saver, say, gathering, CarryList)
        self._carried: Mapping[str, Carried] = {}
        self._headings: dict[str, str] = {}
        self._counts: Mapping[str, int] = {}

    # What is shown

    def names(self) -> Sequence[str]:
        """Return the sections, each under its heading: what comes along, what was closed since, what was discussed."""
        over = carried_to(self.store, self.gathering)
        self.rows.empty = self.say("carry.nothing")
        self._carried = {each.subject.id: each for each in (*over.comes, *over.stays)}
        self._counts = {"comes": len(over.comes), "stays": len(over.stays)}
        under: dict[str, list[str]] = {section: [] for section in _SECTIONS}
        for each in sorted(self._carried.values(), key=_place):
            under[_section(each)].append(each.subject.id)
        self._headings = {f"#{section}": self._heading(section, found) for section, found in under.items()}
        names = [name for section, found in under.items() if found for name in (f"#{section}", *found)]
        others = [self.say(f"kind.{kind}") + f" {count}" for kind in Kind if (count := over.others.get(kind))]
        if names and others:
            self._headings["#others"] = self.say("carry.section.others", counts=" · ".join(others))
            names.append("#others")
        return names

    def _heading(self, section: str, names: Sequence[str]) -> str:
        """What stands over a section, with how much is in it, without and with what is left out."""
        omitted = sum(self._carried[name].why is Why.OMITTED for name in names)
        told = f" · {self.say('carry.why.omitted')}: {omitted}" if omitted else ""
        return f"{self.say(f'carry.section.{section}')}: {len(names) - omitted}{told}"

    def describe(self, name: str) -> Row:
        """Return an item or a theme with why it comes or stays, or the heading over some."""
        if name in self._headings:
            return Row(text=self._headings[name], style="heading")
        carried = self._carried.get(name)
        if carried is None:
            return Row()
        told = why_in_words(self.say, carried)
        if isinstance(carried.subject, Item):
            row = row_of(self.store, carried.subject, self.say, _today())
            if carried.subject.closed and carried.why in (Why.DONE, Why.LATER):  # the row says already which
                told = self.say.date(carried.subject.closed.date())
        else:
            entry = self._entry(name)
            minutes = self.say("themes.minutes", minutes=entry.minutes) if entry and entry.minutes else ""
            told = " · ".join(filter(None, (told, minutes)))
            dispute = dispute_line(self.store, self.say, self.documents(name))
            row = Row(sign="#", text=safe(carried.subject.title), dispute=dispute)
        after = " · ".join(filter(None, (row.after, told)))
        sign = "–" if carried.why is Why.OMITTED else row.sign
        return replace(row, sign=sign, after=after, style=row.style if carried.why in LEAVABLE else "done")

    def _entry(self, theme: str) -> AgendaEntry | None:
        return self.store.all(AgendaEntry).get(joint_id("agenda", self.gathering.id, theme))

    def documents(self, name: str) -> Sequence[Document]:
        """Return what a row stands for, and that it is left out."""
        left_out = self.store.all(Omission).get(joint_id("omission", self.gathering.id, name))
        found = (self.store.all(Item).get(name), self.store.all(Theme).get(name), left_out)
        return [document for document in found if document]

    def head(self) -> tuple[Sequence[Part], Sequence[Part]]:
        """Return the title with the gathering, and how much comes along and stays behind."""
        here = self.say("place.gathering", number=self.gathering.number)
        left: list[Part] = [(f" {self.say('carry.title')}", "strong"), (f" · {here}", "")]
        if self.gathering.title:
            left.append((f" · {safe(self.gathering.title)}", ""))
        return left, [(self.say("carry.counts", **self._counts) + " ", "strong")]

    def show_all(self) -> None:
        """Show everything as it is now; what is chosen is no heading."""
        super().show_all()
        if self.rows.chosen.startswith("#"):
            at = self.rows.names.index(self.rows.chosen)
            below = [name for name in self.rows.names[at:] if not name.startswith("#")]
            above = [name for name in self.rows.names[:at] if not name.startswith("#")]
            self.rows.choose((below or above[-1:] or [""])[0])

    # Keys

    def action_go_there(self) -> None:
        """Answer with the chosen item; of a theme, show the agenda."""
        carried = self._carried.get(self.rows.chosen)
        if carried and isinstance(carried.subject, Item):
            self.dismiss(carried.subject.id)
        elif carried:
            self.action_plan()

    def action_plan(self) -> None:
        """Show the agenda of the gathering."""
        from tui.screens.agenda import AgendaScreen  # noqa: PLC0415 few ask for it from here

        self.app.push_screen(AgendaScreen(self.store, self.saver, self.say, self.gathering))

    def action_turn(self) -> None:
        """Leave the chosen one out this once, or take it back."""
        chosen = self._carried.get(self.rows.chosen)
        if chosen is None or self.refused():
            return
        if chosen.why not in (*LEAVABLE, Why.OMITTED):
            self.tell(self.say("carry.not-leavable"))
            return

        def plan() -> Iterator[Document]:
            over = carried_to(self.store, self.gathering)
            for now in (*over.comes, *over.stays):
                if now.subject.id == chosen.subject.id and (now.why is Why.OMITTED) == (chosen.why is Why.OMITTED):
                    yield from turned(self.store, self.gathering, now)

        self.change(plan)

    def action_mark_done(self) -> None:
        """Mark the chosen action or question done, or open again."""
        name = self.rows.chosen

        def plan() -> Iterator[Document]:
            item = self.store.all(Item).get(name)
            if item:
                yield agreed.turned(item)

        if name in self.store.all(Item):
            self.change(plan)


def _section(carried: Carried) -> str:
    if carried.why in (Why.DONE, Why.LATER, Why.DISCUSSED):
        return carried.why.value
    return "theme" if isinstance(carried.subject, Theme) else carried.subject.kind.value


def _place(carried: Carried) -> tuple[int, float, str]:
    """Items as they were captured, gathering by gathering; themes in their order."""
    subject = carried.subject
    if isinstance(subject, Theme):
        return 0, subject.order, subject.id
    return carried.gathering.number if carried.gathering else 0, 0.0, subject.id


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()
