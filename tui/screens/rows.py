"""Items and captures in the words that a screen shows; every text that leaves here is safe to print."""

from __future__ import annotations

import datetime as dt
import re

from storage.homework import is_task
from storage.ids import is_id
from storage.model import PLENARY, Item, Kind, Status
from storage.store import Store
from tui.line.lines import Blank, Capture, Continuation, GoTo, Line, Repair
from tui.line.marks import MARKS, each_words
from tui.line.names import Known
from tui.phrases import HIDDEN, Phrases
from tui.planning.disputes import dispute_line
from tui.safe import safe
from tui.widgets.bars import Part
from tui.widgets.stream import Row

SIGNS = {mark.id: mark.sign or "·" for mark in MARKS}
"""By kind: what stands before an item, and is typed for it."""
_LIKE_A_MARK = re.compile(r"(?<!\S)[>#]\w[^\s@]*")
_LONGEST_MARK = 24


def party_name(store: Store, name: str) -> str:
    """Return how a person or organisation is called; a name that is not registered stands for itself."""
    party = store.party(name)
    return safe(party.name) if party else "?" if is_id(name) else safe(name)


def row_of(store: Store, item: Item, say: Phrases, today: dt.date) -> Row:
    """Return an item as the stream shows it."""
    hidden = say.hides(item)
    said = party_name(store, item.said_by) + ": " if item.said_by and not hidden else ""
    after = []
    if is_task(item):
        after.append("@" + each_words(say.language)[0])
    if item.responsible:
        names = HIDDEN if hidden else ", ".join(party_name(store, name) for name in item.responsible)
        after.append("@" + names)
    if item.due:
        late = item.due < today and item.status is Status.OPEN
        after.append(say("row.overdue" if late else "row.due", date=say.date(item.due)))
    if item.status is not Status.OPEN:
        after.append("(" + say(f"status.{item.status}") + ")")
    if item.confidential:
        after.append("(" + say("row.confidential") + ")")
    if item.confirmed:
        after.append(say("row.confirmed"))
    return Row(
        reference=store.reference(item),
        sign=SIGNS[item.kind],
        text=said + (HIDDEN if hidden else safe(item.text)),
        after=" ".join(after),
        dispute=dispute_line(store, say, [item]),
        style="done" if item.status is Status.DONE else item.kind.value,
    )


def reading_of(line: Line, known: Known, say: Phrases) -> list[Part]:
    """Return what a line was understood as, before Enter."""
    match line:
        case Blank():
            return [(hints(say), "quiet")]
        case GoTo(title):
            new = title not in {theme.title for theme in known.themes}
            return [(say("reading.new-theme" if new else "reading.theme", title=safe(title)), "strong")]
        case Repair(old, new_text):
            return [(say("reading.repair", old=safe(old), new=safe(new_text)), "strong")]
        case Continuation():
            going_on = say("reading.continue-need" if line.slots else "reading.continue")
            return [(going_on, "strong"), *_facts(line, known, say), *_left_over(line, say)]
        case Capture():
            parts: list[Part] = [(say(f"kind.{line.kind}"), "strong")]
            if line.said_by:
                parts.append((" · " + say("reading.said-by", name=_known_name(line.said_by, known)), ""))
            parts += _facts(line, known, say)
            if line.theme:
                title = next((theme.title for theme in known.themes if theme.handle == line.theme), line.theme)
                parts.append((" · " + say("reading.theme", title=safe(title)), ""))
            return parts + _left_over(line, say)


def hints(say: Phrases) -> str:
    """Return the marks for the kinds in one line, for an empty capture line."""
    kinds = [f"{mark.sign} {say(f'kind.{mark.id}')}" for mark in MARKS if mark.id in set(Kind) and mark.sign]
    return "  ".join([*kinds, f"# {say('theme')}", say("reading.help")])


def _facts(line: Capture | Continuation, known: Known, say: Phrases) -> list[Part]:
    parts: list[Part] = []
    if line.slots:
        parts.append((" · " + ", ".join(say(f"field.{slot.name}") for slot in line.slots), ""))
    if line.due:
        parts.append((" · " + say("row.due", date=say.date(line.due)), ""))
    if line.each:
        parts.append((" · " + say("reading.each" if line.responsible else "reading.each-organisation"), ""))
    if line.responsible:
        handles = {party.handle for party in known.parties}
        names = [
            _known_name(name, known) if name in handles else say("reading.stranger", name=safe(name))
            for name in line.responsible
        ]
        parts.append((" · " + say("reading.responsible", names=", ".join(names)), ""))
    return parts


def _left_over(line: Capture | Continuation, say: Phrases) -> list[Part]:
    """What looks like a mark and is none: a date that is no day, a theme that nobody knows."""
    found = _LIKE_A_MARK.search(line.text)
    return [(" · " + say("reading.left-over", mark=safe(found[0][:_LONGEST_MARK])), "quiet")] if found else []


def _known_name(handle: str, known: Known) -> str:
    return safe(next((party.title for party in known.parties if party.handle == handle), handle))


def group_name(letter: str, say: Phrases) -> str:
    """Return `Gruppe B`, or the word for the plenary."""
    return say("plenary.title") if letter == PLENARY else say("group.title", letter=safe(letter))
