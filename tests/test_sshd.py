"""The program over SSH, on a server of its own: the line drops in the middle of a word, and nothing is lost."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from machine import need
from pseudo_terminal import SAMLING, PseudoTerminal, environment
from scribes import is_ready, make_network, texts
from servers import SSHD, serving

from storage.files import Files

NEEDED = f"the tests over SSH need {SSHD} and ssh: install openssh-server and openssh-client"

Login = Callable[[], PseudoTerminal]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A network with gathering 1 today."""
    return make_network(tmp_path / "nettverk")


@pytest.fixture
def login(tmp_path: Path, store: Path) -> Iterator[Login]:
    """Logs in with a key that opens the program on the store and nothing else; returns when its screen is there."""
    variables = " ".join(f"{name}={value}" for name, value in environment(tmp_path).items() if name != "TERM")
    command = f"env {variables} {SAMLING} --store {store} --scribe åse"
    with serving(tmp_path, only=command) as client, ExitStack() as running:
        need(NEEDED, there=client)

        def logged_in() -> PseudoTerminal:
            terminal = running.enter_context(PseudoTerminal(client, environment(tmp_path)))
            terminal.wait_until(lambda: is_ready(terminal))
            return terminal

        yield logged_in


@pytest.mark.parametrize("drop", [signal.SIGKILL, signal.SIGSTOP], ids=["client killed", "client frozen"])
def test_a_dropped_line_loses_neither_the_item_nor_the_half_word(login, store, drop):
    first = login()
    first.type("! Kjøpe inn på prøve\r")
    first.wait_for("✓ lagret")
    first.type("+ Trygg hjemr")
    first.wait_for("› + Trygg hjemr")
    first.kill(drop)
    second = login()
    second.wait_for("› + Trygg hjemr")
    second.wait_for("1P-01  ! Kjøpe inn på prøve")
    second.type("eise\r")
    second.wait_for("1P-02  + Trygg hjemreise")
    assert texts(store) == ["Kjøpe inn på prøve", "Trygg hjemreise"]


def test_the_program_ends_with_the_line(login, store):
    first = login()
    first.type("halv linje")
    first.wait_for("› halv linje")
    (draft,) = (store / "drafts").iterdir()
    assert Files().is_alive(draft)
    first.kill()
    second = login()
    second.wait_until(lambda: not Files().is_alive(draft))
