"""Reading back to the room: what it sees, what one key confirms, and what others do not get to see."""

import datetime as dt
from dataclasses import replace

import pytest
from commands import Shell
from conftest import MOMENT, add
from docx import Document
from pseudo_terminal import open_screen
from screens import rows, running, shown, until
from textual import events

from storage.model import LANGUAGES, GatheringState, Item, Kind
from storage.store import Store
from tui.phrases import HIDDEN
from tui.planning.register import agenda_entry, new_person, new_theme
from tui.screens.capture import CaptureScreen
from tui.screens.filling import parties_in
from tui.screens.lectern import Page, _lines
from tui.screens.readback import ReadbackScreen

SECRET = "Olga på Åsen faller om natten"
READ = {
    "nb": ("ingen ansvarlig ennå", "1 av 3 · 0 bekreftet", "bekreftet i plenum kl. ", "unntatt offentlighet"),
    "nn": ("ingen ansvarleg enno", "1 av 3 · 0 stadfesta", "stadfesta i plenum kl. ", "unnateke offentlegheit"),
    "en": ("nobody responsible yet", "1 of 3 · 0 confirmed", "confirmed in plenary at ", "exempt from public access"),
}


@pytest.fixture
def held(path):
    """A store with two themes; of the first a point, a decision, a whole need, and an action without anybody."""
    store = Store.open(path, "Kari")
    themes = [new_theme(store, "Behov og gevinst")]
    store.save(themes[0])
    themes.append(new_theme(store, "Dialog"))
    store.save(themes[1], *new_person(store, "Kari Vik"), *new_person(store, "Per Ås"))
    for theme in themes:
        store.save(agenda_entry(store, store.open_gathering(), theme, 0))
    for text, kind, more in (
        ("Bare prat", Kind.POINT, {}),
        (SECRET, Kind.NEED, {"who": "Nattevakten", "effect": "Ro", "confidential": True, "said_by": "Frida"}),
        ("Vi inviterer til dialog", Kind.DECISION, {}),
        ("Ringe leverandørene", Kind.ACTION, {"due": dt.date(2099, 12, 4)}),
    ):
        add(store, text, kind=kind, theme=themes[0].id, group="P", scribe="Kari", **more)
    add(store, "Lyse ut", kind=Kind.ACTION, theme=themes[1].id, group="P", scribe="Ola")
    store.close()
    return path


def items(pilot) -> dict[str, Item]:
    return {item.text: item for item in pilot.app.store.all(Item).values()}


async def press(pilot, *keys: str) -> None:
    """Press keys, and wait after each until what it changes is saved and shown."""
    for key in keys:
        await pilot.press(key)
        for _ in range(3):
            await pilot._wait_for_screen()
        assert await pilot.app._capture.saver.wait(5)
    await pilot.pause()


async def fill(pilot, text: str) -> None:
    """Put a text into the field in the place of what stands there, and press Enter."""
    await press(pilot, "ctrl+u")
    pilot.app.post_message(events.Paste(text))
    await press(pilot, "enter")


# What the room sees


@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_misses_something_comes_first_large_with_what_it_misses_in_words(held, language):
    hole, progress, seal, exempt = READ[language]
    async with running(held, language=language) as pilot:
        await press(pilot, "ctrl+r")
        page = rows(pilot)
        assert page[0].startswith(" Behov og gevinst")
        assert progress in page[0]
        assert any(row.strip() == "Ringe leverandørene" and row.startswith(" " * 10) for row in page)
        assert hole in shown(pilot)
        assert "2099" in shown(pilot)
        await press(pilot, "space")
        assert "Vi inviterer til dialog" in shown(pilot)
        await press(pilot, "up")
        assert seal in shown(pilot)
        await press(pilot, "end", "up")
        assert exempt in shown(pilot)


async def test_a_point_is_not_read_back_and_a_gathering_with_nothing_to_read_says_so(path):
    async with running(path) as pilot:
        await press(pilot, "ctrl+r")
        assert "Ingen vedtak, behov eller tiltak" in shown(pilot)
        await press(pilot, "space", "e", "r", "c", "right", "escape")
        assert isinstance(pilot.app.screen, CaptureScreen)


