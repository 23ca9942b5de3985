"""The work that each of several does between gatherings, and how far they say that they have come. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from storage.ids import alphabetical
from storage.model import Degree, Gathering, Item, Kind, Omission, Organisation, Person, Progress, Status

SETTLED = frozenset((Degree.DONE, Degree.IRRELEVANT))
"""How far one has come when there is nothing more to ask."""


@dataclass(frozen=True)
class Cell:
    """How far one organisation has come with one task."""

    now: Progress | None = None
    """What was told at the gathering."""
    before: Progress | None = None
    """What was told last, at an earlier one."""
    asked: bool = True
    """Whether it is to be told at the gathering; not of what was agreed there."""

    @property
    def latest(self) -> Progress | None:
        """What counts."""
        return self.now or self.before

    @property
    def settled(self) -> bool:
        """Whether there is nothing more to ask."""
        return self.latest is not None and self.latest.degree in SETTLED

    @property
    def hole(self) -> bool:
        """Whether it should be told at the gathering and has not been: what was settled before is not asked again."""
        return self.asked and self.now is None and not self.settled

    @property
    def change(self) -> int:
        """1 where one has come further since the time before, -1 where one has not come so far, else 0."""
        if self.now is None or self.before is None:
            return 0
        return (_steps(self.now.degree) > _steps(self.before.degree)) - (
            _steps(self.now.degree) < _steps(self.before.degree)
        )

    @property
    def unmoved(self) -> bool:
        """Whether the same was told as the time before, and there is something left to do."""
        return (
            self.now is not None
            and self.before is not None
            and self.now.degree is self.before.degree
            and not self.settled
        )


def _steps(degree: Degree) -> int:
    """How near to nothing left to do."""
    return {Degree.NOT_BEGUN: 0, Degree.PARTLY: 1}.get(degree, 2)


@dataclass(frozen=True)
class Matrix:
    """How far all have come with all tasks that a gathering comes to."""

    organisations: tuple[Organisation, ...]
    """Those that have a task, in the order of the alphabet."""
    tasks: tuple[Item, ...]
    """Those that were agreed earlier and come along, the earliest first."""
    agreed: tuple[Item, ...]
    """Those that were agreed at the gathering, of which the next one asks."""
    cells: Mapping[tuple[str, str], Cell]
    """By the ids of the task and the organisation; none where the organisation does not have the task."""

    def column(self, task: Item) -> list[Cell]:
        """Return how far all have come with a task, in the order of the organisations."""
        ids = ((task.id, organisation.id) for organisation in self.organisations)
        return [self.cells[name] for name in ids if name in self.cells]

    def row(self, organisation: Organisation) -> list[tuple[Item, Cell]]:
        """Return how far an organisation has come with its tasks, those agreed at the gathering last."""
        tasks = (*self.tasks, *self.agreed)
        return [(t, self.cells[t.id, organisation.id]) for t in tasks if (t.id, organisation.id) in self.cells]

    def can_close(self, task: Item) -> bool:
        """Tell whether an open task has nothing left to ask: all have done it, or it does not concern them."""
        cells = self.column(task)
        return task.status is Status.OPEN and bool(cells) and all(cell.settled for cell in cells)


@dataclass(frozen=True)
class Roll:
    """What a matrix is made of: everything in a network that has to do with tasks. Each mapping is by id."""

    gatherings: Mapping[str, Gathering]
    organisations: Mapping[str, Organisation]
    people: Mapping[str, Person]
    items: Iterable[Item]
    progress: Iterable[Progress]
    omissions: Iterable[Omission] = ()
    """What stays behind once."""


def is_task(item: Item) -> bool:
    """Tell whether an item is work of which each of several tells how far it has come."""
    return item.each and item.kind is Kind.ACTION


def doers(
    task: Item, organisations: Mapping[str, Organisation], people: Mapping[str, Person]
) -> dict[str, Organisation]:
    """Return the organisations that have a task, by id: those named, or of those named; all where nobody is."""
    if not task.responsible:
        return dict(organisations)
    homes = (people[name].organisation if name in people else name for name in task.responsible)
    return {name: organisations[name] for name in homes if name in organisations}


def is_everyones(item: Item) -> bool:
    """Tell whether an item is work that each organisation does."""
    return is_task(item) and not item.responsible


def is_unowned(action: Item) -> bool:
    """Tell whether nobody answers for an action: it names nobody, and is not every organisation's."""
    return not action.responsible and not is_task(action)


def matrix_of(gathering: Gathering, roll: Roll, *, closed: bool = False) -> Matrix:
    """Return how far all have come with the tasks that come along to a gathering, and with those agreed there.

    All that were agreed before it come along where that is wanted, also those that were closed by then.
    """
    numbers = {name: each.number for name, each in roll.gatherings.items()}
    told = _told(roll.progress, numbers)
    tasks = [item for item in roll.items if is_task(item) and item.gathering in numbers]
    tasks.sort(key=lambda task: (numbers[task.gathering], task.id))
    here = {task for task, by in told.items() if any(p.gathering == gathering.id for one in by.values() for p in one)}
    earlier = [task for task in tasks if numbers[task.gathering] < gathering.number]
    behind = {each.subject for each in roll.omissions if each.gathering == gathering.id}
    along = [t for t in earlier if closed or t.id in here or (t.id not in behind and _is_open_at(t, gathering))]
    agreed = [task for task in tasks if task.gathering == gathering.id]
    cells: dict[tuple[str, str], Cell] = {}
    for task in (*along, *agreed):
        heard = told.get(task.id, {})
        for name in {**doers(task, roll.organisations, roll.people), **heard}:
            if name in roll.organisations:
                asked = task.gathering != gathering.id
                cells[task.id, name] = _cell(heard.get(name, []), gathering, numbers, asked=asked)
    having = {organisation for _, organisation in cells}
    rows = sorted((roll.organisations[name] for name in having), key=lambda one: (alphabetical(one.name), one.id))
    return Matrix(tuple(rows), tuple(along), tuple(agreed), cells)


def _is_open_at(task: Item, gathering: Gathering) -> bool:
    """Whether a task was not closed before the day of a gathering."""
    return task.status is Status.OPEN or (task.closed is not None and task.closed.date() >= gathering.date)


def _told(progress: Iterable[Progress], numbers: Mapping[str, int]) -> dict[str, dict[str, list[Progress]]]:
    """What was told of each task by each organisation, the earliest first."""
    told: dict[str, dict[str, list[Progress]]] = {}
    known = (each for each in progress if each.gathering in numbers)
    for each in sorted(known, key=lambda each: (numbers[each.gathering], each.id)):
        told.setdefault(each.task, {}).setdefault(each.organisation, []).append(each)
    return told


def _cell(told: list[Progress], gathering: Gathering, numbers: Mapping[str, int], *, asked: bool) -> Cell:
    now = [each for each in told if each.gathering == gathering.id]
    before = [each for each in told if numbers[each.gathering] < gathering.number]
    return Cell(now[-1] if now else None, before[-1] if before else None, asked)


def counted(cells: Iterable[Cell]) -> Counter[Degree | None]:
    """Return how many have come how far, by what was told last; None stands for those of whom nothing is known."""
    return Counter(cell.latest.degree if cell.latest else None for cell in cells)
