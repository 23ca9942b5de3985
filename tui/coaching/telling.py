"""Which of the five slots of a need are told: in fields of their own, or by signs in its text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from storage.model import Item
from tui.coaching.wordlists import Found, Lists, shipped
from tui.line.slots import SLOTS

_FIGURE = re.compile(r"\d\s?%")
_END = re.compile(r"[.!?;:](?=\s|$)|,|\s[–—-]\s")
"""Where a clause ends."""
_SENTENCE = re.compile(r"[.!?](?=\s)")


def slots_told(
    said: Item | str, slots: Mapping[str, str] | None = None, language: str = "nb", lists: Lists | None = None
) -> frozenset[str]:
    """Return the names of the slots that are told; what `slots` gives holds before what an item has."""
    text, filled = said_and_slots(said, slots)
    vocabulary = (lists or shipped()).vocabulary(language)
    return told_in(text, filled, vocabulary.find(text, vocabulary.tokens(text)))


def said_and_slots(said: Item | str, slots: Mapping[str, str] | None) -> tuple[str, Mapping[str, str]]:
    """Return the text of a need, and what stands in its slots."""
    if isinstance(said, str):
        return said, slots or {}
    return said.text, {**{slot: getattr(said, slot) for slot in SLOTS}, **(slots or {})}


def told_in(text: str, slots: Mapping[str, str], found: Sequence[Found]) -> frozenset[str]:
    """Return the slots that are filled, or told by a sign that was found in the text."""
    told = {slot for slot in SLOTS if slots.get(slot, "").strip()}
    told |= {one.list for one in found if one.list in ("who", "effect", "situation", "source")}
    if wanted_from(text, found):
        told |= {"situation", "effect"}
    today = clauses_with("situation", text, found)
    wanted = [one for one in found if one.list == "measure"]
    figures = [Found("measure", *figure.span()) for figure in _FIGURE.finditer(text)]
    if any(not within(one, today) for one in (*wanted, *figures)):
        told.add("measure")
    return frozenset(told)


def wanted_from(text: str, found: Iterable[Found]) -> int:
    """Return where the sentence begins that says how things shall be, after one that says how they are; else 0."""
    wish = next((one.start for one in found if one.list == "wish"), 0)
    return max((end.end() for end in _SENTENCE.finditer(text, 0, wish)), default=0)


def clauses_with(name: str, text: str, found: Iterable[Found]) -> list[tuple[int, int]]:
    """Return the clauses, from where to where, that have a word of that list."""
    signs = [one for one in found if one.list == name]
    if not signs:
        return []
    ends = [*(end.end() for end in _END.finditer(text)), len(text)]
    clauses = list(zip([0, *ends], ends, strict=False))
    return [clause for clause in clauses if any(clause[0] <= sign.start < clause[1] for sign in signs)]


def within(one: Found, clauses: Iterable[tuple[int, int]]) -> bool:
    """Tell whether something stands in one of these clauses."""
    return any(begin <= one.start < end for begin, end in clauses)
