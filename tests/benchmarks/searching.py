"""What a key costs in the search of all gatherings, beside a plain loop `word in text` over the same folded texts."""

from __future__ import annotations

import datetime as dt
import gc
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from workload import fill, print_beside

from storage.model import Gathering, Item
from storage.store import Store
from tui.search.index import Index
from tui.search.query import read_query

SIZES = (10_000, 100_000)
ROUNDS = 15
PART = 0.002
"""Seconds for which the screen reads on before it looks at the keys."""
WORD, QUERY = "kommunene", "type:tiltak er:åpen kommunene"
TODAY = dt.datetime.now(tz=dt.UTC).date()


def laps(work: Callable[[], object]) -> list[float]:
    """Return how many milliseconds some work takes, again and again."""
    measured = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        measured.append((time.perf_counter() - start) * 1000)
    return measured


def read_in_parts(index: Index) -> list[float]:
    """Read everything; return how many milliseconds each part took."""
    gc.disable()
    parts = []
    more = True
    while more:
        start = time.perf_counter()
        more = index.read_on(PART)
        parts.append((time.perf_counter() - start) * 1000)
    gc.enable()
    return parts


def anew(index: Index, text: str) -> Sequence[str]:
    """Find something without what was found before."""
    index.took(set())
    return index.find(read_query(text, index.known()), TODAY)


def typed(index: Index, text: str) -> list[float]:
    """Type a query, and return how many milliseconds each of its keys after the first took."""
    anew(index, text[:1])
    measured = []
    for end in range(2, len(text) + 1):
        start = time.perf_counter()
        index.find(read_query(text[:end], index.known()), TODAY)
        measured.append((time.perf_counter() - start) * 1000)
    return measured


def measure(path: Path, size: int) -> None:
    """Print the table for a store of that many items."""
    fill(path, size)
    store = Store.open(path, "leser")
    store.items_of(next(iter(store.all(Gathering))))  # as the capture screen has done before
    index = Index(store)
    parts = read_in_parts(index)
    texts = index._alive.texts
    item = store.all(Item)[index._alive.names[size // 2]]
    figures = {
        "`word in text` over the same texts": laps(lambda: [text for text in texts if WORD in text]),
        "a word, the first time": laps(lambda: anew(index, WORD)),
        "a kind, a state and a word, the first time": laps(lambda: anew(index, QUERY)),
        "each further key of that word": [lap for _ in range(ROUNDS) for lap in typed(index, WORD)],
    }
    print_beside(f"{size:,} items: a search", "ms", figures)
    one = laps(lambda: (index.took({("items", item.id)}), index.read_on(PART)))
    print_beside("reading an item anew", "ms", {"one that was changed": one})
    print(f"reading all once: {sum(parts):,.0f} ms in {len(parts):,} parts, the longest {max(parts):.1f} ms")


def main() -> None:
    """Print the tables."""
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            measure(Path(folder, str(size)), size)


if __name__ == "__main__":
    main()
