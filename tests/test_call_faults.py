"""Every file call of a session, failing in every way, once and for ever, and a power cut after it: nothing is lost.

And nothing is called saved that is not; nothing but the store's own errors comes out; when the fault is over, saving
works again.
"""

import errno
import os
import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache

import pytest
from campaigns import hunt
from conftest import texts
from disk import READS, Disk, Fault
from workshops import PATH, Scribe, Workshop

from storage.check import check
from storage.errors import FileNotWritten, NotSaved, SamlingError
from storage.store import Change, Store

ERRORS = (
    *(errno.EIO, errno.ENOSPC, errno.EDQUOT, errno.EROFS),
    *(errno.EACCES, errno.EMFILE, errno.EINTR, errno.ESTALE),
)
CUTS = 4
"""Power cuts after each session."""


@dataclass
class Session:
    """A session in which everything happens, on a disk that fails; what may not come of it is noted."""

    disk: Disk = field(default_factory=Disk)
    workshop: Workshop = field(init=False)
    refused: list[tuple[Scribe, Change, list]] = field(default_factory=list)
    """What was not saved: it is tried again later, as the screen does."""
    faults: list[object] = field(default_factory=list)

    def __post_init__(self):
        self.workshop = Workshop(random.Random(1), self.disk)

    def attempt(self, deed: Callable[..., object], *arguments: object, allowed=SamlingError):
        """Do something; what may come of it is one of these errors, and nothing else."""
        try:
            return deed(*arguments)
        except allowed:
            return None
        except Exception as error:
            self.faults.append(f"{deed.__qualname__} raised {error!r}")
            return None

    def run(self) -> None:
        """Let Kari and Ola do all that can be done."""
        self.attempt(self.workshop.begin)
        kari = self.come("Kari")
        for _ in range(2):
            self.write(kari, self.workshop.note)
        self.type(kari, "halv")
        ola = self.come("Ola")
        self.write(kari, self.workshop.edit)
        self.write(ola, self.workshop.edit)
        self.follow(kari)
        self.follow(ola)
        self.write(ola, self.workshop.note)
        self.show(ola)
        self.write(ola, self.workshop.undo)
        self.type(ola, "heil")
        self.leave(kari)
        kari = self.come("Kari")
        if kari:
            self.attempt(self.workshop.bring_back, kari, allowed=(SamlingError, OSError))
        self.write(kari, self.workshop.note)
        self.type(kari, "")
        self.leave(ola)
        self.attempt(check, PATH, self.disk)
        if kari:
            self.attempt(self.workshop.tidy, kari)
        self.write(kari, self.workshop.edit)
        self.leave(kari)

    def come(self, who: str) -> Scribe | None:
        return self.attempt(self.workshop.come, who)

    def write(self, scribe: Scribe | None, deed: Callable[[Scribe], None]) -> None:
        if scribe is None or scribe.store.open_gathering() is None:
            return
        self.try_again(scribe)
        change = self._planned(scribe, deed)
        if change is not None:
            self._commit(scribe, change, self.workshop.books.announce(change, scribe.saw))

    def _planned(self, scribe: Scribe, deed: Callable[[Scribe], None]) -> Change | None:
        """Return what a deed of the workshop would write."""
        caught: list[Change] = []
        self.workshop.write = lambda _, change: caught.append(change)
        deed(scribe)
        return caught[0] if caught else None

    def _commit(self, scribe: Scribe, change: Change, written: list) -> None:
        try:
            scribe.store.commit(change)
        except NotSaved:
            self.refused.append((scribe, change, written))
        except Exception as error:
            self.faults.append(f"commit raised {error!r}")
        else:
            scribe.saw |= self.workshop.books.acknowledge(written)

    def try_again(self, scribe: Scribe) -> None:
        """Save what was refused; nothing new comes before it."""
        waiting, self.refused = self.refused, []
        for who, change, written in waiting:
            if who is scribe:
                self._commit(who, change, written)
            else:
                self.refused.append((who, change, written))

    def type(self, scribe: Scribe | None, text: str) -> None:
        if scribe is None:
            return
        line = scribe.line
        for end in range(len(text) + 1) if text else (0,):
            try:
                line.keep(text[:end])
            except OSError:
                line.possible |= {"", line.text}
                return
        for _ in range(2):  # a draft that could not be brought to the disk is tried again after a second
            self.attempt(line.sync, allowed=OSError)

    def follow(self, scribe: Scribe | None) -> None:
        if scribe:
            self.attempt(self.workshop.follow, scribe, allowed=(SamlingError, OSError))

    def show(self, scribe: Scribe | None) -> None:
        if scribe:
            self.attempt(self.workshop.show, scribe, allowed=FileNotWritten)

    def leave(self, scribe: Scribe | None) -> None:
        if scribe is None:
            return
        if not scribe.line.text:
            scribe.line.possible.add("")
        self.attempt(scribe.line.draft.close, allowed=OSError)
        if all(scribe is not waiting for waiting, _, _ in self.refused):
            self.attempt(scribe.store.close, allowed=())

    def recover(self) -> None:
        """The disk works again: what was refused is saved, and new notes are."""
        self.disk.fault = lambda *_: None
        for scribe in self.workshop.scribes:
            self.try_again(scribe)
        if self.refused:
            self.faults.append("the disk works again, and a save is refused")
        try:
            late = self.workshop.come("Late")
        except SamlingError as error:
            if self.workshop.books.acknowledged:
                self.faults.append(f"the disk works again, and the store does not open: {error!r}")
            return
        if late.store.open_gathering() is not None:
            self.write(late, self.workshop.note)
            self.write(late, self.workshop.note)

    def look(self) -> None:
        """See whether all is there, now and after power cuts."""
        if not self.workshop.books.acknowledged:
            return
        rng = random.Random(2)
        for disk in (self.disk, *(self.disk.after_power_cut(rng) for _ in range(CUTS))):
            store = Store.open(PATH, "Kari", files=disk)
            self.faults += self.workshop.books.faults(store)
            if not store.contents().items and texts(store):
                self.faults.append("the contents are not what the store holds")
            found = {draft.path: draft.text for draft in store.found_drafts()}
            for line in self.workshop.lines:
                if line.who == "Kari" and (text := found.get(line.draft.path, "")) not in line.possible:
                    self.faults.append(f"draft {text!r} is none of {line.possible}")


