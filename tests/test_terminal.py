"""The program in a real terminal: what is typed, what is painted, and what is left when either is cut off."""

from __future__ import annotations

import json
import re
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from pseudo_terminal import SAMLING, PseudoTerminal, environment
from scribes import Start, is_left_in_order, line, make_network, starting, texts

CONTROL_SEQUENCE = re.compile(rb"\x1b\[[0-?]*[ -/]*[@-~]")
POINTER = re.compile(rb"\x1b\]22;[a-z]+\x07")
"""The one sequence of the other kind that Textual sends: the shape of the mouse pointer."""
PAGE = [f"Linje {number} på møtet" for number in range(1, 41)]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A network with three themes and gathering 1 today."""
    return make_network(tmp_path / "nettverk")


@pytest.fixture
def start(store: Path) -> Iterator[Start]:
    """Starts the program on the store."""
    with starting(store) as started:
        yield started


def cell_under_cursor(terminal: PseudoTerminal) -> tuple[str, int]:
    """The row's text before the cursor, and the column that it is in."""
    cursor = terminal.screen.cursor
    assert not cursor.hidden
    return terminal.screen.display[cursor.y][: cursor.x], cursor.x


# typing


@pytest.mark.parametrize("locale", ["C.UTF-8", "nb_NO.UTF-8", "nb_NO"])
def test_an_item_is_saved_with_the_time_and_its_reference(start, store, locale):
    terminal = start(LANG=locale)
    terminal.type("+ Trygg hjemreise på æøå\r")
    terminal.wait_until(lambda: re.search(r"✓ lagret \d\d:\d\d:\d\d  1P-01", terminal.text) is not None)
    terminal.wait_for("1P-01  + Trygg hjemreise på æøå")
    assert texts(store) == ["Trygg hjemreise på æøå"]
    assert line(terminal) == ""


def test_a_stray_latin_1_byte_is_its_letter(start, store):
    terminal = start()
    terminal.type(b"R\xf8de kors \xe5pner ")
    terminal.wait_for("Røde kors åpner")
    terminal.type("dørene\r")
    terminal.wait_for("1P-01")
    assert texts(store) == ["Røde kors åpner dørene"]


@pytest.mark.parametrize(
    "pasted",
    ["\x1b[200~" + "\r".join([*PAGE, ""]) + "\x1b[201~", "\r".join([*PAGE, ""])],
    ids=["bracketed", "as keys"],
)
def test_every_line_of_a_pasted_page_is_an_item(start, store, pasted):
    terminal = start()
    terminal.type(pasted)
    terminal.wait_for("1P-40")
    assert texts(store) == PAGE
    assert line(terminal) == ""


def test_keys_that_come_all_at_once_are_taken_in_their_order(start, store):
    terminal = start()
    terminal.type("! Kjøpe inf\x7fn\r+ Trygg hjen\x7fm\x1b[D\x1b[Dt\x7f\x1b[F\r? Hvem")
    terminal.wait_until(lambda: "1P-02" in terminal.text and line(terminal) == "? Hvem")
    assert texts(store) == ["Kjøpe inn", "Trygg hjem"]


def test_a_theme_that_is_chosen_concerns_only_what_is_typed_after_it(start):
    terminal = start()
    terminal.type("under Behov\r\x1b[19~under Dialog\r")
    terminal.wait_for("1P-02")
    assert "1 Behov                1" in terminal.text
    assert "▸2 Dialog               1" in terminal.text


def test_typing_works_at_every_size_of_the_window(start, store):
    terminal = start()
    typed = ""
    for columns, rows in ((40, 10), (20, 5), (120, 40), (80, 24)):
        terminal.resize(columns, rows)
        terminal.type("æ!")
        typed += "æ!"
        terminal.wait_until(lambda expected=typed: line(terminal) == expected)
    terminal.type("\r")
    terminal.wait_for("1P-01")
    assert texts(store) == [typed]


def test_alt_and_a_number_and_f7_and_f8_change_the_theme(start):
    terminal = start()
    for keys, theme in (("\x1b2", "2 Dialog"), ("\x1b[19~", "3 Kontrakt"), ("\x1b[18~", "2 Dialog")):
        terminal.type(keys)
        terminal.wait_for("▸" + theme)


def test_the_function_keys_of_putty_do_what_those_of_xterm_do(start):
    putty, xterm = start(), start()
    xterm.settle()
    home = xterm.text
    for number, of_putty, of_xterm in ((1, "11~", "OP"), (2, "12~", "OQ"), (3, "13~", "OR"), (4, "14~", "OS")):
        xterm.type("\x1b" + of_xterm)
        xterm.wait_until(lambda: xterm.text != home)
        xterm.settle(0.1)
        putty.type("\x1b[" + of_putty)
        putty.wait_until(lambda: putty.text == xterm.text)
        for terminal in (putty, xterm):
            terminal.type("\x1b" if number != 3 else "\x1b[13~" * 2)
            terminal.wait_until(lambda painted=terminal: painted.text == home)


# together


