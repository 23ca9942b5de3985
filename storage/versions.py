"""What stood in a store when a version of minutes was made: the records that its maker had read, and no others.

The record that makes a version says how far its session had read in all others' records, and so it is known for ever
which ones they were, whatever has been written, joined or found again since. Where several made the same version
without sight of each other, it is what they had read together. Pure: knows no file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from storage.contents import Contents
from storage.entries import Entry, Run, entries_of
from storage.memory import Memory
from storage.merge import Claim, claims_of, edits_of
from storage.model import Gathering, Status, Version
from storage.records import TABLE_OF

TABLE = TABLE_OF[Version]


@dataclass(frozen=True)
class Maker:
    """The record that made a version, with all that its session had read by then."""

    session: str
    seq: int
    claims: Mapping[str, Claim]
    """By session: how much of it."""

    def knew(self, session: str, seq: int) -> bool:
        """Tell whether a record was among what had been read; its own session's and itself are."""
        if session == self.session:
            return seq <= self.seq
        claim = self.claims.get(session)
        return claim is not None and claim.covers(seq)


def makers_of(records: Sequence[Entry | Run], version: str) -> list[Maker]:
    """Return what made the version of that id, and has not been made anew by somebody who had seen it."""
    made = [(entry.session, entry.seq) for entry in _told_of(records) if _makes(entry, version)]
    makers = [Maker(session, seq, _claims(records, session, seq)) for session, seq in sorted(set(made))]
    return [one for one in makers if not any(o != one and o.knew(one.session, one.seq) for o in makers)]


def _told_of(records: Iterable[Entry | Run]) -> Iterator[Entry]:
    """Yield the records among which one may make a version."""
    yield from entries_of(one for one in records if isinstance(one, Entry) or TABLE in one.tables)


def _makes(entry: Entry, version: str) -> bool:
    """Tell whether a record makes a version, for the first time or again after that was taken back."""
    return any(
        edit.table == TABLE and edit.id == version and (edit.was is None or edit.set.get("deleted") is False)
        for edit in edits_of(entry)
    )


def _claims(records: Iterable[Entry | Run], session: str, seq: int) -> dict[str, Claim]:
    """Return what a session had read when it wrote that record: the last that it said by then."""
    own = [one for one in records if isinstance(one, Entry) and one.session == session and one.seq <= seq]
    claims: dict[str, Claim] = {}
    for entry in sorted(own, key=lambda entry: entry.seq):
        claims |= {other: claim for other, claim in claims_of(entry) if claim.read}
    return claims


def read_then(records: Iterable[Entry | Run], makers: Sequence[Maker]) -> Iterator[Entry | Run]:
    """Yield the records that one of those makers had read."""
    for record in records:
        if isinstance(record, Entry):
            if any(maker.knew(record.session, record.seq) for maker in makers):
                yield record
        elif any(_knew_all(maker, record) for maker in makers):
            yield record
        else:
            yield from read_then(record.entries(), makers)


def _knew_all(maker: Maker, run: Run) -> bool:
    claim = Claim(maker.seq) if run.session == maker.session else maker.claims.get(run.session, Claim(0))
    return run.last <= claim.upto and not claim.missed


def contents_then(records: Sequence[Entry | Run], version: str, name: str) -> Contents | None:
    """Return what stood when the version of that id was made, in the network of that name where none is written.

    None where that cannot be told any more, since records are lost.
    """
    makers = makers_of(records, version)
    memory = Memory()
    memory.take(read_then(records, makers))
    return memory.contents(name) if makers and not _is_lost(memory, makers) else None


def _is_lost(memory: Memory, makers: Sequence[Maker]) -> bool:
    """Tell whether something that had been read is not there."""
    merge = memory.merge
    for maker in makers:
        for session, claim in {**maker.claims, maker.session: Claim(maker.seq)}.items():
            stretches = [*merge.missed.get(session, ()), (merge.seen.get(session, 0) + 1, claim.upto)]
            if any(claim.covers(seq) for first, last in stretches for seq in range(first, last + 1)):
                return True
    return False


def with_what_came_after(then: Contents, now: Contents, gathering: str) -> Contents:
    """Return what stood then with what has come to the minutes since and changes nothing in them.

    That is their approval, with the gathering at which it was given, and the corrections that are wanted in them.
    """
    held, current = then.gatherings[gathering], now.gatherings.get(gathering)
    gatherings: dict[str, Gathering] = {**then.gatherings}
    last = current is not None and held.version == current.version
    gatherings[gathering] = replace(held, approved=current.approved if current and last else "")
    approving = now.gatherings.get(gatherings[gathering].approved)
    if approving and approving.id not in gatherings:
        gatherings[approving.id] = approving
    since = {
        name: one for name, one in now.corrections.items() if (one.gathering, one.version) == (gathering, held.version)
    }
    return replace(then, gatherings=gatherings, corrections={**since, **then.corrections})


def changed_since(then: Contents, now: Contents, gathering: str) -> list[str]:
    """Return the ids of a gathering's items that are new, gone or others since, whatever has been done about them."""
    before, present = (
        {
            item.id: replace(item, status=Status.OPEN, closed=None)
            for item in one.items.values()
            if item.gathering == gathering
        }
        for one in (then, now)
    )
    return [name for name in sorted({**before, **present}) if before.get(name) != present.get(name)]
