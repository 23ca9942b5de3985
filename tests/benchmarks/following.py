"""How long until a note that another scribe has saved stands on one's own screen."""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from pseudo_terminal import open_screen
from workload import fill, high, new_item

from storage.model import Gathering, Theme
from storage.store import Store

SIZES = (10, 10_000, 100_000)
ROUNDS = 40


def follow(path: Path, home: Path) -> list[float]:
    """Return the milliseconds from the moment when a note was saved to that in which it was painted, each time."""
    store = Store.open(path, "Bo")
    gathering = next(iter(store.all(Gathering).values()))
    theme = next(iter(store.all(Theme)))
    waited = []
    with open_screen(path, home) as terminal:
        for number in range(ROUNDS):
            terminal.read(random.uniform(0.2, 1.2))
            store.save(new_item(store, gathering, theme, f"nummer {number} fra Bo"))
            start = time.perf_counter()
            terminal.wait_for(f"nummer {number} fra Bo")
            waited.append((time.perf_counter() - start) * 1000)
    return waited


def main() -> None:
    """Print a table."""
    print(f"{'':<24}{'median ms':>10}{'p99':>10}{'longest':>10}")
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        for size in SIZES:
            fill(home / str(size), size)
            waited = follow(home / str(size), home)
            print(f"{size:>16,} notes{statistics.median(waited):>12.0f}{high(waited):>10.0f}{max(waited):>10.0f}")


if __name__ == "__main__":
    main()
