"""Who shares a need: organisations, and the dots that each gave it."""

from __future__ import annotations

from collections.abc import Iterator

from exports.cuts.record import Record
from exports.cuts.withheld import Withheld
from exports.document import Note
from exports.people import line_of
from exports.phrases import listing
from storage.ids import alphabetical
from storage.model import Item


def shared_by(record: Record, need: Item) -> Iterator[Note]:
    """Yield who shares a need, those who gave it most dots first; nothing where nobody has said so."""
    known = record.contents.organisations
    found = [each for each in record.contents.support.values() if each.need == need.id and each.organisation in known]
    if not found or isinstance(need, Withheld):
        return
    told = []
    for each in sorted(found, key=lambda each: (-each.dots, alphabetical(known[each.organisation].name))):
        name = line_of(known[each.organisation].name)
        phrase = "needs.dots.one" if each.dots == 1 else "needs.dots"
        told.append(record.say(phrase, name=name, dots=each.dots) if each.dots else name)
    yield Note(record.say("needs.supported"), listing(record.language, told), own=True)
