"""Commands for what goes on from gathering to gathering: carry, and the agenda."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import cast

import click

from storage.carrying import Carried, Why
from storage.contents import Contents
from storage.errors import GatheringClosed, UnknownReference
from storage.model import Document, Gathering, GatheringState, Item, Kind, Theme
from storage.store import Store
from tui.cli.exits import Exit
from tui.cli.items import item_facts
from tui.cli.speech import (
    GATHERING,
    JSON,
    Session,
    SpeakingGroup,
    argument,
    command,
    find_gathering,
    find_item,
    option,
    pass_session,
    print_json,
    print_rows,
)
from tui.phrases import Phrases
from tui.planning import agenda, register
from tui.planning.carrying import LEAVABLE, carried_to, turned, why_in_words
from tui.safe import safe

AGENDA_FROM = option("--agenda-from", "agenda_from", metavar="N|FILE")


def add_commands(root: SpeakingGroup) -> None:
    """Add these commands to the program, which has its groups for gatherings and themes."""
    carrying = click.group("carry", cls=SpeakingGroup, invoke_without_command=True)(
        GATHERING(JSON(pass_session(carry)))
    )
    carrying.phrase = f"{root.phrase}.carry"
    root.add_command(carrying)
    subject = argument("subject", metavar="REF|THEME")
    command(carrying, "leave", subject, GATHERING)(leave)
    command(carrying, "take", subject, GATHERING)(take)
    gatherings, themes = (cast("SpeakingGroup", root.commands[name]) for name in ("gathering", "theme"))
    command(
        gatherings,
        "agenda",
        argument("number", type=int),
        argument("theme", required=False),
        option("--minutes", type=click.IntRange(0, agenda.LONGEST)),
        option("--at", "at", type=click.IntRange(min=1), metavar="PLACE"),
        option("--remove", is_flag=True),
        option("--from", "agenda_from", metavar="N|FILE"),
        option("--propose", is_flag=True),
        JSON,
    )(change_agenda)
    command(themes, "standing", argument("theme"), option("--undo", is_flag=True))(stand)


def carry(session: Session, *, gathering: int | None, as_json: bool) -> None:
    """Print what comes along to a gathering and what stays behind, unless a command within this one is meant."""
    if click.get_current_context().invoked_subcommand:
        return
    store = session.open()
    held = find_gathering(store, gathering)
    over = carried_to(store, held)
    if as_json:
        contents = store.contents()
        print_json(
            {
                "gathering": held.number,
                "comes": [_facts(contents, each) for each in over.comes],
                "stays": [_facts(contents, each) for each in over.stays],
                "others": {kind.value: over.others[kind] for kind in Kind if kind in over.others},
            }
        )
        return
    rows = [(session.say("carry.row.comes"), each) for each in over.comes]
    rows += [(session.say("carry.row.stays"), each) for each in over.stays]
    print_rows([[told, *_row(session.say, store, each)] for told, each in rows])


def _facts(contents: Contents, carried: Carried) -> dict[str, object]:
    number = carried.gathering.number if carried.gathering else None
    about: dict[str, object] = {"why": carried.why.value, "from": number}
    if isinstance(carried.subject, Item):
        return {**about, **item_facts(contents, carried.subject)}
    return {**about, "theme": carried.subject.title, "handle": carried.subject.handle}


def _row(say: Phrases, store: Store, carried: Carried) -> list[str]:
    subject = carried.subject
    why = why_in_words(say, carried)
    told = [safe(subject.text if isinstance(subject, Item) else subject.title), f"({why})" if why else ""]
    if isinstance(subject, Item):
        return [store.reference(subject), say(f"kind.{subject.kind}"), " ".join(filter(None, told))]
    return ["#" + safe(subject.handle), say("theme"), " ".join(filter(None, told))]


def leave(session: Session, subject: str, *, gathering: int | None) -> None:
    """Leave something behind at a gathering, this once."""
    _turn(session, subject, gathering, leaves=True)


def take(session: Session, subject: str, *, gathering: int | None) -> None:
    """Take something along to a gathering after all."""
    _turn(session, subject, gathering, leaves=False)


def _turn(session: Session, subject: str, gathering: int | None, *, leaves: bool) -> None:
    """Leave something out or take it back, and say so; also where that is so already."""
    comes, stays = (LEAVABLE, (Why.OMITTED,)) if leaves else ((Why.OMITTED,), LEAVABLE)
    with closing(session.open()) as store:
        held = find_gathering(store, gathering)
        name, carried = _find(store, held, subject)
        if carried and carried.why in comes:
            _refuse_finished(held)
            store.save(*turned(store, held, carried))
        elif carried is None or carried.why not in stays:
            session.tell("carry.does-not-come" if leaves else "carry.not-left-out", name=name, number=held.number)
            raise click.exceptions.Exit(Exit.FAILURE)
        session.tell("carry.left" if leaves else "carry.taken", name=name, number=held.number)


def _find(store: Store, gathering: Gathering, subject: str) -> tuple[str, Carried | None]:
    """Return what a reference, or the word or title of a theme, stands for, and how it is carried over, if it is.

    Raises UnknownReference.
    """
    found: Item | Theme
    try:
        found = register.find_theme(store, subject.removeprefix("#"))
    except UnknownReference:
        found = find_item(store, subject)
    over = carried_to(store, gathering)
    carried = next((each for each in (*over.comes, *over.stays) if each.subject.id == found.id), None)
    return (store.reference(found) if isinstance(found, Item) else found.title), carried


def _refuse_finished(gathering: Gathering) -> None:
    if gathering.state is GatheringState.FINAL:
        raise GatheringClosed(gathering.number)


# The agenda


def template(store: Store, named: str) -> list[agenda.Point]:
    """Return the points of the agenda of the gathering of that number, or of a file. Raises what reading it raises."""
    if named.isdecimal():
        return agenda.points_of(store, find_gathering(store, int(named)))
    return agenda.read_template(Path(named))


def change_agenda(
    session: Session,
    number: int,
    theme: str | None,
    *,
    minutes: int | None,
    at: int | None,
    remove: bool,
    agenda_from: str | None,
    propose: bool,
    as_json: bool,
) -> None:
    """Change a gathering's agenda as it is asked for, or print it, or what is proposed for it."""
    if (theme is not None) + (agenda_from is not None) + propose > 1:
        raise click.UsageError(session.say("agenda.either"))
    if theme is None and (remove or minutes is not None or at is not None):
        raise click.UsageError(session.say("agenda.needs-theme"))
    with closing(session.open()) as store:
        gathering = find_gathering(store, number)
        if theme is None and agenda_from is None:
            _print_agenda(session.say, store, gathering, propose=propose, as_json=as_json)
            return
        _refuse_finished(gathering)
        documents: Iterable[Document]
        if theme is None:
            documents = agenda.added(store, gathering, template(store, agenda_from or ""))
        elif remove:
            documents = agenda.taken_off(store, gathering, register.find_theme(store, theme))
        else:
            found = register.find_theme(store, theme)
            documents = agenda.placed(store, gathering, found, minutes, None if at is None else at - 1)
        store.save(*documents)


