"""The table of marks, from which lines are read and the hints and the help are written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from storage.ids import fold
from storage.model import LANGUAGES, Kind
from tui.line.slots import SLOTS

BULLETS = "-–—·•●\u2023\u25e6\u25aa\u25ab\u25a0\u25a1\u25cb\u2219\uf0b7\uf0a7"
"""What may stand before a line that is pasted from a list; the last two are those of word processors."""
PROMPT = "› "
"""What stands before the capture line."""
_Each = TypeVar("_Each")


def _each(nb: _Each, nn: _Each, en: _Each) -> Mapping[str, _Each]:
    return dict(zip(LANGUAGES, (nb, nn, en), strict=True))


def _no_words() -> Mapping[str, tuple[str, ...]]:
    return _each((), (), ())


@dataclass(frozen=True)
class Mark:
    """One row of the table from which lines are read and the help is written."""

    id: str
    sign: str
    """What is typed; nothing for a point, which needs no mark."""
    examples: Mapping[str, str]
    """A whole line that has the mark, by language."""
    words: Mapping[str, tuple[str, ...]] = field(default_factory=_no_words)
    """What may be typed instead of the sign, by language; those of all languages are understood at once."""


MARKS: tuple[Mark, ...] = (
    Mark(
        "point",
        "",
        _each("Dørene er gamle", "Dørene er gamle", "The doors are old"),
        _each(("innspill", "poeng", "punkt"), ("innspel", "poeng", "punkt"), ("point",)),
    ),
    Mark("bullet", "-", _each("- Dørene er gamle", "- Dørene er gamle", "- The doors are old")),
    Mark(
        "need",
        "+",
        _each("+ Trygghet om natta", "+ Tryggleik om natta", "+ Feeling safe at night"),
        _each(("behov",), ("behov",), ("need",)),
    ),
    Mark(
        "action",
        "!",
        _each("! Spørre leverandørene", "! Spørje leverandørane", "! Ask the suppliers"),
        _each(("tiltak", "aksjon"), ("tiltak", "aksjon"), ("action",)),
    ),
    Mark(
        "decision",
        "=",
        _each("= Vi inviterer til dialog", "= Vi inviterer til dialog", "= We invite to a dialogue"),
        _each(("vedtak", "beslutning"), ("vedtak", "avgjerd"), ("decision", "resolution", "resolved")),
    ),
    Mark(
        "question",
        "?",
        _each("? Hvem eier dataene", "? Kven eig dataa", "? Who owns the data"),
        _each(("spørsmål", "spm"), ("spørsmål", "spm"), ("question",)),
    ),
    Mark(
        "learning",
        "*",
        _each("* Begynn med behovet", "* Start med behovet", "* Start with the need"),
        _each(("læring", "lærdom"), ("læring", "lærdom"), ("learning",)),
    ),
    Mark("continue", "...", _each("... også i helgene", "... òg i helgene", "... at weekends too")),
    Mark(
        "who",
        "...",
        _each(
            "+ Ro om natten ... hvem: nattevaktene",
            "+ Ro om natta ... kven: nattevaktene",
            "+ Calm nights ... who: night staff",
        ),
        _each(("hvem",), ("kven",), ("who",)),
    ),
    Mark(
        "situation",
        "...",
        _each("... i dag: tre fall i uka", "... i dag: tre fall i veka", "... today: three falls a week"),
        _each(("i dag", "situasjon"), ("i dag", "situasjon"), ("today", "now", "situation")),
    ),
    Mark(
        "effect",
        "...",
        _each("... effekt: færre fall", "... effekt: færre fall", "... effect: fewer falls"),
        _each(("effekt", "ønsket effekt"), ("effekt", "ønskt effekt"), ("effect", "wanted effect")),
    ),
    Mark(
        "measure",
        "...",
        _each("... måles: antall fall", "... målast: talet på fall", "... measure: number of falls"),
        _each(
            ("måles", "måles ved", "vi vet det"),
            ("målast", "målast ved", "vi veit det"),
            ("measure", "known by", "we will know"),
        ),
    ),
    Mark(
        "source",
        "...",
        _each("... kilde: avviksmeldingene", "... kjelde: avviksmeldingane", "... source: the incident reports"),
        _each(("kilde",), ("kjelde",), ("source",)),
    ),
    Mark("said_by", ":", _each("Kari: Vi har prøvd det", "Kari: Vi har prøvd det", "Kari: We have tried it")),
    Mark("responsible", "@", _each("! Ringe Ola @kari", "! Ringje Ola @kari", "! Call Ola @kari")),
    Mark(
        "each",
        "@",
        _each("! Måle ventetiden @alle", "! Måle ventetida @alle", "! Count visits @all"),
        _each(("@alle", "@hver"), ("@alle", "@kvar"), ("@all", "@everyone", "@each")),
    ),
    Mark(
        "due",
        ">",
        _each("! Ringe Ola >fredag", "! Ringje Ola >fredag", "! Call Ola >friday"),
        _each(("frist", "innen", "senest"), ("frist", "innan", "seinast"), ("by", "due", "within")),
    ),
    Mark("theme", "#", _each("Prat tidlig #dialog", "Prat tidleg #dialog", "Talk early #dialog")),
    Mark(
        "goto",
        "# ",
        _each("# Dialog med markedet", "# Dialog med marknaden", "# Dialogue with the market"),
        _each(("tema", "emne"), ("tema", "emne"), ("topic", "theme")),
    ),
    Mark("repair", "s/", _each("s/gammel/ny/", "s/gammal/ny/", "s/old/new/")),
    Mark("literal", "\\", _each("\\+ er et pluss", "\\+ er eit pluss", "\\+ is a plus")),
)


def _words_of(*ids: str) -> dict[str, str]:
    """The words of those marks in every language, folded, each with the mark's id."""
    rows = [mark for mark in MARKS if mark.id in ids]
    return {fold(word): mark.id for mark in rows for words in mark.words.values() for word in words}


SIGNS: Mapping[str, Kind] = {mark.sign: Kind(mark.id) for mark in MARKS if mark.id in set(Kind) and mark.sign}
KIND_WORDS: Mapping[str, Kind] = {word: Kind(id_) for word, id_ in _words_of(*Kind).items()}
GOTO_WORDS = frozenset(_words_of("goto"))
DUE_WORDS = frozenset(_words_of("due"))
EACH_WORDS = frozenset(word.removeprefix("@") for word in _words_of("each"))
SLOT_WORDS: Mapping[str, str] = _words_of(*SLOTS)
"""The words are folded."""


def slot_labels(language: str) -> dict[str, str]:
    """What is typed for each slot of a need, in that language."""
    return {mark.id: mark.words[language][0] for mark in MARKS if mark.id in SLOTS}


def each_words(language: str) -> tuple[str, ...]:
    """Return the words after `@` for everybody, each for themselves: those of a language first."""
    by_language = next(mark.words for mark in MARKS if mark.id == "each")
    words = [*by_language[language], *(word for several in by_language.values() for word in several)]
    return tuple(dict.fromkeys(word.removeprefix("@") for word in words))
