"""An organisation's own Word file, read without trusting it: only what gives the look and the text."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from lxml import etree

from exports.ooxml.markup import NAMESPACE
from exports.ooxml.package import types_of, zipped
from exports.ooxml.untrusted import OFFICE, TYPES, Package, Relation, beside_of
from storage.errors import BadTemplate

MANY = 5000
"""More styles or lists than that are no look but an attack or an accident."""

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
DOCUMENT = f"{WORD}document.main+xml"
KINDS = {
    DOCUMENT,
    f"{WORD}template.main+xml",
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
}
"""What a Word file may say that its main part is."""

OTHER_TYPES = {"": DOCUMENT, "theme": "application/vnd.openxmlformats-officedocument.theme+xml"}
"""The content types that do not follow from the kind of the relation."""

STORIES = frozenset({"header", "footer", "footnotes", "endnotes"})
SEEN = frozenset({"image", "hyperlink"})
KEPT: Mapping[str, frozenset[str]] = {
    "": SEEN | STORIES | {"styles", "settings", "numbering", "theme", "fontTable"},
    **dict.fromkeys((*STORIES, "numbering", "theme"), SEEN),
}
"""Which relations are followed from the main part and from those that it leads to: what is seen, nothing that runs."""
ROOTS = {"styles": "styles", "settings": "settings", "numbering": "numbering", "fontTable": "fonts"} | {
    "header": "hdr",
    "footer": "ftr",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
}
"""What the root element of a part is called."""
PICTURES: Mapping[str, str] = {
    "image/png": "png",
    "image/jpeg": "jpeg",
    "image/gif": "gif",
    "image/bmp": "bmp",
    "image/tiff": "tiff",
    "image/x-emf": "emf",
    "image/x-wmf": "wmf",
}
"""What a file of a picture's content type ends in; of any other type it is left out."""
SEVERAL = {"header", "footer"}
"""Of which a document may have more than one."""


@dataclass
class Part:
    """A part of a template; its content may be worked on."""

    kind: str
    """The kind of the relation that leads to it; nothing for the main part."""
    type: str
    """Its content type."""
    content: Any
    """The root element, or the bytes of a picture."""
    relations: dict[str, Relation]


class Template(NamedTuple):
    """A template's parts by name; the main one comes first."""

    parts: dict[str, Part]

    @property
    def main(self) -> Part:
        """The part that holds the body."""
        return next(iter(self.parts.values()))

    @property
    def stories(self) -> Iterator[Part]:
        """The parts that hold text."""
        return (part for part in self.parts.values() if not part.kind or part.kind in STORIES)

    def packed(self) -> bytes:
        """The bytes of an ordinary document of these parts, which have the names that Word would give them."""
        names, main = self._names(), next(iter(self.parts))
        members: dict[str, str | bytes] = {
            TYPES: types_of((f"/{names[own]}", part.type) for own, part in self.parts.items()),
            "_rels/.rels": _written({"rId1": Relation("officeDocument", "main")}, {"main": names[main]}),
        }
        for own, part in self.parts.items():
            name = names[own]
            members[name] = part.content if isinstance(part.content, bytes) else serialised(part.content)
            if part.relations:
                members[beside_of(name)] = _written(part.relations, names)
        return zipped(members)

    def _names(self) -> Mapping[str, str]:
        """From a part's own name to the one that it gets."""
        counts: Counter[str] = Counter()
        names = {}
        for own, part in self.parts.items():
            counts[part.kind] += 1
            kind = part.kind or "document"
            if kind == "image":
                names[own] = f"word/media/image{counts[kind]}.{PICTURES[part.type]}"
            else:
                number = counts[kind] if kind in SEVERAL else ""
                names[own] = f"word/{kind}{number}.xml"
        return names


def serialised(root: Any) -> bytes:
    """An element as the bytes of a part."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _written(relations: Mapping[str, Relation], names: Mapping[str, str]) -> str:
    each = (
        f'<Relationship Id="{html.escape(number)}" Type="{OFFICE}{one.kind}" '
        + (
            f'Target="{html.escape(one.target)}" TargetMode="External"/>'
            if one.external
            else f'Target="/{names[one.target]}"/>'
        )
        for number, one in relations.items()
    )
    name = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{name}">{"".join(each)}</Relationships>'


def read_template(data: bytes) -> Template:
    """The parts of a Word file that give its look and its text; no other one is even unpacked.

    Raises BadTemplate where it is no Word file, too large, damaged, declares entities, or fetches a picture.
    """
    package = Package(data)
    mains = [one for one in package.relations("").values() if one.kind == "officeDocument"]
    if not mains or package.types.of(mains[0].target) not in KINDS:
        raise BadTemplate(None, "format")
    parts: dict[str, Part] = {}
    waiting = [mains[0]._replace(kind="")]
    while waiting:
        kind, name, _ = waiting.pop(0)
        if name in parts:
            if parts[name].kind != kind:
                raise BadTemplate(None, "damaged")
            continue
        part = parts[name] = _read_part(package, kind, name)
        waiting += [one for one in part.relations.values() if not one.external]
    return Template(parts)


def _read_part(package: Package, kind: str, name: str) -> Part:
    if kind == "image":
        return Part(kind, package.types.of(name), package.read(name), {})
    root = package.element(name)
    wanted = ROOTS.get(kind, "document")
    if kind != "theme" and root.tag != f"{{{NAMESPACE}}}{wanted}":
        raise BadTemplate(None, "damaged")
    if len(root) > MANY and kind in ("styles", "numbering"):
        raise BadTemplate(None, "styles")
    found: dict[str, Relation] = {}
    for number, one in package.relations(name).items():
        if one.kind == "image" and one.external and kind in ("", *STORIES):
            raise BadTemplate(None, "external")
        if _is_kept(package, kind, one):
            found[number] = one
    singles = [one.kind for one in found.values() if one.kind not in SEVERAL | SEEN]
    if len(singles) != len(set(singles)):
        raise BadTemplate(None, "damaged")
    return Part(kind, OTHER_TYPES.get(kind, f"{WORD}{kind}+xml"), root, found)


def _is_kept(package: Package, kind: str, one: Relation) -> bool:
    if one.kind not in KEPT.get(kind, ()):
        return False
    if one.kind == "hyperlink":
        return one.external and _is_address(one.target)
    return not one.external and (one.kind != "image" or package.types.of(one.target) in PICTURES)


def _is_address(target: str) -> bool:
    """Whether it is an address that may be followed by whoever reads the minutes."""
    try:
        scheme = urlsplit(target).scheme
    except ValueError:
        return False
    return scheme in ("http", "https", "mailto") and target.isascii() and target.isprintable() and " " not in target
