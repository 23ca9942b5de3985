"""Damaged stores: they open, what was not hit is there, and what is missing is told of."""

import json
import random
from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

import pytest
from campaigns import hunt
from conftest import add, make_store, texts
from disk import Disk
from workshops import PATH, SCRIBES, Workshop

from storage.check import Finding, SnapshotState, check
from storage.model import Item
from storage.store import Store

JOURNALS = PATH / "journals"
DAMAGES = 20
"""Ways in which each store is damaged."""


class Record(NamedTuple):
    """A record as it stands in an undamaged journal."""

    file: str
    line: bytes
    session: str
    seq: int
    clock: int
    seen: dict[str, int]
    """By session: the last record that its writer had seen."""
    writes: dict[tuple[str, str], object]
    """By item and field: what it sets."""
    makes: frozenset[str]
    """The ids of the items that it makes."""


def records_of(disk: Disk) -> list[Record]:
    """Return the records of a store in which nothing is damaged."""
    found = []
    for name in disk.names(JOURNALS):
        for line in disk.read(JOURNALS / name).split(b"\n"):
            content = json.loads(line[9:]) if line else {}
            if content:
                seen = {s: upto if isinstance(upto, int) else upto[0] for s, upto in content["seen"].items()}
                edits = [edit for edit in content["data"].get("edits", ()) if edit["table"] == "items"]
                session, seq, clock = content["session"], content["seq"], content["clock"]
                writes = {(edit["id"], what): value for edit in edits for what, value in edit["set"].items()}
                made = frozenset(edit["id"] for edit in edits if edit["was"] is None)
                found.append(Record(name, line, session, seq, clock, seen, writes, made))
    return sorted(found, key=lambda record: record.clock)


@dataclass
class Damaged:
    """A copy of a store, damaged."""

    workshop: Workshop
    records: list[Record]
    disk: Disk
    rng: random.Random
    done: list[str]

    def damage(self) -> None:
        """Do something bad to one or two files."""
        for _ in range(self.rng.choice((1, 1, 2, 3))):
            kind = self.rng.choices(("journals", "store.json", "drafts"), (7, 2, 1))[0]
            folder = PATH if kind == "store.json" else PATH / kind
            names = [kind] if kind == "store.json" else self.disk.names(folder)
            names = [name for name in names if name in self.disk.names(folder)]
            if not names:
                continue
            path = folder / self.rng.choice(names)
            if self.rng.random() < 0.2:
                self._mix_up(path, [folder / name for name in names])
            else:
                harm = self.rng.choice((flip, overwrite, cut_the_end, cut_the_middle, make_a_hole, drop_lines, repeat))
                content = self.disk.read(path)
                self.disk.put(path, harm(content, self.rng) if content else b"\x00" * 512)
                self.done.append(f"{harm.__name__} {path.name}")

    def _mix_up(self, path, others) -> None:
        other = self.rng.choice(others)
        content = self.disk.read(path)
        deed = self.rng.choice(("swapped", "replaced", "doubled", "gone", "emptied", "stranger"))
        if deed == "swapped":
            self.disk.put(path, self.disk.read(other))
            self.disk.put(other, content)
        elif deed == "replaced":
            self.disk.put(path, self.disk.read(other))
        elif deed == "doubled":
            self.disk.put(path.with_name("20261201T080000-kari-0000aaaa" + path.suffix), content)
        elif deed == "gone":
            self.disk.take_away(path)
        elif deed == "emptied":
            self.disk.put(path, b"")
        else:
            self.disk.put(path.with_name("20261201T080000-ola-0000bbbb" + path.suffix), self.rng.randbytes(700))
        self.done.append(f"{deed} {path.name} {other.name}")

    def faults(self, figures: Counter) -> list[str]:
        """Return what is wrong with what is found in it."""
        there = {name: self.disk.read(JOURNALS / name) for name in self.disk.names(JOURNALS)}
        whole = [record for record in self.records if self._stands(record, there)]
        hit = [record for record in self.records if record not in whole]
        figures["records_hit"] += len(hit)
        store = Store.open(PATH, self.rng.choice(SCRIBES), files=self.disk)
        faults = self._missing(store, whole)
        found = check(PATH, self.disk)
        for record in hit:
            if self._may_be_noticed(record, whole, there):
                figures["records_told_of"] += 1
                if not _tells(found, record):
                    faults.append(f"nothing is told of record {record.seq} of {record.session}")
            else:
                figures["records_nobody_knew_of"] += 1
        store.found_drafts()
        add_if_possible(store, self.disk, faults)
        return faults

    @staticmethod
    def _stands(record: Record, there: dict[str, bytes]) -> bool:
        """Tell whether a record is anywhere where it may be; no matter what is after the checksum, or in capitals."""
        body = record.line[9:]
        return any(
            body in content
            and content[content.index(body) - 9 : content.index(body) - 1].lower() == record.line[:8]
            and (".bundle." in name or name == f"{record.session}.jsonl")
            for name, content in there.items()
        )

    def _missing(self, store: Store, whole: list[Record]) -> list[str]:
        conflicts = {(c.id, c.field): [write.value for write in c.writes] for c in store.conflicts()}
        made = {name for record in whole for name in record.makes}
        written = {(key, value): record for record in self.records for key, value in record.writes.items()}
        faults = []
        for (name, what), standing in self.workshop.books.standing.items():
            if name not in made:
                continue
            item = store.find(Item, name)
            if item is None:
                faults.append(f"no item {name}")
                continue
            shown = [getattr(item, what), *conflicts.get((name, what), ())]
            faults += [
                f"{what} of {name}: {one.value!r} is missing among {shown!r}"
                for one in standing
                if written[(name, what), one.value] in whole and one.value not in shown
            ]
        return faults

    def _may_be_noticed(self, record: Record, whole: list[Record], there: dict[str, bytes]) -> bool:
        """Tell whether anything that is left bears witness of a record that is not."""
        if any(other.session == record.session and other.seq > record.seq for other in whole):
            return True
        if any(other.seen.get(record.session, 0) >= record.seq for other in whole):
            return True
        rest = there.get(record.file, b"")
        for other in whole:
            rest = rest.replace(other.line, b"")
        return bool(rest.strip(b"\n")) or self._is_in_snapshot(record)

    def _is_in_snapshot(self, record: Record) -> bool:
        if "store.json" not in self.disk.names(PATH):
            return False
        content = self.disk.read(PATH / "store.json")
        if content != self.workshop.disk.read(PATH / "store.json"):
            return False
        return json.loads(content)["samling"]["1"].get("seen", {}).get(record.session, 0) >= record.seq


