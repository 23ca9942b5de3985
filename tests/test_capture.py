"""The capture screen, driven by its keys: what is in the store, and what stands on the screen."""

import errno
import threading
import time
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import FailingFiles, add, texts
from screens import app_on, rows, running, shown, type_line, until
from textual import events

from storage.drafts import replay
from storage.errors import NewerFormat
from storage.model import LANGUAGES, GatheringState, Item, Kind, Status, Theme
from storage.store import Store
from tui.planning.register import new_person, new_theme
from tui.screens.items import Items
from tui.screens.safekeeping import Safekeeping
from tui.widgets.capture_line import CaptureLine


def items(pilot) -> list[Item]:
    return sorted(pilot.app.store.all(Item).values(), key=lambda item: item.id)


def line(pilot) -> CaptureLine:
    return pilot.app.screen.query_one(CaptureLine)


async def test_a_typed_line_is_saved_and_the_screen_says_so_with_the_time(path):
    async with running(path) as pilot:
        await type_line(pilot, "+ Trygg hjemreise på æøå")
        assert "3P-01  + Trygg hjemreise på æøå" in shown(pilot)
        assert "✓ lagret" in rows(pilot)[-4]
        assert "3P-01" in rows(pilot)[-4]
    assert texts(Store.open(path, "Ola")) == ["Trygg hjemreise på æøå"]


async def test_where_one_writes_is_always_in_sight(path, store):
    store.save(new_theme(store, "Dialog med markedet"))
    for size in ((80, 24), (60, 20), (40, 10)):
        async with running(path, size=size) as pilot:
            screen = shown(pilot)
            assert "Samling 3" in screen
            assert "Plenum" in screen
            assert "Dialog" in rows(pilot)[-4]


async def test_the_second_line_shows_what_was_understood_before_enter(path, store):
    store.save(*new_person(store, "Kari Nordhaug"))
    async with running(path) as pilot:
        await pilot.press(*"! Ringe @kari @ukjent >24.12.2026")
        await pilot.pause()
        assert "tiltak · frist tor 24.12.2026 · ansvar: Kari Nordhaug, ukjent (ny)" in rows(pilot)[-2]


@pytest.mark.parametrize("mark", [">neste samling", "#behv", ">31.02.2027", "#nytt-tema"])
async def test_a_mark_that_means_nothing_is_said_to_stay_in_the_text(path, mark):
    async with running(path) as pilot:
        await pilot.press(*f"! Ringe Ola {mark} i morgen")
        await pilot.pause()
        assert f"tiltak · «{mark.split()[0]}» blir stående i teksten" in rows(pilot)[-2]


async def test_tab_completes_names_and_themes(path, store):
    store.save(*new_person(store, "Kari Nordhaug"), new_theme(store, "Dialog med markedet"))
    async with running(path) as pilot:
        await pilot.press(*"! Ringe @ka", "tab", *"#di", "tab")
        await pilot.pause()
        assert line(pilot).text == "! Ringe @kari #dialog "


async def test_a_title_goes_to_a_theme_and_makes_it(path):
    async with running(path) as pilot:
        await type_line(pilot, "# Økonomi")
        await type_line(pilot, "Alt er dyrt")
        theme = next(iter(pilot.app.store.all(Theme).values()))
        assert items(pilot)[0].theme == theme.id
        assert "▸1 Økonomi" in shown(pilot)


async def test_keys_switch_themes_and_counts_follow(path, store):
    store.save(new_theme(store, "Økonomi"))
    store.save(new_theme(store, "Dialog"))
    async with running(path) as pilot:
        await pilot.press("alt+2")
        await type_line(pilot, "en")
        await pilot.press("f7")
        await type_line(pilot, "to")
        await pilot.press("f8")
        await type_line(pilot, "tre")
        themes = pilot.app.store.all(Theme)
        assert [themes[item.theme].title for item in items(pilot)] == ["Dialog", "Økonomi", "Dialog"]
        panel = "\n".join(row[:26] for row in rows(pilot))
        assert "▸2 Dialog               2" in panel
        assert " 1 Økonomi              1" in panel


