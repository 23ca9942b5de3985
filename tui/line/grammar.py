"""A typed line and what it means, in both directions; pure text, knows no screen.

A line goes to a theme, repairs, or captures. A capture begins, after the bullet of a list if there is one, in either
order, with its kind and with who said it; marks for the responsible, the theme and the due date may stand at any word
after that. What is said of a need besides its text comes last, each with an ellipsis and a label before it. What is
not a mark is text. A backslash before a mark makes it text and vanishes; of several one vanishes; any other backslash
is text.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from itertools import pairwise

from storage.model import Kind
from tui.line.lines import Blank, Capture, Continuation, GoTo, Line, Repair, Slot, Span
from tui.line.marks import SIGNS, each_words, slot_labels
from tui.line.names import Known
from tui.line.reading import Reading


def read(line: str, known: Known) -> Line:
    r"""What a line means; any text means something. Line breaks count as blanks.

    A mark leaves the text together with the blank before it. `@word` is responsible, a known handle or first name or
    else the word itself, and of an action `@alle` that each of them does it; `#word` files under a known theme; `>`
    and the words of a due date count where a date follows, the words outside an action only at the end. The first
    date and the first theme hold, later ones are text.
    """
    return Reading(line, known).line


def spans(line: str, known: Known) -> tuple[Span, ...]:
    """The parts of the line that are not text, in order; the ids are those of MARKS."""
    return tuple(sorted(Reading(line, known).spans))


def write(line: Line, known: Known) -> str:
    """The line to type for it: `read(write(line, known), known) == line` for all that read gives."""
    match line:
        case Blank():
            return ""
        case GoTo(title):
            return f"# {title}"
        case Repair(old, new):
            return f"s/{_slash(old)}/{_slash(new)}/"
        case Continuation(text, responsible, due, each, slots):
            tail = _tail([*responsible, *_everybody(known, each)], "", due)
            if not (text or tail or slots):
                return f"... {slot_labels(known.language)['who']}:"  # an ellipsis alone would be text
            return _quote("... ", text, tail, slots, known)
        case Capture(kind, text, said_by, responsible, due, theme, each, slots):
            responsible = (*responsible, *_everybody(known, each))
            sign = next((f"{sign} " for sign, meant in SIGNS.items() if meant == kind), "")
            speaker = f"{speaker_of(said_by, known)}: " if said_by else ""
            if not (sign or speaker or text or responsible or due):
                sign = "point: "  # a theme alone on the line would go there
            return _quote(sign + speaker, text, _tail(responsible, theme, due), slots, known)


def _everybody(known: Known, each: bool) -> tuple[str, ...]:  # noqa: FBT001 it is what the line says
    """The word after `@` for each of them; nothing where that is not meant, or where people have all such words."""
    return tuple([word for word in each_words(known.language) if not known.party(word)][:1]) if each else ()


def _tail(responsible: Sequence[str], theme: str, due: dt.date | None) -> str:
    marks = [*(f"@{who}" for who in responsible), f"#{theme}" if theme else "", f">{due}" if due else ""]
    return " ".join(filter(None, marks))


def speaker_of(handle: str, known: Known) -> str:
    """The name to type for a party: the full one where it is understood, else the handle."""
    title = next((" ".join(party.title.split()) for party in known.parties if party.handle == handle), "")
    return title if title and read(f"{title}: -", known) == Capture(Kind.POINT, "-", handle) else handle


def _quote(head: str, text: str, tail: str, slots: Sequence[Slot], known: Known) -> str:
    """The whole line, with a backslash before everything in the texts that would be read as a mark."""
    whole = f"{head}{text} {tail}" if text and tail else f"{head}{text}{tail}"
    plain = [range(len(head), len(head) + len(text))]
    labels = slot_labels(known.language)
    for slot in slots:
        ellipsis = "" if whole == "... " else "... " if whole.endswith(" ") else " ... "
        whole += f"{ellipsis}{labels[slot.name]}: "
        plain.append(range(len(whole), len(whole) + len(slot.text)))
        whole += slot.text
    places = [0, *sorted(Reading(whole, known, plain).quotes), len(whole)]
    return "\\".join(whole[start:end] for start, end in pairwise(places))


def _slash(part: str) -> str:
    r"""Part of a repair as it is typed: `\/` for a slash, backslashes doubled before one and at the end."""
    return re.sub(r"(?<!\\)(\\*+)(/|\Z)", lambda run: run[1] * 2 + (run[2] and r"\/"), part)
