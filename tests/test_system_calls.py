"""Real system calls that fail, or are the last before a kill: what was called saved is there, and was on the disk."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from conftest import add, make_store, new_item
from fleet import Line, Scribe, alone, faults_in
from pseudo_terminal import PseudoTerminal, open_screen

from storage.drafts import take_over
from storage.errors import FileNotWritten, NotSaved, StoreError
from storage.model import Item
from storage.store import Store

NEEDED = "the tests of failing system calls need strace: install strace"
ERRORS = ("EIO", "ENOSPC", "EDQUOT", "EROFS", "EACCES", "ESTALE")
FAULTS = (
    "signal=KILL:when={at}",
    "error=EINTR:when={at}",
    *(f"error={error}:when={{at}}" for error in ERRORS),
    *(f"error={error}:when={{at}}+" for error in ERRORS),
)
"""Killed on the way into a call; it fails once; it fails from then on. Nothing is interrupted for ever."""
HALF = "en halv linje som ingen har lag"
CALL = re.compile(r"(\w+)\((.*)\) += (-?\d+|\?)(?! EINTR) ?(E\w+)?")
"""A call that was not interrupted: Python makes it again, so that it says nothing about the file."""
FILLED = re.compile(r'>, "(\\n)+"')
"""What is written in advance; a full disk may take it or not, and the file is none the worse for it."""
FILE = re.compile(r"\d+<([^>]*)>")


def session(path: Path, line: Line) -> None:
    """Do everything that a scribe does, beginning when told to; tell what is on the disk when it is said to be."""
    line.hear()
    try:
        store = Store.open(path, "Kari")
    except StoreError as error:
        line.tell("refused", str(error))
        return
    draft = store.draft()

    def keep(text: str, *, sync: bool = False) -> None:
        try:
            draft.keep(text)
            if sync:
                draft.sync()
        except OSError as error:
            line.tell("not kept", str(error))
        else:
            line.tell("kept", text)

    def save(item: Item) -> None:
        for _ in range(3):
            try:
                store.save(item)
            except NotSaved as error:
                line.tell("not saved", str(error))
            else:
                line.tell("saved", item.id, item.text)
                return

    for left in store.found_drafts():
        keep(left.text)
        attempt(lambda left=left: take_over(left, store.files))
    items = [new_item(store, f"Punkt {number} på lista", group="B") for number in range(3)]
    for item in items:
        keep(item.text[:5])
        keep(item.text, sync=True)
        save(item)
        keep("")
    save(replace(items[0], text="Punkt 0, rettet"))
    attempt(store.read_on)
    if snapshot := store.plan_snapshot():
        attempt(lambda: store.write_snapshot(snapshot))
    save(replace(items[1], text="Punkt 1, rettet"))
    keep(HALF, sync=True)
    store.close()
    attempt(draft.close)


def attempt(act: Callable[[], object]) -> None:
    """Do what may fail without harm."""
    with suppress(OSError, FileNotWritten):
        act()


@dataclass(frozen=True)
class Told:
    """What became of a session."""

    said: list[list[Any]]
    trace: str
    """What strace saw of it."""

    def saved(self) -> dict[str, str]:
        """The notes that were called saved, by id: their last text."""
        return {words[1]: words[2] for words in self.said if words[0] == "saved"}


def run_under(path: Path, *options: str) -> Told:
    """Run a session under strace with these options, from its first look at the store to its end."""
    log = path.with_name(f"{path.name}.trace")
    scribe = Scribe("Kari", lambda line: session(path, line))
    command = ["strace", "-p", str(scribe.pid), "-y", "-s", "4000", "-o", str(log), *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as strace:
        assert "attached" in (begun := strace.stderr.readline()), begun
        scribe.say("go")
        _, said = scribe.wait()
        _, err = strace.communicate()
    assert strace.returncode in (0, -9), err
    return Told(said, log.read_text())


def calls_on(path: Path, trace: str) -> list[tuple[str, int]]:
    """Return the system calls on a folder's files: the name of each, and the how manieth of that name it was."""
    counted: Counter[str] = Counter()
    found = []
    for line in trace.splitlines():
        if call := re.match(r"(\w+)\(", line):
            counted[call[1]] += 1
            if str(path) in line and call[1] != "sendto":
                found.append((call[1], counted[call[1]]))
    return found


