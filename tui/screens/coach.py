"""The coach beside the reading of a line: one quiet remark on the need that is being typed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from storage.errors import BadSettings
from storage.model import LANGUAGES, Kind
from tui.line.lines import Capture, Line
from tui.line.names import Known
from tui.line.slots import SLOTS
from tui.phrases import Phrases
from tui.planning.desk import Desk
from tui.safe import safe
from tui.settings import Settings
from tui.widgets.bars import Part

if TYPE_CHECKING:  # no start needs them
    from tui.coaching.remarks import Advice
    from tui.coaching.wordlists import Lists


class Coach:
    """Counts what a need tells, and remarks on one thing. `read` is called when the word lists have been read."""

    def __init__(self, desk: Desk, say: Phrases, read: Callable[[], None], tell: Callable[[str, str], None]) -> None:
        self.on = True
        """Whether anything is said."""
        self._own = Path()
        self.lists: Lists | None = None
        """The words, once a need has been typed."""
        self._desk = desk
        self._say = say
        self._read = read
        self._tell = tell
        self._advise: Callable[..., Advice]
        self._reading: asyncio.Task[None] | None = None
        self._known: Known | None = None
        self._names: frozenset[str] = frozenset()

    def set_up(self, settings: Settings) -> None:
        """Say something or not, and with which words of the user's own, as the settings have it."""
        self.on = settings.preferences.coach != "off"
        self._own = settings.words

    def beside(self, line: Line) -> tuple[list[Part], list[Part]]:
        """Return what stands after the kind of a need, and what after all else."""
        if not (self.on and isinstance(line, Capture) and line.kind is Kind.NEED):
            return [], []
        if self.lists is None:
            self._begin()
            return [], []
        advice = self._advice(line)
        count = self._say("coach.told", told=len(advice.filled), slots=len(SLOTS))
        last = len(line.text)  # a name that is being typed is not known yet
        remarks = (one for one in advice.remarks if one.concern != "brand" or one.end < last)
        first = next(remarks, None)
        remark = [(" · " + self._say(first.phrase, word=safe(first.word)), "quiet")] if first else []
        return [(f" {count}", "quiet")], remark

    def _advice(self, line: Capture) -> Advice:
        slots = {slot.name: slot.text for slot in line.slots}
        language = self._desk.gathering.language or self._desk.store.network.language
        return self._advise(line.text, slots, language, self.lists, self._named())

    def _named(self) -> frozenset[str]:
        """The names of the people, organisations and themes that the store knows."""
        known = self._desk.known()
        if known is not self._known:
            self._known = known
            self._names = frozenset(named.title for named in (*known.parties, *known.themes))
        return self._names

    def _begin(self) -> None:
        """Read the words beside the keys, the first time that a need is typed."""
        if self._reading is None:
            self._reading = asyncio.create_task(self._take_in())

    async def _take_in(self) -> None:
        self._advise, self.lists, usable = await asyncio.to_thread(self._learn)
        if not usable:
            self._tell(self._say("coach.fault"), "warning")
        self._read()

    def _learn(self) -> tuple[Callable[..., Advice], Lists, bool]:
        """Return what advises, the words, and whether those of one's own could be used."""
        from tui.coaching.remarks import advise  # noqa: PLC0415 no start needs it
        from tui.coaching.wordlists import lists_of, shipped  # noqa: PLC0415

        usable = True
        try:
            lists = lists_of(self._own, self._desk.store.path)
        except BadSettings:
            lists, usable = shipped(), False
        for language in LANGUAGES:
            lists.vocabulary(language)
        return advise, lists, usable
