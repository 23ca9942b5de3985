"""The other screens, as they are opened from the capture screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from textual.screen import Screen

from storage.model import PLENARY, Gathering, Group
from tui.desk import Desk
from tui.phrases import Phrases
from tui.places import Place
from tui.safe import safe
from tui.saver import Saver
from tui.screens.choice import Choice, ChoiceScreen
from tui.screens.rows import group_name

Answer = TypeVar("Answer")


class Doors:
    """Opens screens over another one, on what its desk holds. `open` is the name of each in a binding.

    `go_to` is called with the theme that is chosen on one of them, `sit_down` with the gathering and the group.
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
    ) -> None:
        self._screen = screen
        self._desk = desk
        self._saver = saver
        self._say = say
        self._place = place
        self._go_to = go_to
        self._sit_down = sit_down

    def open(self, name: str) -> None:
        """Open the screen of that name."""
        # Each is imported when it is asked for: a start needs none of them.
        doors: dict[str, Callable[[], None]] = {
            "export": self._export,
            "gathering": self._gathering,
            "group": self._group,
            "people": self._people,
            "themes": self._themes,
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
        choices = [Choice(letter, group_name(letter, self._say)) for letter in letters]
        screen = ChoiceScreen(self._say, "choice.group", choices, desk.group)
        self._ask(screen, lambda letter: self._sit_down(desk.gathering, letter))

    def _themes(self) -> None:
        from tui.screens.themes import ThemesScreen  # noqa: PLC0415

        desk = self._desk
        screen = ThemesScreen(desk.store, self._saver, self._say, desk.gathering, desk.theme)
        self._ask(screen, self._go_to)

    def _people(self) -> None:
        from tui.screens.people import PeopleScreen  # noqa: PLC0415

        desk = self._desk
        self._push(PeopleScreen(desk.store, self._saver, self._say, desk.gathering, self._place))

    def _gathering(self) -> None:
        from tui.screens.gathering import GatheringScreen  # noqa: PLC0415

        desk = self._desk
        screen = GatheringScreen(desk.store, self._saver, self._say, desk.gathering)
        self._ask(screen, lambda chosen: self._sit_down(chosen, desk.group))

    def _export(self) -> None:
        from tui.screens.export import ExportScreen  # noqa: PLC0415

        desk = self._desk
        self._push(ExportScreen(desk.store, self._saver, self._say, desk.gathering, self._place))
