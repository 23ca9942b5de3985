"""The characters that a terminal has: what it lacks is sent as something readable that takes as many cells.

Only what is painted is concerned; what is saved is what was typed.
"""

from __future__ import annotations

import codecs
import os
import re
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path

from rich.cells import cell_len, get_character_cell_size

from tui.letters import FLAGS, JOINER, PICTURES

Encode = Callable[[str], bytes]
"""Makes what is painted into the bytes for a terminal."""

_TONE = "\U0001f3fb-\U0001f3ff"
_EARLY = (  # those in two cells among the pictures that were signs in one cell first
    "\u231a\u231b\u23e9-\u23ec\u23f0\u23f3\u25fd\u25fe\u2614\u2615\u2648-\u2653\u267f\u2693\u26a1\u26aa\u26ab\u26bd\u26be"
    "\u26c4\u26c5\u26ce\u26d4\u26ea\u26f2\u26f3\u26f5\u26fa\u26fd\u2705\u270a\u270b\u2728\u274c\u274e\u2753-\u2755\u2757"
    "\u2795-\u2797\u27b0\u27bf\u2b1b\u2b1c\u2b50\u2b55"
)
_PICTURE = re.compile(
    f"((?:[{_EARLY}\U0001f000-\U0001f1e5\U0001f200-\U0001f3fa\U0001f400-\U0001faff]|.(?=\ufe0f)"
    f"|[{PICTURES}](?=[{_TONE}{JOINER}]))\ufe0f?\u20e3?)"
    f"(?:[{_TONE}\ufe0f\u20e3]|{JOINER}[{PICTURES}])*"
    f"|[{_TONE}]|[{FLAGS}]"
)
"""A picture, or a sign that is made one, with what is joined to it; or a letter of a flag."""
_SUSPECT = re.compile(f"[{_EARLY}{JOINER}\ufe0f\U0001f000-\U0001faff]")
"""What every picture has."""
_LATIN = {
    "iso88591": "iso8859-1",
    "latin1": "iso8859-1",
    "iso885915": "iso8859-15",
    "latin9": "iso8859-15",
    "cp1252": "cp1252",
    "windows1252": "cp1252",
}
"""The codes of a byte a character in which Norwegian is written, by the names that locales have for them."""
_SIGNS = {
    **dict(zip("›‹▸•●…≠≈✓→←↑↓⌫␛␡│─╭╮╰╯▒�", "><>**.#~v><^v<??|-++++#?", strict=True)),
    **dict(zip("‐‑‒–—―‘’‚′“”„″€Œœ", "------'','" + '""""EOo', strict=True)),
    **dict(zip("đĐŋŊŧŦłŁħĦıĸ", "dDnNtTlLhHik", strict=True)),
}
"""What stands for characters that are not made of others."""
_CONSOLE = "›‹▸•●…≠≈✓⌫␛␡╭╮╰╯"
"""The signs that the font of a Linux console may lack."""
_BESIDE = "samling.stand-in"
_PIECES = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b|[^\x1b]+")


def encoder(environment: Mapping[str, str]) -> Encode:
    """Return what makes text into the bytes for the terminal of that environment.

    The locale is believed by its name, whether it is installed or not. One that names no code, or `C`, is UTF-8.
    """
    latin = code_of(environment)
    if latin:
        return lambda text: _changed(text, _plain).encode(latin, _BESIDE)
    if environment.get("TERM", "").startswith("linux"):
        return lambda text: _changed(text, _for_console).encode("utf-8", "replace")
    return lambda text: (_changed(text, _drawn) if _SUSPECT.search(text) else text).encode("utf-8", "replace")


def code_of(environment: Mapping[str, str]) -> str:
    """Return the code of a byte a character that the locale of that environment names; nothing for UTF-8."""
    locale = next((environment[name] for name in ("LC_ALL", "LC_CTYPE", "LANG") if environment.get(name)), "")
    return _LATIN.get(re.sub("[^a-z0-9]", "", locale.partition("@")[0].partition(".")[2].lower()), "")


def given_environment() -> Mapping[str, str]:
    """Return the environment as the program was given it. Python puts another locale for one that is not installed."""
    try:
        given = Path("/proc/self/environ").read_bytes()
    except OSError:
        return os.environ
    pairs = (os.fsdecode(entry).partition("=") for entry in given.split(b"\0"))
    return {name: value for name, _, value in pairs}


def _changed(text: str, change: Callable[[str], str]) -> str:
    """Return a text changed between its control sequences, which stay as they are."""
    if text.isascii():
        return text
    return _PIECES.sub(lambda piece: piece[0] if piece[0][0] == "\x1b" else change(piece[0]), text)


def _drawn(text: str) -> str:
    """Return a text with each picture as any terminal can draw it: the first of those joined, over erased cells.

    Terminals give a picture one cell, or two, or two for each that is joined to it; what comes after it is put in its
    place. A flag is drawn as its two letters.
    """

    def drawn(found: re.Match[str]) -> str:
        return f"\x1b[{cell_len(found[0])}X{found[1]}" if found[1] else _flag(found[0])

    return _PICTURE.sub(drawn, text)


def _flag(character: str) -> str:
    """Return the plain letter for a letter of a flag; nothing for a colour that colours nothing."""
    return chr(ord(character) - 0x1F1E6 + ord("A")) if "\U0001f1e6" <= character <= "\U0001f1ff" else ""


def _plain(text: str) -> str:
    """Return a text with question marks for pictures, and letters with their marks as one where there is such a one."""

    def stand_in(found: re.Match[str]) -> str:
        return "?" * cell_len(found[0]) if found[1] else _flag(found[0])

    return unicodedata.normalize("NFC", _PICTURE.sub(stand_in, text))


def _for_console(text: str) -> str:
    """Return a text as the console of Linux can show it, which draws no wide characters and joins no marks."""
    return "".join(_stand_in(c) if c in _CONSOLE or get_character_cell_size(c) != 1 else c for c in _plain(text))


def _stand_in(character: str) -> str:
    """Return what stands for a character, in as many cells: a sign, the letter without its marks, question marks."""
    if character in _SIGNS:
        return _SIGNS[character]
    if character < " " or character == "\x7f":
        return character
    cells = get_character_cell_size(character)
    if cells == 1:
        letter = unicodedata.normalize("NFKD", character)[0]
        if letter.isascii():
            return letter
    return "?" * cells


def _stand_ins(error: UnicodeError) -> tuple[str, int]:
    """Put stand-ins in the place of what a code lacks."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_stand_in, error.object[error.start : error.end])), error.end


codecs.register_error(_BESIDE, _stand_ins)
