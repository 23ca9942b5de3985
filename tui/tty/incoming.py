"""What a terminal sends, read into events: keys, runs of text, pastes, the mouse. No bytes stop it or stay in it."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence

from textual import events, messages
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser
from textual.keys import Keys
from textual.message import Message

MOST_PASTED = 1 << 20
"""The bytes of a paste after which what has come is handed on; the rest follows as pastes of their own."""
_LONGEST = 128
"""The bytes of a sequence that are kept; of a longer one, which means nothing here, only the end is waited for."""
_STALLED = 4
"""The pauses after which a paste without an end is handed on."""
_KEY = 32
"""The most bytes that one key sends."""

_PASTE, _PASTE_END = b"\x1b[200~", b"\x1b[201~"
_TEXT = re.compile(rb"[\x20-\x7e\x80-\xff]+")
_CUT = re.compile(rb"(?:[\xc2-\xdf]|[\xe0-\xef][\x80-\xbf]?|[\xf0-\xf4][\x80-\xbf]{0,2})\Z")
"""A character of which the rest may still come."""
_CSI = re.compile(rb"\x1b\[\[?[ -?]*")
_SS3 = re.compile(rb"\x1bO[0-9;]*")
_STRING = re.compile(rb"\x1b[\]P^_X][^\x00-\x1f]*")
_LETTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}|[\x20-\xff]")
_LEAD = b"\xc3"
"""What the letters of Latin-1 begin with in UTF-8."""
_OF_CODE = re.compile(
    rb"(?<!\x1b\[M)(?<!\x1b\[M.)(?<!\x1b\[M..)(?:(?<!\xc3)[\x80-\xbf]|[\xc0-\xc2\xc4-\xff])", re.DOTALL
)
"""A byte that is a letter of its own, and not where the mouse is."""
_OLD_MOUSE = re.compile(rb"\x1b\[M[\x00\x20-\xff]{0,3}")

_MOUSE = re.compile(r"\x1b\[<\d{1,5};\d{1,5};\d{1,5}[Mm]")
_URXVT_MOUSE = re.compile(r"\x1b\[(\d{1,5});(\d{1,5});(\d{1,5})M")
_EXTENDED = re.compile(r"\x1b\[([\d:;]*)([u~ABCDEFHPQRS])")
_MODE = re.compile(r"\x1b\[\?2026;[123]\$y")


def _as_one_byte_code(error: UnicodeError) -> tuple[str, int]:
    """Take the first byte that is not UTF-8 for the letter that it is in an old PuTTY: Latin-1, or that of Windows."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    byte = error.object[error.start : error.start + 1]
    try:
        return byte.decode("cp1252"), error.start + 1
    except UnicodeDecodeError:
        return byte.decode("latin-1"), error.start + 1


codecs.register_error("samling.one-byte", _as_one_byte_code)


class Typed(events.Key):
    """Several characters that came at once: one key for whoever takes text."""

    def __init__(self, text: str) -> None:
        super().__init__("<text>", text)

    @property
    def is_printable(self) -> bool:
        """Always: nothing else is put into one."""
        return True


Typed.handler_name = events.Key.handler_name  # whoever handles keys handles it; Textual takes the name of the class


def first_and_rest(typed: Typed) -> list[events.Key]:
    """Return the key for the first character of a text that came at once, and the rest of the text."""
    text = typed.character or ""
    rest = text[1:]
    return [*Incoming().keys(text[:1]), *([Typed(rest)] if rest else [])]


