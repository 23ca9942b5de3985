"""What an item has been: each change with who, when, from what and to what; any version is brought back."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static

from storage.model import Document, Gathering, GatheringState, Item
from storage.store import Store
from tui.phrases import HIDDEN, Phrases
from tui.planning.disputes import dispute_line, when
from tui.planning.versions import FieldChange, Version, brought_back, change_in_words, described, stands, versions
from tui.safe import safe
from tui.saver import Saver, Touched
from tui.screens.listing import List, ListScreen
from tui.screens.settling import SETTLING
from tui.widgets.bars import Bar, Part
from tui.widgets.stream import Row


class PastList(List):
    """The versions."""

    BINDINGS: ClassVar = [
        *SETTLING,
        Binding("enter", "screen.bring_back", "key.bring-back", id="past.bring-back", tooltip="tip.bring-back"),
        Binding("space", "screen.scroll_on", "key.scroll-on", id="past.scroll", show=False, tooltip="tip.scroll-on"),
    ]

    def choose(self, name: str) -> None:
        """Choose a version, and show it whole."""
        super().choose(name)
        if isinstance(self.screen, PastScreen):
            self.screen.show_version()


class PastScreen(ListScreen[None]):
    """The versions of an item, the earliest first, and the chosen one whole."""

    def __init__(self, store: Store, saver: Saver, say: Phrases, gathering: Gathering, name: str) -> None:
        super().__init__(store, saver, say, gathering, PastList)
        self._about = name
        self._versions: list[Version] = []
        self._which, self._whole = Bar(id="which"), Static(markup=False, id="whole")
        self._scroll = VerticalScroll(self._whole, id="version", can_focus=False)

    def compose(self) -> ComposeResult:
        """Put the chosen version under the list."""
        for widget in super().compose():
            yield widget
            if widget is self.rows:
                yield self._which
                yield self._scroll

    def on_mount(self) -> None:
        """Read the changes, which lie in the journals."""
        self.run_worker(self._read(), exclusive=True)

    def took(self, touched: Touched) -> None:
        """Read them anew where the item has been changed, here or by others."""
        if self.is_attached and any(name in self._ids() for table, name in touched if table == "items"):
            self.run_worker(self._read(), exclusive=True)

    def _ids(self) -> set[str]:
        """The ids of the item and of those that it grew out of."""
        return {self._about, *(version.item.id for version in self._versions)}

    async def _read(self) -> None:
        item = self.store.find(Item, self._about)
        if item is None:
            return
        try:
            steps = await asyncio.to_thread(self.store.journey, item)
        except OSError as error:
            self.tell(self.say("status.unread", reason=self.say.reason(error.strerror or str(error))))
            return
        follows = not self.rows.chosen or self.rows.chosen == self.rows.names[-1]
        self._versions = versions(steps)
        self.show_all()
        if follows and self.rows.names:
            self.rows.choose(self.rows.names[-1])

    # What is shown

    def _item(self) -> Item | None:
        return self.store.find(Item, self._about)

    def _version(self) -> Version | None:
        chosen = self.rows.chosen
        return self._versions[int(chosen) - 1] if chosen and int(chosen) <= len(self._versions) else None

    def _stands(self, version: Version) -> bool:
        return stands(version, self.store.find(Item, version.item.id))

    def names(self) -> Sequence[str]:
        """Return the numbers of the versions."""
        self.rows.empty = self.say("past.reading")
        return [str(version.number) for version in self._versions]

    def describe(self, name: str) -> Row:
        """Return a version: what was changed, by whom and when."""
        version = self._versions[int(name) - 1]
        last = version is self._versions[-1]
        after = [safe(version.scribe) or self.say("dispute.somebody"), when(self.say, version.moment)]
        return Row(
            reference=name,
            sign="▸" if self._stands(version) else " ",
            text=self._changes(version),
            after=" · ".join(after),
            dispute=dispute_line(self.store, self.say, self.documents(name)) if last else "",
            style="done" if version.what == "undo" else "point",
        )

    def _changes(self, version: Version) -> str:
        what = self.say(f"op.{version.what}")
        new = version.what == "made"
        told = ", ".join(
            change_in_words(self.store, self.say, version.item, c, new=new) for c in self._worth_telling(version)
        )
        of = f"{self.store.reference(version.item)} " if len(self._ids()) > 1 else ""
        return f"{of}{what}: {told}" if told else f"{of}{what}"

    def _worth_telling(self, version: Version) -> Iterator[FieldChange]:
        return (c for c in version.changes if c.field != "deleted" or version.what not in ("deleted", "restored"))

    def show_version(self) -> None:
        """Show the chosen version whole."""
        version = self._version()
        if version is None:
            self._which.tell([])
            self._whole.update("")
            return
        now = self._stands(version)
        time = when(self.say, version.moment)
        told = self.say("past.now") if now else self.say("past.then", number=version.number, time=time)
        self._which.tell([(f" {told}", "strong")], [])
        self._whole.update("\n".join(described(self.store, self.say, version.item)))
        self._scroll.scroll_home(animate=False)

    def show_all(self) -> None:
        """Show everything as it is now."""
        super().show_all()
        self.show_version()

    def documents(self, name: str) -> Sequence[Document]:  # noqa: ARG002 all the versions are of one item
        """Return the item."""
        item = self._item()
        return [item] if item and not item.deleted else []

    def head(self) -> tuple[Sequence[Part], Sequence[Part]]:
        """Return the title, and which item it is."""
        item = self._item()
        told = ""
        if item:
            text = HIDDEN if self.say.hides(item) else safe(item.text)
            told = f" · {self.store.reference(item)} {text}"
        count = self.say("past.count", count=len(self._versions)) if self._versions else ""
        return [(f" {self.say('past.title')}", "strong"), (told, "")], [(f"{count} ", "strong")]

    # Keys

    def action_scroll_on(self) -> None:
        """Show more of the chosen version; after its end, its beginning."""
        if self._scroll.scroll_offset.y >= self._scroll.max_scroll_y:
            self._scroll.scroll_home(animate=False)
        else:
            self._scroll.scroll_page_down(animate=False)

    def action_bring_back(self) -> None:
        """Make the item what it was in the chosen version, as a new change."""
        version = self._version()
        if version is None or self._is_closed(version.item):
            return
        if self._stands(version):
            self.tell(self.say("past.stands"))
            return
        name = version.item.id

        def plan() -> Iterator[Document]:
            now = self.store.find(Item, name)
            if now:
                yield brought_back(now, version.item)

        self.change(plan)

    def _is_closed(self, item: Item) -> bool:
        gathering = self.store.find(Gathering, item.gathering)
        closed = gathering is not None and gathering.state is GatheringState.FINAL
        if gathering and closed:
            self.tell(self.say("status.closed", number=gathering.number))
        return closed

    def _refuses(self, document: Document) -> bool:
        return isinstance(document, Item) and self._is_closed(document)
