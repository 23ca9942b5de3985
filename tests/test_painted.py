"""What was painted is kept: typed at speed, cut off at any moment in any way, and looked for on the disk afterwards."""

from __future__ import annotations

import multiprocessing
import os
import random
import re
import shlex
import shutil
import signal
import tempfile
import time
import unicodedata
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pseudo_terminal import SAMLING, PseudoTerminal, environment
from scribes import drafts, is_ready, make_network
from servers import serving

from storage.files import Files
from storage.model import Item
from storage.store import Store
from tui.safe import safe

WORDS = [
    *["vi", "må", "få", "på", "plass", "trygg", "hjemreise", "før", "høsten", "og", "åpne", "døren", "for", "øvrige"],
    *["Ærlig", "Økonomi", "Århus", "blåbærsyltetøy", "næringsliv"],
    "e\u0301te\u0301",
    "a\u030angstro\u0308m",
    "会议",
    "記録する",
    "한국어",
    "😀",
    "🚲🌧",
    "naïve",
    "x" * 30,
]
MARKS = ("", "", "", "+ ", "! ", "= ", "? ", "* ")
MOVES = ("\x1b[D\x1b[D", "\x1b[C", "\x1b[1;5D", "\x1b[F", "\x1b[H")
EDITS = (*MOVES, "\x7f", "\x7f\x7f\x7f", "\x17", "\x1b[3~")
WAYS = ("kill", "kill", "hang-up", "SIGHUP", "SIGTERM", "frozen, killed", "frozen, hang-up")
SAVED = re.compile(r"✓ lagret \d\d:\d\d:\d\d +(1P-\d+)")
SHARE_OVER_SSH = 20
"""One run in so many goes over a server on this machine, where there is one."""


def keys(rng: random.Random, edits: Sequence[str]) -> Iterator[str]:
    """What somebody in a hurry types, in pieces as they come over a line."""
    while True:
        yield rng.choice(MARKS)
        for _ in range(rng.randint(1, 5)):
            word = rng.choice(WORDS)
            if rng.random() < 0.3:
                yield word + " "
            else:
                yield from word + " "
            if rng.random() < 0.25:
                yield rng.choice(edits)
                yield from rng.choice(WORDS)
        if rng.random() < 0.6:
            yield "\r"


@dataclass
class Seen:
    """What stood on the screen when the line was cut."""

    line: str
    saved: set[str] = field(default_factory=set)
    """The references that were called saved."""


def type_and_watch(terminal: PseudoTerminal, rng: random.Random) -> set[str]:
    """Type for a while, and return the references that the screen called saved meanwhile.

    The last keys take nothing away: what they find on the screen has to be found afterwards.
    """
    called: set[str] = set()
    for edits, most in ((EDITS, 40), (MOVES, 30)):
        pieces = keys(rng, edits)
        for _ in range(rng.randint(0, most)):
            terminal.type("".join(next(pieces) for _ in range(rng.choice((1, 1, 1, 2, 5)))))
            if rng.random() < 0.7:
                terminal.read(rng.choice((0.0005, 0.002, 0.006)))
                called.update(SAVED.findall(terminal.text))
        if edits is EDITS:
            terminal.settle(0.1)
    return called


def cut(terminal: PseudoTerminal, way: str) -> None:
    """End it in that way; what had been painted by then is read."""
    if way.startswith("frozen"):
        terminal.send("og litt til, som ingen ser")
        way = way.removeprefix("frozen, ")
        frozen = True
    else:
        frozen = False
    numbers = {"kill": signal.SIGKILL, "killed": signal.SIGKILL, "SIGHUP": signal.SIGHUP, "SIGTERM": signal.SIGTERM}
    if way in numbers:
        terminal.kill(numbers[way])
        terminal.process.wait(10)
        if not frozen:
            terminal.settle(0.01)
    else:
        if not frozen:
            terminal.read(0.0005)
        terminal.hang_up()
        terminal.process.wait(10)


