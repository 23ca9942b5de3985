"""The model: ids, references, names."""

import pytest
from conftest import DAY, MOMENT, any_text
from hypothesis import given
from hypothesis import strategies as st

from storage.contents import Contents, Reference
from storage.ids import ALPHABET, fold, joint_id, make_handle, moment_of, new_id
from storage.model import AgendaEntry, Gathering, Item, Network, Organisation, Person, Theme

moments = st.integers(0, (1 << 56) - 1)


@given(moments, moments)
def test_ids_sort_by_time(one, other):
    if one != other:
        assert (new_id(one) < new_id(other)) == (one < other)


def test_two_ids_of_the_same_moment_differ():
    assert len({new_id(1_764_576_000_000_000) for _ in range(1000)}) == 1000


@given(moments)
def test_an_id_is_26_letters_and_digits(moment):
    assert len(new_id(moment)) == 26
    assert set(new_id(moment)) <= set(ALPHABET)


@given(any_text, any_text)
def test_a_joint_id_is_the_same_for_everybody(one, other):
    assert joint_id(one, other) == joint_id(one, other)
    assert len(joint_id(one, other)) == 26


def test_the_joint_id_of_a_network_never_changes():
    assert joint_id("network") == "6G8FBVSW53TAMP6M2CT2TDWFQW"


@given(st.tuples(st.text("ABC", max_size=3), st.text("ABC", max_size=3)), st.tuples(st.text("ABC"), st.text("ABC")))
def test_joint_ids_differ_where_their_parts_do(one, other):
    assert (joint_id(*one) == joint_id(*other)) == (one == other)


@pytest.mark.parametrize(
    ("rank", "said"), [(0, "3B-07"), (1, "3B-07b"), (2, "3B-07c"), (25, "3B-07z"), (26, "3B-07~27")]
)
def test_a_reference_is_gathering_group_number_and_a_letter_where_needed(rank, said):
    assert str(Reference(3, "B", 7, rank)) == said


def test_a_number_over_99_is_said_whole():
    assert str(Reference(12, "P", 100)) == "12P-100"


@given(st.integers(0, 100), st.integers(0, 100))
def test_no_two_ranks_are_called_the_same(one, other):
    assert (str(Reference(3, "B", 7, one)) == str(Reference(3, "B", 7, other))) == (one == other)


def test_names_are_compared_without_case_accent_form_or_spaces():
    assert fold("  A\u030ase  ØDEGÅRD ") == fold("Åse Ødegård")


@given(any_text, st.lists(any_text.map(fold)))
def test_a_handle_is_one_word_and_none_of_those_taken(name, taken):
    handle = make_handle(name, taken)
    assert handle not in taken
    assert handle
    assert len(handle.split()) == 1


def test_a_thousand_themes_of_the_same_name_get_a_thousand_handles():
    taken = set()
    for _ in range(1000):
        taken.add(make_handle("Behov", taken))
    assert len(taken) == 1000


KARI = Person(id="1", name="Kari Nordmann", handle="kari")
FJORDVIK = Organisation(id="2", name="Fjordvik kommune", handle="fjordvik")
CONTENTS = Contents(Network(id="0", name="Velferd"), organisations={"2": FJORDVIK}, people={"1": KARI})


@pytest.mark.parametrize("name", ["1", "kari", "KARI", "kari  nordmann"])
def test_a_person_is_found_by_id_handle_and_name(name):
    assert CONTENTS.party(name) is KARI


def test_a_person_is_found_before_an_organisation_of_the_same_handle():
    namesake = Organisation(id="3", name="Kari", handle="kari")
    assert Contents(CONTENTS.network, {"3": namesake}, {"1": KARI}).party("kari") is KARI


def test_a_name_that_is_not_registered_stands_for_itself():
    assert CONTENTS.party("Ola") is None
    assert CONTENTS.name("Ola") == "Ola"
    assert CONTENTS.name("2") == "Fjordvik kommune"


def test_the_themes_of_a_gathering_are_its_agenda_and_then_what_its_items_name():
    gathering = Gathering(id="G", number=3, date=DAY)
    item = Item(id="I", text="x", gathering="G", number=1, created=MOMENT, theme="C")
    contents = Contents(
        CONTENTS.network,
        themes={name: Theme(id=name, title=name, handle=name) for name in "ABCD"},
        gatherings={"G": gathering},
        agenda={
            "1": AgendaEntry(id="1", gathering="G", theme="B", order=1),
            "2": AgendaEntry(id="2", gathering="G", theme="A", order=2),
            "3": AgendaEntry(id="3", gathering="elsewhere", theme="D"),
            "4": AgendaEntry(id="4", gathering="G", theme="gone"),
        },
        items={"I": item},
    )
    assert [theme.title for theme in contents.themes_of(gathering)] == ["B", "A", "C"]


def test_documents_are_frozen():
    with pytest.raises(AttributeError):
        KARI.name = "Ola"


@given(moments)
def test_an_id_tells_when_it_was_made(microseconds):
    assert moment_of(new_id(microseconds)) == pytest.approx(microseconds / 1_000_000)


def test_what_is_no_id_tells_no_moment():
    assert moment_of("Kari") == 0
