"""The sentences on the screen and the command line in one language: asked for by name.

An error of storage.errors is told by the sentence of its class's name.
"""

from __future__ import annotations

import datetime as dt
import errno
import os
import re
from collections.abc import Mapping
from types import ModuleType

from storage.errors import SamlingError
from storage.model import LANGUAGES, Document, Item
from tui.sentences import (
    attending,
    capturing,
    carrying,
    coaching,
    commands,
    explaining,
    exporting,
    fields,
    finishing,
    helptexts,
    keynames,
    lists,
    needs,
    plenary,
    pseudonyms,
    refusals,
    searching,
    sorting,
    templates,
    terminals,
    tips,
    words,
    working,
)
from tui.sentences.shape import Sentences

_TABLES: tuple[ModuleType, ...] = (
    refusals,
    commands,
    helptexts,
    attending,
    capturing,
    carrying,
    coaching,
    keynames,
    lists,
    needs,
    words,
    plenary,
    pseudonyms,
    explaining,
    exporting,
    fields,
    finishing,
    templates,
    tips,
    sorting,
    terminals,
    searching,
    working,
)
PHRASES: Sentences = {name: told for table in _TABLES for name, told in table.SENTENCES.items()}

_REASONS = {
    os.strerror(getattr(errno, name)): name
    for name in (phrase.removeprefix("reason.") for phrase in PHRASES if phrase.startswith("reason."))
}
"""From the operating system's words to the error's name."""
HIDDEN = "▒▒▒▒"
"""What stands in the place of words that others are not to see."""
_KEY = re.compile(r"<([\w.-]+)\|([^>]+)>")
"""In a sentence: the id of a binding, and its usual key."""
_LIST_COMMANDS = {
    "item": "list",
    "gathering": "gathering list",
    "theme": "theme list",
    "person": "person list",
    "organisation": "organisation list",
    "group": "gathering list",
}


class Phrases:
    """The sentences in one language: call it with a name and what changes."""

    def __init__(self, language: str) -> None:
        self.keys: Mapping[str, str] = {}
        """By the id of a binding that has other keys than usual: what is said of it, `^K`."""
        self.discreet = False
        """Whether others see the screen, and the words of confidential items are kept off it."""
        self.speak(language)

    def speak(self, language: str) -> None:
        """Speak that language from now on."""
        self.language = language
        self._column = LANGUAGES.index(language)

    def __call__(self, phrase: str, /, **facts: object) -> str:
        """Return a sentence. Facts may be any text; they are never read as a pattern."""
        text = PHRASES[phrase][self._column]
        if "|" in text:
            text = _KEY.sub(lambda key: _fixed(self.keys.get(key[1], key[2]), in_pattern=bool(facts)), text)
        return text.format_map(facts) if facts else text

    def hides(self, document: Document) -> bool:
        """Tell whether the words of a document are not to be shown now."""
        return self.discreet and isinstance(document, Item) and document.confidential

    def error(self, error: SamlingError) -> str:
        """Return the sentence that tells an error."""
        facts = {key: value for key, value in vars(error).items() if not key.startswith("_")}
        name = type(error).__name__
        if "problem" in facts:
            name = f"{name}.{facts['problem']}"
        if "reason" in facts:
            facts["reason"] = self.reason(str(facts["reason"]))
        if "references" in facts:
            facts["references"] = ", ".join(facts["references"])
        if "known" in facts and not isinstance(facts["known"], int):
            facts["known"] = ", ".join(f".{known}" for known in facts["known"])
        if facts.get("user"):
            facts["user"] = self("FileInUse.user", name=facts["user"])
        if "what" in facts:
            facts |= {"what": self(str(facts["what"])), "command": _LIST_COMMANDS[str(facts["what"])]}
        return self(name, **facts)

    def reason(self, reason: str) -> str:
        """Return the operating system's words for a failure in the user's language, where they are known."""
        name = _REASONS.get(reason)
        return self(f"reason.{name}") if name else reason

    def date(self, day: dt.date) -> str:
        """Return a date with its weekday, short: `fre 4.12.2026`."""
        weekday = self("weekdays").split()[day.weekday()]
        if self.language == "en":
            return f"{weekday} {day.day}/{day.month}/{day.year}"
        return f"{weekday} {day.day}.{day.month}.{day.year}"


def _fixed(key: str, *, in_pattern: bool) -> str:
    """Return the name of a key as it stands in a sentence that is a pattern, or in one that is none."""
    return key.replace("{", "{{").replace("}", "}}") if in_pattern else key
