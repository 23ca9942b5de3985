"""What a network of gatherings consists of: frozen values, standard library only.

Documents name each other by id. An id is 26 letters and digits, in order of time and otherwise random;
the ids of attendance, agenda entries and groups are made from what they join, so that two scribes who
write the same fact write the same document.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from storage.ids import moment_of

LANGUAGES = ("nb", "nn", "en")
"""Bokmål, nynorsk and English, for the screen and, apart from it, for the minutes."""
PLENARY = "P"
"""The letter of the group that is everybody in the room."""


class Kind(StrEnum):
    """What an item is, in the order in which minutes bring them."""

    POINT = "point"
    NEED = "need"
    DECISION = "decision"
    ACTION = "action"
    QUESTION = "question"
    LEARNING = "learning"


class Status(StrEnum):
    """How far an item has come."""

    OPEN = "open"
    DONE = "done"
    LATER = "later"
    """Of a need: it cannot be met now, and is not given up."""


class Degree(StrEnum):
    """How far an organisation has come with a task."""

    NOT_BEGUN = "not-begun"
    PARTLY = "partly"
    DONE = "done"
    IRRELEVANT = "irrelevant"


class Presence(StrEnum):
    """How somebody took part in a gathering."""

    PRESENT = "present"
    PART = "part"
    GUEST = "guest"
    ABSENT = "absent"


class GatheringState(StrEnum):
    """Whether a gathering is still written in."""

    OPEN = "open"
    FINAL = "final"


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """Something with an id that a store keeps."""

    id: str
    deleted: bool = False
    """Deleting is a change like any other: the document stays, and can come back."""
    extra: Mapping[str, object] = field(default_factory=dict, hash=False)
    """Fields that this program does not know, kept as they were read."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Network(Document):
    """The series of gatherings; a store holds one."""

    name: str
    language: str = "nb"
    """The language of the minutes: `nb`, `nn` or `en`."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Organisation(Document):
    """A municipality, a supplier, a programme."""

    name: str
    handle: str
    """The one word that stands for it in the capture line."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Person(Document):
    """Somebody who takes part."""

    name: str
    handle: str
    organisation: str = ""
    """The organisation's id, or nothing."""
    role: str = ""


Party: TypeAlias = Person | Organisation
"""Who can say something or answer for it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Theme(Document):
    """What minutes are grouped by."""

    title: str
    handle: str
    order: float = 0.0
    standing: bool = False
    """Whether every gathering comes to it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Gathering(Document):
    """One meeting of the network."""

    number: int
    title: str = ""
    date: dt.date
    time: str = ""
    """From when to when, as it shall be printed: `10.00–15.00`."""
    place: str = ""
    chair: str = ""
    scribe: str = ""
    """Who answers for the minutes."""
    state: GatheringState = GatheringState.OPEN
    version: int = 0
    language: str = ""
    """The language of this gathering's minutes, where it is not the network's."""
    case: str = ""
    """The case number under which its documents are filed in the archive."""
    approved: str = ""
    """The id of the gathering at which its minutes were approved."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Group(Document):
    """A table in the room."""

    gathering: str
    letter: str
    people: tuple[str, ...] = ()
    """Ids of persons."""
    scribe: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class AgendaEntry(Document):
    """A theme on a gathering's agenda."""

    gathering: str
    theme: str
    order: float = 0.0
    minutes: int = 0
    """How long it is planned to take; 0 where nobody has said."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Attendance(Document):
    """How a person took part in a gathering."""

    gathering: str
    person: str
    presence: Presence
    note: str = ""
    """Which part of the day, or in whose stead."""
    arrived: str = ""
    """At what time, `10.30`, where it was not at the beginning."""
    left: str = ""
    """At what time, where it was not at the end."""
    recused: tuple[str, ...] = ()
    """Ids of the themes in which they took no part, having a conflict of interest."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Item(Document):
    """One thing captured."""

    kind: Kind = Kind.POINT
    text: str
    raw: str = ""
    """The line as it was typed."""
    theme: str = ""
    """The theme's id; nothing where it has not been filed yet."""
    gathering: str
    group: str = PLENARY
    """The group's letter."""
    number: int
    """The running number within the group; see Contents.references."""
    said_by: str = ""
    """The id of a person or an organisation, or a name that is not registered."""
    responsible: tuple[str, ...] = ()
    """The same, of those who answer for it."""
    due: dt.date | None = None
    status: Status = Status.OPEN
    closed: dt.datetime | None = None
    """When its status came to be another than open, with its offset from UTC."""
    each: bool = False
    """Of an action: whether each of those responsible does it and tells how far it has come; each organisation, where
    nobody is named."""
    scribe: str = ""
    created: dt.datetime
    """With its offset from UTC."""
    details: str = ""
    """What was added later."""
    grew_from: tuple[str, ...] = ()
    """Ids of the items that it grew out of."""
    order: float = 0.0
    """Where it stands within its theme if somebody has moved it; see `place`. 0 where nobody has."""
    confirmed: dt.datetime | None = None
    """When the room confirmed it in plenary, with its offset from UTC."""
    confidential: bool = False
    """Whether its text is left out of what others may read."""
    who: str = ""
    """Of a need: who has it."""
    situation: str = ""
    """Of a need: how things are today."""
    effect: str = ""
    """Of a need: the wanted effect."""
    measure: str = ""
    """Of a need: how we shall know."""
    source: str = ""
    """Of a need: where it comes from."""
    reason: str = ""
    """Of a need: why it was last worded otherwise."""

    @property
    def place(self) -> tuple[float, str]:
        """What to sort the items of a theme by: where it was moved to, else when it was captured."""
        return self.order or moment_of(self.id), self.id


@dataclass(frozen=True, kw_only=True, slots=True)
class Omission(Document):
    """Something that would have come along to a gathering from those before it, and stays behind this once."""

    gathering: str
    subject: str
    """The id of an item or of a theme."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Progress(Document):
    """How far an organisation had come with a task when it was asked at a gathering."""

    task: str
    """The id of an action that each of several does."""
    organisation: str
    gathering: str
    degree: Degree
    remark: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Support(Document):
    """That an organisation has a need too, and how much it matters there."""

    need: str
    organisation: str
    dots: int = 0
    """How many it gave the need when needs were weighed against each other."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Version(Document):
    """The minutes of a gathering as they were when they were made final."""

    gathering: str
    number: int
    """From 1."""
    made: dt.datetime
    """With its offset from UTC."""
    scribe: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Correction(Document):
    """What a participant wants otherwise in a version of the minutes."""

    gathering: str
    version: int
    text: str
    item: str = ""
    """The id of the item that it is about; nothing where it is about none, or all."""
    said_by: str = ""
    """The id of a person or an organisation, or a name that is not registered."""
    made: dt.datetime
    """When it was entered, with its offset from UTC."""
    scribe: str = ""
    accepted: bool | None = None
    """Whether the minutes were changed for it; None while nobody has decided."""
