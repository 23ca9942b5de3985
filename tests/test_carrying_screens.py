"""The screens for what comes along to a gathering and for its agenda, as their user meets them."""

import datetime as dt
from dataclasses import replace

import pytest
from conftest import add
from pseudo_terminal import open_screen
from screens import running, shown, type_line, until

from storage.model import LANGUAGES, Gathering, GatheringState, Item, Kind, Omission, Status, Theme
from storage.store import Store
from tui.phrases import Phrases
from tui.planning.agenda import entries, first_agenda
from tui.planning.carrying import carried_to, left_out
from tui.planning.register import agenda_entry, new_gathering, new_theme
from tui.screens.agenda import AgendaScreen
from tui.screens.capture import CaptureScreen
from tui.screens.carrying import CarryingScreen
from tui.screens.gathering import GatheringScreen

HELD = dt.date(2026, 2, 3)
NEXT = HELD + dt.timedelta(days=28)


@pytest.fixture
def series(path):
    """The path of a store with a gathering at which things were agreed, and the next one, at which nothing is yet."""
    store = Store.open(path, "Ola")
    store.save(held := replace(store.open_gathering(), date=HELD))
    for title, minutes in (("Behov og gevinst", 45), ("Dialog med markedet", 30)):
        store.save(theme := new_theme(store, title))
        store.save(agenda_entry(store, held, theme, minutes))
    add(store, "Ringe Åse", kind=Kind.ACTION, theme=theme.id)
    add(store, "Skrive [/] utkast", kind=Kind.ACTION)
    add(store, "Måle natta", kind=Kind.ACTION, status=Status.DONE, closed=_at(HELD + dt.timedelta(days=3)))
    add(store, "Hvem eier behovet?", kind=Kind.QUESTION, theme=theme.id)
    add(store, "Varsel om natta", kind=Kind.NEED, theme=theme.id)
    gathering = new_gathering(store, date=NEXT, title="Videre")
    store.save(gathering, *first_agenda(store, gathering))
    store.close()
    return path


def _at(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(9), dt.UTC)


def there(pilot, kind) -> bool:
    return isinstance(pilot.app.screen, kind)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_preview_says_what_comes_what_stays_and_why(series, language):
    say = Phrases(language)
    async with running(series, language=language) as pilot:
        await pilot.press("f6", "m")
        screen = shown(pilot)
        assert say("carry.counts", comes=4, stays=2) in screen
        assert f"{say('carry.section.action')}: 2" in screen
        assert "3B-01  ! Ringe Åse" in screen
        assert "3B-02  ! Skrive [/] utkast" in screen
        assert "3B-04  ? Hvem eier behovet?" in screen
        assert f"# Behov og gevinst  {say('carry.why.undiscussed', number=3)} · 45 min" in screen
        assert f"{say('carry.section.done')}: 1" in screen
        assert say.date(HELD + dt.timedelta(days=3)) in screen
        others = say("carry.section.others", counts=f"{say('kind.need')} 1")
        assert others in screen
        assert f"# Dialog med markedet  {say('carry.why.discussed', number=3)}" in screen


async def test_one_key_leaves_out_and_takes_back_and_the_row_stays_where_it_is(series):
    async with running(series) as pilot:
        await pilot.press("f6", "m")
        before = [row for row in shown(pilot).split("\n") if "Ringe Åse" in row]
        await pilot.press("x")
        await until(pilot, lambda: "utelatt denne gangen: 1" in shown(pilot))
        rows = shown(pilot).split("\n")
        (now,) = [row for row in rows if "Ringe Åse" in row]
        assert "– Ringe Åse" in now
        assert "kommer med: 3 · blir igjen: 3" in rows[0]
        assert rows.index(now) == 2
        assert "lagret" in shown(pilot)
        await pilot.press("x")
        await until(pilot, lambda: "kommer med: 4" in shown(pilot))
        assert [row for row in shown(pilot).split("\n") if "Ringe Åse" in row] == before
        await pilot.press("u")
        await until(pilot, lambda: "kommer med: 3" in shown(pilot))


async def test_keys_that_come_before_the_first_is_saved_mean_what_was_seen_then(series):
    async with running(series) as pilot:
        await pilot.press("f6", "m")
        for _ in range(2):
            pilot.app.screen.action_turn()
        await until(pilot, lambda: pilot.app.screen.saver.is_idle)
        assert "kommer med: 3" in shown(pilot)


async def test_what_stays_anyway_cannot_be_left_out_and_a_finished_gathering_stays_as_it_is(series):
    async with running(series) as pilot:
        await pilot.press("f6", "m", "G", "x")
        assert "Det blir igjen uansett." in shown(pilot)
        store = pilot.app.screen.store
        held = carried_to(store, store.open_gathering())
        pilot.app.screen.saver.save(replace(store.open_gathering(), state=GatheringState.FINAL))
        await until(pilot, lambda: store.open_gathering().number == 3)
        await pilot.press("g", "x")
        assert "Samling 4 er avsluttet" in shown(pilot)
        assert carried_to(store, pilot.app.screen.gathering) == held


