"""The body of the minutes in Word, from the title to the last sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from exports import look
from exports.minutes import ActionRow, Actions, Chapter, Entry, Minutes, entries_of
from exports.people import Row
from exports.phrases import TAGS, say
from exports.wordml import TAB, anchored, link, long_field, paragraph, row, run, table


@dataclass(frozen=True, slots=True)
class Paper:
    """What the body has to know of the file that it goes into."""

    ids: Mapping[str, str]
    """From a style's own id to the one that it has in the file."""
    width: int
    """Of the text, in twentieths of a point."""
    spoken: str
    """The language of the content, where it is not that of the labels; else nothing."""


def body_of(minutes: Minutes, ids: Mapping[str, str], width: int) -> str:
    """The body's paragraphs and table as escaped XML; the styles are those of exports.look, under the ids given."""
    spoken = TAGS[minutes.spoken] if minutes.spoken != minutes.language else ""
    paper = Paper(ids, width, spoken)
    return "".join(
        [
            paragraph(ids[look.HEADING_1.id], run(minutes.title)),
            *(_labelled(paper, look.HEAD, one) for one in minutes.head),
            *(_contents(paper, minutes) if _is_long(minutes) else ()),
            *_attendance(paper, minutes),
            *(part for number, chapter in enumerate(minutes.chapters, 1) for part in _chapter(paper, chapter, number)),
            *(_actions(paper, minutes.actions, len(minutes.chapters) + 1) if minutes.actions else ()),
            paragraph(ids[look.CLOSING.id], run(minutes.closing)),
        ]
    )


def _labelled(paper: Paper, style: look.Style, one: Row) -> str:
    label = run(f"{one.label}:", style=paper.ids[look.LABEL.id])
    gap = TAB if style is look.HEAD else run(" ")
    return paragraph(paper.ids[style.id], *((label, gap) if one.label else ()), run("\n".join(one.lines)))


def _is_long(minutes: Minutes) -> bool:
    """Whether the minutes are longer than one finds one's way in without a list of contents."""
    headings = sum(1 + len(chapter.sections) for chapter in minutes.chapters)
    entries = entries_of(minutes)
    words = sum(len(entry.text.split()) + sum(len(note.text.split()) for note in entry.notes) for entry in entries)
    return headings > 10 or words > 1200


def _contents(paper: Paper, minutes: Minutes) -> Iterator[str]:
    """A field that lists the themes as links, without page numbers: those are known when the pages are laid out."""
    yield paragraph(paper.ids[look.CONTENTS_HEADING.id], run(say(minutes.language, "contents")))
    headings = [(0, minutes.attendance_heading)] if minutes.attendance else []
    headings += enumerate((chapter.heading for chapter in minutes.chapters), 1)
    headings += [(len(minutes.chapters) + 1, minutes.actions.heading)] if minutes.actions else []
    entries = [(paper.ids[look.CONTENTS.id], link(_anchor(number), run(heading))) for number, heading in headings]
    yield from long_field(r'TOC \o "2-2" \n \h \z', entries)


def _anchor(number: int) -> str:
    """What links lead to: 0 is the attendance, then come the themes, then the actions."""
    return f"_Toc{number:09d}"


def _attendance(paper: Paper, minutes: Minutes) -> Iterator[str]:
    if minutes.attendance:
        yield paragraph(paper.ids[look.HEADING_2.id], anchored(0, _anchor(0), run(minutes.attendance_heading)))
    for block in minutes.attendance:
        yield paragraph(paper.ids[look.HEADING_3.id], run(f"{block.heading} ({block.number})"))
        yield from (_labelled(paper, look.PARTY, one) for one in block.rows)


def _chapter(paper: Paper, chapter: Chapter, number: int) -> Iterator[str]:
    heading = run(chapter.heading, language=paper.spoken if chapter.titled else "")
    yield paragraph(paper.ids[look.HEADING_2.id], anchored(number, _anchor(number), heading))
    for section in chapter.sections:
        yield paragraph(paper.ids[look.HEADING_3.id], run(section.heading))
        for entry in section.entries:
            reference = run(entry.reference, style=paper.ids[look.REFERENCE.id])
            yield paragraph(paper.ids[look.ITEM.id], reference, TAB, *_said(paper, entry))
            yield from _notes(paper, look.NOTE, entry)
    if chapter.pointer:
        yield paragraph(paper.ids[look.POINTER.id], run(chapter.pointer))
    if chapter.confirmation:
        yield paragraph(paper.ids[look.POINTER.id], run(chapter.confirmation))


def _said(paper: Paper, entry: Entry) -> Iterator[str]:
    yield run(entry.text, language="" if entry.withheld else paper.spoken)
    if entry.remarks:
        yield run(f" –\N{NO-BREAK SPACE}{'; '.join(entry.remarks)}", style=paper.ids[look.REMARK.id])


def _notes(paper: Paper, style: look.Style, entry: Entry) -> Iterator[str]:
    for note in entry.notes:
        label = (run(f"{note.label}: ", style=paper.ids[look.LABEL.id]),) if note.label else ()
        yield paragraph(paper.ids[style.id], *label, run(note.text, language=paper.spoken))


def _actions(paper: Paper, actions: Actions, number: int) -> Iterator[str]:
    yield paragraph(paper.ids[look.HEADING_2.id], anchored(number, _anchor(number), run(actions.heading)))
    widths = _widths(paper.width, [each.entry.reference for each in actions.rows])
    head = row(widths, (paragraph(paper.ids[look.COLUMN.id], run(label)) for label in actions.columns), header=True)
    rows = (row(widths, _cells(paper, each)) for each in actions.rows)
    yield table(paper.ids[look.TABLE.id], widths, actions.heading, actions.description, (head, *rows))


def _cells(paper: Paper, action: ActionRow) -> Iterator[str]:
    cell = paper.ids[look.CELL.id]
    yield paragraph(cell, run(action.entry.reference, style=paper.ids[look.REFERENCE.id]))
    yield paragraph(cell, *_said(paper, action.entry)) + "".join(_notes(paper, look.CELL, action.entry))
    yield from (paragraph(cell, run(text)) for text in (action.responsible, action.due, action.status))


def _widths(whole: int, references: Sequence[str]) -> tuple[int, ...]:
    """The columns' widths: references in one line, dates in one line, the action what is left."""
    reference = max(1000, 250 + 120 * max(map(len, references)))
    responsible, due, status = round(whole * 0.2), 1300, 1050
    return reference, whole - reference - responsible - due - status, responsible, due, status
