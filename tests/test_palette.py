"""The menu of all that can be done, and what is said of every key."""

import asyncio
import re
from collections.abc import Iterator

import pytest
from conftest import add
from pseudo_terminal import open_screen
from screens import rows, running, shown, type_line, until
from textual.binding import Binding
from textual.screen import ModalScreen

from storage.model import LANGUAGES, Kind
from storage.store import Store
from tui.app import SamlingApp
from tui.phrases import PHRASES, Phrases
from tui.planning.register import new_theme
from tui.screens.bindings import kinds
from tui.screens.capture import CaptureScreen
from tui.screens.keynames import key_name
from tui.screens.palette import PaletteScreen


def declared() -> Iterator[tuple[str, Binding]]:
    for kind in (SamlingApp, *kinds()):
        for binding in vars(kind)["BINDINGS"]:
            yield f"{kind.__name__}: {binding.id} {binding.key}", binding


def test_every_key_says_what_it_does_and_more():
    untold = [name for name, binding in declared() if not {binding.description, binding.tooltip} <= set(PHRASES)]
    assert untold == []
    assert [name for name, binding in declared() if binding.description == binding.tooltip] == []


def test_every_key_can_be_named_and_a_name_means_the_same_keys_everywhere():
    assert [name for name, binding in declared() if not binding.id] == []
    keys: dict[str, set[str]] = {}
    for _, binding in declared():
        keys.setdefault(binding.id, set()).add(binding.key)
    assert {name: several for name, several in keys.items() if len(several) > 1} == {}


def test_a_sentence_that_names_a_key_names_the_usual_one_and_the_same_in_each_language():
    usual = {binding.id: binding.key_display or key_name(binding.key.split(",")[0]) for _, binding in declared()}
    for name, told in PHRASES.items():
        named = [re.findall(r"<([\w.-]+)\|([^>]+)>", text) for text in told]
        assert named[0] == named[1] == named[2], name
        assert all(usual[key] == shown for key, shown in named[0]), name


def test_a_sentence_names_the_key_that_was_given_instead():
    say = Phrases("en")
    say.keys = {"gathering": "{F2}", "help": "^H"}
    assert say("status.closed", number="{3}") == "Gathering {3} is finished. {F2} and then o opens it again."
    assert say("reading.help") == "^H Help"


@pytest.fixture
def filled(path):
    """The store with two themes and an item."""
    store = Store.open(path, "Kari")
    for title in ("Behov og gevinst", "Ærlig dialog"):
        store.save(new_theme(store, title))
    add(store, "Vi må høre brukerne.", group="P", scribe="Kari")
    store.close()
    return path


async def ask(pilot, letters: str) -> list[str]:
    """Open the menu, type these letters, and return the rows."""
    await pilot.press("ctrl+p")
    await until(pilot, lambda: isinstance(pilot.app.screen, PaletteScreen))
    await pilot.press(*letters)
    await pilot.pause()
    return [row.strip(" │") for row in rows(pilot)]


def first(found: list[str]) -> str:
    return next(row for row in found if "▸" in row)


@pytest.mark.parametrize(
    ("language", "letters", "name"),
    [("nb", "oppm", "Folk  Deltakere og oppmøte"), ("nn", "samlin", "Samling"), ("en", "undo", "Undo")],
)
async def test_it_finds_by_name_or_by_what_is_said_of_it_in_the_language_of_the_screen(filled, language, letters, name):
    async with running(filled, language=language) as pilot:
        assert f"▸ {name}" in first(await ask(pilot, letters))
        await pilot.press("escape")
        await pilot.pause()


async def test_it_does_what_the_key_would_have_done_and_the_begun_line_waits(filled):
    async with running(filled) as pilot:
        await pilot.press(*"En halv linje")
        found = await ask(pilot, "folk")
        assert first(found).startswith("F5")
        assert [row for row in found if row == "Deltakere og oppmøte"]
        await pilot.press("enter")
        await until(pilot, lambda: rows(pilot)[0].startswith(" Folk"))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, CaptureScreen))
        await pilot.press(*" til")
        await pilot.pause()
        assert "› En halv linje til" in shown(pilot)


