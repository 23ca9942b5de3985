"""What the room confirmed holds for what it heard: which changes take it back, what is read, and in which order."""

import datetime as dt
from dataclasses import replace

import pytest
from conftest import DAY, MOMENT, add, new_item
from hypothesis import given
from hypothesis import strategies as st

from storage.model import Item, Kind, Status
from storage.store import Store
from tui.phrases import HIDDEN, Phrases
from tui.planning.confirming import (
    KINDS,
    READ_ALOUD,
    confirmed,
    holes,
    in_reading_order,
    rechecked,
    says_the_same,
    to_read,
    unconfirmed,
)
from tui.planning.desk import Desk
from tui.planning.disputes import dispute_line, disputes, plan_settlement
from tui.planning.register import agenda_entry, new_theme

items = st.builds(
    Item,
    id=st.uuids().map(str),
    kind=st.sampled_from(Kind),
    text=st.sampled_from(["a", "b", ""]),
    gathering=st.just("G"),
    number=st.integers(1, 9),
    created=st.just(MOMENT),
    theme=st.sampled_from(["", "x"]),
    responsible=st.sampled_from([(), ("kari",)]),
    due=st.sampled_from([None, DAY]),
    who=st.sampled_from(["", " ", "alle"]),
    effect=st.sampled_from(["", "ro"]),
    status=st.sampled_from(Status),
    confidential=st.booleans(),
    confirmed=st.sampled_from([None, MOMENT]),
)


@given(items, items)
def test_a_change_keeps_the_confirmation_only_where_it_changes_nothing_that_was_read_aloud(before, after):
    same = [getattr(before, name) for name in READ_ALOUD] == [getattr(after, name) for name in READ_ALOUD]
    assert rechecked(before, after) == (after if same else unconfirmed(after))
    assert says_the_same(before, after) == same


@given(items, st.none() | st.just(MOMENT + dt.timedelta(hours=1)))
def test_an_item_keeps_the_first_moment_at_which_it_was_confirmed(item, moment):
    assert confirmed(item, moment).confirmed == (moment and (item.confirmed or moment))


@given(st.lists(items, max_size=12, unique_by=lambda item: item.id))
def test_what_misses_something_is_read_first_then_decisions_needs_and_actions_each_once(found):
    read = in_reading_order(found)
    assert sorted(item.id for item in read) == sorted(item.id for item in found if item.kind in KINDS)
    assert [bool(holes(item)) for item in read] == sorted((bool(holes(item)) for item in read), reverse=True)
    for missing in (True, False):
        kinds = [KINDS.index(item.kind) for item in read if bool(holes(item)) is missing]
        assert kinds == sorted(kinds)


@pytest.mark.parametrize(
    ("kind", "more", "missing"),
    [
        (Kind.ACTION, {}, ("responsible", "due")),
        (Kind.ACTION, {"responsible": ("kari",)}, ("due",)),
        (Kind.NEED, {"who": "Nattevakten"}, ("effect",)),
        (Kind.NEED, {"who": " \n", "effect": "Ro"}, ("who",)),
        (Kind.DECISION, {}, ()),
        (Kind.POINT, {}, ()),
    ],
)
def test_an_action_wants_somebody_and_a_date_and_a_need_somebody_and_an_effect(store, kind, more, missing):
    assert holes(new_item(store, "x", kind=kind, **more)) == missing


def test_themes_are_read_in_the_order_of_the_agenda_and_what_has_none_last(store):
    first, second = new_theme(store, "Dialog"), new_theme(store, "Behov")
    store.save(first, replace(second, order=first.order + 1))
    store.save(agenda_entry(store, store.open_gathering(), second, 30))
    loose = add(store, "løst", kind=Kind.DECISION, theme="gone")
    dialog = add(store, "lov", kind=Kind.DECISION, theme=first.id)
    need = add(store, "mal", kind=Kind.NEED, theme=second.id)
    add(store, "bare prat", theme=second.id)
    read = to_read(store, store.open_gathering())
    assert {theme: [item.id for item in found] for theme, found in read.items()} == {
        second.id: [need.id],
        first.id: [dialog.id],
        "": [loose.id],
    }
    assert list(read) == [second.id, first.id, ""]


def test_what_is_typed_over_a_confirmed_item_takes_its_confirmation_away(store):
    desk = Desk(store, store.open_gathering(), "nb", group="B")
    for line in ("! Ringe legen >2026-12-04", "... og Ola", "s/ringe/spørre/"):
        item = add(store, "ringe", kind=Kind.ACTION, scribe="Kari", confirmed=MOMENT)
        step = desk.plan_edit(item, line) if line.startswith("!") else desk.plan(line)
        assert (step.item.id, step.item.confirmed) == (item.id, None)


def test_an_edit_that_changes_nothing_read_aloud_keeps_it(store):
    item = add(store, "ringe", kind=Kind.ACTION, scribe="Kari", confirmed=MOMENT)
    desk = Desk(store, store.open_gathering(), "nb", group="B")
    assert desk.plan_edit(item, "!   ringe").item.confirmed == MOMENT


def confirmed_by_two(path) -> tuple[Store, Item]:
    """A confirmed item to which Kari and Ola have given different texts without sight of each other; his stands."""
    kari = Store.open(path, "Kari")
    item = add(kari, "Vi venter.", kind=Kind.DECISION, confirmed=MOMENT)
    ola = Store.open(path, "Ola")
    kari.save(replace(item, text="Vi venter til jul."))
    ola.save(replace(item, text="Vi venter til påske."))
    ola.close()
    kari.read_on()
    return kari, kari.find(Item, item.id)


def test_settling_for_other_words_takes_the_confirmation_away_and_one_undo_brings_both_back(path):
    store, item = confirmed_by_two(path)
    (dispute,) = disputes(store, item)
    store.commit(plan_settlement(store, item, {"text": dispute.sides[0].stamp}))
    settled = store.find(Item, item.id)
    assert (settled.text, settled.confirmed) == ("Vi venter til jul.", None)
    store.commit(store.plan_undo())
    assert store.find(Item, item.id) == item


def test_settling_for_what_stands_keeps_it(path):
    store, item = confirmed_by_two(path)
    store.commit(plan_settlement(store, item))
    assert store.find(Item, item.id) == item


def test_words_that_others_wrote_of_a_masked_item_are_masked_too(path):
    store, item = confirmed_by_two(path)
    store.save(replace(item, confidential=True))
    say = Phrases("nb")
    assert "jul" in dispute_line(store, say, [store.find(Item, item.id)])
    say.discreet = True
    assert dispute_line(store, say, [store.find(Item, item.id)]) == f"≠ Kari: {HIDDEN}"
