"""The shapes of a due date, each a row of roles, and the day that each names."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable, Mapping
from typing import TypeAlias

Rule: TypeAlias = Callable[..., dt.date | None]
"""From today and the numbers of the words to the day; nothing, a ValueError or an OverflowError where there is none."""


def _day(today: dt.date, day: int, month: int, *years: int) -> dt.date:
    """That day; without a year the next one from today on, which a 29 February may be eight years away from."""
    if len(set(years)) > 1:
        raise ValueError(years)
    for year in years or range(today.year, today.year + 9):
        if day <= _days_in(year, month) and ((date := dt.date(year, month, day)) >= today or years):
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


def _day_in_week(today: dt.date, *numbers: int) -> dt.date | None:
    """That day, if it is in that ISO week."""
    *day, _, week = numbers
    date = _day(today, *day)
    return date if date.isocalendar().week == week else None


def _day_of_month(today: dt.date, day: int) -> dt.date:
    """The next day of that number from today on, for which a month too short is passed over."""
    for ahead in range(3):
        month = _in_months(today.replace(day=1), ahead)
        if day <= _days_in(month.year, month.month) and (date := month.replace(day=day)) >= today:
            return date
    raise ValueError(day)


def _weekday_of_month(today: dt.date, weekday: int, day: int) -> dt.date | None:
    date = _day_of_month(today, day)
    return date if date.weekday() == weekday else None


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


def _end_of_year(today: dt.date, year: int) -> dt.date:
    return _end_of_month(today, 12, year)


def _relative(today: dt.date, *days: int) -> dt.date:
    return today + dt.timedelta(sum(days))


def _next_gathering(_: dt.date, __: int, ordinal: int) -> dt.date:
    """That of the network's next gathering, by its ordinal; 0 where no next one is planned."""
    return dt.date.fromordinal(ordinal)


def _today(today: dt.date, _: int) -> dt.date:
    return today


def _unclear(*_: object) -> None:
    """No day: what follows shows that this is something else, as in `within 1.5 hours` or `mandag etter påske`."""


_UNITS = ("days", "weeks", "months", "years")
_SPANS = [f"in {count} {unit}" for count in ("number", "count") for unit in _UNITS]
_NUMBERED: Mapping[str, Rule] = {
    "# month": _day,
    "month #": _month_first,
    "weekday # month": _day_of_week,
    "weekday month #": _month_first_of_week,
    "weeks #": _week,
    "i weeks #": _week,
    "weekday weeks #": _weekday_of_week,
    "weekday i weeks #": _weekday_of_week,
}
"""The number with or without its dot, and a year after it or none."""
SHAPES: Mapping[str, Rule] = {
    "date": _day,
    "date year": _day,
    "date weeks number": _day_in_week,
    "weekday": _weekday,
    "weekday date": _day_of_week,
    "weekday date year": _day_of_week,
    "next weekday": _next_weekday,
    "weekday next weeks": _weekday_next_week,
    "weekday i next weeks": _weekday_next_week,
    "next weeks": _next_week,
    "i next weeks": _next_week,
    "next months": _next_month,
    "next gathering": _next_gathering,
    "before next gathering": _next_gathering,
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
    "end year": _end_of_year,
    **{shape: _in_months if shape.endswith(("months", "years")) else _in_days for shape in _SPANS},
    **{
        shape.replace("#", number) + year: rule
        for number in ("number", "ordinal")
        for year in ("", " year")
        for shape, rule in _NUMBERED.items()
    },
    **{f"date {unit}": _unclear for unit in ("measure", *_UNITS)},
    **{f"{day} year measure": _unclear for day in ("date", "number month", "ordinal month", "month number")},
    **{
        f"weekday {more}": _unclear for more in (*_SPANS, "year", "next months", "i next months", "i months", "i month")
    },
    **{f"{shape} {other}": _unclear for shape in _SPANS for other in ("after", "before", "from", "of")},
    **{
        f"{shape} {other}": _unclear
        for shape in ("weekday", "next weekday", "next weeks", "next months")
        for other in ("after", "before")
    },
}
"""By the roles of the words; `year` is also what `i år` and `neste år` are together."""
LAST_SHAPES: Mapping[str, Rule] = {
    "the ordinal": _day_of_month,
    "weekday ordinal": _weekday_of_month,
    "weekday the ordinal": _weekday_of_month,
}
"""The shapes that count only where no word follows: `den 15.` is a day, `den 15. samlingen` is none."""
