"""What is made ahead of being asked for: the same as what is made when somebody asks."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.ids import joint_id
from storage.model import Gathering, Item, Network
from storage.store import Store

NOW = dt.datetime(2026, 3, 12, 10, tzinfo=dt.UTC)
GATHERINGS = ("G1", "G2", "G3")


def item(store: Store, gathering: str, number: int) -> Item:
    return Item(id=store.new_id(), text=f"{gathering} {number}", gathering=gathering, number=number, created=NOW)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("stores")


steps = st.lists(
    st.one_of(
        st.integers(1, 5),  # that many are made ahead
        st.tuples(st.sampled_from(GATHERINGS), st.integers(1, 3)),  # a new item
        st.tuples(st.integers(0, 20), st.sampled_from(GATHERINGS)),  # one is moved to another gathering
        st.sampled_from(["delete"]),
    ),
    max_size=25,
)


@settings(max_examples=60, deadline=None)
@given(steps, st.lists(st.tuples(st.sampled_from(GATHERINGS), st.integers(1, 3)), max_size=8))
def test_whatever_changes_meanwhile_items_and_their_numbers_are_those_of_a_store_that_was_just_opened(
    folder, steps, before
):
    path = folder / joint_id(repr((steps, before)))
    first = Store.create(path, Network(id="N", name="Nettverk"), "Kari") if not path.exists() else Store.open(path, "K")
    first.save(*(Gathering(id=name, number=int(name[1:]), date=NOW.date()) for name in GATHERINGS))
    for gathering, number in before:
        first.save(item(first, gathering, number))
    first.close()
    store = Store.open(path, "Ola")
    for step in steps:
        items = list(store.all(Item).values()) if not isinstance(step, int) else []
        match step:
            case int():
                store.make_ahead(step)
            case (str(gathering), int(number)):
                store.save(item(store, gathering, number))
            case (int(at), str(gathering)) if items:
                store.save(replace(items[at % len(items)], gathering=gathering))
            case "delete" if items:
                store.save(replace(items[0], deleted=True))
    while store.make_ahead(2):
        pass
    again = Store.open(path, "Åse")
    assert store.contents() == again.contents()
    for gathering in GATHERINGS:
        assert store.items_of(gathering) == again.items_of(gathering)
        assert store.next_number(gathering, "P") >= again.next_number(gathering, "P")
    store.close()
