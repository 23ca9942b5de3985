"""The words of the documents in three languages: labels, dates, numbers of things."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from exports.sentences import (
    Phrase,
    followup,
    formats,
    homework,
    minutes,
    needs,
    people,
    pseudonyms,
    report,
    starter,
    summary,
    versions,
)
from exports.sentences.counts import COUNTS
from storage.model import LANGUAGES

TAGS: Mapping[str, str] = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}
"""What a language is called in a file (BCP 47)."""

_TABLES = (
    followup.SENTENCES,
    formats.SENTENCES,
    homework.SENTENCES,
    minutes.SENTENCES,
    needs.SENTENCES,
    people.SENTENCES,
    pseudonyms.SENTENCES,
    report.SENTENCES,
    starter.SENTENCES,
    summary.SENTENCES,
    versions.SENTENCES,
)
PHRASES: Mapping[str, Phrase] = {name: phrase for table in _TABLES for name, phrase in table.items()}

WEEKDAYS: Mapping[str, str] = {
    "nb": "mandag tirsdag onsdag torsdag fredag lørdag søndag",
    "nn": "måndag tysdag onsdag torsdag fredag laurdag søndag",
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
}
NORWEGIAN_MONTHS = "januar februar mars april mai juni juli august september oktober november desember"
MONTHS: Mapping[str, str] = {
    "nb": NORWEGIAN_MONTHS,
    "nn": NORWEGIAN_MONTHS,
    "en": "January February March April May June July August September October November December",
}


def say(language: str, phrase: str, **facts: object) -> str:
    """A phrase in a language, with its facts filled in. KeyError where there is no such phrase."""
    return PHRASES[phrase][LANGUAGES.index(language)].format(**facts)


def count(language: str, what: str, number: int) -> str:
    """A number of things in words: `1 need`, `2 needs`."""
    one, many = COUNTS[what]
    return f"{number} {(one if number == 1 else many)[LANGUAGES.index(language)]}"


def listing(language: str, words: Sequence[str]) -> str:
    """Words as a sentence lists them: `A, B and C`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {say(language, 'and')} {words[-1]}"


def date_in_words(language: str, date: dt.date) -> str:
    """A date with its weekday: `onsdag 12. mars 2025`, `Wednesday 12 March 2025`."""
    return f"{WEEKDAYS[language].split()[date.weekday()]} {plain_date(language, date)}"


def plain_date(language: str, date: dt.date) -> str:
    """A date in words without its weekday: `12. mars 2025`, `12 March 2025`."""
    month = MONTHS[language].split()[date.month - 1]
    return f"{date.day}{'' if language == 'en' else '.'} {month} {date.year}"


def short_date(language: str, date: dt.date) -> str:
    """A date for a narrow column: `12.03.2025`, `12 Mar 2025`."""
    if language == "en":
        return f"{date.day} {MONTHS['en'].split()[date.month - 1][:3]} {date.year}"
    return f"{date.day:02d}.{date.month:02d}.{date.year}"
