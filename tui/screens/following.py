"""Following what others write: read their journals, know who is here, write store.json when it is quiet."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable

from storage.errors import FileNotWritten, NewerFormat, StoreDenied
from storage.model import Item
from storage.store import Store
from tui.saver import Touched

PAUSE = 0.7
"""Seconds between two looks at the journals; shared folders tell nobody of changes."""
QUIET = 4.0
"""Seconds without a change after which store.json is written."""
PART = 1000
"""How many records are taken in between two looks at the keys."""
AHEAD = 40
"""How many items are made in one go, when nothing else is to be done: less than a millisecond's work."""
BREATH = 0.012
"""Seconds between two goes."""
HERE = 300.0
"""Seconds for which somebody who wrote counts as being here."""


async def read_in_parts(store: Store) -> None:
    """Read a store for the first time, so that keys are taken meanwhile. Raises what Store.open raises."""
    try:
        entries = await asyncio.to_thread(store.news)
    except OSError as error:
        raise StoreDenied(store.path, error.strerror or str(error)) from error
    for start in range(0, len(entries), PART):
        store.take(entries[start : start + PART])
        await asyncio.sleep(0)


async def make_ahead(store: Store) -> None:
    """Make the items, few at a time between two keys, so that no screen has to make them all when it is opened."""
    while store.make_ahead(AHEAD):
        await asyncio.sleep(BREATH)


class Following:
    """The watch over a store.

    `took` is called with what others changed, `unread` with why nothing can be read.
    """

    def __init__(self, store: Store, took: Callable[[Touched], None], unread: Callable[[str], None]) -> None:
        self._store = store
        self._took = took
        self._unread = unread
        self.looked: Callable[[], None] = lambda: None
        """Called after each look at the journals."""
        self._seen: dict[str, float] = {}
        self._changed = 0.0
        self._stopped = asyncio.Event()

    def others(self) -> list[str]:
        """Return who else has written in the last minutes, with the letters of their groups."""
        now = time.monotonic()
        return sorted(name for name, moment in self._seen.items() if now - moment < HERE)

    def note_change(self) -> None:
        """Note that something was changed just now."""
        self._changed = time.monotonic()

    def stop(self) -> None:
        """End `run` when what it is reading at the moment has been taken in."""
        self._stopped.set()

    async def run(self) -> None:
        """Follow until stopped."""
        while not await self._stopped_within(PAUSE):
            try:
                entries = await asyncio.to_thread(self._store.news)
                touched = self._store.take(entries)
            except OSError as error:
                self._unread(error.strerror or str(error))
                continue
            except NewerFormat as error:
                self._unread(f"format {error.found}")
                return
            self._note_others(touched)
            if touched:
                self._took(touched)
            if self._changed and time.monotonic() - self._changed > QUIET:
                await self._write_snapshot()
            self.looked()

    async def _stopped_within(self, seconds: float) -> bool:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._stopped.wait(), seconds)
        return self._stopped.is_set()

    def _note_others(self, touched: Touched) -> None:
        for table, name in touched:
            item = self._store.all(Item).get(name) if table == "items" else None
            if item and item.scribe not in ("", self._store.who):
                self._seen[f"{item.scribe} ({item.group})"] = time.monotonic()

    async def _write_snapshot(self) -> None:
        self._changed = 0.0
        snapshot = self._store.plan_snapshot()
        if snapshot:
            try:
                await asyncio.to_thread(self._store.write_snapshot, snapshot)
            except FileNotWritten:
                self._changed = time.monotonic()  # the journals hold everything; try again when it is quiet
