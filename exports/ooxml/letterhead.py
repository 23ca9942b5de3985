"""An organisation's template made ready for a document: filled in, without anything that runs, its places marked."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any, NamedTuple

from lxml import etree

from exports.ooxml import contents, placeholders
from exports.ooxml.cleaning import clean, drop_dead_relations, mend, renumber
from exports.ooxml.fields import settle_fields
from exports.ooxml.markup import NAMESPACE, RELATIONS
from exports.ooxml.mending import mend_references
from exports.ooxml.revisions import accept
from exports.ooxml.sections import complete_sections
from exports.ooxml.template import Template, read_template
from exports.ooxml.trees import MC, R, W, drop, named
from storage.errors import BadTemplate

SETTINGS: Mapping[str, tuple[str, ...]] = {
    "layout": ("displayBackgroundShape", "mirrorMargins", "gutterAtTop"),
    "tab": ("defaultTabStop",),
    "margins": (
        "autoHyphenation",
        "consecutiveHyphenLimit",
        "hyphenationZone",
        "doNotHyphenateCaps",
        "evenAndOddHeaders",
    ),
    "notes": ("footnotePr", "endnotePr"),
    "colours": ("clrSchemeMapping",),
}
"""What of its settings a template keeps, by their place among those of exports.ooxml.look."""
NOTES = ("footnoteReference", "endnoteReference")
IGNORED = f"{MC}Ignorable"
NOT_EMPTY = ("drawing", "pict", "sym", "fldSimple", "fldChar", *NOTES, "sectPr", "br")


class Letterhead(NamedTuple):
    """A template that is ready to take a document in."""

    package: bytes
    """An ordinary Word file without settings."""
    settings: Mapping[str, str]
    """What it keeps of its settings, written out."""
    contents: str
    """The instruction of its list of contents; nothing where it has none."""
    unfilled: tuple[str, ...]
    """The placeholders that nothing is known of, as they are called in the template."""


def letterhead(data: bytes, facts: Mapping[str, str]) -> Letterhead:
    """A template filled in with the facts; raises BadTemplate."""
    template = read_template(data)
    main = template.main
    body = main.content.find(f"{W}body")
    if body is None:
        raise BadTemplate(None, "damaged")
    stories = list(template.stories)
    for story in stories:
        accept(story.content)
    instruction = contents.take_contents(body)
    filling = placeholders.Filling(facts)
    for story in stories:
        settle_fields(story.content, placeholders.is_known)
        filling.fill(story.content)
        clean(story)
    for part in template.parts.values():
        drop_dead_relations(part)
    mend_references(template)
    complete_sections(body)
    if not filling.placed:
        body.insert(len(body) - 1, etree.ProcessingInstruction(placeholders.PLACE))
    for story in stories:
        mend(story.content)
    _drop_last_empty(body, placed=filling.placed)
    settings = _take_settings(template)
    _drop_unused(template)
    renumber(template.stories)
    main.content = _rooted(main.content)
    for part in template.parts.values():
        _name_ignored(part.content)
    return Letterhead(template.packed(), settings, instruction, tuple(filling.unfilled))


def _drop_last_empty(body: Any, *, placed: bool) -> None:
    """Drop the empty paragraphs at the end of a template: the document follows there, or nothing does."""
    for block in reversed(list(body)[:-1]):
        if isinstance(block, etree._ProcessingInstruction) and not placed:  # noqa: SLF001 lxml has no other name for it
            continue
        after_table = placed and block.getprevious() is not None and block.getprevious().tag == f"{W}tbl"
        if block.tag != f"{W}p" or after_table or not _is_empty(block):
            return
        drop(block)


def _is_empty(paragraph: Any) -> bool:
    if next(paragraph.iter(*named(*NOT_EMPTY)), None) is not None:
        return False
    return not any((text.text or "").strip() for text in paragraph.iter(f"{W}t"))


def _take_settings(template: Template) -> Mapping[str, str]:
    """Take the settings out of a template; those that are kept come back written out."""
    kept = dict.fromkeys(SETTINGS, "")
    for number, relation in list(template.main.relations.items()):
        if relation.kind == "settings":
            root = template.parts[relation.target].content
            for place, names in SETTINGS.items():
                found = (root.find(W + name) for name in names)
                kept[place] = "".join(_written(each) for each in found if each is not None)
            del template.main.relations[number]
    return kept


def _written(element: Any) -> str:
    copy = deepcopy(element)
    etree.cleanup_namespaces(copy)
    return str(etree.tostring(copy, encoding="unicode", with_tail=False))


def _drop_unused(template: Template) -> None:
    """Drop relations of which no use is made, and the parts that nothing leads to then."""
    notes = {each.tag.removesuffix("Reference") for each in template.main.content.iter(*named(*NOTES))}
    always = {"styles", "numbering", "theme", "fontTable", *(f"{name[len(W) :]}s" for name in notes)}
    main = next(iter(template.parts))
    reached, waiting = {main}, [main]
    while waiting:
        part = template.parts[waiting.pop()]
        used = set() if isinstance(part.content, bytes) else _named_relations(part.content)
        for number, relation in list(part.relations.items()):
            if number not in used and (part.kind or relation.kind not in always):
                del part.relations[number]
            elif not relation.external and relation.target not in reached:
                reached.add(relation.target)
                waiting.append(relation.target)
    for name in set(template.parts) - reached:
        del template.parts[name]


def _named_relations(root: Any) -> set[str]:
    return {value for element in root.iter("*") for name, value in element.attrib.items() if name.startswith(R)}


def _rooted(root: Any) -> Any:
    """The main part's content under a root that declares what a document's body needs."""
    fresh = etree.Element(root.tag, nsmap={**root.nsmap, "w": NAMESPACE, "r": RELATIONS})
    fresh.attrib.update({name: value for name, value in root.attrib.items() if name.startswith(MC)})
    fresh.extend(list(root))
    return fresh


def _name_ignored(root: Any) -> None:
    """Let a part name as to be ignored only what it declares: Word holds anything else for damage."""
    if not isinstance(root, bytes) and root.get(IGNORED):
        root.set(IGNORED, " ".join(prefix for prefix in root.get(IGNORED).split() if prefix in root.nsmap))
