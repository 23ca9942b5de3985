"""The slots of a need: what there is to say of it besides its text, and how many are filled."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from storage.model import Item

SLOTS = ("who", "situation", "effect", "measure", "source")
"""Who has it, how things are today, the wanted effect, how we shall know, where it comes from: fields of an item."""
_ENDS = (".", "!", "?", ":", ";", ",", "…", "–", "-")


def filled(need: Item) -> tuple[str, ...]:
    """Return the slots of which something is said."""
    return tuple(slot for slot in SLOTS if getattr(need, slot).strip())


def completeness(need: Item) -> str:
    """Return how many of the slots are filled, as it is shown: `3/5`."""
    return f"{len(filled(need))}/{len(SLOTS)}"


def slots_of(needs: Iterable[Item]) -> dict[str, Any]:
    """Return what some needs together say in each slot."""
    needs = list(needs)
    return {slot: as_one([getattr(need, slot) for need in needs]) for slot in SLOTS}


def as_one(texts: Iterable[str]) -> str:
    """Return texts one after the other, each once, and a mark between two where the first does not end in one."""
    whole = ""
    for text in dict.fromkeys(text.strip() for text in texts):
        if not whole or not text:
            whole += text
        elif whole.endswith(_ENDS):
            whole += f" {text}"
        else:
            whole += f". {text}" if text[0].isupper() else f"; {text}"
    return whole
