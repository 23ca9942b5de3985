"""What the user has written in settings.toml: language, colours, coach, keys. Read once, and never written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from storage.errors import BadSettings
from storage.files import Files
from storage.model import LANGUAGES

COLOURS = ("terminal", "contrast", "none")
COACH = ("on", "off")
"""Whether it is said of a need what it lacks, while it is typed."""
VOICES = ("on", "off")
"""Whether it is said on the capture screen which organisations have not spoken of a theme."""
_LINE = re.compile(r"\s*\(at line (\d+), column \d+\)\s*\Z")
_MOST = 1 << 16
"""The bytes of a file of settings."""


@dataclass(frozen=True)
class Preferences:
    """What the file says; nothing where it says nothing."""

    path: Path = Path()
    language: str = ""
    colours: str = ""
    coach: str = ""
    voices: str = ""
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By the id of a binding: its keys, as they were written."""
    lines: Mapping[str, int] = field(default_factory=dict)
    """By the id of a binding: the line on which that stands, from 1."""

    def fault(self, problem: str, name: str, **facts: str) -> BadSettings:
        """Return the error that tells what is wrong with the keys of a binding."""
        return BadSettings(self.path, self.lines.get(name, 0), problem, name=name, **facts)


def read_preferences(path: Path) -> Preferences:
    """Return what the file says; nothing where there is none. Raises BadSettings."""
    table, text = read_table(path)
    for name in table:
        if name not in ("language", "colours", "coach", "voices", "keys"):
            raise BadSettings(path, line_of(name, text), "name", name=name)
    keys = dict(_keys(path, table.get("keys", {}), "", text))
    return Preferences(
        path,
        _one_of(path, table, "language", LANGUAGES, text),
        _one_of(path, table, "colours", COLOURS, text),
        _one_of(path, table, "coach", COACH, text),
        _one_of(path, table, "voices", VOICES, text),
        keys,
        {name: line_of(name, text) for name in keys},
    )


def read_table(path: Path, what: str = "", *, follow: bool = True) -> tuple[dict[str, Any], str]:
    """Return what a file of TOML says, and its text; nothing where there is none. Raises BadSettings.

    `what` begins the names of the sentences about a file that holds something else than settings; no link is followed
    where others may have put one.
    """
    lead = f"{what}-" if what else ""
    try:
        content = _beginning(path) if follow else Files().read(path)
    except (FileNotFoundError, NotADirectoryError):
        return {}, ""
    except OSError as error:
        raise BadSettings(path, 0, "unreadable", reason=error.strerror or str(error)) from error
    if len(content) > _MOST:
        raise BadSettings(path, 0, f"{lead}size")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadSettings(path, content.count(b"\n", 0, error.start) + 1, "encoding") from error
    import tomllib  # noqa: PLC0415 most have no such file

    try:
        return tomllib.loads(text), text
    except tomllib.TOMLDecodeError as error:
        told = str(error)
        found = _LINE.search(told)
        line = int(found[1]) if found else text.count("\n") + 1
        twice = "overwrite" in told or "twice" in told
        raise BadSettings(path, line, f"{lead}{'twice' if twice else 'toml'}") from error


def _beginning(path: Path) -> bytes:
    """Return what is in a file, of one that is too large only enough to tell."""
    with path.open("rb") as file:
        return file.read(_MOST + 1)


def _one_of(path: Path, table: Mapping[str, Any], name: str, choices: tuple[str, ...], text: str) -> str:
    value = table.get(name, "")
    if name in table and value not in choices:
        raise BadSettings(path, line_of(name, text), "choice", name=name, choices=", ".join(choices))
    return str(value)


def _keys(path: Path, value: object, name: str, text: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return the keys by the ids of bindings; a name with dots and without quotes is a table in a table."""
    if isinstance(value, dict):
        found = [_keys(path, below, f"{name}.{key}" if name else key, text) for key, below in value.items()]
        return [each for those in found for each in those]
    keys = [value] if isinstance(value, str) else value
    if not name:
        raise BadSettings(path, line_of("keys", text), "keys")
    if not isinstance(keys, list) or not keys or not all(isinstance(key, str) and key.strip() for key in keys):
        raise BadSettings(path, line_of(name, text), "key-type", name=name)
    return [(name, tuple(key.strip() if len(key) > 1 else key for key in keys))]


def line_of(name: str, text: str) -> int:
    """Return the first line, from 1, on which something is given that name, or a table begins with it; else 0."""
    for number, line in enumerate(text.splitlines(), 1):
        said = re.sub(r"[\"'\s\[\]]", "", line.partition("=")[0].partition("#")[0])
        if said in (name, f"keys.{name}"):
            return number
    return 0
