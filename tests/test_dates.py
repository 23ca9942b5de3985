"""Due dates: what people say is a day or stays text."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.line.dates import longest_date, read_date

TUESDAY = dt.date(2026, 12, 1)
WORDS = """
    senest innen by within om in neste next i av of den the dag days uke week månad month år fredag fri desember
    dec 29. 31 50 0 00.00 99/99 2026 0000 9999 12345678901234567890 ٣ ² 1. en a slutten end after tomorrow morgen
    om fjorten den neste år før etter man 1.mai 15.12 2.5 uker samling gathering
    , . : ſøn İ kr
"""
CASES = [
    line.split("\t")
    for line in Path(__file__).with_name("dates.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
languages = st.sampled_from(["nb", "nn", "en"])
days = st.dates(dt.date(1900, 1, 1), dt.date(2200, 1, 1))
words = st.sampled_from(WORDS.split())


@pytest.mark.parametrize(("language", "phrase", "expected"), CASES)
def test_what_people_say_is_the_day_they_mean(language, phrase, expected):
    assert read_date(phrase, TUESDAY, language) == (dt.date.fromisoformat(expected) if expected else None)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("2026-12-15", "2026-12-15"),
        ("i overmorgen", "2026-12-03"),
        ("i overmorgon", "2026-12-03"),
        ("the day after tomorrow", "2026-12-03"),
        ("Tysdag", "2026-12-08"),
        ("LØRDAG", "2026-12-05"),
        ("ma\u030andag", "2026-12-07"),
        ("tors.", "2026-12-03"),
        ("frist: senest fredag", "2026-12-04"),
        ("innen to uker", "2026-12-15"),
        ("innan tre veker", "2026-12-22"),
        ("within three days", "2026-12-04"),
        ("om én uke", "2026-12-08"),
        ("om tolv måneder", "2027-12-01"),
        ("om et år", "2027-12-01"),
        ("in a month", "2027-01-01"),
        ("uke 49", "2026-11-30"),
        ("uke 48", "2027-11-29"),
        ("uke 2 2028", "2028-01-10"),
        ("fredag i uke 50", "2026-12-11"),
        ("onsdag neste uke", "2026-12-09"),
        ("next month", "2027-01-01"),
        ("fredag 4. desember", "2026-12-04"),
        ("Friday, December 4th, 2026", "2026-12-04"),
        ("the 15th of December", "2026-12-15"),
        ("den 15. desember 2027", "2027-12-15"),
        ("1. februar 2027", "2027-02-01"),
        ("30.11", "2027-11-30"),
        ("01.12", "2026-12-01"),
        ("15.12.00", "2000-12-15"),
        ("uke 50.", "2026-12-07"),
        ("29.02", "2028-02-29"),
        ("slutten av desember", "2026-12-31"),
        ("slutten av februar", "2027-02-28"),
        ("utgangen av februar 2028", "2028-02-29"),
        ("slutten av månaden", "2026-12-31"),
        ("slutten av neste måned", "2027-01-31"),
        ("utgangen av året", "2026-12-31"),
        ("by the end of the year", "2026-12-31"),
        ("end of december", "2026-12-31"),
        ("slutten av neste år", "2027-12-31"),
        ("utgangen av 2028", "2028-12-31"),
        ("innen den 15.", "2026-12-15"),
        ("by the 15th", "2026-12-15"),
        ("fredag den 4.", "2026-12-04"),
        ("1.mai", "2027-05-01"),
        ("15.des.", "2026-12-15"),
        ("om fjorten dager", "2026-12-15"),
        ("om fjorten dagar", "2026-12-15"),
        ("om 3 mnd.", "2027-03-01"),
        ("i uke 50", "2026-12-07"),
        ("i neste veke", "2026-12-07"),
        ("uke 50 neste år", "2027-12-13"),
        ("15.12 2027", "2027-12-15"),
        ("15.12 neste år", "2027-12-15"),
        ("15. november i år", "2026-11-15"),
        ("15.12 uke 51", "2026-12-15"),
        ("frist man", "2026-12-07"),
    ],
)
def test_a_phrase_is_understood_whatever_the_language_of_the_program(phrase, expected):
    for language in ("nb", "nn", "en", ""):
        assert read_date(phrase, TUESDAY, language) == dt.date.fromisoformat(expected)


@pytest.mark.parametrize(
    "phrase",
    [
        "",
        " ",
        "fri fra jobb",
        "31. februar",
        "31.02.2027",
        "29.02.2027",
        "00.12",
        "15.13",
        "fredag 5.12",
        "fredag 13.",
        "uke 0",
        "uke 54",
        "uke 53 2027",
        "fredag og lørdag",
        "15.12-16.12",
        "15.12.206",
        "15.12/26",
        "12:30",
        "within 1.5 hours",
        "innen 2.5 timer",
        "morgen",
        "desember",
        "neste",
        "av fredag av",
        "fredag,",
        "om to",
        "to desember",
        "٣.٤",
        "1" * 5000,
        "2026-02-30",
        "0000-01-01",
        "2.5 uker",
        "innen 1.5 år",
        "15. desember 2000 kroner",
        "15.12 uke 50",
        "15.12.2026 2027",
        "den 32.",
        "den 0.",
        "fredag den 5.",
        "fredag om to uker",
        "fredag neste måned",
        "fredag i januar",
        "mandag etter",
        "om to uker etter",
        "two weeks of",
        "by innen fredag",
        "i dag i år",
        "før fredag",
        "neste år",
        "slutten av uka",
        "innen utgangen av uka",
    ],
)
def test_what_is_no_day_stays_text(phrase):
    assert read_date(phrase, TUESDAY, "nb") is None


def test_a_date_in_a_sentence_ends_before_the_punctuation_that_closes_it():
    assert longest_date("fredag, og så videre", TUESDAY, "nb") == (6, dt.date(2026, 12, 4))
    assert longest_date("15. desember.", TUESDAY, "nb") == (12, dt.date(2026, 12, 15))


def test_a_date_in_a_sentence_is_as_long_as_it_can_be():
    text = "innen  15. desember 2027 kl. 12"
    assert longest_date(text, TUESDAY, "nb") == (text.index(" kl"), dt.date(2027, 12, 15))


def test_a_longer_phrase_that_is_no_day_does_not_leave_a_shorter_one_behind():
    assert longest_date("fredag 5.12 på rådhuset", TUESDAY, "nb") is None


@pytest.mark.parametrize(
    "text",
    [
        "innen den 15. samlingen",
        "innen fredag 4. samling",
        "innen to måneder etter oppstart",
        "within two weeks of signing",
        "innen mandag etter påske",
        "innen fredag før jul",
        "frist man kan holde",
        "innen Tor har svart",
    ],
)
def test_what_follows_may_show_that_a_date_was_not_meant(text):
    assert longest_date(text, TUESDAY, "nb") is None


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("innen den 15., så ringer vi", "innen den 15."),
        ("fredag, neste uke skriver vi", "fredag"),
        ("fredag i Fjordvik", "fredag"),
        ("fredag om mulig", "fredag"),
        ("15. desember 1500 kroner", "15. desember"),
    ],
)
def test_what_follows_a_date_is_not_taken_along(text, date):
    assert longest_date(text, TUESDAY, "nb") == (len(date), read_date(date, TUESDAY, "nb"))


def test_a_day_of_the_month_passes_over_months_that_are_too_short():
    assert read_date("den 31.", dt.date(2027, 2, 1), "nb") == dt.date(2027, 3, 31)
    assert read_date("den 1.", dt.date(2026, 12, 2), "nb") == dt.date(2027, 1, 1)


def test_next_year_is_the_next_also_when_the_day_is_still_to_come_this_year():
    assert read_date("1. mars neste år", dt.date(2027, 1, 5), "nb") == dt.date(2028, 3, 1)


def test_a_date_may_be_looked_for_further_on():
    assert longest_date("Ring Ola innen fredag", TUESDAY, "nb", 9) == (21, dt.date(2026, 12, 4))


def test_the_year_of_a_week_is_the_one_that_weeks_are_counted_in():
    new_year = dt.date(2027, 1, 1)
    assert read_date("uke 53", new_year, "nb") == dt.date(2026, 12, 28)
    assert read_date("uke 1", new_year, "nb") == dt.date(2027, 1, 4)


@given(days, days, languages)
def test_every_day_is_read_back_from_its_iso_form_and_from_its_norwegian_form(day, today, language):
    assert read_date(day.isoformat(), today, language) == day
    assert read_date(f"{day.day}.{day.month}.{day.year}", today, language) == day


@given(days, days, languages)
def test_a_day_without_a_year_is_the_next_one_from_today_on(day, today, language):
    found = read_date(f"{day.day}/{day.month}", today, language)
    assert (found.day, found.month) == (day.day, day.month)
    assert found >= today
    assert day < today or found <= day


@given(days, st.integers(0, 6), languages)
def test_a_weekday_is_one_of_the_seven_days_after_today(today, weekday, language):
    name = ["måndag", "tirsdag", "wed", "torsdag", "fre.", "laurdag", "sunday"][weekday]
    found = read_date(name, today, language)
    assert found.weekday() == weekday
    assert 1 <= (found - today).days <= 7


@given(st.text() | st.lists(words).map(" ".join), st.dates(), st.text(max_size=2) | languages)
def test_any_text_on_any_day_is_a_date_or_nothing(phrase, today, language):
    found = read_date(phrase, today, language)
    assert found is None or isinstance(found, dt.date)


@given(st.lists(words).map(" ".join), days, languages)
def test_what_is_found_at_the_start_of_a_text_is_a_date_by_itself(text, today, language):
    if found := longest_date(text, today, language):
        assert read_date(text[: found[0]], today, language) == found[1]


def test_a_very_long_text_is_looked_at_no_further_than_a_date_reaches():
    assert longest_date("uke 50 " * 200_000, TUESDAY, "nb") == (6, dt.date(2026, 12, 7))
    assert longest_date("fredag " + "9" * 1_000_000, TUESDAY, "nb") == (6, dt.date(2026, 12, 4))


@pytest.mark.parametrize(
    "phrase",
    ["neste samling", "til neste samling", "innen neste samling", "før neste samling", "the next gathering"],
)
def test_the_next_gathering_is_a_day_where_one_is_planned(phrase):
    ahead = dt.date(2027, 2, 3)
    for language in ("nb", "nn", "en"):
        assert read_date(phrase, TUESDAY, language, ahead) == ahead
        assert read_date(phrase, TUESDAY, language) is None


@pytest.mark.parametrize("phrase", ["samling", "samling 5", "neste samling 2027", "fredag neste samling"])
def test_another_gathering_is_no_day(phrase):
    assert read_date(phrase, TUESDAY, "nb", dt.date(2027, 2, 3)) is None
