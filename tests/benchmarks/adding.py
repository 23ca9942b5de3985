"""What saving an item costs, beside appending the same bytes to a file and waiting for the disk."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from pseudo_terminal import SAMLING, environment
from workload import WHO, fill, new_item, print_beside

from storage.model import Gathering, Theme
from storage.store import Store

SIZES = (100, 10_000, 100_000)
ROUNDS = 300
LINES = 2_000
"""How many lines are fed to `samling add -`."""
TEXT = "vi bør ha en felles mal for behov på tvers av kommunene"


def append(descriptor: int, data: bytes) -> float:
    """Return the milliseconds that it takes to append bytes and to have them on the disk."""
    start = time.perf_counter()
    os.write(descriptor, data)
    os.fdatasync(descriptor)
    return (time.perf_counter() - start) * 1000


def save(path: Path, floor: int) -> tuple[list[float], list[float]]:
    """Return the milliseconds of appending a record's bytes to a plain file, and of saving an item, in turn."""
    store = Store.open(path, WHO)
    gathering = next(iter(store.all(Gathering).values()))
    theme = next(iter(store.all(Theme)))
    store.save(new_item(store, gathering, theme, TEXT))
    journal = max((path / "journals").iterdir(), key=lambda file: file.stat().st_mtime_ns)
    length = journal.stat().st_size
    appended, saved = [], []
    for _ in range(ROUNDS):
        item = new_item(store, gathering, theme, TEXT)
        start = time.perf_counter()
        store.save(item)
        saved.append((time.perf_counter() - start) * 1000)
        grown = journal.stat().st_size
        appended.append(append(floor, b"x" * (grown - length)))
        length = grown
    return appended, saved


def feed(path: Path, home: Path) -> float:
    """Return how many lines a second `samling add -` takes, its start and end included."""
    start = time.perf_counter()
    lines = f"{TEXT}\n".encode() * LINES
    command = [SAMLING, "--store", str(path), "add", "-"]
    subprocess.run(command, env=environment(home), input=lines, check=True, stdout=subprocess.DEVNULL)
    return LINES / (time.perf_counter() - start)


def main() -> None:
    """Print a table for each size."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        floor = os.open(home / "floor", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        for size in SIZES:
            path = home / str(size)
            fill(path, size)
            appended, saved = save(path, floor)
            print_beside(f"{size:,} items", "ms", {"append and fdatasync": appended, "Store.save of an item": saved})
            print(f"samling add -: {feed(path, home):,.0f} lines/s")


if __name__ == "__main__":
    main()
