"""What is typed to find something: words, filters, and what both find, in whatever order and however often asked."""

from __future__ import annotations

import datetime as dt
import itertools
import string
from dataclasses import replace

import pytest
from conftest import DAY, add, any_text
from hypothesis import given
from hypothesis import strategies as st

from storage.model import LANGUAGES, Item, Kind, Status
from storage.store import Store
from tui.planning.register import new_person, new_theme
from tui.search.filters import FILTERS, STATES
from tui.search.folding import places, plain
from tui.search.index import Index
from tui.search.query import Facts, Known, Lot, Query, read_query

KNOWN = Known(
    themes={"T1": "dialog med markedet dialog dialogue", "T2": "behov og gevinst behov"},
    parties={"P1": "kari nordhaug kari glimvåg", "P2": "ola vik ola", "eva": "eva"},
    gatherings={"G1": 1, "G3": 3},
)
TODAY = DAY


def facts(**more: object) -> Facts:
    empty = Facts("point", "", (), "", "G1", "b", Status.OPEN, None, *([False] * 4))
    return empty._replace(**more)


def finds(text: str, words: str = "", **more: object) -> bool:
    return read_query(text, KNOWN).sift(Lot(["x"], [plain(words)], [facts(**more)]), TODAY).names == ["x"]


pieces = st.sampled_from(
    [
        *(
            "trygg",
            "Trygg",
            "bolig",
            "b",
            "-bolig",
            "-",
            '"trygg bolig"',
            '"',
            "«a b»",
            "“",
            "@kari",
            "@",
            "-@kari",
            "#dia",
        ),
        *("type:tiltak", "kind:need,action", "type:", "slag:xyz", "-type:behov", "er:åpen", "is:d", "er:slettet"),
        *("samling:3", "samling:", "tema:ingen", 'tema:"dialog med"', "sagt:ola", "gruppe:B", "foo:bar", "er:forfalt"),
    ]
)
queries = st.lists(pieces | any_text, max_size=5).map(" ".join)
items = st.lists(
    st.tuples(
        st.sampled_from(["trygg bolig", "bolig", "TRYGG hjemreise", "áb", ""]),
        st.builds(
            facts,
            kind=st.sampled_from([str(kind) for kind in Kind]),
            theme=st.sampled_from(["", "T1", "T2"]),
            responsible=st.sampled_from([(), ("P1",), ("P2", "eva")]),
            said=st.sampled_from(["", "P2"]),
            gathering=st.sampled_from(["G1", "G3"]),
            status=st.sampled_from(Status),
            due=st.sampled_from([None, TODAY, TODAY - dt.timedelta(1)]),
            deleted=st.booleans(),
        ),
    ),
    max_size=8,
)


def lot_of(those: list[tuple[str, Facts]], *, deleted: bool = False) -> Lot:
    chosen = [(str(9 - at), plain(text), each) for at, (text, each) in enumerate(those) if each.deleted is deleted]
    return Lot([name for name, _, _ in chosen], [text for _, text, _ in chosen], [each for _, _, each in chosen])


def found(query: Query, those: list[tuple[str, Facts]]) -> list[str]:
    return query.sift(lot_of(those), TODAY).names


# Letters


@given(any_text)
def test_plain_letters_are_as_plain_as_can_be(text):
    assert plain(plain(text)) == plain(text)


@pytest.mark.parametrize(
    ("text", "asked", "found"),
    [
        ("Éva på KAFÉ", "eva kafe", True),
        ("Grønn åker", "gronn", False),
        ("Grønn åker", "GRØNN ÅKER", True),
        ("aker", "åker", False),
        ("åker", "aker", False),
        ("Máret Hætta", "maret", True),
        ("Malmö", "malmø", True),
        ("Iŋgá", "inga", True),
        ("skåp og ska\u030ap", "skåp", True),
        ("한국어", "한국", True),
        ("日本語のメモ", "日本", True),
        ("straße", "STRASSE", True),
    ],
)
def test_case_and_accents_do_not_matter_but_norwegian_letters_are_their_own(text, asked, found):
    assert finds(asked, text) is found


