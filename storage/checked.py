"""Lines that bear their own checksum: a CRC-32 as eight hexadecimal digits, a space, and what it is of."""

from __future__ import annotations

import re
import zlib

_CHECKSUM = re.compile(rb"[0-9a-f]{8} ")


def checksum(text: bytes, of: str = "") -> int:
    """Return the checksum of a text that belongs to something of that name, and is nothing anywhere else."""
    return zlib.crc32(text, zlib.crc32(of.encode(errors="surrogatepass"))) if of else zlib.crc32(text)


def whole_part(text: bytes, last: bytes, of: str = "") -> bytes:
    """Return the line that a text begins with, whatever stands behind it; nothing where it begins with no whole one.

    `last` is the byte that the line ends with. Behind a line on the disk there may be anything that a power cut left
    of a later one: its length is there, and its newline is not.
    """
    if not _CHECKSUM.match(text):
        return b""
    check, at, wanted = checksum(b"", of), 9, int(text[:8], 16)
    while end := text.find(last, at) + 1:
        check, at = zlib.crc32(text[at:end], check), end
        if check == wanted:
            return text[:end]
    return b""
