"""What the minutes of one gathering say, in what order, under which heading: values, the same for every format."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from exports.confirmations import confirmation_of
from exports.people import Block, Row, attendance_of, groups_of, line_of, name_of
from exports.phrases import date_in_words, listing, say, short_date
from exports.withheld import Withheld, withheld
from storage.model import (
    PLENARY,
    Contents,
    Gathering,
    GatheringState,
    Item,
    Kind,
    Status,
    by_place,
)


class Note(NamedTuple):
    """Something more about an item; what was added in free words has no label."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An item as it stands in the minutes."""

    reference: str
    text: str
    remarks: tuple[str, ...] = ()
    """Short facts, to be said right after the text: who said it, how far it has come."""
    notes: tuple[Note, ...] = ()
    withheld: bool = False
    """Whether its text only says that there is one, in the language of the labels."""


@dataclass(frozen=True, slots=True)
class Section:
    """The entries of one kind under a theme."""

    kind: Kind
    heading: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A theme."""

    heading: str
    titled: bool
    """Whether the heading is a title somebody gave; otherwise it says that there is none."""
    sections: tuple[Section, ...]
    actions: tuple[str, ...]
    """The references of its actions, which stand in the table."""
    pointer: str
    """The sentence that leads from the theme to the table; empty where it has no actions."""
    confirmation: str
    """What of it was confirmed in plenary, and when; empty where nothing was."""


@dataclass(frozen=True, slots=True)
class ActionRow:
    """A row of the action table."""

    entry: Entry
    responsible: str
    due: str
    status: str


@dataclass(frozen=True, slots=True)
class Actions:
    """The one table of actions."""

    heading: str
    description: str
    """What the table holds, for those who cannot see it."""
    columns: tuple[str, str, str, str, str]
    rows: tuple[ActionRow, ...]
    """By due date, those without one last; then by reference."""
    unowned: int
    """How many have nobody responsible."""
    undated: int


@dataclass(frozen=True, slots=True)
class Minutes:
    """The minutes of one gathering, in reading order."""

    language: str
    """The language of the labels."""
    spoken: str
    """The language in which most of the content was written."""
    title: str
    running: str
    """What stands above every page."""
    author: str
    date: dt.date
    draft: bool
    exempt: bool
    """Whether there is text in it that is exempt from public access."""
    head: tuple[Row, ...]
    attendance_heading: str
    attendance: tuple[Block, ...]
    chapters: tuple[Chapter, ...]
    actions: Actions | None
    closing: str
    """The last sentence: how to read a reference, or that nothing was written down."""


def minutes_of(contents: Contents, gathering: Gathering, language: str, *, confidential: bool = False) -> Minutes:
    """The minutes of a gathering with labels in `nb`, `nn` or `en`; what people said stays as it is.

    What is confidential is left out but for its reference, unless it is asked for: then the head warns of it.
    """
    items = [item for item in contents.items.values() if item.gathering == gathering.id]
    exempt = confidential and any(item.confidential for item in items)
    if not confidential:
        items = [withheld(item, language) if item.confidential else item for item in items]
    facts = {"number": gathering.number, "title": line_of(gathering.title)}
    title = say(language, "title.named" if facts["title"] else "title", **facts)
    network = line_of(contents.network.name)
    attendance = attendance_of(contents, gathering, language)
    return Minutes(
        language=language,
        spoken=gathering.language or contents.network.language,
        title=title,
        running=f"{network} · {say(language, 'gathering', **facts)}"
        + (f" · {say(language, 'running.exempt')}" if exempt else ""),
        author=name_of(contents, gathering.scribe, language) or network,
        date=gathering.date,
        draft=gathering.state is GatheringState.OPEN,
        exempt=exempt,
        head=_head(contents, gathering, language, registered=bool(attendance), exempt=exempt),
        attendance_heading=say(language, "attendance"),
        attendance=attendance,
        chapters=tuple(_chapters(contents, gathering, items, language)),
        actions=_actions(contents, items, language),
        closing=_closing(contents, gathering, items, language),
    )


def entries_of(minutes: Minutes) -> list[Entry]:
    """Every item in the minutes, in the order in which they bring them."""
    entries = [entry for chapter in minutes.chapters for section in chapter.sections for entry in section.entries]
    return entries + ([row.entry for row in minutes.actions.rows] if minutes.actions else [])


def _head(
    contents: Contents, gathering: Gathering, language: str, *, registered: bool, exempt: bool
) -> tuple[Row, ...]:
    state = ""
    if gathering.state is GatheringState.OPEN:
        state = say(language, "draft")
    elif gathering.version:
        state = say(language, "version", version=gathering.version)
    lines = {
        "state": [state],
        "openness": [say(language, "openness.exempt")] if exempt else [],
        "network": [line_of(contents.network.name)],
        "date": [date_in_words(language, gathering.date)],
        "time": [line_of(gathering.time)],
        "place": [line_of(gathering.place)],
        "chair": [name_of(contents, gathering.chair, language)],
        "scribe": [name_of(contents, gathering.scribe, language)],
        "groups": groups_of(contents, gathering, language),
        "attendance": [] if registered else [say(language, "unregistered")],
    }
    return tuple(Row(say(language, label), tuple(found)) for label, found in lines.items() if any(found))


def _chapters(contents: Contents, gathering: Gathering, items: Sequence[Item], language: str) -> Iterable[Chapter]:
    themes = {theme.id: line_of(theme.title) or theme.handle for theme in contents.themes_of(gathering)}
    under: dict[str, list[Item]] = {theme: [] for theme in [*themes, ""]}
    for item in items:
        under[item.theme if item.theme in themes else ""].append(item)
    for theme, those in under.items():
        if those:
            yield _chapter(contents, themes.get(theme, ""), by_place(those), gathering.date, language)


def _chapter(contents: Contents, title: str, items: Sequence[Item], held_on: dt.date, language: str) -> Chapter:
    by_kind = {kind: [item for item in items if item.kind is kind] for kind in Kind}
    references = tuple(contents.references[item.id] for item in by_kind.pop(Kind.ACTION))
    return Chapter(
        heading=title or say(language, "unfiled"),
        titled=bool(title),
        sections=tuple(
            Section(kind, say(language, kind), tuple(_entry(contents, item, language) for item in those))
            for kind, those in by_kind.items()
            if those
        ),
        actions=references,
        pointer=say(language, "actions.see", references=listing(language, references)) if references else "",
        confirmation=confirmation_of(items, contents.references, held_on, language, titled=bool(title)),
    )


def _entry(contents: Contents, item: Item, language: str) -> Entry:
    remarks = [name_of(contents, item.said_by, language)]
    if item.confidential and not isinstance(item, Withheld):
        remarks.append(say(language, "exempt"))
    if item.kind is not Kind.ACTION:
        remarks += _progress(contents, item, language)
    if origins := _origins(contents, item):
        remarks.append(say(language, "grew", references=listing(language, origins)))
    slots = {
        "need.who": item.who,
        "need.situation": item.situation,
        "need.effect": item.effect,
        "need.measure": item.measure,
        "need.source": item.source,
    }
    notes = [Note(say(language, label), text) for label, text in slots.items() if text.strip()]
    details = [Note("", item.details)] if item.details.strip() else []
    told, more = tuple(filter(None, remarks)), (*notes, *details)
    return Entry(contents.references[item.id], item.text, told, more, withheld=isinstance(item, Withheld))


def _origins(contents: Contents, item: Item) -> list[str]:
    """The references of what an item grew out of; nothing of the one that it was part of in the same typed line."""
    grown = [contents.items[origin] for origin in item.grew_from if origin in contents.references]
    typed = (item.raw, item.created)
    return [contents.references[origin.id] for origin in grown if not item.raw or (origin.raw, origin.created) != typed]


def _progress(contents: Contents, item: Item, language: str) -> Iterable[str]:
    """What the table says of an action, in words for the other kinds: only what is not to be expected."""
    if item.status is not Status.OPEN:
        yield say(language, f"{item.kind}.{item.status}")
    if item.responsible:
        names = [name_of(contents, party, language) for party in item.responsible]
        yield say(language, "responsible", names=listing(language, names))
    if item.due:
        yield say(language, "due", date=date_in_words(language, item.due))


def _actions(contents: Contents, items: Sequence[Item], language: str) -> Actions | None:
    actions = [item for item in items if item.kind is Kind.ACTION]
    if not actions:
        return None
    actions.sort(key=lambda item: (item.due or dt.date.max, _natural(contents.references[item.id])))
    first, second, third, fourth, fifth = (
        say(language, f"column.{name}") for name in ("reference", "action", "responsible", "due", "status")
    )
    return Actions(
        heading=say(language, "action"),
        description=say(language, "table"),
        columns=(first, second, third, fourth, fifth),
        rows=tuple(_action_row(contents, item, language) for item in actions),
        unowned=sum(not item.responsible for item in actions),
        undated=sum(item.due is None for item in actions),
    )


def _action_row(contents: Contents, item: Item, language: str) -> ActionRow:
    return ActionRow(
        entry=_entry(contents, item, language),
        responsible=listing(language, [name_of(contents, party, language) for party in item.responsible])
        or say(language, "unset"),
        due=short_date(language, item.due) if item.due else say(language, "unset"),
        status=say(language, f"{item.kind}.{item.status}"),
    )


def _closing(contents: Contents, gathering: Gathering, items: Sequence[Item], language: str) -> str:
    if not items:
        return say(language, "nothing")
    item = items[0]
    return say(
        language,
        "key.plenary" if item.group == PLENARY else "key",
        reference=contents.references[item.id],
        item=item.number,
        group=item.group,
        number=gathering.number,
    )


def _natural(reference: str) -> list[str | int]:
    """A reference as people order it: `3B-9` before `3B-10`."""
    return [int(part) if part.isdecimal() else part for part in re.split(r"(\d+)", reference)]
