"""Commands that hand something out: export, check, completion."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from storage.model import LANGUAGES
from tui.cli.exits import Exit
from tui.cli.speech import PATH, Session, SpeakingGroup, argument, command, find_gathering, option, print_json
from tui.safe import safe

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
        option("--overwrite", is_flag=True),
    )(export)
    command(root, "check", argument("path", type=PATH, required=False), option("--json", "as_json", is_flag=True))(
        check
    )
    command(root, "completion", argument("shell", type=click.Choice(SHELLS)))(completion)


def export(
    session: Session,
    *,
    file: Path | None,
    gathering: int | None,
    minutes_language: str | None,
    template: Path | None,
    overwrite: bool,
) -> None:
    """Write the Word minutes of a gathering."""
    from exports.minutes import minutes_of  # noqa: PLC0415 python-docx costs 90 ms that other commands should not pay
    from exports.word import to_bytes, write_word  # noqa: PLC0415

    store = session.open()
    contents = store.contents()
    held = find_gathering(store, gathering)
    language = minutes_language or held.language or contents.network.language
    minutes = minutes_of(contents, held, language)
    if file == Path("-"):
        sys.stdout.buffer.write(to_bytes(minutes, template.read_bytes() if template else None))
        return
    file = file or Path(session.say("export.name", number=held.number))
    report = write_word(minutes, file, template=template, overwrite=overwrite)
    session.tell("export.made", path=file, count=report.items)
    if report.replaced:
        session.tell("export.replaced", count=report.replaced)


def check(session: Session, path: Path | None, *, as_json: bool) -> None:
    """Say whether a store is whole, and what is not."""
    from storage.check import SnapshotState  # noqa: PLC0415 no other command needs it
    from storage.check import check as check_store  # noqa: PLC0415

    path = path or session.settings.store
    found = check_store(path)
    if as_json:
        print_json(
            {
                "whole": found.whole,
                "journals": found.journals,
                "records": found.records,
                "items": found.items,
                "damages": [{"file": d.path.name, "offset": d.offset, "length": d.length} for d in found.damages],
                "gaps": [{"session": g.session, "first": g.first, "last": g.last} for g in found.gaps],
                "bad_documents": list(found.bad_documents),
                "conflicts": found.conflicts,
                "snapshot": found.snapshot.value,
                "doubts": [
                    {"file": d.path.name, "account": d.owner, "scribe": d.who, "problem": d.problem}
                    for d in found.doubts
                ],
            }
        )
    else:
        say = session.say
        click.echo(say("check.counts", items=found.items, records=found.records, journals=found.journals))
        for damage in found.damages:
            click.echo(say("check.damage", file=safe(damage.path.name), offset=damage.offset, length=damage.length))
        for gap in found.gaps:
            click.echo(say("check.gap", file=safe(gap.session), first=gap.first, last=gap.last))
        for name in found.bad_documents:
            click.echo(say("check.document", name=safe(name)))
        for doubt in found.doubts:
            facts = {"file": safe(doubt.path.name), "account": safe(doubt.owner), "scribe": safe(doubt.who)}
            click.echo(say(f"doubt.{doubt.problem}", **facts))
        if found.snapshot is not SnapshotState.WHOLE:
            click.echo(say(f"check.snapshot-{found.snapshot}"))
        click.echo(say("check.whole" if found.whole else "check.damaged"))
    if not found.whole:
        raise click.exceptions.Exit(Exit.DAMAGED)


def completion(session: Session, shell: str) -> None:  # noqa: ARG001 every command is handed the session
    """Print the script that completes commands in a shell."""
    from click.shell_completion import get_completion_class  # noqa: PLC0415 no other command needs it

    root = click.get_current_context().find_root().command
    found = get_completion_class(shell)
    if found is not None:
        click.echo(found(root, {}, "samling", "_SAMLING_COMPLETE").source())
