"""The pictures of a PDF described for those who cannot see them, as they are in the Word file that it was made of."""

from __future__ import annotations

import io
import re
import zipfile

from lxml import etree

_PLACE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_PICTURE = re.compile(rb"^(\d+) 0 obj\s*<<(/Type/StructElem\s*/S/Figure\b.*?)>>\s*endobj", re.DOTALL | re.MULTILINE)
_END = re.compile(rb"trailer\s*<<(.*?)>>\s*startxref\s*(\d+)\s*%%EOF\s*$", re.DOTALL)


def described(pdf: bytes, word: bytes) -> bytes:
    """The PDF in which each picture has its description, which LibreOffice leaves out where it is a chart.

    What is new is added at the end, as the format provides for. A file that is built in another way, or whose
    pictures are described already, or are others than those of the Word file, is returned as it is.
    """
    pictures = list(_PICTURE.finditer(pdf))
    end = _END.search(pdf, max(0, len(pdf) - 2000))
    if not pictures or end is None or any(b"/Alt" in one[2] for one in pictures):
        return pdf
    descriptions = _descriptions(word)
    if len(descriptions) != len(pictures):
        return pdf
    made, places = bytearray(pdf), []
    for picture, description in zip(pictures, descriptions, strict=True):
        places.append((int(picture[1]), len(made)))
        told = description.encode("utf-16-be", "replace").hex().upper().encode()
        made += b"%b 0 obj\n<<%b/Alt<FEFF%b>\n>>\nendobj\n" % (picture[1], picture[2], told)
    table = len(made)
    made += b"xref\n" + b"".join(b"%d 1\n%010d 00000 n \n" % place for place in places)
    made += b"trailer\n<<%b/Prev %b>>\nstartxref\n%d\n%%%%EOF\n" % (end[1], end[2], table)
    return bytes(made)


def _descriptions(word: bytes) -> list[str]:
    """Of the pictures of a Word file's body, in order."""
    with zipfile.ZipFile(io.BytesIO(word)) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    return [place.get("descr", "") for place in body.iter(f"{_PLACE}docPr")]
