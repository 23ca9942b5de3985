"""The agenda of a gathering: what it begins with, the order in which it goes, and what else there is to take up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from storage.carrying import Carried, Why, before, carried_themes
from storage.errors import BadAgenda
from storage.ids import fold, joint_id
from storage.model import AgendaEntry, Document, Gathering, Item, Kind, Omission, Status, Theme
from storage.store import Store
from tui.phrases import Phrases
from tui.planning.carrying import carried_to, left_out, taken_back
from tui.planning.register import agenda_entry, new_theme, rearranged

OPEN_KINDS = (Kind.ACTION, Kind.QUESTION, Kind.NEED)
"""What is counted where themes are proposed: the kinds of which something is open until it is done."""
_OPEN = frozenset(OPEN_KINDS)
LONGEST = 1440
"""The minutes of a day."""
_LARGEST = 100_000
"""In bytes; a longer file is no agenda."""


class Point(NamedTuple):
    """A line of a template: the title or word of a theme, and the minutes that it is planned to take."""

    title: str
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Proposal:
    """A theme that is not on the agenda, and what speaks for it."""

    theme: Theme
    counts: Counter[Kind]
    """How many of its earlier actions, questions and needs are open."""
    carried: Carried | None
    """Why it comes along or was left out, where that is so."""


def entries(store: Store, gathering: Gathering) -> list[AgendaEntry]:
    """Return the themes on a gathering's agenda, in its order."""
    themes = store.all(Theme)
    found = (entry for entry in store.all(AgendaEntry).values() if entry.gathering == gathering.id)
    return sorted((e for e in found if e.theme in themes), key=lambda entry: (entry.order, entry.id))


def entry_of(store: Store, gathering: Gathering, theme: str) -> AgendaEntry | None:
    """Return a theme's place on a gathering's agenda, where it is on it; the theme is given by its id."""
    return store.all(AgendaEntry).get(joint_id("agenda", gathering.id, theme))


# What it begins with


def first_agenda(store: Store, gathering: Gathering, points: Iterable[Point] = ()) -> list[Document]:
    """Return the agenda of a new gathering: the points of a template, then the themes that come along.

    Those are in the order of the last agenda, each for as long as it was planned to take then.
    """
    earlier = before(gathering, store.all(Gathering).values())
    last: dict[str, AgendaEntry] = {}
    for each in earlier:
        last |= {entry.theme: entry for entry in entries(store, each)}
    listed = [entry.theme for entry in entries(store, earlier[-1])] if earlier else []
    coming = carried_to(store, gathering).themes()
    coming.sort(key=lambda theme: listed.index(theme.id) if theme.id in listed else len(listed))
    new: list[Theme] = []
    planned = dict(_resolved(store, points, new))
    for theme in coming:
        planned.setdefault(theme.id, last[theme.id].minutes if theme.id in last else 0)
    return [*new, *_entries(gathering, planned.items(), 0.0)]


def added(store: Store, gathering: Gathering, points: Iterable[Point]) -> Iterator[Document]:
    """Yield what puts points on an agenda, after what is on it; what is there keeps its place, and is left out no more.

    A theme that is on it without minutes gets those of its point.
    """
    there = entries(store, gathering)
    new: list[Theme] = []
    planned = dict(_resolved(store, points, new))
    for entry in there:
        minutes = planned.pop(entry.theme, 0)
        if minutes and not entry.minutes:
            yield replace(entry, minutes=minutes)
    yield from new
    for each in store.all(Omission).values():
        if each.gathering == gathering.id and each.subject in planned:
            yield replace(each, deleted=True)
    yield from _entries(gathering, planned.items(), there[-1].order if there else 0.0)


def _resolved(store: Store, points: Iterable[Point], new: list[Theme]) -> Iterator[tuple[str, int]]:
    """Yield the id of each point's theme with its minutes; themes that are not known are made, and put into `new`."""
    known = {fold(word): theme for theme in store.all(Theme).values() for word in (theme.handle, theme.title)}
    taken = {theme.handle for theme in known.values()}
    for point in points:
        theme = known.get(fold(point.title))
        if theme is None:
            theme = new_theme(store, point.title, taken=taken)
            theme = replace(theme, order=theme.order + len(new))
            known[fold(point.title)] = theme
            taken.add(theme.handle)
            new.append(theme)
        yield theme.id, point.minutes


def _entries(gathering: Gathering, planned: Iterable[tuple[str, int]], last: float) -> Iterator[AgendaEntry]:
    for number, (theme, minutes) in enumerate(planned, 1):
        name = joint_id("agenda", gathering.id, theme)
        yield AgendaEntry(id=name, gathering=gathering.id, theme=theme, order=last + number, minutes=minutes)


def points_of(store: Store, gathering: Gathering) -> list[Point]:
    """Return the agenda of a gathering as a template for another one."""
    themes = store.all(Theme)
    return [Point(themes[entry.theme].title, entry.minutes) for entry in entries(store, gathering)]


