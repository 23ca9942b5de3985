"""A table of TinyDB whose ids are text and whose changes cost the same in a table of any size."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from typing import Any

from tinydb import table
from tinydb.queries import QueryLike
from tinydb.storages import Storage

from storage.ids import ALPHABET, is_id, new_id
from storage.journal import now
from storage.keys import OURS, id_of, key_of

Fields = Mapping[str, Any] | Callable[[MutableMapping[str, Any]], None]
FAR = ALPHABET[4] + ALPHABET[0] * 25
"""An id of the year 3111; ids after it are nobody's clock, and are not followed."""


class Document(table.Document):
    """A document and its id: a copy, so that what is done to it is not done to the table."""

    def __init__(self, value: Mapping[str, Any], doc_id: Any) -> None:
        super().__init__({name: _copy(field) for name, field in value.items()}, doc_id)


class Change(MutableMapping[Any, Any]):
    """A table as an update sees it: what it reads is copied and what it does is noted, the table stays as it is."""

    def __init__(self, rows: Mapping[str, Any], id_class: Callable[[str], Any]) -> None:
        self.rows = rows
        self._id_class = id_class
        self._after: dict[str, Any] = {}
        """The documents as they shall be, None for one that shall go."""

    def __getitem__(self, doc_id: Any) -> Any:
        key = str(doc_id)
        if key not in self._after:
            self._after[key] = _copy(self.rows[key])
        if self._after[key] is None:
            raise KeyError(doc_id)
        return self._after[key]

    def __setitem__(self, doc_id: Any, document: Any) -> None:
        self._after[str(doc_id)] = document

    def __delitem__(self, doc_id: Any) -> None:
        if doc_id not in self:
            raise KeyError(doc_id)
        self._after[str(doc_id)] = None

    def __contains__(self, doc_id: object) -> bool:
        key = str(doc_id)
        return self._after[key] is not None if key in self._after else key in self.rows

    def __iter__(self) -> Iterator[Any]:
        yield from (self._id_class(key) for key in self.rows if key in self)
        yield from (self._id_class(key) for key in self._after if key not in self.rows and key in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def clear(self) -> None:
        """Let all documents go."""
        self._after = dict.fromkeys(self.rows)

    def outcome(self) -> dict[str, Any]:
        """Return the documents as a JSON file would give them back, None for those that go. Raises TypeError."""
        return {
            key: None if document is None else json.loads(json.dumps(document)) for key, document in self._after.items()
        }


class Table(table.Table):
    """A table that changes in its storage's memory: a change costs as much as its documents, not as the table.

    A change is made whole or, where an error is raised, not at all. Documents are what JSON holds. Ids may be given
    as text or as numbers and come back as text.
    """

    document_class = Document
    document_id_class = str  # type: ignore[assignment] # TinyDB's types know whole numbers only

    def __init__(
        self,
        storage: Storage,
        name: str,
        cache_size: int = table.Table.default_query_cache_capacity,
        persist_empty: bool = False,  # noqa: FBT001, FBT002 TinyDB's own parameter
    ) -> None:
        super().__init__(storage, name, cache_size)
        self._moment: int | None = None
        self._searched: Any = None
        """The tables that the remembered searches were made in."""
        if persist_empty:
            self._update_table(lambda _: None)

    def __iter__(self) -> Iterator[Document]:
        """Iterate over the documents there were at the beginning, whatever is changed meanwhile."""
        for key, document in list(self._read_table().items()):
            yield self.document_class(document, self.document_id_class(key))

    def insert(self, document: Mapping[str, Any]) -> str:  # type: ignore[override]
        """Return the id of a new document. Raises ValueError where its id is taken, TypeError for what is not JSON."""
        return super().insert(self._own(document))  # type: ignore[return-value]

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[str]:  # type: ignore[override]
        """Return the ids of new documents: all are inserted, or none."""
        return super().insert_multiple(map(self._own, documents))  # type: ignore[return-value]

    def upsert(self, document: Mapping[str, Any], cond: QueryLike | None = None) -> list[str]:  # type: ignore[override]
        """Return the ids of the documents that were updated, or of the one that was inserted."""
        return super().upsert(self._own(document), cond)  # type: ignore[return-value]

    def search(self, cond: QueryLike) -> list[table.Document]:
        """Return the documents that match. What was found before is forgotten when another program wrote."""
        tables = self._storage.read()
        if tables is not self._searched:
            self.clear_cache()
            self._searched = tables
        return [self.document_class(document, document.doc_id) for document in super().search(cond)]

    def get(self, cond: QueryLike | None = None, doc_id: Any = None, doc_ids: Iterable[Any] | None = None) -> Any:
        """Return the document of that id or the first that matches, None if there is none; a list for several ids."""
        if doc_id is not None:
            doc_id = self._id(doc_id)
        return super().get(cond, doc_id, None if doc_ids is None else [self._id(one) for one in doc_ids])

    def update(  # type: ignore[override]
        self, fields: Fields, cond: QueryLike | None = None, doc_ids: Iterable[Any] | None = None
    ) -> list[str]:
        """Return the ids of the documents that got these fields: those that are named or match, or all."""
        updated: list[str] = []

        def updater(change: Change) -> None:
            updated.extend(self._chosen(change, cond, doc_ids))
            for doc_id in updated:
                if callable(fields):
                    fields(change[doc_id])
                else:
                    change[doc_id].update(fields)

        self._update_table(updater)
        return updated

    def remove(  # type: ignore[override]
        self, cond: QueryLike | None = None, doc_ids: Iterable[Any] | None = None
    ) -> list[str]:
        """Return the ids of the documents that are gone. Raises RuntimeError where neither is given."""
        if cond is None and doc_ids is None:
            raise RuntimeError("Use truncate() to remove all documents")
        removed: list[str] = []

        def updater(change: Change) -> None:
            removed.extend(dict.fromkeys(self._chosen(change, cond, doc_ids)))
            for doc_id in removed:
                del change[doc_id]

        self._update_table(updater)
        return removed

    def _chosen(self, change: Change, cond: QueryLike | None, doc_ids: Iterable[Any] | None) -> list[str]:
        if doc_ids is not None:
            return [doc_id for doc_id in map(self._id, doc_ids) if doc_id in change]
        found = (key for key, document in change.rows.items() if cond is None or cond(document))
        return [self.document_id_class(key) for key in found]

    def _id(self, given: Any) -> Any:
        """Return the id that is meant."""
        return id_of(str(given))

    def _own(self, document: Mapping[str, Any]) -> Mapping[str, Any]:
        if isinstance(document, table.Document):
            return self.document_class(document, self._id(document.doc_id))
        return document

    def _get_next_id(self) -> str:
        """Return an id that is later than those of this table, at a look through it the first time."""
        if self._moment is None:
            latest = max(
                (key for key in self._read_table() if is_id(key) and key < FAR), default=ALPHABET[0] * len(FAR)
            )
            self._moment = (int(key_of(latest)) - OURS) >> 72
        self._moment = max(self._moment + 1, now())
        return new_id(self._moment)

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        """Make a change, and tell the storage. Nothing is changed where the updater or the storage raises."""
        tables: dict[str, Any] = self._storage.read() or {}
        change = Change(tables.get(self.name, {}), self.document_id_class)
        updater(change)
        outcome = change.outcome()
        is_new = self.name not in tables
        if not outcome and not is_new:
            return
        rows = tables.setdefault(self.name, {})
        before = _put(rows, outcome)
        try:
            self._storage.write(tables)
        except BaseException:
            _put(rows, before)
            if is_new:
                del tables[self.name]
            raise
        finally:
            self.clear_cache()


def _put(rows: dict[str, Any], documents: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was there before; None stands for no document."""
    before = {key: rows.get(key) for key in documents}
    for key, document in documents.items():
        if document is None:
            rows.pop(key, None)
        else:
            rows[key] = document
    return before


def _copy(value: Any) -> Any:
    """Return a value of JSON with lists and objects of its own."""
    if isinstance(value, dict):
        return {name: _copy(field) for name, field in value.items()}
    return [_copy(one) for one in value] if isinstance(value, list) else value
