"""What minutes say of what was confirmed in plenary, and leave out of what is exempt from public access."""

import dataclasses
import datetime as dt
import io

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_minutes import chapters, contents_of, head, item, minutes, table, words
from test_word import paragraphs, parts

from exports.cuts.confirmations import READ_BACK
from exports.cuts.withheld import withheld
from exports.document import Document, Part, Statement, Table, entries_of
from exports.formats import Format
from exports.outline import outline
from exports.word import to_word
from exports.writing import make
from storage.model import LANGUAGES, Item, Kind, Status
from tui.planning.confirming import KINDS

OSLO = dt.timezone(dt.timedelta(hours=1))
AT = dt.datetime(2025, 3, 12, 14, 30, tzinfo=OSLO)
SECRET = "§§"
WITHHELD = {"nb": "(unntatt offentlighet)", "nn": "(unnateke offentlegheit)", "en": "(exempt from public access)"}


def later(minutes: int) -> dt.datetime:
    return AT + dt.timedelta(minutes=minutes)


def confirmations(*items: Item, language: str = "nb") -> list[str]:
    """What is said of it at the end of each theme."""
    themes = [parts for parts in chapters(minutes(*items, language=language)).values() if not _is_table(parts)]
    return ["".join(part.text for part in parts if isinstance(part, Statement) and told(part.text)) for parts in themes]


def told(text: str) -> bool:
    return "plen" in text


def _is_table(parts: list[Part]) -> bool:
    return len(parts) == 1 and isinstance(parts[0], Table)


# Confirmed


def test_the_room_is_read_what_the_minutes_call_read_back():
    assert KINDS == READ_BACK


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("nb", "Alle vedtak og tiltak under temaet er lest opp og bekreftet i plenum kl. 14.30–14.41."),
        ("nn", "Alle vedtak og tiltak under temaet er lesne opp og stadfesta i plenum kl. 14.30–14.41."),
        ("en", "All decisions and actions under this theme were read back and confirmed in plenary {between}."),
    ],
)
def test_a_theme_that_was_confirmed_as_a_whole_ends_with_one_sentence(language, sentence):
    told = confirmations(
        item("a", Kind.ACTION, confirmed=later(11)),
        item("prat"),
        item("b", Kind.DECISION, confirmed=AT),
        language=language,
    )
    assert told == [sentence.format(between="between 14:30 and 14:41")]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("nb", "Lest opp og bekreftet i plenum kl. 14.30: 3B-01 og 3B-03."),
        ("nn", "Lese opp og stadfesta i plenum kl. 14.30: 3B-01 og 3B-03."),
        ("en", "Read back and confirmed in plenary at 14:30: 3B-01 and 3B-03."),
    ],
)
def test_where_something_is_not_confirmed_what_is_stands_by_its_reference(language, sentence):
    items = [item(text, Kind.NEED, confirmed=moment) for text, moment in (("a", AT), ("b", None), ("c", AT))]
    assert confirmations(*items, language=language) == [sentence]


def test_what_was_confirmed_on_another_day_says_which():
    items = (item("a", Kind.NEED, confirmed=AT), item("b", Kind.NEED, confirmed=AT + dt.timedelta(days=2)))
    first = "Lest opp og bekreftet i plenum kl. 14.30: 3B-01."
    second = "Lest opp og bekreftet i plenum fredag 14. mars 2025 kl. 14.30: 3B-02."
    assert confirmations(*items) == [f"{first} {second}"]
    assert confirmations(items[1], language="en") == [
        "Read back and confirmed in plenary on Friday 14 March 2025 at 14:30: 3B-01."
    ]


def test_a_theme_of_which_nothing_was_confirmed_says_nothing_of_it_and_neither_does_its_file():
    assert confirmations(item("a", Kind.DECISION), item("b", theme="behov")) == ["", ""]
    assert not [text for _, text in paragraphs(to_word(minutes(item("a", Kind.DECISION))).data) if "plenum" in text]


def test_the_sentence_stands_at_the_end_of_its_theme_in_the_file():
    found = minutes(item("a", Kind.DECISION, confirmed=AT), item("b", Kind.ACTION, confirmed=AT), item("c", theme=""))
    told = [text for _, text in paragraphs(to_word(found).data)]
    at = told.index("Alle vedtak og tiltak under temaet er lest opp og bekreftet i plenum kl. 14.30.")
    assert (told[at - 1], told[at + 1]) == ("Tiltak: 3B-02. Se tabellen til slutt.", "Uten tema")


@given(st.lists(st.sampled_from([None, AT, later(5), later(1440)]), max_size=8), st.sampled_from(LANGUAGES))
def test_every_confirmed_reference_is_told_unless_all_are(moments, language):
    items = [item(str(at), Kind.DECISION, confirmed=moment) for at, moment in enumerate(moments)]
    told = "".join(confirmations(*items, language=language))
    days = {moment.date() for moment in moments if moment}
    if len(moments) > 1 and all(moments) and len(days) == 1:
        assert told
        assert "3B-" not in told
    else:
        references = [f"3B-0{at}" for at, moment in enumerate(moments, 1) if moment]
        assert [reference for reference in (f"3B-0{n}" for n in range(1, 9)) if reference in told] == references


