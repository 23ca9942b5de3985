"""The file that tells who the numbered participants are: kept apart from the store and the documents, for its owner.

It lies in the user's folder of settings, one for each network, or where the user says. It is JSON:

    {"format": "samling-pseudonyms", "version": 1, "network": "...", "store": "...",
     "participants": [{"number": 1, "person": "01...", "name": "..."}, ...]}

`store` is the id of the network's first gathering, `person` that of a person, or null of somebody who is not
registered, `name` is as it was when the number was given. The program only ever adds to it.
"""

from __future__ import annotations

import contextlib
import json
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from exports.pseudonyms import Key, Participant
from storage.errors import BadKey, FileNotWritten
from storage.files import PRIVATE_FILE, Files, make_way, write_whole
from storage.model import Gathering
from storage.store import Store

FORMAT, VERSION = "samling-pseudonyms", 1


def key_path(store: Store, folder: Path) -> Path:
    """Return where the key of a network lies, given the folder of all keys."""
    return folder.absolute() / f"{network_id(store)}.json"


def network_id(store: Store) -> str:
    """Return what tells a network from others: the id of its first gathering, which it keeps for good."""
    return min(store.names(Gathering), default="")


def read_key(path: Path, store: Store) -> Key:
    """Return the key in a file; an empty one where there is none. Raises BadKey."""
    if _is_inside(path, store.path):
        raise BadKey(path, "inside")
    try:
        status = path.lstat()
    except FileNotFoundError:
        return Key()
    except OSError as error:
        raise BadKey(path, "unreadable") from error
    if not stat.S_ISREG(status.st_mode) or status.st_mode & 0o077:
        raise BadKey(path, "open" if stat.S_ISREG(status.st_mode) else "unreadable")
    try:
        content = Files().read(path)
    except OSError as error:
        raise BadKey(path, "unreadable") from error
    return _decoded(path, content, network_id(store))


def _is_inside(path: Path, folder: Path) -> bool:
    with contextlib.suppress(OSError):
        return path.resolve().is_relative_to(folder.resolve())
    return False


def _decoded(path: Path, content: bytes, network: str) -> Key:
    try:
        told = json.loads(content)
        if told["format"] != FORMAT:
            raise BadKey(path, "damaged")
        if told["version"] > VERSION:
            raise BadKey(path, "newer")
        participants = tuple(map(_participant, told["participants"]))
        other = told["store"] != network
    except (ValueError, LookupError, TypeError) as error:
        raise BadKey(path, "damaged") from error
    numbers = {one.number for one in participants}
    people = [one.person for one in participants if one.person]
    if len(numbers) < len(participants) or len(set(people)) < len(people) or min(numbers, default=1) < 1:
        raise BadKey(path, "damaged")
    if other:
        raise BadKey(path, "other")
    return Key(participants)


def _participant(told: Any) -> Participant:
    number, name, person = told["number"], told["name"], told["person"]
    if type(number) is not int or not isinstance(name, str) or not isinstance(person, str | None):
        raise TypeError
    return Participant(number, name, person or "")


def encoded(key: Key, store: Store) -> bytes:
    """Return what a file with that key holds."""
    participants = [{"number": one.number, "person": one.person or None, "name": one.name} for one in key.participants]
    told = {"format": FORMAT, "version": VERSION, "network": store.network.name, "store": network_id(store)}
    content = json.dumps({**told, "participants": participants}, ensure_ascii=False, indent=1) + "\n"
    return content.encode(errors="backslashreplace")  # half a character, which JSON writes the same way


@contextlib.contextmanager
def claimed(path: Path) -> Iterator[None]:
    """Hold a key against others who would add to it at the same time. Raises FileNotWritten."""
    files = Files()
    try:
        make_way(path, files)
        descriptor = files.claim(path.parent)
    except OSError as error:
        raise FileNotWritten(path, error.strerror or os.strerror(error.errno or 0)) from error
    try:
        yield
    finally:
        files.close(descriptor)


def write_key(path: Path, key: Key, store: Store) -> None:
    """Write a key, for its owner alone. Raises FileNotWritten."""
    write_whole(path, encoded(key, store), overwrite=True, follow=False, mode=PRIVATE_FILE)
