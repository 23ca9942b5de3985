"""What one organisation has to do until the next gathering: plain text, ready to be mailed."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Iterator

from exports.cuts.record import Record
from exports.cuts.withheld import Withheld
from exports.formats.told import folded
from exports.phrases import date_in_words
from storage.contents import Contents
from storage.homework import SETTLED, Roll, doers, is_task, matrix_of
from storage.model import Item, Kind, Organisation, Progress, Status

_WIDTH = 72
"""Characters in a line of a mail."""


def task_list(contents: Contents, organisation: Organisation, language: str) -> str:
    """The tasks that an organisation has left, with due dates and what it told last; then its other open actions.

    Of what is exempt from public access only that it is there is told.
    """
    record = Record(contents, tuple(contents.gatherings.values()), language)
    tasks = [item for item in _open(record) if is_task(item) and organisation.id in _doers(record, item)]
    latest = {task.id: _latest(record, task, organisation) for task in tasks}
    left = [task for task in tasks if (told := latest[task.id]) is None or told.degree not in SETTLED]
    mine = record.members(organisation.id)
    others = [item for item in _open(record) if not is_task(item) and not mine.isdisjoint(item.responsible)]
    title = record.say("work.letter", name=folded(organisation.name))
    lines = [*textwrap.wrap(title, _WIDTH), *textwrap.wrap(folded(contents.network.name), _WIDTH)]
    for task in _by_due(left):
        lines += ["", *_paragraph(record, task), *_facts(record, task, latest[task.id])]
    if others:
        lines += ["", record.say("work.letter.others")]
    for item in _by_due(others):
        lines += ["", *_paragraph(record, item), *_facts(record, item, None)]
    closing = "work.letter.closing" if left else "" if others else "work.letter.none"
    return "\n".join([*lines, *(["", record.say(closing)] if closing else [])]) + "\n"


def _open(record: Record) -> Iterator[Item]:
    return (item for item in record.items if item.kind is Kind.ACTION and item.status is Status.OPEN)


def _doers(record: Record, task: Item) -> dict[str, Organisation]:
    return doers(task, record.contents.organisations, record.contents.people)


def _by_due(items: list[Item]) -> list[Item]:
    return sorted(items, key=lambda item: (item.due or dt.date.max, item.id))


def _latest(record: Record, task: Item, organisation: Organisation) -> Progress | None:
    contents = record.contents
    roll = Roll(contents.gatherings, contents.organisations, contents.people, [task], contents.progress.values())
    cell = matrix_of(record.gatherings[-1], roll, closed=True).cells.get((task.id, organisation.id))
    return cell.latest if cell else None


def _paragraph(record: Record, item: Item) -> list[str]:
    lead = f"{record.reference(item)}  "
    return textwrap.wrap(folded(item.text), _WIDTH, initial_indent=lead, subsequent_indent=" " * len(lead)) or [lead]


def _facts(record: Record, item: Item, told: Progress | None) -> Iterator[str]:
    """Until when, who in the organisation, and what was told last."""
    margin = " " * (len(record.reference(item)) + 2)
    facts = []
    if item.due:
        facts.append(record.say("work.letter.due", date=date_in_words(record.language, item.due)))
    if not is_task(item) and not isinstance(item, Withheld):
        facts.append(f"{record.say('column.responsible')}: {record.names(item.responsible)}")
    if told:
        degree = record.say(f"work.{told.degree}")
        words = degree[:1].lower() + degree[1:] + (f" – {folded(told.remark)}" if told.remark.strip() else "")
        number = record.contents.gatherings[told.gathering].number
        facts.append(record.say("work.letter.last", number=number, degree=words))
    for fact in facts:
        yield from textwrap.wrap(folded(fact), _WIDTH, initial_indent=margin, subsequent_indent=margin)
