"""The end of a screen that answers: it is left once, however often somebody asks for it."""

from __future__ import annotations

from typing import Any, cast

from textual.await_complete import AwaitComplete
from textual.screen import Screen


class LeftOnce:
    """Part of a screen. A key that comes twice before the screen is gone does not take the next one away too."""

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Give the answer and make way for the screen below; nothing where another screen is on top already."""
        screen = cast("Screen[Any]", self)
        return Screen.dismiss(screen, result) if screen.app.screen is screen else AwaitComplete()
