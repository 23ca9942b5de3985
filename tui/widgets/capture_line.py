"""The capture line: a one-row editor that redraws only what a key changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding
from textual.geometry import Offset, Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.letters import letter_end, letter_start
from tui.line.marks import PROMPT
from tui.safe import safe
from tui.widgets.cells import width

_JOINED = 4
"""How many characters, at most, are expected to a cell: a letter and its marks, or what a picture is joined of."""


class CaptureLine(Widget, can_focus=True):
    """The line that is always under the cursor. It never says no and never waits.

    `keep` is called with the text at each change, and `submit` with the whole line at Enter: it tells whether the line
    was taken over. `echo` is called with what was typed at the cursor that is seen, at the line's end: it tells whether
    that is on the screen already. These are calls and not messages, since a message would come after the next key.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"capture-line--prompt"}
    BINDINGS: ClassVar = [
        Binding("enter", "submit", "key.save", id="line.save", priority=False, tooltip="tip.save-line"),
        Binding("tab", "complete", "key.complete", id="line.complete", tooltip="tip.complete"),
        Binding("up", "earlier", "key.earlier", id="line.earlier", tooltip="tip.earlier"),
        Binding("down", "later", "key.later", id="line.later", show=False, tooltip="tip.later"),
        Binding("escape", "leave", "key.leave", id="line.leave", show=False, tooltip="tip.leave-edit"),
        Binding("left", "move(-1)", "key.left", id="line.left", show=False, tooltip="tip.left"),
        Binding("right", "move(1)", "key.right", id="line.right", show=False, tooltip="tip.right"),
        Binding("ctrl+left", "word(-1)", "key.word-left", id="line.word-left", show=False, tooltip="tip.word-left"),
        Binding("ctrl+right", "word(1)", "key.word-right", id="line.word-right", show=False, tooltip="tip.word-right"),
        Binding("home,ctrl+a", "home", "key.home", id="line.home", show=False, tooltip="tip.home"),
        Binding("end,ctrl+e", "end", "key.end", id="line.end", show=False, tooltip="tip.end"),
        Binding("backspace", "rub(-1)", "key.backspace", id="line.backspace", show=False, tooltip="tip.backspace"),
        Binding("delete", "rub(1)", "key.delete", id="line.delete", show=False, tooltip="tip.delete"),
        Binding("ctrl+w", "rub_word", "key.rub-word", id="line.rub-word", show=False, tooltip="tip.rub-word"),
        Binding("ctrl+u", "rub_line", "key.rub-line", id="line.rub-line", show=False, tooltip="tip.rub-line"),
    ]

    @dataclass
    class Changed(Message):
        """The text or the cursor is another."""

        text: str
        cursor: int

    @dataclass
    class Pasted(Message):
        """Several lines were pasted: all but the last were submitted, the last stands in the line."""

        count: int

    @dataclass
    class EarlierChosen(Message):
        """The line is as it was given, and the item before the present one is wanted."""

    @dataclass
    class LaterChosen(Message):
        """The line is as it was given, and the item after the present one is wanted."""

    @dataclass
    class Left(Message):
        """Escape was pressed."""

    @dataclass
    class CompletionAsked(Message):
        """Tab was pressed."""

        text: str
        cursor: int

    def __init__(
        self,
        keep: Callable[[str], None],
        submit: Callable[[str], bool],
        echo: Callable[[str], bool],
    ) -> None:
        super().__init__()
        self._keep = keep
        self._submit = submit
        self._echo = echo
        self.text = ""
        self.cursor = 0
        self._given = ""
        self._rubbed = ""
        self.acting = False
        """Whether a key that does something is being acted on."""
        self._first = 0
        """The first character that is drawn."""
        self._painted: tuple[str, int] | None = None
        """The text and the cursor that are seen at present."""

    # What others may do with the line

    def give(self, text: str) -> None:
        """Put a text into the line that may be left again: an item's, or none. What was typed can be brought back."""
        if self.text and not self.untouched:
            self._rubbed = self.text
        self._given = text
        self._put(text, len(text))

    def bring(self, text: str) -> None:
        """Put a text into the line as if it had been typed."""
        self._given = ""
        self._put(text, len(text))

    @property
    def untouched(self) -> bool:
        """Whether the line is as it was given."""
        return self.text == self._given

    def insert(self, text: str, start: int, end: int) -> None:
        """Put a text in the place of a stretch of the line."""
        self._put(self.text[:start] + text + self.text[end:], start + len(text))

    # Keys

    async def on_key(self, event: events.Key) -> None:
        """Take every character that prints, and do what any other key is bound to before the next key is looked at.

        Left to Textual, a binding runs when its key has gone up to the app and back: after keys that came with it.
        """
        if event.is_printable and event.character and not event.key.startswith("alt+"):
            event.stop()
            event.prevent_default()
            self.type(event.character)
        elif active := self.screen.active_bindings.get(event.key):
            event.stop()
            event.prevent_default()
            if active.enabled:
                self.acting = True
                try:
                    await self.app.run_action(active.binding.action, active.node)
                finally:
                    self.acting = False

    def type(self, text: str) -> None:
        """Put text in at the cursor."""
        self.insert(text, self.cursor, self.cursor)

    def on_focus(self) -> None:
        """Show the cursor."""
        self.refresh()

    def on_blur(self) -> None:
        """Hide the cursor."""
        self._painted = None
        self.refresh()

    def on_paste(self, event: events.Paste) -> None:
        """Make each pasted line an item of its own; what stands in the line goes before the first."""
        event.stop()
        lines = event.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        lines = [line.expandtabs(1) for line in lines]
        if len(lines) == 1:
            self.insert(lines[0], self.cursor, self.cursor)
            return
        before, after = self.text[: self.cursor], self.text[self.cursor :]
        whole = [line for line in (before + lines[0], *lines[1:-1]) if line.strip()]
        if not all(self._submit(line) for line in whole):
            self.insert(" ".join(lines), self.cursor, self.cursor)
            return
        self._given = ""
        self._put(lines[-1] + after, len(lines[-1]))
        self.post_message(self.Pasted(len(whole)))

    def action_submit(self) -> None:
        """Hand the line over and begin an empty one."""
        if self._submit(self.text):
            self._given = ""
            self._put("", 0)

    def action_complete(self) -> None:
        """Ask for the rest of the word."""
        self.post_message(self.CompletionAsked(self.text, self.cursor))

    def action_earlier(self) -> None:
        """Ask for the item before, where nothing would be lost by it."""
        if self.untouched:
            self.post_message(self.EarlierChosen())

    def action_later(self) -> None:
        """Ask for the item after, where nothing would be lost by it."""
        if self.untouched:
            self.post_message(self.LaterChosen())

    def action_leave(self) -> None:
        """Say that Escape was pressed."""
        self.post_message(self.Left())

    def action_move(self, by: int) -> None:
        """Move the cursor by a letter."""
        self._put(self.text, self._letter_beside(by))

    def action_word(self, by: int) -> None:
        """Move the cursor by a word."""
        self._put(self.text, self._word_end(by))

    def action_home(self) -> None:
        """Move the cursor to the beginning."""
        self._put(self.text, 0)

    def action_end(self) -> None:
        """Move the cursor to the end."""
        self._put(self.text, len(self.text))

    def action_rub(self, by: int) -> None:
        """Take away the letter before or under the cursor, with all that is joined to it."""
        start, end = sorted((self.cursor, self._letter_beside(by)))
        self.insert("", start, end)

    def action_rub_word(self) -> None:
        """Take away the word before the cursor."""
        self.insert("", self._word_end(-1), self.cursor)

    def action_rub_line(self) -> None:
        """Empty the line; once more brings the text back."""
        if self.text:
            self._rubbed = self.text
            self._put("", 0)
        else:
            self._put(self._rubbed, len(self._rubbed))

    def _letter_beside(self, by: int) -> int:
        return letter_end(self.text, self.cursor) if by > 0 else letter_start(self.text, max(0, self.cursor - 1))

    def _word_end(self, by: int) -> int:
        at = self.cursor
        step = self.text[at:] if by > 0 else self.text[:at][::-1]
        blanks = len(step) - len(step.lstrip())
        letters = len(step.lstrip().split(maxsplit=1)[0]) if step.strip() else 0
        return at + by * (blanks + letters)

    def _put(self, text: str, cursor: int) -> None:
        cursor = max(0, min(cursor, len(text)))
        if (text, cursor) == (self.text, self.cursor):
            return
        old, old_cursor = self.text, self.cursor
        self.text, self.cursor = text, cursor
        if text != old:
            self._keep(text)
        if not self._echoed(old, old_cursor):
            same = letter_start(text, min(cursor, old_cursor))  # what comes may join what stands there
            self._redraw(same if text[:same] == old[:same] else 0)
        self.post_message(self.Changed(text, cursor))

    # Drawing

    def painted(self) -> Offset:
        """Return where on the screen the cursor is to be seen, as the line is painted now."""
        self._painted = self.text, self.cursor
        column = width(PROMPT) + width(safe(self.text[self._first : self.cursor]))
        return self.content_region.offset + Offset(min(column, self.size.width - 1), 0)

    def _echoed(self, old: str, cursor: int) -> bool:
        """Show what was typed at the end at once, and tell whether that could be done."""
        typed = self.text[len(old) :]
        at_end = typed and cursor == len(old) and self.cursor == len(self.text) and self.text.startswith(old)
        if not at_end or self._painted != (old, cursor) or not self._echo(safe(typed)):
            return False
        self._styles_cache.clear()  # Textual has the row as it was when it was drawn last
        self._painted = self.text, self.cursor
        return True

    def _redraw(self, same: int) -> None:
        """Draw anew from the first character that is not the same."""
        first = self._scrolled()
        if first != self._first:
            self._first = first
            self.refresh()
            return
        start = width(PROMPT) + width(safe(self.text[first : max(first, same)]))
        self.refresh(Region(min(start, self.size.width - 1), 0, max(1, self.size.width - start), 1))

    def _scrolled(self) -> int:
        """Return the first character to draw so that the cursor is in sight."""
        room = max(4, self.size.width - width(PROMPT) - 1)
        if self.cursor <= room * _JOINED and width(safe(self.text[: self.cursor])) <= room:
            return 0
        first = min(self._first, self.cursor)
        near = self._first < self.cursor <= first + room * _JOINED
        if near and width(safe(self.text[first : self.cursor])) <= room:
            return first
        first, left = self.cursor, room * 2 // 3
        while first and left >= 0:
            before = letter_start(self.text, first - 1)
            left -= width(safe(self.text[before:first]))
            first = before if left >= 0 else first
        return first

    def get_content_height(self, *_: object) -> int:
        """Return the one row that it takes."""
        return 1

    def render_line(self, y: int) -> Strip:
        """Return the row."""
        base = self.rich_style
        if y:
            return Strip.blank(self.size.width, base)
        first = self._first = self._scrolled()
        prompt = self.get_component_rich_style("capture-line--prompt")
        shown = safe(self.text[first : first + self.size.width * _JOINED])
        strip = Strip([Segment("‹ " if first else PROMPT, prompt), Segment(shown, base)])
        return strip.adjust_cell_length(self.size.width, base)
