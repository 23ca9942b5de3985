"""Templates of every kind: what of an organisation's look and text is kept, what is filled in, what never gets in."""

from __future__ import annotations

import dataclasses
import html
import io
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from commands import Shell
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from templates import BY, CORPUS, HOSTILE, LETTERHEAD, TABLE, cell, row
from test_word import SAMPLE, saying
from wordfiles import NORWEGIAN, control, fields, packed, para, run, style, text_box, unpacked, word_file

from exports.document import Document
from exports.formats import Format
from exports.ooxml import look
from exports.ooxml.placeholders import ALIASES, HELP, PLACE
from exports.ooxml.starter import starter
from exports.word import Made, to_word, words
from exports.writing import make
from storage.errors import BadTemplate
from storage.model import LANGUAGES

MADE = {name: to_word(SAMPLE, template).data for name, template in CORPUS.items()}
FACTS = {name: f"[{name}]" for name in ALIASES if name not in (HELP, PLACE)}


def root(data: bytes, part: str = "word/document.xml") -> etree._Element:
    return etree.fromstring(unpacked(data)[part])


def texts(data: bytes, part: str = "word/document.xml") -> list[str]:
    """The text of each paragraph of a part, those in tables and text boxes included."""
    return ["".join(text.text or "" for text in each.iter(qn("w:t"))) for each in root(data, part).iter(qn("w:p"))]


def brings(data: bytes, document: Document) -> bool:
    """Whether a file has every paragraph that the document has without a template, in the same order."""
    whole, at = words(data), 0
    for each in texts(to_word(document).data):
        found = whole.find(each, at)
        if found < 0:
            return False
        at = found + len(each)
    return True


def before(found: list[str]) -> list[str]:
    """The paragraphs before the title of the minutes, which is the last of those that say it."""
    return found[: len(found) - 1 - found[::-1].index(SAMPLE.title)]


def filled(*body: str, **facts: str) -> list[str]:
    """The paragraphs of a template of that body, which the minutes follow, filled in with the facts."""
    return before(texts(made(*body, **facts).data))


def made(*body: str, document: Document = SAMPLE, **facts: str) -> Made:
    return to_word(dataclasses.replace(document, facts=facts or FACTS), word_file(*body))


# the look


@pytest.mark.parametrize("name", CORPUS)
def test_minutes_in_any_template_have_every_text_of_the_minutes_in_its_order(name: str):
    assert brings(MADE[name], SAMPLE)


@pytest.mark.parametrize("name", [name for name in CORPUS if name not in ("bare", "nothing")])
def test_headings_have_the_organisations_own_style_whatever_its_word_or_program_calls_it(name: str):
    document = docx.Document(io.BytesIO(MADE[name]))
    title = [each for each in document.paragraphs if each.text == SAMPLE.title][-1]
    assert (title.style.name, title.style.font.name) == ("Heading 1", "Georgia")
    assert title.style.element.xpath("w:pPr/w:outlineLvl/@w:val") == ["0"]


@pytest.mark.parametrize("name", CORPUS)
def test_no_style_is_there_twice_and_none_is_missing(name: str):
    names = [each.get(qn("w:val")).casefold() for each in root(MADE[name], "word/styles.xml").iter(qn("w:name"))]
    assert len(names) == len(set(names))
    ids = set(root(MADE[name], "word/styles.xml").xpath("//@w:styleId", namespaces={"w": qn("w:p")[1:-2]}))
    used = {each.get(qn("w:val")) for each in root(MADE[name]).iter(qn("w:pStyle"), qn("w:rStyle"), qn("w:tblStyle"))}
    assert used <= ids


@pytest.mark.parametrize("name", CORPUS)
def test_every_page_has_the_header_and_the_footer_of_the_organisation_or_one_of_its_own(name: str):
    section = docx.Document(io.BytesIO(MADE[name])).sections[-1]
    assert section.header.paragraphs[0].text in ("Storvik kommune", SAMPLE.running, "Læringsnettverk i Storvik")
    assert section.footer._element.xpath("string()").replace(" PAGE ", "").replace(" NUMPAGES ", "") == "Side 1 av 1"


def test_the_header_of_the_first_page_is_kept_with_its_picture():
    section = docx.Document(io.BytesIO(MADE["first-page"])).sections[0]
    assert section.different_first_page_header_footer
    assert section.first_page_header.paragraphs[0].text == " Læringsnettverk i Storvik"
    assert [name for name in unpacked(MADE["first-page"]) if "media" in name] == ["word/media/image1.png"]


