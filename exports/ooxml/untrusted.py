"""A zip file that nobody vouches for, read as the package of an Office file, member by member."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from typing import Any, NamedTuple
from urllib.parse import unquote

from lxml import etree

from storage.errors import BadTemplate

LIMIT = 100 * 2**20
"""The most bytes that a template may have, packed or unpacked."""
LISTED = 2**20
"""The most bytes that the list of its members may have: some ten thousand."""
TEXT = 16 * 2**20
"""The most bytes that one of its parts may have that is not a picture."""
TYPES = "[Content_Types].xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
STRICT = "http://purl.oclc.org/ooxml/"


class Relation(NamedTuple):
    """What leads from one part to another, or to an address."""

    kind: str
    target: str
    """The other part's name, or the address."""
    external: bool = False


def beside_of(name: str) -> str:
    """The name of the part that holds a part's relations."""
    folder, file = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{file}.rels")


class Types(NamedTuple):
    """What a package says of its parts."""

    defaults: dict[str, str]
    overrides: dict[str, str]

    def of(self, name: str) -> str:
        """The content type of a part; nothing where none is given."""
        extension = name.rpartition(".")[2].casefold()
        return self.overrides.get(f"/{name}".casefold()) or self.defaults.get(extension, "")


class Package:
    """A zip file whose members are read one by one, all together not more than LIMIT bytes."""

    def __init__(self, data: bytes) -> None:
        if data.startswith(b"\xd0\xcf\x11\xe0"):
            raise BadTemplate(None, "old")
        _look_at_list(data)
        try:
            self._file = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise BadTemplate(None, "format") from error
        self._members = {member.filename.casefold(): member for member in self._file.infolist()}
        self._left = LIMIT
        if TYPES.casefold() not in self._members:
            raise BadTemplate(None, "format")
        root = self.element(TYPES)
        defaults = {one.get("Extension", "").casefold(): one.get("ContentType", "") for one in root.iter("{*}Default")}
        overrides = {one.get("PartName", "").casefold(): one.get("ContentType", "") for one in root.iter("{*}Override")}
        self.types = Types(defaults, overrides)

    def read(self, name: str) -> bytes:
        """The bytes of a member, whatever it says of its size."""
        member = self._members.get(name.casefold())
        if member is None:
            raise BadTemplate(None, "damaged")
        try:
            with self._file.open(member) as content:
                data = content.read(self._left + 1)
        except (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, RuntimeError) as error:
            raise BadTemplate(None, "damaged") from error
        self._left -= len(data)
        if self._left < 0:
            raise BadTemplate(None, "size")
        return data

    def element(self, name: str) -> Any:
        """The root element of a member that is XML without a DTD."""
        data = self.read(name)
        if len(data) > TEXT:
            raise BadTemplate(None, "size")
        parser = etree.XMLParser(
            resolve_entities=False, load_dtd=False, no_network=True, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            deep = "depth" in str(error)
            raise BadTemplate(None, "entities" if b"<!DOCTYPE" in data else "nested" if deep else "damaged") from error
        if root.getroottree().docinfo.doctype:
            raise BadTemplate(None, "entities")
        return root

    def relations(self, name: str) -> dict[str, Relation]:
        """What leads from a part, or from the package itself where no part is named."""
        beside = beside_of(name)
        if beside.casefold() not in self._members:
            return {}
        found: dict[str, Relation] = {}
        for one in self.element(beside).iterchildren("{*}Relationship"):
            kind, target = one.get("Type", ""), one.get("Target", "")
            if kind.startswith(STRICT) and kind.endswith("/officeDocument"):
                raise BadTemplate(None, "strict")
            if kind.startswith(OFFICE):
                external = one.get("TargetMode") == "External"
                where = target if external else self._name_of(_resolved(name, target))
                found[one.get("Id", "")] = Relation(kind[len(OFFICE) :], where, external)
        return found

    def _name_of(self, name: str) -> str:
        """A member's name as the package itself spells it: for a package, case makes no difference."""
        member = self._members.get(name.casefold())
        return member.filename if member else name


def _resolved(name: str, target: str) -> str:
    """The name of the part that a part's relation leads to."""
    path = posixpath.normpath(posixpath.join("/", posixpath.dirname(name), unquote(target)))
    return path.lstrip("/")


def _look_at_list(data: bytes) -> None:
    """Refuse a zip file whose list of members would be long to read; the file's end says how long the list is."""
    end = data.rfind(b"PK\x05\x06")
    if 0 <= end <= len(data) - 22 and struct.unpack_from("<L", data, end + 12)[0] > LISTED:
        raise BadTemplate(None, "size")
