"""A document as plain text, to be read in anything: lines of 78 columns, wrapped between words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from exports.bars import bars
from exports.document import (
    Chart,
    Document,
    Entries,
    Entry,
    Facts,
    Heading,
    Part,
    Parties,
    Row,
    Statement,
    Table,
    entries_of,
)
from exports.formats.columns import WIDTH, in_columns, padded, width, wrapped
from exports.formats.told import folded, is_titled, under_headings
from storage.contents import Contents


def encode(document: Document, contents: Contents) -> bytes:  # noqa: ARG001 every format is given both
    """The document as plain text in UTF-8. A word is never broken, so one that is longer than a line sticks out."""
    blocks: list[Sequence[str]] = [_underlined(document.title, "=")]
    room = max((width(folded(entry.reference)) for entry in entries_of(document)), default=0)
    for part, heading in under_headings(document):
        blocks += _blocks(part, heading, " " * (room + 2))
    return ("\n\n".join("\n".join(block) for block in blocks) + "\n").encode()


def words(data: bytes) -> str:
    """What a reader sees of such a text, its blanks and line breaks single blanks."""
    return " ".join(data.decode().split())


def _blocks(part: Part, heading: str, indent: str) -> Iterator[Sequence[str]]:
    """Nothing or some blocks of lines; `heading` is the one that the part stands under."""
    match part:
        case Entries():
            yield from (list(_entry(entry, indent)) for entry in part.entries)
        case Heading():
            yield ["", *_underlined(part.text, "-")] if part.level == 2 else wrapped(folded(part.text))
        case Statement():
            yield wrapped(part.text)
        case Facts():
            room = max((width(folded(row.label)) for row in part.rows), default=0) + 3
            yield [line for row in part.rows for line in _fact(row, room)]
        case Parties():
            yield [line for row in part.rows for line in _party(row)]
        case Table() | Chart():
            if not is_titled(part.title, heading):
                yield wrapped(folded(part.title))
            if isinstance(part, Chart):
                yield list(bars(part))
            elif lines := in_columns(part):
                yield lines
            else:
                yield from (list(_block(part, number, indent)) for number in range(len(part.rows)))


def _underlined(text: str, sign: str) -> list[str]:
    return [*wrapped(folded(text)), sign * min(width(folded(text)), WIDTH)]


def _entry(entry: Entry, indent: str, reference: str = "") -> Iterator[str]:
    first = padded(f"{folded(reference or entry.reference)}  ", len(indent))
    remarks = f" –\N{NO-BREAK SPACE}{folded('; '.join(entry.remarks))}" if entry.remarks else ""
    yield from wrapped(entry.text + remarks, first, indent)
    for note in entry.notes:
        yield from wrapped(note.text, f"{indent}{folded(note.label)}: " if note.label else indent, f"{indent}  ")


def _fact(row: Row, room: int) -> list[str]:
    label, indent = padded(f"{folded(row.label)}:", room), " " * room
    return [line for number, one in enumerate(row.lines) for line in wrapped(one, indent if number else label, indent)]


def _party(row: Row) -> list[str]:
    return wrapped("\n".join(row.lines), f"{folded(row.label)}: " if row.label else "", "  ")


def _block(table: Table, number: int, indent: str) -> Iterator[str]:
    """A row as a block: its reference and what is said, under it the other cells behind their labels."""
    cells = list(zip(table.rows[number], table.columns, strict=True))
    said = [cell for cell, _ in cells if not isinstance(cell, str)]
    reference = " ".join(cell for cell, column in cells if column.reference and isinstance(cell, str))
    for entry in said:
        yield from _entry(entry, indent, reference)
    for cell, column in cells:
        if isinstance(cell, str) and folded(cell) and not (said and column.reference):
            yield from wrapped(cell, f"{indent if said else ''}{folded(column.label)}: ", f"{indent}  ")
