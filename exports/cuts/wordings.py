"""A need as a report tells of it: where it comes from, and how it was worded before."""

from __future__ import annotations

from collections.abc import Sequence

from exports.cuts.figures import organisation_of
from exports.cuts.journeys import Journey, Stage, day_of, reasons
from exports.cuts.record import Record
from exports.cuts.support import shared_by
from exports.document import Entry, Note
from exports.phrases import listing, short_date
from storage.contents import Reference
from storage.ids import alphabetical
from storage.model import Item


def travelled(record: Record, item: Item, journey: Journey) -> Entry:
    """A need with where it comes from and how it was worded before."""
    entry = record.entry(item)
    open_ = [stage for stage in journey if not _is_hidden(record, stage)]
    notes = [*entry.notes]
    if names := _sources(record, [item, *(stage.item for stage in open_)]):
        notes.append(Note(record.say("journey.from"), listing(record.language, names), own=True))
    notes += shared_by(record, item)
    own = [stage for stage in journey if stage.item.id == item.id]
    why = dict(zip(journey, reasons(journey), strict=True))
    for stage in (*own[-1:], *(stage for stage in journey if stage not in own[-1:])):  # first why it says what it says
        notes += [] if stage in own[-1:] else [_stage(record, stage)]
        if why[stage] and not _is_hidden(record, stage):
            language = record.spoken.get(stage.item.gathering, "")
            notes.append(Note(record.say("journey.reason"), why[stage], language=language))
    remarks = [*entry.remarks]
    if len(own) > 1 and not _is_hidden(record, own[-1]):
        date = short_date(record.language, day_of(own[-1]))
        remarks.append(record.say("journey.now", date=date, name=record.name(own[-1].scribe)))
    return entry._replace(notes=tuple(notes), remarks=tuple(remarks))


def _is_hidden(record: Record, stage: Stage) -> bool:
    return stage.exempt and not record.exempt


def _stage(record: Record, stage: Stage) -> Note:
    """What a need said then, or what it grew out of did."""
    item, day, contents = stage.item, day_of(stage), record.contents
    hidden = _is_hidden(record, stage)
    number = contents.gatherings[item.gathering].number
    reference = contents.references.get(item.id) or str(Reference(number, item.group, item.number))
    about = [short_date(record.language, day), "" if hidden else record.name(stage.scribe)]
    label = record.say(
        "journey.after" if day > stage.gathering.date else "journey.at",
        number=stage.gathering.number,
        reference=reference,
        about=", ".join(filter(None, about)),
    )
    text = record.say("withheld") if hidden else item.text
    return Note(label, text, own=hidden, language=record.spoken.get(item.gathering, ""))


def _sources(record: Record, items: Sequence[Item]) -> list[str]:
    """The organisations that said it, answer for it, or sat at the tables where it was written down."""
    tables = {(item.gathering, item.group) for item in items}
    parties = {party for item in items for party in (item.said_by, *item.responsible)}
    groups = (group for group in record.contents.groups.values() if (group.gathering, group.letter) in tables)
    parties |= {person for group in groups for person in group.people}
    return sorted({organisation_of(record, party) for party in parties} - {""}, key=alphabetical)
