"""Every call to the file system that the store and the exports make: the seam at which tests inject faults.

Failures are the operating system's own OSError; who calls says what it means.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import secrets
import stat
from pathlib import Path

from storage.errors import FileExists, FileNotWritten

PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600


class Files:
    """The file system as it is. Tests put a subclass in its place that fails, tears or forgets."""

    def make_folder(self, path: Path, mode: int) -> None:
        """Make a folder with exactly that mode, whatever the umask."""
        path.mkdir(mode)
        path.chmod(mode)

    def create(self, path: Path, mode: int) -> int:
        """Return a descriptor that appends to a new file; never opens what is there or follows a link."""
        flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
        descriptor = os.open(path, flags, mode)
        os.fchmod(descriptor, mode)
        return descriptor

    def append(self, descriptor: int, data: bytes) -> None:
        """Write everything with one call, or raise: the rest of a short write has no place to go."""
        written = os.write(descriptor, data)
        if written != len(data):
            raise OSError(errno.ENOSPC, "short write")

    def append_all(self, descriptor: int, data: bytes) -> None:
        """Write everything, in as many calls as it takes: for files that have no name yet."""
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(descriptor, rest) :]

    def sync(self, descriptor: int) -> None:
        """Return when the file's content is on the disk."""
        os.fdatasync(descriptor)

    def sync_folder(self, path: Path) -> None:
        """Return when the names in a folder are on the disk."""
        descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def truncate(self, descriptor: int) -> None:
        """Empty a file."""
        os.ftruncate(descriptor, 0)

    def close(self, descriptor: int) -> None:
        """Let go of a file."""
        os.close(descriptor)

    def replace(self, source: Path, target: Path) -> None:
        """Give a file another's name, in one step."""
        source.replace(target)

    def link(self, source: Path, target: Path) -> None:
        """Give a file a second name, in one step that fails where the name is taken."""
        target.hardlink_to(source)

    def remove(self, path: Path) -> None:
        """Take a name away; only ever done to the program's own unfinished files."""
        path.unlink()

    def names(self, folder: Path) -> list[str]:
        """Return the names in a folder, sorted."""
        return sorted(os.listdir(folder))  # noqa: PTH208 a list of names is what is wanted

    def size(self, path: Path) -> int:
        """Return a regular file's length in bytes; links and devices are refused."""
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, "not a regular file", str(path))
        return status.st_size

    def read(self, path: Path, start: int = 0) -> bytes:
        """Return a regular file's bytes from there to its end."""
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK)
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.close(descriptor)
            raise OSError(errno.EINVAL, "not a regular file", str(path))
        with os.fdopen(descriptor, "rb") as file:
            file.seek(start)
            return file.read()

    def show_alive(self, descriptor: int) -> None:
        """Hold a shared lock on the file for as long as the process lives, where locks are to be had."""
        with contextlib.suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)

    def is_alive(self, path: Path) -> bool:
        """Tell whether some process shows itself alive on the file."""
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        except OSError:
            return False
        finally:
            os.close(descriptor)
        return False


def write_whole(
    path: Path,
    data: bytes,
    *,
    overwrite: bool = False,
    follow: bool = True,
    mode: int = PRIVATE_FILE,
    files: Files | None = None,
) -> None:
    """Write a file so that at every moment either the old one or the whole new one is there.

    A new file gets that mode; one that is replaced keeps its own. Where the name is a link, the file that it leads to
    is replaced, or the link itself if it shall not be followed. Raises FileExists where there is a file
    already and it may not be overwritten, FileNotWritten where the system refuses.
    """
    files = files or Files()
    target = path.resolve() if overwrite and follow else path
    beside = target.with_name(f".{target.name[:60]}.{secrets.token_hex(6)}.part")
    try:
        if not overwrite and os.path.lexists(path):
            raise FileExists(path)
        descriptor = files.create(beside, _mode_of(target, mode))
        try:
            try:
                files.append_all(descriptor, data)
                files.sync(descriptor)
            finally:
                files.close(descriptor)
            _give_name(files, beside, target, overwrite=overwrite)
        except BaseException:
            with contextlib.suppress(OSError):
                files.remove(beside)
            raise
        files.sync_folder(target.parent)
    except FileExistsError as error:
        raise FileExists(path) from error
    except OSError as error:
        raise FileNotWritten(path, error.strerror or str(error)) from error


def _mode_of(path: Path, new: int) -> int:
    try:
        status = path.lstat()
    except OSError:
        return new
    return stat.S_IMODE(status.st_mode) if stat.S_ISREG(status.st_mode) else new


def _give_name(files: Files, beside: Path, target: Path, *, overwrite: bool) -> None:
    if overwrite:
        files.replace(beside, target)
        return
    try:
        files.link(beside, target)
    except FileExistsError:
        raise
    except OSError:
        files.replace(beside, target)  # a file system without hard links; the name was free a moment ago
    else:
        files.remove(beside)
