"""Everything in a store at one moment, and what people call its items aloud."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from storage.ids import fold
from storage.model import (
    AgendaEntry,
    Attendance,
    Correction,
    Gathering,
    Group,
    Item,
    Network,
    Omission,
    Organisation,
    Party,
    Person,
    Progress,
    Support,
    Theme,
    Version,
)


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
    omissions: Mapping[str, Omission] = field(default_factory=dict)
    progress: Mapping[str, Progress] = field(default_factory=dict)
    support: Mapping[str, Support] = field(default_factory=dict)
    versions: Mapping[str, Version] = field(default_factory=dict)
    corrections: Mapping[str, Correction] = field(default_factory=dict)
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
