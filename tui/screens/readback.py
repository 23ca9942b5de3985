"""Read-back: a theme's decisions, needs and actions, one at a time, and the room confirms each with one key."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from storage.entries import Seen
from storage.model import Document, Item, Kind, Theme
from storage.store import Change
from tui.phrases import Phrases
from tui.planning.clock import this_moment
from tui.planning.confirming import confirmed, rechecked, says_the_same, to_read
from tui.planning.desk import Desk
from tui.safe import safe
from tui.saver import Job, Saver, Touched
from tui.screens.filling import Question, filling, rewriting
from tui.screens.form import FormScreen
from tui.screens.lectern import Page
from tui.screens.listing import ListScreen
from tui.screens.pages import page_of
from tui.screens.readings import Readings
from tui.widgets.bars import Part
from tui.widgets.stream import Row

_END = "end"
"""The name of the page after a theme's last item."""


class ReadbackScreen(ListScreen[None]):
    """Reads a gathering back to the room, theme by theme, what misses something first."""

    def __init__(self, desk: Desk, saver: Saver, say: Phrases) -> None:
        super().__init__(desk.store, saver, say, desk.gathering, Readings)
        self._desk = desk
        self._theme = desk.theme
        self._themes: Mapping[str, Sequence[Item]] = {}
        """By id, in their order: what is read back under each."""
        self._order: list[str] = []
        """The items of the theme in the order in which they were when it was gone to: none moves under one's eyes."""
        self._reversing = False

    # What is shown

    def names(self) -> Sequence[str]:
        """Return the items of the theme, and the page after the last."""
        self._themes = to_read(self.store, self.gathering)
        if self._theme not in self._themes:
            self._theme, self._order = next(iter(self._themes), ""), []
        here = dict.fromkeys(item.id for item in self._themes.get(self._theme, ()))
        self._order = list(dict.fromkeys([*(name for name in self._order if name in here), *here]))
        self.rows.empty = self.say("readback.empty")
        return [*self._order, _END] if here else []

    def head(self) -> tuple[Sequence[Part], Sequence[Part]]:
        """Return the theme, how far one has come in it, and whether confidential text is masked."""
        items = self._themes.get(self._theme, ())
        counts = ""
        if items:
            at = min(self.rows.names.index(self.rows.chosen) + 1 if self.rows.chosen else 1, len(items))
            done = sum(bool(item.confirmed) for item in items)
            counts = self.say("readback.progress", at=at, count=len(items), confirmed=done)
        mask = f"{self.say('place.masked')} · " if self.say.discreet else ""
        return [(f" {self._title(self._theme)}", "strong")], [(mask, "strong"), (f"{counts} ", "")]

    def _title(self, theme: str) -> str:
        found = self.store.all(Theme).get(theme)
        return safe(found.title) if found else self.say("panel.unfiled")

    def describe(self, name: str) -> Row:
        """Return the page of an item, or the one after a theme's last."""
        item = self.store.all(Item).get(name)
        if item is None:
            return self._closing_page()
        return page_of(self.store, item, self.say)

    def _closing_page(self) -> Page:
        left = [item for item in self._themes.get(self._theme, ()) if not item.confirmed]
        references = ", ".join(self.store.reference(item) for item in left)
        after = self._beside(1)
        going = self.say("readback.next", title=self._title(after)) if after is not None else self.say("readback.last")
        told = self.say("readback.left", references=references) if left else self.say("readback.all")
        return Page(reference=self._title(self._theme), text=told, facts=(going,))

    def _beside(self, by: int) -> str | None:
        """The theme after this one, or before it."""
        themes = list(self._themes)
        at = themes.index(self._theme) + by if self._theme in themes else -1
        return themes[at] if 0 <= at < len(themes) else None

    def documents(self, name: str) -> Sequence[Document]:
        """Return the item."""
        item = self.store.all(Item).get(name)
        return [item] if item else []

    # Going through it

    def on_lectern_turned(self) -> None:
        """Count anew where one is."""
        self._top.tell(*self.head())

    def action_turn_theme(self, by: int) -> None:
        """Go to the next theme of which something is to be read, or the one before."""
        theme = self._beside(by)
        if theme is not None:
            self._theme, self._order = theme, []
            self.rows.chosen = ""
            self.show_all()

    def action_confirm(self) -> None:
        """Confirm the item and go on; one that is confirmed already is so no longer. After the last, the next theme."""
        shown = self._shown()
        if shown is None:
            self.action_turn_theme(1)
        elif self.say.hides(shown):
            self.tell(self.say("mask.no-confirm"))
        elif not self.refused():
            self._confirm(shown, None if shown.confirmed else this_moment())

    def _confirm(self, shown: Item, moment: dt.datetime | None) -> None:
        changed: list[Item] = []

        def plan() -> Iterator[Document]:
            now = self.store.all(Item).get(shown.id)
            if now and says_the_same(now, shown):
                yield confirmed(now, moment)
            elif now:
                changed.append(now)

        def then() -> None:
            for item in changed:
                self.rows.choose(item.id)
                self.tell(self.say("readback.changed", reference=self.store.reference(item)))

        self.change(plan, then)
        if moment:
            self.rows.action_choose(1)

    def _shown(self) -> Item | None:
        return self.store.all(Item).get(self.rows.chosen)

    def action_undo(self) -> None:
        """Take back one's last change, and go to what it was."""
        self._reversing = True
        super().action_undo()

    def took(self, touched: Touched) -> None:
        """Show what was changed, here or by others."""
        super().took(touched)
        if self._reversing:
            back = next((name for _, name in touched if name in self.rows.names), "")
            self.rows.choose(back or self.rows.chosen)

    def _reversed(self, told: str) -> None:
        self._reversing = False
        super()._reversed(told)

    # Filling holes

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tell whether an action makes sense now: only a need has somebody who has it, and an effect."""
        shown = self._shown() if self.is_attached else None
        if action in ("fill", "edit", "toggle_confidential") and shown is None:
            return False
        if action == "fill" and parameters[0] in ("who", "effect"):
            return shown is not None and shown.kind is Kind.NEED
        return super().check_action(action, parameters)

    def action_fill(self, field: str) -> None:
        """Ask for what a field shall say."""
        shown = self._open_to_change()
        if shown:
            self._ask(shown, filling(self._desk, self.say, shown, field))

    def action_edit(self) -> None:
        """Ask for the whole line anew."""
        shown = self._open_to_change()
        if shown:
            self._ask(shown, rewriting(self._desk, self.say, shown))

    def action_toggle_confidential(self) -> None:
        """Mark the item as exempt from public access, or as open to it again."""
        shown = self._shown()
        if shown and not self.refused():
            exempt = not shown.confidential
            self._save(shown, lambda now: replace(now, confidential=exempt))

    def _open_to_change(self) -> Item | None:
        """Return the item that is shown, where it may be written in."""
        shown = self._shown()
        if shown and self.say.hides(shown):
            self.tell(self.say("mask.no-edit"))
            return None
        return None if shown is None or self.refused() else shown

    def _ask(self, shown: Item, question: Question) -> None:
        seen = self.store.seen()

        def answered(given: dict[str, str] | None) -> None:
            if given:
                self._save(shown, lambda now: rechecked(now, question.edited(now, given)), seen)

        title = f"{self.store.reference(shown)} {safe(shown.text)}"
        self.app.push_screen(FormScreen(self.say, title, question.fields), answered)

    def _save(self, shown: Item, edited: Callable[[Item], Item], seen: Mapping[str, Seen] | None = None) -> None:
        """Save an item with an edit; it was decided on what had been seen then, so that no other is overwritten."""

        def plan() -> Change | None:
            now = self.store.all(Item).get(shown.id)
            change = self.store.plan(edited(now)) if now else None
            return replace(change, seen=seen) if change and seen else change

        self.tell(self.say("status.saving"), "quiet")
        self.saver.put(Job(plan, lambda: self._settled(shown.id)))
