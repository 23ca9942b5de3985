"""The items of a document as a table for spreadsheets: CSV with `;`, as Excel opens it in Norway."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping

from exports.cuts.record import SLOTS
from exports.document import Document, Entry
from exports.formats.told import plain, told
from exports.people import line_of, name_of
from exports.phrases import listing, say
from exports.sentences.counts import COUNTS
from storage.contents import Contents
from storage.model import LANGUAGES, Item, Status

_DANGEROUS = re.compile(
    r"[\s'\u200b-\u200f\u2060\ufeff\ufffd]*[=+\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b]"
    r"|[\s']*\d+[eE][+-]?\d+\s*$"
)
"""What a spreadsheet takes for a formula, whatever stands before the sign; and `3E-05`, which it takes for a number."""
_TEXT = 6
"""Which column holds the text."""


def encode(document: Document, contents: Contents) -> bytes:
    """A row for each item, once, in the document's order, under a row of headings; UTF-8 with its mark.

    A cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    columns = _columns(document, contents)
    writer.writerow(columns)
    for entry, item in told(document, contents):
        writer.writerow([_harmless("\n".join(plain(of(entry, item)))) for of in columns.values()])
    return file.getvalue().encode("utf-8-sig")


def words(data: bytes) -> str:
    """What is in the cells row by row, the text right after the reference; blanks and line breaks are single blanks."""
    rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";")
    cells = (_as_written(cell) for row in rows for cell in (row[0], row[_TEXT], *row[1:_TEXT], *row[_TEXT + 1 :]))
    return " ".join(" ".join(cells).split())


def _harmless(cell: str) -> str:
    return f"'{cell}" if _DANGEROUS.match(cell) else cell


def _as_written(cell: str) -> str:
    """A cell without the apostrophe that made it harmless."""
    return cell[1:] if cell.startswith("'") and _DANGEROUS.match(cell[1:]) else cell


def _columns(document: Document, contents: Contents) -> Mapping[str, Callable[[Entry, Item], str]]:
    """From the heading of each column to what stands in it."""
    language = document.language

    def name(party: str) -> str:
        return name_of(contents, party, language) if party else ""

    def theme(item: Item) -> str:
        found = contents.themes.get(item.theme)
        return line_of(found.title) or found.handle if found else ""

    def status(item: Item) -> str:
        return say(language, "action.open" if item.status is Status.OPEN else f"{item.kind}.{item.status}")

    columns: dict[str, Callable[[Entry, Item], str]] = {
        "column.reference": lambda entry, _: entry.reference,
        "sheet.gathering": lambda _, item: str(contents.gatherings[item.gathering].number),
        "date": lambda _, item: contents.gatherings[item.gathering].date.isoformat(),
        "sheet.group": lambda _, item: item.group,
        "sheet.kind": lambda _, item: COUNTS[item.kind][0][LANGUAGES.index(language)],
        "sheet.theme": lambda _, item: theme(item),
        "sheet.text": lambda entry, _: entry.text,
        "sheet.said-by": lambda _, item: name(item.said_by),
        "column.responsible": lambda _, item: listing(language, [name(party) for party in item.responsible]),
        "column.due": lambda _, item: item.due.isoformat() if item.due else "",
        "column.status": lambda _, item: status(item),
        "sheet.details": lambda _, item: item.details,
    }
    columns |= {label: _slot(of) for label, of in SLOTS}
    columns["openness"] = lambda _, item: say(language, "exempt") if item.confidential else ""
    return {say(language, label): of for label, of in columns.items()}


def _slot(of: Callable[[Item], str]) -> Callable[[Entry, Item], str]:
    return lambda _, item: of(item)
