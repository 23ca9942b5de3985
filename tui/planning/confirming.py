"""What the room confirms in plenary: what is read aloud of an item, and what is still missing in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from storage.homework import is_task
from storage.model import AgendaEntry, Gathering, Item, Kind, Theme
from storage.store import Store

READ_ALOUD = ("kind", "text", "responsible", "each", "due", "who", "effect")
"""The fields that are confirmed: whoever changes one of them changes what the room said yes to."""
KINDS = (Kind.DECISION, Kind.NEED, Kind.ACTION)
"""What is read back, in this order."""


def confirmed(item: Item, moment: dt.datetime | None) -> Item:
    """Return an item as confirmed at that moment, or not confirmed; one that was confirmed before keeps its moment."""
    return replace(item, confirmed=moment and (item.confirmed or moment))


def unconfirmed(item: Item) -> Item:
    """Return an item that the room has not confirmed."""
    return replace(item, confirmed=None)


def says_the_same(one: Item, other: Item) -> bool:
    """Tell whether what is read aloud of two items is the same."""
    return all(getattr(one, name) == getattr(other, name) for name in READ_ALOUD)


def rechecked(before: Item, after: Item) -> Item:
    """Return a changed item: no longer confirmed where it says something else than before."""
    return after if says_the_same(before, after) else unconfirmed(after)


def holes(item: Item) -> tuple[str, ...]:
    """Return the fields that are empty and should not be: who does an action and when, who has a need and to what end.

    >>> holes(Item(id="", kind=Kind.NEED, text="", gathering="", number=1, created=dt.datetime.min, who="Nattevakten"))
    ('effect',)
    """
    wanted = {Kind.ACTION: ("responsible", "due"), Kind.NEED: ("who", "effect")}.get(item.kind, ())
    named = "responsible" if is_task(item) else ""  # each organisation is, where nobody is named
    return tuple(name for name in wanted if name != named and not _says(getattr(item, name)))


def in_reading_order(items: Iterable[Item]) -> list[Item]:
    """Return the decisions, needs and actions among some items as they are read: first those that miss something."""
    read = [item for item in items if item.kind in KINDS]
    return sorted(read, key=lambda item: (not holes(item), KINDS.index(item.kind), item.place))


def to_read(store: Store, gathering: Gathering) -> dict[str, list[Item]]:
    """Return what is read back at a gathering by the id of its theme: the agenda's first, what has no theme last."""
    entries = [entry for entry in store.all(AgendaEntry).values() if entry.gathering == gathering.id]
    planned = [entry.theme for entry in sorted(entries, key=lambda entry: (entry.order, entry.id))]
    themes = store.all(Theme)
    rest = sorted(themes.values(), key=lambda theme: (theme.order, theme.id))
    under: dict[str, list[Item]] = {name: [] for name in [*planned, *(theme.id for theme in rest)] if name in themes}
    under[""] = []
    for item in store.items_of(gathering.id):
        under[item.theme if item.theme in under else ""].append(item)
    return {theme: read for theme, items in under.items() if (read := in_reading_order(items))}


def _says(value: object) -> bool:
    return bool(value.strip() if isinstance(value, str) else value)
