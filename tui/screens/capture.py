"""The capture screen, the home of the program: themes, the stream of items, and the line to type in."""

from __future__ import annotations

import asyncio
import datetime as dt
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.screen import Screen

from storage.errors import NotSaved, SamlingError
from storage.model import PLENARY, Gathering, GatheringState, Group, Item, Kind, Status, Theme
from storage.store import Change, Store
from tui.completion import complete
from tui.desk import Desk, Step
from tui.phrases import Phrases
from tui.safe import safe
from tui.saver import Job, Saver, Touched
from tui.screens.choice import Choice, ChoiceScreen
from tui.screens.export import ExportScreen
from tui.screens.following import Following
from tui.screens.gathering import GatheringScreen
from tui.screens.keys import KeyBar
from tui.screens.people import PeopleScreen
from tui.screens.rows import group_name, reading_of, row_of
from tui.screens.safekeeping import Safekeeping
from tui.screens.themes import ThemesScreen
from tui.widgets.bars import Bar, Part, ThemePanel, ThemeRow
from tui.widgets.capture_line import CaptureLine
from tui.widgets.stream import Row, Stream

VIEWS = ("all", "theme", "grouped")


class Items(Stream):
    """The stream with the keys that work on a chosen item; outside text, so plain letters will do."""

    BINDINGS: ClassVar = [
        Binding("enter,e", "screen.edit", "key.edit", id="item.edit", key_display="Enter"),
        Binding("1", "screen.give_kind('point')", "key.kind", id="item.kind", key_display="1-6", tooltip="tip.kind"),
        *(
            Binding(str(number), f"screen.give_kind('{kind}')", id=f"item.kind.{kind}", show=False)
            for number, kind in enumerate(Kind, 1)
            if kind is not Kind.POINT
        ),
        Binding("t", "screen.move_item", "key.move", id="item.move"),
        Binding("d", "screen.toggle_done", "key.done", id="item.done"),
        Binding("x,delete", "screen.remove", "key.remove", id="item.remove", key_display="x"),
        Binding("u", "screen.undo", "key.undo", id="item.undo"),
        Binding("r", "screen.redo", "key.redo", id="item.redo"),
        Binding("escape,f2", "screen.back", "key.back", id="item.back", key_display="Esc"),
        Binding("question_mark", "app.help", "key.help", id="item.help"),
    ]


