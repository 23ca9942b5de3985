"""The errors of the store. They carry facts; the sentences about them are written in tui.phrases.

SamlingError
├── StoreError                 the store as a whole
│   ├── StoreMissing           there is no such folder
│   ├── NotAStore              the folder or file is something else
│   ├── StoreExists            a new store would land on an old one
│   ├── NewerFormat            written by a later program than this one
│   ├── StoreDenied            it may not be read or written
│   ├── StoreUnsafe            somebody else could lead the program astray in it
│   ├── StoreUnrelated         it has nothing in common with the one to be joined to it
│   └── GroupDenied            it cannot be shared with that group
├── NotSaved                   a change is not on the disk
├── UnknownReference           no item, gathering, group, theme or person of that name
├── GatheringClosed            it is final, and not written in
├── NoVersion                  minutes have no such version, or are not final
├── NotATask                   nobody tells how far they have come with that
├── NotLater                   minutes would be approved before they were written
├── VersionLost                what stood in a version of minutes cannot be told any more
├── NothingToUndo              no change of one's own is left
├── FileExists                 an export would land on an old file
├── FileNotWritten             a file could not be written, and why
├── FileInUse                  a file is open in another program
├── UnknownFormat              a file's name ends in nothing that can be written
├── FileChanged                a file is no longer the one that was read, and is left alone
├── BadTemplate                an organisation's Word template cannot be used
├── MinutesIncomplete          a file of minutes lacks items that should be in it
├── NothingDue                 there is no due date to put into a calendar
├── ConverterMissing           the program that makes PDF files is not installed
├── ConversionFailed           that program did not make one
├── BadBackup              a file is no backup of a store
├── BadKey                     a file is no key to who the numbered participants are
├── BadAgenda                  a file is no agenda to begin with
├── BadSettings                the user's file of settings is not what it should be
└── BadImport                  a table of people is not what it should be
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


class SamlingError(Exception):
    """Anything that goes wrong in a way that the user can be told of."""


class StoreError(SamlingError):
    """The store as a whole cannot be used."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path
        """The folder of the store."""


class StoreMissing(StoreError):
    """There is nothing at that path."""


class NotAStore(StoreError):
    """What is at that path is not a store."""


class StoreExists(StoreError):
    """There is a store, or something else that would be overwritten, at that path."""


class NewerFormat(StoreError):
    """The store was written by a later program."""

    def __init__(self, path: Path, found: int, known: int) -> None:
        super().__init__(path)
        self.found = found
        """The store's format number."""
        self.known = known
        """The highest format number that this program reads."""


class StoreDenied(StoreError):
    """The operating system refuses to read or to write the store."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(path)
        self.reason = reason
        """The operating system's own words."""


class StoreUnsafe(StoreError):
    """Somebody else could have the program write or read where they like."""

    def __init__(self, path: Path, part: Path, problem: str) -> None:
        super().__init__(path)
        self.part = part
        """The folder, link or file that is not as it should be."""
        self.problem = problem
        """`link`, `kind`, `owner`, `not-own`, `open` or `above`."""


class GroupDenied(StoreError):
    """A store cannot be shared with a group."""

    def __init__(self, path: Path, group: str, problem: str) -> None:
        super().__init__(path)
        self.group = group
        """The name of the group."""
        self.problem = problem
        """`unknown`, `member` or `refused`."""


class StoreUnrelated(StoreError):
    """Two stores have no session in common."""

    def __init__(self, path: Path, other: Path) -> None:
        super().__init__(path)
        self.other = other
        """The folder of the store that should be joined to it."""


class NotSaved(SamlingError):
    """A change is not on the disk; whoever made it still holds it and may try again."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason
        """The operating system's own words."""


class UnknownReference(SamlingError):
    """Nothing in the store answers to that name."""

    def __init__(self, what: str, name: str) -> None:
        super().__init__(f"{what} {name}")
        self.what = what
        """`item`, `gathering`, `group`, `theme`, `person` or `organisation`."""
        self.name = name
        """The name as it was typed."""


class GatheringClosed(SamlingError):
    """A gathering is final, and is not written in before it is opened again."""

    def __init__(self, number: int) -> None:
        super().__init__(str(number))
        self.number = number


class NoVersion(SamlingError):
    """The minutes of a gathering have no such version."""

    def __init__(self, number: int, version: int) -> None:
        super().__init__(f"{number} {version}")
        self.number = number
        """Of the gathering."""
        self.version = version
        """0 where any would do."""
        self.problem = "missing" if version else "none"


