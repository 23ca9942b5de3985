"""The formats beside Word: each holds every item and gives it back as it was written; nothing in it comes alive."""

import csv
import dataclasses
import datetime as dt
import io
import json
import re
from html.parser import HTMLParser
from itertools import pairwise
from types import ModuleType

import icalendar
import pytest
from conftest import ROOT, any_text
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from test_minutes import item, present, record_of

from exports.cuts.minutes import minutes_of
from exports.cuts.needs import needs_of
from exports.document import Chart, Column, Document, Entries, Heading, Series, Statement, Table, entries_of
from exports.formats import data, duedates, markdown, plaintext, sheet, webpage
from exports.formats.columns import in_columns, width
from exports.formats.told import due_actions, folded, told
from storage.contents import Contents
from storage.model import LANGUAGES, Item, Kind, Status

FORMATS = (markdown, webpage, plaintext, sheet, data, duedates)
DUE = dt.date(2025, 4, 1)
SECRET = "hemmeligord"
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "[her](javascript:alert(1)) ![](http://a.no/b) <http://a.no> https://a.no www.a.no",
    "# tittel",
    "- - liste\n1. tall\n2) tall\n> sitat\n    kode\n```\n~~~\n===\n---\n| a | b |\n| --- | --- |",
    "*a* **b** _c_ __d__ ~~e~~ `f` ``g`` &lt;b&gt; &amp; \\ \\\\ a|b \\| {.x} [^1]: $x$ :smile: #",
    "=1+1",
    "  @SUM(A1)",
    "\t-2",
    "\uff1d1",
    "'=1",
    "3E-05",
    "BEGIN:VEVENT\r\nSUMMARY:x;y,z\\n\r\nEND:VCALENDAR",
    "\x00\x1b[31m\x85\u2028\u202eabc\ud800\ufffe",
    "",
)
"""Texts that would be something else than text, in one format or another."""

texts = any_text | st.sampled_from(HOSTILE) | st.text("\\`*_[]<>|#-+=.1!&;,:'\"\n ~$", max_size=12)
items = st.builds(
    lambda created, **fields: dataclasses.replace(item(**fields), created=created),
    text=texts,
    kind=st.sampled_from(Kind),
    details=texts,
    who=texts,
    said_by=st.just("kari") | texts,
    responsible=st.just(("ase", "storvik")) | st.tuples(texts),
    due=st.none() | st.dates(),
    status=st.sampled_from(Status),
    created=st.datetimes(timezones=st.just(dt.UTC) | st.just(dt.timezone(dt.timedelta(hours=14)))),
    confidential=st.booleans(),
)
"""Items of which anything can be said."""


def made(*captured: Item, language: str = "nb", **more: object) -> tuple[Document, Contents]:
    record = record_of(*captured, language=language, **more)
    return minutes_of(record), record.contents


def written(form: ModuleType, *captured: Item, **more: object) -> str:
    return form.encode(*made(*captured, **more)).decode("utf-8-sig")


def in_order(words: str, sought: list[str]) -> bool:
    at = 0
    for each in sought:
        at = words.find(each, at) + len(each)
        if at < len(each):
            return False
    return True


def sought_in(form: ModuleType, document: Document, contents: Contents) -> list[str]:
    """What has to be found in a file of that format."""
    entries = entries_of(document)
    if form is sheet:
        entries = [entry for entry, _ in told(document, contents)]
    elif form is duedates:
        entries = [entry for entry, _ in due_actions(document, contents)]
    return [f"{entry.reference} {folded(entry.text)}".strip() for entry in entries]


# Every format


@pytest.mark.parametrize("form", FORMATS)
@given(st.lists(items, max_size=4), st.sampled_from(LANGUAGES), st.booleans())
def test_every_item_is_found_again_in_its_place(form, captured, language, confidential):
    document, contents = made(*captured, language=language, confidential=confidential)
    found = form.encode(document, contents)
    assert in_order(form.words(found), sought_in(form, document, contents))
    assert found == form.encode(document, contents)


@pytest.mark.parametrize("form", FORMATS)
@given(
    st.lists(st.sampled_from(Kind), min_size=1, max_size=3),
    st.sampled_from(("text", "details", "who", "situation", "effect", "measure", "source", "said_by", "raw", "scribe")),
    st.none() | st.just(DUE),
)
def test_no_word_of_what_is_withheld_is_in_any_format(form, kinds, field, due):
    fields = {"details": SECRET, "responsible": (SECRET,), "due": due, "confidential": True, field: SECRET}
    text = fields.pop("text", SECRET)
    hidden = [item(text, kind, **fields) for kind in kinds]
    assert SECRET not in form.words(form.encode(*made(*hidden, item("Åpent"))))
    assert SECRET not in written(form, *hidden, item("Åpent"))
    shown = written(form, *hidden, confidential=True)
    assert SECRET in shown or form is duedates


