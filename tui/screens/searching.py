"""Searching in all gatherings: what is found stands under the line while one types."""

from __future__ import annotations

import asyncio
import datetime as dt
import gc
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.widgets import Input
from textual.widgets.input import Selection

from storage.model import Document, Gathering, Item, Theme
from storage.store import Store
from tui.phrases import Phrases
from tui.planning.naming import in_words, label
from tui.safe import safe
from tui.saver import Saver, Touched
from tui.screens.form import Line
from tui.screens.listing import List, ListScreen
from tui.screens.past import PastScreen
from tui.screens.rows import row_of
from tui.search.filters import FILTERS
from tui.search.folding import plain
from tui.search.index import UNSEEN, Index
from tui.search.query import Query, read_query
from tui.search.understanding import choices_of, in_short, not_known
from tui.widgets.bars import Bar, Part
from tui.widgets.stream import Row

_READING = 0.002
"""Seconds for which one reads on before keys are looked at."""
_TURNS = 8
"""How often others get their turn between two such parts."""
_SHOWING = 0.2
"""Seconds between two looks at what has been found while everything is being read."""
_HINT = "?"
"""How the name of a row begins that explains a filter; the rest is its id."""


class SearchLine(Line):
    """What is searched for."""

    BINDINGS: ClassVar = [
        Binding("enter", "screen.go_there", "key.go-there", id="search.go", tooltip="tip.go-to-item"),
        Binding("up", "screen.step(-1)", "key.row-up", id="search.up", show=False, tooltip="tip.row-up"),
        Binding("down", "screen.step(1)", "key.row-down", id="search.down", show=False, tooltip="tip.row-down"),
        Binding("pageup", "screen.page(-1)", "key.page-up", id="search.page-up", show=False, tooltip="tip.page-up"),
        Binding("pagedown", "screen.page(1)", "key.page-down", id="search.next", show=False, tooltip="tip.page-down"),
        Binding("tab", "screen.to_found", "key.show-found", id="search.to-found", tooltip="tip.to-found"),
        Binding("escape", "screen.leave", "key.back", id="search.leave", tooltip="tip.back"),
    ]


class FoundList(List):
    """What is found."""

    BINDINGS: ClassVar = [
        Binding("enter", "screen.go_there", "key.go-there", id="found.go", tooltip="tip.go-to-item"),
        Binding("h", "screen.look_back", "key.history", id="found.history", tooltip="tip.history"),
        Binding("tab,slash", "screen.to_line", "key.find", id="found.line", tooltip="tip.to-line"),
    ]