class NotATask(SamlingError):
    """How far somebody has come cannot be told of an item."""

    def __init__(self, reference: str, problem: str) -> None:
        super().__init__(f"{reference}: {problem}")
        self.reference = reference
        self.problem = problem
        """`kind` (it is no task), `party` (the organisation does not have it) or `early` (it was agreed later)."""


class NotLater(SamlingError):
    """Minutes are approved at a gathering after the one that they are of."""

    def __init__(self, number: int, at: int) -> None:
        super().__init__(f"{number} {at}")
        self.number = number
        self.at = at
        """The number of the gathering at which they should be approved."""


class VersionLost(SamlingError):
    """Records are lost that whoever made a version of minutes had read: what stood in it cannot be told any more."""

    def __init__(self, number: int) -> None:
        super().__init__(str(number))
        self.number = number
        """Of the version."""


class NothingToUndo(SamlingError):
    """The scribe has no change left to undo or redo."""


class FileExists(SamlingError):
    """A file is in the way of an export."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


class FileNotWritten(SamlingError):
    """A file outside the store could not be written; an older one of that name is whole."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class FileInUse(SamlingError):
    """A file that should be replaced is open in a word processor, which would write its own over it."""

    def __init__(self, path: Path, lock: Path, user: str) -> None:
        super().__init__(str(path))
        self.path = path
        self.lock = lock
        """The file by which that program tells others."""
        self.user = user
        """Who has it open, as that program says; nothing where it does not."""


class UnknownFormat(SamlingError):
    """No file can be written whose name ends like that."""

    def __init__(self, path: Path, known: Sequence[str]) -> None:
        super().__init__(str(path))
        self.path = path
        self.known = tuple(known)
        """What a name may end in."""


class FileChanged(SamlingError):
    """Another program has changed a file since it was read, so it is not overwritten."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


class BadTemplate(SamlingError):
    """A Word template cannot be used for the look of the minutes."""

    def __init__(self, path: Path | None, problem: str) -> None:
        super().__init__(f"{path}: {problem}")
        self.path = path
        """Nothing where the template came as bytes."""
        self.problem = problem
        """`unreadable`, `size`, `format`, `old`, `strict`, `damaged`, `entities`, `external`, `nested` or `styles`."""


class MinutesIncomplete(SamlingError):
    """Minutes that were opened again lack items; no file was written."""

    def __init__(self, references: Sequence[str]) -> None:
        super().__init__(" ".join(references))
        self.references = tuple(references)
        """Of the items that were not found."""


class NothingDue(SamlingError):
    """A calendar was asked for, and no action has a due date; no file was written."""


class ConverterMissing(SamlingError):
    """The program that makes PDF files of Word files is not installed."""


class ConversionFailed(SamlingError):
    """A Word file was not made into a PDF file; nothing was written."""

    def __init__(self, problem: str, *, seconds: int = 0, reason: str = "") -> None:
        super().__init__(f"{problem} {reason}".rstrip())
        self.problem = problem
        """`refused`, `slow`, `kind` (it is no PDF/A) or `system`."""
        self.seconds = seconds
        """How long was waited, where it was too slow."""
        self.reason = reason
        """The operating system's own words, where it was that which refused."""


class BadBackup(SamlingError):
    """A file is no backup of a store."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem
        """`unreadable`, `name`, `size` or `empty`."""


class BadSettings(SamlingError):
    """The user's file of settings cannot be used."""

    def __init__(self, path: Path, line: int, problem: str, **facts: str) -> None:
        self.where = f"{path}:{line}" if line else str(path)
        """The file, with the line where that is known."""
        super().__init__(f"{self.where}: {problem}")
        self.problem = problem
        """The last part of the name of the sentence that tells it."""
        vars(self).update(facts)  # what that sentence names


class BadKey(SamlingError):
    """A file that should tell who the numbered participants are cannot be used."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(f"{path}: {problem}")
        self.path = path
        self.problem = problem
        """`unreadable`, `open`, `damaged`, `newer`, `other` or `inside`."""


class BadAgenda(SamlingError):
    """A file with an agenda cannot be read."""

    def __init__(self, path: Path, line: int, problem: str) -> None:
        super().__init__(f"{path}:{line}: {problem}")
        self.path = path
        self.line = line
        """The line, counted from 1; 0 where the whole file is meant."""
        self.problem = problem
        """`unreadable`, `encoding`, `empty`, `title` or `minutes`."""


class BadImport(SamlingError):
    """A table of people cannot be read."""

    def __init__(self, path: Path, line: int, problem: str) -> None:
        super().__init__(f"{path}:{line}: {problem}")
        self.path = path
        self.line = line
        """The line, counted from 1; 0 where the whole file is meant."""
        self.problem = problem
        """`encoding`, `columns`, `name` or `empty`."""
