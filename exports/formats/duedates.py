"""The due dates of a document's actions as iCalendar (RFC 5545).

Each action is there twice: as a task (VTODO) for the programs that have tasks, and as an event of the whole day that
takes no time (VEVENT), since Outlook passes over tasks when it opens a calendar file. A program that shows both has
one in its list of tasks and the other in its calendar. An action has the same names in every file, so that a program
that heeds them brings it up to date when a newer file is opened.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from exports.document import Document, Entry
from exports.formats.told import due_actions, folded, plain
from exports.people import line_of, name_of
from exports.phrases import TAGS, listing, say
from storage.contents import Contents
from storage.model import Item, Status

_SPECIAL = re.compile(r"[\\;,]")
_ESCAPE = re.compile(r"\\(.)")
_FOLD = re.compile(r"\r\n[ \t]")
_SAID = re.compile(r"(?:SUMMARY|DESCRIPTION|CATEGORIES|NAME)(?:;[^:]*)?:(.*)")
FULL = 75
"""The octets that a line may have, without its end."""


def encode(document: Document, contents: Contents) -> bytes:
    """A task and an event for each action that has a due date; where none has, a calendar of nothing."""
    title = _escaped(folded(document.title))
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Samling//Samling//NB",
        "CALSCALE:GREGORIAN",
        f"NAME:{title}",
        f"X-WR-CALNAME:{title}",
    ]
    for entry, item in due_actions(document, contents):
        lines += _component("VTODO", document, contents, entry, item)
        lines += _component("VEVENT", document, contents, entry, item)
    lines.append("END:VCALENDAR")
    return b"".join(map(_folded, lines))


def words(data: bytes) -> str:
    """What a reader of such a calendar sees: titles, descriptions and categories, blanks and breaks single blanks."""
    lines = _FOLD.sub("", data.decode()).split("\r\n")
    found = (_unescaped(match[1]) for line in lines if (match := _SAID.fullmatch(line)))
    return " ".join(" ".join(found).split())


def _component(kind: str, document: Document, contents: Contents, entry: Entry, item: Item) -> Iterator[str]:
    tag, done, due = TAGS[document.language], item.status is Status.DONE, item.due or dt.date.max
    task = kind == "VTODO"
    yield f"BEGIN:{kind}"
    yield f"UID:{_escaped(folded(item.id))}-{'task' if task else 'day'}@samling"
    for name in ("DTSTAMP", "CREATED", "LAST-MODIFIED"):
        yield f"{name}:{_moment(item.created)}"
    yield f"SEQUENCE:{1 if done else 0}"
    summary = f"{folded(entry.reference)} {folded(entry.text)}".strip()
    if task:
        yield f"DUE;VALUE=DATE:{_day(due)}"
        yield "STATUS:COMPLETED" if done else "STATUS:NEEDS-ACTION"
        if done:
            yield "PERCENT-COMPLETE:100"
    else:
        yield f"DTSTART;VALUE=DATE:{_day(due)}"
        if due < dt.date.max:
            yield f"DTEND;VALUE=DATE:{_day(due + dt.timedelta(days=1))}"
        yield "TRANSP:TRANSPARENT"
        summary += f" ({say(document.language, 'action.done')})" if done else ""
    if item.confidential:
        yield "CLASS:CONFIDENTIAL"
    yield f"SUMMARY;LANGUAGE={tag}:{_escaped(summary)}"
    yield f"DESCRIPTION;LANGUAGE={tag}:{_escaped(_description(document, contents, entry, item))}"
    theme = contents.themes.get(item.theme)
    if theme and (title := folded(line_of(theme.title) or theme.handle)):
        yield f"CATEGORIES:{_escaped(title)}"
    yield f"END:{kind}"


def _description(document: Document, contents: Contents, entry: Entry, item: Item) -> str:
    """All of the text, what was noted of it, who answers for it and which document tells of it, line by line."""
    names = listing(document.language, [name_of(contents, party, document.language) for party in item.responsible])
    lines = [f"{entry.reference}: {entry.text}"]
    lines += [f"{note.label}: {note.text}" if note.label else note.text for note in entry.notes]
    lines.append(f"{say(document.language, 'column.responsible')}: {names or say(document.language, 'unset')}")
    return "\n".join(plain("\n".join([*lines, document.title])))


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text).replace("\n", r"\n")


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda escape: "\n" if escape[1] in "nN" else escape[1], text)


def _day(day: dt.date) -> str:
    return day.isoformat().replace("-", "")


def _moment(moment: dt.datetime) -> str:
    """A moment in UTC; at the very ends of the calendar, where that is in no year, as it is."""
    try:
        there = moment.astimezone(dt.UTC)
    except OverflowError:
        there = moment
    return f"{_day(there.date())}T{there.hour:02d}{there.minute:02d}{there.second:02d}Z"


def _folded(line: str) -> bytes:
    """A line in octets with its end, in pieces of 75 at most; no character is cut in two."""
    octets, pieces = line.encode(), []
    room = FULL
    while len(octets) > room:
        end = room
        while octets[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(octets[:end])
        octets, room = octets[end:], FULL - 1
    return b"\r\n ".join([*pieces, octets]) + b"\r\n"
