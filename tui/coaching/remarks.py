"""What the coach remarks on in a need: how instead of what, brands, nobody who has it, no effect, vague words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from storage.ids import fold
from storage.model import Item
from tui.coaching.brands import brands_in
from tui.coaching.telling import clauses_with, said_and_slots, told_in, wanted_from, within
from tui.coaching.wordlists import Found, Lists, shipped
from tui.line.slots import SLOTS


class Concern(StrEnum):
    """What a remark is about, the weightiest first."""

    BRAND = "brand"
    SOLUTION = "solution"
    WHO = "who"
    EFFECT = "effect"
    VAGUE = "vague"


@dataclass(frozen=True)
class Remark:
    """One thing that could be said otherwise, or is not said."""

    concern: Concern
    word: str = ""
    """As it was typed; nothing where something is missing."""
    start: int = 0
    end: int = 0
    """Where the word stands in the text, in characters."""

    @property
    def phrase(self) -> str:
        """The name of the sentence that tells it; its fact is the word."""
        return f"coach.{self.concern}"


@dataclass(frozen=True)
class Advice:
    """What the coach says of a need."""

    filled: frozenset[str] = frozenset()
    """The slots that have words of their own."""
    told: frozenset[str] = frozenset()
    """Those, and the ones that the text itself tells by a sign: nobody is reminded of them."""
    remarks: tuple[Remark, ...] = ()
    """The weightiest first; of each word once."""


def remarks(
    said: Item | str,
    slots: Mapping[str, str] | None = None,
    language: str = "nb",
    lists: Lists | None = None,
    names: Iterable[str] = (),
) -> tuple[Remark, ...]:
    """Return what can be remarked on in a need, the weightiest first; see advise."""
    return advise(said, slots, language, lists, names).remarks


def advise(
    said: Item | str,
    slots: Mapping[str, str] | None = None,
    language: str = "nb",
    lists: Lists | None = None,
    names: Iterable[str] = (),
) -> Advice:
    """Return which slots of a need are filled and told, and what can be remarked on.

    `slots` holds before what stands in an item's own; `names` are the people, places and themes that the store knows
    and that are no brands.
    """
    text, filled = said_and_slots(said, slots)
    vocabulary = (lists or shipped()).vocabulary(language)
    tokens = vocabulary.tokens(text)
    found = vocabulary.find(text, tokens)
    told = told_in(text, filled, found)
    own = frozenset(slot for slot in SLOTS if filled.get(slot, "").strip())
    if not text.strip():
        return Advice(own, told)
    brands = brands_in(text, tokens, found, frozenset(names))
    remarked = [
        *(Remark(Concern.BRAND, text[start:end], start, end) for start, end in brands),
        *_solutions(text, found),
    ]
    remarked += [Remark(Concern(slot)) for slot in ("who", "effect") if slot not in told]
    if "measure" not in told:
        remarked += [_remark(Concern.VAGUE, text, one) for one in found if one.list == "vague"]
    once: dict[tuple[Concern, str], Remark] = {}
    for one in remarked:
        once.setdefault((one.concern, fold(one.word)), one)
    return Advice(own, told, tuple(once.values()))


def _remark(concern: Concern, text: str, one: Found) -> Remark:
    return Remark(concern, text[one.start : one.end], one.start, one.end)


def _solutions(text: str, found: Sequence[Found]) -> Iterator[Remark]:
    """What is a thing or a purchase, but where it is told of what one has today."""
    aside = [(0, wanted_from(text, found)), *clauses_with("aside", text, found)]
    for one in found:
        if one.list == "solution" and not within(one, aside):
            yield _remark(Concern.SOLUTION, text, one)
