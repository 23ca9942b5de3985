"""The words of a report: what has come of a network, its figures, the journeys of its needs."""

from __future__ import annotations

from collections.abc import Mapping

from exports.sentences import Phrase

SENTENCES: Mapping[str, Phrase] = {
    "report": Phrase("Rapport", "Rapport", "Report"),
    "report.final": Phrase("Sluttrapport", "Sluttrapport", "Final report"),
    # the head
    "report.state.draft": Phrase(
        "Utkast. Innholdet kan bli endret, siden det fortsatt skrives i {held}.",
        "Utkast. Innhaldet kan bli endra, sidan det framleis blir skrive i {held}.",
        "Draft. The content may change: the record of {held} is still being written.",
    ),
    "report.state.final": Phrase("Endelig", "Endeleg", "Final"),
    "report.period": Phrase("Periode", "Periode", "Period"),
    "report.days": Phrase("{first}–{last}", "{first}–{last}", "{first} – {last}"),
    "report.as-of": Phrase("Tiltakene per", "Tiltaka per", "Actions as of"),
    # in short
    "brief": Phrase("Kort fortalt", "Kort fortalt", "In short"),
    "brief.gatherings": Phrase(
        "Det er holdt {gatherings} fra {first} til {last}.",
        "Det er halde {gatherings} frå {first} til {last}.",
        "{gatherings} were held between {first} and {last}.",
    ),
    "brief.gathering": Phrase(
        "Samlingen ble holdt {date}.", "Samlinga vart halden {date}.", "The gathering was held on {date}."
    ),
    "brief.people": Phrase("{people} har deltatt.", "{people} har delteke.", "{people} took part."),
    "brief.people-from": Phrase(
        "{people} fra {organisations} har deltatt.",
        "{people} frå {organisations} har delteke.",
        "{people} from {organisations} took part.",
    ),
    "brief.need": Phrase(
        "Det er skrevet ned {count}.", "Det er skrive ned {count}.", "The network has written down {count}."
    ),
    "brief.grown": Phrase(
        "{number} av dem gikk over i nyere behov, og står under dem.",
        "{number} av dei gjekk over i nyare behov, og står under dei.",
        "{number} of them grew into later ones, under which they are found.",
    ),
    "brief.met": Phrase("Dekket per i dag: {number}.", "Dekte per i dag: {number}.", "Met so far: {number}."),
    "brief.later": Phrase(
        "På sikt, kan ikke dekkes nå: {number}.",
        "På sikt, kan ikkje dekkjast no: {number}.",
        "For later, cannot be met now: {number}.",
    ),
    "brief.decision": Phrase("Det er gjort {count}.", "Det er gjort {count}.", "The network has made {count}."),
    "brief.action": Phrase(
        "Det er avtalt {count} ({states}).",
        "Det er avtalt {count} ({states}).",
        "The network has agreed on {count} ({states}).",
    ),
    "brief.holes": Phrase(
        "Av dem som ikke er utført, er {holes}.",
        "Av dei som ikkje er utførte, er {holes}.",
        "Those not done include {holes}.",
    ),
    "brief.unowned": Phrase("{number} uten ansvarlig", "{number} utan ansvarleg", "{number} with nobody responsible"),
    "brief.undated": Phrase("{number} uten frist", "{number} utan frist", "{number} with no due date"),
    "brief.question": Phrase(
        "{open} av {count} er fortsatt uten svar.",
        "{open} av {count} er framleis utan svar.",
        "Still without an answer: {open} of {count}.",
    ),
    "brief.learning": Phrase(
        "Nettverket har skrevet ned {count}.",
        "Nettverket har skrive ned {count}.",
        "The network has written down {count}.",
    ),
    "brief.elsewhere": Phrase(
        "Drøftingene og spørsmålene som er besvart, står i referatene fra samlingene.",
        "Drøftingane og spørsmåla som er svara på, står i referata frå samlingane.",
        "The discussions and the questions that have been answered are in the minutes of the gatherings.",
    ),
    # gatherings and figures
    "gatherings.table": Phrase(
        "Samlingene i rekkefølge: nummer, dato, tittel, sted og antall deltakere.",
        "Samlingane i rekkjefølgje: nummer, dato, tittel, stad og talet på deltakarar.",
        "The gatherings in order: number, date, title, place and how many took part.",
    ),
    "column.title": Phrase("Tittel", "Tittel", "Title"),
    "figures": Phrase("Tallene", "Tala", "Figures"),
    "figures.theme": Phrase("Tema", "Tema", "Theme"),
    "figures.gathering": Phrase("Samling", "Samling", "Gathering"),
    "figures.nobody": Phrase("Ingen ansvarlig", "Ingen ansvarleg", "Nobody"),
    "figures.rest": Phrase("Andre ({number})", "Andre ({number})", "Others ({number})"),
    "figures.overdue": Phrase("Over fristen", "Over fristen", "Overdue"),
    "figures.items": Phrase(
        "Hva som er skrevet ned, etter tema", "Kva som er skrive ned, etter tema", "What was written down, by theme"
    ),
    "figures.gatherings": Phrase(
        "Tiltakene etter samlingen de ble avtalt på",
        "Tiltaka etter samlinga dei vart avtalte på",
        "Actions by the gathering that agreed on them",
    ),
    "figures.organisations": Phrase(
        "Tiltakene etter ansvarlig organisasjon",
        "Tiltaka etter ansvarleg organisasjon",
        "Actions by responsible organisation",
    ),
    "figures.several": Phrase(
        "Et tiltak som flere organisasjoner svarer for, er regnet med hos hver av dem.",
        "Eit tiltak som fleire organisasjonar svarer for, er rekna med hos kvar av dei.",
        "An action that several organisations answer for is counted with each of them.",
    ),
    "figures.shown": Phrase(
        "Stolpediagram. I alt: {totals}. Høyeste stolper: {highest}. Tallene står i tabellen etter diagrammet.",
        "Stolpediagram. I alt: {totals}. Høgaste stolpar: {highest}. Tala står i tabellen etter diagrammet.",
        "Bar chart. In total: {totals}. Highest bars: {highest}. The figures are in the table after the chart.",
    ),
    "figures.of": Phrase("{name} ({number})", "{name} ({number})", "{name} ({number})"),
    "figures.value": Phrase("{name} {number}", "{name} {number}", "{name} {number}"),
    "figures.table": Phrase(
        "Tallene i diagrammet, med en rad for hver stolpe og en kolonne for hver farge.",
        "Tala i diagrammet, med ei rad for kvar stolpe og ein kolonne for kvar farge.",
        "The figures of the chart, with a row for each bar and a column for each colour.",
    ),
    # needs and their journeys
    "journeys": Phrase(
        "Under hvert behov står det som er kjent om det, og hvordan det ble formulert tidligere.",
        "Under kvart behov står det som er kjent om det, og korleis det vart formulert tidlegare.",
        "Under each need stands what is known of it, and how it was worded before.",
    ),
    "journey.from": Phrase("Kommer fra", "Kjem frå", "Comes from"),
    "journey.at": Phrase(
        "Samling {number}, {reference} ({about})",
        "Samling {number}, {reference} ({about})",
        "Gathering {number}, {reference} ({about})",
    ),
    "journey.after": Phrase(
        "Etter samling {number}, {reference} ({about})",
        "Etter samling {number}, {reference} ({about})",
        "After gathering {number}, {reference} ({about})",
    ),
    "journey.reason": Phrase("Derfor denne ordlyden", "Derfor denne ordlyden", "Why it was worded so"),
    "journey.now": Phrase(
        "ordlyden er fra {date} ({name})", "ordlyden er frå {date} ({name})", "worded so on {date} ({name})"
    ),
    # what is still to be done
    "questions.open": Phrase("Åpne spørsmål", "Opne spørsmål", "Open questions"),
    "actions.overdue": Phrase("Over fristen", "Over fristen", "Overdue"),
    "actions.open": Phrase("Ikke utført", "Ikkje utført", "Not done yet"),
    "actions.done": Phrase("Utført", "Utført", "Done"),
    "actions.table": Phrase(
        "Tiltak sortert etter frist: nummer, tiltak, ansvarlig, frist og status.",
        "Tiltak sorterte etter frist: nummer, tiltak, ansvarleg, frist og status.",
        "Actions sorted by due date: number, action, responsible, due date and status.",
    ),
}
