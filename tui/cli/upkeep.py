"""Commands for whoever looks after a store: check, compact, merge, backup, restore."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from storage.errors import FileNotWritten
from storage.files import write_whole
from tui.cli.exits import Exit
from tui.cli.speech import JSON, PATH, Session, SpeakingGroup, argument, command, option, print_json
from tui.safe import safe

if TYPE_CHECKING:
    from storage.check import Finding


def add_commands(root: SpeakingGroup) -> None:
    """Add these commands to the program."""
    command(root, "check", argument("path", type=PATH, required=False), option("--repair", is_flag=True), JSON)(check)
    command(root, "compact", option("--rested", type=click.IntRange(0), default=60, metavar="MINUTES"))(compact)
    command(root, "merge", argument("other", type=PATH), option("--unrelated", is_flag=True))(merge)
    command(root, "backup", argument("file", type=PATH, metavar="FILE | -"), option("--overwrite", is_flag=True))(
        backup
    )
    command(
        root,
        "restore",
        argument("file", type=PATH, metavar="FILE | -"),
        argument("path", type=PATH),
        option("--shared", "shared_with", metavar="GROUP"),
    )(restore)


def check(session: Session, path: Path | None, *, repair: bool, as_json: bool) -> None:
    """Say whether a store is whole, and what is not; put it in order if asked to."""
    from storage.check import check as check_store  # noqa: PLC0415 only these commands need what they load

    path = path or session.settings.store
    if repair:
        _repair(session, path)
    found = check_store(path)
    if as_json:
        print_json(_facts(found))
    else:
        _tell(session, found)
    if not found.whole:
        raise click.exceptions.Exit(Exit.DAMAGED)


def _repair(session: Session, path: Path) -> None:
    from storage.repair import repair  # noqa: PLC0415

    done = repair(path, session.settings.scribe)
    for moved in done.moved:
        session.tell("repair.moved", path=moved)
    session.tell("repair.done", rescued=done.rescued, restored=done.restored)
    if done.unreadable:
        session.tell("repair.unreadable", count=done.unreadable)
    for journal in done.in_use:
        session.tell("repair.in-use", file=journal.name)


def _facts(found: Finding) -> dict[str, object]:
    return {
        "whole": found.whole,
        "journals": found.journals,
        "records": found.records,
        "items": found.items,
        "damages": [{"file": d.path.name, "offset": d.offset, "length": d.length} for d in found.damages],
        "gaps": [gap._asdict() for gap in found.gaps],
        "lost": [gap._asdict() for gap in found.lost],
        "bad_documents": list(found.bad_documents),
        "conflicts": found.conflicts,
        "snapshot": found.snapshot.value,
        "doubts": [
            {"file": d.path.name, "account": d.owner, "scribe": d.who, "problem": d.problem} for d in found.doubts
        ],
    }


def _tell(session: Session, found: Finding) -> None:
    say = session.say
    click.echo(say("check.counts", items=found.items, records=found.records, journals=found.journals))
    for damage in found.damages:
        click.echo(say("check.damage", file=safe(damage.path.name), offset=damage.offset, length=damage.length))
    for phrase, gaps in (("check.gap", found.gaps), ("check.lost", found.lost)):
        for gap in gaps:
            click.echo(say(phrase, file=safe(gap.session), first=gap.first, last=gap.last))
    for name in found.bad_documents:
        click.echo(say("check.document", name=safe(name)))
    for doubt in found.doubts:
        facts = {"file": safe(doubt.path.name), "account": safe(doubt.owner), "scribe": safe(doubt.who)}
        click.echo(say(f"doubt.{doubt.problem}", **facts))
    if found.conflicts:
        click.echo(say("check.conflicts", count=found.conflicts))
    if found.snapshot != "whole":
        click.echo(say(f"check.snapshot-{found.snapshot}"))
    click.echo(say("check.whole" if found.whole else "check.damaged"))


def compact(session: Session, rested: int) -> None:
    """Make one file of the journals of sessions that have ended."""
    from storage.compaction import compact as compact_store  # noqa: PLC0415

    settings = session.settings
    done = compact_store(settings.store, settings.scribe, rested=rested * 60)
    if done.path is None:
        session.tell("compact.nothing")
    else:
        session.tell("compact.done", files=done.files, records=done.records, path=done.path.name)


def merge(session: Session, other: Path, *, unrelated: bool) -> None:
    """Bring in what another store of the same network holds."""
    from storage.joining import join  # noqa: PLC0415

    settings = session.settings
    done = join(settings.store, other, settings.scribe, unrelated=unrelated)
    for damage in done.damages:
        session.tell("check.damage", file=damage.path.name, offset=damage.offset, length=damage.length)
    session.tell("merge.done", records=done.records, sessions=done.sessions, drafts=done.drafts)
    if conflicts := len(session.open().conflicts()):
        session.tell("check.conflicts", count=conflicts)


def backup(session: Session, file: Path, *, overwrite: bool) -> None:
    """Write all that the store holds into one file."""
    from io import BytesIO  # noqa: PLC0415

    from storage.backup import back_up  # noqa: PLC0415

    packed = BytesIO()
    done = back_up(session.settings.store, packed)
    if file == Path("-"):
        sys.stdout.buffer.write(packed.getvalue())
        sys.stdout.buffer.flush()
    else:
        write_whole(file, packed.getvalue(), overwrite=overwrite)
    session.tell("backup.done", records=done.records, path=file)


def restore(session: Session, file: Path, path: Path, shared_with: str | None) -> None:
    """Make a store of a backup."""
    from storage.backup import restore as restore_store  # noqa: PLC0415

    try:
        if file == Path("-"):
            done = restore_store(sys.stdin.buffer, path, group=shared_with)
        else:
            with file.open("rb") as source:
                done = restore_store(source, path, group=shared_with)
    except IsADirectoryError as error:
        raise FileNotWritten(path, error.strerror or str(error)) from error
    session.settings.with_store(path.absolute()).remember()
    session.tell("restore.done", records=done.records, path=path)
