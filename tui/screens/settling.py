"""Keys of any list: copy the chosen row; of what is disputed of it, keep what stands or take the other value."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding
from textual.message import Message

from storage.merge import Stamp
from storage.model import Document
from storage.store import Change, Store
from tui.phrases import Phrases
from tui.planning.disputes import Dispute, disputes, plan_settlement, scribe_name, side_in_words, when
from tui.saver import Job, Saver
from tui.screens.choice import Choice, ChoiceScreen
from tui.widgets.stream import Row, Stream

SETTLING = (
    Binding("equals_sign", "keep_standing", "key.keep-standing", id="dispute.keep", tooltip="tip.keep-standing"),
    Binding("b", "take_other", "key.take-other", id="dispute.take", tooltip="tip.take-other"),
)


class Settler:
    """Settles disputes by way of a saver.

    `documents` tells which documents a row stands for; `refused` whether one may not be changed now, having said so;
    `done` is called when it is on the disk.
    """

    def __init__(
        self,
        store: Store,
        saver: Saver,
        say: Phrases,
        documents: Callable[[str], Sequence[Document]],
        *,
        refused: Callable[[Document], bool],
        done: Callable[[str], None],
    ) -> None:
        self._store = store
        self._saver = saver
        self.say = say
        self._documents = documents
        self._refused = refused
        self._done = done

    def disputes(self, name: str) -> list[Dispute]:
        """Return what is disputed of a row."""
        return [dispute for document in self._documents(name) for dispute in disputes(self._store, document)]

    def keep(self, name: str) -> None:
        """Keep all that stands."""
        documents = {dispute.document.id: dispute.document for dispute in self.disputes(name)}
        for document in documents.values():
            if not self._refused(document):
                self._put(name, document.id, None)

    def take(self, name: str, dispute: Dispute, stamp: Stamp) -> None:
        """Take the value of that write for one field."""
        if not self._refused(dispute.document):
            self._put(name, dispute.document.id, {dispute.field: stamp})

    def _put(self, name: str, document: str, chosen: dict[str, Stamp] | None) -> None:
        def plan() -> Change | None:
            now = next((each for each in self._documents(name) if each.id == document), None)
            return plan_settlement(self._store, now, chosen) if now else None

        self._saver.put(Job(plan, lambda: self._done(name)))

    def choices(self, name: str) -> list[tuple[Dispute, Stamp, str]]:
        """Return all values between which one can choose, each in words with who wrote it and when."""
        return [
            (dispute, side.stamp, self._in_words(dispute, at))
            for dispute in self.disputes(name)
            for at, side in enumerate(dispute.sides)
        ]

    def _in_words(self, dispute: Dispute, at: int) -> str:
        side = dispute.sides[at]
        value = side_in_words(self._store, self.say, dispute, side, shortened=len(dispute.sides) == 2 and at == 0)
        stands = f", {self.say('dispute.stands')}" if side.stands else ""
        return f"{value}  {scribe_name(side, self.say)} {when(self.say, side.moment)}{stands}"


class Disputable(Stream):
    """A list of rows of which something may be disputed or copied. Its owner gives it a settler, and a way to tell."""

    BINDINGS: ClassVar = [Binding("y", "copy", "key.copy", id="list.copy", show=False, tooltip="tip.copy")]

    @dataclass
    class CopyAsked(Message):
        """A row is wanted in the clipboard."""

        text: str
        """What the row says, safe to print."""
        tell: Callable[[str, str], None]
        """To be called with what became of it, and with the style for that."""

    def __init__(self, describe: Callable[[str], Row]) -> None:
        super().__init__(describe)
        self.settler: Settler | None = None
        self.tell: Callable[[str, str], None] = lambda *_: None
        """Called with something to say and its style."""

    def choose(self, name: str) -> None:
        """Choose a row, or none; other keys may apply to it."""
        super().choose(name)
        self.refresh_keys()

    def refresh_keys(self) -> None:
        """Look anew which keys apply."""
        if self.has_focus:
            self.screen.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tell whether an action makes sense now: only what is disputed can be settled, only what is chosen copied."""
        if action == "copy":
            return bool(self.chosen)
        if action in ("keep_standing", "take_other"):
            return bool(self.settler and self.chosen and self.settler.disputes(self.chosen))
        return super().check_action(action, parameters)

    def action_copy(self) -> None:
        """Ask for what the chosen row says to be copied: its reference, its text, and what is said of it."""
        row = self._describe(self.chosen)
        parts = (row.reference, row.text, row.after, row.dispute)
        self.post_message(self.CopyAsked("  ".join(part for part in parts if part.strip()), self.tell))

    def action_keep_standing(self) -> None:
        """Keep what stands, of all that is disputed of the chosen row."""
        if self.settler:
            self.settler.keep(self.chosen)

    def action_take_other(self) -> None:
        """Take the other value; where there are several, ask which."""
        if self.settler is None:
            return
        settler, name = self.settler, self.chosen
        choices = settler.choices(name)
        if len(choices) == 2:
            settler.take(name, *choices[0][:2])
            return
        self.app.push_screen(
            ChoiceScreen(settler.say, "choice.dispute", [Choice(str(at), c[2]) for at, c in enumerate(choices)], ""),
            lambda at: settler.take(name, *choices[int(at)][:2]) if at else None,
        )
