"""Brands in a text: those of the list, and what is written as hardly anything else is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tui.coaching.wordlists import Found
from tui.coaching.wordlists.vocabulary import Token, words_of

_MARKED = re.compile(r"[^\W_][^\s™®]{0,60}(?=\s?[™®])")
_INNER = re.compile(r"[^\W\d_]*[a-zæøåéä][A-ZÆØÅ][^\W_]*|[A-ZÆØÅ][a-zæøå]+\d+")
"""`MinVei`, `Vei365`."""
_OPENING = '.!?:;«»“”"(–—/•-'
"""What stands before a word that has its capital because something begins there."""
_BEFORE_NAMES = frozenset(
    (
        *("i", "på", "fra", "frå", "til", "ved", "mellom", "hos", "for", "og", "av", "mot", "rundt", "over"),
        *("in", "at", "from", "near", "to", "of", "by", "and", "fru", "herr", "mr", "mrs", "ms"),
    )
)
"""After these, a capital may be that of a place or of a person."""
_AFTER_PLACES = frozenset(
    (
        *("kommune", "kommunen", "kommuner", "fylke", "fylkeskommune", "skole", "skule", "barnehage", "bydel", "fjord"),
        *("sykehjem", "sjukeheim", "sykehus", "sjukehus", "helsehus", "bibliotek", "legekontor", "omsorgssenter"),
        *("school", "municipality", "county", "nursery", "library", "hospital"),
    )
)
"""Before these, that of a place."""


def brands_in(
    text: str, tokens: Sequence[Token], found: Sequence[Found], names: frozenset[str]
) -> Iterator[tuple[int, int]]:
    """Yield where brands stand: of the list, with ™ or ®, with a capital that nothing gives. `names` are none."""
    spans = {one.start: one.end for one in found if one.list == "brand"}
    if "™" in text or "®" in text:
        for marked in _MARKED.finditer(text):
            spans.setdefault(*marked.span())
    for at, token in enumerate(tokens):
        if text[token.start].isupper() and token.start not in spans and not _is_known(token, names):
            raw = text[token.start : token.end]
            if len(raw) > 2 and (_INNER.fullmatch(raw) or _stands_out(text, tokens, at)):
                spans[token.start] = token.end
    yield from sorted(spans.items())


def _is_known(token: Token, names: frozenset[str]) -> bool:
    """Tell whether a word is a name that is no brand, in the genitive too."""
    if "name" in token.lists or "first" in token.lists:
        return True
    words = words_of(names)
    return token.word in words or token.word.removesuffix("s") in words


def _stands_out(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a word has a capital that nothing around it gives."""
    token = tokens[at]
    raw, lead = text[token.start : token.end], text[max(0, token.start - 4) : token.start].rstrip()
    if raw.isupper() or not raw[1:].islower() or "solution" in token.lists or lead[-1:] in _OPENING:
        return False
    before = tokens[at - 1] if at else None
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if before is None or before.word in _BEFORE_NAMES:
        return False
    if text[before.start].isupper() and "solution" not in before.lists:
        return False
    return after is None or not (text[after.start].isupper() or after.word in _AFTER_PLACES)
