"""Every kind of terminal, every locale, every size: the screen is whole, the columns are right, the text is exact."""

from __future__ import annotations

import itertools
import random
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pytest
from pseudo_terminal import SAMLING, PseudoTerminal, environment
from scribes import drafts, is_left_in_order, make_network, texts
from servers import serving

from tui.sentences.terminals import SENTENCES

TERMS = ("xterm-256color", "xterm", "screen", "tmux-256color", "linux", "putty", "vt100")
LOCALES = ("nb_NO.UTF-8", "C", "POSIX", "nb_NO.ISO-8859-1")
SIZES = ((80, 24), (60, 20), (40, 10), (200, 60))
OLD = ("linux", "vt100")
"""Those that may print what they do not know."""
STRANGE = re.compile(rb"\x1b[^\[]|\x1b\[[<=>]|\$")
"""What such a terminal need not know."""
UTF_8 = "Blåbær é e\u0301 ü čđŋšŧžá 会议 😀 ut"
"""Composed as dead keys give it and in parts, Sámi, in two cells: 31 cells."""
LATIN_1 = "Blåbær é ü ñ «ord» ÆØÅ ut"
ODD = f"{UTF_8} 👨\u200d👩\u200d👧 🇳🇴 slutt"
"""What somebody else may have written."""


@dataclass(frozen=True)
class Cell:
    """A terminal of the table: what its screen shows for what was typed."""

    term: str
    locale: str

    @property
    def is_latin(self) -> bool:
        return "8859" in self.locale

    @property
    def typed(self) -> str:
        return LATIN_1 if self.is_latin else UTF_8

    @property
    def shown(self) -> str:
        if self.term == "linux" and not self.is_latin:
            return "Blåbær é é ü čđŋšŧžá ???? ?? ut"
        return self.typed.replace("e\u0301", "é")

    @property
    def odd(self) -> str:
        """What is shown of what somebody else has written."""
        if self.is_latin:
            return "Blåbær é é ü cdnstzá ???? ?? ut ?? NO slutt"
        return f"{self.shown} {'??' if self.term == 'linux' else '👨'} NO slutt"

    @property
    def signs(self) -> dict[str, str]:
        """The program's own signs, where there are others for them."""
        return {"›": ">", "✓": "v", "▸": ">"} if self.is_latin or self.term == "linux" else {}

    def sign(self, sign: str) -> str:
        return self.signs.get(sign, sign)


def cells(*, all_of_them: bool) -> list[Cell]:
    """Every cell of the table, or each kind of terminal with one locale and one with each."""
    whole = [Cell(*cell) for cell in itertools.product(TERMS, LOCALES)]
    chosen = {Cell(term, LOCALES[0]) for term in TERMS} | {Cell(TERMS[0], locale) for locale in LOCALES}
    chosen |= {Cell(term, LOCALES[3]) for term in OLD}
    return whole if all_of_them else [cell for cell in whole if cell in chosen]


@contextmanager
def opened(store: Path, cell: Cell, size: tuple[int, int], command: Sequence[str] = ()) -> Iterator[PseudoTerminal]:
    """The program in such a terminal, when its screen is there."""
    command = command or [SAMLING, "--store", str(store), "--scribe", "åse"]
    variables = environment(store.parent, TERM=cell.term, LANG=cell.locale)
    columns, rows = size
    with PseudoTerminal(command, variables, columns=columns, rows=rows, latin=cell.is_latin) as terminal:
        terminal.wait_until(lambda: is_whole(terminal, cell) and "Leser" not in terminal.text)
        yield terminal


def is_whole(terminal: PseudoTerminal, cell: Cell) -> bool:
    """Whether every part of the screen is where it should be: nothing is wrapped, scrolled or left over."""
    rows, width = terminal.rows, terminal.screen.columns
    place, status, line, keys = rows[0], rows[-4], rows[-3], rows[-1]
    return (
        place.startswith(" Samling 1 ")
        and (place + " ").endswith(" Plenum · åse ")
        and len(place) == width - 1
        and rows[1].startswith("Temaer") is (width >= 64)
        and status.startswith(f" {cell.sign('▸')} Behov")
        and line.startswith(cell.sign("›"))
        and keys.startswith("F1 Hjelp F2 ")
        and "^Q Slutt" in keys
        and "…" not in keys
    )


def cursor(terminal: PseudoTerminal) -> tuple[int, int]:
    """The column of the cursor, and its row counted from the foot."""
    place = terminal.screen.cursor
    return place.x, place.y - terminal.screen.lines


def unwrapped(terminal: PseudoTerminal) -> str:
    """What is shown, with items that take two rows in one."""
    return re.sub("\n[ │|]*", " ", terminal.text)


