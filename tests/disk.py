"""A disk in memory in the place of the file system: it can lose its power at any moment, and fail at any call."""

from __future__ import annotations

import errno
import os
import random
import stat
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from platters import Act, File, Folder

from storage.files import Files

ROOT = Path("/simulated")
"""A folder on every disk; nothing of that name is on a real one."""
READS = frozenset({"status", "names", "read", "start", "is_named", "is_alive", "show_alive", "claim", "close"})
"""The calls that change nothing."""


@dataclass(frozen=True)
class Fault:
    """How a call fails."""

    errno: int
    wrote: int = 0
    """How many bytes of it were written all the same."""
    late: bool = False
    """Whether all of it was done, and only the answer is an error."""
    forgets: bool = True
    """Of a sync: whether what was not synced is taken for synced from now on."""


def _no_fault(name: str, number: int) -> Fault | None:  # noqa: ARG001
    return None


class Disk(Files):
    """Files in memory. A call is told to `watch` before anything is done; `fault` says whether it fails, and how."""

    def __init__(self, root: Folder | None = None) -> None:
        self._numbers = count(1 if root is None else 1 << 20)
        self._user = os.geteuid()
        if root is None:
            root = self._new_folder(0o755)
            root.names[ROOT.name] = root.synced[ROOT.name] = self._new_folder(0o700)
        self._root = root
        self._open: dict[int, File | Folder] = {}
        self._locked: set[int] = set()
        self._descriptors = count(1000)
        self.calls = 0
        """How many calls have been made, those that failed too."""
        self.watch: Callable[[str], None] | None = None
        self.fault: Callable[[str, int], Fault | None] = _no_fault
        """Given a call's name and how many came before it."""

    # Power cuts

    def after_power_cut(self, rng: random.Random) -> Disk:
        """Return one of the disks that may be there when the power comes back."""
        others = b"".join(_contents(self._root)) if any(_unsynced(self._root)) else b""
        return Disk(_survivor(self._root, rng, others, {}))

    def copy(self) -> Disk:
        """Return a disk with the same in it, all of it synced."""
        return Disk(_copy(self._root, {}))

    def image(self) -> tuple[tuple[str, bytes], ...]:
        """Return all files with their paths and what is read in them, and the folders, whose paths end in a slash."""
        return tuple(_image(self._root, ""))

    def file(self, path: Path) -> File:
        """Return a file as it lies on the disk, for a test that wants to damage it, or to know what was synced."""
        node = self._find(str(path))
        assert isinstance(node, File), path
        return node

    def is_synced(self, path: Path) -> bool:
        """Tell whether a file and its name would be there after a power cut."""
        folder, name = self._place(path)
        node = self.file(path)
        return folder.synced.get(name) is node and node.content == node.synced

    def put(self, path: Path, content: bytes) -> None:
        """Put a file there, or other content into it, that lasts."""
        folder, name = self._place(path)
        node = folder.names.get(name)
        if not isinstance(node, File):
            node = self._new_file(0o600)
            node.links = 1
            folder.names[name] = folder.synced[name] = node
        node.content = node.synced = content

    def take_away(self, path: Path) -> None:
        """Take a file away for good."""
        folder, name = self._place(path)
        del folder.names[name]
        folder.synced.pop(name, None)

    # The calls

    def make_folder(self, path: Path, mode: int) -> None:
        fault = self._call("make_folder")
        folder, name = self._free_place(path)
        folder.do(Act(name, self._new_folder(mode)))
        _fail_late(fault)

    def give_to_group(self, path: Path, group: int, mode: int) -> None:
        fault = self._call("give_to_group")
        folder = self._folder(path)
        folder.group, folder.mode = group, mode
        _fail_late(fault)

    def status(self, path: Path) -> os.stat_result:
        _fail_late(self._call("status"))
        node = self._find(str(path))
        if isinstance(node, Folder):
            mode, links, size, group, changes = stat.S_IFDIR | node.mode, 2, 4096, node.group, 0
        else:
            mode, links, size, group = stat.S_IFREG | node.mode, node.links, len(node.content), node.owner
            changes = node.changes
        result = (mode, node.number, 1, links, node.owner, group, size, 0, 0, 0)
        return os.stat_result(result, {"st_mtime_ns": changes})

    def create(self, path: Path, mode: int, *, appends: bool = True) -> int:  # noqa: ARG002 who writes says where
        fault = self._call("create")
        folder, name = self._free_place(path)
        node = self._new_file(mode)
        folder.do(Act(name, node))
        _fail_late(fault)
        descriptor = next(self._descriptors)
        self._open[descriptor] = node
        return descriptor

    def append(self, descriptor: int, data: bytes) -> None:
        self._write("append", descriptor, data)

    def append_all(self, descriptor: int, data: bytes) -> None:
        self._write("append_all", descriptor, data)

    def write(self, descriptor: int, data: bytes, at: int) -> None:
        self._write("write", descriptor, data, at)

    def start(self, descriptor: int, at: int, length: int) -> None:  # noqa: ARG002 it may have begun with any bytes
        fault = self._call("start")
        self._opened(descriptor)
        _fail_late(fault)

    def is_named(self, descriptor: int) -> bool:
        _fail_late(self._call("is_named"))
        return self._opened(descriptor).links > 0

    def _write(self, name: str, descriptor: int, data: bytes, at: int | None = None) -> None:
        fault = self._call(name, torn=(descriptor, data, at))
        self._opened(descriptor).write(data, at)
        _fail_late(fault)

    def sync(self, descriptor: int) -> None:
        fault = self._call("sync", forgetful=descriptor)
        self._opened(descriptor).sync()
        _fail_late(fault)

    def sync_folder(self, path: Path) -> None:
        fault = self._call("sync_folder")
        self._folder(path).sync()
        _fail_late(fault)

    def reserve(self, descriptor: int, start: int, length: int) -> None:  # noqa: ARG002 there is always room
        fault = self._call("reserve")
        self._opened(descriptor)
        _fail_late(fault)

    def claim(self, folder: Path, patience: float = 5.0) -> int:  # noqa: ARG002 nobody lets go while one waits
        _fail_late(self._call("claim"))
        node = self._folder(folder)
        if any(held is node for held in self._open.values()):
            raise BlockingIOError(errno.EAGAIN, "claimed by another", str(folder))
        descriptor = next(self._descriptors)
        self._open[descriptor] = node
        return descriptor

    def truncate(self, descriptor: int, length: int = 0) -> None:
        fault = self._call("truncate")
        self._opened(descriptor).cut(length)
        _fail_late(fault)

    def close(self, descriptor: int) -> None:
        try:
            _fail_late(self._call("close"))
        finally:  # a descriptor is free whatever close answers
            node = self._open.pop(descriptor, None)
            if descriptor in self._locked and isinstance(node, File):
                self._locked.remove(descriptor)
                node.alive -= 1
        if node is None:
            raise OSError(errno.EBADF, "not open")

    def replace(self, source: Path, target: Path) -> None:
        fault = self._call("replace")
        folder, name = self._place(source)
        node = self._find(str(source))
        into, new = self._place(target)
        if isinstance(into.names.get(new), Folder):
            raise IsADirectoryError(errno.EISDIR, "is a folder", str(target))
        into.do(Act(new, node))
        folder.do(Act(name, None, (into, new)))
        _fail_late(fault)

    def link(self, source: Path, target: Path) -> None:
        fault = self._call("link")
        node = self._find(str(source))
        folder, name = self._free_place(target)
        folder.do(Act(name, node))
        _fail_late(fault)

    def remove(self, path: Path) -> None:
        fault = self._call("remove")
        if isinstance(self._find(str(path)), Folder):
            raise IsADirectoryError(errno.EISDIR, "is a folder", str(path))
        folder, name = self._place(path)
        folder.do(Act(name, None))
        _fail_late(fault)

    def names(self, folder: Path) -> list[str]:
        _fail_late(self._call("names"))
        return sorted(self._folder(folder).names)

    def read(self, path: Path, start: int = 0) -> bytes:
        _fail_late(self._call("read"))
        return self._file(path).content[start:]

    def show_alive(self, descriptor: int) -> None:
        if self._call("show_alive") is None:
            self._opened(descriptor).alive += 1
            self._locked.add(descriptor)

    def is_alive(self, path: Path) -> bool:
        _fail_late(self._call("is_alive"))
        return self._file(path).alive > 0

    # What they stand on

    def _call(
        self, name: str, torn: tuple[int, bytes, int | None] | None = None, forgetful: int | None = None
    ) -> Fault | None:
        """Let a call be watched and fail; return the fault of one that is done all the same."""
        if self.watch is not None:
            self.watch(name)
        self.calls += 1
        fault = self.fault(name, self.calls - 1)
        if fault is None or fault.late or name == "show_alive":
            return fault
        if torn is not None:
            descriptor, data, at = torn
            self._opened(descriptor).write(data[: fault.wrote], at)
        if forgetful is not None and fault.forgets:
            self._opened(forgetful).forget()
        if name == "close":
            return fault
        raise OSError(fault.errno, f"{name}: {os.strerror(fault.errno)}")

    def _new_file(self, mode: int) -> File:
        return File(next(self._numbers), mode, self._user)

    def _new_folder(self, mode: int) -> Folder:
        return Folder(next(self._numbers), mode, self._user)

    def _find(self, path: str) -> File | Folder:
        node: File | Folder = self._root
        for name in path.split("/"):
            if not name:
                continue
            if not isinstance(node, Folder):
                raise NotADirectoryError(errno.ENOTDIR, "not a folder", path)
            found = node.names.get(name)
            if found is None:
                raise FileNotFoundError(errno.ENOENT, "no such file", path)
            node = found
        return node

    def _place(self, path: Path) -> tuple[Folder, str]:
        above, _, name = str(path).rpartition("/")
        folder = self._find(above)
        if not isinstance(folder, Folder):
            raise NotADirectoryError(errno.ENOTDIR, "not a folder", str(path))
        return folder, name

    def _free_place(self, path: Path) -> tuple[Folder, str]:
        folder, name = self._place(path)
        if name in folder.names:
            raise FileExistsError(errno.EEXIST, "there already", str(path))
        return folder, name

    def _folder(self, path: Path) -> Folder:
        node = self._find(str(path))
        if not isinstance(node, Folder):
            raise NotADirectoryError(errno.ENOTDIR, "not a folder", str(path))
        return node

    def _file(self, path: Path) -> File:
        node = self._find(str(path))
        if not isinstance(node, File):
            raise OSError(errno.EINVAL, "not a regular file", str(path))
        return node

    def _opened(self, descriptor: int) -> File:
        node = self._open.get(descriptor)
        if not isinstance(node, File):
            raise OSError(errno.EBADF, "not open")
        return node


