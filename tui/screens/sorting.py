"""Sorting what was typed in a hurry: a key a line gives kind and theme; join, split, move."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import replace

from textual.app import ComposeResult
from textual.containers import Horizontal

from storage.contents import by_place
from storage.model import Document, Gathering, Item, Kind, Theme
from storage.store import Change, Store
from tui.phrases import Phrases
from tui.planning import rework
from tui.safe import safe
from tui.saver import Saver
from tui.screens.choice import Choice, ChoiceScreen
from tui.screens.reversal import reversal
from tui.screens.reworking import ReworkScreen
from tui.screens.rows import SIGNS, row_of
from tui.screens.sortrows import SortList
from tui.widgets.bars import Bar, Part, ThemePanel, ThemeRow
from tui.widgets.stream import Row

LEFT = "#"
"""The name of the heading above what is left to sort; those of the others end in the id of a theme."""


class SortScreen(ReworkScreen):
    """What is left to sort, then what is sorted, by theme.

    Left is what has no theme, and each point that nobody has looked at: `looked` holds the ids of those that
    somebody has, and is kept from one opening to the next.
    """

    def __init__(self, store: Store, saver: Saver, say: Phrases, gathering: Gathering, looked: set[str]) -> None:
        super().__init__(store, saver, say, gathering, SortList)
        self._looked = looked
        self._left: set[str] = set()
        self._counts: Counter[str] = Counter()
        """How many items there are by theme."""
        self._panel, self._signs = ThemePanel(), Bar(id="signs")

    # What is shown

    def compose(self) -> ComposeResult:
        """Put the themes with their numbers beside the list, and the signs under it."""
        for widget in super().compose():
            if widget is self.rows:
                with Horizontal(id="body"):
                    yield self._panel
                    yield self.rows
                yield self._signs
            else:
                yield widget

    def on_mount(self) -> None:
        """Say how it works, until something is done."""
        kinds = [f"{SIGNS[kind] if kind is not Kind.POINT else '.'} {self.say(f'kind.{kind}')}" for kind in Kind]
        self._signs.tell([(" " + "  ".join([*kinds, self.say("sort.digits")]), "strong")])
        self.tell(self.say("sort.hint"), "quiet")

    def _themes(self) -> list[Theme]:
        return sorted(self.store.all(Theme).values(), key=lambda theme: (theme.order, theme.id))

    def _is_left(self, item: Item, themes: Container[str]) -> bool:
        return item.theme not in themes or (item.kind is Kind.POINT and item.id not in self._looked)

    def names(self) -> Sequence[str]:
        """Return what is left, as it was captured, then the rest under its themes, in its order there."""
        items = self.store.items_of(self.gathering.id)
        by_theme: dict[str, list[Item]] = {theme.id: [] for theme in self._themes()}
        left = [item.id for item in items if self._is_left(item, by_theme)]
        self._left = set(left)
        self.marked &= {item.id for item in items}
        for item in items:
            if item.id not in self._left:
                by_theme[item.theme].append(item)
        self._counts = Counter(item.theme if item.theme in by_theme else "" for item in items)
        self.rows.empty = self.say("sort.empty")
        names = [LEFT, *left] if left else []
        for theme, those in by_theme.items():
            names += [LEFT + theme, *(item.id for item in by_place(those))] if those else []
        return names

    def describe(self, name: str) -> Row:
        """Return an item, with its theme where no heading says it; or a heading."""
        if name.startswith(LEFT):
            theme = self.store.all(Theme).get(name.removeprefix(LEFT))
            title = safe(theme.title) if theme else self.say("sort.heading", left=len(self._left))
            return Row(text=title, style="heading")
        item = self.store.all(Item).get(name)
        if item is None:
            return Row()
        row = row_of(self.store, item, self.say, dt.datetime.now().astimezone().date())
        theme = self.store.all(Theme).get(item.theme)
        if theme and name in self._left:
            row = replace(row, after=f"{row.after} #{safe(theme.handle)}".strip())
        return replace(row, reference=f"●{row.reference}") if name in self.marked else row

    def documents(self, name: str) -> Sequence[Document]:
        """Return the item of a row."""
        item = self.store.all(Item).get(name)
        return [item] if item else []

    def head(self) -> tuple[Sequence[Part], Sequence[Part]]:
        """Return the title, how many are marked and how many are left."""
        here = self.say("place.gathering", number=self.gathering.number)
        count = sum(not name.startswith(LEFT) for name in self.rows.names)
        told = self.say("sort.left" if self._left else "sort.none-left", left=len(self._left), all=count)
        marked = f"{self.say('sort.marked', count=len(self.marked))} · " if self.marked else ""
        return [(f" {self.say('sort.title')}", "strong"), (f" · {here}", "")], [
            (f"{marked}{told} " if count else "", "strong")
        ]

    def show_all(self) -> None:
        """Show everything as it is now, with an item chosen."""
        super().show_all()
        if not self.rows.chosen or self.rows.chosen.startswith(LEFT):
            self.rows.choose(self._after([self.rows.chosen]))
        self._show_themes()

    def _show_themes(self) -> None:
        chosen = self.store.all(Item).get(self.rows.chosen)
        current = rework.theme_of(self.store, chosen) if chosen else None
        counts = self._counts
        rows = [ThemeRow(t.id, safe(t.title), counts[t.id], t.id == current) for t in self._themes()]
        rows += [ThemeRow("", self.say("panel.unfiled"), counts[""], current == "")] if counts[""] else []
        self._panel.show(self.say("panel.themes"), rows)

    def on_sort_list_row_chosen(self) -> None:
        """Show which theme the row has."""
        self._show_themes()

    # Which rows a key is for, and which is next

    def _after(self, names: Sequence[str]) -> str:
        """Return what to choose after these: of what is left the next or the first, of the rest the next below."""
        listed, done = list(self.rows.names), set(names)
        at = max((at for at, name in enumerate(listed) if name in done), default=0)
        below = [name for name in listed[at + 1 :] if not name.startswith(LEFT) and name not in done]
        above = [name for name in listed[:at] if not name.startswith(LEFT) and name not in done]
        left = [name for name in (*below, *above) if name in self._left] if done & self._left else []
        return [*left, *below, *reversed(above), *names][0]

    def _go_on(self, names: Sequence[str]) -> None:
        """Choose the next; these have been looked at."""
        going = self._after(names)
        self._looked.update(names)
        self.marked.clear()
        self.rows.choose(going)
        self.show_all()

    # Kinds and themes

    def action_give_kind(self, kind: str) -> None:
        """Give what is marked, or chosen, a kind, and go on; what has no theme stays to be given one."""
        names = self.targets()
        if names and not self.refused():
            if not any(rework.theme_of(self.store, item) == "" for item in rework.present(self.store, names)):
                self._go_on(names)
            self.save(lambda: rework.of_kind(rework.present(self.store, names), Kind(kind)))

    def action_file_under(self, number: int) -> None:
        """File under the theme of that number, 0 for none, and go on."""
        themes = self._themes()
        if number > len(themes):
            self.tell(self.say("sort.no-theme", number=number))
        else:
            self._file(themes[number - 1].id if number else "")

    def _file(self, theme: str) -> None:
        names = self.targets()
        if names and not self.refused():
            self._go_on(names)
            self.save(lambda: rework.filed(rework.present(self.store, names), theme))

    def action_ask_theme(self) -> None:
        """Ask for the theme: there may be more than nine."""
        choices = [Choice(theme.id, safe(theme.title)) for theme in self._themes()]
        choices.append(Choice("", self.say("panel.unfiled")))
        items = rework.present(self.store, self.targets())
        if items:
            self.app.push_screen(
                ChoiceScreen(self.say, "choice.theme", choices, items[0].theme),
                lambda theme: self._file(theme) if theme is not None else None,
            )

    def on_theme_panel_theme_chosen(self, message: ThemePanel.ThemeChosen) -> None:
        """File under the theme that was clicked."""
        self._file(message.theme)

    def action_go_on(self) -> None:
        """Leave what is marked, or chosen, as it is, and go on."""
        names = self.targets()
        if names:
            self._go_on(names)

    def action_move(self, by: int) -> None:
        """Move the chosen item up or down within its theme, where the list shows it among the others."""
        if self.rows.chosen in self._left:
            self.tell(self.say("sort.first"))
        else:
            super().action_move(by)

    # Back

    def action_undo(self) -> None:
        """Take back one's last change, and choose what it was about."""
        self._turn_back(self.store.plan_undo, "status.undone", self._looked.difference_update)

    def action_redo(self) -> None:
        """Make the last undone change again, and choose what it is about."""
        self._turn_back(self.store.plan_redo, "status.redone", self._looked.update)

    def _turn_back(self, plan: Callable[[], Change], phrase: str, look: Callable[[Iterable[str]], None]) -> None:
        touched: list[str] = []

        def noting() -> Change:
            change = plan()
            touched[:] = [edit.id for edit in change.edits]
            return change

        def done(told: str) -> None:
            look(touched)
            self._reversed(told)
            self.rows.choose(next((name for name in self.rows.names if name in touched), self.rows.chosen))

        self.saver.put(reversal(noting, self.say, phrase, done))
