"""The names of keys: as they stand on keyboards and in manuals, and as Textual calls them."""

from __future__ import annotations

import re

from textual.keys import _character_to_key, key_to_character

_SHOWN = {
    "escape": "Esc",
    "enter": "Enter",
    "tab": "Tab",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "insert": "Ins",
    "delete": "Del",
    "backspace": "⌫",
    "space": "Space",
}
_CHARACTERS = {_character_to_key(chr(code)): chr(code) for code in range(33, 127)}
"""By Textual's name: the characters whose keys have one, and the letters and digits."""
_READ = {shown.casefold(): name for name, shown in _SHOWN.items()} | {"return": "enter"}
_FUNCTION = re.compile(r"f([1-9]|1\d|20)\Z")
_MOVES = frozenset(("up", "down", "left", "right", "pageup", "pagedown", "home", "end", "insert", "delete"))
_SAME = frozenset("hijm")
"""The letters whose key together with Ctrl sends what Backspace, Tab, line feed and Enter send."""


def key_name(key: str) -> str:
    """Return a key as it is written on keyboards and in manuals: `F1`, `^Z`, `Alt+1`."""
    *modifiers, name = key.split("+") if key != "+" else [key]
    name = _SHOWN.get(name, _CHARACTERS.get(name, name.upper() if len(name) > 1 else name))
    if modifiers == ["ctrl"]:
        return "^" + (name.upper() if len(name) == 1 else name)
    return "+".join([*(modifier.capitalize() for modifier in modifiers), name])


def key_written(key: str) -> str:
    """Return Textual's name for a key as people write it, and `key_of` reads it: its character where it has one."""
    return _CHARACTERS.get(key, key)


def key_of(written: str) -> str | None:
    """Return Textual's name for a key that somebody wrote, as on keyboards or as Textual does.

    None where it is no key, or one that terminals do not tell from another.

    >>> key_of("^K"), key_of("Alt+1"), key_of("PgUp"), key_of("?"), key_of("ctrl+enter")
    ('ctrl+k', 'alt+1', 'pageup', 'question_mark', None)
    """
    if re.fullmatch(r"\^.+", written):
        written = "ctrl+" + written[1:]
    before, plus, last = written[:-1].rpartition("+") if len(written) > 1 else ("", "", "")
    last += written[-1:]
    modifiers = tuple(before.casefold().split("+")) if plus else ()
    name = _plain_key(last)
    if name is None or not _is_told(modifiers, name):
        return None
    return "+".join([*modifiers, name.casefold() if modifiers == ("ctrl",) else name])


def _plain_key(written: str) -> str | None:
    """Return Textual's name for a key without Ctrl, Alt or Shift."""
    name = _READ.get(written.casefold())
    if name:
        return name
    types = len(written) == 1 and written.isprintable() and not written.isspace()
    name = _character_to_key(written) if types else written.casefold()
    return name if (types and len(name) == 1) or name in _SHOWN or _FUNCTION.match(name) or _is_named(name) else None


def _is_named(name: str) -> bool:
    """Whether that is Textual's name for the key of a character."""
    character = key_to_character(name) if len(name) > 1 and name.isascii() else None
    printable = character is not None and character.isprintable()
    return name in _CHARACTERS or (printable and _character_to_key(character or "") == name)


def _is_told(modifiers: tuple[str, ...], name: str) -> bool:
    """Whether terminals tell a key with these modifiers from all others."""
    special = name in _MOVES or bool(_FUNCTION.match(name))
    match modifiers:
        case ():
            return True
        case ("ctrl",):
            letter = name.casefold()
            return special or (len(letter) == 1 and "a" <= letter <= "z" and letter not in _SAME)
        case ("alt",):
            return name not in ("escape", "tab")
        case ("shift",):
            return special or name == "tab"
        case ("ctrl", "shift") | ("ctrl", "alt") | ("alt", "shift"):
            return name in _MOVES
    return False
