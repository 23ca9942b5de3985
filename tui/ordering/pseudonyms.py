"""Numbers in the place of names in what is exported: the key is read, everybody new gets a number, and it is kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from exports.pseudonyms import Key, Veil, strangers_in
from storage.model import Organisation, Person
from storage.store import Store
from tui.ordering.exporting import Source
from tui.ordering.keyfile import claimed, read_key, write_key


def veiled(store: Store, source: Source, path: Path, language: str) -> Source:
    """Return what a document is made from with numbers for names; who had none yet has one from now on, in the key.

    Raises BadKey, FileNotWritten.
    """
    read_key(path, store)
    with claimed(path):
        key = read_key(path, store)
        longer = key_for(store, source, key)
        if longer != key:
            write_key(path, longer, store)
    return with_numbers(store, source, longer, language)


def with_numbers(store: Store, source: Source, key: Key, language: str) -> Source:
    """Return what a document is made from with the numbers of a key for names."""
    veil = _veil(store, source, key, language)
    return replace(
        source,
        contents=veil.contents(source.contents),
        gatherings=tuple(map(veil.document, source.gatherings)),
        before=source.before and veil.contents(source.before),
        veil=veil,
    )


def key_for(store: Store, source: Source, key: Key) -> Key:
    """Return a key with a number for everybody who may be named in a document."""
    people = _everybody(store)
    with_people = key.extended(people, ())
    veil = _veil(store, source, with_people, store.network.language)
    scribes = {store.scribe_of(session) for session in store.seen()}
    strangers = {name for name in scribes if veil.is_stranger(name)}
    for contents in filter(None, (source.contents, source.before)):
        strangers |= strangers_in(contents, veil)
    return with_people.extended((), strangers)


def _veil(store: Store, source: Source, key: Key, language: str) -> Veil:
    people, organisations = _everybody(store), [*store.all(Organisation).values()]
    for contents in filter(None, (source.contents, source.before)):  # names may have been others then
        people += contents.people.values()
        organisations += contents.organisations.values()
    return Veil(key, people, organisations, language)


def _everybody(store: Store) -> list[Person]:
    """All persons, also those who were taken out: they may be named in what was written."""
    found = (store.find(Person, name) for name in store.names(Person))
    return [person for person in found if person]
