"""What people are called who are not named."""

from __future__ import annotations

from collections.abc import Mapping

from exports.sentences import Phrase

SENTENCES: Mapping[str, Phrase] = {
    "participant": Phrase("Deltaker {number}", "Deltakar {number}", "Participant {number}"),
    "pseudonyms": Phrase(
        "Personer er ikke navngitt i dette dokumentet. Den samme personen har det samme nummeret i alle dokumenter fra "
        "nettverket.",
        "Personar er ikkje namngitte i dette dokumentet. Den same personen har det same nummeret i alle dokument frå "
        "nettverket.",
        "Persons are not named in this document. The same person has the same number in all documents of the network.",
    ),
}
