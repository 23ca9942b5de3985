"""The one door to a store: open it, read it, change it, undo, follow what others write.

`save` and `read_on` are for programs that may wait. A screen never does: it plans a change, lets `write` bring it
to the disk in another thread, and takes the record in when it is there; `news` and `take` are the same for what
others write. Only `write`, `news` and `write_snapshot` touch the disk, and only they may run in another thread.
"""

from __future__ import annotations

import bisect
import contextlib
import gc
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self, TypeVar, cast

from storage import drafts, history
from storage.errors import (
    FileNotWritten,
    NewerFormat,
    NotAStore,
    NothingToUndo,
    StoreDenied,
    StoreExists,
    StoreMissing,
)
from storage.files import PRIVATE_FILE, PRIVATE_FOLDER, Files
from storage.journal import Entry, Journal, Reader, now
from storage.merge import Conflict, Edit, Merge
from storage.model import (
    AgendaEntry,
    Attendance,
    Contents,
    Document,
    Gathering,
    GatheringState,
    Group,
    Item,
    Network,
    Organisation,
    Party,
    Person,
    Reference,
    Theme,
    alphabetical,
    new_id,
)
from storage.records import FORMAT, TABLE_OF, TABLES, BadRecord, changed_fields, from_record

JOURNALS, DRAFTS, SNAPSHOT = "journals", "drafts", "store.json"
SHARED_FILE = 0o640
"""A fellow scribe reads it and cannot change it."""
SHARED_FOLDER = 0o3770
"""Files in it belong to the folder's group, and only their owners may take them away."""
D = TypeVar("D", bound=Document)


@dataclass(frozen=True)
class Snapshot:
    """What store.json shall hold."""

    tables: Mapping[str, Sequence[Mapping[str, Any]]]
    covers: Mapping[str, int]
    """By session: the byte up to which its journal is in it."""


