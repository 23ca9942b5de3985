"""The process: gone with its terminal, in step with one that is frozen, stopped or absurd, deaf to its environment."""

from __future__ import annotations

import os
import re
import select
import signal
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import add
from pseudo_terminal import SAMLING, PseudoTerminal, environment
from scribes import Start, drafts, is_left_in_order, is_ready, line, make_network, modes_left_on, starting, texts

from storage.model import Theme
from storage.store import Store
from tui.app import UNSAVED
from tui.cli.exits import Exit
from tui.tty.outgoing import MOST_WAITING, Outgoing


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A network with three themes and gathering 1 today."""
    return make_network(tmp_path / "nettverk")


@pytest.fixture
def start(store: Path) -> Iterator[Start]:
    """Starts the program on the store."""
    with starting(store) as started:
        yield started


@pytest.fixture
def full(store: Path) -> int:
    """How many items have been put into the network, more than the screen shows: each paint of them is large."""
    opened = Store.open(store, "åse")
    first = next(iter(opened.all(Theme)))
    for number in range(1, 31):
        text = f"Tidligere punkt {number}" + " om hjemreise for alle på møtet" * 8
        add(opened, text, group="P", theme=first if number % 2 else "")
    opened.close()
    return 30


LARGE = {"columns": 200, "rows": 60}
"""A window of which a few paints are more than a terminal that is not read takes."""


def half_line(start: Start, **of) -> PseudoTerminal:
    """The program with a line that is begun, and painted."""
    terminal = start(of=of)
    terminal.type("halv linje")
    terminal.wait_until(lambda: line(terminal) == "halv linje")
    return terminal


def freeze(terminal: PseudoTerminal, beyond: float = 0.0) -> None:
    """Make the program paint until the terminal, which is not read, takes no more, and so many seconds beyond that."""

    def paint() -> bool:
        terminal.send(b"\x1bOR")
        return is_stuck(terminal)

    until(paint)
    end = time.monotonic() + beyond
    until(lambda: not paint() or time.monotonic() > end)


def is_stuck(terminal: PseudoTerminal) -> bool:
    """Whether a thread of the program has been writing for a while to a terminal that takes nothing."""
    calls = [call.read_text().split() for call in Path(f"/proc/{terminal.process.pid}/task").glob("*/syscall")]
    return any(call[:2] == [WRITE, "0x1"] for call in calls)


def peak(terminal: PseudoTerminal) -> int:
    """The most memory that the program had, in MB."""
    status = Path(f"/proc/{terminal.process.pid}/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) // 1024


# the end of the terminal

WRITE = "1" if os.uname().machine == "x86_64" else "64"
"""The number of the system call."""

NAKED = {"controlling": False}
DEAF = {"ignoring": [signal.SIGHUP]}


@pytest.mark.parametrize("of", [{}, DEAF, NAKED, NAKED | DEAF], ids=["plain", "nohup", "no control", "neither"])
@pytest.mark.usefixtures("full")
@pytest.mark.parametrize("frozen", [False, True], ids=["", "frozen"])
def test_gone_within_a_second_of_its_terminal_with_the_draft_on_the_disk(start, store, of, frozen):
    terminal = half_line(start, **LARGE, **of)
    if frozen:
        freeze(terminal)
    terminal.hang_up()
    assert terminal.wait_for_end(seconds=1) == 128 + signal.SIGHUP
    (draft,) = drafts(store)
    assert draft.startswith("halv linje")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT])
@pytest.mark.usefixtures("full")
@pytest.mark.parametrize("frozen", [False, True], ids=["", "frozen"])
def test_a_signal_ends_it_with_the_terminal_in_order(start, store, number, frozen):
    terminal = half_line(start, **LARGE)
    if frozen:
        freeze(terminal)
    terminal.kill(number)
    assert terminal.process.wait(1) == 128 + number
    terminal.settle(0.1)
    assert is_left_in_order(terminal)
    assert drafts(store)[0].startswith("halv linje")


def test_gone_with_its_terminal_though_more_keys_wait_than_it_has_acted_on(start):
    terminal = half_line(start, **NAKED)
    terminal.type("\x1b[B\x1b[A" * 5_000)
    terminal.hang_up()
    assert terminal.wait_for_end(seconds=5) == 128 + signal.SIGHUP


STUCK = """
import sys, time
from tui.tty.keyboard import Keyboard
Keyboard._read = lambda *_: time.sleep(60)
sys.argv = ["samling", "--store", {store!r}, "--scribe", "åse"]
from tui.cli import main
main()
"""


def test_gone_with_its_terminal_though_it_is_busy_with_something_else(store, tmp_path):
    command = [sys.executable, "-c", STUCK.format(store=str(store))]
    with PseudoTerminal(command, environment(tmp_path), **NAKED) as terminal:
        terminal.wait_until(lambda: is_ready(terminal))
        terminal.type("x")
        terminal.settle(0.2)
        terminal.hang_up()
        assert terminal.wait_for_end(seconds=5) == 128 + signal.SIGHUP


def test_asked_to_leave_it_gives_the_terminal_back_and_keeps_the_line_though_the_disk_does_not_answer():
    code = (
        "import os, time; from tui.tty.departure import leave_in_order; "
        "leave_in_order(lambda: os.write(1, b'back '), lambda: (os.write(1, b'kept'), time.sleep(60))); "
        "os.write(1, b'ready\\n'); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as leaving:
        assert leaving.stdout
        assert leaving.stdout.readline() == b"ready\n"
        leaving.send_signal(signal.SIGTERM)
        assert leaving.communicate(timeout=30)[0] == b"back kept"
    assert leaving.returncode == 128 + signal.SIGTERM


DROPPING = """
import sys
from tui.tty import outgoing
outgoing.MOST_WAITING = 1 << 14
sys.argv = ["samling", "--store", {store!r}, "--scribe", "åse"]
from tui.cli import main
main()
"""
"""The program, which gives up sooner what a terminal does not read."""


def test_what_was_typed_on_a_frozen_terminal_is_saved_and_painted_when_it_reads_again(start, store, full, tmp_path):
    command = [sys.executable, "-c", DROPPING.format(store=str(store))]
    with PseudoTerminal(command, environment(tmp_path), **LARGE) as terminal:
        terminal.wait_until(lambda: is_ready(terminal))
        freeze(terminal, beyond=1.0)
        for number in range(30):
            terminal.send(f"\x15Punkt {number}\r".encode())
        terminal.send(b"til slutt")
        until(lambda: len(texts(store)) == full + 30)
        until(lambda: drafts(store) == ["til slutt"])
        others = start("kari")
        others.wait_for("Punkt 29")
        others.type("fra Kari\r")
        others.wait_for("lagret")
        terminal.wait_for("fra Kari")
        terminal.wait_until(lambda: line(terminal) == "til slutt")
        terminal.settle(0.1)
        seen = terminal.rows
        for columns in (199, 200):  # which has all of it painted anew
            terminal.resize(columns, 60)
            terminal.settle(0.1)
        terminal.wait_until(lambda: terminal.rows == seen)
        assert texts(store)[full : full + 30] == [f"Punkt {number}" for number in range(30)]
        assert peak(terminal) < 120
        terminal.type("\x11")
        assert terminal.wait_for_end() == 0


def test_what_was_dropped_while_a_terminal_did_not_read_is_painted_anew_when_it_does():
    reading, writing = os.pipe()
    thawed = threading.Event()
    out = Outgoing(writing, str.encode, thawed.set)
    out.start()
    out.send("x" * (MOST_WAITING + 1))
    until(lambda: select.select([reading], [], [], 0)[0])
    for _ in range(3):
        out.send("x" * MOST_WAITING)
    assert not thawed.is_set()

    def thaws() -> bool:
        while select.select([reading], [], [], 0)[0]:
            os.read(reading, 1 << 16)
        return thawed.is_set()

    until(thaws)
    out.send("anew")
    came = b""
    while not came.endswith(b"anew"):
        came = came[-3:] + os.read(reading, 1 << 16)
    os.close(reading)
    out.send("to nobody")  # which ends it
    until(lambda: out.wait(0))
    os.close(writing)


def test_what_was_dropped_before_it_had_its_turn_is_painted_anew():
    reading, writing = os.pipe()
    thawed = threading.Event()
    out = Outgoing(writing, str.encode, thawed.set)
    out.start()
    until(lambda: out.wait(0))
    before = sys.getswitchinterval()
    sys.setswitchinterval(10)  # nobody else has a turn meanwhile
    try:
        out.send("x" * (MOST_WAITING + 1))
        out.send("x")
    finally:
        sys.setswitchinterval(before)
    drain = threading.Thread(target=lambda: [*iter(lambda: os.read(reading, 1 << 16), b"")], daemon=True)
    drain.start()
    assert thawed.wait(10)
    os.close(writing)
    out.send("to nobody")  # which ends it
    drain.join()
    os.close(reading)


def test_it_quits_from_a_frozen_terminal(start, store, full):
    terminal = start(of=LARGE)
    terminal.send(b"lagret\r")
    until(lambda: texts(store)[full:] == ["lagret"])
    freeze(terminal)
    terminal.send(b"\x15\x11")
    assert terminal.process.wait(5) == 0


def until(condition, seconds: float = 10.0) -> None:
    """Wait, reading from no terminal, until the condition holds."""
    for _ in range(int(seconds / 0.02)):
        if condition():
            return
        time.sleep(0.02)
    assert condition()


# stopped and continued


def test_stopped_and_continued_it_paints_the_screen_anew_in_its_own_modes(start, store):
    terminal = half_line(start)
    terminal.kill(signal.SIGSTOP)
    terminal.wait_until(lambda: is_stopped(terminal))
    termios.tcsetattr(terminal.master, termios.TCSANOW, terminal.modes_before)
    before = len(terminal.output)
    terminal.screen.reset()
    terminal.kill(signal.SIGCONT)
    terminal.wait_until(lambda: is_ready(terminal) and line(terminal) == "halv linje")
    assert {1049, 2004, 1006} <= modes_left_on(bytes(terminal.output[before:]))
    assert terminal.modes != terminal.modes_before
    terminal.type("r\r")
    terminal.wait_for("lagret")
    terminal.type("\x11")
    assert terminal.wait_for_end() == 0
    assert is_left_in_order(terminal)
    assert texts(store) == ["halv linjer"]


def test_asked_to_stop_it_gives_the_terminal_back_meanwhile(start, store):
    terminal = half_line(start)
    terminal.kill(signal.SIGTSTP)
    terminal.wait_until(lambda: is_stopped(terminal))
    terminal.settle(0.1)
    assert is_left_in_order(terminal)
    terminal.screen.reset()
    terminal.kill(signal.SIGCONT)
    terminal.wait_until(lambda: line(terminal) == "halv linje")
    terminal.type("r\r")
    terminal.wait_for("lagret")
    assert texts(store) == ["halv linjer"]


def test_stopped_it_goes_with_its_terminal_all_the_same(start, store):
    terminal = half_line(start)
    terminal.kill(signal.SIGSTOP)
    terminal.wait_until(lambda: is_stopped(terminal))
    terminal.hang_up()
    terminal.kill(signal.SIGCONT)
    assert terminal.wait_for_end(seconds=1) == 128 + signal.SIGHUP
    assert drafts(store) == ["halv linje"]


def test_a_shell_stops_it_and_brings_it_to_the_foreground_again(store, tmp_path):
    shell = ["bash", "--norc", "--noprofile", "-i"]
    with PseudoTerminal(shell, environment(tmp_path, PS1="klar> ")) as terminal:
        terminal.wait_for("klar>")
        terminal.type(f"{SAMLING} --store {store} --scribe åse\r")
        terminal.wait_until(lambda: is_ready(terminal))
        terminal.type("halv linje")
        terminal.wait_until(lambda: line(terminal) == "halv linje")
        (child,) = Path(f"/proc/{terminal.process.pid}/task/{terminal.process.pid}/children").read_text().split()
        for number in (signal.SIGSTOP, signal.SIGTSTP):
            os.kill(int(child), number)
            terminal.wait_for("Stopped")
            terminal.type("bg\r")
            terminal.wait_until(lambda: terminal.text.count("Stopped") > 1 or terminal.text.count("klar>") > 1)
            terminal.type("clear; fg\r")
            terminal.wait_until(lambda: is_ready(terminal) and line(terminal) == "halv linje")
            terminal.type("!")
            terminal.wait_until(lambda: line(terminal) == "halv linje!")
            terminal.type("\x7f")
            terminal.wait_until(lambda: line(terminal) == "halv linje")
        terminal.type("\x11")
        check = "import os; print('status ' + os.environ['STATUS'], os.get_blocking(0))"
        terminal.wait_for("klar>")
        terminal.type(f'STATUS=$? {sys.executable} -c "{check}"\r')
        terminal.wait_for("status 0 True")


def is_stopped(terminal: PseudoTerminal) -> bool:
    """Whether the process is stopped."""
    return Path(f"/proc/{terminal.process.pid}/stat").read_text().rpartition(") ")[2][0] == "T"


# what a terminal may say


@pytest.mark.parametrize("typed", ["hjemreise for alle " * 2632, "æ" * 50_000], ids=["words", "letters"])
def test_fifty_thousand_keys_at_once_are_one_text(start, store, typed):
    terminal = start()
    terminal.type(typed + " slutt")
    terminal.wait_until(lambda: terminal.text.count("slutt") == 1)
    assert drafts(store) == [typed + " slutt"]
    assert peak(terminal) < 100


def test_thousands_of_keys_that_are_no_text_leave_the_program_small(start):
    terminal = start()
    terminal.type("abc" + "\x1b[D\x1b[C" * 2000 + "d" + "\x1b[<35;10;10M" * 2000 + "e" + "\x7f" * 2000 + "f")
    terminal.wait_until(lambda: line(terminal) == "f", seconds=30)
    assert peak(terminal) < 100


def test_hundreds_of_lines_at_once_are_as_many_items(start, store):
    terminal = start()
    lines = [f"Linje {number} om hjemreise på møtet" for number in range(400)]
    terminal.type("\r".join([*lines, "slutt"]))
    terminal.wait_for("1P-400")
    assert texts(store) == lines
    terminal.wait_until(lambda: line(terminal) == "slutt")


def test_keys_that_come_at_once_are_keys_where_nothing_is_typed(start):
    terminal = start()
    terminal.type("en\r")
    terminal.wait_for("lagret")
    terminal.type("\x1bOQ")
    terminal.wait_until(lambda: terminal.rows[-1].startswith("Enter"))
    terminal.type("24")
    terminal.wait_for("1P-01  ! en")


def test_a_paste_without_an_end_is_in_the_draft_soon_and_keys_work_after_it(start, store):
    terminal = start()
    terminal.type("\x1b[200~limt inn ")
    terminal.wait_until(lambda: line(terminal) == "limt inn")
    assert drafts(store) == ["limt inn "]
    terminal.type("og skrevet")
    terminal.wait_until(lambda: line(terminal) == "limt inn og skrevet")
    terminal.type("\r")
    terminal.wait_for("1P-01")
    assert texts(store) == ["limt inn og skrevet"]


def test_absurd_reports_change_nothing(start):
    terminal = start()
    for sent in (
        "\x1b[1114112u\x1b[55296u\x1b[97;1;55296u\x1b[" + "9" * 5000 + "u",
        b"\x1b[M \xff\xff\x1b[M#\xff\xff\x1b[M \xc8\x25\x1b[M#\xc8\x25\x1b[M\x80\x80\x80",
        "\x1b[<0;99999;99999M\x1b[<0;99999;99999m\x1b[<0;0;0M\x1b[<0;-3;1M\x1b[<255;1;1M\x1b[<;M",
        "\x1b[48;65535;65535;1;1t\x1b[48;0;0;0;0t\x1b[8;9999;9999t\x1b[?2048;2$y",
        "\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1bP>|XTerm(370)\x1b\\\x1b[?62;22c\x1b[>1;10;0c\x1b[24;80R\x1b[?1u",
        "\x1b[" + ";" * 70_000 + "m" + "\x1b]" + "x" * 70_000 + "\x1b\\",
    ):
        terminal.type(sent)
    terminal.type("fortsatt her")
    terminal.wait_until(lambda: line(terminal) == "fortsatt her")


@pytest.mark.parametrize(("columns", "rows"), [(0, 0), (1, 1), (2, 1), (1, 100), (65535, 65535), (65535, 1), (0, 50)])
def test_any_size_of_the_window_will_do(start, store, columns, rows):
    terminal = start()
    terminal.resize_unseen(columns, rows)
    terminal.type("noe skrevet\r")
    until_read(terminal, lambda: texts(store) == ["noe skrevet"])
    assert peak(terminal) < 250
    terminal.resize(80, 24)
    terminal.wait_for("1P-01  · noe skrevet")
    terminal.type("\x11")
    assert terminal.wait_for_end() == 0


def test_it_starts_in_a_window_of_no_size(start):
    terminal = start(of={"columns": 0, "rows": 0, "shown": (80, 24)})
    terminal.type("her")
    terminal.wait_until(lambda: line(terminal) == "her")


def until_read(terminal: PseudoTerminal, condition) -> None:
    """Read from the terminal, without looking at what comes, until the condition holds."""
    for _ in range(200):
        terminal.read(0.05)
        if condition():
            return
    assert condition()


# without a terminal, and what it is started with


@pytest.mark.parametrize("stdin", ["/dev/null", "closed", "file"])
def test_with_input_from_nowhere_it_says_so_and_ends(store, tmp_path, stdin):
    command = [SAMLING, "--store", str(store)]
    way = {"/dev/null": "</dev/null", "closed": "<&-", "file": f"<{store}/store.json"}[stdin]
    shell = ["sh", "-c", " ".join([*command, way])]
    master, slave = os.openpty()
    with os.fdopen(master, "rb"), os.fdopen(slave, "wb") as terminal:
        ended = subprocess.run(
            shell, env=environment(tmp_path), stdout=terminal, stderr=subprocess.PIPE, check=False, timeout=5
        )
    assert ended.returncode == 1
    assert ended.stderr.decode().startswith("Skjermen trenger en terminal.")


def test_variables_of_python_and_textual_have_no_effect(start, store, tmp_path):
    trap = tmp_path / "trap"
    trap.mkdir()
    for name in ("textual", "rich", "asyncio"):
        (trap / f"{name}.py").write_text("raise SystemExit(99)")
    hostile = {
        "TEXTUAL_DRIVER": "textual.drivers.headless_driver:HeadlessDriver",
        "TEXTUAL_DEVTOOLS_PORT": "1",
        "TEXTUAL_DEBUG": "1",
        "TEXTUAL": "devtools,debug",
        "TEXTUAL_LOG": str(tmp_path / "log"),
        "TEXTUAL_SCREENSHOT": "0",
        "TEXTUAL_SCREENSHOT_LOCATION": str(tmp_path),
        "TEXTUAL_PRESS": "x,y,ctrl+q",
        "TEXTUAL_SHOW_RETURN": "1",
        "TEXTUAL_ALLOW_SIGNALS": "1",
        "TEXTUAL_FILTERS": "dim",
        "PYTHONPATH": str(trap),
        "PYTHONINSPECT": "1",
        "PYTHONDEVMODE": "1",
        "PYTHONWARNINGS": "error",
        "PYTHONASYNCIODEBUG": "1",
        "PYTHONSTARTUP": str(trap / "rich.py"),
    }
    before = set(tmp_path.iterdir())
    terminal = start(**hostile)
    terminal.type("lagret\x03\r")
    terminal.wait_for("1P-01")
    assert terminal.modes[3] & termios.ISIG == 0
    terminal.settle(0.2)
    assert texts(store) == ["lagret"]
    terminal.type("\x11")
    assert terminal.wait_for_end() == 0
    assert {path.name for path in set(tmp_path.iterdir()) - before} <= {".local"}


def test_it_starts_in_an_isolated_python(store, tmp_path):
    with PseudoTerminal([sys.executable, "-I", SAMLING, "--store", str(store)], environment(tmp_path)) as terminal:
        terminal.wait_until(lambda: is_ready(terminal))
        terminal.type("\x11")
        assert terminal.wait_for_end() == 0


def test_nothing_is_painted_on_standard_error(store, tmp_path):
    shell = ["sh", "-c", f"{SAMLING} --store {store} 2>{tmp_path}/error"]
    with PseudoTerminal(shell, environment(tmp_path)) as terminal:
        terminal.wait_until(lambda: is_ready(terminal))
        terminal.type("\x11")
        assert terminal.wait_for_end() == 0
    assert (tmp_path / "error").read_bytes() == b""


# faults of its own


FAULTY = """
import sys
from storage.{module} import {owner}
real, calls = {owner}.{name}, []
def faulty(*arguments, **options):
    calls.append(1)
    if len(calls) > {after}:
        hemmelig = "noe som ble sagt i rommet"
        raise ZeroDivisionError(hemmelig)
    return real(*arguments, **options)
{owner}.{name} = faulty
sys.argv = ["samling", "--store", {store!r}, "--scribe", "åse"]
from tui.cli import main
main()
"""


@pytest.mark.parametrize(
    ("module", "owner", "name", "after"),
    [("store", "Store", "write", 0), ("drafts", "Draft", "sync", 1), ("store", "Store", "news", 2)],
    ids=["saving", "keeping the draft", "following"],
)
def test_a_fault_in_the_program_ends_it_in_words_that_tell_nothing_of_what_was_typed(
    store, tmp_path, module, owner, name, after
):
    code = FAULTY.format(module=module, owner=owner, name=name, after=after, store=str(store))
    with PseudoTerminal([sys.executable, "-c", code], environment(tmp_path)) as terminal:
        terminal.wait_until(lambda: is_ready(terminal) or "stoppet av en feil" in terminal.text)
        terminal.type("fortrolig\r")
        terminal.wait_for("stoppet av en feil")
        assert terminal.wait_for_end() == 1
        assert is_left_in_order(terminal)
        told = bytes(terminal.output).rpartition(b"\x1b[?1049l")[2].decode()
        assert "ZeroDivisionError" in told
        assert not {"hemmelig", "rommet", "fortrolig", "Traceback"} & set(re.findall(r"\w+", told))
    assert "fortrolig" in "".join(drafts(store) + texts(store))


NEVER_SAVING = FAULTY.replace("import sys", "import sys\nfrom storage.errors import NotSaved").replace(
    "ZeroDivisionError(hemmelig)", 'NotSaved(arguments[0].path, "No space left on device")'
)


def test_left_with_something_unsaved_it_says_so_in_its_exit_status(store, tmp_path):
    code = NEVER_SAVING.format(module="store", owner="Store", name="write", after=0, store=str(store))
    with PseudoTerminal([sys.executable, "-c", code], environment(tmp_path)) as terminal:
        terminal.wait_until(lambda: is_ready(terminal))
        terminal.type("ikke lagret\r")
        terminal.wait_for("IKKE LAGRET")
        terminal.type("\x11")
        terminal.wait_for("Noe er ikke lagret")
        terminal.type("\x11")
        assert terminal.wait_for_end() == Exit.NOT_SAVED == UNSAVED
        assert is_left_in_order(terminal)
    assert drafts(store) == ["ikke lagret\n"]


def test_keys_and_text_that_come_at_once_go_where_each_key_leads(start, store):
    """Over a poor line what was typed one after the other comes in one piece."""
    terminal = start()
    terminal.type("\x1bOSnNytt tema med å\r\x1b")
    terminal.wait_until(lambda: terminal.rows[-1].startswith("F1 Hjelp") and " 4 Nytt tema med å" in terminal.text)
    terminal.type("en\r")
    terminal.wait_for("lagret")
    terminal.type("\x1bOQx\x1bOQto\r")
    terminal.wait_until(lambda: texts(store) == ["to"])
