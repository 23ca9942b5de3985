"""The scribe's desk: which gathering, group and theme is written in, and what a typed line does there.

A desk plans and never writes: it says which documents a line makes or changes, and its owner saves them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from storage.homework import is_task
from storage.ids import fold, joint_id, make_handle
from storage.model import PLENARY, AgendaEntry, Document, Gathering, Group, Item, Kind, Theme
from storage.store import Store
from tui.line.grammar import read, write
from tui.line.lines import Blank, Capture, Continuation, GoTo, Line, Repair, Slot
from tui.line.marks import each_words
from tui.line.names import Known, Named
from tui.line.slots import SLOTS, as_one, filled
from tui.planning.clock import this_moment
from tui.planning.confirming import rechecked
from tui.planning.finishing import day_ahead

_TYPED = ("kind", "text", "raw", "said_by", "responsible", "due", "theme", "each")
"""The fields of an item that its line says."""


@dataclass(frozen=True)
class Step:
    """What a line comes to. What is refused has no documents, and the line stays with who typed it."""

    what: str
    """`captured`, `continued`, `repaired`, `edited`, `went` or `nothing`; where it is refused, `no_` and why."""
    documents: tuple[Document, ...] = ()
    item: Item | None = None
    theme: str = ""
    """The id of the theme to go to."""

    @property
    def refused(self) -> bool:
        """Whether the line could not be used."""
        return self.what.startswith("no_")


@dataclass
class Desk:
    """Where one scribe writes. Its owner calls `forget` when people, themes or gatherings have changed."""

    store: Store
    gathering: Gathering
    language: str
    group: str = PLENARY
    theme: str = ""
    """The id of the theme that lines are filed under; nothing before one is chosen."""
    _known: Known | None = field(default=None, repr=False)
    _ids: dict[str, str] = field(default_factory=dict, repr=False)
    _coming: list[Theme] = field(default_factory=list, repr=False)
    """Themes that lines have made and that are not saved yet."""

    def forget(self) -> None:
        """Look people, themes and the next gathering up anew at the next line."""
        self._known = None

    def themes(self) -> list[Theme]:
        """Return the network's themes in their order, those that are being saved too."""
        saved = self.store.all(Theme)
        self._coming = [theme for theme in self._coming if self.store.find(Theme, theme.id) is None]
        return sorted([*saved.values(), *self._coming], key=lambda theme: (theme.order, theme.id))

    def theme_called(self, name: str) -> Theme | None:
        """Return the theme of that id."""
        return next((theme for theme in self.themes() if theme.id == name), None)

    def theme_to_begin_with(self) -> str:
        """Return the id of the theme that one wrote under last, else the first on the agenda, else the first of all."""
        own = (item.theme for item in self._own() if item.scribe == self.store.who)
        agenda = [entry for entry in self.store.all(AgendaEntry).values() if entry.gathering == self.gathering.id]
        planned = (entry.theme for entry in sorted(agenda, key=lambda entry: (entry.order, entry.id)))
        themes = (theme.id for theme in self.themes())
        return next((theme for theme in (*own, *planned, *themes) if theme in self.store.all(Theme)), "")

    def group_to_begin_with(self) -> str:
        """Return the letter of the group that one wrote for last at this gathering, else the plenary."""
        return next((item.group for item in reversed(self.items()) if item.scribe == self.store.who), PLENARY)

    def known(self, today: dt.date | None = None) -> Known:
        """Return what the reader of a line may take for granted."""
        today = today or dt.datetime.now().astimezone().date()
        if self._known is None or self._known.today != today or self._known.language != self.language:
            parties = self.store.parties()
            self._ids = {party.handle: party.id for party in parties}
            self._known = Known(
                parties=tuple(Named(party.handle, party.name) for party in parties),
                themes=tuple(Named(theme.handle, theme.title) for theme in self.themes()),
                today=today,
                language=self.language,
                ahead=day_ahead(self.store, self.gathering),
            )
        return self._known

    def read(self, line: str) -> Line:
        """Return what a line says."""
        return read(line, self.known())

    def waits(self, line: str) -> bool:
        """Whether a line works on earlier items, and can only be planned when they are saved."""
        return isinstance(self.read(line), Continuation | Repair)

    def plan(self, line: str, moment: dt.datetime | None = None) -> Step:
        """Return what a new line does. `moment`, with its offset from UTC, is when it was typed: now by default."""
        moment = moment or this_moment()
        said = read(line, self.known(moment.date()))
        match said:
            case Blank():
                return Step("nothing")
            case GoTo():
                return self._go_to(said.title)
            case Repair():
                return self._repair(said)
            case Continuation():
                return self._continue(said)
            case Capture():
                item = Item(
                    id=self.store.new_id(),
                    raw=line.strip(),
                    gathering=self.gathering.id,
                    group=self.group,
                    number=self.store.next_number(self.gathering.id, self.group),
                    scribe=self.store.who,
                    created=moment,
                    theme=self.theme,
                    text="",
                )
                item = replace(self._fill(item, said), **_texts(said))
                return Step("captured", (*self._group_if_new(), item), item)

    def plan_literally(self, line: str, moment: dt.datetime | None = None) -> Step:
        """Return the step that files a line as a point, whatever it looks like."""
        return self.plan(write(Capture(Kind.POINT, line.strip()), self.known()), moment)

    def plan_edit(self, base: Item, line: str) -> Step:
        """Return what writing an item anew does to it; `base` is the item as it was when it was put into the line.

        Only what the line changed is changed, so that what others changed meanwhile holds.
        """
        said = self.read(line)
        if not isinstance(said, Capture):
            return Step("no_capture")
        untyped = tuple(name for name in base.responsible if not self._typed(name))
        meant = self._fill(base, said)
        meant = replace(
            meant,
            raw=line.strip(),
            said_by=meant.said_by or ("" if base.said_by in self._handles() else base.said_by),
            responsible=(*meant.responsible, *untyped),
        )
        shown = self.read(self.line_of(base))
        slots = _changed_slots(shown, said) if isinstance(shown, Capture) else {}
        changed = slots | {name: value for name in _TYPED if (value := getattr(meant, name)) != getattr(base, name)}
        now = self.store.find(Item, base.id) or base
        edited = rechecked(now, replace(now, **changed))
        return Step("edited", (edited,), edited)

    def line_of(self, item: Item) -> str:
        """Return the line that says what an item says.

        The theme is left out, and so is anybody whose name no line can bear; an edit keeps them.
        """
        known = self.known()
        capture = Capture(
            kind=item.kind,
            text=item.text,
            said_by=self._handles().get(item.said_by, ""),
            responsible=tuple(filter(None, map(self._typed, item.responsible))),
            due=item.due,
            each=is_task(item),
            slots=tuple(Slot(name, getattr(item, name)) for name in filled(item)) if item.kind is Kind.NEED else (),
        )
        return write(capture, known)

    def _typed(self, party: str) -> str:
        """Return the word that stands for somebody in a line, nothing where there is none."""
        word = self._handles().get(party, party)
        said = self.read(f"@{word}") if word else None
        return word if isinstance(said, Capture) and said.responsible == (word,) else ""

    def _handles(self) -> dict[str, str]:
        """The words for the people and organisations, by id."""
        self.known()
        return {name: handle for handle, name in self._ids.items()}

    def items(self) -> list[Item]:
        """Return the items of the gathering in the order in which they were captured."""
        return self.store.items_of(self.gathering.id)

    def _fill(self, item: Item, said: Capture) -> Item:
        theme = next((theme.id for theme in self.themes() if theme.handle == said.theme), item.theme)
        return replace(
            item,
            kind=said.kind,
            text=said.text,
            said_by=self._ids.get(said.said_by, said.said_by),
            responsible=tuple(self._ids.get(name, name) for name in said.responsible),
            due=said.due,
            theme=theme,
            each=said.each,
        )

    def _group_if_new(self) -> Iterator[Group]:
        name = joint_id("group", self.gathering.id, self.group)
        if self.store.find(Group, name) is None:
            yield Group(id=name, gathering=self.gathering.id, letter=self.group, scribe=self.store.who)

    def _go_to(self, title: str) -> Step:
        for theme in self.themes():
            if fold(theme.title) == fold(title):
                return Step("went", theme=theme.id)
        taken = {theme.handle for theme in self.themes()}
        last = max((theme.order for theme in self.themes()), default=0.0)
        new = Theme(id=self.store.new_id(), title=title, handle=make_handle(title, taken), order=last + 1)
        self._coming.append(new)
        self.forget()
        return Step("went", (new,), theme=new.id)

    def _own(self) -> list[Item]:
        """The items of this group, the latest first."""
        return [item for item in reversed(self.items()) if item.group == self.group]

    def _latest(self) -> Item | None:
        return next((item for item in self._own() if item.scribe == self.store.who), None)

    def _latest_need(self) -> Item | None:
        own = (item for item in self._own() if item.scribe == self.store.who)
        return next((item for item in own if item.kind is Kind.NEED), None)

    def filled(self) -> tuple[str, ...]:
        """Return the slots that are filled of the need that a line goes on with which fills one."""
        need = self._latest_need()
        return filled(need) if need else ()

    def _repair(self, said: Repair) -> Step:
        for item in self._own():
            if said.old in item.text:
                repaired = rechecked(item, replace(item, text=item.text.replace(said.old, said.new, 1)))
                return Step("repaired", (repaired,), repaired)
        return Step("no_such_text")

    def _continue(self, said: Continuation) -> Step:
        latest = self._latest_need() if said.slots else self._latest()
        if latest is None:
            return Step("no_need" if said.slots else "no_item")
        more = tuple(self._ids.get(name, name) for name in said.responsible)
        each = said.each and latest.kind is Kind.ACTION
        if said.each and not each:  # of anything else it is a name like any other
            more += each_words(self.language)[:1]
        slots: dict[str, Any] = {name: as_one([getattr(latest, name), text]) for name, text in _texts(said).items()}
        item = replace(
            latest,
            text=f"{latest.text} {said.text}".strip(),
            responsible=tuple(dict.fromkeys((*latest.responsible, *more))),
            due=said.due or latest.due,
            each=latest.each or each,
            **slots,
        )
        item = rechecked(latest, item)
        return Step("continued", (item,), item)


def _texts(said: Capture | Continuation) -> dict[str, Any]:
    """What a line says in the slots of a need, by name."""
    return {slot.name: slot.text for slot in said.slots}


def _changed_slots(shown: Capture, said: Capture) -> dict[str, Any]:
    """The slots in which a line says something else than the one that was put before the scribe; none of no need."""
    before, after = _texts(shown), _texts(said)
    changed = {name: after.get(name, "") for name in SLOTS if after.get(name, "") != before.get(name, "")}
    return changed if said.kind is Kind.NEED else {}
