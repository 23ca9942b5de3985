"""Many journals become the documents: the same from the same records, in whatever order they come.

Each field of a document is written by changes. A change that was made by somebody who had seen another one wins over
it; of two that were made without sight of each other the later by the clock stands, and both are kept as a
conflict. Who edits a document means it to be there: a deletion by somebody who had not seen the edit is such a conflict
too, and the document is kept. Pure: knows no file.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import compress, repeat
from typing import Any, NamedTuple

from storage.documents import Records
from storage.entries import CLOCK_END, Entry, Run, Seen
from storage.records import TABLES, Record


class Gap(NamedTuple):
    """Records that a session wrote and that are not there."""

    session: str
    first: int
    last: int
    """Their numbers, both included."""


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


class Claim(NamedTuple):
    """How much of another session's records a session knew of."""

    upto: int
    """The number of the last one."""
    missed: tuple[tuple[int, int], ...] = ()
    """The stretches before it that were not there to be read, by their first and last numbers."""
    read: bool = True
    """Whether they were read, and not only written into a file that failed, where they may stand or not."""

    def covers(self, seq: int) -> bool:
        """Tell whether the record of that number is among them."""
        return seq <= self.upto and not any(first <= seq <= last for first, last in self.missed)


Touched = dict[str, set[str]]
"""Ids of documents, by table."""
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


@dataclass(frozen=True)
class Base:
    """What a store held at one moment, when everything written until then had been read, and nothing was missing."""

    tables: Mapping[str, Mapping[str, Record | bytes]]
    seen: Mapping[str, int]
    """By session: the number of the last record in it."""
    scribes: Mapping[str, str]
    clock: int
    conflicts: tuple[Conflict, ...] = ()


class BeyondBase(Exception):
    """A change concerns what a base holds and was made by somebody who had not seen all of it.

    What it comes to can be told from the journals only.
    """


def edits_of(entry: Entry) -> list[Edit]:
    """Return what a record changes; none for records that only witness, or whose edits are not edits."""
    try:
        edits = [Edit(e["table"], e["id"], e["set"], e.get("was")) for e in entry.data.get("edits", ())]
    except (TypeError, KeyError, AttributeError):
        return []
    return [edit for edit in edits if all(map(isinstance, edit, (str, str, dict, dict | None)))]


def claims_of(entry: Entry) -> list[tuple[str, Claim]]:
    """Return which records its session knew of, by the record's word."""
    after = entry.data.get("after") if entry.op == "open" else None
    failed = after.items() if isinstance(after, dict) else ()
    read = [(other, claim) for other, word in entry.seen.items() if (claim := _claim(word))]
    return read + [(other, Claim(upto, read=False)) for other, upto in failed if isinstance(upto, int)]


def _claim(word: object) -> Claim | None:
    if isinstance(word, int):
        return Claim(word)
    match word:
        case [int(upto), *missed]:
            stretches = [(s[0], s[1]) for s in missed if isinstance(s, list) and [*map(type, s)] == [int, int]]
            return Claim(upto, tuple(stretches)) if len(stretches) == len(missed) else None
    return None


@dataclass
class _Witness:
    """What one session said of another one's records, each time with the number of its own record that says so."""

    at: list[int] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)

    def note(self, seq: int, claim: Claim) -> None:
        place = bisect_right(self.at, seq)
        self.at.insert(place, seq)
        self.claims.insert(place, claim)

    def by(self, seq: int) -> Claim:
        """What had been said by then."""
        place = bisect_right(self.at, seq)
        return self.claims[place - 1] if place else Claim(0)


