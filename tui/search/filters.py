"""The filters of a search, from which queries are read and explained."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from storage.model import LANGUAGES

_Words = Mapping[str, tuple[str, ...]]


def _each(nb: str, nn: str, en: str) -> _Words:
    return dict(zip(LANGUAGES, (tuple(words.split()) for words in (nb, nn, en)), strict=True))


@dataclass(frozen=True)
class Filter:
    """One row of the table from which queries are read and explained."""

    id: str
    names: _Words
    """What stands before the colon, by language; those of all languages are understood at once."""
    examples: Mapping[str, str]
    """By language."""
    sign: str = ""
    """What may be typed instead of a name and a colon."""


def _filter(name: str, names: _Words, examples: tuple[str, str, str], sign: str = "") -> Filter:
    return Filter(name, names, dict(zip(LANGUAGES, examples, strict=True)), sign)


FILTERS: tuple[Filter, ...] = (
    _filter("word", {}, ("trygg", "trygg", "safe")),
    _filter("phrase", {}, ('"trygg hjemreise"', '"trygg heimreise"', '"safe journey"'), '"'),
    _filter("without", {}, ("-bolig", "-bustad", "-housing"), "-"),
    _filter("kind", _each("type slag", "type slag", "kind type"), ("type:tiltak", "type:tiltak", "kind:action")),
    _filter("theme", _each("tema emne", "tema emne", "theme topic"), ("#dialog", "#dialog", "#dialogue"), "#"),
    _filter(
        "responsible",
        _each("ansvar ansvarlig", "ansvar ansvarleg", "responsible"),
        ("@kari", "@kari", "@kari"),
        "@",
    ),
    _filter("said", _each("sagt", "sagt", "said"), ("sagt:kari", "sagt:kari", "said:kari")),
    _filter("gathering", _each("samling", "samling", "gathering"), ("samling:3", "samling:3", "gathering:3")),
    _filter("group", _each("gruppe bord", "gruppe bord", "group table"), ("gruppe:B", "gruppe:B", "group:B")),
    _filter("is", _each("er", "er", "is"), ("er:åpen", "er:open", "is:open")),
)
STATES: Mapping[str, _Words] = {
    "open": _each("åpen åpent åpne", "open ope opne", "open"),
    "done": _each("ferdig utført", "ferdig utført", "done closed"),
    "overdue": _each("forfalt forsinket", "forfalle forfallen forseinka", "overdue late"),
    "confirmed": _each("bekreftet", "stadfesta", "confirmed"),
    "confidential": _each("unntatt", "unnateke unnatatt", "confidential exempt"),
    "disputed": _each("omstridt", "omstridd", "disputed conflict"),
    "deleted": _each("slettet", "sletta", "deleted"),
}
"""What can be asked for with `is:`, and by which words."""
NOBODY = frozenset(("ingen", "none", "nobody", "-"))
"""What is asked for where a filter shall find what has no theme, nobody responsible, nobody who said it."""
