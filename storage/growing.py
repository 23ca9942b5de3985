"""A file that grows at its end, with room made before it is needed.

Beyond its end the file is filled with newlines, which are nothing to a reader of lines: what is written over them
is on the disk as soon as its bytes are, since the file's length and place on the disk stay what they were. Beyond
those the disk keeps some room free, so that a full one takes some hundred notes more.
"""

from __future__ import annotations

import contextlib
import errno
import os

from storage.files import Files

FILL = 64 * 1024
"""How many bytes are filled at a time."""
_FULL = (errno.ENOSPC, errno.EDQUOT)
RESERVE = 256 * 1024
"""How many bytes the disk keeps free beyond the end."""


class Growing:
    """A new file, given by its descriptor. It is not to be used any more when it has raised OSError."""

    def __init__(self, descriptor: int, files: Files) -> None:
        self._descriptor = descriptor
        self._files = files
        self._length = 0
        self._written = 0
        """The end of what has been written, whether or not it is on the disk."""
        self._filled = 0
        self._reserved = 0

    def put(self, data: bytes) -> None:
        """Return when the data are on the disk, at the file's end."""
        begun, end = self._length > 0, self._length + len(data)
        self._reserve(end)
        self._written = end
        self._files.write(self._descriptor, data, self._length)
        with contextlib.suppress(OSError):  # not every system lets itself be hurried
            self._files.start(self._descriptor, self._length, len(data))
        if not self._files.is_named(self._descriptor):
            raise OSError(errno.ENOENT, os.strerror(errno.ENOENT))  # somebody has taken it away
        self._files.sync(self._descriptor)
        self._length = end
        if begun and end > self._filled:  # who comes for one note only is not kept waiting
            self._fill()

    def close(self) -> None:
        """Let go of the file and of the room beyond its end; says nothing where that fails."""
        with contextlib.suppress(OSError):
            self._files.truncate(self._descriptor, self._written)
        with contextlib.suppress(OSError):
            self._files.close(self._descriptor)

    def _reserve(self, end: int) -> None:
        if end + RESERVE > self._reserved:
            with contextlib.suppress(OSError):  # not every system lets itself be asked
                self._files.reserve(self._descriptor, self._reserved, end + RESERVE + FILL - self._reserved)
                self._reserved = end + RESERVE + FILL

    def _fill(self) -> None:
        self._filled = self._length + FILL
        try:
            self._files.write(self._descriptor, b"\n" * FILL, self._length)
        except OSError as error:
            if error.errno not in _FULL:
                raise
            return  # the next notes make the file longer, as the first did
        self._files.sync(self._descriptor)
