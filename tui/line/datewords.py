"""The words of due dates in bokmål, nynorsk and English: the role of each, and the numbers that it stands for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeAlias

from storage.ids import fold

Meaning: TypeAlias = tuple[str, tuple[int, ...]]
"""The role of a word, and the numbers that it stands for."""


def _row(role: str, words: str, first: int) -> dict[str, Meaning]:
    """The words, numbered from first; those after a slash mean the same, and are also written with a dot."""
    meanings: dict[str, Meaning] = {}
    for number, alternatives in enumerate(words.split(), first):
        full, *short = alternatives.split("/")
        meanings |= dict.fromkeys([full, *short, *(f"{word}." for word in short)], (role, (number,)))
    return meanings


def _vocabulary(weekdays: str, months: str, counts: str, others: Mapping[str, Meaning]) -> Mapping[str, Meaning]:
    rows = _row("weekday", weekdays, 0) | _row("month", months, 1) | _row("count", counts, 1)
    return {fold(word): meaning for word, meaning in (rows | dict(others)).items()}


_NORWEGIAN_MONTHS = (
    "januar/jan februar/feb mars/mar april/apr mai juni/jun juli/jul august/aug september/sep/sept "
    "oktober/okt november/nov desember/des"
)
_NORWEGIAN_TEENS = "tretten fjorten femten seksten sytten atten nitten tjue"
_NORWEGIAN: Mapping[str, Meaning] = {
    **dict.fromkeys(["om", "innen", "innan"], ("in", ())),
    **dict.fromkeys(["slutten", "utgangen"], ("end", ())),
    **dict.fromkeys(["idag"], ("relative", (0,))),
    **dict.fromkeys(["dag", "dager", "dagar"], ("days", (1,))),
    **dict.fromkeys(["mnd", "mnd."], ("months", (1,))),
    **dict.fromkeys(["år", "året"], ("years", (12,))),
    **dict.fromkeys(["time", "timer", "timar", "minutt", "minutter", "minuttar"], ("measure", ())),
    **dict.fromkeys(["prosent", "%", "kr", "kroner", "mill", "million", "millioner"], ("measure", ())),
    **dict.fromkeys(["millionar", "mrd", "milliarder", "milliardar", "årsverk"], ("measure", ())),
    **dict.fromkeys(["fra", "frå"], ("from", ())),
    **dict.fromkeys(["samling", "samlinga", "samlingen"], ("gathering", ())),
    "etter": ("after", ()),
    "før": ("before", ()),
    "neste": ("next", (0,)),
    "i": ("i", ()),
    "av": ("of", ()),
    "den": ("the", ()),
}
VOCABULARIES: Mapping[str, Mapping[str, Meaning]] = {
    "nb": _vocabulary(
        "mandag/man tirsdag/tir/tirs onsdag/ons torsdag/tor/tors fredag/fre lørdag/lør søndag/søn",
        _NORWEGIAN_MONTHS,
        f"en/én/ei/ett/et to tre fire fem seks sju/syv åtte ni ti elleve tolv {_NORWEGIAN_TEENS}",
        {
            **_NORWEGIAN,
            **dict.fromkeys(["uke", "uker"], ("weeks", (7,))),
            **dict.fromkeys(["måned", "måneder", "måneden"], ("months", (1,))),
            "morgen": ("morrow", (1,)),
            "imorgen": ("relative", (1,)),
            "overmorgen": ("relative", (2,)),
        },
    ),
    "nn": _vocabulary(
        "måndag/mån tysdag/tys onsdag/ons torsdag/tor/tors fredag/fre laurdag/lau sundag/sun",
        _NORWEGIAN_MONTHS,
        f"ein/éin/ei/éi/eitt/eit to tre fire fem seks sju åtte ni ti elleve tolv {_NORWEGIAN_TEENS}",
        {
            **_NORWEGIAN,
            **dict.fromkeys(["veke", "veker"], ("weeks", (7,))),
            **dict.fromkeys(["månad", "månader", "månaden"], ("months", (1,))),
            "morgon": ("morrow", (1,)),
            "imorgon": ("relative", (1,)),
            "overmorgon": ("relative", (2,)),
        },
    ),
    "en": _vocabulary(
        "monday/mon tuesday/tue/tues wednesday/wed thursday/thu/thur/thurs friday/fri saturday/sat sunday/sun",
        "january/jan february/feb march/mar april/apr may june/jun july/jul august/aug september/sep/sept "
        "october/oct november/nov december/dec",
        "one/a/an two three four five six seven eight nine ten eleven twelve "
        "thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty",
        {
            **dict.fromkeys(["in", "within"], ("in", ())),
            **dict.fromkeys(["day", "days"], ("days", (1,))),
            **dict.fromkeys(["week", "weeks"], ("weeks", (7,))),
            **dict.fromkeys(["month", "months"], ("months", (1,))),
            **dict.fromkeys(["year", "years"], ("years", (12,))),
            **dict.fromkeys(["hour", "hours", "minute", "minutes", "percent", "million"], ("measure", ())),
            "next": ("next", (1,)),
            "gathering": ("gathering", ()),
            "today": ("relative", (0,)),
            "tomorrow": ("relative", (1,)),
            "after": ("after", ()),
            "before": ("before", ()),
            "from": ("from", ()),
            "end": ("end", ()),
            "of": ("of", ()),
            "the": ("the", ()),
        },
    ),
}
LEADS: Mapping[str, str] = {
    **dict.fromkeys(["frist", "senest", "seinast", "innen", "innan", "til", "på"], "no"),
    **dict.fromkeys(["kommende", "komande", "førstkommende", "førstkomande"], "no"),
    **dict.fromkeys(["due", "by", "within", "on", "until", "this", "coming"], "en"),
}
"""What may stand before a date, whatever its language, each with its own: two words of one language at most.

A town is `en by` in Norwegian, so `en by innen fredag` has one such word and not two.
"""
ONLY_LEADS = LEADS.keys() - set().union(*VOCABULARIES.values())
ALSO_WORDS = frozenset({"man", "tor", "fri", "sat", "sun"})
"""Short weekdays that may be something else where the sentence goes on: `en frist man kan holde`."""
EVERY_WORD = LEADS.keys() | set().union(*VOCABULARIES.values())
MONTHS = frozenset(word for words in VOCABULARIES.values() for word, (role, _) in words.items() if role == "month")

_NUMERIC = re.compile(r"([0-9]{1,2})([./])([0-9]{1,2})(?:\2([0-9]{4}|[0-9]{2}))?\.?")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_NUMBER = re.compile(r"([0-9]{1,3})(\.|st|nd|rd|th)?|(20[0-9]{2})")


def meaning_of_digits(word: str) -> Meaning | None:
    """What a word of digits means, alike in every language: `date`, `year`, `ordinal`, `number`, or nothing."""
    if not word[:1].isdecimal():
        return None
    if match := _NUMERIC.fullmatch(word):
        day, month, year = int(match[1]), int(match[3]), match[4]
        return "date", (day, month, int(year if len(year) == 4 else f"20{year}")) if year else (day, month)
    if match := _ISO.fullmatch(word):
        return "date", (int(match[3]), int(match[2]), int(match[1]))
    if match := _NUMBER.fullmatch(word):
        if match[3]:
            return "year", (int(match[3]),)
        return "ordinal" if match[2] else "number", (int(match[1]),)
    return None