@pytest.mark.parametrize("form", FORMATS)
def test_what_names_no_persons_names_none_in_any_format(form):
    captured = [
        item("Et behov", Kind.NEED, said_by="kari", responsible=("ase", "ola", "Utenfra"), who="Alle"),
        item("Gjør det", Kind.ACTION, responsible=("ase", "per"), due=DUE, grew_from=("i1",)),
    ]
    record = record_of(*captured)
    source = form.encode(needs_of(record), record.contents).decode()
    assert not [name for name in ("Kari", "Åse", "Ola", "Per Aune", "Utenfra") if name in source]
    assert "Ålmo kommune" in source


def test_what_is_exempt_is_told_of_in_the_sheet_and_the_calendar_where_it_is_asked_for():
    hidden = item("Hemmelig", Kind.ACTION, due=DUE, confidential=True)
    assert "CLASS:CONFIDENTIAL" in written(duedates, hidden, confidential=True)
    assert written(sheet, hidden, confidential=True).rstrip().endswith(";unntatt offentlighet")


# Markdown

ALLOWED = {"heading", "paragraph", "bullet_list", "list_item", "inline", "text", "strong", "hardbreak", "softbreak"}
ALLOWED |= {"table", "thead", "tbody", "tr", "th", "td", "html_inline"}


def rendered(source: str) -> tuple[str, set[str], list[str]]:
    """The text that a CommonMark parser finds, the kinds of markup in it, and the HTML."""
    reader = MarkdownIt("commonmark", {"linkify": True}).enable(["table", "strikethrough", "linkify"])
    tokens = reader.parse(source)
    kinds, found, raw = set(), [], []
    for token in [part for block in tokens for part in (block, *(block.children or ()))]:
        kinds.add(token.type.removesuffix("_open").removesuffix("_close"))
        if token.type == "html_inline":
            raw.append(token.content)
        found.append(token.content if token.type == "text" else "" if token.type.startswith("strong") else " ")
    return " ".join("".join(found).split()), kinds, raw


@given(st.lists(items, max_size=3))
def test_markdown_gives_the_words_back_and_nothing_that_was_written_becomes_markup(captured):
    document, contents = made(*captured)
    source = markdown.encode(document, contents)
    text, kinds, raw = rendered(source.decode())
    assert kinds <= ALLOWED
    assert set(raw) <= {"<br>"}
    assert text == markdown.words(source)
    assert in_order(text, sought_in(markdown, document, contents))
    assert source.decode().count("\n#") == sum(isinstance(part, Heading) for part in document.parts)


def test_markdown_reads_well_as_it_stands():
    found = written(markdown, item("Ja", said_by="kari", details="To\nlinjer"), item("Gjør|det\nnå", Kind.ACTION))
    assert "- **3B-01** Ja –\N{NO-BREAK SPACE}Kari Solberg\n  - To\\\n    linjer" in found
    assert "| Nr | Tiltak | Ansvarlig | Frist | Status |\n| --- | --- | --- | --- | --- |" in found
    assert "| 3B-02 | Gjør\\|det <br>nå | ikke satt | ikke satt | Åpent |" in found
    assert found.startswith("# Referat fra samling 3: Dialog med markedet\n\n- **Nettverk:** ")


# HTML