def painted(terminal: PseudoTerminal) -> Seen:
    """What stood on the screen of a terminal whose program was cut off, before it was given back."""
    end = terminal.output.find(b"\x1b[<u")
    if end >= 0:
        del terminal.output[end:]
    return Seen(line_of(terminal), set(SAVED.findall(terminal.text)))


def line_of(terminal: PseudoTerminal) -> str:
    """What can be seen of the capture line, also of one that is longer than the window."""
    rows = [row for row in terminal.rows if row.startswith(("› ", "‹ "))]
    return rows[-1][2:].strip() if rows else ""


def plain(text: str) -> str:
    """A text without its blanks, and with its accents apart: a letter may have been painted before its accent came."""
    return unicodedata.normalize("NFD", re.sub(r"\s", "", safe(text)))


def stands_in(short: str, long: str) -> bool:
    """Whether all characters of a text are in the other, in that order: a paint that was cut off shows them so."""
    rest = iter(long)
    return all(character in rest for character in short)


def missing(store: Path, seen: Seen) -> list[str]:
    """What was seen and is neither in the draft nor saved."""
    opened = Store.open(store, "leser")
    items = opened.all(Item).values()
    kept = [plain(item.raw or item.text) for item in items] + [plain(text) for text in drafts(store)]
    line = plain(seen.line)
    lost = [] if not line or any(stands_in(line, text) for text in kept) else [seen.line]
    references = {opened.reference(item) for item in items}
    return lost + sorted(seen.saved - references)


def one_run(seed: int, template: Path, login: Sequence[str]) -> tuple[str, list[str], int]:
    """Type, cut off and look; return the way, what is missing and how many characters were in the line."""
    rng = random.Random(seed)
    folder = Path(tempfile.mkdtemp(prefix="painted-"))
    try:
        store = shutil.copytree(template, folder / "nettverk")
        way = rng.choice(WAYS)
        command = [SAMLING, "--store", str(store), "--scribe", "åse"]
        if login:
            variables = [f"{name}={value}" for name, value in environment(folder).items() if name != "TERM"]
            command, way = [*login, shlex.join(["env", *variables, *command])], "client killed"
        with PseudoTerminal(command, environment(folder)) as terminal:
            terminal.wait_until(lambda: is_ready(terminal))
            called = type_and_watch(terminal, rng)
            cut(terminal, "kill" if login else way)
            seen = painted(terminal)
            seen.saved |= called
        lost = missing(store, seen)
        if lost:
            lost += ["kept:", *drafts(store), *(item.raw for item in Store.open(store, "leser").all(Item).values())]
        while login and any(Files().is_alive(draft) for draft in (store / "drafts").glob("*.draft")):
            time.sleep(0.02)
        return way, lost, len(seen.line)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.campaign
def test_every_character_that_was_painted_is_kept(dose, figures, tmp_path):
    template = make_network(tmp_path / "nettverk")
    first = int(os.environ.get("SEED", random.SystemRandom().randrange(10**9)))
    runs = dose(1000)
    ways: dict[str, int] = {}
    characters = 0
    with ExitStack() as stack:
        login = stack.enter_context(serving(tmp_path)) if runs >= SHARE_OVER_SSH else []
        pool = stack.enter_context(ProcessPoolExecutor(2, multiprocessing.get_context("spawn")))
        jobs = {}
        for seed in range(first, first + runs):
            over = login if (seed - first) % SHARE_OVER_SSH == SHARE_OVER_SSH - 1 else []
            jobs[pool.submit(one_run, seed, template, over)] = seed
        for job, seed in jobs.items():
            way, lost, length = job.result()
            assert not lost, f"seed {seed} ({way}): {lost} is missing; again: SEED={seed}"
            ways[way] = ways.get(way, 0) + 1
            characters += length
    counted = {way.replace(" ", "_").replace(",", "").replace("-", "_"): count for way, count in sorted(ways.items())}
    figures("what was painted", runs=runs, characters_in_the_line=characters, missing=0, **counted)
