"""How well needs that say nearly the same are found, on pairs written for it, and what 16,000 needs cost."""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from likenesses import APART, CHOSEN, figures, texts_of

from tui.coaching.alike import Likeness

NEEDS, HERE = 16_000, 320
"""The needs of fifty gatherings, and those of one of them."""


def made_up(count: int) -> dict[str, str]:
    """Return that many needs: a few words of real ones, and some of thousands of made-up words, rare and common."""
    chance = random.Random(count)
    real = sorted({word for pair in (*CHOSEN, *APART) for text in pair[1:] for word in text.split()})
    syllables = [one + two for one in "bdfgklmnprstv" for two in "aeioøå"]
    words = ["".join(chance.choices(syllables, k=chance.randint(2, 5))) for _ in range(8000)]
    weights = [1 / (rank + 5) for rank in range(len(words))]
    return {
        f"{n:05}": " ".join(chance.choices(real, k=3) + chance.choices(words, weights, k=chance.randint(2, 5)))
        for n in range(count)
    }


def main() -> None:
    """Print the figures."""
    for name, pairs in (("pairs that the weights were chosen by", CHOSEN), ("pairs kept apart", APART)):
        found, alike, wrong, other = figures(pairs)
        print(f"{name}: {found} of {alike} alike found; {wrong} of {other} that are not alike proposed")
        texts = texts_of(pairs)
        print(f"  as one network of {len(texts)} needs: {len(Likeness(texts).pairs())} pairs in all")
    texts = made_up(NEEDS)
    start = time.perf_counter()
    folded = [text.casefold().split() for text in texts.values()]
    floor = time.perf_counter() - start
    start = time.perf_counter()
    likeness = Likeness(texts)
    read = time.perf_counter() - start
    pairs = likeness.pairs(list(texts)[-HERE:])
    whole = time.perf_counter() - start
    print(f"{len(folded)} needs, {HERE} of them new: read {read:.2f} s, proposals {whole:.2f} s ({len(pairs)} pairs)")
    print(f"  beside splitting them into words: {whole / floor:.0f} times")


if __name__ == "__main__":
    main()
