r"""One session's append-only file of changes, and the reading of all such files.

A record in the file is a newline, a CRC-32 as eight hexadecimal digits, a space, and JSON in one line:

    \n1c291ca3 {"id": ..., "session": ..., "seq": 4, "clock": 1764576000000000, "seen": {...}, "op": ..., "data": ...}

The newline comes first so that a record torn by a crash cannot spoil the next one. `id` names the change
wherever it is copied to; `seq` counts from 1 within the file; `clock` is in microseconds since 1970, and
later than all that the session had seen; `seen` says how far it had read in other sessions' files, as
far as that changed since its last record. The `op` of a file's first record is `open`, and its data bear the
`format` number, `who` writes, and `after`: the file that failed before this one, with the number of the
record that may stand there as well as here.
"""

from __future__ import annotations

import contextlib
import json
import re
import threading
import time
import unicodedata
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from storage.errors import NotSaved
from storage.files import Files
from storage.model import fold, new_id
from storage.records import FORMAT

SUFFIX = ".jsonl"
_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "đ": "d", "ŧ": "t", "ŋ": "n"})


class Entry(NamedTuple):
    """A record of a journal: one acknowledged act of one session."""

    id: str
    session: str
    seq: int
    clock: int
    seen: Mapping[str, int]
    op: str
    data: Mapping[str, Any]


@dataclass(frozen=True)
class Damage:
    """A stretch of a journal that is no record."""

    path: Path
    offset: int
    """In bytes from the start."""
    length: int


_SHAPE = (str, str, int, int, dict, str, dict)


