"""Agreed work as a grid shows it, and in the words that stand below it; every text is safe to print."""

from __future__ import annotations

from collections.abc import Sequence

from storage.homework import Cell, Matrix
from storage.model import Gathering, Item
from storage.store import Store
from tui.phrases import HIDDEN, Phrases
from tui.planning.homework import square_style, square_text
from tui.safe import safe
from tui.screens.grid import Column, Grid, Sheet, Square
from tui.widgets.cells import clip


def sheet_of(store: Store, say: Phrases, matrix: Matrix, tasks: Sequence[Item]) -> Sheet:
    """Return the sheet of some of the tasks of a matrix: a column for each, a row for whoever has one of them."""
    squares = {
        (organisation.id, task.id): _square(store, say, matrix.cells[task.id, organisation.id])
        for task in tasks
        for organisation in matrix.organisations
        if (task.id, organisation.id) in matrix.cells
    }
    having = {organisation for organisation, _ in squares}
    rows = [(each.id, safe(each.name)) for each in matrix.organisations if each.id in having]
    return Sheet([_column(store, say, matrix, task) for task in tasks], rows, squares, say("work.foot"))


def _column(store: Store, say: Phrases, matrix: Matrix, task: Item) -> Column:
    cells = matrix.column(task)
    settled = sum(cell.settled for cell in cells)
    return Column(task.id, store.reference(task), clip(text_of(say, task), Grid.wide - 1), f"{settled}/{len(cells)}")


def _square(store: Store, say: Phrases, cell: Cell) -> Square:
    disputed = bool(cell.now and store.disputed(cell.now))
    return Square(square_text(say, cell, disputed=disputed), square_style(cell, disputed=disputed))


def text_of(say: Phrases, task: Item) -> str:
    """Return what a task says, where others may see it."""
    return HIDDEN if say.hides(task) else safe(task.text)


def how_far(store: Store, say: Phrases, cell: Cell) -> str:
    """Return how far an organisation has come, and what it told the time before."""
    facts: dict[str, object] = {}
    if cell.before:
        held = store.find(Gathering, cell.before.gathering)
        facts = {"number": held.number if held else "?", "degree": say(f"degree.{cell.before.degree}")}
    if cell.now:
        now = say(f"degree.{cell.now.degree}")
    elif cell.settled:
        return say("work.settled", **facts)
    else:
        now = say("work.hole" if cell.hole else "work.not-asked")
    return say("work.before", now=now, **facts) if facts else now
