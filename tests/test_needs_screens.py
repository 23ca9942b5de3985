"""The screens of needs, as their user meets them: fill in, word anew, share, put off, look back, join what is alike."""

from dataclasses import replace

import pytest
from conftest import DAY, add, make_store
from pseudo_terminal import SAMLING, PseudoTerminal, environment
from screens import rows, running, shown, type_line, until

from storage.model import LANGUAGES, Gathering, GatheringState, Item, Kind, Organisation, Status
from storage.store import Store
from tui.phrases import Phrases
from tui.planning.register import new_theme
from tui.screens.capture import CaptureScreen


@pytest.fixture
def path(tmp_path):
    """A store with a finished gathering where three needs were said, an open one, and two organisations."""
    store = make_store(tmp_path / "velferd")
    first, theme = store.open_gathering(), new_theme(store, "Natt")
    store.save(theme, *(Organisation(id=store.new_id(), name=name, handle=name.lower()) for name in ("Berg", "Åsmyr")))
    add(store, "Trygge netter for beboerne", kind=Kind.NEED, theme=theme.id, who="Nattevaktene")
    add(store, "Beboerne må være trygge om natten", kind=Kind.NEED, theme=theme.id)
    add(store, "Mat som smaker", kind=Kind.NEED)
    store.save(
        replace(first, state=GatheringState.FINAL, version=1),
        Gathering(id=store.new_id(), number=4, date=DAY.replace(day=7)),
    )
    store.close()
    return store.path


def needs(path):
    store = Store.open(path, "Per")
    return {item.text: item for item in store.all(Item).values()}


async def opened(pilot, key="ctrl+n"):
    await pilot.press(key)
    await until(pilot, lambda: not isinstance(pilot.app.screen, CaptureScreen))
    await pilot.pause()


async def saved(pilot):
    await until(pilot, lambda: all(s.saver.is_idle for s in pilot.app.screen_stack if hasattr(s, "saver")))
    await pilot.pause()


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_needs_are_listed_by_theme_by_how_much_is_told_and_by_status(path, language):
    say = Phrases(language)
    async with running(path, language=language) as pilot:
        await opened(pilot)
        assert f"{say('needs.title')} · {say('needs.by.theme')}" in rows(pilot)[0]
        assert [row for row in rows(pilot) if row.startswith(("Natt (2)", f"{say('panel.unfiled')} (1)"))]
        assert "Trygge netter for beboerne  1/5" in shown(pilot)
        await pilot.press("o")
        assert f"{say('needs.filled', filled=0, slots=5)} (2)" in shown(pilot)
        await pilot.press("o", "l")
        await saved(pilot)
        assert f"{say('needs.status.later')} (1)" in shown(pilot)
        assert say("needs.status.later").lower() in shown(pilot)
        await pilot.press("u")
        await saved(pilot)
        assert f"{say('needs.status.later')} (1)" not in shown(pilot)
    assert all(need.status is Status.OPEN for need in needs(path).values())


async def test_a_need_of_a_finished_gathering_is_worded_anew_and_its_journey_tells_why(path):
    async with running(path) as pilot:
        await opened(pilot)
        await pilot.press("enter")
        assert "Samling 3 er avsluttet. n gir behovet ny ordlyd" in shown(pilot)
        await pilot.press("n", "ctrl+u", *"Ro om natten", "tab", "end", *" på Solsiden", "ctrl+s")
        assert "Hvorfor er ordlyden en annen?" in shown(pilot)
        await pilot.press(*"gruppa ville ha det kort", "enter")
        await saved(pilot)
        assert "Ro om natten  1/5" in shown(pilot)
        assert "Trygge netter" not in shown(pilot)
        await pilot.press("h")
        await until(pilot, lambda: "ordlyder: 2" in shown(pilot))
        assert "Samling 3, tir 1.12.2026" in shown(pilot)
        assert "Trygge netter for beboerne" in shown(pilot)
        assert "– fordi: gruppa ville ha det kort" in shown(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: "opprettet" in shown(pilot) or "Historie" in rows(pilot)[0])
    new = needs(path)["Ro om natten"]
    assert (new.who, new.reason) == ("Nattevaktene på Solsiden", "gruppa ville ha det kort")


async def test_a_need_is_filled_in_without_a_reason_where_its_text_stays(path):
    async with running(path) as pilot:
        await type_line(pilot, "+ Lys i gangen ... hvem: alle")
        await opened(pilot)
        await pilot.press("down", "down", "e", "down", "down", "down", *"færre fall", "ctrl+s")
        await saved(pilot)
        assert "Lys i gangen  2/5" in shown(pilot)
        await pilot.press("e", "end", "!", "ctrl+s", "escape")
        await saved(pilot)
    assert (needs(path)["Lys i gangen!"].effect, needs(path)["Lys i gangen!"].reason) == ("færre fall", "")


