"""The lists of words: those that come with the program, and what a user's or a store's file adds and takes out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from storage.errors import BadSettings
from storage.folder import WORDS
from storage.model import LANGUAGES
from tui.coaching.wordlists.vocabulary import WORD, Vocabulary
from tui.preferences import line_of, read_table

LISTS = (
    *("solution", "vague", "brand", "who", "effect", "situation", "wish", "aside", "measure", "source", "name"),
    *("health", "link", "first", "mailbox", "phone"),
)
"""What a list is for: the coach's first, then those of the reminders of personal data."""
_FOREIGN = 4
"""The letters that a word must have to be understood in the other language: `god` is not the English one."""
_Table = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Lists:
    """The words of every list."""

    shipped: Mapping[str, _Table]
    """By language."""
    own: tuple[_Table, ...] = ()
    """Those of the files, the last of which holds before the others; they are for all languages."""

    @cached_property
    def _norwegian(self) -> Vocabulary:
        return Vocabulary(self._entries("nb"))

    @cached_property
    def _english(self) -> Vocabulary:
        return Vocabulary(self._entries("en"))

    def vocabulary(self, language: str) -> Vocabulary:
        """Return the words to look for in a text of that language; those of the others are understood too."""
        return self._english if language == "en" else self._norwegian

    def _entries(self, language: str) -> Iterator[tuple[str, str]]:
        for other in LANGUAGES:
            near = (other == "en") == (language == "en")
            for name, entries in self.shipped[other].items():
                yield from ((name, entry) for entry in entries if near or len(entry) >= _FOREIGN)
        for table in self.own:
            yield from ((name, entry) for name, entries in table.items() for entry in entries)


@cache
def shipped() -> Lists:
    """Return the lists that come with the program, without anybody's own."""
    import tomllib  # noqa: PLC0415 no start needs it
    from importlib.resources import files  # noqa: PLC0415

    folder = files("tui") / "coaching" / "wordlists"
    return Lists(
        {
            language: _table(tomllib.loads((folder / f"{language}.toml").read_text(encoding="utf-8")))
            for language in LANGUAGES
        }
    )


def lists_of(own: Path, store: Path | None = None) -> Lists:
    """Return the lists with what a user's file says, and that in the folder of a store, which holds before it.

    Raises BadSettings.
    """
    tables = [_own(own, follow=True), _own(store / WORDS, follow=False) if store else {}]
    return Lists(shipped().shipped, tuple(tables)) if any(tables) else shipped()


def _own(path: Path, *, follow: bool) -> _Table:
    table, text = read_table(path, "words", follow=follow)
    for name, entries in table.items():
        line = line_of(name, text)
        if name not in LISTS:
            raise BadSettings(path, line, "words-name", name=name, choices=", ".join(LISTS))
        words = isinstance(entries, list) and all(isinstance(entry, str) and WORD.search(entry) for entry in entries)
        if not words:
            raise BadSettings(path, line, "words-type", name=name)
    return _table(table)


def _table(table: Mapping[str, Sequence[str]]) -> _Table:
    return {name: tuple(entries) for name, entries in table.items()}
