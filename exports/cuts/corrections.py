"""What participants wanted otherwise in the minutes: corrections that were made, and remarks that were not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from exports.cuts.record import Choice, Record
from exports.document import Column, Heading, Part, Table
from exports.people import line_of
from storage.model import Correction, GatheringState

NOTHING = "–"


def corrections_of(record: Record) -> Iterator[Part]:
    """A table of the corrections to each version that led to this one, then one of the remarks on each version.

    What had been decided when the version before was made stands in that one.
    """
    if len(record.gatherings) > 1 or record.choice != Choice():
        return
    told = {one.id for one in record.before.corrections.values() if one.accepted is not None} if record.before else ()
    alone = record.gatherings[0]
    number = alone.version + (alone.state is GatheringState.OPEN)
    decided = [
        one
        for one in record.contents.corrections.values()
        if one.gathering == alone.id and one.accepted is not None and one.id not in told and one.version <= number
    ]
    accepted = [one for one in decided if one.accepted and one.version < number]
    refused = [one for one in decided if not one.accepted]
    for title, label, those in (("corrections", "correction", accepted), ("remarks", "remark", refused)):
        for version in sorted({one.version for one in those}):
            about = [one for one in those if one.version == version]
            yield Heading(2, record.say(title, version=version))
            yield _table(record, about, record.say(title, version=version), record.say(f"{title}.table"), label)


def _table(record: Record, those: Sequence[Correction], title: str, description: str, label: str) -> Table:
    rows = [(_reference(record, one), _text(record, one), _name(record, one)) for one in those]
    item = record.say("changes.item")
    columns = (
        Column(item, room=max(len(item), *(len(row[0]) for row in rows)), reference=True),
        Column(record.say(label)),
        Column(record.say("correction.by"), room=18),
    )
    return Table(title, description, columns, tuple(rows))


def _reference(record: Record, one: Correction) -> str:
    return record.contents.references.get(one.item, NOTHING)


def _is_hidden(record: Record, one: Correction) -> bool:
    """Tell whether it is about an item of which others may not read."""
    item = record.contents.items.get(one.item)
    return item is not None and item.confidential and not record.confidential


def _text(record: Record, one: Correction) -> str:
    return record.say("withheld") if _is_hidden(record, one) else one.text


def _name(record: Record, one: Correction) -> str:
    return line_of(record.name(one.said_by)) if one.said_by and not _is_hidden(record, one) else NOTHING
