"""What a template asks for by name, `{{title}}` or a content control: filled in as text, however Word split it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from exports.ooxml.markup import lines, marked
from exports.ooxml.trees import BLOCKS, SPACE, W, drop, named, paragraph_texts, text_run, unwrap, value_of

PATTERN = re.compile(r"\{\{[ \xa0]*([^{}\x00-\x1f]{1,60}?)[ \xa0]*\}\}")
LABEL = re.compile(r"\s*|[^:]{1,40}:\s*")
SHOWN = named(
    "drawing", "pict", "object", "sym", "sectPr", "fldChar", "fldSimple", "footnoteReference", "endnoteReference"
)
"""What makes a paragraph worth keeping although it has no text."""
PLACE, HELP = "minutes", "help"
"""Where the minutes go; what is said only to whoever makes the template."""
ALIASES: Mapping[str, str] = {
    PLACE: "content referat referatet innhold innhald møtereferat protokoll document dokument inhalt",
    HELP: "veiledning rettleiing hjelp instructions guidance anleitung",
    "title": "tittel titel møtetittel dokumenttittel subject emne betreff",
    "date": "dato datum møtedato publiseringsdato publishdate meetingdate",
    "time": "tid klokkeslett tidspunkt møtetid zeit uhrzeit",
    "place": "sted stad møtested møtestad ort location venue",
    "chair": "møteleder møteleiar leder leiar ordstyrer leitung vorsitz",
    "scribe": "referent minutesby minutetaker skriver protokollfører protokollførar author forfatter forfattar",
    "network": "nettverk læringsnettverk netzwerk company firma selskap",
    "number": "nummer nr samlingsnummer gatheringnumber no",
    "case": "sak saksnummer saksnr arkivsak arkivreferanse saksreferanse casenumber caseno reference referanse",
    "state": "tilstand status",
    "version": "versjon utgave utgåve",
    "gathering": "samling samlingstittel møte",
    "header": "topptekst toppteksten running kopfzeile",
}
"""From a name to the others that mean the same; all as `plain` leaves them."""
BOUND = {"title": "title", "creator": "scribe", "publishdate": "date", "company": "network", "subject": "title"}
"""What a content control that is bound to a property of the document asks for."""


def plain(name: str) -> str:
    """A name as it is compared: without case, blanks, hyphens and stops."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", name).casefold())


NAMES: Mapping[str, str] = {
    plain(alias): name for name, aliases in ALIASES.items() for alias in (name, *aliases.split())
}


def known_as(name: str) -> str:
    """The name under which there is a value for what a template calls so; nothing where there is none."""
    return NAMES.get(plain(name), "")


def is_known(name: str) -> bool:
    """Tell whether there is a value for what a template calls so."""
    return bool(known_as(name))


