"""A document as JSON for other programs. The README tells what its keys mean; to change that takes a new version."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from exports.cuts.record import SLOTS
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
    Statement,
    Table,
)
from exports.formats.told import told
from exports.ooxml.markup import BREAKS, marked
from exports.people import line_of, name_of
from storage.contents import Contents
from storage.homework import is_task
from storage.model import Item

FORMAT, VERSION = "samling-document", 1
_encoded = json.JSONEncoder(ensure_ascii=False).encode
Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json] | None"
Known: TypeAlias = dict[str, Json]


def encode(document: Document, contents: Contents) -> bytes:
    """The document as JSON in UTF-8, what stands before the first chapter and then the chapters; an item is a line."""
    return (_written(_clean(_document(document, contents))) + "\n").encode()


def _written(value: Json, margin: str = "\n") -> str:
    """JSON with an item, and whatever holds no objects, in a line of its own."""
    inner = f"{margin} "
    if isinstance(value, dict) and "reference" not in value:
        pairs = (f"{_encoded(key)}: {_written(one, inner)}" for key, one in value.items())
        return f"{{{inner}{f',{inner}'.join(pairs)}{margin}}}"
    if isinstance(value, list) and any(isinstance(one, dict | list) for one in value):
        return f"[{inner}{f',{inner}'.join(_written(one, inner) for one in value)}{margin}]"
    return _encoded(value)


def words(data: bytes) -> str:
    """All values of such a file that are texts, in their order, blanks and line breaks single blanks."""
    return " ".join(" ".join(_texts(json.loads(data))).split())


def _texts(value: Json) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)


def _clean(value: Json) -> Json:
    """A value whose texts a file can hold, their line breaks all of one sort."""
    if isinstance(value, str):
        return value if value.isprintable() else "\n".join(map(_line, BREAKS.split(value)))
    if isinstance(value, dict):
        return {key: _clean(one) for key, one in value.items()}
    return [_clean(one) for one in value] if isinstance(value, list) else value


def _line(line: str) -> str:
    return marked(line)[0] if line.strip() else ""


def _document(document: Document, contents: Contents) -> Json:
    items = {entry.id: _item(item, document.language, contents) for entry, item in told(document, contents)}
    opening: list[Json] = []
    chapters: list[Json] = []
    parts = opening
    for part in document.parts:
        if isinstance(part, Heading) and part.level == 2:
            parts = []
            chapters.append({"title": part.text, "language": part.language or document.language, "parts": parts})
        else:
            parts.append(_part(part, document.language, items))
    return {
        "format": FORMAT,
        "version": VERSION,
        "cut": document.cut,
        "language": document.language,
        "title": document.title,
        "author": document.author,
        "date": document.date.isoformat(),
        "draft": document.draft,
        "exempt": document.exempt,
        "facts": {name: fact for name, fact in document.facts.items() if fact},
        "opening": opening,
        "chapters": chapters,
    }


def _part(part: Part, language: str, items: Mapping[str, Known]) -> Json:
    match part:
        case Heading():
            spoken = part.language or language
            return {"type": "heading", "level": part.level, "text": part.text, "language": spoken}
        case Facts() | Parties():
            kind = "facts" if isinstance(part, Facts) else "parties"
            return {"type": kind, "rows": [{"label": row.label, "lines": list(row.lines)} for row in part.rows]}
        case Entries():
            return {"type": "entries", "entries": [_entry(entry, language, items) for entry in part.entries]}
        case Statement():
            return {
                "type": "statement",
                "text": part.text,
                "manner": part.manner,
                "language": part.language or language,
                "about": list(part.about),
            }
        case Table():
            return {
                "type": "table",
                "title": part.title,
                "description": part.description,
                "columns": [column.label for column in part.columns],
                "rows": [[_cell(cell, language, items) for cell in row] for row in part.rows],
            }
        case Chart():
            return {
                "type": "chart",
                "title": part.title,
                "description": part.description,
                "categories": list(part.categories),
                "series": [{"name": one.name, "values": list(one.values)} for one in part.series],
            }


def _cell(cell: Cell, language: str, items: Mapping[str, Known]) -> Json:
    return cell if isinstance(cell, str) else _entry(cell, language, items)


def _entry(entry: Entry, language: str, items: Mapping[str, Known]) -> Json:
    return {
        "id": entry.id,
        "reference": entry.reference,
        "text": entry.text,
        "kind": entry.kind,
        "language": entry.language,
        "withheld": entry.withheld,
        "remarks": list(entry.remarks),
        "notes": [
            {
                "label": note.label,
                "text": note.text,
                "language": language if note.own else note.language or entry.language,
            }
            for note in entry.notes
        ],
        **items[entry.id],
    }


def _item(item: Item, language: str, contents: Contents) -> Known:
    """What is known of an item apart from what its document says."""
    theme = contents.themes.get(item.theme)
    found: Known = {
        "gathering": contents.gatherings[item.gathering].number,
        "group": item.group,
        "theme": (line_of(theme.title) or theme.handle) if theme else None,
        "said_by": name_of(contents, item.said_by, language) if item.said_by else None,
        "responsible": [name_of(contents, party, language) for party in item.responsible],
        "each": is_task(item),
        "due": item.due.isoformat() if item.due else None,
        "status": item.status,
        "created": item.created.isoformat(),
        "confirmed": item.confirmed.isoformat() if item.confirmed else None,
        "confidential": item.confidential,
        "details": item.details,
        "grew_from": [contents.references[one] for one in item.grew_from if one in contents.references],
    }
    return found | {label.removeprefix("need."): of(item) for label, of in SLOTS}
