"""What the measurements have in common: stores of any size, and how figures are printed."""

from __future__ import annotations

import datetime as dt
import random
import statistics
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from storage.files import Files
from storage.ids import joint_id
from storage.model import Gathering, Item, Kind, Network, Theme
from storage.store import Store

WHO = "åse"
NOW = dt.datetime.now().astimezone().replace(microsecond=0)
WORDS = ("vi", "bør", "ha", "en", "felles", "mal", "for", "behov", "på", "tvers", "av", "kommunene", "dialog", "frist")
BARE = [sys.executable, str(Path(__file__).with_name("bare_input.py"))]
"""The command for the yardstick of the screen."""


class Hasty(Files):
    """The file system without waiting for the disk: to fill a store that is only measured afterwards."""

    def sync(self, descriptor: int) -> None:
        """Leave it to the system."""


def fill(path: Path, size: int) -> None:
    """Make a store of one gathering with that many items under ten themes, each item a record of its own."""
    chance = random.Random(size)
    store = Store.create(path, Network(id=joint_id("network"), name="Nettverk"), WHO, files=Hasty())
    themes = [Theme(id=store.new_id(), title=f"Tema {n}", handle=f"tema{n}", order=float(n)) for n in range(10)]
    gathering = Gathering(id=store.new_id(), number=1, date=dt.datetime.now(tz=dt.UTC).date())
    store.save(gathering, *themes)
    for number in range(size):
        store.save(new_item(store, gathering, themes[number % 10].id, " ".join(chance.choices(WORDS, k=12))))
    store.close()


def new_item(store: Store, gathering: Gathering, theme: str, text: str) -> Item:
    """Return an item that is not saved yet."""
    number = store.next_number(gathering.id, "A")
    return Item(
        id=store.new_id(),
        kind=list(Kind)[number % len(Kind)],
        text=text,
        raw=text,
        theme=theme,
        gathering=gathering.id,
        group="A",
        number=number,
        scribe=WHO,
        created=NOW,
    )


def high(figures: Sequence[float]) -> float:
    """Return the figure that 99 of 100 do not exceed."""
    return sorted(figures)[int(len(figures) * 0.99)]


def print_beside(title: str, unit: str, figures: Mapping[str, Sequence[float]]) -> None:
    """Print the median of each, the highest of 99 in 100, and the ratio of its median to that of the first."""
    floor = statistics.median(next(iter(figures.values())))
    print(f"\n{title}\n{'':<44}{'median ' + unit:>12}{'p99':>10}{'ratio':>8}")
    for name, measured in figures.items():
        median = statistics.median(measured)
        print(f"{name:<44}{median:>12.2f}{high(measured):>10.2f}{median / floor:>7.2f}x")
