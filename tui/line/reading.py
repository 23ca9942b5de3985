"""One reading of a typed line: what it means, which parts are marks, and where text would need a backslash."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from storage.ids import fold
from storage.model import Kind
from tui.line.dates import longest_date
from tui.line.lines import Blank, Capture, Continuation, GoTo, Line, Repair, Slot, Span
from tui.line.marks import BULLETS, DUE_WORDS, EACH_WORDS, GOTO_WORDS, KIND_WORDS, SIGNS, SLOT_WORDS
from tui.line.names import TYPABLE, Known

BLANKS = re.compile(r"\s*")
_BREAK = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SLASHES = re.compile(r"\\*")
_ELLIPSIS = re.compile(r"(?:\.\.\.|…)(?=\s)")
_SLOT = re.compile(r"(?<!\S)(\\*+)(?:\.\.\.|…)(?=\s)")
_LONGEST_LABEL = 24
_CLOSING = r"[.,;:!?…)\]}»”\"]"
_ONLY_CLOSING = re.compile(rf"(?:\s|{_CLOSING})*")
_NAMING = rf"([@#])((?>{TYPABLE.pattern}))(?={_CLOSING}|\s|$)"
_DUE = rf"(>)(?=\s*+\w)|(?i:{'|'.join(sorted(DUE_WORDS))})(?=:?\s++\w)"
_MARK = re.compile(rf"(\\*+)(?:{_NAMING}|{_DUE})")
"""Backslashes, sign and word of a responsible or a theme, sign of a due date; of a due word only the first group."""
_MARK_AT_WORD = re.compile(rf"(?<!\S){_MARK.pattern}")
_PART = r"(?:[^\\/]++|\\.)"
_REPAIR = re.compile(rf"s/({_PART}++)/({_PART}*+)(?:(/)|\\)?")


class _Found(NamedTuple):
    """A mark that would be one if no backslash stood before it."""

    id: str
    end: int
    value: str = ""
    due: dt.date | None = None


def end_of(pattern: re.Pattern[str], text: str, at: int) -> int:
    """Where what the pattern takes from there on ends."""
    match = pattern.match(text, at)
    return match.end() if match else at


class Reading:
    """One reading of a line. What plain covers is taken for text; quotes says where that needs a backslash."""

    def __init__(self, raw: str, known: Known, plain: Sequence[range] = ()) -> None:
        self.spans: list[Span] = []
        self.quotes: list[int] = []
        self.kind: Kind | None = None
        self.said_by = ""
        self.begin = 0
        """Where what comes after the kind and who said it, or a title after its sign, begins."""
        self._line = _BREAK.sub(" ", raw).rstrip()
        self._known = known
        self._plain = plain
        self._cuts: list[tuple[int, int]] = []
        self._responsible: list[str] = []
        self._due: dt.date | None = None
        self._theme = ""
        self._each = False
        self._slots: dict[str, tuple[int, int]] = {}
        """By name: where the mark of a slot begins, and where its text does."""
        self._files = True
        self.line = self._read()

    def _read(self) -> Line:
        if not self._line:
            return Blank()
        at = end_of(BLANKS, self._line, 0)
        bare = end_of(_SLASHES, self._line, at)
        found, line = self._opening(bare)
        if found is None:
            self._head(at)
        elif self._stays_text(at, bare):
            self._body(at, found.end)
        elif line is not None:
            self.begin = found.end
            self.spans.append(Span(at, len(self._line), found.id))
            return line
        else:
            self.spans.append(Span(at, found.end, found.id))
            self._files = False
            self._body(found.end, found.end)
            text, slots = self._texts()
            return Continuation(text, self._people(), self._due, self._each, slots)
        kind = self.kind or Kind.POINT
        text, slots = self._texts()
        return Capture(kind, text, self.said_by, self._people(), self._due, self._theme, self._each, slots)

    def _opening(self, at: int) -> tuple[_Found | None, Line | None]:
        """The sign that makes something else than a capture of the line, and what, unless it goes on."""
        line = self._line
        if match := _ELLIPSIS.match(line, at):
            return _Found("continue", match.end()), None
        if match := _REPAIR.fullmatch(line, at):
            new = _unslash(match[2]) if match[3] else _unslash(match[2] + line[match.end(2) :], closed=False)
            return _Found("repair", at + 2), Repair(_unslash(match[1]), new)
        if line.startswith("#", at):
            if line[at + 1 : at + 2].isspace():
                return _Found("goto", at + 1), GoTo(self._known.title(line[at + 1 :].strip()))
            title = self._known.title_of(self._known.theme(line[at + 1 :]))
            return (_Found("goto", len(line)), GoTo(title)) if title else (None, None)
        label, end = self._label(at)
        if label in GOTO_WORDS:
            return _Found("goto", end), GoTo(self._known.title(line[end:].strip()))
        return None, None

    def _head(self, at: int) -> None:
        """Read the kind and who said it, then the rest."""
        while found := self._head_mark(bare := end_of(_SLASHES, self._line, at)):
            if self._stays_text(at, bare):
                self._body(at, found.end)
                return
            self.spans.append(Span(at, found.end, found.id))
            if found.id == "said_by":
                self.said_by = found.value
            elif found.id != "bullet":
                self.kind = Kind(found.id)
            at = end_of(BLANKS, self._line, found.end)
        self._body(at, at)

    def _head_mark(self, at: int) -> _Found | None:
        sign, after = self._line[at : at + 1], self._line[at + 1 : at + 2]
        if sign and sign in BULLETS and after.isspace() and not self.spans:
            return _Found("bullet", at + 1)
        kind = SIGNS.get(sign)
        if kind and self.kind is None and after and (after.isspace() or after.isalpha() or after in '«"“„@#'):
            return _Found(kind.value, at + 1)
        label, end = self._label(at)
        if label in KIND_WORDS:
            return _Found(KIND_WORDS[label].value, end) if self.kind is None else None
        party = self._known.party(label)
        if party and not self.said_by and label not in GOTO_WORDS and self._line[end].isspace():
            return _Found("said_by", end, party)
        return None

    def _label(self, at: int) -> tuple[str, int]:
        """What stands before the first colon, folded, and where the colon ends, if something comes after it."""
        end = self._line.find(":", at) + 1
        if 0 < end < len(self._line) and self._line[at].isalnum():
            after = self._line[end]
            if after.isspace() or after.isalnum():
                return fold(self._line[at : end - 1]), end
        return "", 0

    def _body(self, begin: int, scan: int) -> None:
        """Take the marks from scan on out of the text that begins there or before."""
        self.begin = begin
        if self.kind is Kind.NEED or not self._files:
            self._find_slots(scan)
        end = min((at for at, _ in self._slots.values()), default=len(self._line))
        self._take_marks(scan, end)
        taken = end
        for match in _MARK_AT_WORD.finditer(self._line, end):  # in a slot the words of a due date are text
            found = self._mark(match) if match.lastindex != 1 and match.start() >= taken else None
            if found and not self._stays_text(match.start(), match.end(1)):
                self._take(match.start(), found, empty=False)
            taken = found.end if found else taken

    def _find_slots(self, scan: int) -> None:
        """Find the labels of slots: after an ellipsis, and where a continuation begins."""
        at = end_of(BLANKS, self._line, scan)
        if not self._files:
            bare = end_of(_SLASHES, self._line, at)
            scan = max(scan, self._note_slot(at, bare, bare))
        for match in _SLOT.finditer(self._line, scan):
            self._note_slot(match.start(), match.end(1), end_of(BLANKS, self._line, match.end()))

    def _note_slot(self, at: int, bare: int, label: int) -> int:
        """Note the slot whose label stands there, unless it has been filled; return where the label ends, or 0."""
        end = self._line.find(":", label, label + _LONGEST_LABEL) + 1
        name = SLOT_WORDS.get(fold(self._line[label : end - 1]), "") if end else ""
        after = self._line[end : end + 1]
        if not name or name in self._slots or not (not after or after.isspace() or after.isalnum()):
            return 0
        if not self._stays_text(at, bare):
            self._slots[name] = (bare, end)
            self.spans.append(Span(bare, end, name))
        return end

    def _take_marks(self, scan: int, end: int) -> None:
        """Take the marks from scan on out of what comes before the slots."""
        begin = self.begin
        later: tuple[int, int, _Found] | None = None
        clear = taken = scan
        empty = scan == begin
        for match in self._candidates(begin, scan, end):
            at, bare = match.start(), match.end(1)
            found = self._mark(match) if at >= taken else None
            if found is None:
                continue
            taken = found.end
            if match.lastindex == 1 and self.kind is not Kind.ACTION:
                later, clear, empty = (at, bare, found), found.end, False
            elif not self._stays_text(at, bare):
                if later and not _ONLY_CLOSING.fullmatch(self._line, clear, at):
                    later = None
                empty = empty and not self._line[clear:at].strip()
                self._take(at, found, empty=empty)
                clear = found.end
        if later and self._due is None and _ONLY_CLOSING.fullmatch(self._line, clear, end):
            at, bare, found = later
            if not self._stays_text(at, bare):
                self._take(at, found, empty=False)

    def _candidates(self, begin: int, scan: int, end: int) -> Iterator[re.Match[str]]:
        if scan == begin and (first := _MARK.match(self._line, begin, end)):
            yield first
        yield from _MARK_AT_WORD.finditer(self._line, scan, end)

    def _mark(self, match: re.Match[str]) -> _Found | None:
        """The mark that begins there, unless an earlier one already holds."""
        known, (_, sign, word, arrow) = self._known, match.groups()
        if word is None:
            if self._due is not None:
                return None
            start = match.end(4 if arrow else 1)
            date = longest_date(self._line, known.today, known.language, start, known.ahead)
            return _Found("due", date[0], due=date[1]) if date else None
        if sign == "@":
            party = known.party(word)
            if not party and fold(word) in EACH_WORDS and (self.kind is Kind.ACTION or not self._files):
                return _Found("each", match.end())
            who = party or (word if word[0].isalpha() else "")
            return _Found("responsible", match.end(), who) if who else None
        theme = known.theme(word) if self._files and not self._theme else ""
        return _Found("theme", match.end(), theme) if theme else None

    def _take(self, at: int, found: _Found, *, empty: bool) -> None:
        """Cut the mark out; one that opens the text takes the comma or colon after it along."""
        end = found.end
        if empty and self._line[end : end + 1] in {",", ":", ";"} and self._line[end + 1 : end + 2].isspace():
            end += 1
        before = at > self.begin and self._line[at - 1].isspace()
        self._cuts.append((at - before, end))
        self.spans.append(Span(at, end, found.id))
        if found.id == "responsible":
            self._responsible.append(found.value)
        elif found.id == "each":
            self._each = True
        elif found.id == "theme":
            self._theme = found.value
        else:
            self._due = found.due

    def _people(self) -> tuple[str, ...]:
        """The responsible, each once."""
        people: dict[str, str] = {}
        for who in dict.fromkeys(self._responsible):
            people.setdefault(fold(who), who)
        return tuple(people.values())

    def _texts(self) -> tuple[str, tuple[Slot, ...]]:
        """The text, and what is said in each slot."""
        self._cuts.sort()
        begins = [self.begin, *(begin for _, begin in self._slots.values())]
        ends = [*(at for at, _ in self._slots.values()), len(self._line)]
        text, *slots = map(self._text, begins, ends)
        return text, tuple(Slot(name, said) for name, said in zip(self._slots, slots, strict=True) if said)

    def _text(self, begin: int, end: int) -> str:
        """What stands from one place to another, without what was cut out there."""
        parts: list[str] = []
        at = begin
        for start, stop in self._cuts:
            if begin <= start < end:
                parts.append(self._line[at:start])
                at = stop
        return "".join([*parts, self._line[at:end]]).strip()

    def _stays_text(self, at: int, bare: int) -> bool:
        """Whether the mark at bare is text, for plain covers it or backslashes stand from at on; one of them goes."""
        if any(bare in plain for plain in self._plain):
            self.quotes.append(bare)
            return True
        if bare > at:
            self._cuts.append((bare - 1, bare))
            self.spans.append(Span(bare - 1, bare, "literal"))
            return True
        return False


def _unslash(part: str, *, closed: bool = True) -> str:
    """Part of a repair as it is meant; one that no slash closes ends as it stands."""
    end = r"/|\Z" if closed else "/"
    return re.sub(rf"(?<!\\)(\\++)({end})", lambda run: run[1][: len(run[1]) // 2] + run[2], part)
