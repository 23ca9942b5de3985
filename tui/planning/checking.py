"""What to look at before the minutes of a gathering are made final. It warns, and never stands in the way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from storage.model import Attendance, Correction, Document, Gathering, Item, Kind, Person, Presence, Theme
from storage.store import Store
from tui.coaching.reminders import reminders
from tui.coaching.wordlists import Lists
from tui.planning.confirming import holes
from tui.planning.disputes import disputes
from tui.planning.finishing import corrections_of, undecided


class Concern(StrEnum):
    """What may be amiss, in the order in which it is told."""

    NOBODY = "nobody"
    """Nobody is noted as present."""
    DISPUTED = "disputed"
    UNOWNED = "unowned"
    """Actions for which nobody answers."""
    UNDATED = "undated"
    DECISION = "decision"
    """Decisions without a theme."""
    UNSORTED = "unsorted"
    """Anything else without one."""
    WHO = "who"
    """Needs of which it is not said whose they are."""
    EFFECT = "effect"
    CORRECTION = "correction"
    """Corrections about which nobody has decided."""
    PERSONAL = "personal"
    """Text in which there may be personal data: a reminder, for people to judge."""


@dataclass(frozen=True)
class Warned:
    """Something to look at, and why."""

    concern: Concern
    document: Document
    """The item that it is about, the correction, or the gathering itself."""
    words: tuple[str, ...] = ()
    """Of a text that may hold personal data: which words of it."""


_HOLES = {
    "responsible": Concern.UNOWNED,
    "due": Concern.UNDATED,
    "who": Concern.WHO,
    "effect": Concern.EFFECT,
}


Reminding: TypeAlias = Callable[[Iterable[Item]], list[Warned]]
"""What tells which of some items may hold personal data. From any thread."""


def warnings_of(store: Store, gathering: Gathering, personal: Iterable[Warned] = ()) -> dict[Concern, list[Warned]]:
    """Return what to look at before a gathering's minutes are made final; nothing where there is nothing.

    `personal` is what `reminding` tells of its items, which takes longer than all else.
    """
    found: dict[Concern, list[Warned]] = {concern: [] for concern in Concern}
    for warned in (*_warned(store, gathering), *personal):
        found[warned.concern].append(warned)
    return {concern: those for concern, those in found.items() if those}


def _warned(store: Store, gathering: Gathering) -> Iterator[Warned]:
    noted = [one for one in store.all(Attendance).values() if one.gathering == gathering.id]
    if all(one.presence is Presence.ABSENT for one in noted):
        yield Warned(Concern.NOBODY, gathering)
    if disputes(store, gathering):
        yield Warned(Concern.DISPUTED, gathering)
    themes = store.all(Theme)
    for item in store.items_of(gathering.id):
        if disputes(store, item):
            yield Warned(Concern.DISPUTED, item)
        for hole in holes(item):
            yield Warned(_HOLES[hole], item)
        if item.theme not in themes:
            yield Warned(Concern.DECISION if item.kind is Kind.DECISION else Concern.UNSORTED, item)
    for one in undecided(corrections_of(store, gathering)):
        yield Warned(Concern.CORRECTION, one)


def reminding(store: Store, gathering: Gathering) -> Callable[[Lists | None], Reminding]:
    """Return what makes, of lists of words or the program's own, that which tells of personal data at a gathering."""
    names = [person.name for person in store.all(Person).values()]
    language = gathering.language or store.network.language
    return lambda lists: (
        lambda items: [
            Warned(Concern.PERSONAL, item, words)
            for item in items
            if (words := _personal(item, names, lists, language))
        ]
    )


def _personal(item: Item, names: Sequence[str], lists: Lists | None, language: str) -> tuple[str, ...]:
    """The words of an item that may be personal data. What is exempt is in no minutes that others read."""
    texts = (item.text, item.details, item.who, item.situation, item.effect, item.measure, item.source)
    told = filter(None, () if item.confidential else texts)
    found = (reminder.word for text in told for reminder in reminders(text, names, lists, language))
    return tuple(dict.fromkeys(found))


def item_of(store: Store, warned: Warned) -> Item | None:
    """Return the item that a warning is about; None where it is about none."""
    document = warned.document
    name = document.item if isinstance(document, Correction) else document.id
    return store.all(Item).get(name)
