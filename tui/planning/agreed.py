"""What was agreed: the actions of all gatherings by who answers for them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from storage.homework import is_everyones
from storage.ids import alphabetical, fold
from storage.model import Item, Kind, Organisation, Person, Status
from storage.store import Store
from tui.planning.clock import this_moment
from tui.planning.confirming import rechecked
from tui.planning.homework import as_kind
from tui.planning.naming import fact


class By(StrEnum):
    """What actions are put together by."""

    PERSON = "person"
    ORGANISATION = "organisation"


class Wanted(StrEnum):
    """Which actions are listed."""

    OPEN = "open"
    OVERDUE = "overdue"
    ALL = "all"


@dataclass(frozen=True)
class Heap:
    """The actions of one person or organisation."""

    name: str
    """Of whoever answers for them; not made safe. Nothing where nobody does."""
    home: str
    """The person's organisation, or nothing."""
    items: tuple[Item, ...]
    """Those that are open first, by due date; those without one last."""


def is_overdue(item: Item, today: dt.date) -> bool:
    """Tell whether something should have been done before today, and is not."""
    return item.due is not None and item.due < today and item.status is Status.OPEN


def agreed(store: Store, by: By, wanted: Wanted, today: dt.date) -> list[Heap]:
    """Return the actions of all gatherings in heaps: those of nobody first, then in the order of the alphabet.

    One that several answer for is in the heap of each.
    """
    heaps: dict[tuple[str, str], list[Item]] = {}
    for item in store.all(Item).values():
        if item.kind is Kind.ACTION and _is_wanted(item, wanted, today):
            for heap in dict.fromkeys(_heaps_of(store, item, by)):
                heaps.setdefault(heap, []).append(item)
    order = sorted(heaps, key=lambda heap: (bool(heap[0]), alphabetical(heap[0]), alphabetical(heap[1])))
    return [Heap(*heap, tuple(sorted(heaps[heap], key=_urgency))) for heap in order]


def _is_wanted(item: Item, wanted: Wanted, today: dt.date) -> bool:
    if wanted is Wanted.OVERDUE:
        return is_overdue(item, today)
    return wanted is Wanted.ALL or item.status is Status.OPEN


def _urgency(item: Item) -> tuple[bool, dt.date, str]:
    return item.status is Status.DONE, item.due or dt.date.max, item.id


def _heaps_of(store: Store, item: Item, by: By) -> Iterator[tuple[str, str]]:
    """Yield the names of the heaps of an item, each with where its person comes from."""
    if is_everyones(item):
        yield from ((home.name, "") for home in store.all(Organisation).values())
    elif not item.responsible:
        yield "", ""
    for name in item.responsible:
        party = store.party(name)
        home = store.all(Organisation).get(party.organisation) if isinstance(party, Person) else None
        if by is By.ORGANISATION and home:
            yield home.name, ""
        else:
            yield party.name if party else str(fact(store, "responsible", name)), home.name if home else ""


# Changing


def turned(item: Item) -> Item:
    """Return an item that is done as open, any other as done, as of now."""
    return with_status(item, Status.OPEN if item.status is Status.DONE else Status.DONE)


def with_status(item: Item, status: Status, moment: dt.datetime | None = None) -> Item:
    """Return an item of that status, which it came to have at that moment: now, if none is given."""
    if status is item.status:
        return item
    moment = moment or this_moment()
    return replace(item, status=status, closed=None if status is Status.OPEN else moment)


def with_due(item: Item, due: dt.date | None) -> Item:
    """Return an action with another due date, or none."""
    return rechecked(item, replace(item, due=due))


def with_responsible(store: Store, item: Item, names: Iterable[str]) -> Item:
    """Return an action for which those of these names or handles answer; whoever is not known stands by the name."""
    parties = {fold(word): party.id for party in store.parties() for word in (party.handle, party.name)}
    ids = (parties.get(fold(name.removeprefix("@")), name.removeprefix("@")) for name in names)
    return rechecked(item, as_kind(replace(item, responsible=tuple(dict.fromkeys(ids))), item.kind))
