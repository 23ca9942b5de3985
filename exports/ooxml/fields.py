"""The fields of a template: page numbers stay alive, what can be filled in is, of others the result is left."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from exports.ooxml.trees import W, drop, drop_all, named, text_run, unwrap

ALIVE = {"PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "STYLEREF", "SYMBOL"}
"""What tells nothing but where one is; nothing is fetched, asked or run by these."""
NAMED = {"MERGEFIELD", "DOCPROPERTY", "DOCVARIABLE"}
"""Whose first word is the name of what is to be filled in."""
MEANT = {
    "TITLE": "title",
    "DATE": "date",
    "CREATEDATE": "date",
    "SAVEDATE": "date",
    "PRINTDATE": "date",
    "AUTHOR": "scribe",
}
"""What would show the day of reading, or what the template says of itself: it is filled in instead."""


@dataclass
class Field:
    """A field that consists of marks, with its code and its result between them."""

    begin: Any
    code: list[Any] = field(default_factory=list)
    """All that stands before its result."""
    words: str = ""
    """Its instruction."""
    separate: Any = None
    result: list[Any] = field(default_factory=list)
    end: Any = None
    """None where the field is not ended."""

    def dissolve(self) -> None:
        """Leave only the result."""
        for element in (self.begin, *self.code, self.separate, self.end):
            if element is not None and element.getparent() is not None:
                drop(element)


def fields_of(root: Any) -> list[Field]:
    """The fields that consist of marks, inner ones first; a mark without its field is taken out."""
    found: list[Field] = []
    open_fields: list[Field] = []
    for run in list(root.iter(f"{W}r")):
        for child in list(run.iterchildren()):
            mark = child.get(f"{W}fldCharType") if child.tag == f"{W}fldChar" else ""
            for one in open_fields[:-1] if mark in ("separate", "end") else open_fields:
                (one.code if one.separate is None else one.result).append(child)
            if mark == "begin":
                open_fields.append(Field(child))
            elif child.tag == f"{W}fldChar" and not _is_due(mark, open_fields):
                drop(child)
            elif mark == "separate":
                open_fields[-1].separate = child
            elif mark == "end":
                open_fields[-1].end = child
                found.append(open_fields.pop())
            elif child.tag == f"{W}instrText" and open_fields and open_fields[-1].separate is None:
                open_fields[-1].words += child.text or ""
            elif child.tag == f"{W}instrText":
                drop(child)
    return found + open_fields[::-1]


def _is_due(mark: str | None, open_fields: list[Field]) -> bool:
    """Whether a mark that begins no field has its place in the innermost open one."""
    return bool(open_fields) and (mark == "end" or (mark == "separate" and open_fields[-1].separate is None))


def settle_fields(root: Any, is_known: Callable[[str], bool]) -> None:
    """Leave only fields that are harmless; those with a known name become placeholders."""
    drop_all(root, *named("ffData", "fldData"))
    for simple in list(root.iter(f"{W}fldSimple")):
        name = _asked_by(str(simple.get(f"{W}instr", "")), is_known)
        if name:
            unwrap(simple, [text_run(f"{{{{{name}}}}}", next(simple.iter(f"{W}rPr"), None))])
        elif not _is_alive(str(simple.get(f"{W}instr", ""))):
            unwrap(simple)
    for one in fields_of(root):
        name = _asked_by(one.words, is_known)
        if name:
            _ask(one, name)
        elif one.end is None or not _is_alive(one.words) or any(each.tag != f"{W}instrText" for each in one.code):
            one.dissolve()


def _is_alive(instruction: str) -> bool:
    words = instruction.split()
    return bool(words) and words[0].upper() in ALIVE


def _asked_by(instruction: str, is_known: Callable[[str], bool]) -> str:
    """The name of the placeholder that a field amounts to; nothing where it is none."""
    words: list[str] = [word.strip('"') for word in re.findall(r'"[^"]*"|\S+', instruction)]
    kind = words[0].upper() if words else ""
    if kind in NAMED and len(words) > 1 and is_known(words[1]):
        return words[1]
    return MEANT.get(kind, "")


def _ask(one: Field, name: str) -> None:
    """Put a placeholder in the place of a field."""
    text = one.begin.makeelement(f"{W}t")
    text.text = f"{{{{{name}}}}}"
    shown = [each for each in one.result if each.tag == f"{W}t" and each.getparent() is not None]
    place = shown[0] if shown else one.begin
    place.getparent().insert(place.getparent().index(place), text)
    for each in one.result:
        if each.getparent() is not None and each.tag == f"{W}t":
            drop(each)
    one.dissolve()
