"""The terminal: its modes, what comes from it and what goes to it, left in order whatever happens."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import termios
import threading
from collections.abc import Sequence
from typing import Any, Protocol, cast

from rich.segment import Segment
from textual import events
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.driver import Driver
from textual.geometry import Size
from textual.message import Message

from tui.tty.charset import code_of, encoder, given_environment
from tui.tty.incoming import Incoming, Typed, first_and_rest
from tui.tty.keyboard import Keyboard
from tui.tty.modes import modes_of
from tui.tty.outgoing import Outgoing
from tui.tty.painting import Canvas, Spot

_GOODBYE = 0.5
"""Seconds for which the end waits for a terminal that does not read."""
SMALLEST, LARGEST = (1, 1), (1000, 400)
"""Columns and rows between which any window is taken to be."""
USUAL = (80, 24)
"""Columns and rows of a window that does not know its size."""


class Taker(Protocol):
    """The app that the keys are for."""

    @property
    def takes_text(self) -> bool:
        """Whether what has the keys takes text, and not only keys one by one."""

    def is_free(self) -> bool:
        """Tell whether the last key has had its effect."""

    def take_text(self, key: events.Key) -> bool:
        """Take a key that prints at once; False where it has to go Textual's way."""


class Terminal(Driver):
    """Reads standard input and paints on standard output, which are the same terminal.

    The event loop never waits for it: what the terminal does not take at once a thread sends.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._size = _window_size()
        self._window = Size(*self._size)
        self._modes = modes_of(os.environ)
        environment = given_environment()
        self._out = Outgoing(1, encoder(environment), self._paint_anew)
        self._attributes: list[Any] | None = None
        self._watcher: threading.Thread | None = None
        self._wake_watch, self._wake = os.pipe()
        self._entered = False
        self._taker = cast("Taker", self._app)
        self._keyboard = Keyboard(
            0,
            Incoming(code_of(environment)),
            hand_on=self._hand_on,
            is_free=self._taker.is_free,
            gone=self._hang_up,
            failed=self._fail,
        )
        self._canvas = Canvas()
        self._canvas.resize(*self._size)

    # What is painted

    def paint(self, picture: ChopsUpdate | LayoutUpdate, cursor: Spot | None) -> None:
        """Bring what is seen to that picture, and show the cursor there, or nowhere."""
        console = self._app.console
        parts = picture.__rich_console__(console, console.options)
        self.write(self._canvas.paint((part for part in parts if isinstance(part, Segment)), cursor))

    def echo(self, text: str) -> bool:
        """Show a text at the cursor at once, where that is all that changes; tell whether it could be done."""
        painted = self._canvas.echo(text)
        self.write(painted)
        return bool(painted)

    # What Textual asks of a driver

    @property
    def can_suspend(self) -> bool:
        """No: there is no shell under it that the user should get to."""
        return False

    def write(self, data: str) -> None:
        """Send that; never waits."""
        if data and self._entered:
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
        self._keyboard.start(self._loop)
        self._watcher = threading.Thread(target=self._watch, name="watcher", daemon=True)
        self._watcher.start()

    def disable_input(self) -> None:
        """Stop reading."""
        if self._watcher is not None:
            self._keyboard.stop()
            os.write(self._wake, b"x")
            self._watcher.join()
            self._watcher = None
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
        self.write(self._modes.enter)

    def _leave(self) -> None:
        self._entered = False
        self._out.replace(self._modes.leave)
        if not self._out.wait(_GOODBYE):
            self._out.end(self._modes.leave)
        if self._attributes is not None:
            with contextlib.suppress(termios.error):
                termios.tcsetattr(0, termios.TCSANOW, self._attributes)

    def leave_at_once(self) -> None:
        """Give the terminal back without waiting for anything; nothing can be painted after that."""
        if self._entered:
            self._out.end(self._modes.leave)
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
            self.write(self._modes.forget)
        self._enter()
        self._send_size()
        self._paint_anew()

    def _paint_anew(self) -> None:
        self._app.call_later(self._refresh)

    def _refresh(self) -> None:
        self._canvas.forget()
        self._app.refresh()

    def _send_size(self) -> None:
        self._window = size = Size(*_window_size())
        self._canvas.resize(*size)
        self.send_message(events.Resize(size, size))

    # Keys

    def send_message(self, message: Message) -> None:
        """Put a message into the app's queue. Called in the event loop."""
        self._app.post_message(message)

    def _watch(self) -> None:
        """End the program when its terminal is gone, also where its loop is busy or no signal is sent."""
        poll = select.poll()
        poll.register(self._wake_watch, select.POLLIN)
        poll.register(0, 0)
        ready = dict(poll.poll())
        if self._wake_watch not in ready:
            self._hang_up()

    @staticmethod
    def _hang_up() -> None:
        os.kill(os.getpid(), signal.SIGHUP)

    def _hand_on(self, message: Message) -> Sequence[Message]:
        """Hand a message to the app; of text that came at once, where no text is taken, only the first key."""
        if isinstance(message, Typed) and not self._taker.takes_text:
            return first_and_rest(message)
        outside = isinstance(message, events.MouseEvent) and not self._window.contains(message.x, message.y)
        text = isinstance(message, events.Key) and message.is_printable and self._taker.take_text(message)
        if not (outside or text):  # outside, Textual would take the focus away from everything
            self.process_message(message)
        return ()

    def _fail(self, error: Exception) -> None:
        def fail() -> None:
            raise error

        self._app.call_later(fail)


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