@given(any_text, st.lists(any_text.map(plain), max_size=3))
def test_what_is_marked_in_a_text_is_what_was_asked_for(text, words):
    stretches = places(text, words)
    assert all(0 <= start < end <= len(text) for start, end in stretches)
    assert all(one[1] < other[0] for one, other in itertools.pairwise(stretches))


def test_words_are_marked_where_they_stand_also_with_accents():
    text = "Éva sa: ska\u030apet er Évas"
    assert [text[start:end] for start, end in places(text, ["eva", "skåp"])] == ["Éva", "ska\u030ap", "Éva"]


# The language


@given(queries)
def test_reading_a_query_never_fails(text):
    query = read_query(text, KNOWN)
    assert query.sift(Lot(["x"], [""], [facts()]), TODAY).names in (["x"], [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_filter_and_state_is_understood_in_every_language(language):
    for row in FILTERS:
        assert read_query(row.examples[language], KNOWN).unknown == ()
        for name in row.names.get(language, ()):
            assert read_query(f"{name.upper()}:", KNOWN).begun == row.id
    for state, words in STATES.items():
        for word in words[language]:
            (term,) = read_query(f"er:{word}", KNOWN).terms
            assert term.values == {state}


@given(st.text(string.ascii_letters + "æøå", min_size=1).filter(lambda word: word.lower() != "ingen"))
def test_a_word_that_is_no_filter_is_a_word(word):
    assert read_query(word, KNOWN).words == (plain(word),)
    assert read_query(f"x{word}:1", KNOWN).words == (plain(f"x{word}:1"),)


def test_words_are_anded_and_words_in_quotes_stand_together():
    assert finds("bolig trygg", "trygg bolig")
    assert not finds("trygg reise", "trygg bolig")
    assert finds('"trygg bolig"', "En trygg  bolig")
    assert not finds('"bolig trygg"', "trygg bolig")
    assert finds("«trygg bol", "trygg bolig")
    assert finds("12:30 http://x", "kl 12:30 http://x")


def test_a_minus_leaves_out():
    assert not finds("trygg -bolig", "trygg bolig")
    assert not finds('-"trygg bolig"', "trygg bolig")
    assert not finds("-type:tiltak", kind="action")
    assert not finds("-@kari", responsible=("P1",))
    assert finds("-@kari", responsible=("P2",))
    assert finds('"-5"', "minus -5 grader")


def test_kinds_are_ored_and_other_filters_are_anded():
    assert finds("type:tiltak kind:need", kind="need")
    assert finds("type:tiltak,behov", kind="action")
    assert not finds("type:tiltak kind:need", kind="point")
    assert finds("#dialog samling:3", theme="T1", gathering="G3")
    assert not finds("#dialog samling:3", theme="T1", gathering="G1")


def test_people_are_found_by_the_beginning_of_any_name_and_by_where_they_come_from():
    for asked in ("@kari", "@nord", "@GLIM", "ansvar:kari", 'responsible:"kari nord"'):
        assert finds(asked, responsible=("P1",)), asked
    assert not finds("@ari", responsible=("P1",))
    assert finds("@eva", responsible=("eva",))
    assert finds("@ingen")
    assert not finds("@ingen", responsible=("P1",))
    assert finds("sagt:vik", said="P2")


def test_what_is_open_overdue_or_deleted_can_be_asked_for():
    yesterday = TODAY - dt.timedelta(1)
    assert finds("er:forfalt", due=yesterday)
    assert not finds("er:forfalt", due=TODAY)
    assert not finds("er:forfalt", due=yesterday, status=Status.DONE)
    assert finds("er:ferdig", status=Status.DONE)
    assert finds("er:unntatt", confidential=True)
    assert read_query("er:slettet", KNOWN).wants_deleted
    assert not read_query("er:d", KNOWN).wants_deleted
    assert not read_query("-er:slettet", KNOWN).wants_deleted


def test_an_unknown_value_finds_nothing_and_is_told():
    query = read_query("type:xyz samling:99 @ingensomheterdet", KNOWN)
    assert [(unknown.filter, unknown.value) for unknown in query.unknown] == [
        ("kind", "xyz"),
        ("gathering", "99"),
        ("responsible", "ingensomheterdet"),
    ]
    assert not finds("type:xyz")
    assert finds("type:", "alt")


@given(queries, queries, items)
def test_what_a_longer_query_finds_is_among_what_the_shorter_one_found(text, more, those):
    shorter, longer = read_query(text, KNOWN), read_query(text + more, KNOWN)
    if longer.narrows(shorter):
        assert set(found(longer, those)) <= set(found(shorter, those))
    assert longer.narrows(longer)


@given(st.sampled_from(["trygg", "bolig", "@kari", "type:tiltak"]), st.text(string.ascii_lowercase, max_size=3))
def test_typing_on_narrows(text, more):
    assert read_query(f"{text} b{more}", KNOWN).narrows(read_query(f"{text} b", KNOWN))


# The index


def texts_found(index: Index, store: Store, text: str) -> list[str]:
    while index.read_on(0):
        pass
    return [store.find(Item, name).text for name in index.find(read_query(text, index.known()), TODAY)]


def test_the_latest_is_found_first_however_little_is_read_at_a_time(store):
    for number in range(40):
        add(store, f"nummer {number}")
    index = Index(store)
    assert index.read_on(0)
    assert not index.is_whole
    early = index.find(read_query("nummer", index.known()), TODAY)
    assert store.find(Item, early[0]).text == "nummer 39"
    assert len(early) < 40
    assert texts_found(index, store, "nummer") == [f"nummer {number}" for number in range(39, -1, -1)]


def test_only_what_was_touched_is_read_anew(store):
    one, other = add(store, "katt"), add(store, "hund")
    index = Index(store)
    assert texts_found(index, store, "katt") == ["katt"]
    touched = store.save(replace(one, text="hund i katt"))
    index.took(touched)
    assert index._waiting == [one.id]
    assert texts_found(index, store, "hund") == ["hund", "hund i katt"]
    index.took(store.save(replace(other, deleted=True)))
    assert texts_found(index, store, "hund") == ["hund i katt"]
    assert texts_found(index, store, "er:slettet") == ["hund"]
    index.took(store.save(other))
    assert texts_found(index, store, "hund") == ["hund", "hund i katt"]


def test_a_theme_or_a_person_that_gets_another_name_is_found_by_it(store):
    theme = new_theme(store, "Økonomi")
    home, kari = new_person(store, "Kari Vik", "Glimvåg")
    store.save(theme, home, kari)
    add(store, "regne", theme=theme.id, responsible=(kari.id, "eva"))
    index = Index(store)
    for asked in ("økonomi", "#øko", "@kari", "@glim", "@eva", "vik"):
        assert texts_found(index, store, asked) == ["regne"], asked
    index.took(store.save(replace(theme, title="Penger")))
    index.took(store.save(replace(kari, name="Kari Moe")))
    assert texts_found(index, store, "penger moe") == ["regne"]
    assert texts_found(index, store, "vik") == []
    assert texts_found(index, store, "@vik") == []


def test_words_in_fields_that_a_row_does_not_show_are_found(store):
    add(store, "behov", details="ringte mandag", who="nattevakten", effect="ro")
    assert texts_found(Index(store), store, "mandag nattevakt 3b-01") == ["behov"]


@given(st.data())
def test_going_on_from_what_was_found_last_finds_the_same_as_beginning_anew(data):
    those = data.draw(items)
    index = Index.__new__(Index)
    index._alive, index._gone, index._last = lot_of(those), lot_of(those, deleted=True), None
    typed = data.draw(queries)
    for end in range(len(typed) + 1):
        query = read_query(typed[:end], KNOWN)
        going_on = list(index.find(query, TODAY))
        index._last = None
        assert going_on == list(index.find(query, TODAY))
