"""The terminal: its modes, what comes from it and what goes to it, left in order whatever happens."""

from __future__ import annotations

import asyncio
import concurrent.futures
import contextlib
import os
import select
import signal
import termios
import threading
from typing import Any

from textual import events
from textual.app import ScreenStackError
from textual.driver import Driver
from textual.geometry import Size
from textual.message import Message

from tui.incoming import Incoming
from tui.outgoing import Outgoing

# In this order: the other screen; wheel and buttons, where the pointer is, in two notations; focus; plain text of keys
# (report all keys, tell the text); pastes in brackets; no wrapping; no cursor.
_ENTER = "\x1b[?1049h\x1b[?1000h\x1b[?1003h\x1b[?1015h\x1b[?1006h\x1b[?1004h\x1b[>25u\x1b[?2004h\x1b[?7l\x1b[?25l"
_FORGET = "\x1b[<u"
"""Takes back what `_ENTER` asked for about keys, which would be piled up otherwise."""
_ASK = "\x1b[?2026$p"
_LEAVE = (
    b"\x1b[?2026l\x1b[<u\x1b[?2004l\x1b[?1004l\x1b[?1006l\x1b[?1015l\x1b[?1003l\x1b[?1000l\x1b[0m\x1b[?7h\x1b[?1049l"
    b"\x1b[?25h"
)
_SETTLE = 0.12
"""Seconds in which the rest of an escape sequence may come."""
_READ = 8192
_CROWD = 64
"""The events that may wait to be acted on; the keys after them stay with the terminal."""
_PATIENCE = 0.01
"""Seconds between two looks whether the crowd has gone."""
_GOODBYE = 0.5
"""Seconds for which the end waits for a terminal that does not read."""
SMALLEST, LARGEST = (1, 1), (1000, 400)
"""Columns and rows between which any window is taken to be."""
USUAL = (80, 24)
"""Columns and rows of a window that does not know its size."""


