"""The time of the theme that is written under: looked at when that is another, and once a minute."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from textual.screen import Screen
from textual.timer import Timer

from storage.model import AgendaEntry, GatheringState
from tui.phrases import Phrases
from tui.planning.clock import spent, until_next_minute, whole_minutes
from tui.planning.desk import Desk


class Timekeeper:
    """Tells how long the theme of a desk was planned to take, has taken, and has left; nothing where nobody planned.

    `tell` is called with the words. Where nothing is planned no timer runs.
    """

    def __init__(self, screen: Screen[None], desk: Desk, say: Phrases, tell: Callable[[str], None]) -> None:
        self._screen = screen
        self._desk = desk
        self._say = say
        self._tell = tell
        self._timer: Timer | None = None
        self._followed: tuple[object, ...] = ()

    def follow(self) -> None:
        """Look at the clock where the theme, the group, the plan or the language is another than before."""
        desk = self._desk
        held = desk.gathering
        now = (held.id, held.state, desk.group, desk.theme, self._planned(), self._say.language)
        if now != self._followed:
            self._followed = now
            self._look()

    def _planned(self) -> int:
        """The planned minutes; 0 where nobody has said, or the gathering is over."""
        desk = self._desk
        if desk.gathering.state is GatheringState.FINAL:
            return 0
        entries = desk.store.all(AgendaEntry).values()
        here = (e.minutes for e in entries if (e.gathering, e.theme) == (desk.gathering.id, desk.theme))
        return next(here, 0)

    def _look(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        planned, desk = self._planned(), self._desk
        if not planned:
            self._tell("")
            return
        now = dt.datetime.now(dt.UTC)
        time = spent(desk.store.items_of(desk.gathering.id), desk.group, desk.theme, now)
        self._tell(clock_in_words(self._say, whole_minutes(time), planned))
        self._timer = self._screen.set_timer(until_next_minute(time), self._look)


def clock_in_words(say: Phrases, taken: int, planned: int) -> str:
    """Return `12 av 30 min · 18 igjen`, or how much it is over."""
    if taken > planned:
        return say("clock.over", over=taken - planned, spent=taken, planned=planned)
    return say("clock.left", spent=taken, planned=planned, left=planned - taken)
