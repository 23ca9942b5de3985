"""Bringing changes to the disk one after the other, while typing goes on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from storage.errors import NotSaved
from storage.model import Document
from storage.store import Change, Store

Touched = set[tuple[str, str]]
RETRY = 1.0
"""Seconds between two tries to save."""


@dataclass(frozen=True)
class Job:
    """Something that shall be saved."""

    plan: Callable[[], Change | None]
    """Called when all that came before is saved; None or an empty change where there is nothing to save."""
    done: Callable[[], None]
    """Called when it is on the disk and in the store."""
    text: str = ""
    """What was typed for it: to be kept until it is saved."""


class Watcher(Protocol):
    """Somebody who wants to be told, besides the owner of the saver: a list that stands over the capture screen."""

    def took(self, touched: Touched) -> None:
        """Show what was changed, here or by others."""

    def failed(self, error: NotSaved) -> None:
        """Say that something is not on the disk."""


class Saver:
    """The queue of what is not saved yet. It tries until the disk takes it, and drops nothing.

    `saved` is called with what each job touched, before its own `done`; `failed` at each try that fails.
    """

    def __init__(self, store: Store, saved: Callable[[Touched], None], failed: Callable[[NotSaved], None]) -> None:
        self._store = store
        self._saved = saved
        self._failed = failed
        self._jobs: list[Job] = []
        self.watchers: list[Watcher] = []
        self.error: NotSaved | None = None
        """Why what comes first is not on the disk, where that was tried."""
        self._news = asyncio.Event()
        self._idle = asyncio.Event()
        self._idle.set()

    @property
    def pending(self) -> list[str]:
        """What was typed and is not on the disk yet, in order."""
        return [job.text for job in self._jobs if job.text]

    @property
    def is_idle(self) -> bool:
        """Whether everything is on the disk."""
        return self._idle.is_set()

    def put(self, job: Job) -> None:
        """Put something at the end of the queue."""
        self._jobs.append(job)
        self._idle.clear()
        self._news.set()

    def save(self, *documents: Document, done: Callable[[], None] = lambda: None) -> None:
        """Make documents so."""
        self.put(Job(lambda: self._store.plan(*documents), done))

    async def wait(self, seconds: float) -> bool:
        """Wait until everything is on the disk, at most so long; tell whether it is."""
        try:
            await asyncio.wait_for(self._idle.wait(), seconds)
        except TimeoutError:
            return False
        return True

    async def run(self) -> None:
        """Save what is put into the queue, until cancelled."""
        while True:
            await self._news.wait()
            self._news.clear()
            while self._jobs:
                job = self._jobs[0]
                change = job.plan()
                touched = await self._save(change) if change else set()
                self._jobs.pop(0)
                self._saved(touched)
                job.done()
            self._idle.set()

    async def _save(self, change: Change) -> Touched:
        while True:
            try:
                entry = await asyncio.to_thread(self._store.write, change)
            except NotSaved as error:
                self.error = error
                self._failed(error)
                await asyncio.sleep(RETRY)
            else:
                self.error = None
                return self._store.take([entry]) if entry else set()
