"""Who took no part in a theme because of a conflict of interest."""

from __future__ import annotations

from collections.abc import Iterator

from exports.cuts.record import Record
from exports.document import Manner, Statement
from exports.people import affiliated, place_of
from exports.phrases import listing
from storage.model import Gathering, Presence


def recusals_of(record: Record, theme: str) -> Iterator[Statement]:
    """A sentence for each gathering at which somebody kept out of the theme of that id."""
    for gathering in record.gatherings:
        if names := _names(record, gathering, theme):
            phrase = "recused.told" if len(record.gatherings) == 1 else "recused.told-at"
            told = record.say(phrase, names=listing(record.language, names), number=gathering.number)
            yield Statement(told, Manner.POINTER)


def _names(record: Record, gathering: Gathering, theme: str) -> list[str]:
    """Those who were there and kept out, with their organisations; who is no longer registered is left out."""
    contents = record.contents
    people = [
        contents.people[entry.person]
        for entry in contents.attendance.values()
        if theme in entry.recused
        and entry.gathering == gathering.id
        and entry.presence is not Presence.ABSENT
        and entry.person in contents.people
    ]
    return [affiliated(contents, person) for person in sorted(people, key=lambda one: place_of(one.name))]
