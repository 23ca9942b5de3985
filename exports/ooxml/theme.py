"""What Word offers beside the styles: a theme in the colours and the font of the file, and the table of its fonts."""

from __future__ import annotations

from exports.ooxml import look
from exports.ooxml.markup import DECLARED

FONT = "Arial"
COLOURS = {
    "dk1": "000000",
    "lt1": "FFFFFF",
    "dk2": look.INK,
    "lt2": look.SHADE,
    "accent1": look.INK,
    "accent2": "2E7D6B",
    "accent3": "8A5A00",
    "accent4": "6B4C9A",
    "accent5": "A23B3B",
    "accent6": look.QUIET,
    "hlink": "0B4F8A",
    "folHlink": "6B4C9A",
}
"""By their place in a theme. All but the second and the fourth can be read on white, at 4.5:1 or better."""
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_FACES = f'<a:latin typeface="{FONT}"/><a:ea typeface=""/><a:cs typeface=""/>'
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'


def _line(width: int) -> str:
    return f'<a:ln w="{width}">{_FILL}<a:prstDash val="solid"/></a:ln>'


THEME = (
    f'<a:theme xmlns:a="{_DRAWING}" name="Samling"><a:themeElements><a:clrScheme name="Samling">'
    + "".join(f'<a:{name}><a:srgbClr val="{colour}"/></a:{name}>' for name, colour in COLOURS.items())
    + f'</a:clrScheme><a:fontScheme name="Samling"><a:majorFont>{_FACES}</a:majorFont>'
    f'<a:minorFont>{_FACES}</a:minorFont></a:fontScheme><a:fmtScheme name="Samling">'
    f"<a:fillStyleLst>{_FILL * 3}</a:fillStyleLst>"
    f"<a:lnStyleLst>{_line(6350)}{_line(12700)}{_line(19050)}</a:lnStyleLst>"
    f"<a:effectStyleLst>{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}</a:effectStyleLst>"
    f"<a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
)
FONTS = (
    f'<w:fonts {DECLARED}><w:font w:name="{FONT}"><w:panose1 w:val="020B0604020202020204"/><w:charset w:val="00"/>'
    '<w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'
)
"""A font that is not there is replaced by another of its family."""
