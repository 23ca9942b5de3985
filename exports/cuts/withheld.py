"""Items that are exempt from public access, as minutes that anybody may read bring them."""

from __future__ import annotations

from dataclasses import dataclass

from exports.phrases import say
from storage.model import Item, Kind


@dataclass(frozen=True, kw_only=True, slots=True)
class Withheld(Item):
    """An item of which only that it is there is told, with its reference, kind, due date and status."""


def withheld(item: Item, language: str) -> Withheld:
    """Return what the public may read of an item. What is not named here is left out."""
    named = item.responsible and item.kind is Kind.ACTION  # the table has a column to fill
    return Withheld(
        id=item.id,
        kind=item.kind,
        text=say(language, "withheld"),
        theme=item.theme,
        gathering=item.gathering,
        group=item.group,
        number=item.number,
        responsible=(say(language, "withheld.responsible"),) if named else (),
        due=item.due,
        status=item.status,
        created=item.created,
        grew_from=item.grew_from,
        order=item.order,
        confirmed=item.confirmed,
        confidential=True,
    )
