"""The other screens, as they are opened from the capture screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from textual.screen import Screen

from storage.model import PLENARY, Gathering, Group, Item
from tui.phrases import Phrases
from tui.places import Place
from tui.planning.desk import Desk
from tui.safe import safe
from tui.saver import Saver
from tui.screens.choice import Choice, ChoiceScreen
from tui.screens.rows import group_name
from tui.widgets.stream import Stream

if TYPE_CHECKING:
    from tui.search.index import Index

Answer = TypeVar("Answer")


class Doors:
    """Opens screens over another one, on what its desk holds. `open` is the name of each in a binding.

    `go_to` is called with the theme that is chosen on one of them, `sit_down` with the gathering and the group, `visit`
    with an item to be shown where it stands.
    """

    def __init__(
        self,
        screen: Screen[None],
        desk: Desk,
        saver: Saver,
        say: Phrases,
        place: Place,
        *,
        go_to: Callable[[str], None],
        sit_down: Callable[[Gathering, str], None],
        visit: Callable[[str], None],
    ) -> None:
        self._screen = screen
        self._desk = desk
        self._saver = saver
        self._say = say
        self._place = place
        self._go_to = go_to
        self._sit_down = sit_down
        self._visit = visit
        self.words: Path | None = None
        """The user's own lists of words."""
        self._index: Index | None = None
        """What is searched in, once somebody has searched."""
        self._searched = ""
        """What was searched for last."""
        self._looked: set[str] = set()
        """The ids of the items that were looked at where they are sorted."""
        self._apart: set[frozenset[str]] = set()
        """Pairs of ids of needs that were said not to be alike."""

    def open(self, name: str) -> None:
        """Open the screen of that name."""
        # Each is imported when it is asked for: a start needs none of them.
        doors: dict[str, Callable[[], None]] = {
            "actions": self._actions,
            "export": self._export,
            "gathering": self._gathering,
            "group": self._group,
            "past": self._past,
            "needs": self._needs,
            "people": self._people,
            "readback": self._readback,
            "search": self._search,
            "sort": self._sort,
            "themes": self._themes,
            "work": self._work,
        }
        doors[name]()

    def ask_theme(self, then: Callable[[str], None]) -> None:
        """Ask for a theme, or for none, and call `then` with its id."""
        choices = [Choice(theme.id, safe(theme.title)) for theme in self._desk.themes()]
        choices.append(Choice("", self._say("panel.unfiled")))
        self._ask(ChoiceScreen(self._say, "choice.theme", choices, self._desk.theme), then)

    def _ask(self, screen: Screen[Answer | None], then: Callable[[Answer], None]) -> None:
        def answered(answer: Answer | None) -> None:
            if answer is not None:
                then(answer)

        self._screen.app.push_screen(screen, answered)

    def _push(self, screen: Screen[None]) -> None:
        self._screen.app.push_screen(screen)

    def _group(self) -> None:
        desk = self._desk
        known = {group.letter for group in desk.store.all(Group).values() if group.gathering == desk.gathering.id}
        letters = [PLENARY, *sorted((known | set("ABCDEFGH")) - {PLENARY})]
        choices = [Choice(letter, group_name(letter, self._say), letter) for letter in letters]
        screen = ChoiceScreen(self._say, "choice.group", choices, desk.group)
        self._ask(screen, lambda letter: self._sit_down(desk.gathering, letter))

    def _themes(self) -> None:
        from tui.screens.themes import ThemesScreen  # noqa: PLC0415

        desk = self._desk
        screen = ThemesScreen(desk.store, self._saver, self._say, desk.gathering, desk.theme)
        self._ask(screen, self._go_to)

    def _needs(self) -> None:
        from tui.screens.needs import NeedsScreen  # noqa: PLC0415

        self._push(NeedsScreen(self._desk, self._saver, self._say, self._apart))

    def _people(self) -> None:
        from tui.screens.people import PeopleScreen  # noqa: PLC0415

        desk = self._desk
        self._push(PeopleScreen(desk.store, self._saver, self._say, desk.gathering, self._place))

    def _gathering(self) -> None:
        from tui.screens.gathering import GatheringScreen  # noqa: PLC0415

        desk = self._desk
        screen = GatheringScreen(desk.store, self._saver, self._say, desk.gathering, self.words)

        def answered(chosen: Gathering | str | None) -> None:
            if isinstance(chosen, str):
                self._visit(chosen)
            elif chosen:
                self._sit_down(chosen, desk.group)

        self._screen.app.push_screen(screen, answered)

    def _sort(self) -> None:
        from tui.screens.sorting import SortScreen  # noqa: PLC0415

        desk = self._desk
        self._push(SortScreen(desk.store, self._saver, self._say, desk.gathering, self._looked))

    def _readback(self) -> None:
        from tui.screens.readback import ReadbackScreen  # noqa: PLC0415

        self._push(ReadbackScreen(self._desk, self._saver, self._say))

    def _search(self) -> None:
        from tui.screens.searching import SearchScreen  # noqa: PLC0415
        from tui.search.index import Index  # noqa: PLC0415

        desk = self._desk
        if self._index is None:
            self._index = Index(desk.store)
            self._saver.watchers.append(self._index)
        screen = SearchScreen(
            desk.store, self._saver, self._say, desk.gathering, index=self._index, text=self._searched
        )

        def answered(name: str | None) -> None:
            self._searched = screen.line.value
            if name:
                self._visit(name)

        self._screen.app.push_screen(screen, answered)

    def _actions(self) -> None:
        from tui.screens.actions import ActionsScreen  # noqa: PLC0415

        desk = self._desk
        self._ask(ActionsScreen(desk.store, self._saver, self._say, desk.gathering), self._visit)

    def _work(self) -> None:
        from tui.screens.matrix import MatrixScreen  # noqa: PLC0415

        desk = self._desk
        self._ask(MatrixScreen(desk.store, self._saver, self._say, desk.gathering), self._visit)

    def _past(self) -> None:
        from tui.screens.past import PastScreen  # noqa: PLC0415

        desk, name = self._desk, self._screen.query_one(Stream).chosen
        if name in desk.store.all(Item):
            self._push(PastScreen(desk.store, self._saver, self._say, desk.gathering, name))

    def _export(self) -> None:
        from tui.screens.export import ExportScreen  # noqa: PLC0415

        desk = self._desk
        self._push(ExportScreen(desk.store, self._saver, self._say, desk.gathering, self._place))
