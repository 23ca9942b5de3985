"""Document -> .docx; the only file that knows python-docx."""

from __future__ import annotations

import datetime as dt
import html
import io
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple, cast

import docx
from docx.document import Document as Opened
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PACKAGE_URI, PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.document import CT_Document
from docx.oxml.xmlchemy import BaseOxmlElement as Element
from docx.package import Package
from docx.parts.document import DocumentPart
from docx.parts.numbering import NumberingPart
from docx.parts.styles import StylesPart
from lxml import etree

from exports.document import Chart, Document
from exports.ooxml import look, theme
from exports.ooxml.body import Paper, body_of
from exports.ooxml.chart import chart_part, drawing
from exports.ooxml.contents import fill_contents
from exports.ooxml.letterhead import SETTINGS, Letterhead, letterhead
from exports.ooxml.markup import DECLARATION, DECLARED, field, marked, paragraph, run
from exports.ooxml.package import types_of, zipped
from exports.ooxml.placeholders import PLACE
from exports.ooxml.sections import NARROW, add_reference, complete_sections, section_of, spread, widths_of
from exports.ooxml.styles import complete, speak
from exports.phrases import TAGS, say
from storage.errors import BadTemplate

BARE = Letterhead(b"", dict.fromkeys(SETTINGS, ""), "", ())
"""That of a document that goes into no template."""


class Made(NamedTuple):
    """A Word file, and what came of the text that went into it."""

    data: bytes
    replaced: int
    """How many characters that the file cannot hold stand in it as a visible mark."""
    unfilled: tuple[str, ...] = ()
    """The names of the template's placeholders that nothing is known of: they stand in the file as they are."""


def _nobody(_written: int) -> None:
    """Nobody wants to be told."""


def to_word(document: Document, template: bytes | None = None, told: Callable[[int], None] = _nobody) -> Made:
    """The document as a Word file, the same bytes for the same document; raises BadTemplate.

    `told` is called now and then with the number of items that were written since; what it raises ends the work.
    """
    own = BARE
    if template is None:
        file, ids = _dressed(_blank(), document, own)
    else:
        try:
            own = letterhead(template, {**document.facts, "header": document.running})
            file, ids = _dressed(docx.Document(io.BytesIO(own.package)), document, own)
        except BadTemplate:
            raise
        except Exception as error:  # whatever we stumble over in somebody's file is a fault of that file
            raise BadTemplate(None, "damaged") from error
    body, replaced = marked(_body(file, document, ids, own, told))
    return Made(_packed(file, body), replaced, own.unfilled)


def _body(
    file: Opened, document: Document, ids: Mapping[str, str], own: Letterhead, told: Callable[[int], None]
) -> str:
    """The document as the body holds it; what stands before and after it in a template learns of its headings."""
    place = file.element.xpath(f"//processing-instruction('{PLACE}')")[0]
    section = section_of(place)
    whole, column = widths_of(section)
    width = column if column >= NARROW else whole
    paper = Paper(ids, width, document.language, lambda chart: _drawn(file, chart, column, document.language), told)
    body = body_of(document, paper, listed=not own.contents)
    if own.contents:
        body = fill_contents(place, body, own.contents, ids)
    return spread(body, section, ends=place.getnext() is section) if column < width else body


def words(data: bytes) -> str:
    """The text of a Word file's body, as python-docx reads it."""
    return str(etree.tostring(docx.Document(io.BytesIO(data)).element, method="text", encoding="unicode"))


def _drawn(file: Opened, chart: Chart, width: int, language: str) -> str:
    """The drawing that stands for a chart in the body; the chart itself becomes a part of the file."""
    package = file.part.package
    name = package.next_partname("/word/charts/chart%d.xml")
    part = Part(name, CONTENT_TYPE.DML_CHART, _part(chart_part(chart, TAGS[language])), package)
    relation = file.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
    return drawing(chart, relation, name.idx or 0, width)


def _blank() -> Opened:
    """A document of no words and no look."""
    package = Package()
    element = cast(
        CT_Document, parse_xml(f"<w:document {DECLARED}><w:body><?{PLACE}?><w:sectPr/></w:body></w:document>")
    )
    part = DocumentPart(PackURI("/word/document.xml"), CONTENT_TYPE.WML_DOCUMENT_MAIN, element, package)
    package.relate_to(part, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
    return cast(Opened, part.document)


def _dressed(file: Opened, document: Document, own: Letterhead) -> tuple[Opened, Mapping[str, str]]:
    """The file with everything but its body, and the ids under which it has the styles of exports.ooxml.look."""
    complete_sections(file.element.body)
    styles = _styles(file)
    speak(styles, TAGS[document.language])
    ids = complete(styles, _numbering(file))
    _complete_margins(file, document, ids)
    _set_settings(file, TAGS[document.language], own)
    _add_theme(file)
    _set_properties(file, document)
    return file, ids


def _styles(file: Opened) -> Element:
    try:
        part = cast(StylesPart, file.part.part_related_by(RELATIONSHIP_TYPE.STYLES))
    except KeyError:
        element, package = parse_xml(look.DEFAULTS), file.part.package
        part = StylesPart(PackURI("/word/styles.xml"), CONTENT_TYPE.WML_STYLES, element, package)
        file.part.relate_to(part, RELATIONSHIP_TYPE.STYLES)
    return cast(Element, part.element)


def _numbering(file: Opened) -> Element:
    try:
        part = cast(NumberingPart, file.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING))
    except KeyError:
        element, package = parse_xml(f"<w:numbering {DECLARED}/>"), file.part.package
        part = NumberingPart(PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING, element, package)
        file.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
    return cast(Element, part.element)


