"""The Word file of the minutes, as its readers find it."""

import dataclasses
import datetime as dt
import io
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Cm
from hypothesis import given, settings
from hypothesis import strategies as st
from test_minutes import GATHERING, THEMES, contents_of, item, minutes, present

from exports import word
from exports.cuts.minutes import minutes_of
from exports.cuts.record import Record
from exports.document import Document as Said
from exports.formats import Format
from exports.ooxml import look
from exports.ooxml.markup import BREAKS, FORBIDDEN
from exports.word import to_word, words
from exports.writing import Report, make, write
from storage.errors import FileExists, MinutesIncomplete
from storage.model import Kind, Presence

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NOTHING = contents_of()
SAMPLE = minutes(
    item("Dialog er lov.", said_by="per"),
    item("Vi trenger en felles mal.", Kind.NEED, theme="behov", who="Innkjøperne", details="Kort.\nOg klar."),
    item("Malen tas i bruk.", Kind.DECISION, theme="behov"),
    item("Sende ut utkast", Kind.ACTION, theme="behov", responsible=("kari",), due=dt.date(2025, 4, 1)),
    item("Bestille lokale", Kind.ACTION),
    attendance=(present("kari"), present("ola", Presence.PART), present("ase", Presence.ABSENT)),
)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def paragraphs(data: bytes) -> list[tuple[str, str]]:
    """The style's name and the text of each paragraph of the body, those in tables included."""
    document = Document(io.BytesIO(data))
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    found = [*document.paragraphs, *(paragraph for cell in cells for paragraph in cell.paragraphs)]
    return [(paragraph.style.name, paragraph.text) for paragraph in found]


def to_bytes(document: Said, template: bytes | None = None) -> bytes:
    """The document as a Word file."""
    return to_word(document, template).data


def write_word(document: Said, path: Path, *, template: Path | None = None, overwrite: bool = False) -> Report:
    """Write the document to a Word file."""
    made = make(document, NOTHING, Format.WORD, template=template)
    write(made, path, overwrite=overwrite)
    return made.report


def saying(*texts: str, language: str = "nb") -> Said:
    """Minutes in which each text is said as a point and as an action."""
    items = [item(text, kind) for text in texts for kind in (Kind.POINT, Kind.ACTION)]
    return minutes_of(Record(contents_of(*items), (GATHERING,), language))


# what is in the file


def test_title_themes_and_kinds_are_headings_in_order():
    headings = [(style, text) for style, text in paragraphs(to_bytes(SAMPLE)) if style.startswith("Heading")]
    assert headings == [
        ("Heading 1", "Referat fra samling 3: Dialog med markedet"),
        ("Heading 2", "Deltakere"),
        ("Heading 3", "Til stede (2)"),
        ("Heading 3", "Forfall (1)"),
        ("Heading 2", "Dialog med markedet"),
        ("Heading 3", "Drøfting"),
        ("Heading 2", "Egne behov"),
        ("Heading 3", "Behov"),
        ("Heading 3", "Vedtak"),
        ("Heading 2", "Tiltak"),
    ]


def test_an_item_stands_beside_its_reference_with_who_said_it():
    assert ("Samling Item", "3B-01\tDialog er lov. –\N{NO-BREAK SPACE}Per Aune") in paragraphs(to_bytes(SAMPLE))


def test_slots_and_details_of_a_need_stand_under_it():
    notes = [text for style, text in paragraphs(to_bytes(SAMPLE)) if style == "Samling Note"]
    assert notes == ["Hvem: Innkjøperne", "Kort.\nOg klar."]


def test_items_are_a_real_list():
    document = Document(io.BytesIO(to_bytes(SAMPLE)))
    numbers = [
        style.element.xpath("w:pPr/w:numPr/w:numId/@w:val") for style in document.styles if style.name == "Samling Item"
    ]
    defined = document.part.numbering_part.element.xpath("w:num/@w:numId")
    assert numbers[0][0] in defined


def test_the_action_table_repeats_its_marked_header_and_never_splits_a_row():
    (table,) = Document(io.BytesIO(to_bytes(SAMPLE))).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Nr", "Tiltak", "Ansvarlig", "Frist", "Status"],
        ["3B-04", "Sende ut utkast", "Kari Solberg", "01.04.2025", "Åpent"],
        ["3B-05", "Bestille lokale", "ikke satt", "ikke satt", "Åpent"],
    ]
    assert [len(row._tr.xpath("w:trPr/w:tblHeader")) for row in table.rows] == [1, 0, 0]
    assert [len(row._tr.xpath("w:trPr/w:cantSplit")) for row in table.rows] == [1, 1, 1]
    assert len(table._tbl.xpath("w:tblPr/w:tblCaption|w:tblPr/w:tblDescription")) == 2


