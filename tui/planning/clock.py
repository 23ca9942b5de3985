"""The time: this moment as notes bear it, and how long a theme has been talked about, told by its notes alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from storage.model import PLENARY, Item

SILENCE = dt.timedelta(minutes=30)
"""The longest time without a note that counts as talk; what goes beyond is a break."""
_NOTHING = dt.timedelta()


def this_moment() -> dt.datetime:
    """Return the time, to the second, with its offset from UTC."""
    return dt.datetime.now().astimezone().replace(microsecond=0)


def spent(items: Iterable[Item], group: str, theme: str, now: dt.datetime) -> dt.timedelta:
    """Return how long a table has talked about a theme by now, given the gathering's items.

    A theme is talked about from a note that is filed under it to the next note, whatever that is filed under; after
    the last note, to now. A table's notes are its own and those of the plenary, so each scribe there sees the same.
    """
    notes = sorted((_moment(item), item.id, item.theme) for item in items if item.group in (group, PLENARY))
    ends = [*(moment for moment, _, _ in notes[1:]), now]
    talks = zip(notes, ends, strict=False)
    return sum((_talk(moment, end) for (moment, _, filed), end in talks if filed == theme), _NOTHING)


def _moment(item: Item) -> dt.datetime:
    """When a note was taken; somebody else's program may have left out the offset from UTC."""
    return item.created if item.created.tzinfo else item.created.replace(tzinfo=dt.UTC)


def _talk(start: dt.datetime, end: dt.datetime) -> dt.timedelta:
    return min(max(_NOTHING, end - start), SILENCE)


def whole_minutes(time: dt.timedelta) -> int:
    """Return a time in the minutes that are over."""
    return time // dt.timedelta(minutes=1)


def until_next_minute(time: dt.timedelta) -> float:
    """Return after how many seconds the whole minutes will be one more."""
    return 60 - time.total_seconds() % 60
