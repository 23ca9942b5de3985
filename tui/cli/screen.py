"""Opening the screen from the command line, without what only the commands need."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from storage.errors import SamlingError
from storage.model import LANGUAGES
from tui.cli.exits import Exit, exit_of
from tui.line.marks import PROMPT
from tui.phrases import Phrases
from tui.preferences import COLOURS
from tui.safe import safe
from tui.settings import Settings, read_settings
from tui.tty.departure import leave_in_order
from tui.tty.modes import is_blind


def plain_settings(arguments: Sequence[str], environment: Mapping[str, str]) -> Settings | None:
    """Return the settings of a call that only opens the screen; None for any other, which click shall read."""
    settings = read_settings(environment)
    for name, value in zip(arguments[::2], arguments[1::2], strict=False):
        match name:
            case "--store":
                settings = settings.with_store(Path(value))
            case "--scribe":
                settings = settings.with_scribe(value)
            case "--language" if value in LANGUAGES:
                settings = settings.with_language(value)
            case "--colours" if value in COLOURS:
                settings = settings.with_colours(value)
            case _:
                return None
    completing = "_SAMLING_COMPLETE" in environment
    return None if len(arguments) % 2 or completing else settings


def refuse_commands(environment: Mapping[str, str]) -> None:
    """Exit where the account is for the screen alone: no command is run, nor is anything completed."""
    settings = read_settings(environment)
    if settings.restricted:
        _tell(Phrases(settings.language)("restricted"))
        sys.exit(Exit.FAILURE)


def run_screen(settings: Settings) -> int:
    """Open the capture screen on the terminal, and return the exit status."""
    say = Phrases(settings.language)
    if settings.fault:
        _tell(safe(say.error(settings.fault)))
        return exit_of(settings.fault)
    if not (os.isatty(0) and os.isatty(1)):
        _tell(say("restricted" if settings.restricted else "no-terminal"))
        return Exit.FAILURE
    if is_blind(os.environ):
        name = os.environ["TERM"]
        _tell(say("blind-terminal.restricted", name=name) if settings.restricted else say("blind-terminal", name=name))
        return Exit.FAILURE
    from tui.tty.curtain import Curtain  # noqa: PLC0415 it needs to know how wide letters are, no command does

    curtain = Curtain(os.environ)
    leave_in_order(curtain.take_away, lambda: None)
    if settings.store.is_dir():
        curtain.draw(say("place.reading"), PROMPT)
    gc.disable()  # all that is made until the first paint stays; the app collects from then on
    from tui.app import run  # noqa: PLC0415 textual costs 180 ms that a refusal should not pay

    try:
        status, failure = run(settings, curtain.leave_to_screen)
    except SamlingError as error:
        curtain.take_away()
        _tell(safe(say.error(error)))
        return exit_of(error)
    if failure:
        _tell(say("crash", what=failure))
    return status


def _tell(sentence: str) -> None:
    if sys.stderr is not None:
        sys.stderr.write(sentence + "\n")
