"""What becomes of items afterwards: kinds, themes and places, several made one, one made two. Planned here, not saved.

Every function returns the documents of one change, so that one undo takes it back.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from storage.contents import by_place
from storage.homework import is_task
from storage.model import Gathering, Item, Kind, Status, Theme
from storage.store import Store
from tui.line.slots import SLOTS, as_one, slots_of
from tui.phrases import Phrases
from tui.planning.confirming import rechecked
from tui.planning.homework import as_kind

STEP = 0.001
"""Seconds between the places of items where they have to make room for each other."""
_LAST = 0.000001
"""Seconds from the last item to one that is put after it: what is captured next comes after both."""


def present(store: Store, names: Iterable[str]) -> list[Item]:
    """Return the items of those ids as they are now, in the order of their places, without what was deleted."""
    items = store.all(Item)
    return sorted((items[name] for name in set(names) if name in items), key=lambda item: item.place)


def of_kind(items: Iterable[Item], kind: Kind) -> list[Item]:
    """Return items as items of that kind."""
    return [rechecked(item, as_kind(item, kind)) for item in items]


def filed(items: Iterable[Item], theme: str) -> list[Item]:
    """Return items under the theme of that id, or under none; in a new one they stand where they were captured."""
    return [replace(item, theme=theme, order=0.0 if item.theme != theme else item.order) for item in items]


# Places


def mates(store: Store, gathering: str, theme: str) -> list[Item]:
    """Return the items of a gathering under a theme, both by id, in their order; `""` is what has no theme."""
    themes = store.all(Theme)
    under = (item for item in store.items_of(gathering) if (item.theme if item.theme in themes else "") == theme)
    return by_place(under)


def theme_of(store: Store, item: Item) -> str:
    """Return the id of an item's theme; nothing where it has none, or one that is deleted."""
    return item.theme if item.theme in store.all(Theme) else ""


def moved(store: Store, item: Item, by: int) -> list[Item]:
    """Return the items whose place changes when one of them moves that many places on within its theme."""
    arranged = mates(store, item.gathering, theme_of(store, item))
    others = [other for other in arranged if other.id != item.id]
    at = max(0, min(len(others), [other.id for other in arranged].index(item.id) + by))
    return placed(others, at, [item])


def moved_beside(store: Store, items: Sequence[Item], target: Item, *, after: bool) -> list[Item]:
    """Return the items that change when some go where another one stands, before or after it and under its theme."""
    moving = {item.id for item in items}
    others = [mate for mate in mates(store, target.gathering, theme_of(store, target)) if mate.id not in moving]
    at = [other.id for other in others].index(target.id) + after
    return placed(others, at, filed(items, theme_of(store, target)))


def placed(others: Sequence[Item], at: int, moving: Sequence[Item]) -> list[Item]:
    """Return the items to save so that some stand before the other one at that index: those, and who makes room.

    The others are given in their order. Where somebody has to make room, it is those before.
    """
    wanted = [*others[:at], *moving, *others[at:]]
    if sorted(wanted, key=lambda item: item.place) == wanted:
        return list(moving)
    before = others[at - 1].place[0] if at else None
    after = others[at].place[0] if at < len(others) else None
    orders = _between(before, after, len(moving))
    if orders:
        return [replace(item, order=order) for item, order in zip(moving, orders, strict=True)]
    changed = []
    ceiling = after if after is not None else math.inf
    for item in reversed([*others[:at], *moving]):
        if item in moving or item.place[0] >= ceiling:
            ceiling = _below(ceiling)
            changed.append(replace(item, order=ceiling))
        else:
            break
    return changed[::-1]


def _between(before: float | None, after: float | None, count: int) -> list[float]:
    """Return so many places between two; none where there is no room."""
    if after is None:
        orders = [(before or 0.0) + _LAST * n for n in range(1, count + 1)]
    elif before is None:
        orders = [after - STEP * n for n in range(count, 0, -1)]
    else:
        orders = [before + (after - before) * n / (count + 1) for n in range(1, count + 1)]
    floor = -math.inf if before is None else before
    row = [floor, *orders, math.inf if after is None else after]
    has_room = all(one < other for one, other in pairwise(row))
    return orders if has_room and all(orders) else []  # an order of 0 would say that nobody has moved it


def _below(place: float) -> float:
    return min(place - STEP, math.nextafter(place, -math.inf)) or -STEP


# Several made one


