"""A document as a web page: one file that fetches nothing and runs nothing, for the screen, the ear and the printer."""

from __future__ import annotations

import html
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from exports.document import (
    Cell,
    Chart,
    Column,
    Document,
    Entries,
    Entry,
    Facts,
    Heading,
    Manner,
    Note,
    Part,
    Parties,
    Row,
    Statement,
    Table,
    is_long,
)
from exports.formats.told import folded, is_titled, numbers_in, plain, under_headings
from exports.ooxml import look
from exports.ooxml.chart import FILLS
from exports.phrases import TAGS, say
from storage.contents import Contents

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""What the page may do, should anything in it ever try: nothing but to be styled."""


def encode(document: Document, contents: Contents) -> bytes:  # noqa: ARG001 every format is given both
    """The document as a web page in UTF-8."""
    title = _line(document.title)
    page = (
        f'<!DOCTYPE html>\n<html lang="{TAGS[document.language]}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="author" content="{_line(document.author)}">\n'
        f"<title>{title}</title>\n<style>\n{_styles(document.language)}</style>\n</head>\n<body>\n"
        f"<header>{_line(document.running)}</header>\n<main>\n<h1>{title}</h1>\n"
    )
    return (page + "\n".join(_body(document)) + "\n</main>\n</body>\n</html>\n").encode()


def words(data: bytes) -> str:
    """What a reader sees of such a page, its blanks and line breaks single blanks."""
    reader = _Reader()
    reader.feed(data.decode())
    reader.close()
    return " ".join("".join(reader.seen).split())


def _styles(language: str) -> str:
    """The style sheet: the colours, the number of the page on paper, the rest."""
    before, between, after = say(language, "page", page="|", pages="|").split("|")
    colours = f"--ink: #{look.INK}; --quiet: #{look.QUIET}; --rule: #{look.RULE}; --shade: #{look.SHADE}"
    fills = "\n".join(
        f".s{number} {{ background: #{bar}; color: #{figures} }}" for number, (bar, figures) in enumerate(FILLS)
    )
    numbered = f'"{before}" counter(page) "{between}" counter(pages) "{after}"'
    foot = f"@bottom-right {{ content: {numbered}; font: 9pt Arial, sans-serif; color: #{look.QUIET} }}"
    sheet = Path(__file__).with_name("page.css").read_text(encoding="utf-8")
    return f":root {{ --paper: #fff; --text: #262626; {colours} }}\n{fills}\n@page {{ {foot} }}\n{sheet}"


class _Reader(HTMLParser):
    """Collects the text of a page; every tag is a blank."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self._styling = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 its signature
        self._styling = tag == "style"
        self.seen.append(" ")

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 its signature
        self._styling = False
        self.seen.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._styling:
            self.seen.append(data)


def _body(document: Document) -> Iterator[str]:
    chapters = [part for part in document.parts if isinstance(part, Heading) and part.level == 2]
    listed, chapter = not is_long(document), 0
    for number, (part, heading) in enumerate(under_headings(document)):
        if isinstance(part, Heading):
            if part.level == 2:
                if not listed:
                    yield _contents(document, chapters)
                    listed = True
                chapter += 1
            anchor = f' id="k{chapter}"' if part.level == 2 else ""
            yield f"<h{part.level}{anchor}{_lang(document, part.language)}>{_line(part.text)}</h{part.level}>"
        else:
            yield from _part(document, part, heading, f"t{number}")


def _contents(document: Document, chapters: list[Heading]) -> str:
    links = (
        f'<li><a href="#k{number}"{_lang(document, one.language)}>{_line(one.text)}</a></li>'
        for number, one in enumerate(chapters, 1)
    )
    heading = _line(say(document.language, "contents"))
    return f'<nav aria-labelledby="k0">\n<h2 id="k0">{heading}</h2>\n<ul role="list">{"".join(links)}</ul>\n</nav>'


def _part(document: Document, part: Part, heading: str, name: str) -> Iterator[str]:
    """A part that is no heading; `heading` is the one that it stands under, `name` what it may be called."""
    match part:
        case Entries():
            yield '<ul role="list" class="items">'
            yield from (_entry(document, entry) for entry in part.entries)
            yield "</ul>"
        case Statement():
            manner = "" if part.manner is Manner.SAID else f' class="{part.manner}"'
            yield f"<p{manner}{_lang(document, part.language)}>{_lines(part.text)}</p>"
        case Facts():
            yield f'<dl class="facts">{"".join(map(_fact, part.rows))}</dl>'
        case Parties():
            rows = (f"<li>{_label(row.label)}{_lines(chr(10).join(row.lines))}</li>" for row in part.rows)
            yield f'<ul role="list" class="parties">{"".join(rows)}</ul>'
        case Table():
            yield from _table(document, part, heading, name)
        case Chart():
            yield from _chart(part, heading)


