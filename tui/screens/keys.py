"""The row of keys at the foot of a screen: read from the bindings, never written again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen

from tui.phrases import Phrases
from tui.screens.keynames import key_name
from tui.widgets.bars import Bar, Part
from tui.widgets.cells import width

_PINNED = ("palette", "quit")
"""The ids of the bindings for which there is always room: the way to all others, and the way out."""


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
        nodes = dict.fromkeys(active.node for active in self.screen.active_bindings.values())
        order = {name: at for at, name in enumerate(name for node in nodes for name in _declared(node))}
        self.tell(self._parts(sorted(seen.values(), key=lambda one: (_order(one), order.get(one.id or "", 0)))))

    def on_resize(self) -> None:
        """Show as many as fit now."""
        self.update()

    def _parts(self, bindings: Iterable[Binding]) -> list[Part]:
        """Return as many as fit, in their order; the pinned ones have their room before all others."""
        shown = [(binding, key_names(binding), f" {self._say(binding.description)} ") for binding in bindings]
        room = self.size.width + 1  # the blank at the end may be cut
        fit = set()
        for binding, key, label in sorted(shown, key=lambda one: one[0].id not in _PINNED):
            room -= width(key + label)
            if room < 0:
                break
            fit.add(binding.description)
        parts: list[Part] = []
        for binding, key, label in shown:
            if binding.description in fit:
                parts += [(key, "key"), (label, "")]
        return [*parts[:-1], *((label.rstrip(), style) for label, style in parts[-1:])]


def _declared(node: DOMNode) -> Iterator[str]:
    """Yield the ids of a node's bindings in the order in which they are declared, whatever keys they were given."""
    for parent in reversed(type(node).__mro__):
        yield from (
            binding.id for binding in vars(parent).get("BINDINGS", ()) if isinstance(binding, Binding) and binding.id
        )


def _order(binding: Binding) -> int:
    """Return the place of a binding: the way out is the last, but for the capture line's own where there is room."""
    return 2 if (binding.id or "").startswith("line.") else 1 if binding.id == "quit" else 0
