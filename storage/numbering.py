"""What items are called: the running numbers within the groups of a gathering, found out when somebody asks."""

from __future__ import annotations

import bisect
from collections.abc import Collection
from dataclasses import dataclass, field

from storage.contents import Reference
from storage.documents import Records
from storage.model import PLENARY, Item

_Place = tuple[str, int]
"""A group's letter, and a number in it."""


@dataclass
class _Gathering:
    """The items of one gathering, deleted ones too."""

    places: dict[str, _Place] = field(default_factory=dict)
    """By the item's id."""
    called: dict[_Place, list[str]] = field(default_factory=dict)
    """The ids of the items that were given a number, the earliest first."""
    highest: dict[str, int] = field(default_factory=dict)
    """By group."""

    def put(self, name: str, place: _Place) -> None:
        group, number = place
        self.highest[group] = max(self.highest.get(group, 0), number)
        if self.places.get(name) != place:
            self.drop(name)
            self.places[name] = place
            bisect.insort(self.called.setdefault(place, []), name)

    def drop(self, name: str) -> None:
        if place := self.places.pop(name, None):
            self.called[place].remove(name)


class Numbering:
    """The numbers of the items of a store. Only gatherings that somebody asked for are gone through."""

    def __init__(self, items: Records) -> None:
        self._items = items
        self._gatherings: dict[str, _Gathering] = {}
        self._coming: dict[str, _Gathering] = {}
        """Gatherings that nobody has asked for, as far as their items have been gone through ahead."""
        self._left: list[str] | None = None
        """The ids of the items that are still to be gone through ahead; None before it has begun."""

    def make_ahead(self, count: int) -> bool:
        """Go through so many items before anybody asks; tell whether there are more."""
        if self._left is None:
            self._left = list(self._items)
        for name in self._left[-count:]:
            self._put(name, self._coming.setdefault(str(self._items.read(name).get("gathering")), _Gathering()))
        del self._left[-count:]
        if not self._left:
            self._gatherings = self._coming | self._gatherings
            self._coming = {}
        return bool(self._left)

    def items_of(self, gathering: str) -> list[str]:
        """Return the ids of a gathering's items, deleted ones too, in the order in which they were captured."""
        return sorted(self._known(gathering).places)

    def reference(self, item: Item, gathering: int) -> Reference:
        """Return what an item is called; `gathering` is the number of its gathering, 0 where there is none."""
        named = tuple(self._known(item.gathering).called.get((item.group, item.number), ()))
        rank = named.index(item.id) if item.id in named else 0
        return Reference(gathering, item.group, item.number, rank)

    def next(self, gathering: str, group: str) -> int:
        """Return the number for the next item of a group, and keep it: the next call gives the one after it."""
        highest = self._known(gathering).highest
        highest[group] = highest.get(group, 0) + 1
        return highest[group]

    def go_on_from(self, other: Numbering) -> None:
        """Give out no number that another numbering of the same items has given out already."""
        for gathering, theirs in other._gatherings.items():
            highest = self._known(gathering).highest
            for group, number in theirs.highest.items():
                highest[group] = max(highest.get(group, 0), number)

    def refresh(self, names: Collection[str]) -> None:
        """Note that items are others than they were."""
        if self._left and names:
            for known in self._coming.values():
                for name in names:
                    known.drop(name)
            self._left = [*self._left, *names]
        for name in names if self._gatherings else ():
            for gathering, known in self._gatherings.items():
                if self._items[name].get("gathering") == gathering:
                    self._put(name, known)
                else:
                    known.drop(name)

    def _known(self, gathering: str) -> _Gathering:
        if gathering not in self._gatherings:
            known = self._gatherings[gathering] = _Gathering()
            for name in self._items.naming("gathering", gathering):
                self._put(name, known)
        return self._gatherings[gathering]

    def _put(self, name: str, known: _Gathering) -> None:
        record = self._items.read(name)
        match record.get("group", PLENARY), record.get("number"):
            case str(group), int(number):
                known.put(name, (group, number))
            case _:  # no item
                known.drop(name)
