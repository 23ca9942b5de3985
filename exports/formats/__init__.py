"""Documents as files, and what a file can be."""

from __future__ import annotations

from enum import StrEnum


class Format(StrEnum):
    """What a file can be, by the end of its name."""

    WORD = "docx"
    PDF = "pdf"
    HTML = "html"
    MARKDOWN = "md"
    TEXT = "txt"
    CSV = "csv"
    JSON = "json"
    CALENDAR = "ics"
