"""What stands on the capture screen around the line: place, themes, items, what was saved, what was understood."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from textual.screen import Screen

from storage.contents import by_place
from storage.model import GatheringState, Item, Theme
from tui.phrases import Phrases
from tui.planning.carrying import came_along, came_in_words
from tui.planning.desk import Desk
from tui.safe import safe
from tui.screens.coach import Coach
from tui.screens.listening import missing_voices
from tui.screens.rows import group_name, reading_of, row_of
from tui.screens.timekeeping import Timekeeper
from tui.widgets.bars import Bar, Part, ThemePanel, ThemeRow
from tui.widgets.capture_line import CaptureLine
from tui.widgets.stream import Row, Stream

VIEWS = ("all", "theme", "grouped")


class Board:
    """Shows what a desk holds on the widgets of its screen. `others` tells who else is here."""

    def __init__(self, screen: Screen[None], desk: Desk, say: Phrases, others: Callable[[], list[str]]) -> None:
        self._screen = screen
        self._desk = desk
        self._store = desk.store
        self._say = say
        self._others = others
        self._view = VIEWS[0]
        self._status: Part = ("", "")
        self._notes: dict[str, Part] = {}
        self._timekeeper = Timekeeper(screen, desk, say, lambda text: screen.query_one(ThemePanel).tell_time(text))
        self.names: list[str] = []
        """The ids of the gathering's items, in the order in which they were captured."""
        self.ready = False
        """Whether the store has been read."""
        self.offered = ("", "")
        """The line as Tab completed it last where it might have otherwise, and all that it might have put there."""
        self.listens = True
        """Whether it is said whose voice is missing."""
        self._missing = ""
        self._came: Mapping[str, int] = {}
        """How much came along to the gathering, where nothing has been captured at it yet."""
        self.coach = Coach(desk, say, self._read_on, self.set_status)
        self.editing = ""
        """The id of the item that is in the line; nothing where a new one is typed."""
        self.disputed: set[str] = set()
        """The ids of items that people gave different values, at whatever gathering."""

    def note_items(self, names: Iterable[str]) -> None:
        """Put items into the list, or take them out, as they are now."""
        for name in names:
            item = self._store.all(Item).get(name)
            at = bisect_left(self.names, name)
            listed = self.names[at : at + 1] == [name]
            belongs = item is not None and item.gathering == self._desk.gathering.id
            if belongs and not listed:
                self.names.insert(at, name)
            elif listed and not belongs:
                del self.names[at]

    def look_back(self) -> None:
        """Look what came along to the gathering, as long as nothing has been captured at it.

        Nothing is told before all items are made: no key shall wait for that.
        """
        known = self.ready and not self.names and not self._store.make_ahead(0)
        self._came = came_along(self._store, self._desk.gathering) if known else {}

    def count_disputed(self) -> int:
        """Return how many items of the gathering people gave different values."""
        items = self._store.all(Item)
        return sum(items[name].gathering == self._desk.gathering.id for name in self.disputed if name in items)

    def reveal(self, name: str) -> None:
        """Choose an item; where the view leaves it out, all items are shown."""
        stream = self._screen.query_one(Stream)
        if name not in stream.names:
            self._view = VIEWS[0]
            self.show()
        stream.choose(name)

    def turn_view(self) -> None:
        """Show all items, only the theme's, or all by theme: the next of these."""
        self._view = VIEWS[(VIEWS.index(self._view) + 1) % len(VIEWS)]
        self.show()

    def describe(self, name: str) -> Row:
        """Return the row for an item, or for the heading of a theme."""
        if name.startswith("#"):
            theme = self._store.all(Theme).get(name[1:])
            return Row(text=safe(theme.title) if theme else self._say("panel.unfiled"), style="heading")
        return row_of(self._store, self._store.all(Item)[name], self._say, self._desk.known().today)

    def show(self) -> None:
        """Show everything as it is now."""
        self._show_place()
        self._show_themes()
        self._show_stream()
        self.show_status()
        self._listen()
        self._read_on()

    def show_reading(self, text: str) -> None:
        """Show what a line is understood as, or what else Tab might put there; of no line, whose voice is missing."""
        if text and text == self.offered[0]:
            self._bar("reading").tell([(self.offered[1], "quiet")])
            return
        if self._missing and not text.strip():
            self._bar("reading").tell([(f" {self._missing}", "quiet")])
            return
        line = self._desk.read(text)
        kind, *facts = reading_of(line, self._desk.known(), self._say)
        count, remark = self.coach.beside(line)
        self._bar("reading").tell([kind, *count, *facts, *remark])

    def _read_on(self) -> None:
        """Show once more what the line in hand is understood as."""
        self.show_reading(self._screen.query_one(CaptureLine).text)

    def turn_coach(self) -> None:
        """Give advice on needs while they are typed, or no more."""
        self.coach.on = not self.coach.on
        self._read_on()
        self.tell("coach.on" if self.coach.on else "coach.off")

    def _listen(self) -> None:
        """Look whose voice is missing: now, so that no key has to wait for it."""
        self._missing = missing_voices(self._desk, self._say, self.names) if self.ready and self.listens else ""

    def _show_place(self) -> None:
        gathering = self._desk.gathering
        number = self._say("place.gathering", number=gathering.number) if self.ready else self._say("place.reading")
        title = f" · {safe(gathering.title)}" if gathering.title else ""
        final = f" ({self._say('place.final')})" if gathering.state is GatheringState.FINAL else ""
        group = group_name(self._desk.group, self._say)
        mask = f"{self._say('place.masked')} · " if self._say.discreet else ""
        self._bar("place").tell(
            [(f" {number}", "strong"), (title + final, "")],
            [(f"{mask}{group} · {safe(self._store.who)} ", "strong")],
        )

    def _show_themes(self) -> None:
        items = self._store.all(Item)
        counts = Counter(items[name].theme for name in self.names)
        themes = self._desk.themes()
        rows = [ThemeRow(t.id, safe(t.title), counts[t.id], t.id == self._desk.theme) for t in themes]
        unfiled = len(self.names) - sum(row.count for row in rows)
        if unfiled or not self._desk.theme:
            rows.append(ThemeRow("", self._say("panel.unfiled"), unfiled, not self._desk.theme))
        self._screen.query_one(ThemePanel).show(self._say("panel.themes"), rows)
        self._timekeeper.follow()

    def _show_stream(self) -> None:
        stream = self._screen.query_one(Stream)
        stream.empty = (
            self._say("stream.reading")
            if not self.ready
            else self._say("stream.empty-theme" if self.names else "stream.empty")
        )
        if self._came and not self.names:
            stream.empty = f"{came_in_words(self._say, self._came)} {stream.empty}"
        items = self._store.all(Item)
        if self._view == "theme":
            here = by_place(items[name] for name in self.names if items[name].theme == self._desk.theme)
            stream.show([item.id for item in here])
        elif self._view == "grouped":
            stream.show(self._grouped())
        else:
            stream.show(self.names)

    def _grouped(self) -> list[str]:
        """The items under headings; the current theme last, where the newest are in sight."""
        items = self._store.all(Item)
        by_theme: dict[str, list[Item]] = {theme.id: [] for theme in self._desk.themes()}
        for name in self.names:
            theme = items[name].theme
            by_theme.setdefault(theme if theme in by_theme else "", []).append(items[name])
        order = sorted((theme for theme in by_theme if by_theme[theme]), key=lambda theme: theme == self._desk.theme)
        return [name for theme in order for name in ("#" + theme, *(item.id for item in by_place(by_theme[theme])))]

    def show_status(self) -> None:
        """Show which theme is written in or which item is edited, who is here, and what was said last."""
        theme = self._desk.theme_called(self._desk.theme)
        title = safe(theme.title) if theme else self._say("panel.unfiled")
        left: list[Part] = [(f" ▸ {title} ", "strong")]
        if self._view != VIEWS[0]:
            left.append((f" {self._say('view.' + self._view)} ", "quiet"))
        disputed = self.count_disputed()
        if disputed and "disputes" not in self._notes:
            left.append((f" ≠ {disputed} ", "warning"))
        editing = self._store.all(Item).get(self.editing)
        if editing:
            left = [(" " + self._say("status.editing", reference=self._store.reference(editing)), "warning")]
        others = self._others()
        alarms = [(text + "  ", style) for text, style in self._notes.values() if style == "alarm"]
        right = [*alarms, self._status]
        if others and not (editing or self._notes):
            right.insert(0, (self._say("status.others", names=", ".join(map(safe, others))) + "  ", "quiet"))
        right += [("  " + text, style) for text, style in self._notes.values() if style != "alarm"]
        self._bar("status").tell(left, [*right, (" ", "")])

    def set_status(self, text: str, style: str = "quiet") -> None:
        """Say something at the right of the status row, in place of what was said there before."""
        self._status = (text, style)
        self.show_status()

    def note(self, matter: str, text: str, style: str) -> None:
        """Say something of a matter beside that; it stays until the next line is entered."""
        if self._notes.get(matter) != (text, style):
            self._notes[matter] = (text, style)
            self.show_status()

    def forget(self, *matters: str) -> None:
        """Say no more of these matters."""
        for matter in matters:
            self._notes.pop(matter, None)
        self.show_status()

    def forget_all(self) -> None:
        """Leave the room to what is said next."""
        self._notes.clear()

    def tell(self, phrase: str, style: str = "quiet", **facts: object) -> None:
        """Say a sentence there."""
        self.set_status(self._say(phrase, **facts), style)

    def tell_saved(self, item: Item | None) -> None:
        """Say that something is on the disk, with the time and what it is called."""
        time = dt.datetime.now().astimezone().strftime("%H:%M:%S")
        reference = f"  {self._store.reference(item)}" if item else ""
        self.set_status(self._say("status.saved", time=time) + reference, "good")

    def _bar(self, name: str) -> Bar:
        return self._screen.query_one(f"#{name}", Bar)
