"""What the minutes say of what was read back and confirmed in plenary: a sentence at the end of a theme."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from exports.phrases import date_in_words, listing, say
from exports.sentences.counts import COUNTS
from storage.model import LANGUAGES, Item, Kind

READ_BACK = (Kind.DECISION, Kind.NEED, Kind.ACTION)
"""What is read back to the room."""


def confirmation_of(
    items: Sequence[Item], references: Mapping[str, str], held_on: dt.date, language: str, *, titled: bool
) -> str:
    """The sentences for the items of a theme; nothing where the room has confirmed none of them.

    A sentence for each day on which it did; one for them all where all that is read back was confirmed on one day.
    """
    confirmed = sorted((item for item in items if item.confirmed), key=_day)
    read_back = [item for item in items if item.kind in READ_BACK]
    days = [(day, list(those)) for day, those in groupby(confirmed, key=_day)]
    if titled and len(days) == 1 and len(read_back) > 1 and all(item.confirmed for item in read_back):
        kinds = [COUNTS[kind][1][LANGUAGES.index(language)] for kind in READ_BACK if kind in _kinds(read_back)]
        when = _when(days[0][0], confirmed, held_on, language)
        return say(language, "confirmed.all", what=listing(language, kinds), when=when)
    return " ".join(
        say(
            language,
            "confirmed.some",
            when=_when(day, those, held_on, language),
            references=listing(language, [references[item.id] for item in those]),
        )
        for day, those in days
    )


def _kinds(items: Iterable[Item]) -> set[Kind]:
    return {item.kind for item in items}


def _day(item: Item) -> dt.date:
    return item.confirmed.date() if item.confirmed else dt.date.min


def _when(day: dt.date, items: Iterable[Item], held_on: dt.date, language: str) -> str:
    """Between which times of day, as the clock on the wall showed them; with the day where it was a later one."""
    times = sorted({say(language, "clock", time=item.confirmed) for item in items if item.confirmed})
    first, last = times[0], times[-1]
    when = say(language, "at" if first == last else "between", first=first, last=last)
    return when if day == held_on else say(language, "on-day", day=date_in_words(language, day), when=when)
