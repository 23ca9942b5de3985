"""The model as plain dicts, the form in which it is stored; and the number of that form.

A field that has its default value is left out. Dates and moments are ISO 8601, enumerations their values,
tuples lists. Fields that this program does not know are kept and given back.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import sys
import types
import typing
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from storage.model import (
    AgendaEntry,
    Attendance,
    Correction,
    Document,
    Gathering,
    Group,
    Item,
    Network,
    Omission,
    Organisation,
    Person,
    Progress,
    Support,
    Theme,
    Version,
)

FORMAT = 1
"""The number of the stored form; a program refuses what bears a higher one."""

TABLES: Mapping[str, type[Document]] = {
    "network": Network,
    "organisations": Organisation,
    "people": Person,
    "themes": Theme,
    "gatherings": Gathering,
    "groups": Group,
    "agenda": AgendaEntry,
    "attendance": Attendance,
    "items": Item,
    "omissions": Omission,
    "progress": Progress,
    "support": Support,
    "versions": Version,
    "corrections": Correction,
}
TABLE_OF: Mapping[type[Document], str] = {document: table for table, document in TABLES.items()}

Record = dict[str, Any]
"""A document as it is stored."""
D = TypeVar("D", bound=Document)


class BadRecord(ValueError):
    """A stored document is not what its table holds."""


def to_record(document: Document) -> Record:
    """Return the stored form of a document."""
    record: Record = dict(document.extra)
    for name, default in _fields(type(document)):
        value = getattr(document, name)
        if value != default:
            record[name] = value if type(value) is str else _plain(value)
    return record


def from_record(kind: type[D], record: Mapping[str, Any]) -> D:
    """Return the document that was stored; raises BadRecord where the record cannot be one."""
    converters = _CONVERTERS.get(kind) or _read_converters(kind)
    values: Record = {}
    extra: Record = {}
    try:
        for name, value in record.items():
            convert = converters.get(name)
            if convert is None:
                extra[name] = value
            elif value is not None:
                values[name] = convert(value)
        return kind(**values, extra=extra) if extra else kind(**values)
    except (TypeError, ValueError, AttributeError, OverflowError) as error:
        raise BadRecord(f"{kind.__name__} {record.get('id')}: {error}") from error


def changed_fields(old: Document | None, new: Document) -> tuple[Record, Record | None]:
    """Return what to set, and what stood there before (None for a new document), in the stored form."""
    after = to_record(new)
    if old is None:
        return after, None
    before = to_record(old)
    empty = {name: _plain(default) for name, default in _fields(type(new)) if default is not _REQUIRED}
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    return (
        {name: after.get(name, empty.get(name)) for name in names},
        {name: before.get(name, empty.get(name)) for name in names},
    )


_REQUIRED: Any = object()
_REPEATED = frozenset(("theme", "gathering", "group", "scribe", "said_by"))
"""Fields whose few values many documents share: each value is held once."""
_Converter = Callable[[Any], Any]
_FIELDS: dict[type[Document], tuple[tuple[str, Any], ...]] = {}
_CONVERTERS: dict[type[Document], dict[str, _Converter]] = {}


def _fields(kind: type[Document]) -> tuple[tuple[str, Any], ...]:
    """The names of a document's fields, with their defaults."""
    if kind not in _FIELDS:
        fields = (field for field in dataclasses.fields(kind) if field.name != "extra")
        _FIELDS[kind] = tuple((field.name, _default(field)) for field in fields)
    return _FIELDS[kind]


def _read_converters(kind: type[Document]) -> dict[str, _Converter]:
    """What makes the values of a document's fields from the stored ones."""
    hints = typing.get_type_hints(kind)
    _CONVERTERS[kind] = {
        name: _shared_text if name in _REPEATED else _converter(hints[name]) for name, _ in _fields(kind)
    }
    return _CONVERTERS[kind]


def _default(field: dataclasses.Field[Any]) -> Any:
    return _REQUIRED if field.default is dataclasses.MISSING else field.default


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value) if isinstance(value, StrEnum) else value


def _converter(hint: Any) -> _Converter:
    if isinstance(hint, types.UnionType):
        hint = typing.get_args(hint)[0]
    if typing.get_origin(hint) is tuple:
        return _texts
    if hint is dt.datetime:
        return dt.datetime.fromisoformat
    if hint is dt.date:
        return dt.date.fromisoformat
    if issubclass(hint, StrEnum):
        return typing.cast("_Converter", hint)
    if hint is float:
        return _number
    return _text if hint is str else _whole_or_bool(hint)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"not a text: {value!r:.40}")
    return value


def _shared_text(value: Any) -> str:
    return sys.intern(_text(value))


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError(f"not a list: {value!r:.40}")
    return tuple(map(_text, value))


def _number(value: Any) -> float:
    if not isinstance(value, int | float):
        raise TypeError(f"not a number: {value!r:.40}")
    return float(value)


def _whole_or_bool(hint: type) -> _Converter:
    def convert(value: Any) -> Any:
        if type(value) is not hint:
            raise TypeError(f"not of type {hint.__name__}: {value!r:.40}")
        return value

    return convert
