"""Commands for what the room confirms, what is exempt from public access, and the time: readback, confirm, exempt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from storage.errors import GatheringClosed
from storage.model import Gathering, GatheringState, Item, Theme
from storage.store import Store
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
    print_json,
    print_rows,
)
from tui.planning.clock import spent, this_moment, whole_minutes
from tui.planning.confirming import confirmed, holes, to_read
from tui.safe import safe

_SEVERAL = argument("references", nargs=-1, required=True, metavar="REF...")
_UNDO = option("--undo", is_flag=True)


def add_commands(root: SpeakingGroup) -> None:
    """Add these commands to the program."""
    command(root, "readback", GATHERING, JSON)(readback)
    command(root, "confirm", _SEVERAL, _UNDO)(confirm)
    command(root, "exempt", _SEVERAL, _UNDO)(exempt)
    command(root, "clock", GATHERING, option("--group", "letter", metavar="LETTER", default="P"), JSON)(clock)


def readback(session: Session, *, gathering: int | None, as_json: bool) -> None:
    """Print the decisions, needs and actions of a gathering by theme, what misses something first."""
    store = session.open()
    read = to_read(store, find_gathering(store, gathering))
    if as_json:
        contents = store.contents()
        facts = [{**item_facts(contents, item), "missing": [*holes(item)]} for found in read.values() for item in found]
        print_json(facts)
        return
    rows = []
    for theme, items in read.items():
        for item in items:
            missing = ", ".join(session.say(f"field.{name}") for name in holes(item))
            told = f"({session.say('readback.missing', fields=missing)})" if missing else ""
            seal = session.say("row.confirmed") if item.confirmed else ""
            text = " ".join(filter(None, (safe(item.text), told, seal)))
            title = safe(store.all(Theme)[theme].title) if theme else session.say("panel.unfiled")
            rows.append([title, store.reference(item), session.say(f"kind.{item.kind}"), text])
    print_rows(rows)


def confirm(session: Session, references: tuple[str, ...], *, undo: bool) -> None:
    """Note that items were confirmed in plenary now, or that they were not."""
    moment = None if undo else this_moment()
    for store, item in _changed(session, references, lambda item: confirmed(item, moment)):
        clock = session.say("readback.clock", time=item.confirmed.astimezone()) if item.confirmed else ""
        phrase = "confirm.done" if item.confirmed else "confirm.undone"
        session.tell(phrase, reference=store.reference(item), time=clock)


def exempt(session: Session, references: tuple[str, ...], *, undo: bool) -> None:
    """Mark items as exempt from public access, or as open to it."""
    for store, item in _changed(session, references, lambda item: replace(item, confidential=not undo)):
        session.tell("exempt.undone" if undo else "exempt.done", reference=store.reference(item))


def _changed(session: Session, references: tuple[str, ...], change: Callable[[Item], Item]) -> list[tuple[Store, Item]]:
    """Change the items of these references together, and return them. Raises GatheringClosed, UnknownReference."""
    store = session.open()
    try:
        items = [change(find_item(store, reference)) for reference in dict.fromkeys(references)]
        for item in items:
            held = store.find(Gathering, item.gathering)
            if held and held.state is GatheringState.FINAL:
                raise GatheringClosed(held.number)
        store.save(*items)
        return [(store, item) for item in items]
    finally:
        store.close()


def clock(session: Session, *, gathering: int | None, letter: str, as_json: bool) -> None:
    """Print how many minutes each theme of the agenda was planned to take, and has taken at a table."""
    store = session.open()
    contents = store.contents()
    held = find_gathering(store, gathering)
    planned = {entry.theme: entry.minutes for entry in contents.agenda.values() if entry.gathering == held.id}
    items, now = store.items_of(held.id), dt.datetime.now(dt.UTC)
    rows = [
        (theme.title, planned.get(theme.id, 0), whole_minutes(spent(items, letter.upper(), theme.id, now)))
        for theme in contents.themes_of(held)
    ]
    if as_json:
        print_json([{"theme": title, "planned": plan or None, "spent": taken} for title, plan, taken in rows])
    else:
        print_rows([[f"{taken}", f"/ {plan or '–'} min", safe(title)] for title, plan, taken in rows])
