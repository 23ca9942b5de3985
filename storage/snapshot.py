"""The JSON store, store.json: the state of a store in one file, replaced as a whole or not at all.

It is a TinyDB file that any TinyDB, jq or a person can read, a document a line. It is made from the journals, and can
be made again from them; a store is opened from it where it is what this program wrote. The table `samling` holds one
document: the `format` number, a `checksum` of the file, how far into each journal the file goes (`covers`, in
bytes, and `seen`, in records) and, where nothing was missing in them, what else a merge begins with (`scribes`,
`clock`). The tables `deleted` and `conflicts` hold what the others do not show. A later format keeps the first lines
and the checksum.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storage.entries import read_object
from storage.errors import NewerFormat
from storage.files import PRIVATE_FILE, Files, write_whole
from storage.merge import Base, Conflict, Stamp, Write
from storage.records import FORMAT, TABLES, Record

if TYPE_CHECKING:
    from tinydb import TinyDB

META, DELETED, CONFLICTS = "samling", "deleted", "conflicts"
_HEAD = re.compile(rb'\{\n "samling": \{\n  "1": (\{.*\})\n \},\n')
_FORMAT = re.compile(rb'\s*{\s*"samling":\s*{\s*"1":\s*{\s*"format":\s*(\d{1,3})\s*[,}]')
_UNKNOWN = b"00000000"
"""What stands in the checksum's place while it is reckoned, of the whole file."""
_SECTION = re.compile(rb' "([a-z]+)": \{\n')
_ROW = re.compile(rb'^  "\d+": (\{"id": ?"([^"\\]+)".*\}),?$', re.MULTILINE)


class NotOurs(ValueError):
    """A file is not what this program wrote last: changed by hand, written by another program, damaged, cut short."""


@dataclass(frozen=True)
class Snapshot:
    """What store.json holds, or shall hold."""

    tables: Mapping[str, Mapping[str, Record | bytes]]
    """By table and id, deleted ones too; as JSON where nobody has looked at them."""
    covers: Mapping[str, int]
    """By journal: the byte up to which it is in the file."""
    seen: Mapping[str, int]
    """By session: the last record that is in it."""
    base: Base | None = field(default=None)
    """What a merge can begin with; None where something was missing."""


def open_database(path: Path, files: Files | None = None, *, held: bool = False) -> TinyDB:
    """Return the JSON store as a TinyDB, for queries and for other programs, as `storage.database` tells."""
    from storage.database import open_database as open_tinydb  # noqa: PLC0415 tinydb costs 25 ms that no start should pay

    return open_tinydb(path, files, held=held)


def write_snapshot(path: Path, snapshot: Snapshot, files: Files, *, mode: int = PRIVATE_FILE) -> None:
    """Replace the file, the documents in the order of their ids. Raises FileNotWritten."""
    shown: dict[str, list[bytes]] = {}
    deleted: list[bytes] = []
    for table, records in snapshot.tables.items():
        shown[table] = []
        for name in sorted(records):
            text, is_deleted = _row(name, records[name])
            if is_deleted:
                deleted.append(b'{"table": %s, "document": %s}' % (_json(table), text))
            else:
                shown[table].append(text)
    conflicts = snapshot.base.conflicts if snapshot.base else ()
    tables = {**shown, DELETED: deleted, CONFLICTS: [_json(_conflict_record(conflict)) for conflict in conflicts]}
    body = b",\n".join(_section(table, rows) for table, rows in tables.items()) + b"\n}\n"
    about: dict[str, Any] = {"format": FORMAT, "checksum": _UNKNOWN.decode()}
    about |= {"covers": snapshot.covers, "seen": snapshot.seen}
    if snapshot.base:
        about |= {"scribes": snapshot.base.scribes, "clock": snapshot.base.clock}
    head = b'{\n "samling": {\n  "1": %s\n },\n' % _json(about)
    content = (head + body).replace(_UNKNOWN, b"%08x" % zlib.crc32(body, zlib.crc32(head)), 1)
    write_whole(path, content, overwrite=True, follow=False, mode=mode, files=files)


def read_snapshot(path: Path, files: Files) -> Snapshot:
    """Return what the file holds. Raises NotOurs, NewerFormat, FileNotFoundError, OSError."""
    content = files.read(path)
    about, start = _read_head(content)
    found = _FORMAT.match(content)
    if found and int(found[1]) > FORMAT and start:  # without the checksum one turned bit may have said so
        raise NewerFormat(path.parent, int(found[1]), FORMAT)
    if not start:
        raise NotOurs(path)
    try:
        tables, conflicts = _read_tables(content, start)
        covers, seen = _numbers(about["covers"]), _numbers(about["seen"])
        if about["format"] != FORMAT or "scribes" not in about:
            return Snapshot(tables, covers, seen)
        base = Base(tables, seen, dict(about["scribes"]), int(about["clock"]), conflicts)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise NotOurs(path) from error
    return Snapshot(tables, covers, seen, base)


