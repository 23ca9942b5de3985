"""What a typed line does at a scribe's desk."""

import datetime as dt

import pytest
from conftest import MOMENT, add, texts

from storage.model import PLENARY, Gathering, Group, Item, Kind, Theme
from storage.store import Store
from tui.planning.desk import Desk
from tui.planning.register import new_person, new_theme


@pytest.fixture
def desk(store):
    return Desk(store, store.open_gathering(), "nb", group="B")


def type_in(desk, *lines):
    for line in lines:
        step = desk.plan(line, MOMENT)
        assert not step.refused, step
        desk.store.save(*step.documents)
        desk.forget()
        desk.theme = step.theme or desk.theme
    return step


def test_a_line_becomes_an_item_where_one_sits(desk):
    type_in(desk, "# Dialog med markedet")
    item = type_in(desk, "+ Trygg hjemreise").item
    assert (item.kind, item.text, item.raw) == (Kind.NEED, "Trygg hjemreise", "+ Trygg hjemreise")
    assert desk.store.all(Theme)[item.theme].title == "Dialog med markedet"
    assert desk.store.reference(item) == "3B-01"
    assert (item.scribe, item.created) == ("Kari", MOMENT)


def test_the_next_gathering_is_a_due_date_once_it_is_planned(desk, store):
    line = "! Skrive utkast innen neste samling"
    assert desk.plan(line).item.due is None
    later = desk.gathering.date + dt.timedelta(60)
    store.save(Gathering(id=store.new_id(), number=4, date=later))
    desk.forget()
    item = desk.plan(line).item
    assert (item.text, item.due) == ("Skrive utkast", later)


def test_the_first_line_of_a_table_notes_the_table(desk):
    type_in(desk, "en", "to")
    (group,) = desk.store.all(Group).values()
    assert (group.letter, group.scribe) == ("B", "Kari")


def test_going_to_a_theme_makes_it_once(desk):
    type_in(desk, "# Økonomi", "en", "# Annet", "to", "# økonomi", "tre")
    assert sorted(theme.title for theme in desk.store.all(Theme).values()) == ["Annet", "Økonomi"]
    assert desk.store.all(Theme)[desk.theme].title == "Økonomi"


def test_a_line_can_be_filed_elsewhere_without_going_there(desk):
    type_in(desk, "# Økonomi", "# Dialog")
    here = desk.theme
    item = type_in(desk, "Alt er dyrt #økonomi").item
    assert desk.store.all(Theme)[item.theme].title == "Økonomi"
    assert desk.theme == here


def test_people_are_kept_by_id_and_told_by_name(desk):
    desk.store.save(*new_person(desk.store, "Kari Nordhaug"))
    desk.forget()
    item = type_in(desk, "! Kari: Ringe @kari @ukjent").item
    kari = next(iter(desk.store.parties()))
    assert item.said_by == kari.id
    assert item.responsible == (kari.id, "ukjent")


def test_a_continuation_goes_on_with_ones_own_last_item_of_the_group(desk, path):
    other = Desk(Store.open(path, "Ola"), desk.gathering, "nb", group="A")
    type_in(desk, "! Ringe")
    type_in(other, "Noe annet")
    desk.store.read_on()
    type_in(desk, "... i morgen @ola >2026-12-24")
    item = next(item for item in desk.store.all(Item).values() if item.group == "B")
    assert (item.text, item.responsible, item.due.isoformat()) == ("Ringe i morgen", ("ola",), "2026-12-24")


def test_a_repair_mends_the_latest_item_that_has_the_words(desk):
    type_in(desk, "Dørene er gamle", "Låsene er gamle", "Noe annet", "s/gamle/nye/")
    assert texts(desk.store) == ["Dørene er gamle", "Låsene er nye", "Noe annet"]


@pytest.mark.parametrize(("line", "why"), [("... mer", "no_item"), ("s/a/b/", "no_such_text")])
def test_what_cannot_be_done_is_said_and_can_be_kept_as_text(desk, line, why):
    step = desk.plan(line, MOMENT)
    assert (step.what, step.documents) == (why, ())
    item = desk.plan_literally(line, MOMENT).item
    assert (item.kind, item.text) == (Kind.POINT, line)


def test_an_item_is_written_anew_from_its_own_line(desk):
    desk.store.save(*new_person(desk.store, "Kari Nordhaug"), new_theme(desk.store, "Økonomi"))
    desk.forget()
    item = type_in(desk, "! Kari: Ringe Ola: nå @kari >2026-12-24 #økonomi").item
    same = desk.plan_edit(item, desk.line_of(item)).item
    assert (same.kind, same.text, same.said_by, same.responsible, same.due, same.theme) == (
        item.kind,
        item.text,
        item.said_by,
        item.responsible,
        item.due,
        item.theme,
    )


def test_an_edit_keeps_who_and_whom_even_where_they_cannot_be_typed(desk):
    item = add(desk.store, "Ringe", said_by="Utenfor", responsible=("Et Firma AS",))
    edited = desk.plan_edit(item, desk.line_of(item).replace("Ringe", "Skrive")).item
    assert edited.text == "Skrive"
    assert (edited.said_by, edited.responsible) == (item.said_by, item.responsible)


def test_an_edit_that_is_no_item_is_refused(desk):
    item = type_in(desk, "Noe").item
    assert desk.plan_edit(item, "# Annet").what == "no_capture"
    assert desk.plan_edit(item, "").what == "no_capture"


def test_the_plenary_is_a_group_too(store):
    desk = Desk(store, store.open_gathering(), "nb")
    assert store.reference(type_in(desk, "Hei").item) == "3P-01"
    assert desk.group == PLENARY
