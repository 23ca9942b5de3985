"""The styles of a Word file made complete: what the template has is taken, what it lacks is made."""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Any

from lxml import etree

from exports import look
from exports.wordml import NAMESPACE

W = f"{{{NAMESPACE}}}"


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

    Returns, from the id of every style in exports.look, the id under which the file has it.
    """
    ids = _found(styles)
    missing = [style for style in look.STYLES if style.id not in ids]
    ids |= {style.id: style.id for style in missing}
    lists = _add_lists(numbering) if look.ITEM in missing or look.PARTY in missing else {}
    for style in missing:
        styles.append(etree.fromstring(look.style_xml(style, {"normal": ids[look.NORMAL.id], **lists})))
    return ids


def _found(styles: Any) -> dict[str, str]:
    """From a style's own id to that of the style in the file that has one of its names or its id, escaped."""
    there: dict[tuple[str, str], str] = {}
    for style in styles.findall(f"{W}style"):
        style_id, name = style.get(f"{W}styleId", ""), style.find(f"{W}name")
        for called in (style_id, "" if name is None else name.get(f"{W}val", "")):
            there[style.get(f"{W}type", ""), called.casefold()] = html.escape(style_id)
    return {
        style.id: there[style.type, called.casefold()]
        for style in look.STYLES
        for called in (style.id, *reversed(style.names))
        if (style.type, called.casefold()) in there
    }


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
