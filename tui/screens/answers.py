"""How the fields of a form are read: each reader gives the value to keep, or the sentence that says what is wrong."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection
from typing import NamedTuple, TypeAlias

from storage.hours import read_hour
from storage.ids import fold
from storage.model import LANGUAGES
from tui.line.dates import read_date
from tui.phrases import Phrases
from tui.places import Place
from tui.safe import safe

_HANDLE = re.compile(r"\w(?:[\w.-]*\w)?")
_LONGEST = 1440
"""The minutes of a day."""


class Answer(NamedTuple):
    """What a field says."""

    value: str
    problem: str = ""
    """The sentence that says what is wrong with it; nothing where it can be used."""


Reader: TypeAlias = Callable[[str], Answer]


def needed(say: Phrases) -> Reader:
    """Return a reader that wants something to be typed."""
    return lambda text: Answer(text, "" if text else say("answer.needed"))


def file_name(say: Phrases, place: Place) -> Reader:
    """Return a reader of the name of a file: any path, or a plain name where the files lie in one folder."""

    def read(text: str) -> Answer:
        if not text:
            return Answer(text, say("answer.needed"))
        return Answer(text, "" if place.allows(text) else say("answer.plain-name", folder=safe(str(place.folder))))

    return read


def day(say: Phrases, today: dt.date, ahead: dt.date | None = None) -> Reader:
    """Return a reader of dates as people say them; its values are as `2026-12-04`. `ahead` is the next gathering's."""

    def read(text: str) -> Answer:
        found = read_date(text, today, say.language, ahead)
        return Answer(found.isoformat()) if found else Answer(text, say("answer.date"))

    return read


def day_or_none(say: Phrases, today: dt.date, ahead: dt.date | None = None) -> Reader:
    """Return a reader of the same, or of nothing."""
    read = day(say, today, ahead)
    return lambda text: read(text) if text else Answer(text)


def minutes(say: Phrases) -> Reader:
    """Return a reader of a number of minutes, or nothing."""

    def read(text: str) -> Answer:
        usable = not text or (text.isascii() and text.isdigit() and int(text[:5]) <= _LONGEST)
        return Answer(text, "" if usable else say("answer.minutes"))

    return read


def hour(say: Phrases) -> Reader:
    """Return a reader of a time of the day, or of nothing; its values are as `10.30`."""

    def read(text: str) -> Answer:
        found = read_hour(text)
        return Answer(found or text, "" if found or not text else say("answer.hour"))

    return read


def language(say: Phrases) -> Reader:
    """Return a reader of the name of a language, or of nothing; its values are `nb`, `nn` and `en`."""

    def read(text: str) -> Answer:
        for code in LANGUAGES:
            if text and fold(text) in (code, fold(say(f"language.{code}"))):
                return Answer(code)
        return Answer(text, say("answer.language") if text else "")

    return read


def handle(say: Phrases, taken: Collection[str]) -> Reader:
    """Return a reader of the word that stands for somebody in the capture line: one word, none of those taken."""

    def read(text: str) -> Answer:
        word = fold(text.removeprefix("@"))
        if not _HANDLE.fullmatch(word):
            return Answer(text, say("answer.handle"))
        return Answer(word, say("answer.handle-taken") if word in taken else "")

    return read
