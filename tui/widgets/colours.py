"""The colours of the screen: the terminal's sixteen, white on black, or none; meanings are kept in bold and reverse."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

_WHITE_ON_BLACK = Style(color=RichColor.parse("bright_white"), bgcolor=RichColor.parse("black"))
_CONTRAST_ONLY = Style(dim=False)


class Recoloured(LineFilter):
    """Gives everything that is painted the look that a function makes of its own."""

    def __init__(self, look: Callable[[Style], Style]) -> None:
        super().__init__()
        self._look = look

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 Textual's
        """Return the same texts in their new looks."""
        look = self._look
        return [Segment(text, look(style or Style.null()), control) for text, style, control in segments]


@lru_cache(maxsize=1024)
def without_colour(style: Style) -> Style:
    """Return a look without colours: what stood on a colour is reversed, what had a colour of its own is bold."""
    bare = style.without_color
    if _is_colour(style.bgcolor):
        bare += Style(reverse=True, bold=True)
    elif _is_colour(style.color):
        bare += Style(bold=not style.dim)
    return bare


@lru_cache(maxsize=1024)
def in_contrast(style: Style) -> Style:
    """Return a look in white on black, or reversed, and nothing dim: the greatest contrast that there is."""
    return without_colour(style) + _WHITE_ON_BLACK + _CONTRAST_ONLY


def _is_colour(colour: RichColor | None) -> bool:
    """Whether a colour says something: the terminal's own, and the greys of frames, do not."""
    return colour is not None and not colour.is_default and colour.name not in ("bright_black", "color(8)")


FILTERS: dict[str, list[LineFilter]] = {
    "terminal": [],
    "contrast": [Recoloured(in_contrast)],
    "none": [Recoloured(without_colour)],
}
"""By the name of the setting."""
