"""What was said, theme by theme: a chapter for each, under it the kinds, and last the one table of actions."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence

from exports.cuts.confirmations import confirmation_of
from exports.cuts.homework import responsible_for
from exports.cuts.record import Choice, Record, titles
from exports.cuts.recusals import recusals_of
from exports.document import Cell, Column, Entries, Heading, Manner, Part, Statement, Table
from exports.phrases import listing, short_date
from storage.contents import by_place
from storage.model import Item, Kind, Theme


def chapters_of(record: Record) -> Iterator[Part]:
    """A chapter for each theme of which something was said, in the order of the agenda; last what was not filed."""
    for title, items in by_theme(record, record.items):
        yield from _chapter(record, title, items)


def by_theme(record: Record, captured: Iterable[Item]) -> Iterator[tuple[str, list[Item]]]:
    """What each theme is called, and those of the items that are under it, in their order; last the unfiled, of ""."""
    called = titles(record)
    under: dict[str, list[Item]] = {name: [] for name in (*(theme.id for theme in _themes(record)), "")}
    for item in captured:
        under[item.theme if item.theme in under else ""].append(item)
    for theme, items in under.items():
        if items:
            yield called.get(theme, ""), by_place(items)


def _themes(record: Record) -> list[Theme]:
    """The themes in the order in which the gatherings come to them."""
    if len(record.gatherings) > 1:
        return list(record.contents.themes.values())
    return record.contents.themes_of(record.gatherings[0])


def _chapter(record: Record, title: str, items: Sequence[Item]) -> Iterator[Part]:
    by_kind: dict[Kind, list[Item]] = {kind: [] for kind in Kind}
    for item in items:
        by_kind[item.kind].append(item)
    yield heading_of(record, title)
    if title:
        yield from recusals_of(record, items[0].theme)
    actions = by_kind.pop(Kind.ACTION)
    for kind, those in by_kind.items():
        if those:
            if len(record.choice.kinds) != 1:  # else the document's title says it
                yield Heading(3, record.say(kind))
            yield Entries(tuple(map(record.entry, those)))
    if actions:
        references = listing(record.language, [record.reference(item) for item in actions])
        about = tuple(item.id for item in actions)
        yield Statement(record.say("actions.see", references=references), Manner.POINTER, about=about)
    alone = len(record.gatherings) == 1
    held_on = record.gatherings[0].date if alone else dt.date.min
    whole = bool(title) and alone and record.choice == Choice()
    if told := confirmation_of(items, record.contents.references, held_on, record.language, titled=whole):
        yield Statement(told, Manner.POINTER)


def heading_of(record: Record, title: str) -> Heading:
    """The heading of a theme; its title is in the language of the gathering, where the document is of one."""
    if not title:
        return Heading(2, record.say("unfiled"))
    alone = len(record.gatherings) == 1
    return Heading(2, title, record.spoken[record.gatherings[0].id] if alone else record.contents.network.language)


def actions_of(record: Record) -> Iterator[Part]:
    """The heading and the table of the actions, by due date, those without one last; nothing where there are none."""
    actions = [item for item in record.items if item.kind is Kind.ACTION]
    if actions:
        yield Heading(2, record.say("action"))
        description = "table" if len(record.gatherings) == 1 else "table.several"
        yield action_table(record, actions, record.say("action"), record.say(description))


def action_table(record: Record, actions: Sequence[Item], title: str, description: str) -> Table:
    """A table of those actions: number, action, responsible, due, status; by due date, then by number."""
    ordered = sorted(actions, key=lambda item: (item.due or dt.date.max, natural(record.reference(item))))
    longest = max((len(record.reference(item)) for item in actions), default=0)
    columns = (
        Column(record.say("column.reference"), room=longest, reference=True),
        Column(record.say("column.action")),
        Column(record.say("column.responsible"), room=14),
        Column(record.say("column.due"), room=10),
        Column(record.say("column.status"), room=8),
    )
    return Table(title, description, columns, tuple(_action_row(record, item) for item in ordered))


def _action_row(record: Record, item: Item) -> tuple[Cell, ...]:
    return (
        record.reference(item),
        record.entry(item),
        responsible_for(record, item) or record.names(item.responsible) or record.say("unset"),
        short_date(record.language, item.due) if item.due else record.say("unset"),
        record.say(f"{item.kind}.{item.status}"),
    )


def natural(reference: str) -> list[str | int]:
    """A reference as people order it: `3B-9` before `3B-10`."""
    return [int(part) if part.isdecimal() else part for part in re.split(r"(\d+)", reference)]
