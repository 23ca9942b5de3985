"""Commands for needs: what is told of each, who shares it, its journey, which are alike."""

from __future__ import annotations

from typing import Any

import click

from exports.cuts.journeys import Journey, day_of, reasons
from storage.contents import Contents
from storage.errors import GatheringClosed, UnknownReference
from storage.ids import fold
from storage.model import Gathering, GatheringState, Item, Kind, Organisation, Status, Support
from storage.store import Store
from tui.cli.items import item_facts
from tui.cli.speech import (
    GATHERING,
    JSON,
    Session,
    SpeakingGroup,
    argument,
    command,
    find_gathering,
    find_item,
    group,
    option,
    print_json,
    print_rows,
)
from tui.line.slots import SLOTS, completeness, filled
from tui.phrases import Phrases
from tui.planning.agreed import with_status
from tui.planning.needs import alike, all_support, edited, hindrance, joined, journey, living, reworded, shared, sharers
from tui.safe import safe

_REFERENCE = argument("reference", metavar="REF")


def add_commands(root: SpeakingGroup) -> None:
    """Add these commands to the program."""
    needs = group(root, "need")
    command(needs, "list", JSON)(list_needs)
    command(needs, "show", _REFERENCE, JSON)(show)
    slots = [option(f"--{slot}", metavar="TEXT") for slot in SLOTS]
    command(
        needs,
        "edit",
        _REFERENCE,
        *slots,
        option("--text", metavar="TEXT"),
        option("--reason", metavar="TEXT"),
        option("--anew", is_flag=True),
    )(edit)
    command(
        needs,
        "share",
        _REFERENCE,
        argument("organisation", metavar="ORGANISATION"),
        option("--dots", type=click.IntRange(0, 999), metavar="N"),
        option("--not", "unshared", is_flag=True),
    )(share)
    command(needs, "later", _REFERENCE)(put_off)
    command(needs, "alike", GATHERING, JSON)(list_alike)
    command(needs, "join", argument("references", nargs=-1, required=True, metavar="REF..."))(join)


def list_needs(session: Session, *, as_json: bool) -> None:
    """Print the needs that live on, a row each."""
    store = session.open()
    needs, support = living(store), all_support(store)
    if as_json:
        contents = store.contents()
        print_json([_facts(store, contents, need, support.get(need.id, ())) for need in needs])
    else:
        print_rows([_row(session.say, store, need, support.get(need.id, ())) for need in needs])


def _row(say: Phrases, store: Store, need: Item, support: Any) -> list[str]:
    dots = sharers(store, need, support)
    told = [need.text, *([say("needs.shared-dots", count=len(dots), dots=sum(dots.values()))] if dots else [])]
    told += [f"({say(f'needs.status.{need.status}').lower()})"] if need.status is not Status.OPEN else []
    return [store.reference(need), completeness(need), safe(" · ".join(told))]


def _facts(store: Store, contents: Contents, need: Item, support: Any) -> dict[str, object]:
    """A need as it is printed in JSON."""
    dots = sharers(store, need, support)
    return {
        **item_facts(contents, need),
        **{slot: getattr(need, slot) for slot in SLOTS},
        "filled": len(filled(need)),
        "shared_by": [{"organisation": contents.name(name), "dots": count} for name, count in dots.items()],
        "grew_from": [contents.references[name] for name in need.grew_from if name in contents.references],
    }


def show(session: Session, reference: str, *, as_json: bool) -> None:
    """Print what is told of a need, who shares it, and how it was worded from gathering to gathering."""
    store = session.open()
    need = _need(session, store, reference)
    support = all_support(store).get(need.id, ())
    stages = journey(store, need, store.journey(need))
    if as_json:
        facts = _facts(store, store.contents(), need, support)
        print_json({**facts, "journey": _stages(store, stages)})
        return
    say = session.say
    print_rows([_row(say, store, need, support)])
    for slot in SLOTS:
        click.echo(f"{say(f'field.{slot}')}: {safe(getattr(need, slot)) or '–'}")
    organisations = store.all(Organisation)
    for name, dots in sharers(store, need, support).items():
        click.echo(f"{safe(organisations[name].name)}: {dots or say('sharing.shares')}")
    for stage in _stages(store, stages):
        told = say("journey.at", number=stage["gathering"], date=stage["date"])
        reason = say("journey.reason", reason=stage["reason"]) if stage["reason"] else ""
        click.echo(safe(f"{told} · {stage['reference']}: {stage['text']} {reason}").rstrip())