def test_two_scribes_see_each_others_items_within_a_second_with_the_group(start, store):
    kari, ola = start("kari"), start("ola")
    ola.type("\x07")
    ola.wait_for("Hvilken gruppe")
    ola.type("\x1b[B\x1b[B\r")
    ola.wait_for("Gruppe B · ola")
    ola.type("fra Olas bord\r")
    ola.wait_for("lagret")
    kari.wait_for("1B-01  · fra Olas bord", seconds=1)
    kari.wait_for("også her: ola (B)", seconds=1)
    kari.type("! fra Karis bord\r")
    kari.wait_for("lagret")
    ola.wait_for("1P-01  ! fra Karis bord", seconds=1)
    ola.wait_for("også her: kari (P)", seconds=1)
    assert texts(store) == ["fra Olas bord", "fra Karis bord"]


# cut off


def test_after_a_kill_the_items_are_there_and_the_half_line_is_under_the_cursor(start, store):
    first = start()
    first.type("+ Trygg hjemreise\r")
    first.wait_for("lagret")
    first.type("! Kjøpe inn på prø")
    first.wait_until(lambda: line(first) == "! Kjøpe inn på prø")
    first.kill()
    assert first.wait_for_end() == -signal.SIGKILL
    second = start()
    second.wait_until(lambda: line(second) == "! Kjøpe inn på prø")
    assert "1P-01  + Trygg hjemreise" in second.text
    assert cell_under_cursor(second) == ("› ! Kjøpe inn på prø", 20)
    second.type("ve\r")
    second.wait_for("1P-02")
    assert texts(store) == ["Trygg hjemreise", "Kjøpe inn på prøve"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_within_a_second_with_the_terminal_in_order(start, number):
    terminal = start()
    terminal.type("halv linje")
    terminal.wait_until(lambda: line(terminal) == "halv linje")
    assert terminal.modes != terminal.modes_before
    terminal.kill(number)
    assert terminal.wait_for_end(seconds=1) == 128 + number
    assert is_left_in_order(terminal)
    again = start()
    again.wait_until(lambda: line(again) == "halv linje")


def test_a_terminal_that_closes_ends_it_within_a_second(start):
    terminal = start()
    terminal.type("halv linje")
    terminal.wait_until(lambda: line(terminal) == "halv linje")
    terminal.hang_up()
    assert terminal.wait_for_end(seconds=1) == 128 + signal.SIGHUP
    again = start()
    again.wait_until(lambda: line(again) == "halv linje")


def test_quitting_leaves_no_draft_and_the_json_store_up_to_date(start, store):
    terminal = start()
    terminal.type("= Vedtatt\r")
    terminal.wait_for("lagret")
    terminal.type("\x11")
    assert terminal.wait_for_end() == 0
    assert is_left_in_order(terminal)
    assert list((store / "drafts").iterdir()) == []
    kept = json.loads((store / "store.json").read_bytes())
    assert [item["text"] for item in kept["items"].values()] == ["Vedtatt"]


def test_a_line_that_is_begun_outlives_quitting(start):
    terminal = start()
    terminal.type("ikke ferd")
    terminal.wait_until(lambda: line(terminal) == "ikke ferd")
    terminal.type("\x11")
    assert terminal.wait_for_end() == 0
    again = start()
    again.wait_until(lambda: line(again) == "ikke ferd")


# what others send, and what it sends


def test_hostile_texts_stand_on_the_screen_as_text(start, store, tmp_path):
    shown = {
        "slutt [/] her": "slutt [/] her",
        "[@click=app.quit]x[/]": "[@click=app.quit]x[/]",
        "tittel \x1b]0;x\x07 ny": "tittel ␛]0;x␇ ny",
        "C1 \x9b31m rød": "C1 \ufffd31m rød",
        "snudd \u202egnilmas": "snudd \ufffdgnilmas",
        "smil 😀 hjem": "smil 😀 hjem",
    }
    command = [SAMLING, "--store", str(store), "--scribe", "ukjent\x1b[2J", "add", "-"]
    subprocess.run(command, env=environment(tmp_path), input="\n".join(shown).encode(), check=True, capture_output=True)
    terminal = start()
    for text in shown.values():
        terminal.wait_for(text)
    row = next(at for at, row in enumerate(terminal.rows, 1) if "[@click" in row)
    terminal.type(f"\x1b[<0;40;{row}M\x1b[<0;40;{row}m")
    terminal.wait_for("endrer 1P-02")
    terminal.type("\x1b")
    terminal.wait_until(lambda: "endrer" not in terminal.text)
    terminal.type("fortsatt her\r")
    terminal.wait_for("1P-07")
    sent = POINTER.sub(b"", CONTROL_SEQUENCE.sub(b"", bytes(terminal.output)))
    assert set(sent.decode()) & {chr(code) for code in (*range(32), *range(0x7F, 0xA0), 0x202E)} <= {"\r", "\n"}


def test_without_a_terminal_it_says_so_in_one_line(store, tmp_path):
    command = [SAMLING, "--store", str(store)]
    ended = subprocess.run(command, env=environment(tmp_path), input=b"", capture_output=True, check=False)
    assert ended.returncode == 1
    assert ended.stdout == b""
    assert ended.stderr.decode().startswith("Skjermen trenger en terminal.")
    assert ended.stderr.count(b"\n") == 1


def test_idle_it_sends_nothing(start):
    terminal = start()
    terminal.type("noe er begynt på")
    terminal.settle(1)
    assert terminal.read(3) == b""
