"""Agreed work on the screen: organisations down, tasks across, one key a square."""

import datetime as dt
import re
import shutil
from dataclasses import replace

import pytest
from conftest import MOMENT, make_store
from pseudo_terminal import SAMLING, PseudoTerminal, environment, open_screen
from screens import rows, running, shown, until

from storage.model import Degree, Gathering, GatheringState, Item, Kind, Organisation, Progress, Status
from storage.store import Store
from tui.planning.homework import told
from tui.screens.matrix import MatrixScreen

MUNICIPALITIES = (
    "Glimvåg",
    "Granvær",
    "Haukeskar",
    "Kvernmyr",
    "Ljosfjord",
    "Lyngsund",
    "Rognholt",
    "Sildøy",
    "Tindvær",
    "Ulvmo",
    "Åsmyr",
)


def fill(store, names, tasks):
    """Have so many tasks agreed at the third gathering for all these organisations, and hold the fourth."""
    third = replace(store.open_gathering(), date=dt.date(2026, 2, 3))
    store.save(
        third,
        *(Organisation(id=f"O{at}", name=name, handle=name.lower()) for at, name in enumerate(names)),
        *(
            Item(
                id=f"T{number:02}",
                kind=Kind.ACTION,
                text=f"Oppgåve {number} om nattbesøk og måling av ventetid",
                each=True,
                gathering=third.id,
                group="P",
                number=number,
                due=dt.date(2027, 1, number),
                created=MOMENT,
            )
            for number in range(1, tasks + 1)
        ),
        Gathering(id="FOURTH", number=4, date=dt.date(2026, 4, 14)),
    )


@pytest.fixture(scope="module")
def pattern(tmp_path_factory):
    """Eleven municipalities and eight tasks; something was told at the gathering before."""
    path = tmp_path_factory.mktemp("pattern") / "net"
    store = make_store(path)
    fill(store, MUNICIPALITIES, 8)
    third = next(g.id for g in store.all(Gathering).values() if g.number == 3)
    store.save(
        told(store, third, "T01", "O0", Degree.NOT_BEGUN),
        told(store, third, "T01", "O1", Degree.PARTLY),
        told(store, third, "T02", "O0", Degree.DONE),
    )
    store.close()
    return path


@pytest.fixture
def net(tmp_path, pattern):
    shutil.copytree(pattern, tmp_path / "net")
    return tmp_path / "net"


async def opened(pilot):
    await pilot.press("ctrl+x")
    await until(pilot, lambda: isinstance(pilot.app.screen, MatrixScreen))
    await pilot.pause()


async def press(pilot, *keys):
    await pilot.press(*keys)
    await until(pilot, lambda: pilot.app.screen_stack[1].saver.is_idle)
    await pilot.pause()


def progress(path):
    store = Store.open(path, "Reader")
    found = {
        (each.task, each.organisation): each for each in store.all(Progress).values() if each.gathering == "FOURTH"
    }
    store.close()
    return found


def row_of(pilot, name):
    return next(row for row in rows(pilot) if row[1:].startswith(name))


async def test_eleven_times_eight_stand_on_the_screen_with_what_is_missing(net):
    async with running(net) as pilot:
        await opened(pilot)
        screen = shown(pilot)
        assert all(name in screen for name in MUNICIPALITIES)
        assert all(f"3P-{number:02}" in screen for number in range(1, 9))
        assert "mangler 87" in screen
        assert re.findall(r"\S+", row_of(pilot, "Glimvåg"))[1:] == ["?ikke", "gjort", *"??????"]
        assert "3P-01 Oppgåve 1 om nattbesøk og måling av ventetid  (frist fre 1.1.2027)" in screen
        assert "Glimvåg (1 av 8 ferdig): ikke fortalt nå; på samling 3: ikke begynt" in screen