def test_the_columns_fill_the_line_and_the_longest_reference_has_room():
    found = minutes(*(item("x", Kind.ACTION) for _ in range(1200)))
    (table,) = Document(io.BytesIO(to_bytes(found))).tables
    widths = [int(width) for width in table._tbl.xpath("w:tblGrid/w:gridCol/@w:w")]
    assert sum(widths) == 11906 - 2 * 1418
    assert widths[0] >= len("3B-1200") * 115 + 2 * 85


def test_the_paper_is_a4_with_margins_of_two_and_a_half_centimetres():
    section = Document(io.BytesIO(to_bytes(SAMPLE))).sections[0]
    assert (section.page_width.mm, section.page_height.mm) == (pytest.approx(210, abs=0.1), pytest.approx(297, abs=0.1))
    margins = (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin)
    assert margins == pytest.approx([Cm(2.5)] * 4, abs=1000)


def test_the_header_names_the_network_and_the_footer_counts_the_pages_with_fields():
    section = Document(io.BytesIO(to_bytes(SAMPLE))).sections[0]
    assert section.header.paragraphs[0].text == "Læringsnettverk i Storvik · Samling 3"
    footer = section.footer._element
    assert footer.xpath("string()") == "Side 1 av 1"
    assert [field.strip() for field in footer.xpath(".//w:fldSimple/@w:instr")] == ["PAGE", "NUMPAGES"]


@pytest.mark.parametrize(("language", "tag"), [("nb", "nb-NO"), ("nn", "nn-NO"), ("en", "en-GB")])
def test_the_language_stands_on_the_styles_and_in_the_properties(language: str, tag: str):
    data = to_bytes(saying("Hei", language=language))
    document = Document(io.BytesIO(data))
    assert document.styles.element.xpath("//w:lang/@w:val") == [tag]
    assert document.core_properties.language == tag


def test_what_was_said_in_another_language_than_the_labels_is_marked_as_such():
    document = Document(io.BytesIO(to_bytes(saying("Hei", language="en"))))
    marked = document.element.xpath("//w:r[w:rPr/w:lang/@w:val='nb-NO']/w:t/text()")
    assert marked == [THEMES["dialog"].title, "Hei", "Hei"]


def test_the_properties_say_what_the_document_is_and_nothing_of_how_it_was_made():
    data = to_bytes(SAMPLE)
    properties = Document(io.BytesIO(data)).core_properties
    assert (properties.title, properties.author) == ("Referat fra samling 3: Dialog med markedet", "Åse Lien")
    assert properties.created.date() == GATHERING.date
    assert not [name for name, content in parts(data).items() if b"python-docx" in content or "thumbnail" in name]
    assert b"updateFields" not in parts(data)["word/settings.xml"]


def test_a_title_that_is_too_long_for_the_properties_is_cut_there_and_whole_in_the_text():
    long = "Dialog " * 100
    found = minutes(gathering=dataclasses.replace(GATHERING, title=long))
    data = to_bytes(found)
    assert len(Document(io.BytesIO(data)).core_properties.title) == 255
    assert paragraphs(data)[0][1] == f"Referat fra samling 3: {long.strip()}"


def test_no_paragraph_is_empty():
    assert [text for _, text in paragraphs(to_bytes(SAMPLE)) if not text.strip()] == []


def test_long_minutes_list_their_themes_as_links_that_lead_somewhere():
    themes = {f"t{n}": dataclasses.replace(THEMES["dialog"], id=f"t{n}", title=f"Tema {n}") for n in range(12)}
    whole = dataclasses.replace(contents_of(*(item("x", theme=theme) for theme in themes)), themes=themes)
    body = Document(io.BytesIO(to_bytes(minutes_of(Record(whole, (GATHERING,), "nb"))))).element.body
    assert [link.xpath("string()") for link in body.xpath(".//w:hyperlink")] == [f"Tema {n}" for n in range(12)]
    assert set(body.xpath(".//w:hyperlink/@w:anchor")) <= set(body.xpath(".//w:bookmarkStart/@w:name"))
    assert Document(io.BytesIO(to_bytes(SAMPLE))).element.body.xpath(".//w:hyperlink") == []


def test_minutes_of_nothing_are_a_file_that_says_so():
    assert paragraphs(to_bytes(minutes()))[-1][1] == "Det ble ikke skrevet ned noe på denne samlingen."


