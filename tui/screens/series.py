"""Who took part in which gathering: people by organisation, a column for each gathering."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.app import ComposeResult

from storage.model import Document, Gathering, Person
from storage.store import Store
from tui.phrases import Phrases
from tui.planning.attending import told_of
from tui.planning.series import SIGNS, Home, series_of
from tui.safe import safe
from tui.saver import Saver
from tui.screens.grid import Column, Grid, Sheet, Square
from tui.screens.listing import ListScreen
from tui.widgets.bars import Bar, Part
from tui.widgets.stream import Row


class SeriesGrid(Grid):
    """The people and the gatherings."""

    wide: ClassVar[int] = 6
    widest: ClassVar[int] = 34


class SeriesScreen(ListScreen[None]):
    """Shows the whole series, and of the chosen square in words how somebody took part, or how many did."""

    def __init__(self, store: Store, saver: Saver, say: Phrases, gathering: Gathering, person: str = "") -> None:
        super().__init__(store, saver, say, gathering, SeriesGrid)
        self._grid = self.rows if isinstance(self.rows, SeriesGrid) else SeriesGrid(self.describe)
        self._grid.looked = self._tell_chosen
        self._series = series_of(store)
        self._person = person
        self._which = Bar(id="which")

    def compose(self) -> ComposeResult:
        """Put what is told of the chosen square under the grid."""
        for widget in super().compose():
            yield widget
            if widget is self.rows:
                yield self._which

    def take_keys(self) -> None:
        """Begin with the person that was chosen, at the gathering that is written in."""
        asked = f"{self._person}/{self.gathering.id}"
        self.rows.choose(asked if asked in self.rows.names else next(iter(self.rows.names), ""))
        super().take_keys()

    # What is shown

    def names(self) -> Sequence[str]:
        """Return the squares of the sheet, which is made anew."""
        self._series = series_of(self.store)
        self.rows.empty = self.say("series.empty")
        self._grid.sheet = self._sheet()
        return self._grid.names_in(self._grid.sheet)

    def describe(self, name: str) -> Row:
        """Return what is told of a square."""
        return Row(text=self._in_words(*name.split("/", 1)))

    def documents(self, name: str) -> Sequence[Document]:
        """Return how the person of a square took part."""
        row, _, column = name.partition("/")
        noted = self._series.noted.get((row, column))
        return [noted] if noted else []

    def head(self) -> tuple[Sequence[Part], Sequence[Part]]:
        """Return the title, and how many people, organisations and gatherings there are."""
        return [(f" {self.say('series.title')}", "strong")], []

    def _sheet(self) -> Sheet:
        series = self._series
        everybody = list(series.everybody())
        columns = [
            Column(g.id, str(g.number), g.date.strftime("%d.%m"), str(series.came(everybody, g)))
            for g in series.gatherings
        ]
        rows: list[tuple[str, str]] = []
        squares: dict[tuple[str, str], Square] = {}
        for home in series.homes:
            if home.people:
                rows.append((_name(home), self._called(home)))
                for g in series.gatherings:
                    squares[_name(home), g.id] = Square(f" {series.came(home.people, g)}", "after")
            for person in home.people:
                rows.append((person.id, f"  {safe(person.name)}"))
                squares |= {(person.id, g.id): self._square(person, g) for g in series.gatherings}
        return Sheet(columns, rows, squares, self.say("series.together"))

    def _square(self, person: Person, gathering: Gathering) -> Square:
        presence = self._series.presence(person, gathering)
        noted = self._series.noted.get((person.id, gathering.id))
        more = "!" if noted and noted.recused else ""
        return Square(f" {SIGNS[presence]}{more}", "done" if presence is None else "point")

    def _called(self, home: Home) -> str:
        return safe(home.organisation.name) if home.organisation else self.say("series.alone")

    # The chosen square

    def _tell_chosen(self) -> None:
        if self.rows.chosen:
            self._which.tell([(f" {self._in_words(*self._grid.place)}", "strong")])

    def _in_words(self, row: str, column: str) -> str:
        gathering = next((g for g in self._series.gatherings if g.id == column), None)
        if gathering is None:
            return ""
        held = self.say("place.gathering", number=gathering.number)
        for home in self._series.homes:
            if row == _name(home):
                here = self._series.came(home.people, gathering)
                there = self.say("series.there", here=here, whole=len(home.people))
                return f"{self._called(home)} · {held}: {there}"
            for person in home.people:
                if person.id == row:
                    return f"{safe(person.name)} · {held}: {'; '.join(self._facts(person, gathering))}"
        return ""

    def _facts(self, person: Person, gathering: Gathering) -> Iterator[str]:
        noted = self._series.noted.get((person.id, gathering.id))
        yield self.say(f"presence.{noted.presence}") if noted else self.say("series.unnoted")
        if noted:
            yield from filter(None, [safe(noted.note), *told_of(self.store, self.say, noted)])
        held = len(self._series.gatherings)
        yield self.say("series.times", times=self._series.times(person), held=held)


def _name(home: Home) -> str:
    """The name of an organisation's row; no id of a person is like it."""
    return f"@{home.organisation.id}" if home.organisation else "@"