async def test_a_key_tells_how_far_and_goes_on_to_what_is_missing(net):
    async with running(net) as pilot:
        await opened(pilot)
        await press(pilot, "2", "3", "i", "a")
        assert re.findall(r"\S+", row_of(pilot, "Glimvåg"))[1:] == ["↑delvis", "gjort", "gjort", "ikke", "–", *"???"]
        assert "✓ lagret" in shown(pilot)
        assert "3P-06 " in shown(pilot)
        await press(pilot, "u", "left", "left", "space")
        assert "?" in row_of(pilot, "Glimvåg")[36:44]
    assert {key: each.degree for key, each in progress(net).items()} == {
        ("T01", "O0"): Degree.PARTLY,
        ("T03", "O0"): Degree.DONE,
    }


@pytest.mark.parametrize(("language", "meant"), [("nb", Degree.PARTLY), ("nn", Degree.PARTLY), ("en", Degree.DONE)])
async def test_a_letter_is_the_first_of_the_word_in_the_language(net, language, meant):
    async with running(net, language=language) as pilot:
        await opened(pilot)
        await press(pilot, "d")
    assert progress(net)["T01", "O0"].degree == meant


async def test_a_remark_stands_below_and_asks_how_far_where_that_was_not_told(net):
    async with running(net) as pilot:
        await opened(pilot)
        await press(pilot, "down", "right", "r", *"2", "tab", *"venter på æøå", "enter")
        assert "delvis*" in row_of(pilot, "Granvær")
        assert "Merknad: venter på æøå" in shown(pilot)
        await press(pilot, "r", *", snart", "enter")
        assert "Merknad: venter på æøå, snart" in shown(pilot)
        await press(pilot, "right", "r", *"tja", "enter")
        assert "1 ikke begynt, 2 delvis, 3 gjort eller 4" in shown(pilot)
        await pilot.press("escape", "escape")
    assert progress(net)["T02", "O1"].remark == "venter på æøå, snart"


async def test_what_two_told_differently_is_shown_and_settled(net):
    kari, ola = (Store.open(net, who) for who in ("Kari", "Ola"))
    kari.save(told(kari, "FOURTH", "T01", "O0", Degree.DONE))
    ola.save(told(ola, "FOURTH", "T01", "O0", Degree.PARTLY))
    kari.close()
    ola.close()
    async with running(net) as pilot:
        await opened(pilot)
        await press(pilot, "left", "left")
        assert "≠delvis" in row_of(pilot, "Glimvåg")
        assert "≠ Kari: hvor langt gjort" in shown(pilot)
        await press(pilot, "b")
        assert "≠" not in shown(pilot)
        assert "↑gjort" in row_of(pilot, "Glimvåg")


async def test_what_another_scribe_tells_meanwhile_comes_and_the_chosen_square_stays(net):
    async with running(net) as pilot:
        await opened(pilot)
        await press(pilot, "down", "down")
        other = Store.open(net, "Ola")
        other.save(told(other, "FOURTH", "T01", "O10", Degree.DONE))
        await until(pilot, lambda: "gjort" in row_of(pilot, "Åsmyr"))
        assert "Haukeskar (0 av 8 ferdig)" in shown(pilot)
        await press(pilot, "2")
        other.close()
    assert set(progress(net)) == {("T01", "O10"), ("T01", "O2")}


async def test_a_task_that_all_are_done_with_can_be_closed_and_opened_again(net):
    store = Store.open(net, "Kari")
    store.save(*(told(store, "FOURTH", "T02", f"O{at}", Degree.DONE) for at in range(1, 10)))
    store.close()
    async with running(net) as pilot:
        await opened(pilot)
        await press(pilot, "right", "c")
        assert "er ikke ferdig hos alle (1 gjenstår)" in shown(pilot)
        await press(pilot, "end", "4", "left")
        assert "Alle er ferdige med 3P-02: c lukker oppgaven." in shown(pilot)
        await press(pilot, "c")
        assert pilot.app.screen.store.all(Item)["T02"].status is Status.DONE
        assert "11/11" in shown(pilot)
        await press(pilot, "c")
        assert pilot.app.screen.store.all(Item)["T02"].closed is None


async def test_a_finished_gathering_is_not_written_in(net):
    store = Store.open(net, "Kari")
    for held in list(store.all(Gathering).values()):
        store.save(Gathering(id=held.id, number=held.number, date=held.date, state=GatheringState.FINAL))
    store.close()
    async with running(net) as pilot:
        await opened(pilot)
        await press(pilot, "3", "space")
        assert "Samling 4 er" in shown(pilot)
    assert progress(net) == {}


