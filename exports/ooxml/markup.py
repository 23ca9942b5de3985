"""WordprocessingML as text: small functions whose strings come back escaped, to be parsed once as a whole."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECLARED = f'xmlns:w="{NAMESPACE}" xmlns:r="{RELATIONS}"'
"""What the root element of a part has to declare."""

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
"""What stands before the root element of a part."""

MARK = "\ufffd"
"""What stands for a character that cannot be in the file."""
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
"""What XML 1.0 has no place for, other control characters, and those that show text in another order than its own."""
BREAKS = re.compile("\r\n?|\n|\x85|\u2028|\u2029")


def marked(text: str) -> tuple[str, int]:
    """A text with a visible mark in place of every forbidden character, and how many there were."""
    return FORBIDDEN.subn(MARK, text)


def lines(text: str) -> list[str]:
    """The lines of a text, at least one: tabs are blanks, lines without a word are gone."""
    if text.isprintable():
        return [text]
    return [line for line in BREAKS.split(text.replace("\t", " ")) if line.strip()] or [""]


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def run(text: str, *, style: str = "", language: str = "") -> str:
    """A run of text; line breaks in it are kept."""
    properties = f'<w:rStyle w:val="{style}"/>' if style else ""
    if language:
        properties += f'<w:lang w:val="{language}"/>'
    if properties:
        properties = f"<w:rPr>{properties}</w:rPr>"
    words = '</w:t><w:br/><w:t xml:space="preserve">'.join(map(_escaped, lines(text)))
    return f'<w:r>{properties}<w:t xml:space="preserve">{words}</w:t></w:r>'


TAB = "<w:r><w:tab/></w:r>"


def paragraph(style: str, *content: str) -> str:
    """A paragraph of runs, links and fields."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{"".join(content)}</w:p>'


def field(instruction: str, result: str) -> str:
    """A field that shows its result until a program works it out again."""
    return f'<w:fldSimple w:instr=" {instruction} ">{run(result)}</w:fldSimple>'


def long_field(instruction: str, paragraphs: Sequence[tuple[str, str]]) -> Iterable[str]:
    """The paragraphs of a field that spans them, each given by its style and its content."""
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    for number, (style, content) in enumerate(paragraphs, 1):
        yield paragraph(style, begin if number == 1 else "", content, end if number == len(paragraphs) else "")


def anchored(number: int, name: str, content: str) -> str:
    """Content that a link can lead to."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{number}"/>'


def link(name: str, content: str) -> str:
    """Content that leads to an anchor of the same file."""
    return f'<w:hyperlink w:anchor="{name}" w:history="1">{content}</w:hyperlink>'


def table(style: str, widths: Sequence[int], title: str, description: str, rows: Iterable[str]) -> str:
    """A table of fixed columns (twentieths of a point), with its title and description for those who cannot see it."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0"'
        ' w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{html.escape(title)}"/><w:tblDescription w:val="{html.escape(description)}"/>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def row(widths: Sequence[int], cells: Iterable[str], *, header: bool = False) -> str:
    """A row that stays on one page, of cells given by their paragraphs; a header stands on every page of its table."""
    repeated = "<w:tblHeader/>" if header else ""
    inner = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc>'
        for width, content in zip(widths, cells, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{inner}</w:tr>"
