"""Commands for items that are there already: edit, join, split, move."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import click

from storage.errors import GatheringClosed
from storage.model import Document, Gathering, GatheringState, Item, Kind, Status
from storage.store import Store
from tui.cli.speech import Day, Session, SpeakingGroup, argument, command, find_item, option
from tui.line.slots import SLOTS
from tui.planning import rework
from tui.planning.agreed import with_status
from tui.planning.confirming import rechecked
from tui.planning.finishing import refuse_closed
from tui.planning.homework import as_kind
from tui.planning.register import find_theme, party_id
from tui.safe import safe

_SEVERAL = argument("references", nargs=-1, required=True, metavar="REF...")


def add_commands(root: SpeakingGroup) -> None:
    """Add these commands to the program."""
    command(
        root,
        "edit",
        _SEVERAL,
        option("--kind", "new_kind", type=click.Choice([kind.value for kind in Kind])),
        option("--theme", metavar="THEME"),
        option("--no-theme", "unfiled", is_flag=True),
        option("--text", metavar="TEXT"),
        option("--responsible", "answerable", multiple=True, metavar="NAME"),
        option("--no-responsible", "unanswered", is_flag=True),
        option("--due", type=Day(), metavar="DATE"),
        option("--no-due", "undated", is_flag=True),
        *(option(f"--{slot}", metavar="TEXT") for slot in SLOTS),
        option("--done", is_flag=True),
        option("--open", "reopened", is_flag=True),
    )(edit)
    command(root, "join", _SEVERAL)(join)
    command(root, "split", argument("reference", metavar="REF"), argument("at_text", metavar="AT_TEXT"))(split)
    command(
        root,
        "move",
        _SEVERAL,
        option("--before", metavar="REF"),
        option("--after", metavar="REF"),
    )(move)


def edit(session: Session, references: tuple[str, ...], **wanted: Any) -> None:
    """Change what is said of items, of all of them in one change."""
    _refuse_both(session, wanted, ("theme", "unfiled"), ("answerable", "unanswered"), ("due", "undated"))
    _refuse_both(session, wanted, ("done", "reopened"))
    if not any(wanted.values()):
        raise click.UsageError(session.say("edit.nothing"))
    if wanted["text"] is not None and (len(references) > 1 or not wanted["text"].strip()):
        raise click.UsageError(session.say("edit.one-text"))
    store = session.open()
    try:
        items = _called(store, references)
        if wanted["theme"] or wanted["unfiled"]:
            theme = find_theme(store, wanted["theme"]).id if wanted["theme"] else ""
            items = rework.filed(items, theme)
        changed = [_edited(store, item, **wanted) for item in items]
        _save(session, store, changed, "edit.done", items)
    finally:
        store.close()


def _edited(store: Store, item: Item, **wanted: Any) -> Item:
    fields: dict[str, Any] = {}
    if wanted["new_kind"]:
        fields["kind"] = Kind(wanted["new_kind"])
    if wanted["text"]:
        fields["text"] = wanted["text"].strip()
    if wanted["answerable"] or wanted["unanswered"]:
        fields["responsible"] = tuple(dict.fromkeys(party_id(store, name) for name in wanted["answerable"]))
    if wanted["due"] or wanted["undated"]:
        due: dt.date | None = wanted["due"]
        fields["due"] = due
    fields |= {name: wanted[name].strip() for name in SLOTS if wanted[name]}
    edited = as_kind(replace(item, **fields), fields.get("kind", item.kind))
    if wanted["done"] or wanted["reopened"]:
        edited = with_status(edited, Status.DONE if wanted["done"] else Status.OPEN)
    return rechecked(item, edited)


def join(session: Session, references: tuple[str, ...]) -> None:
    """Make one item of several, and print what it is called."""
    store = session.open()
    try:
        items = rework.present(store, (item.id for item in _items(store, references)))
        hindrance = rework.hindrance(store, items)
        if hindrance:
            raise click.UsageError(session.say("join.few" if len(items) < 2 else hindrance))
        _save(session, store, rework.joined(store, items), "join.done", items[1:])
        click.echo(store.reference(items[0]))
    finally:
        store.close()


def split(session: Session, reference: str, at_text: str) -> None:
    """Make two items of one, the second from some words on, and print what that is called."""
    store = session.open()
    try:
        (item,) = _items(store, [reference])
        if store.disputed(item):
            raise click.UsageError(session.say("rework.disputed"))
        starts = rework.word_starts(item.text)
        at = next((at for at in starts if at_text.strip() and item.text.startswith(at_text.strip(), at)), None)
        if at is None:
            raise click.UsageError(session.say("split.no-place", reference=reference, text=at_text))
        made = rework.split(store, item, at)
        _save(session, store, made, "split.done", [item])
        click.echo(store.reference(next(new for new in made if new.grew_from == (item.id,) and new.id != item.id)))
    finally:
        store.close()


def move(session: Session, references: tuple[str, ...], before: str | None, after: str | None) -> None:
    """Put items before or after another one, under its theme, in the order in which they are named."""
    beside = before if before is not None else after
    if beside is None or None not in (before, after):
        raise click.UsageError(session.say("move.where"))
    store = session.open()
    try:
        items, (target,) = _items(store, references), _items(store, [beside])
        if target in items:
            raise click.UsageError(session.say("move.itself"))
        if {item.gathering for item in items} != {target.gathering}:
            raise click.UsageError(session.say("rework.apart"))
        _save(session, store, rework.moved_beside(store, items, target, after=before is None), "move.done", items)
    finally:
        store.close()


def _called(store: Store, references: Iterable[str]) -> list[Item]:
    """Return the items of those references, each once. Raises UnknownReference."""
    return list({item.id: item for item in (find_item(store, reference) for reference in references)}.values())


def _items(store: Store, references: Iterable[str]) -> list[Item]:
    """Return the same, to be written anew. Raises UnknownReference, GatheringClosed."""
    items = _called(store, references)
    for item in items:
        gathering = store.find(Gathering, item.gathering)
        if gathering and gathering.state is GatheringState.FINAL:
            raise GatheringClosed(gathering.number)
    return items


def _save(session: Session, store: Store, documents: Iterable[Document], phrase: str, told: Iterable[Item]) -> None:
    """Save, and say what was done to the items that are told of. Raises GatheringClosed."""
    change = store.plan(*documents)
    refuse_closed(store, change)
    store.commit(change)
    session.tell(phrase, references=", ".join(safe(store.reference(item)) for item in told))


def _refuse_both(session: Session, wanted: dict[str, Any], *pairs: tuple[str, str]) -> None:
    if any(wanted[one] and wanted[other] for one, other in pairs):
        raise click.UsageError(session.say("edit.either"))
