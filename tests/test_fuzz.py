"""Any keys at all: streams of them into the real screen, over a network in which others wrote hostile things."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import os
import random
import re
import shutil
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from pathlib import Path

import pytest
from pseudo_terminal import SAMLING, PseudoTerminal, environment
from scribes import make_network

from storage.model import Item, Organisation, Person, Theme
from storage.store import Store

BATCH = 50
"""Streams between two looks whether the program still answers."""
MOST = 2000
"""Streams after which a process has done enough."""
AT_ONCE = 2
"""Processes that work at the same time."""
MOST_MEMORY = 200
"""MB that a process may have had."""

HOSTILE = [
    "\x1b]0;tittel\x07",
    "\x1b[31mrød\x1b[2J",
    "\x1bP+q544e\x1b\\",
    "\x1b]52;c;ZXZpbA==\x07",
    "\x1b]8;;http://example.org\x07lenke",
    "C1 \x9b31m \x9d0;x\x9c \x90q\x9c \x85",
    "snudd \u202eegnilmas\u202c \u2066isolert\u2069 \u200f",
    "[bold]x[/] [@click=app.quit]y[/] [/]",
    "linje\nto\rtre\ttab\x00null\x7fslettet\x08\x0b\x0c",
    "linjeskille\u2028avsnitt\u2029",
    "\ud800 ensom",
    "\U000e0041\U000e007f merke \ufff9annet\ufffb",
    "e" + "\u0301" * 40,
    "👩‍👩‍👧‍👦 familie 会议 한국어",
    "x" * 3000,
]

# What the program itself sends: colours and looks, places of the cursor, cells that are blank, modes, the shape of the
# pointer, base64 for the clipboard. Nothing else begins with an escape, and no other control character is sent.
ALLOWED = re.compile(
    rb"\x1b\[[\d;]*[mHCJKX]"
    rb"|\x1b\[\?(?:1049|1000|1003|1015|1006|1004|2004|2026|7|25)[hl]"
    rb"|\x1b\[[>]25u|\x1b\[<u|\x1b\[\?2026\$p"
    rb"|\x1b\]22;[a-z-]*\x07"
    rb"|\x1b\]52;c;[A-Za-z0-9+/]+={0,2}\x07"
    rb"|\r\n"
)
RAW = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufff9-\ufffb\U000e0000-\U000e0fff]")

KEYS = [
    *(
        "\r",
        "\t",
        "\x7f",
        "\x1b",
        "\x01",
        "\x02",
        "\x03",
        "\x05",
        "\x07",
        "\x0c",
        "\x0e",
        "\x13",
        "\x15",
        "\x17",
        "\x19",
    ),
    *("\x1a", "\x00", "\x1c", "\x1d", "\x1e", "\x1f", "\n", "\x08"),
    *(f"\x1b[{final}" for final in "ABCDFHPQRSZ"),
    *(f"\x1bO{final}" for final in "ABCDFHMPQRSjxyz"),
    *(f"\x1b[{number}~" for number in range(1, 35)),
    *(f"\x1b[1;{modifier}{final}" for modifier in range(2, 9) for final in "ABCDFHPQS"),
    *(f"\x1b{character}" for character in "123456789abfxøå\r\x7f"),
    *(f"\x1b[{code};{modifier}u" for code in (9, 13, 27, 97, 127, 229, 57358) for modifier in (1, 2, 5, 7)),
    *("\x1b[229;1;229u", "\x1b[1114112u", "\x1b[55296u", "\x1b[0u", "\x1b[97:65;5:3;97:98u", "\x1b[999999999999u"),
    *("\x1b[I", "\x1b[O", "\x1b[?2026;2$y", "\x1b[?2048;1$y", "\x1b[48;24;80;0;0t", "\x1b[24;80R", "\x1b[?62;c"),
    *(
        "\x1b]11;rgb:0/0/0\x1b\\",
        "\x1bP>|x\x1b\\",
        "\x1b]0;x\x07",
        "\x1b]",
        "\x1bP",
        "\x1b[",
        "\x1b[<",
        "\x1b[M",
        "\x1bO",
    ),
]
TEXTS = [
    "a",
    "å",
    "x ",
    "Ærlig talt ",
    "+ ",
    "! ",
    "= ",
    "# tema",
    "@kari ",
    ">fredag ",
    "s/a/b/",
    "... ",
    "会",
    "😀",
    "e\u0301",
]
PASTES = ["en linje", "to\rlinjer", "tre\n\n\tlinjer\r\n", "\x1b[31m\x13\x00", "[/] " * 50, ""]
QUIT = b"\x11"
SIZES = [(80, 24), (80, 24), (0, 0), (1, 1), (3, 2), (20, 5), (200, 60), (65535, 3), (40, 400)]


def stream(rng: random.Random) -> bytes:
    """Return what a terminal, or whoever pretends to be one, may send."""
    parts: list[bytes] = []
    for _ in range(rng.randint(3, 30)):
        match rng.choices(("key", "text", "mouse", "paste", "cut", "bytes"), (8, 8, 3, 1, 1, 1))[0]:
            case "key":
                parts.append(rng.choice(KEYS).encode() * rng.choice((1, 1, 1, 3)))
            case "text":
                parts.append(rng.choice(TEXTS).encode())
            case "mouse":
                parts.append(mouse(rng))
            case "paste":
                end = b"\x1b[201~" if rng.random() < 0.9 else b""
                parts.append(b"\x1b[200~" + rng.choice(PASTES).encode() + end)
            case "cut":
                whole = rng.choice(KEYS).encode()
                parts.append(whole[: rng.randint(0, len(whole))])
            case _:
                parts.append(rng.randbytes(rng.randint(1, 8)))
    return b"".join(parts).replace(QUIT, b"")


def mouse(rng: random.Random) -> bytes:
    """Return a report of the mouse, in one of the three notations, or one that is none."""
    button, x, y = rng.choice((0, 0, 1, 2, 3, 32, 35, 64, 65, 255)), rng.randint(0, 240), rng.randint(0, 80)
    return rng.choice(
        (
            b"\x1b[<%d;%d;%dM\x1b[<%d;%d;%dm" % (button, x, y, button, x, y),
            b"\x1b[M%c%c%c" % (min(255, 32 + button), 15 + x, 32 + y),
            b"\x1b[%d;%d;%dM" % (32 + button, x, y),
            b"\x1b[<%d;%d" % (button, x),
        )
    )


def fill(path: Path) -> None:
    """Put hostile texts wherever another program could: items, names, themes, who wrote them."""
    store = Store.open(path, "\x1b[2J\u202eond")
    gathering = store.open_gathering()
    assert gathering is not None
    now = dt.datetime.now().astimezone()
    for number, text in enumerate(HOSTILE, 1):
        theme = Theme(id=store.new_id(), title=text, handle=text[:20], order=float(number))
        organisation = Organisation(id=store.new_id(), name=text, handle=text[:20])
        person = Person(id=store.new_id(), name=text, handle=text[:20], organisation=organisation.id, role=text)
        item = Item(
            id=store.new_id(),
            text=text,
            raw=text,
            gathering=gathering.id,
            group="P",
            number=number,
            created=now,
            theme=theme.id,
            said_by=person.id,
            responsible=(person.id,),
        )
        store.save(theme, organisation, person, item)
    store.close()


CUT = re.compile(rb"\x1b[^\x1bm]{0,30}\Z")
"""A sequence of which the rest has not come yet."""
GIVEN_BACK = b"\x1b[?1049l\x1b[?25h"
"""The last that the program paints; after it the terminal itself echoes keys, and there may be a last sentence."""


def unallowed(output: bytes) -> set[str]:
    """Return the control characters that were sent and belong to nothing that the program itself sends."""
    painted = ALLOWED.sub(b"", output.partition(GIVEN_BACK)[0])
    return set(RAW.findall(CUT.sub(b"", painted).decode("utf-8", "surrogateescape")))


def around(output: bytes, raw: set[str]) -> bytes:
    """Return what stands around the first of these characters, to look at."""
    left = ALLOWED.sub(b"", output)
    at = min(left.find(character.encode("utf-8", "surrogateescape")) for character in raw)
    return left[max(0, at - 60) : at + 60]


BACK = "\x1b[201~\x18" + "\x1b[27u" * 6
"""Out of a paste, a string and dialogs."""


def answers(terminal: PseudoTerminal, mark: str) -> bool:
    """Whether a key still shows; False where the program ended, as keys can make it do."""
    terminal.resize_unseen(80, 24)
    for _ in range(60):
        if not feed(terminal, [(BACK + "\x15" + mark).encode()]):
            return False
        if terminal.comes(lambda: mark.encode() in terminal.output, 1):
            return GIVEN_BACK not in terminal.output  # otherwise it is the terminal that echoes
        if terminal.process.poll() is not None:
            return False
    raise AssertionError("it answers no more")


def feed(terminal: PseudoTerminal, keys: list[bytes | tuple[int, int]]) -> bool:
    """Send streams, and sizes of the window between them; False where the program ended meanwhile."""
    try:
        for sent in keys:
            if isinstance(sent, bytes):
                terminal.type(sent)
            else:
                terminal.resize_unseen(*sent)
    except (AssertionError, OSError):
        if terminal.process.poll() is None:
            terminal.process.wait(10)
        return False
    return True


def batch(rng: random.Random) -> list[bytes | tuple[int, int]]:
    """Return streams, and sizes of the window between some of them; seldom the key that ends the program comes last."""
    keys: list[bytes | tuple[int, int]] = []
    for _ in range(BATCH):
        keys.append(stream(rng))
        if rng.random() < 0.1:
            keys.append(rng.choice(SIZES))
    return [*keys, QUIT] if rng.random() < 0.02 else keys


def peak(terminal: PseudoTerminal) -> int:
    """The most memory that the program had, in MB."""
    status = Path(f"/proc/{terminal.process.pid}/status").read_text()
    found = re.search(r"VmHWM:\s+(\d+)", status)
    return int(found[1]) // 1024 if found else 0


def one_process(seed: int, streams: int, folder: Path) -> Counter:
    """Return the figures of a program that got so many streams, fewer where a key ended it."""
    rng = random.Random(seed)
    counted = Counter(processes=1)
    rest = b""
    store = make_network(folder / "nettverk")
    fill(store)
    command = [SAMLING, "--store", str(store), "--scribe", "åse"]
    with PseudoTerminal(command, environment(folder)) as terminal:
        terminal.wait_until(lambda: b"F1" in terminal.output)
        while counted["streams"] < streams and not counted["quit_by_a_key"]:
            alive = feed(terminal, batch(rng)) and answers(terminal, f"svar{rng.randrange(10**8)}")
            painted = rest + bytes(terminal.output)
            raw = unallowed(painted)
            assert not raw, f"{raw} reached the terminal\n{around(painted, raw)!r}"
            counted["bytes_painted"] += len(terminal.output)
            counted["streams"] += BATCH
            if alive:
                counted["most_MB"] = max(counted["most_MB"], peak(terminal))
                assert counted["most_MB"] < MOST_MEMORY
            else:
                status = terminal.wait_for_end()
                told = bytes(terminal.output).rpartition(GIVEN_BACK)[2].decode(errors="replace")
                assert status in (0, 5), f"status {status}: {told}"
                counted["quit_by_a_key"] += 1
            rest = cut[0] if (cut := CUT.search(painted)) else b""
            terminal.forget()
    return counted


def one_run(seed: int, streams: int, folder: Path) -> Counter:
    """Return the figures of one process; what is wrong with it tells the seed."""
    folder.mkdir()
    try:
        return one_process(seed, streams, folder)
    except BaseException as error:
        error.add_note(f"This was seed {seed}; again: SEED={seed}")
        raise
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.campaign
def test_no_stream_of_keys_stops_it_or_gets_raw_text_to_the_terminal(dose, figures, tmp_path):
    seed = int(os.environ.get("SEED", random.SystemRandom().randrange(10**9)))
    streams = dose(100_000)
    each = min(MOST, -(-streams // AT_ONCE))
    counted: Counter = Counter()
    most = 0
    with ProcessPoolExecutor(AT_ONCE, multiprocessing.get_context("spawn")) as pool:
        while counted["streams"] < streams:
            left = streams - counted["streams"]
            seeds = range(seed, seed + max(1, left // each))
            seed = seeds.stop
            for of_one in pool.map(one_run, seeds, repeat(each), [tmp_path / str(number) for number in seeds]):
                most = max(most, of_one.pop("most_MB", 0))
                counted += of_one
    figures("fuzzed keys", **counted, most_MB=most)
