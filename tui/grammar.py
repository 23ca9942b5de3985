"""A typed line and what it means, in both directions; pure text, knows no screen.

A line goes to a theme, repairs, or captures. A capture begins, in either order, with its kind and with who said it;
marks for the responsible, the theme and the due date may stand at any word after that. What is not a mark is text.
A backslash before a mark makes it text and vanishes; of several one vanishes; any other backslash is text.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple, TypeAlias, TypeVar

from storage.model import LANGUAGES, Kind, fold
from tui.dates import longest_date

_Each = TypeVar("_Each")


def _each(nb: _Each, nn: _Each, en: _Each) -> Mapping[str, _Each]:
    return dict(zip(LANGUAGES, (nb, nn, en), strict=True))


def _no_words() -> Mapping[str, tuple[str, ...]]:
    return _each((), (), ())


@dataclass(frozen=True)
class Mark:
    """One row of the table from which lines are read and the help is written."""

    id: str
    sign: str
    """What is typed; nothing for a point, which needs no mark."""
    examples: Mapping[str, str]
    """A whole line that has the mark, by language."""
    words: Mapping[str, tuple[str, ...]] = field(default_factory=_no_words)
    """What may be typed instead of the sign, by language; those of all languages are understood at once."""


MARKS: tuple[Mark, ...] = (
    Mark(
        "point",
        "",
        _each("Dørene er gamle", "Dørene er gamle", "The doors are old"),
        _each(("innspill", "poeng", "punkt"), ("innspel", "poeng", "punkt"), ("point",)),
    ),
    Mark(
        "need",
        "+",
        _each("+ Trygghet om natta", "+ Tryggleik om natta", "+ Feeling safe at night"),
        _each(("behov",), ("behov",), ("need",)),
    ),
    Mark(
        "action",
        "!",
        _each("! Spørre leverandørene", "! Spørje leverandørane", "! Ask the suppliers"),
        _each(("tiltak", "aksjon"), ("tiltak", "aksjon"), ("action",)),
    ),
    Mark(
        "decision",
        "=",
        _each("= Vi inviterer til dialog", "= Vi inviterer til dialog", "= We invite to a dialogue"),
        _each(("vedtak", "beslutning"), ("vedtak", "avgjerd"), ("decision", "resolution", "resolved")),
    ),
    Mark(
        "question",
        "?",
        _each("? Hvem eier dataene", "? Kven eig dataa", "? Who owns the data"),
        _each(("spørsmål", "spm"), ("spørsmål", "spm"), ("question",)),
    ),
    Mark(
        "learning",
        "*",
        _each("* Begynn med behovet", "* Start med behovet", "* Start with the need"),
        _each(("læring", "lærdom"), ("læring", "lærdom"), ("learning",)),
    ),
    Mark("continue", "...", _each("... også i helgene", "... òg i helgene", "... at weekends too")),
    Mark("said_by", ":", _each("Kari: Vi har prøvd det", "Kari: Vi har prøvd det", "Kari: We have tried it")),
    Mark("responsible", "@", _each("! Ringe Ola @kari", "! Ringje Ola @kari", "! Call Ola @kari")),
    Mark(
        "due",
        ">",
        _each("! Ringe Ola >fredag", "! Ringje Ola >fredag", "! Call Ola >friday"),
        _each(("frist", "innen", "senest"), ("frist", "innan", "seinast"), ("by", "due", "within")),
    ),
    Mark("theme", "#", _each("Prat tidlig #dialog", "Prat tidleg #dialog", "Talk early #dialog")),
    Mark(
        "goto",
        "# ",
        _each("# Dialog med markedet", "# Dialog med marknaden", "# Dialogue with the market"),
        _each(("tema", "emne"), ("tema", "emne"), ("topic", "theme")),
    ),
    Mark("repair", "s/", _each("s/gammel/ny/", "s/gammal/ny/", "s/old/new/")),
    Mark("literal", "\\", _each("\\+ er et pluss", "\\+ er eit pluss", "\\+ is a plus")),
)


def _words_of(*ids: str) -> dict[str, str]:
    """The words of those marks in every language, folded, each with the mark's id."""
    rows = [mark for mark in MARKS if mark.id in ids]
    return {fold(word): mark.id for mark in rows for words in mark.words.values() for word in words}