class SearchScreen(ListScreen[str | None]):
    """Searches in all gatherings. Answers with the id of an item to go to, or None."""

    def __init__(
        self, store: Store, saver: Saver, say: Phrases, gathering: Gathering, *, index: Index, text: str = ""
    ) -> None:
        super().__init__(store, saver, say, gathering, FoundList)
        self._index = index
        self.line = SearchLine(text, id="search")
        self._prompt, self._understood = Bar(id="prompt"), Bar(id="understood")
        self._query = Query()
        self._moved = False
        """Whether somebody has chosen what is chosen."""
        self._reading = False
        self._is_late = False
        """Whether the line says something else than what has been found."""

    def compose(self) -> ComposeResult:
        """Put the line, and what it is understood as, above the list."""
        for widget in super().compose():
            if widget is self.rows:
                with Horizontal(id="searching"):
                    yield self._prompt
                    yield self.line
                yield self._understood
            yield widget

    def take_keys(self) -> None:
        """Begin in the line; the first letter replaces what was searched for the last time."""
        prompt = f" {self.say('search.prompt')} "
        self._prompt.styles.width = len(prompt)
        self._prompt.tell([(prompt, "strong")])
        self.line.focus()
        self.line.selection = Selection(0, len(self.line.value))
        self._read_on()

    # Reading the items, and what becomes of them

    def took(self, touched: Touched) -> None:
        """Find anew among what was changed, here or by others."""
        if touched and self.is_attached:
            self._read_on()

    def _read_on(self) -> None:
        if self._index.read_on(_READING) and not self._reading:
            self._reading = True
            self.run_worker(self._read())
        self.show_all()

    async def _read(self) -> None:
        """Read everything, in parts that no key waits for, and show what has been found by then."""
        shown = time.monotonic()
        gc.disable()  # what is read stays, and looking through it again and again would keep keys waiting
        try:
            while self._index.read_on(_READING):
                for _ in range(_TURNS):
                    await asyncio.sleep(0)
                if time.monotonic() - shown > _SHOWING:
                    self.show_all()
                    shown = time.monotonic()
        finally:
            self._reading = False
            gc.freeze()
            gc.enable()
        self.show_all()

    # What is shown

    def names(self) -> Sequence[str]:
        """Return what is found, the latest first; the filters where nothing is asked for."""
        known = self._index.known()
        self._query = read_query(self.line.value, known)
        self._understood.tell([(f" {self._in_words(self._query)}", "quiet")])
        self.rows.words = self._query.words
        self.rows.empty = self.say("search.none" if self._index.is_whole else "search.reading")
        if not self._query.terms:
            return [_HINT + row.id for row in FILTERS]
        return self._index.find(self._query, _today())

    def _in_words(self, query: Query) -> str:
        known = self._index.known()
        if query.unknown:
            return not_known(query.unknown[0], self.store, self.say)
        if query.begun:
            return choices_of(query.begun, self.store, self.say)
        return in_short(query, known, self.store, self.say) or self.say("search.hint")

    def show_all(self) -> None:
        """Show everything as it is now; the latest is chosen, until somebody chooses."""
        self._is_late = False
        if not self._moved:
            self.rows.chosen = ""
        super().show_all()

    def describe(self, name: str) -> Row:
        """Return an item with its theme, and what is found in fields that are not shown otherwise; or a filter."""
        if name.startswith(_HINT):
            return self._explain(name.removeprefix(_HINT))
        item = self.store.all(Item).get(name) or self.store.find(Item, name)
        if item is None:
            return Row()
        row = row_of(self.store, item, self.say, _today())
        return replace(row, after="  ".join(filter(None, (row.after, *self._more(item)))))

    def _more(self, item: Item) -> Iterator[str]:
        if item.deleted:
            yield f"({self.say('value.deleted')})"
        theme = self.store.all(Theme).get(item.theme)
        if theme:
            yield f"#{safe(theme.title)}"
        for field in () if self.say.hides(item) else UNSEEN:
            text = getattr(item, field)
            if text and any(word in plain(text) for word in self._query.words):
                yield f"{label(self.say, field)}: {in_words(self.store, self.say, field, text)}"

    def _explain(self, name: str) -> Row:
        row = next(row for row in FILTERS if row.id == name)
        return Row(text=f"{row.examples[self.say.language]:<20}", after=self.say(f"filter.{name}"))

    def documents(self, name: str) -> Sequence[Document]:
        """Return the item of a row."""
        item = self.store.all(Item).get(name)
        return [item] if item else []

    def head(self) -> tuple[Sequence[Part], Sequence[Part]]:
        """Return the title, and how many are found of how many."""
        told = self.say("search.total", total=self._index.total)
        if self._query.terms:
            told = self.say("search.found", count=len(self.rows.names), total=self._index.total)
        if not self._index.is_whole:
            told = f"{self.say('search.part', percent=int(self._index.part * 100))} · {told}"
        return [(f" {self.say('search.title')}", "strong")], [(f"{told} ", "strong")]

    # Keys

    def on_input_changed(self, message: Input.Changed) -> None:
        """Find what the line says now."""
        message.stop()
        self._moved = False
        if not self._is_late:
            self._is_late = True
            self.call_after_refresh(self._catch_up)  # when the letter is on the screen

    def _catch_up(self) -> None:
        if self._is_late:
            self.show_all()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tell whether an action makes sense now: in the line, letters are text."""
        if action == "undo" and self.focused is self.line:
            return False
        if action == "look_back":
            return bool(self._item())
        return super().check_action(action, parameters)

    def _item(self) -> Item | None:
        return self.store.find(Item, self.rows.chosen)

    def action_step(self, by: int) -> None:
        """Choose one further on or back, while one types."""
        self._catch_up()
        self._moved = True
        self.rows.action_choose(by)

    def action_page(self, by: int) -> None:
        """Choose one about a screenful on."""
        self._catch_up()
        self._moved = True
        self.rows.action_page(by)

    def action_to_found(self) -> None:
        """Go to the list, where letters are keys."""
        self._catch_up()
        self._moved = True
        self.rows.focus()

    def action_to_line(self) -> None:
        """Go back to the line."""
        self.line.focus()

    def action_go_there(self) -> None:
        """Answer with the chosen item; of one that is deleted, show the history; put a chosen filter into the line."""
        self._catch_up()
        if self.rows.chosen.startswith(_HINT):
            self._begin(self.rows.chosen.removeprefix(_HINT))
            return
        item = self._item()
        if item and (item.deleted or item.gathering not in self.store.all(Gathering)):
            self.action_look_back()
        elif item:
            self.dismiss(item.id)

    def _begin(self, name: str) -> None:
        row = next(row for row in FILTERS if row.id == name)
        begun = row.sign or "".join(f"{word}:" for word in row.names.get(self.say.language, ())[:1])
        self.line.value = f"{self.line.value.rstrip()} {begun}".lstrip() if begun else self.line.value
        self.line.cursor_position = len(self.line.value)
        self.line.focus()

    def action_look_back(self) -> None:
        """Show what the chosen item has been."""
        item = self._item()
        if item:
            self.app.push_screen(PastScreen(self.store, self.saver, self.say, self.gathering, item.id))


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()
