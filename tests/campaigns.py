"""Long hunts for faults, shared out to all processors when they are long."""

import multiprocessing
import os
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor

Hunt = Callable[[int, int], Counter]
"""Given a seed and how much to do: does it, and returns its figures; what is wrong it raises."""


def hunt(one: Hunt, amount: int, *, each: int) -> Counter:
    """Return the figures of a hunt in portions, of which the first has the seed 1; a failure tells the seed of its own.

    A campaign of many portions runs on all processors.
    """
    portions = [(seed, min(each, amount - done)) for seed, done in enumerate(range(0, amount, each), 1)]
    figures: Counter = Counter()
    if len(portions) < 8:
        for portion in portions:
            figures += _portion(one, *portion)
        return figures
    with ProcessPoolExecutor(os.cpu_count(), multiprocessing.get_context("spawn")) as pool:
        for some in pool.map(_portion, [one] * len(portions), *zip(*portions, strict=True), chunksize=1):
            figures += some
    return figures


def _portion(one: Hunt, seed: int, amount: int) -> Counter:
    try:
        return one(seed, amount)
    except BaseException as error:
        error.add_note(f"This was found by {one.__module__}.{one.__name__}({seed}, {amount}).")
        raise
