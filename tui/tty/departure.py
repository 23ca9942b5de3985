"""Leaving at once: when the terminal is gone, or when somebody asks the process to end."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from collections.abc import Callable
from types import FrameType

_SIGNALS = (signal.SIGHUP, signal.SIGTERM, signal.SIGINT, signal.SIGQUIT)
_KEEPING = 0.5
"""Seconds that a disk may take for the half-typed line."""


def leave_in_order(give_back: Callable[[], None], keep: Callable[[], None]) -> None:
    """From now on, at a hang-up or a request to end, call both and leave, with the exit status of the signal.

    Also where the process was started with hang-ups ignored. What `keep` does not finish in time is left to the system,
    which has what was written; nothing waits for the terminal.
    """

    def leave(number: int, _: FrameType | None) -> None:
        end_undisturbed()
        with contextlib.suppress(Exception):
            give_back()
        keeper = threading.Thread(target=_quietly, args=(keep,), daemon=True)
        with contextlib.suppress(RuntimeError):
            keeper.start()
            keeper.join(_KEEPING)
        os._exit(128 + number)

    for number in _SIGNALS:
        signal.signal(number, leave)


def end_undisturbed() -> None:
    """From now on take no notice of these signals: the process is at its end, and its exit status is known."""
    for number in _SIGNALS:
        signal.signal(number, signal.SIG_IGN)


def _quietly(act: Callable[[], None]) -> None:
    with contextlib.suppress(Exception):
        act()
