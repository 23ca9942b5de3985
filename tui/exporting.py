"""What is to be exported: decided here, once, for the screen and the commands alike."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from exports.cuts.journeys import journeys_of
from exports.cuts.minutes import minutes_of
from exports.cuts.needs import needs_of
from exports.cuts.record import Choice, Record
from exports.cuts.report import report_of
from exports.cuts.summary import summary_of
from exports.document import Document
from exports.formats import Format
from exports.writing import Stage
from storage.errors import UnknownFormat, UnknownReference
from storage.model import Gathering, Kind
from storage.store import Store
from tui.phrases import Phrases
from tui.register import latest

MINUTES, REPORT, NEEDS, SUMMARY = CUTS = ("minutes", "report", "needs", "summary")
"""The documents that can be made."""


MAKERS: Mapping[str, Callable[[Record], Document]] = {
    MINUTES: minutes_of,
    REPORT: lambda record: report_of(record, today=record.gatherings[-1].date),
    NEEDS: needs_of,
    SUMMARY: summary_of,
}


@dataclass(frozen=True)
class Order:
    """A document that somebody wants."""

    gatherings: tuple[Gathering, ...]
    language: str
    cut: str = MINUTES
    choice: Choice = field(default_factory=Choice)
    confidential: bool = False
    """Whether text that is exempt from public access is wanted."""


def document_of(store: Store, order: Order) -> Document:
    """Return what is ordered, as the store stands."""
    if order.cut != REPORT:
        return preview_of(store, order)
    record = _record(store, order)
    needs = [item for item in record.items if item.kind is Kind.NEED]
    journeys = journeys_of(record.contents, store.journeys(needs))
    return report_of(record, journeys, today=record.gatherings[-1].date)


def preview_of(store: Store, order: Order) -> Document:
    """Return the same, without what only the journals tell: to read them all takes too long while somebody looks on."""
    return MAKERS[order.cut](_record(store, order))


def _record(store: Store, order: Order) -> Record:
    return Record(store.contents(), order.gatherings, order.language, order.confidential, order.choice)


def gatherings_of(store: Store, asked: Sequence[str], cut: str) -> tuple[Gathering, ...]:
    """Return the gatherings that `3`, `1-4` and the like ask for, in their order.

    Where nothing is asked for, a report is of all of them, and anything else of the open one or else the last. Raises
    UnknownReference.
    """
    known = {gathering.number: gathering for gathering in store.all(Gathering).values()}
    if not asked:
        if cut == REPORT and known:
            return tuple(known[number] for number in sorted(known))
        found = store.open_gathering() or latest(store)
        if found is None:
            raise UnknownReference("gathering", "open")
        return (found,)
    numbers = sorted({number for word in asked for number in _range(word, known)})
    return tuple(known[number] for number in numbers)


def _range(word: str, known: Iterable[int]) -> list[int]:
    match = re.fullmatch(r"(\d+)(?:[-–](\d+))?", word.strip())
    first, last = (int(match[1]), int(match[2] or match[1])) if match else (1, 0)
    found = [number for number in known if first <= number <= last]
    if not found or (match and not match[2] and first not in found):
        raise UnknownReference("gathering", word)
    return found


def file_name(say: Phrases, order: Order, form: Format) -> str:
    """Return a name for the file: what it is of, and whether it is for everybody."""
    kinds = order.choice.kinds
    what = "minutes" if order.choice == Choice() else "extract"
    if order.cut != MINUTES:
        what = order.cut
    elif len(kinds) == 1 and order.choice == Choice(kinds=kinds):
        what = f"kind.{next(iter(kinds))}"
    numbers = "-".join(str(number) for number in _ends([gathering.number for gathering in order.gatherings]))
    words = [say(f"file.{what}", numbers=numbers), say("file.exempt") if order.confidential else ""]
    return f"{'-'.join(filter(None, words))}.{form}"


def _ends(numbers: Sequence[int]) -> Sequence[int]:
    return numbers if len(numbers) < 3 else (numbers[0], numbers[-1])


def format_of(path: Path) -> Format:
    """Return the format that the end of a file's name asks for; a name without one is a Word file. UnknownFormat."""
    suffix = path.suffix.lower().removeprefix(".")
    try:
        return Format(suffix) if suffix else Format.WORD
    except ValueError as error:
        raise UnknownFormat(path, tuple(Format)) from error


def progress_line(say: Phrases, stage: Stage, done: int, whole: int) -> str:
    """Return how far the work has come, in words."""
    told = say(f"progress.{stage}", seconds=done)
    return f"{told} {100 * done // whole} %" if whole else told
