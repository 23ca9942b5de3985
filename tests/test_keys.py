"""The keys of a JSON store: numbers for ids that are text."""

import pytest
from conftest import any_text
from hypothesis import given
from hypothesis import strategies as st

from storage.ids import ALPHABET, is_id, new_id
from storage.keys import id_of, key_of

numbers = st.integers(min_value=0) | st.integers(min_value=2**129, max_value=2**160)
ids = st.text(ALPHABET, min_size=26, max_size=26)


@given(any_text | ids)
def test_any_text_has_a_number_that_leads_back_to_it(name):
    key = key_of(name)
    assert str(int(key)) == key
    assert id_of(key) == id_of(name)


@given(numbers)
def test_any_number_has_an_id_that_leads_back_to_it(number):
    assert key_of(id_of(str(number))) == str(number)


@given(any_text | ids, numbers)
def test_the_number_after_that_of_an_id_is_another_id(name, step):
    later = id_of(str(int(key_of(name)) + step + 1))
    assert later != id_of(name)
    assert int(key_of(later)) == int(key_of(name)) + step + 1


@given(ids, ids)
def test_ids_of_ours_have_numbers_in_their_order(one, other):
    assert (int(key_of(one)) < int(key_of(other))) == (one < other)


def test_small_numbers_are_their_own_ids():
    assert [id_of(str(number)) for number in (0, 1, 77, 10**38)] == ["0", "1", "77", "1" + "0" * 38]


def test_what_only_looks_like_a_number_is_a_text():
    names = ["01", "-1", "", "１", "²", "1.0", "0x1", "1 ", "1"]
    assert [id_of(name) for name in names] == names
    keys = [key_of(name) for name in names]
    assert [str(int(key)) for key in keys] == keys
    assert len(set(keys)) == len(names)


def test_the_number_after_one_of_ours_is_one_of_ours():
    assert is_id(id_of(str(int(key_of(new_id(1))) + 1)))


def test_a_text_too_long_for_a_number_is_refused():
    with pytest.raises(ValueError, match="limit"):
        key_of("å" * 2000)
