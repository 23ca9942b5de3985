"""A document as a file of any format: made, opened again and looked through, and only then given its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from exports.checking import confirm, held
from exports.document import Document, Entry, entries_of
from exports.formats import Format
from exports.locks import find_lock, user_of
from exports.ooxml.markup import marked
from storage.contents import Contents
from storage.errors import BadTemplate, FileInUse, NothingDue
from storage.files import Files, write_whole

_MODULES = {
    Format.HTML: "webpage",
    Format.MARKDOWN: "markdown",
    Format.TEXT: "plaintext",
    Format.CSV: "sheet",
    Format.JSON: "data",
    Format.CALENDAR: "duedates",
}


class Stage(StrEnum):
    """What is being done to a file."""

    WRITING = "writing"
    CHECKING = "checking"
    CONVERTING = "converting"


Told = Callable[[Stage, int, int], None]
"""Is told the stage, how much of it is done and out of how much; out of 0 where nobody knows. May raise to give up."""


class Report(NamedTuple):
    """What went into a file."""

    items: int
    """Each of them was found again in the finished file."""
    replaced: int
    """How many characters that the file cannot hold stand in it as a visible mark."""
    unfilled: tuple[str, ...] = ()
    """The names in the template that nothing is known of: they stand in the file as they are."""


class Made(NamedTuple):
    """A finished file that has no name yet."""

    data: bytes
    report: Report


def _nobody(_stage: Stage, _done: int, _whole: int) -> None:
    """Nobody wants to be told."""


def make(
    document: Document, contents: Contents, form: Format, *, template: Path | None = None, told: Told = _nobody
) -> Made:
    """The document as a file of that format, in which every item was looked for.

    The same document is the same bytes, but for PDF, which bears its time. Raises BadTemplate, MinutesIncomplete,
    NothingDue, ConverterMissing and ConversionFailed, and whatever `told` raises.
    """
    whole, done = len(entries_of(document)), 0

    def looked_through(number: int) -> None:
        told(Stage.CHECKING, number, whole)

    if form in _MODULES:
        module = import_module(f"exports.formats.{_MODULES[form]}")
        entries = held(document, contents, form)
        if form is Format.CALENDAR and not entries:
            raise NothingDue
        data = module.encode(document, contents)
        replaced = sum(marked(text)[1] for entry in entries_of(document) for text in _texts(entry))
        items = confirm(entries, module.words(data), form, looked_through)
        return Made(data, Report(items, replaced))
    from exports import word  # noqa: PLC0415 python-docx costs 90 ms that the other formats should not pay

    def written(number: int) -> None:
        nonlocal done
        done += number
        told(Stage.WRITING, done, whole)

    try:
        made = word.to_word(document, _read(template) if template else None, written)
    except BadTemplate as error:
        raise BadTemplate(template, error.problem) from error
    report = Report(
        confirm(entries_of(document), word.words(made.data), form, looked_through), made.replaced, made.unfilled
    )
    if form is Format.PDF:
        from exports.formats.pdf import to_pdf  # noqa: PLC0415 the only one that needs other programs

        return Made(to_pdf(made.data, waiting=lambda seconds: told(Stage.CONVERTING, int(seconds), 0)), report)
    return Made(made.data, report)


def write(made: Made, path: Path, *, overwrite: bool = False, follow: bool = True, mode: int | None = None) -> None:
    """Give a finished file its name; an older file is there until then, and stays where this fails.

    `follow` and `mode` are those of write_whole. Raises FileExists, FileInUse and FileNotWritten.
    """
    if overwrite and (lock := find_lock(path)):
        raise FileInUse(path, lock, user_of(lock))
    write_whole(path, made.data, overwrite=overwrite, follow=follow, mode=mode)


def _read(template: Path) -> bytes:
    """The template's bytes; one that is a link is refused, for it may lead where its reader may go and others not."""
    from exports.ooxml.untrusted import LIMIT  # noqa: PLC0415 it needs lxml

    try:
        if template.lstat().st_size > LIMIT:
            raise BadTemplate(template, "size")
        return Files().read(template)
    except OSError as error:
        raise BadTemplate(template, "unreadable") from error


def _texts(entry: Entry) -> Iterator[str]:
    yield entry.text
    yield from (note.text for note in entry.notes)
