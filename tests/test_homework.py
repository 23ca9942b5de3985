"""Agreed work: which organisation has come how far with which task, at each gathering."""

import datetime as dt
import random
from dataclasses import replace

import pytest
from conftest import MOMENT, make_store
from hypothesis import given
from hypothesis import strategies as st

from storage.homework import SETTLED, Cell, Roll, doers, is_task, matrix_of
from storage.model import (
    Degree,
    Gathering,
    Item,
    Kind,
    Omission,
    Organisation,
    Person,
    Progress,
    Status,
)
from storage.store import Store
from tui.line.completion import complete
from tui.line.grammar import read, write
from tui.line.lines import Capture, Continuation
from tui.line.names import Known, Named
from tui.planning.agreed import By, Wanted, agreed, with_status
from tui.planning.confirming import holes
from tui.planning.desk import Desk
from tui.planning.homework import matrix_at, progress_id, told, untold

NAMES = ("Åsmyr", "Glimvåg", "Ørland", "Ærøy", "Zander")
DAYS = [dt.date(2026, month, 1) for month in range(1, 6)]


def gathering(number):
    return Gathering(id=f"g{number}", number=number, date=DAYS[number - 1])


GATHERINGS = {f"g{number}": gathering(number) for number in range(1, 6)}
ORGANISATIONS = {f"o{at}": Organisation(id=f"o{at}", name=name, handle=name) for at, name in enumerate(NAMES)}
PEOPLE = {f"p{at}": Person(id=f"p{at}", name=f"P{at}", handle=f"p{at}", organisation=f"o{at}") for at in range(3)}
PEOPLE["p3"] = Person(id="p3", name="P3", handle="p3")


def task(name, held=1, **more):
    made = Item(
        id=name,
        text=name,
        gathering=f"g{held}",
        number=1,
        created=dt.datetime.combine(DAYS[held - 1], dt.time(10), dt.UTC),
        **{"kind": Kind.ACTION, "each": True, **more},
    )
    return replace(made, closed=more.get("closed"))


def heard(of, organisation, held, degree, remark=""):
    return Progress(
        id=f"{of}/{organisation}/g{held}",
        task=of,
        organisation=organisation,
        gathering=f"g{held}",
        degree=degree,
        remark=remark,
    )


def roll(items, progress=(), omissions=(), organisations=ORGANISATIONS):
    return Roll(GATHERINGS, organisations, PEOPLE, items, progress, omissions)


statuses = st.one_of(
    st.just({}),
    st.sampled_from([Status.DONE, Status.LATER]).flatmap(
        lambda status: (
            st.none()
            | st.sampled_from(DAYS).map(
                lambda day: {"status": status, "closed": dt.datetime.combine(day, dt.time(12), dt.UTC)}
            )
        )
    ),
).map(lambda given: {"status": Status.DONE} if given is None else given)
parties = st.lists(st.sampled_from([*ORGANISATIONS, *PEOPLE, "somebody"]), max_size=4, unique=True).map(tuple)
tasks = st.lists(
    st.tuples(st.integers(1, 5), parties, statuses, st.booleans(), st.sampled_from([Kind.ACTION, Kind.NEED])),
    max_size=6,
).map(
    lambda given: [
        task(f"t{at}", held, responsible=responsible, each=each, kind=kind, **status)
        for at, (held, responsible, status, each, kind) in enumerate(given)
    ]
)
progress = st.dictionaries(
    st.tuples(st.integers(0, 3), st.sampled_from([*ORGANISATIONS, "gone"]), st.integers(1, 5)),
    st.sampled_from(Degree),
    max_size=25,
).map(lambda given: [heard(f"t{at}", o, held, degree) for (at, o, held), degree in given.items()])


