"""What an item has been: its versions, one for each change, and an earlier one brought back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, replace

from storage.history import Step
from storage.model import Item
from storage.records import BadRecord, Record, from_record
from storage.store import Store
from tui.phrases import HIDDEN, Phrases
from tui.planning.confirming import rechecked
from tui.planning.naming import in_words, label
from tui.safe import safe

_MORE = ("details", "who", "situation", "effect", "measure", "source")
CONTENT = ("kind", "text", "raw", "theme", "said_by", "responsible", "due", "each", "status", "closed", *_MORE)
"""The fields that are brought back; where an item stands, what the room confirmed and what is exempt are not."""
_UNTOLD = frozenset(("id", "closed", "gathering", "number", "raw", "created", "scribe", "group"))
"""Fields whose changes nobody asks for."""
_LONG = 40
"""Characters that two texts may have in common before the difference is shown alone."""
_DEFAULTS = {field.name: None if field.default is MISSING else field.default for field in fields(Item)}


@dataclass(frozen=True)
class FieldChange:
    """What a change did to a field; the values are in the stored form."""

    field: str
    before: object
    after: object
    unseen: object = None
    """What stood there, where whoever made the change had not seen it."""


@dataclass(frozen=True)
class Version:
    """An item as one change made it."""

    number: int
    """From 1, the earliest."""
    moment: dt.datetime
    scribe: str
    what: str
    """`made`, `change`, `undo`, `redo`, `deleted`, `restored` or `settled`."""
    changes: tuple[FieldChange, ...]
    item: Item


def versions(steps: Iterable[Step]) -> list[Version]:
    """Return what an item has been, the earliest first, by its changes in their order."""
    records: dict[str, Record] = {}
    found: list[Version] = []
    for step in steps:
        before = records.get(step.edit.id)
        after = records[step.edit.id] = {**(before or {}), **step.edit.set, "id": step.edit.id}
        try:
            item = from_record(Item, after)
        except BadRecord:
            continue
        changes = tuple(_changes(step, before))
        number = len(found) + 1
        found.append(Version(number, step.moment, step.scribe, _what(step, before, changes), changes, item))
    return found


def _changes(step: Step, before: Record | None) -> Iterator[FieldChange]:
    was = step.edit.was
    for name, value in step.edit.set.items():
        if name in _UNTOLD or (was is None and _is_same(name, value, None)):
            continue
        stood, seen = (before or {}).get(name), (was or {}).get(name)
        unseen = stood if before is not None and not _is_same(name, stood, seen) else None
        yield FieldChange(name, seen, value, None if unseen == value else unseen)


def _is_same(field: str, one: object, other: object) -> bool:
    """Tell whether two stored values are the same; nothing is the same as what a field has by default."""
    default = _DEFAULTS.get(field)
    plain = [list(value) if isinstance(value, tuple) else value for value in (one, other, default)]
    first, second = (plain[2] if value is None else value for value in plain[:2])
    return first == second


def _what(step: Step, before: Mapping[str, object] | None, changes: tuple[FieldChange, ...]) -> str:
    if step.op != "change":
        return step.op
    if before is None:
        return "made"
    if "deleted" in step.edit.set:
        return "deleted" if step.edit.set["deleted"] else "restored"
    return "settled" if changes and all(change.before == change.after for change in changes) else "change"


def stands(version: Version, now: Item | None) -> bool:
    """Tell whether an item says what it said then."""
    then = version.item
    return now is not None and now.deleted == then.deleted and all(getattr(now, n) == getattr(then, n) for n in CONTENT)


def brought_back(now: Item, then: Item) -> Item:
    """Return an item as it is now with the content that it had then; a deleted one is there again."""
    content = {name: getattr(then, name) for name in CONTENT}
    return rechecked(now, replace(now, **content, deleted=False))


# In words


def change_in_words(
    store: Store, say: Phrases, item: Item, change: FieldChange, *, new: bool, labelled: bool = True
) -> str:
    """Return what a change did to a field: from what, to what, with the name of the field; safe to print."""
    if change.field == "deleted":
        return in_words(store, say, "deleted", change.after)
    if say.hides(item):
        return f"{label(say, change.field)} {HIDDEN}" if labelled else HIDDEN
    before, after = change.before, change.after
    if isinstance(before, str) and isinstance(after, str):
        before, after = _differences(before, after)
    told = in_words(store, say, change.field, after)
    if not new:
        told = f"{in_words(store, say, change.field, before)} → {told}"
    if change.unseen is not None:
        told += " " + say("past.unseen", value=in_words(store, say, change.field, change.unseen))
    return told if change.field == "text" or not labelled else f"{label(say, change.field)} {told}"


def _differences(one: str, other: str) -> tuple[str, str]:
    """Return two texts without a long beginning that they have in common, from a few words before it ends."""
    same = next((at for at, pair in enumerate(zip(one, other, strict=False)) if len(set(pair)) > 1), None)
    same = min(len(one), len(other)) if same is None else same
    at = one.rfind(" ", 0, max(0, same - _LONG // 3))
    return (one, other) if same < _LONG or at < 0 else ("…" + one[at:], "…" + other[at:])


def described(store: Store, say: Phrases, item: Item) -> list[str]:
    """Return an item, whole, in lines: one for each of its fields that says something; safe to print."""
    lines = []
    for name in ("text", "kind", "theme", "said_by", "responsible", "due", "status", *_MORE):
        value = getattr(item, name)
        stored = list(value) if isinstance(value, tuple) else value.isoformat() if name == "due" and value else value
        if stored not in ("", None, []):
            hidden = say.hides(item) and name not in ("kind", "due", "status")
            told = HIDDEN if hidden else safe(value) if name == "text" else in_words(store, say, name, stored)
            lines.append(told if name == "text" else f"{label(say, name)}: {told}")
    return lines
