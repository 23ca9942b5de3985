"""What is typed at the terminal: read as it comes, and handed on key by key, each when the last has had its effect.

Over a poor line keys come in bursts: a key that opens a form and the letters for it may be one piece.
"""

from __future__ import annotations

import asyncio
import os
import time
from collections import deque
from collections.abc import Callable, Sequence

from textual import events
from textual.message import Message

from tui.tty.incoming import Incoming

_SETTLE = 0.12
"""Seconds in which the rest of an escape sequence may come."""
_READ = 8192
_CROWD = 64
"""The events that may wait for their turn; the keys after them stay with the terminal."""
_PATIENCE = 0.5
"""Seconds after which a key is handed on although the effect of the one before is not over."""
_LOOKS, _PAUSE = 50, 0.002
"""How often one looks at once whether it is over; then the seconds between two looks."""


class Keyboard:
    """Reads from a descriptor in the event loop.

    `hand_on` is called with each event, and returns what shall have its turn instead; `is_free` tells whether the last
    has had its effect, `gone` is called when nothing can come any more, `failed` with a fault.
    """

    def __init__(
        self,
        descriptor: int,
        incoming: Incoming,
        *,
        hand_on: Callable[[Message], Sequence[Message]],
        is_free: Callable[[], bool],
        gone: Callable[[], None],
        failed: Callable[[Exception], None],
    ) -> None:
        self._descriptor = descriptor
        self._hand_on, self._is_free, self._gone, self._failed = hand_on, is_free, gone, failed
        self._incoming = incoming
        self._waiting: deque[Message] = deque()
        self._looks = 0
        self._handed = 0.0
        self._reads = False
        self._rest: asyncio.TimerHandle | None = None
        self._turn: asyncio.Handle | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    def start(self, loop: asyncio.AbstractEventLoop) -> None:
        """Begin to read."""
        self._loop = loop
        self._read_on(loop)

    def stop(self) -> None:
        """Read no more, and forget what waits."""
        loop, self._loop = self._loop, None
        for handle in (self._rest, self._turn):
            if handle is not None:
                handle.cancel()
        if loop is not None and self._reads:
            loop.remove_reader(self._descriptor)

    def _read_on(self, loop: asyncio.AbstractEventLoop) -> None:
        if not self._reads:
            self._reads = True
            loop.add_reader(self._descriptor, self._guarded, self._read)
            self._wait_for_rest(loop)

    def _guarded(self, act: Callable[[asyncio.AbstractEventLoop], None]) -> None:
        """Do something; a fault must not leave a screen that takes no keys."""
        try:
            if self._loop is not None:
                act(self._loop)
        except Exception as error:  # whatever it is
            self._failed(error)

    def _read(self, loop: asyncio.AbstractEventLoop) -> None:
        try:
            data = os.read(self._descriptor, _READ)
        except OSError:
            data = b""
        if data:
            self._take(loop, self._incoming.read(data))
        else:
            self.stop()
            self._gone()

    def _take(self, loop: asyncio.AbstractEventLoop, found: list[Message]) -> None:
        self._waiting += found
        if self._turn is None:
            self._go_on(loop)
        self._wait_for_rest(loop)

    def _wait_for_rest(self, loop: asyncio.AbstractEventLoop) -> None:
        if self._rest is not None:
            self._rest.cancel()
        self._rest = loop.call_later(_SETTLE, self._guarded, self._pause) if self._incoming.begun else None

    def _pause(self, loop: asyncio.AbstractEventLoop) -> None:
        """Take what is begun for what it is: nothing more of it has come, unless it is left with the terminal."""
        if self._reads:
            self._take(loop, self._incoming.pause())
        else:
            self._wait_for_rest(loop)

    def _go_on(self, loop: asyncio.AbstractEventLoop) -> None:
        """Hand on what can be; read no more where much waits."""
        self._turn = None
        while self._waiting and (self._is_free() or time.monotonic() - self._handed > _PATIENCE):
            self._looks, self._handed = 0, time.monotonic()
            message = self._waiting.popleft()
            following = self._waiting[0] if self._waiting else None
            if not (type(message) is type(following) is events.MouseMove):  # of the mouse's way, where it has got to
                self._waiting.extendleft(reversed(self._hand_on(message)))
        if self._waiting:
            self._looks += 1
            pause = 0.0 if self._looks < _LOOKS else _PAUSE
            self._turn = loop.call_later(pause, self._guarded, self._go_on)
        if len(self._waiting) <= _CROWD:
            self._read_on(loop)
        elif self._reads:
            self._reads = False
            loop.remove_reader(self._descriptor)
