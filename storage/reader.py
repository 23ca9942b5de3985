"""The reading of all journals of a store, and the reading on in them.

A file is named after the session whose records it holds; a *bundle*, `<session>.bundle.jsonl`, holds those of several
sessions, as they stood in the files that it was made of.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from storage.entries import BUNDLE, SUFFIX, Entry, Run, decode, read_lines
from storage.files import Files
from storage.sharing import may_speak_for

_TAIL = 1 << 14
"""In bytes: so far back the last record is looked for; where it is longer, the journals are read anew."""
_BEGINNING = re.compile(rb'\n|[0-9a-f]{8} \{"id":')


_LOOKS = 5
"""How often a file that seems to be damaged is read again while it changes."""


@dataclass(frozen=True)
class Damage:
    """A stretch of a journal that is no record."""

    path: Path
    offset: int
    """In bytes from the start."""
    length: int
    """0 where something that is no file stands in a journal's place."""


class _Part(NamedTuple):
    """What was read of a file in one go."""

    records: Sequence[Entry | Run]
    damages: Sequence[Damage]
    end: int
    """The byte behind the last of them."""


@dataclass
class Reader:
    """The reading on in all journals of a folder."""

    folder: Path
    files: Files
    positions: dict[str, int] = field(default_factory=dict)
    """By name without suffix: the byte up to which a file has been read."""
    damages: list[Damage] = field(default_factory=list)
    """What was met that is no record."""
    shortened: list[Damage] = field(default_factory=list)
    """What was read once, or is in store.json, and is not there any more: where, and how many bytes."""

    astray: bool = False
    """Whether reading went on in the middle of a record: the file is not the one in which it had stopped."""
    leave_out: frozenset[str] = frozenset()
    """Names of files that shall not be read."""
    _states: dict[str, tuple[tuple[int, int], bool]] = field(default_factory=dict)
    """By name: length and time of change as last seen, and whether they had been seen before."""
    _bundled: dict[tuple[str, str], bool] = field(default_factory=dict)

    def read_on(self) -> Iterator[Entry | Run]:
        """Yield the records that came since the last call, file by file.

        What stands at a file's end and is not whole is left for the next call: it may be half written.
        Raises OSError where the folder or a file cannot be read.
        """
        present = (name for name in self.files.names(self.folder) if name not in self.leave_out)
        names = [name.removesuffix(SUFFIX) for name in present if name.endswith(SUFFIX)]
        for name in sorted(names, key=lambda name: name.endswith(BUNDLE)):
            yield from self._read_file(name)

    def _read_file(self, name: str) -> Sequence[Entry | Run]:
        path = self._path(name)
        start = self.positions.get(name, 0)
        status = self._status(path)
        if status is None or self._is_settled(name, status):
            return ()
        if status.st_size < start:
            self._note(self.shortened, Damage(path, status.st_size, start - status.st_size))
        content = self.files.read(path, start)
        self.astray = self.astray or bool(start and content and not _BEGINNING.match(content))
        read = self._parse(path, content, start)
        for _ in range(_LOOKS if read.damages else 0):
            again = self.files.read(path, start)
            if again == content:
                break
            content = again  # it was being written, and what was read may be of two moments
            read = self._parse(path, content, start)
        self.damages += read.damages
        self.positions[name] = read.end
        return read.records

    def _is_settled(self, name: str, status: os.stat_result) -> bool:
        """Tell whether a file has not changed since it was last read, and was read once more after it was seen so.

        Its length tells nothing: it is filled in advance. A system that counts time in steps may give two changes
        the same time, but not if that time had passed already when the file was read.
        """
        seen = (status.st_size, status.st_mtime_ns)
        last, settled = self._states.get(name, ((-1, -1), False))
        self._states[name] = (seen, last == seen)
        return last == seen and settled

    def _parse(self, path: Path, content: bytes, start: int) -> _Part:
        """Return what stands in a file from a byte on; what is not whole at its end is left: it may be half written."""
        content = content.rstrip(b"\n")
        records: list[Entry | Run] = []
        damages: list[Damage] = []
        at = end = start
        for length, record in read_lines(content):
            after = at + length
            if record is not None and self._may_hold(path, path.name.removesuffix(SUFFIX), record.session):
                records.append(record)
                end = after
            elif length and (record is not None or after < start + len(content)):
                damages.append(Damage(path, at, length))
                end = after
            at = after + (content[after - start : after - start + 1] == b"\n")
        return _Part(records, damages, end)

    def _may_hold(self, path: Path, name: str, session: str) -> bool:
        """Tell whether a file may hold a session's records: its own may, and a bundle of somebody who may move them."""
        if session == name or not name.endswith(BUNDLE):
            return session == name
        if (name, session) not in self._bundled:
            self._bundled[name, session] = may_speak_for(path, session, self.files)
        return self._bundled[name, session]

    def _path(self, name: str) -> Path:
        return self.folder / (name + SUFFIX)

    def goes_on_from(self, seen: Mapping[str, int], records: Iterable[Entry | Run]) -> bool:
        """Tell whether records read from somewhere on are those that come after `seen`, and nothing is between."""
        last = dict(seen)
        for record in records:
            first, end = (record.first, record.last) if isinstance(record, Run) else (record.seq, record.seq)
            if first > last.get(record.session, 0) + 1:
                return False
            last[record.session] = max(end, last.get(record.session, 0))
        return not (self.damages or self.shortened or self.astray)

    def stopped_where(self, seen: Mapping[str, int]) -> bool:
        """Tell whether the record before the place at which each journal is read on is one of those in `seen`.

        Raises OSError where a journal cannot be read.
        """
        for name, upto in self.positions.items():
            if upto and not name.endswith(BUNDLE) and self._status(self._path(name)) is not None:
                start = max(0, upto - _TAIL)
                line = self.files.read(self._path(name), start)[: upto - start].rstrip(b"\n").rpartition(b"\n")[2]
                entry = decode(line)
                if entry is None or entry.seq > seen.get(entry.session, 0):
                    return False
        return True

    def _status(self, path: Path) -> os.stat_result | None:
        """Return a journal's status; None for one taken away since, and for what is no file, which is reported."""
        try:
            status = self.files.status(path)
        except FileNotFoundError:
            return None
        if not stat.S_ISREG(status.st_mode):
            self._note(self.damages, Damage(path, 0, 0))
            return None
        self.positions.setdefault(path.name.removesuffix(SUFFIX), 0)
        return status

    @staticmethod
    def _note(told: list[Damage], damage: Damage) -> None:
        if damage not in told:
            told.append(damage)

    def unread(self) -> Iterator[Damage]:
        """Yield what stands unread at the files' ends: torn by a crash, or being written at this moment."""
        for name, position in self.positions.items():
            if self._status(self._path(name)) is not None:
                rest = self.files.read(self._path(name), position)
                torn = rest.strip(b"\n")
                if torn:
                    yield Damage(self._path(name), position + rest.index(torn), len(torn))
