"""The people, organisations and themes that a line may name, and what they are called there."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from storage.ids import fold

LETTERS = r"\w\u0300-\u036f"
TYPABLE = re.compile(rf"\w(?:[{LETTERS}.-]*[{LETTERS}])?")
"""A handle that can be typed after its sign."""


@dataclass(frozen=True)
class Named:
    """A person, an organisation or a theme as the line knows it."""

    handle: str
    title: str


@dataclass(frozen=True)
class Known:
    """What a line is read against. A handle that is no word cannot be typed, so whoever has it is not known."""

    parties: tuple[Named, ...]
    themes: tuple[Named, ...]
    today: dt.date
    language: str
    ahead: dt.date | None = None
    """The day of the next gathering, where one is planned."""

    def party(self, name: str) -> str:
        """The handle of the one who has that handle, that full name or, alone, that first name; or nothing."""
        return self._parties.get(name) or self._parties.get(fold(name), "")

    def theme(self, word: str) -> str:
        """The handle of the theme that has it, or whose handle alone begins so; or nothing. No number is one."""
        if word.isdigit():
            return ""
        return self._themes.get(word) or self._themes.get(fold(word), "")

    def title(self, title: str) -> str:
        """The title of the theme with that title, handle or number in the list; of none, the title itself."""
        known = self._titles.get(fold(title))
        if known is None and title.isascii() and title.isdigit() and len(title) < 5:
            known = next((theme.title for n, theme in enumerate(self.themes, 1) if n == int(title)), "")
            known = self._titles.get(fold(known))
        return title if known is None else known

    def title_of(self, handle: str) -> str:
        """The title of the theme with that handle; or nothing."""
        return self._titles_by_handle.get(fold(handle), "")

    @cached_property
    def _parties(self) -> Mapping[str, str]:
        parties = _typable(self.parties)
        full = _unshared((fold(party.title), party.handle) for party in parties)
        first = _unshared((fold(party.title).partition(" ")[0], party.handle) for party in parties)
        return first | full | {fold(party.handle): party.handle for party in parties}

    @cached_property
    def _themes(self) -> Mapping[str, str]:
        handles = {fold(theme.handle): theme.handle for theme in _typable(self.themes)}
        starts = _unshared((word[:n], handle) for word, handle in handles.items() for n in range(2, len(word)))
        return starts | handles

    @cached_property
    def _titles(self) -> Mapping[str, str]:
        return {**self._titles_by_handle, **self._titles_by_title}

    @cached_property
    def _titles_by_title(self) -> Mapping[str, str]:
        titles = [theme.title for theme in self.themes if theme.title.strip()]
        return {fold(title): title for title in reversed(titles)}

    @cached_property
    def _titles_by_handle(self) -> Mapping[str, str]:
        titles = {
            fold(theme.handle): self._titles_by_title.get(fold(theme.title), "") for theme in _typable(self.themes)
        }
        return {handle: title for handle, title in titles.items() if title}


def _typable(named: Iterable[Named]) -> list[Named]:
    """Those whose handle is a word, the first of each handle."""
    kept: dict[str, Named] = {}
    for each in named:
        if TYPABLE.fullmatch(each.handle):
            kept.setdefault(fold(each.handle), each)
    return list(kept.values())


def _unshared(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """From each name to its handle, without the names that several have."""
    pairs = [(name, handle) for name, handle in pairs if name]
    counts = Counter(name for name, _ in pairs)
    return {name: handle for name, handle in pairs if counts[name] == 1}


def matches(typed: str, named: Sequence[Named]) -> list[Named]:
    """Those that begin as what was typed: first who is called just that, then by a later word of the name."""
    start = fold(typed)
    ranked: list[tuple[int, Named]] = []
    for each in _typable(named):
        handle, title = fold(each.handle), fold(each.title)
        if start and start in {handle, title}:
            ranked.append((0, each))
        elif handle.startswith(start) or title.startswith(start):
            ranked.append((1, each))
        elif any(word.startswith(start) for word in title.split()):
            ranked.append((2, each))
    return [each for _, each in sorted(ranked, key=lambda pair: pair[0])]
