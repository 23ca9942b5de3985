"""What is done with whole minutes: they are made final, opened again, approved, corrected. Planned here, once.

Each version of final minutes is a document of its own, made in the same change; what stood then is for ever what
Store.contents_at returns.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from storage.errors import GatheringClosed, NotLater, NoVersion
from storage.ids import joint_id
from storage.model import Correction, Document, Gathering, GatheringState, Item, Version
from storage.store import Change, Store
from tui.planning.clock import this_moment


def finished(store: Store, gathering: Gathering, moment: dt.datetime | None = None) -> list[Document]:
    """Return a gathering as final and the version of its minutes that this makes; nothing where it is final already.

    An approval was of the version before.
    """
    if gathering.state is GatheringState.FINAL:
        return []
    number = max([gathering.version, *(version.number for version in versions_of(store, gathering))]) + 1
    version = Version(
        id=joint_id("version", gathering.id, str(number)),
        gathering=gathering.id,
        number=number,
        made=moment or this_moment(),
        scribe=store.who,
    )
    return [replace(gathering, state=GatheringState.FINAL, version=number, approved=""), version]


def reopened(gathering: Gathering) -> Gathering:
    """Return a gathering that is written in again; finishing it makes the next version."""
    return replace(gathering, state=GatheringState.OPEN)


def versions_of(store: Store, gathering: Gathering) -> list[Version]:
    """Return the versions of a gathering's minutes, the first one first."""
    found = [version for version in store.all(Version).values() if version.gathering == gathering.id]
    return sorted(found, key=lambda version: version.number)


def version_called(store: Store, gathering: Gathering, number: int) -> Version:
    """Return the version of that number. Raises NoVersion."""
    for version in versions_of(store, gathering):
        if version.number == number:
            return version
    raise NoVersion(gathering.number, number)


def refuse_closed(store: Store, change: Change) -> None:
    """Raise GatheringClosed where a change would change something in final minutes, and not only what came of them."""
    number = store.closed_to(change)
    if number is not None:
        raise GatheringClosed(number)


def refuse_final(gathering: Gathering | None) -> None:
    """Raise GatheringClosed where a gathering is final, and nothing may be changed in its minutes."""
    if gathering and gathering.state is GatheringState.FINAL:
        raise GatheringClosed(gathering.number)


# Approval


def approved(gathering: Gathering, at: Gathering | None) -> Gathering:
    """Return a gathering whose minutes were approved at a later one; at none, where they are not approved after all.

    Raises NoVersion where they are not final, NotLater where the other one was not held after it.
    """
    if at is None:
        return replace(gathering, approved="")
    if gathering.state is not GatheringState.FINAL:
        raise NoVersion(gathering.number, 0)
    if at.number <= gathering.number:
        raise NotLater(gathering.number, at.number)
    return replace(gathering, approved=at.id)


def next_to(store: Store, gathering: Gathering) -> Gathering | None:
    """Return the first of the gatherings after one that is still written in, else the first of them."""
    later = sorted(
        (one for one in store.all(Gathering).values() if one.number > gathering.number), key=lambda one: one.number
    )
    return next((one for one in later if one.state is GatheringState.OPEN), later[0] if later else None)


def day_ahead(store: Store, gathering: Gathering) -> dt.date | None:
    """Return the day of the gathering after one, where there is one on a later day."""
    following = next_to(store, gathering)
    return following.date if following and following.date > gathering.date else None


def approved_at(store: Store, gathering: Gathering) -> list[Gathering]:
    """Return the gatherings whose minutes were approved at that one, by number."""
    found = [one for one in store.all(Gathering).values() if one.approved == gathering.id]
    return sorted(found, key=lambda one: one.number)


# Corrections


def correction(
    store: Store,
    gathering: Gathering,
    text: str,
    *,
    item: Item | None = None,
    said_by: str = "",
    moment: dt.datetime | None = None,
) -> Correction:
    """Return what somebody wants otherwise in the last version of minutes. Raises NoVersion where there is none."""
    made = versions_of(store, gathering)
    if not made:
        raise NoVersion(gathering.number, 0)
    return Correction(
        id=store.new_id(),
        gathering=gathering.id,
        version=made[-1].number,
        text=text,
        item=item.id if item else "",
        said_by=said_by,
        made=moment or this_moment(),
        scribe=store.who,
    )


def corrections_of(store: Store, gathering: Gathering) -> list[Correction]:
    """Return the corrections to a gathering's minutes, in the order in which they came."""
    found = [one for one in store.all(Correction).values() if one.gathering == gathering.id]
    return sorted(found, key=lambda one: one.id)


def undecided(corrections: Iterable[Correction]) -> Sequence[Correction]:
    """Return those about which nobody has decided."""
    return [one for one in corrections if one.accepted is None]
