"""What the formats share: text as a file can hold it, and what a document tells of its items."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from exports.cuts.withheld import withheld
from exports.document import Document, Entry, Heading, Part, Table, entries_of
from exports.ooxml.markup import lines, marked
from storage.contents import Contents
from storage.model import Item, Kind, Person

UNSIGNED = ("needs",)
"""The documents that name organisations, but no persons."""


def plain(text: str) -> list[str]:
    """The lines of a text, at least one: tabs are blanks, and a visible mark stands for what no file may hold."""
    return [marked(line)[0].strip() for line in lines(text)]


def folded(text: str) -> str:
    """A text in one line, its blanks and line breaks single blanks.

    This is the form in which a text is found again in the words of a file.
    """
    return " ".join(" ".join(plain(text)).split())


def told(document: Document, contents: Contents) -> list[tuple[Entry, Item]]:
    """Every item in the document, once, in its order; of one that is withheld only what the public may know."""
    found = {entry.id: entry for entry in reversed(entries_of(document))}
    return [(entry, _public(entry, document, contents)) for entry in reversed(found.values())]


def _public(entry: Entry, document: Document, contents: Contents) -> Item:
    item = contents.items[entry.id]
    if entry.withheld or (item.confidential and not document.exempt):  # both say it: nothing hangs on one flag
        return withheld(item, document.language)
    return _unsigned(item, contents) if document.cut in UNSIGNED else item


def _unsigned(item: Item, contents: Contents) -> Item:
    """An item with organisations in the place of their people; who is not registered is left out."""
    owners = dict.fromkeys(_organisation(contents, party) for party in item.responsible)
    responsible = tuple(filter(None, owners))
    return dataclasses.replace(item, said_by=_organisation(contents, item.said_by), responsible=responsible)


def _organisation(contents: Contents, party: str) -> str:
    """The id of the organisation that somebody is or belongs to; nothing where there is none."""
    found = contents.party(party) if party else None
    name = found.organisation if isinstance(found, Person) else found.id if found else ""
    return name if name in contents.organisations else ""


def due_actions(document: Document, contents: Contents) -> list[tuple[Entry, Item]]:
    """Of those the actions that have a due date."""
    return [(entry, item) for entry, item in told(document, contents) if item.kind is Kind.ACTION and item.due]


def under_headings(document: Document) -> Iterator[tuple[Part, str]]:
    """Every part of the document, and the heading that it stands under; a heading is its own."""
    heading = document.title
    for part in document.parts:
        heading = part.text if isinstance(part, Heading) else heading
        yield part, heading


def is_titled(title: str, heading: str) -> bool:
    """Tell whether a heading says already what a table or chart under it is called."""
    return folded(heading).startswith(folded(title))


def numbers_in(table: Table) -> list[bool]:
    """Of each column whether there are only numbers in it, so that they should stand under each other."""
    return [
        all(isinstance(cell, str) and (cell.isdecimal() or cell == "–") for cell in column)
        for column in zip(*table.rows, strict=True)
    ] or [False] * len(table.columns)
