"""What Word's built-in styles are called in other languages and other programs, by name and by id."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from exports.ooxml import look
from exports.ooxml.trees import VALUE, W, value_of


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


HEADING = _words(
    "heading overskrift rubrik überschrift berschrift ueberschrift otsikko titre titolo título ttulo titulo kop "
    "nagłówek nagwek nadpis fyrirsögn fyrirsgn pealkiri virsraksts"
)
LIST_LINE = _words(
    "toc innhold innhald innh inh indhold innehåll inneh verzeichnis contents sisluet tm sommario tdc inhopg obsah"
)
"""An id lacks the letters that are not English."""
NAMES: Mapping[str, tuple[str, ...]] = {
    "Normal": ("Normal", "standard", "default paragraph style", "default style", "defaultparagraphstyle"),
    **{f"Heading{level}": tuple(f"{word} {level}" for word in HEADING) for level in range(1, 5)},
    **{f"TOC{level}": tuple(f"{word} {level}" for word in LIST_LINE) for level in range(1, 5)},
    "Header": _words("header topptekst kopfzeile sidhuvud sidehoved ylätunniste entête encabezado intestazione"),
    "Footer": _words("footer bunntekst botntekst fußzeile fuzeile fusszeile sidfot sidefod alatunniste pieddepage"),
    "TOCHeading": (
        "TOC Heading",
        "contents heading",
        "overskrift for innholdsfortegnelse",
        "overskriftforinnholdsfortegnelse",
        "overskrift for innhaldsliste",
        "innholdsfortegnelsesoverskrift",
        "inhaltsverzeichnisüberschrift",
        "inhaltsverzeichnisberschrift",
        "innehållsförteckningsrubrik",
    ),
}
"""From a style's own id to what it may be called; the first is Word's own name for it, whatever Word speaks."""


def plain(name: str) -> str:
    """A name as it is compared: without case, blanks and what stands for blanks in an id."""
    return re.sub(r"[\s_-]", "", name.replace("_20_", " ").casefold())


def find_styles(styles: Any) -> dict[str, Any]:
    """From a style's own id to the style in the file that is it.

    What Word itself calls so comes first, then what another language or program does, then what has such an id.
    """
    names: dict[tuple[str, str], Any] = {}
    numbers: dict[tuple[str, str], Any] = {}
    usual = None
    for style in styles.findall(f"{W}style"):
        kind, element = style.get(f"{W}type", "paragraph"), style.find(f"{W}name")
        names.setdefault((kind, plain("" if element is None else element.get(VALUE, ""))), style)
        for alias in value_of(style, "aliases").split(","):
            names.setdefault((kind, plain(alias)), style)
        numbers.setdefault((kind, plain(style.get(f"{W}styleId", ""))), style)
        if kind == "paragraph" and style.get(f"{W}default") in ("1", "true", "on"):
            usual = style
    found = {} if usual is None else {look.NORMAL.id: usual}
    wanted = {style.id: (style.type, style.names) for style in look.STYLES}
    for own, (kind, called) in {**dict.fromkeys(NAMES, ("paragraph", ())), **wanted}.items():
        every = [(kind, plain(name)) for name in (*called, *NAMES.get(own, ()), own)]
        tries = [table[key] for table in (names, numbers) for key in every if key in table]
        style = next((one for one in tries if one not in found.values()), None)
        if style is not None:
            found.setdefault(own, style)
    return found
