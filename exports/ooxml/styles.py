"""The styles of a Word file made complete: what the template has is taken, what it lacks is made."""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Any

from lxml import etree

from exports.ooxml import look
from exports.ooxml.stylenames import NAMES, find_styles
from exports.ooxml.trees import VALUE, W, insert_in_order


def speak(styles: Any, tag: str) -> None:
    """Give every style the one language (BCP 47), at the place from which all of them take it."""
    for other in list(styles.iter(f"{W}lang")):
        other.getparent().remove(other)
    place = styles
    for name in ("docDefaults", "rPrDefault", "rPr"):
        inner = place.find(W + name)
        if inner is None:
            inner = etree.Element(W + name)
            place.insert(0, inner)
        place = inner
    etree.SubElement(place, f"{W}lang", {f"{W}val": tag})


def complete(styles: Any, numbering: Any) -> Mapping[str, str]:
    """Make the styles and lists that are missing.

    Returns, from the id of every style in exports.ooxml.look, the id under which the file has it; also from those of
    the lines of a list of contents, where the file has them.
    """
    found = find_styles(styles)
    _make_sound(found)
    ids = {own: html.escape(style.get(f"{W}styleId")) for own, style in found.items()}
    missing = [style for style in look.STYLES if style.id not in ids]
    taken = {style.get(f"{W}styleId") for style in styles.findall(f"{W}style")}
    ids |= {style.id: _free(style.id, taken) for style in missing}
    lists = _add_lists(numbering) if look.ITEM in missing or look.PARTY in missing else {}
    for style in missing:
        facts = {"normal": ids[look.NORMAL.id], **lists}
        styles.append(etree.fromstring(look.style_xml(style._replace(id=ids[style.id]), facts)))
    return ids


def _free(style_id: str, taken: set[str]) -> str:
    """An id that no other style of the file has."""
    while style_id in taken:
        style_id += "x"
    return style_id


def _make_sound(found: Mapping[str, Any]) -> None:
    """Let styles be what Word and screen readers take them for: by their names, and headings by their level."""
    for own, style in found.items():
        if own in NAMES:
            _set_name(style, NAMES[own][0])
        if own.startswith("Heading"):
            _set_level(style, int(own[len("Heading") :]) - 1)
    if look.NORMAL.id in found:
        found[look.NORMAL.id].set(f"{W}default", "1")


def _set_name(style: Any, name: str) -> None:
    """Give a style Word's own name, in which Word sees more than a name."""
    element = style.find(f"{W}name")
    if element is None:
        element = etree.Element(f"{W}name")
        style.insert(0, element)
    if element.get(VALUE, "").casefold() != name.casefold():
        element.set(VALUE, name)
    style.attrib.pop(f"{W}customStyle", None)


def _set_level(style: Any, level: int) -> None:
    """Give a heading the level by which it is found in a document, and keep it from standing alone at a page's end."""
    properties = style.find(f"{W}pPr")
    if properties is None:
        properties = etree.Element(f"{W}pPr")
        insert_in_order(style, properties, ("rPr", "tblPr", "trPr", "tcPr", "tblStylePr"))
    if properties.find(f"{W}keepNext") is None:
        properties.insert(0, etree.Element(f"{W}keepNext"))
    element = properties.find(f"{W}outlineLvl")
    if element is None:
        element = etree.Element(f"{W}outlineLvl")
        insert_in_order(properties, element, ("divId", "cnfStyle", "rPr", "sectPr", "pPrChange"))
    element.set(VALUE, str(level))


def _add_lists(numbering: Any) -> Mapping[str, str]:
    """Add the two lists; from the name of each to its number."""
    taken = [int(each.get(f"{W}abstractNumId")) for each in numbering.findall(f"{W}abstractNum")]
    taken += [int(each.get(f"{W}numId")) for each in numbering.findall(f"{W}num")]
    first = max(taken, default=0) + 1
    numbers = {name: str(number) for number, name in enumerate(look.LISTS, first)}
    made = [look.list_xml(name, number) for number, name in enumerate(look.LISTS, first)]
    abstracts = len(numbering) - len(numbering.findall(f"{W}num")) - len(numbering.findall(f"{W}numIdMacAtCleanup"))
    for abstract, _ in reversed(made):
        numbering.insert(abstracts, etree.fromstring(abstract))
    end = numbering.find(f"{W}numIdMacAtCleanup")
    for _, concrete in made:
        numbering.insert(len(numbering) if end is None else numbering.index(end), etree.fromstring(concrete))
    return numbers
