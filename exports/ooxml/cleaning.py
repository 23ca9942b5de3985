"""What of a template's own text does not belong in finished minutes: what runs, what is fetched, what leads nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from lxml import etree

from exports.ooxml.template import Part
from exports.ooxml.trees import BLOCKS, MC, R, W, above, drop, drop_all, made, named, unwrap

UNWANTED = named(
    *("altChunk", "subDoc", "object", "control", "movieReference", "proofErr", "permStart", "permEnd"),
    *("lastRenderedPageBreak", "customXmlPr", "smartTagPr", "printerSettings", "formProt"),
)
BINDINGS = (*named("dataBinding", "placeholder", "lock"), "{*}dataBinding", "{*}repeatingSection")
"""What ties a content control to something outside the text."""
WRAPPERS = named("smartTag", "customXml")
OTHERS = ("{urn:schemas-microsoft-com:office:office}OLEObject", "{*}svgBlip")
DRAWINGS = (*named("drawing", "pict"), f"{MC}AlternateContent")
WORD_14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
EPHEMERAL = (f"{W}rsid", f"{WORD_14}paraId", f"{WORD_14}textId")
"""What Word notes of when a paragraph was typed."""
FRESH = 1_000_000
"""From here on count the bookmarks and drawings of a template, below it those of the minutes."""
DECORATIVE = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
    "</a:ext></a:extLst>"
)
PLACE = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
BOOKMARK = re.compile(r"(?!_Toc|_GoBack)[^\W\d]\w{0,39}")
"""A name that Word takes, and that is none of its own for lists of contents."""
HOLDERS = named("hdr", "ftr", "tc", "txbxContent", "footnote", "endnote")
KINDS = {
    f"{W}hyperlink": "hyperlink",
    f"{W}headerReference": "header",
    f"{W}footerReference": "footer",
    "hlinkClick": "hyperlink",
    "hlinkHover": "hyperlink",
    "blip": "image",
    "imagedata": "image",
}
"""What kind of relation an element names."""


def clean(part: Part) -> None:
    """Take out of a part what runs, is fetched from elsewhere or bound to data, and what Word notes for itself."""
    root = part.content
    drop_all(root, *UNWANTED, *OTHERS)
    for control in list(root.iter(f"{W}sdtPr")):
        drop_all(control, *BINDINGS)
        drop_all(control, f"{W}id")
    for wrapper in list(root.iter(*WRAPPERS)):
        unwrap(wrapper)
    for element in root.iter("*"):
        for name in [name for name in element.attrib if name.startswith(EPHEMERAL)]:
            del element.attrib[name]
    for picture in root.iter(f"{{{PLACE}}}docPr"):
        if not picture.get("descr", "").strip() and picture.find(".//{*}decorative") is None:
            _mark_as_decorative(picture)


def _mark_as_decorative(picture: Any) -> None:
    """Let a screen reader pass over a picture of which the template says nothing."""
    extension = made(DECORATIVE)
    there = picture.find("{*}extLst")
    if there is None:
        picture.append(extension)
    else:
        there.append(extension[0])


def drop_dead_relations(part: Part) -> None:
    """Take out of a part what names a relation that was not kept."""
    for element in [] if isinstance(part.content, bytes) else list(part.content.iter("*")):
        for name in [name for name in element.attrib if name.startswith(R)]:
            tag = element.tag if element.tag in KINDS else element.tag.rpartition("}")[2]
            relation = part.relations.get(element.get(name))
            if relation is None or relation.kind != KINDS.get(tag, relation.kind):
                del element.attrib[name]
                _drop_dead(element, tag)


def _drop_dead(element: Any, tag: str) -> None:
    """Take an element out that leads to nothing, with the drawing that consists of it; a link's words stay."""
    if element.getparent() is None or [name for name in element.attrib if name.startswith(R)]:
        return
    if tag == f"{W}hyperlink":
        if not element.get(f"{W}anchor"):
            unwrap(element)
    elif tag in ("hlinkClick", "hlinkHover", f"{W}headerReference", f"{W}footerReference"):
        drop(element)
    elif tag not in ("fill", "stroke", f"{W}background"):
        drawing = above(element, *DRAWINGS)
        outer = None if drawing is None else drawing.getparent()
        if outer is not None and outer.tag == f"{MC}Choice":
            drawing = outer.getparent()
        elif outer is not None and outer.tag == f"{MC}Fallback":
            drawing = outer
        drop(element if drawing is None else drawing)


def renumber(parts: Iterable[Part]) -> None:
    """Give the bookmarks and drawings of all the parts numbers of their own; drop what is no pair or leads nowhere."""
    roots = [part.content for part in parts]
    numbers = iter(range(FRESH, FRESH * 100))
    names = {""}
    for root in roots:
        for picture in root.iter(f"{{{PLACE}}}docPr"):
            picture.set("id", str(next(numbers)))
        _pair_bookmarks(root, numbers, names)
    for link in [link for root in roots for link in root.iter(f"{W}hyperlink")]:
        if link.get(f"{W}anchor", "").casefold() not in names:
            unwrap(link)


def _pair_bookmarks(root: Any, numbers: Iterator[int], names: set[str]) -> None:
    ends = {end.get(f"{W}id"): end for end in root.iter(f"{W}bookmarkEnd")}
    paired = []
    for start in list(root.iter(f"{W}bookmarkStart")):
        name, end = start.get(f"{W}name", ""), ends.pop(start.get(f"{W}id"), None)
        if end is None or name.casefold() in names or not BOOKMARK.fullmatch(name):
            drop(start)
        else:
            names.add(name.casefold())
            paired.append((start, end))
    for end in set(root.iter(f"{W}bookmarkEnd")) - {end for _, end in paired}:
        drop(end)
    for start, end in paired:
        number = str(next(numbers))
        start.set(f"{W}id", number)
        end.set(f"{W}id", number)


def mend(root: Any) -> None:
    """Put right what must not be empty: runs and content controls go, cells and whole stories keep a paragraph."""
    for run in list(root.iter(f"{W}r")):
        if all(child.tag == f"{W}rPr" for child in run) and run.getparent() is not None:
            drop(run)
    for control in list(root.iter(f"{W}sdt")):
        content = control.find(f"{W}sdtContent")
        if (content is None or len(content) == 0) and control.getparent() is not None:
            drop(control)
    for holder in [root, *root.iter(*named("tc", "txbxContent", "footnote", "endnote"))]:
        if holder.tag in HOLDERS and (len(holder) == 0 or holder[-1].tag not in BLOCKS):
            etree.SubElement(holder, f"{W}p")
