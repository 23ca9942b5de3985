"""The words of the formats that are made for other programs: the columns of a sheet, what stands in a calendar."""

from __future__ import annotations

from collections.abc import Mapping

from exports.sentences import Phrase

SENTENCES: Mapping[str, Phrase] = {
    "sheet.gathering": Phrase("Samling", "Samling", "Gathering"),
    "sheet.group": Phrase("Gruppe", "Gruppe", "Group"),
    "sheet.kind": Phrase("Type", "Type", "Kind"),
    "sheet.theme": Phrase("Tema", "Tema", "Theme"),
    "sheet.text": Phrase("Tekst", "Tekst", "Text"),
    "sheet.said-by": Phrase("Sagt av", "Sagt av", "Said by"),
    "sheet.details": Phrase("Utfyllende", "Utfyllande", "Details"),
}
