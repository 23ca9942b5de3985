"""How the commands speak: the user's language, data on stdout, words on stderr, named exit codes."""

from __future__ import annotations

import datetime as dt
import json
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import click

from storage.errors import UnknownReference
from storage.hours import read_hour
from storage.model import Gathering, Item
from storage.store import Store
from tui.line.dates import read_date
from tui.phrases import Phrases
from tui.planning.naming import plain_reference
from tui.safe import safe
from tui.settings import Settings


@dataclass
class Session:
    """What every command is handed: the settings, and the language to speak."""

    settings: Settings

    @property
    def say(self) -> Phrases:
        """The sentences in the user's language."""
        return Phrases(self.settings.language)

    def open(self) -> Store:
        """Open the store that is meant. Raises StoreError."""
        return Store.open(self.settings.store, self.settings.scribe)

    def tell(self, phrase: str, **facts: object) -> None:
        """Say a sentence on stderr."""
        click.echo(self.say(phrase, **{key: safe(str(value)) for key, value in facts.items()}), err=True)


pass_session = click.make_pass_decorator(Session)


def find_gathering(store: Store, number: int | None) -> Gathering:
    """Return the gathering of that number, or the open one. Raises UnknownReference."""
    if number is None:
        found = store.open_gathering()
        if found is None:
            raise UnknownReference("gathering", "open")
        return found
    for gathering in store.all(Gathering).values():
        if gathering.number == number:
            return gathering
    raise UnknownReference("gathering", str(number))


def find_item(store: Store, reference: str) -> Item:
    """Return the item of that reference, case and leading zeros aside. Raises UnknownReference."""
    wanted = plain_reference(reference)
    for item in store.all(Item).values():
        if plain_reference(store.reference(item)) == wanted:
            return item
    raise UnknownReference("item", reference)


def print_json(value: object) -> None:
    """Print a value as JSON on stdout; what could drive a terminal stands escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    text = re.sub("[\x7f-\x9f\u061c\u200e-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]", _escaped, text)
    if (sys.stdout.encoding or "").lower() not in ("utf-8", "utf8"):
        text = json.dumps(value, indent=2)
    click.echo(text)


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def print_rows(rows: Sequence[Sequence[str]]) -> None:
    """Print a table on stdout, its columns aligned but for the last."""
    widths = [max((len(row[at]) for row in rows), default=0) for at in range(len(rows[0]) - 1)] if rows else []
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        click.echo("  ".join([*cells, row[-1]]).rstrip())


# Help in the user's language: the texts stand in tui.phrases under the name of the command and of the option.


def _say(context: click.Context) -> Phrases:
    session = context.find_object(Session)
    return session.say if session else Phrases("nb")


class SpeakingOption(click.Option):
    """An option whose help is a sentence of tui.phrases."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the option's line for the help page."""
        self.help = _say(ctx)(f"option.{self.name}")
        return super().get_help_record(ctx)


class SpeakingCommand(click.Command):
    """A command whose help is a sentence of tui.phrases."""

    phrase = ""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command does."""
        self.help = _say(ctx)(self.phrase)
        super().format_help_text(ctx, formatter)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write how the command is called."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), _say(ctx)("help.usage"))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of options."""
        options = (parameter for parameter in self.get_params(ctx) if isinstance(parameter, click.Option))
        records = [option.get_help_record(ctx) for option in options]
        with formatter.section(_say(ctx)("help.options")):
            formatter.write_dl([record for record in records if record])

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the option -h, --help."""
        option = super().get_help_option(ctx)
        if option:
            option.help = _say(ctx)("option.help")
        return option


class SpeakingGroup(SpeakingCommand, click.Group):
    """A group of commands, each of which is listed with its sentence."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the lists of options and commands."""
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands, in the order in which they were added."""
        say = _say(ctx)
        commands = ((name, self.commands[name]) for name in self.list_commands(ctx))
        rows = [(name, say(cast("SpeakingCommand", command).phrase)) for name, command in commands]
        with formatter.section(say("help.commands")):
            formatter.write_dl(rows)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 click's signature
        """Return the commands in the order in which they were added."""
        return list(self.commands)


Function = Callable[..., Any]


def command(
    parent: SpeakingGroup, name: str, *parameters: Callable[[Function], Function]
) -> Callable[[Function], Function]:
    """Return a decorator that adds a command to a group; its help is the sentence `command.person.add`."""

    def decorate(function: Function) -> Function:
        decorated = pass_session(function)
        for parameter in reversed(parameters):
            decorated = parameter(decorated)
        made = click.command(name, cls=SpeakingCommand)(decorated)
        made.phrase = f"{parent.phrase}.{name}"
        parent.add_command(made)
        return function

    return decorate


def group(parent: SpeakingGroup, name: str) -> SpeakingGroup:
    """Return a new group of commands within a group."""
    made = SpeakingGroup(name)
    made.phrase = f"{parent.phrase}.{name}"
    parent.add_command(made)
    return made


def option(*names: str, **attributes: Any) -> Callable[[Function], Function]:
    """Return an option; its help is the sentence `option.<name>` of tui.phrases."""
    return click.option(*names, cls=SpeakingOption, **attributes)


def argument(name: str, **attributes: Any) -> Callable[[Function], Function]:
    """Return an argument."""
    return click.argument(name, **attributes)


GATHERING = option("--gathering", "-g", type=int, metavar="N")
WITHIN = option("--gathering", "-g", "within", type=int, metavar="N")
"""Where nothing is asked for, all of them are."""
JSON = option("--json", "as_json", is_flag=True)


class Day(click.ParamType[dt.date]):
    """A day as people say it in the user's language, or as in ISO 8601."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """Return the day; fails in words."""
        session = ctx.find_object(Session) if ctx else None
        language = session.settings.language if session else "nb"
        day = read_date(str(value), dt.datetime.now().astimezone().date(), language)
        if day is None:
            self.fail(Phrases(language)("usage.no-date", text=value), param, ctx)
        return day


class Hour(click.ParamType[str]):
    """A time of the day as people type it, or nothing."""

    name = "hour"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the time as `10.30`; fails in words."""
        session = ctx.find_object(Session) if ctx else None
        hour = read_hour(str(value))
        if value and not hour:
            self.fail(Phrases(session.settings.language if session else "nb")("usage.no-hour", text=value), param, ctx)
        return hour


PATH = click.Path(path_type=Path, readable=False)  # the commands say themselves what they cannot read