@given(tasks, progress, st.integers(1, 5))
def test_every_open_task_comes_along_once_and_no_other(items, told_of, number):
    matrix = matrix_of(GATHERINGS[f"g{number}"], roll(items, told_of))
    along = [each.id for each in matrix.tasks]
    assert len(along) == len(set(along))
    for item in items:
        earlier = is_task(item) and int(item.gathering[1]) < number
        here = any(p.task == item.id and p.gathering == f"g{number}" for p in told_of)
        still = item.status is Status.OPEN or (item.closed and item.closed.date() >= DAYS[number - 1])
        assert (item.id in along) == bool(earlier and (still or here))
    assert [each.id for each in matrix.agreed] == [
        item.id for item in items if is_task(item) and item.gathering == f"g{number}"
    ]
    assert [int(each.gathering[1]) for each in matrix.tasks] == sorted(int(each.gathering[1]) for each in matrix.tasks)


@given(tasks, progress, st.integers(1, 5))
def test_a_cell_tells_what_was_told_there_and_what_was_told_last_before(items, told_of, number):
    matrix = matrix_of(GATHERINGS[f"g{number}"], roll(items, told_of))
    by_id = {each.id: each for each in told_of}
    for (name, organisation), cell in matrix.cells.items():
        assert cell.now == by_id.get(f"{name}/{organisation}/g{number}")
        earlier = [by_id.get(f"{name}/{organisation}/g{n}") for n in range(1, number)]
        assert cell.before == next((each for each in reversed(earlier) if each), None)
        assert cell.hole == (
            int(matrix_task(matrix, name).gathering[1]) < number
            and cell.now is None
            and not (cell.before and cell.before.degree in SETTLED)
        )


def matrix_task(matrix, name):
    return next(each for each in (*matrix.tasks, *matrix.agreed) if each.id == name)


@given(tasks, progress, st.integers(1, 5), st.randoms(use_true_random=False))
def test_who_has_a_task_has_a_cell_and_the_order_of_the_documents_is_nothing(items, told_of, number, chance):
    held = GATHERINGS[f"g{number}"]
    matrix = matrix_of(held, roll(items, told_of))
    for each in (*matrix.tasks, *matrix.agreed):
        having = set(doers(each, ORGANISATIONS, PEOPLE)) | {p.organisation for p in told_of if p.task == each.id}
        assert {o for name, o in matrix.cells if name == each.id} == having & set(ORGANISATIONS)
    names = [organisation.name for organisation in matrix.organisations]
    assert names == [name for name in ("Glimvåg", "Zander", "Ærøy", "Ørland", "Åsmyr") if name in names]
    shuffled = [random.Random(chance.random()).sample(list(those), len(those)) for those in (items, told_of)]
    assert matrix_of(held, roll(*shuffled)) == matrix


@given(tasks, progress, st.integers(1, 5))
def test_what_is_left_out_once_is_left_out_that_once(items, told_of, number):
    behind = [Omission(id="x", gathering=f"g{number}", subject="t0")]
    with_it = matrix_of(GATHERINGS[f"g{number}"], roll(items, told_of))
    without = matrix_of(GATHERINGS[f"g{number}"], roll(items, told_of, behind))
    told_here = any(p.task == "t0" and p.gathering == f"g{number}" for p in told_of)
    assert [t for t in with_it.tasks if t.id != "t0" or told_here] == list(without.tasks)


def test_a_person_counts_for_the_organisation_and_nobody_for_all():
    assert list(doers(task("t", responsible=("p1", "o0", "p3", "stranger")), ORGANISATIONS, PEOPLE)) == ["o1", "o0"]
    assert doers(task("t"), ORGANISATIONS, PEOPLE) == ORGANISATIONS


@pytest.mark.parametrize(
    ("before", "now", "change", "unmoved"),
    [
        (Degree.NOT_BEGUN, Degree.PARTLY, 1, False),
        (Degree.PARTLY, Degree.DONE, 1, False),
        (Degree.DONE, Degree.PARTLY, -1, False),
        (Degree.PARTLY, Degree.PARTLY, 0, True),
        (Degree.DONE, Degree.DONE, 0, False),
        (Degree.PARTLY, Degree.IRRELEVANT, 1, False),
        (None, Degree.PARTLY, 0, False),
    ],
)
def test_a_cell_knows_what_has_changed(before, now, change, unmoved):
    cell = Cell(heard("t", "o", 2, now), before and heard("t", "o", 1, before))
    assert (cell.change, cell.unmoved) == (change, unmoved)


