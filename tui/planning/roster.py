"""People from a table: a CSV file with a name, an organisation and a role in each line."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from storage.errors import BadImport
from storage.files import Files
from storage.ids import fold, make_handle
from storage.model import Document, Organisation, Person
from storage.store import Store

_COLUMNS = {
    "name": ("navn", "namn", "name", "full name", "fullt navn", "fullt namn"),
    "organisation": ("organisasjon", "organisation", "organization", "kommune", "virksomhet", "verksemd", "firma"),
    "role": ("rolle", "role", "stilling", "tittel", "title", "funksjon"),
}
_LARGEST = 5_000_000
"""In bytes; a longer file is no table of people."""


class Row(NamedTuple):
    """One line of the table."""

    name: str
    organisation: str = ""
    role: str = ""


def read_roster(path: Path, *, follow: bool = True) -> list[Row]:
    """Return the people in a file: UTF-8 or Windows-1252; semicolons, commas or tabs; the first line names the columns.

    Raises BadImport where that is not what the file holds, OSError where it cannot be read, or is a link that shall
    not be followed.
    """
    import csv  # noqa: PLC0415 no start needs it

    text = _text(path, path.read_bytes() if follow else Files().read(path))
    lines = text.splitlines()
    if not lines:
        raise BadImport(path, 0, "empty")
    separator = max(";,\t", key=lines[0].count)
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=separator, strict=True))
    except csv.Error as error:
        raise BadImport(path, 0, "encoding") from error
    at = {column: _position(rows[0], names) for column, names in _COLUMNS.items()}
    if at["name"] is None:
        raise BadImport(path, 1, "columns")
    people = [
        _row(path, number, row, at) for number, row in enumerate(rows[1:], 2) if any(cell.strip() for cell in row)
    ]
    if not people:
        raise BadImport(path, 0, "empty")
    return people


def plan_people(store: Store, rows: list[Row]) -> list[Document]:
    """Return the persons and organisations to save: new ones, and those known by name with what the rows add."""
    return list(_plan(store, rows))


def _plan(store: Store, rows: list[Row]) -> Iterator[Document]:
    organisations = {fold(o.name): o for o in store.all(Organisation).values()}
    people = {fold(p.name): p for p in store.all(Person).values()}
    taken = {party.handle for party in store.parties()}
    for row in rows:
        home = organisations.get(fold(row.organisation)) if row.organisation else None
        if row.organisation and home is None:
            home = Organisation(id=store.new_id(), name=row.organisation, handle=make_handle(row.organisation, taken))
            organisations[fold(home.name)] = home
            taken.add(home.handle)
            yield home
        known = people.get(fold(row.name))
        person = Person(
            id=known.id if known else store.new_id(),
            name=known.name if known else row.name,
            handle=known.handle if known else person_handle(row.name, taken),
            organisation=home.id if home else known.organisation if known else "",
            role=row.role or (known.role if known else ""),
        )
        people[fold(person.name)] = person
        taken.add(person.handle)
        yield person


def person_handle(name: str, taken: set[str]) -> str:
    """Return a word for a person: the first name, however short, else more of the name."""
    words = fold(name).replace(".", " ").split()
    for end in range(1, len(words) + 1):
        handle = "-".join("".join(filter(str.isalnum, word)) for word in words[:end])
        if handle and handle not in taken:
            return handle
    return make_handle(name, taken)


def _text(path: Path, content: bytes) -> str:
    if b"\0" in content or len(content) > _LARGEST:
        raise BadImport(path, 0, "encoding")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")  # what a Norwegian Excel writes


def _position(header: list[str], names: tuple[str, ...]) -> int | None:
    return next((at for at, cell in enumerate(header) if fold(cell) in names), None)


def _row(path: Path, number: int, row: list[str], at: dict[str, int | None]) -> Row:
    cells = {
        column: " ".join(row[position].split()) if position is not None and position < len(row) else ""
        for column, position in at.items()
    }
    if not cells["name"]:
        raise BadImport(path, number, "name")
    return Row(**cells)
