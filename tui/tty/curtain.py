"""What is seen while the program is being loaded: that it opens, and the line, where the terminal echoes what is typed.

The keys wait with the terminal until the screen takes them.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping

from tui.tty.charset import encoder, given_environment
from tui.tty.modes import modes_of

_ROOM = (20, 10)
"""The fewest columns and rows in which the line is where the screen will have it."""
_BELOW = 3
"""The rows from the line to the end of the screen."""


class Curtain:
    """Stands on the terminal until the screen is painted over it."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._leave = modes_of(environment).leave
        self._encode = encoder(given_environment())
        self._drawn = False

    def draw(self, title: str, prompt: str) -> None:
        """Show a title at the top and a prompt with the cursor after it; nothing where there is no room."""
        with contextlib.suppress(OSError):
            columns, rows = os.get_terminal_size(1)
            if columns >= _ROOM[0] and rows >= _ROOM[1]:
                head = f" {title}".ljust(columns)
                frame = f"\x1b[?1049h\x1b[H\x1b[J\x1b[7m{head}\x1b[m\x1b[{rows - _BELOW + 1};1H\x1b[1m{prompt}\x1b[m"
                self._drawn = True  # before it is: a signal may come in between
                os.write(1, self._encode(frame))

    def leave_to_screen(self) -> None:
        """Have nothing to do with the terminal any more: the screen takes it over as it is."""
        self._drawn = False

    def take_away(self) -> None:
        """Give the terminal back as it was found; for when no screen comes."""
        if self._drawn:
            self._drawn = False
            os.write(1, self._leave)
