"""What of each kind there is room for on a page: the most important first, long texts cut."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from exports.cuts import page
from exports.cuts.chapters import natural
from exports.cuts.record import SLOTS, Record
from exports.cuts.withheld import Withheld
from exports.document import Entry
from exports.phrases import listing
from storage.model import Item, Kind, Status

TOLD = (Kind.DECISION, Kind.NEED, Kind.ACTION, Kind.QUESTION)
"""What a summary tells, in this order."""
LIMITS = (10, 3, 2)
"""How many lines an item may have; more than the last one only where everything has room."""
REFERENCES, OWNERS, DATES = 9, 20, 11
"""How many characters there is room for in the columns of the table."""
MOST = 40
"""More items than this cannot be on a page."""


@dataclass(frozen=True, slots=True)
class Line:
    """An item as it would stand on the page."""

    item: Item
    entry: Entry
    owners: str
    height: float
    whole: bool
    """Whether nothing of it is cut."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What is told of a kind."""

    kind: Kind
    lines: Sequence[Line]
    """The most important first."""
    number: int
    """How many there are of it to tell, with those that are withheld."""


def fitted(record: Record, room: float) -> list[Shown]:
    """The lists, cut so that they fit."""
    ranked = {kind: _ranked(record, kind) for kind in TOLD}
    numbers = Counter(item.kind for item in record.items if _is_told(item))
    lists: list[Shown] = []
    for limit in LIMITS if sum(map(len, ranked.values())) <= MOST else LIMITS[-1:]:
        lists = [
            Shown(kind, [_line(record, item, limit) for item in items[:MOST]], numbers[kind])
            for kind, items in ranked.items()
            if items
        ]
        if all(len(items) <= MOST for items in ranked.values()) and sum(map(_height, lists)) <= room:
            return lists
    return _shared(lists, room)


def _height(one: Shown) -> float:
    return _opening_height(one.kind) + sum(line.height for line in one.lines)


def _opening_height(kind: Kind) -> float:
    return page.HEADING.height("") + (page.HEAD_ROW if kind is Kind.ACTION else 0)


def _shared(lists: Sequence[Shown], room: float) -> list[Shown]:
    """The lists with what there is room for: one more item to each in turn, for as long as its next one fits."""
    taken = dict.fromkeys(range(len(lists)), 0)
    waiting = list(taken)
    while waiting:
        for at in list(waiting):
            one = lists[at]
            if taken[at] == len(one.lines):
                waiting.remove(at)
                continue
            needed = one.lines[taken[at]].height + (0 if taken[at] else _opening_height(one.kind))
            if needed <= room:
                room -= needed
                taken[at] += 1
            else:
                waiting.remove(at)
    return [Shown(one.kind, one.lines[: taken[at]], one.number) for at, one in enumerate(lists) if taken[at]]


def _ranked(record: Record, kind: Kind) -> list[Item]:
    """The items of a kind that a summary tells, the most important first. What is withheld is in the minutes only."""
    found = (item for item in record.items if item.kind is kind and _is_told(item))
    those = [item for item in found if not isinstance(item, Withheld)]
    if kind is Kind.ACTION:
        return sorted(those, key=lambda item: (item.due or dt.date.max, natural(record.reference(item))))
    if kind is Kind.NEED:
        grown = Counter(origin for item in record.items for origin in item.grew_from)
        return sorted(those, key=lambda item: _weight(item, grown[item.id]))
    newest = {gathering.id: -at for at, gathering in enumerate(record.gatherings)}
    return sorted(those, key=lambda item: newest[item.gathering])


def _is_told(item: Item) -> bool:
    """Tell whether a summary is about it: actions and questions only as long as they are open."""
    return item.kind not in {Kind.ACTION, Kind.QUESTION} or item.status is Status.OPEN


def _weight(need: Item, grown: int) -> tuple[bool, int, int]:
    """What is met comes last; first what much grew from and out of, and what much is told of."""
    return need.status is Status.DONE, -grown - len(need.grew_from), -sum(bool(of(need).strip()) for _, of in SLOTS)


def _line(record: Record, item: Item, limit: int) -> Line:
    entry = record.bare(item)
    remarks = (record.say("exempt"),) if item.confidential else ()
    text = " ".join(entry.text.split())
    told = "".join(f" – {remark}" for remark in remarks)
    if item.kind is not Kind.ACTION:
        short = page.ITEM.cut(text, limit)
        entry = entry._replace(text=short, remarks=remarks)
        return Line(item, entry, "", page.ITEM.height(f"{short}{told}{_overhang(entry.reference)}"), short == text)
    told_in, answering = _action_cells()
    short, names = told_in.cut(text, limit), _names(record, item, limit)
    entry = entry._replace(text=short, remarks=remarks)
    height = page.row([(told_in, f"{short}{told}"), (answering, names)])
    return Line(item, entry, names, height, short == text and not names.endswith("…"))


def _overhang(reference: str) -> str:
    """What of a reference may stand where the text should begin."""
    return " " + reference[8:] if len(reference) > 8 else ""


def _action_cells() -> tuple[page.Form, page.Form]:
    owners = page.column(OWNERS)
    told = page.WIDTH - page.column(REFERENCES) - owners - page.column(DATES)
    return page.cell(told), page.cell(owners)


def _names(record: Record, item: Item, limit: int) -> str:
    """Who is responsible; where they are too many, the first and how many more."""
    form = _action_cells()[1]
    names = [record.name(party) for party in item.responsible]
    whole = listing(record.language, names) or record.say("unset")
    if form.lines(whole) <= limit:
        return whole
    if len(names) > 1:
        shortened = record.say("summary.others", name=form.cut(names[0], 1), number=len(names) - 1)
        if form.lines(shortened) <= limit:
            return shortened
    return form.cut(whole, limit)
