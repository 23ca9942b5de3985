"""Pairs of needs that are alike or not, written to measure by."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tui.coaching.alike import ALIKE, Likeness

Row = tuple[str, str, str]
"""`y` or `n`, and two needs."""


def _rows() -> tuple[list[Row], list[Row]]:
    chosen: list[Row] = []
    apart: list[Row] = []
    into = chosen
    for line in Path(__file__).with_name("alike.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("# Kept apart"):
            into = apart
        elif line and not line.startswith("#"):
            label, one, other = line.split("\t")
            into.append((label, one, other))
    return chosen, apart


CHOSEN, APART = _rows()
"""Those that the words and weights were chosen by, and those that they were not."""


def texts_of(rows: Sequence[Row]) -> dict[str, str]:
    """Return all needs of some pairs, as those of one network."""
    return {text: text for row in rows for text in row[1:]}


def figures(rows: Sequence[Row]) -> tuple[int, int, int, int]:
    """Return how many that are alike were found, of how many; how many that are not were proposed, of how many."""
    likeness = Likeness(texts_of(rows))
    proposed = [(label, likeness.between(one, other) >= ALIKE) for label, one, other in rows]
    alike = [found for label, found in proposed if label == "y"]
    other = [found for label, found in proposed if label == "n"]
    return sum(alike), len(alike), sum(other), len(other)
