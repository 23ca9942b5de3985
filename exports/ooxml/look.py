"""How minutes look in Word: the styles, lists, page and settings that a template does not bring itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from exports.ooxml.markup import DECLARED

INK = "1F3B57"
"""Headings: 11:1 on white."""
QUIET = "595959"
"""References and remarks: 7:1 on white, 6:1 on the table's head."""
RULE = "9FB3C4"
SHADE = "E9EFF4"

PAGE: Mapping[str, int] = {
    "page_width": 11906,
    "page_height": 16838,
    "top_margin": 1418,
    "right_margin": 1418,
    "bottom_margin": 1418,
    "left_margin": 1418,
    "header_distance": 709,
    "footer_distance": 709,
    "gutter": 0,
}
"""A4 with margins of 2.5 cm, in twentieths of a point."""

DEFAULTS = (
    f"<w:styles {DECLARED}><w:docDefaults><w:rPrDefault><w:rPr>"
    '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/>'
    '<w:sz w:val="21"/><w:szCs w:val="21"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
    "</w:docDefaults></w:styles>"
)
"""Arial, since every machine has it or a font of the same widths."""

TABS = '<w:defaultTabStop w:val="709"/>'
SETTINGS = (
    f'<w:settings {DECLARED}><w:zoom w:percent="100"/>{{layout}}{{tab}}{{margins}}'
    '<w:characterSpacingControl w:val="doNotCompress"/>{notes}<w:compat>'
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    '</w:compat><w:themeFontLang w:val="{language}"/>{colours}<w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>'
    "</w:settings>"
)

TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
)
PROPERTIES = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    "<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator>"
    "<cp:lastModifiedBy>{author}</cp:lastModifiedBy><cp:revision>1</cp:revision>"
    '<dcterms:created xsi:type="dcterms:W3CDTF">{time}</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">{time}</dcterms:modified>'
    "<dc:language>{language}</dc:language></cp:coreProperties>"
)


class Style(NamedTuple):
    """A style: its id where it has to be made, the names under which a template may bring it, what it says."""

    id: str
    type: str
    names: tuple[str, ...]
    """Compared without case. The first is Word's own, whatever its language; the others are other programs'."""
    xml: str


def _paragraph(
    style_id: str, *names: str, next_id: str = "{normal}", rank: int = 1, ppr: str = "", rpr: str = ""
) -> Style:
    return Style(
        style_id,
        "paragraph",
        names,
        f'<w:basedOn w:val="{{normal}}"/><w:next w:val="{next_id}"/><w:uiPriority w:val="{rank}"/><w:qFormat/>'
        f"<w:pPr>{ppr}</w:pPr><w:rPr>{rpr}</w:rPr>",
    )


def _spacing(before: int, after: int) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}"/>'


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


BOLD = "<w:b/><w:bCs/>"
HANGING = '<w:ind w:left="1191" w:hanging="1191"/>'
RULED = f'<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="3" w:color="{RULE}"/></w:pBdr>'
TOGETHER = "<w:keepNext/><w:keepLines/>"