def hindrance(store: Store, items: Sequence[Item]) -> str:
    """Return the name of the sentence that tells why items cannot be made one; nothing where they can."""
    if len(items) < 2:
        return "rework.few"
    if len({item.gathering for item in items}) > 1:
        return "rework.apart"
    return "rework.disputed" if any(store.disputed(item) for item in items) else ""


def joined(store: Store, items: Sequence[Item]) -> list[Item]:
    """Return what makes one item of several, given in their order: the first with all that they say, the rest deleted.

    It names the others among those that it grew from, and what grew from them grows from it.
    """
    first, *others = items
    gone = {item.id for item in others}
    origins = [*first.grew_from, *(name for item in others for name in (item.id, *item.grew_from))]
    details = [item.details for item in items]
    due = min((item.due for item in items if item.due), default=None)
    whole = replace(
        first,
        kind=next((item.kind for item in items if item.kind is not Kind.POINT), Kind.POINT),
        text=as_one([first.text, *(_with_speaker(store, item, first) for item in others)]),
        theme=next((item.theme for item in items if theme_of(store, item)), first.theme),
        responsible=tuple(dict.fromkeys(name for item in items for name in item.responsible)),
        due=due,
        status=(latest := max(items, key=_openness)).status,
        closed=latest.closed,
        each=any(map(is_task, items)),
        details="\n".join(dict.fromkeys(filter(None, [*details, *_other_dates(store, items, due)]))),
        grew_from=tuple(dict.fromkeys(name for name in origins if name != first.id)),
        confidential=any(item.confidential for item in items),
        extra={name: value for item in reversed(items) for name, value in item.extra.items()},
        **slots_of(items),
    )
    whole = rechecked(first, whole)
    return [whole, *(replace(item, deleted=True) for item in others), *_descendants(store, first.id, gone)]


def _openness(item: Item) -> tuple[bool, bool, dt.datetime]:
    """What to compare items by: what is open comes last, before it what is put off, each in order of its closing."""
    return item.status is Status.OPEN, item.status is Status.LATER, item.closed or item.created


def _descendants(store: Store, heir: str, gone: set[str]) -> list[Item]:
    """The other items that grew from some that are no more, as items that grew from what they have become."""
    changed = []
    for item in store.all(Item).values():
        if item.id not in gone and item.id != heir and not gone.isdisjoint(item.grew_from):
            named = (heir if name in gone else name for name in item.grew_from)
            changed.append(replace(item, grew_from=tuple(dict.fromkeys(named))))
    return changed


def _with_speaker(store: Store, item: Item, first: Item) -> str:
    """What an item says, with who said it where that is somebody else than of the first."""
    if not item.said_by or item.said_by == first.said_by:
        return item.text
    party = store.party(item.said_by)
    return f"{party.name if party else item.said_by}: {item.text}"


def _other_dates(store: Store, items: Sequence[Item], due: dt.date | None) -> list[str]:
    """What is said of the dates that are not the one that counts, in the language of the minutes."""
    gathering = store.find(Gathering, items[0].gathering)
    say = Phrases((gathering.language if gathering else "") or store.network.language)
    return [
        say("rework.also-due", reference=store.reference(item), date=say.date(item.due))
        for item in items
        if item.due and item.due != due
    ]


# One made two


def word_starts(text: str) -> list[int]:
    """Return where a text can be split so that something is left on both sides: where its words begin.

    In a text of one word, anywhere.
    """
    starts = [word.start() for word in re.finditer(r"\S+", text)][1:]
    return [at for at in starts or range(1, len(text)) if all(_halves(text, at))]


def _halves(text: str, at: int) -> tuple[str, str]:
    return text[:at].strip().rstrip(",;").rstrip(), text[at:].strip().lstrip(",;").lstrip()


def split(store: Store, item: Item, at: int) -> list[Item]:
    """Return what makes two items of one: the first keeps its text up to there, the second is new and stands after it.

    The second is said by, due by and up to the same people; details and what is told of a need stay with the first.
    Nothing where one of them would say nothing.
    """
    first_text, second_text = _halves(item.text, at)
    if not first_text or not second_text:
        return []
    first = rechecked(item, replace(item, text=first_text))
    none: dict[str, Any] = dict.fromkeys(SLOTS, "")
    second = replace(
        first,
        id=store.new_id(),
        number=store.next_number(item.gathering, item.group),
        text=second_text,
        confirmed=None,
        grew_from=(item.id,),
        details="",
        order=0.0,
        extra={},
        **none,
    )
    others = [first if mate.id == item.id else mate for mate in mates(store, item.gathering, theme_of(store, item))]
    made = placed(others, others.index(first) + 1, [second])
    return list({document.id: document for document in (first, *made)}.values())
