"""The simulated disk: as forgetful as a real one may be, and no more."""

import errno
import random
from functools import partial
from pathlib import Path

import pytest
from conftest import add, make_store, texts
from disk import ROOT, Disk, Fault

from storage.errors import NotSaved
from storage.files import Files, write_whole
from storage.store import Store

NAME = ROOT / "x"
OLD, NEW = b"the old minutes", b"the new minutes " * 80


@pytest.fixture
def disk():
    return Disk()


@pytest.fixture
def rng():
    return random.Random(7)


def outcomes(disk, rng, path=NAME, *, cuts=400):
    """Return what is found under a name after power cuts; None for nothing."""
    found = set()
    for _ in range(cuts):
        left = disk.after_power_cut(rng)
        try:
            found.add(left.read(path))
        except FileNotFoundError:
            found.add(None)
    return found


def made(disk, data=NEW, path=NAME):
    """Return the descriptor of a new file with something in it, of which nothing is synced."""
    descriptor = disk.create(path, 0o600)
    disk.append_all(descriptor, data)
    return descriptor


def test_no_call_reaches_the_real_file_system():
    calls = [name for name in vars(Files) if not name.startswith("_")]
    assert [name for name in calls if name not in vars(Disk)] == []


def test_it_reads_what_was_written(disk):
    descriptor = made(disk, OLD)
    disk.append(descriptor, NEW)
    assert disk.read(NAME) == OLD + NEW
    assert disk.read(NAME, 4) == (OLD + NEW)[4:]
    assert disk.status(NAME).st_size == len(OLD + NEW)
    assert disk.names(ROOT) == ["x"]


def test_what_is_synced_with_its_name_lasts(disk, rng):
    descriptor = made(disk)
    disk.sync(descriptor)
    disk.sync_folder(ROOT)
    assert outcomes(disk, rng) == {NEW}


def test_a_file_whose_name_is_not_synced_may_be_gone(disk, rng):
    disk.sync(made(disk))
    assert outcomes(disk, rng) == {None, NEW}


