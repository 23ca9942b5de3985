"""Commands for Word templates: one to start from, and the one that all documents of the store look like."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import click

from storage.errors import UnknownFormat
from storage.files import PRIVATE_FILE, Files, write_whole
from storage.folder import TEMPLATES
from storage.model import LANGUAGES
from storage.sharing import SHARED_FILE, is_shared
from tui.cli.speech import PATH, Session, SpeakingGroup, argument, command, group, option

SUFFIXES = ("dotx", "docx")


def add_commands(root: SpeakingGroup) -> None:
    """Add the command to the program."""
    templates = group(root, "template")
    command(
        templates,
        "new",
        argument("file", type=PATH),
        option("--language", "template_language", type=click.Choice(LANGUAGES)),
        option("--overwrite", is_flag=True),
    )(template_new)
    command(templates, "use", argument("file", type=PATH))(template_use)
    command(templates, "drop")(template_drop)


def template_use(session: Session, *, file: Path) -> None:
    """Give all documents of the store the look of a template, which is tried first. Raises BadTemplate."""
    from exports.document import Document  # noqa: PLC0415 no other command needs them
    from exports.formats import Format  # noqa: PLC0415
    from exports.writing import make  # noqa: PLC0415

    store = session.open()
    target = store.path / f"template{file.suffix.lower()}"
    if target.name not in TEMPLATES:
        raise UnknownFormat(file, [name.partition(".")[2] for name in TEMPLATES])
    trial = Document("minutes", store.network.language, "", "", "", dt.datetime.now().astimezone().date(), ())
    made = make(trial, store.contents(), Format.WORD, template=file.resolve())
    mode = SHARED_FILE if is_shared(store.path.stat()) else PRIVATE_FILE
    write_whole(target, file.read_bytes(), overwrite=True, follow=False, mode=mode)
    _drop(store.path, but=target)
    session.tell("template.used", path=file)
    if made.report.unfilled:
        session.tell("export.unfilled", names=", ".join(made.report.unfilled))


def template_drop(session: Session) -> None:
    """Have the documents look as the program makes them again; the template that was used stays where it came from."""
    _drop(session.open().path)
    session.tell("template.dropped")


def _drop(folder: Path, but: Path | None = None) -> None:
    for name in TEMPLATES:
        if folder / name != but and os.path.lexists(folder / name):
            Files().remove(folder / name)


def template_new(session: Session, *, file: Path, template_language: str | None, overwrite: bool) -> None:
    """Write a template in the organisation's place. Raises UnknownFormat, FileExists and FileNotWritten."""
    from exports.ooxml.starter import starter  # noqa: PLC0415 no other command needs it

    suffix = file.suffix.lower().removeprefix(".")
    if suffix not in SUFFIXES:
        raise UnknownFormat(file, SUFFIXES)
    write_whole(file, starter(template_language or session.settings.language, suffix), overwrite=overwrite)
    session.tell("template.made", path=file)
