"""Charts: as Word draws them itself, and as bars in plain characters."""

import datetime as dt
import io
import re
import zipfile
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from exports.bars import bars
from exports.document import Chart, Document, Facts, Manner, Row, Series, Statement
from exports.formats.columns import WIDTH
from exports.ooxml.chart import FILLS, OUTLINE
from exports.word import to_word

SPACES = {
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
}
CHART = Chart(
    "Tiltakene",
    "Åsmyr har flest.",
    ("Åsmyr", "Øvre Sildøy"),
    (Series("Utført", (6, 0)), Series("Åpent", (2, 3))),
)


def document(*charts: Chart) -> Document:
    parts = (Facts((Row("Dato", ("i dag",)),)), *charts, Statement("Slutt.", Manner.CLOSING))
    return Document("report", "nb", "Rapport", "Rapport", "Kari", dt.date(2025, 3, 12), parts)


def parts_of(*charts: Chart) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(to_word(document(*charts)).data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def drawn(chart: Chart) -> etree._Element:
    return etree.fromstring(parts_of(chart)["word/charts/chart1.xml"])


def texts(found: etree._Element, path: str) -> list[str]:
    return [element.text or "" for element in found.iterfind(path, SPACES)]


def test_a_chart_is_a_part_of_its_own_with_its_figures_in_it_and_nothing_beside_it():
    parts = parts_of(CHART)
    assert [name for name in parts if "chart" in name or "embed" in name] == ["word/charts/chart1.xml"]
    assert b"charts/chart1.xml" in parts["word/_rels/document.xml.rels"]
    assert b"External" not in parts["word/_rels/document.xml.rels"]
    assert b'lang val="nb-NO"' in parts["word/charts/chart1.xml"]
    first, second = etree.fromstring(parts["word/charts/chart1.xml"]).iterfind(".//c:ser", SPACES)
    assert texts(first, "c:tx/c:v") + texts(second, "c:tx/c:v") == ["Utført", "Åpent"]
    assert texts(first, "c:cat//c:v") == ["Åsmyr", "Øvre Sildøy"]
    assert (texts(first, "c:val//c:v"), texts(second, "c:val//c:v")) == (["6", "0"], ["2", "3"])


def test_a_chart_has_its_words_for_those_who_cannot_see_it():
    body = etree.fromstring(parts_of(CHART, CHART)["word/document.xml"])
    told = [(each.get("title"), each.get("descr"), each.get("id")) for each in body.iterfind(".//wp:docPr", SPACES)]
    assert told == [("Tiltakene", "Åsmyr har flest.", "1"), ("Tiltakene", "Åsmyr har flest.", "2")]


def test_the_first_bar_stands_on_top_and_the_longest_fills_the_line():
    found = drawn(CHART)
    assert found.find(".//c:catAx//c:orientation", SPACES).get("val") == "maxMin"
    assert found.find(".//c:catAx/c:tickLblSkip", SPACES).get("val") == "1"
    assert found.find(".//c:valAx//c:max", SPACES).get("val") == "8"
    assert found.find(".//c:legendPos", SPACES).get("val") == "b"


def test_a_chart_of_nothing_is_one_too():
    found = drawn(Chart("Ingenting", "Det er ikke noe.", ("Åsmyr",), (Series("Utført", (0,)),)))
    assert found.find(".//c:valAx//c:max", SPACES).get("val") == "1"


def test_a_chart_grows_with_its_bars_but_never_over_the_page():
    def height(number: int) -> int:
        chart = Chart("x", "y", ("z",) * number, (Series("Utført", (1,) * number),))
        body = etree.fromstring(parts_of(chart)["word/document.xml"])
        return int(body.find(".//wp:extent", SPACES).get("cy"))

    assert height(1) < height(2) < height(20) < height(30) == height(200) <= 22 * 360_000


@given(st.text(st.characters(exclude_categories=()), max_size=12))
@example('<c:v>"&\n\x00\u202e\ud800]]>')
def test_no_name_breaks_a_chart(name: str):
    chart = Chart(f"{name}?", f"{name}.", (name,), (Series(name, (1,)),))
    parts = parts_of(chart)
    for part in ("word/charts/chart1.xml", "word/document.xml"):
        assert not any(letter in "\x00\u202e\ud800" for letter in parts[part].decode())
    found = etree.fromstring(parts["word/charts/chart1.xml"])
    assert len(texts(found, ".//c:cat//c:v")) == 1


# Legible


def luminance(colour: str) -> float:
    shares = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (s / 12.92 if s <= 0.03928 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("bar", "figures"), FILLS)
def test_the_figures_can_be_read_on_their_bars(bar: str, figures: str):
    assert contrast(bar, figures) >= 6


def test_bars_beside_each_other_differ_without_their_colours():
    for (one, _), (other, _) in pairwise([*FILLS, FILLS[0]]):
        assert contrast(one, other) >= 3
    assert contrast(OUTLINE, "FFFFFF") >= 4.5


# In plain characters


def test_bars_in_plain_characters_have_a_mark_for_each_thing_that_is_counted():
    assert [*bars(CHART)] == ["# Utført   = Åpent", "Åsmyr        ######== 8", "Øvre Sildøy  === 3"]


def test_a_name_in_plain_characters_is_one_line_and_drives_nothing():
    chart = Chart("x", "y", ("to\nlinjer \x1b[31mrød",), (Series("Utført\x9b2J\u2028", (1,)),))
    legend, line = bars(chart)
    assert line.startswith("to linjer ")
    assert not re.search("[\x00-\x1f\x7f-\x9f\u2028\u2029]", legend + line)


def test_a_long_name_is_cut_and_a_high_figure_gets_its_share_of_the_line():
    chart = CHART._replace(
        categories=("En svært lang tittel på et tema som ingen orker", "x"),
        series=(Series("Utført", (1000, 1)), Series("Åpent", (500, 0))),
    )
    _, first, second = bars(chart)
    assert first.startswith("En svært lang tittel på et tema som i...  ##")
    assert WIDTH - 4 < len(first) <= WIDTH
    assert second.endswith("  # 1")
    assert abs(first.count("#") - 2 * first.count("=")) <= 2


names = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs", "M")), max_size=50)


@given(st.lists(st.tuples(names, st.lists(st.integers(0, 10**6), min_size=6, max_size=6)), max_size=5))
def test_bars_fit_the_line_and_nothing_that_is_there_goes_unseen(counted: list[tuple[str, list[int]]]):
    kinds = ("Drøfting", "Behov", "Vedtak", "Tiltak", "Spørsmål", "Læring")
    series = tuple(Series(kind, tuple(of[at] for _, of in counted)) for at, kind in enumerate(kinds))
    legend, *lines = bars(Chart("x", "y", tuple(name for name, _ in counted), series))
    assert len(legend) <= WIDTH
    assert len(lines) == len(counted)
    for line, (_, of) in zip(lines, counted, strict=True):
        *_, marks, total = line.rsplit(" ", 2)
        assert len(line) <= WIDTH or any(letter > "\xff" for letter in line)
        assert total == str(sum(of))
        assert len(set(marks)) == sum(value > 0 for value in of)
