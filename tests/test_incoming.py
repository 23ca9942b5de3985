"""What a terminal sends: keys, text, pastes and reports, however the bytes are cut, and whatever bytes they are."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from textual import events

from tui.tty.incoming import MOST_PASTED, Incoming, Typed

MOVED = "\x1b[<35;{0};{0}M"


def told(found):
    """What events say, in short."""
    said = []
    for event in found:
        match event:
            case Typed():
                said.append(f"text {event.character}")
            case events.Key():
                said.append(event.key)
            case events.Paste():
                said.append(f"paste {event.text}")
            case events.MouseEvent():
                said.append(f"{type(event).__name__} {event.button} at {event.x:.0f},{event.y:.0f}")
            case _:
                said.append(type(event).__name__)
    return said


def read(*parts, pauses=0):
    """What comes of the parts, and of so many pauses after them."""
    incoming = Incoming()
    found = [event for part in parts for event in incoming.read(part if isinstance(part, bytes) else part.encode())]
    for _ in range(pauses):
        found += incoming.pause()
    return told(found)


@pytest.mark.parametrize(
    ("sent", "meant"),
    [
        ("a", ["a"]),
        ("Å", ["Å"]),
        ("blåbær", ["text blåbær"]),
        ("a\r", ["a", "enter"]),
        ("ab\x7f\x1b[D", ["text ab", "backspace", "left"]),
        ("👩‍🌾", ["text 👩‍🌾"]),
        ("\u200d", ["text \u200d"]),
        (b"r\xf8d", ["text rød"]),
        (b"\x93ja\x94 \x96 nei", ["text “ja” – nei"]),
        ("\u0085\u009b31m", ["text 31m"]),
        ("\x1b[200~to\r\nlinjer\x1b[201~x", ["paste to\r\nlinjer", "x"]),
        ("\x1b2", ["alt+2"]),
        ("\x1bø", ["alt+ø"]),
        ("\x1b\x1b[A", ["escape", "up"]),
        ("\x1b\r", ["escape", "enter"]),
        ("\x1b[97;5u", ["ctrl+a"]),
        ("\x1b[229;1;229u", ["å"]),
        ("\x1b[I\x1b[O", ["AppFocus", "AppBlur"]),
        ("\x1b[?2026;2$y", ["TerminalSupportsSynchronizedOutput"]),
    ],
)
def test_keys_and_text(sent, meant):
    assert read(sent) == meant


@pytest.mark.parametrize(
    ("sent", "meant"),
    [
        ("\x1b[<0;10;5M\x1b[<0;10;5m", ["MouseDown 1 at 9,4", "MouseUp 1 at 9,4"]),
        (b"\x1b[M \x2a\x25\x1b[M#\x2a\x25", ["MouseDown 1 at 9,4", "MouseUp 1 at 9,4"]),
        (b"\x1b[M \xc8\x25\x1b[M#\xff\x25", ["MouseDown 1 at 167,4", "MouseUp 1 at 222,4"]),
        ("\x1b[32;200;5M", ["MouseDown 1 at 199,4"]),
        ("".join(MOVED.format(at) for at in range(1, 50)), ["MouseMove 0 at 48,48"]),
        ("\x1b[<0;-1;5M\x1b[<;;M\x1b[<0;999999;1M\x1b[<0M\x1b[<0;1;1;1M", []),
        (b"\x1b[M\x1b[A", ["up"]),
        (b"\x1b[M \x1b[A", ["up"]),
    ],
    ids=["new", "old", "old beyond column 95", "urxvt", "many", "broken", "old, cut off", "old, cut off later"],
)
def test_the_mouse(sent, meant):
    assert read(sent) == meant


@pytest.mark.parametrize(
    "sent",
    [
        "\x1b[1114112u",
        "\x1b[55296u",
        "\x1b[97;1;55296u",
        "\x1b[97;1;1114112u",
        "\x1b[" + "9" * 5000 + "u",
        "\x1b[97;" + "9" * 100 + "u",
        "\x1b[1;2;3;4;5;6;7;8u",
        "\x1b[48;65535;65535;0;0t",
        "\x1b[999999999;1R",
        "\x1b[?2026;9$y",
        "\x1b]0;title\x07",
        "\x1b]11;rgb:0000/0000/0000\x1b\\",
        "\x1bP>|XTerm(370)\x1b\\",
        "\x1b_Gi=31;OK\x1b\\",
        "\x1b[?62;22c",
        "\x1b[" + ";" * 100_000 + "A",
        "\x1b]" + "x" * 100_000 + "\x07",
    ],
)
def test_what_means_nothing_here_is_passed_over_and_the_next_key_counts(sent):
    assert [said for said in read(sent + "x") if said not in ("\x00", "ctrl+at")] in (["x"], ["up", "x"])


@pytest.mark.parametrize(
    ("begun", "comes"),
    [
        ("\x1b", ["escape"]),
        ("\x1b[", ["alt+left_square_bracket"]),
        ("\x1bO", ["alt+shift+o"]),
        ("\x1b[12;", []),
        ("\x1b]0;title", []),
        ("\x1bP+q", []),
        (b"\x1b[M ", []),
        (b"\xe5", ["å"]),
        (b"p\xe5", ["p", "å"]),
    ],
)
def test_what_is_begun_waits_for_its_rest_but_not_for_ever(begun, comes):
    assert read(begun, pauses=1) == comes
    assert read(begun, pauses=5)[: len(comes)] == comes
    incoming = Incoming()
    incoming.read(begun if isinstance(begun, bytes) else begun.encode())
    incoming.pause()
    assert not incoming.begun
    assert told(incoming.read(b"x")) == ["x"]


def test_a_paste_without_an_end_is_handed_on_and_the_next_key_is_a_key():
    incoming = Incoming()
    assert incoming.read(b"\x1b[200~halv") == []
    pauses = [told(incoming.pause()) for _ in range(5)]
    assert pauses == [[], [], [], ["paste halv"], []]
    assert not incoming.begun
    assert told(incoming.read(b"\r")) == ["enter"]


def test_a_paste_that_came_to_a_halt_is_a_paste_when_it_goes_on():
    incoming = Incoming()
    incoming.read(b"\x1b[200~halv")
    for _ in range(6):
        incoming.pause()
    rest = b"\x11 og en lang rest, som ingen kan skrive \x1b[201~\x11"
    assert told(incoming.read(rest)) == ["paste \x11 og en lang rest, som ingen kan skrive ", "ctrl+q"]


def test_a_paste_beyond_the_limit_is_handed_on_in_parts_with_nothing_missing():
    text = "Linje på møtet\r" * (3 * MOST_PASTED // 15) + "slutt" + "æ" * 2 * MOST_PASTED
    data = f"\x1b[200~{text}\x1b[201~x".encode()
    incoming = Incoming()
    found = [event for at in range(0, len(data), 8000) for event in incoming.read(data[at : at + 8000])]
    *pastes, key = found
    assert told([key]) == ["x"]
    assert "".join(paste.text for paste in pastes) == text
    assert max(len(paste.text.encode()) for paste in pastes) <= MOST_PASTED + 8000


hostile = st.lists(
    st.one_of(
        st.binary(max_size=6),
        st.text(max_size=4).map(lambda text: text.encode("utf-8", "replace")),
        st.sampled_from(
            [b"\x1b", b"\x1b[", b"\x1b[M", b"\x1b[<", b"\x1bO", b"\x1b]", b"\x1bP", b"\x1b\\", b"\x1b[200~"]
        ),
        st.sampled_from(
            [b"\x1b[201~", b"0;", b"97;", b"1114112", b"55296", b"u", b"M", b"m", b"~", b"A", b"\x07", b":"]
        ),
    ),
    max_size=12,
).map(b"".join)


@given(hostile, st.integers(1, 40))
@example(b"\x1b[97:65;5:3u", 3)
@example(b"\x1b[200~" + b"\x80" * 40, 7)
def test_no_bytes_stop_it_or_stay_in_it(data, length):
    incoming = Incoming()
    for at in range(0, len(data), length):
        incoming.read(data[at : at + length])
    for _ in range(5):
        incoming.pause()
    assert not incoming.begun
    assert told(incoming.read(b"\r"))[-1] == "enter"


@given(hostile, st.integers(1, 40))
def test_where_the_bytes_are_cut_makes_no_difference_but_to_how_text_is_parted(data, length):
    def plain(found):
        typed = [event.character if isinstance(event, events.Key) and event.is_printable else "" for event in found]
        return "".join(text or str(told([event])) for text, event in zip(typed, found, strict=True))

    whole, parted = Incoming(), Incoming()
    once = whole.read(data)
    cut = [event for at in range(0, len(data), length) for event in parted.read(data[at : at + length])]
    moves = [event for event in (*once, *cut) if isinstance(event, events.MouseMove)]
    if not moves:
        assert plain(once) == plain(cut)
