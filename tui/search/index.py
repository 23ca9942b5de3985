"""All items of a store by what can be searched for in them: read in parts, and anew only where something changed."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from storage.errors import NotSaved
from storage.model import Gathering, Item, Organisation, Person, Theme
from storage.store import Store
from tui.search.folding import plain
from tui.search.query import Facts, Known, Lot, Query

if TYPE_CHECKING:
    from tui.saver import Touched

UNSEEN = ("details", "who", "situation", "effect", "measure", "source")
"""Fields whose words are searched though they do not stand in an item's row."""
_AT_A_TIME = 16
"""How many items are read between two looks at the clock."""


class Index:
    """What is searched in. It watches a saver; whoever wants to find something lets it `read_on` first."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._alive = Lot([], [], [])
        self._gone = Lot([], [], [])
        """Deleted items. In both the latest are first."""
        self._waiting: list[str] = sorted(store.names(Item))
        """What has to be read, or read anew; the last first."""
        self._known: Known | None = None
        self._called: dict[str, tuple[str, str]] = {}
        """By id or unregistered name, in plain letters: the name, and all words by which one is asked for."""
        self._last: tuple[Query, dt.date, Lot] | None = None
        """What was found last, as long as it holds."""

    # Reading

    @property
    def total(self) -> int:
        """How many items there are that are not deleted, as far as they have been read."""
        return len(self._alive.names)

    @property
    def part(self) -> float:
        """How much of what there is has been read: from 0 to 1."""
        read = len(self._alive.names) + len(self._gone.names)
        return read / max(1, read + len(self._waiting))

    @property
    def is_whole(self) -> bool:
        """Whether everything has been read as it is now."""
        return not self._waiting

    def read_on(self, seconds: float = float("inf")) -> bool:
        """Read for about so long; tell whether more is waiting."""
        until = time.perf_counter() + seconds
        while self._waiting:
            for name in [self._waiting.pop() for _ in range(min(_AT_A_TIME, len(self._waiting)))]:
                self._read(name)
            self._last = None
            if time.perf_counter() > until:
                break
        return bool(self._waiting)

    def took(self, touched: Touched) -> None:
        """Note what was changed, to be read anew."""
        if any(table in ("themes", "people", "organisations", "gatherings") for table, _ in touched):
            self._known = None
            self._called.clear()
            self._waiting = sorted({*self._waiting, *self._alive.names, *self._gone.names})
        self._waiting += sorted(name for table, name in touched if table == "items")
        self._last = None

    def failed(self, error: NotSaved) -> None:
        """Nothing: what is not saved is not searched."""

    def _read(self, name: str) -> None:
        item = self._store.all(Item).get(name) or self._store.find(Item, name)
        if item is None:  # no item can be made of it
            _drop(self._alive, name)
            _drop(self._gone, name)
            return
        theme = self._store.all(Theme).get(item.theme) if item.theme else None
        words = [self._store.reference(item), theme.title if theme else "", item.text]
        words += [getattr(item, field) for field in UNSEEN]
        names = [self._call(party)[0] for party in (item.said_by, *item.responsible) if party]
        text = "\n".join([plain(" / ".join(filter(None, words))), *names])
        facts = Facts(
            kind=item.kind,
            theme=item.theme,
            responsible=item.responsible,
            said=item.said_by,
            gathering=item.gathering,
            group=plain(item.group),
            status=item.status,
            due=item.due,
            confirmed=item.confirmed is not None,
            confidential=item.confidential,
            disputed=bool(self._store.disputed(item)),
            deleted=item.deleted,
        )
        here, there = (self._gone, self._alive) if item.deleted else (self._alive, self._gone)
        _put(here, name, text, facts)
        _drop(there, name)

    def _call(self, party: str) -> tuple[str, str]:
        """What somebody is called; and by what, and by where they come from, one may ask for them."""
        if party not in self._called:
            found = self._store.party(party)
            name = found.name if found else party
            home = self._store.all(Organisation).get(found.organisation) if isinstance(found, Person) else None
            words = [name, found.handle if found else "", *((home.name, home.handle) if home else ())]
            self._called[party] = plain(name), plain(" ".join(words))
            self._known = None
        return self._called[party]

    # Finding

    def known(self) -> Known:
        """Return what the values of filters stand for."""
        if self._known is None:
            for party in self._store.parties():
                self._call(party.id)
            self._known = Known(
                themes={name: plain(f"{t.title} {t.handle}") for name, t in self._store.all(Theme).items()},
                parties={party: words for party, (_, words) in self._called.items()},
                gatherings={each.id: each.number for each in self._store.all(Gathering).values()},
            )
        return self._known

    def find(self, query: Query, today: dt.date) -> Sequence[str]:
        """Return the ids of the items that are asked for, the latest first, as far as they have been read."""
        if query.wants_deleted:
            found = [*query.sift(self._alive, today).names, *query.sift(self._gone, today).names]
            return sorted(found, reverse=True)
        goes_on = self._last and self._last[1] == today and query.narrows(self._last[0])
        lot = query.sift(self._last[2] if self._last and goes_on else self._alive, today)
        self._last = (query, today, lot)
        return lot.names


def _put(lot: Lot, name: str, text: str, facts: Facts) -> None:
    at = _place(lot.names, name)
    end = at + (lot.names[at : at + 1] == [name])
    lot.names[at:end] = [name]
    lot.texts[at:end] = [text]
    lot.facts[at:end] = [facts]


def _drop(lot: Lot, name: str) -> None:
    at = _place(lot.names, name)
    if lot.names[at : at + 1] == [name]:
        for column in lot:
            del column[at]


def _place(names: Sequence[str], name: str) -> int:
    """Return where a name is, or would be, among names in falling order."""
    low, high = 0, len(names)
    if names and name < names[-1]:
        return high
    while low < high:
        middle = (low + high) // 2
        if names[middle] > name:
            low = middle + 1
        else:
            high = middle
    return low
