"""What is sent to a terminal: at once where it reads, else by a thread, so that nobody waits for one that does not."""

from __future__ import annotations

import contextlib
import os
import signal
import termios
import threading
import time
from collections.abc import Callable

from tui.tty.charset import Encode

MOST_WAITING = 1 << 18
"""The bytes that may wait for the terminal; where there are more they are dropped, and all is painted anew later."""
_PIECE = 4096
"""The bytes that are handed to the terminal at a time."""
_TRIES = 30
"""How often, a millisecond apart, the last words are tried on a terminal that takes none."""


class Outgoing:
    """Sends to a terminal, in order.

    `encode` makes text into the terminal's bytes. `thawed` is called, from the thread, when the terminal reads again
    after something was dropped.
    """

    def __init__(self, descriptor: int, encode: Encode, thawed: Callable[[], None]) -> None:
        self._descriptor = descriptor
        self._encode = encode
        self._thawed = thawed
        self._waiting: list[bytes] = []
        self._size = 0
        self._dropped = False
        self._ended = False
        self._changed = threading.Condition()
        self._sending = False
        self._thread = threading.Thread(target=self._run, name="outgoing", daemon=True)
        self._unblocked = -1
        """The terminal opened once more, so that a write to it does not wait; below zero where that is not allowed."""

    def start(self) -> None:
        """Begin to send."""
        with contextlib.suppress(OSError):
            flags = os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
            self._unblocked = os.open(os.ttyname(self._descriptor), flags)
        self._thread.start()

    def send(self, data: str) -> None:
        """Send that when it has its turn; at once where the terminal reads."""
        encoded = self._encode(data)
        with self._changed:
            if self._size > MOST_WAITING:
                self._waiting, self._size, self._dropped = [], 0, True
            if not (self._dropped or self._waiting or self._sending):
                encoded = encoded[self._send_now(encoded) :]
            if encoded and not self._dropped:
                self._waiting.append(encoded)
                self._size += len(encoded)
                self._changed.notify()

    def _send_now(self, data: bytes) -> int:
        """Return how many bytes the terminal takes at once."""
        try:
            return 0 if self._unblocked < 0 or self._ended else os.write(self._unblocked, data)
        except OSError:  # it does not read, or is gone, which the thread finds out
            return 0

    def replace(self, data: bytes) -> None:
        """Send that in the place of all that waits."""
        with self._changed:
            self._waiting, self._size, self._dropped = [data], len(data), False
            self._changed.notify()

    def wait(self, seconds: float) -> bool:
        """Wait until all is sent, at most so long; tell whether it is."""
        with self._changed:
            return self._changed.wait_for(lambda: not (self._waiting or self._sending) or self._ended, seconds)

    def end(self, data: bytes) -> None:
        """Send the last words without waiting for the terminal: what it has not read yet may give way to them.

        Takes no lock, and is called in the main thread only: a signal handler may do it, at any moment.
        """
        self._ended = True
        signal.signal(signal.SIGTTOU, signal.SIG_IGN)  # also from the background
        signal.signal(signal.SIGWINCH, lambda *_: None)
        with contextlib.suppress(OSError, termios.error):
            blocking = os.get_blocking(self._descriptor)
            os.set_blocking(self._descriptor, False)
            try:
                self._send_last(data)
            finally:
                os.set_blocking(self._descriptor, blocking)

    def _send_last(self, data: bytes) -> None:
        for _ in range(_TRIES):
            try:
                data = data[os.write(self._descriptor, data) :]
            except BlockingIOError:
                termios.tcflush(self._descriptor, termios.TCOFLUSH)
                if self._thread.ident is not None:  # it may be in the middle of a write: a signal makes it look again
                    signal.pthread_kill(self._thread.ident, signal.SIGWINCH)
                time.sleep(0.001)
            if not data:
                return

    def _run(self) -> None:
        with contextlib.suppress(OSError):  # the terminal is gone; whoever reads from it ends the program
            while not self._ended:
                with self._changed:
                    self._sending = False
                    thaws, self._dropped = self._dropped, False
                    self._changed.notify_all()
                    if not thaws:
                        self._changed.wait_for(lambda: self._waiting or self._dropped)
                    data = b"".join(self._waiting)
                    self._waiting, self._size = [], 0
                    self._sending = bool(data)
                if thaws:
                    self._thawed()
                while data and not self._ended:
                    data = data[os.write(self._descriptor, data[:_PIECE]) :]
        with self._changed:
            self._ended = True
            self._changed.notify_all()
