"""What an administrator does to a store: compact, merge, backup, restore, repair. Nothing is lost by any of it."""

import io
import shutil
import tarfile
from contextlib import suppress
from dataclasses import replace

import pytest
from conftest import FailingFiles, add, everything_in, make_store, names_in, texts
from hypothesis import given
from hypothesis import strategies as st

from storage.backup import back_up, restore
from storage.bundles import move_aside
from storage.check import check
from storage.compaction import compact
from storage.errors import BadBackup, FileNotWritten, SamlingError, StoreExists, StoreUnrelated
from storage.files import Files
from storage.joining import join
from storage.merge import Gap
from storage.model import Item
from storage.repair import repair
from storage.store import Store


def state(path):
    """Return all that a store says, as its journals have it."""
    (path / "store.json").unlink(missing_ok=True)
    store = Store.open(path, "Se")
    return store.contents(), store.conflicts(), sorted(store.seen().items())


def texts_in(path):
    return texts(Store.open(path, "Se"))


def write(path, who, text):
    """Let a scribe come, write an item, and go."""
    store = Store.open(path, who)
    add(store, text)
    store.close()


def journal_of(path, who):
    return next(file for file in sorted((path / "journals").iterdir()) if f"-{who}-" in file.name)


@pytest.fixture
def lived(path):
    """A store in which three sessions have ended, with an edit, a conflict and a deletion."""
    kari, ola = Store.open(path, "Kari"), Store.open(path, "Ola")
    item = add(kari, "ro")
    add(kari, "bort")
    ola.read_on()
    kari.save(replace(item, text="søvn"))
    ola.save(replace(item, text="hvile"))
    kari.read_on()
    kari.commit(kari.plan_undo())
    kari.close()
    ola.close()
    write(path, "Per", "per")
    return path


# Compaction


def test_compaction_changes_nothing_of_what_a_store_holds(lived):
    before = state(lived)
    done = compact(lived, "Kari", rested=0)
    assert (done.files, len(names_in(lived / "journals"))) == (4, 1)
    assert len(names_in(lived / "archive")) == 4
    assert state(lived) == before
    assert check(lived).whole


def test_compacted_twice_it_is_one_file_still(lived):
    compact(lived, "Kari", rested=0)
    write(lived, "Kari", "ny")
    before = state(lived)
    compact(lived, "Kari", rested=0)
    assert len(names_in(lived / "journals")) == 1
    assert state(lived) == before


def test_a_session_that_lives_or_has_only_just_begun_is_left_alone(lived):
    living = Store.open(lived, "Ola")
    add(living, "lever")
    assert compact(lived, "Kari").path is None
    compact(lived, "Kari", rested=0)
    assert len([name for name in names_in(lived / "journals") if "bundle" not in name]) == 1
    add(living, "lever ennå")
    assert texts_in(lived)[-2:] == ["lever", "lever ennå"]


def test_those_who_follow_go_on_while_journals_are_put_together(lived):
    follower = Store.open(lived, "Ola")
    before = texts(follower)
    compact(lived, "Kari", rested=0)
    assert follower.read_on() == set()
    add(Store.open(lived, "Kari"), "ny")
    follower.read_on()
    assert texts(follower) == [*before, "ny"]


def test_a_store_is_opened_from_store_json_after_compaction_too(lived):
    Store.open(lived, "Kari").close()
    before = texts_in(lived)
    compact(lived, "Kari", rested=0)
    assert texts(Store.open(lived, "Se")) == before


@pytest.mark.parametrize("failing", range(30))
def test_whichever_step_of_a_compaction_fails_nothing_is_lost(lived, failing):
    before = state(lived)
    files = FailingFiles()
    files.fails = lambda _, number: number == failing
    with suppress(SamlingError):
        compact(lived, "Kari", rested=0, files=files)
    assert state(lived) == before
    compact(lived, "Kari", rested=0)
    assert state(lived) == before