async def test_a_line_is_filed_where_one_sat_at_enter_however_slow_the_disk(path, store, monkeypatch):
    store.save(new_theme(store, "Økonomi"))
    store.save(new_theme(store, "Dialog"))
    async with running(path) as pilot:
        files = pilot.app.store.files

        def sync(descriptor, real=files.sync):
            time.sleep(0.1)
            real(descriptor)

        monkeypatch.setattr(files, "sync", sync)
        await pilot.press(*"en", "enter", "f8", *"to", "enter", *"# Nytt", "enter", *"tre", "enter", *"# nytt", "enter")
        await pilot.press(*"fire", "enter", "ctrl+g", "2", *"fem", "enter")
        await until(pilot, lambda: len(items(pilot)) == 5)
        themes = pilot.app.store.all(Theme)
        assert [(item.text, themes[item.theme].title, item.group) for item in items(pilot)] == [
            ("en", "Økonomi", "P"),
            ("to", "Dialog", "P"),
            ("tre", "Nytt", "P"),
            ("fire", "Nytt", "P"),
            ("fem", "Økonomi", "A"),
        ]
        assert len(themes) == 3


async def test_it_does_not_say_saved_before_the_disk_has_answered(path, monkeypatch):
    async with running(path) as pilot:
        files, asked, may_answer = pilot.app.store.files, threading.Event(), threading.Event()

        def sync(descriptor, real=files.sync):
            asked.set()
            may_answer.wait(10)
            real(descriptor)

        monkeypatch.setattr(files, "sync", sync)
        await pilot.press(*"viktig", "enter")
        await until(pilot, asked.is_set)
        assert "✓ lagret" not in shown(pilot)
        may_answer.set()
        await until(pilot, lambda: "✓ lagret" in shown(pilot))


async def test_a_click_puts_an_item_into_an_empty_line_and_takes_no_keys_away(path):
    async with running(path) as pilot:
        await type_line(pilot, "en")
        await pilot.click(Items, offset=(10, 0))
        await pilot.pause()
        assert line(pilot).text == "en"
        await pilot.press("escape", *"dx")
        await pilot.click(Items, offset=(10, 0))
        await pilot.press("u")
        assert line(pilot).text == "dxu"


async def test_up_in_an_empty_line_edits_the_last_item(path):
    async with running(path) as pilot:
        await type_line(pilot, "! Ringe @ola")
        await pilot.press("up")
        await pilot.pause()
        assert line(pilot).text == "! Ringe @ola"
        await pilot.press("home", "delete", "+")
        await pilot.press("end", *" igjen", "enter")
        await until(pilot, lambda: items(pilot)[0].kind is Kind.NEED)
        assert items(pilot)[0].text == "Ringe igjen"
        assert len(items(pilot)) == 1
        assert line(pilot).text == ""


async def test_up_never_takes_a_line_that_is_begun(path):
    async with running(path) as pilot:
        await type_line(pilot, "en")
        await pilot.press(*"halv", "up", "escape")
        assert line(pilot).text == "halv"


async def test_escape_gives_an_edit_up_and_ctrl_u_brings_it_back(path):
    async with running(path) as pilot:
        await type_line(pilot, "en")
        await pilot.press("up", *" og to", "escape")
        await pilot.pause()
        assert line(pilot).text == ""
        assert items(pilot)[0].text == "en"
        await pilot.press("ctrl+u")
        assert line(pilot).text == "en og to"


async def test_a_chosen_item_changes_kind_theme_and_state_and_all_of_it_is_undone(path, store):
    store.save(new_theme(store, "Økonomi"))
    async with running(path) as pilot:
        await type_line(pilot, "en")
        await type_line(pilot, "to")
        before = items(pilot)
        await pilot.press("f2", "up", "4", "d", "t", "2", "x")
        await until(pilot, lambda: len(items(pilot)) == 1)
        await pilot.press("u")
        await until(pilot, lambda: len(items(pilot)) == 2)
        changed = items(pilot)[0]
        assert (changed.kind, changed.status, changed.theme) == (Kind.ACTION, Status.DONE, "")
        await pilot.press("u", "u", "u")
        await until(pilot, lambda: items(pilot) == before)
        await pilot.press("r")
        await until(pilot, lambda: items(pilot)[0].kind is Kind.ACTION)