async def test_done_is_done_since_and_what_others_leave_out_is_seen(series):
    async with running(series) as pilot:
        await pilot.press("f6", "m", "d")
        await until(pilot, lambda: "(ferdig)" in shown(pilot))
        ola = Store.open(series, "Ola")
        question = next(item for item in ola.all(Item).values() if item.kind is Kind.QUESTION)
        ola.save(*left_out(ola, ola.open_gathering(), question))
        ola.close()
        await until(pilot, lambda: "– Hvem eier behovet?" in shown(pilot))


async def test_enter_jumps_to_the_item_at_its_gathering_and_from_a_theme_to_the_agenda(series):
    async with running(series) as pilot:
        await pilot.press("f6", "m", "enter")
        await until(pilot, lambda: there(pilot, CaptureScreen))
        assert "Samling 3" in shown(pilot).split("\n")[0]
        assert pilot.app.screen.stream.chosen == min(pilot.app.screen.store.all(Item))
        await pilot.press("f6", "down", "m", "j", "j", "j", "enter")
        assert there(pilot, AgendaScreen)
        assert "1        Behov og gevinst  45 min" in shown(pilot)


async def test_a_fresh_gathering_tells_quietly_what_came_along_until_the_first_line(series):
    async with running(series) as pilot:
        assert "Med fra tidligere samlinger: tiltak 2, spørsmål 1," in shown(pilot)
        await type_line(pilot, "Vi er i gang")
        await until(pilot, lambda: "4P-01" in shown(pilot))
        assert "Med fra tidligere" not in shown(pilot)


async def test_a_new_gathering_gets_its_agenda_and_what_comes_along_is_shown(series):
    async with running(series) as pilot:
        await pilot.press("f6", "n", *"Neste")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: there(pilot, CarryingScreen))
        await until(pilot, lambda: "Samling 5 · Neste" in shown(pilot))
        store = pilot.app.screen.store
        (made,) = [each for each in store.all(Gathering).values() if each.number == 5]
        assert [entry.minutes for entry in entries(store, made)] == [45]
        await pilot.press("escape")
        assert there(pilot, GatheringScreen)


async def test_the_agenda_is_reordered_planned_and_filled_from_what_is_open(series):
    async with running(series) as pilot:
        await pilot.press("f4", "d")
        assert "45 min planlagt" in shown(pilot).split("\n")[0]
        assert "+ Dialog med markedet  åpent: behov 1 · tiltak 1 · spørsmål 1" in shown(pilot)
        await pilot.press("j", "enter")
        await until(pilot, lambda: "2        Dialog med markedet" in shown(pilot))
        assert "Forslag" not in shown(pilot)
        await pilot.press("j", "K")
        await until(pilot, lambda: "1        Dialog med markedet" in shown(pilot))
        await pilot.press("m", "backspace", "backspace", "2", "0", "enter", "s")
        await until(pilot, lambda: "1        Dialog med markedet  20 min · fast tema" in shown(pilot))
        await pilot.press("n", *"Åpning", "enter", "5", "enter")
        await until(pilot, lambda: "3        Åpning  5 min" in shown(pilot))
        await pilot.press("x")
        await until(pilot, lambda: "+ Dialog med markedet" in shown(pilot))
        assert "· utelatt" in shown(pilot)
        assert "50 min planlagt" in shown(pilot).split("\n")[0]


async def test_the_agenda_of_another_gathering_is_fetched(series):
    store = Store.open(series, "Ola")
    entry = entries(store, store.open_gathering())[0]
    store.save(replace(entry, deleted=True))
    store.close()
    async with running(series) as pilot:
        await pilot.press("f6", "d", "f")
        await pilot.press("backspace", "9", "enter")
        assert "Ingen annen samling med det nummeret" in shown(pilot)
        await pilot.press("backspace", "3", "enter")
        await until(pilot, lambda: "1        Behov og gevinst  45 min" in shown(pilot))


@pytest.mark.parametrize("language", LANGUAGES)
async def test_an_empty_agenda_and_nothing_to_carry_say_so(path, language):
    say = Phrases(language)
    async with running(path, language=language) as pilot:
        await pilot.press("f6", "d")
        assert say("agenda.empty")[:40] in shown(pilot)
        await pilot.press("J", "K", "x", "m", "s", "enter", "escape", "m")
        assert say("carry.nothing")[:40] in shown(pilot)
        await pilot.press("x", "d", "enter")
        assert there(pilot, CarryingScreen)


def test_in_a_terminal_one_leaves_out_and_plans_with_plain_letters(series, tmp_path):
    with open_screen(series, tmp_path) as terminal:
        terminal.wait_for("Med fra tidligere samlinger")
        terminal.type("\x1b[17~m")
        terminal.wait_for("kommer med: 4 · blir igjen: 2")
        assert all(len(row) <= 80 for row in terminal.rows)
        terminal.type("x")
        terminal.wait_for("– Ringe Åse")
        terminal.type("an")
        terminal.wait_for("Nytt tema")
        terminal.type("Ærlig øving på Åsen\r7\r")
        terminal.wait_for("2        Ærlig øving på Åsen  7 min")
        terminal.type("\x11")
        terminal.wait_for_end()
    store = Store.open(series, "Ola")
    assert [one.gathering for one in store.all(Omission).values()] == [store.open_gathering().id]
    assert "Ærlig øving på Åsen" in {theme.title for theme in store.all(Theme).values()}
