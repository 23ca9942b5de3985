"""The example network: typed lines from example.toml, fed through the same grammar into the same store."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

from storage.ids import joint_id
from storage.model import (
    AgendaEntry,
    Attendance,
    Document,
    Gathering,
    GatheringState,
    Group,
    Item,
    Network,
    Organisation,
    Person,
    Presence,
    Status,
    Theme,
)
from storage.store import Store
from tui.agreed import with_status
from tui.desk import Desk

_PACE = dt.timedelta(seconds=100)
"""How long after each other the lines were typed."""


def make_example(path: Path) -> None:
    """Make a store with the example network in it. Raises what Store.create raises."""
    script = tomllib.loads(files("tui").joinpath("example.toml").read_text(encoding="utf-8"))
    network = script["network"]
    store = Store.create(path, Network(id=joint_id("network"), **network), "Leverandørsmia")
    ids = _Register(store, script)
    store.save(*ids.documents)
    for gathering in script["gatherings"]:
        _hold(store, ids, gathering)
    store.close()


class _Register:
    """The people, organisations and themes of the script, by handle."""

    def __init__(self, store: Store, script: Mapping[str, Any]) -> None:
        self.organisations = {o["handle"]: Organisation(id=store.new_id(), **o) for o in script["organisations"]}
        self.people = {
            p["handle"]: Person(id=store.new_id(), **{**p, "organisation": self.organisations[p["organisation"]].id})
            for p in script["people"]
        }
        self.themes = {
            t["handle"]: Theme(id=store.new_id(), order=float(order), **t)
            for order, t in enumerate(script["themes"], 1)
        }

    @property
    def documents(self) -> list[Document]:
        return [*self.organisations.values(), *self.people.values(), *self.themes.values()]


def _hold(store: Store, ids: _Register, script: Mapping[str, Any]) -> None:
    """Hold one gathering: who came, what was typed at each table, what has been done since."""
    head: dict[str, Any] = {
        key: script[key] for key in ("number", "title", "date", "time", "place", "case", "language")
    }
    names: dict[str, Any] = {key: ids.people[script[key]].name for key in ("chair", "scribe")}
    gathering = Gathering(id=store.new_id(), **head, **names)
    store.save(gathering, *_agenda(ids, gathering, script), *_attendance(ids, gathering, script))
    for group in script["groups"]:
        _sit_at_table(store.path, ids, gathering, group)
    store.read_on()
    called = {store.reference(item): item for item in store.all(Item).values()}
    done = [_done(called[reference]) for reference in script["done"]]
    final = script["state"] == GatheringState.FINAL
    held = replace(gathering, state=GatheringState(script["state"]), version=int(final))
    store.save(*done, *_described(called, script), held)


def _done(item: Item) -> Item:
    """An item as done in time: the day before it was due, or after a month."""
    days = (item.due - item.created.date()).days - 1 if item.due else 30
    return with_status(item, Status.DONE, item.created + dt.timedelta(days=max(days, 0)))


def _described(called: Mapping[str, Item], script: Mapping[str, Any]) -> list[Item]:
    """The needs of which more is known than the line that was typed: what they grew out of, and their slots."""
    grew, slots = script.get("grew", {}), script.get("needs", {})
    return [
        replace(
            called[reference],
            grew_from=tuple(called[origin].id for origin in grew.get(reference, ())),
            **slots.get(reference, {}),
        )
        for reference in {**grew, **slots}
    ]


def _agenda(ids: _Register, gathering: Gathering, script: Mapping[str, Any]) -> list[AgendaEntry]:
    return [
        AgendaEntry(
            id=joint_id("agenda", gathering.id, ids.themes[entry["theme"]].id),
            gathering=gathering.id,
            theme=ids.themes[entry["theme"]].id,
            order=float(order),
            minutes=entry["minutes"],
        )
        for order, entry in enumerate(script["agenda"], 1)
    ]


def _attendance(ids: _Register, gathering: Gathering, script: Mapping[str, Any]) -> list[Attendance]:
    came = [(handle, Presence.PRESENT, "") for handle in script["present"]]
    came += [(handle, Presence.ABSENT, "") for handle in script["absent"]]
    came += [(entry["person"], Presence.PART, entry["note"]) for entry in script["part"]]
    came += [(entry["person"], Presence.GUEST, entry.get("note", "")) for entry in script["guests"]]
    return [
        Attendance(
            id=joint_id("attendance", gathering.id, ids.people[handle].id),
            gathering=gathering.id,
            person=ids.people[handle].id,
            presence=presence,
            note=note,
        )
        for handle, presence, note in came
    ]


def _sit_at_table(path: Path, ids: _Register, gathering: Gathering, script: Mapping[str, Any]) -> None:
    """Type a group's lines, each saved as it comes, in its scribe's own session."""
    scribe = ids.people[script["scribe"]].name
    store = Store.open(path, scribe)
    people = tuple(ids.people[handle].id for handle in script["people"])
    name = joint_id("group", gathering.id, script["letter"])
    store.save(Group(id=name, gathering=gathering.id, letter=script["letter"], people=people, scribe=scribe))
    desk = Desk(store, gathering, gathering.language, group=script["letter"])
    hour, minute = map(int, script["start"].split("."))
    moment = dt.datetime.combine(gathering.date, dt.time(hour, minute)).astimezone()
    for number, line in enumerate(script["lines"].strip().splitlines()):
        step = desk.plan(line, moment + number * _PACE)
        if step.refused:
            raise ValueError(f"the example's line is refused ({step.what}): {line}")
        store.save(*step.documents)
        desk.theme = step.theme or desk.theme
    store.close()