async def test_what_another_scribe_wrote_in_the_form_meanwhile_is_kept_and_shown(path):
    async with running(path) as pilot:
        await type_line(pilot, "+ Lys i gangen")
        await opened(pilot)
        await pilot.press("down", "down", "e", "down", *"alle")
        other = Store.open(path, "Ola")
        lamp = next(item for item in other.all(Item).values() if item.text == "Lys i gangen")
        other.save(replace(lamp, who="nattevaktene", effect="færre fall"))
        store = next(screen for screen in pilot.app.screen_stack if isinstance(screen, CaptureScreen)).store
        await until(pilot, lambda: store.all(Item)[lamp.id].effect == "færre fall")
        await pilot.press("ctrl+s")
        await saved(pilot)
        assert store.all(Item)[lamp.id].effect == "færre fall"
        assert {write.value for write in store.disputed(store.all(Item)[lamp.id])["who"].writes} == {
            "alle",
            "nattevaktene",
        }
        assert "nattevaktene" in shown(pilot)
        other.close()


async def test_digits_give_an_organisation_its_dots_and_the_needs_tell_the_sum(path):
    async with running(path) as pilot:
        await opened(pilot)
        await opened(pilot, "s")
        await pilot.press("home", "4", "end", "space")
        await saved(pilot)
        assert "✓ Berg  ●●●● 4" in shown(pilot)
        assert "✓ Åsmyr  deler" in shown(pilot)
        await pilot.press("0", "space", "escape")
        await saved(pilot)
        assert "1/5 · deles av 1 · prikker 4" in shown(pilot)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_alike_needs_stand_side_by_side_and_one_key_joins_them(path, language):
    say = Phrases(language)
    async with running(path, language=language) as pilot:
        await opened(pilot)
        await opened(pilot, "a")
        await until(pilot, lambda: say("pairs.count", count=1) in rows(pilot)[0])
        beside = next(row for row in rows(pilot) if row.startswith(" Trygge netter for beboerne"))
        assert "Beboerne må være trygge om natten" in beside
        await pilot.press("enter")
        await until(pilot, lambda: say("pairs.joined", reference="4P-01") in shown(pilot))
        await until(pilot, lambda: say("pairs.empty") in shown(pilot))
        await pilot.press("escape")
        assert "4P-01" in shown(pilot)
    whole = needs(path)["Trygge netter for beboerne. Beboerne må være trygge om natten"]
    assert (whole.who, len(whole.grew_from), len(needs(path))) == ("Nattevaktene", 2, 4)


async def test_a_pair_that_is_not_alike_is_not_proposed_again(path):
    async with running(path) as pilot:
        await opened(pilot)
        for _ in range(2):
            await opened(pilot, "a")
            await until(pilot, lambda: "par: " in rows(pilot)[0])
            await pilot.press("n", "escape")
        await opened(pilot, "a")
        await until(pilot, lambda: "Ingen behov ligner hverandre." in shown(pilot))


async def test_tab_walks_through_the_labels_and_shows_them(path):
    async with running(path) as pilot:
        await pilot.press(*"+ Lys", "tab")
        assert "+ Lys ... hvem: " in shown(pilot)
        assert "... i dag:" in rows(pilot)[-2]
        await pilot.press("tab", *"mørkt", "tab", "tab", *"ro", "enter")
        await saved(pilot)
    lamp = needs(path)["Lys"]
    assert (lamp.situation, lamp.effect, lamp.who) == ("mørkt", "ro", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_needs_ripen_in_a_terminal(path, tmp_path, language):
    say = Phrases(language)
    command = [SAMLING, "--store", str(path), "--scribe", "åse", "--language", language]
    with PseudoTerminal(command, environment(tmp_path)) as terminal:
        terminal.wait_for("Natt")
        terminal.type("+ Lys på Åsen ... hvem: øyboere\r")
        terminal.wait_for("✓")
        terminal.type(b"\x0e")
        terminal.wait_for("Lys på Åsen  1/5")
        assert terminal.rows[0].startswith(f" {say('needs.title')}")
        terminal.type("l")
        terminal.wait_for(f"1/5 · {say('needs.status.later').lower()}")
        terminal.type("a")
        terminal.wait_for("≈")
        assert terminal.rows[0].startswith(f" {say('pairs.title')}")
        terminal.type("\r")
        terminal.wait_for(say("pairs.joined", reference="4P-02"))
        assert len(terminal.rows) == 24
