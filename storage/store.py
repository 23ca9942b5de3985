"""The one door to a store: open it, read it, change it, undo, follow what others write.

`save` and `read_on` are for programs that may wait. A screen never does: it plans a change, lets `write` bring it
to the disk in another thread, and takes the record in when it is there; `news` and `take` are the same for what
others write. Only `write`, `news` and `write_snapshot` touch the disk, and only they may run in another thread.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self, TypeVar

from storage import drafts, history, versions
from storage.contents import Contents
from storage.entries import Entry, Run, Seen, entries_of
from storage.errors import (
    FileNotWritten,
    GatheringClosed,
    NewerFormat,
    NothingToUndo,
    StoreDenied,
    VersionLost,
)
from storage.files import PRIVATE_FILE, Files
from storage.folder import ARCHIVE, DRAFTS, JOURNALS, check_folder, make_folder
from storage.ids import new_id
from storage.journal import Journal, now
from storage.keeping import Keeping
from storage.locking import locked
from storage.memory import Memory
from storage.merge import BeyondBase, Conflict, Edit, Gap, Touched
from storage.model import (
    Document,
    Gathering,
    GatheringState,
    Item,
    Network,
    Organisation,
    Party,
    Person,
    Version,
)
from storage.reader import Damage, Reader
from storage.records import FORMAT, TABLE_OF, changed_fields
from storage.sharing import SHARED_FILE, is_shared
from storage.snapshot import Snapshot

D = TypeVar("D", bound=Document)


@dataclass(frozen=True)
class Change:
    """What shall be written, decided on what had been seen by then."""

    edits: tuple[Edit, ...]
    clock: int
    seen: Mapping[str, Seen]
    op: str = "change"
    of: str = ""
    """The id of the record that is undone or redone."""


class Store:
    """An open store. Not to be shared between threads but for the methods that say so."""

    def __init__(self, path: Path, who: str, files: Files | None = None) -> None:
        self.path = path
        self.who = who
        """The scribe in whose name changes are made."""
        self.files = files or Files()
        folder = check_folder(path, self.files)
        mode = SHARED_FILE if is_shared(folder) else PRIVATE_FILE
        self._journal = Journal(path / JOURNALS, who, self.files, mode=mode)
        self._reader = self._new_reader()
        self._memory = Memory()
        self._keeping = Keeping(path, folder, self.files)
        self._begun = False
        self._undo = history.UndoStack()
        self._unwritten = False

    @classmethod
    def create(
        cls, path: Path, network: Network, who: str, *, group: str | None = None, files: Files | None = None
    ) -> Self:
        """Make a new store in a new or empty folder, shared with a group if one is given, with that network in it.

        Raises what make_folder of storage.folder raises, and NotSaved.
        """
        files = files or Files()
        make_folder(path, group, files)
        store = cls(path, who, files)
        store.save(network)
        return store

    @classmethod
    def open(cls, path: Path, who: str, *, files: Files | None = None) -> Self:
        """Open a store and read it. Nothing is written before something changes.

        Raises StoreMissing, NotAStore, NewerFormat, StoreDenied.
        """
        store = cls(path, who, files)
        try:
            with _without_collecting():
                store._take(store.news())
        except OSError as error:
            raise StoreDenied(path, error.strerror or str(error)) from error
        return store

    # Reading

    @property
    def network(self) -> Network:
        """The network; one without a name where none was written yet."""
        return self._memory.network(self.path.name)

    def all(self, kind: type[D]) -> Mapping[str, D]:
        """Return the documents of a kind that are not deleted, by id: a live view, in no particular order."""
        return self._memory.all(kind)

    def make_ahead(self, count: int) -> bool:
        """Make so many documents of their records before anybody asks for them; tell whether there are more."""
        return self._memory.make_ahead(count)

    def items_of(self, gathering: str) -> list[Item]:
        """Return the items of a gathering, given by its id, in the order in which they were captured."""
        items = self.all(Item)
        return [items[name] for name in self._memory.numbering.items_of(gathering) if name in items]

    def parties(self) -> list[Party]:
        """Return the organisations, then the people."""
        return [*self.all(Organisation).values(), *self.all(Person).values()]

    def party(self, name: str) -> Party | None:
        """Return the person or organisation of that id or handle, None where nobody has it."""
        party = self.all(Person).get(name) or self.all(Organisation).get(name)
        return party or next((party for party in self.parties() if party.handle == name), None)

    def find(self, kind: type[D], name: str) -> D | None:
        """Return the document of that id, also where it is deleted; None where there is none."""
        return self._memory.find(kind, name)

    def names(self, kind: type[Document]) -> list[str]:
        """Return the ids of all documents of a kind, deleted ones too, in no particular order."""
        return list(self._memory.merge.tables[TABLE_OF[kind]])

    def reference(self, item: Item) -> str:
        """Return what an item is called."""
        return self._memory.reference(item)

    def next_number(self, gathering: str, group: str) -> int:
        """Return the number for the next item of a group, and keep it: the next call gives the one after it."""
        return self._memory.numbering.next(gathering, group)

    def contents(self) -> Contents:
        """Return everything as values, for an export."""
        return self._memory.contents(self.path.name)

    def contents_at(self, version: Version) -> Contents:
        """Return everything as it was known to whoever made a version of some minutes. From any thread.

        Raises VersionLost where that cannot be told any more, OSError where the journals cannot be read.
        """
        records = list(self._new_reader().read_on())
        found = versions.contents_then(records, version.id, self.path.name)
        if found is None:
            raise VersionLost(version.number)
        return found

    def open_gathering(self, today: dt.date | None = None) -> Gathering | None:
        """Return the gathering that is written in: of those that are open the last that has begun, else the first.

        One that is planned while another is held does not draw the notes of that one to itself.
        """
        today = today or dt.datetime.now().astimezone().date()
        still = sorted(
            (g for g in self.all(Gathering).values() if g.state is GatheringState.OPEN), key=lambda g: g.number
        )
        begun = [gathering for gathering in still if gathering.date <= today]
        return begun[-1] if begun else next(iter(still), None)

    def seen(self) -> dict[str, Seen]:
        """Return how far all journals have been read: by session, the number of the last record."""
        return self._memory.merge.knowledge()

    def conflicts(self) -> list[Conflict]:
        """Return the fields that two people gave different values without sight of each other.

        A version that two made at once is one of what they had read together: nobody is asked when it was made.
        """
        return [conflict for conflict in self._memory.merge.conflicts() if conflict.table != versions.TABLE]

    def disputed(self, document: Document) -> Mapping[str, Conflict]:
        """Return those fields of a document, by name."""
        return self._memory.merge.disputed.get((TABLE_OF[type(document)], document.id), {})

    def scribe_of(self, session: str) -> str:
        """Return who wrote in a session; nothing where that is not known."""
        return self._memory.merge.scribes.get(session, "")

    @property
    def bad_records(self) -> Mapping[str, str]:
        """By id: documents that cannot be read, and why; as far as they have been looked at."""
        return self._memory.bad

    @property
    def damages(self) -> list[Damage]:
        """What was met in the journals that is no record, or is not there any more."""
        return [*self._reader.damages, *self._reader.shortened]

    def gaps(self) -> list[Gap]:
        """Return which records should be there and are not, as far as the journals have been read."""
        return self._memory.merge.gaps()

    # Changing

    def new_id(self) -> str:
        """Return an id for a new document, later than all that was seen."""
        merge = self._memory.merge
        merge.clock = max(merge.clock + 1, now())
        return new_id(merge.clock)

    def plan(self, *documents: Document) -> Change:
        """Return the change that makes these documents so; it may be empty."""
        edits = []
        for document in documents:
            after, before = changed_fields(self.find(type(document), document.id), document)
            if after and before and "deleted" in self.disputed(document) and not document.deleted:
                after, before = {**after, "deleted": False}, {**before, "deleted": False}
            if after:
                edits.append(Edit(TABLE_OF[type(document)], document.id, after, before))
        return self._change(edits)

    def plan_settlement(self, document: Document, **values: Any) -> Change:
        """Return the change that settles disputed fields: what stands where nothing else is given, or that value."""
        disputed = {name: conflict.writes[-1].value for name, conflict in self.disputed(document).items()}
        settled = {name: values.get(name, value) for name, value in disputed.items()}
        edit = Edit(TABLE_OF[type(document)], document.id, settled, disputed)
        return self._change([edit] if settled else [])

    def closed_to(self, change: Change) -> int | None:
        """Return the number of a final gathering in whose minutes a change would change something; None for none."""
        return locked(change.edits, self._memory.merge.tables)

    def plan_undo(self) -> Change:
        """Return the change that takes back one's own last change. Raises NothingToUndo, GatheringClosed."""
        return self._plan_reverse(self._undo.done, "undo")

    def plan_redo(self) -> Change:
        """Return the change that makes one's own last undone change again. Raises NothingToUndo, GatheringClosed."""
        return self._plan_reverse(self._undo.undone, "redo")

    def write(self, change: Change) -> Entry | None:
        """Return the record of a change once it is on the disk, None for an empty change. From any thread.

        Raises NotSaved; the change may be written again.
        """
        if not change.edits:
            return None
        data: dict[str, object] = {"edits": [edit._asdict() for edit in change.edits]}
        if change.of:
            data["of"] = change.of
        return self._journal.write(change.op, data, clock=change.clock, seen=change.seen)

    def take(self, records: Iterable[Entry | Run]) -> set[tuple[str, str]]:
        """Take records in; return the tables and ids of the documents that they touch."""
        return {(table, name) for table, names in self._take(records).items() for name in names}

    def _take(self, records: Iterable[Entry | Run]) -> Touched:
        records = [*self._journal.opened(), *records]  # which tells what had been seen before the first change
        for record in records:
            self._refuse_newer(record)
            if record.session in self._journal.sessions:
                self._note_own(record)
        try:
            touched = self._memory.take(records)
        except BeyondBase:
            touched = self._read_anew()
        self._unwritten = self._unwritten or bool(touched)
        return touched

    def _note_own(self, record: Entry | Run) -> None:
        """Keep one's own changes to be undone."""
        for entry in entries_of([record]):
            if entry.seq > self._memory.merge.seen.get(entry.session, 0):
                self._undo.take(entry)

    def _refuse_newer(self, entry: Entry | Run) -> None:
        if isinstance(entry, Entry) and entry.op == "open":
            written_as = entry.data.get("format")
            if isinstance(written_as, int) and written_as > FORMAT:
                raise NewerFormat(self.path, written_as, FORMAT)

    def _read_anew(self) -> Touched:
        """Read everything from the journals: what store.json says is not enough to tell who had seen whose change."""
        reader, memory = self._new_reader(), Memory()
        with _without_collecting():
            touched = memory.take(reader.read_on())
        memory.numbering.go_on_from(self._memory.numbering)
        self._reader, self._memory = reader, memory
        return touched

    def save(self, *documents: Document) -> set[tuple[str, str]]:
        """Make documents so, durably, and return what was touched. Raises NotSaved."""
        return self.commit(self.plan(*documents))

    def commit(self, change: Change) -> set[tuple[str, str]]:
        """Write a planned change and take it in. Raises NotSaved."""
        entry = self.write(change)
        return self.take([entry]) if entry else set()

    def note_lost(self, gaps: Mapping[str, list[list[int]]], documents: Sequence[str]) -> None:
        """Note, durably, that records are lost for good: stretches by first and last number, by session.

        With them are lost what they said of documents, given by id, that cannot be read without. Raises NotSaved.
        """
        data = {"lost": gaps, "documents": documents}
        self.take([self._journal.write("lost", data, clock=self._memory.merge.clock, seen=self.seen())])

    # Following and the past

    def news(self) -> list[Entry | Run]:
        """Return the records that came to the journals since the last call. From any thread, one at a time.

        The first call looks into store.json too. Raises OSError where they cannot be read, NewerFormat.
        """
        if not self._begun:
            self._begun = True
            snapshot = self._keeping.begin()
            if snapshot and snapshot.base:
                self._memory = Memory(snapshot.base)
                self._reader.positions = dict(snapshot.covers)
                sure = self._reader.stopped_where(snapshot.seen)
                records = list(self._reader.read_on())
                if sure and self._reader.goes_on_from(snapshot.seen, records):
                    return records
                self._reader = self._new_reader()  # something has moved in a journal: all of it is read, from its start
        return list(self._reader.read_on())

    def read_on(self) -> set[tuple[str, str]]:
        """Take in what others wrote since the last call. Raises OSError."""
        return self.take(self.news())

    def journey(self, document: Document) -> list[history.Step]:
        """Return a document's changes and those of what it grew out of, each until it did; the earliest first."""
        return history.journey(self._all_entries(), self._memory.merge.scribes, document.id)

    def journeys(self, documents: Iterable[Document]) -> dict[str, list[history.Step]]:
        """Return the journey of each of those documents, by id; the journals are read once for all of them."""
        names = [document.id for document in documents]
        return history.journeys(self._all_entries(), self._memory.merge.scribes, names)

    def history(self, document: Document) -> list[history.Step]:
        """Return a document's changes, the earliest first."""
        return list(history.steps(self._all_entries(), self._memory.merge.scribes, document.id))

    def recall(self) -> None:
        """Make the changes that the same scribe made in earlier sessions undoable too."""
        self._undo = history.UndoStack()
        for entry in self._all_entries():
            if self.scribe_of(entry.session) == self.who:
                self._undo.take(entry)

    def draft(self) -> drafts.Draft:
        """Return the draft of this session's half-typed line."""
        return drafts.Draft(self.path / DRAFTS, self._journal.sessions[0], self.files)

    def found_drafts(self) -> list[drafts.Found]:
        """Return the half-typed lines that this scribe's other sessions left."""
        return drafts.find_drafts(self.path / DRAFTS, self.who, self._journal.sessions[0], self.files)

    def plan_snapshot(self) -> Snapshot | None:
        """Return what store.json should hold now, None where it holds that already.

        Not while records that `news` returned have still to be taken in.
        """
        if not self._unwritten:
            return None
        self._unwritten = False
        merge = self._memory.merge
        tables = {table: records.raw() for table, records in merge.tables.items()}
        base = None if self.damages else merge.base()
        return Snapshot(tables, dict(self._reader.positions), dict(merge.seen), base)

    def write_snapshot(self, snapshot: Snapshot) -> None:
        """Replace store.json, unless somebody has changed it by hand: then `hand_made` says so. From any thread.

        Raises FileNotWritten; the journals hold everything even so.
        """
        try:
            self._keeping.write(snapshot)
        except FileNotWritten:
            self._unwritten = True
            raise

    @property
    def hand_made(self) -> bool:
        """Whether store.json is another than this program wrote: it is not replaced before somebody has decided."""
        return self._keeping.hand_made

    def plan_hand_changes(self) -> Change:
        """Return the change that takes in what was changed in store.json by hand; it may be empty. From any thread.

        It counts as decided on what the file held before. Raises NotOurs, OSError.
        """
        found = self._keeping.hand_changes()
        return Change(tuple(found.edits), found.clock, found.seen)

    def set_aside(self, folder: str = ARCHIVE) -> Path:
        """Move store.json out of the way, and return where it is now; it is made anew at the next writing.

        Raises StoreDenied.
        """
        self._unwritten = True
        return self._keeping.set_aside(folder)

    def close(self) -> None:
        """Bring store.json up to date where that is possible, and let go of the journal."""
        with contextlib.suppress(OSError, FileNotWritten, NewerFormat):
            self.read_on()
            snapshot = self.plan_snapshot()
            if snapshot and self._journal.wrote:
                self.write_snapshot(snapshot)
        self._journal.close()

    def _change(self, edits: Iterable[Edit], op: str = "change", of: str = "") -> Change:
        return Change(tuple(edits), self._memory.merge.clock, self.seen(), op, of)

    def _plan_reverse(self, stack: list[Entry], op: str) -> Change:
        while stack:
            edits = history.reverse(stack[-1], self._memory.merge.tables)
            number = locked(edits, self._memory.merge.tables)
            if number is not None:
                raise GatheringClosed(number)
            if edits:
                return self._change(edits, op, stack[-1].id)
            stack.pop()  # others have changed since all that it did
        raise NothingToUndo(op)

    def _all_entries(self) -> list[Entry]:
        entries = entries_of(self._new_reader().read_on())
        return sorted(entries, key=lambda entry: (entry.clock, entry.session, entry.seq))

    def _new_reader(self) -> Reader:
        return Reader(self.path / JOURNALS, self.files)


@contextlib.contextmanager
def _without_collecting() -> Iterator[None]:
    """No garbage collection meanwhile: all that is read stays, and looking through it again and again costs a third."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
