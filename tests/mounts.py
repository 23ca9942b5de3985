"""Small disks, really mounted: in memory, and ext4 in a file. Only root may mount; each is taken off at the end."""

from __future__ import annotations

import errno
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

KINDS = ("tmpfs", "ext4")
_PIECE = 64 * 1024


def run(*command: object) -> None:
    """Run a command that must succeed."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}: {done.stderr}"


class Disk:
    """A mounted disk that holds nothing else."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._ballast = path / "ballast"

    def fill(self) -> None:
        """Fill it to the last byte with a file of somebody else's."""
        descriptor = os.open(self._ballast, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        piece = _PIECE
        while piece:
            try:
                os.write(descriptor, b"x" * piece)
                os.fsync(descriptor)
            except OSError as error:
                if error.errno != errno.ENOSPC:
                    raise
                piece //= 2
        os.close(descriptor)

    def make_room(self) -> None:
        """Take the other's file away again."""
        self._ballast.unlink()

    def break_down(self) -> None:
        """Have the kernel find a fault in the file system: nobody writes on it from then on. Only for ext4."""
        device = subprocess.run(
            ["findmnt", "-no", "SOURCE", self.path], capture_output=True, text=True, check=True
        ).stdout.strip()
        Path("/sys/fs/ext4", Path(device).name, "trigger_fs_error").write_text("1")

    def mount_again(self) -> None:
        """Take it off and mount it anew, as after a start of the machine. Only for ext4."""
        run("umount", self.path)
        run("mount", "-o", "loop", self.path.with_name("image"), self.path)

    def make_read_only(self) -> None:
        """Let nobody write on it; refused while somebody has a file open for writing."""
        run("mount", "-o", "remount,ro", self.path)

    def make_writable(self) -> None:
        """Let it be written again."""
        run("mount", "-o", "remount,rw", self.path)


@contextmanager
def mounted(kind: str, folder: Path) -> Iterator[Disk]:
    """A disk of 2 MiB in memory, or of 8 MiB with ext4."""
    path = folder / kind
    path.mkdir()
    if kind == "tmpfs":
        run("mount", "-t", "tmpfs", "-o", "size=2m,mode=700", "samling-test", path)
    else:
        image = folder / "image"
        image.write_bytes(b"")
        os.truncate(image, 8 << 20)
        run("mkfs.ext4", "-q", "-m", "0", image)
        run("mount", "-o", "loop,errors=remount-ro", image, path)
    try:
        yield Disk(path)
    finally:
        run("umount", "--lazy", path)  # a test that failed may have files open on it
