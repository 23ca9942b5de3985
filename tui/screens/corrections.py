"""What participants want otherwise in the minutes of a gathering, and whether it is accepted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import ClassVar

from textual.binding import Binding

from storage.model import Correction, Document, Gathering, Item
from storage.store import Store
from tui.phrases import HIDDEN, Phrases
from tui.planning.disputes import dispute_line
from tui.planning.finishing import correction, corrections_of, undecided, versions_of
from tui.planning.naming import plain_reference
from tui.planning.register import party_id
from tui.safe import safe
from tui.saver import Saver
from tui.screens import answers
from tui.screens.answers import Answer
from tui.screens.form import Field, FormScreen
from tui.screens.listing import List, ListScreen
from tui.screens.rows import party_name
from tui.screens.settling import SETTLING
from tui.widgets.bars import Part
from tui.widgets.stream import Row

SIGNS = {True: "✓", False: "x", None: "·"}
"""Whether it is accepted: what stands before it."""


def correction_row(store: Store, say: Phrases, one: Correction) -> Row:
    """Return a correction: to what, of which version, what it says, who wants it, whether it is accepted."""
    item = store.all(Item).get(one.item)
    hidden = item is not None and say.hides(item)
    who = party_name(store, one.said_by) + ": " if one.said_by and not hidden else ""
    about = (say("correction.of", version=one.version), say(f"correction.is.{one.accepted}"))
    return Row(
        reference=store.reference(item) if item else "–",
        sign=f" {SIGNS[one.accepted]}",
        text=HIDDEN if hidden else who + safe(one.text),
        after=" · ".join(about),
        dispute=dispute_line(store, say, [one]),
        style="point" if one.accepted is None else "done",
    )


class CorrectionList(List):
    """The corrections."""

    BINDINGS: ClassVar = [
        *SETTLING,
        Binding("n", "screen.add", "key.new", id="correction.new", tooltip="tip.new-correction"),
        Binding("a", "screen.decide(True)", "key.accept", id="correction.accept", tooltip="tip.accept"),
        Binding("i", "screen.decide(False)", "key.refuse", id="correction.refuse", tooltip="tip.refuse"),
        Binding("e", "screen.edit", "key.edit", id="correction.edit", tooltip="tip.edit-correction"),
        Binding(
            "x,delete", "screen.remove", "key.remove", id="correction.remove", key_display="x", tooltip="tip.remove"
        ),
        Binding("enter", "screen.go_there", "key.go-there", id="correction.go", tooltip="tip.go-to-item"),
    ]


class CorrectionsScreen(ListScreen[str | None]):
    """The corrections to the minutes of a gathering. Answers with the id of an item to go to, or None."""

    def __init__(self, store: Store, saver: Saver, say: Phrases, gathering: Gathering) -> None:
        super().__init__(store, saver, say, gathering, CorrectionList)
        self._undecided = 0

    # What is shown

    def names(self) -> Sequence[str]:
        """Return the corrections in the order in which they came."""
        found = corrections_of(self.store, self.gathering)
        self._undecided = len(undecided(found))
        self.rows.empty = self.say("correction.none" if versions_of(self.store, self.gathering) else "correction.early")
        return [one.id for one in found]

    def describe(self, name: str) -> Row:
        """Return a correction."""
        one = self.store.all(Correction).get(name)
        return correction_row(self.store, self.say, one) if one else Row()

    def documents(self, name: str) -> Sequence[Document]:
        """Return a correction."""
        one = self.store.all(Correction).get(name)
        return [one] if one else []

    def head(self) -> tuple[Sequence[Part], Sequence[Part]]:
        """Return the title, the version that is corrected, and how many are undecided."""
        here = self.say("place.gathering", number=self.gathering.number)
        made = versions_of(self.store, self.gathering)
        version = f", {self.say('correction.of', version=made[-1].number)}" if made else ""
        told = self.say("correction.undecided", count=self._undecided)
        return [(f" {self.say('correction.title')}", "strong"), (f" · {here}{version}", "")], [(f"{told} ", "strong")]

    # Keys

    def action_add(self) -> None:
        """Ask for a correction to the last version."""
        made = versions_of(self.store, self.gathering)
        if not made:
            self.tell(self.say("correction.early"))
            return
        title = self.say("correction.new", version=made[-1].number)
        self.app.push_screen(FormScreen(self.say, title, self._fields(None)), self._add)

    def _fields(self, one: Correction | None) -> list[Field]:
        item = self.store.all(Item).get(one.item) if one else None
        return [
            Field("text", "correction.text", one.text if one else "", answers.needed(self.say)),
            Field("item", "correction.item", self.store.reference(item) if item else "", self._read_reference),
            Field("said_by", "correction.by", party_name(self.store, one.said_by) if one and one.said_by else ""),
        ]

    def _read_reference(self, text: str) -> Answer:
        """Return the reference of an item of the gathering, as it is written; or nothing."""
        found = self._item(text)
        if text and found is None:
            return Answer(text, self.say("correction.no-item"))
        return Answer(self.store.reference(found) if found else "")

    def _item(self, text: str) -> Item | None:
        wanted = plain_reference(text)
        items = self.store.items_of(self.gathering.id)
        return next((item for item in items if plain_reference(self.store.reference(item)) == wanted), None)

    def _party(self, name: str) -> str:
        return party_id(self.store, name) if name else ""

    def _add(self, given: dict[str, str] | None) -> None:
        if given is None:
            return
        made: list[Correction] = []

        def plan() -> list[Correction]:
            item, party = self._item(given["item"]), self._party(given["said_by"])
            made[:] = [correction(self.store, self.gathering, given["text"], item=item, said_by=party)]
            return made

        self.change(plan, lambda: self.rows.choose(made[0].id))

    def action_edit(self) -> None:
        """Ask for what shall be otherwise with the chosen correction."""
        one = self.store.all(Correction).get(self.rows.chosen)
        item = self.store.all(Item).get(one.item) if one else None
        if one is None:
            return
        if item and self.say.hides(item):
            self.tell(self.say("mask.no-edit"))
            return
        fields = self._fields(one)
        title = self.say("correction.new", version=one.version)

        def edit(given: dict[str, str] | None) -> None:
            if given is not None:
                changed = {field.name: given[field.name] for field in fields if given[field.name] != field.value}
                self._change(one.id, lambda now: self._edited(now, changed))

        self.app.push_screen(FormScreen(self.say, title, fields), edit)

    def _edited(self, now: Correction, given: dict[str, str]) -> Correction:
        item = self._item(given.get("item", ""))
        return replace(
            now,
            text=given.get("text", now.text),
            item=now.item if "item" not in given else item.id if item else "",
            said_by=now.said_by if "said_by" not in given else self._party(given["said_by"]),
        )

    def action_decide(self, accepted: bool) -> None:  # noqa: FBT001 textual passes it so
        """Accept the chosen correction, or not; the same once more takes that back."""
        self._change(
            self.rows.chosen, lambda one: replace(one, accepted=None if one.accepted is accepted else accepted)
        )

    def action_remove(self) -> None:
        """Delete the chosen correction; undo brings it back."""
        self._change(self.rows.chosen, lambda one: replace(one, deleted=True))

    def _change(self, name: str, change: Callable[[Correction], Correction]) -> None:
        def plan() -> Iterator[Document]:
            one = self.store.all(Correction).get(name)
            if one:
                yield change(one)

        if name in self.store.all(Correction):
            self.change(plan)

    def action_go_there(self) -> None:
        """Answer with the item that the chosen correction is about."""
        one = self.store.all(Correction).get(self.rows.chosen)
        if one and one.item in self.store.all(Item):
            self.dismiss(one.item)