@dataclass
class Filling:
    """Fills in the values and remembers what it could not fill in."""

    values: Mapping[str, str]
    """By name; what is not among them is empty."""
    unfilled: dict[str, None] = field(default_factory=dict)
    """The names that nothing is known of, as they stand in the template, in order."""
    placed: bool = False
    """Whether the place of the minutes was found and marked."""

    def fill(self, root: Any) -> None:
        """Fill in what a part asks for."""
        for control in list(root.iter(f"{W}sdt")):
            if any(each is root for each in control.iterancestors()):
                self._settle_control(control)
        for paragraph in list(root.iter(f"{W}p")):
            self._fill_paragraph(paragraph, root.find(f"{W}body"))

    def _settle_control(self, control: Any) -> None:
        """Make a plain placeholder of a content control with a known name, nothing of one that holds instructions."""
        properties, content = control.find(f"{W}sdtPr"), control.find(f"{W}sdtContent")
        if properties is None or content is None:
            return
        called = [value_of(properties, "alias"), value_of(properties, "tag")]
        name = next(filter(None, (*map(known_as, called), _bound(properties))), "")
        if name == HELP:
            drop(control)
        elif name:
            unwrap(control, _asking(properties, content, name))
        elif properties.find(f"{W}showingPlcHdr") is not None:
            self.unfilled[next(filter(None, called), "".join(content.itertext()).strip())] = None

    def _fill_paragraph(self, paragraph: Any, body: Any) -> None:
        shown = list(paragraph_texts(paragraph))
        whole = "".join((each.text or "") if each.tag == f"{W}t" else "\n" for each in shown)
        values: list[tuple[re.Match[str], str]] = []
        for match in PATTERN.finditer(whole):
            name = known_as(match[1])
            if name == PLACE and body is not None:
                self._mark(paragraph, body)
                values.append((match, ""))
            elif name in ("", PLACE, HELP):
                self.unfilled[match[1]] = None
            else:
                values.append((match, marked(", ".join(lines(self.values.get(name, ""))))[0]))
        for match, value in reversed(values):
            _replace(shown, match.span(), value)
        if values and not any(value for _, value in values):
            _drop_if_idle(paragraph)

    def _mark(self, paragraph: Any, body: Any) -> None:
        """Mark the place of the minutes among the blocks of the body: at the paragraph, or after what it is in."""
        if self.placed:
            return
        self.placed = True
        block = next(each for each in (paragraph, *paragraph.iterancestors()) if each.getparent() is body)
        own = block is paragraph and paragraph.find(f"{W}pPr/{W}sectPr") is not None
        body.insert(body.index(block) + (0 if own else 1), etree.ProcessingInstruction(PLACE))


def _bound(properties: Any) -> str:
    """What a content control asks for by being bound to a property of the document."""
    binding = properties.find(f"{W}dataBinding")
    steps = "" if binding is None else binding.get(f"{W}xpath", "")
    last = re.search(r"(\w+)(\[\d+\])?$", steps)
    return BOUND.get(last[1].casefold(), "") if last else ""


def _asking(properties: Any, content: Any, name: str) -> list[Any]:
    """A plain placeholder in place of a content control, of the same kind: cells, blocks or a run."""
    look = content.find(f".//{W}r/{W}rPr")
    if properties.find(f"{W}showingPlcHdr") is not None or look is None:
        look = properties.find(f"{W}rPr")
    run = text_run(f"{{{{{name}}}}}", look)
    first = next(content.iterchildren("*"), None)
    if first is None or first.tag not in (*BLOCKS, f"{W}tc", f"{W}tr"):
        return [run]
    if first.tag == f"{W}tr":
        return list(content)
    paragraph = etree.Element(f"{W}p")
    if (own := content.find(f".//{W}p/{W}pPr")) is not None:
        paragraph.append(own)
    paragraph.append(run)
    if first.tag != f"{W}tc":
        return [paragraph]
    for block in list(first.iterchildren(*BLOCKS)):
        drop(block)
    first.append(paragraph)
    return [first]


def _replace(shown: Sequence[Any], span: tuple[int, int], value: str) -> None:
    """Put a value in place of a stretch of a paragraph's text; it takes the look of where the stretch begins."""
    at = 0
    for each in shown:
        text = (each.text or "") if each.tag == f"{W}t" else "\n"
        begin, end = max(span[0] - at, 0), min(span[1] - at, len(text))
        if begin < end:
            each.text = text[:begin] + value + text[end:]
            each.set(SPACE, "preserve")
            value = ""
        at += len(text)


def _drop_if_idle(paragraph: Any) -> None:
    """Drop a paragraph that shows nothing any more, or only a label; a cell keeps its last one."""
    words = "".join(each.text or "" for each in paragraph.iter(f"{W}t"))
    if LABEL.fullmatch(words) and next(paragraph.iter(*SHOWN), None) is None:
        holder = paragraph.getparent()
        if holder.tag != f"{W}tc" or sum(1 for _ in holder.iterchildren(*BLOCKS)) > 1:
            drop(paragraph)
