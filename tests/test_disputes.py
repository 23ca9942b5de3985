"""Two people's different values of one field: both in sight, and settled with one key."""

import datetime as dt
from dataclasses import replace

import pytest
from conftest import add
from screens import rows, running, shown, type_line, until

from storage.ids import joint_id
from storage.model import Attendance, Gathering, GatheringState, Item, Kind, Person, Presence, Theme
from storage.store import Store
from tui.planning.register import new_person, new_theme
from tui.screens.choice import ChoiceScreen
from tui.screens.items import Items


def changed_by_two(path, kind, name, mine, theirs):
    """Let Kari and then Ola change a document without sight of each other's change."""
    kari, ola = Store.open(path, "Kari"), Store.open(path, "Ola")
    ours, others = kari.find(kind, name), ola.find(kind, name)
    kari.save(replace(ours, **mine))
    ola.save(replace(others, **theirs))
    kari.close()
    ola.close()


@pytest.fixture
def disputed(path, store):
    """The id of an item of whose text Kari says `sove` and Ola, whose word stands, `hvile`."""
    item = add(store, "Folk vil ligge", group="P", scribe="Kari")
    store.close()
    changed_by_two(path, Item, item.id, {"text": "Folk vil sove"}, {"text": "Folk vil hvile"})
    return item.id


def item(pilot) -> Item:
    (only,) = pilot.app.store.all(Item).values()
    return only


def is_settled(pilot) -> bool:
    return not pilot.app.store.conflicts()


def foot(pilot) -> str:
    return rows(pilot)[-1]


@pytest.mark.usefixtures("disputed")
async def test_the_other_value_stands_under_the_item_with_a_sign_and_who_wrote_it(path):
    async with running(path) as pilot:
        assert "≠ Kari: «Folk vil sove»" in shown(pilot)
        assert "Folk vil hvile" in shown(pilot)
        assert "≠ 1 punkt har to utgaver: F2" in rows(pilot)[-4]
        await type_line(pilot, "noe annet")
        assert rows(pilot)[-4].startswith(" ▸ Uten tema  ≠ 1 ")
        assert "to utgaver" not in rows(pilot)[-4]


@pytest.mark.usefixtures("disputed")
async def test_keys_that_settle_are_shown_and_work_only_where_something_is_disputed(path, store):
    add(store, "enig", group="P")
    async with running(path) as pilot:
        await pilot.press("f2")
        await pilot.pause()
        assert "Behold" not in foot(pilot)
        await pilot.press("equals_sign", "b", "up")
        await pilot.pause()
        assert foot(pilot).startswith("= Behold b Bytt Enter Endre")
        assert not is_settled(pilot)


@pytest.mark.parametrize(("key", "text"), [("equals_sign", "Folk vil hvile"), ("b", "Folk vil sove")])
@pytest.mark.usefixtures("disputed")
async def test_one_key_settles(path, key, text):
    async with running(path) as pilot:
        await pilot.press("f2", key)
        await until(pilot, lambda: is_settled(pilot))
        await pilot.pause()
        assert item(pilot).text == text
        assert "≠" not in shown(pilot)
        assert "✓ lagret" in rows(pilot)[-4]
        assert "Behold" not in foot(pilot)
    again = Store.open(path, "Ola")
    assert [(i.text, again.disputed(i)) for i in again.all(Item).values()] == [(text, {})]


@pytest.mark.usefixtures("disputed")
async def test_a_swap_is_undone(path):
    async with running(path) as pilot:
        await pilot.press("f2", "b")
        await until(pilot, lambda: item(pilot).text == "Folk vil sove")
        await pilot.press("u")
        await until(pilot, lambda: item(pilot).text == "Folk vil hvile")