class Incoming(XTermParser):
    """Reads what a terminal sends. The bytes may be cut anywhere; what is begun waits for `pause` at most.

    Where `code` names one in which a character is a byte, text is of that; all the same the letters of Latin-1 are
    understood in UTF-8, which is what a terminal sends whose locale is not its own: they look like nothing in it.
    """

    def __init__(self, code: str = "") -> None:
        super().__init__()
        self._code = code
        self._rest = b""
        self._paste: bytearray | None = None
        self._pauses = 0
        self._pressed = 0

    @property
    def begun(self) -> bool:
        """Whether something may have to wait for its rest: then `pause` shall be called when nothing comes."""
        return bool(self._rest) or (self._paste is not None and self._pauses < _STALLED)

    def read(self, data: bytes) -> list[Message]:
        """Return what these bytes bring to an end."""
        found: list[Message] = []
        if self._paste is not None and self._pauses >= _STALLED and len(data) < _KEY and _PASTE_END not in data:
            self._paste = None  # a paste whose end was lost; this is a key again
        self._pauses = 0
        self._rest += self._in_utf_8(data) if self._code else data
        while self._rest:
            length = self._read_paste(found) if self._paste is not None else self._read_one(found)
            if not length:
                break
            self._rest = self._rest[length:]
        return found

    def pause(self) -> list[Message]:
        """Return what was begun, as what it is if nothing more comes of it."""
        found: list[Message] = []
        if self._paste is not None:
            self._pauses += 1
            if self._pauses == _STALLED:
                self._hand_on(found, len(self._paste))
            return found
        rest, self._rest = self._rest, b""
        if rest == b"\x1b":
            found.append(events.Key("escape", "\x1b"))
        elif len(rest) == 2 and rest[0] == 0x1B:
            found += self.keys(chr(rest[1]), alt=True)
        elif rest and rest[0] != 0x1B:
            self._type(found, rest)
        return found

    def _in_utf_8(self, data: bytes) -> bytes:
        goes_on = (self._rest or self._paste or b"").endswith(_LEAD) and b"\x80" <= data[:1] < b"\xc0"
        done = data[:goes_on]
        return done + _OF_CODE.sub(lambda byte: byte[0].decode(self._code, "ignore").encode(), data[len(done) :])

    # Pieces. Each returns how many bytes it used; 0 where the rest must come first

    def _read_one(self, found: list[Message]) -> int:
        data = self._rest
        if data[0] == 0x1B:
            return self._read_sequence(found)
        run = _TEXT.match(data)
        if run is None:
            _append(found, self.keys(chr(data[0])))
            return 1
        text = run[0]
        cut = _CUT.search(text) if run.end() == len(data) else None
        if cut:
            text = text[: cut.start()]
        self._type(found, text)
        return len(text)

    def _type(self, found: list[Message], data: bytes) -> None:
        text = data.decode("utf-8", "samling.one-byte")
        text = "".join(character for character in text if not "\x7f" <= character < "\xa0")
        if len(text) == 1 and text.isprintable():
            found += self.keys(text)
        elif text:
            found.append(Typed(text))

    def _read_sequence(self, found: list[Message]) -> int:
        data = self._rest
        if data.startswith(_PASTE):
            self._paste = bytearray()
            return len(_PASTE)
        if data.startswith(b"\x1b[M"):
            return self._read_old_mouse(found)
        for pattern in (_CSI, _SS3, _STRING):
            if begun := pattern.match(data):
                return self._read_long(found, begun.end(), is_string=pattern is _STRING)
        return self._read_alt(found)

    def _read_alt(self, found: list[Message]) -> int:
        """Read Escape, or a character with Alt, which sends an escape before it."""
        data = self._rest
        if len(data) == 1 or _CUT.fullmatch(data[1:]):
            return 0
        letter = _LETTER.match(data, 1)
        if letter is None:
            found.append(events.Key("escape", "\x1b"))
            return 1
        found += self.keys(letter[0].decode("utf-8", "samling.one-byte"), alt=True)
        return letter.end()

    def _read_long(self, found: list[Message], end: int, *, is_string: bool) -> int:
        data = self._rest
        if end == len(data):
            self._rest = data[:_LONGEST]
            return 0
        if is_string:
            return end + 2 if data[end : end + 2] == b"\x1b\\" else self._end_string(end)
        if not 0x40 <= data[end] < 0x7F:
            return end  # broken off: what breaks it off counts
        if end < _LONGEST:
            _append(found, self._understand(data[: end + 1].decode("ascii")))
        return end + 1

    def _end_string(self, end: int) -> int:
        """The bytes of a string that ends with a bell, or is broken off by a control character, which counts."""
        if self._rest[end:] == b"\x1b":
            self._rest = self._rest[: _LONGEST - 1] + b"\x1b" if end > _LONGEST else self._rest
            return 0
        return end + 1 if self._rest[end] == 0x07 else end

    def _read_paste(self, found: list[Message]) -> int:
        paste = self._paste
        if paste is None:
            return 0
        searched = max(0, len(paste) - len(_PASTE_END))
        before = len(paste)
        paste += self._rest
        end = paste.find(_PASTE_END, searched)
        if end < 0:
            if len(paste) > MOST_PASTED:
                self._hand_on(found, _line_end(paste))
            return len(self._rest)
        used = end + len(_PASTE_END) - before
        self._hand_on(found, end)
        self._paste = None
        return used

    def _hand_on(self, found: list[Message], length: int) -> None:
        """Hand on the beginning of a paste."""
        if self._paste is not None and length:
            text = bytes(self._paste[:length]).decode("utf-8", "samling.one-byte")
            del self._paste[:length]
            found.append(events.Paste(text.replace("\x00", "")))

    # Meaning

    def _understand(self, sequence: str) -> Sequence[Message]:
        """Return what a whole sequence means; nothing where it means nothing here."""
        if _MOUSE.fullmatch(sequence):
            return self._mouse(sequence)
        if urxvt := _URXVT_MOUSE.fullmatch(sequence):
            buttons, column, row = map(int, urxvt.groups())
            return self._old_mouse(buttons, column, row)
        if _MODE.fullmatch(sequence):
            return [messages.TerminalSupportsSynchronizedOutput()]
        if sequence in ("\x1b[I", "\x1b[O"):
            return [events.AppFocus() if sequence == "\x1b[I" else events.AppBlur()]
        if extended := _EXTENDED.fullmatch(sequence):
            possible = _possible(extended[1])
            return [] if possible is None else self.keys(f"\x1b[{possible}{extended[2]}")
        return self.keys(sequence)

    def keys(self, sequence: str, *, alt: bool = False) -> list[events.Key]:
        """Return the keys that a character, a sequence, or a character with Alt stands for."""
        if alt:  # Textual's table takes Alt and a digit or a hyphen for a sign: one terminal on a Mac sends them so
            known = ANSI_SEQUENCES_KEYS.get("\x1b" + sequence)
            if isinstance(known, tuple):
                return [events.Key(key.value, None) for key in known]
            plain = self._sequence_to_key_events(sequence, alt=True)
            return [events.Key(f"alt+{key.key.removeprefix('alt+')}", None) for key in plain]
        return [key for key in self._sequence_to_key_events(sequence) if key.key != Keys.Ignore]

    def _mouse(self, sequence: str) -> list[Message]:
        event = self.parse_mouse_code(sequence)
        return [event] if event else []

    def _read_old_mouse(self, found: list[Message]) -> int:
        report = _OLD_MOUSE.match(self._rest)
        length = report.end() if report else 0
        if length == len(self._rest) and length < 6:
            return 0
        if length == 6:
            buttons, column, row = self._rest[3:6]
            _append(found, self._old_mouse(buttons, column - 32, row - 32))
        return length

    def _old_mouse(self, buttons: int, column: int, row: int) -> list[Message]:
        """Read a report that counts the buttons from 32 and does not say which one was let go."""
        buttons -= 32
        if min(buttons, column, row) < 0:
            return []
        released = buttons & 0b1100011 == 3
        if not buttons & 0b1100000:
            buttons, self._pressed = (self._pressed if released else buttons), buttons
        return self._mouse(f"\x1b[<{buttons};{column};{row}{'m' if released else 'M'}")


def _append(found: list[Message], more: Sequence[Message]) -> None:
    """Add events; of the mouse's way only where it has got to."""
    for event in more:
        if type(event) is events.MouseMove and found and type(found[-1]) is events.MouseMove:
            found.pop()
        found.append(event)


def _possible(parameters: str) -> str | None:
    """Return the parameters of a key as far as they are used; None where what they call a character is none."""
    key, *rest = parameters.split(";")
    kept = [part.partition(":")[0] for part in (key, *rest[:1])] + rest[1:]
    numbers = [int(number) for part in kept for number in part.split(":") if number]
    if len(kept) > 3 or any(number > 0x10FFFF or 0xD800 <= number < 0xE000 for number in numbers):
        return None
    return ";".join(kept)


def _line_end(paste: bytearray) -> int:
    """Return where a paste can be cut: after a line, or else between two characters, before what may be its end."""
    end = max(paste.rfind(b"\r", 0, -1), paste.rfind(b"\n", 0, -1)) + 1
    if not end:
        end = len(paste) - len(_PASTE_END)
        end -= next((by for by in range(4) if paste[end - by] & 0xC0 != 0x80), 0)
    return end
