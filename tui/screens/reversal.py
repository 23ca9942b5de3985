"""Undo and redo, in their turn among all that is to be saved."""

from __future__ import annotations

from collections.abc import Callable

from storage.errors import SamlingError
from storage.store import Change
from tui.phrases import Phrases
from tui.saver import Job


def reversal(plan: Callable[[], Change], say: Phrases, phrase: str, tell: Callable[[str], None]) -> Job:
    """Return the job that makes a planned undo or redo and tells that phrase, or that there is nothing to reverse."""
    told: list[str] = []

    def planned() -> Change | None:
        try:
            change = plan()
        except SamlingError as error:
            told.append(say.error(error))
            return None
        told.append(say(phrase))
        return change

    return Job(planned, lambda: tell(told[-1]))
