"""How people take part in a gathering as it goes on: who comes late, who leaves, who keeps out of a theme."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Any

from storage.hours import hour_in
from storage.ids import joint_id
from storage.model import Attendance, Gathering, Person, Presence, Theme
from storage.store import Store
from tui.phrases import Phrases
from tui.planning.register import attendance
from tui.safe import safe


def noted_of(store: Store, gathering: Gathering, person: Person) -> Attendance | None:
    """Return how a person takes part, as it stands now; None where nothing is noted."""
    return store.all(Attendance).get(joint_id("attendance", gathering.id, person.id))


def arrived(store: Store, gathering: Gathering, person: Person, hour: str) -> Attendance:
    """Return that a person came at that time; who had left has come back, and came when they first did."""
    old = noted_of(store, gathering, person)
    first = old.arrived if old and old.left else hour
    return attendance(store, gathering, person, _for_a_time(old), arrived=first, left="")


def left(store: Store, gathering: Gathering, person: Person, hour: str) -> Attendance:
    """Return that a person left at that time."""
    return attendance(store, gathering, person, _for_a_time(noted_of(store, gathering, person)), left=hour)


def corrected(store: Store, gathering: Gathering, person: Person, **given: str) -> Attendance:
    """Return how a person takes part with other times or another note; who has times is not there all day."""
    old = noted_of(store, gathering, person)
    if old is None:
        return told(store, gathering, person, None, **given)
    timed = given.get("arrived") or given.get("left")
    return replace(old, **given, presence=_for_a_time(old) if timed else old.presence)  # type: ignore[arg-type] # text fields


def told(store: Store, gathering: Gathering, person: Person, presence: Presence | None, **given: Any) -> Attendance:
    """Return how a person took part, as somebody tells it afterwards; what is not told stays as it was.

    Who is only told to have come or left at some time was there for a part, anybody else of whom nothing is noted was
    there all the time.
    """
    old = noted_of(store, gathering, person)
    if presence is None and (given.get("arrived") or given.get("left")):
        presence = _for_a_time(old)
    if presence is None and given and old:
        return replace(old, **given)
    return attendance(store, gathering, person, presence or Presence.PRESENT, **given)


def recused(store: Store, gathering: Gathering, person: Person, themes: Collection[str]) -> Attendance:
    """Return that a person takes no part in those themes, given by id; of whom nothing is noted is there."""
    old = noted_of(store, gathering, person)
    ordered = tuple(theme.id for theme in in_order(store) if theme.id in themes)
    if old is not None:
        return replace(old, recused=ordered)
    return attendance(store, gathering, person, Presence.PRESENT, recused=ordered)


def _for_a_time(old: Attendance | None) -> Presence:
    """How somebody takes part who was not there all the time."""
    return Presence.GUEST if old and old.presence is Presence.GUEST else Presence.PART


def in_order(store: Store) -> list[Theme]:
    """Return the network's themes in their order."""
    return sorted(store.all(Theme).values(), key=lambda theme: (theme.order, theme.id))


def told_of(store: Store, say: Phrases, noted: Attendance) -> Iterator[str]:
    """Yield what else is noted of somebody who is there, in words that are safe to print."""
    if noted.arrived:
        yield say("people.from", time=safe(hour_in(say.language, noted.arrived)))
    if noted.left:
        yield say("people.until", time=safe(hour_in(say.language, noted.left)))
    if titles := [safe(theme.title) for theme in in_order(store) if theme.id in noted.recused]:
        yield say("people.recused", themes=", ".join(titles))
