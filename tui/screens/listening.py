"""Whose voice is missing under the theme that is written under, looked for when something was saved."""

from __future__ import annotations

from collections.abc import Iterable

from storage.model import Attendance, GatheringState, Item, Organisation, Person
from storage.store import Store
from storage.voices import present_at, voices
from tui.phrases import Phrases
from tui.planning.desk import Desk
from tui.safe import safe


def missing_voices(desk: Desk, say: Phrases, items: Iterable[str]) -> str:
    """Return one line on the organisations that are there and have not spoken, safe to print; or nothing.

    `items` are the ids of the gathering's items. Before a third have spoken, nothing is said, nor is it without a theme
    or when the gathering is over.
    """
    store, gathering = desk.store, desk.gathering
    if not desk.theme or gathering.state is GatheringState.FINAL:
        return ""
    present = _present(store, desk)
    if not present:
        return ""
    captured = store.all(Item)
    found = voices((captured[name] for name in items), present, store.all(Person), desk.theme)
    if not found.telling:
        return ""
    count = len(found.silent)
    return say(
        "voices.missing",
        count=count,
        whole=len(present),
        names=", ".join(safe(present[name].name) for name in found.silent),
    )


def _present(store: Store, desk: Desk) -> dict[str, Organisation]:
    attendance = store.all(Attendance).values()
    return present_at(desk.gathering, desk.theme, attendance, store.all(Person), store.all(Organisation))