async def test_a_dispute_that_arises_is_told_once_and_the_saved_mark_comes_back(path):
    async with running(path) as pilot:
        await type_line(pilot, "en")
        await pilot.press("up", *" fra Kari")
        other = Store.open(path, "Ola")
        (theirs,) = other.all(Item).values()
        other.save(replace(theirs, text="en fra Ola"))
        await until(pilot, lambda: item(pilot).text == "en fra Ola")
        await pilot.press("enter")
        await until(pilot, lambda: "≠ Ola: «en fra Ola»" in shown(pilot))
        await until(pilot, lambda: "✓ lagret" in rows(pilot)[-4])
        assert "≠ 1 punkt har to utgaver" in rows(pilot)[-4]
        await type_line(pilot, "to")
        assert "har to utgaver" not in shown(pilot)
        assert "✓ lagret" in rows(pilot)[-4]
        assert "≠ 1" in rows(pilot)[-4]


async def test_names_and_dates_are_shown_and_never_an_id(path, store):
    here, there = new_theme(store, "Økonomi"), replace(new_theme(store, "Dialog"), handle="dialog")
    kari, ola = new_person(store, "Kari Moe")[0], new_person(store, "Ola [b]Vik\x1b[31m")[0]
    store.save(here, there, kari, ola)
    told = add(store, "Ringe", group="P", kind=Kind.ACTION)
    store.close()
    mine = {"theme": here.id, "responsible": (ola.id, "per"), "due": dt.date(2099, 12, 4)}
    changed_by_two(path, Item, told.id, mine, {"theme": there.id, "responsible": (kari.id,), "kind": Kind.NEED})
    changed_by_two(path, Item, told.id, {"due": dt.date(2099, 12, 5)}, {"due": None})
    async with running(path, size=(160, 24)) as pilot:
        told = shown(pilot)
        told = " ".join(told.split())
        assert "≠ Kari: frist lør 5.12.2099, ansvar Ola [b]Vik␛[31m, per, tema «Økonomi»" in told
        assert here.id not in told
        assert ola.id not in told


async def test_several_fields_are_listed_with_scribe_and_time_and_the_rest_stays_open(path, store):
    told = add(store, "Ringe", group="P")
    store.close()
    changed_by_two(path, Item, told.id, {"text": "Ringe nå", "details": "a"}, {"text": "Ringe i dag", "details": "b"})
    async with running(path) as pilot:
        await pilot.press("f2", "b")
        await until(pilot, lambda: isinstance(pilot.app.screen, ChoiceScreen))
        await pilot.pause()
        asked = shown(pilot)
        assert "Hvilken skal gjelde?" in asked
        assert "«Ringe nå»  Kari" in asked
        assert "«Ringe i dag»  Ola" in asked
        assert "detaljer «b»  Ola" in asked
        assert "står nå" in asked
        await pilot.press("1")
        await until(pilot, lambda: item(pilot).text == "Ringe nå")
        assert set(pilot.app.store.disputed(item(pilot))) == {"details"}
        await pilot.press("equals_sign")
        await until(pilot, lambda: is_settled(pilot))
        assert (item(pilot).text, item(pilot).details) == ("Ringe nå", "b")


async def test_of_three_values_any_can_be_taken(path, store):
    told = add(store, "null", group="P")
    stores = [Store.open(path, who) for who in ("Per", "Ola", "Iŋgá")]
    seen = [(other, other.find(Item, told.id)) for other in stores]
    for other, theirs in seen:
        other.save(replace(theirs, text=f"av {other.who}"))
    async with running(path) as pilot:
        assert "≠ Per: «av Per»  ≠ Ola: «av Ola»" in shown(pilot)
        await pilot.press("f2", "b")
        await until(pilot, lambda: isinstance(pilot.app.screen, ChoiceScreen))
        await pilot.press("down", "enter")
        await until(pilot, lambda: item(pilot).text == "av Ola")
        assert is_settled(pilot)


async def test_the_line_that_was_typed_follows_the_text_that_is_taken(path, store):
    told = add(store, "null", group="P", raw="null")
    store.close()
    changed_by_two(path, Item, told.id, {"text": "en", "raw": ": en"}, {"text": "to", "raw": ": to"})
    async with running(path) as pilot:
        await pilot.press("f2", "b")
        await until(pilot, lambda: (item(pilot).text, item(pilot).raw) == ("en", ": en"))
        assert is_settled(pilot)


