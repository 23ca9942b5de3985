"""The Textual app: one factory for the command and for the tests."""

from __future__ import annotations

import asyncio
import errno
import gc
import os
import traceback
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from rich.console import Console, RenderableType
from textual import events
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.app import App
from textual.binding import Binding
from textual.dom import DOMNode
from textual.filter import LineFilter
from textual.screen import Screen
from textual.widget import MountError
from textual.widgets import Input
from textual.worker import WorkerFailed

from storage.errors import SamlingError, StoreDenied, StoreMissing
from storage.model import LANGUAGES
from storage.store import Store
from tui.phrases import Phrases
from tui.screens.capture import CaptureScreen
from tui.screens.choice import Choice, ChoiceScreen
from tui.screens.settling import Disputable
from tui.settings import Settings
from tui.tty.clipboard import asked_of_terminal, kept
from tui.tty.departure import end_undisturbed, leave_in_order
from tui.tty.incoming import Typed
from tui.tty.terminal import Terminal
from tui.widgets.capture_line import CaptureLine
from tui.widgets.colours import FILTERS

if TYPE_CHECKING:
    from tui.screens.first import FirstScreen
    from tui.screens.palette import Deed

UNSAVED = 5
"""The exit status where something that was typed is only in the draft."""
_OWN = Path(__file__).parent
"""Where a fault is looked for: what Textual was doing meanwhile says less."""


