"""What acknowledging a note costs, beside appending the same bytes and beside SQLite, alone and with other scribes."""

from __future__ import annotations

import asyncio
import fcntl
import gc
import json
import os
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from fleet import Line, Scribe, told_by
from pseudo_terminal import SAMLING, environment
from workload import WHO, fill, high, new_item

from storage.files import Files
from storage.model import Gathering, Item, Theme
from storage.store import Store

SIZES = (100, 100_000)
ROUNDS = 300
"""How many notes a scribe who is alone saves in each way, some at a time in turn."""
TURNS, BATCH, RUSH = 8, 10, 150
"""How often scribes together have a turn at each way, and how many notes each saves in it, with and without pauses."""
SCRIBES, WRITERS = 32, 10
PAUSE = 0.1
"""Seconds that a scribe who is not in a hurry waits between two notes, at most."""
LINES = 2_000
"""How many lines are fed to `samling add -`."""
TEXT = "vi bør ha en felles mal for behov på tvers av kommunene"
APPEND, SQLITE, SAVE = "append and fdatasync", "SQLite, WAL, synchronous=FULL", "Samling: plan, write, take"
THREAD = "Samling, written in another thread"
LOCKED, LOCKED_SAVE = "append to one file under a lock", "Samling, if it had one file under a lock"

Way = Callable[[], float]
"""Acknowledges one note, and returns how many milliseconds that took."""


class OneFile(Files):
    """The file system as a program sees it that keeps one file for all, and a lock over each fsync."""

    def __init__(self, path: Path) -> None:
        self._descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def write(self, descriptor: int, data: bytes, at: int) -> None:  # noqa: ARG002 there is one file
        """Take the lock and append; what is only filled in advance has no place in a file that grows by many hands."""
        fcntl.flock(self._descriptor, fcntl.LOCK_EX)
        super().append(self._descriptor, data.strip(b"\n") and data)

    def sync(self, descriptor: int) -> None:  # noqa: ARG002 there is one file
        """Wait for the disk and leave the lock."""
        super().sync(self._descriptor)
        fcntl.flock(self._descriptor, fcntl.LOCK_UN)


class Notes:
    """A scribe's notes in an open store."""

    def __init__(self, path: Path, who: str, files: Files | None = None) -> None:
        self.store = Store.open(path, who, files=files)
        gc.freeze()  # as the screen does with what has been read: no collection looks through it between two notes
        self._gathering = next(iter(self.store.all(Gathering).values()))
        self._theme = next(iter(self.store.all(Theme)))

    def next(self) -> Item:
        """Return a note that is not saved yet."""
        return new_item(self.store, self._gathering, self._theme, TEXT)

    def save(self) -> float:
        """Save one as a program does that may wait."""
        item = self.next()
        start = time.perf_counter()
        change = self.store.plan(item)
        entry = self.store.write(change)
        self.store.take([entry] if entry else [])
        return (time.perf_counter() - start) * 1000

    async def save_beside(self) -> float:
        """Save one as the screen does, which goes on taking keys meanwhile."""
        item = self.next()
        start = time.perf_counter()
        change = self.store.plan(item)
        entry = await asyncio.to_thread(self.store.write, change)
        self.store.take([entry] if entry else [])
        return (time.perf_counter() - start) * 1000


def make_database(path: Path, size: int, record: bytes) -> None:
    """Make a database that holds so many notes."""
    database = sqlite3.connect(path)
    database.execute("pragma journal_mode=wal")
    database.execute("create table notes (id text primary key, body text)")
    rows = ((f"{number:026}", record.decode()) for number in range(size))
    database.executemany("insert into notes values (?, ?)", rows)
    database.commit()
    database.close()


