"""People by numbers instead of names, everywhere in what documents are made from: `Deltaker 7`.

Organisations stay; roles, and what was noted of how somebody took part, are left out, for with the organisation they
would tell who somebody is. Even so this is no anonymity: who knows who came from where, or what somebody uses to say,
may recognise them. `exports.names` tells which names are found in what was written, and which cannot be.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from exports.cuts.journeys import Journey
from exports.document import Document as Made
from exports.document import Facts, Manner, Statement
from exports.names import NOBODY, Names
from exports.phrases import say
from storage.contents import Contents
from storage.ids import fold, is_id
from storage.model import (
    Attendance,
    Correction,
    Document,
    Gathering,
    Group,
    Item,
    Network,
    Organisation,
    Person,
    Progress,
    Theme,
    Version,
)

D = TypeVar("D", bound=Document)
EVERYBODY = frozenset(fold(word) for word in ("alle", "alle sammen", "alle saman", "all", "everyone", "everybody"))
"""Who is no single person."""


@dataclass(frozen=True)
class Participant:
    """Somebody, and their number for good."""

    number: int
    name: str
    """As it was when the number was given."""
    person: str = ""
    """The id; nothing of somebody who is not registered."""


@dataclass(frozen=True)
class Key:
    """Who is who. It only ever grows."""

    participants: tuple[Participant, ...] = ()

    def extended(self, people: Iterable[Person], strangers: Iterable[str]) -> Key:
        """Return the key with a number for everybody: people, and names of those who are not registered.

        Somebody who had a number before being registered keeps it.
        """
        known = {one.person: one for one in self.participants if one.person}
        unregistered = {fold(one.name): one for one in self.participants if not one.person}
        last = max((one.number for one in self.participants), default=0)
        for person in sorted(people, key=lambda each: each.id):
            if person.id not in known:
                before = unregistered.pop(fold(person.name), None)
                last += before is None
                known[person.id] = Participant(before.number if before else last, person.name, person.id)
        for name in sorted(set(strangers), key=lambda name: (fold(name), name)):
            if fold(name) not in unregistered:
                last += 1
                unregistered[fold(name)] = Participant(last, name)
        found = [*known.values(), *unregistered.values()]
        return Key(tuple(sorted(found, key=lambda one: one.number)))


class Veil:
    """Puts numbers for names, in a language. `people` and `organisations` are those that have names to be found."""

    def __init__(
        self, key: Key, people: Iterable[Person], organisations: Iterable[Organisation], language: str
    ) -> None:
        self._language = language
        self._number = {one.person: one.number for one in key.participants if one.person}
        people = [person for person in people if person.id in self._number]
        older = [(one.number, one.name) for one in key.participants if one.person]
        registered = [*older, *((self._number[person.id], person.name) for person in people)]
        handles = [(self._number[person.id], person.handle) for person in people]
        strangers = [(one.number, one.name) for one in key.participants if not one.person]
        organisations = tuple(organisations)
        known = [word for home in organisations for word in (home.name, home.handle)]
        self._organisations = {fold(word) for word in (*known, *(home.id for home in organisations))}
        self._by_name = {fold(name): number for number, name in (*strangers, *older, *handles, *registered)}
        self._names = Names(registered, handles, strangers, known)

    def called(self, number: int) -> str:
        """Return what a participant is called: `Deltaker 7`; without a number, where it is not known who it is."""
        return say(self._language, "participant", number=number or "").strip()

    # Names

    def name(self, name: str) -> str:
        """Return what stands for somebody who is named: by an id, a name or a handle, or in any words."""
        folded = fold(name)
        if name in self._number or is_id(name):
            return name
        if self._is_nobody(name):
            return self.text(name)
        if folded in self._by_name:
            return self.called(self._by_name[folded])
        hidden = self.text(name)
        return hidden if hidden != name else self.called(NOBODY)

    def is_stranger(self, name: str) -> bool:
        """Tell whether a name is of somebody who is not registered, and needs a number."""
        return not self._is_nobody(name) and fold(name) not in self._by_name and self.text(name) == name

    def _is_nobody(self, name: str) -> bool:
        """Tell whether a name is an id, or not of a person."""
        folded = fold(name)
        known = name in self._number or folded in self._organisations
        return known or not folded or is_id(name) or folded in EVERYBODY

    def text(self, text: str) -> str:
        """Return a text with numbers for the names in it; one without names as it is."""
        return self._names.replaced(text, self.called)

    # Documents

    def contents(self, contents: Contents) -> Contents:
        """Return everything with numbers for the names of persons."""
        tables = {name: {key: self.document(one) for key, one in getattr(contents, name).items()} for name in _TABLES}
        order = sorted(contents.people, key=lambda name: self._number.get(name, NOBODY))
        tables["people"] = {name: tables["people"][name] for name in order}
        return replace(contents, network=self.document(contents.network), **tables)

    def document(self, document: D) -> D:
        """Return a document with numbers for the names of persons in it."""
        changes: dict[str, object] = {}
        for field in _NAMES.get(type(document), ()):
            changes[field] = self.name(getattr(document, field))
        for field in _TEXTS.get(type(document), ()):
            changes[field] = self.text(getattr(document, field))
        if isinstance(document, Item):
            changes["responsible"] = tuple(map(self.name, document.responsible))
        if isinstance(document, Group):  # the order of the alphabet would tell something of the names
            changes["people"] = tuple(sorted(document.people, key=lambda name: self._number.get(name, NOBODY)))
        if isinstance(document, Attendance):
            changes = {"note": ""}
        if isinstance(document, Person):
            called = self.called(self._number.get(document.id, NOBODY))
            changes = {"name": called, "handle": "-".join(fold(called).split()), "role": "", "extra": {}}
        return replace(document, **changes)  # type: ignore[arg-type] # each field has its own kind of value

    def journeys(self, journeys: Mapping[str, Journey]) -> dict[str, Journey]:
        """Return the journeys of items with numbers for the names in them."""
        return {
            name: tuple(
                stage._replace(item=self.document(stage.item), scribe=self.name(stage.scribe)) for stage in journey
            )
            for name, journey in journeys.items()
        }


def strangers_in(contents: Contents, veil: Veil) -> set[str]:
    """Return the names of those who are not registered and said, answer for or wrote down something."""
    named: set[str] = set()
    for table in _TABLES:
        for document in getattr(contents, table).values():
            named.update(getattr(document, field) for field in _NAMES.get(type(document), ()))
            if isinstance(document, Item):
                named.update(document.responsible)
    return {name for name in named if veil.is_stranger(name)}


def declared(document: Made) -> Made:
    """Return a document that says at its beginning that people are numbers in it; a page of summary has no room."""
    if document.cut == "summary":
        return document
    at = 1 if document.parts and isinstance(document.parts[0], Facts) else 0
    told = Statement(say(document.language, "pseudonyms"), Manner.POINTER)
    return replace(document, parts=(*document.parts[:at], told, *document.parts[at:]))


_TABLES = (
    *("organisations", "people", "themes", "gatherings", "groups", "attendance", "items"),
    *("progress", "versions", "corrections"),
)
"""The documents that may name persons."""
_NAMES: Mapping[type[Document], tuple[str, ...]] = {
    Gathering: ("chair", "scribe"),
    Group: ("scribe",),
    Item: ("said_by", "scribe"),
    Version: ("scribe",),
    Correction: ("said_by", "scribe"),
}
"""The fields that are a name, or an id."""
_TEXTS: Mapping[type[Document], tuple[str, ...]] = {
    Network: ("name",),
    Organisation: ("name",),
    Theme: ("title",),
    Gathering: ("title", "time", "place", "case"),
    Item: ("text", "raw", "details", "who", "situation", "effect", "measure", "source", "reason"),
    Progress: ("remark",),
    Correction: ("text",),
}
"""The fields that are running text."""
