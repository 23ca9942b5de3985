"""A command in a real pseudo-terminal: keys go in as bytes, what it paints comes out as rows of text."""

from __future__ import annotations

import errno
import fcntl
import os
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Self

import pyte
from wcwidth import wcwidth

SAMLING = str(Path(sys.executable).with_name("samling"))
"""The installed command."""
PATIENCE = 15.0
"""Seconds after which something that does not come counts as missing; nothing waits longer than it must."""


def environment(home: Path, **more: str) -> dict[str, str]:
    """Return the environment of somebody whose home is that folder, with nothing of one's own in it."""
    path = os.environ.get("PATH", os.defpath)
    return {"HOME": str(home), "PATH": path, "TERM": "xterm-256color", "LANG": "C.UTF-8", **more}


class PseudoTerminal:
    """A process whose terminal one holds. As a context it kills at its end what is still running.

    It speaks UTF-8, or Latin-1. The terminal may be one that is not the controlling one, and the process may begin with
    signals ignored; what is shown may be another size than the one that the process is told.
    """

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        *,
        columns: int = 80,
        rows: int = 24,
        shown: tuple[int, int] | None = None,
        latin: bool = False,
        controlling: bool = True,
        ignoring: Sequence[signal.Signals] = (),
    ) -> None:
        self.output = bytearray()
        """Every byte that the process has sent."""
        self.arrivals: list[tuple[float, int]] = []
        """When bytes came, by time.perf_counter, and how many there were by then."""
        self._screen = pyte.Screen(*(shown or (columns, rows)))
        self._stream = pyte.ByteStream(self._screen)
        self._code = "latin-1" if latin else "utf-8"
        if latin:
            self._stream.select_other_charset("@")
        self._painted = 0
        self._master, slave = os.openpty()
        os.set_blocking(self._master, False)
        self._set_size(columns, rows)
        self.modes_before = termios.tcgetattr(self._master)
        """The terminal's modes as the process found them."""
        self.process = subprocess.Popen(
            command,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=dict(environment),
            start_new_session=True,
            preexec_fn=lambda: _prepare(controlling, ignoring),  # noqa: PLW1509 nothing else gives a terminal
        )
        os.close(slave)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        self.hang_up()

    # What a person does

    def type(self, keys: str | bytes) -> None:
        """Send keys, however many; what is painted meanwhile is read."""
        rest = keys.encode(self._code) if isinstance(keys, str) else keys
        deadline = time.monotonic() + PATIENCE
        while rest:
            assert time.monotonic() < deadline, f"nobody reads the keys\n{self.text}"
            readable, writable, _ = select.select([self._master], [self._master], [], 1)
            if readable and not self._take():
                raise AssertionError(f"the process is gone\n{self.text}")
            if writable:
                rest = rest[os.write(self._master, rest) :]

    def send(self, keys: str | bytes) -> None:
        """Send keys and read nothing: the terminal is frozen."""
        rest = keys.encode(self._code) if isinstance(keys, str) else keys
        deadline = time.monotonic() + PATIENCE
        while rest:
            assert select.select([], [self._master], [], max(0, deadline - time.monotonic()))[1], (
                "nobody reads the keys"
            )
            rest = rest[os.write(self._master, rest) :]

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size."""
        self.screen.resize(rows, columns)
        self._set_size(columns, rows)

    def resize_unseen(self, columns: int, rows: int) -> None:
        """Tell the process of another size, one in which nothing could be seen."""
        self._set_size(columns, rows)

    def kill(self, number: signal.Signals = signal.SIGKILL) -> None:
        """Send the process a signal."""
        self.process.send_signal(number)

    def hang_up(self) -> None:
        """Close the terminal: the line is dropped."""
        if self._master >= 0:
            os.close(self._master)
            self._master = -1

    # What a person sees

    @property
    def screen(self) -> pyte.Screen:
        """What has been painted, cell by cell."""
        self._stream.feed(bytes(self.output[self._painted :]))
        self._painted = len(self.output)
        return self._screen

    @property
    def rows(self) -> list[str]:
        """The rows of the screen, without the blanks at their ends."""
        screen = self.screen
        return [_text_of([screen.buffer[y][x].data for x in range(screen.columns)]) for y in range(screen.lines)]

    @property
    def text(self) -> str:
        """The screen as one text."""
        return "\n".join(self.rows)

    @property
    def master(self) -> int:
        """This side of the terminal."""
        return self._master

    @property
    def modes(self) -> list[Any]:
        """The terminal's modes now, as termios gives them."""
        return termios.tcgetattr(self._master)

    def forget(self) -> None:
        """Forget what has been sent, painted or not."""
        self.output.clear()
        self.arrivals.clear()
        self._painted = 0

    def read(self, seconds: float) -> bytes:
        """Return what the process sends within that time."""
        start = len(self.output)
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            if select.select([self._master], [], [], left)[0] and not self._take():
                break
        return bytes(self.output[start:])

    def settle(self, seconds: float = 0.4) -> None:
        """Read until nothing has come for that time."""
        while select.select([self._master], [], [], seconds)[0] and self._take():
            pass

    def comes(self, condition: Callable[[], bool], seconds: float) -> bool:
        """Read until the condition holds; tell whether it does within that time."""
        deadline = time.monotonic() + seconds
        while not condition():
            alive = not select.select([self._master], [], [], 0.02)[0] or self._take()
            if not alive or time.monotonic() > deadline:
                return condition()
        return True

    def wait_until(self, condition: Callable[[], bool], seconds: float = PATIENCE) -> None:
        """Read until the condition holds; an AssertionError with the screen in it if that takes longer."""
        assert self.comes(condition, seconds), f"did not come; the screen says:\n{self.text}"

    def wait_for(self, text: str, seconds: float = PATIENCE) -> None:
        """Read until the text stands on the screen."""
        self.wait_until(lambda: text in self.text, seconds)

    def wait_for_end(self, seconds: float = PATIENCE) -> int:
        """Return the exit status, below zero for a signal; an AssertionError if the process lives longer than that."""
        deadline = time.monotonic() + seconds
        while self._master >= 0 and time.monotonic() < deadline:
            if select.select([self._master], [], [], max(0, deadline - time.monotonic()))[0] and not self._take():
                break
        try:
            return self.process.wait(max(0.01, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            raise AssertionError(f"is still running\n{self.text}") from None

    def _take(self) -> bool:
        """Keep what has come; False where the process has let go of the terminal."""
        try:
            data = os.read(self._master, 65536)
        except BlockingIOError:
            return True
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            return False
        self.output += data
        self.arrivals.append((time.perf_counter(), len(self.output)))
        return bool(data)

    def _set_size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def _text_of(cells: Sequence[str]) -> str:
    """Return what a row says; half of a wide character, whose other half was painted over, is a blank."""
    if "" not in cells:
        return "".join(cells).rstrip()
    halves = zip(("", *cells), cells, strict=False)
    return "".join(data or ("" if before and wcwidth(before[0]) == 2 else " ") for before, data in halves).rstrip()


def open_screen(store: Path, home: Path, who: str = "åse") -> PseudoTerminal:
    """Return the program on a store when a line can be typed in it."""
    terminal = PseudoTerminal([SAMLING, "--store", str(store), "--scribe", who], environment(home))
    terminal.wait_until(lambda: terminal.rows[-1].startswith("F1 Hjelp") and "Åpner" not in terminal.rows[0])
    return terminal


def _prepare(controlling: bool, ignoring: Sequence[signal.Signals]) -> None:
    """Make what is standard input the controlling terminal of a new session; without, no hang-up is told of."""
    if controlling:
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    for number in ignoring:
        signal.signal(number, signal.SIG_IGN)