@cache
def calls() -> tuple[tuple[str, int], ...]:
    """Return the calls of a session without faults, by name, with how many bytes each writes."""
    session = Session()
    made: list[tuple[str, int]] = []
    append = session.disk._write

    def write(name: str, descriptor: int, data: bytes, *where: int) -> None:
        append(name, descriptor, data, *where)
        number = max(number for number, call in enumerate(made) if call[0] == name)
        made[number] = (name, len(data))

    session.disk._write = write
    session.disk.watch = lambda name: made.append((name, 0))
    session.run()
    session.recover()
    session.look()
    assert not session.faults, session.faults
    return tuple(made)


def cases() -> Iterator[tuple[int, str, Fault, str]]:
    """Yield each way in which each call can fail: its number and name, how, and how long."""
    for number, (name, length) in enumerate(calls()):
        for error in ERRORS:
            for lasting in ("once", "every", "alike"):
                yield number, name, Fault(error), lasting
        if name not in READS:
            yield number, name, Fault(errno.EIO, late=True), "once"
            yield number, name, Fault(errno.EIO, late=True), "alike"
        if name in {"sync", "sync_folder"}:
            yield number, name, Fault(errno.EIO, forgets=False), "once"
            yield number, name, Fault(errno.EIO, forgets=False), "alike"
        for wrote in (
            range(1, length + 1) if length <= 64 else sorted({*range(1, length, max(13, length // 40)), length})
        ):
            for lasting in ("once", "alike"):
                yield number, name, Fault(errno.ENOSPC, wrote=wrote), lasting


def fail(case: tuple[int, str, Fault, str]) -> Counter:
    """Run a session in which a call fails so, and return its figures."""
    first, failing, fault, lasting = case

    def fault_at(name: str, number: int) -> Fault | None:
        hit = number == first if lasting == "once" else number >= first and (lasting == "every" or name == failing)
        return fault if hit else None

    session = Session()
    session.disk.fault = fault_at
    session.run()
    session.recover()
    session.look()
    what = f"{failing}, call {first}, {os.strerror(fault.errno)}, {lasting}: {fault}"
    assert not session.faults, (what, session.faults)
    return Counter(sessions=1, acknowledged=session.workshop.books.notes, power_cuts=CUTS)


def fail_all(seed: int, amount: int, *, each: int = 500) -> Counter:
    """Run the sessions of one portion of the cases, spread over all of them."""
    every = list(cases())
    step = max(1, len(every) // max(1, amount)) if seed == 0 else 1
    chosen = every[::step] if seed == 0 else every[(seed - 1) * each : (seed - 1) * each + amount]
    figures: Counter = Counter()
    for case in chosen:
        figures += fail(case)
    return figures


def test_no_failing_call_loses_a_note_or_calls_one_saved_that_is_not(figures):
    figures("failing calls", **fail_all(0, 150))


@pytest.mark.campaign
def test_no_call_that_fails_in_any_way_loses_a_note(dose, figures):
    every = len(list(cases()))
    amount = dose(every)
    found = hunt(fail_all, every, each=500) if amount == every else fail_all(0, amount)
    figures("failing calls", calls=len(calls()), **found, lost=0)
