"""What is seen while the program is being loaded: the prompt, with what is typed, and the terminal left in order."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from pseudo_terminal import SAMLING, PseudoTerminal, environment
from scribes import is_left_in_order, is_ready, make_network

from tui.cli.exits import Exit

PROMPT = "›".encode()


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A network with gathering 1 today."""
    return make_network(tmp_path / "nettverk")


def opening(store: Path, **more: int) -> PseudoTerminal:
    return PseudoTerminal([SAMLING, "--store", str(store), "--scribe", "åse"], environment(store.parent), **more)


def test_what_is_typed_while_the_program_is_loaded_stands_in_the_line(store):
    with opening(store) as terminal:
        terminal.wait_until(lambda: PROMPT in terminal.output)
        assert not is_ready(terminal)
        terminal.type("halv linje med å")
        terminal.wait_until(lambda: "halv linje med å" in terminal.text)
        assert terminal.rows[0] == " Åpner …"
        terminal.wait_until(lambda: is_ready(terminal) and "› halv linje med å" in terminal.rows)
        terminal.type("\r")
        terminal.wait_for("1P-01  · halv linje med å")


def test_a_store_that_cannot_be_opened_leaves_the_terminal_as_it_was(tmp_path):
    (tmp_path / "annet").mkdir()
    (tmp_path / "annet" / "fil").write_text("noe")
    with opening(tmp_path / "annet") as terminal:
        assert terminal.wait_for_end() == Exit.STORE
        assert is_left_in_order(terminal)
        assert "er ikke et Samling-lager" in bytes(terminal.output).rpartition(b"\x1b[?1049l")[2].decode()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_ended_while_it_is_loaded_it_leaves_the_terminal_as_it_was(store, number):
    with opening(store) as terminal:
        terminal.wait_until(lambda: PROMPT in terminal.output)
        terminal.kill(number)
        assert terminal.wait_for_end() == 128 + number
        assert is_left_in_order(terminal)


def test_a_window_too_small_for_a_prompt_gets_none_before_the_screen(store):
    with opening(store, columns=12, rows=6) as terminal:
        terminal.wait_until(lambda: bool(terminal.output))
        assert bytes(terminal.output).find(b"\xc3\x85pner") < 0
        terminal.wait_for("›")