def _stages(store: Store, stages: Journey) -> list[dict[str, object]]:
    """The stages of a journey as they are printed in JSON."""
    return [
        {
            "gathering": stage.gathering.number,
            "date": day_of(stage).isoformat(),
            "reference": store.reference(stage.item),
            "text": stage.item.text,
            "scribe": stage.scribe,
            "reason": reason,
        }
        for stage, reason in zip(stages, reasons(stages), strict=True)
    ]


def edit(session: Session, reference: str, *, anew: bool, **given: str | None) -> None:
    """Change what is told of a need; or word it anew at the open gathering, and print what that is called."""
    wanted = {name: text.strip() for name, text in given.items() if text is not None}
    if not wanted:
        raise click.UsageError(session.say("edit.nothing"))
    if not wanted.get("text", "-"):
        raise click.UsageError(session.say("edit.one-text"))
    store = session.open()
    try:
        need = _need(session, store, reference)
        if wanted.get("text", need.text) != need.text:
            wanted = {"reason": "", **wanted}
        if anew:
            documents = reworded(store, _open_gathering(store), "P", need, wanted)
        else:
            _refuse_closed(store, need)
            documents = [edited(need, need, wanted)]
        store.save(*documents)
        click.echo(next(store.reference(one) for one in documents if isinstance(one, Item)))
        session.tell("edit.done", references=store.reference(need))
    finally:
        store.close()


def share(session: Session, reference: str, organisation: str, dots: int | None, *, unshared: bool) -> None:
    """Note that an organisation shares a need, with so many dots; or that it does not."""
    store = session.open()
    try:
        need = _need(session, store, reference)
        called = fold(organisation)
        known = store.all(Organisation).values()
        found = next((one for one in known if called in (fold(one.name), fold(one.handle))), None)
        if found is None:
            raise UnknownReference("organisation", organisation)
        old = next((one for one in all_support(store).get(need.id, ()) if one.organisation == found.id), None)
        kept = old.dots if isinstance(old, Support) else 0
        store.save(*shared(store, need.id, found.id, None if unshared else kept if dots is None else dots))
        session.tell("edit.done", references=store.reference(need))
    finally:
        store.close()


def put_off(session: Session, reference: str) -> None:
    """Mark a need as one that cannot be met now."""
    store = session.open()
    try:
        need = _need(session, store, reference)
        store.save(with_status(need, Status.LATER))
        session.tell("edit.done", references=store.reference(need))
    finally:
        store.close()


def list_alike(session: Session, gathering: int | None, *, as_json: bool) -> None:
    """Print the pairs of needs that say nearly the same, the most alike first."""
    store = session.open()
    held = find_gathering(store, gathering) if gathering is not None else store.open_gathering()
    pairs = alike(living(store), held.id if held else "")
    items = store.all(Item)
    both = [(items[pair.one], items[pair.other], pair.likeness) for pair in pairs]
    if as_json:
        print_json(
            [
                {
                    "likeness": round(likeness, 2),
                    "needs": [{"reference": store.reference(need), "text": need.text} for need in (one, other)],
                }
                for one, other, likeness in both
            ]
        )
    else:
        names = store.reference
        print_rows([[names(a), names(b), f"{near:.0%}", safe(f"{a.text} ≈ {b.text}")] for a, b, near in both])


def join(session: Session, references: tuple[str, ...]) -> None:
    """Make one need of several at the open gathering, and print what it is called."""
    store = session.open()
    try:
        held = _open_gathering(store)
        needs = list({need.id: need for need in (_need(session, store, name) for name in references)}.values())
        met = hindrance(store, held, needs)
        if met:
            raise click.UsageError(session.say(met))
        documents = joined(store, held, needs)
        store.save(*documents)
        whole = next(one for one in documents if isinstance(one, Item))
        click.echo(store.reference(whole))
        session.tell("pairs.joined", reference=store.reference(whole))
    finally:
        store.close()


def _need(session: Session, store: Store, reference: str) -> Item:
    """Return the need of that reference. Raises UnknownReference."""
    item = find_item(store, reference)
    if item.kind is not Kind.NEED:
        raise click.UsageError(session.say("need.none", reference=reference))
    return item


def _open_gathering(store: Store) -> Gathering:
    """Return the gathering at which needs are worded anew. Raises UnknownReference."""
    return find_gathering(store, None)


def _refuse_closed(store: Store, need: Item) -> None:
    gathering = store.find(Gathering, need.gathering)
    if gathering and gathering.state is GatheringState.FINAL:
        raise GatheringClosed(gathering.number)
