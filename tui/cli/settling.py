"""Commands for what people wrote differently without sight of each other: conflicts, settle."""

from __future__ import annotations

import click

from storage.ids import fold
from storage.store import Store
from tui.cli.exits import Exit
from tui.cli.speech import (
    Session,
    SpeakingGroup,
    argument,
    command,
    find_item,
    option,
    print_json,
    print_rows,
)
from tui.phrases import Phrases
from tui.planning.disputes import (
    Dispute,
    all_disputes,
    named_conflict_facts,
    plan_settlement,
    scribe_name,
    value_in_words,
    when,
)
from tui.planning.finishing import refuse_closed
from tui.planning.naming import label, plain_reference, title
from tui.safe import safe


def add_commands(root: SpeakingGroup) -> None:
    """Add these commands to the program."""
    command(root, "conflicts", option("--json", "as_json", is_flag=True))(conflicts)
    command(
        root,
        "settle",
        argument("reference"),
        option("--field", metavar="FIELD"),
        option("--value", "number", type=click.IntRange(min=1), metavar="N"),
        option("--keep", is_flag=True),
    )(settle)


def conflicts(session: Session, *, as_json: bool) -> None:
    """Print every field that people gave different values, with the values."""
    store = session.open()
    found = all_disputes(store)
    if as_json:
        print_json([named_conflict_facts(store, dispute) for dispute in found])
        return
    rows = []
    for dispute in found:
        for number, side in enumerate(dispute.sides, 1):
            stands = session.say("dispute.stands") if side.stands else ""
            value = value_in_words(store, session.say, dispute, side)
            who = f"{scribe_name(side, session.say)} {when(session.say, side.moment)}"
            rows.append([safe(title(store, dispute.document)), dispute.field, str(number), who, stands, value])
    print_rows(rows)


def settle(session: Session, reference: str, *, field: str | None, number: int | None, keep: bool) -> None:
    """Settle what is disputed of a document: keep what stands, or take the value of that number."""
    if keep and number is not None:
        raise click.UsageError(session.say("settle.either"))
    store = session.open()
    try:
        found = _disputes_of(session, store, reference, field)
        dispute = found[0]
        chosen = None if field is None else {dispute.field: dispute.sides[-1].stamp}
        if number is not None:
            if len(found) > 1:
                raise click.UsageError(session.say("settle.which-field", fields=", ".join(d.field for d in found)))
            if number > len(dispute.sides):
                raise click.UsageError(session.say("settle.no-number", number=number, count=len(dispute.sides)))
            chosen = {dispute.field: dispute.sides[number - 1].stamp}
        change = plan_settlement(store, dispute.document, chosen)
        if change:
            refuse_closed(store, change)
            store.commit(change)
        for each in found:
            _tell(session.say, store, each, number)
    finally:
        store.close()


def _tell(say: Phrases, store: Store, dispute: Dispute, number: int | None) -> None:
    side = dispute.sides[(number or 0) - 1]
    name = safe(title(store, dispute.document))
    what = label(say, dispute.field)
    value = value_in_words(store, say, dispute, side)
    click.echo(say("settle.done", name=name, field=what, value=value, scribe=scribe_name(side, say)))


def _disputes_of(session: Session, store: Store, reference: str, field: str | None) -> list[Dispute]:
    """Return what is disputed of the one document that is called so. Raises UnknownReference."""
    found = [each for each in all_disputes(store) if _is_called(title(store, each.document), reference)]
    if not found:
        find_item(store, reference)
    if field is not None:
        found = [dispute for dispute in found if dispute.field == field]
    if not found:
        session.tell("settle.nothing", name=reference)
        raise click.exceptions.Exit(Exit.FAILURE)
    if len({dispute.document.id for dispute in found}) > 1:
        raise click.UsageError(session.say("settle.several", name=reference))
    return found


def _is_called(name: str, reference: str) -> bool:
    return fold(name) == fold(reference) or plain_reference(name) == plain_reference(reference)
