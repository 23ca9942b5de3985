r"""The records of journals: what one act of one session is, and the line that says it.

A record is a newline, a CRC-32 as eight hexadecimal digits, a space, and JSON in one line:

    \n1c291ca3 {"id": ..., "session": ..., "seq": 4, "clock": 1764576000000000, "seen": {...}, "op": ..., "data": ...}

The newline comes first so that a record torn by a crash cannot spoil the next one. `id` names the change
wherever it is copied to; `seq` counts from 1 within the session; `clock` is in microseconds since 1970, and
later than all that the session had seen. `seen` says how far it had read in other sessions' records, as far as
that changed since its last record: the number of the last one, or a list of that and the stretches before it
that it missed, `[200, [5, 5]]`. The `op` of a session's first record is `open`, and its data bear the `format`
number, `who` writes, and `after`: the file that failed before this one, with the number of the record that may
stand there as well as here. A `change`, `undo` or `redo` bears `edits`, and `of`, the record that it takes back.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

from storage.checked import whole_part

SUFFIX = ".jsonl"
"""At the end of a journal's name."""
BUNDLE = ".bundle"
"""Before it, in the name of a file with the records of several sessions."""
CLOCK_END = 1 << 56
"""No clock comes so far, to the year 4253: an id has seven bytes for it."""
Seen = int | list[Any]
"""How far a session had read in another one's records: `200`, or `[200, [5, 5]]`."""


class Entry(NamedTuple):
    """A record of a journal: one acknowledged act of one session."""

    id: str
    session: str
    seq: int
    clock: int
    seen: Mapping[str, Seen]
    op: str
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Run:
    """Records as nearly all are, one after the other in a session: each makes one document, whose JSON nobody has read.

    They are kept by columns, so that reading many costs little.
    """

    session: str
    first: int
    """The `seq` of the first."""
    text: bytes
    begin: int
    end: int
    """The bytes of a text in which the lines of the records stand."""
    clocks: Sequence[int]
    tables: Sequence[str]
    names: Sequence[str]
    """The ids of the documents."""
    contents: Sequence[bytes]

    @property
    def last(self) -> int:
        """The `seq` of the last."""
        return self.first + len(self.names) - 1

    def entries(self) -> Iterator[Entry]:
        """Yield the records one by one, read."""
        for line in self.text[self.begin : self.end].split(b"\n"):
            if entry := decode(line):  # what looks like a record and is no JSON comes to nothing
                yield entry


_MOST = 500
"""How many records make a run at most: what is read of more has to be fetched from memory again and again."""
_SHAPE = (str, str, int, int, dict, str, dict)
_MAKING = re.compile(
    rb'^([0-9a-f]{8}) (\{"id":"\w*+","session":"([\w-]*+)","seq":(\d{1,15}+),"clock":(\d{1,16}+),"seen":\{\},'
    rb'"op":"change","data":\{"edits":\[\{"table":"(\w++)","id":"(\w++)","set":(\{.*\}),"was":null\}\]\}\})$',
    re.MULTILINE,
)
_EDIT = b'{"table":"'
_START = re.compile(rb'[0-9a-f]{8} {"id":')


def encode(entry: Entry) -> bytes:
    """Return the bytes of a record, readable as they stand where the text can be UTF-8 at all."""
    body = to_json(entry._asdict())
    return b"\n%08x %s" % (zlib.crc32(body), body)


def to_json(value: Any) -> bytes:
    """Return a value as JSON in one line of UTF-8; a lone surrogate stands escaped."""
    try:
        return _ENCODE(value).encode()
    except UnicodeEncodeError:
        return json.dumps(value, separators=(",", ":")).encode()


_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


def decode(line: bytes) -> Entry | None:
    """Return the record that a line holds, or None where it is not whole or not a record."""
    try:
        return _entry_of(json.loads(line[9:])) if _is_whole(line) else None
    except (ValueError, RecursionError):
        return None


