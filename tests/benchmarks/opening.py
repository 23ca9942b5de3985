"""How long it takes to open a store, and what memory it holds, beside stock TinyDB and plain dicts of the same."""

from __future__ import annotations

import gc
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tinydb import TinyDB
from workload import fill

from storage.model import Item
from storage.store import Store

SIZE = 100_000
ROUNDS = 5
STOCK, DICTS = "stock TinyDB(path).all()", "json.loads into plain dicts"

Lap = Callable[[], None]


def open_store(path: Path, lap: Lap) -> object:
    """Open the store, and look at no item."""
    store = Store.open(path, "leser")
    lap()
    return store


def open_items(path: Path, lap: Lap) -> object:
    """Open the store, and have every item as a value."""
    store = Store.open(path, "leser")
    lap()
    return store, list(store.all(Item).values())


def open_stock(path: Path, lap: Lap) -> object:
    """Open store.json as any other program would."""
    documents = TinyDB(path / "store.json", encoding="utf-8", access_mode="r").table("items").all()
    lap()
    return documents


def read_dicts(path: Path, lap: Lap) -> object:
    """Read store.json without a library."""
    content = json.loads((path / "store.json").read_text(encoding="utf-8"))
    lap()
    return list(content["items"].values())


def resident() -> int:
    """Return the memory of this process, in bytes."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


def measure_here(way: str, path: Path, *, traced: bool) -> list[float]:
    """Return the seconds to the open store and to all items, the bytes that the process grew by, and those in use."""
    gc.collect()
    before = resident()
    if traced:
        tracemalloc.start()
    start = time.perf_counter()
    laps: list[float] = []

    def lap() -> None:
        laps.append(time.perf_counter() - start)

    held = globals()[way](path, lap)
    lap()
    gc.collect()
    grown = resident() - before
    in_use = tracemalloc.get_traced_memory()[0] if traced else 0
    del held
    return [*laps, grown, in_use]


def measure(way: Callable[[Path, Lap], object], path: Path, *, traced: bool = False) -> list[float]:
    """Return the same, measured in a fresh process."""
    command = [sys.executable, __file__, way.__name__, str(path), *(["traced"] if traced else [])]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)


def print_beside(title: str, scale: float, columns: Mapping[str, Mapping[str, float]], floor: str) -> None:
    """Print figures in columns, each with its ratio to the floor's."""
    print(f"\n{title:<34}" + "".join(f"{name:>14}{'ratio':>8}" for name in columns))
    for name in next(iter(columns.values())):
        cells = (f"{column[name] * scale:>14,.0f}{column[name] / column[floor]:>7.2f}x" for column in columns.values())
        print(f"{name:<34}" + "".join(cells))


def main() -> None:
    """Print the tables."""
    with tempfile.TemporaryDirectory() as folder:
        snapshot, journals = Path(folder, "snapshot"), Path(folder, "journals")
        fill(snapshot, SIZE)
        shutil.copytree(snapshot, journals)
        (journals / "store.json").unlink()
        ways = {
            STOCK: (open_stock, snapshot),
            DICTS: (read_dicts, snapshot),
            "Samling, from store.json": (open_items, snapshot),
            "Samling, from journals alone": (open_items, journals),
            "Samling, no item looked at": (open_store, snapshot),
        }
        rounds = [{name: measure(*way) for name, way in ways.items()} for _ in range(ROUNDS)]
        opened, whole, grown = (
            {name: statistics.median(measured[name][at] for measured in rounds) for name in ways} for at in range(3)
        )
        in_use = {name: measure(*way, traced=True)[3] for name, way in ways.items()}
        print_beside(f"{SIZE:,} notes", 1000, {"open ms": opened, "all items ms": whole}, STOCK)
        print_beside("memory", 1e-6, {"process MB": grown, "objects MB": in_use}, DICTS)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(measure_here(sys.argv[1], Path(sys.argv[2]), traced=len(sys.argv) > 3)))
    else:
        main()
