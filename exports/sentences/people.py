"""The words for who was there for a part of the day, and who kept out of a theme."""

from __future__ import annotations

from collections.abc import Mapping

from exports.sentences import Phrase

SENTENCES: Mapping[str, Phrase] = {
    "there.from": Phrase("til stede fra kl. {arrived}", "til stades frå kl. {arrived}", "present from {arrived}"),
    "there.until": Phrase("gikk kl. {left}", "gjekk kl. {left}", "left at {left}"),
    "there.between": Phrase(
        "til stede kl. {arrived}–{left}", "til stades kl. {arrived}–{left}", "present {arrived}–{left}"
    ),
    "recused.from": Phrase("inhabil under {themes}", "ugild under {themes}", "recused from {themes}"),
    "quoted": Phrase("«{text}»", "«{text}»", "“{text}”"),
    "recused.told": Phrase(
        "{names} deltok ikke i behandlingen av temaet på grunn av inhabilitet.",
        "{names} deltok ikkje i behandlinga av temaet på grunn av ugildskap.",
        "{names} took no part in the discussion of this theme because of a conflict of interest.",
    ),
    "recused.told-at": Phrase(
        "{names} deltok ikke i behandlingen av temaet på samling {number} på grunn av inhabilitet.",
        "{names} deltok ikkje i behandlinga av temaet på samling {number} på grunn av ugildskap.",
        "{names} took no part in the discussion of this theme at gathering {number} because of a conflict of interest.",
    ),
}
