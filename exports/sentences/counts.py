"""Things that are counted."""

from __future__ import annotations

from collections.abc import Mapping

from exports.sentences import Phrase

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
    "participant": (
        Phrase("deltaker", "deltakar", "participant"),
        Phrase("deltakere", "deltakarar", "participants"),
    ),
    "gathering": (Phrase("samling", "samling", "gathering"), Phrase("samlinger", "samlingar", "gatherings")),
    "person": (Phrase("person", "person", "person"), Phrase("personer", "personar", "people")),
    "organisation": (
        Phrase("organisasjon", "organisasjon", "organisation"),
        Phrase("organisasjoner", "organisasjonar", "organisations"),
    ),
}
"""What is counted: the word for one, and for any other number."""