def column(terminal: PseudoTerminal, word: str) -> int:
    """The cell at which a word stands in the line."""
    row = terminal.screen.buffer[terminal.screen.lines - 3]
    data = [row[x].data for x in range(terminal.screen.columns)]
    return next(x for x in range(len(data)) if "".join(data[x : x + len(word)]) == word)


def write_a_line(terminal: PseudoTerminal, store: Path, cell: Cell, size: tuple[int, int], number: int) -> None:
    """Type one in a window that gets another size meanwhile, look at it at every step, and save it."""
    prompt, half = cell.sign("›"), len(cell.typed) // 2
    terminal.type(cell.typed[:half])
    terminal.resize(*size)
    terminal.type(cell.typed[half:])
    terminal.wait_until(lambda: is_whole(terminal, cell) and terminal.rows[-3] == f"{prompt} {cell.shown}")
    end = 27 if cell.is_latin else 33
    terminal.wait_until(lambda: cursor(terminal) == (end, -3))
    assert column(terminal, "ut") == end - 2
    at = end
    for step in (1, 1, 1, *(() if cell.is_latin else (2, 1, 2, 2, 1, 1))):  # back to the last letter of the Sámi ones
        at -= step
        terminal.type("\x1b[D")
        terminal.wait_until(lambda column=at: cursor(terminal) == (column, -3))
    terminal.type("\x1b[H+ ")
    terminal.wait_until(lambda: terminal.rows[-3] == f"{prompt} + {cell.shown}" and cursor(terminal) == (4, -3))
    assert column(terminal, "ut") == end
    terminal.type("\r")
    terminal.wait_until(lambda: is_whole(terminal, cell) and f"  1P-{number:02}" in terminal.rows[-4])
    assert re.search(rf"{cell.sign('✓')} lagret \d\d:\d\d:\d\d  1P-{number:02}$", terminal.rows[-4])
    assert terminal.rows[-3] == prompt
    terminal.wait_until(lambda: f"1P-{number:02}  + {cell.shown}" in unwrapped(terminal))
    assert texts(store)[-1] == cell.typed


def go_through(cell: Cell, folder: Path, sizes: Sequence[tuple[int, int]]) -> None:
    """Use a terminal in all these sizes, and look at what was sent to it."""
    store = make_network(folder / "nettverk")
    add(store, ODD)
    with opened(store, cell, sizes[-1]) as terminal:
        for number, size in enumerate(sizes, 2):
            write_a_line(terminal, store, cell, size, number)
        assert texts(store) == [ODD, *[cell.typed] * len(sizes)]
        assert cell.odd in unwrapped(terminal)
        terminal.type("\x11")
        assert terminal.wait_for_end() == 0
        assert is_left_in_order(terminal)
        assert terminal.text.strip() == ""
        assert (terminal.screen.cursor.x, terminal.screen.cursor.y) == (0, 0)
        sent = bytes(terminal.output)
    assert drafts(store) == []
    assert b"\x1b]" not in sent
    if cell.is_latin:
        assert not re.search(rb"[\x7f-\x9f]", sent)
    if cell.term in OLD:
        assert not STRANGE.search(sent)
        assert set(re.findall(rb"\x1b\[\?([\d;]+)", sent)) == {b"7", b"25", b"1049", b"2004"}
    looks = {number for look in re.findall(rb"\x1b\[([\d;]*)m", sent) for number in look.split(b";")}
    colours = {number for number in looks if len(number) > 1}
    assert bool(colours) is (cell.term != "vt100")


def add(store: Path, *lines: str) -> None:
    """Capture lines as somebody else."""
    command = [SAMLING, "--store", str(store), "--scribe", "ola", "add", "-"]
    subprocess.run(
        command, env=environment(store.parent), input="\n".join(lines).encode(), check=True, capture_output=True
    )


# the table


@pytest.mark.parametrize("cell", cells(all_of_them=False), ids=lambda cell: f"{cell.term} {cell.locale}")
def test_a_line_is_written_in_every_terminal_small_and_large(cell, tmp_path):
    go_through(cell, tmp_path, SIZES if cell == Cell(TERMS[0], LOCALES[0]) else SIZES[2:])


