"""What a few letters find."""

from conftest import any_text
from hypothesis import given
from hypothesis import strategies as st

from storage.ids import fold
from tui.search.fuzzy import closeness, plain, ranked

words = st.text("abcdeøåæ é", min_size=1, max_size=20)
"""Texts with few letters, in which much is found."""


def is_in_order(word: str, text: str) -> bool:
    letters = iter(text)
    return all(letter in letters for letter in word)


@given(words, words)
def test_a_text_is_found_when_each_word_of_the_query_has_its_letters_in_it_in_order(query, text):
    wanted = all(is_in_order(word, plain(text)) for word in plain(query).split())
    assert (closeness(query, text) is not None) == wanted


@given(any_text, any_text)
def test_any_text_may_be_asked_of_any_other(query, text):
    closeness(query, text)
    assert ranked(query, [(text, query)]) == [0]


@given(any_text)
def test_every_text_finds_itself_and_what_it_begins_with(text):
    for end in range(len(text) + 1):
        assert closeness(text[:end], text) is not None or plain(text[:end]) not in plain(text)
    assert closeness(text, text) is not None


@given(words, st.lists(words, max_size=8))
def test_what_is_found_is_in_order_of_closeness_and_nothing_is_found_twice(query, texts):
    found = ranked(query, [(text,) for text in texts])
    assert len(set(found)) == len(found)
    keys = [(fold(query) not in fold(texts[at]), -(closeness(query, texts[at]) or 0)) for at in found]
    assert keys == sorted(keys)


@given(st.lists(any_text, max_size=8))
def test_without_a_query_all_are_found_in_their_order(texts):
    assert ranked(" ", [(text,) for text in texts]) == list(range(len(texts)))


@given(words)
def test_case_and_accents_do_not_matter(text):
    assert closeness(plain(text), text) == closeness(text.upper(), text.lower())


def first(query: str, *texts: str) -> str:
    return texts[ranked(query, [(text,) for text in texts])[0]]


def test_the_beginnings_of_words_come_first():
    assert first("fs", "Forslag", "Flytt samling") == "Flytt samling"
    assert first("sa", "Lagre samlet", "Visa", "Samling") == "Samling"


def test_letters_that_stand_together_come_before_those_that_do_not():
    assert first("gre", "Gjør det rette", "Angre") == "Angre"


def test_a_letter_of_its_own_finds_its_like_first():
    assert first("å", "Angre", "Språk") == "Språk"
    assert first("a", "Språk", "Angre") == "Angre"
    assert first("sprak", "Angre", "Språk") == "Språk"
    assert first("laering", "Lagre", "Læring") == "Læring"
    assert first("gjor om", "Gjer om", "Gjør om") == "Gjør om"


def test_what_is_said_of_a_thing_finds_it_by_the_beginnings_of_its_words_only():
    things = [("Word", "Lag Word-referat"), ("Referent",), ("Folk", "Deltakere")]
    assert ranked("ref", things) == [1, 0]
    assert ranked("efe", things) == [1]
    assert ranked("word referat", things) == [0]
