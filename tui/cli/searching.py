"""Commands over all gatherings: search, actions, history, revert."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

import click

from storage.contents import Contents
from storage.errors import GatheringClosed, UnknownReference
from storage.model import Gathering, GatheringState, Item
from storage.store import Store
from tui.cli.exits import Exit
from tui.cli.items import item_facts, item_row, print_items
from tui.cli.speech import (
    JSON,
    WITHIN,
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
from tui.planning.agreed import By, Heap, Wanted, agreed, is_overdue
from tui.planning.naming import fact, plain_reference
from tui.planning.versions import FieldChange, Version, brought_back, change_in_words, stands, versions
from tui.safe import safe
from tui.search.index import Index
from tui.search.query import read_query
from tui.search.understanding import not_known


def add_commands(root: SpeakingGroup) -> None:
    """Add these commands to the program."""
    command(root, "search", argument("query", nargs=-1, required=True, metavar="QUERY..."), WITHIN, JSON)(search)
    command(
        root,
        "actions",
        option("--by", type=click.Choice([by.value for by in By]), default=By.PERSON.value),
        option("--overdue", "only_overdue", is_flag=True),
        option("--all", "done_too", is_flag=True),
        JSON,
    )(actions)
    command(root, "history", argument("reference", metavar="REF"), JSON)(history)
    command(
        root,
        "revert",
        argument("reference", metavar="REF"),
        argument("number", type=click.IntRange(min=1), metavar="VERSION"),
    )(revert)


def search(session: Session, query: tuple[str, ...], within: int | None, *, as_json: bool) -> None:
    """Print the items that are asked for, in the order in which they were captured."""
    store = session.open()
    index = Index(store)
    index.read_on()
    asked = read_query(" ".join(query), index.known())
    if asked.unknown:
        for unknown in asked.unknown:
            click.echo(not_known(unknown, store, session.say), err=True)
        raise click.exceptions.Exit(Exit.UNKNOWN)
    held = find_gathering(store, within).id if within is not None else None
    items = [store.find(Item, name) for name in reversed(index.find(asked, _today()))]
    found = [item for item in items if item and held in (None, item.gathering)]
    print_items(session.say, store, _contents_with(store, found), found, as_json=as_json)


def _contents_with(store: Store, items: Iterable[Item]) -> Contents:
    """Return everything, with what items are called that are deleted too."""
    contents = store.contents()
    deleted = {item.id: store.reference(item) for item in items if item.deleted}
    return replace(contents, references={**contents.references, **deleted})


# Actions


def actions(session: Session, *, by: str, only_overdue: bool, done_too: bool, as_json: bool) -> None:
    """Print the actions of all gatherings by who answers for them: those that are open, unless others are asked for."""
    store = session.open()
    contents = store.contents()
    wanted = Wanted.OVERDUE if only_overdue else Wanted.ALL if done_too else Wanted.OPEN
    heaps = agreed(store, By(by), wanted, _today())
    if as_json:
        print_json([_heap_facts(contents, heap) for heap in heaps])
        return
    rows = []
    for heap in heaps:
        name = safe(heap.name) or session.say("actions.nobody")
        for item in heap.items:
            reference, _, text = item_row(session.say, store, contents, item)
            rows.append([name, reference, f"{text} {session.say('actions.late')}" if _is_late(item) else text])
    print_rows(rows)


def _heap_facts(contents: Contents, heap: Heap) -> dict[str, object]:
    return {
        "by": heap.name or None,
        "organisation": heap.home or None,
        "actions": [{**item_facts(contents, item), "overdue": _is_late(item)} for item in heap.items],
    }


def _is_late(item: Item) -> bool:
    return is_overdue(item, _today())


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()


# The past


def history(session: Session, reference: str, *, as_json: bool) -> None:
    """Print who changed what of an item and of those that it grew out of, and when."""
    store = session.open()
    item = _find(store, reference)
    past = versions(store.journey(item))
    if as_json:
        print_json([_version_facts(store, version) for version in past])
        return
    several = len({version.item.id for version in past}) > 1
    rows = []
    for version in past:
        moment = version.moment.astimezone().strftime("%Y-%m-%d %H:%M:%S")
        of = [store.reference(version.item)] if several else []
        lead = [str(version.number), moment, *of, safe(version.scribe), session.say(f"op.{version.what}")]
        rows += [[*lead, change.field, _told(session, store, version, change)] for change in version.changes]
        rows += [] if version.changes else [[*lead, "", ""]]
    print_rows(rows)


def _told(session: Session, store: Store, version: Version, change: FieldChange) -> str:
    return change_in_words(store, session.say, version.item, change, new=version.what == "made", labelled=False)


def _version_facts(store: Store, version: Version) -> dict[str, object]:
    made = version.what == "made"
    facts = {change.field: fact(store, change.field, change.after) for change in version.changes}
    was = {change.field: fact(store, change.field, change.before) for change in version.changes}
    unseen = {c.field: fact(store, c.field, c.unseen) for c in version.changes if c.unseen is not None}
    return {
        "version": version.number,
        "reference": store.reference(version.item),
        "moment": version.moment.isoformat(timespec="milliseconds"),
        "scribe": version.scribe,
        "op": version.what,
        "set": facts,
        "was": None if made else was,
        "unseen": unseen,
        "stands": stands(version, store.find(Item, version.item.id)),
    }


def revert(session: Session, reference: str, number: int) -> None:
    """Make an item what it was in a version, as a new change."""
    store = session.open()
    try:
        item = _find(store, reference)
        past = versions(store.journey(item))
        if number > len(past):
            name = store.reference(item)
            raise click.UsageError(session.say("revert.no-version", name=name, number=number, count=len(past)))
        then = past[number - 1].item
        _refuse_finished(store, then)
        now = store.find(Item, then.id)
        if now:
            store.save(brought_back(now, then))
        session.tell("revert.done", name=store.reference(then), number=number)
    finally:
        store.close()


def _refuse_finished(store: Store, item: Item) -> None:
    gathering = store.find(Gathering, item.gathering)
    if gathering and gathering.state is GatheringState.FINAL:
        raise GatheringClosed(gathering.number)


def _find(store: Store, reference: str) -> Item:
    """Return the item of that reference, a deleted one where no other has it. Raises UnknownReference."""
    try:
        return find_item(store, reference)
    except UnknownReference:
        wanted = plain_reference(reference)
        deleted = (store.find(Item, name) for name in store.names(Item))
        found = (item for item in deleted if item and item.deleted and plain_reference(store.reference(item)) == wanted)
        item = next(found, None)
        if item is None:
            raise
        return item
