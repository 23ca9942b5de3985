"""Word files made by hand, piece by piece, as Word and other programs write them."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" mc:Ignorable="w14 w15"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
MICROSOFT = "http://schemas.microsoft.com/office/2006/relationships/"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
TYPES = {
    "docx": f"{WORD}document.main+xml",
    "dotx": f"{WORD}template.main+xml",
    "docm": "application/vnd.ms-word.document.macroEnabled.main+xml",
    "dotm": "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
}
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def packed(members: Mapping[str, str | bytes]) -> bytes:
    """The members as a zip file."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return data.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    """The members of a zip file."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def relations(*each: tuple[str, str, str], external: tuple[tuple[str, str, str], ...] = ()) -> str:
    """A part that leads to others: id, kind and target of each."""
    inner = "".join(
        f'<Relationship Id="{number}" Type="{kind if ":" in kind else OFFICE + kind}" Target="{target}"/>'
        for number, kind, target in each
    )
    inner += "".join(
        f'<Relationship Id="{number}" Type="{kind if ":" in kind else OFFICE + kind}" Target="{target}" '
        'TargetMode="External"/>'
        for number, kind, target in external
    )
    return f'{XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def logo() -> bytes:
    """A picture of a blue square."""
    rows = b"".join(b"\x00" + b"\x1f\x3b\x57" * 16 for _ in range(16))
    head = struct.pack(">IIBBBBB", 16, 16, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(rows)) + _chunk(b"IEND", b"")


def para(*runs: str, style: str = "", properties: str = "") -> str:
    """A paragraph; what is no markup becomes a run."""
    inner = "".join(each if each.startswith("<") else run(each) for each in runs)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    both = f"<w:pPr>{named}{properties}</w:pPr>" if named or properties else ""
    return f"<w:p>{both}{inner}</w:p>"


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    looks = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{looks}<w:t xml:space="preserve">{text}</w:t></w:r>'


