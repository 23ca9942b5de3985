"""The first start: there is no network yet, so make the example or a new one."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from storage.errors import SamlingError, StoreDenied
from storage.files import make_way
from storage.ids import joint_id
from storage.model import LANGUAGES, Network
from storage.store import Store
from tui.example import make_example
from tui.phrases import Phrases
from tui.planning.register import new_gathering
from tui.safe import safe
from tui.screens import answers
from tui.screens.bindings import Keymap, bindings_of
from tui.screens.form import Field, FormScreen
from tui.screens.keys import KeyBar, key_names
from tui.widgets.bars import Bar


class FirstScreen(Screen[None]):
    """Welcomes, and makes the store at that path."""

    BINDINGS: ClassVar = [
        Binding("e", "make_example", "key.example", id="first.example", tooltip="tip.example"),
        Binding("n", "ask_network", "key.new-network", id="first.new", tooltip="tip.new-network"),
        Binding("l", "turn_language", "key.language", id="first.language", tooltip="tip.turn-language"),
        Binding("q", "app.leave", "key.quit", id="first.quit", tooltip="tip.leave"),
        Binding("f1,question_mark", "app.help", "key.help", id="first.help", key_display="F1", tooltip="tip.help"),
    ]

    @dataclass
    class StoreMade(Message):
        """There is a store now."""

    @dataclass
    class LanguageChosen(Message):
        """The screen shall speak another language."""

        language: str

    def __init__(self, path: Path, who: str, say: Phrases, keymap: Keymap) -> None:
        super().__init__()
        self._keymap = keymap
        self._path = path
        self._who = who
        self._say = say
        self._busy = False
        """Whether a store is being made."""

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield Bar(id="place")
        with VerticalScroll():
            yield Static(markup=False, id="welcome")
        yield Static(markup=False, id="told")
        yield KeyBar(self._say)

    def on_mount(self) -> None:
        """Welcome."""
        self.show_all()

    def show_all(self) -> None:
        """Show everything in the language that is spoken now."""
        self.query_one("#place", Bar).tell(
            [(" Samling", "strong")], [(f"{self._say('language.' + self._say.language)} ", "")]
        )
        shown = bindings_of(FirstScreen, self._keymap)
        widest = max(len(key_names(key)) for key in shown)
        keys = [f"{key_names(key):<{widest}}  {self._say(key.tooltip)}" for key in shown]
        place = self._say("first.path", path=safe(str(self._path)))
        welcome = [self._say("first.welcome"), "\n".join(keys), place]
        self.query_one("#welcome", Static).update("\n\n".join(welcome))
        self.query_one(KeyBar).update()

    def _tell(self, text: str, style: str) -> None:
        told = self.query_one("#told", Static)
        told.set_classes(style)
        told.update(text)

    def action_turn_language(self) -> None:
        """Speak the next language."""
        language = LANGUAGES[(LANGUAGES.index(self._say.language) + 1) % len(LANGUAGES)]
        self.post_message(self.LanguageChosen(language))

    def action_make_example(self) -> None:
        """Make the example network, and open it."""
        self._begin("first.making-example", lambda: make_example(self._path))

    def action_ask_network(self) -> None:
        """Ask what the new network is called, and make it."""
        say = self._say
        today = dt.datetime.now().astimezone().date()
        fields = [
            Field("name", "first.network", read=answers.needed(say)),
            Field("title", "first.gathering"),
            Field("date", "option.date", today.isoformat(), answers.day(say, today)),
            Field("place", "option.place"),
            Field("scribe", "gathering.scribe"),
            Field("language", "gathering.language", say.language, answers.language(say)),
        ]
        self.app.push_screen(FormScreen(say, say("first.new"), fields), self._make_network)

    def _make_network(self, given: dict[str, str] | None) -> None:
        if given:
            self._begin("first.making", lambda: make_network(self._path, self._who, **given))

    def _begin(self, phrase: str, make: Callable[[], None]) -> None:
        if not self._busy:
            self._busy = True
            self._tell(self._say(phrase), "strong")
            self.run_worker(self._make(make))

    async def _make(self, make: Callable[[], None]) -> None:
        try:
            await asyncio.to_thread(_in_its_folder, self._path, make)
        except SamlingError as error:
            self._busy = False
            self._tell(safe(self._say.error(error)), "alarm")
        else:
            self.post_message(self.StoreMade())


def _in_its_folder(path: Path, make: Callable[[], None]) -> None:
    try:
        make_way(path)
    except OSError as error:
        raise StoreDenied(path, error.strerror or str(error)) from error
    make()


def make_network(path: Path, who: str, *, name: str, language: str, date: str, **head: str) -> None:
    """Make a store with a network of that name and its first gathering, on a date as `2026-12-04`.

    Raises what Store.create raises, and NotSaved.
    """
    store = Store.create(path, Network(id=joint_id("network"), name=name, language=language or "nb"), who)
    store.save(new_gathering(store, date=dt.date.fromisoformat(date), **head))
    store.close()
