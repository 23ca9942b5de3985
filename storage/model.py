"""What a network of gatherings consists of: frozen values, standard library only.

Documents name each other by id. An id is 26 letters and digits, in order of time and otherwise random;
the ids of attendance, agenda entries and groups are made from what they join, so that two scribes who
write the same fact write the same document.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple, TypeAlias

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32, in which the order of the text is the order of the numbers."""
_PAIRS = [first + second for first in ALPHABET for second in ALPHABET]
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

    @property
    def place(self) -> tuple[float, str]:
        """What to sort the items of a theme by: where it was moved to, else when it was captured."""
        return self.order or moment_of(self.id), self.id


def by_place(captured: Iterable[Item]) -> list[Item]:
    """Return the items of a theme, given in the order in which they were captured, in the order of their places."""
    items = list(captured)
    return sorted(items, key=lambda item: item.place) if any(item.order for item in items) else items


class Reference(NamedTuple):
    """What people say aloud of an item: `3B-07`."""

    gathering: int
    group: str
    number: int
    rank: int = 0
    """0 for the first that was given this number, 1 for the next one by the clock, and so on."""

    def __str__(self) -> str:
        """`3B-07`, and `3B-07b` for the second of that number."""
        return f"{self.gathering}{self.group}-{self.number:02d}{_letters(self.rank)}"


def _letters(rank: int) -> str:
    """Nothing, `b` ... `z`, and from there the number itself: `~27`."""
    if rank == 0:
        return ""
    return chr(ord("a") + rank) if rank < 26 else f"~{rank + 1}"


@dataclass(frozen=True)
class Contents:
    """Everything in a store at one moment, without what was deleted. Each mapping is by id."""

    network: Network
    organisations: Mapping[str, Organisation] = field(default_factory=dict)
    people: Mapping[str, Person] = field(default_factory=dict)
    themes: Mapping[str, Theme] = field(default_factory=dict)
    """In their order."""
    gatherings: Mapping[str, Gathering] = field(default_factory=dict)
    """By number."""
    groups: Mapping[str, Group] = field(default_factory=dict)
    agenda: Mapping[str, AgendaEntry] = field(default_factory=dict)
    attendance: Mapping[str, Attendance] = field(default_factory=dict)
    items: Mapping[str, Item] = field(default_factory=dict)
    """In the order in which they were captured."""
    references: Mapping[str, str] = field(default_factory=dict)
    """From the id of an item to what it is called."""

    @cached_property
    def _by_handle(self) -> Mapping[str, Party]:
        parties: list[Party] = [*self.organisations.values(), *self.people.values()]
        return {fold(word): party for party in parties for word in (party.name, party.handle)}

    def party(self, name: str) -> Party | None:
        """The person or organisation of that id, name or handle; a person before an organisation."""
        return self.people.get(name) or self.organisations.get(name) or self._by_handle.get(fold(name))

    def name(self, party: str) -> str:
        """How a person or organisation is printed; a name that is not registered stands for itself."""
        found = self.party(party)
        return found.name if found else party

    def themes_of(self, gathering: Gathering) -> list[Theme]:
        """The themes on the gathering's agenda in its order, then those that its items name."""
        entries = [entry for entry in self.agenda.values() if entry.gathering == gathering.id]
        listed = [entry.theme for entry in sorted(entries, key=lambda entry: (entry.order, entry.id))]
        used = {item.theme for item in self.items.values() if item.gathering == gathering.id}
        rest = [theme for theme in self.themes if theme in used and theme not in listed]
        return [self.themes[theme] for theme in [*listed, *rest] if theme in self.themes]


def new_id(microseconds: int) -> str:
    """A new id of that moment (microseconds since 1970): later ids sort after earlier ones."""
    return _base32(microseconds.to_bytes(7) + os.urandom(9))


def moment_of(name: str) -> float:
    """Return when an id was made, in seconds since 1970; 0 for what is none."""
    number = 0
    for letter in name[:12] if is_id(name) else "":
        number = number * 32 + ALPHABET.index(letter)
    return (number >> 2) / 1_000_000


def is_id(text: str) -> bool:
    """Tell whether a text can only be an id, and is not meant for people."""
    return re.fullmatch(f"[{ALPHABET}]{{26}}", text) is not None


def joint_id(*parts: str) -> str:
    """The id of what joins these parts, the same whoever asks."""
    import hashlib  # noqa: PLC0415 it costs 4 ms, which reading a store need not pay

    return _base32(hashlib.blake2b("\n".join(parts).encode(errors="surrogatepass"), digest_size=16).digest())


def _base32(sixteen: bytes) -> str:
    number = int.from_bytes(sixteen)
    return "".join([_PAIRS[number >> shift & 1023] for shift in range(120, -1, -10)])


def fold(name: str) -> str:
    """A name as it is compared: without case, accents composed, spaces single."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def alphabetical(name: str) -> str:
    """Return what to sort a name by: æ, ø and å come after z, as in the Norwegian alphabet."""
    return fold(name).translate(str.maketrans("æäøöå", "{{||}"))


def make_handle(name: str, taken: Collection[str]) -> str:
    """A word for a name that is none of those taken: its first telling word, else more of it, else a number.

    >>> make_handle("Dialog med markedet", {"behov"}), make_handle("Dialog internt", {"dialog"})
    ('dialog', 'dialog-internt')
    """
    words = re.findall(r"\w+", fold(name)) or ["x"]
    telling = next((at for at, word in enumerate(words) if len(word) > 3), 0)
    for end in range(telling + 1, len(words) + 1):
        handle = "-".join(words[telling:end])
        if handle not in taken:
            return handle
    whole = "-".join(words)
    return next(h for n in range(1, len(taken) + 3) if (h := whole if n == 1 else f"{whole}{n}") not in taken)