# Exempt from public access

secrets = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=5).map(lambda text: SECRET + text)
any_items = st.builds(
    item,
    secrets,
    st.sampled_from(Kind),
    confidential=st.just(True),
    said_by=secrets,
    responsible=st.lists(secrets, max_size=2).map(tuple),
    due=st.none() | st.dates(),
    status=st.sampled_from(Status),
    confirmed=st.sampled_from([None, AT]),
    **dict.fromkeys(("details", "who", "situation", "effect", "measure", "source"), secrets),
)


def whole(*items: Item, language: str = "nb") -> Document:
    return minutes(*items, language=language, confidential=True)


@given(st.lists(any_items, min_size=1, max_size=5), st.sampled_from(LANGUAGES))
def test_no_word_of_what_is_exempt_is_in_the_minutes_but_its_reference_is(items, language):
    found = minutes(*items, language=language)
    assert SECRET not in "".join(words(found))
    assert len(entries_of(found)) == len(items)
    assert {entry.text for entry in entries_of(found)} == {WITHHELD[language]}
    data = to_word(found).data
    assert SECRET.encode() not in b"".join(parts(data).values())


@given(st.lists(any_items, min_size=1, max_size=5), st.sampled_from(LANGUAGES))
def test_asked_for_it_is_there_word_for_word_and_the_head_and_every_page_warn_of_it(items, language):
    found = whole(*items, language=language)
    assert sorted(entry.text for entry in entries_of(found)) == sorted(each.text for each in items)
    warning = {
        "nb": ("Offentlighet", "Inneholder tekst som er unntatt offentlighet.", "Unntatt offentlighet"),
        "nn": ("Offentlegheit", "Inneheld tekst som er unnateken offentlegheit.", "Unnateke offentlegheit"),
        "en": ("Public access", "Contains text that is exempt from public access.", "Exempt from public access"),
    }[language]
    assert head(found)[warning[0]] == (warning[1],)
    assert found.running.endswith(warning[2])
    assert all(WITHHELD[language][1:-1] in entry.remarks for entry in entries_of(found))


def test_minutes_in_which_nothing_is_exempt_are_the_same_asked_for_or_not():
    items = (item("a"), item("b", Kind.ACTION))
    assert whole(*items) == minutes(*items)


def test_an_exempt_action_keeps_its_row_with_date_and_status_and_says_that_somebody_is_responsible():
    found = minutes(
        item("a", Kind.ACTION, confidential=True, responsible=("kari",), due=dt.date(2025, 4, 1)),
        item("b", Kind.ACTION, confidential=True),
    )
    assert [row[1:] for row in table(found)] == [
        ("(unntatt offentlighet)", "utelatt", "01.04.2025", "Åpent"),
        ("(unntatt offentlighet)", "ikke satt", "ikke satt", "Åpent"),
    ]


def test_the_preview_says_how_many_are_without_text_or_that_exempt_text_is_there():
    items = (item("a", confidential=True), item("b", Kind.ACTION, confidential=True), item("c"))
    assert outline(minutes(*items))[-1] == "Uten tekst, unntatt offentlighet: 2"
    assert outline(whole(*items))[1] == "Inneholder tekst som er unntatt offentlighet."


def test_the_words_that_stand_for_what_is_exempt_have_the_language_of_the_labels():
    data = to_word(minutes(item("a", confidential=True), item("b"), language="en")).data
    runs = {run.text: run._r.xpath("w:rPr/w:lang/@w:val") for p in _body(data) for run in p.runs if run.text}
    assert runs["(exempt from public access)"] == []
    assert runs["b"] == ["nb-NO"]


def test_a_file_with_exempt_items_is_checked_like_any_other():
    items = (item("a", confidential=True), item("b", Kind.ACTION, confidential=True), item("c"))
    made = make(minutes(*items), contents_of(*items), Format.WORD)
    assert made.report.items == 3
    assert b"unntatt offentlighet" in parts(made.data)["word/document.xml"]


def _body(data: bytes) -> list:
    return docx.Document(io.BytesIO(data)).paragraphs


def test_an_item_that_is_withheld_has_no_field_that_nobody_decided_to_tell():
    told = {"id", "kind", "text", "theme", "gathering", "group", "number", "responsible", "due", "status", "created"}
    told |= {"grew_from", "order", "confirmed", "confidential", "deleted"}
    secret = item("x", confidential=True, raw="x", scribe="x", details="x", who="x", situation="x", measure="x")
    left = withheld(secret, "nb")
    kept = {field.name for field in dataclasses.fields(Item) if getattr(left, field.name)}
    assert kept <= told
