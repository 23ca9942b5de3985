"""How long the start takes: a plain command beside Python itself, the first full paint beside a bare Textual app."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import pyte
from pseudo_terminal import SAMLING, PseudoTerminal, environment
from workload import BARE, fill, print_beside

from tui.example import make_example

ROUNDS = 11
PROMPT = "›".encode()
HEAVY = ("textual", "rich", "docx", "lxml", "tinydb", "asyncio", "tomllib", "hypothesis")


def run(command: list[str], home: Path) -> float:
    """Return the milliseconds from starting a command to its end."""
    start = time.perf_counter()
    subprocess.run(command, env=environment(home), check=True, stdout=subprocess.DEVNULL)
    return (time.perf_counter() - start) * 1000


def paints(command: list[str], home: Path) -> tuple[float, float, float]:
    """Return the milliseconds from starting a command until there is a prompt that shows what is typed at once, until
    its frame stands, and until every row is as it stays.

    The frame are the first row and the last four: where one writes, the line, what it means and the keys. A program
    that has no prompt of its own shows what is typed when its frame stands.
    """
    start = time.perf_counter()
    prompt = frame = 0.0
    with PseudoTerminal(command, environment(home)) as terminal:
        terminal.wait_until(lambda: bool(terminal.output))
        terminal.settle(0.45)
        settled = terminal.rows
        screen = pyte.Screen(80, 24)
        stream = pyte.ByteStream(screen)
        done = 0
        for moment, upto in terminal.arrivals:
            stream.feed(bytes(terminal.output[done:upto]))
            done = upto
            if not prompt and PROMPT in terminal.output[:upto]:
                prompt = (moment - start) * 1000
            rows = [row.rstrip() for row in screen.display]
            edges = ((rows[at], settled[at]) for at in (0, -4, -3, -2, -1))
            if not frame and any(rows) and all(bool(now) == bool(then) for now, then in edges):
                frame = (moment - start) * 1000
            if rows == settled and any(settled):
                return prompt or frame, frame, (moment - start) * 1000
    raise AssertionError("the screen was never whole")


def loaded(home: Path) -> str:
    """Return which of the heavy modules the command line loads."""
    code = f"import sys, tui.cli; print(*[name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(home), check=True, capture_output=True, text=True
    )
    return done.stdout.strip() or "none"


def main() -> None:
    """Print the tables."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        make_example(home / "example")
        fill(home / "large", 10_000)
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "python -c 'import click'": [sys.executable, "-c", "import click"],
            "samling --version": [SAMLING, "--version"],
        }
        screens = {
            "Textual with an Input only": BARE,
            "samling, the example network": [SAMLING, "--store", str(home / "example")],
            "samling, 10,000 items": [SAMLING, "--store", str(home / "large")],
        }
        ran: dict[str, list[float]] = {name: [] for name in commands}
        prompted: dict[str, list[float]] = {name: [] for name in screens}
        framed: dict[str, list[float]] = {name: [] for name in screens}
        whole: dict[str, list[float]] = {name: [] for name in screens}
        for _ in range(ROUNDS):
            for name, command in commands.items():
                ran[name].append(run(command, home))
            for name, command in screens.items():
                prompt, frame, all_rows = paints(command, home)
                prompted[name].append(prompt)
                framed[name].append(frame)
                whole[name].append(all_rows)
        print_beside("A plain command, to its end", "ms", ran)
        print(f"heavy modules loaded by tui.cli: {loaded(home)}")
        print_beside("The screen, until what is typed is seen", "ms", prompted)
        print_beside("The screen, to the first full paint: it takes keys", "ms", framed)
        print_beside("The screen, until all that was written before is on it", "ms", whole)


if __name__ == "__main__":
    main()
