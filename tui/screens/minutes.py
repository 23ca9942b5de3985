"""What is done with the minutes of a chosen gathering: looked over, made final, reopened, corrected, approved."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from storage.errors import BadSettings
from storage.locking import AFTERWARDS
from storage.model import Document, Gathering, GatheringState
from storage.store import Store
from tui.phrases import Phrases
from tui.planning.finishing import approved, finished, next_to, reopened
from tui.saver import Saver
from tui.screens.listing import List, ListScreen

if TYPE_CHECKING:
    from tui.coaching.wordlists import Lists
    from tui.planning.checking import Reminding, Warned


class MinutesScreen(ListScreen[Gathering | str | None]):
    """A list of gatherings, whose names are their ids. Answers with one to go to, the id of an item, or None."""

    def __init__(
        self,
        store: Store,
        saver: Saver,
        say: Phrases,
        gathering: Gathering,
        rows: type[List],
        *,
        words: Path | None,
    ) -> None:
        super().__init__(store, saver, say, gathering, rows)
        self._words = words
        """The user's own lists of words."""

    def chosen(self) -> Gathering | None:
        """Return the chosen gathering."""
        return self.store.all(Gathering).get(self.rows.chosen)

    def change_one(self, name: str, change: Callable[[Gathering], Gathering], then: str = "") -> None:
        """Change a gathering as it is when its turn has come, and say that sentence of it."""

        def plan() -> Iterator[Document]:
            old = self.store.all(Gathering).get(name)
            if old:
                yield change(old)

        self.change(plan, lambda: self._tell_done(then, name) if then else None)

    def _refuses(self, document: Document) -> bool:
        if not isinstance(document, Gathering) or document.state is GatheringState.OPEN:
            return False
        closed = bool(self.store.disputed(document).keys() - AFTERWARDS["gatherings"])
        if closed:
            self.tell(self.say("status.closed", number=document.number))
        return closed

    def action_finish(self) -> None:
        """Make the minutes of the chosen gathering final; where there is something to look at first, show that."""
        chosen = self.chosen()
        if chosen is None:
            return
        if chosen.state is GatheringState.FINAL:
            self.tell(self.say("finish.already", number=chosen.number, version=chosen.version))
            return

        self.run_worker(self._look_over(chosen), group="finish", exclusive=True)

    async def _look_over(self, gathering: Gathering) -> None:
        """Look for what may be amiss with the minutes, for personal data beside the keys; then finish, or show it."""
        from tui.planning.checking import reminding, warnings_of  # noqa: PLC0415 few ask for it
        from tui.screens.finishing import ANYWAY, FinishingScreen  # noqa: PLC0415

        def look() -> tuple[Reminding, list[Warned]]:
            remind = given(self._lists())
            return remind, remind(items)

        def answered(answer: str | None) -> None:
            if answer:
                self.dismiss(answer)
            elif answer == ANYWAY:
                self._finish(gathering.id)

        given, items = reminding(self.store, gathering), self.store.items_of(gathering.id)
        remind, told = await asyncio.to_thread(look)
        if warnings_of(self.store, gathering, told):
            screen = FinishingScreen(self.store, self.saver, self.say, gathering, remind=remind, told=told)
            self.app.push_screen(screen, answered)
        else:
            self._finish(gathering.id)

    def _lists(self) -> Lists:
        """Return the words by which personal data are found; the program's own where those of others are unusable."""
        from tui.coaching.wordlists import lists_of, shipped  # noqa: PLC0415 few ask for it

        try:
            return lists_of(self._words, self.store.path) if self._words else shipped()
        except BadSettings:
            return shipped()

    def _finish(self, name: str) -> None:
        def plan() -> list[Document]:
            gathering = self.store.all(Gathering).get(name)
            return finished(self.store, gathering) if gathering else []

        self.change(plan, lambda: self._tell_done("finish.done", name))

    def _tell_done(self, phrase: str, name: str) -> None:
        """Say when it was saved, and what came of it."""
        gathering = self.store.all(Gathering).get(name)
        if gathering:
            moment = dt.datetime.now().astimezone().strftime("%H:%M:%S")
            at = self.store.all(Gathering).get(gathering.approved)
            number = {"number": gathering.number, "at": at.number if at else 0}
            version = gathering.version + (gathering.state is GatheringState.OPEN)
            told = self.say(phrase, version=version, **number)
            self.tell(f"{self.say('status.saved', time=moment)}. {told}", "good")

    def action_reopen(self) -> None:
        """Open the chosen gathering for writing again."""
        chosen = self.chosen()
        if chosen and chosen.state is GatheringState.FINAL:
            self.change_one(chosen.id, reopened, "finish.reopened")

    def action_correct(self) -> None:
        """Show the corrections to the minutes of the chosen gathering."""
        from tui.screens.corrections import CorrectionsScreen  # noqa: PLC0415 few ask for it

        chosen = self.chosen()
        if chosen:
            self.app.push_screen(CorrectionsScreen(self.store, self.saver, self.say, chosen), self._visit)

    def _visit(self, name: str | None) -> None:
        if name:
            self.dismiss(name)

    def action_approve(self) -> None:
        """Note that the chosen minutes were approved at the gathering that is written in; once more takes it back."""
        chosen = self.chosen()
        if chosen is None:
            return
        later = self.gathering if self.gathering.number > chosen.number else next_to(self.store, chosen)
        if chosen.approved:
            self.change_one(chosen.id, lambda now: approved(now, None), "approve.undone")
        elif chosen.state is GatheringState.OPEN:
            self.tell(self.say("approve.open", number=chosen.number))
        elif later is None:
            self.tell(self.say("approve.no-next", number=chosen.number))
        else:
            self.change_one(chosen.id, lambda now: _if_final(now, later), "approve.done")


def _if_final(gathering: Gathering, later: Gathering) -> Gathering:
    """Return a gathering as approved, unless somebody has opened it meanwhile."""
    return approved(gathering, later) if gathering.state is GatheringState.FINAL else gathering
