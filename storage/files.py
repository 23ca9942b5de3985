"""Every call to the file system that the store and the exports make: the seam at which tests inject faults.

Failures are the operating system's own OSError; who calls says what it means.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import stat
import struct
import time
from pathlib import Path

from storage.errors import FileExists, FileNotWritten

PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600
_RESERVE = 0x4030582A
"""FS_IOC_RESVSP64 of linux/falloc.h: fallocate with FALLOC_FL_KEEP_SIZE, which Python's own call cannot ask for."""


class Files:
    """The file system as it is. Tests put a subclass in its place that fails, tears or forgets."""

    def make_folder(self, path: Path, mode: int) -> None:
        """Make a folder with exactly that mode, whatever the umask."""
        path.mkdir(mode)
        path.chmod(mode)

    def give_to_group(self, path: Path, group: int, mode: int) -> None:
        """Give a folder to a group, and then that mode; a system that cannot keep them may be silent about it."""
        os.chown(path, -1, group, follow_symlinks=False)
        path.chmod(mode)

    def status(self, path: Path) -> os.stat_result:
        """Return what the system knows of a name; a link is not followed."""
        return path.lstat()

    def create(self, path: Path, mode: int, *, appends: bool = True) -> int:
        """Return a descriptor of a new file, which appends or not; never opens what is there or follows a link."""
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
        descriptor = os.open(path, flags | os.O_APPEND if appends else flags, mode)
        os.fchmod(descriptor, mode)
        return descriptor

    def append(self, descriptor: int, data: bytes) -> None:
        """Write everything with one call, or raise: the rest of a short write has no place to go."""
        written = os.write(descriptor, data)
        if written != len(data):
            raise OSError(errno.ENOSPC, "short write")

    def write(self, descriptor: int, data: bytes, at: int) -> None:
        """Write everything at that byte of a file that does not append, with one call, or raise."""
        written = os.pwrite(descriptor, data, at)
        if written != len(data):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def start(self, descriptor: int, at: int, length: int) -> None:
        """Have the disk begin with those bytes, and wait for nothing: a sync after it finds less to do.

        Linux takes the advice that they are not needed in memory for that; of pages of which they are a part only, it
        drops none.
        """
        os.posix_fadvise(descriptor, at, length, os.POSIX_FADV_DONTNEED)

    def is_named(self, descriptor: int) -> bool:
        """Tell whether an open file still has the name that it was opened by, or one that it was given since.

        Asked of the name and not of the file: on Linux 6.13 and later, who reads a file's times has the next write
        set them anew, and the sync after it wait for that too, which doubles what it costs.
        """
        try:
            target = os.readlink(f"/proc/self/fd/{descriptor}")  # noqa: PTH115 half as dear as a Path
        except OSError:  # a system without /proc
            return os.fstat(descriptor).st_nlink > 0
        return not target.endswith(" (deleted)")

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

    def reserve(self, descriptor: int, start: int, length: int) -> None:
        """Have the disk keep room for that many bytes from there on, past the file's end, which does not move."""
        room = struct.pack("@hhqqiI4i", 0, os.SEEK_SET, start, length, 0, 0, 0, 0, 0, 0)
        fcntl.ioctl(descriptor, _RESERVE, room)

    def truncate(self, descriptor: int, length: int = 0) -> None:
        """Take away what stands in a file from that byte on, and what was reserved there."""
        os.ftruncate(descriptor, length)

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

    def claim(self, folder: Path, patience: float = 5.0) -> int:
        """Return a descriptor that holds a folder against others who claim it, where locks are to be had.

        Raises BlockingIOError when another has held it for that many seconds.
        """
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        end = time.monotonic() + patience
        try:
            while True:
                try:
                    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    if time.monotonic() > end:
                        raise
                    time.sleep(0.005)
                except OSError:  # a file system without locks
                    return descriptor
                else:
                    return descriptor
        except BaseException:
            os.close(descriptor)
            raise

    def is_alive(self, path: Path) -> bool:
        """Tell whether some process shows itself alive on the file. Raises OSError, also where there are no locks."""
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(descriptor)
        return False


def make_way(path: Path, files: Files | None = None) -> None:
    """Make the folders that lead to a path, private whatever the umask. Raises OSError."""
    files = files or Files()
    for folder in reversed(path.parents):
        if not folder.exists():
            with contextlib.suppress(FileExistsError):  # another process was as quick
                files.make_folder(folder, PRIVATE_FOLDER)


def write_whole(
    path: Path,
    data: bytes,
    *,
    overwrite: bool = False,
    follow: bool = True,
    mode: int | None = None,
    files: Files | None = None,
) -> None:
    """Write a file so that at every moment either the old one or the whole new one is there.

    The file gets that mode; where none is given, a new one is private and one that is replaced keeps its own. Where
    the name is a link, the file that it leads to is replaced, or the link itself if it shall not be followed. Raises
    FileExists where there is a file already and it may not be overwritten, FileNotWritten where the system refuses.
    """
    files = files or Files()
    target = path.resolve() if overwrite and follow else path
    beside = target.with_name(f".{target.name[:60]}.{os.urandom(6).hex()}.part")
    try:
        if not overwrite and os.path.lexists(path):
            raise FileExists(path)
        descriptor = files.create(beside, _mode_of(target) if mode is None else mode)
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


def _mode_of(path: Path) -> int:
    try:
        status = path.lstat()
    except OSError:
        return PRIVATE_FILE
    return stat.S_IMODE(status.st_mode) if stat.S_ISREG(status.st_mode) else PRIVATE_FILE


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
