"""What somebody changed in store.json by hand, or with another program, as a change that can be taken in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from storage.entries import Seen, entries_of
from storage.files import Files
from storage.merge import Edit, Merge
from storage.reader import Reader
from storage.records import TABLES, BadRecord, Record, from_record
from storage.snapshot import read_foreign


@dataclass(frozen=True)
class HandMade:
    """The difference between what a file shows and what the journals said when it was written."""

    edits: list[Edit]
    clock: int
    """The highest that the journals bore then."""
    seen: Mapping[str, Seen]
    """How far they went then."""


def find(path: Path, reader: Reader, files: Files) -> HandMade:
    """Return what was changed in the file. `reader` has read nothing yet. Raises NotOurs, OSError.

    A document that could not be read afterwards is not among them.
    """
    tables, seen = read_foreign(path, files)
    merge = Merge()
    merge.take(entry for entry in entries_of(reader.read_on()) if not seen or entry.seq <= seen.get(entry.session, 0))
    edits = []
    for table, rows in tables.items():
        records = merge.tables[table]
        for name, row in rows.items():
            edit = _edit(table, name, row, records.get(name))
            if edit.set and _is_readable(table, {**records.get(name, {}), **edit.set, "id": name}):
                edits.append(edit)
        gone = (name for name, record in records.items() if name not in rows and not record.get("deleted"))
        edits += [Edit(table, name, {"deleted": True}, {"deleted": False}) for name in gone]
    return HandMade(edits, merge.clock, merge.knowledge())


def _edit(table: str, name: str, row: Record, record: Record | None) -> Edit:
    if record is None:
        return Edit(table, name, row, None)
    before = {**record, "deleted": bool(record.get("deleted"))}
    after = {"deleted": False, **row}
    changed = {field for field in {*before, *after} if before.get(field) != after.get(field)}
    return Edit(
        table, name, {field: after.get(field) for field in changed}, {field: before.get(field) for field in changed}
    )


def _is_readable(table: str, record: Record) -> bool:
    try:
        from_record(TABLES[table], record)
    except BadRecord:
        return False
    return True
