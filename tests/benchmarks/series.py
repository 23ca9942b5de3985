"""How long the screens of a long series take to open, beside a screen with an empty list."""

from __future__ import annotations

import asyncio
import datetime as dt
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from screens import Hand, rows, running
from textual import events
from textual.screen import Screen

from storage.ids import joint_id, new_id
from storage.model import (
    AgendaEntry,
    Attendance,
    Degree,
    Document,
    Gathering,
    GatheringState,
    Item,
    Kind,
    Network,
    Organisation,
    Person,
    Presence,
    Progress,
    Status,
    Support,
    Theme,
)
from storage.store import Store
from tui.screens.listing import ListScreen

GATHERINGS, ITEMS = 50, 100_000
ORGANISATIONS, PEOPLE, THEMES = 12, 120, 20
BATCH = 2_000
ROUNDS = 7
ALLOWED = 100.0
"""Milliseconds that a screen may take longer than a bare one."""
WORDS = (
    *("vi", "bør", "ha", "en", "felles", "mal", "for", "behov", "på", "tvers", "av", "kommunene", "dialog", "frist"),
    *("natt", "besøk", "varsel", "pårørende", "trygg", "medisin", "utstyr", "lager", "opplæring", "vikar", "nøkkel"),
)
SCREENS: Sequence[tuple[str, Sequence[str]]] = (
    ("actions of all gatherings", ["ctrl+o"]),
    ("people", ["f5"]),
    ("gatherings", ["f6"]),
    ("themes", ["f4"]),
    ("sort", ["ctrl+t"]),
    ("read-back", ["ctrl+r"]),
    ("documents", ["f9"]),
    ("needs", ["ctrl+n"]),
    ("agreed work", ["ctrl+x"]),
    ("what comes along", ["f6", "m"]),
    ("agenda", ["f6", "d"]),
    ("check before final", ["f6", "f"]),
    ("corrections", ["f6", "r"]),
    ("people over the series", ["f5", "s"]),
    ("a need's journey", ["ctrl+n", "h"]),
)
"""Each with the keys that open it; the last key is timed."""


class Bare(ListScreen[None]):
    """A screen with an empty list."""

    def names(self) -> Sequence[str]:
        """Return no rows."""
        return []

    def head(self) -> tuple[Sequence[tuple[str, str]], Sequence[tuple[str, str]]]:
        """Return no more than a title."""
        return [("Bare", "strong")], []


def documents(chance: random.Random) -> Iterator[Document]:
    """Everything that the series consists of."""
    begin = dt.datetime(2020, 1, 15, 10, tzinfo=dt.UTC)
    organisations = [Organisation(id=f"o{n}", name=f"Kommune {n}", handle=f"kommune{n}") for n in range(ORGANISATIONS)]
    people = [
        Person(id=f"p{n}", name=f"Person {n}", handle=f"person{n}", organisation=f"o{n % ORGANISATIONS}")
        for n in range(PEOPLE)
    ]
    themes = [Theme(id=f"t{n}", title=f"Tema {n}", handle=f"tema{n}", order=float(n)) for n in range(THEMES)]
    yield from (*organisations, *people, *themes)
    each = ITEMS // GATHERINGS
    for number in range(1, GATHERINGS + 1):
        held = begin + dt.timedelta(days=40 * number)
        last = number == GATHERINGS
        state = GatheringState.OPEN if last else GatheringState.FINAL
        gathering = f"g{number}"
        yield Gathering(id=gathering, number=number, date=held.date(), state=state, version=int(not last))
        for theme in themes:
            yield AgendaEntry(
                id=joint_id("agenda", gathering, theme.id), gathering=gathering, theme=theme.id, order=theme.order
            )
        for person in people:
            name = joint_id("attendance", gathering, person.id)
            yield Attendance(id=name, gathering=gathering, person=person.id, presence=Presence.PRESENT)
        for n in range(each):
            yield _item(chance, gathering, held, n, last=last)


