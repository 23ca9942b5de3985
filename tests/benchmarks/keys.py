"""What typing costs: time to a key's echo and bytes sent, held keys, a pasted page, idleness, beside other editors.

Each program runs in a pseudo-terminal of its own, all at the same time, and is typed into in turn.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from pseudo_terminal import SAMLING, PseudoTerminal, environment
from servers import login, serving
from workload import BARE, fill, high

SIZES = ((80, 24), (200, 50))
ITEMS = (0, 1_000, 10_000)
ROUNDS = 6
LINE = "åååå ååå åååååå å ååååå ååå åååå ååååå åå åååå å åååååå"
"""What is typed in each round; a letter that is in no control sequence tells the echo."""
PACE = 0.03
"""Seconds between two keys: what comes in that time belongs to the key."""
HELD = 50
"""Keys a second where keys come as fast as from one that is held down."""
LETTERS = "".join(letter for letter in map(chr, range(0xE0, 0x180)) if letter.isalpha() and letter.islower())[:100]
"""What comes then, each letter once, so that none is taken for another."""
PAGE = ("En side som er limt inn, har mange ord, og ingen av dem skal bli borte. " * 28)[:2000]
END = "åå"
"""What follows a pasted page: when it is seen, the page has been taken."""
PASTES = 5
IDLE = 30.0
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
    held: list[float] = field(default_factory=list)
    """The same while a key is held down."""
    pasted: list[float] = field(default_factory=list)
    """Milliseconds from a page to what stands after it."""
    sent: int = 0
    keys: int = 0

    def type_line(self) -> None:
        """Type the line, key by key, and begin a new one."""
        for key in LINE:
            before, arrived = len(self.terminal.output), len(self.terminal.arrivals)
            start = time.perf_counter()
            self.terminal.type(key)
            self.terminal.read(PACE)
            self.sent += len(self.terminal.output) - before
            self.keys += 1
            if key != " ":
                self.echoes.append((self._shown(key, before, arrived, start + PACE) - start) * 1000)
        self.begin_line()

    def hold(self) -> None:
        """Send keys without a pause: the echo of each is looked for among all that came."""
        before, arrived = len(self.terminal.output), len(self.terminal.arrivals)
        begun, starts = time.perf_counter(), []
        for number, letter in enumerate(LETTERS):
            self.terminal.read(max(0.0, begun + number / HELD - time.perf_counter()))
            starts.append(time.perf_counter())
            self.terminal.type(letter)
        self.terminal.read(0.3)
        end = time.perf_counter()
        for letter, start in zip(LETTERS, starts, strict=True):
            self.held.append((self._shown(letter, before, arrived, end) - start) * 1000)
        self.begin_line()

    def paste(self) -> None:
        """Paste a page and a mark after it."""
        before, arrived = len(self.terminal.output), len(self.terminal.arrivals)
        start = time.perf_counter()
        self.terminal.type(f"\x1b[200~{PAGE}{END}\x1b[201~")
        self.terminal.read(1.0)
        self.pasted.append((self._shown(END, before, arrived, start + 1.0) - start) * 1000)
        self.begin_line()

    def begin_line(self) -> None:
        """Begin a new line, and wait until that has been painted."""
        self.terminal.type(self.fresh)
        self.terminal.read(0.3)

    def _shown(self, text: str, start: int, arrived: int, otherwise: float) -> float:
        """Return when a text had come."""
        for moment, upto in self.terminal.arrivals[arrived:]:
            if self.terminal.output.find(text.encode(), start, upto) >= 0:
                return moment
        return otherwise

    def processor(self) -> float:
        """Return the seconds of processor that the program has used."""
        fields = Path(f"/proc/{self.terminal.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS


def programs(home: Path) -> dict[str, tuple[list[str], str]]:
    """Return the commands to compare, each with the keys that begin a new line in it; the first is the yardstick."""
    file = tempfile.mktemp(dir=home)
    others = {
        "micro": (["micro", f"{file}.micro"], "\r"),
        "nano": (["nano", "-I", f"{file}.nano"], "\r"),
        "vim": (["vim", "-u", "NONE", "-N", "-n", "-c", "startinsert", f"{file}.vim"], "\r"),
    }
    found = {name: command for name, command in others.items() if shutil.which(name)}
    found["Textual with an Input only"] = (BARE, "\x15")
    for items in ITEMS:
        found[f"samling, {items:,} items"] = ([SAMLING, "--store", str(home / str(items))], "\x15")
    return found


@contextmanager
def typists(home: Path, columns: int, rows: int, before: Sequence[str] = ()) -> Iterator[list[Typist]]:
    """Start all of them, each behind that command where one is given."""
    with ExitStack() as running:
        started = []
        for name, (command, fresh) in programs(home).items():
            outside = environment(home, TERM="xterm-256color")
            inside = [f"{key}={value}" for key, value in outside.items() if key != "TERM"]
            whole = [*before, "env", *inside, *command] if before else command
            terminal = running.enter_context(PseudoTerminal(whole, outside, columns=columns, rows=rows))
            terminal.wait_until(lambda opened=terminal: bool(opened.output))
            terminal.read(2)  # an Input's cursor blinks: it never settles
            started.append(Typist(name, terminal, fresh))
        yield started


def print_keys(title: str, found: Sequence[Typist], took: Mapping[str, Sequence[float]]) -> None:
    """Print what each took, in milliseconds and beside the yardstick."""
    print(f"\n{title}\n{'':<30}{'median ms':>10}{'p99':>8}{'ratio':>8}{'bytes a key':>13}")
    floor = statistics.median(took[found[0].name])
    for typist in found:
        median = statistics.median(took[typist.name])
        sent = f"{typist.sent / typist.keys:>13.0f}" if typist.keys else ""
        print(f"{typist.name:<30}{median:>10.2f}{high(took[typist.name]):>8.2f}{median / floor:>7.2f}x{sent}")


def print_idleness(found: Sequence[Typist]) -> None:
    """Measure everybody doing nothing, at the same time, and print it."""
    print(f"\n{f'idle for {IDLE:.0f} s':<30}{'bytes/s':>10}{'% of a core':>14}")
    for typist in found:
        typist.terminal.read(0.2)
    before = [(typist.processor(), len(typist.terminal.output)) for typist in found]
    time.sleep(IDLE)
    for typist, (used, sent) in zip(found, before, strict=True):
        typist.terminal.read(0.01)
        share = (typist.processor() - used) / IDLE * 100
        print(f"{typist.name:<30}{(len(typist.terminal.output) - sent) / IDLE:>10.1f}{share:>14.2f}")


class Counter:
    """A relay between a client and a server on this machine that counts the bytes to the client."""

    def __init__(self, port: int) -> None:
        self._to = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.bytes = 0
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            client = self._listener.accept()[0]
            server = socket.create_connection(("127.0.0.1", self._to))
            for one, other, counts in ((client, server, False), (server, client, True)):
                one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                threading.Thread(target=self._pass_on, args=(one, other, counts), daemon=True).start()

    def _pass_on(self, one: socket.socket, other: socket.socket, counts: bool) -> None:
        with contextlib.suppress(OSError):  # the other side may be gone
            while data := one.recv(65536):
                self.bytes += len(data) if counts else 0
                other.sendall(data)
            other.shutdown(socket.SHUT_RDWR)


def print_over_ssh(home: Path) -> None:
    """Type over a real server on this machine, and print the times and the bytes that came over the line."""
    with serving(home) as direct:
        if not direct:
            print("\nNo ssh server is installed here.")
            return
        with typists(home, 80, 24, direct) as found:
            for _ in range(ROUNDS):
                for typist in found:
                    typist.type_line()
            print_keys("a key over ssh, 80x24", found, {typist.name: typist.echoes for typist in found})
        counter = Counter(int(direct[direct.index("-p") + 1]))
        print(f"\n{'bytes on the line, over ssh':<30}{'a key':>10}")
        with typists(home, 80, 24, login(home, counter.port)) as found:
            for typist in found:
                typist.begin_line()
                before = counter.bytes
                typist.type_line()
                print(f"{typist.name:<30}{(counter.bytes - before) / len(LINE):>10.0f}")


def main() -> None:
    """Type into all of them in turn."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        for items in ITEMS:
            fill(home / str(items), items)
        for columns, rows in SIZES:
            with typists(home, columns, rows) as found:
                for _ in range(ROUNDS):
                    for typist in found:
                        typist.type_line()
                        typist.hold()
                for _ in range(PASTES):
                    for typist in found:
                        typist.paste()
                print_keys(f"a key, {columns}x{rows}", found, {typist.name: typist.echoes for typist in found})
                for typist in found:
                    typist.keys = 0
                print_keys(f"a key of {HELD} a second", found, {typist.name: typist.held for typist in found})
                print_keys("a page of 2,000 characters", found, {typist.name: typist.pasted for typist in found})
                if (columns, rows) == SIZES[0]:
                    print_idleness(found)
        print_over_ssh(home)


if __name__ == "__main__":
    main()