async def test_what_was_agreed_now_is_apart_and_enter_goes_to_the_task(net):
    store = Store.open(net, "Kari")
    store.save(Item(id="NEW", kind=Kind.ACTION, text="Prøve", each=True, gathering="FOURTH", number=1, created=MOMENT))
    store.close()
    async with running(net) as pilot:
        await opened(pilot)
        await press(pilot, "t")
        assert "4P-01" in shown(pilot)
        assert "3P-01" not in shown(pilot)
        assert "?" not in row_of(pilot, "Åsmyr")
        await press(pilot, "t")
        assert "3P-08" in shown(pilot)
        await pilot.press("enter")
        assert pilot.app.screen.desk.gathering.number == 3


async def test_more_than_fits_scrolls_both_ways_and_the_headings_stay(tmp_path):
    store = make_store(tmp_path / "net")
    fill(store, [f"Kommune {at:02}" for at in range(1, 31)], 15)
    store.close()
    async with running(tmp_path / "net") as pilot:
        await opened(pilot)
        assert "3P-01" in shown(pilot)
        assert "3P-09" not in shown(pilot)
        await press(pilot, *["right"] * 14, "end", "4")
        screen = shown(pilot)
        assert "3P-15" in screen
        assert "3P-01 " not in screen
        assert "‹" in rows(pilot)[1]
        assert "–" in row_of(pilot, "Kommune 30")
        assert "Kommune 01" not in screen
        assert "3P-15 Oppgåve 15" in screen
        await press(pilot, "pageup", "pageup", "home")
        assert "Kommune 01" in shown(pilot)


async def test_a_small_window_shows_the_chosen_square(net):
    async with running(net, size=(40, 10)) as pilot:
        await opened(pilot)
        await press(pilot, *["right"] * 7, "end")
        assert "Åsmyr" in shown(pilot)
        assert "3P-08" in shown(pilot)


async def test_without_tasks_it_says_how_one_is_made(path):
    async with running(path) as pilot:
        await opened(pilot)
        await press(pilot, "1", "r", "c", "t", "down", "right", "space")
        assert "Skriv et tiltak med @alle" in shown(pilot)


WORDS = {
    "nb": ("Avtalt arbeid", "mangler 87", "delvis", "ferdig"),
    "nn": ("Avtalt arbeid", "manglar 87", "delvis", "ferdig"),
    "en": ("Agreed work", "not told 87", "partly", "settled"),
}


@pytest.mark.parametrize("language", WORDS)
def test_at_a_real_terminal_in_each_language(net, tmp_path, language):
    command = [SAMLING, "--store", str(net), "--scribe", "åse", "--language", language]
    with PseudoTerminal(command, environment(tmp_path)) as terminal:
        terminal.wait_until(lambda: re.match(r" (Samling|Gathering) 4 ", terminal.rows[0]))
        terminal.type("\x18")
        title, missing, partly, foot = WORDS[language]
        terminal.wait_for(missing)
        assert terminal.rows[0].startswith(f" {title}")
        assert all(name in terminal.text for name in MUNICIPALITIES)
        terminal.type("2")
        terminal.wait_for(f"↑{partly}")
        assert terminal.rows[14].split()[0] == foot
        assert all(len(row) <= 80 for row in terminal.rows)
    assert progress(net)["T01", "O0"].degree is Degree.PARTLY


def test_two_scribes_at_two_terminals_see_what_each_other_tell(net, tmp_path):
    with open_screen(net, tmp_path, who="Kari") as kari, open_screen(net, tmp_path, who="Ola") as ola:
        for terminal in (kari, ola):
            terminal.type("\x18")
            terminal.wait_for("mangler 87")
        kari.type("3")
        ola.type("j1")
        for terminal in (kari, ola):
            terminal.wait_for("↑gjort")
            terminal.wait_for("↓ikke")
            terminal.wait_for("mangler 85")
    assert len(progress(net)) == 2
