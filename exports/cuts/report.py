"""What has come of a network: its gatherings, figures, decisions, needs and their journeys, what is still open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence

from exports.cuts.chapters import action_table, by_theme, heading_of
from exports.cuts.figures import figures_of, in_words, organisation_of, states_of
from exports.cuts.frame import chosen, closing, facts_of, held, is_draft, key_to, running, title_of
from exports.cuts.homework import course_of
from exports.cuts.journeys import Journey, known_journey, taken_up
from exports.cuts.record import Choice, Record
from exports.cuts.withheld import Withheld
from exports.cuts.wordings import travelled
from exports.document import Column, Document, Entries, Entry, Facts, Heading, Manner, Part, Row, Statement, Table
from exports.people import attendance_table, line_of
from exports.phrases import count, date_in_words, listing, short_date
from storage.homework import is_unowned
from storage.model import Attendance, Gathering, GatheringState, Item, Kind, Presence, Status

NOTHING_KNOWN: Mapping[str, Journey] = {}


def report_of(
    record: Record, journeys: Mapping[str, Journey] = NOTHING_KNOWN, *, today: dt.date | None = None
) -> Document:
    """The report of the record's gatherings; a final one where it is of all that the network has.

    A need whose journey is not given has the one that the record itself tells. Where a day is given, the actions
    that were due before it are told apart.
    """
    network = line_of(record.contents.network.name)
    whole = bool(network) and len(record.gatherings) == len(record.contents.gatherings) and record.choice == Choice()
    what = record.say("report.final" if whole else "report")
    title = record.say("title", what=what, held=network) if whole else title_of(record, what, frame="title")
    actions = [item for item in record.items if item.kind is Kind.ACTION]
    return Document(
        cut="report",
        language=record.language,
        title=title,
        running=running(record, what if whole else title),
        author=network or record.name(record.gatherings[-1].scribe),
        date=record.gatherings[-1].date,
        parts=tuple(_parts(record, journeys, today)),
        draft=is_draft(record),
        exempt=record.exempt,
        unowned=sum(map(is_unowned, actions)),
        undated=sum(item.due is None for item in actions),
        facts=facts_of(record, title),
    )


def _parts(record: Record, journeys: Mapping[str, Journey], today: dt.date | None) -> Iterator[Part]:
    by_kind: dict[Kind, list[Item]] = {kind: [] for kind in Kind}
    for item in record.items:
        by_kind[item.kind].append(item)
    yield _head(record, today)
    yield from _brief(record, by_kind, today)
    yield Heading(2, record.say("gatherings"))
    yield _gatherings(record)
    if table := attendance_table(record.contents, record.gatherings, record.language):
        yield Heading(2, record.say("attendance"))
        yield table
    if figures := tuple(figures_of(record, today)):
        yield Heading(2, record.say("figures"))
        yield from figures
    yield from _by_theme(record, record.say("decision"), by_kind[Kind.DECISION], record.entry)
    yield from _needs(record, by_kind[Kind.NEED], journeys)
    yield from _by_theme(record, record.say("learning"), by_kind[Kind.LEARNING], record.entry)
    unanswered = [item for item in by_kind[Kind.QUESTION] if item.status is Status.OPEN]
    yield from _by_theme(record, record.say("questions.open"), unanswered, record.entry)
    yield from _actions(record, by_kind[Kind.ACTION], today)
    yield from course_of(record)
    shown = next((item for item in record.items if item.kind is not Kind.POINT), None)
    yield key_to(record, shown) if shown else closing(record)


def _head(record: Record, today: dt.date | None) -> Facts:
    first, last = (short_date(record.language, record.gatherings[at].date) for at in (0, -1))
    still = [gathering for gathering in record.gatherings if gathering.state is GatheringState.OPEN]
    draft = record.say("report.state.draft", held=held(record.of(*still))) if still else ""
    cases = dict.fromkeys(filter(None, (line_of(gathering.case) for gathering in record.gatherings)))
    lines = {
        "state": draft or record.say("report.state.final"),
        "case": listing(record.language, [*cases]),
        "openness": record.say("openness.exempt") if record.exempt else "",
        "network": line_of(record.contents.network.name),
        "report.period": first if first == last else record.say("report.days", first=first, last=last),
        "gatherings": str(len(record.gatherings)),
        "report.as-of": date_in_words(record.language, today) if today else "",
    }
    rows = [Row(record.say(label), (told,)) for label, told in lines.items() if told]
    selected = chosen(record)
    return Facts((*rows, Row(record.say("extract.of"), tuple(selected))) if selected else tuple(rows))


# In short


def _brief(record: Record, by_kind: Mapping[Kind, Sequence[Item]], today: dt.date | None) -> Iterator[Part]:
    yield Heading(2, record.say("brief"))
    told = [_who_met(record), *(_in_short(record, kind, items, today) for kind, items in by_kind.items() if items)]
    yield from (Statement(one) for one in told if one)
    if by_kind[Kind.POINT] or by_kind[Kind.QUESTION]:
        yield Statement(record.say("brief.elsewhere"), Manner.POINTER)


def _who_met(record: Record) -> str:
    first, last = (date_in_words(record.language, record.gatherings[at].date) for at in (0, -1))
    number = count(record.language, "gathering", len(record.gatherings))
    several = len(record.gatherings) > 1
    told = [
        record.say("brief.gatherings", gatherings=number, first=first, last=last)
        if several
        else record.say("brief.gathering", date=first)
    ]
    people = {entry.person for gathering in record.gatherings for entry in _present(record, gathering)}
    from_ = {organisation_of(record, person) for person in people} - {""}
    if people:
        facts = {"people": count(record.language, "person", len(people))}
        facts["organisations"] = count(record.language, "organisation", len(from_))
        told.append(record.say("brief.people-from" if from_ else "brief.people", **facts))
    return " ".join(told)


def _present(record: Record, gathering: Gathering) -> list[Attendance]:
    return [
        entry
        for entry in record.contents.attendance.values()
        if entry.gathering == gathering.id
        and entry.presence is not Presence.ABSENT
        and entry.person in record.contents.people
    ]


def _in_short(record: Record, kind: Kind, items: Sequence[Item], today: dt.date | None) -> str:
    """The key numbers of a kind; nothing of what was only discussed."""
    if kind is Kind.POINT:
        return ""
    still = [item for item in items if item.status is Status.OPEN]
    facts = {"count": count(record.language, kind, len(items)), "open": len(still)}
    if kind is Kind.ACTION:
        facts["states"] = in_words(record, states_of(items, today))
    told = [record.say(f"brief.{kind}", **facts)]
    if kind is Kind.NEED:
        if grown := len(taken_up(record.contents, items)):
            told.append(record.say("brief.grown", number=grown))
        for status, phrase in ((Status.DONE, "brief.met"), (Status.LATER, "brief.later")):
            if number := sum(item.status is status for item in items):
                told.append(record.say(phrase, number=number))
    holes = {
        "brief.unowned": sum(map(is_unowned, still)),
        "brief.undated": sum(item.due is None for item in still),
    }
    if kind is Kind.ACTION and any(holes.values()):
        named = [record.say(phrase, number=number) for phrase, number in holes.items() if number]
        told.append(record.say("brief.holes", holes=listing(record.language, named)))
    return " ".join(told)


def _gatherings(record: Record) -> Table:
    columns = (
        Column(record.say("column.reference"), room=3),
        Column(record.say("date"), room=10),
        Column(record.say("column.title")),
        Column(record.say("place")),
        Column(record.say("attendance"), room=11),
    )
    rows = tuple(
        (
            str(gathering.number),
            short_date(record.language, gathering.date),
            line_of(gathering.title) or "–",
            line_of(gathering.place) or "–",
            str(len(_present(record, gathering)) or "–"),
        )
        for gathering in record.gatherings
    )
    return Table(record.say("gatherings"), record.say("gatherings.table"), columns, rows)


# What was said


def _by_theme(
    record: Record, heading: str, items: Sequence[Item], told: Callable[[Item], Entry], *, intro: str = ""
) -> Iterator[Part]:
    """A chapter: the items under the theme that they belong to; without such headings where none has one."""
    if not items:
        return
    yield Heading(2, heading)
    if intro:
        yield Statement(intro, Manner.POINTER)
    for title, those in by_theme(record, items):
        if not record.choice.theme and (title or len(those) < len(items)):
            yield heading_of(record, title)._replace(level=3)
        yield Entries(tuple(map(told, those)))


def _needs(record: Record, needs: Sequence[Item], journeys: Mapping[str, Journey]) -> Iterator[Part]:
    """The needs as they stand; those that went on in later ones stand under these, as stages of their journey."""
    gone_on = taken_up(record.contents, needs)

    def told(item: Item) -> Entry:
        journey = journeys.get(item.id) or known_journey(record.contents, item)
        return record.entry(item) if isinstance(item, Withheld) else travelled(record, item, journey)

    shown = [item for item in needs if item.id not in gone_on]
    yield from _by_theme(record, record.say("need"), shown, told, intro=record.say("journeys"))


def _actions(record: Record, actions: Sequence[Item], today: dt.date | None) -> Iterator[Part]:
    """What is overdue, what is still to be done, what has been done: a table for each."""
    states = states_of(actions, today)
    if states:
        yield Heading(2, record.say("action"))
    for state in ("overdue", Status.OPEN, Status.DONE):
        if state in states:
            title = record.say(f"actions.{state}")
            yield Heading(3, title)
            yield action_table(record, states[state], title, record.say("actions.table"))
