"""What a document is made from: the gatherings that it is about, and of their items those that were chosen."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from exports.cuts.withheld import Withheld, withheld
from exports.document import Entry, Note
from exports.people import line_of, name_of
from exports.phrases import date_in_words, listing, say
from storage.contents import Contents
from storage.homework import is_everyones
from storage.model import Gathering, Item, Kind, Status

SLOTS: Sequence[tuple[str, Callable[[Item], str]]] = (
    ("need.who", lambda item: item.who),
    ("need.situation", lambda item: item.situation),
    ("need.effect", lambda item: item.effect),
    ("need.measure", lambda item: item.measure),
    ("need.source", lambda item: item.source),
)
"""What a need should say of itself: the label of each, and where it stands."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which items are wanted; a field that is empty asks for nothing."""

    kinds: frozenset[Kind] = frozenset()
    theme: str = ""
    """A theme's id."""
    responsible: str = ""
    """The id of a person or organisation that answers for the item; an organisation does with all its people."""
    party: str = ""
    """The same, of those who said it or answer for it."""


@dataclass(frozen=True)
class Record:
    """What a document is made from, and how it is said in its language."""

    contents: Contents
    gatherings: tuple[Gathering, ...]
    """In their order; at least one."""
    language: str
    """Of the labels: `nb`, `nn` or `en`; what people said stays as it is."""
    confidential: bool = False
    """Whether text that is exempt from public access is in it; else only its reference is."""
    choice: Choice = field(default_factory=Choice)
    before: Contents | None = None
    """What stood in the version before, where it is about one gathering that has been final."""

    @cached_property
    def items(self) -> Sequence[Item]:
        """The chosen items in the order in which they were captured. What is withheld names nobody."""
        about = {gathering.id for gathering in self.gatherings}
        items = [item for item in self.contents.items.values() if item.gathering in about]
        if not self.confidential:
            items = [withheld(item, self.language) if item.confidential else item for item in items]
        return items if self.choice == Choice() else list(filter(self._wanted(), items))

    def _wanted(self) -> Callable[[Item], bool]:
        choice = self.choice
        responsible, involved = self.members(choice.responsible), self.members(choice.party)

        everybody = choice.responsible in self.contents.organisations

        def wanted(item: Item) -> bool:
            return (
                (not choice.kinds or item.kind in choice.kinds)
                and (not choice.theme or item.theme == choice.theme)
                and (
                    not responsible
                    or not responsible.isdisjoint(item.responsible)
                    or (everybody and is_everyones(item))
                )
                and (not involved or not involved.isdisjoint((item.said_by, *item.responsible)))
            )

        return wanted

    def members(self, party: str) -> set[str]:
        """All ids that stand for somebody: the own one, and of an organisation its people's; none for nobody."""
        people = self.contents.people.values()
        return {party, *(person.id for person in people if person.organisation == party)} if party else set()

    @cached_property
    def exempt(self) -> bool:
        """Whether there is text in it that is exempt from public access."""
        return self.confidential and any(item.confidential for item in self.items)

    @cached_property
    def spoken(self) -> dict[str, str]:
        """From the id of a gathering to the language in which most of its content was written."""
        whole = self.contents.network.language
        return {gathering.id: gathering.language or whole for gathering in self.contents.gatherings.values()}

    def say(self, phrase: str, **facts: object) -> str:
        """A phrase in the document's language."""
        return say(self.language, phrase, **facts)

    def name(self, party: str) -> str:
        """How somebody is printed; nothing for nobody."""
        if party not in self._names:
            self._names[party] = name_of(self.contents, party, self.language)
        return self._names[party]

    @cached_property
    def _names(self) -> dict[str, str]:
        return {}

    def names(self, parties: Sequence[str]) -> str:
        """How some are printed, as a sentence lists them."""
        return listing(self.language, [self.name(party) for party in parties])

    def reference(self, item: Item) -> str:
        """What an item is called."""
        return self.contents.references[item.id]

    def entry(self, item: Item) -> Entry:
        """An item with all that is told of it; where it stands in the table of actions, the table tells the rest."""
        remarks = [self.name(item.said_by)] if item.said_by else []
        hidden = isinstance(item, Withheld)
        if item.confidential and not hidden:
            remarks.append(self.say("exempt"))
        if item.kind is not Kind.ACTION:
            remarks += self._progress(item)
        if item.grew_from and (origins := self.origins(item)):
            remarks.append(self.say("grew", references=listing(self.language, origins)))
        language = self.language if hidden else self.spoken.get(item.gathering, self.language)
        return Entry(
            item.id,
            self.contents.references[item.id],
            item.text,
            item.kind,
            language,
            tuple(remarks),
            self._notes(item),
            withheld=hidden,
        )

    def bare(self, item: Item) -> Entry:
        """An item without what was noted of it."""
        return self.entry(item)._replace(notes=())

    def _notes(self, item: Item) -> tuple[Note, ...]:
        notes = []
        if item.kind is Kind.NEED or item.who or item.situation or item.effect or item.measure or item.source:
            notes = [Note(self.say(label), text) for label, of in SLOTS if (text := of(item)).strip()]
        if item.details.strip():
            notes.append(Note("", item.details))
        return tuple(notes)

    def origins(self, item: Item) -> list[str]:
        """The references of what it grew out of; nothing of the one that it was part of in the same typed line."""
        contents = self.contents
        grown = [contents.items[origin] for origin in item.grew_from if origin in contents.references]
        typed = (item.raw, item.created)
        return [self.reference(one) for one in grown if not item.raw or (one.raw, one.created) != typed]

    def _progress(self, item: Item) -> list[str]:
        """What the table says of an action, in words for the other kinds: only what is not to be expected."""
        told = []
        if item.status is not Status.OPEN:
            told.append(self.say(f"{item.kind}.{item.status}"))
        if item.responsible:
            told.append(self.say("responsible", names=self.names(item.responsible)))
        if item.due:
            told.append(self.say("due", date=date_in_words(self.language, item.due)))
        return told

    def of(self, *gatherings: Gathering) -> Record:
        """The same of some of its gatherings."""
        return dataclasses.replace(self, gatherings=gatherings)


def titles(record: Record) -> dict[str, str]:
    """From the id of every theme to what it is called in a heading."""
    return {theme.id: line_of(theme.title) or theme.handle for theme in record.contents.themes.values()}
