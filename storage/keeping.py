"""The keeping of store.json: when a store begins with it, when it is written anew, and when it is left alone."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from storage import handmade
from storage.errors import StoreDenied
from storage.files import PRIVATE_FILE, Files
from storage.folder import ARCHIVE, DAMAGED, JOURNALS, SNAPSHOT
from storage.handmade import HandMade
from storage.journal import now
from storage.reader import Reader
from storage.sharing import SHARED_FILE, is_shared, is_vouched_for, make_part
from storage.snapshot import NotOurs, Snapshot, is_ours, read_snapshot, write_snapshot


class Keeping:
    """The store.json of a store whose folder has that status."""

    def __init__(self, store: Path, folder: os.stat_result, files: Files) -> None:
        self._path = store / SNAPSHOT
        self._folder = folder
        self._files = files
        self.hand_made = False
        """Whether the file is another than this program wrote: it is not replaced before somebody has decided."""

    def begin(self) -> Snapshot | None:
        """Return what to begin with: what the file holds, if this program wrote it for somebody whom one trusts.

        Raises NewerFormat.
        """
        try:
            trusted = not is_shared(self._folder) or is_vouched_for(self._files.status(self._path), self._folder)
            if trusted:
                return read_snapshot(self._path, self._files)
            self.hand_made = not is_ours(self._path, self._files)
        except NotOurs:
            self.hand_made = True
        except OSError:
            pass  # it can be made again
        return None

    def write(self, snapshot: Snapshot) -> None:
        """Replace the file, unless somebody has changed it by hand. Raises FileNotWritten."""
        self.hand_made = self._is_hand_made()
        if not self.hand_made:
            mode = SHARED_FILE if is_shared(self._folder) else PRIVATE_FILE
            write_snapshot(self._path, snapshot, self._files, mode=mode)

    def hand_changes(self) -> HandMade:
        """Return what was changed in the file by hand. Raises NotOurs, OSError."""
        return handmade.find(self._path, Reader(self._path.parent / JOURNALS, self._files), self._files)

    def set_aside(self, folder: str = ARCHIVE) -> Path:
        """Move the file out of the way, and return where it is now. Raises StoreDenied."""
        store = self._path.parent
        target = store / folder / f"store-{now()}.json"
        try:
            with contextlib.suppress(FileExistsError):
                make_part(target.parent, self._files)
            self._files.replace(self._path, target)
            self._files.sync_folder(target.parent)
            self._files.sync_folder(store)
        except OSError as error:
            raise StoreDenied(store, error.strerror or str(error)) from error
        self.hand_made = False
        return target

    def _is_hand_made(self) -> bool:
        """Tell whether the file says what no journal does; where it says nothing, it is moved to damaged/."""
        try:
            return not is_ours(self._path, self._files) and bool(self.hand_changes().edits)
        except NotOurs:
            with contextlib.suppress(StoreDenied):
                self.set_aside(DAMAGED)
        except OSError:
            pass  # it is not there, or cannot be read: replacing it shows
        return False
