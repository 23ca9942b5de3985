"""Is the store whole? Reads everything anew and says what is not; changes nothing."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from storage.files import Files
from storage.journal import Damage, Reader
from storage.merge import Merge
from storage.model import Item
from storage.store import JOURNALS, SNAPSHOT, Store


@dataclass(frozen=True)
class Gap:
    """Records that a journal should hold and does not."""

    session: str
    first: int
    last: int
    """Their numbers, both included."""


@dataclass(frozen=True)
class Finding:
    """What is in a store, and what is wrong with it."""

    journals: int
    records: int
    items: int
    damages: tuple[Damage, ...]
    gaps: tuple[Gap, ...]
    bad_documents: tuple[str, ...]
    """Ids of documents that are not what their table holds."""
    snapshot_unreadable: bool
    """Whether store.json is there and is not JSON."""

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong."""
        return not (self.damages or self.gaps or self.bad_documents or self.snapshot_unreadable)


def check(path: Path, files: Files | None = None) -> Finding:
    """Return what is found. Raises what Store.open raises."""
    files = files or Files()
    store = Store.open(path, "check", files=files)
    reader = Reader(path / JOURNALS, files)
    merge = Merge()
    records = 0
    gaps = []
    known: dict[str, int] = {}
    for entry in reader.read_on():
        last = merge.seen.get(entry.session, 0)
        if entry.seq > last + 1:
            gaps.append(Gap(entry.session, last + 1, entry.seq - 1))
        merge.take([entry])
        records += 1
        for other, upto in entry.seen.items():
            if isinstance(upto, int):
                known[other] = max(upto, known.get(other, 0))
    for session, upto in sorted(known.items()):
        if upto > (last := merge.seen.get(session, 0)):
            gaps.append(Gap(session, last + 1, upto))
    return Finding(
        journals=len(reader.positions),
        records=records,
        items=len(store.all(Item)),
        damages=(*reader.damages, *reader.unread()),
        gaps=tuple(gaps),
        bad_documents=tuple(store.bad_records),
        snapshot_unreadable=not _is_json(path / SNAPSHOT, files),
    )


def _is_json(path: Path, files: Files) -> bool:
    try:
        json.loads(files.read(path))
    except FileNotFoundError:
        return True
    except (OSError, ValueError):
        return False
    return True
