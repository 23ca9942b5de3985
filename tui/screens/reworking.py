"""Lists of items whose keys mark them, and make one of several, two of one, or another order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from storage.model import Document, Gathering, Item
from storage.store import Store
from tui.phrases import Phrases
from tui.planning import rework
from tui.planning.confirming import rechecked
from tui.safe import safe
from tui.saver import Saver
from tui.screens import answers
from tui.screens.form import Field, FormScreen
from tui.screens.listing import List, ListScreen
from tui.screens.past import PastScreen
from tui.screens.splitting import SplitScreen


class ReworkScreen(ListScreen[None]):
    """A list of items, some of them marked. The rows' names are the ids of items, but for headings."""

    def __init__(self, store: Store, saver: Saver, say: Phrases, gathering: Gathering, rows: type[List]) -> None:
        super().__init__(store, saver, say, gathering, rows)
        self.marked: set[str] = set()

    def targets(self) -> list[str]:
        """Return what is marked, or else what is chosen."""
        chosen = [self.rows.chosen] if self.rows.chosen else []
        return [name for name in self.rows.names if name in self.marked] or chosen

    def action_mark(self) -> None:
        """Mark the chosen item, or not any more, and go to the one below."""
        if self.rows.chosen:
            self.marked ^= {self.rows.chosen}
            self.rows.action_choose(1)
            self.show_all()

    def action_leave(self) -> None:
        """Go back; where something is marked, only to that being so no more."""
        if self.marked:
            self.marked.clear()
            self.show_all()
        else:
            super().action_leave()

    def save(self, plan: Callable[[], Iterable[Document]], hindrance: Callable[[], str] = str) -> None:
        """Save what is planned when its turn comes, unless something hinders it then: that is said."""
        met: list[str] = []

        def unhindered() -> Iterable[Document]:
            met[:] = filter(None, [hindrance()])
            return [] if met else plan()

        def tell() -> None:
            for phrase in met:
                self.tell(self.say(phrase))

        self.change(unhindered, tell)

    def _change(
        self, name: str, change: Callable[[Item], Iterable[Document]], hindrance: Callable[[], str] = str
    ) -> None:
        """Change one item, as it is when its turn comes."""

        def plan() -> Iterable[Document]:
            for item in rework.present(self.store, [name]):
                yield from change(item)

        self.save(plan, hindrance)

    def action_join(self) -> None:
        """Make one of what is marked; where that is one, of it and the chosen one."""
        names = {*self.marked, *([self.rows.chosen] if len(self.marked) == 1 else [])} or {self.rows.chosen}
        items = rework.present(self.store, names)
        hindrance = rework.hindrance(self.store, items)
        if hindrance:
            self.tell(self.say(hindrance))
        elif not self.refused():
            self.marked.clear()
            self.rows.choose(items[0].id)
            self.save(
                lambda: rework.joined(self.store, rework.present(self.store, names)),
                lambda: rework.hindrance(self.store, rework.present(self.store, names)),
            )

    def _one(self) -> Item | None:
        """Return the chosen item where its text may be changed; say why where not."""
        item = self.store.all(Item).get(self.rows.chosen)
        if item is None or self.refused():
            return None
        if self.say.hides(item):
            self.tell(self.say("rework.hidden"))
            return None
        return item

    def action_split(self) -> None:
        """Ask where to make two of the chosen item."""
        item = self._one()
        if item is None:
            return
        starts = rework.word_starts(item.text)
        problem = "rework.disputed" if self.store.disputed(item) else "" if starts else "rework.one-word"
        if problem:
            self.tell(self.say(problem))
        else:
            screen = SplitScreen(self.say, safe(self.store.reference(item)), item.text, starts)
            self.app.push_screen(screen, lambda at: self._split(item, at) if at else None)

    def _split(self, seen: Item, at: int) -> None:
        def hindrance() -> str:
            now = self.store.all(Item).get(seen.id)
            return "" if now and now.text == seen.text else "rework.changed"

        self._change(seen.id, lambda item: rework.split(self.store, item, at), hindrance)

    def action_move(self, by: int) -> None:
        """Move the chosen item up or down within its theme."""
        if self.rows.chosen and not self.refused():
            self._change(self.rows.chosen, lambda item: rework.moved(self.store, item, by))

    def action_edit(self) -> None:
        """Ask for another text."""
        item = self._one()
        if item:
            field = Field("text", "field.text", item.text, answers.needed(self.say))
            form = FormScreen(self.say, safe(self.store.reference(item)), [field])
            self.app.push_screen(form, lambda given: self._edit(item.id, given["text"]) if given else None)

    def _edit(self, name: str, text: str) -> None:
        self._change(name, lambda item: [rechecked(item, replace(item, text=text))])

    def action_look_back(self) -> None:
        """Show what the chosen item has been."""
        if self.rows.chosen in self.store.all(Item):
            self.app.push_screen(PastScreen(self.store, self.saver, self.say, self.gathering, self.rows.chosen))

    def action_remove(self) -> None:
        """Delete what is marked, or chosen; undo brings it back."""
        names = self.targets()
        if names and not self.refused():
            self.marked.clear()
            self.save(lambda: [replace(item, deleted=True) for item in rework.present(self.store, names)])
