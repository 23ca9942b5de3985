"""The themes of the network: go to one, make, rename, reorder, put on the agenda."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import ClassVar

from textual.binding import Binding

from storage.ids import joint_id
from storage.model import AgendaEntry, Document, Gathering, Item, Theme
from storage.store import Store
from tui.phrases import Phrases
from tui.planning.disputes import dispute_line
from tui.planning.register import agenda_entry, new_theme, rearranged
from tui.safe import safe
from tui.saver import Saver
from tui.screens import answers
from tui.screens.form import Field, FormScreen
from tui.screens.listing import List, ListScreen
from tui.screens.settling import SETTLING
from tui.widgets.bars import Part
from tui.widgets.stream import Row


class ThemeList(List):
    """The themes."""

    BINDINGS: ClassVar = [
        *SETTLING,
        Binding("enter", "screen.go_there", "key.go-there", id="theme.go", tooltip="tip.go-to-theme"),
        *(
            Binding(
                str(n),
                f"screen.go_to({n})",
                "key.theme-number",
                id=f"theme.go.{n}",
                show=False,
                tooltip="tip.theme-number",
            )
            for n in range(1, 10)
        ),
        Binding("n", "screen.add", "key.new", id="theme.new", tooltip="tip.new-theme"),
        Binding("r", "screen.rename", "key.rename", id="theme.rename", tooltip="tip.rename"),
        Binding("K,alt+up,ctrl+up", "screen.move(-1)", "key.up", id="theme.up", key_display="K", tooltip="tip.up"),
        Binding(
            "J,alt+down,ctrl+down", "screen.move(1)", "key.down", id="theme.down", key_display="J", tooltip="tip.down"
        ),
        Binding("m", "screen.plan_minutes", "key.minutes", id="theme.minutes", tooltip="tip.minutes"),
        Binding("d", "screen.plan", "key.agenda", id="theme.agenda", tooltip="tip.agenda"),
        Binding("x,delete", "screen.remove", "key.remove", id="theme.remove", key_display="x", tooltip="tip.no-items"),
    ]


class ThemesScreen(ListScreen[str | None]):
    """Which themes there are. Answers with the id of the one to go to, or None."""

    def __init__(self, store: Store, saver: Saver, say: Phrases, gathering: Gathering, theme: str) -> None:
        super().__init__(store, saver, say, gathering, ThemeList)
        self.rows.chosen = theme
        self._current = theme
        self._here: Counter[str] = Counter()
        self._ever: Counter[str] = Counter()

    # What is shown

    def _themes(self) -> list[Theme]:
        return sorted(self.store.all(Theme).values(), key=lambda theme: (theme.order, theme.id))

    def names(self) -> Sequence[str]:
        """Return the themes in their order."""
        items = self.store.all(Item).values()
        self._ever = Counter(item.theme for item in items)
        self._here = Counter(item.theme for item in items if item.gathering == self.gathering.id)
        self.rows.empty = self.say("themes.empty")
        return [theme.id for theme in self._themes()]

    def _entry(self, theme: str) -> AgendaEntry | None:
        return self.store.all(AgendaEntry).get(joint_id("agenda", self.gathering.id, theme))

    def describe(self, name: str) -> Row:
        """Return a theme: its number, its title, how much there is of it, how long it is planned to take."""
        theme = self.store.all(Theme).get(name)
        if theme is None:
            return Row()
        number = self.rows.names.index(name) + 1
        about = [self.say("themes.items", here=self._here[name], ever=self._ever[name])]
        entry = self._entry(name)
        if entry:
            about.append(self.say("themes.minutes" if entry.minutes else "themes.on-agenda", minutes=entry.minutes))
        return Row(
            reference=str(number) if number < 10 else "",
            sign="▸" if name == self._current else " ",
            text=safe(theme.title),
            after=" · ".join(about),
            dispute=dispute_line(self.store, self.say, self.documents(name)),
        )

    def documents(self, name: str) -> Sequence[Document]:
        """Return a theme, and its place on the agenda."""
        found = (self.store.all(Theme).get(name), self._entry(name))
        return [document for document in found if document]

    def head(self) -> tuple[Sequence[Part], Sequence[Part]]:
        """Return the title, and how long the agenda is planned to take."""
        here = self.say("place.gathering", number=self.gathering.number)
        entries = [self._entry(theme.id) for theme in self._themes()]
        total = sum(entry.minutes for entry in entries if entry)
        planned = self.say("themes.planned", minutes=total) + " " if total else ""
        return [(f" {self.say('panel.themes')}", "strong"), (f" · {here}", "")], [(planned, "strong")]

    def what_is(self, action: str) -> str | None:
        """Return how an action is called that goes to a theme; nothing for all others."""
        name, _, number = action.removesuffix(")").partition("(")
        if name != "screen.go_to":
            return ""
        at = int(number) - 1
        theme = self.store.all(Theme).get(self.rows.names[at]) if at < len(self.rows.names) else None
        return self.say("reading.theme", title=safe(theme.title)) if theme else None

    # Going there

    def action_go_there(self) -> None:
        """Answer with the chosen theme."""
        if self.rows.chosen:
            self.dismiss(self.rows.chosen)

    def action_go_to(self, number: int) -> None:
        """Answer with the theme of that number."""
        if number <= len(self.rows.names):
            self.dismiss(self.rows.names[number - 1])

    def action_plan(self) -> None:
        """Show the agenda of the gathering."""
        from tui.screens.agenda import AgendaScreen  # noqa: PLC0415 few ask for it from here

        self.app.push_screen(AgendaScreen(self.store, self.saver, self.say, self.gathering))

    # Changing

    def _ask(self, title: str, value: str, then: Callable[[str], None]) -> None:
        fields = [Field("title", "option.title", value, answers.needed(self.say))]
        self.app.push_screen(FormScreen(self.say, title, fields), lambda given: then(given["title"]) if given else None)

    def action_add(self) -> None:
        """Ask for a new theme."""
        self._ask(self.say("themes.new"), "", self._add)

    def _add(self, title: str) -> None:
        made: list[Theme] = []

        def plan() -> Iterable[Document]:
            made[:] = [new_theme(self.store, title)]
            return made

        self.change(plan, lambda: self.rows.choose(made[0].id))

    def action_rename(self) -> None:
        """Ask for another title; the word that stands for the theme stays."""
        theme = self.store.all(Theme).get(self.rows.chosen)
        if theme:
            self._ask(safe(theme.title), theme.title, lambda title: self._rename(theme.id, title))

    def _rename(self, name: str, title: str) -> None:
        self._change(name, lambda theme: [replace(theme, title=title)])

    def _change(self, name: str, change: Callable[[Theme], Iterable[Document]]) -> None:
        def plan() -> Iterator[Document]:
            theme = self.store.all(Theme).get(name)
            if theme:
                yield from change(theme)

        self.change(plan)

    def action_move(self, by: int) -> None:
        """Change places with the theme before or after."""
        self._change(self.rows.chosen, lambda theme: rearranged(self._themes(), theme, by))

    def action_remove(self) -> None:
        """Delete the chosen theme where nothing is filed under it."""
        name = self.rows.chosen
        if self._ever[name]:
            self.tell(self.say("themes.not-empty", count=self._ever[name]))
        else:
            self._change(name, lambda theme: [replace(theme, deleted=True)])

    def action_plan_minutes(self) -> None:
        """Ask how long the theme is planned to take at this gathering."""
        theme = self.store.all(Theme).get(self.rows.chosen)
        if theme is None or self.refused():
            return
        entry = self._entry(theme.id)
        fields = [Field("minutes", "option.minutes", str(entry.minutes) if entry else "", answers.minutes(self.say))]
        title = f"{safe(theme.title)} ({self.say('themes.minutes-hint')})"
        self.app.push_screen(
            FormScreen(self.say, title, fields),
            lambda given: self._plan_minutes(theme.id, given["minutes"]) if given else None,
        )

    def _plan_minutes(self, name: str, minutes: str) -> None:
        def changed(theme: Theme) -> Iterator[Document]:
            entry = agenda_entry(self.store, self.gathering, theme, int(minutes or 0))
            if minutes or self._entry(name):
                yield replace(entry, deleted=not minutes)

        self._change(name, changed)