def _complete_margins(file: Opened, document: Document, ids: Mapping[str, str]) -> None:
    """Give a file without a header or a footer its own: what it is, and page x of y."""
    section = section_of(file.element.xpath(f"//processing-instruction('{PLACE}')")[0])
    before, between, after = say(document.language, "page", page="|", pages="|").split("|")
    pages = run(before) + field("PAGE", "1") + run(between) + field("NUMPAGES", "1") + (run(after) if after else "")
    for name, content_type, relation, style, words in (
        ("header", CONTENT_TYPE.WML_HEADER, RELATIONSHIP_TYPE.HEADER, look.HEADER, run(document.running)),
        ("footer", CONTENT_TYPE.WML_FOOTER, RELATIONSHIP_TYPE.FOOTER, look.FOOTER, pages),
    ):
        if not file.element.xpath(f"//w:{name}Reference[@w:type='default' or not(@w:type)]"):
            tag = "hdr" if name == "header" else "ftr"
            blob = _part(f"<w:{tag} {DECLARED}>{paragraph(ids[style.id], words)}</w:{tag}>")
            package = file.part.package
            part = Part(package.next_partname(f"/word/{name}%d.xml"), content_type, blob, package)
            add_reference(section, name, file.part.relate_to(part, relation))


def _set_settings(file: Opened, tag: str, own: Letterhead) -> None:
    """Put the program's own settings in place, with what is kept of a template's."""
    blob = _part(look.SETTINGS.format(language=tag, **{**own.settings, "tab": own.settings["tab"] or look.TABS}))
    package = file.part.package
    part = Part(PackURI("/word/settings.xml"), CONTENT_TYPE.WML_SETTINGS, blob, package)
    file.part.relate_to(part, RELATIONSHIP_TYPE.SETTINGS)


def _add_theme(file: Opened) -> None:
    """Give a file without a theme or a table of fonts its own: some programs hold that one without is damaged."""
    package = file.part.package
    for relation, name, kind, xml in (
        (RELATIONSHIP_TYPE.THEME, "/word/theme/theme%d.xml", CONTENT_TYPE.OFC_THEME, theme.THEME),
        (RELATIONSHIP_TYPE.FONT_TABLE, "/word/fontTable%d.xml", CONTENT_TYPE.WML_FONT_TABLE, theme.FONTS),
    ):
        if not any(each.reltype == relation for each in file.part.rels.values()):
            file.part.relate_to(Part(package.next_partname(name), kind, _part(xml), package), relation)


def _set_properties(file: Opened, document: Document) -> None:
    """Say what the file is; its dates are those of the gathering, not of the machine."""
    blob = _part(
        look.PROPERTIES.format(
            title=html.escape(_clipped(document.title)),
            author=html.escape(_clipped(document.author)),
            time=f"{_written_on(document.date).isoformat()}T00:00:00Z",
            language=TAGS[document.language],
        )
    )
    package = file.part.package
    part = Part(PackURI("/docProps/core.xml"), CONTENT_TYPE.OPC_CORE_PROPERTIES, blob, package)
    package.relate_to(part, RELATIONSHIP_TYPE.CORE_PROPERTIES)


def _clipped(text: str) -> str:
    """A text as a property of the file holds it: 255 characters at most."""
    return text if len(text) <= 255 else f"{text[:254]}…"


def _part(xml: str) -> bytes:
    """A part's bytes, with a mark for every character that it cannot hold."""
    return f"{DECLARATION}{marked(xml)[0]}".encode()


def _packed(file: Opened, body: str) -> bytes:
    """The bytes of the file: its parts in the order in which they lead to each other, the main one with that body.

    The body goes into the file as text: with 10,000 items, to parse it first would take as long as all the rest.
    """
    before, after = re.split(rf"<\?{PLACE} ?\?>", etree.tostring(file.element, encoding="unicode"))
    main = "".join((DECLARATION, before, body, after)).encode()
    package = file.part.package
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": types_of((part.partname, part.content_type) for part in package.parts),
        PACKAGE_URI.rels_uri.membername: package.rels.xml,
    }
    for part in package.parts:
        members[part.partname.membername] = main if part is file.part else part.blob
        if part.rels:
            members[part.partname.rels_uri.membername] = part.rels.xml
    return zipped(members)


def _written_on(date: dt.date) -> dt.date:
    """The day of the gathering, or today where it is still to come: nothing was written in the future."""
    return min(date, dt.datetime.now(dt.UTC).date())
