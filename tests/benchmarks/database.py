"""What a change and a look-up cost in our database, beside stock TinyDB, in memory and with a file."""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tinydb import TinyDB, where
from tinydb.middlewares import CachingMiddleware
from tinydb.storages import JSONStorage, MemoryStorage

from storage.database import Database, open_database

SIZES = (100, 10_000, 100_000)
SECONDS = 1.0
"""How long each figure is measured at least, but for the first three times and at most `ROUNDS`."""
ROUNDS = 200

Make = Callable[[Path], TinyDB]
PAIRS: Mapping[str, tuple[Make, Make]] = {
    "in memory": (
        lambda _: TinyDB(storage=MemoryStorage),
        lambda _: Database(storage=MemoryStorage),
    ),
    "changes held, written at the end": (
        lambda path: TinyDB(path, storage=CachingMiddleware(JSONStorage)),
        lambda path: open_database(path, held=True),
    ),
    "each change on the disk": (TinyDB, open_database),
}


def note(number: int) -> dict[str, Any]:
    """Return a document of the size of a note."""
    return {
        "text": f"vi bør ha en felles mal for behov nummer {number}",
        "theme": f"tema{number % 10}",
        "group": "A",
        "number": number,
        "tags": ["mal", "behov"],
        "created": "2026-12-01T09:30:00+01:00",
    }


def median(call: Callable[[], object]) -> float:
    """Return the milliseconds that a call takes, the median of many."""
    call()
    taken: list[float] = []
    end = time.perf_counter() + SECONDS
    while len(taken) < ROUNDS and (len(taken) < 3 or time.perf_counter() < end):
        start = time.perf_counter()
        call()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def measure(make: Make, path: Path, size: int) -> dict[str, float]:
    """Return the milliseconds of each operation in a database of that many documents."""
    with make(path) as database:
        ids = database.insert_multiple(note(number) for number in range(size))
        chance = random.Random(size)
        return {
            "insert": median(lambda: database.insert(note(size))),
            "update by id": median(lambda: database.update({"group": "B"}, doc_ids=[chance.choice(ids)])),
            "get by id": median(lambda: database.get(doc_id=chance.choice(ids))),
            "search": median(lambda: database.search(where("number") == chance.randrange(size))),
        }


def main() -> None:
    """Measure both at each size, and print the milliseconds, what is saved and how each grows."""
    for title, makes in PAIRS.items():
        print(
            f"\n{title}\n{'':<14}{'documents':>10}{'stock ms':>11}{'ours ms':>11}{'ours/stock':>13}{'ours/at 100':>13}"
        )
        first: dict[str, float] = {}
        for size in SIZES:
            with tempfile.TemporaryDirectory() as folder:
                stock, ours = (measure(make, Path(folder, f"{n}.json"), size) for n, make in enumerate(makes))
            for name, taken in ours.items():
                ratio, grown = taken / stock[name], taken / first.setdefault(name, taken)
                print(f"{name:<14}{size:>10,}{stock[name]:>11.3f}{taken:>11.3f}{ratio:>12.4f}x{grown:>12.2f}x")


if __name__ == "__main__":
    main()
