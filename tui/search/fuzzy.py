"""What a few letters may mean among some texts: a match needs the letters in their order, not all of the text."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from storage.ids import fold

_PLAIN = str.maketrans({"ø": "o", "æ": "ae", "đ": "d", "ŧ": "t", "ŋ": "n", "ł": "l", "ð": "d", "þ": "th"})
"""Letters that no decomposition makes plain."""
_LETTER, _NEXT, _BEGIN = 1, 6, 8
"""What a letter counts, more if it stands next to the one before, more if a word begins with it."""


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Return a text without case and accents, so that `a` finds `å`; what is no letter or digit is a blank.

    >>> plain("Ærlig Å-språk")
    'aerlig a sprak'
    """
    split = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN)).casefold()
    bare = "".join(character for character in split if not unicodedata.combining(character))
    return " ".join("".join(character if character.isalnum() else " " for character in bare).split())


def closeness(query: str, text: str) -> int | None:
    """Return how well a text answers a query, None where it does not: each word's letters must be in it, in order.

    Letters at the beginning of words count most, then those that stand together. An empty query is answered by any
    text, and by each as well.
    """
    target = plain(text)
    found = [_letters(word, target) for word in plain(query).split()]
    known = [points for points in found if points is not None]
    return sum(known) if len(known) == len(found) else None


def ranked(query: str, texts: Sequence[Sequence[str]]) -> list[int]:
    """Return the numbers of the texts that answer a query, the closest first, equals in their order.

    Each is a name, and more that is said of it. A name in which the query stands as it was typed comes before those
    that have only its letters. What else is said counts only where words of it begin as those of the query do, and
    less than any name, since in a long text nearly any letters stand in order.
    """
    wanted = fold(query)
    found = []
    for number, (name, *more) in enumerate(texts):
        points = closeness(query, name)
        if points is not None:
            found.append((0 if wanted in fold(name) else 1, -points, len(name) if wanted else 0, number))
        elif _has_words(query, " ".join((name, *more))):
            found.append((2, 0, 0, number))
    return [number for *_, number in sorted(found)]


def _letters(word: str, target: str) -> int | None:
    """Return the most points that the letters of a word can be given in a text."""
    best = _points(word[0], target)
    for letter in word[1:]:
        here = _points(letter, target)
        reached: int | None = None
        for at, points in enumerate(here):
            before = best[at - 1] if at else None
            here[at] = None
            if points is not None and reached is not None:
                here[at] = points + reached
            if points is not None and before is not None:
                here[at] = max(here[at] or 0, points + before + _NEXT)
            if best[at] is not None:
                reached = max(reached or 0, best[at] or 0)
        best = here
    return max((points for points in best if points is not None), default=None)


def _points(letter: str, target: str) -> list[int | None]:
    """Return what a letter counts at each place where it stands."""
    return [
        None if character != letter else _LETTER + (_BEGIN if at == 0 or target[at - 1] == " " else 0)
        for at, character in enumerate(target)
    ]


def _has_words(query: str, text: str) -> bool:
    words = plain(text).split()
    return all(any(word.startswith(begin) for word in words) for begin in plain(query).split())
