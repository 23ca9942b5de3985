"""What of a final gathering is not changed before it is opened again. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from storage.merge import Edit
from storage.model import GatheringState
from storage.records import Record

AFTERWARDS: Mapping[str, Collection[str]] = {
    "gatherings": {"state", "version", "approved"},
    "items": {"status", "closed"},
    "groups": (),
    "agenda": (),
    "attendance": (),
}
"""By table: the fields that may change after a gathering is final; documents of other tables may as a whole."""


def locked(edits: Iterable[Edit], tables: Mapping[str, Mapping[str, Record]]) -> int | None:
    """Return the number of a final gathering in whose minutes edits would change something; None where none is."""
    for edit in edits:
        if edit.table in AFTERWARDS and edit.set.keys() - AFTERWARDS[edit.table]:
            record = tables[edit.table].get(edit.id, {})
            name = edit.id if edit.table == "gatherings" else {**record, **edit.set}.get("gathering")
            gathering = tables["gatherings"].get(str(name), {})
            if gathering.get("state") == GatheringState.FINAL:
                return int(gathering.get("number", 0))
    return None
