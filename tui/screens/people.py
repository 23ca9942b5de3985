"""The people of the network, and how they take part in the gathering."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input

from storage.errors import BadImport
from storage.ids import alphabetical, fold, joint_id
from storage.model import Attendance, Document, Gathering, Organisation, Person, Presence
from storage.store import Store
from tui.phrases import Phrases
from tui.places import Place
from tui.planning.attending import arrived, corrected, in_order, left, recused, told_of
from tui.planning.disputes import dispute_line
from tui.planning.register import attendance, handles, new_person, person_with
from tui.planning.roster import Row as RosterRow
from tui.planning.roster import plan_people, read_roster
from tui.planning.series import SIGNS
from tui.safe import safe
from tui.saver import Saver
from tui.screens import answers
from tui.screens.choice import Choice
from tui.screens.form import Field, FormScreen
from tui.screens.listing import ListScreen
from tui.screens.rollcall import FilterLine, PersonList
from tui.screens.rows import party_name
from tui.screens.several import SeveralScreen
from tui.widgets.bars import Bar, Part
from tui.widgets.stream import Row

_TURN = [None, *Presence]
_NOTED = ("note", "arrived", "left")
"""The fields of the form that tell of the gathering and not of the person."""


class PeopleScreen(ListScreen[None]):
    """Who belongs to the network, and who is here."""

    def __init__(self, store: Store, saver: Saver, say: Phrases, gathering: Gathering, place: Place) -> None:
        super().__init__(store, saver, say, gathering, PersonList)
        self._place = place
        self.filter = FilterLine(id="filter")
        self._noted: dict[str, Attendance] = {}

    def compose(self) -> ComposeResult:
        """Put the filter above the list."""
        for widget in super().compose():
            if widget is self.rows:
                with Horizontal(id="finding"):
                    yield Bar(id="find")
                    yield self.filter
            yield widget

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tell whether an action makes sense now: in the filter, letters are text."""
        return self.focused is not self.filter if action == "undo" else super().check_action(action, parameters)

    # What is shown

    def names(self) -> Sequence[str]:
        """Return the people that the filter lets through, by name."""
        here = self.gathering.id
        self._noted = {noted.person: noted for noted in self.store.all(Attendance).values() if noted.gathering == here}
        self.rows.empty = self.say("people.none-found" if self.filter.value.strip() else "people.empty")
        wanted = fold(self.filter.value).split()
        found = [p for p in self.store.all(Person).values() if all(word in self._searched(p) for word in wanted)]
        return [person.id for person in sorted(found, key=lambda person: (alphabetical(person.name), person.id))]

    def _searched(self, person: Person) -> str:
        organisation = self.store.all(Organisation).get(person.organisation)
        return fold(f"{person.name} {person.handle} {organisation.name if organisation else ''}")

    def _presence(self, name: str) -> Presence | None:
        noted = self._noted.get(name)
        return noted.presence if noted else None

    def describe(self, name: str) -> Row:
        """Return a person: presence in a word and by a sign, name, where from, as what."""
        person = self.store.all(Person).get(name)
        if person is None:
            return Row()
        presence = self._presence(name)
        noted = self._noted.get(name)
        about = [party_name(self.store, person.organisation), safe(person.role)]
        if noted:
            about += [safe(noted.note), *told_of(self.store, self.say, noted)]
        return Row(
            reference=self.say(f"presence.short.{presence or ''}"),
            sign=f" {SIGNS[presence]}",
            text=safe(person.name),
            after=" · ".join(filter(None, about)),
            dispute=dispute_line(self.store, self.say, self.documents(name)),
            style="done" if presence is Presence.ABSENT else "point",
        )

    def documents(self, name: str) -> Sequence[Document]:
        """Return a person, and how they take part."""
        found = (self.store.all(Person).get(name), self._noted.get(name))
        return [document for document in found if document]

    def head(self) -> tuple[Sequence[Part], Sequence[Part]]:
        """Return the title, and how many are here, are not, and have not been noted."""
        people = self.store.all(Person)
        numbers = Counter(self._presence(name) for name in people)
        missing, unknown = numbers[Presence.ABSENT], numbers[None]
        here = self.say("place.gathering", number=self.gathering.number)
        counts = self.say("people.counts", present=len(people) - missing - unknown, absent=missing, unknown=unknown)
        return [(f" {self.say('people.title')}", "strong"), (f" · {here}", "")], [(f"{counts} ", "strong")]

    # Presence

    def action_note(self, presence: str) -> None:
        """Note how the chosen person takes part; nothing takes the note away."""
        self._note([self.rows.chosen], lambda _: Presence(presence) if presence else None)

    def action_turn(self) -> None:
        """Go on to the next way of taking part."""
        self._note([self.rows.chosen], lambda old: _TURN[(_TURN.index(old) + 1) % len(_TURN)])

    def action_note_rest(self) -> None:
        """Note everyone shown present of whom nothing is noted; what was noted stays."""
        rest = [name for name in self.rows.names if self._presence(name) is None]
        if rest:
            self._note(rest, lambda old: old or Presence.PRESENT)
        else:
            self.tell(self.say("people.all-noted"))

    def _note(self, names: Sequence[str], decide: Callable[[Presence | None], Presence | None]) -> None:
        def plan() -> Iterator[Document]:
            for name in names:
                person = self.store.all(Person).get(name)
                old = self.store.all(Attendance).get(joint_id("attendance", self.gathering.id, name))
                presence = decide(old.presence if old else None)
                if person and (old or presence):
                    yield attendance(self.store, self.gathering, person, presence)

        if not self.refused():
            self.change(plan)

    # Who comes, leaves, or keeps out of a theme

    def action_come(self) -> None:
        """Note that the chosen person came just now."""
        self._note_time(arrived)

    def action_leave_now(self) -> None:
        """Note that the chosen person left just now."""
        self._note_time(left)

    def _note_time(self, noted: Callable[[Store, Gathering, Person, str], Attendance]) -> None:
        now = dt.datetime.now().astimezone().strftime("%H.%M")
        self._plan_of_chosen(lambda person: noted(self.store, self.gathering, person, now))

    def action_recuse(self) -> None:
        """Ask for the themes in which the chosen person takes no part."""
        person = self.store.all(Person).get(self.rows.chosen)
        themes = in_order(self.store)
        if person is None or self.refused():
            return
        if not themes:
            self.tell(self.say("people.no-themes"))
            return
        noted = self._noted.get(person.id)
        choices = [Choice(theme.id, safe(theme.title)) for theme in themes]
        question = self.say("people.recused-from", name=safe(person.name))
        asked = SeveralScreen(self.say, question, choices, noted.recused if noted else ())

        def answered(themes: tuple[str, ...] | None) -> None:
            if themes is not None and themes != (noted.recused if noted else ()):
                self._plan_of(person.id, lambda now: recused(self.store, self.gathering, now, themes))

        self.app.push_screen(asked, answered)

    def _plan_of_chosen(self, noted: Callable[[Person], Attendance]) -> None:
        if self.rows.chosen and not self.refused():
            self._plan_of(self.rows.chosen, noted)

    def _plan_of(self, name: str, noted: Callable[[Person], Attendance]) -> None:
        def plan() -> Iterator[Document]:
            person = self.store.all(Person).get(name)
            if person:
                yield noted(person)

        self.change(plan)

    def action_open_series(self) -> None:
        """Show who took part in which gatherings."""
        from tui.screens.series import SeriesScreen  # noqa: PLC0415 most need it not

        self.app.push_screen(SeriesScreen(self.store, self.saver, self.say, self.gathering, self.rows.chosen))

    # The people themselves

    def action_add(self) -> None:
        """Ask for a new person."""
        fields = [
            Field("name", "option.name", read=answers.needed(self.say)),
            Field("organisation", "organisation.label"),
            Field("role", "option.role"),
        ]
        self.app.push_screen(FormScreen(self.say, self.say("people.new"), fields), self._add)

    def _add(self, given: dict[str, str] | None) -> None:
        if given:
            planned: list[Organisation | Person] = []

            def plan() -> Iterable[Document]:
                planned[:] = new_person(self.store, **given)
                return planned

            self.change(plan, lambda: self.rows.choose(planned[-1].id))

    def action_edit(self) -> None:
        """Ask for what shall be otherwise with the chosen person."""
        person = self.store.all(Person).get(self.rows.chosen)
        if person is None:
            return
        taken = handles(self.store) - {person.handle}
        fields = [
            Field("name", "option.name", person.name, answers.needed(self.say)),
            Field("handle", "person.handle", person.handle, answers.handle(self.say, taken)),
            Field("organisation", "organisation.label", self._organisation(person)),
            Field("role", "option.role", person.role),
        ]
        noted = self._noted.get(person.id)
        if noted:
            fields.append(Field("note", "option.note", noted.note))
        fields += [
            Field("arrived", "people.arrived", noted.arrived if noted else "", answers.hour(self.say)),
            Field("left", "people.left", noted.left if noted else "", answers.hour(self.say)),
        ]
        self.app.push_screen(
            FormScreen(self.say, safe(person.name), fields), lambda given: self._edit(person, noted, given)
        )

    def _organisation(self, person: Person) -> str:
        organisation = self.store.all(Organisation).get(person.organisation)
        return organisation.name if organisation else ""

    def _edit(self, person: Person, noted: Attendance | None, given: dict[str, str] | None) -> None:
        if given is None:
            return
        given_too = {name: given.pop(name) for name in _NOTED if name in given}
        other = {name: value for name, value in given_too.items() if value != (getattr(noted, name) if noted else "")}
        came, went = given_too["arrived"], given_too["left"]
        turned = bool(came and went) and went <= came

        def plan() -> Iterator[Document]:
            yield from person_with(self.store, person, **given)
            if other:
                yield corrected(self.store, self.gathering, person, **other)

        if not other or not self.refused():
            self.change(plan, lambda: self.tell(self.say("people.left-before")) if turned else None)

    # Many at once

    def action_bring(self) -> None:
        """Ask for a table of people."""
        fields = [Field("path", "people.file", read=answers.file_name(self.say, self._place))]
        self.app.push_screen(FormScreen(self.say, self.say("people.import"), fields), self._begin_to_bring)

    def _begin_to_bring(self, given: dict[str, str] | None) -> None:
        if given:
            self.run_worker(self._bring(self._place.path(given["path"])))

    async def _bring(self, path: Path) -> None:
        try:
            rows = await asyncio.to_thread(read_roster, path, follow=self._place.open)
        except BadImport as error:
            self.tell(safe(self.say.error(error)), "alarm")
        except OSError:
            self.tell(safe(self.say.error(BadImport(path, 0, "unreadable"))), "alarm")
        else:
            self._take(path, rows)

    def _take(self, path: Path, rows: list[RosterRow]) -> None:
        told = self.say("people.imported", count=len(rows), path=safe(path.name))
        self.change(lambda: plan_people(self.store, rows), lambda: self.tell(told, "good"))

    # The filter

    def action_find(self) -> None:
        """Ask for what the names must have in them."""
        self.query_one("#find", Bar).tell([(self.say("people.find"), "strong")])
        self.query_one("#finding").add_class("asked")
        self.filter.focus()

    def on_input_changed(self, message: Input.Changed) -> None:
        """Show who is left."""
        message.stop()
        self.show_all()

    def action_found(self) -> None:
        """Go to the list of those that were found."""
        self.rows.focus()

    def action_show_everybody(self) -> None:
        """Show everybody again."""
        self.filter.value = ""
        self.query_one("#finding").remove_class("asked")
        self.rows.focus()

    def action_leave(self) -> None:
        """Show everybody again, or go back."""
        if self.query_one("#finding").has_class("asked"):
            self.action_show_everybody()
        else:
            self.dismiss(None)
