"""Commands on who takes part: over the whole series, and whose voice is missing."""

from __future__ import annotations

from storage.model import Attendance, Item, Organisation, Person, Theme
from storage.store import Store
from storage.voices import present_at, voices
from tui.cli.speech import (
    GATHERING,
    JSON,
    Session,
    SpeakingGroup,
    command,
    find_gathering,
    option,
    print_json,
    print_rows,
)
from tui.planning.attending import in_order
from tui.planning.register import find_theme
from tui.planning.series import SIGNS, Series, series_of
from tui.safe import safe


def add_commands(root: SpeakingGroup) -> None:
    """Add these commands to the program."""
    command(root, "attendance", JSON)(attendance)
    command(root, "voices", GATHERING, option("--theme", metavar="THEME"), JSON)(print_voices)


def attendance(session: Session, *, as_json: bool) -> None:
    """Print who took part in which gathering, a row for each person, by organisation."""
    store = session.open()
    series = series_of(store)
    if as_json:
        print_json([_person_facts(store, series, person) for person in series.everybody()])
        return
    held = len(series.gatherings)
    rows = [["", "", " ".join(str(gathering.number) for gathering in series.gatherings), ""]]
    for home in series.homes:
        for person in home.people:
            signs = [SIGNS[series.presence(person, g)].rjust(len(str(g.number))) for g in series.gatherings]
            name = safe(home.organisation.name) if home.organisation else ""
            rows.append([name, safe(person.name), " ".join(signs), f"{series.times(person)}/{held}"])
    everybody = list(series.everybody())
    counts = ", ".join(f"{g.number}: {series.came(everybody, g)}" for g in series.gatherings)
    print_rows(rows)
    if series.gatherings:
        session.tell("series.counts", counts=counts)


def _person_facts(store: Store, series: Series, person: Person) -> dict[str, object]:
    home = store.all(Organisation).get(person.organisation)
    return {
        "name": person.name,
        "handle": person.handle,
        "organisation": home.name if home else None,
        "role": person.role,
        "attended": series.times(person),
        "gatherings": [
            {"gathering": gathering.number, **_noted_facts(store, noted)}
            for gathering in series.gatherings
            if (noted := series.noted.get((person.id, gathering.id)))
        ],
    }


def _noted_facts(store: Store, noted: Attendance) -> dict[str, object]:
    return {
        "presence": noted.presence.value,
        "note": noted.note,
        "arrived": noted.arrived or None,
        "left": noted.left or None,
        "recused": [theme.title for theme in in_order(store) if theme.id in noted.recused],
    }


def print_voices(session: Session, gathering: int | None, theme: str | None, *, as_json: bool) -> None:
    """Print of each theme of a gathering which organisations have said something, and which have not."""
    store = session.open()
    held = find_gathering(store, gathering)
    items = store.items_of(held.id)
    asked = [find_theme(store, theme)] if theme is not None else _talked_of(store, items)
    rows, facts = [], []
    for one in asked:
        there = present_at(held, one.id, store.all(Attendance).values(), store.all(Person), store.all(Organisation))
        found = voices(items, there, store.all(Person), one.id)
        heard, silent = ([there[name].name for name in names] for names in found)
        facts.append({"theme": one.title, "gathering": held.number, "heard": heard, "silent": silent})
        told = ", ".join(map(safe, silent)) or session.say("voices.all" if heard else "value.nothing")
        rows.append([safe(one.title), f"{len(heard)}/{len(there)}", told])
    if as_json:
        print_json(facts)
    else:
        print_rows(rows)
    if not any(fact["heard"] or fact["silent"] for fact in facts):
        session.tell("voices.unnoted", number=held.number)


def _talked_of(store: Store, items: list[Item]) -> list[Theme]:
    """The themes under which something was written down, in their order."""
    used = {item.theme for item in items}
    return [theme for theme in in_order(store) if theme.id in used]
