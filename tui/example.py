"""The example network: typed lines from example.toml, fed through the same grammar into the same store."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

from storage.carrying import omission
from storage.ids import joint_id
from storage.model import (
    AgendaEntry,
    Attendance,
    Degree,
    Document,
    Gathering,
    GatheringState,
    Group,
    Item,
    Network,
    Organisation,
    Person,
    Presence,
    Progress,
    Status,
    Support,
    Theme,
)
from storage.store import Store
from tui.planning.agreed import with_status
from tui.planning.desk import Desk
from tui.planning.finishing import approved, correction, finished
from tui.planning.homework import progress_id

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
    store.save(*_told(ids, gathering, called, script))
    left_out = [omission(gathering, called[reference]) for reference in script.get("omitted", ())]
    store.save(*done, *_described(called, script), *left_out)
    store.save(*_put_off(store, gathering, script), *_shared(ids, called, script))
    before = next((one for one in store.all(Gathering).values() if one.number == gathering.number - 1), None)
    if before:
        store.save(approved(before, gathering))
    if script["state"] == GatheringState.FINAL:
        _finish(store, ids, gathering, called, script)


def _finish(
    store: Store, ids: _Register, gathering: Gathering, called: Mapping[str, Item], script: Mapping[str, Any]
) -> None:
    """Make the minutes final, enter what was wanted otherwise, and make a second version where the first was wrong."""
    first = replace(gathering, **script.get("first", {}))
    store.save(*finished(store, first, _evening(gathering)))
    moment = _evening(gathering) + dt.timedelta(days=7)
    for told in script.get("corrections", ()):
        party, item = ids.people[told["by"]].id, called.get(told.get("item", ""))
        entered = correction(store, gathering, told["text"], item=item, said_by=party, moment=moment)
        store.save(replace(entered, accepted=told.get("accepted")))
    if first != gathering:
        corrected = replace(gathering, version=1)
        store.save(corrected)
        store.save(*finished(store, corrected, moment))


def _evening(gathering: Gathering) -> dt.datetime:
    """When the minutes were made final: the same evening."""
    return dt.datetime.combine(gathering.date, dt.time(18)).astimezone()


def _done(item: Item) -> Item:
    """An item as done in time: the day before it was due, or after a month."""
    days = (item.due - item.created.date()).days - 1 if item.due else 30
    return with_status(item, Status.DONE, item.created + dt.timedelta(days=max(days, 0)))


def _told(
    ids: _Register, gathering: Gathering, called: Mapping[str, Item], script: Mapping[str, Any]
) -> list[Document]:
    """How far the organisations said that they had come with their tasks, and the tasks that were closed then."""
    progress = [
        Progress(
            id=progress_id(gathering.id, called[told["task"]].id, ids.organisations[handle].id),
            gathering=gathering.id,
            task=called[told["task"]].id,
            organisation=ids.organisations[handle].id,
            degree=Degree(told["degree"]),
            remark=told.get("remark", ""),
        )
        for told in script.get("told", ())
        for handle in told["by"]
    ]
    moment = dt.datetime.combine(gathering.date, dt.time(14)).astimezone()
    return [*progress, *(replace(called[name], closed=moment) for name in script.get("closed", ()))]


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


def _put_off(store: Store, gathering: Gathering, script: Mapping[str, Any]) -> list[Item]:
    """The needs of which it was said that they cannot be met now."""
    called = {store.reference(item): item for item in store.all(Item).values()}
    moment = dt.datetime.combine(gathering.date, dt.time(14)).astimezone()
    return [with_status(called[reference], Status.LATER, moment) for reference in script.get("later", ())]


def _shared(ids: _Register, called: Mapping[str, Item], script: Mapping[str, Any]) -> list[Support]:
    """Who shares which needs, with the dots that each gave."""
    return [
        Support(
            id=joint_id("support", called[reference].id, ids.organisations[handle].id),
            need=called[reference].id,
            organisation=ids.organisations[handle].id,
            dots=dots,
        )
        for reference, given in script.get("shared", {}).items()
        for handle, dots in given.items()
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
    came: list[tuple[str, Presence, Mapping[str, str]]] = [(one, Presence.PRESENT, {}) for one in script["present"]]
    came += [(one, Presence.ABSENT, {}) for one in script["absent"]]
    came += [(entry["person"], Presence.PART, entry) for entry in script["part"]]
    came += [(entry["person"], Presence.GUEST, entry) for entry in script["guests"]]
    recused = {
        entry["person"]: [ids.themes[theme].id for theme in entry["themes"]] for entry in script.get("recused", ())
    }
    return [
        Attendance(
            id=joint_id("attendance", gathering.id, ids.people[handle].id),
            gathering=gathering.id,
            person=ids.people[handle].id,
            presence=presence,
            note=told.get("note", ""),
            arrived=told.get("arrived", ""),
            left=told.get("left", ""),
            recused=tuple(recused.get(handle, ())),
        )
        for handle, presence, told in came
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
