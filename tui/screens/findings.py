"""What the store has found that a scribe should know, told quietly: disputes, damage, a store.json changed outside."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING

from storage.errors import StoreDenied
from storage.model import Item
from storage.snapshot import NotOurs
from storage.store import Change, Store
from tui.phrases import Phrases
from tui.planning.disputes import disputes
from tui.saver import Job, Saver, Touched
from tui.screens.board import Board
from tui.screens.choice import Choice, ChoiceScreen
from tui.widgets.capture_line import CaptureLine

if TYPE_CHECKING:
    from textual.screen import Screen

STILL = 3.0
"""Seconds for which the line must have been empty before a question may stand over it."""


class Findings:
    """Tells what was found on the board, and asks what to do with a store.json that was changed outside."""

    def __init__(
        self,
        screen: Screen[None],
        store: Store,
        saver: Saver,
        say: Phrases,
        board: Board,
        *,
        changed: Callable[[], None],
        ended: Callable[[asyncio.Task[None]], None],
    ) -> None:
        self._screen = screen
        self._store = store
        self._saver = saver
        self._say = say
        self._board = board
        self._changed = changed
        """Called when store.json has to be written anew."""
        self._ended = ended
        """Called with each task when it has ended."""
        self._lost = 0
        self._asked = False
        """Whether the question about store.json was put, and what it is about is still there."""
        self._last = ("", 0.0)
        """What stood in the line at the last look, and since when."""
        self._tasks: set[asyncio.Task[None]] = set()

    def begin(self) -> None:
        """Tell what the opening has found: damage, or else what is disputed."""
        names = {conflict.id for conflict in self._store.conflicts() if conflict.table == "items"}
        self._board.disputed = set(filter(self._is_disputed, names))
        self._tell_disputes()
        self._look_for_damage()
        self._board.show_status()

    def took(self, touched: Touched) -> None:
        """Tell, once, what has become disputed, or cannot be read any more."""
        before = self._board.count_disputed()
        for table, name in touched:
            if table == "items":
                (self._board.disputed.add if self._is_disputed(name) else self._board.disputed.discard)(name)
        now = self._board.count_disputed()
        if now > before:
            self._tell_disputes()
        elif now < before or not now:
            self._board.forget("disputes")
        self._look_for_damage()

    def _is_disputed(self, name: str) -> bool:
        item = self._store.all(Item).get(name)
        return item is not None and bool(disputes(self._store, item))

    def _tell_disputes(self) -> None:
        count = self._board.count_disputed()
        if count:
            self._board.note(
                "disputes", self._say("status.disputes" if count > 1 else "status.dispute", count=count), "warning"
            )

    def _look_for_damage(self) -> None:
        lost = len(self._store.damages) + len(self._store.gaps())
        if lost > self._lost:
            self._board.note(
                "damage", self._say("status.damages" if lost > 1 else "status.damage", count=lost), "alarm"
            )
        self._lost = lost

    # store.json

    def look(self) -> None:
        """Ask about a store.json that was changed outside, when nothing is being typed; called twice a second."""
        if not self._store.hand_made:
            self._asked = False
            return
        if self._asked:
            return
        if self._is_typing():
            self._board.note("hand-made", self._say("status.hand-made"), "warning")
        else:
            self._asked = True
            self._board.forget("hand-made")
            self._go_on(self._ask())

    def _is_typing(self) -> bool:
        text = self._screen.query_one(CaptureLine).text
        if text != self._last[0] or not self._last[1]:
            self._last = (text, time.monotonic())
        return bool(text) or not self._screen.is_current or time.monotonic() - self._last[1] < STILL

    async def _ask(self) -> None:
        change = await self._plan()
        if change is None or not change.edits:
            return  # store.json is replaced at the next writing
        if self._is_typing():
            self._asked = False
            return
        count = len({(edit.table, edit.id) for edit in change.edits})
        take = self._say("hand-made.take" if count > 1 else "hand-made.take-one", count=count)
        choices = [
            Choice("later", self._say("hand-made.later")),
            Choice("take", take),
            Choice("discard", self._say("hand-made.discard")),
        ]
        self._screen.app.push_screen(ChoiceScreen(self._say, "choice.hand-made", choices, "later"), self._answered)

    async def _plan(self) -> Change | None:
        try:
            return await asyncio.to_thread(self._store.plan_hand_changes)
        except (NotOurs, OSError):
            return None

    def _answered(self, answer: str | None) -> None:
        if answer in ("take", "discard"):
            self._go_on(self._do(answer))
        else:
            self._board.note("hand-made", self._say("status.hand-made-later"), "quiet")

    async def _do(self, answer: str) -> None:
        change = await self._plan()  # anew: others may have answered meanwhile
        if change is None or not change.edits:
            self._board.tell("status.already-taken")
        elif answer == "take":
            self._saver.put(Job(lambda: change, lambda: self._go_on(self._set_aside("status.taken-in"))))
        else:
            await self._set_aside("status.set-aside")

    async def _set_aside(self, phrase: str) -> None:
        try:
            path = await asyncio.to_thread(self._store.set_aside)
        except StoreDenied as error:
            self._board.tell("status.not-set-aside", "alarm", reason=self._say.reason(error.reason))
            return
        self._board.tell(phrase, "good", name=f"{path.parent.name}/{path.name}")
        self._changed()

    def _go_on(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        task.add_done_callback(self._ended)
