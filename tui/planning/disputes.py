"""What people gave different values without sight of each other: in words, as facts, and settled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from storage.merge import Conflict, Stamp
from storage.model import Document, Item
from storage.records import TABLE_OF, TABLES
from storage.store import Change, Store
from tui.phrases import HIDDEN, Phrases
from tui.planning.confirming import READ_ALOUD
from tui.planning.naming import fact, in_words, label, title
from tui.safe import safe

_FOLLOWS = {"raw": "text", "closed": "status"}
"""Fields that nobody is asked about, and the field whose settlement they follow."""
_LONG = 40
"""Characters that two values may have in common before the difference is shown alone."""


@dataclass(frozen=True)
class Side:
    """One of the values that a field was given."""

    value: object
    """In the stored form."""
    scribe: str
    """Nothing where that is not known."""
    moment: dt.datetime
    stamp: Stamp
    stands: bool


@dataclass(frozen=True)
class Dispute:
    """A field of a document with its different values."""

    document: Document
    field: str
    sides: tuple[Side, ...]
    """The earliest first; the last one stands."""

    @property
    def others(self) -> tuple[Side, ...]:
        """The values that do not stand."""
        return self.sides[:-1]


def disputes(store: Store, document: Document) -> list[Dispute]:
    """Return what is disputed of a document, its text first, but for what follows from something else."""
    fields = store.disputed(document)
    names = sorted(fields.keys() - _FOLLOWS.keys(), key=lambda name: (name not in ("text", "title", "name"), name))
    return [Dispute(document, name, _sides(store, fields[name])) for name in names]


def all_disputes(store: Store) -> list[Dispute]:
    """Return everything that is disputed, items first; of what is deleted, whether it is."""
    documents = {}
    for conflict in store.conflicts():
        document = store.find(TABLES[conflict.table], conflict.id)
        if document and not (document.deleted and conflict.field != "deleted"):
            documents[conflict.table, conflict.id] = document
    ordered = sorted(documents, key=lambda key: (key[0] != "items", key))
    return [dispute for key in ordered for dispute in disputes(store, documents[key])]


def _sides(store: Store, conflict: Conflict) -> tuple[Side, ...]:
    """The different values; of those who wrote the same, the last."""
    sides: list[Side] = []
    for write in conflict.writes:
        moment = dt.datetime.fromtimestamp(write.stamp.clock / 1_000_000, dt.UTC)
        side = Side(write.value, store.scribe_of(write.stamp.session), moment, write.stamp, stands=False)
        sides = [*(other for other in sides if other.value != side.value), side]
    return (*sides[:-1], replace(sides[-1], stands=True))


def plan_settlement(store: Store, document: Document, chosen: Mapping[str, Stamp] | None = None) -> Change | None:
    """Return the change that settles fields of a document with the values of these writes, and no other fields.

    Without a choice, what stands is kept in all of them. None where there is no such dispute any more.
    """
    fields = store.disputed(document)
    if chosen is None:
        chosen = {name: conflict.writes[-1].stamp for name, conflict in fields.items() if name not in _FOLLOWS}
    values = {
        name: write.value
        for name, stamp in chosen.items()
        for write in (fields[name].writes if name in fields else ())
        if write.stamp == stamp
    }
    for name, leader in _FOLLOWS.items():
        if name in fields and values and (leader in values or leader not in fields):
            session = chosen[leader].session if leader in chosen else ""
            writes = {write.stamp.session: write for write in fields[name].writes}
            values[name] = writes.get(session, fields[name].writes[-1]).value
    if not values:
        return None
    change = store.plan_settlement(document)
    (edit,) = change.edits
    was = {name: (edit.was or {}).get(name) for name in values}
    changed = any(value != was[name] for name, value in values.items() if name in READ_ALOUD)
    if changed and isinstance(document, Item) and document.confirmed:
        values["confirmed"], was["confirmed"] = None, document.confirmed.isoformat()
    return replace(change, edits=(edit._replace(set=values, was=was),))


# In words and as facts


def dispute_line(store: Store, say: Phrases, documents: Iterable[Document]) -> str:
    """Return what others wrote of these documents and does not stand, in one line that is safe to print."""
    told: dict[str, list[str]] = {}
    for document in documents:
        for dispute in disputes(store, document):
            for side in dispute.others:
                values = told.setdefault(scribe_name(side, say), [])
                values.append(side_in_words(store, say, dispute, side, shortened=True))
    return "  ".join(f"≠ {scribe}: {', '.join(values)}" for scribe, values in told.items())


def scribe_name(side: Side, say: Phrases) -> str:
    """Return who wrote a value; safe to print."""
    return safe(side.scribe) or say("dispute.somebody")


def side_in_words(store: Store, say: Phrases, dispute: Dispute, side: Side, *, shortened: bool = False) -> str:
    """Return a value with the name of its field, unless it speaks for itself; safe to print.

    Of a long one that begins as what stands, shortened, only what is different.
    """
    words = value_in_words(store, say, dispute, side, shortened=shortened)
    return words if dispute.field in ("text", "deleted") else f"{label(say, dispute.field)} {words}"


def value_in_words(store: Store, say: Phrases, dispute: Dispute, side: Side, *, shortened: bool = False) -> str:
    """Return the value alone; safe to print."""
    if say.hides(dispute.document):
        return HIDDEN
    value = side.value
    if shortened and isinstance(value, str) and isinstance(dispute.sides[-1].value, str):
        value = _without_common_beginning(value, dispute.sides[-1].value)
    return in_words(store, say, dispute.field, value)


def _without_common_beginning(text: str, other: str) -> str:
    """Return the part of a text in which it is another one, from a few words before."""
    same = next((at for at, pair in enumerate(zip(text, other, strict=False)) if len(set(pair)) > 1), len(text))
    at = text.rfind(" ", 0, max(0, same - _LONG // 3))
    return text if same < _LONG or at < 0 else "…" + text[at:]


def when(say: Phrases, moment: dt.datetime) -> str:
    """Return a moment as people here read it: the time of day, and the date where it is another day."""
    local = moment.astimezone()
    day = "" if local.date() == dt.datetime.now().astimezone().date() else f"{say.date(local.date())} "
    return day + local.strftime("%H:%M:%S")


def conflict_facts(store: Store, dispute: Dispute) -> dict[str, object]:
    """Return a dispute as it is printed in JSON: names for ids, ISO 8601 for dates and moments."""
    return {
        "field": dispute.field,
        "values": [
            {
                "value": fact(store, dispute.field, side.value),
                "scribe": side.scribe or None,
                "moment": side.moment.isoformat(timespec="milliseconds"),
                "stands": side.stands,
            }
            for side in dispute.sides
        ],
    }


def named_conflict_facts(store: Store, dispute: Dispute) -> dict[str, object]:
    """Return the same, with what the document is called."""
    table = TABLE_OF[type(dispute.document)]
    return {"table": table, "name": title(store, dispute.document), **conflict_facts(store, dispute)}
