"""The agenda of a gathering: its themes with planned minutes, and what else there is to take up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from textual.binding import Binding

from storage.model import Document, Gathering, Theme
from storage.store import Store
from tui.phrases import Phrases
from tui.planning.agenda import (
    Point,
    Proposal,
    added,
    counts_in_words,
    entries,
    entry_of,
    moved,
    placed,
    points_of,
    proposals,
    taken_off,
    total,
)
from tui.planning.carrying import why_in_words
from tui.planning.disputes import dispute_line
from tui.planning.register import agenda_entry
from tui.safe import safe
from tui.saver import Saver
from tui.screens import answers
from tui.screens.form import Field, FormScreen
from tui.screens.listing import List, ListScreen
from tui.screens.settling import SETTLING
from tui.widgets.bars import Part
from tui.widgets.stream import Row

_PROPOSED = "#proposed"


class AgendaList(List):
    """The themes."""

    BINDINGS: ClassVar = [
        *SETTLING,
        Binding("enter", "screen.take", "key.take", id="agenda.take", tooltip="tip.agenda.take"),
        Binding("K,alt+up,ctrl+up", "screen.move(-1)", "key.up", id="agenda.up", key_display="K", tooltip="tip.up"),
        Binding(
            "J,alt+down,ctrl+down", "screen.move(1)", "key.down", id="agenda.down", key_display="J", tooltip="tip.down"
        ),
        Binding("m", "screen.plan_minutes", "key.minutes", id="agenda.minutes", tooltip="tip.agenda.minutes"),
        Binding(
            "x,delete", "screen.take_off", "key.take-off", id="agenda.remove", key_display="x", tooltip="tip.take-off"
        ),
        Binding("s", "screen.turn_standing", "key.standing", id="agenda.standing", tooltip="tip.standing"),
        Binding("n", "screen.add", "key.new", id="agenda.new", tooltip="tip.agenda-new"),
        Binding("f", "screen.fetch", "key.agenda-from", id="agenda.from", tooltip="tip.agenda-from"),
    ]


class AgendaScreen(ListScreen[None]):
    """The themes of a gathering in the order in which they are taken up; under them those that are proposed."""

    def __init__(self, store: Store, saver: Saver, say: Phrases, gathering: Gathering) -> None:
        super().__init__(store, saver, say, gathering, AgendaList)
        self._proposed: Mapping[str, Proposal] = {}
        self._places: Mapping[str, int] = {}

    # What is shown

    def names(self) -> Sequence[str]:
        """Return the themes on the agenda in its order, then those that are proposed under their heading."""
        listed = [entry.theme for entry in entries(self.store, self.gathering)]
        self._places = {theme: number for number, theme in enumerate(listed, 1)}
        self._proposed = {each.theme.id: each for each in proposals(self.store, self.gathering)}
        self.rows.empty = self.say("agenda.empty")
        return [*listed, *((_PROPOSED, *self._proposed) if self._proposed else ())]

    def describe(self, name: str) -> Row:
        """Return a theme with its minutes, or a proposal with what is open of it."""
        if name == _PROPOSED:
            return Row(text=self.say("agenda.proposed"), style="heading")
        theme = self.store.all(Theme).get(name)
        if theme is None:
            return Row()
        about = []
        entry, proposal = entry_of(self.store, self.gathering, name), self._proposed.get(name)
        if entry and entry.minutes:
            about.append(self.say("themes.minutes", minutes=entry.minutes))
        if proposal and proposal.counts:
            about.append(self.say("agenda.opens", counts=counts_in_words(self.say, proposal)))
        if proposal and proposal.carried:
            about.append(why_in_words(self.say, proposal.carried))
        elif theme.standing:
            about.append(self.say("carry.why.standing"))
        number = self._places.get(name)
        return Row(
            reference=str(number) if number else "",
            sign=" " if number else "+",
            text=safe(theme.title),
            after=" · ".join(about),
            dispute=dispute_line(self.store, self.say, self.documents(name)),
        )

    def documents(self, name: str) -> Sequence[Document]:
        """Return a theme, and its place on the agenda."""
        found = (self.store.all(Theme).get(name), entry_of(self.store, self.gathering, name))
        return [document for document in found if document]

    def head(self) -> tuple[Sequence[Part], Sequence[Part]]:
        """Return the title with the gathering, and how long the agenda is planned to take."""
        here = self.say("place.gathering", number=self.gathering.number)
        minutes = total(entries(self.store, self.gathering))
        planned = self.say("themes.planned", minutes=minutes) + " " if minutes else ""
        return [(f" {self.say('agenda.title')}", "strong"), (f" · {here}", "")], [(planned, "strong")]

    def show_all(self) -> None:
        """Show everything as it is now; what is chosen is no heading."""
        super().show_all()
        if self.rows.chosen == _PROPOSED:
            at = self.rows.names.index(_PROPOSED)
            self.rows.choose(self.rows.names[at + 1 if self.rows.names[-1] != _PROPOSED else at - 1])

    # Changing

    def _change(self, change: Callable[[Theme], Iterable[Document]], *, stay: bool = False) -> None:
        """Change the chosen theme's place as it is when its turn has come; `stay` in place where it goes elsewhere."""
        name = self.rows.chosen
        if not name or self.refused():
            return
        at = self.rows.names.index(name)

        def plan() -> Iterator[Document]:
            theme = self.store.all(Theme).get(name)
            if theme:
                yield from change(theme)

        def then() -> None:
            rest = [each for each in self.rows.names[at:] if each not in (name, _PROPOSED)]
            if stay and rest:
                self.rows.choose(rest[0])

        self.change(plan, then)

    def action_take(self) -> None:
        """Put the chosen proposal on the agenda; of a theme that is there, ask for its minutes."""
        if self.rows.chosen in self._proposed:
            self._change(lambda theme: placed(self.store, self.gathering, theme), stay=True)
        else:
            self.action_plan_minutes()

    def action_move(self, by: int) -> None:
        """Change places with the theme before or after."""
        self._change(lambda theme: moved(self.store, self.gathering, theme.id, by))

    def action_take_off(self) -> None:
        """Take the chosen theme off the agenda; a proposal that comes along by itself is left out this once."""
        self._change(lambda theme: taken_off(self.store, self.gathering, theme), stay=True)

    def action_turn_standing(self) -> None:
        """Let every gathering come to the chosen theme, or no longer."""
        self._change(lambda theme: [replace(theme, standing=not theme.standing)])

    def action_plan_minutes(self) -> None:
        """Ask how long the chosen theme is planned to take; one that is proposed is put on the agenda."""
        theme = self.store.all(Theme).get(self.rows.chosen)
        if theme is None or self.refused():
            return
        entry = entry_of(self.store, self.gathering, theme.id)
        given = str(entry.minutes) if entry and entry.minutes else ""
        field = Field("minutes", "option.minutes", given, answers.minutes(self.say))
        self._ask(safe(theme.title), [field], lambda given: self._plan_minutes(int(given["minutes"] or 0)))

    def _plan_minutes(self, minutes: int) -> None:
        def changed(theme: Theme) -> Iterator[Document]:
            if entry_of(self.store, self.gathering, theme.id):
                yield agenda_entry(self.store, self.gathering, theme, minutes)
            else:
                yield from placed(self.store, self.gathering, theme, minutes)

        self._change(changed)

    def action_add(self) -> None:
        """Ask for a theme, known or new, and its minutes."""
        if not self.refused():
            theme = Field("theme", "agenda.theme", "", answers.needed(self.say))
            minutes = Field("minutes", "option.minutes", "", answers.minutes(self.say))
            self._ask(self.say("themes.new"), [theme, minutes], self._add)

    def _add(self, given: Mapping[str, str]) -> None:
        point = Point(given["theme"], int(given["minutes"] or 0))
        self.change(lambda: added(self.store, self.gathering, [point]))

    def action_fetch(self) -> None:
        """Ask for the gathering whose agenda shall be this one's too."""
        if not self.refused():
            last = max((g.number for g in self._others()), default=0)
            field = Field("number", "agenda.from", str(last or ""), self._read_number)
            self._ask(self.say("agenda.title"), [field], self._fetch)

    def _others(self) -> list[Gathering]:
        every = self.store.all(Gathering).values()
        return [g for g in every if g.id != self.gathering.id and entries(self.store, g)]

    def _read_number(self, text: str) -> answers.Answer:
        known = {str(gathering.number) for gathering in self._others()}
        return answers.Answer(text, "" if text in known else self.say("agenda.no-gathering"))

    def _fetch(self, given: Mapping[str, str]) -> None:
        def plan() -> Iterator[Document]:
            for other in self._others():
                if str(other.number) == given["number"]:
                    yield from added(self.store, self.gathering, points_of(self.store, other))

        self.change(plan)

    def _ask(self, title: str, fields: Sequence[Field], then: Callable[[Mapping[str, str]], None]) -> None:
        self.app.push_screen(FormScreen(self.say, title, fields), lambda given: then(given) if given else None)
