"""A document as Markdown: CommonMark with pipe tables. What people wrote is never markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exports.document import (
    Cell,
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
)
from exports.formats.told import folded, is_titled, numbers_in, plain, under_headings
from storage.contents import Contents

_MARKUP = re.compile(r"[\\`*_{}\[\]<>|~$^@#]|&(?=[#\w])|:(?=//|[\w+-]+:)|(?<=[wW]{3})\.")
"""What may begin markup anywhere in a line, also in the dialects that make links of addresses and pictures of words."""
_BEGINNING = re.compile(r"(?=[!-/:-@\[-`{-~])(?!\\)|(?:\d{1,9}|[A-Za-z]|[ivxlcdmIVXLCDM]+)(?=[.)](?:\s|$))")
"""What may begin a block: a sign at the beginning of a line, or the number of a list."""
_OWN = re.compile(
    r"\\([!-/:-@\[-`{-~])|\\$|\*\*|<br>|^\|(?: --[-:] \|)+$|\||^ *(?:#+|-)(?= |$)",
    re.MULTILINE,
)
"""What this module has put in: an escaped sign, a line break, bold, a table, a heading, an entry of a list."""


def encode(document: Document, contents: Contents) -> bytes:  # noqa: ARG001 every format is given both
    """The document as Markdown in UTF-8. Charts are left out: the table after each holds their figures."""
    blocks = [f"# {_escaped(folded(document.title))}"]
    for part, heading in under_headings(document):
        blocks += _blocks(part, heading)
    return ("\n\n".join(blocks) + "\n").encode()


def words(data: bytes) -> str:
    """What a reader sees of such a file, its blanks and line breaks single blanks."""
    shown = _OWN.sub(lambda match: match[1] or " ", data.decode())
    return " ".join(shown.split())


def _blocks(part: Part, heading: str) -> Iterator[str]:
    """Nothing or some paragraphs, lists and tables; `heading` is the one that the part stands under."""
    match part:
        case Entries():
            yield "\n".join(line for entry in part.entries for line in _entry(entry))
        case Heading():
            yield f"{'#' * part.level} {_escaped(folded(part.text))}"
        case Statement():
            yield _block("", part.text, "")
        case Facts() | Parties():
            yield "\n".join(map(_labelled, part.rows))
        case Table():
            if not is_titled(part.title, heading):
                yield f"**{_escaped(folded(part.title))}**"
            yield "\n".join(_table(part))
        case Chart():
            return


def _entry(entry: Entry) -> Iterator[str]:
    yield _block(f"- {_bold(entry.reference)} ", entry.text, "  ") + _remarks(entry)
    for note in entry.notes:
        yield _block(f"  - {_label(note.label)}", note.text, "    ")


def _remarks(entry: Entry) -> str:
    return f" –\N{NO-BREAK SPACE}{_escaped(folded('; '.join(entry.remarks)))}" if entry.remarks else ""


def _labelled(row: Row) -> str:
    return _block(f"- {_label(row.label)}", "\n".join(row.lines), "  ")


def _label(label: str) -> str:
    return f"{_bold(f'{label}:')} " if label else ""


def _bold(text: str) -> str:
    return f"**{_escaped(folded(text))}**"


def _block(head: str, text: str, indent: str) -> str:
    """A text behind a head, its further lines under it."""
    first, *rest = map(_escaped, plain(text))
    begun = head.endswith("** ")
    return "\\\n".join([head + (first if begun else _opening(first)), *(indent + _opening(line) for line in rest)])


def _escaped(line: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", line)


def _opening(line: str) -> str:
    """An escaped line that can stand at the beginning of a block."""
    if match := _BEGINNING.match(line):
        return f"{match[0]}\\{line[match.end() :]}"
    return line


def _table(table: Table) -> Iterator[str]:
    yield _row([_escaped(folded(column.label)) for column in table.columns])
    yield _row(["--:" if numbers else "---" for numbers in numbers_in(table)])
    for row in table.rows:
        yield _row([_cell(cell) for cell in row])


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(cell: Cell) -> str:
    """The text of a cell, which has to stand in one line."""
    if isinstance(cell, str):
        return _broken(cell)
    notes = (f" <br>{_label(note.label)}{_broken(note.text)}" for note in cell.notes)
    return f"{_broken(cell.text)}{_remarks(cell)}{''.join(notes)}"


def _broken(text: str) -> str:
    return " <br>".join(map(_escaped, plain(text)))
