"""The reading of all journals of a store, and the reading on in them.

A file is named after the session whose records it holds; a *bundle*, `<session>.bundle.jsonl`, holds those of several
sessions, as they stood in the files that it was made of.
"""

from __future__ import annotations

import errno
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from storage.entries import BUNDLE, SUFFIX, Entry, Run, read_lines
from storage.files import Files
from storage.sharing import may_speak_for

_BEGINNING = re.compile(rb'\n|[0-9a-f]{8} \{"id":')


@dataclass(frozen=True)
class Damage:
    """A stretch of a journal that is no record."""

    path: Path
    offset: int
    """In bytes from the start."""
    length: int
    """0 where something that is no file stands in a journal's place."""


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

    def _read_file(self, name: str) -> Iterator[Entry | Run]:
        path = self._path(name)
        start = self.positions.get(name, 0)
        size = self._size(path)
        if size is None or size <= start:
            if size is not None and size < start:
                self._note(self.shortened, Damage(path, size, start - size))
            return
        content = self.files.read(path, start)
        self.astray = self.astray or (start > 0 and not _BEGINNING.match(content))
        at = start
        for length, record in read_lines(content):
            if record is not None and self._may_hold(path, name, record.session):
                yield record
            elif record is None and at + length == start + len(content):
                return
            elif length:
                self.damages.append(Damage(path, at, length))
            at = self.positions[name] = at + length
            if content[at - start : at - start + 1] == b"\n":
                at = self.positions[name] = at + 1

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

    def _size(self, path: Path) -> int | None:
        """Return a journal's length; None for one taken away since, and for what is no file, which is reported."""
        try:
            size = self.files.size(path)
        except FileNotFoundError:
            return None
        except OSError as error:
            if error.errno != errno.EINVAL:
                raise
            self._note(self.damages, Damage(path, 0, 0))
            return None
        self.positions.setdefault(path.name.removesuffix(SUFFIX), 0)
        return size

    @staticmethod
    def _note(told: list[Damage], damage: Damage) -> None:
        if damage not in told:
            told.append(damage)

    def unread(self) -> Iterator[Damage]:
        """Yield what stands unread at the files' ends: torn by a crash, or being written at this moment."""
        for name, position in self.positions.items():
            size = self._size(self._path(name))
            if size is not None and size > position:
                yield Damage(self._path(name), position, size - position)
