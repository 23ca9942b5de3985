"""Commands that fill a network: new, demo, gathering, organisation, person, theme."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from storage.errors import BadImport, GatheringClosed, StoreDenied, StoreExists
from storage.files import make_way
from storage.ids import joint_id
from storage.model import LANGUAGES, Gathering, GatheringState, Network, Presence
from storage.store import Store
from tui.cli.carrying import AGENDA_FROM, template
from tui.cli.speech import (
    JSON,
    PATH,
    Day,
    Hour,
    Session,
    SpeakingGroup,
    argument,
    command,
    find_gathering,
    group,
    option,
    print_json,
    print_rows,
)
from tui.planning import register
from tui.planning.agenda import first_agenda
from tui.planning.attending import in_order, told
from tui.planning.finishing import refuse_final
from tui.planning.roster import plan_people, read_roster
from tui.safe import safe

HEAD = (
    option("--title", metavar="TEXT"),
    option("--date", type=Day(), metavar="DATE"),
    option("--time", "time", metavar="10.00–15.00"),
    option("--place", metavar="TEXT"),
    option("--chair", metavar="NAME"),
    option("--case", metavar="NUMBER"),
    option("--minutes-by", "scribe", metavar="NAME"),
    option("--minutes-language", "language", type=click.Choice(LANGUAGES)),
)


def add_commands(root: SpeakingGroup) -> None:
    """Add these commands to the program."""
    command(
        root,
        "new",
        argument("path", type=PATH, required=False),
        option("--name", metavar="NAME"),
        option("--minutes-language", "language", type=click.Choice(LANGUAGES), default="nb"),
        option("--shared", "shared_with", metavar="GROUP"),
    )(new)
    command(root, "demo", option("--store", "path", type=PATH, metavar="FOLDER"))(demo)
    gatherings = group(root, "gathering")
    command(gatherings, "list", JSON)(list_gatherings)
    command(gatherings, "add", *HEAD, AGENDA_FROM)(add_gathering)
    command(gatherings, "edit", argument("number", type=int), *HEAD)(edit_gathering)
    command(
        gatherings,
        "attend",
        argument("number", type=int),
        argument("people", nargs=-1, required=True, metavar="NAME..."),
        option("--as", "--presence", "presence", type=click.Choice([p.value for p in Presence])),
        option("--note", metavar="TEXT"),
        option("--arrived", type=Hour(), metavar="10.30"),
        option("--left", type=Hour(), metavar="14.00"),
        option("--recused", multiple=True, metavar="THEME"),
    )(attend)
    people = group(root, "person")
    command(people, "list", JSON)(list_people)
    command(
        people,
        "add",
        argument("name"),
        option("--organisation", default="", metavar="NAME"),
        option("--role", default="", metavar="TEXT"),
    )(add_person)
    command(people, "import", argument("file", type=PATH))(import_people)
    organisations = group(root, "organisation")
    command(organisations, "list", JSON)(list_organisations)
    command(organisations, "add", argument("name"))(add_organisation)
    themes = group(root, "theme")
    command(themes, "list", JSON)(list_themes)
    command(themes, "add", argument("title"))(add_theme)
    command(themes, "rename", argument("theme"), argument("title"))(rename_theme)


def new(session: Session, *, path: Path | None, name: str | None, language: str, shared_with: str | None) -> None:
    """Make a network with its first gathering, today and open."""
    path = path or session.settings.store
    network = Network(id=joint_id("network"), name=name or path.resolve().name, language=language)
    store = Store.create(path, network, session.settings.scribe, group=shared_with)
    store.save(register.new_gathering(store))
    store.close()
    session.settings.with_store(path.absolute()).remember()
    session.tell("new.made", path=path, name=network.name)
    if shared_with:
        session.tell("new.shared", group=shared_with)


def demo(session: Session, path: Path | None) -> None:
    """Make the example network."""
    from tui.example import make_example  # noqa: PLC0415 nothing else needs the example's text

    path = path or session.settings.store
    if (path / "journals").exists():
        raise StoreExists(path)
    try:
        make_way(path)
    except OSError as error:
        raise StoreDenied(path, error.strerror or str(error)) from error
    make_example(path)
    session.settings.with_store(path.absolute()).remember()
    session.tell("demo.made", path=path)


def list_gatherings(session: Session, *, as_json: bool) -> None:
    """Print the gatherings."""
    store = session.open()
    contents = store.contents()
    rows = []
    for gathering in contents.gatherings.values():
        present = [
            contents.people[entry.person].name
            for entry in contents.attendance.values()
            if entry.gathering == gathering.id
            and entry.presence is not Presence.ABSENT
            and entry.person in contents.people
        ]
        rows.append(
            {
                "number": gathering.number,
                "title": gathering.title,
                "date": gathering.date.isoformat(),
                "time": gathering.time,
                "place": gathering.place,
                "chair": gathering.chair,
                "minutes_by": gathering.scribe,
                "case": gathering.case,
                "state": gathering.state.value,
                "items": sum(item.gathering == gathering.id for item in contents.items.values()),
                "themes": [theme.title for theme in contents.themes_of(gathering)],
                "present": sorted(present),
            }
        )
    if as_json:
        print_json(rows)
        return
    print_rows(
        [[str(r["number"]), str(r["date"]), str(r["state"]), str(r["items"]), safe(str(r["title"]))] for r in rows]
    )


def add_gathering(session: Session, *, agenda_from: str | None, **head: Any) -> None:
    """Add the next gathering with its agenda, and print its number."""
    store = session.open()
    gathering = _headed(register.new_gathering(store), head)
    points = template(store, agenda_from) if agenda_from else ()
    store.save(gathering, *first_agenda(store, gathering, points))
    store.close()
    click.echo(gathering.number)


def edit_gathering(session: Session, number: int, **head: Any) -> None:
    """Change what is said of a gathering."""
    with closing(session.open()) as store:
        gathering = find_gathering(store, number)
        refuse_final(gathering)
        store.save(_headed(gathering, head))


def _headed(gathering: Gathering, head: Mapping[str, Any]) -> Gathering:
    given = {name: value for name, value in head.items() if value is not None}
    return replace(gathering, **given)


def attend(
    session: Session,
    number: int,
    people: tuple[str, ...],
    presence: str | None,
    recused: tuple[str, ...],
    **given: str | None,
) -> None:
    """Note how people took part in a gathering."""
    store = session.open()
    gathering = find_gathering(store, number)
    if gathering.state is GatheringState.FINAL:
        raise GatheringClosed(number)
    found = [register.find_person(store, name) for name in people]
    facts: dict[str, object] = {name: value for name, value in given.items() if value is not None}
    if recused:
        themes = [register.find_theme(store, name).id for name in recused if name]
        facts["recused"] = tuple(theme.id for theme in in_order(store) if theme.id in themes)
    how = Presence(presence) if presence else None
    store.save(*(told(store, gathering, person, how, **facts) for person in found))
    store.close()


def list_people(session: Session, *, as_json: bool) -> None:
    """Print the people."""
    contents = session.open().contents()
    rows = [
        {"name": p.name, "handle": p.handle, "organisation": contents.name(p.organisation), "role": p.role}
        for p in contents.people.values()
    ]
    if as_json:
        print_json(rows)
    else:
        print_rows([[safe(r["name"]), "@" + r["handle"], safe(r["organisation"]), safe(r["role"])] for r in rows])


def add_person(session: Session, name: str, organisation: str, role: str) -> None:
    """Add somebody, and print the word that stands for them in the capture line."""
    store = session.open()
    planned = register.new_person(store, name, organisation, role)
    store.save(*planned)
    store.close()
    click.echo("@" + planned[-1].handle)


def import_people(session: Session, file: Path) -> None:
    """Import people from a table."""
    store = session.open()
    try:
        rows = read_roster(file)
    except OSError as error:
        raise BadImport(file, 0, "unreadable") from error
    documents = plan_people(store, rows)
    store.save(*documents)
    store.close()
    session.tell("people.imported", count=len(rows), path=file)


def list_organisations(session: Session, *, as_json: bool) -> None:
    """Print the organisations."""
    contents = session.open().contents()
    if as_json:
        print_json([{"name": o.name, "handle": o.handle} for o in contents.organisations.values()])
    else:
        print_rows([["@" + o.handle, safe(o.name)] for o in contents.organisations.values()])


def add_organisation(session: Session, name: str) -> None:
    """Add an organisation, and print the word that stands for it in the capture line."""
    store = session.open()
    organisation = register.new_organisation(store, name)
    store.save(organisation)
    store.close()
    click.echo("@" + organisation.handle)


def list_themes(session: Session, *, as_json: bool) -> None:
    """Print the themes in their order."""
    store = session.open()
    contents = store.contents()
    counts = {name: sum(item.theme == name for item in contents.items.values()) for name in contents.themes}
    rows = [(theme, counts[theme.id]) for theme in contents.themes.values()]
    if as_json:
        keys = ("title", "handle", "items", "standing")
        print_json([dict(zip(keys, (t.title, t.handle, count, t.standing), strict=True)) for t, count in rows])
    else:
        print_rows([["#" + t.handle, str(count), safe(t.title)] for t, count in rows])


def add_theme(session: Session, title: str) -> None:
    """Add a theme, and print the word that stands for it in the capture line."""
    store = session.open()
    theme = register.new_theme(store, title)
    store.save(theme)
    store.close()
    click.echo("#" + theme.handle)


def rename_theme(session: Session, theme: str, title: str) -> None:
    """Give a theme another title; the word that stands for it stays."""
    store = session.open()
    store.save(replace(register.find_theme(store, theme), title=title))
    store.close()
