"""What a network is filled with: planned here, once, for the screens and the commands alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import fields, replace
from typing import Any, TypeVar

from storage.errors import UnknownReference
from storage.ids import fold, joint_id, make_handle
from storage.model import (
    AgendaEntry,
    Attendance,
    Document,
    Gathering,
    Organisation,
    Party,
    Person,
    Presence,
    Theme,
)
from storage.store import Store
from tui.planning.roster import Row, plan_people

D = TypeVar("D", bound=Document)
Ordered = TypeVar("Ordered", Theme, AgendaEntry)


def new_gathering(store: Store, *, date: dt.date | None = None, **head: str) -> Gathering:
    """Return the next gathering, today unless another date is given; it is not saved yet."""
    number = max((g.number for g in store.all(Gathering).values()), default=0) + 1
    today = dt.datetime.now().astimezone().date()
    return Gathering(id=store.new_id(), number=number, date=date or today, **head)  # type: ignore[arg-type] # text fields only


def latest(store: Store) -> Gathering | None:
    """Return the last gathering, finished or not; None where there is none."""
    return max(store.all(Gathering).values(), key=lambda gathering: gathering.number, default=None)


def new_organisation(store: Store, name: str, handle: str = "") -> Organisation:
    """Return a new organisation; it is not saved yet."""
    return Organisation(id=store.new_id(), name=name, handle=handle or make_handle(name, handles(store)))


def new_person(
    store: Store, name: str, organisation: str = "", role: str = "", handle: str = ""
) -> list[Organisation | Person]:
    """Return a person and, where it is new, the organisation; a person of that name is the same person."""
    planned = [p for p in plan_people(store, [Row(name, organisation, role)]) if isinstance(p, Organisation | Person)]
    return [replace(p, handle=handle) if handle and isinstance(p, Person) else p for p in planned]


def person_with(store: Store, seen: Person, *, name: str, handle: str, organisation: str, role: str) -> list[Document]:
    """Return a person as it is now with what is other than was seen, after the organisation where that is new."""
    homes = store.all(Organisation).values()
    home = next((home for home in homes if fold(organisation) in (fold(home.name), fold(home.handle))), None)
    new = [new_organisation(store, organisation)] if organisation and home is None else []
    ids = [found.id for found in (*new, home) if found and organisation]
    wanted = replace(seen, name=name, handle=handle, role=role, organisation="".join(ids))
    return [*new, onto(store.all(Person).get(seen.id, seen), seen, wanted)]


def onto(now: D, seen: D, wanted: D) -> D:
    """Return a document as it is now with the fields in which the wanted one differs from what was seen."""
    names = [field.name for field in fields(seen) if getattr(seen, field.name) != getattr(wanted, field.name)]
    return replace(now, **{name: getattr(wanted, name) for name in names})


def new_theme(store: Store, title: str, handle: str = "", taken: Collection[str] = ()) -> Theme:
    """Return a new theme, last in the order; it is not saved yet. Its word is none of those taken either."""
    taken = {*taken, *(theme.handle for theme in store.all(Theme).values())}
    last = max((theme.order for theme in store.all(Theme).values()), default=0.0)
    return Theme(id=store.new_id(), title=title, handle=handle or make_handle(title, taken), order=last + 1)


def rearranged(those: Sequence[Ordered], one: Ordered, by: int) -> list[Ordered]:
    """Return the themes, or entries, whose place changes when one, given in their order, moves that many places on."""
    arranged = [other for other in those if other.id != one.id]
    at = max(0, min(len(arranged), those.index(one) + by))
    if at == those.index(one):
        return []
    before = arranged[at - 1].order if at else arranged[0].order - 2
    after = arranged[at].order if at < len(arranged) else before + 2
    middle = (before + after) / 2
    if before < middle < after:
        return [replace(one, order=middle)]
    arranged.insert(at, one)
    return [replace(other, order=float(n)) for n, other in enumerate(arranged, 1)]


def attendance(
    store: Store, gathering: Gathering, person: Person, presence: Presence | None, **more: Any
) -> Attendance:
    """Return how a person took part in a gathering, with what is told besides; None takes the person off the list.

    What is not told stays as it was, but for the times of somebody who is noted as present all day, or was not there.
    """
    name = joint_id("attendance", gathering.id, person.id)
    old = store.find(Attendance, name)
    if old is None or (old.deleted and presence):
        old = Attendance(id=name, gathering=gathering.id, person=person.id, presence=Presence.PRESENT)
    if presence in (Presence.PRESENT, Presence.ABSENT):
        more = {"arrived": "", "left": "", **more}
    return replace(old, presence=presence or old.presence, deleted=presence is None, **more)


def agenda_entry(store: Store, gathering: Gathering, theme: Theme, minutes: int) -> AgendaEntry:
    """Return a theme's place on a gathering's agenda: where it was, or last."""
    name = joint_id("agenda", gathering.id, theme.id)
    old = store.find(AgendaEntry, name)
    entries = [entry.order for entry in store.all(AgendaEntry).values() if entry.gathering == gathering.id]
    order = old.order if old and not old.deleted else max(entries, default=0.0) + 1
    return AgendaEntry(id=name, gathering=gathering.id, theme=theme.id, order=order, minutes=minutes)


def handles(store: Store) -> set[str]:
    """Return the words that people and organisations go by."""
    return {party.handle for party in store.parties()}


def find_person(store: Store, name: str) -> Person:
    """Return the person of that name or handle. Raises UnknownReference."""
    for person in store.all(Person).values():
        if fold(name) in (fold(person.name), fold(person.handle)):
            return person
    raise UnknownReference("person", name)


def party_id(store: Store, name: str) -> str:
    """Return the id of a person or an organisation; a name that is not registered stands for itself."""
    parties = reversed(store.parties())  # a person before an organisation
    return next((party.id for party in parties if fold(name) in (fold(party.name), fold(party.handle))), name)


def find_party(store: Store, name: str) -> Party:
    """Return the person or organisation of that name or handle. Raises UnknownReference."""
    found = store.contents().party(name)
    if found is None:
        raise UnknownReference("person", name)
    return found


def find_theme(store: Store, name: str) -> Theme:
    """Return the theme of that title or handle. Raises UnknownReference."""
    for theme in store.all(Theme).values():
        if fold(name) in (fold(theme.title), fold(theme.handle)):
            return theme
    raise UnknownReference("theme", name)
