"""What the journals tell of the past: a document's changes, and what a scribe can undo. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from storage.entries import Entry
from storage.merge import Edit, edits_of
from storage.records import Record


@dataclass(frozen=True)
class Step:
    """One change of one document."""

    moment: dt.datetime
    """In UTC."""
    scribe: str
    op: str
    """`change`, `undo` or `redo`."""
    edit: Edit


def steps(entries: Iterable[Entry], scribes: Mapping[str, str], *names: str) -> Iterator[Step]:
    """Yield the changes of the documents of those ids, the earliest first."""
    for entry in sorted(entries, key=_moment):
        moment = dt.datetime.fromtimestamp(entry.clock / 1_000_000, dt.UTC)
        for edit in edits_of(entry):
            if edit.id in names:
                yield Step(moment, scribes.get(entry.session, ""), entry.op, edit)


def journey(entries: Iterable[Entry], scribes: Mapping[str, str], name: str) -> list[Step]:
    """Return the changes of a document and of those that it grew out of, each until it did, the earliest first."""
    return journeys(entries, scribes, [name])[name]


def journeys(entries: Iterable[Entry], scribes: Mapping[str, str], names: Iterable[str]) -> dict[str, list[Step]]:
    """Return the journey of each document of those ids, all found in one pass over the records."""
    followed = {name: frozenset({name}) for name in names}
    past: dict[str, list[Step]] = {name: [] for name in followed}
    taken_back = set[str]()
    for entry in sorted(entries, key=_moment, reverse=True):
        edits = edits_of(entry)
        if entry.id not in taken_back:  # what was undone has made nothing grow
            taken_back.add(str(entry.data.get("of")))
            grown = [(followed[edit.id], edit.set.get("grew_from")) for edit in edits if edit.id in followed]
            for heirs, origins in grown:
                for origin in map(str, origins if isinstance(origins, list) else ()):
                    followed[origin] = followed.get(origin, frozenset()) | heirs
        moment = dt.datetime.fromtimestamp(entry.clock / 1_000_000, dt.UTC)
        for edit in reversed(edits):
            for name in followed.get(edit.id, ()):
                past[name].append(Step(moment, scribes.get(entry.session, ""), entry.op, edit))
    return {name: steps[::-1] for name, steps in past.items()}


def _moment(entry: Entry) -> tuple[int, str, int]:
    return entry.clock, entry.session, entry.seq


@dataclass
class UndoStack:
    """What can be undone and redone, as the records of the sessions that it is for tell it."""

    done: list[Entry] = field(default_factory=list)
    undone: list[Entry] = field(default_factory=list)

    def take(self, entry: Entry) -> None:
        """Take in a further record of these sessions."""
        if entry.op == "change":
            self.done.append(entry)
            self.undone.clear()
        elif entry.op == "undo":
            self._drop(self.done, entry)
            self.undone.append(entry)
        elif entry.op == "redo":
            self._drop(self.undone, entry)
            self.done.append(entry)

    @staticmethod
    def _drop(stack: list[Entry], entry: Entry) -> None:
        stack[:] = [other for other in stack if other.id != entry.data.get("of")]


def reverse(entry: Entry, tables: Mapping[str, Mapping[str, Record]]) -> list[Edit]:
    """Return the edits that take back what a record did, and still stands.

    A field that somebody has changed since keeps the later value. A document that the record made is deleted.
    """
    edits = []
    for edit in reversed(edits_of(entry)):
        record = tables.get(edit.table, {}).get(edit.id)
        if record is None:
            continue
        before: Mapping[str, Any] = {"deleted": True} if edit.was is None else edit.was
        after: Mapping[str, Any] = {"deleted": False} if edit.was is None else edit.set
        back = {
            name: value for name, value in before.items() if name in after and record.get(name, False) == after[name]
        }
        if back:
            edits.append(Edit(edit.table, edit.id, back, {name: after[name] for name in back}))
    return edits
