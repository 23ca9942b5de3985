r"""The half-typed line: every change of it is in a file before the next key comes.

A draft is a file of steps, each one a newline, a CRC-32, a space and JSON: `[at, cut, put]` says that from character
`at` on, `cut` characters gave way to the text `put`. The CRC-32 of a step goes on from that of the step before, and of
the first one from that of the session's name: a step is nothing in another place. A draft begins from an empty line,
is emptied when what was typed is saved, and is readable by nobody but its scribe.
"""

from __future__ import annotations

import contextlib
import json
import os
import threading
import zlib
from dataclasses import dataclass, replace
from pathlib import Path

from storage.checked import whole_part
from storage.files import PRIVATE_FILE, Files
from storage.journal import slug

SUFFIX = ".draft"
TAKEN = ".taken"
NEW = ".new"
_ROOM = 1 << 15
"""How many bytes the disk keeps free for a line."""
_LONG = 1 << 18
"""The length in bytes from which the steps are written anew as one."""


@dataclass(frozen=True)
class Found:
    """A half-typed line that another session of the same scribe left."""

    path: Path
    text: str
    length: int
    """How much of the file was read, in bytes."""


class Draft:
    """The draft of a session that is being typed in. The file is made at the first character.

    Every method may raise OSError; the text is then still on the screen.
    """

    def __init__(self, folder: Path, session: str, files: Files) -> None:
        self.path = folder / (session + SUFFIX)
        self._files = files
        self._descriptor = -1
        self._text = ""
        self._after = _beginning(self.path.stem)
        """The checksum of the last step."""
        self._length = 0
        self._limit = _LONG
        self._wanted = ""
        self._torn = False
        self._doubtful = False
        self._synced = True
        self._named = True
        self._lock = threading.RLock()  # a signal may come while one keeps

    def keep(self, text: str) -> None:
        """Note what the line holds now."""
        with self._lock:
            self._keep(text)

    def _keep(self, text: str) -> None:
        self._wanted = text
        if text == self._text and not self._torn:
            return
        if self._descriptor < 0:
            self._descriptor = self._begin(self.path)
        elif text and (self._torn or self._length > self._limit):
            self._begin_anew(text)
            return
        self._torn = True
        if text:
            self._append(text)
        else:
            self._files.truncate(self._descriptor)
            self._keep_room(self._descriptor)
            self._after, self._length = _beginning(self.path.stem), 0
        self._text = text
        self._torn = self._synced = False

    def _append(self, text: str) -> None:
        step = _step(self._text, text, self._after)
        self._files.append(self._descriptor, step)
        self._after = int(step[1:9], 16)
        self._length += len(step)

    def _begin(self, path: Path) -> int:
        descriptor = self._files.create(path, PRIVATE_FILE)
        self._named = False
        self._files.show_alive(descriptor)
        self._keep_room(descriptor)
        return descriptor

    def _begin_anew(self, text: str) -> None:
        """Put a file with the whole text as one step in the place of the one there is."""
        self._torn = True
        beside = self.path.with_suffix(NEW)
        with contextlib.suppress(FileNotFoundError):
            self._files.remove(beside)
        descriptor, step = self._begin(beside), _step("", text, _beginning(self.path.stem))
        try:
            self._files.append(descriptor, step)
            self._files.sync(descriptor)
            self._files.replace(beside, self.path)
        except BaseException:
            with contextlib.suppress(OSError):
                self._files.close(descriptor)
            raise
        old, self._descriptor = self._descriptor, descriptor
        self._after = int(step[1:9], 16)
        self._text, self._length, self._limit = text, len(step), _LONG + 2 * len(step)
        self._torn = self._synced = False
        self._files.close(old)

    def _keep_room(self, descriptor: int) -> None:
        """Have the disk keep room for the line, where it lets itself be asked: it may be full before Enter comes."""
        with contextlib.suppress(OSError):
            self._files.reserve(descriptor, 0, _ROOM)

    @property
    def unsynced(self) -> bool:
        """Whether something was kept that may not be on the disk yet."""
        return not self._synced

    def sync(self) -> None:
        """Bring to the disk what was kept since the last time. May be called from any thread."""
        if self._synced or self._descriptor < 0:
            return
        with self._lock:
            if self._doubtful:
                self._torn = True
                self._keep(self._wanted)
        self._synced = True
        try:
            self._files.sync(self._descriptor)
            if not self._named:
                self._files.sync_folder(self.path.parent)
                self._named = True
        except OSError:
            self._synced = False
            self._doubtful = True  # a second sync that succeeds proves nothing: all is written anew
            raise
        self._doubtful = False

    def close(self) -> None:
        """Let go of the file, and take an empty one away."""
        if self._descriptor >= 0:
            descriptor, self._descriptor = self._descriptor, -1
            self._files.close(descriptor)
            if not self._text:
                self._files.remove(self.path)


