"""Is the store whole? Reads everything anew and says what is not; changes nothing."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from storage import handmade
from storage.entries import Entry, entries_of
from storage.errors import StoreDenied
from storage.files import Files
from storage.folder import JOURNALS, SNAPSHOT
from storage.memory import Memory
from storage.merge import Base, Gap, Merge
from storage.model import Item
from storage.reader import Damage, Reader
from storage.records import TABLES
from storage.sharing import Doubt, doubts
from storage.snapshot import NotOurs, read_snapshot
from storage.store import Store
from storage.versions import TABLE


class SnapshotState(StrEnum):
    """What store.json is."""

    WHOLE = "whole"
    """As this program wrote it, or not there: then it is made anew."""
    UNREADABLE = "unreadable"
    HAND_MADE = "hand-made"
    """It says what no journal does."""
    DIFFERENT = "different"
    """This program wrote it, and the journals say something else by now: they have lost what it still has."""


@dataclass(frozen=True)
class Finding:
    """What is in a store, and what is wrong with it."""

    journals: int
    records: int
    items: int
    damages: tuple[Damage, ...]
    gaps: tuple[Gap, ...]
    lost: tuple[Gap, ...]
    """Those that a repair has noted as lost for good."""
    bad_documents: tuple[str, ...]
    """Ids of documents that are not what their table holds, and not noted as lost."""
    conflicts: int
    """Fields that people gave different values; nothing wrong with the store."""
    snapshot: SnapshotState
    doubts: tuple[Doubt, ...]
    """Journals of a shared store that may not be what they say."""

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong; a scribe's account that goes by another name than the scribe is no fault."""
        doubtful = any(doubt.problem != "name" for doubt in self.doubts)
        wrong = self.damages or self.gaps or self.bad_documents or doubtful
        return not wrong and self.snapshot is SnapshotState.WHOLE


def check(path: Path, files: Files | None = None) -> Finding:
    """Return what is found. Raises what Store.open raises."""
    files = files or Files()
    Store.open(path, "check", files=files)  # which refuses what is no store
    try:
        return _look(path, files)
    except OSError as error:
        raise StoreDenied(path, error.strerror or str(error)) from error


def _look(path: Path, files: Files) -> Finding:
    reader = Reader(path / JOURNALS, files)
    memory = Memory()
    records = 0
    noted: set[Gap] = set()
    noted_documents: set[str] = set()
    for entry in entries_of(reader.read_on()):
        memory.take([entry])
        records += 1
        noted |= _lost_by(entry)
        noted_documents |= _documents_lost_by(entry)
    for kind in TABLES.values():
        len(memory.all(kind))  # which looks at each document
    gaps = _gaps(path, memory.merge, files)
    return Finding(
        journals=len(reader.positions),
        records=records,
        items=len(memory.all(Item)),
        damages=(*reader.damages, *reader.unread()),
        gaps=tuple(gap for gap in gaps if gap not in noted),
        lost=tuple(gap for gap in gaps if gap in noted),
        bad_documents=tuple(sorted(memory.bad.keys() - noted_documents)),
        conflicts=sum(conflict.table != TABLE for conflict in memory.merge.conflicts()),
        snapshot=_state(path, files),
        doubts=tuple(doubts(path / JOURNALS, memory.merge.scribes, files)),
    )


def _gaps(path: Path, merge: Merge, files: Files) -> list[Gap]:
    """Return what is missing in the journals, as they and store.json bear witness."""
    ends = []
    with contextlib.suppress(NotOurs, OSError):
        seen = read_snapshot(path / SNAPSHOT, files).seen
        ends = [Gap(s, last + 1, upto) for s, upto in seen.items() if upto > (last := merge.seen.get(s, 0))]
    longest = {(gap.session, gap.first): gap for gap in sorted([*merge.gaps(), *ends])}
    return list(longest.values())


def _lost_by(entry: Entry) -> set[Gap]:
    """Return what a record says is lost for good."""
    match entry:
        case Entry(op="lost", data={"lost": dict(sessions)}):
            stretches = [(s, pair) for s, pairs in sessions.items() if isinstance(pairs, list) for pair in pairs]
            return {
                Gap(s, *pair) for s, pair in stretches if isinstance(pair, list) and [*map(type, pair)] == [int, int]
            }
    return set()


def _documents_lost_by(entry: Entry) -> set[str]:
    match entry:
        case Entry(op="lost", data={"documents": list(names)}):
            return {name for name in names if isinstance(name, str)}
    return set()


def _state(path: Path, files: Files) -> SnapshotState:
    try:
        snapshot = read_snapshot(path / SNAPSHOT, files)
        if snapshot.base is None:
            return SnapshotState.WHOLE
        merge = Merge()
        entries = entries_of(Reader(path / JOURNALS, files).read_on())
        merge.take(entry for entry in entries if entry.seq <= snapshot.seen.get(entry.session, 0))
        return SnapshotState.WHOLE if _is_same(snapshot.base, merge) else SnapshotState.DIFFERENT
    except FileNotFoundError:
        return SnapshotState.WHOLE
    except NotOurs:
        return _foreign_state(path, files)
    except OSError:
        return SnapshotState.UNREADABLE


def _foreign_state(path: Path, files: Files) -> SnapshotState:
    try:
        found = handmade.find(path / SNAPSHOT, Reader(path / JOURNALS, files), files)
    except (NotOurs, OSError):
        return SnapshotState.UNREADABLE
    return SnapshotState.HAND_MADE if found.edits else SnapshotState.WHOLE


def _is_same(base: Base, merge: Merge) -> bool:
    one = Merge(base)
    return all(one.tables[table] == merge.tables[table] for table in TABLES)
