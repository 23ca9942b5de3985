"""The JSON store as a TinyDB: a storage that replaces its file as a whole, and tables that change by the document.

Ids are text: time-ordered and random, never a counter. In the file they are the numbers that stock TinyDB wants
(`storage.keys`), so that either program reads, changes and adds to what the other wrote; a number given as an id, or
its digits, means the document that stock TinyDB knows by it. Where the file has a small number and the document an id
of ours in its field `id`, as in store.json, that is its id.
"""

from __future__ import annotations

import contextlib
import json
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.middlewares import CachingMiddleware
from tinydb.storages import Storage

from storage.errors import FileChanged, FileNotWritten
from storage.files import PRIVATE_FILE, Files, write_whole
from storage.ids import is_id
from storage.keys import id_of, key_of
from storage.tables import Table

Tables = dict[str, dict[str, Any]]
_encode = json.JSONEncoder(ensure_ascii=False).encode


class WholeFileStorage(Storage):
    """A TinyDB storage over one JSON file in UTF-8 that is replaced atomically.

    The tables are kept in memory and read again only when the file has become another. Programs that use this class
    write one after the other; what another program writes between our look at the file and its replacement, some
    milliseconds later, is not noticed.
    """

    def __init__(self, path: Path | str, files: Files | None = None) -> None:
        super().__init__()
        self._path = Path(path)
        self._files = files or Files()
        self._files.status(self._path.parent)  # where there is no such folder, better told now than at a change
        self._state = self._look()
        self._tables: Tables | None = None
        self._current = False
        """Whether the tables in memory are what the file held when it was in that state."""

    def read(self) -> Tables | None:
        """Return the tables, or None where there is no file or an empty one. Raises ValueError for other text.

        They are the storage's own: whoever changes them has them written next.
        """
        state = self._look()
        if not self._current or state != self._state:
            self._tables = self._load()
            self._state = state
            self._current = True
        return self._tables

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Replace the file; it is on the disk when this returns.

        Raises FileChanged where the file is not the one that was read, and FileNotWritten where the system refuses;
        what the file held is whole then, and is what the next reading gives.
        """
        with self._alone():
            if self._look() != self._state:
                self._current = False
                raise FileChanged(self._path)
            kept = self._current and data is self._tables
            self._current = False
            content = _dump(data)
            try:
                write_whole(self._path, content, overwrite=True, follow=False, mode=self._mode(), files=self._files)
            finally:
                self._state = self._look()
            self._current = kept

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        try:
            claim = self._files.claim(self._path.parent)
        except OSError as error:
            raise FileNotWritten(self._path, error.strerror or str(error)) from error
        try:
            yield
        finally:
            self._files.close(claim)

    def _look(self) -> tuple[int, ...] | None:
        """Return what tells one state of the file from another, None where there is no file."""
        try:
            status = self._files.status(self._path)
        except FileNotFoundError:
            return None
        return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns

    def _mode(self) -> int:
        try:
            status = self._files.status(self._path)
        except OSError:
            return PRIVATE_FILE
        return stat.S_IMODE(status.st_mode) if stat.S_ISREG(status.st_mode) else PRIVATE_FILE

    def _load(self) -> Tables | None:
        try:
            content = self._files.read(self._path)
        except FileNotFoundError:
            return None
        if not content.strip():
            return None
        found = json.loads(content)
        if not isinstance(found, dict):
            raise ValueError(f"{self._path}: not an object of tables")  # noqa: TRY004 it is the text that is wrong
        return {name: _by_id(rows) if isinstance(rows, dict) else rows for name, rows in found.items()}


class Database(TinyDB):
    """A TinyDB over these tables and this storage."""

    table_class = Table
    default_storage_class = WholeFileStorage  # type: ignore[assignment] # inferred from TinyDB's own default


def open_database(path: Path, files: Files | None = None, *, held: bool = False) -> Database:
    """Return the JSON store as a TinyDB, for queries and for other programs.

    A change is on the disk when the call that makes it returns, which takes as long as writing the whole file. With
    `held`, changes gather in memory, at a cost that does not grow with the file, and are written together: at every
    thousandth, at `database.storage.flush()` and at `close()`. Raises FileNotFoundError where there is no such folder.
    """
    storage = CachingMiddleware(WholeFileStorage) if held else WholeFileStorage  # type: ignore[no-untyped-call]
    return Database(path, files=files, storage=storage)


def _by_id(rows: dict[str, Any]) -> dict[str, Any]:
    """Return a table of the file by the ids of its documents. Raises ValueError where two have the same."""
    named: dict[str, Any] = {}
    for key, document in rows.items():
        own = document.get("id") if len(key) < 40 and isinstance(document, dict) else None
        named[own if isinstance(own, str) and is_id(own) and own not in named else id_of(key)] = document
    if len(named) < len(rows):
        named = {id_of(key): document for key, document in rows.items()}
    if len(named) < len(rows):
        raise ValueError("two documents have the same id")
    return named


def _dump(tables: Mapping[str, Any]) -> bytes:
    """Return the tables as JSON, a document a line. Raises ValueError where two documents would get the same key."""
    parts = []
    for name, table in tables.items():
        if not isinstance(table, Mapping):
            parts.append(b" %s: %s" % (_json(name), _json(table)))
            continue
        rows = {key_of(str(doc_id)): document for doc_id, document in table.items()}
        if len(rows) < len(table):
            raise ValueError("two documents have the same id")
        lines = b",\n".join([b'  "%s": %s' % (key.encode(), _json(document)) for key, document in rows.items()])
        parts.append(b" %s: {\n%s\n }" % (_json(name), lines))
    return b"{\n" + b",\n".join(parts) + b"\n}\n"


def _json(value: Any) -> bytes:
    """Return a value as JSON in one line; what cannot be UTF-8, a lone surrogate, stands escaped."""
    try:
        return _encode(value).encode()
    except UnicodeEncodeError:
        return json.dumps(value).encode()
