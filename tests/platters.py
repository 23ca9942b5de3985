"""What a disk holds in memory: files and folders as they are read, and as a power cut may leave them.

Nothing is promised that POSIX does not promise. A file's content lasts from its own sync on, a name from the sync of
its folder on. Until then each write may be there, be missing, be torn at any byte or sector, come before an earlier
one, or have given the file its length and zeros or other files' bytes in it; and each name made or taken away may be
so or not, in any order. Three things are taken for granted, as every file system in use has them: a write never
reaches the sectors of others, what is written after a file was cut is nowhere to be found before the cut is, and a
file that is given a new name is at every moment under the old name, the new one or both.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import NamedTuple

SECTOR = 512


class Piece(NamedTuple):
    """Bytes written at a place of a file; where there are none, the file was cut there."""

    at: int
    data: bytes | None


@dataclass(slots=True, eq=False)
class File:
    """A file, whatever its names are."""

    number: int
    mode: int = 0o600
    owner: int = 0
    content: bytes = b""
    """As it is read."""
    synced: bytes = b""
    """As it is after a power cut, if nothing of what was not synced has reached the disk."""
    unsynced: list[Piece] = field(default_factory=list)
    doubtful: list[Piece] = field(default_factory=list)
    """What was forgotten by a sync that failed: no later sync brings it to the disk; it may have got there before."""
    links: int = 0
    changes: int = 0
    """How often it was written or cut."""
    alive: int = 0
    """How many descriptors hold a lock on it."""

    def write(self, data: bytes, at: int | None = None) -> None:
        """Put bytes there, or at the end."""
        if data:
            piece = Piece(len(self.content) if at is None else at, data)
            image = bytearray(self.content)
            _lay(image, piece)
            self.unsynced.append(piece)
            self.content = bytes(image)
            self.changes += 1

    def cut(self, size: int) -> None:
        """Take away what stands from there on."""
        if size < len(self.content):
            self.unsynced.append(Piece(size, None))
            self.content = self.content[:size]
            self.changes += 1

    def sync(self) -> None:
        """Make what was written last."""
        if self.unsynced:
            image = bytearray(self.synced)
            for piece in self.unsynced:
                _lay(image, piece)
                self.doubtful = [doubt for doubt in self.doubtful if not _is_overlaid(doubt, piece)]
            self.synced = bytes(image)
            self.unsynced.clear()

    def forget(self) -> None:
        """Take what was written for synced, as Linux does where a sync fails: it is read still, and never written.

        A cut is no content, and waits for the next sync.
        """
        self.doubtful += [piece for piece in self.unsynced if piece.data is not None]
        self.unsynced = [piece for piece in self.unsynced if piece.data is None]

    def survive(self, rng: random.Random, others: bytes) -> bytes:
        """Return what a power cut may leave; `others` are bytes that may stand where nothing was written."""
        if not self.unsynced and not self.doubtful:
            return self.synced
        image = bytearray(self.synced)
        for piece in self.doubtful:
            free = piece.at >= len(image) or not image[piece.at : piece.at + len(piece.data or b"")].strip(b"\n")
            if piece.data and free and rng.random() < 0.5:
                _lay(image, _torn(piece, rng, others))
        stretches = _stretches(self.unsynced)
        last = rng.randrange(len(stretches))
        for number, stretch in enumerate(stretches[: last + 1]):
            if number:
                del image[stretch[0].at :]
            _scatter(image, [piece for piece in stretch if piece.data], rng, others)
        return bytes(image)


class Act(NamedTuple):
    """A name given in a folder or, where there is no file, taken away."""

    name: str
    node: File | Folder | None
    after: tuple[Folder, str] | None = None
    """Where the file stands that is moved away: this is not done before that is."""


@dataclass(slots=True, eq=False)
class Folder:
    """A folder, with its names as they are and as they are on the disk."""

    number: int
    mode: int = 0o700
    owner: int = 0
    group: int = 0
    names: dict[str, File | Folder] = field(default_factory=dict)
    synced: dict[str, File | Folder] = field(default_factory=dict)
    unsynced: list[Act] = field(default_factory=list)

    def do(self, act: Act) -> None:
        """Give a name or take it away."""
        former = self.names.pop(act.name, None)
        if isinstance(former, File):
            former.links -= 1
        if act.node is not None:
            self.names[act.name] = act.node
            if isinstance(act.node, File):
                act.node.links += 1
        self.unsynced.append(act)

    def sync(self) -> None:
        """Make the names last; what was moved away is then, at the least, where it was moved to."""
        for act in self.unsynced:
            if act.after:
                folder, name = act.after
                if name in folder.names:
                    folder.synced[name] = folder.names[name]
        self.synced = dict(self.names)
        self.unsynced.clear()

    def survive(self, rng: random.Random) -> dict[str, File | Folder]:
        """Return the names that a power cut may leave."""
        if not self.unsynced:
            return self.synced
        names = dict(self.synced)
        likely = rng.choice((0.0, 0.5, 0.5, 0.9, 1.0))
        for act in self.unsynced:
            if rng.random() >= likely:
                continue
            if act.node is not None:
                names[act.name] = act.node
            elif act.after is None or act.after[1] in (names if act.after[0] is self else act.after[0].synced):
                names.pop(act.name, None)
        return names


def _lay(image: bytearray, piece: Piece) -> None:
    if piece.data is None:
        del image[piece.at :]
        return
    image.extend(bytes(max(0, piece.at - len(image))))
    image[piece.at : piece.at + len(piece.data)] = piece.data


def _is_overlaid(former: Piece, later: Piece) -> bool:
    """Tell whether anything of what was written is cut away, or written again, later."""
    if later.data is None or former.data is None:
        return former.at >= later.at
    return former.at < later.at + len(later.data) and later.at < former.at + len(former.data)


def _stretches(pieces: list[Piece]) -> list[list[Piece]]:
    """Return what was written between one cut and the next; each stretch but the first begins with its cut."""
    stretches: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece.data is None:
            stretches.append([])
        stretches[-1].append(piece)
    return stretches


def _scatter(image: bytearray, pieces: list[Piece], rng: random.Random, others: bytes) -> None:
    """Lay some of the pieces, whole or torn, in some order."""
    order = rng.random()
    if order < 0.15 or not pieces:
        return
    if order < 0.3:
        kept = len(pieces)
    elif order < 0.7:
        kept = rng.randrange(len(pieces))
    else:
        for piece in rng.sample(pieces, rng.randint(1, len(pieces))):
            _lay(image, _torn(piece, rng, others) if rng.random() < 0.7 else piece)
        return
    for piece in pieces[:kept]:
        _lay(image, piece)
    if kept < len(pieces):
        _lay(image, _torn(pieces[kept], rng, others))


def _torn(piece: Piece, rng: random.Random, others: bytes) -> Piece:
    """Return what may be at a piece's place when only a part of it was written."""
    data = piece.data or b""
    cut = rng.randint(0, len(data))
    match rng.randrange(6):
        case 0:
            return Piece(piece.at, data[:cut])
        case 1:
            return Piece(piece.at, data[:cut] + bytes(len(data) - cut))
        case 2:
            return Piece(piece.at, data[:cut] + _stale(len(data) - cut, rng, others))
        case 3:
            return Piece(piece.at, bytes(cut) + data[cut:])
        case 4:
            return Piece(piece.at, _stale(cut, rng, others) + data[cut:])
    ends = [*range(SECTOR - piece.at % SECTOR, len(data), SECTOR), len(data)]
    torn, begin = b"", 0
    for end in ends:
        part = data[begin:end]
        torn += rng.choice((part, part, bytes(len(part)), _stale(len(part), rng, others)))
        begin = end
    return Piece(piece.at, torn[: rng.randint(0, len(torn))] if rng.random() < 0.3 else torn)


def _stale(length: int, rng: random.Random, others: bytes) -> bytes:
    """Return bytes that may stand in a place of the disk that was given to a file and not written."""
    if len(others) > length and rng.random() < 0.6:
        at = rng.randrange(len(others) - length)
        return others[at : at + length]
    return rng.randbytes(length)
