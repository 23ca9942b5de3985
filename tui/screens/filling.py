"""What the read-back screen asks for: fields of an item to be filled in, and what the answers make of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from storage.ids import fold
from storage.model import Item, Party
from storage.store import Store
from tui.line.lines import Capture
from tui.phrases import Phrases
from tui.planning.desk import Desk
from tui.planning.homework import as_kind
from tui.screens import answers
from tui.screens.answers import Answer, Reader
from tui.screens.form import Field


@dataclass(frozen=True)
class Question:
    """A form, and what the answers to it make of an item as it is by then."""

    fields: tuple[Field, ...]
    edited: Callable[[Item, Mapping[str, str]], Item]


def rewriting(desk: Desk, say: Phrases, item: Item) -> Question:
    """Return the question for the whole line, as it would be typed."""

    def read(text: str) -> Answer:
        return Answer(text, "" if isinstance(desk.read(text), Capture) else say("step.no_capture"))

    field = Field("line", "readback.line", desk.line_of(item), read)
    return Question((field,), lambda now, given: desk.plan_edit(item, given["line"]).item or now)


def filling(desk: Desk, say: Phrases, item: Item, name: str) -> Question:
    """Return the question for one field: `responsible`, `due`, `who` or `effect`."""
    store = desk.store
    if name == "responsible":
        value = ", ".join(_written(store.party(party), party) for party in item.responsible)
        field = Field(name, "field.responsible", value, _names(store))
        return Question((field,), lambda now, given: _answered_by(now, parties_in(store, given[name])))
    if name == "due":
        day = answers.day(say, desk.known().today, desk.known().ahead)
        field = Field(name, "field.due", item.due.isoformat() if item.due else "", _or_nothing(day))
        return Question((field,), lambda now, given: replace(now, due=_day(given[name])))
    field = Field(name, f"field.{name}", getattr(item, name))
    if name == "who":
        return Question((field,), lambda now, given: replace(now, who=given[name]))
    return Question((field,), lambda now, given: replace(now, effect=given[name]))


def _answered_by(item: Item, parties: tuple[str, ...]) -> Item:
    return as_kind(replace(item, responsible=parties), item.kind)


def _or_nothing(read: Reader) -> Reader:
    return lambda text: read(text) if text else Answer("")


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _names(store: Store) -> Reader:
    """Return a reader of names with commas between them, which writes out the names that it knows."""
    return lambda text: Answer(", ".join(_written(store.party(name), name) for name in parties_in(store, text)))


def _written(party: Party | None, name: str) -> str:
    if party is None:
        return name
    return party.handle if "," in party.name else party.name


def parties_in(store: Store, text: str) -> tuple[str, ...]:
    """Return the people and organisations that are named, with commas between them: ids, and the words of strangers.

    A beginning that only one name or word has is enough.
    """
    words = [word.strip().removeprefix("@").strip() for word in text.split(",")]
    return tuple(dict.fromkeys(_party(store, word) for word in words if word))


def _party(store: Store, word: str) -> str:
    wanted = fold(word)
    parties = [(party.id, (fold(party.name), fold(party.handle))) for party in store.parties()]
    exact = [name for name, words in parties if wanted in words]
    begun = [name for name, words in parties if any(known.startswith(wanted) for known in words)]
    return exact[0] if exact else begun[0] if len(begun) == 1 else word