class Merge:
    """The documents as far as the records taken in say; those of a base too, if there is one."""

    def __init__(self, base: Base | None = None) -> None:
        self.tables: dict[str, Records] = {table: Records() for table in TABLES}
        """By table and id, in the form of storage.records. Not to be changed from outside."""
        self.seen: dict[str, int] = {}
        """By session: the last record taken in."""
        self.missed: dict[str, list[tuple[int, int]]] = {}
        """By session: the stretches before it, by first and last number, that were not there to be taken in."""
        self.scribes: dict[str, str] = {}
        """By session: who writes."""
        self.clock = 0
        """The highest clock taken in, in microseconds."""
        self.disputed: dict[tuple[str, str], dict[str, Conflict]] = {}
        """By table and id, then by field: what people gave different values without sight of each other."""
        self._first: dict[str, dict[str, tuple[int, str, int]]] = {table: {} for table in TABLES}
        """By table and id: the stamp of the first record taken in that wrote a document, whose values are in it."""
        self._writes: dict[_Key, dict[str, Write]] = {}
        """The last write of every session, of fields that were written since the first."""
        self._edits: dict[tuple[str, str], list[Stamp]] = {}
        """By table and id: who wrote a document after the first record, and said nothing of its deletion."""
        self._witness: dict[tuple[str, str], _Witness] = {}
        self._base = {} if base is None else dict(base.seen)
        if base is not None:
            self._begin_with(base)

    def take(self, records: Iterable[Entry | Run]) -> Touched:
        """Take records in, and return which documents they touch. Taking one twice changes nothing.

        Raises BeyondBase; what is in the merge then is of no use any more.
        """
        touched: Touched = {}
        for record in records:
            if not isinstance(record, Run):
                self._take_entry(record, touched)
            elif not self._take_run(record, touched):
                for entry in record.entries():
                    self._take_entry(entry, touched)
        return touched

    def has(self, session: str, seq: int) -> bool:
        """Tell whether a record has been taken in."""
        return seq <= self.seen.get(session, 0) and not self._was_missed(session, seq)

    def conflicts(self) -> list[Conflict]:
        """Return the fields that people gave different values without sight of each other, sorted by what they are."""
        return [fields[name] for _, fields in sorted(self.disputed.items()) for name in sorted(fields)]

    def gaps(self) -> list[Gap]:
        """Return what is missing within the sessions, and at their ends, of which others bear witness."""
        within = [Gap(session, *stretch) for session, stretches in self.missed.items() for stretch in stretches]
        known: dict[str, int] = {}
        for (_, other), witness in self._witness.items():
            known[other] = max(known.get(other, 0), *(claim.upto for claim in witness.claims if claim.read), 0)
        ends = [Gap(s, last + 1, upto) for s, upto in known.items() if upto > (last := self.seen.get(s, 0))]
        return sorted([*within, *ends])

    def knowledge(self) -> dict[str, Seen]:
        """Return how far the records of every session have been taken in, as a record says it."""
        missed: dict[str, Seen] = {
            session: [self.seen[session], *map(list, stretches)] for session, stretches in self.missed.items()
        }
        return {**self.seen, **missed}

    def base(self) -> Base | None:
        """Return what the merge holds, to begin another one with; None where records are missing.

        So they are where somebody had seen more than was taken in: who takes it in later must know that.
        """
        beyond = (w.claims[-1].upto > self.seen.get(other, 0) for (_, other), w in self._witness.items())
        if self.missed or any(beyond):
            return None
        tables = {table: records.raw() for table, records in self.tables.items()}
        return Base(tables, dict(self.seen), dict(self.scribes), self.clock, tuple(self.conflicts()))

    # Which records there are

    def _begin_with(self, base: Base) -> None:
        self.tables |= {table: Records(records) for table, records in base.tables.items()}
        self.seen.update(base.seen)
        self.scribes.update(base.scribes)
        self.clock = base.clock
        for conflict in base.conflicts:
            key = (conflict.table, conflict.id, conflict.field)
            self._writes[key] = {write.stamp.session: write for write in conflict.writes}
            self.disputed.setdefault(key[:2], {})[conflict.field] = conflict

    def _was_missed(self, session: str, seq: int) -> bool:
        return seq > 0 and any(first <= seq <= last for first, last in self.missed.get(session, ()))

    def _note_clock(self, clock: int) -> None:
        if self.clock < clock < CLOCK_END // 2:  # nobody's clock shall be driven to its end
            self.clock = clock

    def _count(self, session: str, seq: int, last: int) -> None:
        """Note that a record is there now."""
        if seq > last:
            if seq > last + 1:
                self.missed.setdefault(session, []).append((last + 1, seq - 1))
            self.seen[session] = seq
        else:
            stretches = self.missed.pop(session)
            first, last = next(stretch for stretch in stretches if stretch[0] <= seq <= stretch[1])
            stretches.remove((first, last))
            for rest in ((first, seq - 1), (seq + 1, last)):
                if rest[0] <= rest[1]:
                    insort(stretches, rest)
            if stretches:
                self.missed[session] = stretches

    def _take_witness(self, entry: Entry) -> None:
        if entry.op == "open":
            self.scribes[entry.session] = str(entry.data.get("who", ""))
        for other, claim in claims_of(entry):
            self._witness.setdefault((entry.session, other), _Witness()).note(entry.seq, claim)

    def _saw_all_of_base(self, session: str, seq: int) -> bool:
        """Tell whether a session had seen, when it wrote that record, all that the base holds."""
        if session in self._base:
            return False  # it may have; what it said is not in the base
        nothing = _Witness()
        for other, upto in self._base.items():
            claim = self._witness.get((session, other), nothing).by(seq)
            if claim.upto < upto or claim.missed:
                return False
        return True

    # What they come to

    def _take_run(self, run: Run, touched: Touched) -> bool:
        """Take a run in at once; False where that cannot be done, since it is not all new."""
        last = self.seen.get(run.session, 0)
        if run.last <= last and run.session not in self.missed:
            return True
        if run.first != last + 1:
            return False
        stamps = list(zip(run.clocks, repeat(run.session), range(run.first, run.last + 1), strict=False))
        made = []
        for table in set(run.tables) & self.tables.keys():
            chosen = [of == table for of in run.tables]
            names = list(compress(run.names, chosen))
            if len(set(names)) < len(names) or self.tables[table].has_any(names):
                return False
            made.append((table, names, compress(run.contents, chosen), compress(stamps, chosen)))
        self.seen[run.session] = run.last
        self._note_clock(max(run.clocks))
        for table, names, contents, moments in made:
            self.tables[table].put_all(zip(names, contents, strict=True))
            self._first[table].update(zip(names, moments, strict=True))
            touched.setdefault(table, set()).update(names)
        return True

    def _take_entry(self, entry: Entry, touched: Touched) -> None:
        last = self.seen.get(entry.session, 0)
        late = entry.seq <= last
        if late and not self._was_missed(entry.session, entry.seq):
            return
        self._count(entry.session, entry.seq, last)
        self._note_clock(entry.clock)
        self._take_witness(entry)
        stamp = Stamp(entry.clock, entry.session, entry.seq)
        for edit in edits_of(entry):
            if edit.table in self.tables:
                self._take_edit(edit, stamp)
                touched.setdefault(edit.table, set()).add(edit.id)
        if late and entry.seen:
            self._judge_anew(touched)

    def _take_edit(self, edit: Edit, stamp: Stamp) -> None:
        records = self.tables[edit.table]
        if edit.id not in records:
            records.put(edit.id, {**edit.set, "id": edit.id})
            self._first[edit.table][edit.id] = stamp
            return
        if edit.id not in self._first[edit.table] and not self._saw_all_of_base(stamp.session, stamp.seq):
            raise BeyondBase
        record = dict(records[edit.id])  # whoever writes the old state to the disk meanwhile has it as it was
        for name, value in edit.set.items():
            if name != "id":
                self._take_write(record, (edit.table, edit.id, name), Write(stamp, value))
        if "deleted" not in edit.set:
            self._edits.setdefault((edit.table, edit.id), []).append(stamp)
            key = (edit.table, edit.id, "deleted")
            if record.get("deleted") or key in self._writes:
                self._writes_of(record, key)
                self._judge(record, key)
        records.put(edit.id, record)

    def _take_write(self, record: Record, key: _Key, new: Write) -> None:
        writes = self._writes_of(record, key)
        former = writes.get(new.stamp.session)
        if former is None or former.stamp.seq < new.stamp.seq:
            writes[new.stamp.session] = new
        self._judge(record, key)

    def _writes_of(self, record: Record, key: _Key) -> dict[str, Write]:
        """Return the writes of a field, by session; at first that of the record that its document began with."""
        table, document, name = key
        if key not in self._writes:
            first = self._first[table].get(document)
            self._writes[key] = {first[1]: Write(Stamp(*first), record[name])} if first and name in record else {}
        return self._writes[key]

    def _judge(self, record: Record, key: _Key) -> None:
        """Find out which of a field's writes stand."""
        table, document, name = key
        standing = self._standing(self._writes[key])
        if name == "deleted":
            standing = self._with_edits(table, document, standing)
        record[name] = standing[-1].value
        if any(write.value != standing[0].value for write in standing):
            self.disputed.setdefault((table, document), {})[name] = Conflict(table, document, name, tuple(standing))
        elif (fields := self.disputed.get((table, document))) is not None:
            fields.pop(name, None)
            if not fields:
                del self.disputed[table, document]

    def _with_edits(self, table: str, document: str, standing: list[Write]) -> list[Write]:
        """Return the writes that delete a document or not, the edits among them that its deletion had not seen.

        What keeps it comes last, and stands. Who says something of its deletion after having edited it means that.
        """
        first = self._first[table].get(document)
        deletions = [write.stamp for write in standing if write.value]
        said = self._writes[table, document, "deleted"]
        keeping = {write.stamp.session: write for write in standing if not write.value}
        for stamp in sorted([*([Stamp(*first)] if first else ()), *self._edits.get((table, document), ())]):
            own = said.get(stamp.session)
            meant = own is None or own.stamp.seq < stamp.seq
            if meant and any(self._are_apart(stamp, deletion) for deletion in deletions):
                keeping[stamp.session] = Write(stamp, value=False)
        return [*(w for w in standing if w.value), *sorted(keeping.values(), key=lambda write: write.stamp)]

    def _are_apart(self, one: Stamp, other: Stamp) -> bool:
        """Tell whether two sessions wrote without sight of each other."""
        return one.session != other.session and not self._knew(one, other) and not self._knew(other, one)

    def _judge_anew(self, touched: Touched) -> None:
        """Look at all writes again: a record that came late told what its session had known."""
        for key in self._writes:
            table, document, _ = key
            record = dict(self.tables[table][document])
            self._judge(record, key)
            self.tables[table].put(document, record)
            touched.setdefault(table, set()).add(document)

    def _standing(self, writes: Mapping[str, Write]) -> list[Write]:
        """Return the writes that nobody who wrote the field knew of, the earliest first."""
        if len(writes) == 1:
            return list(writes.values())
        every = sorted(writes.values(), key=lambda write: write.stamp)
        known = {earlier.stamp for earlier in every if any(self._knew(later.stamp, earlier.stamp) for later in every)}
        return [write for write in every if write.stamp not in known] or every

    def _knew(self, later: Stamp, earlier: Stamp) -> bool:
        """Tell whether the session that wrote `later` had by then seen `earlier`."""
        witness = self._witness.get((later.session, earlier.session))
        return witness is not None and witness.by(later.seq).covers(earlier.seq)
