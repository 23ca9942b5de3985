"""Who took part in which gathering, over the whole series."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from storage.ids import alphabetical
from storage.model import Attendance, Gathering, Organisation, Person, Presence
from storage.store import Store

SIGNS: Mapping[Presence | None, str] = {
    Presence.PRESENT: "✓",
    Presence.PART: "½",
    Presence.GUEST: "*",
    Presence.ABSENT: "x",
    None: "·",
}
"""By presence: the sign for it; `None` where nothing is noted."""


@dataclass(frozen=True)
class Home:
    """An organisation and its people, in the order of the alphabet; those who belong to none are together."""

    organisation: Organisation | None
    people: Sequence[Person]


@dataclass(frozen=True)
class Series:
    """All that is noted of who took part."""

    gatherings: Sequence[Gathering]
    """In their order."""
    homes: Sequence[Home]
    """In the order of the alphabet; last, those of no organisation."""
    noted: Mapping[tuple[str, str], Attendance]
    """By the ids of person and gathering."""

    def presence(self, person: Person, gathering: Gathering) -> Presence | None:
        """Return how a person took part in a gathering; None where nothing is noted."""
        noted = self.noted.get((person.id, gathering.id))
        return noted.presence if noted else None

    def came(self, people: Sequence[Person], gathering: Gathering) -> int:
        """Return how many of them were there, also for a part, or as guests."""
        return sum(self.presence(person, gathering) not in (None, Presence.ABSENT) for person in people)

    def times(self, person: Person) -> int:
        """Return at how many gatherings a person was."""
        return sum(self.came([person], gathering) for gathering in self.gatherings)

    def everybody(self) -> Iterator[Person]:
        """Yield all people, home by home."""
        return (person for home in self.homes for person in home.people)


def series_of(store: Store) -> Series:
    """Return the series as the store holds it."""
    organisations = store.all(Organisation)
    members: dict[str, list[Person]] = {}
    for person in sorted(store.all(Person).values(), key=lambda each: (alphabetical(each.name), each.id)):
        members.setdefault(person.organisation if person.organisation in organisations else "", []).append(person)
    homes = [Home(home, members.get(home.id, [])) for home in organisations.values()]
    homes.sort(
        key=lambda home: (alphabetical(home.organisation.name), home.organisation.id) if home.organisation else ("", "")
    )
    alone = [Home(None, members[""])] if "" in members else []
    gatherings = sorted(store.all(Gathering).values(), key=lambda gathering: (gathering.number, gathering.id))
    noted = {(entry.person, entry.gathering): entry for entry in store.all(Attendance).values()}
    return Series(gatherings, [*homes, *alone], noted)