@pytest.mark.parametrize("width", [20, 60, 144])
@pytest.mark.parametrize("height", [6, 14, 40])
def test_a_page_fits_and_its_text_is_cut_only_where_the_screen_is_too_small(width, height):
    text = "Vi trenger å vite hva som skjer når utprøvingen er over."
    page = Page("3P-01", "behov", text, facts=("ansvar: Kari",), holes=("– frist mangler",), seal="✓")
    told = [line for line, _ in _lines(page, width, height)]
    assert len(told) <= height or height == 6
    assert all(len(line) <= width for line in told)
    words = " ".join(" ".join(told).split())
    assert text in words or "…" in words


# Confirming


async def test_one_key_confirms_and_goes_on_through_the_themes_and_the_items_keep_the_moment(held):
    async with running(held) as pilot:
        await press(pilot, "ctrl+r", "space", "space", "space")
        assert "Alt under temaet er bekreftet." in shown(pilot)
        assert "Neste tema: Dialog" in shown(pilot)
        await press(pilot, "space")
        assert "Lyse ut" in shown(pilot)
        confirmed = [item.text for item in items(pilot).values() if item.confirmed]
        assert confirmed == [SECRET, "Vi inviterer til dialog", "Ringe leverandørene"]
        assert all(items(pilot)[text].confirmed.utcoffset() is not None for text in confirmed)
        await press(pilot, "down", "space")
        assert "Ikke bekreftet: 3P-05" in shown(pilot)
        assert "siste temaet" in shown(pilot)
        await press(pilot, "escape")
        assert "✓ i plenum" in shown(pilot)


async def test_the_same_key_takes_it_back_and_undo_goes_back_to_what_it_undid(held):
    async with running(held) as pilot:
        await press(pilot, "ctrl+r", "space", "up", "enter")
        assert "Ringe leverandørene" in shown(pilot)
        assert "i plenum kl." not in shown(pilot)
        await press(pilot, "down", "space", "u")
        assert "Vi inviterer til dialog" in shown(pilot)
        assert "angret" in shown(pilot)
        assert not any(item.confirmed for item in items(pilot).values())


async def test_what_somebody_else_changed_at_that_moment_is_not_confirmed_but_read_again(held):
    async with running(held) as pilot:
        await press(pilot, "ctrl+r")
        seen = items(pilot)["Ringe leverandørene"]
        pilot.app._capture.saver.save(replace(seen, text="Ringe alle leverandørene"))
        await press(pilot, "down")
        pilot.app.screen._confirm(seen, MOMENT)
        await until(pilot, lambda: "endret av en annen" in shown(pilot))
        assert "Ringe alle leverandørene" in shown(pilot)
        assert not any(item.confirmed for item in items(pilot).values())


async def test_a_finished_gathering_is_read_and_not_changed(held):
    store = Store.open(held, "Kari")
    store.save(replace(store.open_gathering(), state=GatheringState.FINAL))
    store.close()
    async with running(held) as pilot:
        await press(pilot, "ctrl+r", "space", "r", "c")
        assert isinstance(pilot.app.screen, ReadbackScreen)
        assert "avsluttet" in shown(pilot)
        assert not any(item.confirmed for item in items(pilot).values())


# Filling holes


async def test_a_hole_is_filled_without_leaving_and_the_item_stays_where_it_is(held):
    async with running(held) as pilot:
        await press(pilot, "ctrl+r", "space", "up", "r")
        await fill(pilot, "per, Siri")
        assert "ansvar: Per Ås, Siri" in shown(pilot)
        assert "ingen ansvarlig" not in shown(pilot)
        assert "i plenum kl." not in shown(pilot)  # the room has not heard that yet
        await press(pilot, "greater_than_sign")
        await fill(pilot, "15.12.2098")
        assert "frist: mandag 15. desember 2098" in shown(pilot)
        (per,) = (person.id for person in pilot.app.store.parties() if person.name == "Per Ås")
        changed = items(pilot)["Ringe leverandørene"]
        assert (changed.responsible, changed.due, changed.confirmed) == ((per, "Siri"), dt.date(2098, 12, 15), None)


async def test_a_need_gets_who_has_it_and_its_effect_and_the_line_can_be_written_anew(held):
    async with running(held) as pilot:
        await press(pilot, "ctrl+r", "end", "up", "w")
        await fill(pilot, "Pårørende")
        await press(pilot, "f")
        await fill(pilot, "Trygg natt")
        assert "hvem: Pårørende" in shown(pilot)
        assert "ønsket effekt: Trygg natt" in shown(pilot)
        await press(pilot, "e")
        await fill(pilot, "+ Se hvem som faller @kari")
        assert "Se hvem som faller" in shown(pilot)
        assert "ansvar: Kari Vik" in shown(pilot)
        await press(pilot, "e")
        await fill(pilot, "# Nytt tema")
        assert "Det er ikke et punkt." in shown(pilot)
        await press(pilot, "escape", "escape")


