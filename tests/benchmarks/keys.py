"""What a key costs in the capture line: time to its echo and bytes sent, beside a Textual Input and plain editors."""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from pseudo_terminal import SAMLING, PseudoTerminal, environment
from workload import BARE, fill, high

ROUNDS = 6
LINE = "åååå ååå åååååå å ååååå ååå åååå ååååå åå åååå å åååååå"
"""What is typed in each round; a letter that is in no control sequence tells the echo."""
PACE = 0.03
"""Seconds between two keys: what comes in that time belongs to the key."""
IDLE = 10.0
"""Seconds over which idleness is measured."""
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Typist:
    """A program that is typed into."""

    name: str
    terminal: PseudoTerminal
    fresh: str
    """What begins a new line in it."""
    echoes: list[float] = field(default_factory=list)
    """Milliseconds from a key to its echo."""
    sent: int = 0
    keys: int = 0

    def type_line(self) -> None:
        """Type the line, key by key, and begin a new one."""
        for key in LINE:
            self._type(key)
        self.terminal.type(self.fresh)
        self.terminal.read(0.3)

    def _type(self, key: str) -> None:
        before, arrived = len(self.terminal.output), len(self.terminal.arrivals)
        start = time.perf_counter()
        self.terminal.type(key)
        self.terminal.read(PACE)
        self.sent += len(self.terminal.output) - before
        self.keys += 1
        if key != " ":
            moments = (moment for moment, upto in self.terminal.arrivals[arrived:] if self._shows(key, before, upto))
            self.echoes.append((next(moments, start + PACE) - start) * 1000)

    def _shows(self, key: str, start: int, end: int) -> bool:
        return key.encode() in self.terminal.output[start:end]

    def processor(self) -> float:
        """Return the seconds of processor that the program has used."""
        fields = Path(f"/proc/{self.terminal.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS


def programs(home: Path) -> dict[str, tuple[list[str], str]]:
    """Return the commands to compare, each with the keys that begin a new line in it."""
    for size in (10, 10_000):
        fill(home / str(size), size)
    found = {f"samling, {size:,} items": ([SAMLING, "--store", str(home / str(size))], "\x15") for size in (10, 10_000)}
    found["Textual with an Input only"] = (BARE, "\x15")
    if shutil.which("nano"):
        found["nano"] = (["nano", "-I", str(home / "nano.txt")], "\r")
    if shutil.which("vim"):
        found["vim"] = (["vim", "-u", "NONE", "-N", "-n", "-c", "startinsert", str(home / "vim.txt")], "\r")
    return found


def print_keys(typists: list[Typist]) -> None:
    """Print the first table."""
    print(f"{'a key':<30}{'median ms':>10}{'p99':>8}{'bytes':>8}{'ratio':>8}")
    floor = statistics.median(typists[0].echoes)
    for typist in typists:
        median = statistics.median(typist.echoes)
        bytes_a_key = typist.sent / typist.keys
        print(f"{typist.name:<30}{median:>10.2f}{high(typist.echoes):>8.2f}{bytes_a_key:>8.0f}{median / floor:>7.2f}x")


def print_idleness(typists: list[Typist]) -> None:
    """Measure everybody doing nothing, at the same time, and print the second table."""
    print(f"\n{f'idle for {IDLE:.0f} s':<30}{'bytes/s':>10}{'% of a core':>14}")
    for typist in typists:
        typist.terminal.read(0.2)
    before = [(typist.processor(), len(typist.terminal.output)) for typist in typists]
    time.sleep(IDLE)
    for typist, (used, sent) in zip(typists, before, strict=True):
        typist.terminal.read(0.01)
        share = (typist.processor() - used) / IDLE * 100
        print(f"{typist.name:<30}{(len(typist.terminal.output) - sent) / IDLE:>10.1f}{share:>14.2f}")


def main() -> None:
    """Type into all of them in turn."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as running:
        home = Path(folder)
        typists = []
        for name, (command, fresh) in programs(home).items():
            terminal = running.enter_context(PseudoTerminal(command, environment(home)))
            terminal.wait_until(lambda opened=terminal: bool(opened.output))
            terminal.read(2)  # an Input's cursor blinks: it never settles
            typists.append(Typist(name, terminal, fresh))
        for _ in range(ROUNDS):
            for typist in typists:
                typist.type_line()
        print_keys(typists)
        print_idleness(typists)


if __name__ == "__main__":
    main()
