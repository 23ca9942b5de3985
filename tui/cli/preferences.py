"""The command that shows the file of settings, with all keys, and tells whether it can be used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from storage.model import LANGUAGES
from tui.cli.speech import Session, SpeakingGroup, command, option
from tui.coaching.wordlists import lists_of
from tui.phrases import Phrases
from tui.preferences import COACH, COLOURS, VOICES, Preferences
from tui.safe import safe


def add_commands(root: SpeakingGroup) -> None:
    """Add the command to the program."""
    command(root, "settings", option("--check", is_flag=True))(settings)


def settings(session: Session, *, check: bool) -> None:
    """Print an example with what holds now, or tell whether the file can be used. Raises BadSettings if it cannot."""
    from tui.app import SamlingApp  # noqa: PLC0415 textual costs 180 ms that no other command should pay
    from tui.screens.bindings import all_bindings, keymap_of  # noqa: PLC0415
    from tui.screens.keynames import key_written  # noqa: PLC0415

    preferences = session.settings.preferences
    if check:
        if session.settings.fault:
            raise session.settings.fault
        keymap_of(preferences, SamlingApp)
        lists_of(session.settings.words)
        session.tell("settings.good" if preferences.path.is_file() else "settings.missing", path=str(preferences.path))
        return
    if session.settings.fault:
        click.echo(safe(session.say.error(session.settings.fault)), err=True)
    keys = [
        (binding.id or "", [*map(key_written, binding.key.split(","))], (binding.description, binding.tooltip))
        for binding in all_bindings(SamlingApp)
    ]
    for line in _example(preferences, session.settings.words, keys, session.say):
        click.echo(line)


def _example(
    preferences: Preferences,
    words: Path,
    keys: Sequence[tuple[str, Sequence[str], Sequence[str]]],
    say: Phrases,
) -> Iterator[str]:
    yield from _told(say("settings.head", path=safe(str(preferences.path))))
    yield ""
    yield from _told(say("settings.language"))
    yield _line("language", preferences.language or LANGUAGES[0], said=bool(preferences.language))
    yield ""
    yield from _told(say("settings.colours"))
    yield _line("colours", preferences.colours or COLOURS[0], said=bool(preferences.colours))
    yield ""
    yield from _told(say("settings.coach", path=safe(str(words))))
    yield _line("coach", preferences.coach or COACH[0], said=bool(preferences.coach))
    yield ""
    yield from _told(say("settings.voices"))
    yield _line("voices", preferences.voices or VOICES[0], said=bool(preferences.voices))
    yield ""
    yield "[keys]"
    yield from _told(say("settings.keys"))
    for name, usual, phrases in keys:
        own = preferences.keys.get(name, ())
        does = ": ".join(say(phrase) for phrase in phrases if phrase)
        yield f"{_line(name, *(own or usual), said=bool(own))}  # {does}"


def _told(text: str) -> Iterator[str]:
    return (f"# {line}" for line in text.split("\n"))


def _line(name: str, *values: str, said: bool) -> str:
    """Return a line of TOML; one that says what holds anyway is a comment."""
    quoted = [_quoted(value) for value in values]
    value = quoted[0] if len(quoted) == 1 else f"[{', '.join(quoted)}]"
    return f"{'' if said else '# '}{_quoted(name) if '.' in name else name} = {value}"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
