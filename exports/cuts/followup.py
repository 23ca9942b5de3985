"""What came along from the gatherings before: the actions with how far they have come, and the open questions."""

from __future__ import annotations

from collections.abc import Iterator

from exports.cuts.chapters import action_table
from exports.cuts.homework import worked_on
from exports.cuts.record import Record
from exports.document import Entries, Heading, Part
from storage.carrying import before, carry_over
from storage.model import Kind


def carried_of(record: Record) -> Iterator[Part]:
    """What was still open when the gathering before the first of the record's was over, but for what was left out.

    What is told of each is how far it has come since.
    """
    contents, first = record.contents, record.gatherings[0]
    over = carry_over(
        first,
        gatherings=contents.gatherings.values(),
        items=contents.items.values(),
        themes=(),
        agenda=(),
        omissions=contents.omissions.values(),
    )
    actions, questions = ({item.id for item in over.items(kind)} for kind in (Kind.ACTION, Kind.QUESTION))
    told = record.of(*before(first, contents.gatherings.values())).items if actions or questions else ()
    if actions:
        elsewhere = worked_on(record)
        followed = [item for item in told if item.id in actions and item.id not in elsewhere]
        if followed:
            yield action_table(record, followed, record.say("follow-up"), record.say("follow-up.table"))
    if questions:
        yield Heading(3, record.say("follow-up.questions"))
        yield Entries(tuple(record.bare(item) for item in told if item.id in questions))