def find_drafts(folder: Path, who: str, own: str, files: Files) -> list[Found]:
    """Return the lines that other sessions of that scribe left and nobody has taken over, the oldest first.

    A session that still hangs on a dead terminal counts too.
    """
    found = []
    with contextlib.suppress(OSError):
        for name in files.names(folder):
            session = name.removesuffix(SUFFIX)
            if name.endswith(SUFFIX) and session != own and session.split("-")[1:2] == [slug(who)]:
                with contextlib.suppress(OSError):
                    if _is_own(folder / name, files):
                        found.append(_read(folder / name, files))
    return [draft for draft in found if draft.text]


def take_over(draft: Found, files: Files) -> None:
    """Note that a draft's text stands in another session's line now. Raises OSError."""
    mark = draft.path.with_suffix(TAKEN)
    with contextlib.suppress(FileNotFoundError):
        files.remove(mark)
    descriptor = files.create(mark, PRIVATE_FILE)
    try:
        files.append(descriptor, _mark(draft))
        files.sync(descriptor)
    finally:
        files.close(descriptor)


def _read(path: Path, files: Files) -> Found:
    content = files.read(path)
    found = Found(path, replay(content, path.stem), len(content))
    with contextlib.suppress(OSError):
        mark = path.with_suffix(TAKEN)
        if files.read(mark) == _mark(found) and _is_own(mark, files):
            return replace(found, text="")
    return found


def _is_own(path: Path, files: Files) -> bool:
    """Tell whether the user wrote a file: what a fellow scribe lays there never comes into the line."""
    return files.status(path).st_uid == os.geteuid()


def _mark(draft: Found) -> bytes:
    return b"%d %08x" % (draft.length, zlib.crc32(draft.text.encode(errors="surrogatepass")))


def replay(content: bytes, session: str) -> str:
    """Return the text that the steps of a session's draft lead to, up to the first that is not whole, or not its own.

    A power cut may leave in a file what once stood in another one.
    """
    text, after = "", _beginning(session)
    first, *lines = content.split(b"\n")
    for line in [] if first else lines:
        step = whole_part(line, b"]", after)
        try:
            at, cut, put = json.loads(step[9:])
            text, after = text[:at] + put + text[at + cut :], int(step[:8], 16)
        except (ValueError, TypeError, RecursionError):
            break
        if len(step) < len(line):
            break
    return text


def _beginning(session: str) -> int:
    """Return what the checksum of a draft's first step goes on from."""
    return zlib.crc32(session.encode(errors="surrogatepass"))


def _step(old: str, new: str, after: int) -> bytes:
    at = _shared(old, new)
    rest_old, rest_new = old[at:], new[at:]
    same = _shared(rest_old[::-1], rest_new[::-1])
    step = [at, len(rest_old) - same, rest_new[: len(rest_new) - same]]
    body = json.dumps(step, ensure_ascii=False).encode(errors="surrogatepass")  # which json.loads reads as it was
    return b"\n%08x %s" % (zlib.crc32(body, after), body)


def _shared(one: str, other: str) -> int:
    """Return how many characters two texts begin with in common; by halves, since a line may be a megabyte."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
