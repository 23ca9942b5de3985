"""Stored values by the names that people know: of people and themes for ids, of fields, of whole documents."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import re
from collections.abc import Mapping
from typing import Any

from storage.ids import is_id
from storage.model import (
    AgendaEntry,
    Attendance,
    Correction,
    Document,
    Gathering,
    Group,
    Item,
    Network,
    Omission,
    Organisation,
    Person,
    Progress,
    Support,
    Theme,
    Version,
)
from storage.store import Store
from tui.phrases import PHRASES, Phrases
from tui.safe import safe

_PARTIES = ("said_by", "responsible", "person", "people", "organisation")
_KINDS: Mapping[str, type[Document]] = {
    "theme": Theme,
    "recused": Theme,
    "gathering": Gathering,
    "approved": Gathering,
    "grew_from": Item,
    "task": Item,
    "need": Item,
    "item": Item,
}
"""By field: of what the ids in it are."""
_WORDS = {
    "kind": "kind",
    "status": "status",
    "presence": "presence",
    "degree": "degree",
    "language": "language",
    "state": "state",
}
"""By field: where the words for its values stand in tui.phrases."""


def plain_reference(reference: str) -> str:
    """Return a reference as it is compared: case and leading zeros aside."""
    return re.sub(r"-0*", "-", reference.strip().casefold())


def fact(store: Store, field: str, value: object) -> Any:
    """Return a stored value with names for the ids in it, null for nothing."""
    if isinstance(value, list):
        return [fact(store, field, each) for each in value]
    if value in ("", None):
        return None
    if not isinstance(value, str):
        return value
    if field not in (*_PARTIES, *_KINDS):
        return value
    named = store.party(value) if field in _PARTIES else store.find(_KINDS[field], value)
    if named is None:
        return "?" if is_id(value) else value
    return named.number if isinstance(named, Gathering) else title(store, named)


def in_words(store: Store, say: Phrases, field: str, value: object) -> str:
    """Return a stored value as a sentence shows it; safe to print."""
    shown = fact(store, field, value)
    word = f"{_WORDS.get(field)}.{shown}"
    day = _day(shown) if field in ("due", "date") else None
    if field == "deleted":
        told = say("value.deleted" if shown else "value.not-deleted")
    elif shown is None or shown == []:
        told = say("value.nothing")
    elif isinstance(shown, list):
        told = ", ".join(safe(str(each)) for each in shown)
    elif word in PHRASES:
        told = say(word)
    elif day:
        told = say.date(day)
    elif isinstance(shown, str):
        told = say("value.quoted", text=safe(shown))
    else:
        told = safe(json.dumps(shown, ensure_ascii=False))
    return told


def _day(value: object) -> dt.date | None:
    with contextlib.suppress(ValueError):  # others may have stored what is no date
        return dt.date.fromisoformat(str(value))
    return None


def label(say: Phrases, field: str) -> str:
    """Return what a field is called; safe to print."""
    name = f"field.{field}"
    return say(name) if name in PHRASES else safe(field)


def title(store: Store, document: Document) -> str:
    """Return what a document is called, the same in each language; not made safe."""
    name = "?"
    match document:
        case Item():
            name = store.reference(document)
        case Theme():
            name = document.title
        case Network() | Organisation() | Person():
            name = document.name
        case Gathering():
            name = str(document.number)
        case Group():
            name = f"{fact(store, 'gathering', document.gathering)}{document.letter}"
        case AgendaEntry():
            name = f"{fact(store, 'gathering', document.gathering)} {fact(store, 'theme', document.theme)}"
        case Attendance():
            name = f"{fact(store, 'gathering', document.gathering)} {fact(store, 'person', document.person)}"
        case Progress():
            name = f"{fact(store, 'task', document.task)} {fact(store, 'organisation', document.organisation)}"
        case Support():
            name = f"{fact(store, 'need', document.need)} {fact(store, 'organisation', document.organisation)}"
        case Version() | Omission() | Correction():
            name = str(fact(store, "gathering", document.gathering))
    return name
