"""What is searched for: a typed text as a query, and the items that it finds. Pure: knows no store and no screen."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress
from typing import NamedTuple

from storage.model import Kind, Status
from tui.line.marks import KIND_WORDS
from tui.search.filters import FILTERS, NOBODY, STATES
from tui.search.folding import plain


class Facts(NamedTuple):
    """What can be asked for of an item, its text apart."""

    kind: str
    theme: str
    """An id, or nothing."""
    responsible: tuple[str, ...]
    said: str
    gathering: str
    """An id."""
    group: str
    """In plain letters."""
    status: Status
    due: dt.date | None
    confirmed: bool
    confidential: bool
    disputed: bool
    deleted: bool


class Lot(NamedTuple):
    """Some items: what can be asked for of each, side by side, since a loop over one list is the quickest."""

    names: list[str]
    """Ids."""
    texts: list[str]
    """All their words, in plain letters."""
    facts: list[Facts]

    def where(self, kept: Sequence[bool]) -> Lot:
        """Return those for which there is a True."""
        return Lot(list(compress(self.names, kept)), list(compress(self.texts, kept)), list(compress(self.facts, kept)))


@dataclass(frozen=True)
class Known:
    """What the values of filters stand for: by id, or by the name of whoever is not registered, in plain letters."""

    themes: Mapping[str, str] = field(default_factory=dict)
    """What themes are called: titles and words."""
    parties: Mapping[str, str] = field(default_factory=dict)
    """What people and organisations are called, and where people come from."""
    gatherings: Mapping[str, int] = field(default_factory=dict)
    """Their numbers."""


class Unknown(NamedTuple):
    """A value of a filter that stands for nothing."""

    filter: str
    value: str
    """As it was typed."""


class Term(NamedTuple):
    """One thing that is asked for."""

    field: str
    """`word`, or the id of a filter."""
    values: frozenset[str]
    """Any of these will do. Of a word, the one; it stands anywhere in the text."""
    exclude: bool = False

    def follows_from(self, other: Term) -> bool:
        """Tell whether what has the other cannot but have this."""
        if (self.field, self.exclude) != (other.field, other.exclude):
            return False
        mine, theirs = (self.values, other.values) if not self.exclude else (other.values, self.values)
        if self.field == "word":
            return all(word in longer for word in mine for longer in theirs)
        return theirs <= mine


@dataclass(frozen=True)
class Query:
    """What a text asks for: all of its terms."""

    terms: tuple[Term, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    begun: str = ""
    """The filter whose value has still to be typed."""

    @property
    def words(self) -> tuple[str, ...]:
        """The words that shall be in the text, in plain letters."""
        return tuple(word for term in self.terms if term.field == "word" and not term.exclude for word in term.values)

    @property
    def wants_deleted(self) -> bool:
        """Whether deleted items are asked for; if not they are not found."""
        return any(term.field == "is" and "deleted" in term.values and not term.exclude for term in self.terms)

    def narrows(self, other: Query) -> bool:
        """Tell whether all that this finds is among what the other one finds."""
        return self.wants_deleted == other.wants_deleted and all(
            any(old.follows_from(new) for new in self.terms) for old in other.terms
        )

    def sift(self, lot: Lot, today: dt.date) -> Lot:
        """Return those items of a lot that are asked for, in their order."""
        for term in sorted(self.terms, key=lambda term: (term.field != "word", term.exclude)):
            if term.field == "word":
                (word,), texts = term.values, lot.texts
                lot = lot.where([word not in t for t in texts] if term.exclude else [word in t for t in texts])
            else:
                has = _test(term, today)
                lot = lot.where([has(facts) is not term.exclude for facts in lot.facts])
        return lot


def _test(term: Term, today: dt.date) -> Callable[[Facts], bool]:
    """Return what tells whether an item has one of the values."""
    values = term.values
    match term.field:
        case "responsible":
            return lambda facts: not values.isdisjoint(facts.responsible or ("",))
        case "is":
            tests = [_STATE_TESTS[value](today) for value in values]
            return tests[0] if len(tests) == 1 else lambda facts: any(test(facts) for test in tests)
        case name:
            at = Facts._fields.index(name)
            return lambda facts: facts[at] in values


def _overdue(today: dt.date) -> Callable[[Facts], bool]:
    return lambda facts: facts.due is not None and facts.due < today and facts.status is Status.OPEN


_STATE_TESTS: Mapping[str, Callable[[dt.date], Callable[[Facts], bool]]] = {
    "open": lambda _: lambda facts: facts.status is Status.OPEN,
    "done": lambda _: lambda facts: facts.status is Status.DONE,
    "overdue": _overdue,
    "confirmed": lambda _: lambda facts: facts.confirmed,
    "confidential": lambda _: lambda facts: facts.confidential,
    "disputed": lambda _: lambda facts: facts.disputed,
    "deleted": lambda _: lambda facts: facts.deleted,
}

# Reading

_NAMES = {name: row.id for row in FILTERS for names in row.names.values() for name in names}
_SIGNS = {row.sign: row.id for row in FILTERS if row.names and row.sign}
_TOKEN = re.compile(
    rf"(?P<minus>-?)(?:(?P<name>{'|'.join(sorted(_NAMES, key=len, reverse=True))}):|(?P<sign>[{''.join(_SIGNS)}]))?"
    r'(?:"(?P<straight>[^"]*)"?|«(?P<angled>[^»]*)»?|“(?P<curled>[^”]*)”?|(?P<bare>\S*))',
    re.IGNORECASE,
)


def read_query(text: str, known: Known) -> Query:
    """Return what a text asks for. Never raises: what is not understood as a filter is a word."""
    terms: list[Term] = []
    unknown: list[Unknown] = []
    begun = ""
    for match in _TOKEN.finditer(unicodedata.normalize("NFC", text)):
        quoted = next((match[name] for name in ("straight", "angled", "curled") if match[name] is not None), None)
        exclude = bool(match["minus"])
        row = _NAMES.get(match["name"].lower(), "") if match["name"] else _SIGNS.get(match["sign"] or "", "")
        if not row:
            word = plain(match["bare"] if quoted is None else quoted)
            terms += [Term("word", frozenset((word,)), exclude)] if word else []
            continue
        values = [value for value in ([quoted] if quoted is not None else match["bare"].split(",")) if plain(value)]
        if not values:
            begun = row
            continue
        found = {value: _meaning(row, plain(value), known) for value in values}
        unknown += [Unknown(row, value) for value, meant in found.items() if not meant]
        terms.append(Term(row, frozenset().union(*found.values()), exclude))
    return Query(tuple(_together(terms)), tuple(unknown), begun)


def _together(terms: Iterable[Term]) -> Iterator[Term]:
    """Make one term of those for kinds, of which any will do: no item has two."""
    kinds: set[str] = set()
    asked = False
    for term in terms:
        if term.field == "kind" and not term.exclude:
            kinds |= term.values
            asked = True
        else:
            yield term
    if asked:
        yield Term("kind", frozenset(kinds))


def _meaning(row: str, value: str, known: Known) -> frozenset[str]:
    """Return what a value of a filter stands for; nothing where it stands for nothing."""
    match row:
        case "kind":
            return _beginning(value, _KINDS)
        case "is":
            states = _beginning(value, _STATES)
            return states - {"deleted"} if len(states) > 1 else states
        case "gathering":
            digits = value.lstrip("0") if value.isdecimal() else ""
            return frozenset(name for name, number in known.gatherings.items() if str(number) == digits)
        case "group":
            return frozenset((value,))
    if value in NOBODY:
        return frozenset(("",))
    called = known.themes if row == "theme" else known.parties
    return frozenset(name for name, words in called.items() if f" {value}" in f" {words}")


def _beginning(value: str, words: Mapping[str, str]) -> frozenset[str]:
    """Return what the words that begin so stand for; what the whole word stands for where it is one."""
    if value in words:
        return frozenset((words[value],))
    return frozenset(meant for word, meant in words.items() if word.startswith(value))


_KINDS = {**{plain(word): kind.value for word, kind in KIND_WORDS.items()}, **{kind.value: kind.value for kind in Kind}}
_STATES = {plain(word): state for state, by in STATES.items() for words in by.values() for word in words}
