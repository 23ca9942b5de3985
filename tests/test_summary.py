"""The summary: what it picks, and that it is never more than one page."""

import dataclasses
import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_extracts import AFTER, at, several
from test_minutes import GATHERING, chapters, closing, item, present, record_of, words

from exports.cuts import page
from exports.cuts.fitting import DATES, OWNERS, REFERENCES
from exports.cuts.record import Choice, Record
from exports.cuts.summary import summary_of
from exports.document import Document, Entries, Entry, Heading, Manner, Statement, Table, entries_of
from exports.ooxml import look
from storage.model import LANGUAGES, GatheringState, Item, Kind, Presence, Status

LONG = "Tverrfaglighetsutviklingsprosessdokumentasjonsansvarlig "


def summary(*items: Item, **more: object) -> Document:
    return summary_of(record_of(*items, **more))


def opening(found: Document) -> list[str]:
    return [part.text for part in found.parts if isinstance(part, Statement) and part.manner is Manner.SAID]


def table(found: Document) -> list[tuple[str, ...]]:
    rows = [row for part in found.parts if isinstance(part, Table) for row in part.rows]
    return [tuple(cell if isinstance(cell, str) else cell.text for cell in row) for row in rows]


# What it says


def test_it_opens_with_when_and_where_how_many_took_part_and_the_numbers():
    there = (
        present("kari"),
        present("ola", Presence.PART),
        present("per", Presence.GUEST),
        present("ase", Presence.ABSENT),
    )
    found = summary(
        item("a"),
        item("b", Kind.NEED),
        item("c", Kind.ACTION),
        item("d", Kind.ACTION, due=dt.date(2025, 4, 1), responsible=("kari",)),
        item("e", Kind.ACTION, status=Status.DONE),
        attendance=there,
    )
    assert found.title == "Sammendrag av samling 3: Dialog med markedet"
    assert opening(found) == [
        "onsdag 12. mars 2025 · Kulturhuset i Storvik · 3 deltakere",
        (
            "Det ble skrevet ned 1 innspill, 1 behov og 3 tiltak. "
            "Av tiltakene er 1 utført, 1 uten ansvarlig og 1 uten frist."
        ),
    ]


@pytest.mark.parametrize(
    ("language", "title", "numbers"),
    [
        ("nn", "Samandrag av samling 3 og 4", "Det vart skrive ned 2 tiltak. Av tiltaka er 2 utførte."),
        ("en", "Summary of gatherings 3 and 4", "The record holds 2 actions. Of the actions, 2 are done."),
    ],
)
def test_of_several_gatherings_it_gives_the_first_day_and_the_last(language, title, numbers):
    done = [at(name, "a", Kind.ACTION, status=Status.DONE) for name in "GH"]
    found = summary_of(Record(several(*done), (GATHERING, AFTER), language))
    assert found.title == title
    day = {"nn": "12.03.2025–06.05.2025", "en": "12 Mar 2025–6 May 2025"}[language]
    assert opening(found) == [day, numbers]


def test_a_draft_and_what_is_exempt_say_so():
    still_open = dataclasses.replace(GATHERING, state=GatheringState.OPEN, place="")
    found = summary(item("a", Kind.NEED, confidential=True), gathering=still_open, confidential=True)
    assert opening(found)[:2] == ["Inneholder tekst som er unntatt offentlighet.", "Utkast · onsdag 12. mars 2025"]
    assert entries_of(found)[0].remarks == ("unntatt offentlighet",)
    assert found.exempt


def test_it_tells_decisions_needs_open_actions_and_open_questions_in_that_order():
    done = [item(f"ferdig {kind}", kind, status=Status.DONE) for kind in (Kind.ACTION, Kind.QUESTION)]
    found = summary(*(item(kind, kind) for kind in Kind), *done)
    assert list(chapters(found)) == ["Vedtak", "Behov", "Åpne tiltak", "Åpne spørsmål"]
    assert [entry.text for entry in entries_of(found)] == ["decision", "need", "action", "question"]
    assert closing(found).startswith("Referansen viser")


