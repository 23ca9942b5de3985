"""The JSON store: a TinyDB file with the current state, replaced as a whole or not at all.

Any TinyDB, jq or a person can read it. It is made from the journals, and can be made again from them. The table
`samling` holds one document: the `format` number, and how far into each journal the file goes (`covers`, in bytes).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.storages import Storage

from storage.files import PRIVATE_FILE, Files, write_whole
from storage.records import FORMAT

META = "samling"


class WholeFileStorage(Storage):
    """A TinyDB storage over one JSON file in UTF-8 that is replaced atomically."""

    def __init__(self, path: Path, files: Files | None = None) -> None:
        super().__init__()
        self._path = Path(path)
        self._files = files or Files()

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Return the tables, or None where there is no file or an empty one. Raises ValueError for other text."""
        try:
            content = self._files.read(self._path)
        except FileNotFoundError:
            return None
        return json.loads(content) if content.strip() else None

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Replace the file. Raises FileNotWritten where the system refuses; the old file is whole then."""
        write_whole(self._path, _dump(data), overwrite=True, follow=False, files=self._files)


def open_database(path: Path, files: Files | None = None) -> TinyDB:
    """Return the JSON store as a TinyDB, for queries and for other programs."""
    return TinyDB(path, storage=WholeFileStorage, files=files)


def write_snapshot(
    path: Path,
    tables: Mapping[str, Sequence[Mapping[str, Any]]],
    covers: Mapping[str, int],
    files: Files,
    *,
    mode: int = PRIVATE_FILE,
) -> None:
    """Write the documents that are not deleted, in the order of their ids. Raises FileNotWritten."""
    content: dict[str, dict[str, Any]] = {META: {"1": {"format": FORMAT, "covers": covers}}}
    for table, records in tables.items():
        standing = sorted((r for r in records if not r.get("deleted")), key=lambda record: str(record["id"]))
        content[table] = {str(number): record for number, record in enumerate(standing, 1)}
    write_whole(path, _dump(content), overwrite=True, follow=False, mode=mode, files=files)


def _dump(tables: Mapping[str, Mapping[str, Any]]) -> bytes:
    """Return the tables as JSON, a document a line: each call of the encoder is short, so no thread waits."""
    parts = []
    for table, documents in tables.items():
        rows = (f"  {json.dumps(key)}: {_json(document)}" for key, document in documents.items())
        parts.append(f" {json.dumps(table)}: {{\n" + ",\n".join(rows) + "\n }")
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode()


def _json(document: Any) -> str:
    text = json.dumps(document, ensure_ascii=False)
    return text if text.isascii() or _is_utf8(text) else json.dumps(document)


def _is_utf8(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:  # a lone surrogate
        return False
    return True
