"""Scribes as real processes: each forked in milliseconds from one that has loaded all it needs, and really killed."""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from conftest import ROOT

from storage.check import SnapshotState, check
from storage.reader import Damage

ALONE = """
import json, sys
from importlib import import_module
task = getattr(import_module(sys.argv[1]), sys.argv[2])
print(json.dumps(task(**json.loads(sys.argv[3]))))
"""


class Line:
    """A scribe's end of the line to whoever watches it: what is told has been sent when `tell` returns."""

    def __init__(self, wire: socket.socket) -> None:
        self._wire = wire

    def tell(self, *words: Any) -> None:
        """Say something, in words that JSON can hold. One `sendto`, and no other call of the system."""
        self._wire.sendall(json.dumps(words).encode() + b"\n")

    def hear(self) -> str:
        """Return what one is told to do; waits for it. One `recvfrom`."""
        return self._wire.recv(100).decode()


class Scribe:
    """A process that does some work; it is left alone until it is killed or ends by itself."""

    def __init__(self, who: str, work: Callable[[Line], None]) -> None:
        self.who = who
        self._wire, theirs = socket.socketpair()
        self._rest = b""
        self._ended = False
        self.pid = os.fork()
        if self.pid == 0:
            self._wire.close()
            _live(Line(theirs), work)
        theirs.close()

    def fileno(self) -> int:
        """The descriptor that can be read when something has been told."""
        return self._wire.fileno()

    def say(self, words: str) -> None:
        """Tell it what to do."""
        self._wire.sendall(words.encode())

    def told(self) -> list[list[Any]]:
        """Return what it has told since the last time; waits for something, and is empty when it is gone."""
        data = b""
        with contextlib.suppress(ConnectionResetError):
            data = self._wire.recv(1 << 16)
        *lines, self._rest = (self._rest + data).split(b"\n")
        said = [json.loads(line) for line in lines]
        faults = [words[1] for words in said if words[0] == "fault"]
        assert not faults, f"{self.who}: {faults}"
        return said if said or not data else self.told()

    def signal(self, number: signal.Signals) -> None:
        """Send it a signal."""
        os.kill(self.pid, number)

    def kill(self) -> list[list[Any]]:
        """End it in the middle of whatever it does, and return what it had told until then."""
        if not self._ended:
            self.signal(signal.SIGKILL)
        return self.wait()[1]

    def wait(self) -> tuple[int, list[list[Any]]]:
        """Return its exit status, below zero for a signal, and what it still told, when it is gone."""
        said: list[list[Any]] = []
        while more := self.told():
            said += more
        status = 0
        if not self._ended:
            self._ended = True
            status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        self._wire.close()
        return status, said


def _live(line: Line, work: Callable[[Line], None]) -> None:
    status = 1
    try:
        work(line)
        status = 0
    except BaseException:
        line.tell("fault", traceback.format_exc())
    os._exit(status)


def told_by(scribes: Sequence[Scribe], seconds: float) -> list[Scribe]:
    """Return the scribes that have told something, or have ended, within that time."""
    poll = select.poll()
    by_number = {scribe.fileno(): scribe for scribe in scribes}
    for number in by_number:
        poll.register(number, select.POLLIN)
    return [by_number[number] for number, _ in poll.poll(seconds * 1000)]


def faults_in(path: Path) -> list[object]:
    """Return what is amiss in a store, but for the torn records at the ends of journals that a kill may leave."""
    found = check(path)
    torn = [damage for damage in found.damages if not _behind(damage).strip(b"\n")]
    others = [damage for damage in found.damages if damage not in torn]
    snapshot = [] if found.snapshot is SnapshotState.WHOLE else [found.snapshot]
    return [*found.gaps, *found.bad_documents, *others, *snapshot]


def _behind(damage: Damage) -> bytes:
    """Return what stands behind a damage: nothing but what the journal was filled with, if it is a torn end."""
    return damage.path.read_bytes()[damage.offset + damage.length :]


def alone(task: Callable[..., Any], **arguments: Any) -> Any:
    """Return what a function of a test module returns in an interpreter of its own, and end all that it started.

    Only a process without threads may be forked, and those that run the tests have some.
    """
    command = [sys.executable, "-W", "error", "-c", ALONE, task.__module__, task.__name__, json.dumps(arguments)]
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, text=True, start_new_session=True
    ) as process:
        try:
            out, err = process.communicate()
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
    assert process.returncode == 0, f"{arguments}\n{err}"
    return json.loads(out)
