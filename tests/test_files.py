"""The file system's seam: private, never through a link, whole or not at all."""

import os
import resource
import stat
from functools import partial
from pathlib import Path

import pytest
from conftest import FailingFiles, names_in
from hypothesis import given
from hypothesis import strategies as st

from storage.errors import FileExists, FileNotWritten
from storage.files import PRIVATE_FILE, PRIVATE_FOLDER, Files, write_whole

OLD, NEW = b"the old minutes", b"the new minutes " * 100


@pytest.fixture(params=[0o000, 0o022, 0o077, 0o777])
def umask(request):
    """Every umask that somebody may have."""
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def mode_of(path):
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.usefixtures("umask")
def test_a_file_has_the_mode_that_was_asked_for_whatever_the_umask(tmp_path):
    os.close(Files().create(tmp_path / "private", PRIVATE_FILE))
    os.close(Files().create(tmp_path / "shared", 0o640))
    assert mode_of(tmp_path / "private") == 0o600
    assert mode_of(tmp_path / "shared") == 0o640


@pytest.mark.usefixtures("umask")
def test_a_folder_has_the_mode_that_was_asked_for_whatever_the_umask(tmp_path):
    Files().make_folder(tmp_path / "private", PRIVATE_FOLDER)
    assert mode_of(tmp_path / "private") == 0o700


@pytest.mark.usefixtures("umask")
def test_a_new_whole_file_is_private_whatever_the_umask(tmp_path):
    write_whole(tmp_path / "minutes", NEW)
    assert mode_of(tmp_path / "minutes") == 0o600


def test_a_file_that_is_there_is_never_opened_as_a_new_one(tmp_path):
    (tmp_path / "x").write_bytes(OLD)
    with pytest.raises(FileExistsError):
        Files().create(tmp_path / "x", PRIVATE_FILE)


def test_a_link_is_not_followed_in_creating(tmp_path):
    (tmp_path / "link").symlink_to(tmp_path / "target")
    with pytest.raises(FileExistsError):
        Files().create(tmp_path / "link", PRIVATE_FILE)
    assert not (tmp_path / "target").exists()


@pytest.mark.parametrize("read", [Files().read, Files().is_alive])
def test_a_link_is_not_followed_in_reading(tmp_path, read):
    (tmp_path / "secret").write_bytes(OLD)
    (tmp_path / "link").symlink_to(tmp_path / "secret")
    with pytest.raises(OSError, match=r"Too many levels|not a regular file"):
        read(tmp_path / "link")


@pytest.mark.parametrize("read", [Files().read])
def test_a_folder_or_a_pipe_is_no_file(tmp_path, read):
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe"):
        with pytest.raises(OSError, match="not a regular file"):
            read(path)


def test_a_file_is_read_from_where_one_left_off(tmp_path):
    (tmp_path / "x").write_bytes(b"abcdef")
    assert Files().read(tmp_path / "x", 4) == b"ef"
    assert Files().read(tmp_path / "x", 9) == b""


def test_a_short_write_is_an_error():
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    with pytest.raises(OSError, match="short write"):
        Files().append(writing, bytes(1 << 20))
    os.close(reading)
    os.close(writing)


def test_a_short_write_at_a_place_is_an_error(tmp_path):
    descriptor = Files().create(tmp_path / "x", PRIVATE_FILE, appends=False)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, hard))
    try:
        with pytest.raises(OSError, match="No space left"):
            Files().write(descriptor, bytes(80), 50)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        os.close(descriptor)
    assert (tmp_path / "x").stat().st_size == 100


def test_what_takes_several_calls_is_gone_on_with():
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    with pytest.raises(BlockingIOError):  # the second call, since the pipe is full
        Files().append_all(writing, bytes(1 << 20))
    os.close(reading)
    os.close(writing)


