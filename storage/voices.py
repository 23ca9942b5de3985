"""Which organisations have said something of a theme at a gathering, and which have not; never which persons.

An organisation has spoken where an item under the theme was said by it or by one of its people. To be made
responsible for something is not to have spoken, and what nobody is named for is nobody's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from storage.ids import alphabetical
from storage.model import Attendance, Gathering, GatheringState, Item, Organisation, Person, Presence

HEARD = 3
"""One in so many of those present must have spoken before the others are told of: at the beginning nobody has."""


class Voices(NamedTuple):
    """The organisations that are there, by id, in the order of the alphabet."""

    heard: tuple[str, ...]
    silent: tuple[str, ...]

    @property
    def telling(self) -> bool:
        """Whether enough have spoken for it to mean something that others have not."""
        there = len(self.heard) + len(self.silent)
        return bool(self.silent) and len(self.heard) * HEARD >= max(there, 1)


def voices(
    items: Iterable[Item],
    present: Mapping[str, Organisation],
    people: Mapping[str, Person],
    theme: str,
) -> Voices:
    """The voices under a theme, given by its id, among the items of a gathering."""
    said = {item.said_by for item in items if item.theme == theme and item.said_by}
    heard = said | {people[name].organisation for name in said if name in people}
    names = sorted(present, key=lambda name: (alphabetical(present[name].name), name))
    return Voices(tuple(n for n in names if n in heard), tuple(n for n in names if n not in heard))


def present_at(
    gathering: Gathering,
    theme: str,
    attendance: Iterable[Attendance],
    people: Mapping[str, Person],
    organisations: Mapping[str, Organisation],
) -> dict[str, Organisation]:
    """The organisations of those who are there and may speak of the theme, by id; without guests.

    Who is recused from the theme is not waited for, nor is who has left a gathering that is still held.
    """
    held = gathering.state is GatheringState.OPEN
    there = (
        people[entry.person].organisation
        for entry in attendance
        if entry.gathering == gathering.id
        and entry.presence in (Presence.PRESENT, Presence.PART)
        and entry.person in people
        and theme not in entry.recused
        and not (held and entry.left)
    )
    return {name: organisations[name] for name in there if name in organisations}