def not_on_the_disk(trace: str) -> list[str]:
    """Return what was called saved though the system had not said that it, and its file's name, are on the disk."""
    written: dict[str, str] = defaultdict(str)
    durable: dict[str, str] = defaultdict(str)
    nameless: set[Path] = set()
    failed: set[str] = set()
    early = []
    for name, arguments, result, error in CALL.findall(trace):
        file = found[1] if (found := FILE.match(arguments)) else ""
        if name == "openat" and "O_CREAT" in arguments and result != "-1":
            nameless.add(Path(arguments.split('"')[1]))
        elif name in ("write", "pwrite64") and result == arguments.split(", ")[-1 if name == "write" else -2]:
            written[file] += arguments
        elif name in ("fsync", "fdatasync") and result == "0":
            nameless = {path for path in nameless if str(path.parent) != file}
            durable[file] += "" if file in failed else written[file]
        elif error in ("ENOSPC", "EDQUOT") and FILLED.search(arguments):
            continue
        elif name in ("write", "pwrite64", "fsync", "fdatasync"):
            failed.add(file)
        elif name == "sendto" and (saved := re.search(r'\[\\"saved\\", \\"(\w+)\\"', arguments)):
            where = (path for path, content in durable.items() if saved[1] in content)
            if not any(Path(path) not in nameless for path in where):
                early.append(saved[1])
    return early


def inject(folder: str, seed: int, part: float) -> dict[str, int]:
    """Run a session for each fault, or for some of them by chance; prove after each that nothing is lost."""
    template = Path(folder, "template")
    store = make_store(template, "Ola")
    add(store, "Fra før")
    store.draft()
    store.close()
    earlier = Store.open(template, "Kari")
    earlier.draft().keep("fra en tidligere økt")

    def copy(name: str) -> Path:
        return Path(shutil.copytree(template, Path(folder, name)))

    whole = copy("whole")
    told = run_under(whole)
    prove(whole, told, "no fault")
    calls = calls_on(whole, told.trace)
    faults = [f"{name}:{fault.format(at=at)}" for name, at in calls for fault in FAULTS]
    chosen = random.Random(seed).sample(faults, max(1, round(len(faults) * part)))
    counted = Counter(calls=len(calls), faults=len(chosen))
    for fault in chosen:
        path = copy("faulty")
        told = run_under(path, "-e", f"inject={fault}")
        counted["injected"] += "INJECTED" in told.trace or "killed by SIGKILL" in told.trace
        counted.update(words[0].replace(" ", "_") for words in told.said)
        prove(path, told, fault)
        shutil.rmtree(path)
    return dict(counted)


def prove(path: Path, told: Told, fault: str) -> None:
    """Read the store anew: all that was called saved is there, and was on the disk before it was called so."""
    store = Store.open(path, "Kari")
    held = {name: item.text for name, item in store.all(Item).items()}
    saved = told.saved()
    assert saved.items() <= held.items() | _later(told, held), fault
    assert "Fra før" in held.values(), fault
    assert not_on_the_disk(told.trace) == [], fault
    assert len(set(store.contents().references.values())) == len(held), fault
    assert faults_in(path) == [], fault
    last = next((words for words in reversed(told.said) if words[0] in ("kept", "not kept")), ["", ""])
    if last[0] == "kept" and last[1] and told.said[-1] == last:
        assert any(draft.text.startswith(last[1]) for draft in store.found_drafts()), fault


def _later(told: Told, held: dict[str, str]) -> set[tuple[str, str]]:
    """Notes whose last edit was under way when the process ended: it may be there although nobody was told."""
    edited = {name: text for name, text in held.items() if text.endswith("rettet")}
    return {(name, text) for name, text in told.saved().items() if name in edited}


@pytest.fixture
def strace(capfd: pytest.CaptureFixture[str]) -> str:
    """The program. Without it the tests fail in CI; elsewhere they are left out, which is said aloud."""
    if found := shutil.which("strace"):
        return found
    if os.environ.get("CI"):
        pytest.fail(NEEDED)
    with capfd.disabled():
        print(NEEDED)
    pytest.skip(NEEDED)