class SamlingApp(App[int]):
    """Samling on the screen. Opens the store of the settings, or asks what to do where there is none."""

    CSS_PATH = "samling.tcss"
    TITLE = "Samling"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (64, "-normal")]  # noqa: RUF012 Textual declares it so
    VERTICAL_BREAKPOINTS = [(rows, f"-rows-{rows}") for rows in range(7)]  # noqa: RUF012 six are all
    BINDINGS: ClassVar = [
        Binding("ctrl+p", "palette", "key.palette", id="palette", tooltip="tip.palette"),
        Binding("f12", "mask", "key.mask", id="mask", show=False, tooltip="tip.mask"),
        Binding("ctrl+q", "leave", "key.quit", id="quit", tooltip="tip.quit", priority=True),
    ]

    def __init__(self, settings: Settings, store: Store | None, **options: Any) -> None:
        super().__init__(ansi_color=True, **options)
        self.console = Console(file=self.console.file, color_system="standard", force_terminal=True, safe_box=False)
        self.settings = settings
        self.store = store
        self.say = Phrases(settings.language)
        self.say.discreet = settings.masked
        self.failure = ""
        """Where the program failed, if it did: no text of the user's."""
        self.refusal: SamlingError | None = None
        """Why the store cannot be used, if so."""
        self._first: FirstScreen | None = None
        self._capture: CaptureScreen | None = None
        self._asked_to_leave = False
        self.keymap: Mapping[str, str] = {}
        """By the id of a binding: the keys that the user has given it."""
        self._under_way = 0
        """How many events are being handed on."""

    def get_default_screen(self) -> Screen[Any]:
        """Return the capture screen where there is a store: it is painted first, with nothing under it."""
        return super().get_default_screen() if self.store is None else self._capture_on(self.store)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return what gives everything that is painted the colours of the settings."""
        return FILTERS[self.settings.colours]

    def on_mount(self) -> None:
        """Read the store, or ask the questions of the first start."""
        if self.keymap:
            self.set_keymap(dict(self.keymap))
        if self.store is not None:
            self._read_when_painted(self.store)
        else:
            from tui.screens.first import FirstScreen  # noqa: PLC0415 only the first start needs it

            self._first = FirstScreen(self.settings.store, self.settings.scribe, self.say, self.keymap)
            self.push_screen(self._first)

    def on_first_screen_language_chosen(self, message: FirstScreen.LanguageChosen) -> None:
        """Speak that language."""
        self._speak(message.language)

    def on_first_screen_store_made(self) -> None:
        """Go on in the new store."""
        self.settings = self.settings.with_store(self.settings.store.absolute())
        self.settings.remember()
        self.pop_screen()
        self._first = None
        self.open_store(Store(self.settings.store, self.settings.scribe))

    def open_store(self, store: Store) -> None:
        """Show the capture screen on a new store."""
        self.store = store
        self.push_screen(self._capture_on(store))
        self._read_when_painted(store)

    def _capture_on(self, store: Store) -> CaptureScreen:
        self._capture = CaptureScreen(store, self.say, self.settings.place, self.echo)
        self._capture.board.coach.set_up(self.settings)
        self._capture.doors.words = self.settings.words
        self._capture.board.listens = self.settings.preferences.voices != "off"
        return self._capture

    def _read_when_painted(self, store: Store) -> None:
        self.call_after_refresh(lambda: self.run_worker(self._read_store(store)))

    async def _read_store(self, store: Store) -> None:
        try:
            if self._capture is not None:
                await self._capture.begin()
        except SamlingError as error:
            self.refusal = error
            self.exit(1)
        else:
            self.settings = self.settings.with_store(store.path.absolute())
            self.settings.remember()
        self._collect_from_now_on()

    @staticmethod
    def _collect_from_now_on() -> None:
        """Leave what the start has made alone, which stays, and collect garbage among what is made later."""
        gc.freeze()
        gc.enable()

    def keep_draft(self) -> None:
        """Bring the half-typed line to the disk; called at a hang-up, between any two steps of the program."""
        if self._capture is not None:
            self._capture.safekeeping.sync()

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        """Send of a picture what is new in it."""
        shown = self._running and not self._closed and not self._batch_count
        if isinstance(self._driver, Terminal) and isinstance(renderable, ChopsUpdate | LayoutUpdate) and shown:
            self._driver.paint(renderable, self.focused.painted() if isinstance(self.focused, CaptureLine) else None)
        else:
            super()._display(screen, renderable)

    def echo(self, text: str) -> bool:
        """Show what was typed at the cursor at once; tell whether that could be done."""
        return isinstance(self._driver, Terminal) and self._driver.echo(text)

    def give_terminal_back(self) -> None:
        """Leave the terminal as it was found, without waiting for it; nothing can be painted after that."""
        if isinstance(self._driver, Terminal):
            self._driver.leave_at_once()

    async def on_event(self, event: events.Event) -> None:
        """Hand an event on; a field gets of text that came at once what can be seen."""
        if isinstance(event, Typed) and isinstance(self.focused, Input):
            event = Typed("".join(character for character in event.character or "" if character.isprintable()))
        self._under_way += 1
        try:
            await super().on_event(event)
        finally:
            self._under_way -= 1

    @property
    def takes_text(self) -> bool:
        """Whether what has the keys takes text, and not only keys one by one."""
        return isinstance(self.focused, CaptureLine | Input)

    def is_free(self) -> bool:
        """Tell whether the last key has had its effect: nothing waits for its turn anywhere, or is being done."""
        if self._under_way or _waits(self) or not self.screen_stack or not self.screen.is_mounted:
            return False
        taker = self.focused or self.screen
        acting = isinstance(taker, CaptureLine) and taker.acting
        return not acting and not any(map(_waits, taker.ancestors_with_self))

    def take_text(self, key: events.Key) -> bool:
        """Give text to the capture line at once, where it has the keys: Textual's way takes the longest."""
        printing = key.character and not key.key.startswith("alt+")
        if not isinstance(self.focused, CaptureLine) or not printing or not self.is_free():
            return False
        self.focused.type(key.character or "")
        return True

    async def action_leave(self) -> None:
        """Leave, when everything is saved; a second time leaves all the same, with an exit status that says so."""
        if self._capture is None:
            self.exit(0)
        elif await self._capture.close_down(anyway=self._asked_to_leave):
            self.refusal = self._capture.saver.error
            self.exit(0 if self._capture.saver.is_idle else UNSAVED)
        self._asked_to_leave = True

    def action_help(self) -> None:
        """Show the marks and the keys that work here."""
        from tui.screens.help import HelpScreen, help_on  # noqa: PLC0415 no start needs it

        self.push_screen(HelpScreen(self.say, help_on(self.screen, self.say, self.keymap)))

    def action_palette(self) -> None:
        """Show all that can be done on the screen, and do what is chosen."""
        from tui.screens.palette import PaletteScreen, deeds_on  # noqa: PLC0415 no start needs it

        self.push_screen(PaletteScreen(self.say, deeds_on(self.screen, self.say)), self._do)

    async def _do(self, deed: Deed | None) -> None:
        if deed is not None:
            await self.run_action(deed.action, deed.node)

    def action_mask(self) -> None:
        """Keep the words of confidential items off the screen, or show them again."""
        from tui.screens.listing import ListScreen  # noqa: PLC0415 no start needs it

        self.say.discreet = not self.say.discreet
        self.settings = self.settings.with_mask(masked=self.say.discreet)
        if self._capture is not None:
            self._capture.show_mask()
            # who comes back after a dropped line may have the same room before the screen; first the words are off it
            self.call_after_refresh(self.settings.remember)
        for screen in self.screen_stack:
            if isinstance(screen, ListScreen):
                screen.show_all()

    def action_pick_language(self) -> None:
        """Ask for the language of the screen."""
        choices = [Choice(language, self.say(f"language.{language}")) for language in LANGUAGES]
        self.push_screen(ChoiceScreen(self.say, "choice.language", choices, self.say.language), self._speak)

    def _speak(self, language: str | None) -> None:
        if language:
            self.say.speak(language)
            self.settings = self.settings.with_language(language)
            if self._first is not None:
                self._first.show_all()
            if self._capture is not None:
                self.settings.remember()
                self._capture.relabel()

    def copy_to_clipboard(self, text: str) -> None:
        """Keep what is copied out of one field for another, and ask the terminal to copy it."""
        self._clipboard = text or self._clipboard
        self._ask_terminal_to_copy(text)

    def _ask_terminal_to_copy(self, text: str) -> bool:
        """Ask, and tell whether there was something to ask."""
        asked = asked_of_terminal(text) if self.settings.clipboard and text else ""
        if asked and self._driver is not None:
            self._driver.write(asked)
        return bool(asked)

    async def on_disputable_copy_asked(self, message: Disputable.CopyAsked) -> None:
        """Copy a text to the clipboard of the terminal and into a file, and tell where it is."""
        self._clipboard = message.text or self._clipboard
        asked = self._ask_terminal_to_copy(message.text)
        message.tell(*await asyncio.to_thread(kept, self.settings.copied, message.text, self.say, asked=asked))

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Nothing: no browser is started."""

    def _set_pointer_shape(self, shape: str) -> None:
        """Nothing: a terminal that does not know how to be told would print it."""

    def action_screenshot(self, filename: str | None = None, path: str | None = None) -> None:
        """Nothing: no file is written that was not asked for."""

    def _handle_exception(self, error: Exception) -> None:
        """Leave with the place of the fault instead of Textual's pages, which print what the user wrote."""
        if not self.is_headless and (self._exit or isinstance(error, MountError)):
            return  # leaving, all that can be saved is; the other is a screen that was left before it was made
        cause = error.error if isinstance(error, WorkerFailed) else error
        places = traceback.extract_tb(cause.__traceback__)
        own = [place for place in places if Path(place.filename).is_relative_to(_OWN)] or places
        place = f", {Path(own[-1].filename).name}:{own[-1].lineno}" if own else ""
        self.failure = type(cause).__name__ + place
        if self.is_headless:
            super()._handle_exception(error)
        else:
            self.exit(1)


