"""Commands for agreed work: work, work set, work tasks."""

from __future__ import annotations

import sys
from contextlib import closing

import click

from storage.errors import GatheringClosed, NotATask, UnknownReference
from storage.homework import Cell, Matrix, doers, is_task
from storage.model import (
    LANGUAGES,
    Degree,
    Gathering,
    GatheringState,
    Item,
    Organisation,
    Person,
    Progress,
)
from storage.store import Store
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
    pass_session,
    print_json,
    print_rows,
)
from tui.planning import register
from tui.planning.homework import matrix_at, square_text, told, untold
from tui.safe import safe

NOTHING = "nothing"
"""What takes back how far somebody has come."""


def add_commands(root: SpeakingGroup) -> None:
    """Add these commands to the program."""
    work = click.group("work", cls=SpeakingGroup, invoke_without_command=True)(GATHERING(JSON(pass_session(show))))
    work.phrase = f"{root.phrase}.work"
    root.add_command(work)
    command(
        work,
        "set",
        argument("reference"),
        argument("organisation"),
        argument("degree", type=click.Choice([*(degree.value for degree in Degree), NOTHING])),
        option("--remark", metavar="TEXT"),
        GATHERING,
    )(set_progress)
    command(work, "tasks", argument("organisation"), option("--language", type=click.Choice(LANGUAGES)))(print_tasks)


def show(session: Session, *, gathering: int | None, as_json: bool) -> None:
    """Print how far all have come with the tasks of a gathering, unless one of the commands below is called."""
    if click.get_current_context().invoked_subcommand:
        return
    with closing(session.open()) as store:
        held = _gathering(store, gathering)
        matrix = matrix_at(store, held)
        if as_json:
            print_json(_facts(store, held, matrix))
            return
        tasks = (*matrix.tasks, *matrix.agreed)
        if not tasks:
            session.tell("work.none")
            return
        say = session.say
        for task in tasks:
            when = say("work.along" if task in matrix.tasks else "work.ahead", number=held.number)
            click.echo(f"{store.reference(task)}  {safe(task.text)}  ({when})")
        click.echo()
        rows = [["", *(store.reference(task) for task in tasks)]]
        for organisation in matrix.organisations:
            cells = (matrix.cells.get((task.id, organisation.id)) for task in tasks)
            rows.append([safe(organisation.name), *(_word(session, store, cell) for cell in cells)])
        settled = [matrix.column(task) for task in tasks]
        rows.append([say("work.foot"), *(f" {sum(c.settled for c in cells)}/{len(cells)}" for cells in settled)])
        print_rows(rows)
        session.tell("work.signs")


def _word(session: Session, store: Store, cell: Cell | None) -> str:
    return square_text(session.say, cell, disputed=bool(cell.now and store.disputed(cell.now))) if cell else ""


def _gathering(store: Store, number: int | None) -> Gathering:
    """Return the gathering of that number, else the open one, else the last. Raises UnknownReference."""
    last = register.latest(store)
    return last if number is None and store.open_gathering() is None and last else find_gathering(store, number)


def _facts(store: Store, gathering: Gathering, matrix: Matrix) -> dict[str, object]:
    """Return a matrix as it is printed in JSON."""
    return {
        "gathering": gathering.number,
        "tasks": [
            {
                "reference": store.reference(task),
                "text": task.text,
                "due": task.due.isoformat() if task.due else None,
                "status": task.status.value,
                "organisations": [
                    {
                        "organisation": organisation.name,
                        **_cell_facts(store, matrix.cells[task.id, organisation.id]),
                    }
                    for organisation in matrix.organisations
                    if (task.id, organisation.id) in matrix.cells
                ],
            }
            for task in (*matrix.tasks, *matrix.agreed)
        ],
    }


def _cell_facts(store: Store, cell: Cell) -> dict[str, object]:
    return {
        "now": _progress_facts(store, cell.now),
        "before": _progress_facts(store, cell.before),
        "settled": cell.settled,
        "missing": cell.hole,
    }


def _progress_facts(store: Store, progress: Progress | None) -> dict[str, object] | None:
    if progress is None:
        return None
    gathering = store.find(Gathering, progress.gathering)
    return {
        "gathering": gathering.number if gathering else None,
        "degree": progress.degree.value,
        "remark": progress.remark,
    }


def set_progress(
    session: Session, *, reference: str, organisation: str, degree: str, remark: str | None, gathering: int | None
) -> None:
    """Note how far an organisation has come with a task."""
    with closing(session.open()) as store:
        held = find_gathering(store, gathering)
        if held.state is GatheringState.FINAL:
            raise GatheringClosed(held.number)
        task = find_item(store, reference)
        home = find_organisation(store, organisation)
        _refuse(store, task, home, held)
        if degree == NOTHING:
            store.save(*untold(store, held.id, task.id, home.id))
        else:
            store.save(told(store, held.id, task.id, home.id, Degree(degree), remark=remark))
        if matrix_at(store, held).can_close(task):
            session.tell("work.all-done", reference=store.reference(task))


def _refuse(store: Store, task: Item, organisation: Organisation, gathering: Gathering) -> None:
    """Raise NotATask where it makes no sense to say how far that organisation has come with it at that gathering."""
    agreed = store.find(Gathering, task.gathering)
    if not is_task(task):
        raise NotATask(store.reference(task), "kind")
    if organisation.id not in doers(task, store.all(Organisation), store.all(Person)):
        raise NotATask(store.reference(task), "party")
    if agreed and agreed.number > gathering.number:
        raise NotATask(store.reference(task), "early")


def find_organisation(store: Store, name: str) -> Organisation:
    """Return the organisation of that name or handle, or of the person of it. Raises UnknownReference."""
    party = store.contents().party(name)
    home = party.organisation if isinstance(party, Person) else party.id if party else ""
    found = store.all(Organisation).get(home)
    if found is None:
        raise UnknownReference("organisation", name)
    return found


def print_tasks(session: Session, organisation: str, language: str | None) -> None:
    """Print what an organisation has to do, as plain text to be mailed."""
    from exports.tasklist import task_list  # noqa: PLC0415 no other command asks

    with closing(session.open()) as store:
        home = find_organisation(store, organisation)
        text = task_list(store.contents(), home, language or store.network.language)
        sys.stdout.write("\n".join(safe(line) for line in text.split("\n")))
