"""What a reader counts as one letter is one for the cursor, and what stands for another sign is as wide."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from conftest import ROOT, any_text
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from screens import running
from textual import events

from tui.letters import letter_end, letter_start
from tui.safe import safe
from tui.tty.charset import encoder
from tui.tty.incoming import Incoming
from tui.widgets.capture_line import CaptureLine

FAMILY, FLAG, THUMB, HEART, KEY = "👨\u200d👩\u200d👧", "🇳🇴", "👍🏽", "❤\ufe0f", "1\ufe0f\u20e3"
SYLLABLE = "\u1112\u1161\u11ab"
JOINED = [
    "e\u0301",
    "a\u030a",
    FAMILY,
    FLAG,
    THUMB,
    HEART,
    KEY,
    "🏳\ufe0f\u200d🌈",
    SYLLABLE,
    "\u0928\u093f",
    "q\u0323\u0301",
]
odd_text = st.lists(
    st.sampled_from([*JOINED, *"aø ŋ会😀☕🏽🇳\u200d\ufe0f\u0301\u20e3\u200c…✓│«", "\t", "\x1b", "\u202e"]), max_size=12
).map("".join)
"""Letters, and parts of letters in places where they have no business."""
any_odd_text = odd_text | any_text.filter(lambda text: not re.search("[\ud800-\udfff]", text))

UTF_8 = encoder({"LANG": "nb_NO.UTF-8"})
LATIN = {code: encoder({"LANG": f"nb_NO.{code}"}) for code in ("ISO-8859-1", "ISO-8859-15", "CP1252")}
CONSOLE = encoder({"LANG": "nb_NO.UTF-8", "TERM": "linux"})


def letters(text: str) -> list[str]:
    found = []
    while text:
        end = letter_end(text, 0)
        found.append(text[:end])
        text = text[end:]
    return found


# letters


def test_only_pictures_are_joined_on_the_screen():
    assert safe(f"x\u200dy \u200d😀 😀\u200d {FAMILY}") == f"x\u200cy \u200c😀 😀\u200c {FAMILY}"


@pytest.mark.parametrize("letter", JOINED)
def test_what_is_joined_is_one_letter(letter):
    assert letters(f"a{letter}b{letter}{letter}") == ["a", letter, "b", letter, letter]


def test_two_letters_make_a_flag_and_a_third_begins_the_next():
    assert letters("🇳🇴🇸🇪🇩") == ["🇳🇴", "🇸🇪", "🇩"]


@given(any_odd_text)
def test_letters_begin_where_others_end(text):
    ends = [0]
    for letter in letters(text):
        ends.append(ends[-1] + len(letter))
    assert ends[-1] == len(text)
    for begin, end in pairwise(ends):
        assert {letter_start(text, at) for at in range(begin, end)} == {begin}
        assert letter_end(text, begin) == end
    assert letter_start(text, len(text)) == len(text)


@given(any_odd_text)
def test_the_cells_of_a_text_are_those_of_its_letters(text):
    assert cell_len(safe(text)) == sum(cell_len(safe(letter)) for letter in letters(safe(text)))


async def test_the_cursor_and_backspace_take_a_letter_with_all_that_is_joined_to_it(path):
    async with running(path) as pilot:
        line = pilot.app.screen.query_one(CaptureLine)
        for letter in (JOINED[0], FAMILY, FLAG, THUMB):
            line.bring(f"a{letter}b")
            await pilot.press("left", "left")
            assert line.cursor == 1
            await pilot.press("right")
            assert line.cursor == 1 + len(letter)
            await pilot.press("backspace")
            assert line.text == "ab"
            line.bring(f"{letter}b")
            await pilot.press("home", "delete")
            assert line.text == "b"


# what a terminal lacks


def read_in(code: str, data: bytes, cut: int) -> str:
    """Return the text that comes of bytes, cut once, in a locale of that code."""
    incoming = Incoming(code)
    found = [*incoming.read(data[:cut]), *incoming.read(data[cut:]), *incoming.pause()]
    return "".join(key.text if isinstance(key, events.Paste) else key.character for key in found)


@pytest.mark.parametrize("code", LATIN)
@given(st.text("Mášið Åå»«ØÆæñ§ü 5", min_size=1), st.integers(0, 30), st.booleans())
def test_in_a_locale_of_bytes_every_byte_is_its_letter(code, text, cut, pasted):
    text = text.encode(code, "ignore").decode(code)
    sent = (f"\x1b[200~{text}\x1b[201~" if pasted else text).encode(code)
    assert read_in(code, sent, cut) == text


@given(st.integers(0, 40))
def test_a_terminal_that_sends_utf_8_in_spite_of_the_locale_is_understood(cut):
    assert read_in("iso8859-1", "Blåbær på Øya, é".encode(), cut) == "Blåbær på Øya, é"


def test_where_the_mouse_is_is_no_letter():
    (moved,) = Incoming("iso8859-1").read(b"\x1b[M\x43\xc8\xb0")
    assert (moved.x, moved.y) == (167, 143)


@pytest.mark.parametrize(
    "environment", [{}, {"LANG": "C"}, {"LANG": "POSIX"}, {"LC_ALL": "C.UTF-8"}, {"LANG": "nb_NO"}]
)
def test_a_locale_that_names_no_code_is_utf_8(environment):
    assert encoder(environment)("Å › ŋ") == "Å › ŋ".encode()


def test_the_locale_is_that_of_the_first_variable_that_says_something():
    assert encoder({"LC_ALL": "", "LC_CTYPE": "nb_NO.iso88591", "LANG": "nb_NO.UTF-8"})("å") == b"\xe5"
    assert encoder({"LC_ALL": "nb_NO.utf8", "LC_CTYPE": "nb_NO.iso88591"})("å") == "å".encode()
    assert encoder({"LANG": "nn_NO.ISO-8859-15@euro"})("€") == b"\xa4"


def test_what_latin_1_lacks_stands_there_as_something_readable():
    shown = {
        "› ‹ ▸ ✓ … ≠ · « »": "> < > v . # \xb7 \xab \xbb",
        "– — “sagt” ‘slik’": "- - \"sagt\" 'slik'",
        "│ ─ ╭╮╰╯": "| - ++++",
        "e\u0301 a\u030a ü": "é å ü",
        "čđŋšŧžá ČĐŊŠŦŽÁ": "cdnstzá CDNSTZÁ",
        "会议 한국": "???? ????",
        f"😀 {FAMILY} {THUMB} {HEART} {KEY} {FLAG}": "?? ?? ?? ?? ?? NO",
    }
    for text, expected in shown.items():
        assert LATIN["ISO-8859-1"](text).decode("latin-1") == expected


def test_every_sign_that_the_program_draws_with_has_a_stand_in():
    drawn = {sign for source in (ROOT / "tui").rglob("*.py") for sign in source.read_text() if sign > "\xff"}
    assert {sign for sign in drawn if LATIN["ISO-8859-1"](sign) == b"?"} <= set("␛␡\ufffd")


def test_the_console_of_linux_keeps_letters_and_lines_and_gets_no_wide_characters():
    assert CONSOLE(f"› ✓ │ čđŋ e\u0301 q\u0301 会 {FAMILY}").decode() == "> v │ čđŋ é q ?? ??"


@pytest.mark.parametrize("code", LATIN)
@given(text=any_odd_text)
def test_what_stands_for_a_text_takes_as_many_cells_and_drives_nothing(code, text):
    shown = LATIN[code](safe(text)).decode(code)
    assert len(shown) == cell_len(safe(text))
    assert shown.isprintable() or set(shown) & {"\xa0", "\xad"}
    assert LATIN[code](f"\x1b[1m{safe(text)}\x1b[m").decode(code) == f"\x1b[1m{shown}\x1b[m"


@given(any_odd_text)
def test_the_console_gives_every_character_one_cell(text):
    shown = CONSOLE(safe(text)).decode()
    assert len(shown) == cell_len(shown) == cell_len(safe(text))


@given(any_odd_text)
def test_in_utf_8_only_pictures_are_touched(text):
    shown = safe(text)
    sent = UTF_8(shown).decode()
    assert re.sub("\x1b\\[\\d+X", "", sent).isprintable() or "\xa0" in sent or not shown.isprintable()
    if not re.search("[\u2190-\u2bff\u200d\ufe0f\U0001f000-\U0001faff]", shown):
        assert sent == shown


def test_a_picture_is_drawn_over_erased_cells_and_is_the_first_of_those_that_are_joined():
    for picture, drawn in {"😀": "😀", FAMILY: "👨", THUMB: "👍", HEART: HEART, KEY: KEY, "☕": "☕"}.items():
        assert UTF_8(f"\x1b[m{picture}b").decode() == f"\x1b[m\x1b[2X{drawn}b"
    assert UTF_8(FLAG).decode() == "NO"
    assert UTF_8("✓ lagret ▸ › ┃").decode() == "✓ lagret ▸ › ┃"
