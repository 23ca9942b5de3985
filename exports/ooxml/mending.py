"""A template's styles and lists, made to lead to each other; what its text asks of them in vain is taken out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from exports.ooxml.template import Template
from exports.ooxml.trees import VALUE, W, drop, drop_all, named, value_of

KINDS = {f"{W}pStyle": "paragraph", f"{W}rStyle": "character", f"{W}tblStyle": "table"}
CHANGES = named("rPrChange", "pPrChange", "tblPrChange", "trPrChange", "tcPrChange", "numberingChange")


def mend_references(template: Template) -> None:
    """Leave no style, list or note that leads to one that is not there."""
    parts = {part.kind: part.content for part in template.parts.values() if part.kind not in ("image", "")}
    styles, numbering = parts.get("styles"), parts.get("numbering")
    lists = set() if numbering is None else _mend_lists(numbering)
    known = {} if styles is None else _mend_styles(styles)
    texts = [part.content for part in template.stories]
    for root in [*texts, *(each for each in (styles, numbering) if each is not None)]:
        for properties in list(root.iter(f"{W}numPr")):
            if value_of(properties, "numId") not in {*lists, "", "0"}:
                drop(properties)
        for use in list(root.iter(*KINDS)):
            if known.get(use.get(VALUE, "")) != KINDS[use.tag]:
                drop(use)
    _drop_lost_notes(template.main.content, parts)


def _mend_lists(numbering: Any) -> set[str]:
    """Drop lists of nothing and lists that are there twice; the numbers of those that are left."""
    drop_all(numbering, *CHANGES)
    abstracts = _drop_doubles(numbering.findall(f"{W}abstractNum"), "abstractNumId")
    numbers = numbering.findall(f"{W}num")
    for one in numbers:
        if value_of(one, "abstractNumId") not in abstracts:
            drop(one)
    return _drop_doubles(numbering.findall(f"{W}num"), "numId")


def _drop_doubles(elements: Iterable[Any], name: str) -> set[str]:
    found: set[str] = set()
    for element in elements:
        number = element.get(W + name)
        if not number or number in found:
            drop(element)
        else:
            found.add(number)
    return found


def _mend_styles(styles: Any) -> dict[str, str]:
    """Drop styles that are there twice and what styles say of each other in vain; the type of each that is left."""
    drop_all(styles, *CHANGES)
    _drop_doubles(styles.findall(f"{W}style"), "styleId")
    names: set[tuple[str, str]] = set()
    for style in styles.findall(f"{W}style"):
        name = (style.get(f"{W}type", "paragraph"), value_of(style, "name").casefold())
        if name in names:
            drop(style)
        names.add(name)
    left = styles.findall(f"{W}style")
    types = {style.get(f"{W}styleId"): style.get(f"{W}type", "paragraph") for style in left}
    for style in left:
        style.set(f"{W}type", types[style.get(f"{W}styleId")])
        for use in list(style.iterchildren(*named("basedOn", "next", "link"))):
            other = types.get(use.get(VALUE))
            if other is None or (use.tag == f"{W}basedOn" and other != style.get(f"{W}type")):
                drop(use)
    _break_circles(left)
    return types


def _break_circles(styles: Iterable[Any]) -> None:
    """Let no style build on itself, however long the way round."""
    base = {style.get(f"{W}styleId"): style.find(f"{W}basedOn") for style in styles}
    sound: set[str] = set()
    for style_id in base:
        way: list[str] = []
        at = style_id
        while at not in sound and base.get(at) is not None:
            way.append(at)
            if base[at].get(VALUE) in way:
                drop(base[at])
                base[at] = None
                break
            at = base[at].get(VALUE)
        sound.update(way)


def _drop_lost_notes(main: Any, parts: dict[str, Any]) -> None:
    """Drop references to notes that are not there."""
    for kind, tag in (("footnotes", "footnote"), ("endnotes", "endnote")):
        notes = parts.get(kind)
        there = set() if notes is None else {note.get(f"{W}id") for note in notes.iter(W + tag)}
        for reference in list(main.iter(f"{W}{tag}Reference")):
            if reference.get(f"{W}id") not in there:
                drop(reference)