@pytest.mark.parametrize("degree", Degree)
def test_what_is_settled_is_not_asked_again(degree):
    matrix = matrix_of(GATHERINGS["g3"], roll([task("t", responsible=("o0",))], [heard("t", "o0", 2, degree)]))
    (cell,) = matrix.cells.values()
    assert (cell.hole, cell.settled) == (degree not in SETTLED, degree in SETTLED)


def test_a_task_can_be_closed_when_nobody_has_anything_left_to_do_with_it():
    item = task("t", responsible=("o0", "o1"))
    said = [heard("t", "o0", 2, Degree.DONE)]
    assert not matrix_of(GATHERINGS["g2"], roll([item], said)).can_close(item)
    said.append(heard("t", "o1", 2, Degree.IRRELEVANT))
    assert matrix_of(GATHERINGS["g2"], roll([item], said)).can_close(item)
    closed = with_status(item, Status.DONE, MOMENT)
    assert not matrix_of(GATHERINGS["g2"], roll([closed], said)).can_close(closed)


# The line


def known(*parties, language="nb"):
    return Known(tuple(Named(*party) for party in parties), (), dt.date(2026, 12, 1), language)


GLIM = ("glimvåg", "Glimvåg")


@pytest.mark.parametrize("word", ["alle", "Alle", "hver", "kvar", "all", "everyone", "each"])
def test_a_word_says_that_each_does_it_in_any_language(word):
    assert read(f"! Telle nattbesøk @{word}", known(GLIM)) == Capture(Kind.ACTION, "Telle nattbesøk", each=True)
    named = read(f"! Måle tiden @glimvåg @{word} >fredag", known(GLIM))
    assert (named.responsible, named.each, named.text, named.due) == (
        ("glimvåg",),
        True,
        "Måle tiden",
        dt.date(2026, 12, 4),
    )


def test_somebody_who_is_called_so_wins_and_another_word_is_written():
    people = known(("alle", "Alle Mann"))
    assert read("! Ringe @alle", people) == Capture(Kind.ACTION, "Ringe", responsible=("alle",))
    assert write(Capture(Kind.ACTION, "Ringe", each=True), people) == "! Ringe @hver"
    assert write(Capture(Kind.ACTION, "Call", each=True), known(language="en")) == "! Call @all"


def test_only_an_action_is_done_by_each():
    assert read("+ Hvile @alle", known()) == Capture(Kind.NEED, "Hvile", responsible=("alle",))
    assert read("... og @alle", known()) == Continuation("og", each=True)
    assert read("! Ringe \\@alle", known()).text == "Ringe @alle"


def test_tab_offers_the_word_in_the_language_after_the_names():
    people = known(("allan", "Allan Vik"))
    assert complete("! Ringe @al", 11, people).candidates == ("@allan ", "@alle ")
    assert complete("! Call @ev", 10, known(language="en")).candidates == ("@everyone ",)
    assert complete("+ Hvile @al", 11, people).candidates == ("@allan ",)


@pytest.fixture
def desk(store):
    store.save(
        Organisation(id="GLIM", name="Glimvåg", handle="glimvåg"), Organisation(id="AAS", name="Åsmyr", handle="åsmyr")
    )
    return Desk(store, store.open_gathering(), "nb", group="B")


def type_in(desk, line):
    step = desk.plan(line, MOMENT)
    desk.store.save(*step.documents)
    return step.item


