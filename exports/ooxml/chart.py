"""Charts as Word draws them itself: stacked bars, their figures in the file, nothing linked or embedded."""

from __future__ import annotations

import html
from collections.abc import Sequence

from exports.document import Chart, Series
from exports.ooxml import look

CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
PLACE = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

FILLS = (
    (look.INK, "FFFFFF"),
    ("BFD3E6", "1A1A1A"),
    ("1E6B52", "FFFFFF"),
    ("F2D9A0", "1A1A1A"),
    ("5E4389", "FFFFFF"),
    ("D9D9D9", "1A1A1A"),
)
"""Of each series in its turn: the bar, and on it the figures (at least 6:1). Dark and light follow each other, so that
the bars can be told apart without their colours too."""
OUTLINE = "404040"
"""Around every bar: the light ones have 1.5:1 on white by themselves."""
TWIP = 635
"""English Metric Units in a twentieth of a point."""
BAR, FRAME, TALLEST = 260_000, 900_000, 7_600_000
"""How high, in those units, a bar with its gap is, what is around the bars, and the whole at most."""


def drawing(chart: Chart, relation: str, number: int, width: int) -> str:
    """A run that shows the chart of that relation in a line of that width (twentieths of a point)."""
    height = min(FRAME + BAR * len(chart.categories), TALLEST)
    title, description = html.escape(chart.title), html.escape(chart.description)
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{PLACE}" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width * TWIP}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{number}" name="{title}" descr="{description}" title="{title}"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic xmlns:a="{DRAWING}"><a:graphicData uri="{CHART}">'
        f'<c:chart xmlns:c="{CHART}" xmlns:r="{RELATIONS}" r:id="{relation}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def chart_part(chart: Chart, tag: str) -> str:
    """The chart itself; its language is given as BCP 47. Its figures stand in the bars, those of 0 do not."""
    highest = max([1, *map(sum, zip(*(one.values for one in chart.series), strict=True))])
    bars = "".join(_series(number, one, chart.categories) for number, one in enumerate(chart.series))
    return (
        f'<c:chartSpace xmlns:c="{CHART}" xmlns:a="{DRAWING}"><c:date1904 val="0"/><c:lang val="{tag}"/>'
        '<c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>'
        f'<c:barChart><c:barDir val="bar"/><c:grouping val="stacked"/><c:varyColors val="0"/>{bars}'
        '<c:gapWidth val="40"/><c:overlap val="100"/><c:axId val="1"/><c:axId val="2"/></c:barChart>'
        '<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/>'
        '<c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:spPr><a:ln w="9525">{_filled(look.RULE)}</a:ln>'
        '</c:spPr><c:crossAx val="2"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblOffset val="100"/>'
        '<c:tickLblSkip val="1"/><c:noMultiLvlLbl val="1"/></c:catAx>'
        '<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:max val="{highest}"/><c:min val="0"/></c:scaling><c:delete val="1"/><c:axPos val="t"/>'
        '<c:numFmt formatCode="0" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="none"/><c:crossAx val="1"/>'
        '<c:crosses val="autoZero"/></c:valAx></c:plotArea><c:legend><c:legendPos val="b"/><c:overlay val="0"/>'
        '</c:legend><c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{_letters('262626')}</c:chartSpace>"
    )


def _series(number: int, one: Series, categories: Sequence[str]) -> str:
    names = "".join(f'<c:pt idx="{at}"><c:v>{_text(name)}</c:v></c:pt>' for at, name in enumerate(categories))
    values = "".join(f'<c:pt idx="{at}"><c:v>{value}</c:v></c:pt>' for at, value in enumerate(one.values))
    count = f'<c:ptCount val="{len(categories)}"/>'
    bar, figures = FILLS[number % len(FILLS)]
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/><c:tx><c:v>{_text(one.name)}</c:v></c:tx>'
        f'<c:spPr>{_filled(bar)}<a:ln w="6350">{_filled(OUTLINE)}</a:ln></c:spPr><c:invertIfNegative val="0"/>'
        f'<c:dLbls><c:numFmt formatCode="0;;;" sourceLinked="0"/><c:spPr><a:noFill/></c:spPr>{_letters(figures)}'
        '<c:dLblPos val="ctr"/><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
        '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
        f"<c:cat><c:strLit>{count}{names}</c:strLit></c:cat>"
        f"<c:val><c:numLit><c:formatCode>General</c:formatCode>{count}{values}</c:numLit></c:val></c:ser>"
    )


def _filled(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'


def _letters(colour: str) -> str:
    """Letters of nine points in a colour."""
    return (
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="900">{_filled(colour)}'
        '<a:latin typeface="Arial"/></a:defRPr></a:pPr></a:p></c:txPr>'
    )


def _text(text: str) -> str:
    """A name in one line, escaped."""
    return html.escape(" ".join(text.split()), quote=False)