def session_name(who: str, microseconds: int) -> str:
    """Return the name of a new session: the time in UTC, who, and something random."""
    stamp = time.strftime("%Y%m%dT%H%M%S", time.gmtime(microseconds // 1_000_000))
    return f"{stamp}-{slug(who)}-{new_id(microseconds)[-8:].lower()}"


def slug(who: str) -> str:
    """Return a scribe's name as it can stand in the name of a file on any system."""
    plain = unicodedata.normalize("NFKD", fold(who).translate(_LETTERS)).encode("ascii", "ignore").decode()
    return "".join(re.findall(r"[a-z0-9]", plain))[:40] or "scribe"


def encode(entry: Entry) -> bytes:
    """Return the bytes of a record, readable as they stand where the text can be UTF-8 at all."""
    content = entry._asdict()
    try:
        body = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    except UnicodeEncodeError:  # a lone surrogate
        body = json.dumps(content, separators=(",", ":")).encode()
    return b"\n%08x %s" % (zlib.crc32(body), body)


def decode(line: bytes) -> Entry | None:
    """Return the record that a line holds, or None where it is not whole or not a record."""
    try:
        if len(line) < 10 or int(line[:8], 16) != zlib.crc32(line[9:]):
            return None
        entry = Entry(**json.loads(line[9:]))
    except (ValueError, TypeError, RecursionError):
        return None
    return entry if all(map(isinstance, entry, _SHAPE)) else None


class Journal:
    """The writing of one's own file. The file is made when there is something to write.

    May be used from any thread; the records of one journal are written one after the other.
    """

    def __init__(self, folder: Path, who: str, files: Files, *, mode: int) -> None:
        self._folder = folder
        self._who = who
        self._files = files
        self._mode = mode
        self._lock = threading.Lock()
        self._descriptor = -1
        self._seq = 0
        self._clock = 0
        self._seen: dict[str, int] = {}
        self._after: dict[str, int] = {}
        self.session = session_name(who, now())
        """The name under which it is writing now."""
        self.sessions = [self.session]
        """All the names that it has written under."""
        self.wrote = False
        """Whether anything was written at all."""

    def write(self, op: str, data: Mapping[str, Any], *, clock: int, seen: Mapping[str, int]) -> Entry:
        """Return the record of an act once it is on the disk.

        `clock` is the highest that was seen, `seen` how far all journals had been read when the act was decided.
        A file that failed once is not trusted again: the record goes, whole, into a new one. Raises NotSaved
        where that fails too.
        """
        with self._lock:
            self._clock = max(now(), self._clock + 1, clock + 1)
            name = new_id(self._clock)
            try:
                return self._append(name, op, data, seen)
            except OSError:
                self._start_over()
            try:
                return self._append(name, op, data, seen)
            except OSError as error:
                self._start_over()
                raise NotSaved(self._folder, error.strerror or str(error)) from error

    def close(self) -> None:
        """Let go of the file; a later write begins a new one."""
        with self._lock:
            if self._descriptor >= 0:
                self._start_over()

    def _append(self, name: str, op: str, data: Mapping[str, Any], seen: Mapping[str, int]) -> Entry:
        if self._descriptor < 0:
            return self._create(name, op, data, seen)
        entry = self._entry(name, op, data, seen)
        self._files.append(self._descriptor, encode(entry))
        self._files.sync(self._descriptor)
        self._wrote(entry)
        return entry

    def _create(self, name: str, op: str, data: Mapping[str, Any], seen: Mapping[str, int]) -> Entry:
        path = self._folder / (self.session + SUFFIX)
        descriptor = self._files.create(path, self._mode)
        try:
            self._files.show_alive(descriptor)
            about = {"format": FORMAT, "who": self._who, "after": self._after}
            opening = self._entry(new_id(self._clock), "open", about, seen)
            entry = opening._replace(id=name, seq=2, clock=self._clock + 1, seen={}, op=op, data=data)
            self._files.append(descriptor, encode(opening) + encode(entry))
            self._files.sync(descriptor)
            self._files.sync_folder(self._folder)
        except OSError:
            with contextlib.suppress(OSError):  # nothing in it was ever called saved
                self._files.close(descriptor)
                self._files.remove(path)
            raise
        self._descriptor = descriptor
        self._wrote(opening)
        self._wrote(entry)
        return entry

    def _entry(self, name: str, op: str, data: Mapping[str, Any], seen: Mapping[str, int]) -> Entry:
        news = {other: upto for other, upto in seen.items() if upto > self._seen.get(other, 0)}
        news.pop(self.session, None)
        return Entry(name, self.session, self._seq + 1, self._clock, news, op, data)

    def _wrote(self, entry: Entry) -> None:
        self.wrote = True
        self._seq = entry.seq
        self._clock = entry.clock
        self._seen.update(entry.seen)

    def _start_over(self) -> None:
        if self._descriptor >= 0:
            with contextlib.suppress(OSError):
                self._files.close(self._descriptor)
            self._descriptor = -1
            self._after = {self.session: self._seq + 1}
        self.session = session_name(self._who, now())
        self.sessions.append(self.session)
        self._seq = 0
        self._seen = {}


@dataclass
class Reader:
    """The reading on in all journals of a folder."""

    folder: Path
    files: Files
    positions: dict[str, int] = field(default_factory=dict)
    """By session: the byte up to which its file has been read."""
    damages: list[Damage] = field(default_factory=list)
    """What was met that is no record."""

    def read_on(self) -> Iterator[Entry]:
        """Yield the records that came since the last call, file by file.

        What stands at a file's end and is not whole is left for the next call: it may be half written.
        Raises OSError where the folder or a file cannot be read.
        """
        for name in self.files.names(self.folder):
            if name.endswith(SUFFIX):
                yield from self._read_file(name.removesuffix(SUFFIX))

    def _read_file(self, session: str) -> Iterator[Entry]:
        path = self.folder / (session + SUFFIX)
        start = self.positions.setdefault(session, 0)
        if self.files.size(path) <= start:
            return
        at = start
        lines = self.files.read(path, start).split(b"\n")
        for number, line in enumerate(lines, 1):
            entry = decode(line)
            if entry is None and number == len(lines):
                return
            if entry is not None and entry.session == session:
                yield entry
            elif line:
                self.damages.append(Damage(path, at, len(line)))
            at += len(line) + (number < len(lines))
            self.positions[session] = at

    def unread(self) -> Iterator[Damage]:
        """Yield what stands unread at the files' ends: torn by a crash, or being written at this moment."""
        for session, position in self.positions.items():
            path = self.folder / (session + SUFFIX)
            rest = self.files.size(path) - position
            if rest > 0:
                yield Damage(path, position, rest)


def now() -> int:
    """Return the wall clock in microseconds since 1970."""
    return time.time_ns() // 1000
