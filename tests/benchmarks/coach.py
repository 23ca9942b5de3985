"""How often the coach and the reminders are right, by kind and language, and what the coach costs a key."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from statements import NAMES, Count, Statement, alarms, catches, coached, needless, reminded, statements

from storage.model import LANGUAGES, Item, Kind
from storage.store import Store
from tui.coaching.remarks import Concern, advise, remarks
from tui.coaching.reminders import Hint, reminders
from tui.coaching.wordlists import Lists, shipped
from tui.example import make_example

LINE = (
    "Hjemmeboende eldre trenger å kjenne seg trygge om natten uten at noen må gå inn, slik at de kan bli boende hjemme "
    "så lenge de vil, og pårørende skal vite at noen kommer når det trengs, i Granvær."
)
ROUNDS = 2000


def rate(count: Count) -> str:
    """Return a count as `3 of 59`."""
    return f"{count.hit} of {count.whole}"


def print_table(
    title: str, chosen: Sequence[Statement], found: Callable[[Statement], set[str]], kinds: Sequence[str]
) -> None:
    """Print how many false alarms there are, and how much is caught: tuned on, held out; by language, by kind."""
    halves = [[one for one in chosen if one.tuned], [one for one in chosen if not one.tuned]]
    print(f"\n{title}\n\n|  | tuned on | held out |\n|---|---|---|")
    rows: list[tuple[str, list[Count]]] = [
        ("something found where nothing is wrong", [alarms(half, found) for half in halves])
    ]
    for language in LANGUAGES:
        part = [[one for one in half if one.language == language] for half in halves]
        rows.append((f"… {language}", [alarms(half, found) for half in part]))
    rows.append(("all that is wrong found", [catches(half, found) for half in halves]))
    for language in LANGUAGES:
        part = [[one for one in half if one.language == language] for half in halves]
        rows.append((f"… {language}", [catches(half, found) for half in part]))
    for kind in kinds:
        rows.append((f"{kind}: found where it is", [catches(half, found, kind) for half in halves]))
        rows.append((f"{kind}: found where it is not", [needless(half, found, kind) for half in halves]))
    for name, counts in rows:
        print(f"| {name} | {' | '.join(map(rate, counts))} |")


def example() -> None:
    """Print how much is said of the example network, in which hardly anything is wrong and nothing personal."""
    with tempfile.TemporaryDirectory() as folder:
        make_example(Path(folder, "store"))
        store = Store.open(Path(folder, "store"), "leser")
        items = list(store.all(Item).values())
        names = [party.name for party in store.parties()]
    needs = [item for item in items if item.kind is Kind.NEED]
    remarked = sum(bool(remarks(need, names=names)) for need in needs)
    told = sum(bool(reminders(item.text, names)) for item in items)
    print(
        f"\nthe example network: remarks on {remarked} of {len(needs)} needs, reminders in {told} of {len(items)} items"
    )


def cost() -> None:
    """Print what one line costs, and what reading the lists does, in milliseconds."""
    advise(LINE, names=NAMES)
    laps = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        advise(LINE, names=NAMES)
        laps.append((time.perf_counter() - start) * 1000)
    laps.sort()
    start = time.perf_counter()
    Lists(shipped().shipped).vocabulary("nb")
    whole = (time.perf_counter() - start) * 1000
    print(f"\na line of {len(LINE)} characters: median {laps[len(laps) // 2]:.3f} ms, p99 {laps[-20]:.3f} ms")
    print(f"the words of a language in all their forms, once: {whole:.0f} ms, beside the keys")


def main() -> None:
    """Print the tables."""
    print_table("Needs: what the coach says", statements("needs.tsv"), coached, [one.value for one in Concern])
    print_table("Personal data: reminders", statements("personal.tsv"), reminded, [one.value for one in Hint])
    example()
    cost()


if __name__ == "__main__":
    main()
