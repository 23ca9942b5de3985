"""The folder of a store: what lies where in it, how it is made, and what is no store."""

from __future__ import annotations

import os
from pathlib import Path

from storage.errors import NotAStore, StoreDenied, StoreExists, StoreMissing
from storage.files import PRIVATE_FOLDER, Files
from storage.sharing import group_number, is_shared, make_part, refuse_unsafe, share

JOURNALS, DRAFTS, DAMAGED, ARCHIVE, SNAPSHOT = "journals", "drafts", "damaged", "archive", "store.json"
WORDS = "words.toml"
"""The file in a store's folder that adds words to the word lists, and takes words out."""
TEMPLATES = tuple(f"template.{suffix}" for suffix in ("dotx", "docx", "dotm", "docm"))
"""What the Word template may be called that gives all documents of a store their look."""


def template_in(path: Path) -> Path | None:
    """Return the store's own Word template; None where it has none."""
    return next((path / name for name in TEMPLATES if os.path.lexists(path / name)), None)


def make_folder(path: Path, group: str | None, files: Files) -> None:
    """Make the folder of a new store, or take an empty one for it, and the folders in it.

    It is private to its owner, unless it shall be shared with a group, or lies in a folder that is there already
    and that its group may write in (2770). Raises StoreExists, StoreMissing where the folder above is not there,
    StoreDenied, StoreUnsafe, GroupDenied.
    """
    if group is not None:
        group_number(path, group)  # to be refused before there is a folder
    try:
        if not path.exists():
            files.make_folder(path, PRIVATE_FOLDER)
        elif not path.is_dir() or files.names(path):
            raise StoreExists(path)
        if group is not None:
            share(path, group, files)
        shared = is_shared(refuse_unsafe(path, (), files, own=True))
        for name in (JOURNALS, DRAFTS, DAMAGED, ARCHIVE) if shared else (JOURNALS, DRAFTS):
            make_part(path / name, files)
        files.sync_folder(path)
        files.sync_folder(path.parent)
    except FileNotFoundError as error:
        raise StoreMissing(path.parent) from error
    except OSError as error:
        raise StoreDenied(path, error.strerror or str(error)) from error


def check_folder(path: Path, files: Files) -> os.stat_result:
    """Return the folder's status. Raises StoreMissing, NotAStore, StoreDenied, StoreUnsafe."""
    try:
        status = refuse_unsafe(path, (JOURNALS, DRAFTS, DAMAGED, ARCHIVE), files)
        names = files.names(path)
    except FileNotFoundError as error:
        raise StoreMissing(path) from error
    except NotADirectoryError as error:
        raise NotAStore(path) from error
    except OSError as error:
        raise StoreDenied(path, error.strerror or str(error)) from error
    if JOURNALS not in names:
        raise NotAStore(path)
    return status