async def test_others_words_for_a_field_that_was_asked_for_meanwhile_are_kept_beside_ones_own(held):
    async with running(held) as pilot:
        await press(pilot, "ctrl+r", "r")
        other = Store.open(held, "Ola")
        other.save(replace(other.find(Item, items(pilot)["Ringe leverandørene"].id), responsible=("Eva",)))
        other.close()
        await until(pilot, lambda: items(pilot)["Ringe leverandørene"].responsible == ("Eva",))
        await fill(pilot, "per")
        assert "ansvar: Per Ås" in shown(pilot)
        assert "≠ Ola: ansvar Eva" in shown(pilot)


def test_a_beginning_is_enough_for_a_name_that_only_one_has(held):
    store = Store.open(held, "Kari")
    kari, per = sorted(store.parties(), key=lambda party: party.name)
    store.save(*new_person(store, "Karianne Bø"))
    assert parties_in(store, "@kari, per å,, Kar, Ny Mann") == (kari.id, per.id, "Kar", "Ny Mann")


# What others do not get to see


@pytest.mark.parametrize(("language", "word"), [("nb", "skjermet"), ("nn", "skjerma"), ("en", "masked")])
async def test_one_key_masks_what_is_confidential_on_every_screen_and_says_so(held, language, word):
    async with running(held, language=language) as pilot:
        assert "Olga" in shown(pilot)
        await press(pilot, "f12")
        for keys in ((), ("ctrl+r", "end", "up"), ("m", "m"), ("escape", "up")):
            await press(pilot, *keys)
            assert HIDDEN in shown(pilot)
            assert word in rows(pilot)[0]
            assert not {"Olga", "Frida", "Nattevakten"} & set(shown(pilot).replace(":", " ").split())
        await press(pilot, "escape", "f12")
        assert "Olga" in shown(pilot)
        assert word not in rows(pilot)[0]


async def test_the_mask_is_on_again_after_a_new_start_until_it_is_taken_off(held):
    for before, after in ((False, True), (True, True), (True, False), (False, False)):
        async with running(held) as pilot:
            assert (HIDDEN in shown(pilot), "Olga" in shown(pilot)) == (before, not before)
            assert ("skjermet" in rows(pilot)[0]) == before
            if after != before:
                await press(pilot, "f12")


async def test_what_is_masked_is_not_put_into_the_line_and_what_is_there_is_put_back(held):
    async with running(held) as pilot:
        secret = items(pilot)[SECRET]
        pilot.app.screen._edit(secret.id)
        await press(pilot, "f12")
        assert pilot.app.screen.line.text == ""
        assert "Olga" not in shown(pilot)
        await press(pilot, "f2", "home", "down", "enter")
        assert "F12 viser teksten" in shown(pilot)
        assert pilot.app.screen.line.text == ""
        await press(pilot, "escape", *["up"] * 5)
        assert pilot.app.screen.line.text == "Bare prat"


async def test_what_is_masked_is_neither_confirmed_nor_edited(held):
    async with running(held) as pilot:
        await press(pilot, "ctrl+r", "end", "up", "f12", "space")
        assert "rommet har ikke sett den" in shown(pilot)
        await press(pilot, "w")
        assert isinstance(pilot.app.screen, ReadbackScreen)
        assert items(pilot)[SECRET].confirmed is None
        await press(pilot, "f12")


async def test_a_key_marks_an_item_as_exempt_in_the_stream_and_in_the_read_back_and_undo_takes_it_back(held):
    async with running(held) as pilot:
        await press(pilot, "f2", "c")
        assert items(pilot)["Lyse ut"].confidential
        assert shown(pilot).count("unntatt") == 2
        await press(pilot, "u", "escape", "ctrl+r", "c")
        assert not items(pilot)["Lyse ut"].confidential
        assert items(pilot)["Ringe leverandørene"].confidential
        assert "unntatt offentlighet" in shown(pilot)
        await press(pilot, "c")
        assert not items(pilot)["Ringe leverandørene"].confidential


