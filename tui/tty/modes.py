"""What is sent to a terminal before and after the picture: only what a terminal of that kind should swallow."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_BLIND = re.compile("dumb|unknown")
"""Terminals on which nothing can be put in its place."""
_OLD = re.compile(r"linux|cons?\d|vt\d|ansi|pcansi|cygwin|sun|wy\d|$")
"""Terminals that may print what they do not know; to be on the safe side one without a name too."""
_COLOURLESS = re.compile(r"vt\d|.*-m(ono)?$")


@dataclass(frozen=True)
class Modes:
    """What takes a terminal over and gives it back."""

    enter: str
    forget: str
    """Takes back, before `enter` is sent again, what would be piled up otherwise."""
    leave: bytes
    """Also wipes the picture off a terminal that has no other screen to go back to."""


# In this order: the other screen, no wrapping, no cursor; pastes in brackets.
_ENTER, _PASTES = "\x1b[?1049h\x1b[?7l\x1b[?25l", "\x1b[?2004h"
_LEAVE = "\x1b[0m\x1b[H\x1b[J\x1b[?7h\x1b[?1049l\x1b[?25h"
# Wheel and buttons, where the pointer is, in two notations; focus; plain text of keys (report all keys, tell the text).
_MORE = "\x1b[?1000h\x1b[?1003h\x1b[?1015h\x1b[?1006h\x1b[?1004h\x1b[>25u"
_NO_MORE = "\x1b[?2026l\x1b[<u\x1b[?1004l\x1b[?1006l\x1b[?1015l\x1b[?1003l\x1b[?1000l"
_ASK = "\x1b[?2026$p"
"""Asks whether pictures can be held back until they are whole."""


def modes_of(environment: Mapping[str, str]) -> Modes:
    """Return what is sent to the terminal of that environment; one that is not known is taken for a present-day one."""
    if _OLD.match(environment.get("TERM", "")):
        return Modes(_ENTER + _PASTES, "", f"\x1b[?2004l{_LEAVE}".encode())
    ask = "" if environment.get("TERM_PROGRAM") == "Apple_Terminal" else _ASK  # which would print the end of it
    return Modes(_ENTER + _MORE + _PASTES + ask, "\x1b[<u", f"{_NO_MORE}\x1b[?2004l{_LEAVE}".encode())


def is_blind(environment: Mapping[str, str]) -> bool:
    """Tell whether the terminal of that environment cannot be painted on."""
    return bool(_BLIND.fullmatch(environment.get("TERM", "")))


def is_colourless(environment: Mapping[str, str]) -> bool:
    """Tell whether the terminal of that environment has no colours."""
    return bool(_COLOURLESS.match(environment.get("TERM", "")))