def _fail_late(fault: Fault | None) -> None:
    if fault is not None:
        raise OSError(fault.errno, os.strerror(fault.errno))


def _nodes(folder: Folder):
    for node in {id(node): node for node in (*folder.synced.values(), *folder.names.values())}.values():
        yield node
        if isinstance(node, Folder):
            yield from _nodes(node)


def _unsynced(root: Folder):
    return (isinstance(node, File) and bool(node.unsynced or node.doubtful) for node in _nodes(root))


def _contents(root: Folder):
    return (node.content for node in _nodes(root) if isinstance(node, File))


def _survivor(folder: Folder, rng: random.Random, others: bytes, made: dict[int, File | Folder]) -> Folder:
    """Return a folder with all that is under it as a power cut may leave it."""
    left = Folder(folder.number, folder.mode, folder.owner, folder.group)
    for name, node in folder.survive(rng).items():
        new = made.get(id(node))
        if new is None and isinstance(node, Folder):
            new = _survivor(node, rng, others, made)
        elif new is None:
            content = node.survive(rng, others)
            new = File(node.number, node.mode, node.owner, content, content)
        made[id(node)] = new
        if isinstance(new, File):
            new.links += 1
        left.names[name] = new
    left.synced = dict(left.names)
    return left


def _copy(folder: Folder, made: dict[int, File]) -> Folder:
    new = Folder(folder.number, folder.mode, folder.owner, folder.group)
    for name, node in folder.names.items():
        if isinstance(node, Folder):
            new.names[name] = _copy(node, made)
        else:
            file = made.setdefault(id(node), File(node.number, node.mode, node.owner, node.content, node.content))
            file.links += 1
            new.names[name] = file
    new.synced = dict(new.names)
    return new


def _image(folder: Folder, above: str):
    for name, node in sorted(folder.names.items()):
        path = f"{above}/{name}"
        if isinstance(node, Folder):
            yield path + "/", b""
            yield from _image(node, path)
        else:
            yield path, node.content
