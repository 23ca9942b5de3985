"""A store.json that somebody changed with another program: shown, taken in or put aside, and never overwritten."""

import json
import shutil
from dataclasses import replace

import pytest
from commands import Shell
from conftest import add, names_in
from screens import rows, running, shown, type_line, until
from tinydb import TinyDB, where

from storage.model import Item
from storage.store import Store
from tui.screens.capture import CaptureScreen
from tui.screens.choice import ChoiceScreen


def change_by_hand(path) -> None:
    """Change store.json with stock TinyDB: insert, update, remove."""
    with TinyDB(path / "store.json", encoding="utf-8") as database:
        items = database.table("items")
        (one,) = items.search(where("text") == "one")
        items.insert({**one, "id": "0BYHAND0000000000000000000", "text": "made by hand", "number": 9})
        items.update({"text": "one, mended \x1b[31m", "due": "2099-12-04"}, where("text") == "one")
        items.remove(where("text") == "two")


def texts(store: Store) -> set[str]:
    store.read_on()
    return {item.text for item in store.all(Item).values()}


MENDED = {"one, mended \x1b[31m", "three", "made by hand"}


# The command


@pytest.fixture(scope="module")
def pattern(tmp_path_factory):
    """A store with three items."""
    shell = Shell(tmp_path_factory.mktemp("pattern"))
    shell.ok("new", "--name", "Velferd")
    shell.ok("add", "one", "two", "three")
    return shell.home / "store"


@pytest.fixture
def shell(tmp_path, pattern):
    """A shell that stands beside a copy of that store."""
    shutil.copytree(pattern, tmp_path / "store")
    return Shell(tmp_path)


def test_adopt_shows_what_was_changed_and_takes_it_in(shell):
    path = shell.home / "store"
    change_by_hand(path)
    done = shell.run("adopt")
    assert done.returncode == 0
    told = [" ".join(row.split()) for row in done.stdout.splitlines()]
    assert "1P-01 changed text “one” → “one, mended ␛[31m”" in told
    assert "1P-01 changed due nothing → Fri 4/12/2099" in told
    assert "– made text “made by hand”" in told
    assert "1P-02 deleted two" in told
    assert "New: 1. Changed: 1. Deleted: 1." in done.stderr
    (aside,) = names_in(path / "archive")
    assert aside in done.stderr.replace("\n", "")
    assert {item["text"] for item in shell.json("list")} == MENDED
    assert shell.run("check").returncode == 0
    shown_now = json.loads((path / "store.json").read_text(encoding="utf-8"))
    assert {row["text"] for row in shown_now["items"].values()} == MENDED
    assert "nothing to take in" in shell.run("adopt").stderr


def test_what_was_taken_in_can_be_undone(shell):
    change_by_hand(shell.home / "store")
    shell.ok("adopt")
    shell.ok("undo")
    assert {item["text"] for item in shell.json("list")} == {"one", "two", "three"}


def test_a_scribes_change_made_meanwhile_is_not_overwritten(shell):
    path = shell.home / "store"
    change_by_hand(path)
    kari = Store.open(path, "Kari")
    (one,) = [item for item in kari.all(Item).values() if item.text == "one"]
    kari.save(replace(one, text="one, says Kari", said_by="Ola"))
    kari.close()
    shell.ok("adopt")
    store = Store.open(path, "Kari")
    (one,) = [item for item in store.all(Item).values() if item.number == 1]
    assert one.said_by == "Ola"
    assert {write.value for write in store.disputed(one)["text"].writes} == {"one, says Kari", "one, mended \x1b[31m"}


def test_a_dry_run_changes_nothing(shell):
    path = shell.home / "store"
    change_by_hand(path)
    before = (path / "store.json").read_bytes()
    done = shell.run("adopt", "--dry-run")
    assert "made by hand" in done.stdout
    assert "Nothing was taken in" in done.stderr
    assert (path / "store.json").read_bytes() == before
    assert {item["text"] for item in shell.json("list")} == {"one", "two", "three"}


def test_discard_puts_the_file_aside_and_says_where(shell):
    path = shell.home / "store"
    change_by_hand(path)
    changed = (path / "store.json").read_bytes()
    done = shell.run("adopt", "--discard")
    (aside,) = names_in(path / "archive")
    assert aside in done.stderr.replace("\n", "")
    assert (path / "archive" / aside).read_bytes() == changed
    assert {item["text"] for item in shell.json("list")} == {"one", "two", "three"}
    assert "nothing to take in" in shell.run("adopt").stderr


def test_there_is_nothing_to_adopt_in_a_store_that_nobody_touched(shell):
    done = shell.run("adopt")
    assert (done.returncode, done.stdout) == (0, "")
    assert "nothing to take in" in done.stderr
    (shell.home / "store" / "store.json").unlink()
    assert "nothing to take in" in shell.run("adopt").stderr


def test_a_file_that_cannot_be_read_is_told_and_can_be_put_aside(shell):
    path = shell.home / "store" / "store.json"
    path.write_text("[", encoding="utf-8")
    done = shell.run("adopt")
    assert done.returncode == 6
    assert "--discard" in done.stderr
    assert path.read_text(encoding="utf-8") == "["
    shell.ok("adopt", "--discard")
    assert not path.exists()


# The screen


