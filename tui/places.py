"""Where the files lie that are named on the screen: anywhere, or in the one folder that a restricted account has."""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from pathlib import Path

from storage.files import PRIVATE_FILE, make_way
from storage.sharing import SHARED_FILE, is_shared

_LONGEST = 200
"""The bytes of a name; a file system takes 255, and the program puts some of its own to them."""


@dataclass(frozen=True)
class Place:
    """What a name on the screen leads to."""

    folder: Path | None = None
    """No name leads out of it; None where the user may go anywhere."""
    keys: Path = Path()
    """The folder of the files that tell who the numbered participants in documents are."""

    @property
    def open(self) -> bool:
        """Whether the user may go anywhere, and links are followed."""
        return self.folder is None

    def allows(self, name: str) -> bool:
        """Tell whether somebody may use that name: in a folder that is set it is a plain one."""
        plain = not name.startswith(".") and not {"/", "\0"} & set(name)
        return self.open or (plain and 0 < len(name.encode(errors="replace")) <= _LONGEST)

    def path(self, name: str) -> Path:
        """Return the path for a name that is allowed."""
        return self.folder / name if self.folder else Path(os.path.expanduser(name))  # noqa: PTH111 it never raises

    def name(self, path: Path) -> str:
        """Return what is to be typed for a path."""
        return str(path) if self.open else path.name

    def proposed(self, name: str) -> Path:
        """Return the path for a new file: in the current folder, or at home where that cannot be written."""
        if self.folder:
            return self.folder / name
        try:
            here = Path.cwd()
        except OSError:  # the folder is gone
            return Path.home() / name
        return (here if os.access(here, os.W_OK) else Path.home()) / name

    def mode(self) -> int | None:
        """Return the mode of a new file: in a folder that a group shares the group reads it; None leaves it be."""
        if self.folder is None:
            return None
        with contextlib.suppress(OSError):
            return SHARED_FILE if is_shared(self.folder.stat()) else PRIVATE_FILE
        return PRIVATE_FILE

    def prepare(self) -> None:
        """Make the folder that is set, where it is not there and may be made."""
        if self.folder:
            with contextlib.suppress(OSError):
                make_way(self.folder / "file")
