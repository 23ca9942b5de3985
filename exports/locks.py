"""The files by which word processors tell others that they have a document open."""

from __future__ import annotations

from pathlib import Path

_MOST = 4096
"""The bytes of such a file that are read: they are some 200."""


def find_lock(path: Path) -> Path | None:
    """Return the lock of a document that is open in Word or in LibreOffice; None where it is not."""
    name = path.name
    word = "~$" + (name[2:] if len(path.stem) > 7 else name[1:] if len(path.stem) == 7 else name)
    return next((lock for lock in map(path.with_name, (word, f".~lock.{name}#")) if lock.is_file()), None)


def user_of(lock: Path) -> str:
    """Return who holds a lock, as the program that made it says; nothing where it does not say.

    Word writes the length of the name, the name in 53 bytes of the machine's own code, a length once more and the name
    in UTF-16; LibreOffice writes names and times with commas between them.
    """
    try:
        with lock.open("rb") as file:
            data = file.read(_MOST)
    except OSError:
        return ""
    if lock.name.startswith("~$"):
        name = data[56 : 56 + 2 * int.from_bytes(data[54:56], "little")].decode("utf-16-le", "replace")
    else:
        names = data.decode("utf-8", "replace").replace("\\,", "\0").split(",")
        name = next((found for found in names[:2] if found.strip()), "")
    return " ".join(name.replace("\0", ",").split())[:60]
