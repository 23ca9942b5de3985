"""What will be in a document, in a few lines, before it is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from exports.bars import bars
from exports.document import Chart, Document, Entries, Heading, Manner, Statement, Table, entries_of
from exports.phrases import count, say
from storage.model import Kind


def outline(document: Document) -> tuple[str, ...]:
    """What will be in the file, a line each: title, chapters with counts, actions and their holes."""
    language = document.language
    lines = [document.title]
    if document.draft:
        lines.append(say(language, "preview.draft"))
    if document.exempt:
        lines.append(say(language, "openness.exempt"))
    lines += _chapters(document)
    if number := sum(entry.withheld for entry in entries_of(document)):
        lines.append(say(language, "preview.withheld", count=number))
    closing = [part.text for part in document.parts if isinstance(part, Statement) and part.manner is Manner.CLOSING]
    return tuple(lines if entries_of(document) else [*lines, *closing])


def _chapters(document: Document) -> Iterator[str]:
    """Each heading under which items stand, or people, with their counts, and each chart as bars.

    What stands under a heading, or is pointed to, is counted.
    """
    kinds = {entry.id: entry.kind for entry in entries_of(document)}
    chapter, counted = "", Counter[Kind]()
    for part in (*document.parts, Heading(2, "")):
        if isinstance(part, Heading) and part.level == 2:
            if counted:
                yield _counts(document, chapter, counted)
            chapter, counted = part.text, Counter()
        elif isinstance(part, Heading) and part.text.endswith(")"):
            yield part.text
        elif isinstance(part, Entries):
            counted.update(entry.kind for entry in part.entries)
        elif isinstance(part, Chart):
            yield part.title
            yield from bars(part)
        elif isinstance(part, Statement):
            counted.update(kinds[name] for name in part.about)
        elif isinstance(part, Table):
            counted.update(cell.kind for row in part.rows for cell in row if not isinstance(cell, str))


def _counts(document: Document, chapter: str, counted: Counter[Kind]) -> str:
    language = document.language
    told = ", ".join(count(language, kind, counted[kind]) for kind in Kind if counted[kind])
    holes = [("preview.unowned", document.unowned), ("preview.undated", document.undated)]
    if chapter == say(language, "action"):
        told = ", ".join([told, *(say(language, phrase, count=number) for phrase, number in holes if number)])
    return f"{chapter}: {told}"