@pytest.mark.usefixtures("strace")
def test_nothing_called_saved_is_lost_when_some_system_calls_fail(tmp_path):
    done = alone(inject, folder=str(tmp_path), seed=1, part=0.02)
    assert done["injected"] == done["faults"]
    assert done["saved"] > done["faults"]


@pytest.mark.campaign
@pytest.mark.usefixtures("strace")
def test_nothing_called_saved_is_lost_whichever_system_call_fails(tmp_path, dose, figures):
    done = alone(inject, folder=str(tmp_path), seed=1, part=dose(1_000_000) / 1_000_000)
    assert done["injected"] == done["faults"]
    figures("system calls that fail", **done, lost=0)


@pytest.fixture
def terminal(tmp_path: Path, strace: str) -> Iterator[PseudoTerminal]:  # noqa: ARG001 for its sentence
    """The program on an empty store, with one note saved."""
    make_store(tmp_path / "velferd").close()
    with open_screen(tmp_path / "velferd", tmp_path) as opened:
        opened.type("Fra før\r")
        opened.wait_for("✓ lagret")
        yield opened


@contextmanager
def failing(terminal: PseudoTerminal, *options: str) -> Iterator[None]:
    """As long as this lasts, the system calls of the program fail."""
    command = ["strace", "-f", "-p", str(terminal.process.pid), "-o", "/dev/null", *options]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as strace:
        terminal.wait_until(lambda: is_traced(terminal.process.pid))
        try:
            yield
        finally:
            strace.terminate()


def is_traced(pid: int) -> bool:
    """Whether all threads of a process are in the hands of strace."""
    states = [path.read_text() for path in Path("/proc", str(pid), "task").glob("*/status")]
    return all(re.search(r"TracerPid:\t[1-9]", state) for state in states)


def items(home: Path) -> list[str]:
    """What the items in the store say."""
    return [item.text for _, item in sorted(Store.open(home / "velferd", "leser").all(Item).items())]


def test_the_screen_says_not_saved_until_the_disk_takes_it(terminal, tmp_path):
    with failing(terminal, "-e", "inject=fdatasync,fsync:error=EIO"):
        terminal.type("! Kjøpe inn på prøve\r")
        terminal.wait_for("IKKE LAGRET")
        terminal.settle()
        (draft,) = Store.open(tmp_path / "velferd", "åse").found_drafts()
        assert draft.text.strip() == "! Kjøpe inn på prøve"
    terminal.wait_until(lambda: "IKKE LAGRET" not in terminal.text)
    terminal.wait_for("3P-02  ! Kjøpe inn på prøve")
    assert items(tmp_path) == ["Fra før", "Kjøpe inn på prøve"]


def test_a_journal_that_cannot_be_written_is_left_for_a_new_one_in_silence(terminal, tmp_path):
    (journal,) = [path for path in (tmp_path / "velferd" / "journals").iterdir() if "-ase-" in path.name]
    with failing(terminal, "-P", str(journal), "-e", "inject=pwrite64:error=EIO"):
        terminal.type("Et punkt til\r")
        terminal.wait_for("Et punkt til")
        terminal.wait_until(lambda: items(tmp_path) == ["Fra før", "Et punkt til"])
        terminal.settle()
    assert "IKKE LAGRET" not in terminal.output.decode(errors="replace")
    assert len([path for path in journal.parent.iterdir() if "-ase-" in path.name]) == 2


@pytest.mark.parametrize("call", ["pwrite64", "fdatasync"])
def test_a_screen_killed_before_it_could_save_shows_the_line_again(terminal, tmp_path, call):
    terminal.type("Et punkt til")
    terminal.wait_for("› Et punkt til")
    (journal,) = [path for path in (tmp_path / "velferd" / "journals").iterdir() if "-ase-" in path.name]
    with failing(terminal, "-P", str(journal), "-e", f"inject={call}:signal=KILL"):
        terminal.type("\r")
        assert terminal.wait_for_end() == -9
    with open_screen(tmp_path / "velferd", tmp_path) as again:
        again.wait_for("Et punkt til")