async def test_themes_and_kinds_are_found_by_their_names(filled):
    async with running(filled) as pilot:
        assert "tema: Ærlig dialog" in first(await ask(pilot, "aerl"))
        await pilot.press("enter")
        await until(pilot, lambda: "▸ Ærlig dialog" in shown(pilot))
        await pilot.press("f2")
        await pilot.pause()
        assert "Type: behov" in first(await ask(pilot, "type beh"))
        await pilot.press("enter")
        store = pilot.app.store
        await until(pilot, lambda: [item.kind for item in store.contents().items.values()] == [Kind.NEED])


async def test_it_works_on_the_screens_of_lists(filled):
    async with running(filled) as pilot:
        for key, letters, told in (
            ("f4", "nytt", "Nytt navn"),
            ("f5", "csv", "CSV"),
            ("f1", "neste", "Neste del"),
        ):
            await pilot.press(key)
            await pilot.pause()
            assert f"▸ {told}" in first(await ask(pilot, letters))
            await pilot.press("escape", "escape")
            await until(pilot, lambda: isinstance(pilot.app.screen, CaptureScreen))


async def test_a_key_finds_what_it_does_and_the_arrows_go_on(filled):
    async with running(filled) as pilot:
        found = await ask(pilot, "f9")
        assert "Word" in first(found)
        await pilot.press("ctrl+u", "down")
        await pilot.pause()
        assert "Velg" in first([row.strip(" │") for row in rows(pilot)])
        await pilot.press("up", "enter")
        await until(pilot, lambda: "Taster på denne skjermen" in shown(pilot) or rows(pilot)[0].startswith(" Hjelp"))
        await pilot.press("escape")
        await pilot.pause()


async def test_what_is_not_found_says_what_to_do(filled):
    async with running(filled) as pilot:
        assert "Slett noen bokstaver, eller trykk Esc." in " ".join(await ask(pilot, "zzz"))
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PaletteScreen)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, CaptureScreen))


@pytest.mark.parametrize(("language", "columns"), [*zip(LANGUAGES, (40, 60, 80), strict=True)])
async def test_the_way_to_the_menu_and_the_way_out_are_always_in_sight(filled, language, columns):
    async with running(filled, language=language, size=(columns, 24)) as pilot:
        for key in ("escape", "f1", "escape", "f5", "escape", "f2"):
            await pilot.press(key)
            await pilot.pause()
            assert "^P" in rows(pilot)[-1]
            assert "^Q" in rows(pilot)[-1]


async def test_it_shows_what_works_now_and_nothing_else(path):
    async with running(path) as pilot:
        await type_line(pilot, "Et punkt")
        assert not any("Behold" in row for row in await ask(pilot, "behold"))
        await pilot.press("escape")
        await pilot.press("ctrl+g")
        await until(pilot, lambda: isinstance(pilot.app.screen, ModalScreen))
        await pilot.press("ctrl+p")
        await asyncio.sleep(0)
        assert not isinstance(pilot.app.screen, PaletteScreen)
        await pilot.press("escape")
        await pilot.pause()


def test_in_a_terminal_letters_of_one_s_own_find_a_theme(filled, tmp_path):
    with open_screen(filled, tmp_path) as terminal:
        terminal.type("Halvskrevet på ")
        terminal.wait_for("› Halvskrevet på")
        terminal.type("\x10")
        terminal.wait_for("Hva vil du gjøre?")
        terminal.type("ærl")
        terminal.wait_for("▸ tema: Ærlig dialog")
        terminal.type("\r")
        terminal.wait_for(" ▸ Ærlig dialog")
        terminal.type("norsk")
        terminal.wait_for("› Halvskrevet på norsk")


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("escape", "Ingen punkter ennå. Skriv det som blir sagt, og"),
        ("f2", "«# Tittel» lager et tema. F1 viser alt."),
        ("f4", "Ingen temaer ennå. n lager et"),
        ("f5", "Ingen her ennå. n legger til en person, i leser inn en CSV-fil"),
        ("f6", "n Ny"),
        ("f9", "Ingenting er skrevet ned på denne samlingen ennå. Esc fører tilbake til linjen"),
        ("ctrl+t", "Ingen punkter på denne samlingen ennå. Esc går tilbake"),
        ("ctrl+r", "Ingen vedtak, behov eller tiltak å lese opp ennå."),
        ("ctrl+o", "Ingen åpne tiltak."),
    ],
)
async def test_an_empty_screen_says_what_to_do(path, key, said):
    async with running(path) as pilot:
        await pilot.press(key)
        await until(pilot, lambda: said in " ".join(shown(pilot).replace("│", " ").split()))
        await pilot.press("escape")
        await pilot.pause()