def test_a_file_that_is_not_synced_may_be_empty_cut_zeroed_or_full_of_other_things(disk, rng):
    disk.sync(made(disk, b"hers", ROOT / "other"))
    descriptor = disk.create(NAME, 0o600)
    disk.sync_folder(ROOT)
    disk.append(descriptor, NEW)
    found = outcomes(disk, rng)
    assert {b"", NEW} <= found
    assert None not in found
    assert any(NEW.startswith(one) and 0 < len(one) < len(NEW) for one in found)
    assert any(bytes(len(NEW) // 3) in one for one in found)
    assert any(len(one) == len(NEW) and one[:40] != NEW[:40] and one[-40:] == NEW[-40:] for one in found)
    assert any(set(one) - set(NEW) - {0} for one in found)


def test_what_was_synced_stays_whatever_comes_after_it(disk, rng):
    descriptor = made(disk, OLD)
    disk.sync(descriptor)
    disk.sync_folder(ROOT)
    for _ in range(3):
        disk.append(descriptor, NEW)
    assert all(one.startswith(OLD) for one in outcomes(disk, rng))


def test_a_later_write_may_be_there_without_an_earlier_one(disk, rng):
    descriptor = made(disk, b"")
    disk.sync_folder(ROOT)
    disk.append(descriptor, b"1" * 600)
    disk.append(descriptor, b"2" * 600)
    assert bytes(600) + b"2" * 600 in outcomes(disk, rng)


def test_a_cut_and_what_comes_after_it_are_not_synced_by_themselves(disk, rng):
    descriptor = made(disk, OLD)
    disk.sync(descriptor)
    disk.sync_folder(ROOT)
    disk.truncate(descriptor)
    disk.append(descriptor, b"ny")
    found = outcomes(disk, rng)
    assert {OLD, b"", b"ny", b"n"} <= found
    assert not any(one.startswith(b"ny") and len(one) > 2 for one in found)


@pytest.mark.parametrize("steps", ["replace", "link", "remove"])
def test_a_name_given_or_taken_away_may_be_so_or_not_before_its_folder_is_synced(disk, rng, steps):
    disk.sync(made(disk, OLD))
    disk.sync(made(disk, NEW, ROOT / "new"))
    disk.sync_folder(ROOT)
    if steps == "replace":
        disk.replace(ROOT / "new", NAME)
        assert outcomes(disk, rng) == {OLD, NEW}
        assert outcomes(disk, rng, ROOT / "new") == {NEW, None}
    elif steps == "link":
        disk.link(NAME, ROOT / "second")
        assert outcomes(disk, rng, ROOT / "second") == {OLD, None}
    else:
        disk.remove(NAME)
        assert outcomes(disk, rng) == {OLD, None}
    disk.sync_folder(ROOT)
    assert len(outcomes(disk, rng)) == 1


def test_a_file_that_moves_to_another_folder_is_never_nowhere(disk, rng):
    disk.make_folder(ROOT / "archive", 0o700)
    disk.sync(made(disk, OLD))
    disk.sync_folder(ROOT)
    disk.replace(NAME, ROOT / "archive" / "x")
    for synced in (None, ROOT, ROOT / "archive"):
        if synced:
            disk.sync_folder(synced)
        found = [disk.after_power_cut(rng) for _ in range(200)]
        places = {("x" in left.names(ROOT), "x" in left.names(ROOT / "archive")) for left in found}
        assert (False, False) not in places
        assert ((True, False) in places) == (synced is None)
    assert places == {(False, True)}


def test_a_folder_that_is_not_synced_in_the_one_above_takes_all_in_it_along(disk, rng):
    disk.make_folder(ROOT / "deep", 0o700)
    disk.sync(made(disk, OLD, ROOT / "deep" / "x"))
    disk.sync_folder(ROOT / "deep")
    assert outcomes(disk, rng, ROOT / "deep" / "x") == {None, OLD}


def test_a_disk_that_was_left_can_lose_its_power_again(disk, rng):
    made(disk)
    left = disk.after_power_cut(rng)
    assert outcomes(left, rng) == {left.read(NAME) if left.names(ROOT) else None}
    assert disk.read(NAME) == NEW


def test_a_call_fails_as_told_and_is_not_done(disk):
    disk.fault = lambda name, number: Fault(errno.ENOSPC) if (name, number) == ("create", 0) else None
    with pytest.raises(OSError, match="No space left"):
        disk.create(NAME, 0o600)
    assert disk.names(ROOT) == []
    disk.create(NAME, 0o600)


def test_a_call_may_be_done_though_the_answer_is_an_error(disk):
    disk.fault = lambda name, _: Fault(errno.EIO, late=True) if name == "create" else None
    with pytest.raises(OSError, match="Input/output"):
        disk.create(NAME, 0o600)
    assert disk.names(ROOT) == ["x"]


@pytest.mark.parametrize("wrote", [0, 1, 5])
def test_a_write_may_be_short(disk, wrote):
    descriptor = disk.create(NAME, 0o600)
    disk.fault = lambda name, _: Fault(errno.ENOSPC, wrote=wrote) if name == "append" else None
    with pytest.raises(OSError, match="No space left"):
        disk.append(descriptor, OLD)
    assert disk.read(NAME) == OLD[:wrote]


def test_a_sync_that_fails_forgets_what_no_later_one_brings_back(disk, rng):
    descriptor = made(disk, b"")
    disk.sync_folder(ROOT)
    disk.append(descriptor, OLD)
    disk.fault = lambda name, _: Fault(errno.EIO) if name == "sync" else None
    with pytest.raises(OSError, match="Input/output"):
        disk.sync(descriptor)
    disk.fault = lambda *_: None
    disk.append(descriptor, b"more")
    disk.sync(descriptor)
    assert disk.read(NAME) == OLD + b"more"
    found = outcomes(disk, rng)
    assert bytes(len(OLD)) + b"more" in found
    assert {(len(one), one[len(OLD) :]) for one in found} == {(len(OLD) + 4, b"more")}


def test_a_close_that_fails_lets_go_all_the_same(disk):
    descriptor = made(disk)
    disk.show_alive(descriptor)
    assert disk.is_alive(NAME)
    disk.fault = lambda name, _: Fault(errno.EIO) if name == "close" else None
    with pytest.raises(OSError, match="Input/output"):
        disk.close(descriptor)
    assert not disk.is_alive(NAME)
    with pytest.raises(OSError, match="not open"):
        disk.append(descriptor, OLD)


def test_the_store_works_on_it_and_touches_no_real_disk(disk):
    store = make_store(ROOT / "velferd", files=disk)
    add(store, "ro")
    store.close()
    assert texts(Store.open(ROOT / "velferd", "Ola", files=disk)) == ["ro"]
    assert not ROOT.exists()


def test_the_store_says_so_where_the_disk_fails(disk):
    store = make_store(ROOT / "velferd", files=disk)
    disk.fault = lambda *_: Fault(errno.ENOSPC)
    with pytest.raises(NotSaved):
        add(store, "ro")


# That it is strict enough to find the usual mistakes in the usual way of replacing a file


def replace_wrongly(disk: Disk, path: Path, *, forgetting: str) -> None:
    """Put a new file in an old one's place as write_whole does, but for one thing."""
    beside = path.with_suffix(".part")
    descriptor = disk.create(path if forgetting == "beside" else beside, 0o600)
    disk.append_all(descriptor, NEW)
    if forgetting not in {"sync", "order"}:
        disk.sync(descriptor)
    if forgetting != "beside":
        disk.replace(beside, path)
    if forgetting == "order":
        disk.sync(descriptor)
    if forgetting != "folder":
        disk.sync_folder(path.parent)
    disk.close(descriptor)


def faults_found(rng, write, *, cuts):
    """Return how often a power cut shows something else than the old or the new, or the old after it was done."""
    disk = Disk()
    disk.put(NAME, OLD)
    wrong = 0

    def cut(done):
        nonlocal wrong
        for _ in range(cuts):
            left = disk.after_power_cut(rng)
            content = left.read(NAME) if "x" in left.names(ROOT) else None
            wrong += content not in ((NEW,) if done else (OLD, NEW))

    disk.watch = lambda _: cut(done=False)
    write(disk)
    disk.watch = None
    cut(done=True)
    return wrong


@pytest.mark.parametrize("forgotten", ["sync", "order", "folder"])
def test_a_writer_that_forgets_something_is_found_out_within_a_hundred_cuts(rng, forgotten):
    assert faults_found(rng, lambda disk: replace_wrongly(disk, NAME, forgetting=forgotten), cuts=100)


def test_a_writer_that_writes_in_place_is_found_out(rng):
    def write(disk):
        disk.remove(NAME)
        replace_wrongly(disk, NAME, forgetting="beside")

    assert faults_found(rng, write, cuts=100)


def test_a_writer_that_forgets_nothing_is_not_found_fault_with(rng):
    assert not faults_found(rng, lambda disk: replace_wrongly(disk, NAME, forgetting=""), cuts=1000)
    whole = partial(write_whole, NAME, NEW, overwrite=True, follow=False)
    assert not faults_found(rng, lambda disk: whole(files=disk), cuts=1000)
