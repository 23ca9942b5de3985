"""Random histories of several scribes on one simulated disk, and what must be found of them, whatever happens to it.

A workshop keeps its own books, by the plain meaning of the words: what was written is there until somebody who had
seen it wrote something else in its place.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from conftest import DAY, new_item
from disk import ROOT, Disk

from storage.compaction import compact
from storage.drafts import Draft, take_over
from storage.errors import NothingToUndo
from storage.model import Gathering, Item, Network
from storage.store import Change, Store

PATH = ROOT / "velferd"
SCRIBES = ("Kari", "Ola", "Åse")
WORDS = ("nattro", "ærlig talt", "øl og «ost»", "x" * 300, "s/a/b/", "\x00\udcff", "", "# tema", "\n")


class Written(NamedTuple):
    """A value that a scribe gave a field."""

    number: int
    """A power of two, so that many make a set."""
    id: str
    field: str
    value: Any
    saw: int
    """The numbers of those that the scribe had seen."""


@dataclass
class Books:
    """What was acknowledged, and what may be there besides."""

    standing: dict[tuple[str, str], list[Written]] = field(default_factory=dict)
    """By item and field: what nobody overwrote who had seen it."""
    coming: list[Written] = field(default_factory=list)
    """What is being written at this moment, or was refused: it may be there or not."""
    acknowledged: int = 0
    notes: int = 0
    """How many notes were acknowledged."""
    _count: int = 0

    def announce(self, change: Change, saw: int) -> list[Written]:
        """Note what is about to be written, and return it."""
        announced = []
        for edit in change.edits:
            for name, value in edit.set.items():
                if edit.table == "items" and name in {"text", "details", "deleted"}:
                    self._count += 1
                    announced.append(Written(1 << self._count, edit.id, name, value, saw))
        self.coming += announced
        return announced

    def acknowledge(self, written: list[Written]) -> int:
        """Note that it was called saved, and return the numbers of it."""
        numbers = 0
        for one in written:
            former = self.standing.get((one.id, one.field), [])
            self.standing[one.id, one.field] = [w for w in former if not w.number & one.saw] + [one]
            numbers |= one.number
            self.coming.remove(one)
            self.notes += one.field == "text" and not former
        self.acknowledged |= numbers
        return numbers

    def faults(self, store: Store) -> list[str]:
        """Return what an open store lacks of what was acknowledged."""
        conflicts = {(c.id, c.field): [write.value for write in c.writes] for c in store.conflicts()}
        items: dict[str, Item | None] = {}
        faults = []
        for (name, what), standing in self.standing.items():
            item = items[name] if name in items else items.setdefault(name, store.find(Item, name))
            if item is None:
                faults.append(f"no item {name}")
                continue
            there = [getattr(item, what), *conflicts.get((name, what), ())]
            missing = (w for w in standing if w.value not in there and not self._may_be_overwritten(w, there))
            faults += [f"{what} of {name}: {one.value!r} is missing among {there!r}" for one in missing]
        return faults

    def _may_be_overwritten(self, one: Written, there: list[Any]) -> bool:
        return any(
            (w.id, w.field) == (one.id, one.field) and w.saw & one.number and w.value in there for w in self.coming
        )


@dataclass
class HalfLine:
    """The draft of a session, with what may be found of it."""

    draft: Draft
    who: str
    text: str = ""
    possible: set[str] = field(default_factory=lambda: {""})

    def keep(self, text: str) -> None:
        """Type."""
        self.possible.add(text)
        self.draft.keep(text)
        self.text = text

    def sync(self) -> None:
        """Have it on the disk."""
        self.draft.sync()
        self.possible = {self.text}


@dataclass(eq=False)
class Scribe:
    """Somebody with the store open."""

    who: str
    store: Store
    line: HalfLine
    saw: int = 0


@dataclass
class Workshop:
    """Scribes at work on a disk. Every method may raise what the store raises."""

    rng: random.Random
    disk: Disk = field(default_factory=Disk)
    books: Books = field(default_factory=Books)
    scribes: list[Scribe] = field(default_factory=list)
    lines: list[HalfLine] = field(default_factory=list)
    """Of sessions that are over too."""
    writing: list[Scribe] = field(default_factory=list)
    """Whose changes are being saved at this moment."""

    def begin(self) -> None:
        """Make the store."""
        store = Store.create(PATH, Network(id="NETWORK", name="Velferd"), "Kari", files=self.disk)
        store.save(Gathering(id=store.new_id(), number=3, date=DAY))
        store.close()

    def come(self, who: str) -> Scribe:
        """Open the store, in the name of a scribe."""
        store = Store.open(PATH, who, files=self.disk)
        scribe = Scribe(who, store, HalfLine(store.draft(), who), self.books.acknowledged)
        self.scribes.append(scribe)
        self.lines.append(scribe.line)
        return scribe

    def act(self) -> None:
        """Let one of them do something."""
        rng = self.rng
        if not self.scribes or (len(self.scribes) < 3 and rng.random() < 0.15):
            self.come(rng.choice(SCRIBES))
            return
        scribe = rng.choice(self.scribes)
        often = (self.note, self.edit, self.undo, self.follow, self.type, self.leave)
        rare = (self.bring_back, self.show, self.tidy)
        rng.choices((*often, *rare), (9, 7, 3, 5, 6, 3, 1, 1, 1))[0](scribe)

    def note(self, scribe: Scribe) -> None:
        """Capture something."""
        item = new_item(scribe.store, self._text(), group=self.rng.choice("BC"))
        self.write(scribe, scribe.store.plan(item))

    def edit(self, scribe: Scribe) -> None:
        """Write something else in one or two items."""
        known = sorted(scribe.store.all(Item).values(), key=lambda item: item.id)
        chosen = self.rng.sample(known, min(len(known), self.rng.randint(1, 2)))
        changes = ({name: self._text() for name in self.rng.choice((("text",), ("details",), ("text", "details")))},)
        self.write(scribe, scribe.store.plan(*(replace(item, **changes[0]) for item in chosen)))

    def undo(self, scribe: Scribe) -> None:
        """Take back one's last change, or make it again."""
        plan = scribe.store.plan_undo if self.rng.random() < 0.7 else scribe.store.plan_redo
        try:
            change = plan()
        except NothingToUndo:
            return
        self.write(scribe, change)

    def follow(self, scribe: Scribe) -> None:
        """Read what others wrote."""
        scribe.store.read_on()
        scribe.saw |= self.books.acknowledged

    def type(self, scribe: Scribe) -> None:
        """Type a few keys, or empty the line."""
        for _ in range(self.rng.randint(1, 3)):
            scribe.line.keep("" if self.rng.random() < 0.15 else scribe.line.text + self.rng.choice("abcæøå\udcff"))
        if self.rng.random() < 0.5:
            scribe.line.sync()

    def bring_back(self, scribe: Scribe) -> None:
        """Take over a half line that an earlier session left."""
        by_path = {line.draft.path: line for line in self.lines}
        for found in scribe.store.found_drafts()[:1]:
            scribe.line.keep(scribe.line.text + found.text)
            scribe.line.sync()
            by_path[found.path].possible.add("")
            take_over(found, self.disk)

    def show(self, scribe: Scribe) -> None:
        """Bring store.json up to date."""
        snapshot = scribe.store.plan_snapshot()
        if snapshot is not None:
            scribe.store.write_snapshot(snapshot)

    def leave(self, scribe: Scribe) -> None:
        """Close the store, or be killed."""
        self.scribes.remove(scribe)
        if self.rng.random() < 0.7:
            scribe.line.possible |= {""} if not scribe.line.text else set()
            scribe.line.draft.close()
            scribe.store.close()

    def tidy(self, scribe: Scribe) -> None:
        """Put the journals of ended sessions together."""
        compact(PATH, scribe.who, rested=0.0, files=self.disk)

    def write(self, scribe: Scribe, change: Change) -> None:
        """Have a change saved, and keep the books of it."""
        written = self.books.announce(change, scribe.saw)
        self.writing.append(scribe)
        try:
            scribe.store.commit(change)
        finally:
            self.writing.remove(scribe)
        scribe.saw |= self.books.acknowledge(written)

    def look_over_the_shoulder(self) -> None:
        """Let another one read, and write a note, before what is being saved is on the disk."""
        others = [scribe for scribe in self.scribes if scribe not in self.writing]
        if self.writing and others:
            other = self.rng.choice(others)
            other.store.read_on()
            other.saw |= self.books.acknowledged | sum(one.number for one in self.books.coming)
            self.note(other)

    def _text(self) -> str:
        return f"{self.rng.randrange(10**9)} {self.rng.choice(WORDS)}"