def _tells(found: Finding, record: Record) -> bool:
    return (
        any(gap.session == record.session and gap.first <= record.seq <= gap.last for gap in found.gaps)
        or any(damage.path.name == record.file for damage in found.damages)
        or found.snapshot is SnapshotState.DIFFERENT
    )


def add_if_possible(store: Store, disk: Disk, faults: list[str]) -> None:
    """Write on, where there is still a gathering to write in."""
    if store.open_gathering() is not None:
        add(store, "more")
        if "more" not in texts(Store.open(PATH, "Per", files=disk)):
            faults.append("what was written on is lost")


def flip(content, rng):
    harmed = bytearray(content)
    for _ in range(rng.randint(1, 8)):
        harmed[rng.randrange(len(harmed))] ^= 1 << rng.randrange(8)
    return bytes(harmed)


def overwrite(content, rng):
    at, length = rng.randrange(len(content)), rng.randint(1, 100)
    put = rng.choice((rng.randbytes(length), b"x" * length, b"\n" * length, content[:length]))
    return content[:at] + put[: len(content) - at] + content[at + length :]


def cut_the_end(content, rng):
    return content[: rng.randrange(len(content))]


def cut_the_middle(content, rng):
    begin, end = sorted((rng.randrange(len(content)), rng.randrange(len(content))))
    return content[:begin] + content[end:]


def make_a_hole(content, rng):
    size = rng.choice((512, 512, 4096))
    at = rng.randrange(0, len(content), 512)
    return content[:at] + bytes(min(size, len(content) - at)) + content[at + size :]


def drop_lines(content, rng):
    lines = content.split(b"\n")
    for _ in range(min(rng.randint(1, 3), len(lines) - 1)):
        del lines[rng.randrange(len(lines))]
    return b"\n".join(lines)


def repeat(content, rng):
    begin, end = sorted((rng.randrange(len(content)), rng.randrange(len(content))))
    return content[:end] + content[begin:]


def damage_many(seed: int, amount: int) -> Counter:
    """Damage stores in so many ways, and look at each."""
    figures: Counter = Counter()
    rng = random.Random(seed)
    while figures["stores"] < amount:
        workshop = Workshop(rng)
        workshop.begin()
        for _ in range(rng.randint(8, 30)):
            workshop.act()
        for scribe in list(workshop.scribes):
            workshop.leave(scribe)
        records = records_of(workshop.disk)
        whole = check(PATH, workshop.disk)
        assert whole.whole, (seed, whole)
        for _ in range(min(DAMAGES, amount - figures["stores"])):
            damaged = Damaged(workshop, records, workshop.disk.copy(), rng, [])
            damaged.damage()
            try:
                faults = damaged.faults(figures)
            except BaseException as error:
                error.add_note(f"{seed} {damaged.done}")
                raise
            assert not faults, (seed, damaged.done, faults, damaged.disk.image())
            figures["stores"] += 1
    return figures


