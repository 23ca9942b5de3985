"""Which needs say nearly the same: by the words they share, whatever their endings, in bokmål, nynorsk and English.

Words that say little are left out. A compound also counts for the parts of it that stand elsewhere as words of their
own (`innkjøpsrutiner` for `rutiner`), and rare words weigh more than common ones.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Container, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from storage.ids import fold

ALIKE = 0.45
"""From this likeness on two needs are proposed for joining; see tests/benchmarks/alike.py for what it finds."""
_WORD = re.compile(r"[^\W\d_]+|\d+")
_PART = 0.6
"""What a part of a compound weighs beside a whole word."""
_SHORTEST = 3
"""Letters in a stem."""
_LITTLE = frozenset(
    """
    alle alt andre at av bare begge ble blei bli blir blitt bort bør da de dei deira deires dem den denne der deres
    det dette disse dit du dykk eg ei ein eit en enda enn er et etter far for fra frå få får før ha han har hans
    hennar hennes her hjå ho hos hun hva hver hvem hvilke hvis hvor hvordan hvorfor i ikke ikkje inn ja jeg kan kor
    korleis kva kvar kven kunne kunna kvifor la lenger lengre med meg mellom men mer meir mest mot mye mykje må måtte
    no noe noen nok noko nokon nokre nå når og også om opp oss over på samme same seg selv si sin sine sitt sjøl sjølv
    skal skulle slik slippe sleppe som så til treng trenger under ut uten utan var ved vi vil ville vår våre vart vere
    verte være vært vore ønsker ønskjer ønske ønskje behov behovet bedre betre blant mangler manglar egen eget eige
    eigen a able about all an and any are as at be been better by can could do does each for from get gets had has
    have having how if in into is it its lack lacks more most must need needs no not of on or other our own same shall
    should so some than that the their them then there they this those to too under want wants was we were what when
    where which who will with without would you your
    """.split()  # noqa: SIM905 a list of so many words is read as text
)
_FAINT = frozenset(
    """
    antal antall bedring betring fleire flere færre høyere høgare kortere kortare lågare lavere mange mindre redusere
    riktig rett rette talet tryggere tryggare øke auke fewer less lower many number reduce right shorter ansatt
    ansatte tilsette beboer beboere beboerne bebuarane bruker brukere brukeren brukerne brukaren brukarar brukarane
    eldre folk kommune kommunen kommunene kommunane person personer personar pasient pasienter pasientar hjem hjemme
    heim heime sykehjem sykehjemmet sjukeheim sjukeheimen employees home homes people resident residents staff user
    users elderly
    """.split()  # noqa: SIM905 a list of so many words is read as text
)
"""Words that say which way, or whom and where it concerns: needs that share no others are not alike."""
_FAINTLY = 0.5
_ROOTS = {
    "sjuk": "syk",
    "heim": "hjem",
    "veg": "vei",
    "veke": "uke",
    "bebuar": "beboer",
    "buande": "boende",
    "tilset": "ansat",
    "tenest": "tjenest",
    "einsemd": "ensomhet",
    "einsam": "ensom",
    "marknad": "marked",
    "mogleg": "mulig",
    "tidleg": "tidlig",
    "køyr": "kjør",
    "netter": "nat",
    "nettene": "nat",
    "auk": "øk",
    "høyr": "hør",
    "skule": "skole",
    "leik": "het",
}
"""How roots are written in nynorsk and in bokmål, and one that changes its vowel."""
_ROOT = re.compile("|".join(_ROOTS))
_TWICE = re.compile(r"(.)\1")
_ENDINGS = frozenset(
    """
    erne erane hetene hetens heten heter het heita heit elsene elsen elser else ingene ingane ingens ingen inga inger
    ingar ing ninger ning ningen sjonene sjonen enes anes ene ane ens ets ers ars en et er ar ere are ende ande ast
    est te de a e s t ness ings ies ied es ed ly
    """.split()  # noqa: SIM905 a list of so many words is read as text
)
_LONGEST_ENDING = max(map(len, _ENDINGS))
Features = Mapping[str, float]


@dataclass(frozen=True)
class Pair:
    """Two needs that say nearly the same, by their names, the earlier one first."""

    one: str
    other: str
    likeness: float
    """Up to 1, where both say just the same."""


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return what stays the same of a folded word, whatever its ending: `trygghet`, `tryggleik`, `trygge`: `tryg`."""
    if word == "bu":
        return "bo"
    word = _ROOT.sub(lambda root: _ROOTS[root[0]], word)
    for _ in range(2):
        most = min(_LONGEST_ENDING, len(word) - _SHORTEST)
        word = word[: -next((size for size in range(most, 0, -1) if word[-size:] in _ENDINGS), 0) or None]
    return _TWICE.sub(r"\1", word)