def mark(kind: str) -> str:
    """A mark of a field."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def fields(instruction: str, result: str) -> str:
    """A field made of marks."""
    code = f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
    return f"{mark('begin')}{code}{mark('separate')}{run(result) if result else ''}{mark('end')}"


def control(inner: str, *, tag: str = "", alias: str = "", showing: bool = True, more: str = "") -> str:
    """A content control."""
    names = (f'<w:alias w:val="{alias}"/>' if alias else "") + (f'<w:tag w:val="{tag}"/>' if tag else "")
    hint = '<w:placeholder><w:docPart w:val="Standard"/></w:placeholder><w:showingPlcHdr/>' if showing else ""
    properties = f'<w:sdtPr>{names}<w:id w:val="77"/>{hint}{more}<w:text/></w:sdtPr>'
    return f"<w:sdt>{properties}<w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def picture(relation: str, *, alt: str = "Kommunevåpenet") -> str:
    """A picture in the line."""
    described = f' descr="{alt}"' if alt else ""
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent cx="360000" cy="360000"/><wp:docPr id="1" name="Bilde 1"{described}/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
        '<pic:cNvPr id="0" name="logo.png"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>'
        '<a:off x="0" y="0"/><a:ext cx="360000" cy="360000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def text_box(inner: str) -> str:
    """A text box as Word writes it: once for itself and once for its elder."""
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline>'
        '<wp:extent cx="2520000" cy="720000"/><wp:docPr id="1" name="Tekstboks 1"/><a:graphic><a:graphicData '
        'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/>'
        '<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="2520000" cy="720000"/></a:xfrm><a:prstGeom prst="rect">'
        f"<a:avLst/></a:prstGeom></wps:spPr><wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp>"
        "</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        '<v:shape style="width:198pt;height:57pt" alt="Tekstboks"><v:textbox><w:txbxContent>'
        f"{inner}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def style(
    style_id: str, name: str, *, looks: str = "", properties: str = "", kind: str = "paragraph", more: str = ""
) -> str:
    """A style."""
    default = ' w:default="1"' if name in ("Normal", "Standard") else ""
    return (
        f'<w:style w:type="{kind}"{default} w:styleId="{style_id}"><w:name w:val="{name}"/>{more}'
        f"<w:pPr>{properties}</w:pPr><w:rPr>{looks}</w:rPr></w:style>"
    )


def styles(normal: str, heading: str, name: str = "heading", *others: str, levels: bool = True) -> str:
    """A part with the styles of an organisation: green headings with serifs, under those ids."""
    headings = "".join(
        style(
            f"{heading}{level}",
            f"{name} {level}",
            looks='<w:rFonts w:ascii="Georgia" w:hAnsi="Georgia"/><w:color w:val="1B5E20"/>'
            f'<w:sz w:val="{44 - 6 * level}"/>',
            properties=f'<w:outlineLvl w:val="{level - 1}"/>' if levels else "",
            more=f'<w:basedOn w:val="{normal}"/>',
        )
        for level in (1, 2, 3)
    )
    return (
        f"{XML}<w:styles {SPACES}><w:docDefaults><w:rPrDefault><w:rPr>"
        '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri"/><w:sz w:val="22"/><w:lang w:val="en-US"/></w:rPr>'
        '</w:rPrDefault><w:pPrDefault><w:pPr/></w:pPrDefault></w:docDefaults><w:latentStyles w:count="376">'
        '<w:lsdException w:name="heading 1" w:uiPriority="9"/></w:latentStyles>'
        f"{style(normal, 'Standard' if name != 'heading' else 'Normal')}{headings}{''.join(others)}</w:styles>"
    )


NORWEGIAN = styles("Normal", "Overskrift")
A4 = (
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1701" w:right="1134" w:bottom="1134" w:left="1134" '
    'w:header="567" w:footer="567" w:gutter="0"/>'
)
PAGES = para("Side ", fields("PAGE", "1"), " av ", fields("NUMPAGES", "1"))


def word_file(
    *body: str,
    suffix: str = "docx",
    own_styles: str = NORWEGIAN,
    section: str | None = A4,
    header: str = para("Storvik kommune"),
    footer: str = PAGES,
    first: str = "",
    parts: Mapping[str, tuple[str, str, str | bytes]] | None = None,
    external: tuple[tuple[str, str, str], ...] = (),
) -> bytes:
    """A Word file. More parts are given by their name: kind of relation, content type, content."""
    more = dict(parts or {})
    references = ""
    for name, kind, inner in (
        ("header1", "header", header),
        ("footer1", "footer", footer),
        ("header2", "header", first),
    ):
        if inner and section is not None:
            tag = "hdr" if kind == "header" else "ftr"
            more[f"{name}.xml"] = (kind, f"{WORD}{kind}+xml", f"{XML}<w:{tag} {SPACES}>{inner}</w:{tag}>")
            pages = "first" if name == "header2" else "default"
            references += f'<w:{kind}Reference w:type="{pages}" r:id="{name}"/>'
    if own_styles:
        more["styles.xml"] = ("styles", f"{WORD}styles+xml", own_styles)
    more.setdefault("media/logo.png", ("image", "image/png", logo()))
    last = "" if section is None else f"<w:sectPr>{references}{section}{'<w:titlePg/>' if first else ''}</w:sectPr>"
    overrides = "".join(f'<Override PartName="/word/{name}" ContentType="{each[1]}"/>' for name, each in more.items())
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        f'<Override PartName="/word/document.xml" ContentType="{TYPES[suffix]}"/>{overrides}</Types>',
        "_rels/.rels": relations(("rId1", "officeDocument", "word/document.xml")),
        "word/document.xml": f"{XML}<w:document {SPACES}><w:body>{''.join(body)}{last}</w:body></w:document>",
        "word/_rels/document.xml.rels": relations(
            *((name.split(".")[0].replace("media/", ""), each[0], name) for name, each in more.items()),
            external=external,
        ),
        "word/_rels/header2.xml.rels": relations(("logo", "image", "media/logo.png")),
        **{f"word/{name}": each[2] for name, each in more.items()},
    }
    if not first:
        del members["word/_rels/header2.xml.rels"]
    return packed(members)