def test_a_compaction_that_would_leave_something_out_moves_nothing(lived):
    class Forgetful(Files):
        """A file system that gives a bundle back as it was written once, and then without its end."""

        def __init__(self):
            self.given = set()

        def read(self, path, start=0):
            content = super().read(path, start)
            if ".bundle" in path.name and path in self.given:
                return content[:-40]
            self.given.add(path)
            return content

    before = names_in(lived / "journals")
    with pytest.raises(FileNotWritten):
        compact(lived, "Kari", rested=0, files=Forgetful())
    assert names_in(lived / "journals") == before
    assert not (lived / "archive").exists()


def test_a_damaged_journal_is_not_put_together_with_others(lived):
    journal = journal_of(lived, "ola")
    journal.write_bytes(b"\nnoise" + journal.read_bytes())
    before = check(lived).damages
    assert compact(lived, "Kari", rested=0).files == 3
    assert journal.exists()
    assert check(lived).damages == before != ()


# Merging


def test_what_a_laptop_wrote_while_away_comes_in_and_twice_is_as_good_as_once(lived, tmp_path):
    shutil.copytree(lived, tmp_path / "laptop")
    away = Store.open(tmp_path / "laptop", "Ola")
    add(away, "på toget")
    away.draft().keep("halv lin")
    add(Store.open(lived, "Kari"), "hjemme")
    before = everything_in(tmp_path / "laptop")
    done = join(lived, tmp_path / "laptop", "Kari")
    assert (done.records, done.sessions, done.drafts) == (2, 1, 1)
    assert texts_in(lived)[-2:] == ["på toget", "hjemme"]
    assert [found.text for found in Store.open(lived, "Ola").found_drafts()] == ["halv lin"]
    again = join(lived, tmp_path / "laptop", "Kari")
    assert (again.records, again.path) == (0, None)
    assert everything_in(tmp_path / "laptop") == before
    assert check(lived).whole


def test_two_stores_become_the_same_one_in_either_direction(lived, tmp_path):
    other = tmp_path / "laptop"
    shutil.copytree(lived, other)
    item = next(iter(Store.open(lived, "Se").all(Item).values()))
    for path, text in ((lived, "en"), (other, "to")):
        store = Store.open(path, text)
        store.save(replace(store.find(Item, item.id), text=text))
    shutil.copytree(other, tmp_path / "copy")
    join(other, lived, "Kari")
    join(lived, tmp_path / "copy", "Kari")
    assert state(lived) == state(other)
    assert any({write.value for write in conflict.writes} >= {"en", "to"} for conflict in state(lived)[1])


def test_stores_with_nothing_in_common_are_joined_only_if_that_is_meant(lived, tmp_path):
    add(make_store(tmp_path / "other", "Nils"), "fremmed")
    with pytest.raises(StoreUnrelated):
        join(lived, tmp_path / "other", "Kari")
    assert "fremmed" not in texts_in(lived)
    join(lived, tmp_path / "other", "Kari", unrelated=True)
    assert "fremmed" in texts_in(lived)


