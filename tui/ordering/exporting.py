"""An order made into a document: from what stands now, or stood when its version was made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from exports.cuts.journeys import journeys_of
from exports.cuts.minutes import minutes_of
from exports.cuts.needs import needs_of
from exports.cuts.record import Choice, Record
from exports.cuts.report import report_of
from exports.cuts.summary import summary_of
from exports.document import Document
from exports.formats import Format
from exports.pseudonyms import Veil, declared
from exports.writing import Stage
from storage.contents import Contents
from storage.errors import NoVersion, UnknownFormat
from storage.model import Gathering, GatheringState, Kind, Version
from storage.store import Store
from storage.versions import changed_since, with_what_came_after
from tui.ordering.orders import MINUTES, NEEDS, REPORT, SUMMARY, VERSIONED, Order
from tui.phrases import Phrases
from tui.planning.finishing import reopened, version_called, versions_of

MAKERS: Mapping[str, Callable[[Record], Document]] = {
    MINUTES: minutes_of,
    REPORT: lambda record: report_of(record, today=record.gatherings[-1].date),
    NEEDS: needs_of,
    SUMMARY: summary_of,
}


@dataclass(frozen=True)
class Source:
    """What a document is made from: what stands now, or what stood in a version of final minutes."""

    contents: Contents
    gatherings: tuple[Gathering, ...]
    before: Contents | None = None
    """What stood in the version before that one."""
    version: int = 0
    """The number of that version; 0 where it is what stands now."""
    since: int = 0
    """How many items have been added, changed or taken out since, and are not in it as they are now."""
    veil: Veil | None = None
    """What put numbers in the place of names, where that was wanted."""


def version_of(store: Store, order: Order) -> Version | None:
    """Return the version of minutes that is ordered; None where it is what stands now. Raises NoVersion.

    Minutes of a final gathering, extracts from them and their summary are those of its last version: they never change
    by themselves. What is of several gatherings, or is no minutes, is as it stands now.
    """
    gathering = order.gatherings[0]
    if len(order.gatherings) > 1 or order.cut not in VERSIONED:
        if order.version:
            raise NoVersion(gathering.number, order.version)
        return None
    if order.version:
        return version_called(store, gathering, order.version)
    if order.current or gathering.state is not GatheringState.FINAL:
        return None
    return next((one for one in versions_of(store, gathering) if one.number == gathering.version), None)


def versions_needed(store: Store, order: Order) -> list[Version]:
    """Return the versions of which it must be known what stood in them: the ordered one, and the one before it."""
    version = version_of(store, order)
    gathering = order.gatherings[0]
    compared = len(order.gatherings) == 1 and order.cut == MINUTES and order.choice == Choice()
    number = version.number if version else gathering.version + 1
    before = [one for one in versions_of(store, gathering) if compared and one.number < number]
    return [*([version] if version else []), *before[-1:]]


def source_of(store: Store, order: Order, known: Mapping[str, Contents] | None = None) -> Source:
    """Return what a document is made from. `known` is what stood in some versions, by their ids, if that is known.

    Raises NoVersion, VersionLost, OSError.
    """
    version, now = version_of(store, order), store.contents()
    needed = versions_needed(store, order)
    then = {one.id: (known or {}).get(one.id) or store.contents_at(one) for one in needed}
    before = next((then[one.id] for one in needed if one != version), None)
    gathering = order.gatherings[0]
    if version:
        stood = then[version.id]
        contents = with_what_came_after(stood, now, gathering.id)
        since = changed_since(stood, now, gathering.id) if not order.version else ()
        return Source(contents, (contents.gatherings[gathering.id],), before, version.number, len(since))
    gatherings = order.gatherings
    if order.current and len(gatherings) == 1:
        gatherings = (reopened(gathering),)  # it is a draft of the next version
    return Source(now, gatherings, before)


def document_of(store: Store, order: Order, source: Source | None = None) -> Document:
    """Return what is ordered, as the store stands, or stood when the ordered version was made."""
    if order.cut != REPORT:
        return preview_of(store, order, source)
    source = source or source_of(store, order)
    record = _record(order, source)
    needs = [item for item in record.items if item.kind is Kind.NEED]
    journeys = journeys_of(record.contents, store.journeys(needs))
    if source.veil:
        journeys = source.veil.journeys(journeys)
    return _declared(report_of(record, journeys, today=record.gatherings[-1].date), source)


def _declared(document: Document, source: Source) -> Document:
    return declared(document) if source.veil else document


def preview_of(store: Store, order: Order, source: Source | None = None) -> Document:
    """Return the same, without how needs were worded: to find that out takes too long while somebody looks on."""
    source = source or source_of(store, order)
    return _declared(MAKERS[order.cut](_record(order, source)), source)


def _record(order: Order, source: Source) -> Record:
    return Record(
        source.contents, source.gatherings, order.language, order.confidential, order.choice, before=source.before
    )


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
