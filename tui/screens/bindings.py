"""All that keys do, wherever they do it: read from the classes that declare it, and given other keys by the user."""

from __future__ import annotations

import difflib
import importlib
import itertools
import pkgutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import ModuleType

from textual.app import App
from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import key_to_character
from textual.screen import ModalScreen, Screen
from textual.widget import Widget

import tui.screens
import tui.widgets
from tui.phrases import PHRASES
from tui.preferences import Preferences
from tui.screens.keynames import key_name, key_of

Kind = type[DOMNode]
Keymap = Mapping[str, str]
"""By the id of a binding: its keys, with commas between, as Textual wants them."""


def bindings_of(kind: Kind, keymap: Keymap) -> list[Binding]:
    """Return the bindings of a class that are explained, without the keys that a class further down gave another use.

    Each has the keys that the keymap gives it, where it gives it any.
    """
    by_key: dict[str, Binding] = {}
    for parent in reversed(kind.__mro__):
        for binding in vars(parent).get("BINDINGS", ()):
            if isinstance(binding, Binding):
                by_key |= dict.fromkeys((key.strip() for key in binding.key.split(",")), binding)
    keys: dict[Binding, list[str]] = {}
    for key, binding in by_key.items():
        keys.setdefault(binding, []).append(key)
    return [
        _with_keys(binding, ",".join(left), keymap) for binding, left in keys.items() if binding.description in PHRASES
    ]


def _with_keys(binding: Binding, left: str, keymap: Keymap) -> Binding:
    given = keymap.get(binding.id or "")
    if given:
        return replace(binding, key=given, key_display=None)
    return binding if left == binding.key else replace(binding, key=left)


def all_bindings(app: type[App[int]]) -> list[Binding]:
    """Return every binding of the program once, with its usual keys: by the part of its id before the dot."""
    found = {binding.id: binding for kind in (app, *kinds()) for binding in vars(kind)["BINDINGS"]}
    return sorted(found.values(), key=lambda binding: _group(binding.id or ""))


def _group(name: str) -> tuple[bool, str]:
    """What ids are ordered by: those of one word first, as they are declared, then the others' first word."""
    before, dot, _ = name.partition(".")
    return bool(dot), before if dot else ""


def modules() -> list[ModuleType]:
    """Return the modules of all screens and widgets."""
    packages = (tui.screens, tui.widgets)
    return [
        importlib.import_module(module.name)
        for package in packages
        for module in pkgutil.iter_modules(package.__path__, package.__name__ + ".")
    ]


def kinds() -> list[Kind]:
    """Return all classes of the program that declare bindings, but for the app."""
    found = (kind for module in modules() for kind in vars(module).values() if isinstance(kind, type))
    own = (kind for kind in found if issubclass(kind, DOMNode) and kind.__module__.startswith("tui."))
    return [kind for kind in dict.fromkeys(own) if "BINDINGS" in vars(kind)]


@dataclass(frozen=True)
class Place:
    """What takes keys together: a list or line that has the focus, its screen, and the app under it."""

    kinds: Sequence[Kind]

    def owners(self, keymap: Keymap) -> dict[str, set[str]]:
        """Return by key the ids of what it may do here."""
        owners: dict[str, set[str]] = {}
        for binding in (binding for kind in self.kinds for binding in bindings_of(kind, keymap)):
            for key in binding.key.split(","):
                owners.setdefault(key, set()).add(binding.id or "")
        return owners


def places(app: type[App[int]]) -> Iterator[Place]:
    """Yield what takes keys together: of each screen with each list or line that its module knows."""
    for module in modules():
        known = [kind for kind in vars(module).values() if isinstance(kind, type) and issubclass(kind, DOMNode)]
        widgets = [kind for kind in known if issubclass(kind, Widget) and not issubclass(kind, Screen)]
        last = [kind for kind in widgets if not any(other is not kind and issubclass(other, kind) for other in widgets)]
        for screen in known:
            if issubclass(screen, Screen) and screen.__module__ == module.__name__:
                under: list[Kind] = [screen] if issubclass(screen, ModalScreen) else [screen, app]
                yield from (Place([widget, *under]) for widget in last)
                yield Place(under)


def keymap_of(preferences: Preferences, app: type[App[int]]) -> dict[str, str]:
    """Return the keys that the user has given to bindings. Raises BadSettings where one of them cannot be."""
    if not preferences.keys:
        return {}
    declared: dict[str, list[Kind]] = {}
    for kind in (*kinds(), app):
        for binding in vars(kind)["BINDINGS"]:
            declared.setdefault(binding.id or "", []).append(kind)
    usual = {binding.id: {*binding.key.split(",")} for binding in all_bindings(app)}
    keymap = {}
    for name, written in preferences.keys.items():
        keys = [_checked(preferences, name, key, declared) for key in written]
        if {*keys} != usual[name]:
            keymap[name] = ",".join(keys)
    for place in places(app):
        _check_place(preferences, keymap, place)
    return keymap


def _checked(preferences: Preferences, name: str, written: str, declared: Mapping[str, list[Kind]]) -> str:
    if name not in declared:
        like = difflib.get_close_matches(name, declared, 1)
        raise preferences.fault("like-id" if like else "unknown-id", name, like="".join(like))
    key = key_of(written)
    if key is None:
        raise preferences.fault("unknown-key", name, key=written)
    if _types(key) and not all(map(_takes_letters, declared[name])):
        raise preferences.fault("letter", name, key=written)
    return key


def _types(key: str) -> bool:
    """Whether a key writes a character."""
    character = key_to_character(key)
    return character is not None and character.isprintable()


def _takes_letters(kind: Kind) -> bool:
    """Whether plain characters do something there, since nothing is typed there."""
    return any(_types(key) for binding in bindings_of(kind, {}) for key in binding.key.split(","))


def _check_place(preferences: Preferences, keymap: Keymap, place: Place) -> None:
    before = place.owners({})
    for key, owners in place.owners(keymap).items():
        for one, other in itertools.permutations(sorted(owners), 2):
            if one in keymap and not {one, other} <= before.get(key, set()):
                raise preferences.fault("same-key", one, key=key_name(key), other=other)