class Page(HTMLParser):
    """The tags of a page, with what they are told."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(source)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@given(st.lists(items, max_size=3), st.sampled_from(LANGUAGES))
def test_nothing_in_a_page_runs_or_is_fetched_and_every_element_is_closed(captured, language):
    page = Page(written(webpage, *captured, language=language))
    assert page.open == []
    names = {name for _, attributes in page.tags for name in attributes}
    assert {tag for tag, _ in page.tags}.isdisjoint({"script", "img", "link", "iframe", "form", "object", "svg"})
    assert not [name for name in names if name.startswith("on")]
    assert names.isdisjoint({"src", "srcset", "action"})
    assert all(attributes.get("href", "#").startswith("#") for _, attributes in page.tags)


def test_the_style_sheet_fetches_nothing():
    style = written(webpage).split("<style>")[1].split("</style>")[0]
    assert not re.search(r"url\(|@import|http", style)


def long_document() -> tuple[Document, Contents]:
    parts = (
        Heading(2, "A", "nn"),
        Heading(3, "B"),
        *(Statement(f"{n} <b>\n& så", language="en") for n in range(9)),
        Heading(2, "C"),
        Chart("Tall", "Hva de viser", ("x", "y"), (Series("en", (1, 0)), Series("to", (2, 0)))),
        Table("Tabell", "Hva den viser", (Column("Hvem"), Column("1")), (("x", "1"), ("y", "–"))),
        Heading(2, "D"),
        *(Heading(3, str(n)) for n in range(8)),
    )
    return Document("report", "nb", "T", "R", "F", DUE, parts), made()[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_tells_its_language_title_headings_and_tables(language):
    page = Page(written(webpage, item("Ja"), item("Gjør", Kind.ACTION, due=DUE), language=language))
    tags = dict(reversed(page.tags))
    assert tags["html"]["lang"] == {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}[language]
    assert {"title", "main", "header", "caption", "thead"} <= set(tags)
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    scopes = [attributes["scope"] for tag, attributes in page.tags if tag == "th"]
    assert scopes == ["col"] * 5 + ["row"]
    spoken = [attributes.get("lang") for tag, attributes in page.tags if tag == "span"]
    assert ("nb-NO" in spoken) == (language != "nb")


def test_a_long_page_has_a_list_of_contents_whose_links_lead_to_its_chapters():
    page = Page(webpage.encode(*long_document()).decode())
    links = [attributes["href"] for tag, attributes in page.tags if tag == "a"]
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert links == ["#k1", "#k2", "#k3"]
    assert len(set(ids)) == len(ids)
    assert {link[1:] for link in links} <= set(ids)


def test_a_chart_is_a_picture_with_a_text_and_text_in_another_language_says_which():
    source = webpage.encode(*long_document()).decode()
    assert '<div role="img" aria-label="Hva de viser">' in source
    assert '<p lang="en-GB">0 &lt;b&gt;<br>&amp; så</p>' in source
    assert '<h2 id="k1" lang="nn-NO">A</h2>' in source


def luminance(colour: str) -> float:
    whole = "".join(sign * 2 for sign in colour) if len(colour) == 3 else colour
    parts = [int(whole[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_colour_of_text_stands_out_from_what_is_behind_it_in_light_and_dark():
    style = written(webpage)
    schemes = [dict(re.findall(r"--(\w+): #(\w+)", line)) for line in re.findall(r":root \{ --paper.*", style)]
    assert len(schemes) == 2
    for scheme in schemes:
        for text in ("text", "ink", "quiet"):
            for ground in ("paper", "shade"):
                high, low = sorted((luminance(scheme[text]), luminance(scheme[ground])), reverse=True)
                assert (high + 0.05) / (low + 0.05) > 5.5, (text, ground, scheme)


# Plain text


@given(st.lists(items, max_size=3))
def test_a_line_is_at_most_78_columns_unless_a_word_is_longer(captured):
    for line in written(plaintext, *captured).splitlines():
        *before, last = line.rsplit(" ", 1)
        assert width(line) <= 78 or not "".join(before).strip() or width(last) > 30, line


def test_plain_text_is_wrapped_by_the_width_of_what_it_shows_under_the_text_of_its_item():
    found = written(plaintext, item("漢字 " * 20 + "e\u0301" * 40 + " slutt")).splitlines()
    start = next(at for at, line in enumerate(found) if line.startswith("3B-01"))
    assert found[start] == "3B-01  " + "漢字 " * 13 + "漢字"
    assert found[start + 1] == "       " + "漢字 " * 6 + "e\u0301" * 40
    assert found[start + 2] == "       slutt"


def test_an_action_is_a_block_and_a_table_of_short_words_is_a_table():
    found = written(plaintext, item("Gjør det", Kind.ACTION, due=DUE, responsible=("ase",)))
    block = "3B-01  Gjør det\n       Ansvarlig: Åse Lien\n       Frist: 01.04.2025\n       Status: Åpent\n"
    assert block in found
    assert found.startswith(f"Referat fra samling 3: Dialog med markedet\n{'=' * 42}\n\nNettverk:   Lærings")
    drawn = plaintext.encode(*long_document()).decode()
    assert "Hvem  1\n----  -\nx     1\ny     –\n" in drawn
    assert "x  #== 3\ny   0\n" in drawn


def test_a_column_of_text_gives_way_where_a_table_is_too_wide():
    table = Table("T", "", (Column("Hva"), Column("Tall"), Column("Sted")), (("ord " * 12, "12", "sted " * 9),))
    assert in_columns(table) == [
        "Hva                                  Tall  Sted",
        f"{'-' * 35}  ----  {'-' * 35}",
        "ord ord ord ord ord ord ord ord ord    12  sted sted sted sted sted sted sted",
        "ord ord ord                                sted sted",
    ]
    assert in_columns(table._replace(rows=(("x" * 70, "12", "sted " * 9),))) == []


@pytest.mark.parametrize("form", [markdown, webpage, plaintext])
def test_what_the_heading_says_is_not_said_again_by_the_table_or_the_chart_under_it(form):
    document, contents = long_document()
    chart, table = (part for part in document.parts if isinstance(part, Chart | Table))
    parts = (Heading(2, "Tall"), Statement("Så"), chart, table, table._replace(title="Tall"))
    found = form.words(form.encode(dataclasses.replace(document, parts=parts), contents))
    assert (found.count("Tall"), found.count("Tabell")) == (1, 1)


# The sheet


def rows(source: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(source, newline=""), delimiter=";"))


@given(st.lists(items, max_size=3), st.booleans())
def test_no_cell_of_a_sheet_is_a_formula_or_becomes_a_number_that_it_was_not(captured, confidential):
    for row in rows(written(sheet, *captured, confidential=confidential))[1:]:
        for cell in row:
            assert not re.match(r"[\s\u200b\ufeff]*[=+@\-\uff1d\uff0b\uff0d\uff20]|\d+[eE]-?\d+$", cell)


@pytest.mark.parametrize("text", ["=1", "  -1", "'=1", "''@x", "3E-05", "'", "'ja", "", "+", "-", "x=1"])
def test_the_words_of_a_sheet_are_those_that_were_written(text):
    document, contents = made(item(text, who=text))
    assert in_order(sheet.words(sheet.encode(document, contents)), [f"3B-01 {folded(text)}".strip(), folded(text)])


def test_the_reference_of_group_e_stays_a_reference_where_a_spreadsheet_reads_it():
    document, contents = made(item("Ja"))
    renamed = dataclasses.replace(document, parts=(Entries((entries_of(document)[0]._replace(reference="3E-05"),)),))
    assert sheet.encode(renamed, contents).decode("utf-8-sig").splitlines()[1].startswith("'3E-05;3;2025-03-12;")


def test_a_sheet_has_a_row_for_each_item_once_in_the_order_of_the_document():
    document, contents = made(item("To", theme="behov"), item("En", Kind.NEED, who="Alle", said_by="kari", due=DUE))
    twice = dataclasses.replace(document, parts=document.parts * 2)
    source = sheet.encode(twice, contents)
    assert source.startswith(b"\xef\xbb\xbfNr;Samling;Dato;Gruppe;Type;Tema;Tekst;Sagt av;Ansvarlig;Frist;Status;")
    assert source.count(b"\r\n") == 3
    found = rows(source.decode("utf-8-sig"))
    assert [row[6] for row in found] == ["Tekst", *(entry.text for entry in entries_of(document))]
    named = dict(zip(found[0], next(row for row in found if row[6] == "En"), strict=True))
    assert (named["Type"], named["Sagt av"], named["Frist"], named["Hvem"], named["Status"]) == (
        "behov",
        "Kari Solberg",
        "2025-04-01",
        "Alle",
        "Åpent",
    )


# JSON


def test_json_tells_of_the_document_its_chapters_and_all_that_is_known_of_an_item():
    whole = json.loads(written(data, item("Ja", Kind.NEED, said_by="kari", due=DUE, who="Alle", details="Mer")))
    assert (whole["format"], whole["version"], whole["cut"], whole["language"]) == (
        "samling-document",
        1,
        "minutes",
        "nb",
    )
    assert whole["facts"]["place"] == "Kulturhuset i Storvik"
    assert whole["opening"][0]["type"] == "facts"
    chapter = whole["chapters"][0]
    assert chapter["title"] == "Dialog med markedet"
    assert [part["type"] for part in chapter["parts"]] == ["heading", "entries", "statement"]
    (entry,) = chapter["parts"][1]["entries"]
    known = ("reference", "text", "said_by", "due", "who", "details", "theme", "group", "status", "gathering")
    assert [entry[key] for key in known] == [
        "3B-01",
        "Ja",
        "Kari Solberg",
        "2025-04-01",
        "Alle",
        "Mer",
        "Dialog med markedet",
        "B",
        "open",
        3,
    ]


@given(st.lists(items, max_size=3))
def test_json_keeps_every_line_break_and_blank_of_what_was_written(captured):
    document, contents = made(*captured, confidential=True)
    whole = json.loads(data.encode(document, contents))
    parts = [part for chapter in whole["chapters"] for part in chapter["parts"]]
    cells = [cell for part in parts for row in part.get("rows", ()) for cell in row if isinstance(cell, dict)]
    found = {entry["id"]: entry for part in parts for entry in part.get("entries", ())}
    found |= {cell["id"]: cell for cell in cells}
    assert set(found) == set(contents.items)
    for name, entry in found.items():
        text = contents.items[name].text
        assert folded(entry["text"]) == folded(text)
        if all(line.isprintable() and (line.strip() or not line) for line in text.split("\n")):
            assert entry["text"] == text


def test_the_keys_of_json_are_those_that_the_readme_tells_of():
    captured = made(item("Ja"), item("Gjør", Kind.ACTION, due=DUE, details="Nå"), attendance=(present("kari"),))
    keys: set[str] = set()

    def collect(value: object) -> None:
        if isinstance(value, dict):
            keys.update(value)
            for key, one in value.items():
                if key != "facts":
                    collect(one)
        elif isinstance(value, list):
            for one in value:
                collect(one)

    collect(json.loads(data.encode(*long_document())))
    collect(json.loads(data.encode(*captured)))
    section = (ROOT / "README.md").read_text(encoding="utf-8").split("### JSON", 1)[1].split("\n## ", 1)[0]
    assert keys - set(re.findall(r"`(\w+)`", section)) == set()


# The calendar


def components(*captured: Item, **more: object) -> list[icalendar.Component]:
    document, contents = made(*captured, **more)
    return icalendar.Calendar.from_ical(duedates.encode(document, contents)).subcomponents


@given(st.lists(items, max_size=3), st.booleans())
def test_a_calendar_has_a_task_and_a_day_for_each_action_that_is_due(captured, confidential):
    document, contents = made(*captured, confidential=confidential)
    source = duedates.encode(document, contents)
    assert all(len(line) <= 75 for line in source.split(b"\r\n"))
    assert b"\r" not in source.replace(b"\r\n", b"")
    calendar = icalendar.Calendar.from_ical(source)
    assert not calendar.errors
    due = due_actions(document, contents)
    tasks, days = calendar.walk("VTODO"), calendar.walk("VEVENT")
    assert len(calendar.subcomponents) == 2 * len(due)
    for (entry, action), task, day in zip(due, tasks, days, strict=True):
        assert task["DUE"].dt == day["DTSTART"].dt == action.due
        assert task["STATUS"] == ("COMPLETED" if action.status is Status.DONE else "NEEDS-ACTION")
        assert task["SUMMARY"] == f"{entry.reference} {folded(entry.text)}".strip()
        assert day["TRANSP"] == "TRANSPARENT"
        assert not task.errors
        assert not day.errors


def test_an_action_in_a_calendar_says_what_it_is_who_does_it_and_where_it_was_agreed():
    task, day = components(item("Ring; skriv, \\ si", Kind.ACTION, due=DUE, responsible=("ase",), details="To\nlinjer"))
    assert task["SUMMARY"] == day["SUMMARY"] == "3B-01 Ring; skriv, \\ si"
    assert task["DESCRIPTION"] == (
        "3B-01: Ring; skriv, \\ si\nTo\nlinjer\nAnsvarlig: Åse Lien\nReferat fra samling 3: Dialog med markedet"
    )
    assert task["CATEGORIES"].cats == ["Dialog med markedet"]
    assert task["DTSTAMP"].dt == task["LAST-MODIFIED"].dt == dt.datetime(2025, 3, 12, 10, tzinfo=dt.UTC)
    assert (task["UID"], day["UID"]) == ("i1-task@samling", "i1-day@samling")
    assert day["DTEND"].dt == dt.date(2025, 4, 2)
    assert "ORGANIZER" not in task


def test_a_done_action_says_so_in_the_day_that_stands_in_a_calendar_already():
    task, day = components(item("Ring", Kind.ACTION, due=DUE, status=Status.DONE), language="nn")
    assert (task["STATUS"], task["PERCENT-COMPLETE"]) == ("COMPLETED", 100)
    assert day["SUMMARY"] == "3B-01 Ring (Utført)"
    assert day["SEQUENCE"] == 1


def test_what_is_withheld_names_nobody_in_a_calendar():
    task, _ = components(item("Ring", Kind.ACTION, due=DUE, responsible=("ase",), details="x", confidential=True))
    assert task["SUMMARY"] == "3B-01 (unntatt offentlighet)"
    assert "Ansvarlig: utelatt\n" in task["DESCRIPTION"]
