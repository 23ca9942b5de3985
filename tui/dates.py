"""Due dates as people say them, in bokmål, nynorsk and English.

Every word has a role, and a phrase is a date when its roles are together one of the shapes below. The longest
shape decides. Where it names no day (`31. februar`, or `fredag 5.12` when the fifth is a Saturday), nothing
shorter is taken instead: a date is understood or left alone, never guessed.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from storage.model import fold

_Meaning = tuple[str, tuple[int, ...]]
"""The role of a word, and the numbers that it stands for."""


def _row(role: str, words: str, first: int) -> dict[str, _Meaning]:
    """The words, numbered from first; those after a slash mean the same, and are also written with a dot."""
    meanings: dict[str, _Meaning] = {}
    for number, alternatives in enumerate(words.split(), first):
        full, *short = alternatives.split("/")
        meanings |= dict.fromkeys([full, *short, *(f"{word}." for word in short)], (role, (number,)))
    return meanings


def _vocabulary(weekdays: str, months: str, counts: str, others: Mapping[str, _Meaning]) -> Mapping[str, _Meaning]:
    rows = _row("weekday", weekdays, 0) | _row("month", months, 1) | _row("count", counts, 1)
    return {fold(word): meaning for word, meaning in (rows | dict(others)).items()}


_NORWEGIAN_MONTHS = (
    "januar/jan februar/feb mars/mar april/apr mai juni/jun juli/jul august/aug september/sep/sept "
    "oktober/okt november/nov desember/des"
)
_NORWEGIAN: Mapping[str, _Meaning] = {
    **dict.fromkeys(["om", "innen", "innan"], ("in", ())),
    **dict.fromkeys(["slutten", "utgangen"], ("end", ())),
    **dict.fromkeys(["idag"], ("relative", (0,))),
    **dict.fromkeys(["dag", "dager", "dagar"], ("days", (1,))),
    **dict.fromkeys(["år", "året"], ("years", (12,))),
    **dict.fromkeys(["time", "timer", "timar", "minutt", "minutter", "minuttar"], ("measure", ())),
    **dict.fromkeys(["prosent", "%", "kr", "kroner", "mill", "million", "millioner"], ("measure", ())),
    "neste": ("next", (0,)),
    "i": ("i", ()),
    "av": ("of", ()),
    "den": ("the", ()),
}
_VOCABULARIES: Mapping[str, Mapping[str, _Meaning]] = {
    "nb": _vocabulary(
        "mandag/man tirsdag/tir/tirs onsdag/ons torsdag/tor/tors fredag/fre lørdag/lør søndag/søn",
        _NORWEGIAN_MONTHS,
        "en/én/ei/ett/et to tre fire fem seks sju/syv åtte ni ti elleve tolv",
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
        "ein/éin/ei/éi/eitt/eit to tre fire fem seks sju åtte ni ti elleve tolv",
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
        "one/a/an two three four five six seven eight nine ten eleven twelve",
        {
            **dict.fromkeys(["in", "within"], ("in", ())),
            **dict.fromkeys(["day", "days"], ("days", (1,))),
            **dict.fromkeys(["week", "weeks"], ("weeks", (7,))),
            **dict.fromkeys(["month", "months"], ("months", (1,))),
            **dict.fromkeys(["year", "years"], ("years", (12,))),
            **dict.fromkeys(["hour", "hours", "minute", "minutes", "percent", "million"], ("measure", ())),
            "next": ("next", (1,)),
            "today": ("relative", (0,)),
            "tomorrow": ("relative", (1,)),
            "after": ("after", ()),
            "end": ("end", ()),
            "of": ("of", ()),
            "the": ("the", ()),
        },
    ),
}
_LEADS = (
    frozenset({"frist", "senest", "seinast", "innen", "innan", "til", "på", "kommende", "komande"})
    | {"førstkommende", "førstkomande"}
    | {"due", "by", "within", "on", "until", "this", "coming"}
)
"""What may stand before a date, in any language: two words at most, a colon after each."""
_ONLY_LEADS = _LEADS.difference(*_VOCABULARIES.values())
_FILLERS = frozenset({"of", "the"})
_EVERY_WORD = _LEADS.union(*_VOCABULARIES.values())

_LONGEST = 9
"""Words in the longest phrase, `due by the end of the next month`, and one to spare."""
_LONGEST_WORD = 24
_CLOSING = '.,;:!?…)]}»”"'
_WORD = re.compile(r"\S+")
_NUMERIC = re.compile(r"([0-9]{1,2})([./])([0-9]{1,2})(?:\2([0-9]{4}|[0-9]{2}))?\.?")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_NUMBER = re.compile(r"([0-9]{1,3})(\.|st|nd|rd|th)?|([0-9]{4})")


def read_date(phrase: str, today: dt.date, language: str) -> dt.date | None:
    """The day that the whole phrase names, or nothing; any text may be asked.

    The language (`nb`, `nn`, `en`) is the one to try first. A day without a year is the next such day from
    today on; a weekday is one of the seven days after today. `neste fredag` is the Friday of next week,
    `neste uke` its Monday, `next week` a week from today; `uke 50` is its Monday, next year once it has passed.
    """
    found = longest_date(phrase, today, language)
    return found[1] if found and not phrase[found[0] :].strip() else None


def longest_date(text: str, today: dt.date, language: str, start: int = 0) -> tuple[int, dt.date] | None:
    """Where the date that the text has from start on ends, and its day; nothing where there is none.

    Blanks before it are passed over. Closing punctuation after it is not part of it, but for the dot of a
    number or an abbreviation (`15.12.`, `fre.`). A few words are looked at, however long the text is.
    """
    words = _recognise(text, start)
    leads = 0
    while leads < min(2, len(words)) and words[leads][0] in _LEADS:
        leads += 1
    if leads == len(words):
        return None
    best: tuple[int, dt.date | None] | None = None
    for name in sorted(_VOCABULARIES, key=lambda name: name != language):
        for first in range(leads + 1):
            found = _longest_shape(words[first:], today, _VOCABULARIES[name])
            if found and (best is None or found[0] > best[0]):
                best = found
    return (best[0], best[1]) if best and best[1] else None


def _recognise(text: str, start: int) -> list[tuple[str, int]]:
    """The words from start on that may belong to a date, folded, each with where it ends."""
    words: list[tuple[str, int]] = []
    for match in _WORD.finditer(text, start):
        if len(words) == _LONGEST or match.end() - match.start() > _LONGEST_WORD:
            break
        word, length, closing = _bare(match[0])
        if not word or (len(words) > 1 and word in _ONLY_LEADS):
            break
        words.append((word, match.start() + length))
        if closing not in {"", ","} and not (closing == ":" and word in _LEADS):
            break
    return words


@lru_cache(maxsize=1024)
def _bare(raw: str) -> tuple[str, int, str]:
    """The word, folded, its length as typed and the punctuation that closes it; no word where it is in no date."""
    bare = raw.rstrip(_CLOSING)
    dotted = raw[: len(bare) + 1] if raw.startswith(".", len(bare)) else bare
    for typed in (dotted, bare):
        word = fold(typed)
        if word in _EVERY_WORD or _digits(word):
            return word, len(typed), raw[len(typed) :]
    return "", 0, raw


def _digits(word: str) -> _Meaning | None:
    """What a word of digits means, alike in every language."""
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


def _longest_shape(
    words: list[tuple[str, int]], today: dt.date, vocabulary: Mapping[str, _Meaning]
) -> tuple[int, dt.date | None] | None:
    """Where the longest phrase with the shape of a date ends, and its day where there is such a day."""
    meanings: list[_Meaning] = []
    for word, _ in words:
        meaning = vocabulary.get(word) or _digits(word)
        if meaning is None:
            break
        meanings.append(meaning)
    for length in range(len(meanings), 0, -1):
        telling = [meaning for meaning in meanings[:length] if meaning[0] not in _FILLERS]
        rule = _SHAPES.get(" ".join(role for role, _ in telling))
        if rule and meanings[length - 1][0] not in _FILLERS:
            try:
                return words[length - 1][1], rule(today, *(number for _, numbers in telling for number in numbers))
            except (ValueError, OverflowError):
                return words[length - 1][1], None
    return None


def _day(today: dt.date, day: int, month: int, year: int | None = None) -> dt.date:
    """That day; without a year the next one from today on, which a 29 February may be eight years away from."""
    if year is not None:
        return dt.date(year, month, day)
    for coming in range(today.year, today.year + 9):
        if day <= _days_in(coming, month) and (date := dt.date(coming, month, day)) >= today:
            return date
    raise ValueError(day, month)


def _days_in(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def _month_first(today: dt.date, month: int, day: int, *year: int) -> dt.date:
    return _day(today, day, month, *year)


def _day_of_week(today: dt.date, weekday: int, *day: int) -> dt.date | None:
    """That day, if it is that weekday."""
    date = _day(today, *day)
    return date if date.weekday() == weekday else None


def _month_first_of_week(today: dt.date, weekday: int, month: int, day: int, *year: int) -> dt.date | None:
    return _day_of_week(today, weekday, day, month, *year)


def _weekday(today: dt.date, weekday: int) -> dt.date:
    """The next such day after today, for today is called today."""
    return today + dt.timedelta((weekday - today.weekday() - 1) % 7 + 1)


def _next_weekday(today: dt.date, _: int, weekday: int) -> dt.date:
    return today + dt.timedelta(7 - today.weekday() + weekday)


def _weekday_next_week(today: dt.date, weekday: int, *_: int) -> dt.date:
    return _next_weekday(today, 0, weekday)


def _next_week(today: dt.date, from_today: int, _: int) -> dt.date:
    return today + dt.timedelta(7) if from_today else _next_weekday(today, 0, 0)


def _next_month(today: dt.date, from_today: int, _: int) -> dt.date:
    return _in_months(today if from_today else today.replace(day=1), 1)


def _week(today: dt.date, _: int, week: int, year: int | None = None) -> dt.date:
    return _weekday_of_week(today, 0, 7, week, year)


def _weekday_of_week(today: dt.date, weekday: int, _: int, week: int, year: int | None = None) -> dt.date:
    """That day of an ISO week; without a year of the next such week that has not passed."""
    this_year, this_week, _ = today.isocalendar()
    if year is None:
        year = this_year + (week < this_week)
    return dt.date.fromisocalendar(year, week, weekday + 1)


def _in_days(today: dt.date, count: int, days: int) -> dt.date:
    return today + dt.timedelta(count * days)


def _in_months(today: dt.date, count: int, months: int = 1) -> dt.date:
    """The same day so many months on, or the last of a month that is shorter."""
    years, month = divmod(today.month - 1 + count * months, 12)
    year = today.year + years
    return dt.date(year, month + 1, min(today.day, _days_in(year, month + 1)))


def _end_of_month(today: dt.date, month: int, year: int | None = None) -> dt.date:
    if year is None:
        year = today.year + (month < today.month)
    return dt.date(year, month, _days_in(year, month))


def _end_of_this_month(today: dt.date, *_: int) -> dt.date:
    return _end_of_month(today, today.month)


def _end_of_next_month(today: dt.date, *_: int) -> dt.date:
    return _end_of_this_month(_in_months(today, 1))


def _relative(today: dt.date, *days: int) -> dt.date:
    return today + dt.timedelta(sum(days))


def _today(today: dt.date, _: int) -> dt.date:
    return today


def _unclear(*_: object) -> None:
    """No day: what follows shows that this is something else, as in `within 1.5 hours`."""


_Rule = Callable[..., dt.date | None]
_NUMBERED: Mapping[str, _Rule] = {
    "# month": _day,
    "month #": _month_first,
    "weekday # month": _day_of_week,
    "weekday month #": _month_first_of_week,
    "weeks #": _week,
    "weekday weeks #": _weekday_of_week,
    "weekday i weeks #": _weekday_of_week,
}
"""The number with or without its dot, and a year after it or none."""
_SHAPES: Mapping[str, _Rule] = {
    "date": _day,
    "date measure": _unclear,
    "weekday": _weekday,
    "weekday date": _day_of_week,
    "weekday ordinal": _unclear,
    "next weekday": _next_weekday,
    "weekday next weeks": _weekday_next_week,
    "weekday i next weeks": _weekday_next_week,
    "next weeks": _next_week,
    "next months": _next_month,
    "relative": _relative,
    "i relative": _relative,
    "i morrow": _relative,
    "i days": _today,
    "days after relative": _relative,
    "end month": _end_of_month,
    "end month year": _end_of_month,
    "end months": _end_of_this_month,
    "end next months": _end_of_next_month,
    "end years": _end_of_month,
    **{f"in {count} {unit}": _in_days for count in ("number", "count") for unit in ("days", "weeks")},
    **{f"in {count} {unit}": _in_months for count in ("number", "count") for unit in ("months", "years")},
    **{
        shape.replace("#", number) + year: rule
        for number in ("number", "ordinal")
        for year in ("", " year")
        for shape, rule in _NUMBERED.items()
    },
}