async def test_nothing_is_chosen_that_is_not_there(path):
    async with running(path) as pilot:
        await pilot.press("f2", "4", "d", "x", "t", "enter", "up", "j", "k", "pageup", "end", "u")
        await pilot.pause(0.1)
        assert items(pilot) == []
        await pilot.press("escape")
        await type_line(pilot, "én")
        assert len(items(pilot)) == 1


async def test_letters_are_text_in_the_line_and_commands_in_the_list(path):
    async with running(path) as pilot:
        await type_line(pilot, "jkdxut123?")
        assert items(pilot)[0].text == "jkdxut123?"
        await pilot.press("f2", "d")
        await until(pilot, lambda: items(pilot)[0].status is Status.DONE)


async def test_a_pasted_page_becomes_an_item_a_line(path):
    async with running(path) as pilot:
        await pilot.press(*"før ")
        line(pilot).post_message(events.Paste("én\r\n\r\n! to @ola\rtre\nhalv"))
        await until(pilot, lambda: len(items(pilot)) == 3)
        assert [(item.kind.value, item.text) for item in items(pilot)] == [
            ("point", "før én"),
            ("action", "to"),
            ("point", "tre"),
        ]
        assert line(pilot).text == "halv"


async def test_the_stream_shows_all_or_the_theme_or_all_by_theme(path):
    async with running(path) as pilot:
        for text in ("# Økonomi", "dyrt", "# Dialog", "prat"):
            await type_line(pilot, text)
        assert "dyrt" in shown(pilot)
        await pilot.press("f3")
        await pilot.pause()
        assert "dyrt" not in shown(pilot)
        assert "prat" in shown(pilot)
        await pilot.press("f3")
        await pilot.pause()
        body = [row[26:].strip() for row in rows(pilot)]
        assert [row for row in body if row in ("Økonomi", "Dialog")] == ["Økonomi", "Dialog"]


async def test_who_comes_back_sits_with_the_group_that_they_wrote_for(path):
    async with running(path) as pilot:
        await pilot.press("ctrl+g", "b")
        await type_line(pilot, "fra bordet")
        assert "Gruppe B" in rows(pilot)[0]
    async with running(path, who="Ola") as pilot:
        assert "Plenum" in rows(pilot)[0]
        await pilot.press("ctrl+g", "G")
        assert "Gruppe G" in rows(pilot)[0]
    async with running(path) as pilot:
        assert "Gruppe B" in rows(pilot)[0]
        await pilot.press("ctrl+g", "p")
        await type_line(pilot, "i plenum")
    async with running(path) as pilot:
        assert "Plenum" in rows(pilot)[0]


async def test_what_others_write_appears_with_their_group_within_a_second(path):
    async with running(path) as pilot:
        other = Store.open(path, "Ola")
        add(other, "fra det andre bordet", group="C", scribe="Ola")
        await until(pilot, lambda: "3C-01  · fra det andre bordet" in shown(pilot), seconds=1.5)
        assert "også her: Ola (C)" in shown(pilot)


async def test_an_item_that_two_change_at_once_keeps_both_changes(path):
    async with running(path) as pilot:
        await type_line(pilot, "en")
        other = Store.open(path, "Ola")
        (theirs,) = other.all(Item).values()
        other.save(replace(theirs, text="en, sa Ola"))
        await pilot.press("f2", "d")
        await until(pilot, lambda: [(i.status, i.text) for i in items(pilot)] == [(Status.DONE, "en, sa Ola")])