def test_a_typed_task_is_one_and_its_line_says_so(desk):
    item = type_in(desk, "! Telle nattbesøk @alle >fredag")
    assert (item.each, item.responsible) == (True, ())
    assert desk.line_of(item) == "! Telle nattbesøk @alle >2026-12-04"
    assert not desk.plan_edit(item, "! Telle nattbesøk >2026-12-04").item.each
    assert desk.plan_edit(item, "! Telle @glimvåg @hver").item.responsible == ("GLIM",)
    assert holes(item) == ()


def test_a_later_line_makes_a_task_of_an_action_and_a_name_for_anything_else(desk):
    type_in(desk, "! Telle nattbesøk")
    assert type_in(desk, "... også i helgene @alle").each
    type_in(desk, "+ Hvile")
    need = type_in(desk, "... @hver")
    assert (need.each, need.responsible) == (False, ("alle",))


def test_a_task_of_everybody_stands_under_each_organisation_in_the_list_of_actions(desk):
    type_in(desk, "! Telle nattbesøk @alle")
    heaps = agreed(desk.store, By.PERSON, Wanted.OPEN, dt.date(2026, 12, 1))
    assert [heap.name for heap in heaps] == ["Glimvåg", "Åsmyr"]


# Two scribes at once


@pytest.fixture
def task_store(tmp_path):
    """A store with a task for two organisations that was agreed at gathering 3, and gathering 4, which is on."""
    store = make_store(tmp_path / "net")
    third = store.open_gathering()
    store.save(
        Organisation(id="GLIM", name="Glimvåg", handle="glimvåg"),
        Organisation(id="AAS", name="Åsmyr", handle="åsmyr"),
        Item(id="TASK", kind=Kind.ACTION, text="Telle", each=True, gathering=third.id, number=1, created=MOMENT),
        Gathering(id="FOURTH", number=4, date=dt.date(2027, 2, 1)),
    )
    store.close()
    return tmp_path / "net"


def two(path):
    return [Store.open(path, who) for who in ("Kari", "Ola")]


def test_two_scribes_in_different_cells_both_hold(task_store):
    kari, ola = two(task_store)
    kari.save(told(kari, "FOURTH", "TASK", "GLIM", Degree.DONE))
    ola.save(told(ola, "FOURTH", "TASK", "AAS", Degree.PARTLY))
    for store in (kari, ola):
        store.read_on()
        cells = matrix_at(store, store.all(Gathering)["FOURTH"]).cells
        assert [cells["TASK", o].now.degree for o in ("GLIM", "AAS")] == [Degree.DONE, Degree.PARTLY]
        assert store.conflicts() == []


def test_the_same_cell_by_two_who_have_not_seen_each_other_is_one_document_and_a_conflict(task_store):
    kari, ola = two(task_store)
    kari.save(told(kari, "FOURTH", "TASK", "GLIM", Degree.DONE, remark="ferdig i mai"))
    ola.save(told(ola, "FOURTH", "TASK", "GLIM", Degree.PARTLY))
    for store in (kari, ola):
        store.read_on()
        (document,) = store.all(Progress).values()
        assert document.id == progress_id("FOURTH", "TASK", "GLIM")
        assert {write.value for write in store.disputed(document)["degree"].writes} == {"done", "partly"}


def test_who_has_seen_the_other_wins_and_a_remark_stays_with_another_degree(task_store):
    kari, ola = two(task_store)
    kari.save(told(kari, "FOURTH", "TASK", "GLIM", Degree.PARTLY, remark="halvveis"))
    ola.read_on()
    ola.save(told(ola, "FOURTH", "TASK", "GLIM", Degree.DONE))
    kari.read_on()
    (document,) = kari.all(Progress).values()
    assert (document.degree, document.remark, kari.conflicts()) == (Degree.DONE, "halvveis", [])
    kari.save(*untold(kari, "FOURTH", "TASK", "GLIM"))
    assert not kari.all(Progress)
    kari.save(told(kari, "FOURTH", "TASK", "GLIM", Degree.PARTLY))
    (document,) = kari.all(Progress).values()
    assert (document.degree, document.remark) == (Degree.PARTLY, "")
