"""What comes along to a gathering, as a store holds it; leaving something out this once, and taking it back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from storage.carrying import Carried, CarryOver, Why, carry_over, omission
from storage.ids import joint_id
from storage.model import AgendaEntry, Document, Gathering, Item, Omission, Theme
from storage.store import Store
from tui.phrases import Phrases
from tui.planning.register import agenda_entry

LEAVABLE = (Why.OPEN, Why.STANDING, Why.UNDISCUSSED)
"""Why something comes that can be left out."""


def carried_to(store: Store, gathering: Gathering) -> CarryOver:
    """Return what comes along to a gathering, and what stays behind."""
    return carry_over(
        gathering,
        gatherings=store.all(Gathering).values(),
        items=store.all(Item).values(),
        themes=sorted(store.all(Theme).values(), key=lambda theme: (theme.order, theme.id)),
        agenda=store.all(AgendaEntry).values(),
        omissions=store.all(Omission).values(),
    )


def left_out(store: Store, gathering: Gathering, subject: Item | Theme) -> Iterator[Document]:
    """Yield that something stays behind this once; a theme is no longer on the agenda."""
    yield omission(gathering, subject)
    entry = store.all(AgendaEntry).get(joint_id("agenda", gathering.id, subject.id))
    if entry:
        yield replace(entry, deleted=True)


def taken_back(store: Store, gathering: Gathering, subject: Item | Theme) -> Iterator[Document]:
    """Yield that something comes along after all; a theme is on the agenda again, for as long as it was planned."""
    for each in store.all(Omission).values():
        if (each.gathering, each.subject) == (gathering.id, subject.id):
            yield replace(each, deleted=True)
    if isinstance(subject, Theme):
        before = store.find(AgendaEntry, joint_id("agenda", gathering.id, subject.id))
        yield agenda_entry(store, gathering, subject, before.minutes if before else 0)


def turned(store: Store, gathering: Gathering, carried: Carried) -> Iterator[Document]:
    """Yield what leaves something out that comes along, or takes back what was left out; nothing for anything else."""
    if carried.why is Why.OMITTED:
        yield from taken_back(store, gathering, carried.subject)
    elif carried.why in LEAVABLE:
        yield from left_out(store, gathering, carried.subject)


def why_in_words(say: Phrases, carried: Carried) -> str:
    """Return why something comes along or stays behind, as a row says it; nothing where its kind says it."""
    number = carried.gathering.number if carried.gathering else 0
    subject = carried.subject
    if carried.why in (Why.DONE, Why.LATER) and isinstance(subject, Item) and subject.closed:
        return say(f"carry.why.{carried.why}", date=say.date(subject.closed.date()))
    if carried.why is Why.STANDING:
        return say("carry.why.standing.from" if number else "carry.why.standing", number=number)
    return "" if carried.why is Why.OPEN else say(f"carry.why.{carried.why}", number=number)


def came_along(store: Store, gathering: Gathering) -> Mapping[str, int]:
    """Return how many actions, questions and themes come along to a gathering."""
    subjects = (each.subject for each in carried_to(store, gathering).comes)
    return Counter(subject.kind.value if isinstance(subject, Item) else "theme" for subject in subjects)


def came_in_words(say: Phrases, counts: Mapping[str, int]) -> str:
    """Return how much comes along in a sentence."""
    told = (say(f"carry.came.{what}", count=counts[what]) for what in ("action", "question", "theme") if what in counts)
    return say("carry.came", counts=", ".join(told))