def test_a_half_copied_store_is_joined_as_far_as_it_goes_and_later_the_rest(lived, tmp_path):
    other = tmp_path / "laptop"
    shutil.copytree(lived, other)
    away = Store.open(other, "Ola")
    for text in ("en", "to", "tre"):
        add(away, text)
    journal = other / "journals" / f"{away.draft().path.stem}.jsonl"
    whole = journal.read_bytes().rstrip(b"\n")
    journal.write_bytes(whole[: len(whole) * 2 // 3])
    join(lived, other, "Kari")
    assert texts_in(lived)[-1] == "en"
    journal.write_bytes(whole)
    join(lived, other, "Kari")
    assert texts_in(lived)[-3:] == ["en", "to", "tre"]
    assert check(lived).whole


# Backup


def test_a_backup_makes_the_same_store_elsewhere(lived, tmp_path):
    packed = io.BytesIO()
    back_up(lived, packed)
    packed.seek(0)
    restore(packed, tmp_path / "restored")
    assert state(tmp_path / "restored") == state(lived)
    assert check(tmp_path / "restored").whole
    assert (tmp_path / "restored").stat().st_mode & 0o777 == 0o700


def test_a_restored_store_is_on_the_disk_before_it_has_its_name_and_its_name_after(lived, tmp_path):
    packed = io.BytesIO()
    done = back_up(lived, packed)
    packed.seek(0)
    files = FailingFiles()
    restore(packed, tmp_path / "restored", files=files)
    written = files.calls[files.calls.index("create") :]
    each = ["create", "append_all", "sync"] * done.files
    assert written == [*each, *["sync_folder"] * 4, "replace", "sync_folder"]


def test_a_backup_holds_all_that_one_of_its_records_knows_of(path, tmp_path):
    kari, ola = Store.open(path, "Kari"), Store.open(path, "Ola")
    add(kari, "en")

    class Busy(Files):
        """A file system on which others write between the reading of any two files."""

        def read(self, path, start=0):
            content = super().read(path, start)
            if path.suffix == ".jsonl" and len(texts(kari)) < 12:
                kari.read_on()
                item = add(kari, "mer")
                ola.read_on()
                ola.save(replace(item, details="sett"))
            return content

    packed = io.BytesIO()
    back_up(path, packed, files=Busy())
    packed.seek(0)
    restore(packed, tmp_path / "restored")
    assert check(tmp_path / "restored").whole
    assert "en" in texts_in(tmp_path / "restored")


def test_a_backup_does_not_land_on_anything(lived, tmp_path):
    packed = io.BytesIO()
    back_up(lived, packed)
    (tmp_path / "there").mkdir()
    packed.seek(0)
    with pytest.raises(StoreExists):
        restore(packed, tmp_path / "there")


def tar(*members):
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as made:
        for name, kind in members:
            member = tarfile.TarInfo(name)
            member.type = kind
            member.linkname = "/etc/passwd"
            made.addfile(member, io.BytesIO(b""))
    packed.seek(0)
    return packed


@pytest.mark.parametrize(
    "source",
    [
        io.BytesIO(b"no archive"),
        io.BytesIO(b""),
        tar(("/etc/cron.d/x", tarfile.REGTYPE)),
        tar(("samling/journals/../../../x", tarfile.REGTYPE)),
        tar(("samling/journals/..", tarfile.REGTYPE)),
        tar(("samling/journals/x", tarfile.SYMTYPE)),
        tar(("samling/journals/x", tarfile.FIFOTYPE)),
        tar(("samling/other/x", tarfile.REGTYPE)),
        tar(),
    ],
)
def test_what_is_no_backup_makes_nothing(tmp_path, source):
    source.seek(0)
    with pytest.raises(BadBackup):
        restore(source, tmp_path / "restored")
    assert names_in(tmp_path) == []


def test_a_backup_that_is_cut_short_makes_nothing(lived, tmp_path):
    packed = io.BytesIO()
    back_up(lived, packed)
    with pytest.raises(BadBackup):
        restore(io.BytesIO(packed.getvalue()[:-200]), tmp_path / "restored")
    assert not (tmp_path / "restored").exists()


# Repair


@given(st.data())
def test_a_record_with_one_bit_turned_is_found_again(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("bit") / "velferd"
    make_store(path).close()
    write(path, "Kari", "en")
    write(path, "Ola", "to")
    before = state(path)
    journal = journal_of(path, "ola")
    content = bytearray(journal.read_bytes())
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= 1 << data.draw(st.integers(0, 7))
    journal.write_bytes(content)
    repair(path, "Kari")
    assert texts_in(path) == ["en", "to"]
    assert state(path)[0] == before[0]
    assert check(path).whole


@pytest.mark.parametrize("letter", ["J", "*"])
def test_a_record_that_a_turned_bit_broke_in_two_is_found_again(tmp_path, letter):
    path = tmp_path / "velferd"
    make_store(path).close()
    write(path, "Per", f"Hos {letter} i {letter}")
    (path / "store.json").unlink()
    journal = journal_of(path, "per")
    journal.write_bytes(journal.read_bytes().replace(f"i {letter}".encode(), b"i \n"))
    assert not check(path).whole
    repair(path, "Ola")
    assert texts_in(path) == [f"Hos {letter} i {letter}"]
    assert check(path).whole


def test_what_cannot_be_found_again_is_noted_as_lost_and_the_rest_is_whole(lived):
    (lived / "store.json").unlink()
    journal = next(file for file in (lived / "journals").iterdir() if b'"bort"' in file.read_bytes())
    damaged = journal.read_bytes().replace(b'"text":"bort"', b'"tekst":"borte"')
    journal.write_bytes(damaged)
    done = repair(lived, "Kari")
    assert (done.lost, done.unreadable) == ((Gap(journal.stem, 3, 3),), 1)
    assert [path.read_bytes() for path in done.moved] == [damaged]
    found = check(lived)
    assert found.whole
    assert found.lost == done.lost
    assert repair(lived, "Kari").moved == ()


def test_what_only_store_json_still_has_is_written_anew(lived):
    journal = journal_of(lived, "per")
    journal.write_bytes(journal.read_bytes().replace(b'"text":"per"', b'"tekst":"p"'))
    done = repair(lived, "Kari")
    assert done.restored == 1
    assert "per" in texts_in(lived)
    assert check(lived).whole


def test_what_is_whole_in_the_archive_is_taken_from_there(lived):
    compact(lived, "Kari", rested=0)
    before = state(lived)
    bundle = journal_of(lived, "kari")
    content = bundle.read_bytes()
    bundle.write_bytes(content[: len(content) // 3] + b"\0" * 200 + content[len(content) // 3 + 200 :])
    assert not check(lived).whole
    repair(lived, "Kari")
    assert state(lived)[0] == before[0]
    assert check(lived).whole


def test_a_damaged_journal_in_which_somebody_writes_is_left(lived):
    living = Store.open(lived, "Ola")
    add(living, "en")
    journal = lived / "journals" / f"{living.draft().path.stem}.jsonl"
    with journal.open("r+b") as file:
        file.seek(12)
        file.write(b"\0\0")
    done = repair(lived, "Kari")
    assert done.in_use == (journal,)
    add(living, "to")
    assert texts_in(lived)[-1] == "to"


@pytest.mark.parametrize("failing", range(25))
def test_whichever_step_of_a_repair_fails_nothing_more_is_lost(lived, failing):
    journal = journal_of(lived, "ola")
    content = bytearray(journal.read_bytes())
    content[len(content) // 2] ^= 16
    journal.write_bytes(content)
    files = FailingFiles()
    files.fails = lambda _, number: number == failing
    with suppress(SamlingError):
        repair(lived, "Kari", files=files)
    repair(lived, "Kari")
    assert check(lived).whole
    assert {"per"} <= set(texts_in(lived))
    assert len(Store.open(lived, "Se").conflicts()) == 0 or "hvile" in texts_in(lived)


def test_a_link_among_the_journals_is_moved_to_damaged(lived):
    (lived / "journals" / "20260101T000000-x-abcdefgh.jsonl").symlink_to("/etc/passwd")
    repair(lived, "Kari")
    assert check(lived).whole
    assert any(file.is_symlink() for file in (lived / "damaged").iterdir())


def test_a_bundle_that_does_not_read_as_it_was_written_is_refused(lived, tmp_path):
    class Lying(Files):
        def read(self, path, start=0):
            content = super().read(path, start)
            return content[:-1] + b"?" if ".bundle" in path.name else content

    before = state(lived)
    with pytest.raises(FileNotWritten):
        compact(lived, "Kari", rested=0, files=Lying())
    assert state(lived) == before
    laptop = shutil.copytree(lived, tmp_path / "laptop")
    write(laptop, "Kari", "borte")
    with pytest.raises(FileNotWritten):
        join(lived, laptop, "Kari", files=Lying())


def test_a_file_that_is_moved_aside_is_on_the_disk_there_before_it_is_gone_here(lived):
    files = FailingFiles()
    journal = journal_of(lived, "ola")
    content = journal.read_bytes()
    assert move_aside(journal, lived / "archive", files).read_bytes() == content
    assert not journal.exists()
    assert files.calls == ["make_folder", "link", "sync_folder", "remove", "sync_folder"]
