"""The needs of all gatherings that live on: how much is told of each, who shares it, how far it has come."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import ClassVar

from textual.binding import Binding

from storage.entries import Seen
from storage.model import Document, Gathering, GatheringState, Item, Status, Support, Theme
from storage.store import Change
from tui.line.slots import SLOTS, completeness, filled
from tui.phrases import HIDDEN, Phrases
from tui.planning.agreed import with_status
from tui.planning.desk import Desk
from tui.planning.disputes import dispute_line
from tui.planning.needs import all_support, edited, living, reworded, sharers
from tui.safe import safe
from tui.saver import Job, Saver
from tui.screens import answers
from tui.screens.form import Field, FormScreen
from tui.screens.journey import JourneyScreen
from tui.screens.listing import List, ListScreen
from tui.screens.pairs import PairsScreen
from tui.screens.rows import SIGNS
from tui.screens.settling import SETTLING
from tui.screens.sharing import SharingScreen
from tui.widgets.bars import Part
from tui.widgets.stream import Row


class By(StrEnum):
    """What needs are put together by."""

    THEME = "theme"
    COMPLETENESS = "completeness"
    STATUS = "status"


class NeedList(List):
    """The needs."""

    BINDINGS: ClassVar = [
        *SETTLING,
        Binding(
            "enter,e", "screen.fill", "key.fill-need", id="need.fill", key_display="Enter", tooltip="tip.fill-need"
        ),
        Binding("n", "screen.reword", "key.reword", id="need.reword", tooltip="tip.reword"),
        Binding("s", "screen.share", "key.share", id="need.share", tooltip="tip.share"),
        Binding("h", "screen.look_back", "key.journey", id="need.journey", tooltip="tip.journey"),
        Binding("a", "screen.compare", "key.alike", id="need.alike", tooltip="tip.alike"),
        Binding("l", "screen.mark('later')", "key.put-off", id="need.later", tooltip="tip.put-off"),
        Binding("d", "screen.mark('done')", "key.met", id="need.met", tooltip="tip.met"),
        Binding("o", "screen.turn_grouping", "key.grouping", id="need.grouping", tooltip="tip.need-grouping"),
    ]


class NeedsScreen(ListScreen[None]):
    """The needs by theme, by how much is told of them, or by status."""

    def __init__(self, desk: Desk, saver: Saver, say: Phrases, apart: set[frozenset[str]]) -> None:
        super().__init__(desk.store, saver, say, desk.gathering, NeedList)
        self._desk = desk
        self._apart = apart
        """Pairs of ids of needs that somebody has said are not alike."""
        self._by = By.THEME
        self._needs: dict[str, Item] = {}
        self._support: Mapping[str, Sequence[Support]] = {}
        self._headings: dict[str, str] = {}

    # What is shown

    def names(self) -> Sequence[str]:
        """Return the headings, each with its needs in the order in which they were captured."""
        self.rows.empty = self.say("needs.empty")
        self._needs = {need.id: need for need in living(self.store)}
        self._support = all_support(self.store)
        titles = self._heaps()
        heaps: dict[str, list[str]] = {name: [] for name in titles}
        for name, need in self._needs.items():
            heaps[self._heap_of(need, titles)].append(name)
        self._headings = {f"#{heap}": f"{titles[heap]} ({len(names)})" for heap, names in heaps.items() if names}
        return [name for heap, names in heaps.items() if names for name in (f"#{heap}", *names)]

    def _heaps(self) -> dict[str, str]:
        """The titles of the headings, in their order."""
        if self._by is By.COMPLETENESS:
            return {str(n): self.say("needs.filled", filled=n, slots=len(SLOTS)) for n in range(len(SLOTS) + 1)}
        if self._by is By.STATUS:
            return {status: self.say(f"needs.status.{status}") for status in (Status.OPEN, Status.LATER, Status.DONE)}
        themes = sorted(self.store.all(Theme).values(), key=lambda theme: (theme.order, theme.id))
        return {**{theme.id: safe(theme.title) for theme in themes}, "": self.say("panel.unfiled")}

    def _heap_of(self, need: Item, heaps: Container[str]) -> str:
        if self._by is By.COMPLETENESS:
            return str(len(filled(need)))
        name = need.status if self._by is By.STATUS else need.theme
        return name if name in heaps else ""

    def describe(self, name: str) -> Row:
        """Return a need with how much is told of it, who shares it and how far it has come; or a heading."""
        if name in self._headings:
            return Row(text=self._headings[name], style="heading")
        need = self._needs.get(name)
        if need is None:
            return Row()
        after = [completeness(need)]
        dots = sharers(self.store, need, self._support.get(name, ()))
        if dots:
            total = sum(dots.values())
            phrase = "needs.shared-dots" if total else "needs.shared"
            after.append(self.say(phrase, count=len(dots), dots=total))
        if need.status is not Status.OPEN:
            after.append(self.say(f"needs.status.{need.status}").lower())
        return Row(
            reference=self.store.reference(need),
            sign=SIGNS[need.kind],
            text=HIDDEN if self.say.hides(need) else safe(need.text),
            after=" · ".join(after),
            dispute=dispute_line(self.store, self.say, [need]),
            style="done" if need.status is Status.DONE else "need",
        )

    def documents(self, name: str) -> Sequence[Document]:
        """Return the need of a row."""
        need = self._needs.get(name)
        return [need] if need else []

    def head(self) -> tuple[Sequence[Part], Sequence[Part]]:
        """Return the title with how they are put together, and how many are described in full."""
        full = sum(len(filled(need)) == len(SLOTS) for need in self._needs.values())
        counts = self.say("needs.counts", count=len(self._needs), full=full)
        told = f" · {self.say(f'needs.by.{self._by}')}"
        return [(f" {self.say('needs.title')}", "strong"), (told, "")], [(f"{counts} ", "strong")]

    def show_all(self) -> None:
        """Show everything as it is now; what is chosen is a need, not a heading."""
        super().show_all()
        if not self.rows.chosen or self.rows.chosen.startswith("#"):
            self.rows.choose(next((name for name in self.rows.names if not name.startswith("#")), ""))

    def action_turn_grouping(self) -> None:
        """Put them together by theme, by how much is told, or by status: the next of these."""
        self._by = list(By)[(list(By).index(self._by) + 1) % len(By)]
        self.show_all()

    # Filling in

    def _chosen(self) -> Item | None:
        """Return the chosen need, of which the words may be seen."""
        need = self._needs.get(self.rows.chosen)
        if need and self.say.hides(need):
            self.tell(self.say("mask.no-edit"))
            return None
        return need

    def _refuses(self, document: Document) -> bool:
        held = self.store.find(Gathering, document.gathering) if isinstance(document, Item) else None
        closed = held is not None and held.state is GatheringState.FINAL
        if held and closed:
            self.tell(self.say("needs.closed", number=held.number))
        return closed

    def action_fill(self) -> None:
        """Ask for the wording and the slots of the chosen need."""
        need = self._chosen()
        if need and not self._refuses(need):
            self._ask(need, lambda given: [edited(self._now(need), need, given)])

    def action_reword(self) -> None:
        """Ask for a new wording at this gathering; that becomes a need which grew from the chosen one."""
        need = self._chosen()
        if need is None or self.refused():
            return
        if need.gathering == self.gathering.id:
            self.action_fill()
        else:
            letter = self._desk.group
            self._ask(need, lambda given: reworded(self.store, self.gathering, letter, self._now(need), given))

    def _now(self, need: Item) -> Item:
        return self.store.all(Item).get(need.id, need)

    def _ask(self, need: Item, plan: Callable[[Mapping[str, str]], Sequence[Document]]) -> None:
        """Ask for what a need shall say, and where its text is another, why."""
        seen = self.store.seen()
        fields = [
            Field("text", "field.text", need.text, answers.needed(self.say)),
            *(Field(slot, f"field.{slot}", getattr(need, slot)) for slot in SLOTS),
        ]
        title = f"{self.store.reference(need)} {safe(need.text)}"

        def answered(given: dict[str, str] | None) -> None:
            if given and given["text"] != need.text:
                form = FormScreen(self.say, self.say("needs.why"), [Field("reason", "field.reason")])
                self.app.push_screen(
                    form, lambda why: self._save(lambda: plan({"reason": "", **given, **(why or {})}), seen)
                )
            elif given:
                self._save(lambda: plan(given), seen)

        self.app.push_screen(FormScreen(self.say, title, fields), answered)

    def _save(self, plan: Callable[[], Sequence[Document]], seen: Mapping[str, Seen]) -> None:
        """Save what was decided on what had been seen then, so that no other edit is overwritten."""
        made: list[Document] = []

        def change() -> Change | None:
            made[:] = plan()
            return replace(self.store.plan(*made), seen=seen)

        def done() -> None:
            if self._saved():
                self.rows.choose(next((each.id for each in made if isinstance(each, Item)), ""))

        self.tell(self.say("status.saving"), "quiet")
        self.saver.put(Job(change, done))

    # How far it has come

    def action_mark(self, status: str) -> None:
        """Mark the chosen need as met or to be met later, or as open again; that is told after a gathering, too."""
        name, wanted = self.rows.chosen, Status(status)
        shown = self._needs.get(name)

        def plan() -> Iterable[Document]:
            now = self.store.all(Item).get(name)
            return [with_status(now, Status.OPEN if shown and shown.status is wanted else wanted)] if now else []

        if shown:
            self.change(plan)

    # Other screens

    def action_share(self) -> None:
        """Show which organisations share the chosen need."""
        need = self._needs.get(self.rows.chosen)
        if need:
            self.app.push_screen(SharingScreen(self.store, self.saver, self.say, self.gathering, need))

    def action_look_back(self) -> None:
        """Show how the chosen need was worded from gathering to gathering."""
        need = self._needs.get(self.rows.chosen)
        if need:
            self.app.push_screen(JourneyScreen(self.store, self.saver, self.say, self.gathering, need))

    def action_compare(self) -> None:
        """Show the needs that say nearly the same, side by side."""
        screen = PairsScreen(
            self.store, self.saver, self.say, self.gathering, group=self._desk.group, apart=self._apart
        )
        self.app.push_screen(screen, lambda _: self.show_all())