def test_actions_come_by_due_date_with_who_is_responsible():
    found = summary(
        item("uten frist", Kind.ACTION),
        item("sist", Kind.ACTION, due=dt.date(2025, 9, 1), responsible=("storvik",)),
        item("først", Kind.ACTION, due=dt.date(2025, 4, 1), responsible=("kari", "per")),
        language="nn",
    )
    assert table(found) == [
        ("3B-03", "først", "Kari Solberg og Per Aune", "01.04.2025"),
        ("3B-02", "sist", "Storvik kommune", "01.09.2025"),
        ("3B-01", "uten frist", "ikkje sett", "ikkje sett"),
    ]


def test_where_too_many_are_responsible_the_first_is_named_and_the_others_counted():
    found = summary(*(item("x", Kind.ACTION, responsible=("kari",) * 11) for _ in range(20)))
    assert {row[2] for row in table(found)} == {"Kari Solberg og 10 til"}


def test_the_needs_that_matter_most_are_those_that_are_not_met_and_that_others_grew_from_and_that_are_described():
    met = item("dekket", Kind.NEED, status=Status.DONE)
    filler = [item(f"n{number}", Kind.NEED) for number in range(40)]
    found = summary(met, *filler, item("beskrevet", Kind.NEED, who="alle"), item("vekst", Kind.NEED, grew_from=("i9",)))
    told = [entry.text for entry in entries_of(found)]
    assert "dekket" not in told
    assert {"n7", "beskrevet", "vekst"} <= set(told)


def test_of_several_gatherings_the_newest_decisions_are_told_in_the_order_of_the_record():
    old = [at("G", f"gammelt {number}", Kind.DECISION) for number in range(40)]
    new = [at("H", f"nytt {number}", Kind.DECISION) for number in range(3)]
    found = summary_of(Record(several(*old, *new), (GATHERING, AFTER), "nb"))
    told = [entry.text for entry in entries_of(found)]
    assert told[-3:] == ["nytt 0", "nytt 1", "nytt 2"]
    assert told[0] == "gammelt 0"


@pytest.mark.parametrize(
    ("language", "heading", "note"),
    [
        ("nb", r"Vedtak \((\d+) av 50, resten i referatet\)", "Tekst som slutter med «…», er kortet ned."),
        ("nn", r"Vedtak \((\d+) av 50, resten i referatet\)", "Tekst som sluttar med «…», er korta ned."),
        ("en", r"Decisions \((\d+) of 50, the rest in the minutes\)", "Text that ends in “…” has been shortened."),
    ],
)
def test_where_a_list_or_a_text_is_cut_it_says_so(language, heading, note):
    found = summary(*(item("Vi vedtok dette. " * 20, Kind.DECISION) for _ in range(50)), language=language)
    entries = entries_of(found)
    told = re.fullmatch(heading, next(iter(chapters(found))))
    assert told
    assert int(told[1]) == len(entries) > 5
    assert all(re.fullmatch("Vi vedtok( dette. Vi vedtok)*( dette.)? …", entry.text) for entry in entries)
    assert closing(found).startswith(note)


def test_a_long_text_is_whole_where_there_is_room():
    found = summary(item("Vi vedtok dette. " * 20, Kind.DECISION))
    assert [entry.text for entry in entries_of(found)] == [("Vi vedtok dette. " * 20).strip()]
    assert "…" not in closing(found)


