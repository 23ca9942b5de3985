"""Any text, made safe for a terminal: what could drive it becomes a sign that can be seen."""

from __future__ import annotations

import re

from tui.letters import JOINER, PICTURES

_REPLACEMENT = "\ufffd"
_DANGEROUS = re.compile(
    "[\x00-\x1f\x7f-\x9f"  # controls, and escape sequences with them
    "\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"  # what turns the direction of writing, and line separators
    "\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"  # annotations, lone surrogates, tags
    f"|(?<![{PICTURES}\ufe0f]){JOINER}|{JOINER}(?![{PICTURES}])"  # what joins no pictures
)


def safe(text: str) -> str:
    """Return a text that only prints: tabs and line ends as blanks, controls as their pictures (`␛`), others as `�`.

    A character that joins others joins pictures only: of other things terminals make what they like.
    """
    return text if text.isascii() and text.isprintable() else _DANGEROUS.sub(_visible, text)


def _visible(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code in (9, 10, 13, 0x2028, 0x2029):
        return " "
    if code < 32:
        return chr(0x2400 + code)
    if match[0] == JOINER:
        return "\u200c"
    return "␡" if code == 127 else _REPLACEMENT