def _print_agenda(say: Phrases, store: Store, gathering: Gathering, *, propose: bool, as_json: bool) -> None:
    if propose:
        found = agenda.proposals(store, gathering)
        if as_json:
            print_json([_proposal_facts(each) for each in found])
        else:
            print_rows([_proposal_row(say, each) for each in found])
        return
    themes = store.all(Theme)
    planned = [(entry, themes[entry.theme]) for entry in agenda.entries(store, gathering)]
    if as_json:
        print_json(
            [
                {"theme": t.title, "handle": t.handle, "minutes": e.minutes or None, "standing": t.standing}
                for e, t in planned
            ]
        )
        return
    rows = []
    for place, (entry, theme) in enumerate(planned, 1):
        minutes = say("themes.minutes", minutes=entry.minutes) if entry.minutes else ""
        standing = f" ({say('carry.why.standing')})" if theme.standing else ""
        rows.append([str(place), minutes, "#" + safe(theme.handle), safe(theme.title) + standing])
    print_rows(rows)


def _proposal_facts(proposal: agenda.Proposal) -> dict[str, object]:
    carried = proposal.carried
    return {
        "theme": proposal.theme.title,
        "handle": proposal.theme.handle,
        "open": {kind.value: proposal.counts[kind] for kind in agenda.OPEN_KINDS},
        "why": carried.why.value if carried else None,
        "from": carried.gathering.number if carried and carried.gathering else None,
    }


def _proposal_row(say: Phrases, proposal: agenda.Proposal) -> list[str]:
    why = why_in_words(say, proposal.carried) if proposal.carried else ""
    counts = agenda.counts_in_words(say, proposal)
    title = safe(proposal.theme.title)
    return [
        str(proposal.counts.total()),
        "#" + safe(proposal.theme.handle),
        " · ".join(filter(None, (title, say("agenda.opens", counts=counts) if counts else "", why))),
    ]


def stand(session: Session, theme: str, *, undo: bool) -> None:
    """Let a theme come along to every gathering, or no longer."""
    with closing(session.open()) as store:
        store.save(replace(register.find_theme(store, theme), standing=not undo))
