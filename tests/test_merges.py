"""Merges of random histories, delivered in any way: always the same, and no edit is silently overwritten.

What stands is told by the plain meaning of the words, written down here once more and not as the program does it: a
value is overwritten by whoever had seen it, and by nobody else.
"""

import random
from collections import Counter
from dataclasses import dataclass, field

import pytest
from campaigns import hunt

from storage.entries import Entry, encode, read_lines
from storage.merge import BeyondBase, Merge

SESSIONS = ("ada", "bo", "che", "dag")
FIELDS = ("text", "theme", "details")
ORDERS = 12
"""Merges of each history."""


@dataclass
class Writer:
    """A session: what it wrote, and which records it has seen."""

    name: str
    journal: list[Entry] = field(default_factory=list)
    seen: dict[str, set[int]] = field(default_factory=dict)
    """By session: the numbers of the records."""
    clock: int = 0
    told: dict[str, object] = field(default_factory=dict)

    def see(self, records: list[Entry]) -> None:
        for entry in records:
            self.seen.setdefault(entry.session, set()).add(entry.seq)
            self.clock = max(self.clock, entry.clock)

    def knowledge(self) -> dict[str, object]:
        """Return what was seen of others as a record says it, as far as that is news."""
        news = {}
        for session, numbers in self.seen.items():
            upto = max(numbers)
            missed = _stretches(sorted(set(range(1, upto)) - numbers))
            said = [upto, *missed] if missed else upto
            if session != self.name and self.told.get(session) != said:
                news[session] = self.told[session] = said
        return news


def _stretches(numbers: list[int]) -> list[list[int]]:
    stretches: list[list[int]] = []
    for number in numbers:
        if stretches and stretches[-1][1] == number - 1:
            stretches[-1][1] = number
        else:
            stretches.append([number, number])
    return stretches


@dataclass(frozen=True)
class Written:
    """A value given to a field, and who had seen what by then."""

    clock: int
    session: str
    seq: int
    value: object
    saw: frozenset[tuple[str, int]]


@dataclass
class History:
    """What several sessions wrote that see each other partly."""

    rng: random.Random
    writers: list[Writer] = field(default_factory=list)
    written: dict[tuple[str, str, str], list[Written]] = field(default_factory=dict)

    def make(self) -> None:
        self.writers = [Writer(name) for name in SESSIONS[: self.rng.randint(2, 4)]]
        for _ in range(self.rng.randint(3, 14)):
            writer = self.rng.choice(self.writers)
            if self.rng.random() < 0.4:
                self._see(writer, self.rng.choice(self.writers))
            else:
                self._write(writer)

    def _see(self, writer: Writer, other: Writer) -> None:
        """Let one read on in what another wrote: a part of it, now and then with something missing."""
        there = other.journal[: self.rng.randint(0, len(other.journal))]
        if self.rng.random() < 0.2:
            there = [entry for entry in there if self.rng.random() < 0.8]
        if other is not writer:
            writer.see(there)

    def _write(self, writer: Writer) -> None:
        rng = self.rng
        if not writer.journal:
            self._append(writer, "open", {"format": 1, "who": writer.name.title(), "after": {}})
        edits = []
        for name in rng.sample("XY", rng.choice((1, 1, 1, 2))):
            table = rng.choice(("items", "items", "themes"))
            chosen = rng.sample(FIELDS, rng.choice((1, 1, 2)))
            edits.append({"table": table, "id": name, "set": {f: rng.randint(0, 3) for f in chosen}, "was": None})
        entry = self._append(writer, rng.choice(("change", "change", "change", "undo")), {"edits": edits})
        saw = {(session, number) for session, numbers in writer.seen.items() for number in numbers}
        saw |= {(writer.name, number) for number in range(1, entry.seq)}
        for edit in edits:
            for what, value in edit["set"].items():
                one = Written(entry.clock, writer.name, entry.seq, value, frozenset(saw))
                self.written.setdefault((edit["table"], edit["id"], what), []).append(one)

    def _append(self, writer: Writer, op: str, data: dict) -> Entry:
        writer.clock = max(writer.clock, self.rng.randint(0, 40)) + 1
        seq = len(writer.journal) + 1
        entry = Entry(f"{writer.name}{seq}", writer.name, seq, writer.clock, writer.knowledge(), op, data)
        writer.journal.append(entry)
        return entry

    def truth(self) -> tuple[dict, dict]:
        """Return, by table, id and field, what stands, and all values that stand beside each other and differ."""
        stands, disputed = {}, {}
        for key, every in self.written.items():
            standing = [w for w in every if not any((w.session, w.seq) in other.saw for other in every)]
            standing.sort(key=lambda one: (one.clock, one.session, one.seq))
            stands[key] = standing[-1].value
            values = [one.value for one in standing]
            if any(value != values[0] for value in values):
                disputed[key] = [(one.session, one.seq, one.value) for one in standing]
        return stands, disputed

    def delivery(self, records: list) -> list:
        """Return records in an order in which they may come: journals in any order, in pieces, twice, backwards."""
        rng = self.rng
        order = list(records)
        match rng.randrange(4):
            case 0:
                rng.shuffle(order)
            case 1:
                order.sort(key=lambda record: (record.session, record.seq), reverse=rng.random() < 0.5)
            case 2:
                sessions = rng.sample(SESSIONS, len(SESSIONS))
                order.sort(key=lambda record: (sessions.index(record.session), record.seq))
            case 3:  # half of it was copied, and later all
                copied = [record for record in order if rng.random() < 0.5]
                order = copied + order
        for _ in range(rng.randrange(3)):
            order.insert(rng.randrange(len(order) + 1), rng.choice(records))
        return order


