"""What an open store holds in memory: the merged records, the documents that are made of them, and their numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar, cast

from storage.contents import Contents
from storage.documents import Documents
from storage.entries import Entry, Run
from storage.ids import alphabetical
from storage.merge import Base, Merge, Touched
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
        """Make so many documents that nobody has looked at, and then items' numbers; tell whether there are more."""
        return any(each.make_ahead(count) for each in self._documents.values()) or self.numbering.make_ahead(count)

    def find(self, kind: type[D], name: str) -> D | None:
        """Return the document of that id, also where it is deleted; None where there is none."""
        record = self.merge.tables[TABLE_OF[kind]].get(name)
        try:
            return from_record(kind, record) if record else None
        except BadRecord:
            return None

    def network(self, name: str) -> Network:
        """Return the network; one of that name where none was written yet."""
        networks = self.all(Network)
        return networks[min(networks)] if networks else Network(id="", name=name)

    def reference(self, item: Item) -> str:
        """Return what an item is called."""
        gathering = self.all(Gathering).get(item.gathering) or self.find(Gathering, item.gathering)
        return str(self.numbering.reference(item, gathering.number if gathering else 0))

    def contents(self, name: str) -> Contents:
        """Return everything as values; the network has that name where none is written."""
        items = dict(sorted(self.all(Item).items()))
        return Contents(
            network=self.network(name),
            organisations=_sorted(self.all(Organisation), lambda o: (alphabetical(o.name), o.id)),
            people=_sorted(self.all(Person), lambda p: (alphabetical(p.name), p.id)),
            themes=_sorted(self.all(Theme), lambda t: (t.order, t.id)),
            gatherings=_sorted(self.all(Gathering), lambda g: (g.number, g.id)),
            groups=_sorted(self.all(Group), lambda g: (g.letter, g.id)),
            agenda=_sorted(self.all(AgendaEntry), lambda a: (a.order, a.id)),
            attendance=dict(sorted(self.all(Attendance).items())),
            items=items,
            omissions=dict(sorted(self.all(Omission).items())),
            progress=dict(sorted(self.all(Progress).items())),
            support=dict(sorted(self.all(Support).items())),
            versions=_sorted(self.all(Version), lambda v: (v.number, v.id)),
            corrections=dict(sorted(self.all(Correction).items())),
            references={name: self.reference(item) for name, item in items.items()},
        )


def _sorted(documents: Mapping[str, D], key: Callable[[D], Any]) -> dict[str, D]:
    return {document.id: document for document in sorted(documents.values(), key=key)}
