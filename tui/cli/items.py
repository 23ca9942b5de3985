"""Commands for items: add, list, undo, redo."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

import click

from storage.contents import Contents, by_place
from storage.errors import GatheringClosed
from storage.homework import is_task
from storage.merge import Edit
from storage.model import GatheringState, Item, Kind, Status, Theme
from storage.records import TABLES
from storage.store import Change, Store
from tui.cli.speech import (
    GATHERING,
    JSON,
    WITHIN,
    Session,
    SpeakingGroup,
    argument,
    command,
    find_gathering,
    option,
    print_json,
    print_rows,
)
from tui.line.marks import each_words
from tui.phrases import Phrases
from tui.planning.desk import Desk
from tui.planning.disputes import conflict_facts, dispute_line, disputes
from tui.planning.naming import title
from tui.planning.register import find_theme
from tui.safe import safe


def add_commands(root: SpeakingGroup) -> None:
    """Add these commands to the program."""
    command(
        root,
        "add",
        argument("lines", nargs=-1, required=True, metavar="LINE... | -"),
        GATHERING,
        option("--group", "letter", metavar="LETTER"),
        option("--theme", metavar="THEME"),
    )(add)
    command(
        root,
        "list",
        option("--kind", type=click.Choice([kind.value for kind in Kind])),
        option("--theme", metavar="THEME"),
        WITHIN,
        option("--responsible", metavar="NAME"),
        option("--open", "only_open", is_flag=True),
        option("--conflicts", "only_disputed", is_flag=True),
        JSON,
    )(list_items)
    command(root, "undo")(undo)
    command(root, "redo")(redo)


def add(session: Session, lines: tuple[str, ...], gathering: int | None, letter: str | None, theme: str | None) -> None:
    """Capture lines, and print the reference of each new item as soon as it is on the disk."""
    store = session.open()
    try:
        held = find_gathering(store, gathering)
        if held.state is GatheringState.FINAL:
            raise GatheringClosed(held.number)
        desk = Desk(store, held, session.settings.language)
        desk.group = letter.upper() if letter else desk.group
        desk.theme = find_theme(store, theme).id if theme else ""
        for line in _stdin_lines() if lines == ("-",) else _split(lines):
            _capture(session, desk, line)
    finally:
        store.close()


def _capture(session: Session, desk: Desk, line: str) -> None:
    step = desk.plan(line)
    if step.refused:  # nothing typed is lost: what does not work as a command stays as text
        session.tell(f"step.{step.what}", line=line[:60])
        step = desk.plan_literally(line)
    desk.store.save(*step.documents)
    if any(isinstance(document, Theme) for document in step.documents):
        desk.forget()
    desk.theme = step.theme or desk.theme
    if step.what == "captured" and step.item:
        sys.stdout.write(desk.store.reference(step.item) + "\n")
        sys.stdout.flush()


def _split(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield from line.split("\n")


def _stdin_lines() -> Iterator[str]:
    """Yield the lines of stdin as they come; bytes that are not UTF-8 are taken for Latin-1."""
    for raw in sys.stdin.buffer:
        line = raw.rstrip(b"\r\n")
        try:
            yield line.decode()
        except UnicodeDecodeError:
            yield line.decode("latin-1")


def list_items(
    session: Session,
    *,
    kind: str | None,
    theme: str | None,
    within: int | None,
    responsible: str | None,
    only_open: bool,
    only_disputed: bool,
    as_json: bool,
) -> None:
    """Print the items, or those that are asked for."""
    store = session.open()
    contents = store.contents()
    found = list(contents.items.values())
    if within is not None:
        held = find_gathering(store, within)
        found = [item for item in found if item.gathering == held.id]
    if theme is not None:
        wanted = find_theme(store, theme)
        found = by_place(item for item in found if item.theme == wanted.id)
    if kind is not None:
        found = [item for item in found if item.kind == kind]
    if responsible is not None:
        name = contents.name(responsible)
        found = [item for item in found if name in map(contents.name, item.responsible)]
    if only_open:
        found = [item for item in found if item.status is Status.OPEN]
    if only_disputed:
        found = [item for item in found if disputes(store, item)]
    print_items(session.say, store, contents, found, as_json=as_json)


def print_items(say: Phrases, store: Store, contents: Contents, items: list[Item], *, as_json: bool) -> None:
    """Print items, a row each."""
    if as_json:
        print_json(
            [
                {**item_facts(contents, item), "conflicts": [conflict_facts(store, d) for d in disputes(store, item)]}
                for item in items
            ]
        )
    else:
        print_rows([item_row(say, store, contents, item) for item in items])


def item_facts(contents: Contents, item: Item) -> dict[str, object]:
    """Return an item as it is printed in JSON: names for ids, ISO 8601 for dates, null for what is not there."""
    gathering = contents.gatherings.get(item.gathering)
    theme = contents.themes.get(item.theme)
    return {
        "id": item.id,
        "reference": contents.references[item.id],
        "kind": item.kind.value,
        "text": item.text,
        "theme": theme.title if theme else None,
        "gathering": gathering.number if gathering else None,
        "group": item.group,
        "said_by": contents.name(item.said_by) if item.said_by else None,
        "responsible": [contents.name(name) for name in item.responsible],
        "each": is_task(item),
        "due": item.due.isoformat() if item.due else None,
        "status": item.status.value,
        "scribe": item.scribe,
        "created": item.created.isoformat(),
        "confirmed": item.confirmed.isoformat() if item.confirmed else None,
        "confidential": item.confidential,
    }


def item_row(say: Phrases, store: Store, contents: Contents, item: Item) -> list[str]:
    """Return an item in a row: its reference, its kind, and all else that is said of it."""
    said = f"{contents.name(item.said_by)}: " if item.said_by else ""
    more = [*(f"@{contents.name(name)}" for name in item.responsible)]
    more += [f"@{each_words(say.language)[0]}"] if is_task(item) else []
    more += [f">{say.date(item.due)}"] if item.due else []
    more += [f"({say(f'status.{item.status}')})"] if item.status is not Status.OPEN else []
    more += [f"({say('row.confidential')})"] if item.confidential else []
    more += [say("row.confirmed")] if item.confirmed else []
    others = dispute_line(store, say, [item])
    more += [others] if others else []
    text = " ".join([said + item.text, *more])
    return [contents.references[item.id], say(f"kind.{item.kind}"), safe(text)]


def undo(session: Session) -> None:
    """Take back one's own last change."""
    store = session.open()
    store.recall()
    _commit(session, store, store.plan_undo(), "undone")


def redo(session: Session) -> None:
    """Make one's own last undone change again."""
    store = session.open()
    store.recall()
    _commit(session, store, store.plan_redo(), "redone")


def _commit(session: Session, store: Store, change: Change, phrase: str) -> None:
    try:
        store.commit(change)
        told = [_called(session.say, store, edit) for edit in change.edits]
        session.tell(phrase, what="; ".join(dict.fromkeys(told)))
    finally:
        store.close()


def _called(say: Phrases, store: Store, edit: Edit) -> str:
    """What something that was changed is called, and of an item how its text begins."""
    document = store.find(TABLES[edit.table], edit.id)
    if isinstance(document, Item):
        return f"{store.reference(document)} {document.text[:50]}"
    return f"{say(f'table.{edit.table}')} {title(store, document) if document else ''}".strip()