def test_what_is_withheld_is_counted_and_not_told():
    found = summary(item("§§", Kind.DECISION, confidential=True), item("b", Kind.DECISION))
    assert [entry.text for entry in entries_of(found)] == ["b"]
    assert list(chapters(found)) == ["Vedtak (1 av 2, resten i referatet)"]
    assert "§§" not in "".join(words(found))
    assert "2 vedtak" in opening(found)[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_with_nothing_written_down_or_nothing_to_show_it_says_so(language):
    nothing, talk = summary(language=language), summary(item("prat"), language=language)
    assert len(nothing.parts) == 2
    assert entries_of(talk) == []
    assert closing(nothing) != closing(talk)


def test_a_part_of_a_record_can_be_summed_up():
    record = dataclasses.replace(
        record_of(item("a", Kind.NEED), item("b", Kind.NEED, theme="behov")), choice=Choice(theme="behov")
    )
    found = summary_of(record)
    assert (found.title, [entry.text for entry in entries_of(found)]) == ("Egne behov: sammendrag av samling 3", ["b"])


# That it fits


def height(found: Document) -> float:
    """How high the page is, by the same measures, added up from the finished document."""
    whole = page.TITLE.height(found.title)
    widths = [page.column(room) for room in (REFERENCES, OWNERS, DATES)]
    rest = page.WIDTH - sum(widths)
    forms = [page.cell(width) for width in (widths[0], rest, *widths[1:])]
    for part in found.parts:
        match part:
            case Statement():
                whole += (page.CLOSING if part.manner is Manner.CLOSING else page.SAID).height(part.text)
            case Heading():
                whole += page.HEADING.height(part.text)
            case Entries():
                whole += sum(page.ITEM.height(said(entry)) for entry in part.entries)
            case Table():
                told = [[said(cell) if isinstance(cell, Entry) else cell for cell in row] for row in part.rows]
                whole += page.HEAD_ROW + sum(page.row(list(zip(forms, row, strict=True))) for row in told)
    return whole


def said(entry: Entry) -> str:
    return entry.text + "".join(f" – {remark}" for remark in entry.remarks)


texts = st.sampled_from(
    ["Kort.", LONG * 9, "W" * 300, "漢字" * 60, "😀 " * 90, "i" * 500, "x\ny\n" * 40, "", " ", "å " * 300]
)
texts |= st.text(max_size=40)
anything = st.builds(
    at,
    st.sampled_from("GH"),
    texts,
    st.sampled_from(Kind),
    responsible=st.lists(st.sampled_from(["kari", "storvik", LONG, "漢" * 40]), max_size=12).map(tuple),
    due=st.none() | st.dates(),
    status=st.sampled_from([Status.OPEN, Status.OPEN, Status.DONE]),
    confidential=st.booleans(),
)


@given(
    st.lists(anything, max_size=6),
    st.sampled_from([1, 1, 3, 40]),
    texts,
    texts,
    st.sampled_from(LANGUAGES),
    st.booleans(),
    st.booleans(),
)
def test_it_is_never_more_than_one_page(items, times, title, place, language, both, confidential):
    gathering = dataclasses.replace(GATHERING, title=title, place=place)
    contents = several(*items * times)
    contents = dataclasses.replace(contents, gatherings={**contents.gatherings, "G": gathering})
    about = (gathering, AFTER) if both else (gathering,)
    found = summary_of(Record(contents, about, language, confidential=confidential))
    assert height(found) <= page.HEIGHT
    assert page.RUNNING.lines(found.running) <= 2
    told = [entry.id for entry in entries_of(found)]
    assert len(set(told)) == len(told)


@given(texts, st.integers(1, 4), st.floats(60, 450), st.floats(8, 22))
def test_a_cut_text_has_no_more_lines_and_is_the_beginning_of_the_whole(text, lines, width, size):
    form = page.Form(size, width)
    text = " ".join(text.split())
    cut = form.cut(text, lines)
    assert form.lines(cut) <= lines
    if cut != text:
        assert form.lines(text) > lines
        assert text.startswith(cut.removesuffix("…").rstrip())


@given(st.text(), st.text())
def test_more_text_takes_no_less_room(text, more):
    assert page.ITEM.lines(text) <= page.ITEM.lines(text + more)
    assert page.width_of(text) <= page.width_of(text + more)


def test_the_measures_are_those_of_the_look():
    def number(style: look.Style, name: str) -> int:
        found = re.search(rf'w:{name}="(\d+)"', style.xml)
        return int(found[1]) if found else 0

    def size(style: look.Style) -> float:
        found = re.search(r'<w:sz w:val="(\d+)"/>', style.xml)
        return int(found[1] if found else 21) / 2

    forms = {
        look.HEADING_1: page.TITLE,
        look.HEADING_2: page.HEADING,
        look.SAID: page.SAID,
        look.ITEM: page.ITEM,
        look.CLOSING: page.CLOSING,
    }
    for style, form in forms.items():
        assert size(style) <= form.size
        assert (number(style, "before") + number(style, "after")) / 20 <= form.around
        assert form.width <= page.WIDTH - number(style, "left") / 20
    assert size(look.CELL) == size(look.COLUMN) == page.cell(100).size
    assert (look.PAGE["page_height"] - look.PAGE["top_margin"] - look.PAGE["bottom_margin"]) / 20 >= page.HEIGHT
    assert (look.PAGE["page_width"] - look.PAGE["left_margin"] - look.PAGE["right_margin"]) / 20 >= page.WIDTH
    assert float(re.search(r'w:line="(\d+)"', look.DEFAULTS)[1]) / 240 * 1.149 <= page.LINE
