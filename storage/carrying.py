"""What comes along to a gathering from those before it, what stays behind, and why: worked out, never copied. Pure.

An action or a question comes along as long as it is open. One that was closed is told of once: at the first gathering
after the day on which it was. A theme comes along where it stands, or was on an agenda and nothing has been said of it.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter

from storage.ids import joint_id
from storage.model import AgendaEntry, Gathering, Item, Kind, Omission, Status, Theme

_CARRIED = frozenset((Kind.ACTION, Kind.QUESTION))


class Why(StrEnum):
    """Why something comes along or stays behind."""

    OPEN = "open"
    STANDING = "standing"
    UNDISCUSSED = "undiscussed"
    OMITTED = "omitted"
    """It would come, and is left out this once."""
    DONE = "done"
    """It was still open when the gathering before was over."""
    LATER = "later"
    """The same; it is put off, and not given up."""
    DISCUSSED = "discussed"


@dataclass(frozen=True, slots=True)
class Carried:
    """Something that comes along or stays behind."""

    subject: Item | Theme
    why: Why
    gathering: Gathering | None
    """Where it comes from: where an item was captured, or a theme was last on the agenda, or last discussed where it
    has been; None for a theme that stands and has been on none."""


@dataclass(frozen=True, slots=True)
class CarryOver:
    """What comes along to a gathering, and what stays behind; nothing is in it twice."""

    comes: tuple[Carried, ...]
    """Actions and questions in the order in which they were captured, then themes in theirs."""
    stays: tuple[Carried, ...]
    others: Mapping[Kind, int]
    """How many earlier items there are of the kinds that do not come along."""

    def items(self, kind: Kind) -> list[Item]:
        """Return the actions or questions that are followed up: those that come along, and those closed since."""
        told = (*self.comes, *(each for each in self.stays if each.why in (Why.DONE, Why.LATER)))
        found = [each.subject for each in told if isinstance(each.subject, Item) and each.subject.kind is kind]
        return sorted(found, key=lambda item: item.id)

    def themes(self) -> list[Theme]:
        """Return the themes that come along."""
        return [each.subject for each in self.comes if isinstance(each.subject, Theme)]


def omission(gathering: Gathering, subject: Item | Theme) -> Omission:
    """Return that something is left out at a gathering, this once."""
    name = joint_id("omission", gathering.id, subject.id)
    return Omission(id=name, gathering=gathering.id, subject=subject.id)


def before(gathering: Gathering, gatherings: Iterable[Gathering]) -> list[Gathering]:
    """Return the gatherings that come before one, by number."""
    place = _place(gathering)
    return sorted((each for each in gatherings if _place(each) < place), key=_place)


def _place(gathering: Gathering) -> tuple[int, str]:
    return gathering.number, gathering.id


def carry_over(
    gathering: Gathering,
    *,
    gatherings: Iterable[Gathering],
    items: Collection[Item],
    themes: Iterable[Theme],
    agenda: Iterable[AgendaEntry],
    omissions: Iterable[Omission],
) -> CarryOver:
    """Return what comes along to a gathering from those before it. It looks at each item twice and no more."""
    earlier = before(gathering, gatherings)
    rank = {each.id: at for at, each in enumerate(earlier)}
    over = max((each.date for each in earlier), default=dt.date.min)
    until = max(over, gathering.date)
    left_out = _left_out(gathering, omissions)
    tally = Counter(map(attrgetter("gathering", "theme", "kind"), items))
    found = []
    for item in [one for one in items if one.kind is Kind.ACTION or one.kind is Kind.QUESTION]:
        at = rank.get(item.gathering)
        if at is not None and (why := _why(item, over, until, left_out)):
            found.append((at, item.id, Carried(item, why, earlier[at])))
    told = [each for _, _, each in sorted(found, key=lambda each: each[:2])]
    told += _themes(earlier, {(held, theme) for held, theme, _ in tally}, themes, agenda, left_out)
    comes = tuple(each for each in told if each.why in (Why.OPEN, Why.STANDING, Why.UNDISCUSSED))
    stays = tuple(each for each in told if each.why not in (Why.OPEN, Why.STANDING, Why.UNDISCUSSED))
    others = Counter[Kind]()
    for (held, _, kind), count in tally.items():
        if held in rank and kind not in _CARRIED:
            others[kind] += count
    return CarryOver(comes, stays, others)


def carried_themes(
    gathering: Gathering,
    *,
    gatherings: Iterable[Gathering],
    spoken: Iterable[tuple[str, str]],
    themes: Iterable[Theme],
    agenda: Iterable[AgendaEntry],
    omissions: Iterable[Omission],
) -> list[Carried]:
    """Return the themes that come along, or stay and why; `spoken` tells at which gathering of which theme."""
    return _themes(before(gathering, gatherings), spoken, themes, agenda, _left_out(gathering, omissions))


def _left_out(gathering: Gathering, omissions: Iterable[Omission]) -> set[str]:
    return {each.subject for each in omissions if each.gathering == gathering.id}


def _themes(
    earlier: Sequence[Gathering],
    spoken: Iterable[tuple[str, str]],
    themes: Iterable[Theme],
    agenda: Iterable[AgendaEntry],
    left_out: Container[str],
) -> list[Carried]:
    rank = {each.id: at for at, each in enumerate(earlier)}
    said = {theme: at for at, theme in sorted((rank[held], theme) for held, theme in spoken if held in rank)}
    listed = {entry.theme: rank[entry.gathering] for entry in _by_rank(agenda, rank)}
    return [found for theme in themes if (found := _theme(theme, earlier, listed, said, left_out))]


def _by_rank(agenda: Iterable[AgendaEntry], rank: Mapping[str, int]) -> list[AgendaEntry]:
    """Return the entries of the ranked gatherings, the latest gathering's last."""
    return sorted((entry for entry in agenda if entry.gathering in rank), key=lambda entry: rank[entry.gathering])


def _why(item: Item, over: dt.date, until: dt.date, left_out: Container[str]) -> Why | None:
    """Why an action or a question comes or stays; None where it was closed before the last gathering was over.

    What was closed on a day of which nothing is known counts as closed at its own gathering.
    """
    closed = item.status is not Status.OPEN
    if closed and (item.closed is None or item.closed.date() <= over):
        return None
    if item.id in left_out:
        return Why.OMITTED
    if closed and item.closed is not None and item.closed.date() <= until:
        return Why.LATER if item.status is Status.LATER else Why.DONE
    return Why.OPEN


def _theme(
    theme: Theme,
    earlier: Sequence[Gathering],
    listed: Mapping[str, int],
    said: Mapping[str, int],
    left_out: Container[str],
) -> Carried | None:
    """Why a theme comes or stays; None for one that does not stand and was on no agenda.

    `listed` and `said` tell by theme at which of the earlier gatherings it was last on the agenda, and last spoken of.
    """
    at, last = listed.get(theme.id, -1), said.get(theme.id, -1)
    undiscussed = last < at
    if not theme.standing and not undiscussed:
        return Carried(theme, Why.DISCUSSED, earlier[last]) if at >= 0 else None
    why = Why.STANDING if theme.standing else Why.UNDISCUSSED
    return Carried(theme, Why.OMITTED if theme.id in left_out else why, earlier[at] if at >= 0 else None)
