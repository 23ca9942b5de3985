"""Whether everything is in a file: each item is looked for in the words that a reader of the file sees."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from exports.document import Document, Entry, entries_of
from exports.formats import Format
from exports.ooxml.markup import lines, marked
from storage.contents import Contents
from storage.errors import MinutesIncomplete

APART = {Format.CSV, Format.JSON, Format.CALENDAR}
"""Formats that hold an item once, however often the document brings it, and its text apart from its reference."""
CHUNK = 500
"""After how many items progress is told."""


def held(document: Document, contents: Contents, form: Format) -> Sequence[Entry]:
    """The items that a file of that format should hold, in its order."""
    if form not in APART:
        return entries_of(document)
    from exports.formats.told import due_actions, told  # noqa: PLC0415 the other formats need nothing of it

    return [entry for entry, _ in (due_actions if form is Format.CALENDAR else told)(document, contents)]


def confirm(entries: Sequence[Entry], words: str, form: Format, told: Callable[[int], None]) -> int:
    """How many items are in those words; raises MinutesIncomplete where one is not, in its place.

    `told` is called now and then with the number of those that were looked for; what it raises ends the work.
    """
    missing, found, at = [], set(), 0
    exact = form in {Format.WORD, Format.PDF}
    text = words if exact else "".join(words.split())
    for number, entry in enumerate(entries, 1):
        end = at
        for piece in _pieces(entry, form) if exact else map(_without_blanks, _pieces(entry, form)):
            place = text.find(piece, end) if end >= 0 else -1
            end = place + len(piece) if place >= 0 else -1
        if end < 0:
            missing.append(entry.reference)
        else:
            at = end
            found.add(entry.id)
        if not number % CHUNK:
            told(number)
    if missing:
        raise MinutesIncomplete(missing)
    return len(found)


def _pieces(entry: Entry, form: Format) -> Iterator[str]:
    """What is looked for of an item, piece after piece."""
    text = entry.text if entry.text.isprintable() else "".join(marked(line)[0] for line in lines(entry.text))
    if form not in APART:
        yield entry.reference + text
    else:
        yield from (text, entry.reference) if form is Format.CALENDAR else (entry.reference, text)


def _without_blanks(text: str) -> str:
    """A text as it is looked for in a format that sets blanks and line breaks as it likes."""
    return "".join(text.split())
