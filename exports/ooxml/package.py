"""A Word file as the parts that it consists of, and as bytes."""

from __future__ import annotations

import html
import io
import zipfile
from collections.abc import Iterable, Mapping

from exports.ooxml import look

NO_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip entry can have, so that the same parts are the same bytes."""

COMPRESSION = 3
"""zlib's default of 6 takes three times as long, and makes a file of minutes a sixth smaller."""


def types_of(kinds: Iterable[tuple[str, str]]) -> str:
    """What a package says of its parts, each given by its name, with the slash before it, and its content type."""
    overrides = (
        f'<Override PartName="{html.escape(name)}" ContentType="{html.escape(kind)}"/>' for name, kind in kinds
    )
    return look.TYPES.format(overrides="".join(overrides))


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """The members as the bytes of a zip file that tells no time and no machine."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        for name, content in members.items():
            member = zipfile.ZipInfo(name, NO_TIME)
            member.create_system = 0
            file.writestr(member, content, zipfile.ZIP_DEFLATED, COMPRESSION)
    return packed.getvalue()