@pytest.mark.campaign
def test_every_cell_of_the_table_begun_in_its_own_size(tmp_path, dose, figures):
    table = list(itertools.product(cells(all_of_them=True), SIZES))
    amount = min(max(3, dose(len(table))), len(table))
    chosen = random.Random(1).sample(table, amount)
    for number, (cell, size) in enumerate(chosen):
        folder = tmp_path / str(number)
        folder.mkdir()
        go_through(cell, folder, [size])
    figures("terminals", cells=amount, kinds=len(TERMS), locales=len(LOCALES), sizes=len(SIZES))


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_terminal_that_cannot_be_painted_on_is_refused_in_a_sentence(language, tmp_path):
    variables = environment(tmp_path, TERM="dumb", SAMLING_LANGUAGE=language)
    with PseudoTerminal([SAMLING, "--store", str(tmp_path / "nettverk")], variables, columns=200) as terminal:
        assert terminal.wait_for_end() == 1
        told = SENTENCES["blind-terminal"][["nb", "nn", "en"].index(language)].format(name="dumb")
        assert terminal.text.strip() == told
        assert b"\x1b" not in terminal.output
    assert not (tmp_path / "nettverk").exists()


def test_an_account_that_may_do_nothing_else_is_not_told_of_a_command(tmp_path):
    store = make_network(tmp_path / "nettverk")
    variables = environment(tmp_path, TERM="unknown", SAMLING_RESTRICTED="1", SAMLING_STORE=str(store))
    with PseudoTerminal([SAMLING], variables, columns=200) as terminal:
        assert terminal.wait_for_end() == 1
        assert terminal.text.strip() == SENTENCES["blind-terminal.restricted"][0].format(name="unknown")


@pytest.mark.parametrize("term", ["", "noe-helt-nytt"])
def test_a_terminal_that_nobody_knows_is_tried(term, tmp_path):
    store = make_network(tmp_path / "nettverk")
    with opened(store, Cell(term, "nb_NO.UTF-8"), (80, 24)) as terminal:
        terminal.type("på prøve\r")
        terminal.wait_for("1P-01  · på prøve")
        assert (b"\x1b[>" in terminal.output) is bool(term)


# sizes


def test_what_gives_way_where_there_is_no_room_is_never_the_line(tmp_path):
    store = make_network(tmp_path / "nettverk")
    add(store, "Trygg hjemreise")
    with opened(store, Cell("xterm", "nb_NO.UTF-8"), (40, 6)) as terminal:
        terminal.type("æ")
        parts = {
            6: [" Samling 1 ", "1P-01  ", " ▸ Behov", "› æ", "innspill", "F1 Hjelp"],
            5: [" Samling 1 ", "1P-01  ", " ▸ Behov", "› æ", "innspill"],
            4: [" Samling 1 ", "1P-01  ", " ▸ Behov", "› æ"],
            3: ["1P-01  ", " ▸ Behov", "› æ"],
            2: [" ▸ Behov", "› æ"],
            1: ["› æ"],
        }
        for rows, begin in parts.items():
            terminal.resize(40, rows)
            terminal.wait_until(
                lambda begin=begin: all(map(str.startswith, terminal.rows, begin)) and cursor(terminal)[0] == 3
            )
        terminal.resize(40, 2)
        terminal.type("\r")
        terminal.wait_until(lambda: re.search(r"✓ lagret \d\d:\d\d:\d\d  1P-02$", terminal.rows[0]) is not None)
    assert texts(store) == ["Trygg hjemreise", "æ"]


def test_a_window_may_change_its_size_at_any_moment(tmp_path):
    store = make_network(tmp_path / "nettverk")
    rng = random.Random(4)
    cell = Cell("xterm-256color", "nb_NO.UTF-8")
    with opened(store, cell, (80, 24)) as terminal:
        for letter in UTF_8:
            terminal.resize(rng.randint(1, 220), rng.randint(1, 70))
            terminal.type(letter)
            if rng.random() < 0.3:
                terminal.read(0.01)
        terminal.resize(80, 24)
        terminal.wait_until(lambda: is_whole(terminal, cell) and terminal.rows[-3] == f"› {cell.shown}")
        terminal.type("\r")
        terminal.wait_for("1P-01")
    assert texts(store) == [UTF_8]


def test_every_screen_bears_every_size(tmp_path):
    store = make_network(tmp_path / "nettverk")
    cell = Cell("xterm-256color", "nb_NO.UTF-8")
    with opened(store, cell, (80, 24)) as terminal:
        home = terminal.text
        for key in ("\x1bOP", "\x1bOS", "\x1b[15~", "\x1b[17~", "\x1b[20~", "\x07", "\x0c"):
            terminal.type(key)
            terminal.wait_until(lambda: terminal.text != home)
            for size in ((20, 5), (1, 1), (200, 60)):
                terminal.resize(*size)
                terminal.read(0.05)
            terminal.resize(80, 24)
            terminal.type("\x1b")
            terminal.wait_until(lambda: terminal.text == home)


# a decomposed letter


