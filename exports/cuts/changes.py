"""What has changed in the minutes of a gathering since the version before: its items, its head, who took part."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping

from exports.cuts.record import SLOTS, Choice, Record, titles
from exports.cuts.withheld import Withheld, withheld
from exports.document import Column, Heading, Manner, Part, Statement, Table
from exports.people import line_of
from exports.phrases import date_in_words, listing, short_date
from storage.contents import Contents
from storage.model import Attendance, Gathering, Item, Kind, Status

NOTHING = "–"
"""What stands in a cell where there was nothing, or is nothing any more."""

Row = tuple[str, str, str, str]
"""What it is about, what of it, what stood and what stands."""


def changes_of(record: Record) -> Iterator[Part]:
    """The heading and the table of what is new, changed or gone; nothing where there is no version before."""
    if record.before is None or len(record.gatherings) > 1 or record.choice != Choice():
        return
    earlier = earlier_of(record, record.before)
    version = earlier.gatherings[0].version
    yield Heading(2, record.say("changes", version=version))
    rows = [*_head(earlier, record), *_attendance(earlier, record), *_items(earlier, record)]
    if not rows:
        yield Statement(record.say("changes.none", version=version), Manner.POINTER)
        return
    label = record.say("changes.item")
    columns = (
        Column(label, room=max(len(label), *(len(row[0]) for row in rows))),
        Column(record.say("changes.what"), room=14),
        Column(record.say("changes.before")),
        Column(record.say("changes.now")),
    )
    yield Table(record.say("changes", version=version), record.say("changes.table"), columns, tuple(rows))


def earlier_of(record: Record, before: Contents) -> Record:
    """The record of the same gathering as it was in the version before."""
    return dataclasses.replace(
        record, contents=before, gatherings=(before.gatherings[record.gatherings[0].id],), before=None
    )


# The items


def _items(earlier: Record, record: Record) -> Iterator[Row]:
    """A row for each item that is new or gone, and for each fact that is another; by when they were captured.

    What one that is gone said is not printed again: it may be gone for what it said.
    """
    before, now = ({item.id: item for item in one.items} for one in (earlier, record))
    for name in sorted({**before, **now}):
        old, new = before.get(name), now.get(name)
        if old is None and new is not None:
            yield record.reference(new), record.say("changes.new"), NOTHING, new.text
        elif new is None and old is not None:
            yield earlier.reference(old), record.say("changes.removed"), record.say(old.kind), NOTHING
        elif old is not None and new is not None:
            yield from _changed(earlier, record, old, new)


def _changed(earlier: Record, record: Record, old: Item, new: Item) -> Iterator[Row]:
    hidden = record.say("withheld")
    if isinstance(old, Withheld) or isinstance(new, Withheld):
        was, is_now = earlier.contents.items[old.id], record.contents.items[new.id]
        if _words(was) != _words(is_now):
            yield record.reference(new), record.say("changes.text"), hidden, hidden
        old, new = withheld(was, record.language), withheld(is_now, record.language)
        exempt = (was.confidential, is_now.confidential)
    else:
        exempt = (old.confidential, new.confidential)
    before, now = _facts(earlier, old), _facts(record, new)
    before["exempt"], now["exempt"] = (record.say("exempt") if told else "" for told in exempt)
    for label, value in now.items():
        if before[label] != value:
            yield record.reference(new), _label(record, label), before[label] or NOTHING, value or NOTHING


def _words(item: Item) -> tuple[str, ...]:
    return item.text, item.said_by, *item.responsible, item.details, *(of(item) for _, of in SLOTS)


def _label(record: Record, label: str) -> str:
    return record.say(label if label.startswith("need.") else f"changes.{label}")


def _facts(record: Record, item: Item) -> dict[str, str]:
    """What the minutes say of an item, by what it is called; what is the same as in the other version says nothing."""
    stands = item.status is not Status.OPEN or item.kind is Kind.ACTION
    facts = {
        "kind": record.say(item.kind),
        "theme": titles(record).get(item.theme, ""),
        "text": item.text,
        "said": record.name(item.said_by) if item.said_by else "",
        "responsible": record.names(item.responsible),
        "due": short_date(record.language, item.due) if item.due else "",
        "status": record.say(f"{item.kind}.{item.status}") if stands else "",
        "details": item.details.strip(),
        "grew": listing(record.language, record.origins(item)),
        "confirmed": short_date(record.language, item.confirmed.date()) if item.confirmed else "",
    }
    return facts | {label: of(item).strip() for label, of in SLOTS}


# The gathering


def _head(earlier: Record, record: Record) -> Iterator[Row]:
    before, now = (_head_of(one, one.gatherings[0]) for one in (earlier, record))
    for label, value in now.items():
        if before[label] != value:
            yield record.say("changes.head"), record.say(label), before[label] or NOTHING, value or NOTHING


def _head_of(record: Record, gathering: Gathering) -> Mapping[str, str]:
    return {
        "gathering": line_of(gathering.title),
        "date": date_in_words(record.language, gathering.date),
        "time": line_of(gathering.time),
        "place": line_of(gathering.place),
        "chair": record.name(gathering.chair),
        "scribe": record.name(gathering.scribe),
        "case": line_of(gathering.case),
    }


def _attendance(earlier: Record, record: Record) -> Iterator[Row]:
    before, now = (
        {
            noted.person: _noted(one, noted)
            for noted in one.contents.attendance.values()
            if noted.gathering == one.gatherings[0].id and noted.person in one.contents.people
        }
        for one in (earlier, record)
    )
    for person in sorted({**before, **now}):
        old, new = before.get(person, NOTHING), now.get(person, NOTHING)
        if old != new:
            yield record.say("attendance"), (record if person in now else earlier).name(person), old, new


def _noted(record: Record, noted: Attendance) -> str:
    """How somebody took part, in words."""
    times = f"{noted.arrived}–{noted.left}" if noted.arrived or noted.left else ""
    called = titles(record)
    themes = [called[theme] for theme in noted.recused if theme in called]
    about = (record.say(noted.presence), line_of(noted.note), times, *themes)
    return ", ".join(filter(None, about))