_SIGNS = {mark.sign: Kind(mark.id) for mark in MARKS if mark.id in set(Kind) and mark.sign}
_KIND_WORDS = {word: Kind(id_) for word, id_ in _words_of(*Kind).items()}
_GOTO_WORDS = _words_of("goto")

_BREAK = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_BLANKS = re.compile(r"\s*")
_SLASHES = re.compile(r"\\*")
_ELLIPSIS = re.compile(r"(?:\.\.\.|…)(?=\s)")
_CLOSING = r"[.,;:!?…)\]}»”\"]"
_ONLY_CLOSING = re.compile(rf"(?:\s|{_CLOSING})*")
_LETTERS = r"\w\u0300-\u036f"
_TYPABLE = re.compile(rf"\w(?:[{_LETTERS}.-]*[{_LETTERS}])?")
_WORD = re.compile(rf"(?>{_TYPABLE.pattern})(?={_CLOSING}|\s|$)")
_REST = re.compile(rf"[{_LETTERS}.-]*\s?")
_REST_OF_NAME = re.compile(rf"[{_LETTERS}.-]*:?\s?")
_DUE_WORDS = "|".join(_words_of("due"))
_MARK = re.compile(rf"(\\*+)(?:([@#>])|(?i:{_DUE_WORDS})(?=:?\s))")
_MARK_AT_WORD = re.compile(rf"(?<!\S){_MARK.pattern}")
_PART = r"(?:[^\\/]++|\\.)"
_REPAIR = re.compile(rf"s/({_PART}++)/({_PART}*+)(?:(/)|\\)?")


@dataclass(frozen=True)
class Named:
    """A person, an organisation or a theme as the line knows it."""

    handle: str
    title: str


@dataclass(frozen=True)
class Known:
    """What a line is read against. A handle that is no word cannot be typed, so whoever has it is not known."""

    parties: tuple[Named, ...]
    themes: tuple[Named, ...]
    today: dt.date
    language: str

    def party(self, name: str) -> str:
        """The handle of the one who has that handle, that full name or, alone, that first name; or nothing."""
        return self._parties.get(fold(name), "")

    def theme(self, word: str) -> str:
        """The handle of the theme that has it, or whose handle alone begins so; or nothing. No number is one."""
        return "" if word.isdigit() else self._themes.get(fold(word), "")

    def title(self, title: str) -> str:
        """The title of the theme with that title, handle or number in the list; of none, the title itself."""
        known = self._titles.get(fold(title))
        if known is None and title.isascii() and title.isdigit() and len(title) < 5:
            known = next((theme.title for n, theme in enumerate(self.themes, 1) if n == int(title)), "")
            known = self._titles.get(fold(known))
        return title if known is None else known

    def title_of(self, handle: str) -> str:
        """The title of the theme with that handle; or nothing."""
        return self._titles_by_handle.get(fold(handle), "")

    @cached_property
    def _parties(self) -> Mapping[str, str]:
        parties = _typable(self.parties)
        full = _unshared((fold(party.title), party.handle) for party in parties)
        first = _unshared((fold(party.title).partition(" ")[0], party.handle) for party in parties)
        return first | full | {fold(party.handle): party.handle for party in parties}

    @cached_property
    def _themes(self) -> Mapping[str, str]:
        handles = {fold(theme.handle): theme.handle for theme in _typable(self.themes)}
        starts = _unshared((word[:n], handle) for word, handle in handles.items() for n in range(2, len(word)))
        return starts | handles

    @cached_property
    def _titles(self) -> Mapping[str, str]:
        return {**self._titles_by_handle, **self._titles_by_title}

    @cached_property
    def _titles_by_title(self) -> Mapping[str, str]:
        titles = [theme.title for theme in self.themes if theme.title.strip()]
        return {fold(title): title for title in reversed(titles)}

    @cached_property
    def _titles_by_handle(self) -> Mapping[str, str]:
        titles = {
            fold(theme.handle): self._titles_by_title.get(fold(theme.title), "") for theme in _typable(self.themes)
        }
        return {handle: title for handle, title in titles.items() if title}


