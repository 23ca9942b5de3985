"""Lines that bear their own checksum: a CRC-32 as eight hexadecimal digits, a space, and what it is of."""

from __future__ import annotations

import re
import zlib

_CHECKSUM = re.compile(rb"[0-9a-f]{8} ")


def whole_part(text: bytes, last: bytes, after: int = 0) -> bytes:
    """Return the line that a text begins with, whatever stands behind it; nothing where it begins with no whole one.

    `last` is the byte that the line ends with, `after` the checksum that its own goes on from. Behind a line on the
    disk there may be anything that a power cut left of a later one: its length is there, and its newline is not.
    """
    if not _CHECKSUM.match(text):
        return b""
    check, at, wanted = after, 9, int(text[:8], 16)
    while end := text.find(last, at) + 1:
        check, at = zlib.crc32(text[at:end], check), end
        if check == wanted:
            return text[:end]
    return b""