_STEMS_OF_FAINT = frozenset(map(stem, _FAINT))


@lru_cache(maxsize=65536)
def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text that say something, folded, each once."""
    return tuple(dict.fromkeys(word for word in _WORD.findall(fold(text)) if word not in _LITTLE and len(word) > 1))


class Likeness:
    """What some needs have in common. They are given by name, with what they say."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        said = {name: words_of(text) for name, text in texts.items()}
        shares = self._shares({word for words in said.values() for word in words})
        counts = Counter(feature for words in said.values() for word in words for feature in shares[word])
        whole = math.log(1 + len(texts))
        weights = {
            feature: math.log(1 + len(texts) / count) / whole * (_FAINTLY if feature in _STEMS_OF_FAINT else 1.0)
            for feature, count in counts.items()
        }
        self._features = {name: _weighed(words, shares, weights) for name, words in said.items()}
        self._rank = {
            feature: at for at, feature in enumerate(sorted(weights, key=lambda each: (-weights[each], each)))
        }

    @staticmethod
    def _shares(words: Iterable[str]) -> dict[str, dict[str, float]]:
        """What each word counts for: its stem, and the parts of a compound that stand elsewhere as words."""
        stems = {word: stem(word) for word in words}
        known = frozenset(stems.values())
        starts = frozenset(each[:_SHORTEST] for each in known)
        return {
            word: {own: 1.0, **dict.fromkeys(_parts(word, own, known, starts), _PART)} for word, own in stems.items()
        }

    def between(self, one: str, other: str) -> float:
        """Return how alike two of the needs are, from 0 to 1."""
        return _product(self._features[one], self._features[other])

    def pairs(self, about: Collection[str] | None = None) -> list[Pair]:
        """Return those that are alike, the most alike first; of those of which one is among some names, if given."""
        telling = {name: self._telling(features) for name, features in self._features.items()}
        holders: defaultdict[str, list[str]] = defaultdict(list)
        for name, most in telling.items():
            for feature in most:
                holders[feature].append(name)
        found: list[Pair] = []
        done = set[str]()
        for name in telling if about is None else about:
            done.add(name)
            features = self._features[name]
            for other in {other for feature in telling[name] for other in holders[feature]} - done:
                likeness = _product(features, self._features[other])
                if likeness >= ALIKE:
                    found.append(Pair(min(name, other), max(name, other), likeness))
        return sorted(found, key=lambda pair: (-pair.likeness, pair.one, pair.other))

    def _telling(self, features: Features) -> list[str]:
        """The rarest of a need's features: two that share none of theirs are not alike."""
        rest = 1.0
        telling = []
        for feature in sorted(features, key=self._rank.__getitem__):
            if rest < ALIKE**2:
                break
            telling.append(feature)
            rest -= features[feature] ** 2
        return telling


def _parts(word: str, own: str, known: Container[str], starts: Container[str]) -> list[str]:
    """The stems of the two parts of a compound, as far as they are known as words; the later part tells more."""
    best: tuple[tuple[int, bool, int], list[str]] = ((0, False, 0), [])
    for at in range(_SHORTEST, len(word) - _SHORTEST + 1 if len(word) > 2 * _SHORTEST else 0):
        right = stem(word[at:]) if word[at : at + _SHORTEST] in starts else ""
        left = stem(word[:at]) if word[:_SHORTEST] in starts else ""
        parts = [part for part in (left, right) if part and part != own and part in known]
        best = max(best, ((len(parts), right in parts, at), parts))
    return best[1]


def _weighed(words: Iterable[str], shares: Mapping[str, Mapping[str, float]], weights: Mapping[str, float]) -> Features:
    """What a need has in common with others, of length 1."""
    features: dict[str, float] = {}
    for word in words:
        for feature, share in shares[word].items():
            features[feature] = max(features.get(feature, 0.0), share * weights[feature])
    length = math.sqrt(sum(weight * weight for weight in features.values())) or 1.0
    return {feature: weight / length for feature, weight in features.items()}


def _product(one: Features, other: Features) -> float:
    if len(one) > len(other):
        one, other = other, one
    return sum([weight * other[feature] for feature, weight in one.items() if feature in other])