async def test_an_edit_leaves_alone_what_others_changed_meanwhile(path):
    async with running(path) as pilot:
        await type_line(pilot, "en")
        await pilot.press("up", *" og to")
        other = Store.open(path, "Ola")
        (theirs,) = other.all(Item).values()
        other.save(replace(theirs, status=Status.DONE, details="sett av Ola"))
        await until(pilot, lambda: items(pilot)[0].status is Status.DONE)
        await pilot.press("enter")
        await until(pilot, lambda: items(pilot)[0].text == "en og to")
        assert (items(pilot)[0].status, items(pilot)[0].details) == (Status.DONE, "sett av Ola")
        assert pilot.app.store.conflicts() == []


async def test_two_edits_of_the_same_words_at_once_are_both_kept(path):
    async with running(path) as pilot:
        await type_line(pilot, "en")
        await pilot.press("up", *" fra Kari")
        other = Store.open(path, "Ola")
        (theirs,) = other.all(Item).values()
        other.save(replace(theirs, text="en fra Ola"))
        await until(pilot, lambda: items(pilot)[0].text == "en fra Ola")
        await pilot.press("enter")
        await until(pilot, lambda: items(pilot)[0].text == "en fra Kari")
        (conflict, *_) = [c for c in pilot.app.store.conflicts() if c.field == "text"]
        assert [write.value for write in conflict.writes] == ["en fra Ola", "en fra Kari"]


async def test_a_finished_gathering_takes_no_line_and_loses_none(path, store):
    add(store, "før", group="P")
    store.save(replace(store.open_gathering(), state=GatheringState.FINAL))
    store.close()
    async with running(path) as pilot:
        await pilot.press(*"etter", "enter")
        await pilot.pause(0.2)
        assert line(pilot).text == "etter"
        assert "Samling 3 er avsluttet" in shown(pilot)
        line(pilot).post_message(events.Paste(" en\nto"))
        await pilot.press("f2", "up", "2", "x")
        await pilot.pause(0.2)
        assert line(pilot).text == "etter en to"
        assert [(item.text, item.kind) for item in items(pilot)] == [("før", Kind.POINT)]
        await pilot.press("d")  # what was agreed is done after the gathering
        await until(pilot, lambda: items(pilot)[0].status is Status.DONE)


async def test_one_sits_down_again_where_one_wrote_last(path):
    async with running(path) as pilot:
        for text in ("# Økonomi", "# Dialog", "# Økonomi", "dyrt"):
            await type_line(pilot, text)
    async with running(path) as pilot:
        assert "▸ Økonomi" in rows(pilot)[-4]


async def test_a_line_that_cannot_be_used_comes_back(path):
    async with running(path) as pilot:
        await pilot.press(*"s/finnes ikke/x/", "enter")
        await until(pilot, lambda: line(pilot).text == "s/finnes ikke/x/")
        assert "Ingen av gruppens punkter" in rows(pilot)[-4]


async def test_it_never_says_saved_when_it_is_not_and_saves_when_it_can(path, monkeypatch):
    monkeypatch.setattr("tui.saver.RETRY", 0.05)
    async with running(path) as pilot:
        files = pilot.app.store.files
        broken = True

        def create(target, mode, *, appends=True, real=files.create):
            if broken and "journals" in str(target):
                raise OSError(errno.ENOSPC, "No space left on device")
            return real(target, mode, appends=appends)

        monkeypatch.setattr(files, "create", create)
        await pilot.press(*"viktig", "enter", *"mer")
        await until(pilot, lambda: "IKKE LAGRET: disken er full" in shown(pilot))
        assert "lagret 1" not in shown(pilot)
        assert line(pilot).text == "mer"
        assert items(pilot) == []
        (draft,) = (path / "drafts").glob("*.draft")
        assert replay(draft.read_bytes(), draft.stem) == "viktig\nmer"
        broken = False
        await until(pilot, lambda: [item.text for item in items(pilot)] == ["viktig"])
        assert "✓ lagret" in shown(pilot)


async def test_what_was_not_saved_at_the_end_is_there_at_the_next_start(path):
    async with running(path) as pilot:
        await type_line(pilot, "lagret")
        await pilot.press(*"halvferdig æøå")
    async with running(path) as pilot:
        assert line(pilot).text == "halvferdig æøå"
        assert "Linjen du ikke rakk å lagre" in shown(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: len(items(pilot)) == 2)
    async with running(path) as pilot:
        assert line(pilot).text == ""


