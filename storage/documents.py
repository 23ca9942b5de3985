"""Documents as they are kept in memory: a record's JSON is read when somebody looks at it.

Most documents of a store are not looked at in a session, and a text in UTF-8 takes a third of what the dict takes.
"""

from __future__ import annotations

import json
from collections.abc import Collection, ItemsView, Iterable, Iterator, Mapping, ValuesView
from itertools import islice
from typing import TypeVar, cast

from storage.entries import read_object
from storage.model import Document
from storage.records import BadRecord, Record, from_record

D = TypeVar("D", bound=Document)


class Records(Mapping[str, Record]):
    """The records of one table by id, deleted ones too."""

    def __init__(self, kept: Mapping[str, Record | bytes] | None = None) -> None:
        self._kept: dict[str, Record | bytes] = dict(kept or {})

    def put(self, name: str, content: Record | bytes) -> None:
        """Put a record in: the JSON of it, or the record itself, which is not to be changed any more then."""
        self._kept[name] = content

    def put_all(self, records: Iterable[tuple[str, bytes]]) -> None:
        """Put the JSON of many in."""
        self._kept.update(records)

    def __getitem__(self, name: str) -> Record:
        record = self._kept[name] = self.read(name)
        return record

    def read(self, name: str) -> Record:
        """Return a record that nobody will look at again soon: where it is kept as JSON, it stays so."""
        content = self._kept[name]
        return {**read_object(content), "id": name} if isinstance(content, bytes) else content

    def __iter__(self) -> Iterator[str]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)

    def __contains__(self, name: object) -> bool:
        return name in self._kept

    def raw(self) -> dict[str, Record | bytes]:
        """Return the records as they are kept: as JSON where nobody has looked at them."""
        return dict(self._kept)

    def has_any(self, names: Collection[str]) -> bool:
        """Tell whether one of these is there."""
        return not self._kept.keys().isdisjoint(names)

    def naming(self, field: str, value: str) -> list[str]:
        """Return the ids of the records whose field has that value."""
        sign = json.dumps(value, ensure_ascii=False).encode(errors="surrogatepass")
        likely = [n for n, content in self._kept.items() if not isinstance(content, bytes) or sign in content]
        return [name for name in likely if self.read(name).get(field) == value]


class Documents(Mapping[str, D]):
    """The documents of one kind that are not deleted, by id: a view of their records.

    A record that is no document of that kind is left out, and told of in `bad`, by its id.
    """

    def __init__(self, kind: type[D], records: Records, bad: dict[str, str]) -> None:
        self._kind = kind
        self._records = records
        self._bad = bad
        self._made: dict[str, D | None] = dict.fromkeys(records)
        self._unmade = set(records)

    def refresh(self, names: Collection[str]) -> None:
        """Note that records are others than they were."""
        self._made.update(dict.fromkeys(names))
        self._unmade.update(names)
        for name in self._bad.keys() & set(names) if self._bad else ():
            del self._bad[name]

    def __getitem__(self, name: str) -> D:
        document = self._made[name] or self._make(name)
        if document is None:
            raise KeyError(name)
        return document

    def __iter__(self) -> Iterator[str]:
        return iter(self._whole())

    def __len__(self) -> int:
        return len(self._whole())

    def items(self) -> ItemsView[str, D]:
        """Return the ids with their documents."""
        return self._whole().items()

    def values(self) -> ValuesView[D]:
        """Return the documents."""
        return self._whole().values()

    def make_ahead(self, count: int) -> bool:
        """Make so many of the documents that nobody has looked at, if there are; tell whether there are more."""
        for name in list(islice(self._unmade, count)):
            self._make(name)
        return bool(self._unmade)

    def _whole(self) -> dict[str, D]:
        """Return all documents, each of them made."""
        for name in sorted(self._unmade):
            self._make(name)
        return cast("dict[str, D]", self._made)

    def _make(self, name: str) -> D | None:
        """Make a document of its record, or take it out of the view."""
        self._unmade.discard(name)
        record = self._records.read(name)
        if record.get("deleted") is not True:
            try:
                document = self._made[name] = from_record(self._kind, record)
            except BadRecord as error:
                self._bad[name] = str(error)
            else:
                return document
        self._made.pop(name, None)
        return None