def test_a_line_of_letters_in_parts_is_as_long_as_one_of_whole_letters(tmp_path):
    store = make_network(tmp_path / "nettverk")
    with opened(store, Cell("xterm-256color", "nb_NO.UTF-8"), (80, 24)) as terminal:
        terminal.type("e\u0301" * 70)
        terminal.wait_until(lambda: terminal.rows[-3] == "› " + "é" * 70 and cursor(terminal) == (72, -3))
        terminal.type("\x7f" * 69 + "\u0302")
        terminal.wait_until(lambda: cursor(terminal) == (3, -3))
        terminal.type("\r")
        terminal.wait_for("1P-01")
    assert texts(store) == ["e\u0301\u0302"]


def test_in_a_later_latin_1_the_letters_that_are_new_in_it_are_read_and_shown(tmp_path):
    store = make_network(tmp_path / "nettverk")
    with opened(store, Cell("xterm", "nb_NO.ISO-8859-15"), (80, 24)) as terminal:
        terminal.type("Mášši 5 €".encode("iso8859-15"))
        terminal.wait_until(lambda: terminal.rows[-3] == "> " + "Mášši 5 €".encode("iso8859-15").decode("latin-1"))
        terminal.type("\r")
        terminal.wait_for("1P-01")
    assert texts(store) == ["Mášši 5 €"]


# inside others


class Keeper(NamedTuple):
    """A program that keeps others running when nobody looks: its commands, and the keys with which one leaves it."""

    begin: Sequence[str]
    again: Sequence[str]
    end: Sequence[str]
    leave: str


TMUX = Keeper(
    ["tmux", "-u", "-f", "/dev/null", "new-session"], ["tmux", "-u", "attach"], ["tmux", "kill-server"], "\x02d"
)
SCREEN = Keeper(
    ["screen", "-U", "-c", "/dev/null", "-S", "samling"],
    ["screen", "-U", "-r", "samling"],
    ["screen", "-S", "samling", "-X", "quit"],
    "\x01d",
)


@pytest.mark.parametrize("keeper", [TMUX, SCREEN], ids=["tmux", "screen"])
def test_inside_tmux_and_screen_a_line_outlives_being_left_and_looked_at_again(keeper, tmp_path):
    assert shutil.which(keeper.begin[0]), f"this test needs {keeper.begin[0]}"
    store = make_network(tmp_path / "nettverk")
    sockets = tempfile.mkdtemp(dir="/tmp")  # the path of a socket is at most 107 bytes long
    samling = [SAMLING, "--store", str(store), "--scribe", "åse"]
    variables = environment(tmp_path, TMUX_TMPDIR=sockets, SCREENDIR=sockets)
    shown = "› + " + UTF_8.replace("e\u0301", "é")
    try:
        with PseudoTerminal([*keeper.begin, *samling], variables) as terminal:
            terminal.wait_for("F1 Hjelp F2 ")
            terminal.type(f"+ {UTF_8}")
            for size in ((60, 20), (40, 10), (80, 24)):
                terminal.resize(*size)
                terminal.wait_until(lambda size=size: shown in terminal.rows and len(terminal.rows[0]) == size[0] - 1)
                terminal.wait_until(lambda: terminal.screen.cursor.x == 35)
                terminal.wait_until(lambda: terminal.rows[0].startswith(" Samling 1 "))
                assert terminal.rows[0].endswith(" Plenum · åse")
            terminal.type(keeper.leave)
            assert terminal.wait_for_end() == 0
        assert drafts(store) == [f"+ {UTF_8}"]
        with PseudoTerminal(keeper.again, variables, columns=100, rows=30) as terminal:
            terminal.wait_until(lambda: shown in terminal.rows and terminal.screen.cursor.x == 35)
            terminal.type("!\r")
            terminal.wait_for("1P-01  + " + shown.removeprefix("› + ") + "!")
            assert texts(store) == [UTF_8 + "!"]
            terminal.type("\x11")
            assert terminal.wait_for_end() == 0
    finally:
        subprocess.run(keeper.end, env=variables, capture_output=True, check=False)
        shutil.rmtree(sockets)


def test_over_ssh_the_kind_of_terminal_and_the_locale_come_along(tmp_path):
    store = make_network(tmp_path / "nettverk")
    cell = Cell("linux", "nb_NO.ISO-8859-1")
    with serving(tmp_path) as login:
        assert login, "this test needs sshd, ssh and ssh-keygen"
        *client, target = login
        command = f"env HOME={tmp_path} {SAMLING} --store {store} --scribe åse"
        with opened(store, cell, (80, 24), [*client, "-o", "SendEnv=LANG", target, command]) as terminal:
            for number, size in enumerate(SIZES, 1):
                write_a_line(terminal, store, cell, size, number)
            terminal.type("\x11")
            assert terminal.wait_for_end() == 0
            assert not re.search(rb"[\x7f-\x9f]", bytes(terminal.output))
            assert not STRANGE.search(bytes(terminal.output))
