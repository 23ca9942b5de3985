"""The command for a store.json that was changed by hand or by another program: adopt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import click

from storage.folder import SNAPSHOT
from storage.merge import Edit
from storage.model import Document, Item
from storage.records import TABLES, from_record, to_record
from storage.snapshot import NotOurs, is_ours
from storage.store import Change, Store
from tui.cli.exits import Exit
from tui.cli.speech import Session, SpeakingGroup, command, option, print_rows
from tui.phrases import Phrases
from tui.planning.naming import in_words, label, title
from tui.safe import safe

_UNTOLD = ("id", "raw", "created", "number", "scribe", "gathering", "group", "order", "handle", "deleted")
"""Fields of a new document of which nothing is said."""


def add_commands(root: SpeakingGroup) -> None:
    """Add this command to the program."""
    command(root, "adopt", option("--discard", is_flag=True), option("--dry-run", is_flag=True))(adopt)


def adopt(session: Session, *, discard: bool, dry_run: bool) -> None:
    """Take in what was changed in store.json by hand, or put the file aside."""
    store = session.open()
    try:
        change = _found(session, store, anyway=discard)
        if change is None:
            session.tell("adopt.nothing")
            return
        if change.edits:
            print_rows([row for edit in change.edits for row in _rows(session.say, store, edit)])
            session.tell("adopt.counts", **_counts(change))
        if dry_run:
            session.tell("adopt.dry-run")
            return
        if not discard:
            store.commit(change)
        path = store.set_aside()
        session.tell("adopt.discarded" if discard else "adopt.done", path=path)
    finally:
        store.close()


def _found(session: Session, store: Store, *, anyway: bool) -> Change | None:
    """Return what was changed; None where the file is as this program wrote it, or says nothing new.

    An empty change stands for a file that cannot be read, and shall be put aside `anyway`.
    """
    path = store.path / SNAPSHOT
    try:
        if is_ours(path, store.files):
            return None
        change = store.plan_hand_changes()
    except FileNotFoundError:
        return None
    except (NotOurs, OSError) as error:
        session.tell("adopt.unreadable")
        if anyway:
            return store.plan()
        raise click.exceptions.Exit(Exit.FILE) from error
    return change if change.edits else None


def _counts(change: Change) -> dict[str, int]:
    counted = Counter(_op(edit) for edit in change.edits)
    return {"made": counted["made"], "changed": counted["change"], "deleted": counted["deleted"]}


def _op(edit: Edit) -> str:
    if edit.was is None:
        return "made"
    return "deleted" if edit.set.get("deleted") else "change"


def _rows(say: Phrases, store: Store, edit: Edit) -> Iterator[list[str]]:
    """Yield what was changed of a document, a field a row."""
    kind = TABLES[edit.table]
    old = store.find(kind, edit.id)
    new = from_record(kind, {**(to_record(old) if old else {}), **edit.set, "id": edit.id})
    op = _op(edit)
    head = [_name(store, old or new, known=old is not None), say(f"op.{op}")]
    if op == "deleted":
        yield [*head, "", safe(old.text) if isinstance(old, Item) else ""]
        return
    for field, value in edit.set.items():
        after = in_words(store, say, field, value)
        if edit.was is not None:
            before = in_words(store, say, field, edit.was.get(field))
            yield [*head, label(say, field), f"{before} → {after}"]
        elif field not in _UNTOLD:
            yield [*head, label(say, field), after]


def _name(store: Store, document: Document, *, known: bool) -> str:
    return safe("–" if isinstance(document, Item) and not known else title(store, document))
