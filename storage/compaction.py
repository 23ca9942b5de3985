"""Compaction: the journals of sessions that have ended become one file; the old ones move to archive/.

It changes nothing of what a store holds, which is made sure of before anything is moved.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path

from storage.bundles import journals_in, move_aside, read_lines_of, write_bundle
from storage.errors import FileNotWritten, StoreDenied
from storage.files import Files
from storage.folder import ARCHIVE, JOURNALS
from storage.merge import Merge
from storage.reader import Reader
from storage.store import Store

RESTED = 3600.0
"""Seconds for which a journal must not have been written: a session that has only just begun is nobody's to move."""


@dataclass(frozen=True)
class Compacted:
    """What a compaction did."""

    files: int
    """How many journals became one."""
    records: int
    path: Path | None
    """The file that holds them now; None where there was nothing to do."""


def compact(path: Path, who: str, *, rested: float = RESTED, files: Files | None = None) -> Compacted:
    """Put the journals of ended sessions together: one's own, the administrator's anyone's.

    Raises what Store.open raises, FileNotWritten, StoreDenied; the store is whole then as it was.
    """
    files = files or Files()
    Store.open(path, who, files=files)  # which refuses what is no store
    journals = path / JOURNALS
    try:
        closed = [journal for journal in journals_in(journals, files) if _is_ended(journal, path, rested, files)]
        if len(closed) < 2:
            return Compacted(0, 0, None)
        before = _state(journals, files)
        lines = [line for journal in closed for line, _ in read_lines_of(journal, files)]
        bundle = write_bundle(journals, who, lines, files)
        if not _contains(_state(journals, files, leave_out=closed), before):
            files.remove(bundle)
            raise FileNotWritten(bundle, "verify")
    except OSError as error:
        raise StoreDenied(path, error.strerror or str(error)) from error
    for journal in closed:
        move_aside(journal, path / ARCHIVE, files)
    return Compacted(len(closed), len(lines), bundle)


def _is_ended(journal: Path, store: Path, rested: float, files: Files) -> bool:
    """Tell whether a journal may be put together with others: nobody writes in it, it is whole, and ours to move."""
    status = files.status(journal)
    mine = os.geteuid() in (0, status.st_uid, files.status(store).st_uid)
    if not mine or time.time() - status.st_mtime < rested or files.is_alive(journal):
        return False
    whole = b"".join(b"\n" + line for line, _ in read_lines_of(journal, files))
    return files.read(journal).startswith(whole)  # behind it may be what a crash left of a record that was never saved


def _state(journals: Path, files: Files, leave_out: list[Path] | None = None) -> Merge:
    hidden = {path.name for path in leave_out or ()}
    merge = Merge()
    merge.take(Reader(journals, files, leave_out=frozenset(hidden)).read_on())
    return merge


def _contains(after: Merge, before: Merge) -> bool:
    """Tell whether a state holds what an earlier one did: others may have written meanwhile."""
    return all(
        after.seen.get(session, 0) >= upto and after.missed.get(session) == before.missed.get(session)
        for session, upto in before.seen.items()
    )