NORMAL = Style("Normal", "paragraph", ("Normal",), '<w:uiPriority w:val="0"/><w:qFormat/>')
HEADING_1 = _paragraph(
    "Heading1",
    "heading 1",
    "overskrift 1",
    ppr=f'{TOGETHER}{_spacing(0, 200)}<w:outlineLvl w:val="0"/>',
    rpr=f'{BOLD}<w:color w:val="{INK}"/>{_size(40)}',
    rank=9,
)
HEADING_2 = _paragraph(
    "Heading2",
    "heading 2",
    "overskrift 2",
    ppr=f'{TOGETHER}{RULED}{_spacing(400, 120)}<w:outlineLvl w:val="1"/>',
    rpr=f'{BOLD}<w:color w:val="{INK}"/>{_size(28)}',
    rank=9,
)
HEADING_3 = _paragraph(
    "Heading3",
    "heading 3",
    "overskrift 3",
    ppr=f'{TOGETHER}{_spacing(200, 20)}<w:outlineLvl w:val="2"/>',
    rpr=f'{BOLD}<w:color w:val="{INK}"/>{_size(22)}',
    rank=9,
)
HEADING_4 = _paragraph(
    "Heading4",
    "heading 4",
    "overskrift 4",
    ppr=f'{TOGETHER}{_spacing(160, 20)}<w:outlineLvl w:val="3"/>',
    rpr=f'{BOLD}<w:color w:val="{QUIET}"/>{_size(21)}',
    rank=9,
)
HEADER = _paragraph(
    "Header",
    "header",
    "topptekst",
    next_id="Header",
    ppr=_spacing(0, 0),
    rpr=f'<w:color w:val="{QUIET}"/>{_size(17)}',
    rank=99,
)
FOOTER = _paragraph(
    "Footer",
    "footer",
    "bunntekst",
    "botntekst",
    next_id="Footer",
    ppr=f'{_spacing(0, 0)}<w:jc w:val="right"/>',
    rpr=f'<w:color w:val="{QUIET}"/>{_size(17)}',
    rank=99,
)
CONTENTS_HEADING = _paragraph(
    "TOCHeading",
    "TOC Heading",
    ppr=f"{TOGETHER}{_spacing(280, 60)}",
    rpr=f'{BOLD}<w:color w:val="{INK}"/>{_size(22)}',
    rank=39,
)
CONTENTS = _paragraph("TOC2", "toc 2", "innhold 2", ppr=_spacing(0, 40), rpr=f'<w:color w:val="{INK}"/>', rank=39)
HEAD = _paragraph("SamlingHead", "Samling Head", ppr=f'{_spacing(0, 40)}<w:ind w:left="1701" w:hanging="1701"/>')
PARTY = _paragraph(
    "SamlingParty", "Samling Party", ppr=f'<w:numPr><w:numId w:val="{{parties}}"/></w:numPr>{_spacing(40, 20)}'
)
ITEM = _paragraph(
    "SamlingItem", "Samling Item", ppr=f'<w:numPr><w:numId w:val="{{items}}"/></w:numPr>{_spacing(80, 20)}{HANGING}'
)
NOTE = _paragraph("SamlingNote", "Samling Note", ppr=f'{_spacing(0, 20)}<w:ind w:left="1191"/>')
SAID = _paragraph("SamlingSaid", "Samling Said", ppr=_spacing(80, 120))
POINTER = _paragraph("SamlingPointer", "Samling Pointer", ppr=_spacing(160, 80), rpr=f'<w:color w:val="{QUIET}"/>')
CLOSING = _paragraph(
    "SamlingClosing", "Samling Closing", ppr=_spacing(320, 0), rpr=f'<w:color w:val="{QUIET}"/>{_size(19)}'
)
COLUMN = _paragraph("SamlingColumn", "Samling Column", ppr=f"<w:keepNext/>{_spacing(0, 0)}", rpr=f"{BOLD}{_size(19)}")
CELL = _paragraph(
    "SamlingCell",
    "Samling Cell",
    ppr='<w:spacing w:before="0" w:after="0" w:line="259" w:lineRule="auto"/>',
    rpr=_size(19),
)
LABEL = Style("SamlingLabel", "character", ("Samling Label",), f"<w:rPr>{BOLD}</w:rPr>")
REFERENCE = Style(
    "SamlingReference", "character", ("Samling Reference",), f'<w:rPr><w:color w:val="{QUIET}"/>{_size(18)}</w:rPr>'
)
REMARK = Style("SamlingRemark", "character", ("Samling Remark",), f'<w:rPr><w:color w:val="{QUIET}"/></w:rPr>')
TABLE = Style(
    "SamlingTable",
    "table",
    ("Samling Table",),
    f'<w:tblPr><w:tblBorders><w:bottom w:val="single" w:sz="6" w:space="0" w:color="{RULE}"/>'
    f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/></w:tblBorders>'
    '<w:tblCellMar><w:top w:w="57" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
    '<w:bottom w:w="57" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    f'<w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{SHADE}"/></w:tcPr>'
    "</w:tblStylePr>",
)
STYLES = (
    NORMAL,
    HEADING_1,
    HEADING_2,
    HEADING_3,
    HEADING_4,
    HEADER,
    FOOTER,
    CONTENTS_HEADING,
    CONTENTS,
    HEAD,
    PARTY,
    ITEM,
    NOTE,
    SAID,
    POINTER,
    CLOSING,
    COLUMN,
    CELL,
    LABEL,
    REFERENCE,
    REMARK,
    TABLE,
)

LISTS: Mapping[str, str] = {
    "items": f'<w:suff w:val="space"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/><w:pPr>{HANGING}</w:pPr>',
    "parties": '<w:lvlText w:val="•"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="284" w:hanging="284"/></w:pPr>',
}
"""The two lists: what their one level says after its number format."""


def style_xml(style: Style, facts: Mapping[str, object]) -> str:
    """A style as an element, with the ids that it names filled in."""
    default = ' w:default="1"' if style.names == NORMAL.names else ""
    custom = ' w:customStyle="1"' if style.names[0].startswith("Samling") else ""
    return (
        f'<w:style {DECLARED} w:type="{style.type}"{default}{custom} w:styleId="{style.id}">'
        f'<w:name w:val="{style.names[0]}"/>{style.xml.format_map(facts)}</w:style>'
    )


def list_xml(name: str, number: int) -> tuple[str, str]:
    """A list as two elements, what it looks like and the list itself, both of that number."""
    level = (
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/>{LISTS[name]}'
        f'<w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:color w:val="{QUIET}"/></w:rPr></w:lvl>'
    )
    abstract = (
        f'<w:abstractNum {DECLARED} w:abstractNumId="{number}"><w:nsid w:val="5A3C{number:04X}"/>'
        f'<w:multiLevelType w:val="singleLevel"/>{level}</w:abstractNum>'
    )
    return abstract, f'<w:num {DECLARED} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
