"""Commands for whole minutes: check, finish, reopen, versions, approve, corrections."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import cast

import click

from storage.errors import UnknownReference
from storage.model import Correction, Gathering
from storage.store import Store
from tui.cli.speech import (
    Session,
    SpeakingGroup,
    argument,
    command,
    find_gathering,
    find_item,
    option,
    print_json,
    print_rows,
)
from tui.coaching.wordlists import lists_of
from tui.planning import finishing
from tui.planning.checking import Concern, Warned, item_of, reminding, warnings_of
from tui.planning.register import party_id
from tui.safe import safe

_NUMBER = argument("number", type=int)
_JSON = option("--json", "as_json", is_flag=True)


def add_commands(root: SpeakingGroup) -> None:
    """Add these commands to the program, which has its group for gatherings."""
    gatherings = cast("SpeakingGroup", root.commands["gathering"])
    command(gatherings, "check", _NUMBER, _JSON)(check)
    command(gatherings, "finish", _NUMBER)(finish)
    command(gatherings, "reopen", _NUMBER)(reopen)
    command(gatherings, "versions", _NUMBER, _JSON)(list_versions)
    command(
        gatherings,
        "approve",
        _NUMBER,
        option("--at", "approved_at", type=int, metavar="M"),
        option("--undo", is_flag=True),
    )(approve)
    command(
        gatherings,
        "correct",
        _NUMBER,
        argument("text"),
        option("--item", metavar="REF"),
        option("--by", "said_by", metavar="NAME"),
    )(correct)
    command(gatherings, "corrections", _NUMBER, _JSON)(list_corrections)
    command(
        gatherings,
        "decide",
        _NUMBER,
        argument("correction", type=click.IntRange(1)),
        option("--accepted/--not-accepted", "accepted", default=None),
    )(decide)


def check(session: Session, number: int, *, as_json: bool) -> None:
    """Print what to look at before the minutes of a gathering are made final."""
    store = session.open()
    found = _warnings(session, store, find_gathering(store, number))
    if as_json:
        print_json([_facts(store, warned) for those in found.values() for warned in those])
        return
    print_rows([_row(session, store, warned) for those in found.values() for warned in those])
    _tell_warnings(session, found)


def _warnings(session: Session, store: Store, gathering: Gathering) -> dict[Concern, list[Warned]]:
    remind = reminding(store, gathering)(lists_of(session.settings.words, store.path))
    return warnings_of(store, gathering, remind(store.items_of(gathering.id)))


def _facts(store: Store, warned: Warned) -> dict[str, object]:
    item = item_of(store, warned)
    return {
        "concern": warned.concern.value,
        "reference": store.reference(item) if item else None,
        "text": _text(store, warned) or None,
        "words": list(warned.words),
    }


def _text(store: Store, warned: Warned) -> str:
    document = warned.document
    item = item_of(store, warned)
    return document.text if isinstance(document, Correction) else item.text if item else ""


def _row(session: Session, store: Store, warned: Warned) -> list[str]:
    item = item_of(store, warned)
    words = f" ({', '.join(map(safe, warned.words))})" if warned.words else ""
    text = f"{safe(_text(store, warned))}{words}"
    return [store.reference(item) if item else "–", session.say(f"concern.{warned.concern}"), text or "–"]


def _tell_warnings(session: Session, found: dict[Concern, list[Warned]]) -> None:
    if not found:
        session.tell("finish.no-warnings")
    for concern, those in found.items():
        session.tell("finish.count", what=session.say(f"concern.{concern}"), count=len(those))


def finish(session: Session, number: int) -> None:
    """Make the minutes of a gathering final, whatever there is to look at, and say that on stderr."""
    with closing(session.open()) as store:
        gathering = find_gathering(store, number)
        documents = finishing.finished(store, gathering)
        if not documents:
            session.tell("finish.already", number=number, version=gathering.version)
            return
        _tell_warnings(session, _warnings(session, store, gathering))
        store.save(*documents)
        made = store.all(Gathering)[gathering.id]
        session.tell("finish.made", number=number, version=made.version)


def reopen(session: Session, number: int) -> None:
    """Open a gathering for writing again."""
    with closing(session.open()) as store:
        gathering = find_gathering(store, number)
        store.save(finishing.reopened(gathering))
        session.tell("finish.reopened", number=number, version=gathering.version + 1)


def list_versions(session: Session, number: int, *, as_json: bool) -> None:
    """Print the versions of the minutes of a gathering."""
    store = session.open()
    gathering = find_gathering(store, number)
    made = finishing.versions_of(store, gathering)
    at = store.all(Gathering).get(gathering.approved)
    approved = {made[-1].number: at.number} if at and made else {}
    if as_json:
        print_json(
            [
                {
                    "version": one.number,
                    "made": one.made.isoformat(),
                    "scribe": one.scribe,
                    "approved": approved.get(one.number),
                }
                for one in made
            ]
        )
        return
    rows = []
    for one in made:
        told = session.say("gathering.approved", number=approved[one.number]) if one.number in approved else ""
        moment = one.made.astimezone()
        rows.append([str(one.number), f"{session.say.date(moment)} {moment:%H:%M}", safe(one.scribe), told])
    print_rows(rows)


def approve(session: Session, number: int, approved_at: int | None, *, undo: bool) -> None:
    """Note that the minutes of a gathering were approved at a later one, or that they were not."""
    with closing(session.open()) as store:
        gathering = find_gathering(store, number)
        if undo:
            store.save(finishing.approved(gathering, None))
            session.tell("approve.undone", number=number)
            return
        at = find_gathering(store, approved_at) if approved_at is not None else finishing.next_to(store, gathering)
        if at is None:
            raise UnknownReference("gathering", str(number + 1))
        store.save(finishing.approved(gathering, at))
        session.tell("approve.done", number=number, at=at.number)


def correct(session: Session, number: int, text: str, item: str | None, said_by: str | None) -> None:
    """Enter what a participant wants otherwise in the last version of the minutes, and print its number."""
    if not text.strip():
        raise click.UsageError(session.say("correction.empty"))
    with closing(session.open()) as store:
        gathering = find_gathering(store, number)
        about = find_item(store, item) if item is not None else None
        if about and about.gathering != gathering.id:
            raise click.UsageError(session.say("correction.elsewhere", number=number))
        party = party_id(store, said_by) if said_by else ""
        made = finishing.correction(store, gathering, text.strip(), item=about, said_by=party)
        store.save(made)
        session.tell("correction.entered", version=made.version)
        click.echo(len(finishing.corrections_of(store, gathering)))


def list_corrections(session: Session, number: int, *, as_json: bool) -> None:
    """Print the corrections to the minutes of a gathering, with their numbers."""
    store = session.open()
    contents = store.contents()
    found = list(enumerate(finishing.corrections_of(store, find_gathering(store, number)), 1))
    if as_json:
        print_json(
            [
                {
                    "number": at,
                    "version": one.version,
                    "item": contents.references.get(one.item),
                    "text": one.text,
                    "said_by": contents.name(one.said_by) or None,
                    "made": one.made.isoformat(),
                    "scribe": one.scribe,
                    "accepted": one.accepted,
                }
                for at, one in found
            ]
        )
        return
    print_rows(
        [
            [
                str(at),
                f"v{one.version}",
                contents.references.get(one.item, "–"),
                session.say(f"correction.is.{one.accepted}"),
                safe(": ".join(filter(None, (contents.name(one.said_by), one.text)))),
            ]
            for at, one in found
        ]
    )


def decide(session: Session, number: int, correction: int, *, accepted: bool | None) -> None:
    """Note whether a correction is accepted; without a word, that nobody has decided."""
    with closing(session.open()) as store:
        found = finishing.corrections_of(store, find_gathering(store, number))
        if correction > len(found):
            raise click.UsageError(session.say("correction.no-number", number=correction, count=len(found)))
        store.save(replace(found[correction - 1], accepted=accepted))
        told = {None: "correction.open", True: "correction.accepted", False: "correction.refused"}
        session.tell(told[accepted])
