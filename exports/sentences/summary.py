"""The words of a summary of one page."""

from __future__ import annotations

from collections.abc import Mapping

from exports.sentences import Phrase

SENTENCES: Mapping[str, Phrase] = {
    "summary": Phrase("Sammendrag", "Samandrag", "Summary"),
    "title.summary": Phrase("{what} av {held}", "{what} av {held}", "{what} of {held}"),
    "summary.written": Phrase(
        "Det ble skrevet ned {counts}.", "Det vart skrive ned {counts}.", "The record holds {counts}."
    ),
    "summary.state": Phrase("Av tiltakene er {told}.", "Av tiltaka er {told}.", "Of the actions, {told}."),
    "summary.done": Phrase("{number} utført", "{number} utførte", "{number} are done"),
    "summary.done.one": Phrase("{number} utført", "{number} utført", "{number} is done"),
    "summary.unowned": Phrase("{number} uten ansvarlig", "{number} utan ansvarleg", "{number} have nobody responsible"),
    "summary.unowned.one": Phrase(
        "{number} uten ansvarlig", "{number} utan ansvarleg", "{number} has nobody responsible"
    ),
    "summary.undated": Phrase("{number} uten frist", "{number} utan frist", "{number} have no due date"),
    "summary.undated.one": Phrase("{number} uten frist", "{number} utan frist", "{number} has no due date"),
    "summary.some": Phrase(
        "{heading} ({shown} av {number}, resten i referatet)",
        "{heading} ({shown} av {number}, resten i referatet)",
        "{heading} ({shown} of {number}, the rest in the minutes)",
    ),
    "summary.others": Phrase("{name} og {number} til", "{name} og {number} til", "{name} and {number} more"),
    "summary.question": Phrase("Åpne spørsmål", "Opne spørsmål", "Open questions"),
    "summary.action": Phrase("Åpne tiltak", "Opne tiltak", "Open actions"),
    "summary.table": Phrase(
        "Tiltak som ikke er utført, de med nærmest frist først: nummer, tiltak, ansvarlig og frist.",
        "Tiltak som ikkje er utførte, dei med nærast frist først: nummer, tiltak, ansvarleg og frist.",
        "Actions that are not done, those that are due first at the top: number, action, responsible and due date.",
    ),
    "summary.none": Phrase(
        "Det er ingen vedtak, behov, åpne tiltak eller åpne spørsmål å vise til. Alt annet står i referatet.",
        "Det er ingen vedtak, behov, opne tiltak eller opne spørsmål å vise til. Alt anna står i referatet.",
        "There are no decisions, needs, open actions or open questions to show. All else is in the minutes.",
    ),
    "summary.cut": Phrase(
        "Tekst som slutter med «…», er kortet ned. Hele teksten står i referatet.",
        "Tekst som sluttar med «…», er korta ned. Heile teksten står i referatet.",
        "Text that ends in “…” has been shortened. The full text is in the minutes.",
    ),
}
