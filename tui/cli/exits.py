"""The exit statuses, by name."""

from __future__ import annotations

from enum import IntEnum

from storage.errors import (
    BadAgenda,
    BadBackup,
    BadImport,
    BadKey,
    BadSettings,
    BadTemplate,
    FileChanged,
    FileExists,
    FileInUse,
    FileNotWritten,
    NotSaved,
    SamlingError,
    StoreError,
    UnknownFormat,
    UnknownReference,
)


class Exit(IntEnum):
    """What the exit status says."""

    OK = 0
    FAILURE = 1
    """Something was refused, and nothing was changed."""
    USAGE = 2
    STORE = 3
    """The store is missing, not a store, too new, or may not be used."""
    UNKNOWN = 4
    """Nothing is called that."""
    NOT_SAVED = 5
    FILE = 6
    """A file is in the way, cannot be read or cannot be written."""
    DAMAGED = 7
    """`check` found something that is not whole."""
    INTERRUPTED = 130


def exit_of(error: SamlingError) -> Exit:
    """Return the exit status for an error."""
    match error:
        case BadSettings() | UnknownFormat():
            return Exit.USAGE
        case StoreError():
            return Exit.STORE
        case UnknownReference():
            return Exit.UNKNOWN
        case NotSaved():
            return Exit.NOT_SAVED
        case (
            FileChanged()
            | FileExists()
            | FileInUse()
            | FileNotWritten()
            | BadAgenda()
            | BadBackup()
            | BadKey()
            | BadImport()
            | BadTemplate()
        ):
            return Exit.FILE
    return Exit.FAILURE
