"""Text in terminal cells: how wide it is, where a line of a given width ends."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len, get_character_cell_size

_TOKEN = re.compile(r"\s+|\S+")


def width(text: str) -> int:
    """Return how many cells a text takes."""
    return len(text) if text.isascii() else cell_len(text)


def clip(text: str, cells: int) -> str:
    """Return a text that takes at most that many cells; one that was longer ends in `…`."""
    if width(text) <= cells:
        return text
    return head(text, cells - 1) + "…" if cells > 0 else ""


def head(text: str, cells: int) -> str:
    """Return the beginning of a text that fits into that many cells."""
    if text.isascii():
        return text[: max(0, cells)]
    taken = 0
    for at, character in enumerate(text):
        taken += get_character_cell_size(character)
        if taken > cells:
            return text[:at]
    return text


def wrap(text: str, cells: int, most: int) -> list[str]:
    """Return a text in lines of at most that many cells; what takes more than `most` lines is cut with `…`."""
    cells = max(1, cells)
    lines = list(_take(_wrapped(text[: cells * (most + 1)], cells), most + 1))
    if len(lines) > most or len(text) > cells * (most + 1):
        lines = lines[:most]
        lines[-1] = clip(lines[-1] + " …" * (cells // 2), cells) if width(lines[-1]) + 2 > cells else lines[-1] + " …"
    return lines or [""]


def _take(lines: Iterator[str], most: int) -> Iterator[str]:
    for _, line in zip(range(most), lines, strict=False):
        yield line


def _wrapped(text: str, cells: int) -> Iterator[str]:
    line = ""
    for token in _TOKEN.findall(text):
        if width(line) + width(token) <= cells:
            line += token
            continue
        if line.strip():
            yield line.rstrip()
        line = "" if token.isspace() else token
        while width(line) > cells:
            part = head(line, cells) or line[0]
            yield part
            line = line[len(part) :]
    if line.strip():
        yield line.rstrip()
