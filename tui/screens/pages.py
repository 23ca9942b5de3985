"""Items in the words of the page that a room reads; every text that leaves here is safe to print."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from exports.phrases import date_in_words
from storage.homework import is_task
from storage.model import Item, Status
from storage.store import Store
from tui.phrases import HIDDEN, Phrases
from tui.planning.confirming import holes
from tui.planning.disputes import dispute_line
from tui.safe import safe
from tui.screens.lectern import Page
from tui.screens.rows import party_name


def page_of(store: Store, item: Item, say: Phrases) -> Page:
    """Return the page of an item: what it is, what it says, who answers for it and when, and what it misses."""
    marks = [say(f"kind.{item.kind}")]
    marks += [say("row.confidential")] if item.confidential else []
    marks += [say("status.done")] if item.status is Status.DONE else []
    facts = tuple(_facts(store, item, say))
    return Page(
        reference=store.reference(item),
        sign=" · ".join(marks),
        text=HIDDEN if say.hides(item) else safe(item.text),
        after=" · ".join(facts),
        facts=facts,
        holes=tuple(say(f"hole.{field}") for field in holes(item)),
        seal=_seal(item, say),
        dispute=dispute_line(store, say, [item]),
    )


def _facts(store: Store, item: Item, say: Phrases) -> Iterator[str]:
    hidden = say.hides(item)
    if is_task(item):
        yield say("reading.each" if item.responsible else "reading.each-organisation")
    if item.responsible:
        names = HIDDEN if hidden else ", ".join(party_name(store, name) for name in item.responsible)
        yield say("reading.responsible", names=names)
    if item.due:
        yield say("readback.due", date=date_in_words(say.language, item.due))
    for field in ("who", "effect"):
        if text := getattr(item, field).strip():
            yield say(f"readback.{field}", text=HIDDEN if hidden else safe(text))


def _seal(item: Item, say: Phrases) -> str:
    if item.confirmed is None:
        return ""
    moment = item.confirmed.astimezone()
    today = moment.date() == dt.datetime.now().astimezone().date()
    day = "" if today else f"{date_in_words(say.language, moment.date())} "
    return say("readback.sealed", when=day + say("readback.clock", time=moment))
