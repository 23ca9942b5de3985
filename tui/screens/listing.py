"""A list that fills the screen: what all such screens have in common."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import Screen
from textual.widgets import Static

from storage.errors import NotSaved
from storage.model import AgendaEntry, Attendance, Document, Gathering, GatheringState
from storage.store import Store
from tui.phrases import Phrases
from tui.saver import Job, Saver, Touched
from tui.screens.keys import KeyBar
from tui.screens.leaving import LeftOnce
from tui.screens.reversal import reversal
from tui.screens.settling import Disputable, Settler
from tui.widgets.bars import Bar, Part
from tui.widgets.stream import Row

Answer = TypeVar("Answer")


class List(Disputable):
    """A list with keys of its own; nothing is typed in it, so plain letters will do."""

    BINDINGS: ClassVar = [
        Binding("escape", "screen.leave", "key.back", id="list.back", tooltip="tip.back"),
        Binding("question_mark", "app.help", "key.help", id="list.help", tooltip="tip.help"),
    ]


class ListScreen(LeftOnce, Screen[Answer]):
    """A head, a list, what was last done, and the keys."""

    BINDINGS: ClassVar = [
        Binding("u,ctrl+z", "undo", "key.undo", id="list.undo", key_display="u", tooltip="tip.undo"),
        Binding("ctrl+y", "redo", "key.redo", id="redo", show=False, tooltip="tip.redo"),
        Binding("f1", "app.help", "key.help", id="help", show=False, tooltip="tip.help"),
    ]

    def __init__(self, store: Store, saver: Saver, say: Phrases, gathering: Gathering, rows: type[List] = List) -> None:
        super().__init__()
        self.store = store
        self.saver = saver
        self.say = say
        self.rows = rows(self.describe)
        self.rows.settler = Settler(store, saver, say, self.documents, refused=self._refuses, done=self._settled)
        self.rows.tell = self.tell
        self._gathering = gathering
        self._top, self._told = Bar(id="place"), Static(markup=False, id="told")

    # What each screen says for itself

    def names(self) -> Sequence[str]:
        """Return the names of the rows."""
        raise NotImplementedError

    def describe(self, name: str) -> Row:
        """Return a row."""
        raise NotImplementedError

    def documents(self, name: str) -> Sequence[Document]:  # noqa: ARG002 some screens' rows stand for none
        """Return the documents that a row stands for, and of which something may be disputed."""
        return ()

    def head(self) -> tuple[Sequence[Part], Sequence[Part]]:
        """Return what stands at the top, left and right."""
        raise NotImplementedError

    # What they share

    @property
    def gathering(self) -> Gathering:
        """The gathering that is written in, as it is now."""
        return self.store.all(Gathering).get(self._gathering.id, self._gathering)

    def compose(self) -> ComposeResult:
        """Lay the screen out, from the top."""
        yield self._top
        yield self.rows
        yield self._told
        yield KeyBar(self.say)

    def on_mount(self) -> None:
        """Show the list, and be told of changes from now on."""
        self.saver.watchers.append(self)
        self.show_all()
        self.take_keys()

    def take_keys(self) -> None:
        """Begin in the list."""
        self.rows.focus()

    def on_unmount(self) -> None:
        """Be told no longer."""
        self.saver.watchers.remove(self)

    def show_all(self) -> None:
        """Show everything as it is now."""
        before, chosen = self.rows.names, self.rows.chosen
        names = self.names()
        self.rows.show(names)
        if names and not self.rows.chosen:  # it is gone: the one in its place
            at = before.index(chosen) if chosen in before else 0
            self.rows.choose(names[min(at, len(names) - 1)])
        self._top.tell(*self.head())
        self.rows.refresh_keys()

    def took(self, touched: Touched) -> None:
        """Show what was changed, here or by others."""
        if touched and self.is_attached:
            self.show_all()

    def failed(self, error: NotSaved) -> None:
        """Say loudly that something is not on the disk."""
        self.tell(self.say("status.not-saved", reason=self.say.reason(error.reason)), "alarm")

    def tell(self, text: str, style: str = "warning") -> None:
        """Say something above the keys; the text is safe to print."""
        if self.is_attached:
            self._told.set_classes(style)
            self._told.update(text)

    def change(self, plan: Callable[[], Iterable[Document]], then: Callable[[], None] = lambda: None) -> None:
        """Save what `plan` returns, which is asked when all that came before is saved; say so, and call `then`."""

        def done() -> None:
            if self._saved():
                then()

        self.tell(self.say("status.saving"), "quiet")
        self.saver.put(Job(lambda: self.store.plan(*plan()), done))

    def _saved(self) -> bool:
        """Show what was saved, and say so; False where nobody looks at it any more."""
        if self.is_attached:
            self.show_all()
            moment = dt.datetime.now().astimezone().strftime("%H:%M:%S")
            self.tell(self.say("status.saved", time=moment), "good")
        return self.is_attached

    def refused(self) -> bool:
        """Tell whether the gathering is finished, and say so where it is."""
        final = self.gathering.state is GatheringState.FINAL
        if final:
            self.tell(self.say("status.closed", number=self.gathering.number))
        return final

    def _settled(self, name: str) -> None:  # noqa: ARG002 the whole list is shown anew
        self._saved()

    def _refuses(self, document: Document) -> bool:
        return isinstance(document, AgendaEntry | Attendance) and self.refused()

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)

    def action_undo(self) -> None:
        """Take back one's last change, whatever it was."""
        self.saver.put(reversal(self.store.plan_undo, self.say, "status.undone", self._reversed))

    def action_redo(self) -> None:
        """Make the last undone change again."""
        self.saver.put(reversal(self.store.plan_redo, self.say, "status.redone", self._reversed))

    def _reversed(self, told: str) -> None:
        if self.is_attached:
            self.show_all()
            self.tell(told, "good")
