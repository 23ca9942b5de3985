"""The commands, put together; the one place that turns errors into sentences and exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from storage.errors import SamlingError
from storage.model import LANGUAGES
from tui.cli.exits import Exit, exit_of
from tui.cli.screen import run_screen
from tui.cli.speech import PATH, Session, SpeakingGroup, SpeakingOption
from tui.preferences import COLOURS
from tui.safe import safe
from tui.settings import read_settings


def _use_store(context: click.Context, _: click.Parameter, path: Path | None) -> None:
    if path is not None:
        session = context.ensure_object(Session)
        session.settings = session.settings.with_store(path)


def _use_language(context: click.Context, _: click.Parameter, language: str | None) -> None:
    if language is not None:
        session = context.ensure_object(Session)
        session.settings = session.settings.with_language(language)


def _use_colours(context: click.Context, _: click.Parameter, colours: str | None) -> None:
    if colours is not None:
        session = context.ensure_object(Session)
        session.settings = session.settings.with_colours(colours)


def _use_scribe(context: click.Context, _: click.Parameter, scribe: str | None) -> None:
    if scribe is not None:
        session = context.ensure_object(Session)
        session.settings = session.settings.with_scribe(scribe)


def _print_version(context: click.Context, _: click.Parameter, asked: bool) -> None:  # noqa: FBT001 click's signature
    if asked:
        from importlib.metadata import version  # noqa: PLC0415 it costs 40 ms, and nothing else asks

        click.echo(f"samling {version('samling')}")
        context.exit()


def _options() -> list[click.Parameter]:
    return [
        SpeakingOption(["--store"], type=PATH, metavar="FOLDER", expose_value=False, callback=_use_store),
        SpeakingOption(
            ["--language"],
            type=click.Choice(LANGUAGES),
            expose_value=False,
            is_eager=True,
            callback=_use_language,
        ),
        SpeakingOption(["--colours"], type=click.Choice(COLOURS), expose_value=False, callback=_use_colours),
        SpeakingOption(["--scribe"], metavar="NAME", expose_value=False, callback=_use_scribe),
        SpeakingOption(["--version"], is_flag=True, expose_value=False, is_eager=True, callback=_print_version),
    ]


@click.pass_context
def _open_screen(context: click.Context) -> None:
    if context.invoked_subcommand is None:
        raise click.exceptions.Exit(run_screen(context.ensure_object(Session).settings))


_MODULES = (
    *("items", "searching", "rework", "readback", "homework", "needs", "settling", "network", "carrying", "people"),
    *("coaching", "finishing", "documents", "templates", "preferences", "adoption", "upkeep"),
)
"""The modules with the commands, in the order of the help page."""
_FREQUENT: Mapping[str, str] = {
    **dict.fromkeys(("add", "list", "undo", "redo"), "items"),
    **dict.fromkeys(("search", "actions", "history", "revert"), "searching"),
    **dict.fromkeys(("edit", "join", "split", "move"), "rework"),
    **dict.fromkeys(("readback", "confirm", "exempt", "clock"), "readback"),
    **dict.fromkeys(("conflicts", "settle"), "settling"),
    "export": "documents",
    **dict.fromkeys(("check", "compact", "merge", "backup", "restore"), "upkeep"),
}
"""Commands that belong to no group, and the module of each, which is all that one of them needs."""


class Program(SpeakingGroup):
    """The program: the modules of its commands are read when they are asked for, the whole of them for the help."""

    def __init__(self, name: str, **attributes: Any) -> None:
        super().__init__(name, **attributes)
        self._read: set[str] = set()

    def read(self, *modules: str) -> None:
        """Read those modules that have not been read, and take their commands."""
        for name in modules:
            if name not in self._read:
                self._read.add(name)
                import_module(f"tui.cli.{name}").add_commands(self)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, for which no more is read than it needs."""
        self.read(*((_FREQUENT[cmd_name],) if cmd_name in _FREQUENT else _MODULES))
        return super().get_command(ctx, cmd_name)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return all commands, in the order of their modules."""
        self.read(*_MODULES)
        return super().list_commands(ctx)


def make_program() -> Program:
    """Return the program with all its commands."""
    program = _bare_program()
    program.read(*_MODULES)
    return program


def _bare_program() -> Program:
    root = Program(
        "samling",
        callback=_open_screen,
        params=_options(),
        invoke_without_command=True,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    root.phrase = "command"
    return root


def run_commands() -> None:
    """Run the program with the arguments of the process, and exit."""
    session = Session(read_settings(os.environ))
    try:
        status = _bare_program().main(prog_name="samling", standalone_mode=False, obj=session)
    except SamlingError as error:
        click.echo(safe(session.say.error(error)), err=True)
        status = exit_of(error)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        status = Exit.USAGE
    except click.UsageError as error:
        click.echo(safe(_usage(session, error)), err=True)
        status = Exit.USAGE
    except click.ClickException as error:
        click.echo(safe(error.format_message()), err=True)
        status = Exit.FAILURE
    except (click.Abort, KeyboardInterrupt):
        status = Exit.INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what follows has no reader
        status = Exit.FAILURE
    sys.exit(int(status or 0))


def _usage(session: Session, error: click.UsageError) -> str:
    say = session.say
    path = error.ctx.command_path if error.ctx else "samling"
    match error:
        case click.NoSuchOption():
            problem = say("usage.no-option", name=error.option_name)
        case click.MissingParameter():
            problem = say(
                "usage.missing", name=error.param.make_metavar(error.ctx) if error.param and error.ctx else ""
            )
        case click.BadParameter(param=click.Parameter(type=click.Choice(choices=choices), name=name)):
            problem = say("usage.choices", name=name, choices=", ".join(map(str, choices)))
        case click.BadParameter():
            problem = say("usage.bad-value", name=error.param.name if error.param else "", reason=error.message)
        case _ if "No such command" in error.message:
            problem = say("usage.no-command", name=error.message.split("'")[1])
        case _:
            problem = error.format_message()
    return f"{problem} {say('usage.help', path=path)}"
