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
import errno
import json
import re
import threading
import time
import unicodedata
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from storage.errors import NotSaved
from storage.files import Files
from storage.model import fold, new_id
from storage.records import FORMAT

SUFFIX = ".jsonl"
CLOCK_END = 1 << 56
"""No clock comes so far, to the year 4253: an id has seven bytes for it."""
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
    """0 where something that is no file stands in a journal's place."""


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
        return _entry_of(json.loads(line[9:])) if _is_whole(line) else None
    except (ValueError, RecursionError):
        return None


def _is_whole(line: bytes) -> bool:
    try:
        return len(line) > 9 and int(line[:8], 16) == zlib.crc32(line[9:])
    except ValueError:
        return False


def _entry_of(content: Any) -> Entry | None:
    try:
        entry = Entry(**content)
    except TypeError:
        return None
    return entry if all(map(isinstance, entry, _SHAPE)) and 0 <= entry.clock < CLOCK_END else None


def _decode_all(lines: Sequence[bytes]) -> list[Entry] | None:
    """Return the records that lines hold, or None unless each of them is a whole one: then all take one parsing."""
    if not all(map(_is_whole, lines)):
        return None
    try:
        contents = json.loads(b"[" + b",".join([line[9:] for line in lines]) + b"]")
    except (ValueError, RecursionError):
        return None
    entries = [entry for content in contents if (entry := _entry_of(content))]
    return entries if len(entries) == len(contents) == len(lines) else None


_START = re.compile(rb'[0-9a-f]{8} {"id":')


def _parts(line: bytes) -> list[tuple[bytes, Entry | None]]:
    """Return a line as the one record that it is, or in parts where the newlines between records were damaged."""
    entry = decode(line)
    starts = [] if entry else [match.start() for match in _START.finditer(line, 1)]
    if not starts:
        return [(line, entry)]
    cuts = [0, *(cut for start in starts for cut in (start - 1, start)), len(line)]
    parts = [line[begin:end] for begin, end in pairwise(cuts)]
    return [(part, decode(part)) for part in parts]


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
        self.openings: list[Entry] = []
        """The first records of the files that it has written, which `write` does not return."""
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
            with contextlib.suppress(OSError):
                return self._append(name, op, data, seen)
            try:
                return self._append(name, op, data, seen)
            except OSError as error:
                raise NotSaved(self._folder, error.strerror or str(error)) from error

    def close(self) -> None:
        """Let go of the file; a later write begins a new one."""
        with self._lock:
            if self._descriptor >= 0:
                self._start_over()

    def _append(self, name: str, op: str, data: Mapping[str, Any], seen: Mapping[str, int]) -> Entry:
        try:
            if self._descriptor < 0:
                return self._create(name, op, data, seen)
            entry = self._entry(name, op, data, seen)
            self._files.append(self._descriptor, encode(entry))
            self._files.sync(self._descriptor)
        except BaseException:  # an interrupt too: nobody knows what stands in the file then
            self._start_over()
            raise
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
        except BaseException:
            self._take_back(descriptor, path)
            raise
        self._descriptor = descriptor
        self.openings.append(opening)
        self._wrote(opening)
        self._wrote(entry)
        return entry

    def _take_back(self, descriptor: int, path: Path) -> None:
        """Take away a new file that failed; nothing in it was ever called saved."""
        with contextlib.suppress(OSError):
            self._files.close(descriptor)
        try:
            self._files.remove(path)
        except OSError:
            self._after = {**self._after, self.session: 2}

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
        start = self.positions.get(session, 0)
        size = self._size(path)
        if size is None or size <= start:
            return
        content = self.files.read(path, start)
        lines = content.split(b"\n")
        entries = _decode_all(list(filter(None, lines)))
        if entries is not None and all(entry.session == session for entry in entries):
            self.positions[session] = start + len(content)
            yield from entries
            return
        at = 0
        for line in lines:
            for part, entry in _parts(line):
                if entry is None and at + len(part) == len(content):
                    return
                if entry is not None and entry.session == session:
                    yield entry
                elif part:
                    self.damages.append(Damage(path, start + at, len(part)))
                at += len(part)
                self.positions[session] = start + at
            at = min(at + 1, len(content))
            self.positions[session] = start + at

    def _size(self, path: Path) -> int | None:
        """Return a journal's length; None for one taken away since, and for what is no file, which is reported."""
        try:
            size = self.files.size(path)
        except FileNotFoundError:
            return None
        except OSError as error:
            if error.errno != errno.EINVAL:
                raise
            damage = Damage(path, 0, 0)
            if damage not in self.damages:
                self.damages.append(damage)
            return None
        self.positions.setdefault(path.name.removesuffix(SUFFIX), 0)
        return size

    def unread(self) -> Iterator[Damage]:
        """Yield what stands unread at the files' ends: torn by a crash, or being written at this moment."""
        for session, position in self.positions.items():
            path = self.folder / (session + SUFFIX)
            size = self._size(path)
            if size is not None and size > position:
                yield Damage(path, position, size - position)


def now() -> int:
    """Return the wall clock in microseconds since 1970."""
    return time.time_ns() // 1000