def contents(merge: Merge) -> dict:
    """Return what stands, by table, id and field."""
    tables = {table: merge.tables[table] for table in ("items", "themes")}
    return {
        (table, name, what): value
        for table, documents in tables.items()
        for name in documents
        for what, value in documents[name].items()
        if what != "id"
    }


def disputes(merge: Merge) -> dict:
    return {
        (c.table, c.id, c.field): [(w.stamp.session, w.stamp.seq, w.value) for w in c.writes] for c in merge.conflicts()
    }


def merge_many(seed: int, amount: int) -> Counter:
    """Merge so many times, a few times each history."""
    figures: Counter = Counter()
    rng = random.Random(seed)
    while figures["merges"] < amount:
        history = History(rng)
        history.make()
        entries = [entry for writer in history.writers for entry in writer.journal]
        if not entries:
            continue
        lines = {(entry.session, entry.seq): encode(entry) for entry in entries}
        truth = history.truth()
        figures["histories"] += 1
        figures["conflicts"] += len(truth[1])
        rest: tuple | None = None
        for _ in range(ORDERS):
            order = history.delivery(entries)
            if rng.random() < 0.5:  # as a file brings them: some unread, some many at a time
                file = b"".join(lines[entry.session, entry.seq] for entry in order)
                order = [record for _, record in read_lines(file) if record]
            merge, begun = merged(order, rng, figures)
            found = contents(merge), disputes(merge)
            assert found == truth, (seed, begun, order, found, truth)
            counted = merge.seen, merge.scribes, merge.clock, merge.missed
            assert rest in (None, counted), (seed, order, rest, counted)
            rest = counted
            figures["merges"] += 1
    return figures


def merged(order: list, rng: random.Random, figures: Counter) -> tuple[Merge, bool]:
    """Return what comes of taking records in: in one go or in several, now and then from a snapshot on."""
    at = rng.randint(0, len(order))
    merge = Merge()
    merge.take(order[:at])
    base = merge.base() if rng.random() < 0.3 else None
    if base is not None:
        begun = Merge(base)
        try:
            begun.take(order[at:])
        except BeyondBase:
            figures["beyond_the_snapshot"] += 1
        else:
            figures["from_a_snapshot"] += 1
            return begun, True
    merge.take(order[at:])
    return merge, False


def test_nothing_is_begun_with_where_somebody_had_seen_more_than_was_taken_in():
    opening = Entry("o", "bo", 1, 1, {"che": 2}, "open", {"format": 1, "who": "Bo", "after": {}})
    merge = Merge()
    merge.take([opening])
    assert merge.base() is None
    merge.take([Entry("a", "che", 1, 1, {}, "open", {}), Entry("b", "che", 2, 2, {}, "change", {"edits": []})])
    assert merge.base() is not None


def test_no_merge_depends_on_the_order_or_overwrites_an_edit_in_silence(figures):
    figures("merges", **merge_many(0, 3000))


@pytest.mark.campaign
def test_no_merge_of_very_many_depends_on_the_order_or_overwrites_in_silence(dose, figures):
    figures("merges", **hunt(merge_many, dose(1_000_000), each=10_000), unequal=0, overwritten_in_silence=0)
