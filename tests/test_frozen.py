"""Half the scribes stop for good, some in the middle of a write: the others do not notice, and nothing is lost."""

from __future__ import annotations

import os
import random
import signal
import statistics
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from conftest import make_store, new_item
from fleet import Line, Scribe, alone, told_by

from storage.check import check
from storage.files import Files
from storage.model import Item
from storage.store import Store

TEXT = "vi bør ha en felles mal for behov på tvers av kommunene"
BATCH = 25
"""How many notes each scribe writes before the other store has its turn."""
WARM = 10
"""How many notes each scribe writes before half of them stop."""
PLACES = ("record", "before the sync", "draft", "store.json", "anywhere")
"""Where a scribe stops: with half a record written, with a whole one that is not synced, ..., or from outside."""


class StoppingFiles(Files):
    """The file system of a scribe that is stopped in the middle of a call, once it is told to."""

    def __init__(self) -> None:
        self.place = ""

    def _stop_at(self, place: str) -> bool:
        """Stop there; tell whether it was there. Goes on from there when the process is continued."""
        if self.place != place:
            return False
        self.place = ""
        os.kill(os.getpid(), signal.SIGSTOP)
        return True

    def write(self, descriptor: int, data: bytes, at: int) -> None:
        if self.place == "record":
            os.pwrite(descriptor, data[: len(data) // 2], at)
            self._stop_at("record")
        super().write(descriptor, data, at)

    def sync(self, descriptor: int) -> None:
        self._stop_at("before the sync")
        super().sync(descriptor)

    def truncate(self, descriptor: int, length: int = 0) -> None:
        super().truncate(descriptor, length)
        self._stop_at("draft")

    def replace(self, source: Path, target: Path) -> None:
        self._stop_at("store.json")
        super().replace(source, target)


def write_when_told(path: Path, who: str, line: Line) -> None:
    """Write as many notes as one is told to, and tell what each of them took until it was acknowledged, in ms."""
    files = StoppingFiles()
    store = Store.open(path, who, files=files)
    draft = store.draft()
    while (told := line.hear()) not in ("", "end"):
        number, _, files.place = told.partition(" ")
        for _ in range(int(number)):
            draft.keep(TEXT)
            item = new_item(store, TEXT, group=who[-1])
            start = time.perf_counter()
            store.save(item)
            taken = (time.perf_counter() - start) * 1000
            line.tell("saved", item.id, taken)
            draft.keep("")
        if files.place == "store.json" and (snapshot := store.plan_snapshot()):
            store.write_snapshot(snapshot)
        store.read_on()
        line.tell("done")
    store.close()


class Room:
    """The scribes at one store, and what they were told is saved."""

    def __init__(self, path: Path, scribes: int) -> None:
        self.path = path
        make_store(path).close()
        self.saved: set[str] = set()
        self.took: list[float] = []
        """Milliseconds for each note that was measured."""
        self.scribes = [self._start(f"skriver{number}") for number in range(scribes)]

    def _start(self, who: str) -> Scribe:
        return Scribe(who, lambda line: write_when_told(self.path, who, line))

    def write(self, scribes: list[Scribe], notes: int) -> list[float]:
        """Have some scribes write so many notes each, and return what each took when all are through."""
        for scribe in scribes:
            scribe.say(str(notes))
        return self._hear_until_done(scribes)

    def _hear_until_done(self, scribes: list[Scribe]) -> list[float]:
        took = []
        writing = list(scribes)
        while writing:
            heard = told_by(writing, 30)
            assert heard, f"{len(writing)} scribes wait for something"
            for scribe in heard:
                said = scribe.told()
                assert said, f"{scribe.who} is gone"
                took += self._note(said)
                if said[-1] == ["done"]:
                    writing.remove(scribe)
        return took

    def _note(self, said: list[list[Any]]) -> list[float]:
        saved = [words[1:] for words in said if words[0] == "saved"]
        self.saved |= {name for name, _ in saved}
        return [taken for _, taken in saved]

    def stop(self, scribes: list[Scribe], chance: random.Random) -> None:
        """Stop scribes, each in the middle of something, for as long as nobody continues them."""
        for number, scribe in enumerate(scribes):
            place = PLACES[number % len(PLACES)]
            scribe.say(f"200 {place}" if place == "anywhere" else f"{WARM} {place}")
            if place == "anywhere":
                time.sleep(chance.uniform(0.001, 0.02))
                scribe.signal(signal.SIGSTOP)
            os.waitid(os.P_PID, scribe.pid, os.WSTOPPED | os.WNOWAIT)

    def go_on(self, scribes: list[Scribe]) -> None:
        """Continue those that were stopped, and wait until they have done what they were at."""
        for scribe in scribes:
            scribe.signal(signal.SIGCONT)
        self._hear_until_done(scribes)

    def end(self) -> None:
        """Have all end in good order, and prove that nothing is lost."""
        for scribe in self.scribes:
            scribe.say("end")
        assert {scribe.wait()[0] for scribe in self.scribes} == {0}
        store = Store.open(self.path, "leser")
        assert self.saved == set(store.all(Item))
        assert len(set(store.contents().references.values())) == len(self.saved)
        assert check(self.path).whole


def freeze(path: str, scribes: int, notes: int, seed: int) -> dict[str, Any]:
    """Measure what a note takes beside as many stopped scribes, and without them, in turn; return milliseconds."""
    half = scribes // 2
    beside, without = Room(Path(path, "beside"), scribes), Room(Path(path, "without"), half)
    beside.write(beside.scribes, WARM)
    without.write(without.scribes, 2 * WARM)
    writing, stopped = beside.scribes[:half], beside.scribes[half:]
    beside.stop(stopped, random.Random(seed))
    took: dict[str, list[float]] = defaultdict(list)
    while sum(map(len, took.values())) < notes:
        took["beside"] += beside.write(writing, BATCH)
        took["without"] += without.write(without.scribes, BATCH)
    beside.go_on(stopped)
    beside.end()
    without.end()
    figures = {f"median {name}": round(statistics.median(values), 2) for name, values in took.items()}
    figures |= {f"p99 {name}": round(sorted(values)[len(values) * 99 // 100], 2) for name, values in took.items()}
    return {"notes": sum(map(len, took.values())), **figures}


def test_nobody_waits_for_scribes_that_are_stopped(tmp_path):
    done = alone(freeze, path=str(tmp_path), scribes=10, notes=250, seed=1)
    assert done["notes"] >= 250


@pytest.mark.campaign
def test_thousands_of_notes_beside_as_many_stopped_scribes(tmp_path, dose, figures):
    done = alone(freeze, path=str(tmp_path), scribes=32, notes=dose(100_000), seed=1)
    figures("half the scribes stopped, ms", scribes=32, **done)
    assert done["p99 beside"] < done["p99 without"] + 1000
