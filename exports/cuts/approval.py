"""The approval of minutes at a later gathering: in their own head, and in the minutes of the one that gave it."""

from __future__ import annotations

from exports.cuts.record import Choice, Record
from exports.document import Statement
from exports.people import line_of
from exports.phrases import plain_date
from storage.model import GatheringState


def approval_of(record: Record) -> str:
    """At which gathering the minutes were approved, and when; nothing where they were not, or are a draft."""
    alone = record.gatherings[0]
    at = record.contents.gatherings.get(alone.approved)
    if len(record.gatherings) > 1 or at is None or alone.state is GatheringState.OPEN:
        return ""
    return record.say("approved", number=at.number, date=plain_date(record.language, at.date))


def approved_at(record: Record) -> tuple[Statement, ...]:
    """A sentence for each minutes that were approved at the gathering."""
    if len(record.gatherings) > 1 or record.choice != Choice():
        return ()
    here = record.gatherings[0].id
    return tuple(
        Statement(
            record.say(
                "approved.here",
                held=record.say(
                    "held.named" if line_of(one.title) else "held", number=one.number, title=line_of(one.title)
                ),
                version=one.version,
            )
        )
        for one in record.contents.gatherings.values()
        if one.approved == here
    )
