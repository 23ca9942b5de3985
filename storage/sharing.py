"""A store on a machine that others use too: how a group comes to share it, and what in it nobody shall trust.

The folder of a shared store is 2770, so that anyone of the group may replace store.json. The folders in it are 3770
and belong to whoever made the store: in them only a file's owner may take it away. So a fellow scribe reads a journal
and cannot change it. What she can do is move a whole folder aside and put another thing in its place; that is found
out here, before anything is read or written in it.
"""

from __future__ import annotations

import contextlib
import errno
import grp
import os
import pwd
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from storage.entries import SUFFIX
from storage.errors import GroupDenied, StoreUnsafe
from storage.files import PRIVATE_FOLDER, Files
from storage.journal import slug

SHARED_FILE = 0o640
"""A fellow scribe reads it and cannot change it."""
SHARED_FOLDER = 0o3770
"""Files in it belong to the folder's group, and only their owners may take them away."""
SHARED_STORE = 0o2770
"""Anyone of the group may make and replace files in it."""
_REFUSALS = (errno.EPERM, errno.EACCES, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL)
"""What systems say that know no groups or modes, or do not let this user give them."""


@dataclass(frozen=True)
class Doubt:
    """A journal of a shared store that may not be what it says."""

    path: Path
    owner: str
    """The account that it belongs to."""
    who: str
    """The scribe that it names."""
    problem: str
    """`writable`, `linked`, `stranger` or, where nothing is wrong but the owner goes by another name, `name`."""


def is_shared(status: os.stat_result) -> bool:
    """Tell from the status of a store's folder whether its group shares it."""
    return bool(status.st_mode & stat.S_IWGRP and status.st_mode & stat.S_ISGID)


def group_number(path: Path, name: str) -> int:
    """Return the number of a group that the user may share a store with. Raises GroupDenied."""
    try:
        number = grp.getgrnam(name).gr_gid
    except (KeyError, ValueError) as error:
        raise GroupDenied(path, name, "unknown") from error
    if os.geteuid() != 0 and number not in (os.getegid(), *os.getgroups()):
        raise GroupDenied(path, name, "member")
    return number


def share(path: Path, name: str, files: Files) -> None:
    """Give the empty folder of a new store to the group of that name. Raises GroupDenied."""
    number = group_number(path, name)
    if not _give(path, number, SHARED_STORE, files):
        raise GroupDenied(path, name, "refused")


def make_part(path: Path, files: Files) -> None:
    """Make a folder in a store, private or shared as the store is. Raises OSError, and GroupDenied."""
    store = files.status(_real(path.parent))
    files.make_folder(path, PRIVATE_FOLDER)
    if is_shared(store) and not _give(path, store.st_gid, SHARED_FOLDER, files):
        raise GroupDenied(path.parent, _group_name(store.st_gid), "refused")


def _give(path: Path, group: int, mode: int, files: Files) -> bool:
    """Tell whether the folder has that group and mode now: some systems accept them and keep others."""
    try:
        files.give_to_group(path, group, mode)
    except OSError as error:
        if error.errno not in _REFUSALS:
            raise
        return False
    status = files.status(path)
    return status.st_gid == group and stat.S_IMODE(status.st_mode) == mode


def refuse_unsafe(path: Path, parts: Sequence[str], files: Files, *, own: bool = False) -> os.stat_result:
    """Return the status of a store's folder, if nobody but the owner can lead the program astray in it.

    `parts` are the folders in it; one that is not there is no matter. Where it must be one's `own`, no fellow scribe
    may make it: what is in it would be hers. Raises StoreUnsafe, and OSError where the system does not tell.
    """
    real = _real(path)
    status = files.status(real)
    if status.st_mode & stat.S_IWOTH and (status.st_uid != os.geteuid() or is_shared(status)):
        raise StoreUnsafe(path, real, "open")
    if own and is_shared(status) and os.geteuid() not in (status.st_uid, 0):
        raise StoreUnsafe(path, real, "not-own")
    for above in real.parents:
        if _may_be_swapped(files.status(above), status, nearest=above == real.parent):
            raise StoreUnsafe(path, above, "above")
    for name in parts:
        try:
            part = files.status(real / name)
        except FileNotFoundError:
            continue
        if stat.S_ISLNK(part.st_mode):
            raise StoreUnsafe(path, path / name, "link")
        if not stat.S_ISDIR(part.st_mode):
            raise StoreUnsafe(path, path / name, "kind")
        if part.st_uid not in (status.st_uid, 0, os.geteuid()):
            raise StoreUnsafe(path, path / name, "owner")
    return status


def _may_be_swapped(above: os.stat_result, store: os.stat_result, *, nearest: bool) -> bool:
    """Tell whether others may put something else where the store, or a folder above it, stands."""
    if above.st_mode & stat.S_ISVTX:
        return False
    by_all = above.st_mode & stat.S_IWOTH and above.st_uid != os.geteuid()
    by_scribes = nearest and is_shared(store) and above.st_mode & stat.S_IWGRP and above.st_gid == store.st_gid
    return bool(by_all or by_scribes)


def is_vouched_for(file: os.stat_result, store: os.stat_result) -> bool:
    """Tell whether a file in a store was written by the user, the store's owner or the administrator."""
    return file.st_uid in (os.geteuid(), store.st_uid, 0)


def may_speak_for(bundle: Path, session: str, files: Files) -> bool:
    """Tell whether a file with the records of several sessions may hold that session's.

    In a shared store the administrator's and the store's owner's may, and the file of whoever wrote the session's own
    journal; also anybody's where no such journal is known here: then it came with another store. Raises OSError.
    """
    store = bundle.parent.parent
    status = files.status(_real(store))
    owner = files.status(bundle).st_uid
    if not is_shared(status) or owner in (0, status.st_uid):
        return True
    for folder in (bundle.parent, store / "archive"):
        with contextlib.suppress(FileNotFoundError):
            return files.status(folder / (session + SUFFIX)).st_uid == owner
    return True


def doubts(folder: Path, scribes: Mapping[str, str], files: Files) -> Iterator[Doubt]:
    """Yield the journals of a shared store that may not be what they say. `scribes` names the writers by session.

    What is no file is left out: reading reports it. An account that writes as somebody is told of once.
    Raises OSError.
    """
    store = files.status(_real(folder.parent))
    known: set[tuple[str, str]] = set()
    for name in files.names(folder) if is_shared(store) else ():
        session = name.removesuffix(SUFFIX)
        status = files.status(folder / name)
        if not name.endswith(SUFFIX) or not stat.S_ISREG(status.st_mode):
            continue
        owner, who = _user_name(status.st_uid), scribes.get(session, "")
        if status.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
            yield Doubt(folder / name, owner, who, "writable")
        if status.st_nlink > 1:
            yield Doubt(folder / name, owner, who, "linked")
        if not is_vouched_for(status, store) and not _is_member(status.st_uid, store.st_gid):
            yield Doubt(folder / name, owner, who, "stranger")
        elif slug(owner) != slug(who) and (owner, who) not in known:
            known.add((owner, who))
            yield Doubt(folder / name, owner, who, "name")


def _is_member(user: int, group: int) -> bool:
    try:
        account = pwd.getpwuid(user)
    except KeyError:
        return False
    return group in os.getgrouplist(account.pw_name, account.pw_gid)


def _user_name(user: int) -> str:
    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return str(user)


def _group_name(group: int) -> str:
    try:
        return grp.getgrgid(group).gr_name
    except KeyError:
        return str(group)


def _real(path: Path) -> Path:
    """The path without links; the user's own way to the store may be one."""
    return Path(os.path.realpath(path))
