"""The words of the documents in three languages, a module for each area."""

from __future__ import annotations

from typing import NamedTuple


class Phrase(NamedTuple):
    """The same words in each language; a name in braces is a fact to be filled in."""

    nb: str
    nn: str
    en: str
