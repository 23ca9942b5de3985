"""The commands that show what the coach says of needs, and by which words."""

from __future__ import annotations

from collections.abc import Sequence

import click

from storage.contents import Contents
from storage.model import Item, Kind
from storage.store import Store
from tui.cli.speech import (
    JSON,
    WITHIN,
    Session,
    SpeakingGroup,
    argument,
    command,
    find_gathering,
    find_item,
    print_json,
    print_rows,
)
from tui.coaching.remarks import Advice, advise
from tui.coaching.wordlists import LISTS, Lists, lists_of
from tui.line.slots import SLOTS
from tui.phrases import Phrases
from tui.safe import safe


def add_commands(root: SpeakingGroup) -> None:
    """Add the commands to the program."""
    command(root, "coach", argument("references", nargs=-1, metavar="[REF]..."), WITHIN, JSON)(coach)
    command(root, "words", argument("names", nargs=-1, type=click.Choice(LISTS), metavar="[LIST]..."), JSON)(words)


def coach(session: Session, references: Sequence[str], within: int | None, *, as_json: bool) -> None:
    """Print of each need how much of it is told, and what is remarked on: of those, of a gathering, or of all."""
    store = session.open()
    lists = lists_of(session.settings.words, store.path)
    needs = [item for item in _asked_for(store, references, within) if item.kind is Kind.NEED]
    contents = store.contents()
    named = [party.name for party in store.parties()] + [theme.title for theme in contents.themes.values()]
    advised = [(need, _advice(contents, need, lists, frozenset(named))) for need in needs]
    if as_json:
        print_json([_facts(contents, need, advice) for need, advice in advised])
    elif advised:
        print_rows([_row(session.say, contents, need, advice) for need, advice in advised])
    else:
        session.tell("coach.none")


def words(session: Session, names: Sequence[str], *, as_json: bool) -> None:
    """Print the words of some lists, or of all: by language those that are shipped, then those of one's own files."""
    lists = lists_of(session.settings.words, session.settings.store)
    tables = [*lists.shipped.items(), *(("own", table) for table in lists.own)]
    found = [(name, whose, table[name]) for name in names or LISTS for whose, table in tables if name in table]
    if as_json:
        print_json([{"list": name, "language": whose, "words": entries} for name, whose, entries in found])
        return
    own = session.say("words.own")
    print_rows([[name, own if whose == "own" else whose, safe(", ".join(entries))] for name, whose, entries in found])


def _asked_for(store: Store, references: Sequence[str], within: int | None) -> list[Item]:
    if references:
        return [find_item(store, reference) for reference in references]
    if within is not None:
        return store.items_of(find_gathering(store, within).id)
    return list(store.contents().items.values())


def _advice(contents: Contents, need: Item, lists: Lists, names: frozenset[str]) -> Advice:
    held = contents.gatherings.get(need.gathering)
    language = (held.language if held else "") or contents.network.language
    return advise(need, None, language, lists, names)


def _facts(contents: Contents, need: Item, advice: Advice) -> dict[str, object]:
    return {
        "reference": contents.references[need.id],
        "text": need.text,
        "told": [slot for slot in SLOTS if slot in advice.told],
        "missing": [slot for slot in SLOTS if slot not in advice.told],
        "remarks": [
            {"concern": one.concern.value, "word": one.word, "start": one.start, "end": one.end}
            for one in advice.remarks
        ],
    }


def _row(say: Phrases, contents: Contents, need: Item, advice: Advice) -> list[str]:
    count = say("coach.told", told=len(advice.filled), slots=len(SLOTS))
    said = " · ".join(safe(say(one.phrase, word=one.word)) for one in advice.remarks)
    return [contents.references[need.id], count, f"{safe(need.text)}  ({said})" if said else safe(need.text)]
