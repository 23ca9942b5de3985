"""Commands that hand something out: export, completion."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from storage.folder import template_in
from storage.model import LANGUAGES, Kind
from storage.store import Store
from tui.cli.speech import PATH, Session, SpeakingGroup, argument, command, option
from tui.planning.register import find_party, find_theme

SHELLS = ("bash", "zsh", "fish")
CUTS = ("minutes", "report", "needs", "summary")
FORMATS = ("docx", "pdf", "html", "md", "txt", "csv", "json", "ics")


def add_commands(root: SpeakingGroup) -> None:
    """Add these commands to the program."""
    command(
        root,
        "export",
        argument("file", type=PATH, required=False, metavar="[FILE | -]"),
        option("--document", "-d", "cut", type=click.Choice(CUTS), default=CUTS[0]),
        option("--gathering", "-g", "gatherings", multiple=True, metavar="N|N-M"),
        option("--kind", "-k", "kinds", multiple=True, type=click.Choice([kind.value for kind in Kind])),
        option("--theme", "-t", metavar="THEME"),
        option("--responsible", metavar="NAME"),
        option("--party", metavar="NAME"),
        option("--format", "form", type=click.Choice(FORMATS)),
        option("--language", "minutes_language", type=click.Choice(LANGUAGES)),
        option("--template", type=PATH, metavar="FILE"),
        option("--version", "minutes_version", type=click.IntRange(1), metavar="N"),
        option("--current", is_flag=True),
        option("--confidential", is_flag=True),
        option("--pseudonyms", is_flag=True),
        option("--key", type=PATH, metavar="FILE"),
        option("--overwrite", is_flag=True),
    )(export)
    command(root, "completion", argument("shell", type=click.Choice(SHELLS)))(completion)


def export(
    session: Session,
    *,
    file: Path | None,
    cut: str,
    gatherings: tuple[str, ...],
    kinds: tuple[str, ...],
    theme: str | None,
    responsible: str | None,
    party: str | None,
    form: str | None,
    minutes_language: str | None,
    template: Path | None,
    minutes_version: int | None,
    current: bool,
    confidential: bool,
    pseudonyms: bool,
    key: Path | None,
    overwrite: bool,
) -> None:
    """Write minutes, or another document of the same record."""
    from exports.cuts.record import Choice  # noqa: PLC0415 no other command needs it
    from exports.formats import Format  # noqa: PLC0415
    from exports.writing import make, write  # noqa: PLC0415
    from tui.cli.progress import Progress  # noqa: PLC0415
    from tui.ordering.exporting import document_of, format_of, source_of  # noqa: PLC0415
    from tui.ordering.keyfile import key_path  # noqa: PLC0415
    from tui.ordering.orders import Order, file_name, gatherings_of  # noqa: PLC0415
    from tui.ordering.pseudonyms import veiled  # noqa: PLC0415

    if minutes_version and current:
        raise click.UsageError(session.say("export.either"))
    if key and not pseudonyms:
        raise click.UsageError(session.say("export.key-alone"))
    store = session.open()
    about = gatherings_of(store, gatherings, cut)
    language = minutes_language or (about[0].language if len(about) == 1 else "") or store.network.language
    choice = Choice(frozenset(map(Kind, kinds)), _theme(store, theme), _party(store, responsible), _party(store, party))
    order = Order(about, language, cut, choice, confidential, minutes_version or 0, current, pseudonyms)
    source = source_of(store, order)
    if pseudonyms:
        key = key or key_path(store, session.settings.place.keys)
        source = veiled(store, source, key, language)
    look = template.resolve() if template else template_in(store.path)
    piped = file == Path("-")
    chosen = Format(form) if form else Format.WORD if piped or file is None else format_of(file)
    with Progress(session.say) as told:
        made = make(document_of(store, order, source), source.contents, chosen, template=look, told=told)
        if piped:
            sys.stdout.buffer.write(made.data)
            _tell_unfilled(session, made.report.unfilled)
            _tell_key(session, key)
            return
        file = file or Path(file_name(session.say, order, chosen))
        write(made, file, overwrite=overwrite)
    session.tell("export.made", path=file, count=made.report.items)
    if made.report.replaced:
        session.tell("export.replaced", count=made.report.replaced)
    if source.since:
        session.tell("export.since", version=source.version, count=source.since)
    _tell_unfilled(session, made.report.unfilled)
    _tell_key(session, key)


def _tell_key(session: Session, key: Path | None) -> None:
    if key:
        session.tell("export.key", path=key)


def _tell_unfilled(session: Session, names: tuple[str, ...]) -> None:
    if names:
        session.tell("export.unfilled", names=", ".join(names))


def _theme(store: Store, name: str | None) -> str:
    return find_theme(store, name).id if name is not None else ""


def _party(store: Store, name: str | None) -> str:
    return find_party(store, name).id if name is not None else ""


def completion(session: Session, shell: str) -> None:  # noqa: ARG001 every command is handed the session
    """Print the script that completes commands in a shell."""
    from click.shell_completion import get_completion_class  # noqa: PLC0415 no other command needs it

    root = click.get_current_context().find_root().command
    found = get_completion_class(shell)
    if found is not None:
        click.echo(found(root, {}, "samling", "_SAMLING_COMPLETE").source())
