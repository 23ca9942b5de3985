"""Tracked changes of a template, accepted; its comments, taken out."""

from __future__ import annotations

from typing import Any

from exports.ooxml.trees import W, drop, drop_all, named, unwrap

PROPERTIES = named(
    "rPrChange",
    "pPrChange",
    "sectPrChange",
    "tblPrChange",
    "tblPrExChange",
    "trPrChange",
    "tcPrChange",
    "tblGridChange",
    "numberingChange",
)
MARKS = named(
    *(f"{what}Range{end}" for what in ("moveFrom", "moveTo") for end in ("Start", "End")),
    *(f"customXml{what}Range{end}" for what in ("Ins", "Del", "MoveFrom", "MoveTo") for end in ("Start", "End")),
    "cellIns",
    "cellMerge",
)
COMMENTS = named("commentRangeStart", "commentRangeEnd", "annotationRef")
HOLDERS = named("rPr", "trPr", "tcPr", "ctrlPr", "numPr")
"""What says of a paragraph's end, a row or a cell that it was put in or taken out."""


def accept(root: Any) -> None:
    """Take every tracked change as made, and leave no comment."""
    drop_all(root, *PROPERTIES, *MARKS, *COMMENTS)
    for reference in list(root.iter(f"{W}commentReference")):
        drop(reference.getparent() if reference.getparent().tag == f"{W}r" else reference)
    gone = _gone(root)
    for element in list(root.iter(*named("ins", "moveTo"))):
        if element.getparent().tag in HOLDERS:
            drop(element)
        else:
            unwrap(element)
    for element in gone:
        if element.getparent() is not None:
            drop(element)
    _join_paragraphs(root)
    for tag in named("tr", "tbl"):
        for element in list(root.iter(tag)):
            if element.find("./{*}" + ("tc" if tag == f"{W}tr" else "tr")) is None and element.find(f"{W}sdt") is None:
                drop(element)


def _gone(root: Any) -> list[Any]:
    """What was taken out: texts, rows and cells."""
    gone = []
    for element in root.iter(*named("del", "moveFrom", "cellDel")):
        holder = element.getparent()
        if holder.tag not in HOLDERS:
            gone.append(element)
        elif holder.tag in named("trPr", "tcPr"):
            gone.append(holder.getparent())
        elif holder.tag == f"{W}numPr":
            gone.append(element)
    return gone


def _join_paragraphs(root: Any) -> None:
    """Make one of two paragraphs whose parting was taken out: the later one, as Word does."""
    for mark in reversed(list(root.iter(*named("del", "moveFrom")))):
        holder = mark.getparent().getparent()
        drop(mark)
        if holder is None or holder.tag != f"{W}pPr" or holder.getparent().tag != f"{W}p":
            continue
        paragraph = holder.getparent()
        later = paragraph.getnext()
        words = [each for each in paragraph if each is not holder]
        if later is not None and later.tag == f"{W}p" and holder.find(f"{W}sectPr") is None:
            at = 0 if later.find(f"{W}pPr") is None else 1
            later[at:at] = words
            drop(paragraph)
        elif not words and later is not None and later.tag == f"{W}tbl":
            drop(paragraph)