def look_often(monkeypatch) -> None:
    """Have the screen look at the store many times a second, and believe at once what it sees."""
    monkeypatch.setattr("tui.screens.following.PAUSE", 0.05)
    monkeypatch.setattr("tui.screens.findings.STILL", 0.0)


@pytest.fixture
def changed(path, store, monkeypatch):
    """The folder of a store whose store.json was changed by hand while nobody had it open."""
    look_often(monkeypatch)
    for text in ("one", "two", "three"):
        add(store, text, group="P")
    store.close()
    change_by_hand(path)
    return path


def is_asking(pilot) -> bool:
    return isinstance(pilot.app.screen, ChoiceScreen)


async def test_the_screen_asks_in_words_and_takes_the_changes_in(changed):
    async with running(changed) as pilot:
        await until(pilot, lambda: is_asking(pilot))
        await pilot.pause()
        assert "store.json er endret utenfor programmet" in shown(pilot)
        assert "Ta inn de 3 endringene" in shown(pilot)
        await pilot.press("2")
        await until(pilot, lambda: texts(pilot.app.store) == MENDED)
        await until(pilot, lambda: "tatt inn; filen ligger i archive/store-" in rows(pilot)[-4])
        assert not pilot.app.store.hand_made
        await pilot.press("ctrl+z")
        await until(pilot, lambda: texts(pilot.app.store) == {"one", "two", "three"})
    assert len(names_in(changed / "archive")) == 1
    assert "made by hand" not in json.loads((changed / "store.json").read_text(encoding="utf-8"))["items"]


async def test_the_screen_puts_the_file_aside(changed):
    async with running(changed) as pilot:
        await until(pilot, lambda: is_asking(pilot))
        await pilot.press("3")
        await until(pilot, lambda: "filen ligger nå i archive/store-" in rows(pilot)[-4])
        assert texts(pilot.app.store) == {"one", "two", "three"}


async def test_an_answer_that_comes_after_somebody_elses_does_nothing(changed):
    async with running(changed) as pilot:
        await until(pilot, lambda: is_asking(pilot))
        other = Store.open(changed, "Ola")
        other.commit(other.plan_hand_changes())
        other.set_aside()
        other.close()
        await pilot.press("2")
        await until(pilot, lambda: "tatt hånd om av en annen" in rows(pilot)[-4])
        await until(pilot, lambda: texts(pilot.app.store) == MENDED)
    assert len(names_in(changed / "archive")) == 1


@pytest.mark.parametrize("key", ["1", "enter", "escape"])
async def test_later_leaves_everything_and_does_not_ask_again(changed, key):
    before = (changed / "store.json").read_bytes()
    async with running(changed) as pilot:
        await until(pilot, lambda: is_asking(pilot))
        await pilot.press(key)
        await until(pilot, lambda: isinstance(pilot.app.screen, CaptureScreen))
        assert "se «samling adopt»" in rows(pilot)[-4]
        await type_line(pilot, "four")
        await pilot.pause(0.2)
        assert not is_asking(pilot)
    assert (changed / "store.json").read_bytes() == before


async def test_nobody_is_asked_while_a_line_is_being_typed(changed):
    async with running(changed) as pilot:
        await pilot.press(*"half a")
        await until(pilot, lambda: "spør når linjen er tom" in rows(pilot)[-4])
        await pilot.press(*" line")
        await pilot.pause(0.2)
        assert not is_asking(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: is_asking(pilot))
        assert "half a line" in texts(pilot.app.store)
        await pilot.press("escape")


async def test_a_change_made_while_the_screen_is_open_is_asked_about_when_it_would_be_overwritten(
    path, store, monkeypatch
):
    look_often(monkeypatch)
    monkeypatch.setattr("tui.screens.following.QUIET", 0.2)
    for text in ("one", "two", "three"):
        add(store, text, group="P")
    store.close()
    async with running(path) as pilot:
        change_by_hand(path)
        await type_line(pilot, "meanwhile")
        await until(pilot, lambda: is_asking(pilot))
        await pilot.press("2")
        await until(pilot, lambda: texts(pilot.app.store) == {*MENDED, "meanwhile"})
        await until(pilot, lambda: not pilot.app.store.hand_made)


async def test_a_file_written_in_another_way_that_says_the_same_is_not_asked_about(path, store, monkeypatch):
    look_often(monkeypatch)
    add(store, "one", group="P")
    store.close()
    file = path / "store.json"
    file.write_text(json.dumps(json.loads(file.read_text(encoding="utf-8"))), encoding="utf-8")
    async with running(path) as pilot:
        assert pilot.app.store.hand_made
        await pilot.pause(0.2)
        assert not is_asking(pilot)


# Damage


async def test_damage_is_told_in_words_and_the_saved_mark_comes_back(path, store):
    for text in ("one", "two", "three"):
        add(store, text, group="P")
    store.close()
    journal = max((path / "journals").iterdir(), key=lambda file: file.stat().st_size)
    journal.write_bytes(journal.read_bytes().replace(b'"two"', b'"tvo"'))
    (path / "store.json").unlink()
    async with running(path) as pilot:
        assert "steder kan ikke leses: kjør «samling check»" in rows(pilot)[-4]
        await type_line(pilot, "fire")
        assert "samling check" not in shown(pilot)
        assert "✓ lagret" in rows(pilot)[-4]
