"""Agreed work: which organisation has come how far with which task, one key a square."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from textual.app import ComposeResult
from textual.widgets import Static

from storage.homework import Cell, Matrix, counted
from storage.model import Degree, Document, Gathering, Item, Organisation, Progress
from storage.store import Store
from tui.phrases import Phrases
from tui.planning.agreed import turned
from tui.planning.disputes import dispute_line
from tui.planning.homework import LETTERS, matrix_at, told, untold
from tui.planning.naming import title
from tui.safe import safe
from tui.saver import Saver
from tui.screens.answers import Answer
from tui.screens.form import Field, FormScreen
from tui.screens.grid import Grid
from tui.screens.listing import ListScreen
from tui.screens.taskgrid import TaskGrid
from tui.screens.worksheet import how_far, sheet_of, text_of
from tui.widgets.bars import Part
from tui.widgets.cells import clip, wrap
from tui.widgets.stream import Row

_NUMBERS = {str(number): degree for number, degree in enumerate(Degree, 1)}


class MatrixScreen(ListScreen[str | None]):
    """How far all have come with the tasks that come along to a gathering, or that were agreed at it.

    Answers with the id of a task to go to, or None.
    """

    def __init__(self, store: Store, saver: Saver, say: Phrases, gathering: Gathering) -> None:
        super().__init__(store, saver, say, gathering, TaskGrid)
        self.grid: Grid = self.rows  # type: ignore[assignment] # that is what was asked for
        self.grid.looked = self._look
        self._matrix = Matrix((), (), (), {})
        self._ahead: bool | None = None
        """Whether the tasks that were agreed at the gathering are shown; None before anything is."""
        self._below = Static(markup=False, id="square")

    # What is shown

    def compose(self) -> ComposeResult:
        """Put what is chosen below the table."""
        for widget in super().compose():
            yield widget
            if widget is self.rows:
                yield self._below

    def on_mount(self) -> None:
        """Say what the signs mean, until something is done."""
        self.tell(self.say("work.signs-here", signs=self.say("work.signs")), "quiet")

    def on_resize(self) -> None:
        """Tell of the chosen square in the lines that there are now."""
        self._look()

    def names(self) -> Sequence[str]:
        """Return the squares, organisation by organisation, of the matrix as it is now."""
        self._matrix = matrix_at(self.store, self.gathering)
        begins = self._ahead is None
        if begins:
            self._ahead = not self._matrix.tasks and bool(self._matrix.agreed)
        self.rows.empty = self.say("work.none-ahead" if self._ahead else "work.none")
        self.grid.sheet = sheet_of(self.store, self.say, self._matrix, self._tasks())
        names = self.grid.names_in(self.grid.sheet)
        if begins:
            self.rows.chosen = self._next_hole(names)
        return names

    def _next_hole(self, names: Sequence[str]) -> str:
        """The first of some squares in which something is missing; nothing where none is."""
        return next((name for name in names if (found := self._found(name)) and found[2].hole), "")

    def show_all(self) -> None:
        """Show everything as it is now, what is chosen too."""
        super().show_all()
        self._look()

    def _tasks(self) -> Sequence[Item]:
        return self._matrix.agreed if self._ahead else self._matrix.tasks

    def describe(self, name: str) -> Row:
        """Return what a square says, in words."""
        found = self._found(name)
        if found is None:
            return Row()
        task, organisation, cell = found
        return Row(
            reference=self.store.reference(task),
            text=f"{safe(organisation.name)}: {how_far(self.store, self.say, cell)}",
            after=safe(cell.now.remark) if cell.now and not self.say.hides(task) else "",
            dispute="" if self.say.hides(task) else dispute_line(self.store, self.say, self.documents(name)),
        )

    def _found(self, name: str) -> tuple[Item, Organisation, Cell] | None:
        """The task, the organisation and the cell of a square."""
        row, _, column = name.partition("/")
        task, organisation = self.store.all(Item).get(column), self.store.all(Organisation).get(row)
        cell = self._matrix.cells.get((column, row))
        return (task, organisation, cell) if task and organisation and cell else None

    def documents(self, name: str) -> Sequence[Document]:
        """Return what was told at the gathering."""
        row, _, column = name.partition("/")
        cell = self._matrix.cells.get((column, row))
        now = self.store.all(Progress).get(cell.now.id) if cell and cell.now else None
        return [now] if now else []

    def _refuses(self, document: Document) -> bool:  # noqa: ARG002 all that is settled here was told at the gathering
        return self.refused()

    def head(self) -> tuple[Sequence[Part], Sequence[Part]]:
        """Return the title with which tasks are shown, and how far all have come together."""
        cells = [cell for task in self._tasks() for cell in self._matrix.column(task)]
        counts: Counter[Degree | None] = counted(cells)
        holes = sum(cell.hole for cell in cells)
        shown = (Degree.DONE, Degree.PARTLY, Degree.NOT_BEGUN)
        words = [self.say(f"work.count.{degree}", count=counts[degree]) for degree in shown if counts[degree]]
        words += [self.say("work.holes", count=holes)] if holes else []
        which = self.say("work.ahead" if self._ahead else "work.along", number=self.gathering.number)
        left = [(f" {self.say('work.title')}", "strong"), (f" · {which}", "")]
        return left, [(" · ".join(words) + " ", "strong")]

    # Below the table

    def _look(self) -> None:
        """Show the chosen square in full: the task, the organisation, how far it has come, and its remark."""
        if not self.is_attached:
            return
        found = self._found(self.rows.chosen)
        room = max(1, self.size.width - 2)
        lines: list[str] = []
        if found:
            task, organisation, cell = found
            due = f"  ({self.say('row.due', date=self.say.date(task.due))})" if task.due else ""
            room_for_text = max(1, room - len(due) - 8)
            lines.append(f"{self.store.reference(task)} {clip(text_of(self.say, task), room_for_text)}{due}")
            mine = [each for _, each in self._matrix.row(organisation) if each.asked is cell.asked]
            totals = self.say("work.of", done=sum(each.settled for each in mine), count=len(mine))
            lines.append(clip(f"{safe(organisation.name)} ({totals}): {how_far(self.store, self.say, cell)}", room))
            lines += list(self._further(task, cell, room))[:2]
        self._below.update("\n".join(lines))

    def _further(self, task: Item, cell: Cell, room: int) -> Iterator[str]:
        """Yield what else there is to know, the most pressing first: two lines at most are shown."""
        dispute = dispute_line(self.store, self.say, self.documents(self.rows.chosen))
        if dispute and not self.say.hides(task):
            yield clip(dispute, room)
        if self._matrix.can_close(task):
            yield self.say("work.can-close", reference=self.store.reference(task))
        if cell.latest and cell.latest.remark and not self.say.hides(task):
            yield from wrap(self.say("work.remark", text=safe(cell.latest.remark)), room, 2)

    # Keys

    def action_go_there(self) -> None:
        """Answer with the task."""
        found = self._found(self.rows.chosen)
        if found:
            self.dismiss(found[0].id)

    def action_turn_tasks(self) -> None:
        """Show the tasks that were agreed at the gathering, or those that come along to it."""
        self._ahead = not self._ahead
        organisation = self.grid.place[0]
        self.show_all()
        self.rows.choose(next((name for name in self.rows.names if name.startswith(f"{organisation}/")), ""))
        if self.rows.names and not self.rows.chosen:
            self.rows.choose(self.rows.names[0])

    def action_tell(self, degree: str) -> None:
        """Note how far the chosen organisation has come with the chosen task, and go on to the next square."""
        self._tell_of(lambda task, organisation: [told(self.store, self._here, task, organisation, Degree(degree))])

    def action_tell_by_letter(self, letter: str) -> None:
        """Note how far, by a letter that stands for another word in another language."""
        self.action_tell(LETTERS[self.say.language][letter])

    def action_forget(self) -> None:
        """Take back what was told at this gathering, and go on to the next square."""
        self._tell_of(lambda task, organisation: untold(self.store, self._here, task, organisation))

    @property
    def _here(self) -> str:
        return self.gathering.id

    def _tell_of(self, plan: Callable[[str, str], Sequence[Document]]) -> None:
        found = self._found(self.rows.chosen)
        if found and not self.refused():
            task, organisation = found[0].id, found[1].id
            self.change(lambda: plan(task, organisation))
            self._go_on()

    def _go_on(self) -> None:
        """Choose the next square in which something is missing; where none is, the next of all."""
        names = self.rows.names
        after = names[names.index(self.rows.chosen) + 1 :]
        hole = self._next_hole(after)
        if hole:
            self.rows.choose(hole)
        else:
            self.grid.advance()

    def action_ask_remark(self) -> None:
        """Ask for a remark; where nothing was told yet, also how far they have come."""
        found = self._found(self.rows.chosen)
        if found is None or self.refused():
            return
        task, organisation, cell = found
        if self.say.hides(task):
            self.tell(self.say("mask.no-edit"))
            return
        given = cell.now.remark if cell.now else ""
        fields = [Field("remark", "field.remark", given)]
        if cell.now is None:
            word = self.say(f"degree.{cell.before.degree}") if cell.before else ""
            fields.insert(0, Field("degree", "field.degree", word, self._read_degree))
        heading = f"{self.store.reference(task)} {safe(organisation.name)}"

        def answered(answers: dict[str, str] | None) -> None:
            if answers:
                self._remark(task.id, organisation.id, answers, cell.now)

        self.app.push_screen(FormScreen(self.say, heading, fields), answered)

    def _read_degree(self, text: str) -> Answer:
        """Read how far somebody has come: a number, or the beginning of the word."""
        words = {degree: self.say(f"degree.{degree}") for degree in Degree}
        degree = _NUMBERS.get(text) or next(
            (d for d, word in words.items() if text and word.startswith(text.lower())), None
        )
        return Answer(words[degree]) if degree else Answer(text, self.say("work.which-degree"))

    def _remark(self, task: str, organisation: str, answers: dict[str, str], seen: Progress | None) -> None:
        words = {self.say(f"degree.{degree}"): degree for degree in Degree}
        chosen = words.get(answers.get("degree", ""))

        def plan() -> list[Document]:
            now = next((p for p in self.documents(f"{organisation}/{task}") if isinstance(p, Progress)), seen)
            degree = chosen or (now.degree if now else Degree.NOT_BEGUN)
            return [told(self.store, self._here, task, organisation, degree, remark=answers["remark"])]

        self.change(plan)

    def action_close_task(self) -> None:
        """Close the chosen task where nobody has anything left to do with it, or open it again."""
        found = self._found(self.rows.chosen)
        if found is None:
            return
        task = found[0]
        if not self._matrix.can_close(task) and task.closed is None:
            left = [each for each in self._matrix.column(task) if not each.settled]
            self.tell(self.say("work.not-all", reference=title(self.store, task), count=len(left)))
            return

        def plan() -> Iterator[Document]:
            now = self.store.all(Item).get(task.id)
            if now:
                yield turned(now)

        self.change(plan)
