"""Searching in all gatherings, the list of actions, the history of an item: as their user meets them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from commands import Shell
from conftest import add, new_item
from pseudo_terminal import open_screen
from screens import rows, running, shown, until
from textual.pilot import Pilot

from storage.model import LANGUAGES, GatheringState, Item, Kind, Status
from storage.store import Store
from tui.phrases import HIDDEN, Phrases
from tui.planning.confirming import confirmed
from tui.planning.register import new_gathering, new_person, new_theme
from tui.screens.actions import ActionsScreen
from tui.screens.capture import CaptureScreen
from tui.screens.form import FormScreen
from tui.screens.past import PastScreen
from tui.screens.searching import SearchScreen
from tui.search.filters import FILTERS

TODAY = dt.datetime.now().astimezone().date()
YESTERDAY = TODAY - dt.timedelta(1)


@pytest.fixture
def two(path: Path, store: Store) -> Path:
    """A store with gathering 3, finished, and gathering 4, in which one writes; both with items."""
    theme = new_theme(store, "Økonomi")
    home, kari = new_person(store, "Kari Nordhaug", "Glimvåg")
    ola = new_person(store, "Ola Vik")[0]
    store.save(theme, home, kari, ola)
    add(store, "Trygg hjemreise om natten", group="P", kind=Kind.NEED, theme=theme.id)
    add(store, "Ringe Éva", group="P", kind=Kind.ACTION, responsible=(kari.id, ola.id), due=YESTERDAY)
    held = store.open_gathering()
    store.save(replace(held, state=GatheringState.FINAL), replace(new_gathering(store), number=4))
    add(store, "Trygg bolig", group="P")
    add(store, "Lage mal", group="P", kind=Kind.ACTION)
    add(store, "Rydde", group="P", kind=Kind.ACTION, status=Status.DONE, responsible=(ola.id,))
    store.close()
    return path


async def open_with(pilot: Pilot[int], key: str, screen: type) -> None:
    await pilot.press(key)
    await until(pilot, lambda: isinstance(pilot.app.screen, screen) and pilot.app.screen.is_mounted)
    await pilot.pause()


async def search(pilot: Pilot[int], text: str) -> None:
    if not isinstance(pilot.app.screen, SearchScreen):
        await open_with(pilot, "ctrl+f", SearchScreen)
    pilot.app.screen.line.value = text
    await until(pilot, lambda: pilot.app.screen._index.is_whole)
    await pilot.pause()


async def entered(pilot: Pilot[int], text: str) -> None:
    """Put a line into the capture line and press Enter, and wait until it is saved."""
    pilot.app.screen.line.bring(text)
    await pilot.press("enter")
    await until(pilot, lambda: pilot.app.screen.saver.is_idle)


async def fill(pilot: Pilot[int], value: str) -> None:
    """Put a value into the only field of a form, and save."""
    pilot.app.screen.focused.value = value
    await pilot.press("enter")


def found(pilot: Pilot[int]) -> list[str]:
    screen = pilot.app.screen
    return [screen.store.find(Item, name).text for name in screen.rows.names]


def item(pilot: Pilot[int], text: str) -> Item:
    return next(each for each in pilot.app.store.all(Item).values() if text in each.text)


def is_capture(pilot: Pilot[int]) -> bool:
    return isinstance(pilot.app.screen, CaptureScreen)


# Searching


@pytest.mark.parametrize("language", LANGUAGES)
async def test_an_empty_search_explains_itself(two, language):
    say = Phrases(language)
    async with running(two, language=language) as pilot:
        await open_with(pilot, "ctrl+f", SearchScreen)
        assert say("search.title") in rows(pilot)[0]
        assert all(row.examples[language] in shown(pilot) for row in FILTERS)
        await pilot.press(*["down"] * 4, "enter")
        await pilot.pause()
        assert rows(pilot)[1].rstrip() == f" {say('search.prompt')} #"
        assert "Økonomi" in rows(pilot)[2]
        await pilot.press("escape")
        await until(pilot, lambda: is_capture(pilot))


async def test_what_is_found_in_all_gatherings_stands_there_as_one_types(two):
    async with running(two) as pilot:
        await open_with(pilot, "ctrl+f", SearchScreen)
        await pilot.press(*"TRYGG")
        await pilot.pause()
        assert found(pilot) == ["Trygg bolig", "Trygg hjemreise om natten"]
        assert "2 av 5" in rows(pilot)[0]
        assert "3P-01" in shown(pilot)
        assert "#Økonomi" in shown(pilot)
        await pilot.press(*" -bol")
        await pilot.pause()
        assert found(pilot) == ["Trygg hjemreise om natten"]
        await pilot.press(*["backspace"] * 5)
        await pilot.pause()
        assert len(found(pilot)) == 2
        await search(pilot, "eva @glim type:tiltak er:forf")
        assert found(pilot) == ["Ringe Éva"]
        assert rows(pilot)[2].strip() == "ansvar: Glimvåg, Kari Nordhaug · forfalt · type: tiltak"


async def test_the_words_that_were_asked_for_are_underlined_in_what_is_found(two):
    async with running(two) as pilot:
        await search(pilot, "eva")
        strips = pilot.app.screen._compositor.render_strips()
        lines = [[s.text for s in strip if s.style and s.style.underline and s.text.strip()] for strip in strips[3:8]]
        assert [text for line in lines for text in line] == ["Éva"]


async def test_a_value_that_stands_for_nothing_is_told_in_a_line(two):
    async with running(two) as pilot:
        await search(pilot, "type:xyz")
        assert "type: ingenting heter «xyz». innspill, behov" in rows(pilot)[2]
        assert "Ingenting funnet" in shown(pilot)
        await search(pilot, "samling:")
        assert rows(pilot)[2].strip() == "samling: 3, 4"


async def test_enter_goes_to_the_item_in_another_gathering_and_leaves_the_line_alone(two):
    async with running(two) as pilot:
        pilot.app.screen.line.bring("halv linje")
        await search(pilot, "hjemreise")
        await pilot.press("enter")
        await until(pilot, lambda: is_capture(pilot))
        await pilot.pause()
        assert "Samling 3" in rows(pilot)[0]
        assert pilot.app.screen.stream.chosen == item(pilot, "hjemreise").id
        assert pilot.app.screen.stream.has_focus
        assert "halv linje" in shown(pilot)
        assert "F6 fører tilbake til samling 4" in shown(pilot)
        await pilot.press("5")
        await until(pilot, lambda: "Samling 3 er avsluttet" in shown(pilot))
        assert item(pilot, "hjemreise").kind is Kind.NEED
        await search(pilot, "bolig")
        await pilot.press("enter")
        await until(pilot, lambda: is_capture(pilot) and "Samling 4" in rows(pilot)[0])


async def test_what_the_view_leaves_out_is_shown_when_one_goes_there(path, store):
    theme = new_theme(store, "Dialog")
    store.save(theme)
    add(store, "med tema", group="P", theme=theme.id, scribe="Kari")
    add(store, "uten", group="P")
    store.close()
    async with running(path) as pilot:
        await pilot.press("f3")
        await pilot.pause()
        assert "uten" not in shown(pilot).replace("Uten tema", "")
        await search(pilot, "uten")
        await pilot.press("enter")
        await until(pilot, lambda: is_capture(pilot))
        await pilot.pause()
        assert "3P-02" in shown(pilot)


async def test_arrows_choose_while_one_types_and_the_last_search_comes_back(two):
    async with running(two) as pilot:
        await search(pilot, "trygg")
        await pilot.press("down", "enter")
        await until(pilot, lambda: is_capture(pilot))
        assert pilot.app.screen.stream.chosen == item(pilot, "hjemreise").id
        await open_with(pilot, "ctrl+f", SearchScreen)
        assert pilot.app.screen.line.value == "trygg"
        assert len(found(pilot)) == 2
        await pilot.press(*"mal")
        await pilot.pause()
        assert pilot.app.screen.line.value == "mal"
        assert found(pilot) == ["Lage mal"]


async def test_what_another_scribe_changes_appears_while_one_searches(two):
    async with running(two) as pilot:
        await search(pilot, "trygg")
        other = Store.open(two, "Ola")
        add(other, "Trygg skolevei", group="A")
        bolig = next(each for each in other.all(Item).values() if each.text == "Trygg bolig")
        other.save(replace(bolig, text="Utrygg bolig"))
        await until(pilot, lambda: found(pilot)[:2] == ["Trygg skolevei", "Utrygg bolig"])
        await pilot.press(*" skole")
        await pilot.pause()
        assert found(pilot) == ["Trygg skolevei"]
        other.save(replace(item(pilot, "skolevei"), deleted=True))
        await until(pilot, lambda: found(pilot) == [])
        other.close()


async def test_a_deleted_item_is_found_again_and_brought_back_from_its_history(two):
    async with running(two) as pilot:
        await search(pilot, "bolig")
        await pilot.press("enter")
        await until(pilot, lambda: is_capture(pilot))
        await pilot.press("x")
        await until(pilot, lambda: len(pilot.app.store.all(Item)) == 4)
        await search(pilot, "bolig")
        assert found(pilot) == []
        await search(pilot, "bolig er:slettet")
        assert found(pilot) == ["Trygg bolig"]
        assert "(slettet)" in shown(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, PastScreen) and "slettet" in shown(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: "Slik er det allerede" in shown(pilot))
        await pilot.press("up", "enter")
        await until(pilot, lambda: len(pilot.app.store.all(Item)) == 5)
        await until(pilot, lambda: "hentet tilbake" in shown(pilot))
        await pilot.press("u")
        await until(pilot, lambda: len(pilot.app.store.all(Item)) == 4)


async def test_any_text_is_found_and_is_only_text(path, store):
    asked = {
        "メモ": "日本語 メモ 🙂 ja",
        "[/]": "[/] [b]x[/b]",
        "rød": "ond \x1b[31mrød\x9b2J\u202e slutt",
        "aaaa": "a" * 3000,
    }
    for text in asked.values():
        add(store, text, group="P")
    store.close()
    async with running(path) as pilot:
        for words, text in asked.items():
            await search(pilot, words)
            assert found(pilot) == [text]
            assert not {"\x1b", "\x9b", "\u202e"} & set(shown(pilot))
        await search(pilot, "rød")
        await pilot.press("tab", "h")
        await until(pilot, lambda: isinstance(pilot.app.screen, PastScreen) and "laget" in shown(pilot))
        assert not {"\x1b", "\x9b", "\u202e"} & set(shown(pilot))


async def test_ten_thousand_items_are_searched_while_keys_are_taken(path, store):
    first = new_item(store, "x", group="A")
    many = [replace(first, id=store.new_id(), number=n + 1, text=f"n{n} om dialog") for n in range(10_000)]
    store.save(*many)
    store.close()
    async with running(path) as pilot:
        await open_with(pilot, "ctrl+f", SearchScreen)
        await pilot.press(*"n77")
        assert pilot.app.screen.line.value == "n77"
        await until(pilot, lambda: "111 av 10000" in rows(pilot)[0])
        await pilot.press("7", "1")
        await until(pilot, lambda: found(pilot) == ["n7771 om dialog"])


# Actions


async def test_actions_of_all_gatherings_stand_under_who_answers_for_them_those_of_nobody_first(two):
    async with running(two) as pilot:
        await open_with(pilot, "ctrl+o", ActionsScreen)
        text = shown(pilot)
        places = [
            text.index(w) for w in ("Ingen har ansvar (1)", "Lage mal", "Kari Nordhaug · Glimvåg (1)", "Ola Vik (1)")
        ]
        assert places == sorted(places)
        assert "over tiden" in text
        assert "2 tiltak, 1 over tiden" in rows(pilot)[0]
        assert "Rydde" not in text
        await pilot.press("o")
        await pilot.pause()
        assert "Glimvåg (1)" in shown(pilot)
        assert "Kari Nordhaug · " not in shown(pilot)
        await pilot.press("f")
        await pilot.pause()
        assert "Lage mal" not in shown(pilot)
        await pilot.press("f")
        await pilot.pause()
        assert "Rydde" in shown(pilot)
        assert "(ferdig)" in shown(pilot)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_list_of_actions_says_what_it_says_in_every_language(two, language):
    say = Phrases(language)
    async with running(two, language=language) as pilot:
        await open_with(pilot, "ctrl+o", ActionsScreen)
        assert say("actions.nobody") in shown(pilot)
        assert say("row.overdue", date=say.date(YESTERDAY)).split(", ")[1] in shown(pilot)
        assert say("actions.by.person") in rows(pilot)[0]


async def test_one_key_makes_an_action_done_also_of_a_finished_gathering(two):
    async with running(two) as pilot:
        await open_with(pilot, "ctrl+o", ActionsScreen)
        await pilot.press("down", "d")
        await until(pilot, lambda: item(pilot, "Ringe").status is Status.DONE)
        await until(pilot, lambda: "lagret" in rows(pilot)[-2])
        assert "Ringe" not in shown(pilot)
        await pilot.press("u")
        await until(pilot, lambda: "Ringe" in shown(pilot))


async def test_due_date_and_responsible_are_changed_by_a_form(two):
    async with running(two) as pilot:
        await open_with(pilot, "ctrl+o", ActionsScreen)
        await open_with(pilot, "greater_than_sign", FormScreen)
        await fill(pilot, "4.12.2099")
        await until(pilot, lambda: item(pilot, "mal").due == dt.date(2099, 12, 4))
        await open_with(pilot, "r", FormScreen)
        await fill(pilot, "Kari Nordhaug, @ola, Eva")
        await until(pilot, lambda: len(item(pilot, "mal").responsible) == 3)
        assert "Eva (1)" in shown(pilot)
        kari, ola, eva = item(pilot, "mal").responsible
        assert (pilot.app.store.party(kari).name, pilot.app.store.party(ola).handle, eva) == (
            "Kari Nordhaug",
            "ola",
            "Eva",
        )
        await open_with(pilot, "greater_than_sign", FormScreen)
        await fill(pilot, "")
        await until(pilot, lambda: item(pilot, "mal").due is None)


async def test_a_finished_gathering_keeps_its_dates(two):
    async with running(two) as pilot:
        await open_with(pilot, "ctrl+o", ActionsScreen)
        await pilot.press("down", "r")
        await pilot.pause()
        assert "Samling 3 er avsluttet" in shown(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: is_capture(pilot))
        await pilot.pause()
        assert "Samling 3" in rows(pilot)[0]
        assert pilot.app.screen.stream.chosen == item(pilot, "Ringe").id


async def test_what_others_make_done_leaves_the_list_and_what_is_chosen_stays(two):
    async with running(two) as pilot:
        await open_with(pilot, "ctrl+o", ActionsScreen)
        await pilot.press("end")
        chosen = pilot.app.screen.rows.chosen
        other = Store.open(two, "Ola")
        mal = next(each for each in other.all(Item).values() if each.text == "Lage mal")
        other.save(replace(mal, status=Status.DONE))
        await until(pilot, lambda: "Lage mal" not in shown(pilot))
        assert pilot.app.screen.rows.chosen.partition("/")[0] == chosen.partition("/")[0]


async def test_a_mask_keeps_what_is_confidential_and_who_answers_for_it_off_the_screen(path, store):
    secret = add(store, "Varsle", group="P", kind=Kind.ACTION, responsible=("eva",), confidential=True, details="natt")
    store.close()
    async with running(path) as pilot:
        pilot.app.say.discreet = True
        await open_with(pilot, "ctrl+o", ActionsScreen)
        assert f"{HIDDEN} (1)" in shown(pilot)
        await pilot.press("r")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ActionsScreen)
        await open_with(pilot, "h", PastScreen)
        await until(pilot, lambda: "utgaver: 1" in shown(pilot))
        seen = shown(pilot)
        await pilot.press("escape", "escape")
        await search(pilot, "natt")
        assert pilot.app.screen.rows.names == [secret.id]
        assert not [word for word in ("Varsle", "eva", "detaljer: «") if word in seen + shown(pilot)]


# History


async def test_each_change_tells_who_when_from_what_to_what(two):
    async with running(two, who="Åse") as pilot:
        await entered(pilot, "Dørene er gamle")
        await entered(pilot, "s/gamle/nye/")
        await pilot.press("f2", "u")
        await until(pilot, lambda: bool(item(pilot, "gamle")))
        await pilot.press("2")
        await until(pilot, lambda: item(pilot, "gamle").kind is Kind.NEED)
        await open_with(pilot, "h", PastScreen)
        await until(pilot, lambda: "utgaver: 4" in shown(pilot))
        text = " ".join(shown(pilot).split())
        assert "laget: «Dørene er gamle», tema «Økonomi» Åse · " in text
        assert "endret: «Dørene er gamle» → «Dørene er nye» Åse · " in text
        assert "angret: «Dørene er nye» → «Dørene er gamle»" in text
        assert "endret: type innspill → behov" in text
        assert "Slik er det nå: Dørene er gamle type: behov tema: «Økonomi»" in text


async def test_what_is_done_says_so_in_its_history(two):
    async with running(two) as pilot:
        await entered(pilot, "! Ringe Per @ola")
        await pilot.press("f2", "d")
        await until(pilot, lambda: item(pilot, "Ringe Per").closed is not None)
        await open_with(pilot, "h", PastScreen)
        await until(pilot, lambda: "utgaver: 2" in shown(pilot))
        assert "status: ferdig" in " ".join(shown(pilot).split())


async def test_an_earlier_version_is_shown_whole_and_brought_back_as_a_new_change(two):
    async with running(two) as pilot:
        await entered(pilot, "! Ringe Per @ola")
        await entered(pilot, "s/Per/Pål/")
        other = Store.open(two, "Ola")
        theirs = next(each for each in other.all(Item).values() if each.text == "Ringe Pål")
        other.save(confirmed(replace(theirs, order=7.0), dt.datetime.now().astimezone()))
        await until(pilot, lambda: item(pilot, "Pål").order == 7.0)
        await pilot.press("f2")
        await open_with(pilot, "h", PastScreen)
        await until(pilot, lambda: "utgaver: 3" in shown(pilot))
        await pilot.press("home")
        await pilot.pause()
        text = " ".join(shown(pilot).split())
        assert "Slik var utgave 1, " in text
        assert "Ringe Per type: tiltak tema: «Økonomi» ansvar: Ola Vik status: åpen" in text
        await pilot.press("enter")
        await until(pilot, lambda: "utgaver: 4" in shown(pilot))
        back = item(pilot, "Ringe Per")
        assert (back.raw, back.order, back.confirmed) == ("! Ringe Per @ola", 7.0, None)
        await pilot.press("u")
        await until(pilot, lambda: item(pilot, "Pål").confirmed is not None)


async def test_a_change_made_without_sight_of_another_is_told_so(path, store):
    first = add(store, "ligge", group="P")
    store.close()
    kari, ola = Store.open(path, "Kari"), Store.open(path, "Ola")
    kari.save(replace(first, text="sove"))
    ola.save(replace(first, text="hvile"))
    async with running(path) as pilot:
        await pilot.press("f2")
        await open_with(pilot, "h", PastScreen)
        await until(pilot, lambda: "utgaver: 3" in shown(pilot))
        assert "«ligge» → «hvile» (uten å ha sett «sove»)" in shown(pilot)
        assert "≠ Kari: «sove»" in shown(pilot)
        await pilot.press("equals_sign")
        await until(pilot, lambda: "avgjort" in shown(pilot))


async def test_nothing_is_brought_back_in_a_finished_gathering(two):
    async with running(two) as pilot:
        await search(pilot, "hjemreise")
        await pilot.press("tab")
        await open_with(pilot, "h", PastScreen)
        await until(pilot, lambda: "utgaver: 1" in shown(pilot))
        await pilot.press("enter")
        await pilot.pause()
        assert "Samling 3 er avsluttet" in shown(pilot)


# In a real terminal


def test_a_search_in_a_real_terminal_goes_to_the_item(two, tmp_path):
    with open_screen(two, tmp_path) as terminal:
        terminal.type("\x06")
        terminal.wait_for("Søk i alle samlingene")
        terminal.type("økonomi er:åpen natt")
        terminal.wait_for("1 av 5")
        assert terminal.rows[3].startswith("3P-01  + Trygg hjemreise om natten")
        terminal.type("\r")
        terminal.wait_for("Samling 3")
        terminal.type("h")
        terminal.wait_for("Slik er det nå:")
        terminal.type("\x1b")
        terminal.wait_for("F6 fører tilbake til samling 4")
        terminal.type("\x1b\x0f")
        terminal.wait_for("2 tiltak, 1 over tiden")


# As plain commands


@pytest.fixture
def shell(two: Path, tmp_path: Path) -> Shell:
    two.rename(tmp_path / "store")
    return Shell(tmp_path)


def found_by(shell: Shell, *query: str) -> list[str]:
    return [facts["text"] for facts in shell.json("search", *query)]


def test_the_command_takes_the_same_queries(shell):
    assert found_by(shell, "trygg", "type:behov") == ["Trygg hjemreise om natten"]
    assert found_by(shell, "trygg", "-g", "4") == ["Trygg bolig"]
    assert shell.ok("search", "--", "trygg", "-bolig") == "3P-01  need  Trygg hjemreise om natten\n"
    assert shell.ok("search", "@glimvåg").startswith("3P-02  action  Ringe Éva")
    for unknown in ("gathering:99", "kind:xyz", "@nobodyatall"):
        done = shell.run("search", unknown)
        assert (done.returncode, done.stdout) == (4, "")
        assert "nothing is called" in done.stderr


def test_actions_are_listed_by_person_or_organisation(shell):
    heaps = {heap["by"]: [action["text"] for action in heap["actions"]] for heap in shell.json("actions")}
    assert heaps == {None: ["Lage mal"], "Kari Nordhaug": ["Ringe Éva"], "Ola Vik": ["Ringe Éva"]}
    assert [heap["by"] for heap in shell.json("actions", "--by", "organisation", "--overdue")] == ["Glimvåg", "Ola Vik"]
    rows = shell.ok("actions", "--all").splitlines()
    assert rows[0].startswith("Nobody is responsible  4P-02  Lage mal")
    assert rows[1].endswith("overdue")
    assert "Rydde @Ola Vik (done)" in rows[-1]


def test_a_version_of_the_history_is_brought_back_by_its_number(shell):
    shell.ok("add", "Dørene er gamle", "s/gamle/nye/")
    assert [step["version"] for step in shell.json("history", "4P-04")] == [1, 2]
    assert "version 1" in shell.run("revert", "4P-04", "1").stderr
    assert found_by(shell, "dørene") == ["Dørene er gamle"]
    assert [step["stands"] for step in shell.json("history", "4p-4")] == [True, False, True]
    shell.ok("undo")
    assert found_by(shell, "dørene") == ["Dørene er nye"]
    store = Store.open(shell.home / "store", "Tone")
    store.save(replace(next(i for i in store.all(Item).values() if "nye" in i.text), deleted=True))
    store.close()
    assert found_by(shell, "is:deleted") == ["Dørene er nye"]
    assert shell.json("history", "4P-04")[-1]["op"] == "deleted"
    shell.ok("revert", "4P-04", "2")
    assert found_by(shell, "dørene") == ["Dørene er nye"]


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("4P-01", "9"), 2, "no version 9; there are 1"),
        (("4P-01", "x"), 2, "revert -h"),
        (("9P-01", "1"), 4, "There is no item"),
        (("3P-01", "1"), 1, "finished"),
    ],
)
def test_what_cannot_be_brought_back_is_told(shell, arguments, status, words):
    done = shell.run("revert", *arguments)
    assert (done.returncode, done.stdout) == (status, "")
    assert words in done.stderr
