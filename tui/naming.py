"""Stored values by the names that people know: of people and themes for ids, of fields, of whole documents."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from storage.model import (
    AgendaEntry,
    Attendance,
    Document,
    Gathering,
    Group,
    Item,
    Network,
    Organisation,
    Person,
    Theme,
    is_id,
)
from storage.store import Store
from tui.phrases import PHRASES, Phrases
from tui.safe import safe

_PARTIES = ("said_by", "responsible", "person", "people", "organisation")
_WORDS = {"kind": "kind", "status": "status", "presence": "presence", "language": "language", "state": "state"}
"""By field: where the words for its values stand in tui.phrases."""


def fact(store: Store, field: str, value: object) -> Any:
    """Return a stored value with names for the ids in it, null for nothing."""
    if isinstance(value, list):
        return [fact(store, field, each) for each in value]
    if value in ("", None):
        return None
    if not isinstance(value, str):
        return value
    named: Document | None = None
    if field in _PARTIES:
        named = store.party(value)
    elif field == "theme":
        named = store.find(Theme, value)
    elif field == "gathering":
        named = store.find(Gathering, value)
    elif field == "grew_from":
        named = store.find(Item, value)
    if named is None:
        return "?" if is_id(value) else value
    return named.number if isinstance(named, Gathering) else title(store, named)


def in_words(store: Store, say: Phrases, field: str, value: object) -> str:
    """Return a stored value as a sentence shows it; safe to print."""
    shown = fact(store, field, value)
    if field == "deleted":
        return say("value.deleted" if shown else "value.not-deleted")
    if shown is None or shown == []:
        return say("value.nothing")
    if isinstance(shown, list):
        return ", ".join(safe(str(each)) for each in shown)
    word = f"{_WORDS.get(field)}.{shown}"
    if word in PHRASES:
        return say(word)
    if field in ("due", "date"):
        try:
            return say.date(dt.date.fromisoformat(str(shown)))
        except ValueError:
            pass  # not a date, as others stored it
    if isinstance(shown, str):
        return say("value.quoted", text=safe(shown))
    return safe(json.dumps(shown, ensure_ascii=False))


def label(say: Phrases, table: str, field: str) -> str:
    """Return what a field is called; safe to print."""
    for name in (f"field.{table}.{field}", f"field.{field}"):
        if name in PHRASES:
            return say(name)
    return safe(field)


def title(store: Store, document: Document) -> str:
    """Return what a document is called, the same in each language; not made safe."""
    match document:
        case Item():
            return store.reference(document)
        case Theme():
            return document.title
        case Network() | Organisation() | Person():
            return document.name
        case Gathering():
            return str(document.number)
        case Group():
            return f"{_number(store, document.gathering)}{document.letter}"
        case AgendaEntry():
            theme = store.find(Theme, document.theme)
            return f"{_number(store, document.gathering)} {theme.title if theme else '?'}"
        case Attendance():
            person = store.find(Person, document.person)
            return f"{_number(store, document.gathering)} {person.name if person else '?'}"
    return "?"


def _number(store: Store, gathering: str) -> str:
    found = store.find(Gathering, gathering)
    return str(found.number) if found else "?"
