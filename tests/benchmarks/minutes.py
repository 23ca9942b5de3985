"""How long Word minutes take, beside the floor: the same text, escaped, straight into a zip."""

from __future__ import annotations

import datetime as dt
import gc
import html
import io
import random
import statistics
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from exports.minutes import minutes_of
from exports.word import to_bytes
from storage.model import Contents, Gathering, Item, Kind, Network, Reference, Theme

SIZES = (100, 1_000, 10_000)
ROUNDS = 7
WORDS = ("vi", "bør", "ha", "en", "felles", "mal", "for", "behov", "på", "tvers", "av", "kommunene", "dialog", "frist")


def contents(size: int) -> tuple[Contents, Gathering]:
    """A gathering of that many items, under ten themes, of every kind."""
    chance = random.Random(size)
    when = dt.datetime(2025, 3, 12, 10, tzinfo=dt.UTC)
    gathering = Gathering(id="G", number=3, title="Dialog med markedet", date=when.date())
    themes = {f"t{n}": Theme(id=f"t{n}", title=f"Tema {n}", handle=f"tema{n}") for n in range(10)}
    items = {
        f"i{n}": Item(
            id=f"i{n}",
            kind=list(Kind)[n % len(Kind)],
            text=" ".join(chance.choices(WORDS, k=20)),
            theme=f"t{n % 10}",
            gathering="G",
            group="A",
            number=n,
            said_by="Kari Solberg",
            created=when,
        )
        for n in range(size)
    }
    references = {item.id: str(Reference(3, "A", item.number)) for item in items.values()}
    network = Network(id="N", name="Læringsnettverk")
    whole = Contents(network, themes=themes, gatherings={"G": gathering}, items=items, references=references)
    return whole, gathering


def floor(texts: list[str]) -> bytes:
    """The least that a file of these texts can cost: one paragraph each, no styles, no checks."""
    body = "".join(f"<w:p><w:r><w:t>{html.escape(text, quote=False)}</w:t></w:r></w:p>" for text in texts)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", f"<w:document><w:body>{body}</w:body></w:document>")
    return packed.getvalue()


def milliseconds(work: Callable[[], object]) -> float:
    """How long a piece of work takes once."""
    gc.collect()
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def measure(size: int) -> tuple[float, float, float]:
    """Milliseconds of the floor, of collecting the minutes and of writing them: medians of interleaved rounds."""
    whole, gathering = contents(size)
    minutes = minutes_of(whole, gathering, "nb")
    texts = [f"{whole.references[item.id]} {item.text} {item.said_by}" for item in whole.items.values()]
    work = (lambda: floor(texts), lambda: minutes_of(whole, gathering, "nb"), lambda: to_bytes(minutes))
    rounds = [[milliseconds(each) for each in work] for _ in range(ROUNDS)]
    least, collect, write = (statistics.median(column) for column in zip(*rounds, strict=True))
    return least, collect, write


def main() -> None:
    """Print a line for each size."""
    print(f"{'items':>7}  {'floor ms':>9}  {'minutes_of':>10}  {'to_bytes':>9}  {'to_bytes / floor':>16}")
    for size in SIZES:
        least, collect, write = measure(size)
        print(f"{size:>7}  {least:>9.1f}  {collect:>10.1f}  {write:>9.1f}  {write / least:>15.1f}x")


if __name__ == "__main__":
    main()
