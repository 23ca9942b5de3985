"""The sections of a document: paper, margins and columns made complete, and room found in them for tables."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any

from lxml import etree

from exports.ooxml import look
from exports.ooxml.trees import VALUE, R, W, insert_in_order

PAGE = {
    "pgSz": {"w": look.PAGE["page_width"], "h": look.PAGE["page_height"]},
    "pgMar": {
        "top": look.PAGE["top_margin"],
        "right": look.PAGE["right_margin"],
        "bottom": look.PAGE["bottom_margin"],
        "left": look.PAGE["left_margin"],
        "header": look.PAGE["header_distance"],
        "footer": look.PAGE["footer_distance"],
        "gutter": look.PAGE["gutter"],
    },
}
AFTER = {
    "type": ("pgSz", "pgMar", "paperSrc", "pgBorders", "lnNumType", "pgNumType", "cols"),
    "pgSz": ("pgMar", "paperSrc", "pgBorders", "lnNumType", "pgNumType", "cols"),
    "pgMar": ("paperSrc", "pgBorders", "lnNumType", "pgNumType", "cols"),
    "cols": (),
}
LATER = (
    "formProt",
    "vAlign",
    "noEndnote",
    "titlePg",
    "textDirection",
    "bidi",
    "rtlGutter",
    "docGrid",
    "printerSettings",
)
"""What stands after any of these in a section's properties."""
UNITS = {"mm": 1440 / 25.4, "cm": 1440 / 2.54, "in": 1440.0, "pt": 20.0, "pc": 240.0, "pi": 240.0, "": 1.0}
"""In twentieths of a point."""
NARROW = 6000
"""A table needs at least that, in twentieths of a point."""


def _twips(text: str | None) -> int | None:
    """A length in twentieths of a point; nothing where it is none."""
    found = re.fullmatch(r"(-?\d+(?:\.\d+)?)(mm|cm|in|pt|pc|pi|)", (text or "").strip())
    return round(float(found[1]) * UNITS[found[2]]) if found else None


def complete_sections(body: Any) -> None:
    """Give a body its last section, and every section its paper and margins."""
    own = body.findall(f"{W}sectPr")
    for extra in own[:-1]:
        body.remove(extra)
    if not own:
        etree.SubElement(body, f"{W}sectPr")
    elif body[-1] is not own[-1]:
        body.append(own[-1])
    for section in body.iter(f"{W}sectPr"):
        _drop_doubles(section)
        for name, lengths in PAGE.items():
            element = _child(section, name)
            for side, usual in lengths.items():
                length = _twips(element.get(W + side))
                element.set(W + side, str(usual if length is None else length))


def _drop_doubles(section: Any) -> None:
    """Leave one header and one footer for the pages of each kind."""
    seen = set()
    for each in section.findall(f"{W}headerReference") + section.findall(f"{W}footerReference"):
        pages = (each.tag, each.get(f"{W}type", "default"))
        if pages in seen:
            section.remove(each)
        seen.add(pages)


def _child(section: Any, name: str) -> Any:
    """A property of a section, made in its place where it is not there."""
    found = section.find(W + name)
    if found is None:
        found = etree.Element(W + name)
        insert_in_order(section, found, (*AFTER[name], *LATER))
    return found


def add_reference(section: Any, name: str, relation: str) -> None:
    """Give a section a header or a footer for all its pages, as `name` says."""
    attributes = {f"{W}type": "default", f"{R}id": relation}
    section.insert(
        0 if name == "header" else len(section.findall(f"{W}headerReference")),
        etree.Element(f"{W}{name}Reference", attributes),
    )


def section_of(mark: Any) -> Any:
    """The properties of the section that a place in the body is in."""
    return mark.xpath("following::w:sectPr[1]", namespaces={"w": W[1:-1]})[0]


def widths_of(section: Any) -> tuple[int, int]:
    """The widths of the page's text and of its narrowest column, in twentieths of a point."""
    margins = section.find(f"{W}pgMar")
    left, right, gutter = (int(margins.get(W + side)) for side in ("left", "right", "gutter"))
    whole = max(int(section.find(f"{W}pgSz").get(f"{W}w")) - left - right - gutter, NARROW // 2)
    columns = section.find(f"{W}cols")
    if columns is None:
        return whole, whole
    own = [_twips(each.get(f"{W}w")) or whole for each in columns.iterchildren(f"{W}col")]
    if own and columns.get(f"{W}equalWidth") in ("0", "false", "off"):
        return whole, min(own)
    count = max(int(columns.get(f"{W}num") or 1), 1)
    gap = _twips(columns.get(f"{W}space"))
    return whole, (whole - (count - 1) * (720 if gap is None else gap)) // count


def spread(body: str, section: Any, *, ends: bool) -> str:
    """A body whose tables stand across the columns, each with its heading, in sections of one column on the same page.

    `section` is the one that the body stands in; it becomes the one in which the body ends. Where nothing else
    stands in it (`ends`), it has one column if the body's last table is all but its end.
    """
    pieces = re.split(r"(<w:tbl>.*?</w:tbl>)", body, flags=re.DOTALL)
    if len(pieces) == 1:
        return body
    before = deepcopy(section)
    many, one = _continued(section), _continued(section, single=True)
    narrow = True
    for at in range(0, len(pieces), 2):
        paragraphs = re.findall(r"<w:p>.*?</w:p>", pieces[at], flags=re.DOTALL)
        is_end = at == len(pieces) - 1
        if not narrow and (len(paragraphs) > 2 or (is_end and not ends)):
            paragraphs[0] = _ending(paragraphs[0], one)
            narrow = True
        if narrow and not is_end and len(paragraphs) > 1:
            paragraphs[-2] = _ending(paragraphs[-2], before)
            before, narrow = many, False
        pieces[at] = "".join(paragraphs)
    section.getparent().replace(section, many if narrow else one)
    return "".join(pieces)


def _continued(section: Any, *, single: bool = False) -> Any:
    """A section's properties for one that goes on on the same page."""
    copy = deepcopy(section)
    for name in ("headerReference", "footerReference", "titlePg", "pgNumType"):
        for each in copy.findall(W + name):
            copy.remove(each)
    _child(copy, "type").set(VALUE, "continuous")
    if single:
        columns = _child(copy, "cols")
        for each in list(columns):
            columns.remove(each)
        columns.attrib.clear()
    return copy


def _ending(paragraph: str, section: Any) -> str:
    """A paragraph with which a section ends."""
    properties = etree.tostring(section, encoding="unicode", with_tail=False)
    return paragraph.replace("</w:pPr>", f"{properties}</w:pPr>", 1)
