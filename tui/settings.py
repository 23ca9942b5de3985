"""What the program was told from outside: read once at the start, and passed down."""

from __future__ import annotations

import contextlib
import json
import os
import pwd
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from storage.errors import BadSettings, FileNotWritten
from storage.files import make_way, write_whole
from storage.folder import WORDS
from storage.model import LANGUAGES
from tui.places import Place
from tui.preferences import COLOURS, Preferences, read_preferences
from tui.tty.modes import is_colourless

_NO_CLIPBOARD = ("dumb", "linux", "vt")
"""How the names of terminals begin that have no clipboard, and might print what is sent to it."""


@dataclass(frozen=True)
class Settings:
    """Where the store is, who writes, in which language."""

    store: Path
    language: str
    """Of the screen and the command line: `nb`, `nn` or `en`."""
    scribe: str
    data: Path
    """The folder in which stores lie that nobody has given a place."""
    memory: Path
    """The file in which the last store, the language and the mask are remembered."""
    place: Place = field(default_factory=Place)
    """Where the files lie that are named on the screen."""
    restricted: bool = False
    """Whether the account may open the screen on the store and nothing else."""
    colours: str = COLOURS[0]
    """Of the screen: the terminal's sixteen, white on black, or none."""
    preferences: Preferences = field(default_factory=Preferences)
    """What the user's file of settings says."""
    fault: BadSettings | None = None
    """What is wrong with that file, where something is; it says nothing then."""
    clipboard: bool = True
    """Whether the terminal may be asked to put something into its clipboard."""
    masked: bool = False
    """Whether what is exempt from public access is kept off the screen."""

    def remember(self) -> None:
        """Note the store, the language and the mask for the next start; not being able to do so is no matter."""
        last = {"store": str(self.store), "language": self.language, "mask": "on" if self.masked else "off"}
        content = json.dumps(last).encode()
        with contextlib.suppress(OSError, FileNotWritten):
            make_way(self.memory)
            write_whole(self.memory, content, overwrite=True)

    def with_store(self, store: Path) -> Settings:
        """Return the same with another store."""
        return replace(self, store=store)

    def with_scribe(self, scribe: str) -> Settings:
        """Return the same with another scribe."""
        return replace(self, scribe=scribe)

    def with_language(self, language: str) -> Settings:
        """Return the same in another language."""
        return replace(self, language=language)

    def with_mask(self, *, masked: bool) -> Settings:
        """Return the same with the mask on or off."""
        return replace(self, masked=masked)

    def with_colours(self, colours: str) -> Settings:
        """Return the same in other colours."""
        return replace(self, colours=colours)

    @property
    def words(self) -> Path:
        """The file of the user's own words for the coach and the reminders, beside that of the settings."""
        return self.preferences.path.parent / WORDS

    @property
    def copied(self) -> Path | None:
        """The file in which what is copied is kept too; a restricted account has none."""
        return None if self.restricted else self.memory.with_name("copied.txt")


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Return the settings that the environment and the last session give.

    SAMLING_STORE, SAMLING_LANGUAGE, SAMLING_SCRIBE and NO_COLOR come before the file of settings, that before what is
    remembered, that before the locale. A file that cannot be used is no file, and its fault is told in the settings.
    SAMLING_FILES is the folder of the files that are named on the screen; SAMLING_RESTRICTED, if it says anything,
    is for accounts that may do nothing else than write in the store: they have such a folder in any case.
    """
    home = Path(environment.get("HOME") or "/")
    data = Path(environment.get("XDG_DATA_HOME") or home / ".local/share") / "samling"
    memory = Path(environment.get("XDG_STATE_HOME") or home / ".local/state") / "samling" / "last.json"
    last = _remembered(memory)
    restricted = bool(environment.get("SAMLING_RESTRICTED"))
    folder = environment.get("SAMLING_FILES") or (data / "files" if restricted else None)
    store = environment.get("SAMLING_STORE") or last.get("store") or data / "network"
    preferences, fault = _preferences(environment, home)
    written = preferences.language or last.get("language")
    language = environment.get("SAMLING_LANGUAGE") or written or _of_locale(environment)
    usual = "none" if is_colourless(environment) else COLOURS[0]
    colours = "none" if environment.get("NO_COLOR") else preferences.colours or usual
    return Settings(
        store=Path(store),
        language=language if language in LANGUAGES else "nb",
        scribe=environment.get("SAMLING_SCRIBE") or _login(),
        data=data,
        memory=memory,
        place=Place(Path(folder) if folder else None, preferences.path.parent / "pseudonyms"),
        restricted=restricted,
        colours=colours,
        preferences=preferences,
        fault=fault,
        masked=last.get("mask") == "on",
        clipboard=not environment.get("TERM", "").startswith(_NO_CLIPBOARD),
    )


def _preferences(environment: Mapping[str, str], home: Path) -> tuple[Preferences, BadSettings | None]:
    path = Path(environment.get("XDG_CONFIG_HOME") or home / ".config") / "samling" / "settings.toml"
    try:
        return read_preferences(path), None
    except BadSettings as error:
        return Preferences(path), error


def _remembered(memory: Path) -> dict[str, str]:
    try:
        last = json.loads(memory.read_bytes())
    except (OSError, ValueError):
        return {}
    return {key: value for key, value in last.items() if isinstance(value, str)} if isinstance(last, dict) else {}


def _of_locale(environment: Mapping[str, str]) -> str:
    names = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next((name for name in names if name), "")
    if locale.startswith("nn"):
        return "nn"
    if locale.startswith(("nb", "no", "C", "POSIX")) or not locale:
        return "nb"
    return "en"


def _login() -> str:
    with contextlib.suppress(KeyError):
        return pwd.getpwuid(os.getuid()).pw_name
    return f"uid{os.getuid()}"
