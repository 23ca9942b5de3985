"""Times of the day as people type them, kept as they are printed: `10.30`."""

from __future__ import annotations

import re

_TYPED = re.compile(r"(\d{1,2})(?:[.:,]?(\d{2}))?", re.ASCII)


def read_hour(text: str) -> str:
    """A time of the day as `09.05`; nothing where the text is none.

    >>> read_hour("9:05"), read_hour("1430"), read_hour("14"), read_hour("25.00")
    ('09.05', '14.30', '14.00', '')
    """
    typed = _TYPED.fullmatch(text.strip())
    if typed is None:
        return ""
    hour, minute = int(typed[1]), int(typed[2] or 0)
    return f"{hour:02d}.{minute:02d}" if hour < 24 and minute < 60 else ""


def hour_in(language: str, hour: str) -> str:
    """A time of the day as a language writes it: `10.30`, in English `10:30`."""
    return hour.replace(".", ":") if language == "en" else hour