def test_a_sync_is_asked_of_the_system_for_that_file_and_that_folder(tmp_path, monkeypatch):
    asked = []
    real = {call: getattr(os, call) for call in ("fsync", "fdatasync")}

    def note(call, descriptor):
        asked.append((call, Path(f"/proc/self/fd/{descriptor}").readlink()))
        real[call](descriptor)

    for call in real:
        monkeypatch.setattr(os, call, partial(note, call))
    descriptor = Files().create(tmp_path / "x", PRIVATE_FILE)
    Files().sync(descriptor)
    Files().sync_folder(tmp_path)
    os.close(descriptor)
    assert asked == [("fdatasync", tmp_path / "x"), ("fsync", tmp_path)]


def test_the_disk_is_asked_to_begin_with_what_was_written_and_it_is_still_there_to_be_read(tmp_path, monkeypatch):
    asked = []
    real = os.posix_fadvise
    monkeypatch.setattr(os, "posix_fadvise", lambda *of: (asked.append(of), real(*of)))
    path = tmp_path / "x"
    descriptor = Files().create(path, PRIVATE_FILE, appends=False)
    Files().write(descriptor, b"x" * 10_000, 0)
    Files().start(descriptor, 100, 9_000)
    assert asked == [(descriptor, 100, 9_000, os.POSIX_FADV_DONTNEED)]
    assert path.read_bytes() == b"x" * 10_000
    os.close(descriptor)


def test_room_is_kept_past_the_end_which_does_not_move_and_is_given_back(tmp_path):
    descriptor = Files().create(tmp_path / "x", PRIVATE_FILE)
    Files().append(descriptor, NEW)
    Files().reserve(descriptor, 0, 1 << 18)
    assert os.fstat(descriptor).st_size == len(NEW)
    assert os.fstat(descriptor).st_blocks * 512 >= 1 << 18
    Files().truncate(descriptor, len(NEW))
    assert os.fstat(descriptor).st_size == len(NEW)
    assert os.fstat(descriptor).st_blocks * 512 < 1 << 18
    os.close(descriptor)


def test_names_are_sorted(tmp_path):
    for name in "cab":
        (tmp_path / name).touch()
    assert Files().names(tmp_path) == ["a", "b", "c"]


def test_a_file_shows_its_writer_alive_until_it_is_let_go(tmp_path):
    files = Files()
    descriptor = files.create(tmp_path / "x", PRIVATE_FILE)
    assert not files.is_alive(tmp_path / "x")
    files.show_alive(descriptor)
    assert files.is_alive(tmp_path / "x")
    files.close(descriptor)
    assert not files.is_alive(tmp_path / "x")


def test_a_whole_file_is_synced_before_it_gets_its_name_and_its_name_after(tmp_path):
    files = FailingFiles()
    (tmp_path / "x").write_bytes(OLD)
    write_whole(tmp_path / "x", NEW, overwrite=True, files=files)
    assert files.calls == ["create", "append_all", "sync", "replace", "sync_folder"]


@pytest.mark.parametrize("failing", range(5))
def test_replacing_leaves_the_old_or_the_new_file_whatever_fails(tmp_path, failing):
    files = FailingFiles()
    files.fails = lambda _, number: number == failing
    path = tmp_path / "x"
    path.write_bytes(OLD)
    with pytest.raises(FileNotWritten):
        write_whole(path, NEW, overwrite=True, files=files)
    assert path.read_bytes() == (NEW if failing == 4 else OLD)
    assert names_in(tmp_path) == ["x"]


@pytest.mark.parametrize("failing", range(5))
def test_replacing_leaves_the_old_or_the_new_file_wherever_the_process_dies(tmp_path, failing):
    class Dying(FailingFiles):
        def remove(self, *_):
            raise OSError("the process is dead")

    files = Dying()
    files.fails = lambda _, number: number >= failing
    path = tmp_path / "x"
    path.write_bytes(OLD)
    with pytest.raises(FileNotWritten):
        write_whole(path, NEW, overwrite=True, files=files)
    assert path.read_bytes() == (NEW if failing == 4 else OLD)


