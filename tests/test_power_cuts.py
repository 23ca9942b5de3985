"""Power cuts at every call of random histories, in every way that the disk's promises allow: no saved note is lost."""

import random
import traceback
from collections import Counter
from unittest.mock import patch

import pytest
from campaigns import hunt
from conftest import add, texts
from disk import READS, Disk
from workshops import PATH, SCRIBES, Workshop

from storage.check import SnapshotState, check
from storage.compaction import compact
from storage.store import Store

CUTS = 6
"""Power cuts at each call."""


class Watch:
    """Cuts the power of a copy of the disk before each call that changes something, and looks at what is left."""

    def __init__(self, workshop: Workshop, rng: random.Random) -> None:
        self.workshop = workshop
        self.rng = rng
        self.figures: Counter = Counter()
        self.found: list[object] = []
        """The first faults: told at the end, so that the store itself hears nothing of it."""
        workshop.disk.watch = self.before

    def before(self, call: str) -> None:
        if call in READS or self.found:
            return
        if call == "sync" and self.rng.random() < 0.08:
            self.workshop.look_over_the_shoulder()
        self.figures["crash_points"] += 1
        seen = set()
        for _ in range(CUTS):
            left = self.workshop.disk.after_power_cut(self.rng)
            image = left.image()
            if image not in seen:
                seen.add(image)
                try:
                    faults = self.faults_of(left)
                except Exception as error:  # which the store in use might take for its own
                    faults = ["".join(traceback.format_exception(error))]
                if faults:
                    self.found = [*faults, f"before {call}", image]
                    return
        self.figures["states"] += len(seen)

    def faults_of(self, left: Disk) -> list[str]:
        """Return what is wrong with a disk that a power cut left."""
        who = self.rng.choice(SCRIBES)
        faults = []
        if self.rng.random() < 0.4:
            faults += self._faults_of_check(left)
        if self.rng.random() < 0.1 and "store.json" in left.names(PATH):
            left.take_away(PATH / "store.json")
        store = Store.open(PATH, who, files=left)
        faults += [*self.workshop.books.faults(store), *self._faults_of_drafts(store, who)]
        self.figures["notes_looked_for"] += self.workshop.books.notes
        if self.rng.random() < 0.2:
            faults += self._faults_of_writing_on(left, store)
        return faults

    def _faults_of_drafts(self, store: Store, who: str) -> list[str]:
        found = {draft.path: draft.text for draft in store.found_drafts()}
        lines = [line for line in self.workshop.lines if line.who == who]
        return [
            f"draft {found.get(line.draft.path)!r} is none of {line.possible}"
            for line in lines
            if found.get(line.draft.path, "") not in line.possible
        ]

    def _faults_of_check(self, left: Disk) -> list[str]:
        """Only what was not synced yet may be called damaged or missing."""
        self.figures["checked"] += 1
        found = check(PATH, left)
        disk = self.workshop.disk
        faults = [str(d) for d in found.damages if d.offset < len(disk.file(d.path).synced.rstrip(b"\n"))]
        journals = [(gap, PATH / "journals" / f"{gap.session}.jsonl") for gap in found.gaps]
        faults += [str(gap) for gap, journal in journals if disk.is_synced(journal)]
        if found.snapshot is not SnapshotState.WHOLE:
            faults.append(f"store.json is {found.snapshot}")
        return [*faults, *found.bad_documents]

    def _faults_of_writing_on(self, left: Disk, store: Store) -> list[str]:
        text = f"more {self.rng.random()}"
        add(store, text)
        self.figures["written_on"] += 1
        if self.rng.random() < 0.3:
            self.figures["compacted"] += compact(PATH, store.who, rested=0.0, files=left).files > 0
        again = Store.open(PATH, "Per", files=left.after_power_cut(self.rng))
        return [*self.workshop.books.faults(again), *([] if text in texts(again) else ["what was written on is lost"])]


@patch("storage.growing.FILL", 1024)  # which is filled again and again then, and costs a state less
def cut_one(name: str, disk: Disk) -> Watch:
    """Run the history of that name, and cut the power all along it, until something is wrong."""
    rng = random.Random(name)
    workshop = Workshop(rng, disk)
    workshop.begin()
    watch = Watch(workshop, random.Random(f"cuts {name}"))
    for _ in range(rng.randint(5, 30)):
        if watch.found:
            return watch
        workshop.act()
    watch.before("the end")
    return watch


def cut(seed: int, amount: int) -> Counter:
    """Run histories and cut the power until so many states have been looked at."""
    figures: Counter = Counter()
    while figures["states"] < amount:
        watch = cut_one(f"{seed} {figures['histories']}", Disk())
        assert not watch.found, watch.found
        figures += watch.figures
        figures["histories"] += 1
        figures["acknowledged"] += watch.workshop.books.notes
    return figures


class ForgetfulDisk(Disk):
    """A disk on which one of the calls that make things last does nothing."""

    forgets = ""

    def sync(self, descriptor):
        if self.forgets == "sync":
            self._call("sync")
        else:
            super().sync(descriptor)

    def sync_folder(self, path):
        if self.forgets == path.name:
            self._call("sync_folder")
        else:
            super().sync_folder(path)


@pytest.mark.parametrize("forgotten", ["sync", "journals", "drafts"])
def test_a_store_that_forgets_to_make_something_last_is_found_out(forgotten):
    disks = [ForgetfulDisk() for _ in range(20)]
    for disk in disks:
        disk.forgets = forgotten
    assert any(cut_one(f"forgetful {number}", disk).found for number, disk in enumerate(disks))


def test_no_power_cut_loses_what_was_called_saved(figures):
    figures("power cuts", **cut(0, 600))


@pytest.mark.campaign
def test_no_power_cut_of_very_many_loses_what_was_called_saved(dose, figures):
    figures("power cuts", **hunt(cut, dose(1_000_000), each=2_500), lost=0, unreadable=0)
