"""The keys of documents in a JSON store: numbers, as stock TinyDB wants them, for ids that are text.

A number below 2**130 is its own text. From there up to 2**131 stand the ids that `storage.model` makes, 130 bits in
base 32, in their order. Any other text is the number of its bytes in UTF-8 with `MARK` before them. No number has two
texts and no text two numbers, so whichever program adds a document, the other one knows it by the same id for good.
"""

from __future__ import annotations

import re

from storage.ids import ALPHABET

OURS = 1 << 130
"""The number of the id that is all zeros."""
MARK = b"\x01" * 18
"""Makes a number that is larger than those of all ids of ours, and tells that the bytes after it are a text."""
_ID = re.compile(f"[{ALPHABET}]{{26}}")
_DIGITS = str.maketrans(ALPHABET, "0123456789abcdefghijklmnopqrstuv")
"""From our digits of base 32 to Python's."""
_PAIRS = [one + other for one in ALPHABET for other in ALPHABET]


def key_of(name: str) -> str:
    """Return the number for an id, in digits. Raises ValueError above some 1,700 bytes: no number is that long."""
    if _is_number(name):
        return name
    if _ID.fullmatch(name):
        return str(OURS + int(name.translate(_DIGITS), 32))
    return str(int.from_bytes(MARK + name.encode(errors="surrogatepass")))


def id_of(key: str) -> str:
    """Return the id for a number in digits; any other text is an id already."""
    if len(key) < 40 or not _is_number(key):
        return key
    number = int(key)
    if number < OURS:
        return key
    if number < 2 * OURS:
        return "".join([_PAIRS[number >> shift & 1023] for shift in range(120, -1, -10)])
    content = number.to_bytes((number.bit_length() + 7) // 8)
    try:
        name = content.removeprefix(MARK).decode(errors="surrogatepass")
        return name if key_of(name) == key else key
    except UnicodeDecodeError:
        return key


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and (text == "0" or text[0] != "0")
