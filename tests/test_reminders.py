"""The reminders of what may be personal data: numbers, addresses, health beside a name. All people are invented."""

from __future__ import annotations

import pytest
from conftest import any_text
from hypothesis import given
from hypothesis import strategies as st
from statements import alarms, catches, reminded, statements

from storage.model import LANGUAGES
from tui.coaching.reminders import Hint, is_identity_number, reminders
from tui.coaching.wordlists import Lists, shipped

SAID = statements("personal.tsv")
TUNED = [one for one in SAID if one.tuned]
HELD_OUT = [one for one in SAID if not one.tuned]


def found(text: str, **more) -> list[tuple[Hint, str]]:
    return [(one.hint, one.word) for one in reminders(text, **more)]


# How often they are right


def test_there_are_a_hundred_of_each_sort_in_three_languages():
    assert sum(not one.wrong for one in SAID) >= 100
    assert sum(bool(one.wrong) for one in SAID) >= 100
    assert {one.language for one in SAID} == set(LANGUAGES)
    assert {kind for one in SAID for kind in one.wrong} == {one.value for one in Hint}
    assert len({one.text for one in SAID}) == len(SAID)


@pytest.mark.parametrize(("half", "most", "least"), [(TUNED, 2, 56), (HELD_OUT, 4, 50)], ids=["tuned", "held-out"])
def test_most_is_found_and_little_else(half, most, least):
    assert alarms(half, reminded).hit <= most
    assert catches(half, reminded).hit >= least


# Identity numbers


def control(nine: str) -> list[str]:
    return [nine + f"{last:02}" for last in range(100) if is_identity_number(nine + f"{last:02}")]


@given(st.dates(), st.integers(0, 999), st.sampled_from([0, 40]), st.sampled_from([0, 80]))
def test_of_a_day_and_a_number_at_most_one_pair_of_control_digits_is_right(day, number, more_days, more_months):
    nine = f"{day.day + more_days:02}{day.month + more_months:02}{day.year % 100:02}{number:03}"
    right = control(nine)
    assert len(right) <= 1
    for digits in right:
        assert found(f"Saken gjelder {digits}.") == [(Hint.IDENTITY, digits)]
        assert found(f"Saken gjelder {digits[:6]} {digits[6:]}, som søkte.") == [
            (Hint.IDENTITY, f"{digits[:6]} {digits[6:]}")
        ]
        assert found(f"Kode 1{digits} og {digits}2") == []


@given(st.integers(0, 10), st.integers(1, 9))
def test_no_digit_can_be_another(place, by):
    digits = "01815010260"
    other = digits[:place] + str((int(digits[place]) + by) % 10) + digits[place + 1 :]
    assert is_identity_number(digits)
    assert not is_identity_number(other)


@pytest.mark.parametrize(
    "digits", ["32815010260", "01935010260", "0181501026", "018150102601", "0181501026x", "00000000000"]
)
def test_what_has_no_such_day_or_length_is_none(digits):
    assert not is_identity_number(digits)


# The rest


@pytest.mark.parametrize(
    ("text", "hints"),
    [
        ("Ring 912 34 567", [(Hint.PHONE, "912 34 567")]),
        ("Ring +47 91 23 45 67.", [(Hint.PHONE, "+47 91 23 45 67")]),
        ("mobil 45678901", [(Hint.PHONE, "45678901")]),
        ("Sak 20261234, 25 000 000 kr, 45 000 000", []),
        ("Organisasjonsnummer 912 345 678", []),
        ("Løpenummer 98765432 på pumpa", []),
        ("kari.n@granvaer.example, postmottak@granvaer.example", [(Hint.MAIL, "kari.n@granvaer.example")]),
        ("Olga, 83, på Åsen har fått demens.", [(Hint.HEALTH, "Olga, 83, på Åsen har fått demens")]),
        ("Demensen til Olga er verre.", [(Hint.HEALTH, "Demensen til Olga")]),
        ("Olga. Demens er neste tema.", []),
        ("Kari foreslo at vi ser på demens.", []),
        ("Per i dag er det ti plasser.", []),
    ],
)
def test_what_reminds_and_what_does_not(text, hints):
    assert found(text) == hints


def test_a_name_of_the_store_counts_as_a_first_name_does():
    assert found("Zyrid har kreft") == []
    assert found("Zyrid har kreft", names=["Zyrid Moen"]) == [(Hint.HEALTH, "Zyrid har kreft")]


@given(
    any_text
    | st.lists(
        st.sampled_from(["Olga", ",", "83", "har", "demens", ". ", "912 34 567", "01815010260", "@", "ø\u0301"])
    ).map(" ".join)
)
def test_no_text_makes_them_fail_and_what_they_name_stands_in_the_text(text):
    for language in LANGUAGES:
        for one in reminders(text, ["Olga Lie"], None, language):
            assert 0 <= one.start < one.end <= len(text)
            assert text[one.start : one.end] == one.word


@given(st.text("abcdefghijklmnopqrstuvwxyzæøå", min_size=4, max_size=12))
def test_health_words_can_be_added_and_taken_out(word):
    small = {language: {"first": ("Olga",), "link": ("har",)} for language in LANGUAGES}
    for entries, count in [((word,), 1), ((f"-{word}",), 0), ((word, f"-{word}"), 0)]:
        lists = Lists(small, ({"health": entries},))
        assert len(found(f"Olga har {word}", lists=lists)) == (count if word != "har" else 0)


@pytest.mark.parametrize("text", ["9" * 20000, "a@" * 5000, "Olga, " * 3000, "Olga har " * 2000, "a.b" * 5000 + "@"])
def test_long_texts_take_no_longer_than_they_are(text):
    assert isinstance(reminders(text, lists=shipped()), tuple)