async def test_two_lines_that_change_different_things_are_no_dispute_for_anybody(path, store):
    told = add(store, "null", group="P", raw="null")
    store.close()
    due = {"due": dt.date(2099, 12, 4), "raw": "null >4.12.2099"}
    changed_by_two(path, Item, told.id, {"text": "en", "raw": "en"}, due)
    async with running(path) as pilot:
        assert "≠" not in shown(pilot)
        assert (item(pilot).text, item(pilot).due) == ("en", due["due"])


@pytest.mark.usefixtures("disputed")
async def test_nothing_is_settled_at_a_gathering_that_is_finished(path):
    store = Store.open(path, "Kari")
    store.save(replace(store.open_gathering(), state=GatheringState.FINAL))
    store.close()
    async with running(path) as pilot:
        await pilot.press("f2", "b", "equals_sign")
        await pilot.pause(0.2)
        assert "Samling 3 er avsluttet" in shown(pilot)
        assert not is_settled(pilot)


async def test_themes_people_and_gatherings_are_settled_on_their_lists(path, store):
    theme, kari = new_theme(store, "Økonomi"), new_person(store, "Kari Moe")[0]
    gathering = store.open_gathering()
    name = joint_id("attendance", gathering.id, kari.id)
    noted = Attendance(id=name, gathering=gathering.id, person=kari.id, presence=Presence.PRESENT)
    store.save(theme, kari, noted)
    store.close()
    changed_by_two(path, Theme, theme.id, {"title": "Penger"}, {"title": "Kroner"})
    changed_by_two(path, Person, kari.id, {"role": "leder"}, {"role": "rådgiver"})
    changed_by_two(path, Attendance, noted.id, {"presence": Presence.PART}, {"presence": Presence.ABSENT})
    changed_by_two(path, Gathering, gathering.id, {"date": dt.date(2026, 12, 2)}, {"date": dt.date(2026, 12, 3)})
    async with running(path) as pilot:
        await pilot.press("f4")
        await pilot.pause(0.1)
        assert "≠ Kari: tittel «Penger»" in shown(pilot)
        await pilot.press("b")
        await until(pilot, lambda: pilot.app.store.all(Theme)[theme.id].title == "Penger")
        await pilot.press("escape", "f5")
        await pilot.pause(0.1)
        assert "≠ Kari: rolle «leder», oppmøte deler av dagen" in shown(pilot)
        await pilot.press("equals_sign")
        await until(pilot, lambda: len(pilot.app.store.conflicts()) == 1)
        await pilot.press("escape", "f6")
        await pilot.pause(0.1)
        assert "≠ Kari: dato ons 2.12.2026" in shown(pilot)
        await pilot.press("b")
        await until(pilot, lambda: is_settled(pilot))
        assert pilot.app.store.all(Gathering)[gathering.id].date == dt.date(2026, 12, 2)
        await pilot.press("escape")


async def test_only_the_end_of_a_long_text_that_is_different_is_shown(path, store):
    long = "Dette er en lang tekst som begge har begynt likt, og som slutter med "
    told = add(store, long, group="P")
    store.close()
    changed_by_two(path, Item, told.id, {"text": long + "søvn."}, {"text": long + "hvile."})
    async with running(path) as pilot:
        assert "≠ Kari: «… som slutter med søvn.»" in shown(pilot)


async def test_a_dispute_is_in_sight_in_the_narrowest_window(path, disputed):
    async with running(path, size=(40, 10)) as pilot:
        assert "≠ Kari: «Folk vil sove»" in shown(pilot)
        await pilot.press("f2")
        await pilot.pause()
        assert foot(pilot).startswith("= Behold b Bytt")
        assert pilot.app.screen.query_one(Items).chosen == disputed
