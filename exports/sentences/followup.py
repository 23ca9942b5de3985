"""The words of what came along from earlier gatherings."""

from __future__ import annotations

from collections.abc import Mapping

from exports.sentences import Phrase

SENTENCES: Mapping[str, Phrase] = {
    "follow-up.questions": Phrase(
        "Spørsmål fra tidligere samlinger", "Spørsmål frå tidlegare samlingar", "Questions from earlier gatherings"
    ),
}