async def test_a_half_line_is_brought_to_the_disk_while_one_types(path, monkeypatch):
    monkeypatch.setattr("tui.screens.safekeeping.PAUSE", 0.05)
    async with running(path) as pilot:
        files = pilot.app.store.files
        synced = []

        def sync(descriptor, real=files.sync):
            synced.append(Path(f"/proc/self/fd/{descriptor}").readlink().suffix)
            real(descriptor)

        monkeypatch.setattr(files, "sync", sync)
        await pilot.press(*"halv")
        await until(pilot, lambda: ".draft" in synced)


def test_a_line_that_comes_back_is_on_the_disk_anew_before_the_old_one_is_marked(path):
    old = Store.open(path, "Kari").draft()
    old.keep("halv")
    files = FailingFiles()
    assert Safekeeping(Store.open(path, "Kari", files=files), str).bring_back([""]) == "halv"
    assert files.calls[:4] == ["create", "append", "sync", "sync_folder"]


def test_a_line_that_cannot_be_brought_to_the_disk_comes_back_again(path):
    old = Store.open(path, "Kari").draft()
    old.keep("halv")
    files = FailingFiles()
    files.fails = lambda name, _: name == "sync" and files.calls.count("sync") == 1
    assert Safekeeping(Store.open(path, "Kari", files=files), str).bring_back([""]) == "halv"
    assert "halv" in [found.text for found in Store.open(path, "Kari").found_drafts() if found.path == old.path]


async def test_following_goes_on_after_a_fault_in_reading(path, monkeypatch):
    failed = []

    def news(_):
        failed.append(True)
        raise OSError(errno.EIO, "Input/output error")

    async with running(path) as pilot:
        with monkeypatch.context() as broken:
            broken.setattr(Store, "news", news)
            await until(pilot, lambda: failed)
        add(Store.open(path, "Ola"), "fra Ola")
        await until(pilot, lambda: "fra Ola" in shown(pilot))


async def test_a_json_store_that_could_not_be_written_is_written_when_it_can(path, monkeypatch):
    monkeypatch.setattr("tui.screens.following.QUIET", 0.1)
    failed = []
    async with running(path) as pilot:
        files = pilot.app.store.files

        def replace_once(source, target, real=files.replace):
            if target.name == "store.json" and not failed:
                failed.append(True)
                raise OSError(errno.EIO, "Input/output error")
            real(source, target)

        monkeypatch.setattr(files, "replace", replace_once)
        await type_line(pilot, "nattro")
        await until(pilot, lambda: "nattro" in (path / "store.json").read_text())
        assert failed


async def test_keys_are_taken_before_the_store_has_been_read(path, monkeypatch):
    async with running(path) as pilot:
        await type_line(pilot, "# Økonomi")
        await pilot.press(*"fra i går")
    read, may_read = Store.news, threading.Event()

    def slowly(store):
        may_read.wait(10)
        return read(store)

    monkeypatch.setattr(Store, "news", slowly)
    app = app_on(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"! straks", "enter", "f6", "f8", "ctrl+z", *"halv")
        assert not app.screen.ready
        assert "Åpner" in shown(pilot)
        assert line(pilot).text == "halv"
        may_read.set()
        await until(pilot, lambda: app.screen.ready and len(items(pilot)) == 2)
        assert {item.text for item in items(pilot)} == {"straks", "fra i går"}
        assert {app.store.all(Theme)[item.theme].title for item in items(pilot)} == {"Økonomi"}
        assert line(pilot).text == "halv"
        await app.action_leave()


async def test_a_store_that_cannot_be_read_is_told_when_the_screen_has_ended(path):
    journal = next((path / "journals").iterdir())
    content = journal.read_bytes().split(b" ", 1)[1].split(b"\n")[0].replace(b'"format":1', b'"format":99')
    journal.write_bytes(b"\n%08x %s" % (zlib.crc32(content), content))
    (path / "store.json").unlink()
    app = app_on(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.refusal is not None)
    assert isinstance(app.refusal, NewerFormat)
    assert app.return_value == 1


