"""Scribes at their terminals: a network to write in, the program on it, and what one sees of both."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Protocol

from pseudo_terminal import SAMLING, PseudoTerminal, environment

from storage.ids import joint_id
from storage.model import Item, Network, Theme
from storage.store import Store
from tui.planning.register import new_gathering

THEMES = ("Behov", "Dialog", "Kontrakt")


class Start(Protocol):
    """Starts the program in a terminal of its own, and returns when its screen is there."""

    def __call__(self, who: str = "åse", *, of: dict[str, Any] | None = None, **more: str) -> PseudoTerminal:
        """`of` is what the terminal is like, `more` is put into the environment."""


def make_network(path: Path) -> Path:
    """Return the folder of a network with three themes and gathering 1 today."""
    made = Store.create(path, Network(id=joint_id("network"), name="Nettverk"), "åse")
    themes = [Theme(id=made.new_id(), title=t, handle=t.lower(), order=float(at)) for at, t in enumerate(THEMES)]
    made.save(new_gathering(made), *themes)
    made.close()
    return path


@contextmanager
def starting(store: Path) -> Iterator[Start]:
    """A function that starts the program on a store; what it started is killed in the end."""
    with ExitStack() as running:

        def start(who: str = "åse", *, of: dict[str, Any] | None = None, **more: str) -> PseudoTerminal:
            command = [SAMLING, "--store", str(store), "--scribe", who]
            terminal = running.enter_context(PseudoTerminal(command, environment(store.parent, **more), **(of or {})))
            terminal.wait_until(lambda: is_ready(terminal))
            return terminal

        yield start


def texts(store: Path) -> list[str]:
    """What the items in a store say, in the order in which they were captured."""
    return [item.text for _, item in sorted(Store.open(store, "leser").all(Item).items())]


def drafts(store: Path, who: str = "åse") -> list[str]:
    """The half-typed lines that a scribe's sessions left, also one that still lives."""
    return [found.text for found in Store.open(store, who).found_drafts()]


def is_ready(terminal: PseudoTerminal) -> bool:
    """Whether the store has been read, and the row of keys is that of the capture line."""
    return terminal.rows[-1].startswith("F1 Hjelp") and "Åpner" not in terminal.rows[0]


def line(terminal: PseudoTerminal) -> str:
    """What stands in the capture line."""
    return next((row[2:] for row in reversed(terminal.rows) if row.startswith("›")), "")


def modes_left_on(output: bytes) -> set[int]:
    """The private modes of the terminal that were switched on and never off again."""
    state: dict[int, bool] = {}
    for numbers, way in re.findall(rb"\x1b\[\?([\d;]+)([hl])", output):
        state.update(dict.fromkeys(map(int, numbers.split(b";")), way == b"h"))
    return {mode for mode, on in state.items() if on}


def is_left_in_order(terminal: PseudoTerminal) -> bool:
    """Whether the terminal is as a shell wants it: no mode but a visible cursor and wrapping, no keyboard protocol."""
    output = bytes(terminal.output)
    keyboard = len(re.findall(rb"\x1b\[>\d*u", output)) - len(re.findall(rb"\x1b\[<\d*u", output))
    return (
        modes_left_on(output) <= {7, 25}
        and output.rfind(b"\x1b[?25h") > output.rfind(b"\x1b[?25l")
        and keyboard <= 0
        and terminal.modes == terminal.modes_before
    )
