"""What a query was understood as, and what a filter takes: in one line that is safe to print."""

from __future__ import annotations

from collections.abc import Iterator

from storage.model import Gathering, Kind, Theme
from storage.store import Store
from tui.phrases import Phrases
from tui.planning.naming import fact
from tui.safe import safe
from tui.search.filters import STATES
from tui.search.query import Known, Query, Term, Unknown

_MOST = 3
"""How many names a filter that finds several people tells."""


def choices_of(name: str, store: Store, say: Phrases) -> str:
    """Return what may be typed for a filter."""
    return f"{_called(name, say)}: {_choices(name, store, say)}"


def not_known(unknown: Unknown, store: Store, say: Phrases) -> str:
    """Return the sentence that says that nothing has a name, and what there is."""
    told = say("search.unknown", filter=_called(unknown.filter, say), value=safe(unknown.value))
    return f"{told} {_choices(unknown.filter, store, say)}"


def in_short(query: Query, known: Known, store: Store, say: Phrases) -> str:
    """Return the filters of a query with what each stands for; nothing where it has only words."""
    parts = (_in_words(term, known, store, say) for term in query.terms if term.field != "word")
    return " · ".join(parts)


def _in_words(term: Term, known: Known, store: Store, say: Phrases) -> str:
    values = list(_values(term, known, store, say))
    more = ", …" if len(values) > _MOST else ""
    told = ", ".join(values[:_MOST]) + more
    if term.field != "is":
        told = f"{_called(term.field, say)}: {told}"
    return say("search.not", filter=told) if term.exclude else told


def _values(term: Term, known: Known, store: Store, say: Phrases) -> Iterator[str]:
    themes = store.all(Theme)
    for value in sorted(term.values):
        match term.field:
            case "kind":
                yield say(f"kind.{value}")
            case "is":
                yield STATES[value][say.language][0]
            case "gathering":
                yield str(known.gatherings.get(value, "?"))
            case "group":
                yield safe(value.upper())
            case _ if not value:
                yield say("value.nothing")
            case "theme":
                yield safe(themes[value].title) if value in themes else "?"
            case _:
                yield safe(str(fact(store, "responsible", value)))


def _called(name: str, say: Phrases) -> str:
    return say(f"search.{name}")


def _choices(name: str, store: Store, say: Phrases) -> str:
    """Return what there is to choose from, as far as it is worth telling."""
    match name:
        case "kind":
            return ", ".join(say(f"kind.{kind}") for kind in Kind)
        case "is":
            return ", ".join(words[say.language][0] for words in STATES.values())
        case "gathering":
            return ", ".join(sorted((str(each.number) for each in store.all(Gathering).values()), key=int))
        case "theme":
            themes = sorted(store.all(Theme).values(), key=lambda theme: (theme.order, theme.id))
            return ", ".join(safe(theme.title) for theme in themes)
    return say("search.name") if name in ("responsible", "said") else say("search.letter")
