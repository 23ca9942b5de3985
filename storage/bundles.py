"""Files with the records of several sessions, as they stood where they were written first."""

from __future__ import annotations

import contextlib
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from storage.entries import BUNDLE, SUFFIX, Entry, whole_lines
from storage.errors import FileNotWritten, StoreDenied
from storage.files import PRIVATE_FILE, Files, write_whole
from storage.journal import now, session_name
from storage.sharing import SHARED_FILE, is_shared, make_part


def read_lines_of(path: Path, files: Files) -> Iterator[tuple[bytes, Entry]]:
    """Yield a journal's whole records with their bytes. Raises OSError."""
    yield from whole_lines(files.read(path))


def journals_in(folder: Path, files: Files) -> list[Path]:
    """Return the regular files among the journals of a folder, bundles last. Raises OSError."""
    paths = [folder / name for name in files.names(folder) if name.endswith(SUFFIX)]
    regular = [path for path in paths if stat.S_ISREG(files.status(path).st_mode)]
    return sorted(regular, key=lambda path: (path.stem.endswith(BUNDLE), path.name))


def write_bundle(journals: Path, who: str, lines: Iterable[bytes], files: Files) -> Path:
    """Write records into a new file among a store's journals, and return it when it is on the disk as it should be.

    Raises FileNotWritten.
    """
    path = journals / f"{session_name(who, now())}{BUNDLE}{SUFFIX}"
    content = b"".join(b"\n" + line for line in lines)
    shared = is_shared(files.status(journals.parent))
    write_whole(path, content, mode=SHARED_FILE if shared else PRIVATE_FILE, files=files)
    try:
        written = files.read(path)
    except OSError as error:
        raise FileNotWritten(path, error.strerror or str(error)) from error
    if written != content:
        raise FileNotWritten(path, "verify")
    return path


def move_aside(path: Path, folder: Path, files: Files) -> Path:
    """Move a file into another folder of the store, and return where it is now; at no moment it is nowhere.

    Raises StoreDenied; the file is in either folder then, or in both.
    """
    target = folder / path.name
    try:
        with contextlib.suppress(FileExistsError):
            make_part(folder, files)
        try:
            files.link(path, target)
        except FileExistsError:
            pass  # somebody was interrupted here
        except OSError:  # no links on this system, or to this file, whose owner is another
            files.replace(path, target)
        files.sync_folder(folder)
        with contextlib.suppress(FileNotFoundError):
            files.remove(path)
        files.sync_folder(path.parent)
    except OSError as error:
        raise StoreDenied(path.parent.parent, error.strerror or str(error)) from error
    return target
