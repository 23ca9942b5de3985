"""Commands that hand something out: export, completion."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from storage.errors import BadTemplate
from storage.model import LANGUAGES
from tui.cli.speech import PATH, Session, SpeakingGroup, argument, command, find_gathering, option

SHELLS = ("bash", "zsh", "fish")


def add_commands(root: SpeakingGroup) -> None:
    """Add these commands to the program."""
    command(
        root,
        "export",
        argument("file", type=PATH, required=False, metavar="[FILE.docx | -]"),
        option("--gathering", "-g", type=int, metavar="N"),
        option("--language", "minutes_language", type=click.Choice(LANGUAGES)),
        option("--template", type=PATH, metavar="FILE"),
        option("--confidential", is_flag=True),
        option("--overwrite", is_flag=True),
    )(export)
    command(root, "completion", argument("shell", type=click.Choice(SHELLS)))(completion)


def export(
    session: Session,
    *,
    file: Path | None,
    gathering: int | None,
    minutes_language: str | None,
    template: Path | None,
    confidential: bool,
    overwrite: bool,
) -> None:
    """Write the Word minutes of a gathering."""
    from exports.minutes import minutes_of  # noqa: PLC0415 python-docx costs 90 ms that other commands should not pay
    from exports.word import to_bytes, write_word  # noqa: PLC0415

    store = session.open()
    contents = store.contents()
    held = find_gathering(store, gathering)
    language = minutes_language or held.language or contents.network.language
    minutes = minutes_of(contents, held, language, confidential=confidential)
    if file == Path("-"):
        sys.stdout.buffer.write(to_bytes(minutes, _read(template) if template else None))
        return
    name = "export.name-exempt" if minutes.exempt else "export.name"
    file = file or Path(session.say(name, number=held.number))
    report = write_word(minutes, file, template=template, overwrite=overwrite)
    session.tell("export.made", path=file, count=report.items)
    if report.replaced:
        session.tell("export.replaced", count=report.replaced)


def _read(template: Path) -> bytes:
    try:
        return template.read_bytes()
    except OSError as error:
        raise BadTemplate(template, "unreadable") from error


def completion(session: Session, shell: str) -> None:  # noqa: ARG001 every command is handed the session
    """Print the script that completes commands in a shell."""
    from click.shell_completion import get_completion_class  # noqa: PLC0415 no other command needs it

    root = click.get_current_context().find_root().command
    found = get_completion_class(shell)
    if found is not None:
        click.echo(found(root, {}, "samling", "_SAMLING_COMPLETE").source())
