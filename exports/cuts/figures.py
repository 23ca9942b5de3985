"""What can be counted in a record: a chart, and after it the table of the same figures."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from exports.cuts.frame import held, raised
from exports.cuts.record import Record, titles
from exports.document import Chart, Column, Heading, Manner, Part, Series, Statement, Table
from exports.people import line_of
from exports.phrases import listing
from storage.ids import alphabetical
from storage.model import Item, Kind, Organisation, Person, Status

LONGEST = 40
"""How many characters of a name stand beside its bar; the table has it whole."""
MOST = 30
"""How many bars can be told apart on a page; the smallest ones are shown as one where there are more."""
TOLD = 3
"""How many bars are told of in words, where there is room."""
ALOUD = 240
"""Characters of a description, which is heard as a whole."""


def figures_of(record: Record, today: dt.date | None = None) -> Iterator[Part]:
    """What was written down by theme and kind, and how far the actions have come; overdue ones where a day is given."""
    actions = [item for item in record.items if item.kind is Kind.ACTION]
    states = states_of(actions, today)
    yield from _figure(record, "figures.items", "figures.theme", _by_theme(record), _kinds(record))
    if len(record.gatherings) > 1:
        yield from _figure(record, "figures.gatherings", "figures.gathering", _by_gathering(record, states), _STATES)
    counted = _by_organisation(record, states)
    yield from _figure(record, "figures.organisations", "organisation", counted, _STATES, summed=False)


_STATES: Mapping[str, str] = {
    Status.DONE: "action.done",
    Status.OPEN: "action.open",
    "overdue": "figures.overdue",
}
"""How far actions have come: the phrase for each state."""

Counts = Sequence[tuple[str, Counter[str]]]
"""Names, and of each how many there are of every series."""


def states_of(actions: Sequence[Item], today: dt.date | None) -> Mapping[str, list[Item]]:
    """Those actions by how far they have come, only where there are some."""
    states: dict[str, list[Item]] = {state: [] for state in _STATES}
    for item in actions:
        late = item.status is Status.OPEN and item.due and today and item.due < today
        states["overdue" if late else item.status].append(item)
    return {state: items for state, items in states.items() if items}


def in_words(record: Record, states: Mapping[str, Sequence[Item]]) -> str:
    """How many actions have come how far."""
    told = [(record.say(_STATES[state]).lower(), len(items)) for state, items in states.items()]
    return ", ".join(record.say("figures.value", name=name, number=number) for name, number in told)


def organisation_of(record: Record, party: str) -> str:
    """The name of the organisation that somebody belongs to or is; nothing where there is none."""
    found = record.contents.party(party)
    if isinstance(found, Person):
        found = record.contents.organisations.get(found.organisation)
    return line_of(found.name) if isinstance(found, Organisation) else ""


def _kinds(record: Record) -> Mapping[str, str]:
    there = {item.kind for item in record.items}
    return {kind: kind for kind in Kind if kind in there}


def _by_theme(record: Record) -> Counts:
    called = titles(record)
    under = {name: Counter[str]() for name in (*called, "")}
    for item in record.items:
        under[item.theme if item.theme in under else ""][item.kind] += 1
    return [(called.get(theme) or record.say("unfiled"), counts) for theme, counts in under.items() if counts]


def _by_gathering(record: Record, states: Mapping[str, Sequence[Item]]) -> Counts:
    at = {gathering.id: Counter[str]() for gathering in record.gatherings}
    for state, items in states.items():
        for item in items:
            at[item.gathering][state] += 1
    named = [(held(record.of(gathering)), at[gathering.id]) for gathering in record.gatherings]
    return [(raised(name), counts) for name, counts in named if counts]


def _by_organisation(record: Record, states: Mapping[str, Sequence[Item]]) -> Counts:
    """In the order of the alphabet; last those of nobody's, and of those who belong to no organisation."""
    found: dict[str, Counter[str]] = {}
    last = [record.say("unaffiliated"), record.say("figures.nobody")]
    for state, items in states.items():
        for item in items:
            names = {organisation_of(record, party) or last[0] for party in item.responsible}
            for name in names or {last[1]}:
                found.setdefault(name, Counter())[state] += 1
    return [(name, found[name]) for name in sorted(found, key=lambda name: (name in last, alphabetical(name)))]


def _figure(
    record: Record, title: str, label: str, counts: Counts, series: Mapping[str, str], *, summed: bool = True
) -> Iterator[Part]:
    """A heading, the chart and the table. A sum under the table only where nothing is counted twice."""
    names = {name: record.say(phrase) for name, phrase in series.items() if any(of[name] for _, of in counts)}
    if not names:
        return
    yield Heading(3, record.say(title))
    yield _chart(record, record.say(title), counts, names)
    rows = [(name, *(str(of[one]) for one in names), str(of.total())) for name, of in counts]
    if summed and len(rows) > 1:
        whole = sum((of for _, of in counts), Counter[str]())
        rows.append((record.say("total"), *(str(whole[one]) for one in names), str(whole.total())))
    columns = (*names.values(), record.say("total"))
    yield Table(
        record.say(title),
        record.say("figures.table"),
        (
            Column(record.say(label)),
            *(Column(name, room=max(5, *(len(word) + 1 for word in name.split()))) for name in columns),
        ),
        tuple(rows),
    )
    if not summed:
        yield Statement(record.say("figures.several"), Manner.POINTER)


def _chart(record: Record, title: str, counts: Counts, names: Mapping[str, str]) -> Chart:
    shown = _largest(record, counts)
    series = [Series(name, tuple(of[one] for _, of in shown)) for one, name in names.items()]
    description = _in_words(record, counts, series)
    return Chart(title, description, tuple(_short(name) for name, _ in shown), tuple(series))


def _in_words(record: Record, counts: Counts, series: Sequence[Series]) -> str:
    """How many there are of everything, and which bars are the highest."""
    highest = sorted(counts, key=lambda pair: -pair[1].total())[:TOLD]
    bars = [record.say("figures.of", name=_short(name), number=of.total()) for name, of in highest]
    totals = [record.say("figures.value", name=one.name.lower(), number=sum(one.values)) for one in series]
    told = ""
    for number in range(1, len(bars) + 1):
        longer = record.say("figures.shown", totals=", ".join(totals), highest=listing(record.language, bars[:number]))
        if told and len(longer) > ALOUD:
            break
        told = longer
    return told


def _largest(record: Record, counts: Counts) -> Counts:
    """The bars as they stand there, but of too many only the highest, and the others as one at the end."""
    if len(counts) <= MOST:
        return counts
    order = sorted(range(len(counts)), key=lambda at: -counts[at][1].total())
    kept = set(order[: MOST - 1])
    rest = [of for at, (_, of) in enumerate(counts) if at not in kept]
    others = record.say("figures.rest", number=len(rest)), sum(rest, Counter[str]())
    return [*(pair for at, pair in enumerate(counts) if at in kept), others]


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip()}…"