async def test_minutes_with_exempt_text_have_another_name_and_the_preview_says_so(held, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    async with running(held) as pilot:
        await press(pilot, "f9")
        assert "Uten tekst, unntatt offentlighet: 1" in shown(pilot)
        await press(pilot, "c")
        assert "Inneholder tekst som er unntatt offentlighet." in shown(pilot)
        assert "-unntatt-offen" in "".join(row.strip() for row in rows(pilot))  # a long path takes several rows
        await press(pilot, "c")
        assert "Uten tekst" in shown(pilot)
        assert "-unntatt-offen" not in "".join(row.strip() for row in rows(pilot))


# In a terminal, and by command


def test_the_terminal_gets_no_byte_of_what_is_masked_and_the_read_back_works_in_it(held, tmp_path):
    with open_screen(held, tmp_path, who="Kari") as terminal:
        terminal.wait_for("Olga")
        terminal.type("\x1b[24~")
        terminal.wait_for("skjermet")
        terminal.settle(0.1)
        terminal.forget()
        terminal.type("\x12")
        terminal.wait_for("1 av 3 · 0 bekreftet")
        terminal.type(" ")
        terminal.wait_for("2 av 3 · 1 bekreftet")
        terminal.wait_for("✓ lagret")
        terminal.type("\x1b[B")
        terminal.wait_for(HIDDEN)
        assert b"Olga" not in terminal.output
        assert b"Nattevakten" not in terminal.output
        terminal.type("m")
        terminal.wait_for("Olga på Åsen faller om natten")


@pytest.fixture
def shell(tmp_path):
    shell = Shell(tmp_path)
    shell.ok("new", "--name", "Velferd")
    shell.ok("add", "= We invite", "! Call @kari", "+ Rest", "Talk", "--group", "B")
    return shell


def test_the_read_back_is_a_command(shell):
    table = shell.ok("readback").splitlines()
    assert [row.split()[2] for row in table] == ["1B-03", "1B-02", "1B-01"]
    assert table[1].endswith("Call @kari (misses due)") or table[1].endswith("Call (misses due)")
    facts = {item["reference"]: item["missing"] for item in shell.json("readback")}
    assert facts == {"1B-03": ["who", "effect"], "1B-02": ["due"], "1B-01": []}
    shell.ok("edit", "1B-03", "--who", "All", "--effect", "Peace")
    assert shell.json("readback")[1]["missing"] == []


def test_items_are_confirmed_together_or_not_at_all_and_undone(shell):
    assert shell.run("confirm", "1B-01", "1B-09").returncode == 4
    assert [item["confirmed"] for item in shell.json("list")] == [None] * 4
    shell.ok("confirm", "1b-1", "1B-02")
    first = shell.json("list")[0]["confirmed"]
    assert dt.datetime.fromisoformat(first).utcoffset() is not None
    shell.ok("edit", "1B-02", "--text", "Call them")
    shell.ok("confirm", "1B-01")
    assert [item["confirmed"] for item in shell.json("list")] == [first, None, None, None]
    assert "✓ in plenary" in shell.ok("list").splitlines()[0]
    shell.ok("confirm", "1B-01", "--undo")
    assert shell.json("list")[0]["confirmed"] is None


def test_exempt_text_is_in_the_minutes_only_where_it_is_asked_for(shell):
    shell.ok("exempt", "1B-03")
    assert shell.json("list")[2]["confidential"] is True
    shell.ok("export", "--language", "en")
    shell.ok("export", "--language", "en", "--confidential")
    told = {}
    for name in ("minutes-gathering-1.docx", "minutes-gathering-1-not-public.docx"):
        told[name] = "\n".join(paragraph.text for paragraph in Document(shell.home / name).paragraphs)
    public, whole = told.values()
    assert "1B-03\t(exempt from public access)" in public
    assert "Rest" not in public
    assert "1B-03\tRest" in whole
    assert "Contains text that is exempt from public access." in whole
    shell.ok("exempt", "1B-03", "--undo")
    assert shell.json("list")[2]["confidential"] is False


def test_a_finished_gathering_is_refused_in_words(shell):
    shell.ok("gathering", "finish", "1")
    for command in ("confirm", "exempt"):
        done = shell.run(command, "1B-01")
        assert done.returncode == 1
        assert "finished" in done.stderr


def test_the_clock_is_a_command(shell):
    shell.ok("theme", "add", "Dialogue")
    shell.ok("gathering", "agenda", "1", "dialogue", "--minutes", "30")
    assert shell.json("clock") == [{"theme": "Dialogue", "planned": 30, "spent": 0}]
    assert shell.ok("clock", "--group", "b").split() == ["0", "/", "30", "min", "Dialogue"]
