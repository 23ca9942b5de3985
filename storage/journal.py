"""The writing of a session's own append-only file; storage.entries says what a record in it is."""

from __future__ import annotations

import contextlib
import re
import threading
import time
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from storage.entries import SUFFIX, Entry, Seen, encode
from storage.errors import NotSaved
from storage.files import Files
from storage.growing import Growing
from storage.ids import fold, new_id
from storage.records import FORMAT

_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "đ": "d", "ŧ": "t", "ŋ": "n"})


def session_name(who: str, microseconds: int) -> str:
    """Return the name of a new session: the time in UTC, who, and something random."""
    stamp = time.strftime("%Y%m%dT%H%M%S", time.gmtime(microseconds // 1_000_000))
    return f"{stamp}-{slug(who)}-{new_id(microseconds)[-8:].lower()}"


def slug(who: str) -> str:
    """Return a scribe's name as it can stand in the name of a file on any system."""
    plain = unicodedata.normalize("NFKD", fold(who).translate(_LETTERS)).encode("ascii", "ignore").decode()
    return "".join(re.findall(r"[a-z0-9]", plain))[:40] or "scribe"


def now() -> int:
    """Return the wall clock in microseconds since 1970."""
    return time.time_ns() // 1000


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
        self._file: Growing | None = None
        self._seq = 0
        self._clock = 0
        self._seen: dict[str, Seen] = {}
        self._after: dict[str, int] = {}
        self.session = session_name(who, now())
        """The name under which it is writing now."""
        self.sessions = [self.session]
        """All the names that it has written under."""
        self._openings: list[Entry] = []
        self.wrote = False
        """Whether anything was written at all."""

    def write(self, op: str, data: Mapping[str, Any], *, clock: int, seen: Mapping[str, Seen]) -> Entry:
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

    def opened(self) -> list[Entry]:
        """Return the first records of the files that were made since the last call, which `write` does not return."""
        openings = self._openings[:]
        del self._openings[: len(openings)]  # another thread may have added one meanwhile
        return openings

    def close(self) -> None:
        """Let go of the file; a later write begins a new one."""
        with self._lock:
            if self._file is not None:
                self._start_over()

    def _append(self, name: str, op: str, data: Mapping[str, Any], seen: Mapping[str, Seen]) -> Entry:
        try:
            if self._file is None:
                return self._create(name, op, data, seen)
            entry = self._entry(name, op, data, seen)
            self._file.put(encode(entry))
        except BaseException:  # an interrupt too: nobody knows what stands in the file then
            self._start_over()
            raise
        self._wrote(entry)
        return entry

    def _create(self, name: str, op: str, data: Mapping[str, Any], seen: Mapping[str, Seen]) -> Entry:
        path = self._folder / (self.session + SUFFIX)
        descriptor = self._files.create(path, self._mode, appends=False)
        file = Growing(descriptor, self._files)
        try:
            self._files.show_alive(descriptor)
            about = {"format": FORMAT, "who": self._who, "after": self._after}
            opening = self._entry(new_id(self._clock), "open", about, seen)
            entry = opening._replace(id=name, seq=2, clock=self._clock + 1, seen={}, op=op, data=data)
            file.put(encode(opening) + encode(entry))
            self._files.sync_folder(self._folder)
        except BaseException:
            self._take_back(file, path)
            raise
        self._file = file
        self._openings.append(opening)
        self._wrote(opening)
        self._wrote(entry)
        return entry

    def _take_back(self, file: Growing, path: Path) -> None:
        """Take away a new file that failed; nothing in it was ever called saved."""
        file.close()
        try:
            self._files.remove(path)
        except OSError:
            self._after = {**self._after, self.session: 2}

    def _entry(self, name: str, op: str, data: Mapping[str, Any], seen: Mapping[str, Seen]) -> Entry:
        news = {other: upto for other, upto in seen.items() if upto != self._seen.get(other)}
        news.pop(self.session, None)
        return Entry(name, self.session, self._seq + 1, self._clock, news, op, data)

    def _wrote(self, entry: Entry) -> None:
        self.wrote = True
        self._seq = entry.seq
        self._clock = entry.clock
        self._seen.update(entry.seen)

    def _start_over(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None
            self._after = {self.session: self._seq + 1}
        self.session = session_name(self._who, now())
        self.sessions.append(self.session)
        self._seq = 0
        self._seen = {}
