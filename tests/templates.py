"""Templates as organisations have them, from every Word and program, and hostile ones."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

from wordfiles import (
    A4,
    MICROSOFT,
    NORWEGIAN,
    SPACES,
    WORD,
    XML,
    control,
    fields,
    mark,
    packed,
    para,
    picture,
    relations,
    run,
    style,
    styles,
    text_box,
    unpacked,
    word_file,
)

LETTERHEAD = para("Storvik kommune, Rådhusgata 1")
LANDSCAPE = (
    '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" '
    'w:left="1134" w:header="567" w:footer="567" w:gutter="0"/>'
)
CONTENTS = "".join(
    [
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>',
        "</w:sdtPr><w:sdtContent>",
        para("Innhold", style="Innholdsoverskrift"),
        para(
            mark("begin"),
            r'<w:r><w:instrText xml:space="preserve"> TOC \o "1-</w:instrText></w:r>',
            r'<w:r><w:instrText xml:space="preserve">3" \h \z \u </w:instrText></w:r>',
            mark("separate"),
            '<w:hyperlink w:anchor="_Toc1">'
            + run("Et gammelt kapittel")
            + fields("PAGEREF _Toc1", "4")
            + "</w:hyperlink>",
            style="INNH1",
        ),
        para("Et annet kapittel", style="INNH2"),
        para(mark("end")),
        "</w:sdtContent></w:sdt>",
    ]
)
LISTED = styles(
    "Normal",
    "Overskrift",
    "heading",
    style("Innholdsoverskrift", "TOC Heading"),
    style("INNH1", "toc 1"),
    style("INNH2", "toc 2", properties='<w:ind w:left="220"/>'),
    style("INNH3", "toc 3", properties='<w:ind w:left="440"/>'),
)
BY = 'w:author="Kari Solberg" w:date="2024-01-01T00:00:00Z"'
REVISED = "".join(
    [
        para(
            "Storvik ",
            f'<w:ins w:id="1" {BY}>{run("kommune")}</w:ins>',
            f'<w:del w:id="2" {BY}><w:r><w:delText>herad</w:delText></w:r></w:del>',
            '<w:commentRangeStart w:id="0"/>' + run(" ved "),
            '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>',
            f'<w:r><w:rPr><w:b/><w:rPrChange w:id="3" {BY}><w:rPr/></w:rPrChange></w:rPr><w:t>innkjøp</w:t></w:r>',
            properties=f'<w:rPr><w:del w:id="4" {BY}/></w:rPr>',
        ),
        para(" og drift"),
        f'<w:p><w:pPr><w:rPr><w:ins w:id="5" {BY}/></w:rPr></w:pPr>',
        f'<w:moveTo w:id="6" {BY}>{run("Flyttet hit")}</w:moveTo></w:p>',
        f'<w:p><w:pPr><w:rPr><w:del w:id="7" {BY}/></w:rPr></w:pPr>',
        f'<w:moveFrom w:id="8" {BY}>{run("Flyttet hit")}</w:moveFrom></w:p>',
        para("Postboks 1"),
    ]
)
TABLE = (
    '<w:tbl><w:tblPr><w:tblW w:w="9000" w:type="dxa"/><w:tblLook w:firstRow="1"/></w:tblPr><w:tblGrid>'
    '<w:gridCol w:w="4500"/><w:gridCol w:w="4500"/></w:tblGrid>{}</w:tbl>'
)


def cell(inner: str) -> str:
    """A cell of a table of two columns."""
    return f'<w:tc><w:tcPr><w:tcW w:w="4500" w:type="dxa"/></w:tcPr>{inner}</w:tc>'


def row(*cells: str, header: bool = False) -> str:
    """A row of a table."""
    return f"<w:tr>{'<w:trPr><w:tblHeader/></w:trPr>' if header else ''}{''.join(cells)}</w:tr>"


SETTINGS = (
    '<w:attachedTemplate r:id="rId1"/><w:mailMerge><w:mainDocumentType w:val="letters"/></w:mailMerge>'
    '<w:trackRevisions/><w:documentProtection w:edit="readOnly"/><w:evenAndOddHeaders/>'
)
NUMBERS = (
    '<w:abstractNum w:abstractNumId="4"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:pStyle w:val="Overskrift1"/><w:lvlText w:val="%1"/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="4"><w:abstractNumId w:val="4"/></w:num>'
)


def macros() -> bytes:
    """A template with macros, a custom menu, an attached template, data and an object, of which nothing may be left."""
    parts = {
        "vbaProject.bin": (f"{MICROSOFT}vbaProject", "application/vnd.ms-office.vbaProject", b"macro"),
        "settings.xml": (
            "settings",
            f"{WORD}settings+xml",
            f"{XML}<w:settings {SPACES}>{SETTINGS}</w:settings>",
        ),
        "glossary/document.xml": (
            "glossaryDocument",
            f"{WORD}document.glossary+xml",
            f"<w:glossaryDocument {SPACES}/>",
        ),
    }
    body = (
        para(
            fields("MACROBUTTON Start Trykk her", ""),
            fields('INCLUDETEXT "C:\\\\hemmelig.docx"', "Innhentet"),
            " tekst",
        ),
        para('<w:r><w:object><o:OLEObject Type="Embed" ProgID="Package" r:id="vbaProject"/></w:object></w:r>', "Merk"),
        '<w:altChunk r:id="vbaProject"/>',
    )
    members = unpacked(word_file(*body, suffix="dotm", parts=parts))
    elsewhere = ("rId1", "attachedTemplate", "file:///C:/Maler/kommune.dotm")
    members["word/_rels/settings.xml.rels"] = relations(external=(elsewhere,)).encode()
    members["customXml/item1.xml"] = b"<x/>"
    members["_rels/.rels"] = relations(
        ("rId1", "officeDocument", "word/document.xml"),
        ("rId2", "customXml", "customXml/item1.xml"),
        ("rId3", "http://schemas.microsoft.com/office/2006/relationships/ui/extensibility", "customUI/customUI.xml"),
    ).encode()
    members["customUI/customUI.xml"] = b"<customUI/>"
    return packed(members)


def footnoted() -> bytes:
    """A template with a note at the foot of the page."""
    notes = "".join(
        [
            f'<w:footnote w:id="{number}" w:type="{kind}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
            for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
        ]
    )
    notes += f'<w:footnote w:id="1">{para("<w:r><w:footnoteRef/></w:r>", " Se {{network}}.")}</w:footnote>'
    part = ("footnotes", f"{WORD}footnotes+xml", f"{XML}<w:footnotes {SPACES}>{notes}</w:footnotes>")
    return word_file(
        para("Unntatt etter avtale", '<w:r><w:footnoteReference w:id="1"/></w:r>'), parts={"footnotes.xml": part}
    )


SPLIT = (
    '<w:p><w:r w:rsidR="00A1"><w:t>Sak {</w:t></w:r><w:proofErr w:type="spellStart"/><w:r w:rsidR="00A2">'
    '<w:rPr><w:b/></w:rPr><w:t>{ti</w:t></w:r><w:bookmarkStart w:id="0" w:name="her"/><w:r><w:t>ttel</w:t></w:r>'
    '<w:bookmarkEnd w:id="0"/><w:proofErr w:type="spellEnd"/><w:r><w:t xml:space="preserve"> }} </w:t></w:r>'
    "<w:r><w:t>}</w:t></w:r></w:p>"
)
CORPUS: Mapping[str, bytes] = {
    "norwegian": word_file(LETTERHEAD, "<w:p/>", suffix="dotx"),
    "norwegian-names": word_file(LETTERHEAD, own_styles=styles("Standard", "Overskrift", "Overskrift", levels=False)),
    "english": word_file(LETTERHEAD, own_styles=styles("Normal", "Heading"), suffix="docm"),
    "german": word_file(LETTERHEAD, own_styles=styles("Standard", "berschrift", "heading")),
    "german-names": word_file(LETTERHEAD, own_styles=styles("Standard", "P", "Überschrift", levels=False)),
    "libreoffice": word_file(
        '<w:p><w:pPr><w:pStyle w:val="Standard"/><w:bidi w:val="0"/><w:jc w:val="start"/><w:rPr></w:rPr></w:pPr><w:r>'
        "<w:rPr></w:rPr><w:t>Storvik kommune</w:t></w:r></w:p>",
        '<w:p><w:pPr><w:pStyle w:val="Standard"/><w:rPr></w:rPr></w:pPr><w:r><w:rPr></w:rPr></w:r></w:p>',
        own_styles=styles("Standard", "Heading_20_", "Heading", levels=False).replace(' w:default="1"', ""),
        section='<w:type w:val="nextPage"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:left="1134" w:right="1134" '
        'w:gutter="0" w:header="0" w:top="1134" w:footer="0" w:bottom="1134"/><w:pgNumType w:fmt="decimal"/>'
        '<w:formProt w:val="false"/>',
    ),
    "word-online": word_file(
        '<w:p xmlns:wp14="http://schemas.microsoft.com/office/word/2010/wordml" w14:paraId="2C078E63" '
        'wp14:textId="77777777"><w:r><w:t>Storvik kommune</w:t></w:r></w:p>',
        section='<w:pgSz w:w="11906" w:h="16838" w:orient="portrait"/><w:pgMar w:top="1440" w:right="1440" '
        'w:bottom="1440" w:left="1440" w:header="720" w:footer="720" w:gutter="0"/><w:cols w:space="720"/>'
        '<w:docGrid w:linePitch="360"/>',
        own_styles=styles("Normal", "Heading"),
    ),
    "bare": word_file(LETTERHEAD, own_styles="", header="", footer=""),
    "nothing": word_file(own_styles="", section=None),
    "no-section": word_file(LETTERHEAD, "<w:p/>", section=None),
    "landscape": word_file(LETTERHEAD, section=LANDSCAPE),
    "two-columns": word_file(LETTERHEAD, section=A4 + '<w:cols w:num="2" w:space="708"/>'),
    "contents": word_file(
        LETTERHEAD, CONTENTS, para("{{minutes}}"), para("Vedlegg", style="Overskrift2"), own_styles=LISTED
    ),
    "controls": word_file(
        f"<w:p>{run('Dato: ')}{control(run('Klikk her'), alias='Dato')}</w:p>",
        control(para("Klikk her", style="Sted"), tag="STED"),
        control(para("Klikk for å velge"), tag="saksnummer", more='<w:dataBinding w:xpath="/a" w:storeItemID="{1}"/>'),
        control(para("Fyll ut malen slik"), alias="Veiledning", showing=False),
        TABLE.format(
            row(cell(para("Møteleder")), cell(para("Referent")), header=True)
            + f"<w:tr>{control(cell(para('x')), alias='Møteleder')}{cell(control(para('x'), tag='scribe'))}</w:tr>"
        ),
        own_styles=styles("Normal", "Overskrift", "heading", style("Sted", "Sted", looks="<w:b/>")),
    ),
    "revisions": word_file(REVISED),
    "text-box": word_file(para(text_box(para("Vår ref.: {{case}}") + para("Dato {{date}}")))),
    "first-page": word_file(LETTERHEAD, first=para(picture("logo"), " {{network}}") + para(picture("logo", alt=""))),
    "split": word_file(SPLIT, header=para(run("{{net"), run("work}}", "<w:b/>"))),
    "macros": macros(),
    "sections": word_file(
        para("Forside", properties=f"<w:sectPr>{LANDSCAPE}</w:sectPr>"), para("Innledning"), "<w:p/>", section=A4
    ),
    "placed": word_file(LETTERHEAD, para("{{ Referat }}"), para("Med hilsen {{referent}}"), "<w:p/>"),
    "footnotes": footnoted(),
    "merge-fields": word_file(
        para("Sak ", fields("MERGEFIELD Saksnummer", "«Saksnummer»"), fields("DATE \\\\@ d.M.yyyy", "1.1.2020")),
        para('<w:fldSimple w:instr=" TITLE "><w:r><w:t>Mal</w:t></w:r></w:fldSimple>'),
    ),
    "numbered": word_file(
        LETTERHEAD,
        own_styles=NORWEGIAN.replace('<w:outlineLvl w:val="0"/>', '<w:numPr><w:numId w:val="4"/></w:numPr>'),
        parts={
            "numbering.xml": (
                "numbering",
                f"{WORD}numbering+xml",
                f"{XML}<w:numbering {SPACES}>{NUMBERS}</w:numbering>",
            )
        },
    ),
}
"""From a name to a template that serves."""


def _many(what: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        for number in range(25_000):
            file.writestr(f"word/{what}{number}.xml", b"")
    return data.getvalue()


def _with(name: str, content: str | bytes) -> bytes:
    return packed(unpacked(word_file(LETTERHEAD)) | {name: content})


DEEP = "<w:smartTag>" * 300 + "</w:smartTag>" * 300
HOSTILE: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "text": (lambda: b"not a Word file", "format"),
    "nothing": (lambda: b"", "format"),
    "a zip of something else": (lambda: packed({"x.txt": b"x"}), "format"),
    "an old .doc or a password": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old"),
    "cut short": (lambda: word_file(LETTERHEAD)[:-200], "format"),
    "a flipped byte": (lambda: word_file(LETTERHEAD).replace(b"PK\x03\x04", b"PK\x03\x05", 1), "damaged"),
    "broken XML": (lambda: _with("word/styles.xml", "<w:styles"), "damaged"),
    "another root": (lambda: _with("word/styles.xml", f"<w:fonts {SPACES}/>"), "damaged"),
    "a part that is not there": (
        lambda: packed({name: part for name, part in unpacked(word_file(LETTERHEAD)).items() if "footer1" not in name}),
        "damaged",
    ),
    "entities": (
        lambda: _with("word/header1.xml", f'<!DOCTYPE w [<!ENTITY a "b">]><w:hdr {SPACES}><w:p/></w:hdr>'),
        "entities",
    ),
    "a thousand styles, a hundred times": (
        lambda: _with("word/styles.xml", f"<w:styles {SPACES}>{'<w:style/>' * 100_000}</w:styles>"),
        "styles",
    ),
    "nested": (lambda: _with("word/header1.xml", f"<w:hdr {SPACES}><w:p>{DEEP}</w:p></w:hdr>"), "nested"),
    "a bomb": (lambda: _with("word/styles.xml", f"<w:styles {SPACES}>{' ' * 2**24}</w:styles>"), "size"),
    "many members": (lambda: _many("x"), "size"),
    "a picture elsewhere": (
        lambda: word_file(para(picture("far")), external=(("far", "image", "https://example.org/logo.png"),)),
        "external",
    ),
    "strict": (
        lambda: _with(
            "_rels/.rels",
            relations(
                ("rId1", "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument", "word/document.xml")
            ),
        ),
        "strict",
    ),
}
"""From what is wrong to what makes such a template, and the problem for which it is refused."""
