"""What a document says, in reading order: plain values, the same for every format that it is written in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from storage.model import Kind


class Row(NamedTuple):
    """A label and what stands beside it, line by line."""

    label: str
    lines: tuple[str, ...]


class Note(NamedTuple):
    """Something more about an item; what was added in free words has no label."""

    label: str
    text: str
    own: bool = False
    """Whether the document says it of the item, in its own language, and nobody in the room did."""
    language: str = ""
    """Of the text, where it was written in another one than the item's."""


class Entry(NamedTuple):
    """An item as it stands in a document."""

    id: str
    """Of the item."""
    reference: str
    text: str
    kind: Kind
    language: str
    """That of the text and the notes, `nb`, `nn` or `en`; the remarks are in the document's own."""
    remarks: tuple[str, ...] = ()
    """Short facts, to be said right after the text: who said it, how far it has come."""
    notes: tuple[Note, ...] = ()
    withheld: bool = False
    """Whether its text only says that there is one, since it is exempt from public access."""


class Heading(NamedTuple):
    """A heading under the title, which is of level 1: levels follow each other without a gap."""

    level: int
    text: str
    language: str = ""
    """Of a title that somebody gave; nothing where the heading is the document's own."""


class Facts(NamedTuple):
    """What there is to know at a glance: labels, and beside each what it is."""

    rows: tuple[Row, ...]


class Parties(NamedTuple):
    """A list of those who took part; what is said of each stands after its label."""

    rows: tuple[Row, ...]


class Entries(NamedTuple):
    """A list of items."""

    entries: tuple[Entry, ...]


class Manner(StrEnum):
    """What a sentence is there for."""

    SAID = "said"
    """To be read like any text."""
    POINTER = "pointer"
    """It tells of what stands elsewhere, or how what stands here came about."""
    CLOSING = "closing"
    """It ends the document."""


class Statement(NamedTuple):
    """A sentence, or some."""

    text: str
    manner: Manner = Manner.SAID
    language: str = ""
    """Of what somebody wrote; nothing where the sentence is the document's own."""
    about: tuple[str, ...] = ()
    """The ids of the items that it points to, where they stand elsewhere in the document."""


class Column(NamedTuple):
    """A column of a table."""

    label: str
    room: int = 0
    """How many characters must fit in a line of it; 0 where it takes a share of what the others leave."""
    reference: bool = False
    """Whether it holds references, which are set apart from what is said."""


Cell: TypeAlias = str | Entry


class Table(NamedTuple):
    """A table with a row of headings."""

    title: str
    description: str
    """What it holds, for those who cannot see it."""
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


class Series(NamedTuple):
    """One of the things that a chart counts, with its number in each category."""

    name: str
    values: tuple[int, ...]


class Chart(NamedTuple):
    """Stacked bars: a bar for each category. The table after it holds the same figures."""

    title: str
    description: str
    """What it shows, for those who cannot see it."""
    categories: tuple[str, ...]
    series: tuple[Series, ...]


Part: TypeAlias = Heading | Facts | Parties | Entries | Statement | Table | Chart


@dataclass(frozen=True, slots=True)
class Document:
    """A document in reading order, without the title, which comes first."""

    cut: str
    """Which of the documents that can be made of a network it is: `minutes`, `report`, `needs` ..."""
    language: str
    """Of all that nobody in the room said: `nb`, `nn` or `en`."""
    title: str
    running: str
    """What stands above every page."""
    author: str
    date: dt.date
    """The day that it tells of, the last one where there are several."""
    parts: tuple[Part, ...]
    draft: bool = False
    exempt: bool = False
    """Whether there is text in it that is exempt from public access."""
    unowned: int = 0
    """How many of its actions have nobody responsible."""
    undated: int = 0
    facts: Mapping[str, str] = field(default_factory=dict)
    """What a template may ask for by name: `title`, `date`, `place` ...; nothing where it is not known."""


def entries_of(document: Document) -> list[Entry]:
    """Every item in the document, in the order in which it brings them; one that stands there twice comes twice."""
    return list(_entries(document))


def _entries(document: Document) -> Iterator[Entry]:
    for part in document.parts:
        if isinstance(part, Entries):
            yield from part.entries
        elif isinstance(part, Table):
            yield from (cell for row in part.rows for cell in row if isinstance(cell, Entry))


def is_long(document: Document) -> bool:
    """Tell whether it is longer than one finds one's way in without a list of contents."""
    headings = [part.level for part in document.parts if isinstance(part, Heading)]
    if headings.count(2) < 3:
        return False
    return len(headings) > 10 or _has_words(document, 1200)


def _has_words(document: Document, more_than: int) -> bool:
    """Whether the items consist of more words than that."""
    words = 0
    for entry in _entries(document):
        words += len(entry.text.split()) + sum(len(note.text.split()) for note in entry.notes)
        if words > more_than:
            return True
    return False