def _waits(node: DOMNode) -> bool:
    """Tell whether a message to it waits, in the queue or taken out of it to be looked at beforehand."""
    return bool(node.message_queue_size) or node._pending_message is not None  # noqa: SLF001 nothing else tells


def make_app(settings: Settings, **options: Any) -> SamlingApp:
    """Return the app on the store of the settings, on none where there is none.

    The store is not read yet. Raises NotAStore, NewerFormat, StoreDenied, BadSettings.
    """
    try:
        store = Store(settings.store, settings.scribe)
    except StoreMissing as error:
        if settings.restricted:  # there is nothing that this account may make
            raise StoreDenied(settings.store, os.strerror(errno.ENOENT)) from error
        store = None
    app = SamlingApp(settings, store, **options)
    if settings.preferences.keys:
        from tui.screens.bindings import keymap_of  # noqa: PLC0415 it reads all the screens; most need it not
        from tui.screens.keynames import key_name  # noqa: PLC0415

        app.keymap = keymap_of(settings.preferences, SamlingApp)
        app.say.keys = {name: key_name(keys.partition(",")[0]) for name, keys in app.keymap.items()}
    return app


def run(settings: Settings, begins: Callable[[], None]) -> tuple[int, str]:
    """Run the app on this terminal; return its exit status, and the place of the fault if it failed.

    `begins` is called when the app is about to take the terminal over. Raises what Store.open raises.
    """
    app = make_app(settings, driver_class=Terminal)
    begins()
    leave_in_order(app.give_terminal_back, app.keep_draft)
    status = app.run()
    end_undisturbed()
    if app.refusal:
        raise app.refusal
    return (1 if status is None else status), app.failure
