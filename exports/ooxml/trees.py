"""Elements of a Word file: small steps that several of the rules for templates take."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from typing import Any

from lxml import etree

from exports.ooxml.markup import NAMESPACE, RELATIONS

W = f"{{{NAMESPACE}}}"
R = f"{{{RELATIONS}}}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
VALUE = f"{W}val"


def named(*names: str) -> tuple[str, ...]:
    """The tags of elements of WordprocessingML."""
    return tuple(W + name for name in names)


def value_of(element: Any, path: str) -> str:
    """What the element at a path of tags below another says; nothing where there is none."""
    for name in path.split("/"):
        element = None if element is None else element.find(W + name)
    return "" if element is None else str(element.get(VALUE, ""))


def drop(element: Any) -> None:
    """Take an element out, with all that is in it; one that is out already stays so."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def unwrap(element: Any, content: Iterable[Any] | None = None) -> None:
    """Put what is in an element, or the content given, in its place."""
    parent = element.getparent()
    at = parent.index(element)
    parent[at : at + 1] = list(element if content is None else content)


def drop_all(root: Any, *tags: str) -> None:
    """Take out every element of these tags."""
    for element in list(root.iter(*tags)):
        if element.getparent() is not None:
            drop(element)


def above(element: Any, *tags: str) -> Any:
    """The nearest element of these tags around another; None where there is none."""
    return next(element.iterancestors(*tags), None)


BLOCKS = named("p", "tbl", "sdt")
"""What stands one below the other in a body, a cell or a header."""


def paragraph_texts(paragraph: Any) -> Iterator[Any]:
    """What a paragraph itself shows, in order: its texts and what stands between them, but for its text boxes."""
    for element in paragraph.iter(*named("t", "tab", "br", "cr", "drawing", "pict", "object", "sym", "fldChar")):
        if above(element, f"{W}p") is paragraph and element.getparent().tag == f"{W}r":
            yield element


def insert_in_order(parent: Any, child: Any, later: Iterable[str]) -> None:
    """Put a child before the first of those that the schema has after it."""
    tags = set(named(*later))
    at = next((at for at, other in enumerate(parent) if other.tag in tags), len(parent))
    parent.insert(at, child)


def text_run(text: str, look: Any = None) -> Any:
    """A run of text with a copy of the properties of another; characters that XML forbids must not be in it."""
    run = etree.Element(f"{W}r")
    if look is not None:
        run.append(deepcopy(look))
    words = etree.SubElement(run, f"{W}t", {SPACE: "preserve"})
    words.text = text
    return run


def made(xml: str) -> Any:
    """An element from its text."""
    return etree.fromstring(xml)
