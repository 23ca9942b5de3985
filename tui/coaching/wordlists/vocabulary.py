"""The words of lists in all their forms, and where they stand in a text."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from storage.ids import fold

WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
"""A word; of one with hyphens, each part."""
_ENDINGS = (
    *("", "a", "ar", "ane", "d", "de", "e", "en", "ene", "enes", "ens", "er", "ere", "est", "este", "et", "ets", "n"),
    *("ne", "r", "s", "st", "ste", "t", "te", "es", "ed", "ing", "as", "ast"),
)
"""What may follow a word in Norwegian and English without making another of it."""
_PLAIN = frozenset(("first", "name", "link", "mailbox", "phone"))
"""The lists whose words have no other ending than that of the genitive."""
_SHORTEST_HEAD = 3
"""The letters that come at least before the last part of a compound."""
_LONGEST = 60
"""The letters of a word beyond which it is no compound."""
_MOST = 20_000
"""How many words are remembered with what they were found to be."""


class Found(NamedTuple):
    """A part of a text, in characters, that stands in a list."""

    list: str
    start: int
    end: int


class Token(NamedTuple):
    """A word of a text, with the lists in which it stands."""

    start: int
    end: int
    word: str
    """As it is compared."""
    lists: frozenset[str]


class Vocabulary:
    """The entries of some lists. A later one holds before an earlier: `word`, `*part`, `part*`, two or more words,
    and each of them after a `-`, which takes it out.
    """

    def __init__(self, entries: Iterable[tuple[str, str]]) -> None:
        self._forms: dict[str, dict[str, bool]] = defaultdict(dict)
        """By form, then by list: whether it stands there."""
        self._tails: dict[str, dict[str, bool]] = defaultdict(dict)
        self._heads: dict[str, dict[str, bool]] = defaultdict(dict)
        self._groups: dict[tuple[str, str], dict[tuple[tuple[str, ...], str], bool]] = defaultdict(dict)
        """By the first two words: all the words and the list."""
        self._remembered: dict[str, tuple[str, frozenset[str]]] = {}
        for name, entry in entries:
            self._add(name, entry)

    def _add(self, name: str, entry: str) -> None:
        holds = not entry.startswith("-")
        entry = fold(entry.removeprefix("-"))
        bare = entry.strip("*")
        words = tuple(match[0] for match in WORD.finditer(bare))
        if len(words) > 1:
            self._groups[words[0], words[1]][words, name] = holds
        elif words:
            for form in {words[0], words[0] + "s"} if name in _PLAIN else _forms(words[0]):
                self._forms[form][name] = holds
                if entry.startswith("*"):
                    self._tails[form][name] = holds
                elif not holds:
                    self._tails[form].pop(name, None)
            if entry.endswith("*") or not holds:
                self._heads[words[0]][name] = entry.endswith("*") and holds

    def tokens(self, text: str) -> list[Token]:
        """Return the words of a text."""
        remembered = self._remembered
        return [
            Token(match.start(), match.end(), *(remembered.get(match[0]) or self._look_up(match[0])))
            for match in WORD.finditer(text)
        ]

    def _look_up(self, raw: str) -> tuple[str, frozenset[str]]:
        word = unicodedata.normalize("NFC", raw).casefold()
        if len(self._remembered) > _MOST:
            self._remembered.clear()
        found = self._remembered[raw] = word, frozenset(self._lists_of(word))
        return found

    def _lists_of(self, word: str) -> Iterator[str]:
        settled = dict(self._forms.get(word, {}))
        if len(word) > _LONGEST:
            return (name for name, holds in settled.items() if holds)
        for begin in range(1, len(word)):  # the longest last part first
            known = self._tails.get(word[begin:], {})
            for name, holds in known.items():
                if not holds or begin >= _SHORTEST_HEAD:
                    settled.setdefault(name, holds)
        for end in range(len(word), 1, -1):
            for name, holds in self._heads.get(word[:end], {}).items():
                if holds:
                    settled.setdefault(name, holds)
        return (name for name, holds in settled.items() if holds)

    def find(self, text: str, tokens: list[Token]) -> list[Found]:
        """Return what of a text stands in a list, from the left; of several words taken out together, none."""
        out: set[tuple[int, str]] = set()
        found = []
        spoken = [token.word for token in tokens]
        for at, pair in enumerate(pairwise(spoken)):
            if pair in self._groups:
                for (words, name), holds in self._groups[pair].items():
                    if self._reads(text, tokens, at, words):
                        if holds:
                            found.append(Found(name, tokens[at].start, tokens[at + len(words) - 1].end))
                        out |= {(at + further, name) for further in range(len(words))}
        found += [
            Found(name, token.start, token.end)
            for at, token in enumerate(tokens)
            if token.lists
            for name in token.lists
            if (at, name) not in out
        ]
        return sorted(found, key=_place)

    @staticmethod
    def _reads(text: str, tokens: list[Token], at: int, words: tuple[str, ...]) -> bool:
        """Tell whether these words stand there, one after the other, with nothing but a blank or a hyphen between."""
        those = tokens[at : at + len(words)]
        if [token.word for token in those] != [*words]:
            return False
        return all(text[one.end : two.start] in _BETWEEN for one, two in pairwise(those))


_place = itemgetter(1, 2, 0)
_BETWEEN = frozenset((" ", "-", "  ", "\u00a0", "\u2011", "'", "’"))


@lru_cache(maxsize=8)
def words_of(names: frozenset[str]) -> frozenset[str]:
    """Return the words of which some names are made, as they are compared."""
    return frozenset(fold(word) for name in names for word in WORD.findall(name))


@lru_cache(maxsize=8)
def first_words_of(names: frozenset[str]) -> frozenset[str]:
    """Return the words with which some names begin, as they are compared."""
    return frozenset(fold(word[0]) for name in names if (word := WORD.search(name)))


def _forms(word: str) -> set[str]:
    stems = [word, word[:-1]] if word.endswith("e") and len(word) > 4 else [word]
    if len(word) < 4:  # of what is short, an ending soon makes another word
        return {word + ending for ending in ("", "s", "en", "et", "er", "ene")} if len(word) > 2 else {word}
    return {stem + ending for stem in stems for ending in _ENDINGS} - {word[:-1]}
