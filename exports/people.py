"""Who took part in a gathering, and how people and organisations are named in its minutes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from exports.phrases import say
from storage.model import PLENARY, Attendance, Contents, Gathering, Group, Person, Presence, alphabetical, is_id


class Row(NamedTuple):
    """A label and what stands beside it, line by line."""

    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Those who took part in one way, by organisation."""

    heading: str
    number: int
    """How many people."""
    rows: tuple[Row, ...]


def groups_of(contents: Contents, gathering: Gathering, language: str) -> list[str]:
    """A line for each group: its letter, its people, its scribe. The plenary needs no line."""
    groups = [g for g in contents.groups.values() if g.gathering == gathering.id and g.letter != PLENARY]
    return [_group(contents, group, language) for group in sorted(groups, key=lambda group: group.letter)]


def _group(contents: Contents, group: Group, language: str) -> str:
    people = ", ".join(name_of(contents, person, language) for person in group.people)
    scribe = name_of(contents, group.scribe, language)
    words = [people, say(language, "group.scribe", name=scribe) if scribe else ""]
    about = "; ".join(filter(None, words))
    return f"{group.letter}: {about}" if about else say(language, "group", letter=group.letter)


def attendance_of(contents: Contents, gathering: Gathering, language: str) -> tuple[Block, ...]:
    """Those who were there, guests and apologies, by organisation; who is no longer registered is left out."""
    blocks = (
        ("present", {Presence.PRESENT, Presence.PART}),
        ("guest", {Presence.GUEST}),
        ("absent", {Presence.ABSENT}),
    )
    found = []
    for heading, ways in blocks:
        those = [
            (contents.people[entry.person], entry)
            for entry in contents.attendance.values()
            if entry.gathering == gathering.id and entry.presence in ways and entry.person in contents.people
        ]
        if those:
            found.append(Block(say(language, heading), len(those), _by_organisation(contents, those, language)))
    return tuple(found)


def _by_organisation(contents: Contents, those: Iterable[tuple[Person, Attendance]], language: str) -> tuple[Row, ...]:
    """A row for each organisation in the order of the alphabet; last, those who belong to none."""
    rows: dict[str, list[str]] = {}
    for person, entry in sorted(those, key=lambda pair: alphabetical(pair[0].name)):
        organisation = contents.organisations.get(person.organisation)
        note = entry.note or (say(language, "part") if entry.presence is Presence.PART else "")
        about = "; ".join(filter(None, [line_of(person.role), line_of(note)]))
        name = line_of(person.name)
        rows.setdefault(line_of(organisation.name) if organisation else "", []).append(
            f"{name} ({about})" if about else name
        )
    alone = rows.pop("", [])
    ordered = [Row(name, (", ".join(rows[name]),)) for name in sorted(rows, key=alphabetical)]
    if alone:
        ordered.append(Row(say(language, "unaffiliated") if ordered else "", (", ".join(alone),)))
    return tuple(ordered)


def name_of(contents: Contents, party: str, language: str) -> str:
    """How somebody is printed; an id that leads to nobody any more is not a name."""
    name = line_of(contents.name(party))
    return say(language, "unknown") if is_id(name) else name


def line_of(text: str) -> str:
    """A name or title in one line, its blanks single."""
    return " ".join(text.split())