async def test_a_half_line_that_says_what_an_older_item_says_comes_back_too(path):
    async with running(path) as pilot:
        await type_line(pilot, "ja")
        await type_line(pilot, "nei")
        await pilot.press(*"ja")
    async with running(path) as pilot:
        assert line(pilot).text == "ja"


async def test_a_line_that_was_saved_before_its_draft_was_emptied_does_not_come_twice(path, store):
    draft = store.draft()
    draft.keep("lagret like før strømmen gikk")
    add(store, "lagret like før strømmen gikk", group="P", scribe="Kari", raw="lagret like før strømmen gikk")
    store.close()
    async with running(path) as pilot:
        assert line(pilot).text == ""
        assert len(items(pilot)) == 1


async def test_nobody_gets_anothers_half_typed_line(path):
    async with running(path) as pilot:
        await pilot.press(*"mitt")
    async with running(path, who="Ola") as pilot:
        assert line(pilot).text == ""


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_screen_speaks_each_language_and_changes_while_it_runs(path, language):
    words = {"nb": "Temaer", "nn": "Kva tema", "en": "Themes"}
    async with running(path, language="nb" if language != "nb" else "en") as pilot:
        await pilot.press("ctrl+l", str(LANGUAGES.index(language) + 1))
        await pilot.pause()
        assert pilot.app.say.language == language
        hint = {"nb": "spørsmål", "nn": "spørsmål", "en": "question"}[language]
        assert hint in rows(pilot)[-2]
        assert {"nb": "Hjelp", "nn": "Hjelp", "en": "Help"}[language] in rows(pilot)[-1]
        if language != "nn":
            assert words[language] in shown(pilot)


@pytest.mark.parametrize(
    "text",
    [
        "[/]",
        "[@click=app.quit]x[/]",
        "[b]rød[/b]",
        "\\[x]",
        "\x1b]0;tittel\x07",
        "\u202esnudd",
        "👩‍👩‍👧 日本語",
        "\ud800",
    ],
)
async def test_text_of_any_kind_is_only_text(path, store, text):
    add(store, text, group="P")
    store.close()
    async with running(path) as pilot:
        assert not {"\x1b", "\x07", "\u202e"} & set(shown(pilot))
        await pilot.press("up")
        await pilot.pause()
        assert line(pilot).text == text
        await pilot.press("x", "enter")
        await until(pilot, lambda: items(pilot)[0].text == text + "x")


@pytest.mark.parametrize("size", [(200, 60), (80, 24), (40, 10), (20, 5), (4, 2), (1, 1)])
async def test_no_size_stops_it(path, size):
    async with running(path, size=size) as pilot:
        await type_line(pilot, "! en ganske lang linje som ikke får plass i et lite vindu @ola >24.12")
        await pilot.press("f2", "up", "escape", "f3", "f1", "escape")
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "en ganske lang linje" in shown(pilot)


async def test_a_line_of_a_megabyte_is_kept_whole(path):
    whole = "æ" * 1_000_000
    async with running(path) as pilot:
        line(pilot).post_message(events.Paste(whole))
        await pilot.press("x", "backspace", "enter")
        await until(pilot, lambda: len(items(pilot)) == 1, seconds=20)
        assert items(pilot)[0].text == whole


async def test_an_item_of_another_theme_is_edited_while_only_those_of_the_theme_are_shown(path):
    async with running(path) as pilot:
        await type_line(pilot, "# Behov")
        await type_line(pilot, "i det ene")
        await type_line(pilot, "# Dialog")
        await type_line(pilot, "i det andre")
        await pilot.press("f3", "up", "up")
        assert "endrer" in shown(pilot)
        await pilot.press(*" temaet", "enter")
        await until(pilot, lambda: not pilot.app.screen.saver.pending)
        await pilot.press("f3")
        assert "i det ene temaet" in shown(pilot)
