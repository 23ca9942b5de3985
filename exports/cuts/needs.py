"""A description of needs: each with what is told of it and what is not yet, for those who may be able to meet it.

It can be published: organisations are named, persons are not.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence

from exports.cuts.chapters import by_theme, heading_of
from exports.cuts.frame import facts_of, head_of, held, is_draft, key_to, running, title_of
from exports.cuts.record import SLOTS, Choice, Record
from exports.cuts.support import shared_by
from exports.cuts.withheld import Withheld
from exports.document import Document, Entries, Entry, Heading, Manner, Note, Part, Statement
from exports.people import line_of
from exports.phrases import count, date_in_words, listing
from storage.model import Item, Kind, Organisation, Person, Status

PERSONAL = ("chair", "scribe", "groups")
"""What the head of minutes says that names persons."""


def needs_of(record: Record) -> Document:
    """The needs of the record's gatherings by theme; the kinds of its choice are not asked for."""
    record = dataclasses.replace(record, choice=dataclasses.replace(record.choice, kinds=frozenset()))
    network = line_of(record.contents.network.name)
    title = _title(record, network)
    return Document(
        cut="needs",
        language=record.language,
        title=title,
        running=running(record, held(record, titled=False)),
        author=network,
        date=record.gatherings[-1].date,
        parts=tuple(_parts(record)),
        draft=is_draft(record),
        exempt=record.exempt,
        facts={name: "" if name in PERSONAL else fact for name, fact in facts_of(record, title).items()},
    )


def _title(record: Record, network: str) -> str:
    """That of the whole network where all of it is told, else of the gatherings."""
    if network and record.choice == Choice() and len(record.gatherings) == len(record.contents.gatherings) > 1:
        return record.say("title.from", what=record.say("needs"), held=network)
    return title_of(record, record.say("needs"))


def _parts(record: Record) -> Iterator[Part]:
    needs = [item for item in record.items if item.kind is Kind.NEED]
    yield head_of(record, registered=True, without=PERSONAL)
    yield Statement(record.say("needs.about"))
    if not needs:
        yield Statement(record.say("needs.nothing"), Manner.CLOSING)
        return
    yield Statement(_numbers(record, needs))
    yield key_to(record, needs[0])._replace(manner=Manner.POINTER)  # strangers read it: they need the key first
    surroundings = _Surroundings(record)
    for title, those in by_theme(record, needs):
        yield heading_of(record, title)
        yield Entries(tuple(_need(record, surroundings, need) for need in those))
        yield from surroundings.of(those)


def _numbers(record: Record, needs: Sequence[Item]) -> str:
    """How many needs there are, how many of them are described in full, how many are met."""
    told = [record.say("needs.number", needs=count(record.language, Kind.NEED, len(needs)))]
    full = sum(all(of(need).strip() for _, of in SLOTS) for need in needs)
    met, later = (sum(need.status is status for need in needs) for status in (Status.DONE, Status.LATER))
    for phrase, number in (("needs.full", full), ("needs.met", met), ("needs.later", later)):
        if number and len(needs) > 1:
            told.append(record.say(phrase if number > 1 else f"{phrase}.one", number=number, slots=len(SLOTS)))
    return " ".join(told)


def _need(record: Record, surroundings: _Surroundings, need: Item) -> Entry:
    """A need with its slots: those that are described, then in words those that are not."""
    entry = _unsigned(record, need)
    if isinstance(need, Withheld):
        return entry
    notes = [Note(record.say(label), text) for label, of in SLOTS if (text := of(need)).strip()]
    missing = [record.say(f"missing.{label}") for label, of in SLOTS if not of(need).strip()]
    bare = len(missing) == len(SLOTS)
    if missing and not bare:
        label = record.say("needs.missing", missing=len(missing), slots=len(SLOTS))
        notes.append(Note(label, listing(record.language, missing), own=True))
    if sharing := surroundings.sharing(need):
        notes.append(Note(record.say("needs.shared"), listing(record.language, sharing), own=True))
    notes += shared_by(record, need)
    if need.details.strip():
        notes.append(Note("", need.details))
    remarks = (*entry.remarks, record.say("needs.bare")) if bare else entry.remarks
    return entry._replace(remarks=remarks, notes=tuple(notes))


def _unsigned(record: Record, item: Item) -> Entry:
    """An item without the names of persons, and without what was noted of it; organisations stay."""
    entry = record.bare(item)
    if entry.withheld:
        return entry._replace(remarks=())
    told = [record.say("exempt")] if item.confidential else []
    if item.kind is Kind.ACTION or item.status is not Status.OPEN:
        told.append(record.say(f"{item.kind}.{item.status}").lower())
    if names := organisations_of(record, item.responsible):
        told.append(record.say("responsible", names=listing(record.language, names)))
    if item.due:
        told.append(record.say("due", date=date_in_words(record.language, item.due)))
    if origins := record.origins(item):
        told.append(record.say("grew", references=listing(record.language, origins)))
    return entry._replace(remarks=tuple(told))


def organisations_of(record: Record, parties: Iterable[str]) -> list[str]:
    """The names of the organisations that those are or belong to, each once; who belongs to none has none."""
    names = []
    for party in parties:
        found = record.contents.party(party) if party else None
        if isinstance(found, Person):
            found = record.contents.organisations.get(found.organisation)
        if isinstance(found, Organisation):
            names.append(line_of(found.name))
    return list(dict.fromkeys(names))


class _Surroundings:
    """What the network knows around its needs: what they grew out of, and what grew from them at any gathering.

    What is exempt from public access is withheld unless it is among the record's own items, of which its head warns.
    """

    def __init__(self, record: Record) -> None:
        self._record = record
        whole = tuple(record.contents.gatherings.values())
        public = dataclasses.replace(record, gatherings=whole, choice=Choice(), confidential=False)
        self._items = {item.id: item for item in (*public.items, *record.items)}
        self._grown = [item for item in self._items.values() if item.grew_from]
        asked = (item for item in self._items.values() if item.kind is Kind.QUESTION)
        self._open = [item for item in asked if item.status is Status.OPEN]
        self._told = set[str]()

    def sharing(self, need: Item) -> list[str]:
        """The organisations that said a need, or one that it grew out of."""
        waiting, seen = [need.id], dict[str, None]()
        while waiting:
            name = waiting.pop(0)
            found = self._items.get(name)
            if found and name not in seen and found.kind is Kind.NEED and not isinstance(found, Withheld):
                seen[name] = None
                waiting += found.grew_from
        return organisations_of(self._record, [self._items[name].said_by for name in seen])

    def of(self, needs: Sequence[Item]) -> Iterator[Part]:
        """What lies around the needs of a theme and was not told yet: open questions under it, or that grew from them,
        and actions that did.
        """
        record, sources = self._record, {need.id for need in needs}
        grown = {item.id: item.kind for item in self._grown if not sources.isdisjoint(item.grew_from)}
        about, themes = {gathering.id for gathering in record.gatherings}, {need.theme for need in needs}
        asked = (
            item.id for item in self._open if item.id in grown or (item.theme in themes and item.gathering in about)
        )
        yield from self._list("needs.questions", set(asked))
        yield from self._list("needs.actions", {name for name, kind in grown.items() if kind is Kind.ACTION})

    def _list(self, heading: str, names: set[str]) -> Iterator[Part]:
        wanted = names - self._told
        self._told |= wanted
        if wanted:
            yield Heading(3, self._record.say(heading))
            items = (item for item in self._items.values() if item.id in wanted)
            yield Entries(tuple(_unsigned(self._record, item) for item in items))
