"""Who took part in a gathering, and how people and organisations are named in its minutes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from exports.document import Column, Heading, Part, Parties, Row, Table
from exports.phrases import listing, say
from storage.contents import Contents
from storage.hours import hour_in
from storage.ids import alphabetical, is_id
from storage.model import PLENARY, Attendance, Gathering, Group, Person, Presence, Theme


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


def attendance_of(contents: Contents, gathering: Gathering, language: str) -> tuple[Part, ...]:
    """Those who were there, guests and apologies, by organisation; who is no longer registered is left out."""
    blocks = (
        ("present", {Presence.PRESENT, Presence.PART}),
        ("guest", {Presence.GUEST}),
        ("absent", {Presence.ABSENT}),
    )
    found: list[Part] = []
    for heading, ways in blocks:
        those = [
            (contents.people[entry.person], entry)
            for entry in contents.attendance.values()
            if entry.gathering == gathering.id and entry.presence in ways and entry.person in contents.people
        ]
        if those:
            found.append(Heading(3, f"{say(language, heading)} ({len(those)})"))
            found.append(Parties(_by_organisation(contents, those, language)))
    return tuple(found)


def attendance_table(contents: Contents, gatherings: Sequence[Gathering], language: str) -> Table | None:
    """How many of each organisation were at each gathering; nothing where nobody is registered."""
    at: dict[str, Counter[str]] = {gathering.id: Counter() for gathering in gatherings}
    for entry in contents.attendance.values():
        if entry.gathering in at and entry.presence is not Presence.ABSENT and entry.person in contents.people:
            organisation = contents.organisations.get(contents.people[entry.person].organisation)
            at[entry.gathering][line_of(organisation.name) if organisation else ""] += 1
    names = sorted(set().union(*at.values()), key=lambda name: (not name, alphabetical(name)))
    if not names:
        return None
    columns = (Column(say(language, "organisation")), *_columns(gatherings, language))
    rows = [
        (name or say(language, "unaffiliated"), *(str(at[g.id][name] or "–") for g in gatherings)) for name in names
    ]
    total = (say(language, "total"), *(str(at[g.id].total()) for g in gatherings))
    return Table(say(language, "attendance"), say(language, "attendance.table"), columns, (*rows, total))


def _columns(gatherings: Sequence[Gathering], language: str) -> Iterable[Column]:
    """A column for each gathering, named in full as long as there is room for it."""
    for gathering in gatherings:
        named = say(language, "held", number=gathering.number)
        if len(gatherings) > 5:
            yield Column(str(gathering.number), room=5)
        else:
            yield Column(named[:1].upper() + named[1:], room=11)


def _by_organisation(contents: Contents, those: Iterable[tuple[Person, Attendance]], language: str) -> tuple[Row, ...]:
    """A row for each organisation in the order of the alphabet; last, those who belong to none."""
    rows: dict[str, list[str]] = {}
    for person, entry in sorted(those, key=lambda pair: place_of(pair[0].name)):
        organisation = contents.organisations.get(person.organisation)
        about = "; ".join(filter(None, [line_of(person.role), *_taking_part(contents, entry, language)]))
        name = line_of(person.name)
        rows.setdefault(line_of(organisation.name) if organisation else "", []).append(
            f"{name} ({about})" if about else name
        )
    alone = rows.pop("", [])
    ordered = [Row(name, (", ".join(rows[name]),)) for name in sorted(rows, key=alphabetical)]
    if alone:
        ordered.append(Row(say(language, "unaffiliated") if ordered else "", (", ".join(alone),)))
    return tuple(ordered)


def _taking_part(contents: Contents, entry: Attendance, language: str) -> Iterable[str]:
    """In what part of the day somebody was there, and of which themes they kept out."""
    if entry.presence is not Presence.ABSENT:
        times = {name: line_of(hour_in(language, getattr(entry, name))) for name in ("arrived", "left")}
        if entry.arrived or entry.left:
            phrase = (
                "there.between" if entry.arrived and entry.left else f"there.{'from' if entry.arrived else 'until'}"
            )
            yield say(language, phrase, **times)
        elif entry.presence is Presence.PART and not entry.note:
            yield say(language, "part")
        titles = [say(language, "quoted", text=title_of(theme)) for theme in _recused(contents, entry)]
        if titles:
            yield say(language, "recused.from", themes=listing(language, titles))
    yield line_of(entry.note)


def _recused(contents: Contents, entry: Attendance) -> list[Theme]:
    """The themes that somebody kept out of, in the order of the themes."""
    return [theme for theme in contents.themes.values() if theme.id in entry.recused]


def title_of(theme: Theme) -> str:
    """What a theme is called in one line."""
    return line_of(theme.title) or theme.handle


def affiliated(contents: Contents, person: Person) -> str:
    """A person with the organisation in parentheses, where there is one."""
    organisation = contents.organisations.get(person.organisation)
    name = line_of(person.name)
    return f"{name} ({line_of(organisation.name)})" if organisation else name


def place_of(name: str) -> list[str | int]:
    """What to sort a name by: with the alphabet, and numbers in it by their size."""
    return [int(part) if part.isdecimal() else part for part in re.split(r"(\d+)", alphabetical(name))]


def name_of(contents: Contents, party: str, language: str) -> str:
    """How somebody is printed; an id that leads to nobody any more is not a name."""
    name = line_of(contents.name(party))
    return say(language, "unknown") if is_id(name) else name


def line_of(text: str) -> str:
    """A name or title in one line, its blanks single."""
    return " ".join(text.split())