class CaptureScreen(Screen[None]):
    """Where one types. It joins the line, the stream and the store; only it writes."""

    BINDINGS: ClassVar = [
        Binding("f1", "app.help", "key.help", id="help", tooltip="tip.help"),
        Binding("f2", "choose", "key.choose", id="choose", tooltip="tip.choose"),
        Binding("f3", "view", "key.view", id="view", tooltip="tip.view"),
        Binding("f4", "pick_theme", "key.theme", id="theme", tooltip="tip.theme"),
        Binding("f5", "people", "key.people", id="people", tooltip="tip.people"),
        Binding("f6", "gathering", "key.gathering", id="gathering", tooltip="tip.gathering"),
        Binding("f9", "export", "key.export", id="export", tooltip="tip.export"),
        Binding("ctrl+z", "undo", "key.undo", id="undo", tooltip="tip.undo"),
        Binding("ctrl+y", "redo", "key.redo", id="redo", show=False),
        Binding("f7", "next_theme(-1)", "key.previous-theme", id="theme.previous", show=False),
        Binding("f8", "next_theme(1)", "key.next-theme", id="theme.next", show=False),
        Binding("ctrl+g", "pick_group", "key.group", id="group", show=False, tooltip="tip.group"),
        Binding("ctrl+l", "app.pick_language", "key.language", id="language", show=False),
        *(
            Binding(f"alt+{number}", f"theme({number})", "key.theme-number", id=f"theme.{number}", show=False)
            for number in range(1, 10)
        ),
    ]

    def __init__(self, store: Store, gathering: Gathering, say: Phrases) -> None:
        super().__init__()
        self.store = store
        self.say = say
        self.desk = Desk(store, gathering, say.language)
        self.saver = Saver(store, self._took, self._failed)
        self.safekeeping = Safekeeping(store, self._draft_failed)
        self._following = Following(store, self._took, self._unread)
        self._editing = ""
        self._view = VIEWS[0]
        self._names: list[str] = []
        self._status: list[Part] = []
        self._tasks: list[asyncio.Task[None]] = []

    def compose(self) -> ComposeResult:
        """Lay the screen out, from the top."""
        yield Bar(id="place")
        with Horizontal(id="body"):
            yield ThemePanel()
            yield Items(self._describe)
        yield Bar(id="status")
        yield CaptureLine(self._keep, self._submit)
        yield Bar(id="reading")
        yield KeyBar(self.say)

    def on_mount(self) -> None:
        """Begin to save and to follow; bring back what was not saved the last time."""
        self._tasks = [asyncio.create_task(self.saver.run()), asyncio.create_task(self._following.run())]
        self.line = self.query_one(CaptureLine)
        self.stream = self.query_one(Items)
        self.line.focus()
        self.sit_down(self.desk.gathering, self.desk.group)
        restored = self.safekeeping.bring_back()
        if restored:
            *entered, half = restored.split("\n")
            for line in entered:
                self._submit(line)
            self.line.bring(half)
            self._tell("status.restored", style="warning")

    async def close_down(self, *, anyway: bool) -> bool:
        """Wait until everything is saved and let go of the store; False where something is not saved and stays open."""
        if not await self.saver.wait(2.0) and not anyway:
            self._tell("status.quit-unsaved", style="alarm")
            return False
        for task in self._tasks:
            task.cancel()
        self.safekeeping.close()
        await asyncio.to_thread(self.store.close)
        return True

    # What is typed

    def _keep(self, text: str) -> None:
        self.safekeeping.keep([*self.saver.pending, text])

    def _submit(self, line: str) -> None:
        item = self.store.all(Item).get(self._editing)
        if not line.strip() and not item:
            return
        step: list[Step] = []

        def plan() -> Change | None:
            planned = self.desk.plan_edit(item, line) if item else self.desk.plan(line)
            if planned.refused:
                planned = self._refuse(planned, line)
            step.append(planned)
            return self.store.plan(*planned.documents)

        self._stop_editing()
        self._status = [(self.say("status.saving"), "quiet")]
        self.saver.put(Job(plan, lambda: self._done(step[0]), text=line))

    def _refuse(self, step: Step, line: str) -> Step:
        """Give a line that cannot be used back to who typed it; where the next one is begun, keep it as text."""
        self._tell(f"step.{step.what}", style="warning")
        if self.line.text:
            return self.desk.plan_literally(line)
        self.line.bring(line)
        return Step("returned")

    def _done(self, step: Step) -> None:
        self._keep(self.line.text)
        if step.what in ("returned", "nothing"):
            return
        if step.theme:
            self._go_to(step.theme)
        time = dt.datetime.now().astimezone().strftime("%H:%M:%S")
        reference = f"  {self.store.reference(step.item)}" if step.item else ""
        self._status = [(self.say("status.saved", time=time) + reference, "good")]
        self._show_status()

    def on_capture_line_changed(self, message: CaptureLine.Changed) -> None:
        """Show what the line is understood as."""
        self._show_reading(message.text)

    def on_capture_line_pasted(self, message: CaptureLine.Pasted) -> None:
        """Say how much was pasted."""
        self._tell("status.pasted", count=message.count)

    def on_capture_line_completion_asked(self, message: CaptureLine.CompletionAsked) -> None:
        """Put the likeliest name or theme in; where there are several, show them."""
        found = complete(message.text, message.cursor, self.desk.known())
        if found and (message.text, message.cursor) == (self.line.text, self.line.cursor):
            self.line.insert(found.candidates[0], found.start, found.end)
            if len(found.candidates) > 1:
                others = "  ".join(safe(candidate.strip()) for candidate in found.candidates)
                self.query_one("#reading", Bar).tell([(others, "quiet")])

    # Earlier items

    def on_capture_line_earlier_chosen(self) -> None:
        """Put the item before the one that is edited into the line: at first the latest of one's own."""
        self._walk(-1)

    def on_capture_line_later_chosen(self) -> None:
        """Put the item after the one that is edited into the line; after the last, a new line."""
        if self._editing:
            self._walk(1)

    def _walk(self, by: int) -> None:
        mine = [name for name in self._names if self.store.all(Item)[name].group == self.desk.group]
        at = (mine.index(self._editing) if self._editing in mine else len(mine)) + by
        if at >= len(mine):
            self.action_back()
        elif at >= 0:
            self._edit(mine[at])

    def _edit(self, name: str) -> None:
        item = self.store.all(Item)[name]
        self._editing = name
        self.stream.choose(name)
        self.line.give(self.desk.line_of(item))
        self.line.focus()
        self._show_status()

    def _stop_editing(self) -> None:
        self._editing = ""
        self.stream.choose("")
        self._show_status()

    def on_capture_line_left(self) -> None:
        """Give up an edit; the item stays as it was."""
        if self._editing:
            self.action_back()

    def action_back(self) -> None:
        """Go back to a new line; what was typed in one stays."""
        if self._editing:
            self.line.give("")
        self._stop_editing()
        self.line.focus()

    def action_choose(self) -> None:
        """Go to the stream to choose an item; a line that is begun waits."""
        self.stream.focus()

    def action_edit(self) -> None:
        """Edit the chosen item, where no new line is begun."""
        if not self.line.untouched:
            self._tell("status.line-first", style="warning")
        elif self._chosen():
            self._edit(self.stream.chosen)

    def _chosen(self) -> Item | None:
        return self.store.all(Item).get(self.stream.chosen)

    def _change(self, change: Callable[[Item], Item]) -> None:
        item = self._chosen()
        if item:
            self.saver.save(change(item), done=lambda: self._done(Step("edited", item=item)))

    def action_give_kind(self, kind: str) -> None:
        """Make the chosen item another kind."""
        self._change(lambda item: replace(item, kind=Kind(kind)))

    def action_toggle_done(self) -> None:
        """Mark the chosen item done, or open again."""
        self._change(lambda i: replace(i, status=Status.OPEN if i.status is Status.DONE else Status.DONE))

    def action_remove(self) -> None:
        """Delete the chosen item; undo brings it back."""
        self._change(lambda item: replace(item, deleted=True))

    def action_move_item(self) -> None:
        """Ask for the theme to file the chosen item under."""
        if self._chosen():
            self._ask_theme(lambda theme: self._change(lambda item: replace(item, theme=theme)))

    def action_undo(self) -> None:
        """Take back the last change."""
        self._reverse(self.store.plan_undo, "status.undone")

    def action_redo(self) -> None:
        """Make the last undone change again."""
        self._reverse(self.store.plan_redo, "status.redone")

    def _reverse(self, plan: Callable[[], Change], phrase: str) -> None:
        told: list[str] = []

        def planned() -> Change | None:
            try:
                change = plan()
            except SamlingError as error:
                told.append(self.say.error(error))
                return None
            told.append(self.say(phrase))
            return change

        self.saver.put(Job(planned, lambda: self._set_status(told[0], "good")))

    # Themes, groups, gatherings

    def sit_down(self, gathering: Gathering, group: str) -> None:
        """Write for that group of that gathering from now on."""
        self.desk.gathering, self.desk.group = gathering, group
        themes = self.store.contents().themes_of(gathering) or self.desk.themes()
        self.desk.theme = themes[0].id if themes else ""
        self._names = [item.id for item in self.desk.items()]
        self._show_all()

    def action_theme(self, number: int) -> None:
        """Go to the theme of that number."""
        themes = self.desk.themes()
        if number <= len(themes):
            self._go_to(themes[number - 1].id)

    def action_next_theme(self, by: int) -> None:
        """Go to the theme after the current one, or before it."""
        names = [theme.id for theme in self.desk.themes()]
        if names:
            at = names.index(self.desk.theme) + by if self.desk.theme in names else 0
            self._go_to(names[at % len(names)])

    def on_theme_panel_theme_chosen(self, message: ThemePanel.ThemeChosen) -> None:
        """Go to the theme that was clicked."""
        self._go_to(message.theme)

    def _go_to(self, theme: str) -> None:
        self.desk.theme = theme
        self._show_all()

    def action_view(self) -> None:
        """Show all items, only the theme's, or all by theme."""
        self._view = VIEWS[(VIEWS.index(self._view) + 1) % len(VIEWS)]
        self._show_all()

    def _ask_theme(self, then: Callable[[str], None]) -> None:
        choices = [Choice(theme.id, safe(theme.title)) for theme in self.desk.themes()]
        choices.append(Choice("", self.say("panel.unfiled")))
        self.app.push_screen(
            ChoiceScreen(self.say, "choice.theme", choices, self.desk.theme),
            lambda chosen: then(chosen) if chosen is not None else None,
        )

    def action_pick_group(self) -> None:
        """Ask which table one writes for."""
        known = {g.letter for g in self.store.all(Group).values() if g.gathering == self.desk.gathering.id}
        letters = [PLENARY, *sorted((known | set("ABCDEFGH")) - {PLENARY})]
        choices = [Choice(letter, group_name(letter, self.say)) for letter in letters]
        self.app.push_screen(
            ChoiceScreen(self.say, "choice.group", choices, self.desk.group),
            lambda letter: self.sit_down(self.desk.gathering, letter) if letter else None,
        )

    # The other screens

    def action_pick_theme(self) -> None:
        """Show the themes, to go to one or to change them."""
        screen = ThemesScreen(self.store, self.saver, self.say, self.desk.gathering, self.desk.theme)
        self.app.push_screen(screen, lambda theme: self._go_to(theme) if theme else None)

    def action_people(self) -> None:
        """Show the people and who is here."""
        self.app.push_screen(PeopleScreen(self.store, self.saver, self.say, self.desk.gathering))

    def action_gathering(self) -> None:
        """Show the gatherings, to go to one or to change them."""
        screen = GatheringScreen(self.store, self.saver, self.say, self.desk.gathering)
        self.app.push_screen(screen, lambda chosen: self.sit_down(chosen, self.desk.group) if chosen else None)

    def action_export(self) -> None:
        """Show what the minutes will say, to write them."""
        self.app.push_screen(ExportScreen(self.store, self.saver, self.say, self.desk.gathering))

    # What is shown

    def _describe(self, name: str) -> Row:
        if name.startswith("#"):
            theme = self.store.all(Theme).get(name[1:])
            return Row(text=safe(theme.title) if theme else self.say("panel.unfiled"), style="heading")
        return row_of(self.store, self.store.all(Item)[name], self.say, self.desk.known().today)

    def _took(self, touched: Touched) -> None:
        """Show what was changed, by oneself or by others."""
        tables = {table for table, _ in touched}
        if tables - {"items"}:
            self.desk.forget()
            gathering = self.store.all(Gathering).get(self.desk.gathering.id)
            self.desk.gathering = gathering or self.desk.gathering
        if touched:
            self._note_items(name for table, name in touched if table == "items")
            self._show_all()
            self._following.note_change()

    def _note_items(self, names: Iterable[str]) -> None:
        """Put items into the list, or take them out, as they are now."""
        for name in names:
            item = self.store.all(Item).get(name)
            at = bisect_left(self._names, name)
            listed = self._names[at : at + 1] == [name]
            belongs = item is not None and item.gathering == self.desk.gathering.id
            if belongs and not listed:
                self._names.insert(at, name)
            elif listed and not belongs:
                del self._names[at]

    def _show_all(self) -> None:
        self._show_place()
        self._show_themes()
        self._show_stream()
        self._show_status()
        self._show_reading(self.line.text)

    def _show_place(self) -> None:
        gathering = self.desk.gathering
        number = self.say("place.gathering", number=gathering.number)
        title = f" · {safe(gathering.title)}" if gathering.title else ""
        final = f" ({self.say('place.final')})" if gathering.state is GatheringState.FINAL else ""
        group = group_name(self.desk.group, self.say)
        self.query_one("#place", Bar).tell(
            [(f" {number}", "strong"), (title + final, "")], [(f"{group} · {safe(self.store.who)} ", "strong")]
        )

    def _show_themes(self) -> None:
        items = self.store.all(Item)
        counts = Counter(items[name].theme for name in self._names)
        themes = self.desk.themes()
        rows = [ThemeRow(t.id, safe(t.title), counts[t.id], t.id == self.desk.theme) for t in themes]
        unfiled = len(self._names) - sum(row.count for row in rows)
        if unfiled or not self.desk.theme:
            rows.append(ThemeRow("", self.say("panel.unfiled"), unfiled, not self.desk.theme))
        self.query_one(ThemePanel).show(self.say("panel.themes"), rows)

    def _show_stream(self) -> None:
        self.stream.empty = self.say("stream.empty-theme" if self._names else "stream.empty")
        items = self.store.all(Item)
        if self._view == "theme":
            self.stream.show([name for name in self._names if items[name].theme == self.desk.theme])
        elif self._view == "grouped":
            self.stream.show(self._grouped())
        else:
            self.stream.show(self._names)

    def _grouped(self) -> list[str]:
        """The items under headings; the current theme last, where the newest are in sight."""
        items = self.store.all(Item)
        by_theme: dict[str, list[str]] = {theme.id: [] for theme in self.desk.themes()}
        for name in self._names:
            theme = items[name].theme
            by_theme.setdefault(theme if theme in by_theme else "", []).append(name)
        order = sorted((theme for theme in by_theme if by_theme[theme]), key=lambda theme: theme == self.desk.theme)
        return [name for theme in order for name in ("#" + theme, *by_theme[theme])]

    def _show_status(self) -> None:
        theme = self.store.all(Theme).get(self.desk.theme)
        title = safe(theme.title) if theme else self.say("panel.unfiled")
        left: list[Part] = [(f" ▸ {title} ", "strong")]
        if self._view != VIEWS[0]:
            left.append((f" {self.say('view.' + self._view)} ", "quiet"))
        editing = self.store.all(Item).get(self._editing)
        if editing:
            left = [(" " + self.say("status.editing", reference=self.store.reference(editing)), "warning")]
        others = self._following.others()
        right = [*self._status]
        if others and not editing:
            right.insert(0, (self.say("status.others", names=", ".join(map(safe, others))) + "  ", "quiet"))
        self.query_one("#status", Bar).tell(left, [*right, (" ", "")])

    def _show_reading(self, text: str) -> None:
        known = self.desk.known()
        self.query_one("#reading", Bar).tell(reading_of(self.desk.read(text), known, self.say))

    def _set_status(self, text: str, style: str) -> None:
        self._status = [(text, style)]
        self._show_status()

    def _tell(self, phrase: str, style: str = "quiet", **facts: object) -> None:
        self._set_status(self.say(phrase, **facts), style)

    def _failed(self, error: NotSaved) -> None:
        self._tell("status.not-saved", style="alarm", reason=self.say.reason(error.reason))

    def _draft_failed(self, reason: str) -> None:
        self._tell("status.draft-failed", style="alarm", reason=self.say.reason(reason))

    def _unread(self, reason: str) -> None:
        self._tell("status.unread", style="warning", reason=self.say.reason(reason))

    def relabel(self) -> None:
        """Speak the language that was chosen."""
        self.desk.language = self.say.language
        self.desk.forget()
        self._show_all()
        self.query_one(KeyBar).update()
        self.line.refresh()