def test_a_picture_of_which_the_template_says_nothing_is_passed_over_by_a_screen_reader():
    (header,) = [part for name, part in unpacked(MADE["first-page"]).items() if b"pic:pic" in part]
    assert header.count(b"<wp:docPr") == 2
    assert header.count(b"<adec:decorative") == 1


def test_the_paper_is_that_of_the_template():
    section = docx.Document(io.BytesIO(MADE["landscape"])).sections[0]
    assert section.page_width > section.page_height
    assert (
        sum(int(each) for each in root(MADE["landscape"]).xpath("//w:gridCol/@w:w", namespaces=W)) == 16838 - 2 * 1134
    )


def test_a_section_of_another_paper_before_the_minutes_keeps_it():
    first, last = docx.Document(io.BytesIO(MADE["sections"])).sections
    assert first.page_width > first.page_height
    assert last.page_width < last.page_height


def test_the_table_stands_across_narrow_columns_and_the_text_in_them():
    columns = [each.get(qn("w:num")) for each in root(MADE["two-columns"]).iter(qn("w:cols"))]
    assert columns == ["2", None]
    kinds = [each.get(qn("w:val")) for each in root(MADE["two-columns"]).iter(qn("w:type")) if each.get(qn("w:val"))]
    assert kinds == ["continuous"]
    assert len(root(MADE["two-columns"]).xpath("//w:headerReference", namespaces=W)) == 1


def test_lengths_in_other_units_and_a_margin_that_is_missing_are_understood():
    odd = '<w:pgSz w:w="21cm" w:h="297mm"/><w:pgMar w:top="1in" w:left="56.7pt" w:right="1134.0"/>'
    section = docx.Document(io.BytesIO(to_word(SAMPLE, word_file(LETTERHEAD, section=odd)).data)).sections[0]
    assert (section.page_width.twips, section.top_margin.twips, section.left_margin.twips) == (11906, 1440, 1134)
    assert (section.right_margin.twips, section.bottom_margin.twips) == (1134, look.PAGE["bottom_margin"])


W = {"w": qn("w:p")[1:-2]}


@pytest.mark.parametrize("style_id", ["a<b>&c", '"', "x' y", "Ø"])
def test_a_style_may_have_any_id(style_id: str):
    own = NORWEGIAN.replace("Overskrift1", html.escape(style_id))
    assert (
        root(to_word(SAMPLE, word_file(own_styles=own)).data).find(f".//{qn('w:pStyle')}").get(qn("w:val")) == style_id
    )


# the organisation's own text


def test_the_templates_own_text_stays_and_the_minutes_follow_it_without_an_empty_paragraph():
    assert texts(MADE["norwegian"])[:2] == ["Storvik kommune, Rådhusgata 1", SAMPLE.title]
    assert texts(MADE["nothing"])[0] == SAMPLE.title


def test_the_minutes_go_where_the_template_wants_them():
    found = texts(MADE["placed"])
    assert (found[0], found[1], found[-1]) == ("Storvik kommune, Rådhusgata 1", SAMPLE.title, "Med hilsen Åse Lien")


def test_minutes_that_are_wanted_inside_a_table_come_after_it():
    inner = TABLE.format(row(cell(para("a")), cell(para("b {{minutes}}"))))
    assert filled(inner, para("etterpå"))[:2] == ["a", "b "]
    assert texts(made(inner, para("etterpå")).data)[-1] == "etterpå"


def test_only_the_first_place_counts():
    assert texts(made(para("{{minutes}}"), para("{{referat}}"), para("slutt")).data).count(SAMPLE.title) == 1


def test_a_template_can_be_made_of_minutes_and_brings_their_text():
    first = to_word(SAMPLE).data
    assert texts(to_word(SAMPLE, first).data) == texts(first) * 2
    assert unpacked(to_word(SAMPLE, first).data)["word/numbering.xml"].count(b"<w:num ") == 2


def test_tracked_changes_are_taken_as_made_and_nothing_tells_of_them():
    assert filled_of("revisions") == ["Storvik kommune ved innkjøp og drift", "Flyttet hit", "Postboks 1"]
    assert not re.search(
        rb"<w:(ins|del|move\w+|comment\w+|\w+Change) ", unpacked(MADE["revisions"])["word/document.xml"]
    )


