"""The canvas: whatever was painted before, the terminal shows the picture, and little is sent for it."""

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.control import Control
from rich.segment import Segment
from rich.style import Style

from tui.tty.painting import Canvas

COLUMNS, ROWS = 24, 5
STYLES = [None, Style(bold=True), Style(color="green"), Style(color="default", bgcolor="default"), Style(reverse=True)]
TEXTS = st.lists(st.sampled_from([*"abå ›│…", "     ", "会", "😀", "e\u0301", "ord "]), max_size=30).map("".join)


class Screen:
    """A terminal that is painted on."""

    def __init__(self) -> None:
        self.canvas = Canvas()
        self.canvas.resize(COLUMNS, ROWS)
        self._screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.Stream(self._screen)
        self._stream.feed("\x1b[?7l")

    def feed(self, sent: str) -> str:
        self._stream.feed(sent)
        return sent

    def paint(self, *rows: list[Segment], cursor: tuple[int, int] | None = None) -> str:
        parts = []
        for y, row in enumerate(rows):
            parts += [Control.move_to(0, y).segment, *row, Segment.line()]
        return self.feed(self.canvas.paint(parts, cursor))

    @property
    def cells(self) -> list[list[tuple[str, bool, bool, str]]]:
        buffer = self._screen.buffer
        return [
            [(c.data, c.bold, c.reverse, c.fg) for c in (buffer[y][x] for x in range(COLUMNS))] for y in range(ROWS)
        ]

    @property
    def text(self) -> list[str]:
        return [row.rstrip() for row in self._screen.display]

    @property
    def cursor(self) -> tuple[int, int] | None:
        return None if self._screen.cursor.hidden else (self._screen.cursor.x, self._screen.cursor.y)


def row_of(*parts: tuple[str, Style | None]) -> list[Segment]:
    """A row that is as long as the screen is wide, as the compositor makes them."""
    row, room = [], COLUMNS
    for text, style in parts:
        kept = text
        while cell_len(kept) > room:
            kept = kept[:-1]
        row.append(Segment(kept, style))
        room -= cell_len(kept)
    return [*row, Segment(" " * room)]


rows = st.lists(st.tuples(TEXTS, st.sampled_from(STYLES)), max_size=4).map(lambda parts: row_of(*parts))
pictures = st.lists(rows, min_size=ROWS, max_size=ROWS)
cursors = st.none() | st.tuples(st.integers(0, COLUMNS - 1), st.integers(0, ROWS - 1))


@given(st.lists(st.tuples(pictures, cursors), min_size=2, max_size=4))
def test_after_any_pictures_the_terminal_shows_the_last_as_if_it_were_the_first(given_pictures):
    screen, fresh = Screen(), Screen()
    for picture, cursor in given_pictures:
        screen.paint(*picture, cursor=cursor)
    picture, cursor = given_pictures[-1]
    fresh.paint(*picture, cursor=cursor)
    assert screen.cells == fresh.cells
    assert screen.cursor == fresh.cursor == cursor


@given(pictures, cursors)
def test_for_the_same_picture_nothing_is_sent(picture, cursor):
    screen = Screen()
    screen.paint(*picture, cursor=cursor)
    assert screen.paint(*picture, cursor=cursor) == ""


@given(pictures, st.lists(st.sampled_from([*"abå x", "会", "e\u0301", "ord", "\u0301"]), max_size=30))
def test_what_is_echoed_is_where_the_next_picture_has_it(picture, typed):
    screen = Screen()
    text = "› "
    picture[2] = row_of((text, None))
    screen.paint(*picture, cursor=(2, 2))
    for piece in typed:
        if cell_len(text + piece) > COLUMNS - 2:
            break
        text += piece
        sent = screen.feed(screen.canvas.echo(piece))
        picture[2] = row_of((text, None))
        after = screen.paint(*picture, cursor=(cell_len(text), 2))
        if sent:
            assert after == ""
    fresh = Screen()
    fresh.paint(*picture)
    assert screen.text == fresh.text


def test_a_letter_at_the_end_costs_its_own_bytes():
    screen = Screen()
    screen.paint(row_of(("› ", Style(bold=True))), cursor=(2, 0))
    assert screen.canvas.echo("å") == "å"
    assert screen.canvas.echo("b") == "b"


@pytest.mark.parametrize("text", ["会", "\u0301", "😀", "\u200b"])
def test_what_terminals_are_not_at_one_about_is_not_echoed(text):
    screen = Screen()
    screen.paint(row_of(("› ", None)), cursor=(2, 0))
    assert screen.canvas.echo(text) == ""


def test_nothing_is_echoed_where_the_cursor_is_not_seen():
    screen = Screen()
    screen.paint(row_of(("› ", None)))
    assert screen.canvas.echo("a") == ""
    screen.paint(row_of(("› ", None)), cursor=(2, 0))
    screen.canvas.forget()
    assert screen.canvas.echo("a") == ""


def test_nothing_is_echoed_over_what_stands_there():
    screen = Screen()
    screen.paint(row_of(("› ab", None)), cursor=(2, 0))
    assert screen.canvas.echo("x") == ""


def test_all_is_sent_again_when_it_was_forgotten():
    screen = Screen()
    first = screen.paint(row_of(("Temaer", None)), cursor=(0, 1))
    screen.canvas.forget()
    assert screen.paint(row_of(("Temaer", None)), cursor=(0, 1)) == first


def test_a_picture_for_another_size_is_cut():
    screen = Screen()
    screen.canvas.resize(4, 1)
    screen.paint(row_of(("Temaer", None)), row_of(("under", None)))
    assert screen.text[:2] == ["Tema", ""]
