"""The body of a document in Word, from the title to the last sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from exports.document import (
    Cell,
    Chart,
    Column,
    Document,
    Entries,
    Entry,
    Facts,
    Heading,
    Manner,
    Part,
    Parties,
    Row,
    Statement,
    Table,
    is_long,
)
from exports.ooxml import look
from exports.ooxml.markup import TAB, anchored, link, long_field, paragraph, row, run, table
from exports.phrases import TAGS, say

HEADINGS = (look.HEADING_1, look.HEADING_2, look.HEADING_3, look.HEADING_4)
MANNERS = {Manner.SAID: look.SAID, Manner.POINTER: look.POINTER, Manner.CLOSING: look.CLOSING}
CHUNK = 500
"""After how many items progress is told."""


@dataclass(frozen=True, slots=True)
class Paper:
    """What the body has to know of the file that it goes into."""

    ids: Mapping[str, str]
    """From a style's own id to the one that it has in the file."""
    width: int
    """Of the text, in twentieths of a point."""
    language: str
    """Of the document; text in another one is marked."""
    draw: Callable[[Chart], str]
    """What puts a chart into the file, and gives the drawing that stands for it in the body."""
    told: Callable[[int], None]
    """Is called with the number of items written since the last time; may raise to give up."""

    def id(self, style: look.Style) -> str:
        """The id that a style has in the file."""
        return self.ids[style.id]

    def tag(self, language: str) -> str:
        """What marks text of a language; nothing where it is the document's own."""
        return TAGS[language] if language and language != self.language else ""


def body_of(document: Document, paper: Paper, *, listed: bool = True) -> str:
    """The body's paragraphs and tables as escaped XML; the styles are those of exports.ooxml.look.

    A long document has a list of contents, unless it is not to be `listed`.
    """
    return "".join(_blocks(document, paper, listed=listed))


def _blocks(document: Document, paper: Paper, *, listed: bool) -> Iterator[str]:
    yield paragraph(paper.id(look.HEADING_1), run(document.title))
    waiting, number = listed and is_long(document), 0
    for part in document.parts:
        if isinstance(part, Heading) and part.level == 2:
            if waiting:
                yield from _contents(paper, document)
                waiting = False
            yield _heading(paper, part, _anchor(number), number)
            number += 1
        else:
            yield from _part(paper, part)


def _part(paper: Paper, part: Part) -> Iterator[str]:
    match part:
        case Entries():
            yield from _entries(paper, part.entries)
        case Heading():
            yield _heading(paper, part)
        case Statement():
            yield paragraph(paper.id(MANNERS[part.manner]), run(part.text, language=paper.tag(part.language)))
        case Facts():
            yield from (_labelled(paper, look.HEAD, one) for one in part.rows)
        case Parties():
            yield from (_labelled(paper, look.PARTY, one) for one in part.rows)
        case Table():
            yield _table(paper, part)
        case Chart():
            yield paragraph(paper.id(look.SAID), paper.draw(part))


def _heading(paper: Paper, heading: Heading, anchor: str = "", number: int = 0) -> str:
    words = run(heading.text, language=paper.tag(heading.language))
    return paragraph(paper.id(HEADINGS[heading.level - 1]), anchored(number, anchor, words) if anchor else words)


def _labelled(paper: Paper, style: look.Style, one: Row) -> str:
    label = run(f"{one.label}:", style=paper.id(look.LABEL))
    gap = TAB if style is look.HEAD else run(" ")
    return paragraph(paper.id(style), *((label, gap) if one.label else ()), run("\n".join(one.lines)))


def _contents(paper: Paper, document: Document) -> Iterator[str]:
    """A field that lists the chapters as links, without page numbers: those are known when the pages are laid out."""
    yield paragraph(paper.id(look.CONTENTS_HEADING), run(say(document.language, "contents")))
    yield from long_field(r'TOC \o "2-2" \n \h \z', contents_of(document, paper.id(look.CONTENTS)))


def contents_of(document: Document, style: str) -> list[tuple[str, str]]:
    """The list of contents: of each line its style and what it says, a link to a heading of level 2."""
    headings = [part.text for part in document.parts if isinstance(part, Heading) and part.level == 2]
    return [(style, link(_anchor(number), run(heading))) for number, heading in enumerate(headings)]


def _anchor(number: int) -> str:
    """What a link to that heading of level 2 leads to."""
    return f"_Toc{number:09d}"


def _entries(paper: Paper, entries: Sequence[Entry]) -> Iterator[str]:
    item, style = paper.id(look.ITEM), paper.id(look.REFERENCE)
    for at in range(0, len(entries), CHUNK):
        chunk = entries[at : at + CHUNK]
        for entry in chunk:
            yield paragraph(item, run(entry.reference, style=style), TAB, *_said(paper, entry))
            if entry.notes:
                yield from _notes(paper, look.NOTE, entry)
        paper.told(len(chunk))


def _said(paper: Paper, entry: Entry) -> Iterator[str]:
    yield run(entry.text, language=paper.tag(entry.language))
    if entry.remarks:
        yield run(f" –\N{NO-BREAK SPACE}{'; '.join(entry.remarks)}", style=paper.id(look.REMARK))


def _notes(paper: Paper, style: look.Style, entry: Entry) -> Iterator[str]:
    for note in entry.notes:
        label = (run(f"{note.label}: ", style=paper.id(look.LABEL)),) if note.label else ()
        language = "" if note.own else paper.tag(note.language or entry.language)
        yield paragraph(paper.id(style), *label, run(note.text, language=language))


def _table(paper: Paper, part: Table) -> str:
    widths = _widths(paper.width, part.columns)
    labels = (paragraph(paper.id(look.COLUMN), run(column.label)) for column in part.columns)
    return table(
        paper.id(look.TABLE),
        widths,
        part.title,
        part.description,
        _rows(paper, part, widths, row(widths, labels, header=True)),
    )


def _rows(paper: Paper, part: Table, widths: Sequence[int], head: str) -> Iterator[str]:
    yield head
    styles = [paper.id(look.REFERENCE) if column.reference else "" for column in part.columns]
    for at in range(0, len(part.rows), CHUNK):
        chunk = part.rows[at : at + CHUNK]
        for cells in chunk:
            yield row(widths, (_cell(paper, cell, style) for cell, style in zip(cells, styles, strict=True)))
        paper.told(len(chunk))


def _cell(paper: Paper, cell: Cell, style: str) -> str:
    cell_style = paper.id(look.CELL)
    if isinstance(cell, str):
        return paragraph(cell_style, run(cell, style=style))
    return paragraph(cell_style, *_said(paper, cell)) + "".join(_notes(paper, look.CELL, cell))


def _longest(label: str) -> int:
    """How many characters the longest word of a heading has: none is broken."""
    return max(map(len, label.split()), default=0)


def _widths(whole: int, columns: Sequence[Column]) -> tuple[int, ...]:
    """The columns' widths: room for what has to fit in a line, and for the others even shares of what is left."""
    asked = [
        max(250 + 105 * column.room, 250 + 125 * _longest(column.label)) if column.room else 0 for column in columns
    ]
    sharing = asked.count(0)
    left = whole - sum(asked)
    if (sharing and left < 2000 * sharing) or left < 0:  # a narrow page: everybody gives way alike
        asked = [width or 2500 for width in asked]
        return tuple(whole * width // sum(asked) for width in asked)
    return tuple(width or left // sharing for width in asked)