def is_ours(path: Path, files: Files) -> bool:
    """Tell whether the file is as this program wrote it. Raises FileNotFoundError, OSError."""
    return bool(_read_head(files.read(path))[1])


def _read_head(content: bytes) -> tuple[Record, int]:
    """Return what the file says of itself, and where the documents begin: 0 where it is not as it was written."""
    head = _HEAD.match(content)
    about = read_object(head[1]) if head else {}
    if head is None or about.get("checksum") != _checksum(content):
        return about, 0
    return about, head.end()


def _checksum(content: bytes) -> str:
    begin = content.find(b'"checksum": "') + len(b'"checksum": "')
    rest = memoryview(content)[begin + len(_UNKNOWN) :]
    return f"{zlib.crc32(rest, zlib.crc32(_UNKNOWN, zlib.crc32(content[:begin]))):08x}"


def read_foreign(path: Path, files: Files) -> tuple[dict[str, dict[str, Record]], dict[str, int]]:
    """Return the documents that a file of any origin shows, by table and id, and which records it says to hold.

    Raises NotOurs where it holds no tables, OSError.
    """
    try:
        content = json.loads(files.read(path))
        shown = {table: content[table].values() for table in TABLES if table in content}
        tables = {table: {str(row["id"]): dict(row) for row in rows} for table, rows in shown.items()}
        about = content.get(META, {}).get("1", {})
        seen = _numbers(about.get("seen", {}))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise NotOurs(path) from error
    return tables, seen


def _numbers(said: Mapping[str, Any]) -> dict[str, int]:
    return {str(name): int(number) for name, number in said.items()}


def _read_tables(content: bytes, start: int) -> tuple[dict[str, dict[str, Record | bytes]], tuple[Conflict, ...]]:
    tables: dict[str, dict[str, Record | bytes]] = {table: {} for table in TABLES}
    conflicts: tuple[Conflict, ...] = ()
    begin = start
    while section := _SECTION.match(content, begin):
        end = content.find(b'\n "', section.end()) + 1 or len(content)
        begin = end
        name = section[1].decode()
        if name == DELETED:
            for row in _rows(content[section.start() : end]):
                document = row["document"]
                tables[row["table"]][document["id"]] = document
        elif name == CONFLICTS:
            conflicts = tuple(map(_conflict, _rows(content[section.start() : end])))
        else:
            rows = _ROW.findall(content, section.end(), end)
            if len(rows) != content.count(b'\n  "', section.end() - 1, end):  # an id that cannot stand as it is
                raise ValueError(name)
            tables[name] = {document.decode(): text for text, document in rows}
    return tables, conflicts


def _rows(section: bytes) -> Iterable[Any]:
    """Return the documents of a section, given as it stands with its name and the comma behind it."""
    documents: dict[str, dict[str, Any]]
    (documents,) = json.loads(b"{" + section.rstrip().removesuffix(b"}").rstrip().removesuffix(b",") + b"}").values()
    return documents.values()


def _section(table: str, rows: Iterable[bytes]) -> bytes:
    numbered = (b'  "%d": %s' % (number, row) for number, row in enumerate(rows, 1))
    return b" %s: {\n%s\n }" % (_json(table), b",\n".join(numbered))


def _row(name: str, content: Record | bytes) -> tuple[bytes, bool]:
    """Return a document as it stands in the file, its id first, and whether it is deleted.

    Each call of the encoder is short, so no other thread waits.
    """
    record = read_object(content) if isinstance(content, bytes) else content
    deleted = bool(record.get("deleted"))
    if isinstance(content, bytes) and content.startswith(b'{"id":%s' % _json(name)) and record:
        return content, deleted
    return _json({"id": name, **{field: value for field, value in record.items() if field != "id"}}), deleted


def _conflict_record(conflict: Conflict) -> Record:
    writes = [{**write.stamp._asdict(), "value": write.value} for write in conflict.writes]
    return {"table": conflict.table, "id": conflict.id, "field": conflict.field, "writes": writes}


def _conflict(row: Any) -> Conflict:
    writes = (Write(Stamp(w["clock"], w["session"], w["seq"]), w["value"]) for w in row["writes"])
    return Conflict(row["table"], row["id"], row["field"], tuple(writes))


def _json(value: Any) -> bytes:
    """Return a value as JSON in one line; what cannot be UTF-8, a lone surrogate, stands escaped."""
    try:
        return json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return json.dumps(value).encode()
