"""Repair: what a damaged store still holds is put in order, and what it was before is kept in damaged/.

Nothing is deleted. A record that one bit was turned in is found again by its checksum; one that is whole in
archive/ or damaged/ is taken from there; a document that only store.json still has is written anew.
"""

from __future__ import annotations

import contextlib
import os
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from storage import handmade
from storage.bundles import journals_in, move_aside, read_lines_of, write_bundle
from storage.check import SnapshotState, check
from storage.entries import Entry, decode, read_lines
from storage.errors import StoreDenied
from storage.files import Files
from storage.folder import ARCHIVE, DAMAGED, JOURNALS, SNAPSHOT
from storage.ids import new_id
from storage.merge import Gap, Merge
from storage.reader import Reader
from storage.sharing import make_part
from storage.store import Change, Store

_LONGEST = 1 << 14
"""In bytes: a longer stretch is not searched for the bit that was turned."""
_STEPS = [zlib.crc32(bytes([byte])) ^ zlib.crc32(b"\0") for byte in range(256)]
"""By byte: how a CRC-32 changes when that byte is turned in the last place of a text."""


@dataclass(frozen=True)
class Repaired:
    """What a repair did."""

    moved: tuple[Path, ...]
    """Where the damaged files are now."""
    rescued: int
    """Records that were found again."""
    unreadable: int
    """Stretches of journals that could not be read; they are kept in damaged/."""
    restored: int
    """Documents that store.json still had."""
    lost: tuple[Gap, ...]
    """Records that are nowhere any more; noted as lost, so that `check` need not warn of them again."""
    in_use: tuple[Path, ...]
    """Damaged journals that were left, since somebody writes in them or they belong to somebody else."""


def repair(path: Path, who: str, files: Files | None = None) -> Repaired:
    """Put a store in order. Raises what Store.open raises, FileNotWritten, NotSaved; run again, it goes on."""
    files = files or Files()
    found = check(path, files)
    journals = path / JOURNALS
    try:
        damaged = {damage.path for damage in found.damages if damage.length}
        mine = [journal for journal in damaged if _may_move(journal, path, files)]
        have = Merge()
        have.take(Reader(journals, files, leave_out=frozenset(journal.name for journal in mine)).read_on())
        lines, turned, rescued = _rescue(path, mine, have, files)
        unreadable = sum(1 for damage in found.damages if damage.path in mine) - turned
        if lines:
            write_bundle(journals, who, lines, files)
        odd = [damage.path for damage in found.damages if not damage.length]
        moved = [move_aside(journal, path / DAMAGED, files) for journal in mine]
        moved += [target for journal in odd if (target := _move_odd(journal, path, files))]
    except OSError as error:
        raise StoreDenied(path, error.strerror or str(error)) from error
    store = Store.open(path, who, files=files)
    if found.snapshot is SnapshotState.UNREADABLE:
        moved.append(store.set_aside(DAMAGED))
    restored = _restore_documents(store, files) if found.snapshot is SnapshotState.DIFFERENT else 0
    after = check(path, files)
    if after.gaps or after.bad_documents:
        gaps: dict[str, list[list[int]]] = {}
        for session, first, last in after.gaps:
            gaps.setdefault(session, []).append([first, last])
        store.note_lost(gaps, after.bad_documents)
    store.close()
    left = damaged - set(mine)
    return Repaired(tuple(moved), rescued, unreadable, restored, after.gaps, tuple(sorted(left)))


def _may_move(journal: Path, store: Path, files: Files) -> bool:
    mine = os.geteuid() in (0, files.status(journal).st_uid, files.status(store).st_uid)
    return mine and not files.is_alive(journal)


def _move_odd(path: Path, store: Path, files: Files) -> Path | None:
    """Move what is no file out of the journals; None where it cannot be moved."""
    target = store / DAMAGED / f"{path.name}.{new_id(0)[-8:].lower()}"
    try:
        with contextlib.suppress(FileExistsError):
            make_part(target.parent, files)
        files.replace(path, target)
    except OSError:
        return None
    return target


def _rescue(store: Path, damaged: list[Path], have: Merge, files: Files) -> tuple[list[bytes], int, int]:
    """Return the lines of all records that are not in the store's other journals; and how many were found again,
    by turning a bit back and altogether.
    """
    lines: dict[tuple[str, int], bytes] = {}
    rescued = 0
    for journal in damaged:
        for line, entry in read_lines_of(journal, files):
            lines.setdefault((entry.session, entry.seq), line)
    found = [pair for journal in damaged for pair in _turned_back(files.read(journal))]
    turned = len(found)
    for folder in (ARCHIVE, DAMAGED):
        if folder in files.names(store):
            found += [pair for old in journals_in(store / folder, files) for pair in read_lines_of(old, files)]
    for line, entry in found:
        key = (entry.session, entry.seq)
        if key not in lines and not have.has(*key):
            lines[key] = line
            rescued += 1
    return [line for key, line in sorted(lines.items()) if not have.has(*key)], turned, rescued


def _turned_back(content: bytes) -> Iterator[tuple[bytes, Entry]]:
    """Yield the records in which one bit was turned, also where that made a newline, and two lines of the record."""
    at, before = 0, b""
    for length, record in read_lines(content):
        line = b"" if record else content[at : at + length]
        whole = (9 < len(line) < _LONGEST and _turn_back(line)) or _joined(before, line)
        if whole and (entry := decode(whole)):
            yield whole, entry
        at += length + (content[at + length : at + length + 1] == b"\n")
        before = line


def _turn_back(line: bytes) -> bytes | None:
    """Return the record that a line was before one bit of it was turned; None where that is not what happened.

    Turning a bit changes the checksum of a text in a way that hangs only on how far from the end it stands: from one
    byte to the one before it takes one step of the checksum, so no text is summed up again.
    """
    for place, bit in product(range(8), range(8)):
        if decode(turned := _with_bit(line, place, bit)):
            return turned
    try:
        wrong = int(line[:8], 16) ^ zlib.crc32(line[9:])
    except ValueError:
        return None
    marks = [_STEPS[1 << bit] for bit in range(8)]
    for place in range(len(line) - 1, 8, -1):
        if wrong in marks:
            return _with_bit(line, place, marks.index(wrong))
        marks = [mark >> 8 ^ _STEPS[mark & 255] for mark in marks]
    return None


def _joined(before: bytes, line: bytes) -> bytes | None:
    """Return the record that two lines were before one bit of a byte in it was turned and made a newline of it."""
    if not before or not line:
        return None
    tries = (_with_bit(before + b"\n" + line, len(before), bit) for bit in range(8))
    return next((whole for whole in tries if decode(whole)), None)


def _with_bit(line: bytes, place: int, bit: int) -> bytes:
    return line[:place] + bytes([line[place] ^ 1 << bit]) + line[place + 1 :]


def _restore_documents(store: Store, files: Files) -> int:
    """Write anew what stands in store.json and no journal has any more; return how many documents that are."""
    found = handmade.find(store.path / SNAPSHOT, Reader(store.path / JOURNALS, files), files)
    edits = tuple(edit for edit in found.edits if edit.set != {"deleted": True})
    store.commit(Change(edits, found.clock, found.seen))
    return len(edits)