@pytest.mark.parametrize("failing", ["create", "append_all", "sync"])
def test_a_new_file_is_there_whole_or_not_at_all(tmp_path, failing):
    files = FailingFiles()
    files.fails = lambda name, _: name == failing
    with pytest.raises(FileNotWritten):
        write_whole(tmp_path / "x", NEW, files=files)
    assert names_in(tmp_path) == []


def test_a_new_file_comes_to_be_also_where_there_are_no_hard_links(tmp_path):
    files = FailingFiles()
    files.fails = lambda name, _: name == "link"
    write_whole(tmp_path / "x", NEW, files=files)
    assert (tmp_path / "x").read_bytes() == NEW


def test_a_file_is_not_overwritten_unasked(tmp_path):
    (tmp_path / "x").write_bytes(OLD)
    with pytest.raises(FileExists):
        write_whole(tmp_path / "x", NEW)
    assert (tmp_path / "x").read_bytes() == OLD


def test_a_file_that_appears_in_the_last_moment_is_not_overwritten(tmp_path):
    class Racing(Files):
        def sync(self, descriptor):
            (tmp_path / "x").write_bytes(OLD)
            super().sync(descriptor)

    with pytest.raises(FileExists):
        write_whole(tmp_path / "x", NEW, files=Racing())
    assert (tmp_path / "x").read_bytes() == OLD
    assert names_in(tmp_path) == ["x"]


def test_a_dangling_link_is_in_the_way_too(tmp_path):
    (tmp_path / "x").symlink_to(tmp_path / "nowhere")
    with pytest.raises(FileExists):
        write_whole(tmp_path / "x", NEW)


def test_a_file_that_is_replaced_keeps_its_mode(tmp_path):
    (tmp_path / "x").write_bytes(OLD)
    (tmp_path / "x").chmod(0o664)
    write_whole(tmp_path / "x", NEW, overwrite=True)
    assert mode_of(tmp_path / "x") == 0o664


def test_what_a_link_leads_to_is_replaced_and_the_link_stays(tmp_path):
    (tmp_path / "real").write_bytes(OLD)
    (tmp_path / "link").symlink_to("real")
    write_whole(tmp_path / "link", NEW, overwrite=True)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == NEW


def test_a_link_that_shall_not_be_followed_gives_way_and_what_it_leads_to_stays(tmp_path):
    (tmp_path / "real").write_bytes(OLD)
    (tmp_path / "link").symlink_to("real")
    write_whole(tmp_path / "link", NEW, overwrite=True, follow=False)
    assert (tmp_path / "real").read_bytes() == OLD
    assert (tmp_path / "link").read_bytes() == NEW
    assert mode_of(tmp_path / "link") == 0o600


def test_a_folder_that_is_not_there_is_a_file_not_written(tmp_path):
    with pytest.raises(FileNotWritten) as caught:
        write_whole(tmp_path / "nowhere" / "x", NEW)
    assert caught.value.reason == "No such file or directory"


@given(st.binary(max_size=10_000))
def test_what_is_written_whole_is_read_whole(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "whole"
    write_whole(path, content, overwrite=True)
    assert Files().read(path) == content


def test_a_file_that_was_taken_away_or_replaced_has_no_name_any_more(tmp_path):
    files = Files()
    names = [tmp_path / name for name in ("kept", "removed", "replaced", "renamed (deleted)")]
    kept, removed, replaced, renamed = (files.create(name, PRIVATE_FILE) for name in names)
    names[1].unlink()
    files.close(files.create(tmp_path / "other", PRIVATE_FILE))
    (tmp_path / "other").rename(names[2])
    names[3].rename(tmp_path / "elsewhere")
    assert [files.is_named(descriptor) for descriptor in (kept, removed, replaced, renamed)] == [
        True,
        False,
        False,
        True,
    ]
    for descriptor in (kept, removed, replaced, renamed):
        files.close(descriptor)
