"""Minutes -> .docx; the only file that knows python-docx."""

from __future__ import annotations

import datetime as dt
import html
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple, cast

from docx import Document
from docx.document import Document as Opened
from docx.enum.section import WD_HEADER_FOOTER
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
from docx.shared import Twips
from lxml import etree

from exports import look
from exports.minutes import Minutes, entries_of
from exports.phrases import TAGS, say
from exports.template import LIMIT, plain_package
from exports.wordbody import body_of
from exports.wordml import DECLARED, field, lines, marked, paragraph, run
from exports.wordstyles import complete, speak
from storage.errors import BadTemplate, MinutesIncomplete
from storage.files import write_whole

KEPT = {
    RELATIONSHIP_TYPE.STYLES,
    RELATIONSHIP_TYPE.SETTINGS,
    RELATIONSHIP_TYPE.NUMBERING,
    RELATIONSHIP_TYPE.THEME,
    RELATIONSHIP_TYPE.FONT_TABLE,
    RELATIONSHIP_TYPE.HEADER,
    RELATIONSHIP_TYPE.FOOTER,
}
"""What is taken over from a template: its look, nothing that runs, phones home or tells of its past."""
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NO_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip entry can have, so that the same minutes are the same bytes."""


class Report(NamedTuple):
    """What went into a file."""

    items: int
    """Each of them was found again in the finished file."""
    replaced: int
    """How many characters that the file cannot hold stand in it as a visible mark."""


def to_bytes(minutes: Minutes, template: bytes | None = None) -> bytes:
    """The minutes as a Word file, the same bytes for the same minutes; raises BadTemplate."""
    return _make(minutes, template)[0]


def write_word(
    minutes: Minutes,
    path: Path,
    *,
    template: Path | None = None,
    overwrite: bool = False,
    follow: bool = True,
    mode: int | None = None,
) -> Report:
    """Write the minutes to a file and return what went into it. `follow` and `mode` are those of write_whole.

    Every item is looked for in the finished bytes before they get their name. Raises BadTemplate,
    MinutesIncomplete, FileExists and FileNotWritten; an older file is then as it was.
    """
    try:
        data, replaced = _make(minutes, _read(template) if template else None)
    except BadTemplate as error:
        raise BadTemplate(template, error.problem) from error
    items = _confirm(minutes, data)
    write_whole(path, data, overwrite=overwrite, follow=follow, mode=mode)
    return Report(items, replaced)


def _read(template: Path) -> bytes:
    try:
        if template.stat().st_size > LIMIT:
            raise BadTemplate(template, "size")
        return template.read_bytes()
    except OSError as error:
        raise BadTemplate(template, "unreadable") from error


def _make(minutes: Minutes, template: bytes | None) -> tuple[bytes, int]:
    """The file, and how many characters of the body it had to replace."""
    if template is None:
        document, ids = _dressed(_blank(), minutes)
    else:
        package = plain_package(template)
        try:
            document, ids = _dressed(_stripped(package), minutes)
        except Exception as error:  # whatever python-docx stumbles over in somebody's file is a fault of that file
            raise BadTemplate(None, "damaged") from error
    body, replaced = marked(body_of(minutes, ids, _text_width(document)))
    return _packed(document, body), replaced


def _blank() -> Opened:
    """A document of no words and no look."""
    package = Package()
    element = cast(CT_Document, parse_xml(f"<w:document {DECLARED}><w:body><w:sectPr/></w:body></w:document>"))
    part = DocumentPart(PackURI("/word/document.xml"), CONTENT_TYPE.WML_DOCUMENT_MAIN, element, package)
    package.relate_to(part, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
    return cast(Opened, part.document)


def _stripped(package: bytes) -> Opened:
    """A template as a document that has kept its look and nothing else."""
    document = Document(io.BytesIO(package))
    section = document.element.body.get_or_add_sectPr()
    for unwanted in section.xpath("w:sectPrChange|w:printerSettings"):
        section.remove(unwanted)
    named = set(section.xpath("*/@r:id"))
    for number, relation in list(document.part.rels.items()):
        beside = relation.reltype in {RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER}
        if relation.reltype not in KEPT or (beside and number not in named):
            del document.part.rels[number]
    above = document.part.package.rels
    for number, relation in list(above.items()):
        if relation.reltype != RELATIONSHIP_TYPE.OFFICE_DOCUMENT:
            del above[number]
    return document


def _dressed(document: Opened, minutes: Minutes) -> tuple[Opened, Mapping[str, str]]:
    """The document with everything but its body, and the ids under which it has the styles of exports.look."""
    section = document.sections[-1]
    for name, twips in look.PAGE.items():
        if getattr(section, name) is None:
            setattr(section, name, Twips(twips))
    styles = _styles(document)
    speak(styles, TAGS[minutes.language])
    ids = complete(styles, _numbering(document))
    _complete_margins(document, minutes, ids)
    _set_settings(document, TAGS[minutes.language])
    _set_properties(document, minutes)
    return document, ids


def _styles(document: Opened) -> Element:
    try:
        part = cast(StylesPart, document.part.part_related_by(RELATIONSHIP_TYPE.STYLES))
    except KeyError:
        element, package = parse_xml(look.DEFAULTS), document.part.package
        part = StylesPart(PackURI("/word/styles.xml"), CONTENT_TYPE.WML_STYLES, element, package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.STYLES)
    return cast(Element, part.element)


def _numbering(document: Opened) -> Element:
    try:
        part = cast(NumberingPart, document.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING))
    except KeyError:
        element, package = parse_xml(f"<w:numbering {DECLARED}/>"), document.part.package
        part = NumberingPart(PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING, element, package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
    return cast(Element, part.element)


def _complete_margins(document: Opened, minutes: Minutes, ids: Mapping[str, str]) -> None:
    """Give a document without a header or a footer its own: what it is, and page x of y."""
    section = document.element.body.get_or_add_sectPr()
    part, package = document.part, document.part.package
    if not section.xpath("w:headerReference"):
        words = paragraph(ids[look.HEADER.id], run(minutes.running))
        blob = _part(f"<w:hdr {DECLARED}>{words}</w:hdr>")
        header = Part(package.next_partname("/word/header%d.xml"), CONTENT_TYPE.WML_HEADER, blob, package)
        section.add_headerReference(WD_HEADER_FOOTER.PRIMARY, part.relate_to(header, RELATIONSHIP_TYPE.HEADER))
    if not section.xpath("w:footerReference"):
        before, between, after = say(minutes.language, "page", page="|", pages="|").split("|")
        words = run(before) + field("PAGE", "1") + run(between) + field("NUMPAGES", "1") + (run(after) if after else "")
        blob = _part(f"<w:ftr {DECLARED}>{paragraph(ids[look.FOOTER.id], words)}</w:ftr>")
        footer = Part(package.next_partname("/word/footer%d.xml"), CONTENT_TYPE.WML_FOOTER, blob, package)
        section.add_footerReference(WD_HEADER_FOOTER.PRIMARY, part.relate_to(footer, RELATIONSHIP_TYPE.FOOTER))


def _set_settings(document: Opened, tag: str) -> None:
    """Put the program's own settings in place; of a template's only what its headers need is kept."""
    kept = ""
    for number, relation in list(document.part.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.SETTINGS:
            kept = "<w:evenAndOddHeaders/>" if document.settings.odd_and_even_pages_header_footer else ""
            del document.part.rels[number]
    blob = _part(look.SETTINGS.format(kept=kept, language=tag))
    package = document.part.package
    part = Part(PackURI("/word/settings.xml"), CONTENT_TYPE.WML_SETTINGS, blob, package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.SETTINGS)


def _set_properties(document: Opened, minutes: Minutes) -> None:
    """Say what the document is; its dates are those of the gathering, not of the machine."""
    blob = _part(
        look.PROPERTIES.format(
            title=html.escape(_clipped(minutes.title)),
            author=html.escape(_clipped(minutes.author)),
            time=f"{_written_on(minutes.date).isoformat()}T00:00:00Z",
            language=TAGS[minutes.language],
        )
    )
    package = document.part.package
    part = Part(PackURI("/docProps/core.xml"), CONTENT_TYPE.OPC_CORE_PROPERTIES, blob, package)
    package.relate_to(part, RELATIONSHIP_TYPE.CORE_PROPERTIES)


def _clipped(text: str) -> str:
    """A text as a property of the document holds it: 255 characters at most."""
    return text if len(text) <= 255 else f"{text[:254]}…"


def _part(xml: str) -> bytes:
    """A part's bytes, with a mark for every character that it cannot hold."""
    return f"{DECLARATION}{marked(xml)[0]}".encode()


