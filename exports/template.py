"""An organisation's own Word file, made safe to take the look of minutes from."""

from __future__ import annotations

import io
import zipfile
import zlib

from lxml import etree

from storage.errors import BadTemplate

LIMIT = 100 * 2**20
"""The most bytes that a template may have when it is unpacked."""

TYPES = "[Content_Types].xml"
DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
KINDS = {
    DOCUMENT,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
}
"""What a Word file may say that its main part is."""
HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def plain_package(data: bytes) -> bytes:
    """The same Word file as an ordinary document whatever it said it was, every part of it read and well-formed.

    Raises BadTemplate where it is no Word file, too large, damaged, declares entities, or would have
    anything but a followed link fetched from elsewhere.
    """
    parts = _unpacked(data)
    for name, part in parts.items():
        if name.lower().endswith((".xml", ".rels")):
            _look_through(part)
    if TYPES not in parts:
        raise BadTemplate(None, "format")
    parts[TYPES] = _as_document(parts[TYPES])
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return packed.getvalue()


def _unpacked(data: bytes) -> dict[str, bytes]:
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise BadTemplate(None, "format") from error
    if sum(member.file_size for member in package.infolist()) > LIMIT:
        raise BadTemplate(None, "size")
    try:
        return {member.filename: package.read(member) for member in package.infolist() if not member.is_dir()}
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, RuntimeError) as error:
        raise BadTemplate(None, "damaged") from error


def _look_through(part: bytes) -> None:
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True)
    try:
        root = etree.fromstring(part, parser)
    except etree.XMLSyntaxError as error:
        raise BadTemplate(None, "entities" if b"<!DOCTYPE" in part else "damaged") from error
    if root.getroottree().docinfo.doctype:
        raise BadTemplate(None, "entities")
    for relation in root.iterchildren("{*}Relationship"):
        if relation.get("TargetMode") == "External" and relation.get("Type") != HYPERLINK:
            raise BadTemplate(None, "external")


def _as_document(types: bytes) -> bytes:
    root = etree.fromstring(types)
    mains = [element for element in root if element.get("ContentType") in KINDS]
    if not mains:
        raise BadTemplate(None, "format")
    for element in mains:
        element.set("ContentType", DOCUMENT)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
