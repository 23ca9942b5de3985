"""What documents can be ordered, and what they and their files are called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from exports.cuts.record import Choice
from exports.formats import Format
from storage.errors import UnknownReference
from storage.model import Gathering, GatheringState, Kind
from storage.store import Store
from tui.phrases import Phrases
from tui.planning.clock import this_moment
from tui.planning.finishing import versions_of
from tui.planning.register import latest

MINUTES, REPORT, NEEDS, SUMMARY = CUTS = ("minutes", "report", "needs", "summary")
"""The documents that can be made."""
VERSIONED = (MINUTES, SUMMARY)
"""Those that are of the minutes of one gathering, and have their versions."""


@dataclass(frozen=True)
class Order:
    """A document that somebody wants."""

    gatherings: tuple[Gathering, ...]
    language: str
    cut: str = MINUTES
    choice: Choice = field(default_factory=Choice)
    confidential: bool = False
    """Whether text that is exempt from public access is wanted."""
    version: int = 0
    """Which version of the minutes of one gathering is wanted; 0 for the last, where it is final."""
    current: bool = False
    """Whether what stands now is wanted, though the gathering is final."""
    pseudonyms: bool = False
    """Whether numbers are wanted in the place of names."""


def gatherings_of(store: Store, asked: Sequence[str], cut: str) -> tuple[Gathering, ...]:
    """Return the gatherings that `3`, `1-4` and the like ask for, in their order.

    Where nothing is asked for, a report is of all of them, and anything else of the one that is held or was held last.
    Raises UnknownReference.
    """
    known = {gathering.number: gathering for gathering in store.all(Gathering).values()}
    if not asked:
        if cut == REPORT and known:
            return tuple(known[number] for number in sorted(known))
        return (_held(store),)
    numbers = sorted({number for word in asked for number in _range(word, known)})
    return tuple(known[number] for number in numbers)


def _held(store: Store) -> Gathering:
    """The open gathering, but for one that is only planned: until something stands in it, the last that has begun."""
    today = this_moment().date()
    written = store.open_gathering(today)
    if written is None or (written.date > today and not store.items_of(written.id)):
        begun = [gathering for gathering in store.all(Gathering).values() if gathering.date <= today]
        written = max(begun, key=lambda gathering: gathering.number, default=written) or latest(store)
    if written is None:
        raise UnknownReference("gathering", "open")
    return written


def _range(word: str, known: Iterable[int]) -> list[int]:
    match = re.fullmatch(r"(\d+)(?:[-–](\d+))?", word.strip())
    first, last = (int(match[1]), int(match[2] or match[1])) if match else (1, 0)
    found = [number for number in known if first <= number <= last]
    if not found or (match and not match[2] and first not in found):
        raise UnknownReference("gathering", word)
    return found


def file_name(say: Phrases, order: Order, form: Format) -> str:
    """Return a name for the file: what it is of, and whether it is for everybody."""
    kinds = order.choice.kinds
    what = "minutes" if order.choice == Choice() else "extract"
    if order.cut != MINUTES:
        what = order.cut
    elif len(kinds) == 1 and order.choice == Choice(kinds=kinds):
        what = f"kind.{next(iter(kinds))}"
    numbers = "-".join(str(number) for number in _ends([gathering.number for gathering in order.gatherings]))
    words = [
        say(f"file.{what}", numbers=numbers),
        say("file.version", version=order.version) if order.version else say("file.draft") if order.current else "",
        say("file.exempt") if order.confidential else "",
        say("file.pseudonyms") if order.pseudonyms else "",
    ]
    return f"{'-'.join(filter(None, words))}.{form}"


def _ends(numbers: Sequence[int]) -> Sequence[int]:
    return numbers if len(numbers) < 3 else (numbers[0], numbers[-1])


def called(say: Phrases, order: Order) -> str:
    """Return what a document is, and of what."""
    one = len(order.gatherings) == 1
    scope = say("scope.gathering", number=order.gatherings[0].number) if one else say("scope.all")
    kinds = [say(f"cut.{kind}") for kind in order.choice.kinds]
    name = f"{kinds[0] if kinds else say(f'cut.{order.cut}')}, {scope}"
    if order.current:
        return f"{name}, {say('export.draft')}"
    return f"{name}, {say('export.version', version=order.version)}" if order.version else name


def at_hand(store: Store, order: Order, gathering: Gathering) -> Sequence[Order]:
    """Return the documents that can be had at a key: of that gathering first, then of all."""
    here = replace(order, gatherings=(gathering,), cut=MINUTES, choice=Choice(), version=0, current=False)
    every = sorted(store.all(Gathering).values(), key=lambda each: each.number)
    extracts = [
        replace(here, choice=Choice(kinds=frozenset({kind}))) for kind in (Kind.ACTION, Kind.DECISION, Kind.LEARNING)
    ]
    of_all = [replace(here, gatherings=tuple(every), cut=cut) for cut in (MINUTES, NEEDS, REPORT)]
    return [here, replace(here, cut=SUMMARY), *extracts, replace(here, cut=NEEDS), *of_all]


def other_version(store: Store, order: Order) -> Order | None:
    """Return the order of the next of the versions: the last, the earlier ones, what stands now; None without any."""
    gathering = order.gatherings[0]
    numbers = [version.number for version in reversed(versions_of(store, gathering))]
    if len(order.gatherings) > 1 or order.cut not in VERSIONED or not numbers:
        return None
    final = gathering.state is GatheringState.FINAL
    turns = [(0, False), *((number, False) for number in numbers[final:]), *([(0, True)] if final else [])]
    version, current = turns[(turns.index((order.version, order.current)) + 1) % len(turns)]
    return replace(order, version=version, current=current)
