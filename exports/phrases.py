"""The words of the minutes in three languages: labels, dates, numbers of things."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from storage.model import LANGUAGES

TAGS: Mapping[str, str] = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}
"""What a language is called in a file (BCP 47)."""


class Phrase(NamedTuple):
    """The same words in each language; a name in braces is a fact to be filled in."""

    nb: str
    nn: str
    en: str


PHRASES: Mapping[str, Phrase] = {
    "title": Phrase("Referat fra samling {number}", "Referat frå samling {number}", "Minutes of gathering {number}"),
    "title.named": Phrase(
        "Referat fra samling {number}: {title}",
        "Referat frå samling {number}: {title}",
        "Minutes of gathering {number}: {title}",
    ),
    "gathering": Phrase("Samling {number}", "Samling {number}", "Gathering {number}"),
    "page": Phrase("Side {page} av {pages}", "Side {page} av {pages}", "Page {page} of {pages}"),
    "contents": Phrase("Innhold", "Innhald", "Contents"),
    # the head
    "state": Phrase("Status", "Status", "Status"),
    "draft": Phrase(
        "Utkast. Innholdet kan bli endret.", "Utkast. Innhaldet kan bli endra.", "Draft. The content may change."
    ),
    "version": Phrase("Endelig, versjon {version}", "Endeleg, versjon {version}", "Final, version {version}"),
    "network": Phrase("Nettverk", "Nettverk", "Network"),
    "date": Phrase("Dato", "Dato", "Date"),
    "time": Phrase("Tid", "Tid", "Time"),
    "place": Phrase("Sted", "Stad", "Place"),
    "chair": Phrase("Møteleder", "Møteleiar", "Chair"),
    "scribe": Phrase("Referent", "Referent", "Minutes by"),
    "groups": Phrase("Grupper", "Grupper", "Groups"),
    "group": Phrase("Gruppe {letter}", "Gruppe {letter}", "Group {letter}"),
    "group.scribe": Phrase("referent {name}", "referent {name}", "minutes by {name}"),
    "plenary": Phrase("Plenum", "Plenum", "Plenary"),
    # who took part
    "attendance": Phrase("Deltakere", "Deltakarar", "Attendance"),
    "unregistered": Phrase("Ikke registrert", "Ikkje registrert", "Not registered"),
    "present": Phrase("Til stede", "Til stades", "Present"),
    "guest": Phrase("Gjester", "Gjester", "Guests"),
    "absent": Phrase("Forfall", "Forfall", "Apologies"),
    "part": Phrase("deler av dagen", "delar av dagen", "part of the day"),
    "unaffiliated": Phrase("Andre", "Andre", "Others"),
    "unknown": Phrase("ukjent", "ukjend", "unknown"),
    # what was said
    "unfiled": Phrase("Uten tema", "Utan tema", "Without theme"),
    "point": Phrase("Drøfting", "Drøfting", "Discussion"),
    "need": Phrase("Behov", "Behov", "Needs"),
    "decision": Phrase("Vedtak", "Vedtak", "Decisions"),
    "action": Phrase("Tiltak", "Tiltak", "Actions"),
    "question": Phrase("Spørsmål", "Spørsmål", "Questions"),
    "learning": Phrase("Læring", "Læring", "Lessons learned"),
    "need.who": Phrase("Hvem", "Kven", "Who"),
    "need.situation": Phrase("Situasjonen i dag", "Situasjonen i dag", "Situation today"),
    "need.effect": Phrase("Ønsket effekt", "Ønskt effekt", "Wanted effect"),
    "need.measure": Phrase("Slik vet vi det", "Slik veit vi det", "How we will know"),
    "need.source": Phrase("Kilde", "Kjelde", "Source"),
    "due": Phrase("frist {date}", "frist {date}", "due {date}"),
    "responsible": Phrase("ansvarlig: {names}", "ansvarleg: {names}", "responsible: {names}"),
    "grew": Phrase("bygger på {references}", "byggjer på {references}", "builds on {references}"),
    "actions.see": Phrase(
        "Tiltak: {references}. Se tabellen til slutt.",
        "Tiltak: {references}. Sjå tabellen til slutt.",
        "Actions: {references}. See the table at the end.",
    ),
    # what is exempt from public access
    "withheld": Phrase("(unntatt offentlighet)", "(unnateke offentlegheit)", "(exempt from public access)"),
    "withheld.responsible": Phrase("utelatt", "utelate", "left out"),
    "exempt": Phrase("unntatt offentlighet", "unnateke offentlegheit", "exempt from public access"),
    "openness": Phrase("Offentlighet", "Offentlegheit", "Public access"),
    "openness.exempt": Phrase(
        "Inneholder tekst som er unntatt offentlighet.",
        "Inneheld tekst som er unnateken offentlegheit.",
        "Contains text that is exempt from public access.",
    ),
    "running.exempt": Phrase("Unntatt offentlighet", "Unnateke offentlegheit", "Exempt from public access"),
    # what was confirmed in plenary
    "confirmed.all": Phrase(
        "Alle {what} under temaet er lest opp og bekreftet i plenum {when}.",
        "Alle {what} under temaet er lesne opp og stadfesta i plenum {when}.",
        "All {what} under this theme were read back and confirmed in plenary {when}.",
    ),
    "confirmed.some": Phrase(
        "Lest opp og bekreftet i plenum {when}: {references}.",
        "Lese opp og stadfesta i plenum {when}: {references}.",
        "Read back and confirmed in plenary {when}: {references}.",
    ),
    "at": Phrase("kl. {last}", "kl. {last}", "at {last}"),
    "between": Phrase("kl. {first}–{last}", "kl. {first}–{last}", "between {first} and {last}"),
    "on-day": Phrase("{day} {when}", "{day} {when}", "on {day} {when}"),
    "clock": Phrase("{time:%H.%M}", "{time:%H.%M}", "{time:%H:%M}"),
    # status
    "point.done": Phrase("ferdig behandlet", "ferdig behandla", "dealt with"),
    "need.done": Phrase("dekket", "dekt", "met"),
    "decision.done": Phrase("gjennomført", "gjennomført", "carried out"),
    "question.done": Phrase("besvart", "svara på", "answered"),
    "learning.done": Phrase("fulgt opp", "følgt opp", "followed up"),
    "action.open": Phrase("Åpent", "Ope", "Open"),
    "action.done": Phrase("Utført", "Utført", "Done"),
    # the action table
    "column.reference": Phrase("Nr", "Nr", "No."),
    "column.action": Phrase("Tiltak", "Tiltak", "Action"),
    "column.responsible": Phrase("Ansvarlig", "Ansvarleg", "Responsible"),
    "column.due": Phrase("Frist", "Frist", "Due"),
    "column.status": Phrase("Status", "Status", "Status"),
    "unset": Phrase("ikke satt", "ikkje sett", "not set"),
    "table": Phrase(
        "Tiltakene fra samlingen, sortert etter frist: nummer, tiltak, ansvarlig, frist og status.",
        "Tiltaka frå samlinga, sorterte etter frist: nummer, tiltak, ansvarleg, frist og status.",
        "The actions from the gathering, sorted by due date: number, action, responsible, due date and status.",
    ),
    # the end
    "key": Phrase(
        "Referansen viser samling, gruppe og løpenummer. {reference} er nummer {item} fra gruppe {group} "
        "på samling {number}.",
        "Referansen viser samling, gruppe og løpenummer. {reference} er nummer {item} frå gruppe {group} "
        "på samling {number}.",
        "The reference gives gathering, group and running number. {reference} is number {item} from group "
        "{group} at gathering {number}.",
    ),
    "key.plenary": Phrase(
        "Referansen viser samling, gruppe (P er plenum) og løpenummer. {reference} er nummer {item} fra plenum "
        "på samling {number}.",
        "Referansen viser samling, gruppe (P er plenum) og løpenummer. {reference} er nummer {item} frå plenum "
        "på samling {number}.",
        "The reference gives gathering, group (P is the plenary) and running number. {reference} is number "
        "{item} from the plenary at gathering {number}.",
    ),
    "nothing": Phrase(
        "Det ble ikke skrevet ned noe på denne samlingen.",
        "Det vart ikkje skrive ned noko på denne samlinga.",
        "Nothing was written down at this gathering.",
    ),
    # the preview
    "preview.draft": Phrase("Utkast", "Utkast", "Draft"),
    "preview.withheld": Phrase(
        "Uten tekst, unntatt offentlighet: {count}",
        "Utan tekst, unnateke offentlegheit: {count}",
        "Without text, exempt from public access: {count}",
    ),
    "preview.unowned": Phrase("{count} uten ansvarlig", "{count} utan ansvarleg", "{count} without responsible"),
    "preview.undated": Phrase("{count} uten frist", "{count} utan frist", "{count} without due date"),
    "and": Phrase("og", "og", "and"),
}

COUNTS: Mapping[str, tuple[Phrase, Phrase]] = {
    "point": (Phrase("innspill", "innspel", "point"), Phrase("innspill", "innspel", "points")),
    "need": (Phrase("behov", "behov", "need"), Phrase("behov", "behov", "needs")),
    "decision": (Phrase("vedtak", "vedtak", "decision"), Phrase("vedtak", "vedtak", "decisions")),
    "action": (Phrase("tiltak", "tiltak", "action"), Phrase("tiltak", "tiltak", "actions")),
    "question": (Phrase("spørsmål", "spørsmål", "question"), Phrase("spørsmål", "spørsmål", "questions")),
    "learning": (
        Phrase("læringspunkt", "læringspunkt", "lesson learned"),
        Phrase("læringspunkter", "læringspunkt", "lessons learned"),
    ),
}
"""What is counted: the word for one, and for any other number."""

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
    weekday = WEEKDAYS[language].split()[date.weekday()]
    month = MONTHS[language].split()[date.month - 1]
    return f"{weekday} {date.day}{'' if language == 'en' else '.'} {month} {date.year}"


def short_date(language: str, date: dt.date) -> str:
    """A date for a narrow column: `12.03.2025`, `12 Mar 2025`."""
    if language == "en":
        return f"{date.day} {MONTHS['en'].split()[date.month - 1][:3]} {date.year}"
    return f"{date.day:02d}.{date.month:02d}.{date.year}"
