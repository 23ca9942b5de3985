"""How far a long piece of work has come, on the line where the cursor is; nothing of it where nobody looks."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from tui.ordering.exporting import progress_line
from tui.phrases import Phrases

if TYPE_CHECKING:
    from exports.writing import Stage

PATIENCE = 0.5
"""Seconds before the first word: what is done by then needs none."""
PAUSE = 0.1
"""Seconds between two looks."""


class Progress:
    """Is told how far the work has come, and tells a person at a terminal on stderr."""

    def __init__(self, say: Phrases) -> None:
        self._say = say
        self._next = time.monotonic() + PATIENCE
        self._shown = 0
        """How many characters stand in the line."""

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self._shown:
            self._show("")
        if kind is KeyboardInterrupt:
            sys.stderr.write(self._say("export.interrupted") + "\n")

    def __call__(self, stage: Stage, done: int, whole: int) -> None:
        """Tell the stage, and how much of it is done where that is known."""
        now = time.monotonic()
        if now >= self._next and sys.stderr.isatty():
            self._next = now + PAUSE
            self._show(progress_line(self._say, stage, done, whole))

    def _show(self, line: str) -> None:
        sys.stderr.write(f"\r{line}{' ' * (self._shown - len(line))}{'' if line else chr(13)}")
        sys.stderr.flush()
        self._shown = len(line)