def ways(folder: Path, path: Path, who: str, record: bytes) -> dict[str, Way]:
    """Return the ways to bring a note to the disk, for one scribe among others."""
    own = os.open(folder / f"{who}.floor", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    shared = os.open(folder / "one", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    database = sqlite3.connect(folder / f"{path.name}.db", timeout=600, isolation_level=None)
    database.execute("pragma synchronous=full")
    notes, locked = Notes(path, who), Notes(path, who, OneFile(folder / "one journal"))
    loop = asyncio.new_event_loop()
    body = record.decode()

    def append() -> float:
        start = time.perf_counter()
        os.write(own, record)
        os.fdatasync(own)
        return (time.perf_counter() - start) * 1000

    def append_locked() -> float:
        start = time.perf_counter()
        fcntl.flock(shared, fcntl.LOCK_EX)
        os.write(shared, record)
        os.fdatasync(shared)
        fcntl.flock(shared, fcntl.LOCK_UN)
        return (time.perf_counter() - start) * 1000

    def insert() -> float:
        name = notes.store.new_id()
        start = time.perf_counter()
        database.execute("insert into notes values (?, ?)", (name, body))  # which commits
        return (time.perf_counter() - start) * 1000

    return {
        APPEND: append,
        SAVE: notes.save,
        THREAD: lambda: loop.run_until_complete(notes.save_beside()),
        SQLITE: insert,
        LOCKED: append_locked,
        LOCKED_SAVE: locked.save,
    }


def record_of(path: Path) -> bytes:
    """Return the bytes of the last record in a store of one journal."""
    (journal,) = (path / "journals").iterdir()
    return b"\n" + journal.read_bytes().rsplit(b"\n", 1)[1]


def alone(folder: Path, path: Path, record: bytes) -> dict[str, list[float]]:
    """Return the milliseconds of each way for a scribe who is alone, in turn."""
    by_name = ways(folder, path, WHO, record)
    took: dict[str, list[float]] = {name: [] for name in (APPEND, SAVE, THREAD, SQLITE)}
    for _ in range(ROUNDS // BATCH):
        for name in random.sample(list(took), len(took)):
            took[name] += [by_name[name]() for _ in range(BATCH)]
    return took


def work(folder: Path, path: Path, who: str, record: bytes, line: Line) -> None:
    """Save a batch of notes in the way that one is told; tell what each took."""
    by_name = ways(folder, path, who, record)
    for way in by_name.values():
        for _ in range(3):  # the first notes make files, and room in them
            way()
    line.tell("ready")
    while told := line.hear():
        name, pause = json.loads(told)
        took = []
        for _ in range(BATCH if pause else RUSH):
            time.sleep(random.uniform(0, pause))
            took.append(by_name[name]())
        line.tell(*took)


def together(
    folder: Path, path: Path, record: bytes, scribes: int, names: Sequence[str], pause: float = 0
) -> tuple[dict[str, list[float]], dict[str, list[float]]]:
    """Return for each way the milliseconds of each note, and the notes a second of all scribes in each turn."""
    fleet = [
        Scribe(who, lambda line, who=who: work(folder, path, who, record, line))
        for who in (f"skriver{number}" for number in range(scribes))
    ]
    wait_for(fleet)
    took: dict[str, list[float]] = {name: [] for name in names}
    rates: dict[str, list[float]] = {name: [] for name in names}
    for _ in range(TURNS):
        for name in random.sample(names, len(names)):
            start = time.perf_counter()
            for scribe in fleet:
                scribe.say(json.dumps([name, pause]))
            took[name] += wait_for(fleet)
            rates[name].append(scribes * (BATCH if pause else RUSH) / (time.perf_counter() - start))
    for scribe in fleet:
        scribe.kill()
    return took, rates


def wait_for(fleet: Sequence[Scribe]) -> list[float]:
    """Return what scribes tell, when each has told something."""
    said: list[float] = []
    waiting = list(fleet)
    while waiting:
        for scribe in told_by(waiting, 600):
            (words,) = scribe.told()
            said += [] if words == ["ready"] else words
            waiting.remove(scribe)
    return said


def feed(path: Path, home: Path) -> float:
    """Return how many lines a second `samling add -` takes, its start and end included."""
    start = time.perf_counter()
    lines = f"{TEXT}\n".encode() * LINES
    command = [SAMLING, "--store", str(path), "add", "-"]
    subprocess.run(command, env=environment(home), input=lines, check=True, stdout=subprocess.DEVNULL)
    return LINES / (time.perf_counter() - start)


def print_times(title: str, took: Mapping[str, Sequence[float]]) -> None:
    """Print what a note took in each way, and how that compares with the append and with SQLite."""
    print(f"\n{title}\n{'':<34}{'median ms':>10}{'to append':>10}{'to SQLite':>10}", end="")
    print(f"{'mean ms':>10}{'to append':>10}{'to SQLite':>10}{'p99 ms':>10}")
    for name, values in took.items():
        print(f"{name:<34}", end="")
        for middle in (statistics.median, statistics.mean):
            value = middle(values)
            print(f"{value:>10.3f}{value / middle(took[APPEND]):>9.2f}x{value / middle(took[SQLITE]):>9.2f}x", end="")
        print(f"{high(values):>10.2f}")


def print_rates(title: str, rates: Mapping[str, Sequence[float]]) -> None:
    """Print how many notes a second all writers get to the disk, and how that compares with one locked file."""
    medians = {name: statistics.median(values) for name, values in rates.items()}
    print(f"\n{title}\n{'':<42}{'notes/s':>10}{'to one file':>14}{'to Samling with one':>21}")
    for name, median in medians.items():
        print(f"{name:<42}{median:>10,.0f}{median / medians[LOCKED]:>13.2f}x{median / medians[LOCKED_SAVE]:>20.2f}x")


def main() -> None:
    """Print the tables."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for size in SIZES:
            path = folder / str(size)
            fill(path, size)
            record = record_of(path)
            make_database(folder / f"{size}.db", size, record)
            print_times(f"{size:,} notes, 1 scribe", alone(folder, path, record))
            for pause in (PAUSE, 0):
                took, _ = together(folder, path, record, SCRIBES, (APPEND, SAVE, SQLITE), pause)
                pace = f"each a note in {pause / 2 * 1000:.0f} ms" if pause else "as fast as they can"
                print_times(f"{size:,} notes, {SCRIBES} scribes, {pace}", took)
            if size == SIZES[0]:
                _, rates = together(folder, path, record, WRITERS, (APPEND, LOCKED, SAVE, LOCKED_SAVE, SQLITE))
                print_rates(f"{WRITERS} writers together", rates)
            print(f"\nsamling add -, {size:,} notes before: {feed(path, folder):,.0f} lines/s")


if __name__ == "__main__":
    main()
