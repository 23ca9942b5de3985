"""The minutes of one gathering, or of several as one; and of them only what was chosen."""

from __future__ import annotations

from collections.abc import Iterator

from exports.cuts.approval import approved_at
from exports.cuts.changes import changes_of
from exports.cuts.chapters import actions_of, chapters_of
from exports.cuts.corrections import corrections_of
from exports.cuts.followup import carried_of
from exports.cuts.frame import closing, facts_of, head_of, held, is_draft, kinds_of, running, title_of
from exports.cuts.homework import next_work_of, work_of
from exports.cuts.record import Choice, Record
from exports.document import Document, Heading, Part
from exports.people import attendance_of, attendance_table, line_of
from storage.homework import is_unowned
from storage.model import Kind

NAMED = 3
"""How many kinds a title can name."""


def minutes_of(record: Record) -> Document:
    """The minutes of the record's gatherings, its items grouped by theme."""
    last = record.gatherings[-1]
    title = _title(record)
    network = line_of(record.contents.network.name)
    items = record.items
    actions = [item for item in items if item.kind is Kind.ACTION]
    return Document(
        cut="minutes",
        language=record.language,
        title=title,
        running=running(record, held(record, titled=False)),
        author=record.name(last.scribe) or network,
        date=last.date,
        parts=tuple(_parts(record)),
        draft=is_draft(record),
        exempt=record.exempt,
        unowned=sum(map(is_unowned, actions)),
        undated=sum(item.due is None for item in actions),
        facts=facts_of(record, title),
    )


def _parts(record: Record) -> Iterator[Part]:
    whole = record.choice == Choice()
    attendance = tuple(_attendance(record)) if whole else ()
    yield head_of(record, registered=bool(attendance) or not whole, without=("gathering",) if whole else ("groups",))
    yield from attendance
    if whole:
        yield from _follow_up(record)
        yield from work_of(record)
    if record.choice.kinds != {Kind.ACTION}:
        yield from chapters_of(record)
    yield from actions_of(record)
    yield from next_work_of(record)
    yield from changes_of(record)
    yield from corrections_of(record)
    yield closing(record)


def _attendance(record: Record) -> Iterator[Part]:
    alone = len(record.gatherings) == 1
    parts = attendance_of(record.contents, record.gatherings[0], record.language) if alone else ()
    if not alone and (table := attendance_table(record.contents, record.gatherings, record.language)):
        parts = (table,)
    if parts:
        yield Heading(2, record.say("attendance"))
        yield from parts


def _follow_up(record: Record) -> Iterator[Part]:
    """Which minutes were approved, and what came along from the gatherings before."""
    parts = (*approved_at(record), *carried_of(record))
    if parts:
        yield Heading(2, record.say("follow-up"))
        yield from parts


def _title(record: Record) -> str:
    """What was chosen is told: a few kinds by their names, anything else as an extract."""
    if record.choice == Choice():
        return record.say("title", what=record.say("minutes"), held=held(record))
    if 0 < len(record.choice.kinds) <= NAMED:
        return title_of(record, kinds_of(record))
    return title_of(record, record.say("extract"), frame="title")