def _fact(row: Row) -> str:
    return f"<div><dt>{_line(row.label)}</dt><dd>{_lines(chr(10).join(row.lines))}</dd></div>"


def _entry(document: Document, entry: Entry) -> str:
    return f'<li><span class="ref">{_line(entry.reference)}</span> <div>{_said(document, entry)}</div></li>'


def _said(document: Document, entry: Entry) -> str:
    text, language = _lines(entry.text), _lang(document, entry.language)
    remarks = f' <span class="remark">– {_line("; ".join(entry.remarks))}</span>' if entry.remarks else ""
    notes = "".join(f"<li>{_note(document, note, entry)}</li>" for note in entry.notes)
    listed = f'<ul role="list" class="notes">{notes}</ul>' if notes else ""
    return f"{f'<span{language}>{text}</span>' if language else text}{remarks}{listed}"


def _note(document: Document, note: Note, entry: Entry) -> str:
    text = _lines(note.text)
    language = "" if note.own else _lang(document, note.language or entry.language)
    return _label(note.label) + (f"<span{language}>{text}</span>" if language else text)


def _label(label: str) -> str:
    return f"<strong>{_line(label)}:</strong> " if label else ""


def _table(document: Document, part: Table, heading: str, name: str) -> Iterator[str]:
    title = f"<strong>{_line(part.title)}</strong> " if not is_titled(part.title, heading) else ""
    yield f'<div class="scroll" role="region" aria-labelledby="{name}" tabindex="0">'
    yield f'<table>\n<caption id="{name}">{title}{_line(part.description)}</caption>'
    numbers = numbers_in(part)
    labels = (
        f'<th scope="col"{_form(column, number=number)}{_room(column)}>{_line(column.label)}</th>'
        for column, number in zip(part.columns, numbers, strict=True)
    )
    yield f"<thead><tr>{' '.join(labels)}</tr></thead>\n<tbody>"
    head = next((at for at, column in enumerate(part.columns) if column.reference), 0)
    for row in part.rows:
        cells = (
            _cell(document, cell, _form(column, number=number), head=at == head)
            for at, (cell, column, number) in enumerate(zip(row, part.columns, numbers, strict=True))
        )
        yield f"<tr>{' '.join(cells)}</tr>"
    yield "</tbody>\n</table>\n</div>"


def _room(column: Column) -> str:
    return f' style="width:{column.room + 3}ch"' if column.room else ""


def _form(column: Column, *, number: bool) -> str:
    """The attribute that tells what a cell of that column looks like."""
    form = "ref" if column.reference else "number" if number else "whole" if 0 < column.room <= 10 else ""
    return f' class="{form}"' if form else ""


def _cell(document: Document, cell: Cell, form: str, *, head: bool) -> str:
    """A cell; the one with the reference, or else the first, is what its row is called."""
    if not isinstance(cell, str):
        return f"<td>{_said(document, cell)}</td>"
    return f'<th scope="row"{form}>{_lines(cell)}</th>' if head else f"<td{form}>{_lines(cell)}</td>"


def _chart(chart: Chart, heading: str) -> Iterator[str]:
    """Bars; those who cannot see them are told what they show, and have the table after them."""
    most = max((sum(values) for values in zip(*(one.values for one in chart.series), strict=True)), default=0) or 1
    caption = "" if is_titled(chart.title, heading) else f"<figcaption>{_line(chart.title)}</figcaption>"
    yield f'<figure>{caption}\n<div role="img" aria-label="{_line(chart.description)}">'
    for at, category in enumerate(chart.categories):
        bars = "".join(
            f'<span class="s{number % len(FILLS)}" style="width:{100 * one.values[at] / most:.2f}%">'
            f"{one.values[at]}</span> "
            for number, one in enumerate(chart.series)
            if one.values[at]
        )
        yield f'<div class="bar"><span>{_line(category)}</span> <div>{bars}</div></div>'
    key = (
        f'<span><i class="s{number % len(FILLS)}"></i>{_line(one.name)}</span> '
        for number, one in enumerate(chart.series)
    )
    yield f'<div class="key">{"".join(key)}</div>\n</div></figure>'


def _lang(document: Document, language: str) -> str:
    """The attribute of text in another language than the document's."""
    return f' lang="{TAGS[language]}"' if language and language != document.language else ""


def _line(text: str) -> str:
    return html.escape(folded(text))


def _lines(text: str) -> str:
    return "<br>".join(html.escape(line, quote=False) for line in plain(text))
