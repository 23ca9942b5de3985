"""The statements on which the coach and the reminders are measured: needs.tsv and personal.tsv, both invented."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from tui.coaching.remarks import remarks
from tui.coaching.reminders import reminders

NAMES = frozenset(("Granvær", "Haukeskar", "Kari Nordhaug", "Torgeir Moen", "Hilde Øverås"))
"""Whom the store knows."""


@dataclass(frozen=True)
class Statement:
    """A statement, and what is to be found in it."""

    language: str
    wrong: frozenset[str]
    text: str
    tuned: bool
    """Whether the lists were written with it in sight; the others are held out."""


@dataclass
class Count:
    """How many there were, and of how many it was right."""

    whole: int = 0
    hit: int = 0

    def add(self, *, hit: bool) -> None:
        """Count one more."""
        self.whole += 1
        self.hit += hit


def statements(name: str) -> list[Statement]:
    """Return the statements of a file; of each sort every second one is held out."""
    with (Path(__file__).parent / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t"))[1:]
    seen = {True: 0, False: 0}
    found = []
    for language, wrong, text in rows:
        seen[bool(wrong)] += 1
        found.append(Statement(language, frozenset(filter(None, wrong.split(","))), text, seen[bool(wrong)] % 2 == 1))
    return found


def coached(statement: Statement) -> set[str]:
    """Return what the coach remarks on."""
    return {one.concern.value for one in remarks(statement.text, None, statement.language, names=NAMES)}


def reminded(statement: Statement) -> set[str]:
    """Return what is reminded of."""
    return {one.hint.value for one in reminders(statement.text, NAMES, language=statement.language)}


def alarms(chosen: Iterable[Statement], found: Callable[[Statement], set[str]]) -> Count:
    """Return of how many statements in which nothing is wrong something was found."""
    count = Count()
    for statement in chosen:
        if not statement.wrong:
            count.add(hit=bool(found(statement)))
    return count


def catches(chosen: Iterable[Statement], found: Callable[[Statement], set[str]], kind: str = "") -> Count:
    """Return of how many statements all that is wrong was found, or, of those where it is, all of one kind."""
    count = Count()
    for statement in chosen:
        wanted = statement.wrong & {kind} if kind else statement.wrong
        if wanted:
            count.add(hit=wanted <= found(statement))
    return count


def needless(chosen: Iterable[Statement], found: Callable[[Statement], set[str]], kind: str) -> Count:
    """Return of how many statements in which nothing of a kind is wrong it was found."""
    count = Count()
    for statement in chosen:
        if kind not in statement.wrong:
            count.add(hit=kind in found(statement))
    return count