def _text_width(document: Opened) -> int:
    """The width of a line in twentieths of a point."""
    section = document.sections[-1]
    lengths = (section.page_width, section.left_margin, section.right_margin, section.gutter)
    page, left, right, gutter = (length.twips if length else 0 for length in lengths)
    return max(page - left - right - gutter, 6000)


def _packed(document: Opened, body: str) -> bytes:
    """The bytes of the file: its parts in the order in which they lead to each other, the main one with that body.

    The body goes into the file as text: with 10,000 items, to parse it first would take as long as all the rest.
    """
    section = etree.tostring(document.element.body.get_or_add_sectPr(), encoding="unicode")
    main = f"{DECLARATION}<w:document {DECLARED}><w:body>{body}{section}</w:body></w:document>".encode()
    package = document.part.package
    overrides = (
        f'<Override PartName="{html.escape(part.partname)}" ContentType="{html.escape(part.content_type)}"/>'
        for part in package.parts
    )
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": look.TYPES.format(overrides="".join(overrides)),
        PACKAGE_URI.rels_uri.membername: package.rels.xml,
    }
    for part in package.parts:
        members[part.partname.membername] = main if part is document.part else part.blob
        if part.rels:
            members[part.partname.rels_uri.membername] = part.rels.xml
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        for name, content in members.items():
            member = zipfile.ZipInfo(name, NO_TIME)
            member.create_system = 0
            file.writestr(member, content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _confirm(minutes: Minutes, data: bytes) -> int:
    """How many items the file holds; raises MinutesIncomplete where one is not there, in its place."""
    text = etree.tostring(Document(io.BytesIO(data)).element, method="text", encoding="unicode")
    entries = entries_of(minutes)
    missing, at = [], 0
    for entry in entries:
        words = marked(entry.reference + "".join(lines(entry.text)))[0]
        found = text.find(words, at)
        if found < 0:
            missing.append(entry.reference)
        else:
            at = found + len(words)
    if missing:
        raise MinutesIncomplete(missing)
    return len(entries)


def _written_on(date: dt.date) -> dt.date:
    """The day of the gathering, or today where it is still to come: nothing was written in the future."""
    return min(date, dt.datetime.now(dt.UTC).date())
