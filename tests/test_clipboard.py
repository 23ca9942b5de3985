"""What is copied: by OSC 52 to the terminal of whoever looks, and into a private file."""

from __future__ import annotations

import base64
import re

import pytest
from conftest import add, any_text
from hypothesis import given
from pseudo_terminal import SAMLING, PseudoTerminal, environment
from screens import running, shown, until
from test_fuzz import ALLOWED, HOSTILE, RAW, around, fill, unallowed

from storage.model import LANGUAGES
from storage.store import Store
from tui.phrases import Phrases
from tui.safe import safe
from tui.tty.clipboard import MOST, asked_of_terminal, keep_copy, kept, printable

ASKED = re.compile(rb"\x1b\]52;c;([^\x07]*)\x07")


def copied(output: bytes) -> list[str]:
    """Return the texts that the terminal was asked to copy."""
    return [base64.b64decode(coded, validate=True).decode() for coded in ASKED.findall(output)]


@given(any_text)
def test_only_base64_is_sent_of_what_only_prints(text):
    asked = asked_of_terminal(text)
    assert ALLOWED.fullmatch(asked.encode()) or not printable(text)
    assert copied(asked.encode()) == [printable(text)]
    assert not RAW.search(printable(text).replace("\n", ""))
    assert printable(text).split("\n") == [safe(line) for line in text.split("\n")]


def test_what_is_more_than_terminals_take_is_not_asked_of_them():
    assert len(asked_of_terminal("x" * (MOST * 3 // 4 - 2))) > MOST - 8
    assert asked_of_terminal("x" * MOST) == ""


def test_the_file_is_private_and_holds_the_last_copy(tmp_path):
    path = tmp_path / "state" / "samling" / "copied.txt"
    for text in HOSTILE:
        keep_copy(path, text)
        assert path.read_text(encoding="utf-8") == printable(text) + "\n"
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_a_link_in_the_place_of_the_file_is_not_followed(tmp_path):
    path, other = tmp_path / "copied.txt", tmp_path / "other"
    other.write_text("mine")
    path.symlink_to(other)
    keep_copy(path, "text")
    assert (path.read_text(), other.read_text()) == ("text\n", "mine")


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_said_where_a_copy_is_and_where_it_is_not(language, tmp_path, monkeypatch):
    say = Phrases(language)
    monkeypatch.setenv("HOME", str(tmp_path))
    path = tmp_path / "copied.txt"
    assert "~/copied.txt" in kept(path, "x", say, asked=True)[0]
    assert kept(path, "x", say, asked=True)[0] != kept(path, "x", say, asked=False)[0]
    assert kept(None, "x", say, asked=True)[1] == "good"
    assert kept(None, "x", say, asked=False)[1] == "alarm"
    path.unlink()
    path.mkdir()
    told, style = kept(path, "x", say, asked=True)
    assert ("~/copied.txt" in told, style) == (True, "warning")
    assert kept(path, "x", say, asked=False)[1] == "alarm"


async def test_y_copies_the_chosen_one_and_says_where(path):
    store = Store.open(path, "Kari")
    add(store, "Vi må høre brukerne.", group="P", scribe="Kari")
    store.close()
    file = path.parent / ".local" / "state" / "samling" / "copied.txt"
    async with running(path) as pilot:
        await pilot.press("f2", "y")
        await until(pilot, lambda: "Kopiert" in shown(pilot))
        assert file.read_text(encoding="utf-8") == "3P-01  Vi må høre brukerne.\n"
        assert pilot.app.clipboard.endswith("Vi må høre brukerne.")
        await pilot.press("escape", "f6", "y")
        await until(pilot, lambda: "Kopiert" in shown(pilot))
        assert file.read_text(encoding="utf-8").startswith("3  ")
        await pilot.press("escape")
        await pilot.pause()


def screen(path, home, **more):
    return PseudoTerminal([SAMLING, "--store", str(path), "--scribe", "åse"], environment(home, **more))


def test_a_terminal_gets_what_stands_on_the_row_and_nothing_raw_of_it(path, tmp_path):
    fill(path)
    with screen(path, tmp_path) as terminal:
        terminal.wait_for("F1 Hjelp")
        terminal.wait_for("3P-15")
        terminal.type("\x1bOQ")
        terminal.wait_for("1-6 Type")
        for number in range(15, 0, -1):
            terminal.type("y")
            terminal.wait_until(
                lambda number=number: any(f"3P-{number:02}" in text for text in copied(terminal.output))
            )
            terminal.type("k")
        texts = copied(bytes(terminal.output))
        assert len(texts) == 15
        assert not any(RAW.search(text) for text in texts)
        assert not unallowed(output := bytes(terminal.output)), around(output, unallowed(output))


def test_a_restricted_account_copies_to_its_terminal_alone(path, tmp_path):
    store = Store.open(path, "Kari")
    add(store, "Vi må høre brukerne.", group="P", scribe="Kari")
    store.close()
    more = {"SAMLING_RESTRICTED": "1", "SAMLING_FILES": str(tmp_path / "files"), "SAMLING_STORE": str(path)}
    with PseudoTerminal([SAMLING], environment(tmp_path, **more)) as terminal:
        terminal.wait_for("3P-01")
        terminal.type("\x1bOQ")
        terminal.wait_for("1-6 Type")
        terminal.type("y")
        terminal.wait_for("Kopiert, om terminalen tillater det")
        assert copied(bytes(terminal.output)) == ["3P-01  Vi må høre brukerne."]
    assert list(tmp_path.rglob("copied.txt")) == []


def test_a_console_without_a_clipboard_is_not_asked(path, tmp_path):
    store = Store.open(path, "Kari")
    add(store, "Vi må høre brukerne.", group="P", scribe="Kari")
    store.close()
    with screen(path, tmp_path, TERM="linux") as terminal:
        terminal.wait_for("3P-01")
        terminal.type("\x1bOQ")
        terminal.wait_for("1-6 Type")
        terminal.type("y")
        terminal.wait_for("Kopiert til ~/.local/state/samling/copied.txt")
        assert copied(bytes(terminal.output)) == []
