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

from storage.journal import CLOCK_END, Entry
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


_Key = tuple[str, str, str]
"""A table, an id and a field."""


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


def claims_of(entry: Entry) -> list[tuple[str, int]]:
    """Return which records its session knew of, by the record's word: a session, and the last record known of it."""
    after = entry.data.get("after") if entry.op == "open" else None
    claims = [*entry.seen.items(), *(after.items() if isinstance(after, dict) else ())]
    return [(other, upto) for other, upto in claims if isinstance(upto, int)]


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
        self._first: dict[tuple[str, str], Stamp] = {}
        """By table and id: the first record taken in that wrote a document; its values are kept in the document."""
        self._writes: dict[_Key, dict[str, Write]] = {}
        """The last write of every session, of fields that were written since the first."""
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
        """Return the fields that people gave different values without sight of each other, sorted by what they are."""
        found = []
        for key, writes in sorted(self._writes.items(), key=lambda pair: pair[0]):
            standing = self._standing(writes)
            if any(write.value != standing[0].value for write in standing):
                found.append(Conflict(*key, tuple(standing)))
        return found

    def _take_witness(self, entry: Entry) -> None:
        self.seen[entry.session] = entry.seq
        if entry.clock < CLOCK_END // 2:  # nobody's clock shall be driven to its end
            self.clock = max(self.clock, entry.clock)
        if entry.op == "open":
            self.scribes[entry.session] = str(entry.data.get("who", ""))
        for other, upto in claims_of(entry):
            seqs, uptos = self._witness.setdefault((entry.session, other), ([], []))
            seqs.append(entry.seq)
            uptos.append(max(upto, uptos[-1] if uptos else 0))

    def _take_edit(self, edit: Edit, stamp: Stamp) -> None:
        record = self.tables[edit.table].get(edit.id)
        if record is None:
            self.tables[edit.table][edit.id] = {**edit.set, "id": edit.id}
            self._first[edit.table, edit.id] = stamp
            return
        for field, value in edit.set.items():
            if field != "id":
                self._take_write(record, (edit.table, edit.id, field), Write(stamp, value))

    def _take_write(self, record: Record, key: _Key, new: Write) -> None:
        table, name, field = key
        if key not in self._writes:
            first = self._first[table, name]
            self._writes[key] = {first.session: Write(first, record[field])} if field in record else {}
        writes = self._writes[key]
        writes[new.stamp.session] = new
        record[field] = self._standing(writes)[-1].value

    def _standing(self, writes: Mapping[str, Write]) -> list[Write]:
        """Return the writes that nobody who wrote the field knew of, the earliest first."""
        every = sorted(writes.values(), key=lambda write: write.stamp)
        known = {earlier.stamp for earlier in every if any(self._knew(later.stamp, earlier.stamp) for later in every)}
        return [write for write in every if write.stamp not in known] or every

    def _knew(self, later: Stamp, earlier: Stamp) -> bool:
        """Tell whether the session that wrote `later` had by then seen `earlier`."""
        seqs, uptos = self._witness.get((later.session, earlier.session), ([], []))
        at = bisect_right(seqs, later.seq)
        return at > 0 and uptos[at - 1] >= earlier.seq
