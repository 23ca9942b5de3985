"""Names of persons in running text, found as whole words, in any case and with a genitive.

Found are the full names of those who are registered, their handles, and each word of a name, alone or with others of
the same name. A word that an organisation has in its name is not looked for by itself. A word that is in the names of
several persons is a name of nobody in particular, unless the words beside it tell whose. Names that are ordinary words
too (`liv`, `dag`) are found where they begin with a capital letter or have an `@`. Of those who are not registered the
whole name is found, and one of a single word only where it has a capital letter in the text.

What cannot be found: nicknames, misspelt names, and names inside longer words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import TypeAlias

from storage.ids import fold

Numbered: TypeAlias = tuple[int, str]
"""Whose a name is, by a number above 0, and the name."""
_ORDINARY = (
    "ask bjørn bo dag dagen eik even finn gro gry hans jo liv lykke mai per pål rose siv sol stein storm tone ulv "
    "vår bakke bakken berg dal dalen eide foss hagen haug haugen holm lien lund moen myr nes sand skog strand "
    "vang vik ås april art bill brit chase drew else faith frank grace grant hope joy june lie mark may miles odd "
    "pat rich sue will"
)
COMMON = frozenset(_ORDINARY.split())
"""Names that are ordinary words too, in small letters."""
_WORD = re.compile(r"[^\W_]+")
_BETWEEN = re.compile(r"\s{1,3}|[.'’\-‐‑]")
"""What may stand between the words of a name."""
_AFTER_INITIAL = re.compile(r"\.\s{0,2}")
NOBODY = 0
"""Whose a name is that several have."""


class Names:
    """The names that are looked for."""

    def __init__(
        self,
        registered: Iterable[Numbered],
        handles: Iterable[Numbered],
        strangers: Iterable[Numbered],
        organisations: Iterable[str],
    ) -> None:
        self._registered = tuple(registered)
        self._called = tuple(handles)
        self._strangers = tuple(strangers)
        self._organisations = tuple(organisations)

    def replaced(self, text: str, called: Callable[[int], str]) -> str:
        """A text with what each number is called in the place of the names in it; one without names as it is."""
        composed = unicodedata.normalize("NFC", text)
        if self._beginnings.isdisjoint(_WORD.findall(composed.casefold())):
            return text
        hidden = "".join(self._pieces(composed, called))
        return text if hidden == composed else hidden

    def _pieces(self, text: str, called: Callable[[int], str]) -> Iterator[str]:
        words = list(_WORD.finditer(text))
        at, done = 0, 0
        while at < len(words):
            named = words[at][0].casefold() in self._beginnings
            count, number = self._mention(text, words, at) if named else (0, NOBODY)
            if count:
                last = words[at + count - 1]
                yield text[done : words[at].start()]
                yield called(number) + self._ending(last[0])
                done = last.end()
            at += count or 1
        yield text[done:]

    def _ending(self, word: str) -> str:
        """The genitive that a name ends in, as it was written."""
        folded = fold(word)
        return "" if folded in self._all_words or not folded.endswith("s") else word[-1]

    def _mention(self, text: str, words: Sequence[re.Match[str]], at: int) -> tuple[int, int]:
        """How many words from there are a name, and whose; none where there is no name."""
        for whole, number in self._wholes.get(_key_of(words[at][0], self._wholes), ()):
            if _follows(text, words[at : at + len(whole)], whole):
                return len(whole), number
        first = words[at]
        who, count = self._owners(text, first), 1
        if not who:
            alone = self._single_strangers.get(_key_of(first[0], self._single_strangers), NOBODY)
            return (1, alone) if alone and first[0][:1].isupper() else (0, NOBODY)
        while at + count < len(words) and _is_joined(text, words[at + count - 1], words[at + count]):
            shared = who & self._parts.get(_key_of(words[at + count][0], self._parts), frozenset())
            if not shared:
                break
            who, count = shared, count + 1
        return count, next(iter(who)) if len(who) == 1 else NOBODY

    def _owners(self, text: str, word: re.Match[str]) -> frozenset[int]:
        """Whose name or handle begins with a word, as it stands in the text."""
        found = _key_of(word[0], self._parts)
        small = word[0][:1].islower() and text[word.start() - 1 : word.start()] != "@"
        ordinary = small and (found in COMMON or fold(word[0]) in COMMON or len(found) < 2)
        if ordinary or (found not in self._handles and (found in self._taken or len(found) < 2)):
            return frozenset()
        return self._parts.get(found, frozenset())

    @cached_property
    def _named(self) -> list[tuple[int, tuple[str, ...]]]:
        return [(number, _words(name)) for number, name in self._registered]

    @cached_property
    def _handles(self) -> Mapping[str, int]:
        """From handles of one word, folded, to whose they are."""
        found = ((_words(handle), number) for number, handle in self._called)
        return {words[0]: number for words, number in found if len(words) == 1}

    @cached_property
    def _parts(self) -> Mapping[str, frozenset[int]]:
        """From each word of a name, and each handle of one word, to those who have it."""
        found: dict[str, set[int]] = {}
        for number, words in [*self._named, *((number, (word,)) for word, number in self._handles.items())]:
            for word in words:
                found.setdefault(word, set()).add(number)
        return {word: frozenset(numbers) for word, numbers in found.items()}

    @cached_property
    def _wholes(self) -> Mapping[str, list[tuple[tuple[str, ...], int]]]:
        """From the first words of names and handles of several words to all of them, the longest first, and whose."""
        others = [(number, _words(name)) for number, name in (*self._called, *self._strangers)]
        owners: dict[tuple[str, ...], set[int]] = {}
        for number, words in [*self._named, *others]:
            if len(words) > 1:
                owners.setdefault(words, set()).add(number)
        found: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        for words, numbers in sorted(owners.items(), key=lambda pair: -len(pair[0])):
            found.setdefault(words[0], []).append((words, next(iter(numbers)) if len(numbers) == 1 else NOBODY))
        return found

    @cached_property
    def _single_strangers(self) -> Mapping[str, int]:
        """From names of one word, of those who are not registered, to whose they are."""
        found = ((number, _words(name)) for number, name in self._strangers)
        return {words[0]: number for number, words in found if len(words) == 1}

    @cached_property
    def _taken(self) -> frozenset[str]:
        """The words of which organisations' names consist, apart from names of persons in them."""
        names = {words for _, words in self._named}
        taken = set[str]()
        for organisation in map(_words, self._organisations):
            left = list(organisation)
            for name in names:
                for at in range(len(organisation) - len(name) + 1):
                    if len(name) > 1 and organisation[at : at + len(name)] == name:
                        left = [word for word in left if word not in name]
            taken.update(left)
        return frozenset(taken)

    @cached_property
    def _all_words(self) -> frozenset[str]:
        longer = (word for those in self._wholes.values() for words, _ in those for word in words)
        return frozenset((*self._parts, *self._single_strangers, *longer))

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        """What a text without names has none of."""
        first = (*self._parts, *self._wholes, *self._single_strangers)
        return frozenset((*first, *(f"{word}s" for word in first)))


def _words(name: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(fold(name)))


def _bare(word: str) -> str:
    """A word without what may be a genitive."""
    return word.removesuffix("s")


def _key_of(word: str, table: Mapping[str, object]) -> str:
    """A word as it stands in a table, without a genitive where it only stands there so."""
    folded = fold(word)
    return folded if folded in table else _bare(folded)


def _is_joined(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether two words stand as the words of one name do: no sentence ends between them, but initials have dots."""
    gap = text[one.end() : other.start()]
    return bool(_BETWEEN.fullmatch(gap) or (len(one[0]) == 1 and _AFTER_INITIAL.fullmatch(gap)))


def _follows(text: str, words: Sequence[re.Match[str]], whole: Sequence[str]) -> bool:
    """Whether words of a text are those of a name, the last one perhaps with a genitive."""
    if len(words) < len(whole):
        return False
    said = [fold(word[0]) for word in words]
    said[-1] = said[-1] if said[-1] == whole[-1] else _bare(said[-1])
    return said == list(whole) and all(_is_joined(text, *pair) for pair in pairwise(words))
