"""Many journals become the documents: the same from the same records, in whatever order they come.

Each field of a document is written by changes. A change that was made by somebody who had seen another one wins over
it; of two that were made without sight of each other the later by the clock stands, and both are kept as a
conflict. Pure: knows no file.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from storage.journal import Entry
from storage.records import TABLES, Record


class Edit(NamedTuple):
    """What a change does to one document."""

    table: str
    id: str
    set: Mapping[str, Any]
    """The new values, by field."""
    was: Mapping[str, Any] | None
    """The old values of the same fields; None where the document is new."""


class Stamp(NamedTuple):
    """Which record wrote a field. Stamps sort by the clock."""

    clock: int
    session: str
    seq: int


class Write(NamedTuple):
    """A value that a field was given."""

    stamp: Stamp
    value: Any


@dataclass(frozen=True)
class Conflict:
    """A field that was given different values by people who had not seen each other's."""

    table: str
    id: str
    field: str
    writes: tuple[Write, ...]
    """The earliest first; the last one stands."""


def edits_of(entry: Entry) -> list[Edit]:
    """Return what a record changes; none for records that only witness, or whose edits are not edits."""
    try:
        edits = [Edit(e["table"], e["id"], e["set"], e.get("was")) for e in entry.data.get("edits", ())]
    except (TypeError, KeyError, AttributeError):
        return []
    return [edit for edit in edits if all(map(isinstance, edit, (str, str, dict, dict | None)))]


class Merge:
    """The documents as far as the records taken in say."""

    def __init__(self) -> None:
        self.tables: dict[str, dict[str, Record]] = {table: {} for table in TABLES}
        """By table and id, in the form of storage.records. Not to be changed from outside."""
        self.seen: dict[str, int] = {}
        """By session: the last record taken in."""
        self.scribes: dict[str, str] = {}
        """By session: who writes."""
        self.clock = 0
        """The highest clock taken in, in microseconds."""
        self._first: dict[str, Stamp] = {}
        self._writes: dict[tuple[str, str], list[Write]] = {}
        self._witness: dict[tuple[str, str], tuple[list[int], list[int]]] = {}

    def take(self, entries: Iterable[Entry]) -> set[tuple[str, str]]:
        """Take records in, and return which documents (table and id) they touch. Taking one twice changes nothing.

        The records of one session must come in their order.
        """
        touched: set[tuple[str, str]] = set()
        for entry in entries:
            if entry.seq <= self.seen.get(entry.session, 0):
                continue
            self._take_witness(entry)
            stamp = Stamp(entry.clock, entry.session, entry.seq)
            for edit in edits_of(entry):
                if edit.table in self.tables:
                    self._take_edit(edit, stamp)
                    touched.add((edit.table, edit.id))
        return touched

    def conflicts(self) -> list[Conflict]:
        """Return the fields that two people gave different values without sight of each other."""
        table_of = {name: table for table, documents in self.tables.items() for name in documents}
        return [
            Conflict(table_of[name], name, field, tuple(writes))
            for (name, field), writes in self._writes.items()
            if any(write.value != writes[0].value for write in writes)
        ]

    def _take_witness(self, entry: Entry) -> None:
        self.seen[entry.session] = entry.seq
        self.clock = max(self.clock, entry.clock)
        after: Mapping[str, int] = {}
        if entry.op == "open":
            self.scribes[entry.session] = str(entry.data.get("who", ""))
            after = entry.data.get("after", {})
        for other, upto in {**entry.seen, **after}.items():
            seqs, uptos = self._witness.setdefault((entry.session, other), ([], []))
            seqs.append(entry.seq)
            uptos.append(max(upto, uptos[-1] if uptos else 0))

    def _take_edit(self, edit: Edit, stamp: Stamp) -> None:
        record = self.tables[edit.table].setdefault(edit.id, {"id": edit.id})
        first = self._first.setdefault(edit.id, stamp)
        for field, value in edit.set.items():
            if field == "id":
                continue
            if field not in record and first == stamp:
                record[field] = value
            else:
                self._write(record, field, Write(stamp, value), first)

    def _write(self, record: Record, field: str, new: Write, first: Stamp) -> None:
        key = (record["id"], field)
        old = self._writes.get(key) or ([Write(first, record[field])] if field in record else [])
        if any(write.stamp == new.stamp or self._knew(write.stamp, new.stamp) for write in old):
            return
        kept = [write for write in old if not self._knew(new.stamp, write.stamp)]
        self._writes[key] = sorted([*kept, new], key=lambda write: write.stamp)
        record[field] = self._writes[key][-1].value

    def _knew(self, later: Stamp, earlier: Stamp) -> bool:
        """Tell whether the session that wrote `later` had by then seen `earlier`."""
        if later.session == earlier.session:
            return later.seq > earlier.seq
        seqs, uptos = self._witness.get((later.session, earlier.session), ([], []))
        at = bisect_right(seqs, later.seq)
        return at > 0 and uptos[at - 1] >= earlier.seq