def read_template(path: Path) -> list[Point]:
    """Return the points in a text file in UTF-8: a title, and where it is known a semicolon and the minutes, a line.

    Raises BadAgenda.
    """
    try:
        content = path.read_bytes()
        text = content.decode("utf-8-sig")
    except OSError as error:
        raise BadAgenda(path, 0, "unreadable") from error
    except UnicodeDecodeError as error:
        raise BadAgenda(path, 0, "encoding") from error
    if "\0" in text or len(content) > _LARGEST:
        raise BadAgenda(path, 0, "encoding")
    lines = ((number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip())
    points = [_point(path, number, line) for number, line in lines]
    if not points:
        raise BadAgenda(path, 0, "empty")
    return points


def _point(path: Path, number: int, line: str) -> Point:
    before_it, semicolon, after = line.rpartition(";")
    title = " ".join((before_it if semicolon else line).split())
    told = after.casefold().removesuffix("\r").strip().removesuffix("min").strip() if semicolon else ""
    usable = not told or (told.isascii() and told.isdigit() and int(told[:5]) <= LONGEST)
    if not title or not usable:
        raise BadAgenda(path, number, "minutes" if title else "title")
    return Point(title, int(told or 0))


# Changing it


def moved(store: Store, gathering: Gathering, theme: str, by: int) -> list[AgendaEntry]:
    """Return what puts a theme, given by its id, that many places further on."""
    there = entries(store, gathering)
    own = next((entry for entry in there if entry.theme == theme), None)
    return rearranged(there, own, by) if own else []


def placed(
    store: Store, gathering: Gathering, theme: Theme, minutes: int | None = None, at: int | None = None
) -> Iterator[Document]:
    """Yield what puts a theme on the agenda, at a place counted from 0, or where it is, or last; it is not left out.

    Without minutes it is planned for as long as it was there, or at the last gathering that came to it.
    """
    own = entry_of(store, gathering, theme.id)
    if minutes is None:
        minutes = own.minutes if own else _last_minutes(store, gathering, theme)
    yield from (each for each in taken_back(store, gathering, theme) if not isinstance(each, AgendaEntry))
    entry = agenda_entry(store, gathering, theme, minutes)
    there = [entry if each.id == entry.id else each for each in entries(store, gathering)]
    there = there if own else [*there, entry]
    changed = {} if at is None else {e.id: e for e in rearranged(there, entry, at - there.index(entry))}
    yield from {entry.id: entry, **changed}.values()


def _last_minutes(store: Store, gathering: Gathering, theme: Theme) -> int:
    """How long it was planned to take here before it was taken off, or else at the gathering that came to it last."""
    here = store.find(AgendaEntry, joint_id("agenda", gathering.id, theme.id))
    earlier = reversed(before(gathering, store.all(Gathering).values()))
    found = [here, *(entry_of(store, each, theme.id) for each in earlier)]
    return next((entry.minutes for entry in found if entry and entry.minutes), 0)


def taken_off(store: Store, gathering: Gathering, theme: Theme) -> Iterator[Document]:
    """Yield what takes a theme off the agenda; one that comes along by itself is left out this once."""
    entry = entry_of(store, gathering, theme.id)
    if any(theme.id == coming.id for coming in carried_to(store, gathering).themes()):
        yield from left_out(store, gathering, theme)
    elif entry:
        yield replace(entry, deleted=True)


# What else there is to take up


def proposals(store: Store, gathering: Gathering) -> list[Proposal]:
    """Return the themes that are not on the agenda and of which something is open or that come along.

    What has most that is open comes first.
    """
    earlier = {each.id for each in before(gathering, store.all(Gathering).values())}
    tally = Counter(map(attrgetter("gathering", "theme", "kind", "status"), store.all(Item).values()))
    counts: dict[str, Counter[Kind]] = {}
    for (held, name, kind, status), count in tally.items():
        if held in earlier and status is Status.OPEN and kind in _OPEN:
            counts.setdefault(name, Counter())[kind] += count
    told = carried_themes(
        gathering,
        gatherings=store.all(Gathering).values(),
        spoken={(held, name) for held, name, _, _ in tally},
        themes=store.all(Theme).values(),
        agenda=store.all(AgendaEntry).values(),
        omissions=store.all(Omission).values(),
    )
    carried = {each.subject.id: each for each in told if each.why is not Why.DISCUSSED}
    there = {entry.theme for entry in entries(store, gathering)}
    found = [
        Proposal(theme, counts.get(theme.id, Counter()), carried.get(theme.id))
        for theme in store.all(Theme).values()
        if theme.id not in there and (theme.id in counts or theme.id in carried)
    ]
    return sorted(found, key=lambda each: (-each.counts.total(), each.theme.order, each.theme.id))


def total(planned: Sequence[AgendaEntry]) -> int:
    """Return how many minutes an agenda is planned to take."""
    return sum(entry.minutes for entry in planned)


def counts_in_words(say: Phrases, proposal: Proposal) -> str:
    """Return how many actions, questions and needs are open."""
    return " · ".join(say(f"agenda.open.{kind}", count=count) for kind in Kind if (count := proposal.counts[kind]))
