"""Agreed work in an open store: how far all have come at a gathering, and what changes when somebody tells more."""

from __future__ import annotations

from dataclasses import replace

from storage.homework import Cell, Matrix, Roll, matrix_of
from storage.ids import fold, joint_id
from storage.model import Degree, Gathering, Item, Kind, Omission, Organisation, Person, Progress
from storage.store import Store
from tui.line.marks import EACH_WORDS
from tui.phrases import Phrases

LETTERS = {
    "nb": {"d": Degree.PARTLY},
    "nn": {"d": Degree.PARTLY},
    "en": {"d": Degree.DONE},
}
"""By language: what the letters stand for that mean something else in another one."""


def as_kind(item: Item, kind: Kind) -> Item:
    """Return an item as one of that kind; of an action the word for each of them, `@alle`, is what it is in a line."""
    others = tuple(name for name in item.responsible if fold(name) not in EACH_WORDS)
    if kind is not Kind.ACTION or others == item.responsible:
        return replace(item, kind=kind)
    return replace(item, kind=kind, responsible=others, each=True)


def roll_of(store: Store) -> Roll:
    """Return what a store holds that has to do with tasks."""
    return Roll(
        store.all(Gathering),
        store.all(Organisation),
        store.all(Person),
        store.all(Item).values(),
        store.all(Progress).values(),
        store.all(Omission).values(),
    )


def matrix_at(store: Store, gathering: Gathering) -> Matrix:
    """Return how far all have come with the tasks that a gathering comes to."""
    return matrix_of(gathering, roll_of(store))


def progress_id(gathering: str, task: str, organisation: str) -> str:
    """Return the id of what an organisation told of a task at a gathering, all by id: the same whoever writes it."""
    return joint_id("progress", task, organisation, gathering)


def told(
    store: Store, gathering: str, task: str, organisation: str, degree: Degree, *, remark: str | None = None
) -> Progress:
    """Return what an organisation tells of a task at a gathering, all by id; without a new remark it keeps the old."""
    name = progress_id(gathering, task, organisation)
    old = store.find(Progress, name)
    if old is None:
        return Progress(
            id=name, gathering=gathering, task=task, organisation=organisation, degree=degree, remark=remark or ""
        )
    kept = "" if old.deleted else old.remark
    return replace(old, degree=degree, remark=kept if remark is None else remark, deleted=False)


def untold(store: Store, gathering: str, task: str, organisation: str) -> list[Progress]:
    """Return what was told of a task at a gathering, all by id, as taken back; nothing where nothing was told."""
    old = store.all(Progress).get(progress_id(gathering, task, organisation))
    return [replace(old, deleted=True)] if old else []


def square_text(say: Phrases, cell: Cell, *, disputed: bool) -> str:
    """Return a square in eight letters at most: a sign for what is to be noticed, how far, whether there is a remark.

    `≠` is disputed, `?` not told, `↑` further than before, `↓` less far, `=` as before; `*` is a remark.
    """
    if cell.latest is None:
        return "?" if cell.hole else " ·"
    sign = {1: "↑", -1: "↓"}.get(cell.change, "=" if cell.unmoved else " ")
    sign = "≠" if disputed else "?" if cell.hole else sign
    remark = "*" if cell.now and cell.now.remark else ""
    return f"{sign}{say(f'work.{cell.latest.degree}')}{remark}"


def square_style(cell: Cell, *, disputed: bool) -> str:
    """Return the style that goes with it: the name of one of the rows of the stream."""
    if disputed:
        return "dispute"
    if cell.hole:
        return "need"
    if cell.change:
        return "decision" if cell.change > 0 else "overdue"
    return "done" if cell.settled or cell.latest is None else "point"
