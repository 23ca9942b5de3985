"""The half-typed line in safety: on the disk at each key, back in the line at the next start."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Sequence

from storage.drafts import take_over
from storage.model import Item
from storage.store import Store

PAUSE = 1.0
"""Seconds between two looks whether something has to be brought to the disk: so much a power cut can take."""


class Safekeeping:
    """The draft of this session, and those that earlier sessions of the same scribe left."""

    def __init__(self, store: Store, failed: Callable[[str], None]) -> None:
        self._store = store
        self._draft = store.draft()
        self._failed = failed

    def keep(self, lines: Sequence[str]) -> None:
        """Note the lines that are not saved yet and the one that is being typed."""
        text = "\n".join(lines)
        try:
            self._draft.keep(text if text.strip() else "")
        except OSError as error:
            self._failed(error.strerror or str(error))

    async def run(self) -> None:
        """Bring to the disk once a second what was kept, until cancelled."""
        while True:
            await asyncio.sleep(PAUSE)
            if self._draft.unsynced:
                await asyncio.to_thread(self.sync)

    def sync(self) -> bool:
        """Bring to the disk what was kept, and tell whether it is there. From any thread."""
        try:
            self._draft.sync()
        except OSError:  # the next key says so
            return False
        return not self._draft.unsynced

    def bring_back(self, typed: Sequence[str]) -> str:
        """Return what other sessions left, line by line, without what did get saved; note it as taken over.

        `typed` are the lines of this session that are not saved yet, and the one that is being typed.
        """
        found = self._store.found_drafts()
        lines = [line for draft in found for line in draft.text.split("\n") if line.strip()]
        saved = self._latest(len(lines))
        text = "\n".join(line for line in lines if line.strip() not in saved)
        self.keep([text, *typed] if text else typed)
        for draft in found if self.sync() else ():  # else they are brought back at the next start too
            with contextlib.suppress(OSError):
                take_over(draft, self._store.files)
        return text

    def _latest(self, count: int) -> set[str]:
        """The last lines that this scribe saved, so many: only these can stand in a draft that was not emptied yet."""
        if not count:
            return set()
        own = sorted((i.id, i.raw) for i in self._store.all(Item).values() if i.scribe == self._store.who)
        return {raw for _, raw in own[len(own) - count :]}

    def close(self) -> None:
        """Let go of the draft."""
        with contextlib.suppress(OSError):
            self._draft.sync()
            self._draft.close()