def _item(chance: random.Random, gathering: str, held: dt.datetime, n: int, *, last: bool) -> Item:
    kind = list(Kind)[n % len(Kind)]
    done = not last and kind in (Kind.ACTION, Kind.QUESTION) and chance.random() < 0.95
    return Item(
        id=new_id(int(held.timestamp() * 1e6) + n),
        kind=kind,
        text=" ".join(chance.choices(WORDS, k=14)),
        theme=f"t{n % THEMES}",
        gathering=gathering,
        group="ABC"[n % 3],
        number=n // 3 + 1,
        said_by=f"p{n % PEOPLE}",
        responsible=(f"o{n % ORGANISATIONS}",) if kind is Kind.ACTION else (),
        due=held.date() + dt.timedelta(days=30) if kind is Kind.ACTION else None,
        status=Status.DONE if done else Status.OPEN,
        closed=held + dt.timedelta(days=20) if done else None,
        each=kind is Kind.ACTION and n % 600 == 3,
        who="nattevakter" if kind is Kind.NEED and n % 2 else "",
        created=held + dt.timedelta(seconds=n),
        scribe="Kari",
    )


def told(store: Store) -> Iterator[Document]:
    """What organisations told of the tasks, and which needs they share."""
    for item in store.all(Item).values():
        if item.each:
            for n in range(ORGANISATIONS):
                name = joint_id("progress", item.id, f"o{n}", f"g{GATHERINGS}")
                yield Progress(
                    id=name, task=item.id, organisation=f"o{n}", gathering=f"g{GATHERINGS}", degree=list(Degree)[n % 4]
                )
        elif item.kind is Kind.NEED and item.number % 40 == 1:
            yield Support(id=joint_id("support", item.id, "o1"), need=item.id, organisation="o1", dots=2)


def fill(path: Path) -> None:
    """Make the store, and have it open from store.json."""
    store = Store.create(path, Network(id=joint_id("network"), name="Lang rekke"), "Kari")
    _save_all(store, documents(random.Random(50)))
    _save_all(store, list(told(store)))
    store.close()


def _save_all(store: Store, whole: Iterator[Document] | Sequence[Document]) -> None:
    batch: list[Document] = []
    for document in whole:
        batch.append(document)
        if len(batch) == BATCH:
            store.save(*batch)
            batch.clear()
    store.save(*batch)


async def measure(path: Path) -> dict[str, list[float]]:
    """Return milliseconds from the key to the painted screen, by its name."""
    found: dict[str, list[float]] = {"": [], **{name: [] for name, _ in SCREENS}}
    async with running(path) as pilot:
        capture = pilot.app.screen
        while capture.store.make_ahead(5_000):
            await asyncio.sleep(0)
        for _ in range(ROUNDS):
            bare = Bare(capture.store, capture.saver, capture.say, capture.desk.gathering)
            start = time.perf_counter()
            pilot.app.push_screen(bare)
            found[""].append(await _shown(pilot, capture, start))
            await _back(pilot, capture)
            for name, keys in SCREENS:
                await pilot.press(*keys[:-1])
                before, start = pilot.app.screen, time.perf_counter()
                pilot.app.post_message(events.Key(keys[-1], keys[-1] if len(keys[-1]) == 1 else None))
                found[name].append(await _shown(pilot, before, start))
                await _back(pilot, capture)
    return found


async def _shown(pilot: Hand, before: Screen[Any], start: float) -> float:
    """Return milliseconds until another screen is painted with its rows and its keys."""
    while pilot.app.screen is before or not all(map(str.strip, (rows(pilot) or [""])[::23])):
        await asyncio.sleep(0)
    return (time.perf_counter() - start) * 1000


async def _back(pilot: Hand, capture: Screen[None]) -> None:
    """Go back when all that the other screen had begun is done."""
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    while pilot.app.screen is not capture:
        pilot.app.pop_screen()
    await pilot.pause()


def main() -> None:
    """Print a line for each screen."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "store")
        fill(path)
        found = asyncio.run(measure(path))
    bare = statistics.median(found.pop(""))
    print(f"{GATHERINGS} gatherings, {ITEMS:,} items; a bare screen {bare:.0f} ms (medians of {ROUNDS})")
    for name, times in found.items():
        first, middle = times[0], statistics.median(times)
        print(
            f"{name:<28} {middle:>6.0f} ms  {middle / bare:>5.1f}x  {middle - bare:>6.0f} ms more; at first {first:.0f}"
        )


if __name__ == "__main__":
    main()
