"""The clipboard of whoever looks at the terminal, also at the far end of SSH: asked of the terminal by OSC 52."""

from __future__ import annotations

import base64
from pathlib import Path

from storage.errors import FileNotWritten
from storage.files import PRIVATE_FILE, make_way, write_whole
from tui.phrases import Phrases
from tui.safe import safe

MOST = 74_994
"""The characters of base64 that terminals take; some drop more, some print it."""


def asked_of_terminal(text: str) -> str:
    """Return the sequence that asks a terminal to copy a text; nothing where that is more than terminals take.

    Only base64 stands in it, of a text that only prints.
    """
    coded = base64.b64encode(printable(text).encode()).decode()
    return f"\x1b]52;c;{coded}\x07" if len(coded) <= MOST else ""


def keep_copy(path: Path, text: str) -> None:
    """Write a text into a private file, in the place of the one before. Raises OSError, FileNotWritten."""
    make_way(path)
    write_whole(path, (printable(text) + "\n").encode(), overwrite=True, follow=False, mode=PRIVATE_FILE)


def kept(path: Path | None, text: str, say: Phrases, *, asked: bool) -> tuple[str, str]:
    """Keep a text in a file where there is one to be; return in words where it is now, and how good that is.

    `asked` says whether the terminal was asked to copy it.
    """
    if path is None:
        reason = say("copy.not-here")
        return (say("copy.terminal"), "good") if asked else (say("copy.nowhere", reason=reason), "alarm")
    try:
        keep_copy(path, text)
    except (OSError, FileNotWritten) as error:
        reason = say.reason(error.reason if isinstance(error, FileNotWritten) else error.strerror or str(error))
        told = say("copy.failed", path=short(path), reason=reason) if asked else say("copy.nowhere", reason=reason)
        return safe(told), "warning" if asked else "alarm"
    return safe(say("copy.file" if asked else "copy.only-file", path=short(path))), "good"


def printable(text: str) -> str:
    """Return a text without what could drive whatever it is put into; its lines stay lines."""
    return "\n".join(safe(line) for line in text.split("\n"))


def short(path: Path) -> str:
    """Return a path as people write it: `~` for the folder that is theirs."""
    try:
        return "~/" + str(path.relative_to(Path.home()))
    except (ValueError, RuntimeError):  # elsewhere, or nobody's
        return str(path)
