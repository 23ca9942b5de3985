"""What to look at before the minutes of a gathering are made final: each warning leads to what it is about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from textual.binding import Binding

from storage.model import Correction, Document, Gathering, Item
from storage.store import Store
from tui.phrases import HIDDEN, Phrases
from tui.planning.checking import Concern, Reminding, Warned, item_of, warnings_of
from tui.safe import safe
from tui.saver import Saver, Touched
from tui.screens.corrections import CorrectionsScreen, correction_row
from tui.screens.listing import List, ListScreen
from tui.screens.rows import row_of
from tui.screens.settling import SETTLING
from tui.widgets.bars import Part
from tui.widgets.stream import Row

ANYWAY = ""
"""The answer that the minutes shall be made final all the same."""


class WarningList(List):
    """The warnings."""

    BINDINGS: ClassVar = [
        *SETTLING,
        Binding("enter", "screen.go_there", "key.go-there", id="warning.go", tooltip="tip.go-to-warning"),
        Binding("f", "screen.finish", "key.finish-anyway", id="warning.finish", tooltip="tip.finish-anyway"),
    ]


class FinishingScreen(ListScreen[str | None]):
    """What may be amiss. Answers with the id of an item to go to, with ANYWAY, or None.

    A row's name is its concern, a slash and the id of what it is about.
    """

    def __init__(
        self,
        store: Store,
        saver: Saver,
        say: Phrases,
        gathering: Gathering,
        *,
        remind: Reminding,
        told: Sequence[Warned],
    ) -> None:
        super().__init__(store, saver, say, gathering, WarningList)
        self._remind = remind
        self._personal = {warned.document.id: warned for warned in told}
        """What may hold personal data, by the id of the item."""
        self._found: Mapping[Concern, Sequence[Warned]] = {}
        self._warned: dict[str, Warned] = {}

    # What is shown

    def names(self) -> Sequence[str]:
        """Return the concerns, each with what it is about."""
        self.rows.empty = self.say("finish.clear")
        self._found = warnings_of(self.store, self.gathering, self._personal.values())
        self._warned = {f"{one.concern}/{one.document.id}": one for those in self._found.values() for one in those}
        names: list[str] = []
        for concern, those in self._found.items():
            names += [f"#{concern}", *(f"{concern}/{one.document.id}" for one in those)]
        return names

    def describe(self, name: str) -> Row:
        """Return a warning, or the concern over several."""
        if name.startswith("#"):
            concern = Concern(name[1:])
            told = self.say("finish.count", what=self.say(f"concern.{concern}"), count=len(self._found[concern]))
            return Row(text=told, style="heading")
        warned = self._warned.get(name)
        if warned is None:
            return Row()
        if isinstance(warned.document, Correction):
            return correction_row(self.store, self.say, warned.document)
        item = item_of(self.store, warned)
        if item is None:
            return Row(text=self.say(f"finish.{warned.concern}"))
        row = row_of(self.store, item, self.say, dt.datetime.now().astimezone().date())
        words = HIDDEN if self.say.hides(item) else ", ".join(map(safe, warned.words))
        return replace(row, after=f"{row.after} «{words}»".strip()) if warned.words else row

    def documents(self, name: str) -> Sequence[Document]:
        """Return what a warning is about."""
        warned = self._warned.get(name)
        return [warned.document] if warned else []

    def head(self) -> tuple[Sequence[Part], Sequence[Part]]:
        """Return the title, and how much there is to look at."""
        here = self.say("place.gathering", number=self.gathering.number)
        told = self.say("finish.left", count=len(self._warned))
        return [(f" {self.say('finish.title')}", "strong"), (f" · {here}", "")], [(f"{told} ", "strong")]

    def took(self, touched: Touched) -> None:
        """Show what was changed; what was changed may hold personal data now, or none any more."""
        names = {name for table, name in touched if table == "items"}
        self._personal = {name: warned for name, warned in self._personal.items() if name not in names}
        items = (item for name in sorted(names) if (item := self.store.all(Item).get(name)))
        here = [item for item in items if item.gathering == self.gathering.id]
        self._personal |= {warned.document.id: warned for warned in self._remind(here)}
        super().took(touched)

    def show_all(self) -> None:
        """Show everything as it is now; what is chosen is a warning, not the concern over several."""
        super().show_all()
        names = self.rows.names
        if self.rows.chosen.startswith("#"):
            self.rows.choose(names[names.index(self.rows.chosen) + 1])

    # Keys

    def action_go_there(self) -> None:
        """Answer with what the chosen warning is about; where that is no item, say where it is seen to."""
        warned = self._warned.get(self.rows.chosen)
        if warned is None:
            return
        item = item_of(self.store, warned)
        if isinstance(warned.document, Correction):
            self.app.push_screen(CorrectionsScreen(self.store, self.saver, self.say, self.gathering), self._go_on)
        elif item:
            self.dismiss(item.id)
        else:
            self.tell(self.say(f"finish.hint.{warned.concern}"))

    def _go_on(self, name: str | None) -> None:
        if name:
            self.dismiss(name)

    def action_finish(self) -> None:
        """Answer that the minutes shall be made final all the same."""
        self.dismiss(ANYWAY)