def filled_of(name: str) -> list[str]:
    return before(texts(MADE[name]))


def test_a_row_and_a_cell_that_were_taken_out_are_gone():
    gone = f'<w:tr><w:trPr><w:del w:id="1" {BY}/></w:trPr>{cell(para("borte"))}</w:tr>'
    assert filled(TABLE.format(row(cell(para("a")), cell(para("b"))) + gone)) == ["a", "b"]
    assert filled(TABLE.format(gone), para("etter")) == ["etter"]


def test_a_list_of_contents_becomes_that_of_the_minutes_and_there_is_no_second_one():
    listed = root(MADE["contents"]).xpath("//w:hyperlink", namespaces=W)
    assert [each.xpath("string()") for each in listed][:3] == [SAMPLE.title, "Deltakere", "Til stede (2)"]
    assert listed[-1].xpath("string()") == "Vedlegg"
    anchors = {each.get(qn("w:anchor")) for each in listed}
    assert anchors <= set(root(MADE["contents"]).xpath("//w:bookmarkStart/@w:name", namespaces=W))
    assert [each.text for each in root(MADE["contents"]).iter(qn("w:instrText"))] == [r' TOC \o "1-3" \h \z \u ']
    assert "Et gammelt kapittel" not in words(MADE["contents"])
    assert b"updateFields" not in unpacked(MADE["contents"])["word/settings.xml"]


def test_notes_at_the_foot_of_the_page_are_kept():
    assert " Se Læringsnettverk i Storvik." in texts(MADE["footnotes"], "word/footnotes.xml")


def test_numbered_headings_stay_numbered():
    document = docx.Document(io.BytesIO(MADE["numbered"]))
    number = document.styles["Heading 1"].element.xpath("w:pPr/w:numPr/w:numId/@w:val")
    assert number == ["4"]
    assert "4" in document.part.numbering_part.element.xpath("w:num/@w:numId")


# what is filled in


@pytest.mark.parametrize("called", sorted({*FACTS, *(a for name in FACTS for a in ALIASES[name].split())}))
def test_a_placeholder_is_filled_in_under_any_of_its_names(called: str):
    assert filled(para(f"x {{{{ {called.upper()} }}}}")) != [f"x {{{{ {called.upper()} }}}}"]
    assert made(para(f"x {{{{{called}}}}}")).unfilled == ()


def test_a_placeholder_is_filled_in_however_word_split_it():
    assert filled_of("split") == [f"Sak {SAMPLE.title} }}"]
    assert texts(MADE["split"], "word/header1.xml") == ["Læringsnettverk i Storvik"]


@given(st.lists(st.integers(0, 22), max_size=6))
def test_no_way_of_splitting_it_makes_a_difference(cuts: list[int]):
    whole = "A {{title}} og {{date}} B"
    edges = [0, *sorted(cuts), len(whole)]
    runs = [run(whole[first:last]) for first, last in pairwise(edges)]
    assert filled(para(*runs)) == ["A [title] og [date] B"]


def test_what_is_filled_in_has_the_look_of_where_its_name_begins():
    paragraph = root(made(para(run("{{ti", "<w:b/>"), run("tle}} etter", "<w:i/>"))).data).find(f".//{qn('w:p')}")
    assert [(each.find(f"{qn('w:rPr')}")[0].tag, each.xpath("string()")) for each in paragraph.iter(qn("w:r"))] == [
        (qn("w:b"), "[title]"),
        (qn("w:i"), " etter"),
    ]


def test_tables_text_boxes_headers_and_footers_are_filled_in():
    assert filled(TABLE.format(row(cell(para("{{title}}")), cell(para("{{date}}"))))) == ["[title]", "[date]"]
    assert filled(para(text_box(para("{{title}}"))))[1:] == ["[title]", "[title]"]
    data = to_word(SAMPLE, word_file(header=para("{{title}}"), footer=para("{{sted}}"))).data
    assert texts(data, "word/header1.xml") == [SAMPLE.title]
    assert texts(data, "word/footer1.xml") == ["Kulturhuset i Storvik"]


def test_content_controls_are_filled_in_inline_as_blocks_and_as_cells():
    found = filled_of("controls")
    assert found == [
        "Dato: onsdag 12. mars 2025",
        "Kulturhuset i Storvik",
        "Møteleder",
        "Referent",
        "Per Aune",
        "Åse Lien",
    ]
    assert root(MADE["controls"]).find(f".//{qn('w:sdt')}") is None


