"""What any document of some gatherings says of itself: its title, its head, how to read it."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from exports.cuts.approval import approval_of
from exports.cuts.record import Choice, Record, titles
from exports.document import Facts, Manner, Row, Statement
from exports.people import groups_of, line_of
from exports.phrases import date_in_words, listing, short_date
from storage.model import PLENARY, Gathering, GatheringState, Item, Kind


def held(record: Record, *, titled: bool = True) -> str:
    """Which gatherings: `samling 3: Dialog`, `samling 1–3 og 5`."""
    if len(record.gatherings) == 1:
        only = record.gatherings[0]
        title = line_of(only.title) if titled else ""
        return record.say("held.named" if title else "held", number=only.number, title=title)
    return record.say("held.several", numbers=numbers_of(record))


def numbers_of(record: Record) -> str:
    """The numbers of the gatherings, those in a row as one: `1–3 og 5`."""
    runs: list[list[int]] = []
    for number in (gathering.number for gathering in record.gatherings):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    told = [f"{run[0]}–{run[-1]}" if len(run) > 2 else listing(record.language, [*map(str, run)]) for run in runs]
    flat = [str(number) for run in runs for number in run]
    return listing(record.language, told if any(len(run) > 2 for run in runs) else flat)


def title_of(record: Record, what: str, *, frame: str = "title.from") -> str:
    """The title of a document of that name: about which theme, for whom, from which gatherings.

    >>> title_of(record, "Tiltak")
    'Dialog med markedet: tiltak for Storvik kommune, samling 1–5'
    """
    choice = record.choice
    gatherings = held(record, titled=False)
    whom = "".join(
        record.say(phrase, name=record.name(party))
        for phrase, party in (("title.for", choice.responsible), ("title.concerning", choice.party))
        if party
    )
    title = f"{what}{whom}, {gatherings}" if whom else record.say(frame, what=what, held=gatherings)
    return f"{_theme(record)}: {lowered(title)}" if choice.theme else title


def kinds_of(record: Record) -> str:
    """The kinds that were chosen, as a sentence begins with them: `Vedtak og tiltak`."""
    first, *others = (record.say(kind) for kind in Kind if kind in record.choice.kinds)
    return listing(record.language, [first, *map(lowered, others)])


def _theme(record: Record) -> str:
    """What the chosen theme is called."""
    return titles(record).get(record.choice.theme, line_of(record.choice.theme))


def lowered(text: str) -> str:
    """A text as it stands inside a sentence."""
    return text[:1].lower() + text[1:]


def raised(text: str) -> str:
    """A text as it begins one."""
    return text[:1].upper() + text[1:]


def running(record: Record, what: str) -> str:
    """What stands above every page."""
    parts = [line_of(record.contents.network.name), raised(what)]
    return " · ".join([*parts, record.say("running.exempt")] if record.exempt else parts)


def is_draft(record: Record) -> bool:
    """Whether any of the gatherings is still written in."""
    return any(gathering.state is GatheringState.OPEN for gathering in record.gatherings)


def head_of(record: Record, *, registered: bool, without: Collection[str] = ()) -> Facts:
    """When, where and who; of several gatherings a line for each. Rows may be left out by name."""
    alone = record.gatherings[0] if len(record.gatherings) == 1 else None
    lines: dict[str, list[str]] = {
        "state": [_state(record)],
        "approval": [approval_of(record)],
        "case": [line_of(alone.case)] if alone else [],
        "openness": [record.say("openness.exempt")] if record.exempt else [],
        "network": [line_of(record.contents.network.name)],
        "extract.of": chosen(record),
    }
    if alone:
        lines |= {
            "gathering": [line_of(alone.title)],
            "date": [date_in_words(record.language, alone.date)],
            "time": [line_of(alone.time)],
            "place": [line_of(alone.place)],
            "chair": [record.name(alone.chair)],
            "scribe": [record.name(alone.scribe)],
            "groups": groups_of(record.contents, alone, record.language),
        }
    else:
        lines["gatherings"] = [_line(record, gathering) for gathering in record.gatherings]
    if not registered:
        lines["attendance"] = [record.say("unregistered")]
    return Facts(
        tuple(
            Row(record.say(label), tuple(filter(None, found)))
            for label, found in lines.items()
            if any(found) and label not in without
        )
    )


def _line(record: Record, gathering: Gathering) -> str:
    """A gathering in one line, after a label that says what it is: `3: Dialog (12.03.2025, Kulturhuset)`."""
    named = f"{gathering.number}: {line_of(gathering.title)}".removesuffix(": ")
    about = ", ".join(filter(None, [short_date(record.language, gathering.date), line_of(gathering.place)]))
    return f"{named} ({about})"


def _state(record: Record) -> str:
    version = record.gatherings[0].version if len(record.gatherings) == 1 else 0
    if is_draft(record):
        return record.say("draft.next", version=version + 1) if version else record.say("draft")
    return record.say("version", version=version) if version else ""


def chosen(record: Record) -> list[str]:
    """What was chosen, a line for each thing that was asked for."""
    choice = record.choice
    lines = []
    if choice.kinds:
        lines.append(kinds_of(record))
    if choice.theme:
        lines.append(record.say("extract.theme", title=_theme(record)))
    for label, party in (("extract.responsible", choice.responsible), ("extract.party", choice.party)):
        if party:
            lines.append(record.say(label, name=record.name(party)))
    return lines


def facts_of(record: Record, title: str) -> Mapping[str, str]:
    """What a template may ask for by name."""
    alone = len(record.gatherings) == 1
    last = record.gatherings[-1]
    return {
        "title": title,
        "network": line_of(record.contents.network.name),
        "number": numbers_of(record),
        "gathering": line_of(last.title) if alone else held(record),
        "date": date_in_words(record.language, last.date),
        "time": line_of(last.time) if alone else "",
        "place": line_of(last.place) if alone else "",
        "chair": record.name(last.chair) if alone else "",
        "scribe": record.name(last.scribe) if alone else "",
        "case": line_of(last.case) if alone else "",
        "state": _state(record),
        "version": str(last.version) if alone and last.version else "",
    }


def closing(record: Record) -> Statement:
    """The last sentence: how to read a reference, or that nothing was written down."""
    if not record.items:
        nothing = "nothing" if len(record.gatherings) == 1 else "nothing.several"
        return Statement(record.say(nothing if record.choice == Choice() else "nothing.chosen"), Manner.CLOSING)
    return key_to(record, record.items[0])


def key_to(record: Record, item: Item) -> Statement:
    """The last sentence where that item is the first: how to read its reference."""
    number = record.contents.gatherings[item.gathering].number
    phrase = "key.plenary" if item.group == PLENARY else "key"
    told = record.say(phrase, reference=record.reference(item), item=item.number, group=item.group, number=number)
    return Statement(told, Manner.CLOSING)
