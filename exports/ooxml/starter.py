"""A template to start from: a letterhead, header and footer, every style of the minutes, and what to do with them."""

from __future__ import annotations

import html

from lxml import etree

from exports.ooxml import look, theme
from exports.ooxml.letterhead import SETTINGS
from exports.ooxml.markup import DECLARATION, DECLARED, field, paragraph, run
from exports.ooxml.package import types_of, zipped
from exports.ooxml.placeholders import HELP
from exports.ooxml.styles import complete, speak
from exports.ooxml.template import DOCUMENT, WORD
from exports.ooxml.untrusted import OFFICE
from exports.phrases import TAGS, say

NAMES = ("title", "date", "time", "place", "chair", "scribe", "network", "number", "case", "state", "version", "header")
"""What the guidance tells of, in its order."""
KINDS = {"docx": DOCUMENT, "dotx": f"{WORD}template.main+xml"}
"""What the file may be, by what its name ends in."""
FRAME = (
    f'<w:pBdr>{{}}</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="{look.SHADE}"/>'
    '<w:ind w:left="113" w:right="113"/>'
)
SIDES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="4" w:color="{look.RULE}"/>'
    for side in ("top", "left", "bottom", "right")
)
MADE = "2025-01-01T00:00:00Z"
"""A file that always says the same says the same time."""


def starter(language: str, suffix: str) -> bytes:
    """A template with its words in `nb`, `nn` or `en`, a Word file of that kind: `docx` or `dotx`."""
    styles = etree.fromstring(look.DEFAULTS)
    numbering = etree.fromstring(f"<w:numbering {DECLARED}/>")
    speak(styles, TAGS[language])
    complete(styles, numbering)
    settings = {**dict.fromkeys(SETTINGS, ""), "tab": look.TABS, "language": TAGS[language]}
    title = html.escape(say(language, "starter.title"))
    properties = {"title": title, "author": "Samling", "time": MADE, "language": TAGS[language]}
    parts = {
        "document": (KINDS[suffix], _document(language)),
        "styles": (f"{WORD}styles+xml", _text(styles)),
        "numbering": (f"{WORD}numbering+xml", _text(numbering)),
        "settings": (f"{WORD}settings+xml", look.SETTINGS.format(**settings)),
        "theme": ("application/vnd.openxmlformats-officedocument.theme+xml", theme.THEME),
        "fontTable": (f"{WORD}fontTable+xml", theme.FONTS),
        "header": (f"{WORD}header+xml", _header(language)),
        "first": (f"{WORD}header+xml", _first_header(language)),
        "footer": (f"{WORD}footer+xml", _footer(language)),
    }
    core = "application/vnd.openxmlformats-package.core-properties+xml"
    types = {f"/word/{name}.xml": kind for name, (kind, _) in parts.items()} | {"/docProps/core.xml": core}
    leading = "".join(_relation(name, _kind(name), f"{name}.xml") for name in list(parts)[1:])
    return zipped(
        {
            "[Content_Types].xml": types_of(types.items()),
            "_rels/.rels": _relations(
                _relation("rId1", f"{OFFICE}officeDocument", "word/document.xml")
                + _relation("rId2", PROPERTIES, "docProps/core.xml")
            ),
            **{f"word/{name}.xml": DECLARATION + xml for name, (_, xml) in parts.items()},
            "word/_rels/document.xml.rels": _relations(leading),
            "docProps/core.xml": DECLARATION + look.PROPERTIES.format(**properties),
        }
    )


PROPERTIES = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"


def _kind(name: str) -> str:
    return OFFICE + ("header" if name == "first" else name)


def _relation(number: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{number}" Type="{kind}" Target="{target}"/>'


def _relations(inner: str) -> str:
    name = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{DECLARATION}<Relationships xmlns="{name}">{inner}</Relationships>'


def _text(element: object) -> str:
    return str(etree.tostring(element, encoding="unicode"))


def _asked(language: str, name: str) -> str:
    """A placeholder as it stands in the template, in the template's language."""
    return f"{{{{{say(language, f'starter.name.{name}')}}}}}"


def _document(language: str) -> str:
    place = f"{{{{{say(language, 'starter.place.name')}}}}}"
    page = look.PAGE
    margins = {"top": "top_margin", "right": "right_margin", "bottom": "bottom_margin", "left": "left_margin"}
    margins |= {"header": "header_distance", "footer": "footer_distance", "gutter": "gutter"}
    sides = "".join(f' w:{side}="{page[name]}"' for side, name in margins.items())
    return (
        f"<w:document {DECLARED}><w:body>{_guidance(language, place)}"
        f"{paragraph(look.NORMAL.id, run(place))}"
        '<w:sectPr><w:headerReference w:type="default" r:id="header"/><w:headerReference w:type="first" r:id="first"/>'
        '<w:footerReference w:type="default" r:id="footer"/><w:footerReference w:type="first" r:id="footer"/>'
        f'<w:pgSz w:w="{page["page_width"]}" w:h="{page["page_height"]}"/><w:pgMar{sides}/><w:titlePg/></w:sectPr>'
        "</w:body></w:document>"
    )


def _guidance(language: str, place: str) -> str:
    """A framed content control that is left out of what is made with the template."""
    names = ", ".join(_asked(language, name) for name in NAMES)
    sentences = (
        say(language, "starter.left-out"),
        say(language, "starter.letterhead"),
        say(language, "starter.names", names=names),
        say(language, "starter.place", place=place),
    )
    frame = FRAME.format(SIDES)
    inner = "".join(f"<w:p><w:pPr>{frame}</w:pPr>{run(sentence)}</w:p>" for sentence in sentences)
    title = html.escape(say(language, "starter.guidance"))
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{title}"/><w:tag w:val="{HELP}"/></w:sdtPr>'
        f"<w:sdtContent>{inner}</w:sdtContent></w:sdt>"
    )


def _first_header(language: str) -> str:
    """The letterhead: the network's name above a rule, until the organisation puts its own there."""
    look_of_name = f'<w:rPr><w:b/><w:bCs/><w:color w:val="{look.INK}"/><w:sz w:val="28"/><w:szCs w:val="28"/></w:rPr>'
    name = run(_asked(language, "network")).replace("<w:r>", f"<w:r>{look_of_name}", 1)
    return (
        f'<w:hdr {DECLARED}><w:p><w:pPr><w:pStyle w:val="{look.HEADER.id}"/>{look.RULED}'
        f'<w:spacing w:after="240"/></w:pPr>{name}</w:p></w:hdr>'
    )


def _header(language: str) -> str:
    words = paragraph(look.HEADER.id, run(_asked(language, "header")))
    return f"<w:hdr {DECLARED}>{words}</w:hdr>"


def _footer(language: str) -> str:
    before, between, after = say(language, "page", page="|", pages="|").split("|")
    words = run(before) + field("PAGE", "1") + run(between) + field("NUMPAGES", "1") + (run(after) if after else "")
    return f"<w:ftr {DECLARED}>{paragraph(look.FOOTER.id, words)}</w:ftr>"