def test_a_content_control_that_is_bound_to_a_property_of_the_document_is_filled_in():
    bound = '<w:dataBinding w:xpath="/ns1:coreProperties[1]/ns0:title[1]" w:storeItemID="{6C3C8BC8}"/>'
    assert filled(control(para("Tittel"), alias="Overskriften", more=bound)) == ["[title]"]


def test_fields_that_ask_for_something_known_are_filled_in():
    assert filled_of("merge-fields") == ["Sak onsdag 12. mars 2025", SAMPLE.title]


def test_a_paragraph_of_nothing_but_what_is_not_known_goes_and_a_cell_keeps_its_last():
    assert filled(para("{{case}}"), para("Sak: {{case}}"), para("Ref. {{case}} og mer"), title="x") == ["Ref.  og mer"]
    assert filled(TABLE.format(row(cell(para("{{case}}")), cell(para("b")))), title="x") == ["", "b"]


def test_names_that_nothing_is_known_of_stay_and_are_reported():
    asked = para("{{Journalpost}} og {{title}}"), control(para("Klikk her"), alias="Godkjent av")
    done = made(*asked, para("{{ukjent}}"))
    assert done.unfilled == ("Godkjent av", "Journalpost", "ukjent")
    assert texts(done.data)[:3] == ["{{Journalpost}} og [title]", "Klikk her", "{{ukjent}}"]
    assert root(done.data).find(f".//{qn('w:dataBinding')}") is None


def test_values_and_notes_are_text_and_are_never_looked_at_for_placeholders():
    assert filled(para("{{title}}"), title="{{date}} <w:t>&amp; {PAGE}", date="x") == ["{{date}} <w:t>&amp; {PAGE}"]
    done = made(LETTERHEAD, document=saying("{{title}} {{nei}}"))
    assert done.unfilled == ()
    assert "{{title}} {{nei}}" in texts(done.data)


@given(st.text(st.characters(exclude_categories=()), max_size=20))
def test_any_value_can_be_filled_in(value: str):
    assert len(filled(para("x {{title}}"), title=value)) == 1


# what never gets in


def test_nothing_that_runs_phones_home_or_tells_of_the_template_is_carried_over():
    members = unpacked(MADE["macros"])
    assert not [
        name for name in members if re.search("vba|custom|glossary|embed|settings.xml.rels|ocx", name, re.IGNORECASE)
    ]
    everything = b"".join(members.values())
    for trace in (
        b"macro",
        b"MACROBUTTON",
        b"INCLUDETEXT",
        b"OLEObject",
        b"altChunk",
        b"attachedTemplate",
        b"mailMerge",
    ):
        assert trace not in everything
    assert b"documentProtection" not in everything
    assert b"<w:evenAndOddHeaders" in members["word/settings.xml"]
    assert filled_of("macros") == ["Innhentet tekst", "Merk"]


@pytest.mark.parametrize("kind", ["DDEAUTO", "INCLUDEPICTURE", "FILLIN", "ASK", "IF", "REF", "HYPERLINK", "LINK", "="])
def test_of_a_field_that_fetches_asks_or_reckons_only_the_result_is_left(kind: str):
    inner = fields(f"{kind} a b", "svar")
    assert filled(para("x ", inner), para(f'<w:fldSimple w:instr="{kind} a">{run("y")}</w:fldSimple>')) == [
        "x svar",
        "y",
    ]
    assert root(made(para(inner)).data).find(f".//{qn('w:instrText')}") is None


def test_a_link_may_be_followed_and_nothing_else_that_is_elsewhere():
    relations = (("a", "hyperlink", "https://storvik.example"), ("b", "hyperlink", "javascript:alert(1)"))
    links = (f'<w:hyperlink r:id="{number}">{run(number)}</w:hyperlink>' for number in "abc")
    data = to_word(SAMPLE, word_file(para(*links), external=relations)).data
    assert texts(data)[0] == "abc"
    assert [each.xpath("string()") for each in root(data).iter(qn("w:hyperlink"))] == ["a"]
    assert b"javascript" not in unpacked(data)["word/_rels/document.xml.rels"]


@pytest.mark.parametrize(("template", "problem"), HOSTILE.values(), ids=HOSTILE)
def test_a_bad_template_is_refused_with_what_is_wrong(template: Callable[[], bytes], problem: str):
    with pytest.raises(BadTemplate) as caught:
        to_word(SAMPLE, template())
    assert caught.value.problem == problem


