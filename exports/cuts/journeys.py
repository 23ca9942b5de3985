"""How needs were worded from gathering to gathering, and what they grew out of."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from exports.cuts.withheld import Withheld
from storage.contents import Contents
from storage.history import Step
from storage.model import Gathering, Item
from storage.records import BadRecord, Record, from_record


class Stage(NamedTuple):
    """What an item said when a gathering was over, until the next one began."""

    item: Item
    """As it then was."""
    moment: dt.datetime
    """When it came to say so, with its offset from UTC."""
    scribe: str
    gathering: Gathering
    """The last one held by then."""
    exempt: bool = False
    """Whether its text, or one that took its place, was exempt from public access then or is it now."""


Journey: TypeAlias = tuple[Stage, ...]
"""The stages of an item and of all that it grew out of, the earliest first; the last is how it stands now."""


def journeys_of(contents: Contents, past: Mapping[str, Sequence[Step]]) -> dict[str, Journey]:
    """The journeys of the items of those ids, each from its changes and those of what it grew out of."""
    held = sorted(contents.gatherings.values(), key=lambda gathering: (gathering.date, gathering.number))
    return {
        name: _journey(contents, held, contents.items[name], steps)
        for name, steps in past.items()
        if name in contents.items
    }


def known_journey(contents: Contents, item: Item) -> Journey:
    """The journey of an item as far as what stands in the store now tells it: what it grew out of, and itself."""
    names, waiting = dict[str, None](), [item.id]
    while waiting:
        if (name := waiting.pop()) not in names and name in contents.items:
            names[name] = None
            waiting += contents.items[name].grew_from
    found = [one for name in sorted(names) if not is_part(one := contents.items[name], item) and name != item.id]
    return tuple(
        Stage(one, one.created, one.scribe, contents.gatherings[one.gathering], one.confidential)
        for one in [*found, item]
        if one.gathering in contents.gatherings
    )


def reasons(journey: Journey) -> tuple[str, ...]:
    """Why each stage was worded as it is; nothing where nobody said, or where that was said of an earlier one."""
    said: dict[str, str] = {}
    told = []
    for stage in journey:
        reason = stage.item.reason.strip()
        told.append(reason if said.get(stage.item.id, "") != reason else "")
        said[stage.item.id] = reason
    return tuple(told)


def is_part(one: Item, other: Item) -> bool:
    """Tell whether two items were one typed line, which was divided."""
    return bool(one.raw) and (one.raw, one.created) == (other.raw, other.created)


def taken_up(contents: Contents, items: Sequence[Item]) -> set[str]:
    """The ids of those items whose journey went on in another one of them, captured later, that may be shown."""
    here = {item.id for item in items}
    return {
        origin
        for item in items
        if not isinstance(item, Withheld)
        for origin in item.grew_from
        if origin in here and origin < item.id and not is_part(contents.items[origin], item)
    }


def _journey(contents: Contents, held: Sequence[Gathering], item: Item, steps: Sequence[Step]) -> Journey:
    """The last of what was said in each stretch of time between two gatherings, item by item."""
    days = [gathering.date for gathering in held]
    stages: dict[tuple[int, str], Stage] = {}
    for stage in _versions(contents, steps):
        at = bisect_right(days, max(day_of(stage), stage.gathering.date)) - 1
        earlier = stages.get((at, stage.item.id))
        same = earlier if earlier and _words(earlier) == _words(stage) else stage
        at_own = held[at].date == stage.gathering.date
        stages[at, stage.item.id] = stage._replace(
            moment=same.moment, scribe=same.scribe, gathering=stage.gathering if at_own else held[at]
        )
    told = [
        stage
        for (at, name), stage in sorted(stages.items(), key=lambda pair: pair[0][0])
        if name == item.id or (at, item.id) not in stages or not _is_absorbed(contents, stage.item, item)
    ]
    return tuple(_changes(told))


def _is_absorbed(contents: Contents, one: Item, other: Item) -> bool:
    """Tell whether an item is nothing by itself any more, or was from the first a part of what another one was."""
    return one.id not in contents.items or is_part(one, other)


def day_of(stage: Stage) -> dt.date:
    """The day on which it came to say so, where it was captured."""
    return stage.moment.astimezone(stage.item.created.tzinfo or dt.UTC).date()


def _changes(stages: Sequence[Stage]) -> Iterator[Stage]:
    """Those in which an item says something else than before."""
    said: dict[str, str] = {}
    for stage in stages:
        if said.get(stage.item.id) != _words(stage):
            said[stage.item.id] = _words(stage)
            yield stage


def _words(stage: Stage) -> str:
    return " ".join(stage.item.text.split())


def _versions(contents: Contents, steps: Sequence[Step]) -> Iterator[Stage]:
    """What the items were after each change, as far as somebody may still read of it.

    What was deleted is not told of, but where another item took it up as it went. What made an item part of
    another one changed only that other one.
    """
    grown = {(step.moment, origin) for step in steps for origin in _origins(step)}
    records: dict[str, Record] = {}
    lags: dict[str, dt.timedelta] = {}
    found: list[Stage] = []
    taken = set[str]()
    for step in steps:
        name = step.edit.id
        records[name] = {**records.get(name, {}), **step.edit.set, "id": name}
        if (step.moment, name) in grown and not _origins(step):
            if step.edit.set.get("deleted"):
                taken.add(name)
            continue
        try:
            item = from_record(Item, records[name])
        except BadRecord:
            continue
        if not item.deleted and item.gathering in contents.gatherings:
            moment = step.moment - lags.setdefault(name, _lag(item, step))
            found.append(Stage(item, moment, step.scribe, contents.gatherings[item.gathering]))
    last = {stage.item.id: at for at, stage in enumerate(found) if stage.item.confidential}
    for at, stage in enumerate(found):
        name, now = stage.item.id, contents.items.get(stage.item.id)
        if now or name in taken:
            yield stage._replace(exempt=at <= last.get(name, -1) or bool(now and now.confidential))


def _origins(step: Step) -> list[str]:
    origins = step.edit.set.get("grew_from")
    return [*map(str, origins)] if isinstance(origins, list) else []


def _lag(item: Item, made: Step) -> dt.timedelta:
    """How much later than it was captured an item was written down, of which all its changes are then the later.

    A part of another item is there from the day on which that was divided.
    """
    known = item.created.tzinfo and not item.grew_from
    return made.moment - item.created if known else dt.timedelta()
