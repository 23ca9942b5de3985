"""The capture screen, the home of the program: themes, the stream of items, and the line to type in."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.screen import Screen

from storage.entries import Seen
from storage.errors import NotSaved
from storage.model import Gathering, GatheringState, Item
from storage.store import Change, Store
from tui.line.completion import complete
from tui.phrases import Phrases
from tui.places import Place
from tui.planning.agreed import turned
from tui.planning.confirming import rechecked
from tui.planning.desk import Desk, Step
from tui.planning.register import latest, new_gathering
from tui.safe import safe
from tui.saver import Job, Saver, Touched
from tui.screens.board import Board
from tui.screens.doors import Doors
from tui.screens.findings import Findings
from tui.screens.following import Following, make_ahead, read_in_parts
from tui.screens.items import Items, Reworded
from tui.screens.keys import KeyBar
from tui.screens.reversal import reversal
from tui.screens.safekeeping import Safekeeping
from tui.screens.settling import Settler
from tui.widgets.bars import Bar, ThemePanel
from tui.widgets.capture_line import CaptureLine

_NEED_STORE = frozenset(("choose", "edit", "next_theme", "open", "redo", "theme", "undo"))


class CaptureScreen(Screen[None]):
    """Where one types. It joins the line, the stream and the store; only it writes."""

    BINDINGS: ClassVar = [
        Binding("f1", "app.help", "key.help", id="help", tooltip="tip.help"),
        Binding("f2", "choose", "key.choose", id="choose", tooltip="tip.choose"),
        Binding("f3", "view", "key.view", id="view", tooltip="tip.view"),
        Binding("f4", "open('themes')", "key.theme", id="theme", tooltip="tip.theme"),
        Binding("f5", "open('people')", "key.people", id="people", tooltip="tip.people"),
        Binding("f6", "open('gathering')", "key.gathering", id="gathering", tooltip="tip.gathering"),
        Binding("f9", "open('export')", "key.export", id="export", tooltip="tip.export"),
        Binding("ctrl+z", "undo", "key.undo", id="undo", tooltip="tip.undo"),
        Binding("ctrl+y", "redo", "key.redo", id="redo", show=False, tooltip="tip.redo"),
        Binding(
            "f7", "next_theme(-1)", "key.previous-theme", id="theme.previous", show=False, tooltip="tip.previous-theme"
        ),
        Binding("f8", "next_theme(1)", "key.next-theme", id="theme.next", show=False, tooltip="tip.next-theme"),
        Binding("ctrl+t", "open('sort')", "key.sort", id="sort", show=False, tooltip="tip.sort"),
        Binding("ctrl+r", "open('readback')", "key.readback", id="readback", show=False, tooltip="tip.readback"),
        Binding("ctrl+f", "open('search')", "key.search", id="search", show=False, tooltip="tip.search"),
        Binding("ctrl+o", "open('actions')", "key.actions", id="actions", show=False, tooltip="tip.actions"),
        Binding("ctrl+n", "open('needs')", "key.needs", id="needs", show=False, tooltip="tip.needs"),
        Binding("ctrl+x", "open('work')", "key.work", id="work", show=False, tooltip="tip.work"),
        Binding("ctrl+g", "open('group')", "key.group", id="group", show=False, tooltip="tip.group"),
        Binding("ctrl+l", "app.pick_language", "key.language", id="language", show=False, tooltip="tip.language"),
        Binding("alt+c", "coach", "key.coach", id="coach", show=False, tooltip="tip.coach"),
        *(
            Binding(
                f"alt+{number}",
                f"theme({number})",
                "key.theme-number",
                id=f"theme.{number}",
                show=False,
                tooltip="tip.theme-number",
            )
            for number in range(1, 10)
        ),
    ]

    def __init__(self, store: Store, say: Phrases, place: Place, echo: Callable[[str], bool]) -> None:
        super().__init__()
        self._echo = echo
        self.store = store
        self.say = say
        self.ready = False
        """Whether the store has been read. Before, lines can be typed, and wait."""
        self.desk = Desk(store, Gathering(id="", number=0, date=dt.date.min), say.language)
        self.saver = Saver(store, self._took, self._failed)
        self.safekeeping = Safekeeping(store, self._draft_failed)
        self._following = Following(store, self._took, self._unread)
        self.board = Board(self, self.desk, say, self._following.others)
        self.findings = Findings(
            self, store, self.saver, say, self.board, changed=self._following.note_change, ended=self._ended
        )
        self._following.looked = self.findings.look
        self.doors = Doors(
            self, self.desk, self.saver, say, place, go_to=self._go_to, sit_down=self.sit_down, visit=self.visit
        )
        self._edited: Item | None = None
        """The item in the line, as it was when it was put there."""
        self._seen: dict[str, Seen] = {}
        """What had been read of others' work at that moment."""
        self._watch: asyncio.Task[None] | None = None
        self._tasks: list[asyncio.Task[None]] = []

    def compose(self) -> ComposeResult:
        """Lay the screen out, from the top."""
        yield Bar(id="place")
        with Horizontal(id="body"):
            yield ThemePanel()
            yield Items(self.board.describe, self._change, self.doors.ask_theme)
        yield Bar(id="status")
        yield CaptureLine(self._keep, self._submit, self._echo)
        yield Bar(id="reading")
        yield KeyBar(self.say)

    def on_mount(self) -> None:
        """Take keys at once."""
        self.line = self.query_one(CaptureLine)
        self.stream = self.query_one(Items)
        self.stream.settler = Settler(
            self.store,
            self.saver,
            self.say,
            self._disputable,
            refused=lambda _: self._is_closed(),
            done=lambda name: self._done(Step("edited", item=self.store.find(Item, name))),
        )
        self.stream.tell = self.board.set_status
        self.line.focus()
        self.board.show()

    async def begin(self) -> None:
        """Read the store, then save what was typed meanwhile, follow, and bring back what was not saved the last time.

        Raises what Store.open raises.
        """
        await read_in_parts(self.store)
        gathering = self.store.open_gathering() or latest(self.store)
        if gathering is None:
            gathering = new_gathering(self.store)
            self.saver.save(gathering)
        self.ready = self.board.ready = True
        self.desk.gathering = gathering
        self.sit_down(gathering, self.desk.group_to_begin_with())
        self._watch = asyncio.create_task(self._following.run())
        self._tasks = [asyncio.create_task(work.run()) for work in (self.saver, self.safekeeping)]
        self._tasks.append(asyncio.create_task(self._make_ahead()))
        for task in (self._watch, *self._tasks):
            task.add_done_callback(self._ended)
        self.findings.begin()
        self._bring_back(self.safekeeping.bring_back([*self.saver.pending, self.line.text]))

    async def _make_ahead(self) -> None:
        await make_ahead(self.store)
        self.board.look_back()
        self.board.show()

    def _bring_back(self, restored: str) -> None:
        """Give the lines of an earlier session back: those that were entered are saved, the last one is in the line.

        Where one is typing already, that one is saved too.
        """
        if not restored:
            return
        *entered, half = restored.split("\n")
        if self.line.text:
            entered, half = [*entered, half], self.line.text
        left = [line for line in entered if not self._submit(line)]
        self.line.bring(" ".join([*left, half]))
        self.board.tell("status.restored", "warning")

    def _ended(self, task: asyncio.Task[None]) -> None:
        """Let a fault in what goes on beside the keys end the program in words, instead of nothing being saved."""
        error = None if task.cancelled() else task.exception()

        def fail() -> None:
            if error is not None:
                raise error

        if error is not None:
            self.call_later(fail)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 Textual's
        """Tell whether an action can be used: before the store has been read, only typing and leaving can."""
        return True if self.ready or action not in _NEED_STORE else None

    async def close_down(self, *, anyway: bool) -> bool:
        """Wait until everything is saved and let go of the store; False where something is not saved and stays open."""
        if not await self.saver.wait(2.0) and not anyway:
            self.board.tell("status.quit-unsaved", "alarm")
            return False
        self._following.stop()
        if self._watch is not None:
            await asyncio.wait({self._watch}, timeout=2.0)
        for task in self._tasks:
            task.cancel()
        self.safekeeping.close()
        await asyncio.to_thread(self.store.close)
        return True

    # What is typed

    def _keep(self, text: str) -> None:
        self.safekeeping.keep([*self.saver.pending, text])

    def _submit(self, line: str) -> bool:
        """Take a line over to be saved; False where it has to stay in the line."""
        base, seen = self._edited, self._seen
        if not line.strip() and base is None:
            return True
        if self._is_closed():
            return False
        now = None if base or not self.ready or self.desk.waits(line) else self.desk.plan(line)
        steps: list[Step] = [now] if now else []

        def plan() -> Change | None:
            if now is None:
                steps.append(self._plan_late(base, line))
            change = self.store.plan(*steps[0].documents)
            return change if base is None else replace(change, seen=seen)

        if now and now.theme:
            self._go_to(now.theme)
        self._stop_editing()
        self.board.forget_all()
        self.board.tell("status.saving")
        self.saver.put(Job(plan, lambda: self._done(steps[0]), text=line))
        return True

    def _plan_late(self, base: Item | None, line: str) -> Step:
        """Plan a line that works on what is saved before it; one that cannot be used goes back to who typed it.

        Where the next line is begun already, it is kept as text.
        """
        step = self.desk.plan(line) if base is None else self.desk.plan_edit(base, line)
        if not step.refused:
            self.desk.theme = step.theme or self.desk.theme
            return step
        self.board.tell(f"step.{step.what}", "warning")
        if self.line.text:
            return self.desk.plan_literally(line)
        self.line.bring(line)
        return Step("returned")

    def _is_closed(self) -> bool:
        """Tell whether the gathering is final, and say so."""
        closed = self.desk.gathering.state is GatheringState.FINAL
        if closed:
            self.board.tell("status.closed", "warning", number=self.desk.gathering.number)
        return closed

    def _done(self, step: Step) -> None:
        self._keep(self.line.text)
        if step.what not in ("returned", "nothing"):
            self.board.tell_saved(step.item)

    def on_capture_line_changed(self, message: CaptureLine.Changed) -> None:
        """Show what the line is understood as."""
        self.board.show_reading(message.text)

    def on_capture_line_pasted(self, message: CaptureLine.Pasted) -> None:
        """Say how much was pasted."""
        self.board.tell("status.pasted", count=message.count)

    def on_capture_line_completion_asked(self, message: CaptureLine.CompletionAsked) -> None:
        """Put the likeliest name or theme in; where there are several, show them."""
        found = complete(message.text, message.cursor, self.desk.known(), self.desk.filled())
        if found and (message.text, message.cursor) == (self.line.text, self.line.cursor):
            self.line.insert(found.candidates[0], found.start, found.end)
            if len(found.candidates) > 1:
                others = "  ".join(safe(candidate.strip()) for candidate in found.candidates)
                self.board.offered = (self.line.text, others)

    # Earlier items

    def on_capture_line_earlier_chosen(self) -> None:
        """Put the item before the one that is edited into the line: at first the latest of one's own."""
        self._walk(-1)

    def on_capture_line_later_chosen(self) -> None:
        """Put the item after the one that is edited into the line; after the last, a new line."""
        if self._edited:
            self._walk(1)

    def _walk(self, by: int) -> None:
        items = self.store.all(Item)
        own = [name for name in self.board.names if items[name].group == self.desk.group]
        mine = [name for name in own if not self.say.hides(items[name])]
        at = (mine.index(self._edited.id) if self._edited and self._edited.id in mine else len(mine)) + by
        if at >= len(mine):
            self.action_back()
        elif at >= 0:
            self._edit(mine[at])

    def _edit(self, name: str) -> None:
        if self.say.hides(self.store.all(Item)[name]):
            self.board.tell("mask.no-edit", "warning")
            return
        self._edited, self._seen = self.store.all(Item)[name], self.store.seen()
        self.board.editing = name
        self.stream.choose(name)
        self.line.give(self.desk.line_of(self._edited))
        self.line.focus()
        self.board.show_status()

    def _stop_editing(self) -> None:
        self._edited = None
        self.board.editing = ""
        self.stream.choose("")
        self.board.show_status()

    def on_capture_line_left(self) -> None:
        """Give up an edit; the item stays as it was."""
        if self._edited:
            self.action_back()

    def action_back(self) -> None:
        """Go back to a new line; what was typed in one stays."""
        if self._edited:
            self.line.give("")
        self._stop_editing()
        self.line.focus()

    def action_choose(self) -> None:
        """Go to the stream to choose an item; a line that is begun waits."""
        self.stream.focus()

    def action_edit(self) -> None:
        """Edit the chosen item, where no new line is begun."""
        if not self.line.untouched:
            self.board.tell("status.line-first", "warning")
        elif self.stream.chosen:
            self._edit(self.stream.chosen)

    def on_items_clicked(self, message: Items.Clicked) -> None:
        """Put an item into the line, where no new one is begun."""
        if self.line.untouched:
            self._edit(message.item)

    def _change(self, name: str, change: Reworded) -> None:
        """Change an item, as it is when its turn to be saved has come."""
        if name not in self.store.all(Item) or (change is not turned and self._is_closed()):
            return  # that something is done is told after a gathering is finished, too

        def plan() -> Change | None:
            item = self.store.find(Item, name)
            return self.store.plan(rechecked(item, change(item))) if item else None

        self.saver.put(Job(plan, lambda: self._done(Step("edited", item=self.store.find(Item, name)))))

    def _disputable(self, name: str) -> list[Item]:
        item = self.store.all(Item).get(name)
        return [item] if item else []

    def action_undo(self) -> None:
        """Take back the last change."""
        self._reverse(self.store.plan_undo, "status.undone")

    def action_redo(self) -> None:
        """Make the last undone change again."""
        self._reverse(self.store.plan_redo, "status.redone")

    def _reverse(self, plan: Callable[[], Change], phrase: str) -> None:
        self.saver.put(reversal(plan, self.say, phrase, lambda told: self.board.set_status(told, "good")))

    # Themes, groups, gatherings

    def sit_down(self, gathering: Gathering, group: str) -> None:
        """Write for that group of that gathering from now on."""
        self.desk.gathering, self.desk.group = gathering, group
        self.desk.forget()
        self.desk.theme = self.desk.theme_to_begin_with()
        self.board.names = [item.id for item in self.desk.items()]
        self.board.look_back()
        self.board.show()

    def visit(self, name: str) -> None:
        """Show an item, chosen, among those of its gathering; what stands in the line stays there."""
        item = self.store.all(Item).get(name)
        gathering = self.store.all(Gathering).get(item.gathering) if item else None
        if gathering is None:
            return
        before = self.desk.gathering
        if gathering.id != before.id:
            self.sit_down(gathering, self.desk.group)
            self.board.tell("status.visiting", number=gathering.number, before=before.number)
        self.board.reveal(name)
        self.stream.focus()

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
        self.board.show()

    def action_view(self) -> None:
        """Show all items, only the theme's, or all by theme."""
        self.board.turn_view()

    def action_coach(self) -> None:
        """Give advice on needs while they are typed, or no more."""
        self.board.turn_coach()

    def action_open(self, screen: str) -> None:
        """Open another screen."""
        self.doors.open(screen)

    def what_is(self, action: str) -> str | None:
        """Return how an action is called that goes to a theme or gives a kind; nothing for all others."""
        name, _, number = action.removesuffix(")").partition("(")
        themes = self.desk.themes()
        if name == "theme":
            at = int(number) - 1
            return self.say("reading.theme", title=safe(themes[at].title)) if at < len(themes) else None
        kind = number.strip("'")
        return f"{self.say('key.kind')}: {self.say(f'kind.{kind}')}" if name == "give_kind" else ""

    # What happens meanwhile

    def _took(self, touched: Touched) -> None:
        """Show what was changed, by oneself or by others."""
        if not touched:
            return
        if any(table != "items" for table, _ in touched):
            self.desk.forget()
            self.desk.gathering = self.store.all(Gathering).get(self.desk.gathering.id, self.desk.gathering)
        self.board.note_items(name for table, name in touched if table == "items")
        self.board.look_back()
        self.findings.took(touched)
        self.board.show()
        self.stream.refresh_keys()
        for watcher in self.saver.watchers:
            watcher.took(touched)
        self._following.note_change()

    def _failed(self, error: NotSaved) -> None:
        self.board.tell("status.not-saved", "alarm", reason=self.say.reason(error.reason))
        for watcher in self.saver.watchers:
            watcher.failed(error)

    def _draft_failed(self, reason: str) -> None:
        self.board.tell("status.draft-failed", "alarm", reason=self.say.reason(reason))

    def _unread(self, reason: str) -> None:
        self.board.tell("status.unread", "warning", reason=self.say.reason(reason))

    def show_mask(self) -> None:
        """Show what is masked now, and what is not; what is in the line and others are not to see is put back."""
        if self._edited and self.say.hides(self._edited):
            self.action_back()
        self.board.show()

    def relabel(self) -> None:
        """Speak the language that was chosen."""
        self.desk.language = self.say.language
        self.desk.forget()
        self.board.show()
        self.query_one(KeyBar).update()
