"""Ids and handles: what documents go by, and how names are compared."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Collection

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32, in which the order of the text is the order of the numbers."""
_PAIRS = [first + second for first in ALPHABET for second in ALPHABET]


def new_id(microseconds: int) -> str:
    """A new id of that moment (microseconds since 1970): later ids sort after earlier ones."""
    return _base32(microseconds.to_bytes(7) + os.urandom(9))


def moment_of(name: str) -> float:
    """Return when an id was made, in seconds since 1970; 0 for what is none."""
    number = 0
    for letter in name[:12] if is_id(name) else "":
        number = number * 32 + ALPHABET.index(letter)
    return (number >> 2) / 1_000_000


def is_id(text: str) -> bool:
    """Tell whether a text can only be an id, and is not meant for people."""
    return re.fullmatch(f"[{ALPHABET}]{{26}}", text) is not None


def joint_id(*parts: str) -> str:
    """The id of what joins these parts, the same whoever asks."""
    import hashlib  # noqa: PLC0415 it costs 4 ms, which reading a store need not pay

    return _base32(hashlib.blake2b("\n".join(parts).encode(errors="surrogatepass"), digest_size=16).digest())


def _base32(sixteen: bytes) -> str:
    number = int.from_bytes(sixteen)
    return "".join([_PAIRS[number >> shift & 1023] for shift in range(120, -1, -10)])


def fold(name: str) -> str:
    """A name as it is compared: without case, accents composed, spaces single."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def alphabetical(name: str) -> str:
    """Return what to sort a name by: æ, ø and å come after z, as in the Norwegian alphabet."""
    return fold(name).translate(str.maketrans("æäøöå", "{{||}"))


def make_handle(name: str, taken: Collection[str]) -> str:
    """A word for a name that is none of those taken: its first telling word, else more of it, else a number.

    >>> make_handle("Dialog med markedet", {"behov"}), make_handle("Dialog internt", {"dialog"})
    ('dialog', 'dialog-internt')
    """
    words = re.findall(r"\w+", fold(name)) or ["x"]
    telling = next((at for at, word in enumerate(words) if len(word) > 3), 0)
    for end in range(telling + 1, len(words) + 1):
        handle = "-".join(words[telling:end])
        if handle not in taken:
            return handle
    whole = "-".join(words)
    return next(h for n in range(1, len(taken) + 3) if (h := whole if n == 1 else f"{whole}{n}") not in taken)
