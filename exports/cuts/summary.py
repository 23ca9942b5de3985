"""A summary that fits on one page whatever the gatherings hold: what was decided, needed, agreed and left open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from exports.cuts import page
from exports.cuts.fitting import DATES, OWNERS, REFERENCES, Line, Shown, fitted
from exports.cuts.frame import closing, facts_of, held, is_draft, key_to, running, title_of
from exports.cuts.record import Choice, Record
from exports.document import Cell, Column, Document, Entries, Heading, Manner, Part, Statement, Table
from exports.people import line_of
from exports.phrases import count, date_in_words, listing, short_date
from storage.homework import is_unowned
from storage.model import Kind, Presence, Status

HEADINGS = {Kind.ACTION: "summary.action", Kind.QUESTION: "summary.question"}
"""What a kind is called of which only what is open is told."""


def summary_of(record: Record) -> Document:
    """The summary of the record's gatherings, or of what was chosen of them."""
    last = record.gatherings[-1]
    what = record.say("summary")
    frame, whole = "title.summary", record.choice == Choice()
    title = record.say(frame, what=what, held=held(record)) if whole else title_of(record, what, frame=frame)
    title = page.TITLE.cut(title, 2)
    return Document(
        cut="summary",
        language=record.language,
        title=title,
        running=page.RUNNING.cut(running(record, held(record, titled=False)), 2),
        author=record.name(last.scribe) or line_of(record.contents.network.name),
        date=last.date,
        parts=tuple(_parts(record, title)),
        draft=is_draft(record),
        exempt=record.exempt,
        facts=facts_of(record, title),
    )


def _parts(record: Record, title: str) -> Iterator[Part]:
    opening = list(_opening(record))
    yield from opening
    if not record.items:
        yield closing(record)
        return
    used = page.TITLE.height(title) + sum(page.SAID.height(part.text) for part in opening) + page.CLOSING.of(3)
    lists = fitted(record, page.HEIGHT - used)
    for one in lists:
        yield from _list(record, one)
    yield _end(record, [line for one in lists for line in one.lines])


def _end(record: Record, lines: Sequence[Line]) -> Statement:
    """The last sentences, of three lines at most: whether anything was cut, how to read a reference."""
    if not lines:
        return Statement(record.say("summary.none"), Manner.CLOSING)
    key = key_to(record, lines[0].item)
    return key if all(line.whole for line in lines) else key._replace(text=f"{record.say('summary.cut')} {key.text}")


def _opening(record: Record) -> Iterator[Statement]:
    """When and where, how many took part, and what came of it in numbers."""
    if record.exempt:
        yield Statement(record.say("openness.exempt"))
    first, last = record.gatherings[0], record.gatherings[-1]
    alone = first is last
    when = date_in_words(record.language, first.date)
    if not alone:
        when = f"{short_date(record.language, first.date)}–{short_date(record.language, last.date)}"
    there = _participants(record)
    told = [
        record.say("draft").partition(".")[0] if is_draft(record) else "",
        when,
        page.SAID._replace(width=page.WIDTH / 2).cut(line_of(first.place), 1) if alone else "",
        count(record.language, "participant", there) if there else "",
    ]
    yield Statement(page.SAID.cut(" · ".join(filter(None, told)), 2))
    if record.items:
        yield Statement(_numbers(record))


def _participants(record: Record) -> int:
    """How many different people took part."""
    held_at = {gathering.id for gathering in record.gatherings}
    return len(
        {
            entry.person
            for entry in record.contents.attendance.values()
            if entry.gathering in held_at
            and entry.presence is not Presence.ABSENT
            and entry.person in record.contents.people
        }
    )


def _numbers(record: Record) -> str:
    kinds = Counter(item.kind for item in record.items)
    counts = listing(record.language, [count(record.language, kind, kinds[kind]) for kind in Kind if kinds[kind]])
    actions = [item for item in record.items if item.kind is Kind.ACTION]
    left = [item for item in actions if item.status is Status.OPEN]
    numbers = {
        "summary.done": len(actions) - len(left),
        "summary.unowned": sum(map(is_unowned, left)),
        "summary.undated": sum(item.due is None for item in left),
    }
    told = [
        record.say(phrase if number > 1 else f"{phrase}.one", number=number)
        for phrase, number in numbers.items()
        if number
    ]
    state = record.say("summary.state", told=listing(record.language, told)) if told else ""
    return " ".join(filter(None, [record.say("summary.written", counts=counts), state]))


# The lists on the page


def _list(record: Record, one: Shown) -> Iterator[Part]:
    heading = record.say(HEADINGS.get(one.kind, one.kind))
    shown = len(one.lines)
    some = record.say("summary.some", heading=heading, shown=shown, number=one.number)
    yield Heading(2, some if shown < one.number else heading)
    if one.kind is Kind.ACTION:
        yield _table(record, heading, one.lines)
        return
    order = {item.id: at for at, item in enumerate(record.items)}
    yield Entries(tuple(line.entry for line in sorted(one.lines, key=lambda line: order[line.item.id])))


def _table(record: Record, heading: str, lines: Sequence[Line]) -> Table:
    columns = (
        Column(record.say("column.reference"), room=REFERENCES, reference=True),
        Column(record.say("column.action")),
        Column(record.say("column.responsible"), room=OWNERS),
        Column(record.say("column.due"), room=DATES),
    )
    return Table(heading, record.say("summary.table"), columns, tuple(_row(record, line) for line in lines))


def _row(record: Record, line: Line) -> tuple[Cell, ...]:
    due = line.item.due
    return (
        line.entry.reference,
        line.entry,
        line.owners,
        short_date(record.language, due) if due else record.say("unset"),
    )