def test_quiet_text_has_the_contrast_that_the_rules_ask_for():
    def luminance(colour: str) -> float:
        channels = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        red, green, blue = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    for background in ("FFFFFF", look.SHADE):
        for colour in (look.INK, look.QUIET):
            assert (luminance(background) + 0.05) / (luminance(colour) + 0.05) >= 4.5


# any text


HOSTILE = [
    "nul\x00, bell\x07, escape \x1b[31mred\x1b[0m, delete\x7f, C1\x9b31m",
    "lone \ud800 and \udfff surrogates, \ufffe\uffff",
    "overridden \u202egnp.exe\u202c, isolated \u2067abc\u2069, marks \u200f\u200e, שלום",
    "👩🏽‍🚒 🇳🇴 é 𝔘",
    "[/] [bold] [@click=app.bell]x[/]",
    "</w:t></w:r></w:p> <?xml?> &amp; &#x0; <![CDATA[ ]]> <!-- -->",
    '{{ jinja }} {% x %} {PAGE} " MERGEFIELD x "',
    "_x000D_ \\n %s {0}",
    "x" * 1_000_000,
    "tab\there\r\nline\rline\u2028line\x85line",
    " blank at both ends ",
    "",
    " ",
    "\n\n",
]


def as_shown(text: str) -> str:
    lines = [line for line in BREAKS.split(text.replace("\t", " ")) if line.strip()]
    return FORBIDDEN.sub("\ufffd", "\n".join(lines))


def test_no_text_breaks_the_file_and_each_is_in_it(tmp_path: Path):
    target = tmp_path / "referat.docx"
    assert write_word(saying(*HOSTILE), target).items == 2 * len(HOSTILE)
    texts = [text for _, text in paragraphs(target.read_bytes())]
    for number, text in enumerate(HOSTILE):
        shown = as_shown(text) or (text if text.isprintable() else "")
        assert f"3B-{2 * number + 1:02d}\t{shown}" in texts
        assert shown in texts


def test_characters_that_were_replaced_are_counted_and_others_are_not(tmp_path: Path):
    report = write_word(saying("a\x00b\u202ec\ufffd", "æøå\t😀"), tmp_path / "referat.docx")
    assert report == Report(items=4, replaced=4)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=())), max_size=4))
def test_every_item_is_found_again_whatever_its_text(texts: list[str]):
    found = saying(*texts)
    data = to_bytes(found)
    assert make(found, NOTHING, Format.WORD).report.items == 2 * len(texts)
    assert FORBIDDEN.search("".join(text for _, text in paragraphs(data))) is None


@given(st.text(st.characters(exclude_categories=())))
def test_names_and_titles_break_nothing_either(text: str):
    gathering = dataclasses.replace(GATHERING, title=text, place=text, scribe=text)
    themes = {"dialog": dataclasses.replace(THEMES["dialog"], title=text)}
    whole = dataclasses.replace(contents_of(item("x", said_by=text, responsible=(text,))), themes=themes)
    Document(io.BytesIO(to_bytes(minutes_of(Record(whole, (gathering,), "nb")))))


# the file itself


def test_the_same_minutes_are_the_same_bytes():
    assert to_bytes(SAMPLE) == to_bytes(dataclasses.replace(SAMPLE))


def test_the_package_begins_with_its_content_types_and_tells_no_time():
    with zipfile.ZipFile(io.BytesIO(to_bytes(SAMPLE))) as file:
        assert file.namelist()[0] == "[Content_Types].xml"
        assert {member.date_time for member in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert file.testzip() is None


def test_a_file_is_not_overwritten_unasked(tmp_path: Path):
    target = tmp_path / "referat.docx"
    target.write_text("mine")
    with pytest.raises(FileExists):
        write_word(SAMPLE, target)
    assert target.read_text() == "mine"
    assert write_word(SAMPLE, target, overwrite=True) == Report(items=5, replaced=0)
    assert target.read_bytes() == to_bytes(SAMPLE)


def test_a_file_that_lacks_an_item_is_named_by_its_references(monkeypatch: pytest.MonkeyPatch):
    other = words(to_bytes(saying("en", "tre", "to")))
    monkeypatch.setattr(word, "words", lambda _: other)
    with pytest.raises(MinutesIncomplete) as caught:
        make(saying("en", "to", "tre"), NOTHING, Format.WORD)
    assert caught.value.references == ("3B-03", "3B-05", "3B-04", "3B-06")
