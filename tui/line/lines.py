"""What a typed line may mean."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from storage.model import Kind


class Slot(NamedTuple):
    """What a line says of a need besides its text."""

    name: str
    """One of tui.line.slots.SLOTS."""
    text: str
    """Never empty."""


@dataclass(frozen=True)
class Capture:
    """One thing that was said. Parties and the theme are handles."""

    kind: Kind
    text: str
    said_by: str = ""
    responsible: tuple[str, ...] = ()
    """Handles; a word nobody is registered under stands for itself."""
    due: dt.date | None = None
    theme: str = ""
    each: bool = False
    """Of an action: whether each of those responsible does it."""
    slots: tuple[Slot, ...] = ()
    """Of a need, in the order of the line, each name once."""


@dataclass(frozen=True)
class Continuation:
    """More of the item before."""

    text: str
    responsible: tuple[str, ...] = ()
    due: dt.date | None = None
    each: bool = False
    slots: tuple[Slot, ...] = ()
    """Where there are any, it is more of the need before."""


@dataclass(frozen=True)
class GoTo:
    """From now on this theme, which is new where no theme has that title."""

    title: str


@dataclass(frozen=True)
class Repair:
    """Write new instead of old in the latest item that has it."""

    old: str
    new: str


@dataclass(frozen=True)
class Blank:
    """Nothing was typed."""


Line: TypeAlias = Capture | Continuation | GoTo | Repair | Blank


class Span(NamedTuple):
    """A part of the raw line, in characters, that was understood as the mark with that id."""

    start: int
    end: int
    id: str
