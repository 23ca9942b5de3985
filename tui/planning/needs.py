"""The needs of the whole network: which live on, who shares them, what they grew from. Planned here, not saved.

Every function that changes something returns the documents of one change, so that one undo takes it back.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from exports.cuts.journeys import Journey, is_part, journeys_of
from storage.contents import Contents
from storage.history import Step
from storage.ids import joint_id
from storage.model import (
    PLENARY,
    Document,
    Gathering,
    GatheringState,
    Group,
    Item,
    Kind,
    Organisation,
    Person,
    Status,
    Support,
)
from storage.store import Store
from tui.coaching.alike import Likeness, Pair
from tui.line.slots import SLOTS, as_one, slots_of
from tui.planning import rework
from tui.planning.clock import this_moment
from tui.planning.confirming import rechecked

FEW = 2000
"""So many needs are all compared with each other; among more, only those of one gathering with all."""


def living(store: Store) -> list[Item]:
    """Return the needs of all gatherings that no later need has taken up, in the order in which they were captured."""
    needs = {name: item for name, item in store.all(Item).items() if item.kind is Kind.NEED}
    taken = {
        origin
        for need in needs.values()
        for origin in need.grew_from
        if origin in needs and origin != need.id and not is_part(needs[origin], need)
    }
    return [needs[name] for name in sorted(needs) if name not in taken]


def journey(store: Store, need: Item, steps: Sequence[Step]) -> Journey:
    """Return how a need was worded from gathering to gathering, from its changes and those of what it grew out of."""
    held = sorted(store.all(Gathering).values(), key=lambda gathering: gathering.number)
    contents = Contents(
        network=store.network, gatherings={gathering.id: gathering for gathering in held}, items=store.all(Item)
    )
    return journeys_of(contents, {need.id: steps}).get(need.id, ())


# Who shares it


def all_support(store: Store) -> dict[str, list[Support]]:
    """Return who has said that they share each need, by its id."""
    organisations = store.all(Organisation)
    found: defaultdict[str, list[Support]] = defaultdict(list)
    for support in store.all(Support).values():
        if support.organisation in organisations:
            found[support.need].append(support)
    return found


def sharers(store: Store, need: Item, support: Iterable[Support]) -> dict[str, int]:
    """Return the dots that each organisation gave a need, by id: of those that share it and of the one that said it."""
    party = store.party(need.said_by) if need.said_by else None
    home = party.organisation if isinstance(party, Person) else party.id if party else ""
    shared = {each.organisation: each.dots for each in support}
    return {home: 0, **shared} if home in store.all(Organisation) else shared


def shared(store: Store, need: str, organisation: str, dots: int | None) -> list[Support]:
    """Return what tells that an organisation shares a need, both by id, with so many dots; None for not at all."""
    name = joint_id("support", need, organisation)
    old = store.find(Support, name)
    if dots is None:
        return [replace(old, deleted=True)] if old else []
    return [Support(id=name, need=need, organisation=organisation, dots=dots, extra=old.extra if old else {})]


def _handed_on(store: Store, heir: str, needs: Sequence[Item], *, added: bool) -> list[Document]:
    """Who shares some needs, as those who share what has come of them.

    Dots that were given at one time are added up; else those given last hold.
    """
    support = all_support(store)
    dots: Counter[str] = Counter()
    sharing: dict[str, None] = {}
    for need in needs:
        for each in support[need.id]:
            sharing[each.organisation] = None
            dots[each.organisation] = (
                dots[each.organisation] + each.dots if added else each.dots or dots[each.organisation]
            )
    return [one for organisation in sharing for one in shared(store, heir, organisation, dots[organisation])]


# Another wording, and one of several


def edited(now: Item, seen: Item, wanted: Mapping[str, str]) -> Item:
    """Return a need as it is now with what is wanted otherwise than was seen: its text, its slots, the reason."""
    changed: dict[str, Any] = {name: text for name, text in wanted.items() if text != getattr(seen, name)}
    return rechecked(now, replace(now, **changed))


def reworded(store: Store, gathering: Gathering, group: str, need: Item, wanted: Mapping[str, str]) -> list[Document]:
    """Return what makes a new wording of a need at a gathering: a need that grew from it and that the same share."""
    born = _born(store, gathering, group, [need])
    changed: dict[str, Any] = {**wanted, "raw": wanted.get("text", born.raw)}
    new = replace(born, **changed)
    return [*_group_if_new(store, gathering, group), new, *_handed_on(store, new.id, [need], added=False)]


def _born(store: Store, gathering: Gathering, group: str, needs: Sequence[Item]) -> Item:
    """A new need at a gathering that grew from some."""
    last, text = needs[-1], as_one(need.text for need in needs)
    return Item(
        id=store.new_id(),
        kind=Kind.NEED,
        text=text,
        raw=text,
        theme=next((need.theme for need in reversed(needs) if rework.theme_of(store, need)), ""),
        gathering=gathering.id,
        group=group,
        number=store.next_number(gathering.id, group),
        said_by=last.said_by if len({need.said_by for need in needs}) == 1 else "",
        responsible=tuple(dict.fromkeys(name for need in needs for name in need.responsible)),
        scribe=store.who,
        created=this_moment(),
        grew_from=tuple(need.id for need in needs),
        confidential=any(need.confidential for need in needs),
        **slots_of(needs),
    )


def _group_if_new(store: Store, gathering: Gathering, letter: str) -> list[Document]:
    name = joint_id("group", gathering.id, letter)
    new = store.find(Group, name) is None
    return [Group(id=name, gathering=gathering.id, letter=letter, scribe=store.who)] if new else []


def hindrance(store: Store, gathering: Gathering, needs: Sequence[Item]) -> str:
    """Return the name of the sentence that tells why needs cannot be made one; nothing where they can."""
    if len(needs) < 2:
        return "needs.few"
    if gathering.state is GatheringState.FINAL:
        return "needs.final"
    return "rework.disputed" if any(store.disputed(need) for need in needs) else ""


def joined(store: Store, gathering: Gathering, needs: Sequence[Item], group: str = PLENARY) -> list[Document]:
    """Return what makes one need of several at a gathering that is open; the first document is that one.

    Those of the gathering itself become one as any items do. Those of earlier gatherings stay, as their minutes have
    them: the one of this gathering grows from them and keeps its wording, or where there is none, a new one does.
    """
    needs = sorted(needs, key=lambda need: need.id)
    here = [need for need in needs if need.gathering == gathering.id]
    earlier = [need for need in needs if need.gathering != gathering.id]
    if not here:
        new = _born(store, gathering, group, needs)
        return [new, *_group_if_new(store, gathering, group), *_handed_on(store, new.id, needs, added=False)]
    whole, *rest = rework.joined(store, here) if len(here) > 1 else here
    slots: dict[str, Any] = {
        slot: getattr(whole, slot).strip() or as_one(getattr(need, slot) for need in earlier) for slot in SLOTS
    }
    grown = tuple(dict.fromkeys((*(need.id for need in earlier), *whole.grew_from)))
    whole = rechecked(here[0], replace(whole, grew_from=grown, **slots))
    return [whole, *rest, *_handed_on(store, whole.id, [*earlier, *here], added=not earlier)]


def alike(needs: Iterable[Item], gathering: str, apart: Collection[frozenset[str]] = ()) -> list[Pair]:
    """Return those of some needs that say nearly the same and are not met, the most alike first.

    Left out are those that are known to be apart, and what was one and was divided. Of very many, each pair has one
    of the gathering with that id. Pure: may be asked in any thread.
    """
    found = {need.id: need for need in needs if need.status is not Status.DONE}
    about = None if len(found) <= FEW else [name for name, need in found.items() if need.gathering == gathering]
    pairs = Likeness({name: need.text for name, need in found.items()}).pairs(about)
    return [
        pair
        for pair in pairs
        if frozenset((pair.one, pair.other)) not in apart
        and pair.one not in found[pair.other].grew_from
        and pair.other not in found[pair.one].grew_from
    ]