def test_a_template_whose_pictures_unpack_to_more_than_memory_should_hold_is_refused():
    members = unpacked(CORPUS["first-page"]) | {"word/media/logo.png": bytes(101 * 2**20)}
    with pytest.raises(BadTemplate) as caught:
        to_word(SAMPLE, packed(members))
    assert caught.value.problem == "size"


def test_a_bad_template_is_named(tmp_path: Path):
    path = tmp_path / "mal.dotx"
    for content, problem in ((None, "unreadable"), (b"x", "format")):
        if content:
            path.write_bytes(content)
        with pytest.raises(BadTemplate) as caught:
            make(SAMPLE, None, Format.WORD, template=path)  # type: ignore[arg-type]
        assert (caught.value.path, caught.value.problem) == (path, problem)


PARTS = unpacked(CORPUS["contents"])


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(PARTS)), st.floats(0, 1), st.binary(max_size=6))
def test_a_damaged_template_is_refused_or_serves_and_nothing_else(name: str, place: float, junk: bytes):
    content = PARTS[name]
    at = int(place * len(content))
    try:
        data = to_word(SAMPLE, packed(PARTS | {name: content[:at] + junk + content[at + len(junk) :]})).data
    except BadTemplate:
        return
    assert SAMPLE.title in texts(data)


def test_styles_and_lists_that_lead_nowhere_or_in_a_circle_are_put_right():
    own = NORWEGIAN.replace(
        "</w:styles>",
        style("a", "a", more='<w:basedOn w:val="b"/>')
        + style("b", "b", more='<w:basedOn w:val="a"/>', properties='<w:numPr><w:numId w:val="9"/></w:numPr>')
        + style("c", "c", more='<w:basedOn w:val="nobody"/>')
        + style("c", "c2")
        + "</w:styles>",
    )
    data = to_word(SAMPLE, word_file(para("x", style="nobody"), para("y", style="a"), own_styles=own)).data
    bases = [each.get(qn("w:val")) for each in root(data, "word/styles.xml").iter(qn("w:basedOn"))]
    assert bases.count("a") + bases.count("b") == 1
    assert "nobody" not in bases
    assert b'<w:numId w:val="9"/>' not in unpacked(data)["word/styles.xml"]
    assert next(root(data).iter(qn("w:pStyle"))).get(qn("w:val")) == "a"


# all of it together


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(CORPUS)), st.text(st.characters(exclude_categories=())))
def test_any_text_in_any_template_is_found_again(name: str, text: str):
    document = saying(text)
    assert brings(to_word(document, CORPUS[name]).data, document)


@pytest.mark.parametrize("name", CORPUS)
def test_the_same_template_and_minutes_are_the_same_bytes(name: str):
    assert to_word(SAMPLE, CORPUS[name]).data == MADE[name]


# one to start from


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("suffix", ["docx", "dotx"])
def test_the_template_to_start_from_serves_and_its_guidance_stays_behind(language: str, suffix: str):
    template = starter(language, suffix)
    assert (b"template.main" in unpacked(template)["[Content_Types].xml"]) is (suffix == "dotx")
    done = to_word(SAMPLE, template)
    assert done.unfilled == ()
    assert texts(done.data) == texts(to_word(SAMPLE).data)
    assert texts(done.data, "word/header1.xml") == [SAMPLE.running]
    assert texts(done.data, "word/header2.xml") == ["Læringsnettverk i Storvik"]


def test_the_template_to_start_from_has_every_style_of_the_minutes():
    names = {each.get(qn("w:val")) for each in root(starter("nb", "dotx"), "word/styles.xml").iter(qn("w:name"))}
    assert {each.names[0] for each in look.STYLES} <= names


def test_the_command_writes_one_and_never_over_another_unasked(tmp_path: Path):
    shell = Shell(tmp_path)
    assert shell.run("template", "new", "mal.dotx", "--language", "nn").returncode == 0
    assert (tmp_path / "mal.dotx").read_bytes() == starter("nn", "dotx")
    assert "mal.dotx" in shell.run("template", "new", "mal.dotx").stderr
    assert shell.run("template", "new", "mal.dotx", "--overwrite").returncode == 0
    assert (tmp_path / "mal.dotx").read_bytes() == starter("en", "dotx")
    assert "dotx" in shell.run("template", "new", "mal.odt").stderr
