"""The stored form: what goes in comes out, and what cannot be a document is refused."""

import datetime as dt
import json
import types
import typing
from contextlib import suppress
from dataclasses import fields, replace
from enum import StrEnum

import pytest
from conftest import DAY, MOMENT, any_text
from hypothesis import given
from hypothesis import strategies as st

from storage.model import Gathering, Item, Kind, Network, Theme
from storage.records import TABLE_OF, TABLES, BadRecord, changed_fields, from_record, to_record

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | any_text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(any_text, inner, max_size=3),
    max_leaves=5,
)
offsets = st.integers(-24 * 60 + 1, 24 * 60 - 1).map(lambda minutes: dt.timezone(dt.timedelta(minutes=minutes)))
plain = {
    str: any_text,
    int: st.integers(),
    bool: st.booleans(),
    float: st.floats(allow_nan=False),
    dt.date: st.dates(),
    dt.datetime: st.datetimes(timezones=offsets),
}


def values_of(hint):
    """Return a strategy for a field of that type."""
    if isinstance(hint, types.UnionType):
        return st.none() | values_of(typing.get_args(hint)[0])
    if typing.get_origin(hint) is tuple:
        return st.lists(any_text, max_size=3).map(tuple)
    return st.sampled_from(list(hint)) if issubclass(hint, StrEnum) else plain[hint]


def documents_of(kind):
    """Return a strategy for any document of a kind, with unknown keys."""
    hints = typing.get_type_hints(kind)
    known = {field.name for field in fields(kind)} - {"extra"}
    values = {name: values_of(hints[name]) for name in known}
    extra = st.dictionaries(any_text.filter(lambda key: key not in known), json_values, max_size=3)
    return st.builds(kind, **values, extra=extra)


any_document = st.sampled_from(list(TABLES.values())).flatmap(documents_of)
ITEM = Item(id="I", text="Vi trenger nattro", gathering="G", number=7, created=MOMENT)


@given(any_document)
def test_what_is_stored_comes_back(document):
    assert from_record(type(document), to_record(document)) == document


@given(any_document)
def test_it_comes_back_through_json_too(document):
    assert from_record(type(document), json.loads(json.dumps(to_record(document)))) == document


@given(any_document)
def test_the_record_that_comes_back_is_the_same_record(document):
    record = to_record(document)
    assert to_record(from_record(type(document), record)) == record


def test_every_kind_of_document_has_a_table():
    assert {TABLE_OF[kind] for kind in TABLES.values()} == set(TABLES)


def test_default_values_are_left_out():
    assert to_record(ITEM) == {
        "id": "I",
        "text": "Vi trenger nattro",
        "gathering": "G",
        "number": 7,
        "created": "2026-12-01T09:30:00+01:00",
    }


def test_an_empty_value_stands_for_the_default():
    assert from_record(Item, {**to_record(ITEM), "due": None, "kind": None}) == ITEM


def test_unknown_keys_are_kept_and_given_back():
    record = {**to_record(ITEM), "mood": ["calm"], "due": None}
    assert from_record(Item, record).extra == {"mood": ["calm"]}
    assert to_record(replace(from_record(Item, record), text="nytt"))["mood"] == ["calm"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": 3},
        {"text": None},
        {"number": "7"},
        {"number": True},
        {"number": 7.0},
        {"deleted": 1},
        {"kind": "rumour"},
        {"kind": []},
        {"due": "tomorrow"},
        {"due": 20261201},
        {"created": "now"},
        {"responsible": "kari"},
        {"responsible": {"kari": 1}},
        {"responsible": [1]},
        {"grew_from": 5},
    ],
)
def test_what_cannot_be_an_item_is_refused(wrong):
    with pytest.raises(BadRecord):
        from_record(Item, {**to_record(ITEM), **wrong})


@pytest.mark.parametrize("order", ["1", [], 10**400])
def test_what_cannot_be_an_order_is_refused(order):
    with pytest.raises(BadRecord):
        from_record(Theme, {"id": "T", "title": "Behov", "handle": "behov", "order": order})


@given(st.sampled_from(list(TABLES.values())), st.dictionaries(any_text, json_values))
def test_no_record_does_anything_but_be_read_or_be_refused(kind, record):
    with suppress(BadRecord):
        assert isinstance(from_record(kind, record), kind)


@given(st.data(), st.sampled_from(list(TABLES.values())))
def test_nonsense_in_any_field_is_read_or_refused(data, kind):
    record = to_record(data.draw(documents_of(kind)))
    name = data.draw(st.sampled_from([field.name for field in fields(kind)]))
    value = data.draw(json_values)
    with suppress(BadRecord):
        assert isinstance(from_record(kind, {**record, name: value}), kind)


def test_a_new_document_sets_all_that_is_not_default_and_was_nothing():
    assert changed_fields(None, ITEM) == (to_record(ITEM), None)


def test_a_change_names_the_fields_that_differ_and_what_stood_there():
    assert changed_fields(ITEM, replace(ITEM, kind=Kind.NEED, due=DAY)) == (
        {"kind": "need", "due": "2026-12-01"},
        {"kind": "point", "due": None},
    )


def test_a_field_that_goes_back_to_its_default_is_set_to_it():
    assert changed_fields(replace(ITEM, responsible=("kari",)), ITEM) == (
        {"responsible": []},
        {"responsible": ["kari"]},
    )


@given(st.data(), st.sampled_from(list(TABLES.values())))
def test_the_changed_fields_laid_over_the_old_record_give_the_new_document(data, kind):
    old = replace(data.draw(documents_of(kind)), id="X", extra={})
    new = replace(data.draw(documents_of(kind)), id="X", extra={})
    after, before = changed_fields(old, new)
    assert from_record(kind, {**to_record(old), **after}) == new
    assert from_record(kind, {**to_record(new), **before}) == old


def test_nothing_changed_is_nothing_to_set():
    assert changed_fields(ITEM, ITEM) == ({}, {})


def test_a_gathering_keeps_its_date_and_a_network_its_name():
    gathering = Gathering(id="G", number=3, date=DAY)
    assert to_record(gathering) == {"id": "G", "number": 3, "date": "2026-12-01"}
    assert to_record(Network(id="N", name="Velferd")) == {"id": "N", "name": "Velferd"}
