"""A backup: one file with all that a store holds, of one moment, taken while others write; and a store made of it."""

from __future__ import annotations

import contextlib
import io
import re
import shutil
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from storage.bundles import journals_in
from storage.check import check
from storage.entries import SUFFIX, whole_lines
from storage.errors import BadBackup, StoreDenied, StoreExists, StoreMissing
from storage.files import PRIVATE_FILE, PRIVATE_FOLDER, Files
from storage.folder import ARCHIVE, DAMAGED, DRAFTS, JOURNALS, WORDS, template_in
from storage.merge import Merge
from storage.sharing import SHARED_FILE, is_shared, make_part, refuse_unsafe, share
from storage.store import Store

TOP = "samling"
"""The folder in the file."""
_NAME = re.compile(r"samling/(?:(?:journals|drafts|damaged|archive)/[^/\0]{1,255}|template\.do[ct][xm]|words\.toml)")
_LIMIT = 4 << 30
"""In bytes: a file that would become larger than this is refused."""


@dataclass(frozen=True)
class BackedUp:
    """What a backup holds."""

    files: int
    records: int


def back_up(path: Path, target: BinaryIO, files: Files | None = None) -> BackedUp:
    """Write a gzipped tar file; what others write meanwhile is in it as a whole or not at all.

    Drafts that only their scribes may read are left out. Raises what Store.open raises, OSError of the target.
    """
    files = files or Files()
    Store.open(path, "backup", files=files)  # which refuses what is no store
    try:
        contents = _one_moment(path / JOURNALS, files)
        records = sum(1 for content in contents.values() for _ in whole_lines(content))
        with tarfile.open(fileobj=target, mode="w:gz", format=tarfile.PAX_FORMAT) as tar:
            count = 0
            for place, content in _members(path, contents, files):
                member = tarfile.TarInfo(f"{TOP}/{place}")
                member.size, member.mode = len(content), PRIVATE_FILE
                tar.addfile(member, io.BytesIO(content))
                count += 1
    except FileNotFoundError as error:
        raise StoreMissing(path) from error
    return BackedUp(count, records)


def _one_moment(journals: Path, files: Files) -> dict[str, bytes]:
    """Return the journals' contents so that what one of them knows of another is there.

    Read one after the other they are of different moments; what a record knows of was on the disk before it was
    written, so reading on up to there comes to an end.
    """
    contents = {path.name: files.read(path).rstrip(b"\n") for path in journals_in(journals, files)}
    while True:
        merge = Merge()
        merge.take(entry for content in contents.values() for _, entry in whole_lines(content))
        grown = {}
        for name in {gap.session + SUFFIX for gap in merge.gaps()}:
            with contextlib.suppress(FileNotFoundError):
                content = files.read(journals / name).rstrip(b"\n")  # which it is filled with in advance
                if len(content) > len(contents.get(name, b"")):
                    grown[name] = content
        if not grown:  # what is still missing was lost before
            return contents
        contents |= grown


def _members(path: Path, journals: dict[str, bytes], files: Files) -> Iterator[tuple[str, bytes]]:
    for name, content in journals.items():
        yield f"{JOURNALS}/{name}", content
    for folder in (DRAFTS, DAMAGED, ARCHIVE):
        with contextlib.suppress(FileNotFoundError):
            for name in files.names(path / folder):
                with contextlib.suppress(OSError):  # another scribe's draft, or no file
                    yield f"{folder}/{name}", files.read(path / folder / name)
    if template := template_in(path):
        with contextlib.suppress(OSError):
            yield template.name, files.read(template)
    with contextlib.suppress(OSError):  # most stores have none
        yield WORDS, files.read(path / WORDS)


def restore(source: BinaryIO, path: Path, *, group: str | None = None, files: Files | None = None) -> BackedUp:
    """Make a store of a backup in a new folder: the whole of it is there, or nothing.

    Raises StoreExists, StoreMissing where the folder above is not there, BadBackup, StoreDenied, GroupDenied.
    """
    files = files or Files()
    if path.exists() or path.is_symlink():
        raise StoreExists(path)
    beside = path.with_name(f".{path.name}.part")
    try:
        shutil.rmtree(beside, ignore_errors=True)
        files.make_folder(beside, PRIVATE_FOLDER)
        try:
            if group is not None:
                share(beside, group, files)
            shared = is_shared(refuse_unsafe(beside, (), files, own=True))
            for folder in (JOURNALS, DRAFTS, DAMAGED, ARCHIVE):
                make_part(beside / folder, files)
            count = _unpack(source, beside, SHARED_FILE if shared else PRIVATE_FILE, files)
            found = check(beside, files)
            files.replace(beside, path)
        except BaseException:
            shutil.rmtree(beside, ignore_errors=True)
            raise
        files.sync_folder(path.parent)
    except FileNotFoundError as error:
        raise StoreMissing(path.parent) from error
    except OSError as error:
        raise StoreDenied(path, error.strerror or str(error)) from error
    return BackedUp(count, found.records)


def _unpack(source: BinaryIO, target: Path, mode: int, files: Files) -> int:
    """Write the files of a backup; only such as a store has, and no links."""
    count = size = 0
    try:
        with tarfile.open(fileobj=source, mode="r:gz") as tar:
            for member in tar:
                size += member.size
                if not (member.isreg() and _NAME.fullmatch(member.name)) or ".." in PurePosixPath(member.name).parts:
                    raise BadBackup("name")
                if size > _LIMIT:
                    raise BadBackup("size")
                packed = tar.extractfile(member)
                content = packed.read() if packed else b""
                place = PurePosixPath(member.name).relative_to(TOP)
                descriptor = files.create(target / place, PRIVATE_FILE if place.parts[0] == DRAFTS else mode)
                try:
                    files.append_all(descriptor, content)
                    files.sync(descriptor)
                finally:
                    files.close(descriptor)
                count += 1
    except (tarfile.TarError, EOFError, ValueError) as error:
        raise BadBackup("unreadable") from error
    for folder in (JOURNALS, DRAFTS, DAMAGED, ARCHIVE):
        files.sync_folder(target / folder)
    if not files.names(target / JOURNALS):
        raise BadBackup("empty")
    return count