class Terminal(Driver):
    """Reads standard input and paints on standard output, which are the same terminal.

    The event loop never waits for it: one thread reads and one sends.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._size = _window_size()
        self._window = Size(*self._size)
        self._out = Outgoing(1, self._paint_anew)
        self._attributes: list[Any] | None = None
        self._reader: threading.Thread | None = None
        self._wake_reader, self._wake = os.pipe()
        self._entered = False

    # What Textual asks of a driver

    @property
    def can_suspend(self) -> bool:
        """No: there is no shell under it that the user should get to."""
        return False

    def write(self, data: str) -> None:
        """Send that; never waits."""
        if self._entered:
            self._out.send(data)

    def start_application_mode(self) -> None:
        """Take the terminal over."""
        with contextlib.suppress(termios.error):
            self._attributes = termios.tcgetattr(0)
        self._out.start()
        self._enter()
        self._send_size()
        for number, act in (
            (signal.SIGWINCH, self._send_size),
            (signal.SIGTSTP, self._step_aside),
            (signal.SIGCONT, self._come_back),
        ):
            self._loop.add_signal_handler(number, act)
        self._reader = threading.Thread(target=self._read_on, name="incoming", daemon=True)
        self._reader.start()

    def disable_input(self) -> None:
        """Stop reading."""
        if self._reader is not None:
            os.write(self._wake, b"x")
            self._reader.join()
            self._reader = None
            for number in (signal.SIGWINCH, signal.SIGTSTP, signal.SIGCONT):
                self._loop.remove_signal_handler(number)
            with contextlib.suppress(termios.error):
                termios.tcflush(0, termios.TCIFLUSH)

    def stop_application_mode(self) -> None:
        """Give the terminal back."""
        self.disable_input()
        self._leave()

    def suspend_application_mode(self) -> None:
        """Nothing: no other program is let to the terminal."""

    def resume_application_mode(self) -> None:
        """Nothing."""

    def open_url(self, url: str, new_tab: bool = True) -> None:  # noqa: FBT001, FBT002 Textual's
        """Nothing: no browser is started."""

    # Modes

    def _enter(self) -> None:
        if self._attributes is not None:
            with contextlib.suppress(termios.error):
                termios.tcsetattr(0, termios.TCSANOW, _raw(self._attributes))
        self._entered = True
        self.write(_ENTER)
        if os.environ.get("TERM_PROGRAM") != "Apple_Terminal":  # which would print the end of it
            self.write(_ASK)

    def _leave(self) -> None:
        self._entered = False
        self._out.replace(_LEAVE)
        if not self._out.wait(_GOODBYE):
            self._out.end(_LEAVE)
        if self._attributes is not None:
            with contextlib.suppress(termios.error):
                termios.tcsetattr(0, termios.TCSANOW, self._attributes)

    def leave_at_once(self) -> None:
        """Give the terminal back without waiting for anything; nothing can be painted after that."""
        if self._entered:
            self._out.end(_LEAVE)
            if self._attributes is not None:
                with contextlib.suppress(termios.error):
                    termios.tcsetattr(0, termios.TCSANOW, self._attributes)

    # Stopped and continued

    def _step_aside(self) -> None:
        """Give the terminal back and stop, as somebody asked."""
        self._leave()
        os.kill(os.getpid(), signal.SIGSTOP)

    def _come_back(self) -> None:
        """Take the terminal over again, whether it was given back or not; in the background, stop again."""
        with contextlib.suppress(OSError):
            if os.tcgetpgrp(0) != os.getpgrp():
                os.kill(os.getpid(), signal.SIGSTOP)
                return
        if self._entered:  # stopped without being asked
            self.write(_FORGET)
        self._enter()
        self._send_size()
        self._paint_anew()

    def _paint_anew(self) -> None:
        self._app.call_later(self._app.refresh)

    def _send_size(self) -> None:
        self._window = size = Size(*_window_size())
        self.send_message(events.Resize(size, size))

    # Keys

    def send_message(self, message: Message) -> None:
        """Put a message into the app's queue. Called in the event loop."""
        self._app.post_message(message)

    def _read_on(self) -> None:
        try:
            gone = self._read_until_told()
        except Exception as error:  # a fault must not leave a screen that takes no keys
            self._loop.call_soon_threadsafe(self._fail, error)
        else:
            if gone:
                os.kill(os.getpid(), signal.SIGHUP)

    def _fail(self, error: Exception) -> None:
        def fail() -> None:
            raise error

        self._app.call_later(fail)

    def _read_until_told(self) -> bool:
        """Read until told to stop, waiting without using the processor; tell whether the terminal is gone."""
        poll = select.poll()
        poll.register(self._wake_reader, select.POLLIN)
        incoming = Incoming()
        handed: concurrent.futures.Future[None] | None = None
        waiting = 0
        while True:
            if handed is not None and handed.done():
                handed.result()
                handed, waiting = None, 0
            crowded = waiting > _CROWD
            poll.register(0, 0 if crowded else select.POLLIN)
            pause = _PATIENCE if crowded else _SETTLE if incoming.begun else None
            ready = dict(poll.poll(None if pause is None else pause * 1000))
            if self._wake_reader in ready:
                os.read(self._wake_reader, 100)
                return False
            state = ready.get(0, 0)
            if state & select.POLLIN and not crowded:
                data = _read_all()
                if not data:
                    return True
                found = incoming.read(data)
            elif state:
                return True
            else:
                found = [] if crowded else incoming.pause()
            if found:
                waiting += len(found)
                handed = asyncio.run_coroutine_threadsafe(self._hand_over(found), self._loop)

    async def _hand_over(self, found: list[Message]) -> None:
        """Hand messages to the app, and wait until few are left to be acted on."""
        for message in found:
            outside = isinstance(message, events.MouseEvent) and not self._window.contains(message.x, message.y)
            if not outside:  # Textual would take the focus away from everything
                self.process_message(message)
        while self._left() > _CROWD // 2:
            await asyncio.sleep(_PATIENCE)

    def _left(self) -> int:
        app = self._app
        with contextlib.suppress(ScreenStackError):
            targets = (app, app.screen, app.focused)
            return sum(target.message_queue_size for target in targets if target is not None)
        return 0


def _read_all() -> bytes:
    """Return what has come from the terminal; nothing where it is gone."""
    try:
        return os.read(0, _READ)
    except OSError:
        return b""


def _window_size() -> tuple[int, int]:
    """Return the columns and rows of the window, or what serves for a window of no size or of an impossible one."""
    size = USUAL
    with contextlib.suppress(OSError):
        size = os.get_terminal_size(1)
    columns, rows = size if all(size) else USUAL
    return (
        min(max(columns, SMALLEST[0]), LARGEST[0]),
        min(max(rows, SMALLEST[1]), LARGEST[1]),
    )


def _raw(attributes: list[Any]) -> list[Any]:
    """Return the attributes with which every key comes at once and as it is."""
    raw = [*attributes[:6], list(attributes[6])]
    raw[0] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR | termios.ISTRIP)
    raw[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
    raw[6][termios.VMIN], raw[6][termios.VTIME] = 1, 0
    return raw
