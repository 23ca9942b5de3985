"""Joining: what another folder of the same network holds, a laptop that was away, comes into this one."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path

from storage.bundles import journals_in, read_lines_of, write_bundle
from storage.drafts import SUFFIX as DRAFT
from storage.drafts import TAKEN
from storage.errors import FileExists, StoreDenied, StoreUnrelated
from storage.files import PRIVATE_FILE, Files, write_whole
from storage.folder import DRAFTS, JOURNALS
from storage.merge import Merge
from storage.reader import Damage, Reader
from storage.store import Store


@dataclass(frozen=True)
class Joined:
    """What came from another store."""

    records: int
    sessions: int
    drafts: int
    path: Path | None
    """The file that holds the records; None where none was new."""
    damages: tuple[Damage, ...]
    """What could not be read in the other store."""


def join(path: Path, other: Path, who: str, *, unrelated: bool = False, files: Files | None = None) -> Joined:
    """Bring in what the other store has and this one has not. The other one is only read; doing it twice is no matter.

    Raises what Store.open raises of either, StoreUnrelated where they have no session in common and that is not
    said to be meant, FileNotWritten.
    """
    files = files or Files()
    for folder in (path, other):
        Store.open(folder, who, files=files)  # which refuses what is no store, or a later program's
    try:
        ours = Merge()
        ours.take(Reader(path / JOURNALS, files).read_on())
        reader, theirs = Reader(other / JOURNALS, files), Merge()
        theirs.take(reader.read_on())
        if not unrelated and not ours.seen.keys() & theirs.seen.keys():
            raise StoreUnrelated(path, other)
        lines: dict[tuple[str, int], bytes] = {}
        for journal in journals_in(other / JOURNALS, files):
            for line, entry in read_lines_of(journal, files):
                if theirs.has(entry.session, entry.seq) and not ours.has(entry.session, entry.seq):
                    lines.setdefault((entry.session, entry.seq), line)
        new = [line for _, line in sorted(lines.items())]
        bundle = write_bundle(path / JOURNALS, who, new, files) if new else None
        drafts = _bring_drafts(path, other, files)
    except OSError as error:
        raise StoreDenied(path, error.strerror or str(error)) from error
    return Joined(len(new), len({session for session, _ in lines}), drafts, bundle, (*reader.damages, *reader.unread()))


def _bring_drafts(path: Path, other: Path, files: Files) -> int:
    """Copy the half-typed lines that may be read and that nobody has taken over; return how many were not here."""
    count = 0
    names = files.names(other / DRAFTS)
    for name in names:
        if name.endswith(DRAFT) and name.removesuffix(DRAFT) + TAKEN not in names:
            with contextlib.suppress(PermissionError, FileExists):
                content = files.read(other / DRAFTS / name)
                if content:
                    write_whole(path / DRAFTS / name, content, mode=PRIVATE_FILE, files=files)
                    count += 1
    return count