@dataclass(frozen=True)
class Change:
    """What shall be written, decided on what had been seen by then."""

    edits: tuple[Edit, ...]
    clock: int
    seen: Mapping[str, int]
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
        shared = bool(_check(path, self.files).st_mode & stat.S_IWGRP)
        self._mode = SHARED_FILE if shared else PRIVATE_FILE
        self._journal = Journal(path / JOURNALS, who, self.files, mode=self._mode)
        self._reader = Reader(path / JOURNALS, self.files)
        self._merge = Merge()
        self._live: dict[str, dict[str, Document]] = {table: {} for table in TABLES}
        self._called: dict[tuple[str, str, int], list[str]] = {}
        self._numbered: dict[str, tuple[str, str, int]] = {}
        self._highest: dict[tuple[str, str], int] = {}
        self._undo = history.UndoStack()
        self._unwritten = False
        self.bad_records: dict[str, str] = {}
        """By id: documents that cannot be read, and why."""

    @classmethod
    def create(cls, path: Path, network: Network, who: str, *, files: Files | None = None) -> Self:
        """Make a new store in a new or empty folder, with that network in it.

        It is private to its owner, unless the folder is there already and its group may write in it.
        Raises StoreExists, StoreMissing where the folder above is not there, StoreDenied, NotSaved.
        """
        files = files or Files()
        try:
            if not path.exists():
                files.make_folder(path, PRIVATE_FOLDER)
            elif not path.is_dir() or files.names(path):
                raise StoreExists(path)
            shared = bool(path.stat().st_mode & stat.S_IWGRP)
            for name in (JOURNALS, DRAFTS):
                files.make_folder(path / name, SHARED_FOLDER if shared else PRIVATE_FOLDER)
            files.sync_folder(path)
            files.sync_folder(path.parent)
        except FileNotFoundError as error:
            raise StoreMissing(path.parent) from error
        except OSError as error:
            raise StoreDenied(path, error.strerror or str(error)) from error
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
                store.read_on()
        except OSError as error:
            raise StoreDenied(path, error.strerror or str(error)) from error
        return store

    # Reading

    @property
    def network(self) -> Network:
        """The network; one without a name where none was written yet."""
        networks = self.all(Network)
        return networks[min(networks)] if networks else Network(id="", name=self.path.name)

    def all(self, kind: type[D]) -> Mapping[str, D]:
        """Return the documents of a kind that are not deleted, by id: a live view, in no particular order."""
        return cast("Mapping[str, D]", self._live[TABLE_OF[kind]])

    def parties(self) -> list[Party]:
        """Return the organisations, then the people."""
        return [*self.all(Organisation).values(), *self.all(Person).values()]

    def party(self, name: str) -> Party | None:
        """Return the person or organisation of that id or handle, None where nobody has it."""
        party = self.all(Person).get(name) or self.all(Organisation).get(name)
        return party or next((party for party in self.parties() if party.handle == name), None)

    def find(self, kind: type[D], name: str) -> D | None:
        """Return the document of that id, also where it is deleted; None where there is none."""
        record = self._merge.tables[TABLE_OF[kind]].get(name)
        try:
            return from_record(kind, record) if record else None
        except BadRecord:
            return None

    def reference(self, item: Item) -> str:
        """Return what an item is called."""
        gathering = self.find(Gathering, item.gathering)
        named = self._called.get((item.gathering, item.group, item.number), [item.id])
        rank = named.index(item.id) if item.id in named else 0
        return str(Reference(gathering.number if gathering else 0, item.group, item.number, rank))

    def next_number(self, gathering: str, group: str) -> int:
        """Return the number for the next item of a group, and keep it: the next call gives the one after it."""
        number = self._highest.get((gathering, group), 0) + 1
        self._highest[gathering, group] = number
        return number

    def contents(self) -> Contents:
        """Return everything as values, for an export."""
        items = dict(sorted(self.all(Item).items()))
        return Contents(
            network=self.network,
            organisations=_sorted(self.all(Organisation), lambda o: (alphabetical(o.name), o.id)),
            people=_sorted(self.all(Person), lambda p: (alphabetical(p.name), p.id)),
            themes=_sorted(self.all(Theme), lambda t: (t.order, t.id)),
            gatherings=_sorted(self.all(Gathering), lambda g: (g.number, g.id)),
            groups=_sorted(self.all(Group), lambda g: (g.letter, g.id)),
            agenda=_sorted(self.all(AgendaEntry), lambda a: (a.order, a.id)),
            attendance=dict(sorted(self.all(Attendance).items())),
            items=items,
            references={name: self.reference(item) for name, item in items.items()},
        )

    def open_gathering(self) -> Gathering | None:
        """Return the gathering that is written in: the last of those that are open."""
        still = [g for g in self.all(Gathering).values() if g.state is GatheringState.OPEN]
        return max(still, key=lambda gathering: gathering.number, default=None)

    def seen(self) -> dict[str, int]:
        """Return how far all journals have been read: by session, the number of the last record."""
        return dict(self._merge.seen)

    def conflicts(self) -> list[Conflict]:
        """Return the fields that two people gave different values without sight of each other."""
        return self._merge.conflicts()

    # Changing

    def new_id(self) -> str:
        """Return an id for a new document, later than all that was seen."""
        self._merge.clock = max(self._merge.clock + 1, now())
        return new_id(self._merge.clock)

    def plan(self, *documents: Document) -> Change:
        """Return the change that makes these documents so; it may be empty."""
        edits = []
        for document in documents:
            after, before = changed_fields(self.find(type(document), document.id), document)
            if after:
                edits.append(Edit(TABLE_OF[type(document)], document.id, after, before))
        return self._change(edits)

    def plan_undo(self) -> Change:
        """Return the change that takes back one's own last change. Raises NothingToUndo."""
        return self._plan_reverse(self._undo.done, "undo")

    def plan_redo(self) -> Change:
        """Return the change that makes one's own last undone change again. Raises NothingToUndo."""
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

    def take(self, entries: Iterable[Entry]) -> set[tuple[str, str]]:
        """Take records in; return the tables and ids of the documents that they touch."""
        entries = [*self._journal.openings, *entries]  # they tell what had been seen before the first change
        for entry in entries:
            written_as = entry.data.get("format") if entry.op == "open" else None
            if isinstance(written_as, int) and written_as > FORMAT:
                raise NewerFormat(self.path, written_as, FORMAT)
            if entry.session in self._journal.sessions and entry.seq > self._merge.seen.get(entry.session, 0):
                self._undo.take(entry)
        touched = self._merge.take(entries)
        for table, name in touched:
            self._refresh(table, name)
        self._unwritten = self._unwritten or bool(touched)
        return touched

    def save(self, *documents: Document) -> set[tuple[str, str]]:
        """Make documents so, durably, and return what was touched. Raises NotSaved."""
        return self.commit(self.plan(*documents))

    def commit(self, change: Change) -> set[tuple[str, str]]:
        """Write a planned change and take it in. Raises NotSaved."""
        entry = self.write(change)
        return self.take([entry]) if entry else set()

    # Following and the past

    def news(self) -> list[Entry]:
        """Return the records that came to the journals since the last call. From any thread, one at a time.

        Raises OSError where they cannot be read.
        """
        return sorted(self._reader.read_on(), key=lambda entry: (entry.clock, entry.session, entry.seq))

    def read_on(self) -> set[tuple[str, str]]:
        """Take in what others wrote since the last call. Raises OSError."""
        return self.take(self.news())

    def history(self, document: Document) -> list[history.Step]:
        """Return a document's changes, the earliest first."""
        return list(history.steps(self._all_entries(), self._merge.scribes, document.id))

    def recall(self) -> None:
        """Make the changes that the same scribe made in earlier sessions undoable too."""
        self._undo = history.UndoStack()
        for entry in self._all_entries():
            if self._merge.scribes.get(entry.session) == self.who:
                self._undo.take(entry)

    def draft(self) -> drafts.Draft:
        """Return the draft of this session's half-typed line."""
        return drafts.Draft(self.path / DRAFTS, self._journal.sessions[0], self.files)

    def found_drafts(self) -> list[drafts.Found]:
        """Return the half-typed lines that this scribe's other sessions left."""
        return drafts.find_drafts(self.path / DRAFTS, self.who, self._journal.sessions[0], self.files)

    def plan_snapshot(self) -> Snapshot | None:
        """Return what store.json should hold now, None where it holds that already."""
        if not self._unwritten:
            return None
        self._unwritten = False
        tables = {table: list(records.values()) for table, records in self._merge.tables.items()}
        return Snapshot(tables, dict(self._reader.positions))

    def write_snapshot(self, snapshot: Snapshot) -> None:
        """Replace store.json. From any thread. Raises FileNotWritten; the journals hold everything even so."""
        from storage.snapshot import write_snapshot  # noqa: PLC0415 tinydb costs 25 ms that no start should pay

        try:
            write_snapshot(self.path / SNAPSHOT, snapshot.tables, snapshot.covers, self.files, mode=self._mode)
        except FileNotWritten:
            self._unwritten = True
            raise

    def close(self) -> None:
        """Bring store.json up to date where that is possible, and let go of the journal."""
        with contextlib.suppress(OSError, FileNotWritten, NewerFormat):
            self.read_on()
            snapshot = self.plan_snapshot()
            if snapshot and self._journal.wrote:
                self.write_snapshot(snapshot)
        self._journal.close()

    def _change(self, edits: Iterable[Edit], op: str = "change", of: str = "") -> Change:
        return Change(tuple(edits), self._merge.clock, self.seen(), op, of)

    def _plan_reverse(self, stack: list[Entry], op: str) -> Change:
        while stack:
            edits = history.reverse(stack[-1], self._merge.tables)
            if edits:
                return self._change(edits, op, stack[-1].id)
            stack.pop()  # others have changed since all that it did
        raise NothingToUndo(op)

    def _all_entries(self) -> list[Entry]:
        reader = Reader(self.path / JOURNALS, self.files)
        return sorted(reader.read_on(), key=lambda entry: (entry.clock, entry.session, entry.seq))

    def _refresh(self, table: str, name: str) -> None:
        """Bring the live view of a document, and the numbers of items, up to date."""
        record = self._merge.tables[table][name]
        try:
            document = from_record(TABLES[table], record)
        except BadRecord as error:
            self.bad_records[name] = str(error)
            self._live[table].pop(name, None)
            return
        self.bad_records.pop(name, None)
        if document.deleted:
            self._live[table].pop(name, None)
        else:
            self._live[table][name] = document
        if isinstance(document, Item):
            self._note_number(document)

    def _note_number(self, item: Item) -> None:
        group = (item.gathering, item.group)
        self._highest[group] = max(self._highest.get(group, 0), item.number)
        key = (*group, item.number)
        former = self._numbered.get(item.id)
        if former == key:
            return
        if former:
            self._called[former].remove(item.id)
        self._numbered[item.id] = key
        bisect.insort(self._called.setdefault(key, []), item.id)


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


def _check(path: Path, files: Files) -> os.stat_result:
    """Return the folder's status; raises what Store.open raises."""
    try:
        status = path.stat()
        names = files.names(path)
    except FileNotFoundError as error:
        raise StoreMissing(path) from error
    except NotADirectoryError as error:
        raise NotAStore(path) from error
    except OSError as error:
        raise StoreDenied(path, error.strerror or str(error)) from error
    if JOURNALS not in names:
        raise NotAStore(path)
    head = b""
    with contextlib.suppress(OSError):  # it can be made again; the journals tell their format too
        head = files.read(path / SNAPSHOT)[:500]
    found = re.match(rb'\s*{\s*"samling":\s*{\s*"1":\s*{\s*"format":\s*(\d{1,9})', head)
    if found and int(found[1]) > FORMAT:
        raise NewerFormat(path, int(found[1]), FORMAT)
    return status


def _sorted(documents: Mapping[str, D], key: Callable[[D], Any]) -> dict[str, D]:
    return {document.id: document for document in sorted(documents.values(), key=key)}
