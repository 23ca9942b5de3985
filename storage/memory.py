"""What an open store holds in memory: the merged records, the documents that are made of them, and their numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar, cast

from storage.documents import Documents
from storage.entries import Entry, Run
from storage.merge import Base, Merge, Touched
from storage.model import Document
from storage.numbering import Numbering
from storage.records import TABLE_OF, TABLES, BadRecord, from_record

D = TypeVar("D", bound=Document)


class Memory:
    """The documents of a store, beginning with none or with those of a base."""

    def __init__(self, base: Base | None = None) -> None:
        self.merge = Merge(base)
        self.numbering = Numbering(self.merge.tables["items"])
        self.bad: dict[str, str] = {}
        """By id: records that are no document, and why."""
        self._documents: dict[str, Documents[Any]] = {
            table: Documents(kind, self.merge.tables[table], self.bad) for table, kind in TABLES.items()
        }

    def take(self, records: Iterable[Entry | Run]) -> Touched:
        """Take records in; return the ids of the documents that they touch, by table. Raises BeyondBase."""
        touched = self.merge.take(records)
        for table, names in touched.items():
            self._documents[table].refresh(names)
        self.numbering.refresh(touched.get("items", ()))
        return touched

    def all(self, kind: type[D]) -> Mapping[str, D]:
        """Return the documents of a kind that are not deleted, by id: a live view, in no particular order."""
        return cast("Mapping[str, D]", self._documents[TABLE_OF[kind]])

    def make_ahead(self, count: int) -> bool:
        """Make so many of the items that nobody has looked at, and then their numbers; tell whether there are more."""
        return self._documents["items"].make_ahead(count) or self.numbering.make_ahead(count)

    def find(self, kind: type[D], name: str) -> D | None:
        """Return the document of that id, also where it is deleted; None where there is none."""
        record = self.merge.tables[TABLE_OF[kind]].get(name)
        try:
            return from_record(kind, record) if record else None
        except BadRecord:
            return None
