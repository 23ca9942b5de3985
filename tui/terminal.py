"""The terminal: read without polling, a stray Latin-1 byte taken for its letter, left in order whatever happens."""

from __future__ import annotations

import codecs
import contextlib
import os
import select
import signal
import sys
import termios
from collections.abc import Callable
from types import FrameType
from typing import Any, cast

from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

_RESET = (
    b"\x1b[<u\x1b[?2004l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1004l\x1b[?2048l\x1b[?7h\x1b[?1049l\x1b[?25h"
)
_SETTLE = 120
"""Milliseconds in which the rest of an escape sequence may come."""


def _as_latin_1(error: UnicodeError) -> tuple[str, int]:
    """Take the first byte that is not UTF-8 for the Latin-1 letter that it is in an old PuTTY."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return chr(error.object[error.start]), error.start + 1


for _digit in "123456789":  # Textual takes Alt and a digit for a sign that one terminal on a Mac sends so
    cast("dict[str, object]", ANSI_SEQUENCES_KEYS).pop(f"\x1b{_digit}", None)
codecs.register_error("samling.latin-1", _as_latin_1)


class Terminal(LinuxDriver):
    """Textual's driver, but for how it reads."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._wake_reader, self._wake = os.pipe()

    def disable_input(self) -> None:
        """Stop reading."""
        os.write(self._wake, b"x")
        super().disable_input()

    def run_input_thread(self) -> None:
        """Read until told to stop; wait without using the processor."""
        poll = select.poll()
        poll.register(self.fileno, select.POLLIN)
        poll.register(self._wake_reader, select.POLLIN)
        parser = XTermParser(self._debug)
        decode = codecs.getincrementaldecoder("utf-8")("samling.latin-1").decode
        settling = False
        while not self.exit_event.is_set():
            ready = dict(poll.poll(_SETTLE if settling else None))
            if self._wake_reader in ready:
                os.read(self._wake_reader, 100)
                return  # not a look at exit_event: it is set only after the waking
            settling = bool(ready)
            if self.fileno in ready:
                try:
                    data = os.read(self.fileno, 65536)
                except OSError:
                    data = b""
                if not data:
                    os.kill(os.getpid(), signal.SIGHUP)  # the terminal is gone
                    return
                for event in parser.feed(decode(data)):
                    self.process_message(event)
            for event in parser.tick():
                self.process_message(event)


def leave_in_order(before: Callable[[], None]) -> None:
    """On a hang-up or a request to end, call `before`, give the terminal back and leave at once.

    Nothing here waits: a terminal that nobody reads would block for ever.
    """
    attributes = None
    with contextlib.suppress(termios.error, ValueError, OSError):
        attributes = termios.tcgetattr(sys.__stdin__.fileno()) if sys.__stdin__ else None

    def leave(number: int, _: FrameType | None) -> None:
        signal.signal(number, signal.SIG_IGN)
        with contextlib.suppress(Exception):
            before()
        with contextlib.suppress(OSError, termios.error):
            if attributes is not None:
                termios.tcsetattr(0, termios.TCSANOW, attributes)
            os.set_blocking(1, False)
            os.write(1, _RESET)
        os._exit(128 + number)

    for number in (signal.SIGHUP, signal.SIGTERM):
        signal.signal(number, leave)
