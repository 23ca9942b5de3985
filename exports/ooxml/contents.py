"""A template's list of contents: found, and made the one of the finished document."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from lxml import etree

from exports.ooxml import look
from exports.ooxml.fields import Field, fields_of
from exports.ooxml.markup import DECLARED, anchored, link, long_field, run
from exports.ooxml.trees import VALUE, W, above, drop, unwrap

PLACE = "contents"
"""The instruction for a program that marks where the list stands."""
FIRST = 500_000
"""From here on count the anchors that are made for it."""
OTHER_LISTS = {r"\c", r"\a", r"\b", r"\f", r"\l"}
"""What makes it a list of figures, or of a part of the document."""


class Listed(NamedTuple):
    """A heading that the list leads to."""

    level: int
    anchor: str
    content: str
    """Its runs."""


def take_contents(body: Any) -> str:
    """The instruction of the list of contents, a mark now in the list's place; nothing where there is none."""
    for one in fields_of(body):
        words = one.words.split()
        if words and words[0].upper() == "TOC" and not OTHER_LISTS & set(words) and one.end is not None:
            _mark(one)
            return _plain(one.words)
    return ""


def _mark(one: Field) -> None:
    """Put a mark in the place of a field's paragraphs; what holds them as a gallery's piece is not needed."""
    first, last = (above(each, f"{W}p") for each in (one.begin, one.end))
    control = above(first, f"{W}sdt")
    while last.getparent() is not first.getparent() and last.getparent() is not None:
        last = last.getparent()
    block, covered = first, [first]
    while block is not last and block.getnext() is not None:
        block = block.getnext()
        covered.append(block)
    first.addprevious(etree.ProcessingInstruction(PLACE))
    for each in covered:
        drop(each)
    if control is not None and control.find(f".//{W}docPartGallery") is not None:
        unwrap(control, list(control.find(f"{W}sdtContent")))


def _plain(instruction: str) -> str:
    """The list's instruction with nothing in it but its levels and how it looks."""
    levels = re.search(r'\\o\s+"?([1-9])-([1-9])"?', instruction)
    span = f"{levels[1]}-{levels[2]}" if levels else "1-3"
    numbered = r" \n" if r"\n" in instruction.split() else ""
    return rf'TOC \o "{span}"{numbered} \h \z \u'


class Contents:
    """Gathers the headings of a document in reading order, each with an anchor."""

    def __init__(self, instruction: str, ids: Mapping[str, str]) -> None:
        self.instruction = instruction
        first, last = map(int, re.findall(r"[1-9]", instruction)[:2])
        styles = {f"Heading{level}": level for level in range(first, last + 1)}
        self._levels = {html.unescape(ids[own]): level for own, level in styles.items() if own in ids}
        self._lines = {level: ids[f"TOC{level}"] for level in range(first, last + 1) if f"TOC{level}" in ids}
        self.listed: list[Listed] = []

    def gather(self, paragraphs: Sequence[Any]) -> None:
        """Add the headings among a template's own paragraphs."""
        for each in paragraphs:
            style = each.find(f"{W}pPr/{W}pStyle")
            level = 0 if style is None else self._levels.get(style.get(VALUE), 0)
            words = "".join(text.text or "" for text in each.iter(f"{W}t"))
            if level and words.strip():
                number = FIRST + len(self.listed)
                anchor = f"_Toc{number:09d}"
                start = each.makeelement(f"{W}bookmarkStart", {f"{W}id": str(number), f"{W}name": anchor})
                end = each.makeelement(f"{W}bookmarkEnd", {f"{W}id": str(number)})
                each.insert(1, start)
                each.append(end)
                self.listed.append(Listed(level, anchor, run(words)))

    def gather_written(self, body: str) -> str:
        """Add the headings of a body that is written; the body comes back with their anchors."""
        names = "|".join(re.escape(html.escape(name)) for name in self._levels)
        heading = re.compile(rf'(<w:p><w:pPr><w:pStyle w:val="({names})"/></w:pPr>)(.*?)(</w:p>)', re.DOTALL)
        return heading.sub(self._anchor, body) if names else body

    def _anchor(self, match: re.Match[str]) -> str:
        before, style, content, after = match.groups()
        runs = re.sub(r"<w:bookmark(?:Start|End)[^>]*>", "", content)
        there = re.search(r'<w:bookmarkStart [^>]*w:name="([^"]+)"', content)
        number = FIRST + len(self.listed)
        anchor = there[1] if there else f"_Toc{number:09d}"
        self.listed.append(Listed(self._levels[html.unescape(style)], anchor, runs))
        return f"{before}{content if there else anchored(number, anchor, content)}{after}"

    def written(self, style: str) -> str:
        """The list itself; its lines have the style of look.CONTENTS, or the one of their level where there is one."""
        lines = [(self._lines.get(one.level, style), link(one.anchor, one.content)) for one in self.listed]
        return "".join(long_field(self.instruction, lines))


def fill_contents(place: Any, body: str, instruction: str, ids: Mapping[str, str]) -> str:
    """Make a template's list of contents that of the finished document; the body comes back with what it leads to.

    `place` is the mark in the template where the body goes.
    """
    gathered = Contents(instruction, ids)
    gathered.gather(list(place.itersiblings(f"{W}p", preceding=True))[::-1])
    body = gathered.gather_written(body)
    gathered.gather(list(place.itersiblings(f"{W}p")))
    mark = place.xpath(f"//processing-instruction('{PLACE}')")[0]
    lines = etree.fromstring(f"<w:body {DECLARED}>{gathered.written(ids[look.CONTENTS.id])}</w:body>")
    unwrap(mark, lines)
    return body
