"""A few pictures of screens, as text at 80x24: what a change of looks changes is seen in them.

`SAMLING_PICTURES=draw python -m pytest tests/test_pictures.py` draws them anew.
"""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import add
from screens import rows, running

from storage.model import LANGUAGES, Kind, Presence, Status
from storage.store import Store
from tui.planning.register import agenda_entry, attendance, new_person, new_theme

PICTURES = Path(__file__).with_name("pictures")
LONG_AGO = dt.datetime(2020, 12, 1, 9, 30, tzinfo=dt.UTC)
"""When all was said: the clock stands still."""


@pytest.fixture
def filled(path: Path) -> Path:
    """The store with two themes, three people and an item of each kind."""
    store = Store.open(path, "Kari")
    gathering = replace(store.open_gathering(), title="Frå ønskje til behov", place="Rådhuset", chair="Kari Vik")
    store.save(gathering)
    for title in ("Behov og gevinst", "Dialog med markedet"):
        theme = new_theme(store, title)
        store.save(theme, agenda_entry(store, gathering, theme, 45))
    for name, presence in (("Kari Vik", Presence.PRESENT), ("Ola Moe", Presence.ABSENT), ("Iŋgá Ås", None)):
        *organisation, person = new_person(store, name, "Glimvåg", "rådgiver")
        store.save(*organisation, person, *([attendance(store, gathering, person, presence)] if presence else []))
    for number, kind in enumerate(Kind):
        said = {"said_by": "Ola", "text": "Vi vet for lite om natten.", "status": Status.OPEN}
        text = said.pop("text") if number == 0 else f"Dette er nummer {number + 1}, og det er langt nok til to linjer."
        more = said if number == 0 else {}
        if kind is Kind.ACTION:
            more = {"responsible": ("kari",), "due": dt.date(2099, 12, 4), "status": Status.DONE}
        item = add(store, text, kind=kind, theme=theme.id, group="P", scribe="Kari", **more)
        store.save(replace(item, created=LONG_AGO))
    store.close()
    return path


def compare(name: str, seen: list[str]) -> None:
    picture = PICTURES / f"{name}.txt"
    text = "\n".join(row.rstrip() for row in seen) + "\n"
    if os.environ.get("SAMLING_PICTURES") == "draw":
        PICTURES.mkdir(exist_ok=True)
        picture.write_text(text, encoding="utf-8")
    assert text == picture.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_capture_screen(filled, language):
    async with running(filled, language=language) as pilot:
        await pilot.press(*"! Ringe @ola >2099-12-04")
        await pilot.pause()
        compare(f"capture-{language}", rows(pilot))


@pytest.mark.parametrize(("name", "key"), [("help", "f1"), ("themes", "f4"), ("people", "f5"), ("gatherings", "f6")])
async def test_the_other_screens(filled, name, key):
    async with running(filled) as pilot:
        await pilot.press(key)
        await pilot.pause(0.1)
        compare(name, rows(pilot))
        await pilot.press("escape")
        await pilot.pause()