def read_lines(content: bytes) -> Iterator[tuple[int, Entry | Run | None]]:
    """Yield what stands in lines, one by one or in runs, and how many bytes it takes up; None for what is no record.

    The newlines at the ends of lines are not told of.
    """
    at = 0
    for begin, end, makings in _stretches(content):
        yield from _read_singly(content[at:begin].removesuffix(b"\n"))
        run = _run_of(content, begin, end, makings)
        if run:
            yield end - begin, run
        else:
            yield from _read_singly(content[begin:end])
        at = end + 1
    yield from _read_singly(content[at:])


def whole_lines(content: bytes) -> Iterator[tuple[bytes, Entry]]:
    """Yield the records in lines one by one, each with its bytes as they stand there, without a newline."""
    at = 0
    for length, record in read_lines(content):
        text = content[at : at + length]
        for line in text.split(b"\n") if record else ():
            if entry := decode(line):
                yield line, entry
        at += length + (content[at + length : at + length + 1] == b"\n")


def _stretches(content: bytes) -> Iterator[tuple[int, int, Sequence[re.Match[bytes]]]]:
    """Yield where lines that make one document each follow on each other: from byte, to byte, and their parts.

    Within a JSON text a quotation mark stands escaped, so where a line has one edit's beginning only, and an edit's
    end at its own end, what is between them is that edit's document.
    """
    makings: list[re.Match[bytes]] = []
    begin = end = 0
    for match in _MAKING.finditer(content):
        start, stop = match.span()
        if content.count(_EDIT, start, stop) != 1:
            continue
        if makings and (start != end + 1 or len(makings) == _MOST):
            yield begin, end, makings
            makings = []
        if not makings:
            begin = start
        makings.append(match)
        end = stop
    if makings:
        yield begin, end, makings


def _read_singly(text: bytes) -> Iterator[tuple[int, Entry | None]]:
    for line in text.split(b"\n"):
        entry = decode(line)
        if entry or not line:
            yield len(line), entry
        else:
            yield from _parts(line)


def entries_of(records: Iterable[Entry | Run]) -> Iterator[Entry]:
    """Yield all records one by one, read."""
    for record in records:
        if isinstance(record, Run):
            yield from record.entries()
        else:
            yield record


def _run_of(content: bytes, begin: int, end: int, makings: Sequence[re.Match[bytes]]) -> Run | None:
    """Return what a stretch holds if each line is whole, and they follow on each other in one session; else None."""
    columns = zip(*[making.groups() for making in makings], strict=True)
    checks, bodies, sessions, seqs, clocks, tables, names, contents = columns
    first = int(seqs[0])
    if (
        [*map(zlib.crc32, bodies)] != [int(check, 16) for check in checks]
        or sessions.count(sessions[0]) != len(sessions)
        or [*map(int, seqs)] != [*range(first, first + len(seqs))]
    ):
        return None
    kinds, documents = ([*map(bytes.decode, column)] for column in (tables, names))
    return Run(sessions[0].decode(), first, content, begin, end, [*map(int, clocks)], kinds, documents, contents)


def read_object(content: bytes) -> dict[str, Any]:
    """Return what a text of JSON says, if it is an object; an empty one otherwise."""
    try:
        value = json.loads(content.decode())
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _parts(line: bytes) -> Iterator[tuple[int, Entry | None]]:
    """Yield the records in a line that is none, where newlines between records were damaged, and what is between."""
    starts = [0, *(match.start() for match in _START.finditer(line, 1)), len(line)]
    for begin, end in pairwise(starts):
        record = whole_part(line[begin:end], b"}")
        if record:
            yield len(record), decode(record)
        if end - begin > len(record):
            yield end - begin - len(record), None


def _is_whole(line: bytes) -> bool:
    try:
        return len(line) > 9 and int(line[:8], 16) == zlib.crc32(line[9:])
    except ValueError:
        return False


def _entry_of(content: Any) -> Entry | None:
    try:
        entry = Entry(**content)
    except TypeError:
        return None
    return entry if all(map(isinstance, entry, _SHAPE)) and 0 <= entry.clock < CLOCK_END else None
