"""The process: gone with its terminal, in step with one that is frozen, stopped or absurd, deaf to its environment."""

from __future__ import annotations

import fcntl
import os
import re
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pseudo_terminal import SAMLING, PseudoTerminal, environment
from scribes import Start, drafts, is_left_in_order, is_ready, line, make_network, modes_left_on, starting, texts

from storage.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A network with three themes and gathering 1 today."""
    return make_network(tmp_path / "nettverk")


@pytest.fixture
def start(store: Path) -> Iterator[Start]:
    """Starts the program on the store."""
    with starting(store) as started:
        yield started


def half_line(start: Start, **of) -> PseudoTerminal:
    """The program with a line that is begun, and painted."""
    terminal = start(of=of)
    terminal.type("halv linje")
    terminal.wait_until(lambda: line(terminal) == "halv linje")
    return terminal


def freeze(terminal: PseudoTerminal, keys: int = 400) -> None:
    """Make the program paint, at each key anew, until the terminal, which is not read, takes no more."""
    terminal.send(b"\x1bOR" * keys)
    until(lambda: is_stuck(terminal))


def is_stuck(terminal: PseudoTerminal) -> bool:
    """Whether a thread of the program has been writing for a while to a terminal that takes nothing."""
    calls = [call.read_text().split() for call in Path(f"/proc/{terminal.process.pid}/task").glob("*/syscall")]
    return any(call[:2] == [WRITE, "0x1"] for call in calls)


def peak(terminal: PseudoTerminal) -> int:
    """The most memory that the program had, in MB."""
    status = Path(f"/proc/{terminal.process.pid}/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) // 1024


# the end of the terminal

WRITE = "1" if os.uname().machine == "x86_64" else "64"
"""The number of the system call."""

NAKED = {"controlling": False}
DEAF = {"ignoring": [signal.SIGHUP]}


@pytest.mark.parametrize("of", [{}, DEAF, NAKED, NAKED | DEAF], ids=["plain", "nohup", "no control", "neither"])
@pytest.mark.parametrize("frozen", [False, True], ids=["", "frozen"])
def test_gone_within_a_second_of_its_terminal_with_the_draft_on_the_disk(start, store, of, frozen):
    terminal = half_line(start, **of)
    if frozen:
        freeze(terminal)
    terminal.hang_up()
    assert terminal.wait_for_end(seconds=1) == 128 + signal.SIGHUP
    (draft,) = drafts(store)
    assert draft.startswith("halv linje")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT])
@pytest.mark.parametrize("frozen", [False, True], ids=["", "frozen"])
def test_a_signal_ends_it_with_the_terminal_in_order(start, store, number, frozen):
    terminal = half_line(start)
    if frozen:
        freeze(terminal)
    terminal.kill(number)
    assert terminal.process.wait(1) == 128 + number
    terminal.settle(0.1)
    assert is_left_in_order(terminal)
    assert drafts(store)[0].startswith("halv linje")


def test_what_was_typed_on_a_frozen_terminal_is_saved_and_painted_when_it_reads_again(start, store):
    terminal = half_line(start)
    freeze(terminal, keys=2000)
    for number in range(30):
        terminal.send(f"\r\x15Punkt {number}\r".encode())
    terminal.send(b"til slutt")
    until(lambda: len(texts(store)) == 31)
    until(lambda: drafts(store) == ["til slutt"])
    others = start("kari")
    others.wait_for("Punkt 29")
    others.type("fra Kari\r")
    others.wait_for("lagret")
    terminal.wait_for("fra Kari")
    terminal.wait_until(lambda: line(terminal) == "til slutt")
    assert texts(store)[1:31] == [f"Punkt {number}" for number in range(30)]
    assert peak(terminal) < 120
    terminal.type("\x11")
    assert terminal.wait_for_end() == 0


def test_it_quits_from_a_frozen_terminal(start, store):
    terminal = start()
    terminal.send(b"lagret\r")
    until(lambda: texts(store) == ["lagret"])
    freeze(terminal)
    terminal.send(b"\x15\x11")
    assert terminal.process.wait(5) == 0


def until(condition, seconds: float = 10.0) -> None:
    """Wait, reading from no terminal, until the condition holds."""
    for _ in range(int(seconds / 0.05)):
        if condition():
            return
        time.sleep(0.05)
    assert condition()