def _typable(named: Iterable[Named]) -> list[Named]:
    """Those whose handle is a word, the first of each handle."""
    kept: dict[str, Named] = {}
    for each in named:
        if _TYPABLE.fullmatch(each.handle):
            kept.setdefault(fold(each.handle), each)
    return list(kept.values())


def _unshared(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """From each name to its handle, without the names that several have."""
    pairs = [(name, handle) for name, handle in pairs if name]
    counts = Counter(name for name, _ in pairs)
    return {name: handle for name, handle in pairs if counts[name] == 1}


@dataclass(frozen=True)
class Capture:
    """One thing that was said. Parties and the theme are handles."""

    kind: Kind
    text: str
    said_by: str = ""
    responsible: tuple[str, ...] = ()
    """Handles; a word nobody is registered under stands for itself."""
    due: dt.date | None = None
    theme: str = ""


@dataclass(frozen=True)
class Continuation:
    """More of the item before."""

    text: str
    responsible: tuple[str, ...] = ()
    due: dt.date | None = None


@dataclass(frozen=True)
class GoTo:
    """From now on this theme, which is new where no theme has that title."""

    title: str


@dataclass(frozen=True)
class Repair:
    """Write new instead of old in the latest item that has it."""

    old: str
    new: str


@dataclass(frozen=True)
class Blank:
    """Nothing was typed."""


Line: TypeAlias = Capture | Continuation | GoTo | Repair | Blank


@dataclass(frozen=True)
class Span:
    """A part of the raw line, in characters, that was understood as the mark with that id."""

    start: int
    end: int
    id: str


@dataclass(frozen=True)
class Completion:
    """What may stand between start and end instead of what was typed there; the likeliest first."""

    start: int
    end: int
    candidates: tuple[str, ...]


class _Found(NamedTuple):
    """A mark that would be one if no backslash stood before it."""

    id: str
    end: int
    value: str = ""
    due: dt.date | None = None


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    """Where what the pattern takes from there on ends."""
    match = pattern.match(text, at)
    return match.end() if match else at


class _Reading:
    """One reading of a line. What plain covers is taken for text; quotes says where that needs a backslash."""

    def __init__(self, raw: str, known: Known, plain: range = range(0)) -> None:
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
        self._responsible: dict[str, str] = {}
        self._due: dt.date | None = None
        self._theme = ""
        self._files = True
        self.line = self._read()

    def _read(self) -> Line:
        if not self._line:
            return Blank()
        at = _end(_BLANKS, self._line, 0)
        bare = _end(_SLASHES, self._line, at)
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
            return Continuation(self._text(), tuple(self._responsible.values()), self._due)
        people = tuple(self._responsible.values())
        return Capture(self.kind or Kind.POINT, self._text(), self.said_by, people, self._due, self._theme)

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
        if label in _GOTO_WORDS:
            return _Found("goto", end), GoTo(self._known.title(line[end:].strip()))
        return None, None

    def _head(self, at: int) -> None:
        """Read the kind and who said it, then the rest."""
        while found := self._head_mark(bare := _end(_SLASHES, self._line, at)):
            if self._stays_text(at, bare):
                self._body(at, found.end)
                return
            self.spans.append(Span(at, found.end, found.id))
            if found.id == "said_by":
                self.said_by = found.value
            else:
                self.kind = Kind(found.id)
            at = _end(_BLANKS, self._line, found.end)
        self._body(at, at)

    def _head_mark(self, at: int) -> _Found | None:
        kind = _SIGNS.get(self._line[at : at + 1])
        after = self._line[at + 1 : at + 2]
        if kind and self.kind is None and after and (after.isspace() or after.isalpha() or after in '«"“„@#'):
            return _Found(kind.value, at + 1)
        label, end = self._label(at)
        if label in _KIND_WORDS:
            return _Found(_KIND_WORDS[label].value, end) if self.kind is None else None
        party = self._known.party(label)
        if party and not self.said_by and label not in _GOTO_WORDS and self._line[end].isspace():
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
        later: tuple[int, int, _Found] | None = None
        clear = taken = scan
        empty = scan == begin
        for match in self._candidates(begin, scan):
            at, bare = match.start(), match.end(1)
            found = self._mark(match) if at >= taken else None
            if found is None:
                continue
            taken = found.end
            if match[2] is None and self.kind is not Kind.ACTION:
                later, clear, empty = (at, bare, found), found.end, False
            elif not self._stays_text(at, bare):
                if not _ONLY_CLOSING.fullmatch(self._line, clear, at):
                    later = None
                empty = empty and not self._line[clear:at].strip()
                self._take(at, found, empty=empty)
                clear = found.end
        if later and self._due is None and _ONLY_CLOSING.fullmatch(self._line, clear):
            at, bare, found = later
            if not self._stays_text(at, bare):
                self._take(at, found, empty=False)

    def _candidates(self, begin: int, scan: int) -> Iterator[re.Match[str]]:
        if scan == begin and (first := _MARK.match(self._line, begin)):
            yield first
        yield from _MARK_AT_WORD.finditer(self._line, scan)

    def _mark(self, match: re.Match[str]) -> _Found | None:
        """The mark that begins there, unless an earlier one already holds."""
        line, known, sign = self._line, self._known, match[2]
        if sign is None or sign == ">":
            date = None
            if self._due is None:
                date = longest_date(line, known.today, known.language, match.end(1) + (sign == ">"))
            return _Found("due", date[0], due=date[1]) if date else None
        word = _WORD.match(line, match.end())
        if word is None:
            return None
        if sign == "@":
            who = known.party(word[0]) or (word[0] if word[0][0].isalpha() else "")
            return _Found("responsible", word.end(), who) if who else None
        theme = known.theme(word[0]) if self._files and not self._theme else ""
        return _Found("theme", word.end(), theme) if theme else None

    def _take(self, at: int, found: _Found, *, empty: bool) -> None:
        """Cut the mark out; one that opens the text takes the comma or colon after it along."""
        end = found.end
        if empty and self._line[end : end + 1] in {",", ":", ";"} and self._line[end + 1 : end + 2].isspace():
            end += 1
        before = at > self.begin and self._line[at - 1].isspace()
        self._cuts.append((at - before, end))
        self.spans.append(Span(at, end, found.id))
        if found.id == "responsible":
            self._responsible.setdefault(fold(found.value), found.value)
        elif found.id == "theme":
            self._theme = found.value
        else:
            self._due = found.due

    def _text(self) -> str:
        parts: list[str] = []
        at = self.begin
        for start, end in sorted(self._cuts):
            parts.append(self._line[at:start])
            at = end
        return "".join([*parts, self._line[at:]]).strip()

    def _stays_text(self, at: int, bare: int) -> bool:
        """Whether the mark at bare is text, for plain covers it or backslashes stand from at on; one of them goes."""
        if bare in self._plain:
            self.quotes.append(bare)
            return True
        if bare > at:
            self._cuts.append((bare - 1, bare))
            self.spans.append(Span(bare - 1, bare, "literal"))
            return True
        return False


def read(line: str, known: Known) -> Line:
    r"""What a line means; any text means something. Line breaks count as blanks.

    A mark leaves the text together with the blank before it. `@word` is responsible, a known handle or first name or
    else the word itself; `#word` files under a known theme; `>` and the words of a due date count where a date
    follows, the words outside an action only at the end. The first date and the first theme hold, later ones
    are text.
    """
    return _Reading(line, known).line


def spans(line: str, known: Known) -> tuple[Span, ...]:
    """The parts of the line that are not text, in order; the ids are those of MARKS."""
    return tuple(sorted(_Reading(line, known).spans, key=lambda span: span.start))


def write(line: Line, known: Known) -> str:
    """The line to type for it: `read(write(line, known), known) == line` for all that read gives."""
    match line:
        case Blank():
            return ""
        case GoTo(title):
            return f"# {title}"
        case Repair(old, new):
            return f"s/{_slash(old)}/{_slash(new)}/"
        case Continuation(text, responsible, due):
            return _quote("... ", text, _tail(responsible, "", due), known)
        case Capture(kind, text, said_by, responsible, due, theme):
            sign = next((f"{sign} " for sign, meant in _SIGNS.items() if meant == kind), "")
            speaker = f"{_speaker(said_by, known)}: " if said_by else ""
            if not (sign or speaker or text or responsible or due):
                sign = "point: "  # a theme alone on the line would go there
            return _quote(sign + speaker, text, _tail(responsible, theme, due), known)


def _tail(responsible: Sequence[str], theme: str, due: dt.date | None) -> str:
    marks = [*(f"@{who}" for who in responsible), f"#{theme}" if theme else "", f">{due}" if due else ""]
    return " ".join(filter(None, marks))


def _speaker(handle: str, known: Known) -> str:
    """The name to type for a party: the full one where it is understood, else the handle."""
    title = next((" ".join(party.title.split()) for party in known.parties if party.handle == handle), "")
    return title if title and read(f"{title}: -", known) == Capture(Kind.POINT, "-", handle) else handle


def _quote(head: str, text: str, tail: str, known: Known) -> str:
    """The whole line, with a backslash before everything in the text that would be read as a mark."""
    whole = f"{head}{text} {tail}" if text and tail else f"{head}{text}{tail}"
    places = [0, *sorted(_Reading(whole, known, range(len(head), len(head) + len(text))).quotes), len(whole)]
    return "\\".join(whole[start:end] for start, end in pairwise(places))


def _slash(part: str) -> str:
    r"""Part of a repair as it is typed: `\/` for a slash, backslashes doubled before one and at the end."""
    return re.sub(r"(?<!\\)(\\*+)(/|\Z)", lambda run: run[1] * 2 + (run[2] and r"\/"), part)


def _unslash(part: str, *, closed: bool = True) -> str:
    """Part of a repair as it is meant; one that no slash closes ends as it stands."""
    end = r"/|\Z" if closed else "/"
    return re.sub(rf"(?<!\\)(\\++)({end})", lambda run: run[1][: len(run[1]) // 2] + run[2], part)


def complete(line: str, cursor: int, known: Known) -> Completion | None:
    """What Tab may put at the cursor, counted in characters from the start: a party, a theme, who said it; or nothing.

    A handle, a name or a word of a name that begins as what was typed is a match.
    """
    cursor = max(0, min(cursor, len(line)))
    before = line[:cursor]
    reading = _Reading(f"{before} -", known)
    begin = _end(_BLANKS, before, min(reading.begin, cursor))
    if isinstance(reading.line, GoTo):
        titles = [known.title(theme.title) for theme in _matches(before[begin:], known.themes) if theme.title]
        return _completion(begin, len(line), titles)
    word = max(begin, cursor - len(before.rsplit(None, 1)[-1]) if before and not before[-1].isspace() else cursor)
    sign = before[word : word + 1]
    if sign in {"@", "#"} and before[word:]:
        named = _matches(before[word + 1 :], known.parties if sign == "@" else known.themes)
        return _completion(word, _end(_REST, line, cursor), [f"{sign}{each.handle} " for each in named])
    if isinstance(reading.line, Capture) and not reading.said_by and before[begin:].strip():
        named = _matches(before[begin:], known.parties)
        names = [f"{_speaker(each.handle, known)}: " for each in named]
        return _completion(begin, _end(_REST_OF_NAME, line, cursor), names)
    return None


def _completion(start: int, end: int, candidates: Sequence[str]) -> Completion | None:
    return Completion(start, end, tuple(dict.fromkeys(candidates))) if candidates else None


def _matches(typed: str, named: Sequence[Named]) -> list[Named]:
    """Those that begin as what was typed: first who is called just that, then by a later word of the name."""
    start = fold(typed)
    ranked: list[tuple[int, Named]] = []
    for each in _typable(named):
        handle, title = fold(each.handle), fold(each.title)
        if start and start in {handle, title}:
            ranked.append((0, each))
        elif handle.startswith(start) or title.startswith(start):
            ranked.append((1, each))
        elif any(word.startswith(start) for word in title.split()):
            ranked.append((2, each))
    return [each for _, each in sorted(ranked, key=lambda pair: pair[0])]
