"""The row of keys at the foot of a screen, and the names of keys: read from the bindings, never written again."""

from __future__ import annotations

from collections.abc import Iterable

from textual.binding import Binding
from textual.screen import Screen

from tui.phrases import Phrases
from tui.widgets.bars import Bar, Part
from tui.widgets.cells import width

_NAMES = {
    "escape": "Esc",
    "enter": "Enter",
    "tab": "Tab",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "delete": "Del",
    "backspace": "⌫",
    "space": "Space",
    "question_mark": "?",
    "plus": "+",
    "exclamation_mark": "!",
    "equals_sign": "=",
    "asterisk": "*",
    "full_stop": ".",
}


def key_name(key: str) -> str:
    """Return a key as it is written on keyboards and in manuals: `F1`, `^Z`, `Alt+1`."""
    *modifiers, name = key.split("+") if key != "+" else [key]
    name = _NAMES.get(name, name.upper() if len(name) > 1 else name)
    if modifiers == ["ctrl"]:
        return "^" + (name.upper() if len(name) == 1 else name)
    return "+".join([*(modifier.capitalize() for modifier in modifiers), name])


def key_names(binding: Binding) -> str:
    """Return the names of all keys of a binding."""
    return binding.key_display or " ".join(key_name(key.strip()) for key in binding.key.split(","))


class KeyBar(Bar):
    """The keys that work at this moment, as many as fit, the most important first."""

    def __init__(self, say: Phrases) -> None:
        super().__init__(id="keys")
        self._say = say

    def on_mount(self) -> None:
        """Follow the bindings."""
        self.screen.bindings_updated_signal.subscribe(self, self._update)
        self.update()

    def _update(self, screen: Screen[object]) -> None:
        if screen.is_attached:
            self.update()

    def update(self) -> None:
        """Read the bindings anew."""
        seen: dict[str, Binding] = {}
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if binding.show and binding.description.startswith("key."):
                seen.setdefault(binding.description, binding)
        self.tell(self._parts(sorted(seen.values(), key=_is_for_text)))

    def on_resize(self) -> None:
        """Show as many as fit now."""
        self.update()

    def _parts(self, bindings: Iterable[Binding]) -> list[Part]:
        parts: list[Part] = []
        room = self.size.width
        for binding in bindings:
            key, label = key_names(binding), f" {self._say(binding.description)} "
            room -= width(key + label)
            if room < -1:  # the blank at the end may be cut
                break
            parts += [(key, "key"), (label, "")]
        return parts


def _is_for_text(binding: Binding) -> bool:
    """Whether a key is one of the capture line's own, which come last where there is room."""
    return (binding.id or "").startswith("line.")