@pytest.fixture
def disk():
    """A disk with a store on it: Kari and Ola have written a note each, and store.json holds both."""
    disk = Disk()
    make_store(PATH, files=disk).close()
    for who in ("Kari", "Ola"):
        store = Store.open(PATH, who, files=disk)
        for text in ("one", "two", "three"):
            add(store, f"{text} of {who}")
        store.close()
    return disk


def journal_of(disk, who):
    """Return the path of the last journal of a scribe, and what is in it."""
    name = [name for name in disk.names(JOURNALS) if f"-{who}-" in name][-1]
    return JOURNALS / name, disk.read(JOURNALS / name)


def found_in(disk):
    return sorted(texts(Store.open(PATH, "Per", files=disk)))


ALL = sorted(f"{text} of {who}" for who in ("Kari", "Ola") for text in ("one", "two", "three"))


@pytest.mark.parametrize("left", [bytes(200), b"x" * 200, b'\x00"seen":{}}}', b"}}}}"])
def test_a_record_is_whole_whatever_a_power_cut_left_behind_it_without_a_newline(disk, left):
    path, content = journal_of(disk, "ola")
    disk.put(path, content + left)
    disk.take_away(PATH / "store.json")
    assert found_in(disk) == ALL
    assert [damage.offset for damage in check(PATH, disk).damages] == [len(content)]


@pytest.mark.parametrize("left", [bytes(20), b"]]", b'nonsense [0, 0, "x"]'])
def test_a_half_line_is_whole_whatever_a_power_cut_left_behind_it_without_a_newline(disk, left):
    draft = Store.open(PATH, "Ola", files=disk).draft()
    draft.keep("Vi")
    draft.keep("Vi trenger")
    disk.put(draft.path, disk.read(draft.path) + left)
    assert [found.text for found in Store.open(PATH, "Ola", files=disk).found_drafts()] == ["Vi trenger"]


def test_what_was_added_to_a_journal_is_read_though_bytes_before_it_are_gone_that_store_json_knew_of(disk):
    ola = Store.open(PATH, "Ola", files=disk)
    add(ola, "four of Ola")
    journal = JOURNALS / f"{ola.draft().path.stem}.jsonl"
    disk.take_away(PATH / "store.json")
    kari = Store.open(PATH, "Kari", files=disk)
    add(kari, "four of Kari")
    kari.close()  # store.json knows of Ola's journal as far as it goes now
    add(ola, "five of Ola")
    disk.put(journal, disk.read(journal)[disk.read(journal).index(b"\n", 1) :])
    assert found_in(disk) == sorted([*ALL, "four of Kari", "four of Ola", "five of Ola"])


def test_a_record_is_read_that_stands_now_where_one_as_long_stood_that_store_json_knew_of(disk):
    disk.take_away(PATH / "store.json")
    ola, kari = (Store.open(PATH, who, files=disk) for who in ("Ola", "Kari"))
    add(ola, "four of Ola")
    add(ola, "five of Ola")
    kari.read_on()
    add(kari, "four of Kari")
    kari.close()
    add(ola, "six! of Ola")
    journal = JOURNALS / f"{ola.draft().path.stem}.jsonl"
    lines = disk.read(journal).split(b"\n")
    disk.put(journal, b"\n".join([*lines[:-2], lines[-1]]))
    assert "six! of Ola" in found_in(disk)


@pytest.mark.parametrize("name", ["seen", "covers", "format", "clock"])
def test_a_digit_that_is_wrong_in_the_head_of_store_json_costs_nothing(disk, name):
    content = disk.read(PATH / "store.json")
    _, journal = journal_of(disk, "ola")
    session = json.loads(journal.split(b"\n")[1][9:])["session"].encode()
    at = content.index(b'"%s": ' % name.encode())
    if name in {"seen", "covers"}:
        at = content.index(session, at)
    at = content.index(b": ", at) + 2
    ola = Store.open(PATH, "Ola", files=disk)
    add(ola, "four of Ola")
    disk.put(PATH / "store.json", content[:at] + b"9" + content[at + 1 :])
    assert found_in(disk) == sorted([*ALL, "four of Ola"])
    assert check(PATH, disk).snapshot is not SnapshotState.DIFFERENT


def test_a_journal_that_is_gone_is_told_of_by_store_json_where_nobody_else_had_read_it(disk):
    path, _ = journal_of(disk, "ola")
    disk.take_away(path)
    assert [(gap.session, gap.first, gap.last) for gap in check(PATH, disk).gaps] == [(path.stem, 1, 4)]


def test_a_damaged_store_opens_and_lacks_only_what_was_hit(figures):
    figures("damaged stores", **damage_many(0, 300))


@pytest.mark.campaign
def test_very_many_damaged_stores_open_and_lack_only_what_was_hit(dose, figures):
    figures("damaged stores", **hunt(damage_many, dose(100_000), each=1_000), unreadable=0, lost=0, untold=0)
