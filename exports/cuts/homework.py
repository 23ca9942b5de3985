"""Agreed work: how far all have come with the tasks that each of several does, at a gathering and over time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from exports.cuts.record import Choice, Record
from exports.document import Column, Entries, Entry, Heading, Manner, Part, Parties, Row, Statement, Table
from exports.people import line_of
from exports.phrases import listing
from storage.homework import Cell, Matrix, Roll, counted, is_task, matrix_of
from storage.model import Degree, Gathering, Item, Organisation

_ABREAST = 5
"""How many tasks stand beside each other: more, and the words in the cells are broken on an A4 page."""


def work_of(record: Record) -> Iterator[Part]:
    """How far all have come with what was agreed before; the last gathering's, where the record is of several."""
    matrix = _matrix(record, record.gatherings[-1])
    if record.choice != Choice() or not matrix.tasks:
        return
    yield Heading(2, record.say("work"))
    yield Statement(record.say("work.intro"), Manner.POINTER)
    for tasks in _abreast(matrix.tasks):
        yield Entries(tuple(_told_of(record, task, matrix) for task in tasks))
        yield _table(record, matrix, tasks)
    if remarks := tuple(_remarks(record, matrix)):
        yield Heading(3, record.say("work.remarks"))
        yield Parties(remarks)


def _abreast(tasks: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """The tasks in as few parts as there must be, of about the same size; each is told of before its table."""
    parts = -(-len(tasks) // _ABREAST)
    cuts = [len(tasks) * part // parts for part in range(parts + 1)]
    yield from (tasks[start:end] for start, end in pairwise(cuts))


def worked_on(record: Record) -> set[str]:
    """The ids of the tasks of which that tells."""
    return {task.id for task in _matrix(record, record.gatherings[-1]).tasks} if record.choice == Choice() else set()


def next_work_of(record: Record) -> Iterator[Part]:
    """Which of the actions in the table before are work that each of several does until the next gathering."""
    tasks = [item for item in record.items if is_task(item)]
    if record.choice == Choice() and tasks:
        references = listing(record.language, [record.reference(task) for task in tasks])
        yield Heading(3, record.say("work.next"))
        about = tuple(task.id for task in tasks)
        yield Statement(record.say("work.next.see", references=references), Manner.POINTER, about=about)


def course_of(record: Record) -> Iterator[Part]:
    """How the work went on from gathering to gathering."""
    last = _matrix(record, record.gatherings[-1], closed=True)
    if record.choice != Choice() or not last.tasks:
        return
    yield Heading(2, record.say("work"))
    yield Statement(record.say("work.course.intro"), Manner.POINTER)
    yield Entries(tuple(_told_of(record, task, last) for task in last.tasks))
    columns = (
        Column(record.say("column.reference"), room=8, reference=True),
        Column(record.say("column.gathering"), room=10),
        *(Column(record.say(f"work.{degree}"), room=5) for degree in _DEGREES),
        Column(record.say("work.untold"), room=5),
    )
    rows = tuple(row for task in last.tasks for row in _course(record, task))
    yield Table(record.say("work.course"), record.say("work.course.table"), columns, rows)


_DEGREES = (Degree.DONE, Degree.PARTLY, Degree.NOT_BEGUN, Degree.IRRELEVANT)


def responsible_for(record: Record, task: Item) -> str:
    """Who does what each of several does, in words; nothing of any other action."""
    if not is_task(task):
        return ""
    return record.say("work.each", names=record.names(task.responsible)) if task.responsible else record.say("work.all")


def _course(record: Record, task: Item) -> Iterator[tuple[str, ...]]:
    """A row for each gathering at which something was told of the task: how many had come how far by then."""
    told_at = {each.gathering for each in record.contents.progress.values() if each.task == task.id}
    for gathering in record.gatherings:
        if gathering.id in told_at:
            counts = counted(_matrix(record, gathering, closed=True).column(task))
            numbers = [*(counts[degree] for degree in _DEGREES), counts[None]]
            yield record.reference(task), str(gathering.number), *map(str, numbers)


def _matrix(record: Record, gathering: Gathering, *, closed: bool = False) -> Matrix:
    """The matrix of a gathering; of what is withheld from the public nothing is in it."""
    contents = record.contents
    until = [each for each in contents.gatherings.values() if each.number <= gathering.number]
    roll = Roll(
        contents.gatherings,
        contents.organisations,
        contents.people,
        record.of(*until).items,
        contents.progress.values(),
        contents.omissions.values(),
    )
    return matrix_of(gathering, roll, closed=closed)


def _told_of(record: Record, task: Item, matrix: Matrix) -> Entry:
    """A task with how many have nothing left to do with it."""
    cells = matrix.column(task)
    entry = record.bare(task)
    settled = record.say("work.settled", done=sum(cell.settled for cell in cells), count=len(cells))
    return entry._replace(remarks=(*entry.remarks, settled))


def _table(record: Record, matrix: Matrix, tasks: Sequence[Item]) -> Table:
    references = [record.reference(task) for task in tasks]
    columns = (Column(record.say("organisation")), *(Column(reference) for reference in references))
    having = {organisation for task in tasks for organisation in _organisations(matrix, task)}
    rows = [_row(record, matrix, each, tasks) for each in matrix.organisations if each.id in having]
    sums = [
        record.say("work.sum.of", done=sum(cell.settled for cell in cells), count=len(cells))
        for cells in map(matrix.column, tasks)
    ]
    title = record.say("work.of", references=listing(record.language, references))
    return Table(title, record.say("work.table"), columns, (*rows, (record.say("work.sum"), *sums)))


def _organisations(matrix: Matrix, task: Item) -> list[str]:
    return [organisation for of, organisation in matrix.cells if of == task.id]


def _row(record: Record, matrix: Matrix, organisation: Organisation, tasks: Sequence[Item]) -> tuple[str, ...]:
    cells = (matrix.cells.get((task.id, organisation.id)) for task in tasks)
    return (line_of(organisation.name), *(how_far(record, cell) for cell in cells))


def how_far(record: Record, cell: Cell | None) -> str:
    """How far an organisation has come with a task, in words, and what it told before where that is another thing."""
    if cell is None:
        return record.say("work.none")
    before = record.say(f"work.{cell.before.degree}") if cell.before else ""
    if cell.now is None:
        if not cell.hole:
            return before
        now = record.say("work.untold")
    else:
        now = record.say(f"work.{cell.now.degree}")
        if cell.unmoved:
            return record.say("work.same", now=now)
        if now == before:
            return now
    return record.say("work.before", now=now, before=before[:1].lower() + before[1:]) if before else now


def _remarks(record: Record, matrix: Matrix) -> Iterator[Row]:
    """What the organisations said of their work, a row for each."""
    for organisation in matrix.organisations:
        said = [
            record.say("work.remark", reference=record.reference(task), text=line_of(cell.now.remark))
            for task in matrix.tasks
            if (cell := matrix.cells.get((task.id, organisation.id))) and cell.now and cell.now.remark.strip()
        ]
        if said:
            yield Row(line_of(organisation.name), tuple(said))
