"""A journal: saved means on the disk, and damage costs only what it hit."""

import errno
import os
import re
import stat
from pathlib import Path

import pytest
from conftest import FailingFiles, any_text, names_in
from hypothesis import given
from hypothesis import strategies as st

from storage.entries import CLOCK_END, Entry, decode, encode, entries_of, read_lines
from storage.errors import NotSaved
from storage.files import Files
from storage.journal import Journal, now, session_name, slug
from storage.merge import Gap, Merge
from storage.reader import Damage, Reader

data = st.dictionaries(any_text, st.none() | st.integers() | any_text | st.lists(any_text, max_size=3), max_size=4)
entries = st.builds(
    Entry,
    id=any_text,
    session=any_text,
    seq=st.integers(1, 1 << 40),
    clock=st.integers(0, CLOCK_END - 1),
    seen=st.dictionaries(any_text, st.integers(0, 1 << 40), max_size=3),
    op=any_text,
    data=data,
)


@pytest.fixture
def files():
    return FailingFiles()


@pytest.fixture
def journal(tmp_path, files):
    return Journal(tmp_path, "Kari", files, mode=0o600)


def write(journal, text="Vi trenger nattro"):
    """Write a change that says that; return its record."""
    return journal.write("change", {"text": text}, clock=0, seen={})


def read(folder):
    """Return the records of all journals but those that open them, by the clock, and what is damaged."""
    reader = Reader(folder, Files())
    entries = sorted(reader.read_on(), key=lambda entry: entry.clock)
    return [entry for entry in entries if entry.op != "open"], [*reader.damages, *reader.unread()]


def said(folder):
    """Return the texts of all records, each once though it may stand in two files."""
    return list(dict.fromkeys(entry.data["text"] for entry in read(folder)[0]))


MAKER = "20261201T080000-kari-aaaaaaaa"


def making(seq, name=""):
    """Return a record that makes one document, as nearly all do."""
    edit = {"table": "items", "id": name or f"I{seq}", "set": {"text": "ro"}, "was": None}
    return Entry(f"R{seq}", MAKER, seq, 1000 + seq, {}, "change", {"edits": [edit]})


def read_makings(folder, content):
    """Return the records of a journal with that content, and what is damaged."""
    (folder / f"{MAKER}.jsonl").write_bytes(content)
    reader = Reader(folder, Files())
    return [*entries_of(reader.read_on())], [*reader.damages, *reader.unread()]


def only(folder):
    """Return the one journal of a folder."""
    (path,) = folder.iterdir()
    return path


# A record


@given(entries)
def test_a_record_comes_back_as_it_was_written(entry):
    assert decode(encode(entry)[1:]) == entry


@given(entries)
def test_a_record_is_a_newline_a_checksum_a_space_and_json_in_one_line(entry):
    record = encode(entry)
    assert record.count(b"\n") == 1
    assert record.startswith(b"\n")
    assert record[9:11] == b" {"


def test_a_record_can_be_read_by_people():
    entry = Entry("X", "s", 1, 1, {}, "change", {"text": "Nærøy æøå"})
    assert "Nærøy æøå".encode() in encode(entry)


@given(entries, st.data())
def test_no_part_of_a_record_is_a_record(entry, data):
    record = encode(entry)[1:]
    assert decode(record[: data.draw(st.integers(0, len(record) - 1))]) is None


@given(entries, st.data())
def test_a_flipped_bit_in_a_record_is_noticed_or_harmless(entry, data):
    record = bytearray(encode(entry)[1:])
    record[data.draw(st.integers(0, len(record) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    assert decode(bytes(record)) in (None, entry)


@given(st.binary())
def test_any_bytes_are_a_record_or_none(line):
    assert decode(line) is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": 3},
        {"session": None},
        {"seq": "1"},
        {"clock": 1.5},
        {"clock": -1},
        {"clock": CLOCK_END},
        {"clock": 10**30},
        {"seen": []},
        {"op": 0},
        {"data": "x"},
    ],
)
def test_a_record_of_another_shape_is_none(wrong):
    entry = Entry("X", "s", 1, 1, {}, "change", {})
    assert decode(encode(entry)[1:]) == entry
    assert decode(encode(entry._replace(**wrong))[1:]) is None


def test_a_session_is_named_by_time_and_scribe_and_chance():
    names = {session_name("Åse Ødegård", 1_764_576_000_000_000) for _ in range(100)}
    assert len(names) == 100
    assert all(name.startswith("20251201T080000-aseodegard-") for name in names)


@given(any_text)
def test_a_scribe_of_any_name_can_name_a_file(name):
    assert slug(name).isascii()
    assert slug(name).isalnum()
    assert len(slug(name)) <= 40


# Saved means on the disk


def test_a_journal_that_nothing_was_written_to_is_no_file(tmp_path, journal):
    journal.close()
    assert names_in(tmp_path) == []


def test_the_first_record_is_on_the_disk_with_its_file_before_writing_returns(journal, files):
    write(journal)
    assert files.calls == ["create", "write", "sync", "sync_folder"]


def test_each_further_record_is_on_the_disk_before_writing_returns(journal, files):
    write(journal)
    write(journal)  # whereupon the file is filled in advance
    files.calls.clear()
    write(journal)
    assert files.calls == ["write", "sync"]


def test_what_was_written_is_read(tmp_path, journal):
    first, second = write(journal, "en"), write(journal, "to")
    assert read(tmp_path) == ([first, second], [])
    assert (first.seq, second.seq) == (2, 3)


def test_a_journal_is_private(tmp_path, journal):
    write(journal)
    assert stat.S_IMODE(only(tmp_path).stat().st_mode) == 0o600


def test_the_clock_is_later_than_all_that_was_seen(journal):
    far = now() + 86_400_000_000
    entry = journal.write("change", {}, clock=far, seen={})
    assert entry.clock > far
    assert write(journal).clock > entry.clock


def test_what_was_seen_is_told_once(journal):
    first = journal.write("change", {}, clock=0, seen={"ola": 4})
    second = journal.write("change", {}, clock=0, seen={"ola": 4, "per": 1})
    third = journal.write("change", {}, clock=0, seen={"ola": 5, "per": 1, journal.session: 9})
    assert (first.seen, second.seen, third.seen) == ({}, {"per": 1}, {"ola": 5})


def test_a_new_file_tells_again_what_was_seen(tmp_path, journal, files):
    journal.write("change", {"text": "en"}, clock=0, seen={"ola": 4})
    files.fails = lambda name, _: name == "sync" and not files.calls.count("create") > 1
    journal.write("change", {"text": "to"}, clock=0, seen={"ola": 4})
    openings = [entry for entry in Reader(tmp_path, Files()).read_on() if entry.op == "open"]
    assert [entry.seen for entry in openings] == [{"ola": 4}] * 2


def test_room_for_hundreds_of_later_records_is_kept_at_any_time(tmp_path, journal):
    for _ in range(30):
        write(journal, "x" * 20_000)
        status = only(tmp_path).stat()
        assert status.st_blocks * 512 - status.st_size >= 300 * 700
    journal.close()
    closed = only(tmp_path).stat()
    assert closed.st_blocks * 512 - closed.st_size < 8192
    assert only(tmp_path).read_bytes().endswith(b"}")


def test_the_opening_record_tells_format_scribe_and_what_had_been_seen(tmp_path, journal):
    journal.write("change", {}, clock=0, seen={"ola": 4})
    opening = next(iter(Reader(tmp_path, Files()).read_on()))
    assert opening.op == "open"
    assert opening.data == {"format": 1, "who": "Kari", "after": {}}
    assert opening.seen == {"ola": 4}


@pytest.mark.parametrize("torn", [False, True])
@pytest.mark.parametrize("failing", ["write", "sync"])
def test_a_file_that_failed_once_is_never_written_to_again(tmp_path, journal, files, failing, torn):
    write(journal, "en")
    old = only(tmp_path)
    files.torn = torn
    files.fails = lambda name, number: name == failing and number == {"write": 4, "sync": 5}[failing]
    write(journal, "to")
    after_failing = old.read_bytes()
    write(journal, "tre")
    assert old.read_bytes() == after_failing
    assert len(names_in(tmp_path)) == 2
    assert said(tmp_path) == ["en", "to", "tre"]


def test_the_new_file_says_which_record_may_stand_in_the_old_one_as_well(tmp_path, journal, files):
    write(journal)
    old = journal.session
    files.fails = lambda _, number: number == 5
    again = write(journal)
    found = [entry for entry in read(tmp_path)[0] if entry.id == again.id]
    assert [entry.session for entry in found] == [old, journal.session]
    assert journal.opened()[-1].data["after"] == {old: found[0].seq}


@pytest.mark.parametrize("failing", ["create", "write", "sync", "sync_folder"])
def test_a_new_file_that_fails_is_taken_away_and_another_one_made(tmp_path, journal, files, failing):
    files.torn = True
    files.fails = lambda name, _: name == failing and files.calls.count(name) == 1
    write(journal)
    assert only(tmp_path).stem == journal.session
    assert said(tmp_path) == ["Vi trenger nattro"]


def test_what_is_written_after_somebody_took_the_file_away_stands_in_a_new_one(tmp_path, journal):
    write(journal, "en")
    only(tmp_path).unlink()
    assert write(journal, "to").data["text"] == "to"
    assert said(tmp_path) == ["to"]


def test_a_new_file_that_cannot_even_be_taken_away_is_named_by_the_next(tmp_path, journal, files):
    first = journal.session
    files.fails = lambda name, _: (name == "sync" and files.calls.count(name) == 1) or name == "remove"
    write(journal)
    assert journal.opened()[-1].data["after"] == {first: 2}
    assert said(tmp_path) == ["Vi trenger nattro"]


@pytest.mark.parametrize("started", [False, True])
@pytest.mark.parametrize("failing", ["create", "write", "sync"])
def test_what_no_file_takes_is_not_saved_and_can_be_tried_again(tmp_path, journal, files, failing, started):
    if started:
        write(journal, "en")
    files.fails = lambda name, _: name == failing or (failing == "create" and name == "write")
    for _ in range(3):
        with pytest.raises(NotSaved) as caught:
            write(journal, "to")
        assert caught.value.reason.endswith("failed")
    files.fails = lambda *_: False
    write(journal, "to")
    write(journal, "tre")
    assert said(tmp_path) == ["en"] * started + ["to", "tre"]


def test_an_interrupt_in_the_middle_of_saving_costs_no_later_record(tmp_path):
    class Interrupted(Files):
        now = False

        def sync(self, descriptor):
            if self.now:
                raise KeyboardInterrupt
            super().sync(descriptor)

    files = Interrupted()
    journal = Journal(tmp_path, "Kari", files, mode=0o600)
    write(journal, "en")
    files.now = True
    with pytest.raises(KeyboardInterrupt):
        write(journal, "to")
    files.now = False
    write(journal, "tre")
    every, damages = read(tmp_path)
    assert [entry.data["text"] for entry in every] == ["en", "to", "tre"]
    assert len({(entry.session, entry.seq) for entry in every}) == 3
    assert damages == []


class Unhurried(Files):
    """The file system where one cannot ask the disk to begin, noting the calls that bring a record to it."""

    def __init__(self):
        self.calls = []

    def write(self, descriptor, data, at):
        self.calls.append("write")
        super().write(descriptor, data, at)

    def start(self, descriptor, at, length):  # noqa: ARG002 it does nothing
        self.calls.append("start")
        raise OSError(errno.EOPNOTSUPP, os.strerror(errno.EOPNOTSUPP))

    def is_named(self, descriptor):
        self.calls.append("is_named")
        return super().is_named(descriptor)

    def sync(self, descriptor):
        self.calls.append("sync")
        super().sync(descriptor)


def test_the_disk_begins_with_a_record_before_anything_waits_for_it_and_need_not(tmp_path):
    files = Unhurried()
    journal = Journal(tmp_path, "Kari", files, mode=0o600)
    write(journal, "en")
    files.calls.clear()
    assert write(journal, "to").seq == 3
    assert files.calls[:4] == ["write", "start", "is_named", "sync"]
    assert said(tmp_path) == ["en", "to"]


class Disk(Files):
    """A disk of which a test says, call by call, what fails; it knows what was brought to safety."""

    def __init__(self, plan):
        self.plan = iter(plan)

    def _fails(self):
        return next(self.plan, False)

    def create(self, path, mode, *, appends=True):
        if self._fails():
            raise OSError("create")
        return super().create(path, mode, appends=appends)

    def write(self, descriptor, data, at):
        if self._fails():
            os.pwrite(descriptor, data[: len(data) // 3], at)
            raise OSError("write")
        super().write(descriptor, data, at)

    def sync(self, descriptor):
        if self._fails():
            raise OSError("sync")
        super().sync(descriptor)

    def sync_folder(self, path):
        if self._fails():
            raise OSError("sync_folder")
        super().sync_folder(path)

    def remove(self, path):
        if self._fails():
            raise OSError("remove")
        super().remove(path)


@given(st.lists(st.booleans(), max_size=60))
def test_whatever_fails_what_was_called_saved_is_there_once_and_in_order(tmp_path_factory, plan):
    folder = tmp_path_factory.mktemp("journals")
    journal = Journal(folder, "Kari", Disk(plan), mode=0o600)
    saved = []
    for number in range(8):
        try:
            saved.append(write(journal, str(number)))
        except NotSaved:
            continue
    journal.close()
    every, _ = read(folder)
    by_id = {entry.id: entry for entry in every}
    assert [by_id[entry.id].data for entry in saved] == [entry.data for entry in saved]
    assert sorted({entry.clock for entry in saved}) == [entry.clock for entry in saved]
    assert {entry.session: entry.seq for entry in every} == {
        session: max(e.seq for e in every if e.session == session) for session in {e.session for e in every}
    }
    assert len({(entry.session, entry.seq) for entry in every}) == len(every)


# Reading, and damage


@pytest.fixture
def three(tmp_path, journal):
    """A journal of three records, closed."""
    for text in ("en", "to", "tre"):
        write(journal, text)
    journal.close()
    return only(tmp_path)


def test_reading_goes_on_where_it_stopped(tmp_path, journal):
    reader = Reader(tmp_path, Files())
    first = write(journal)
    assert list(reader.read_on())[1:] == [first]
    second = write(journal)
    assert list(reader.read_on()) == [second]
    assert list(reader.read_on()) == []


def test_a_record_is_read_when_it_is_whole(tmp_path, three):
    content = three.read_bytes()
    reader = Reader(tmp_path, Files())
    found = []
    for end in range(len(content) + 1):
        three.write_bytes(content[:end])
        found += reader.read_on()
    assert [entry.seq for entry in found] == [1, 2, 3, 4]
    assert reader.damages == []


@given(st.data())
def test_a_torn_tail_costs_only_the_record_that_it_was(tmp_path_factory, data):
    folder, content = a_journal(tmp_path_factory)
    end = data.draw(st.integers(0, len(content)))
    path = next(folder.iterdir())
    path.write_bytes(content[:end])
    found, damages = read(folder)
    ends = [match.start() for match in re.finditer(rb"(?<!^)\n|$", content)]
    assert [entry.seq for entry in found] == [seq for seq in (2, 3, 4) if ends[seq - 1] <= end]
    assert sum(damage.length for damage in damages) <= len(content) / 3


def test_a_torn_tail_is_harmless_to_a_record_after_it(tmp_path, three):
    content = three.read_bytes()
    records = [b"\n" + line for line in content.split(b"\n")[1:]]
    three.write_bytes(b"".join(records[:2]) + records[2][:-5] + records[3])
    found, damages = read(tmp_path)
    assert [entry.data["text"] for entry in found] == ["en", "tre"]
    assert damages == [Damage(three, len(records[0] + records[1]) + 1, len(records[2]) - 6)]


def a_journal(factory) -> tuple[Path, bytes]:
    """Return a folder with one journal of three records beside the opening one, and its bytes."""
    folder = factory.mktemp("journals")
    journal = Journal(folder, "Kari", Files(), mode=0o600)
    for text in ("en", "to", "tre"):
        write(journal, text)
    journal.close()
    return folder, only(folder).read_bytes()


@given(st.data())
def test_a_flipped_byte_costs_only_the_record_that_it_hit_and_is_reported(tmp_path_factory, data):
    folder, content = a_journal(tmp_path_factory)
    at = data.draw(st.integers(0, len(content) - 1))
    spoilt = bytearray(content)
    spoilt[at] = data.draw((st.just(ord("\n")) | st.integers(0, 255)).filter(lambda byte: byte != content[at]))
    path = next(folder.iterdir())
    path.write_bytes(spoilt)
    reader = Reader(folder, Files())
    found = [entry.seq for entry in reader.read_on()]
    hit = content[: at + 1].count(b"\n")
    assert found in ([1, 2, 3, 4], [seq for seq in (1, 2, 3, 4) if seq != hit])
    damages = [*reader.damages, *reader.unread()]
    if len(found) == 3:
        # a newline that came into being at a record's edge is no damage itself, but what it touches is
        assert any(damage.offset - 1 <= at <= damage.offset + damage.length for damage in damages)


def test_a_newline_that_was_hit_costs_nothing(tmp_path, three):
    content = three.read_bytes()
    at = content.index(b"\n", 1)
    three.write_bytes(content[:at] + b"X" + content[at + 1 :])
    found, damages = read(tmp_path)
    assert [entry.data["text"] for entry in found] == ["en", "to", "tre"]
    assert damages == [Damage(three, at, 1)]


def test_every_damage_is_told_once(tmp_path, three):
    three.write_bytes(three.read_bytes().replace(b"tre", b"tra") + b"\nnonsense\nmore")
    reader = Reader(tmp_path, Files())
    for _ in range(3):
        list(reader.read_on())
    assert len(reader.damages) == 2


def test_a_hole_in_a_file_costs_only_what_it_covers(tmp_path, three):
    content = three.read_bytes()
    at = content.index(b'"to"')
    three.write_bytes(content[:at] + bytes(50) + content[at + 50 :])
    found, damages = read(tmp_path)
    assert found[0].data["text"] == "en"
    assert damages


def test_a_record_of_another_session_is_damage(tmp_path, three):
    stranger = tmp_path / "20260101T000000-ola-abcdefgh.jsonl"
    stranger.write_bytes(three.read_bytes() + b"\n")
    three.unlink()
    found, damages = read(tmp_path)
    assert found == []
    assert len(damages) == 4


def test_a_flipped_byte_among_records_that_make_a_document_each_costs_only_that_one(tmp_path):
    lines = [encode(making(seq)) for seq in range(1, 6)]
    lines[2] = lines[2].replace(b'"ro"', b'"RO"')
    found, damages = read_makings(tmp_path, b"".join(lines))
    assert [entry.seq for entry in found] == [1, 2, 4, 5]
    assert len(damages) == 1


def test_more_records_than_make_a_run_are_all_read_each_at_its_place(tmp_path):
    lines = [encode(making(seq)) for seq in range(1, 1302)]
    lines[700] = lines[700].replace(b'"ro"', b'"RO"')
    found, damages = read_makings(tmp_path, b"".join(lines))
    assert [entry.seq for entry in found] == [seq for seq in range(1, 1302) if seq != 701]
    place = (len(b"".join(lines[:700])) + 1, len(lines[700]) - 1)
    assert [(damage.offset, damage.length) for damage in damages] == [place]


def test_a_record_of_another_session_among_records_that_make_a_document_each_is_damage(tmp_path):
    stranger = making(2)._replace(session="20261201T080000-ola-bbbbbbbb")
    found, damages = read_makings(tmp_path, b"".join(map(encode, (making(1), stranger, making(3)))))
    assert [(entry.session, entry.seq) for entry in found] == [(MAKER, 1), (MAKER, 3)]
    assert len(damages) == 1


@pytest.mark.parametrize("parts", [[(1, 2, 4, 5)], [(1, 2), (4, 5)]], ids=["at once", "one after the other"])
def test_a_record_that_is_missing_among_records_that_make_a_document_each_is_missed(parts):
    merge = Merge()
    for part in parts:
        merge.take(record for _, record in read_lines(b"".join(map(encode, map(making, part)))) if record)
    assert merge.gaps() == [Gap(MAKER, 3, 3)]
    assert [merge.has(MAKER, seq) for seq in range(1, 6)] == [True, True, False, True, True]


def test_a_record_that_makes_two_documents_makes_both():
    one, other = making(1), making(2)
    both = one._replace(data={"edits": [*one.data["edits"], *other.data["edits"]]})
    merge = Merge()
    merge.take(record for _, record in read_lines(encode(both) + encode(making(2, "I3"))) if record)
    assert {name: record["text"] for name, record in merge.tables["items"].items()} == {
        "I1": "ro",
        "I2": "ro",
        "I3": "ro",
    }


@pytest.mark.usefixtures("three")
def test_other_files_are_left_alone(tmp_path):
    (tmp_path / "notes.txt").write_text("nothing to do with it")
    assert len(read(tmp_path)[0]) == 3
    assert read(tmp_path)[1] == []


def test_a_link_among_the_journals_is_reported_and_not_followed(tmp_path, three):
    secret = three.rename(tmp_path / "secret")
    three.symlink_to(secret)
    assert read(tmp_path) == ([], [Damage(three, 0, 0)])


@pytest.mark.usefixtures("three")
def test_a_folder_or_a_pipe_among_the_journals_is_reported_and_the_rest_read(tmp_path):
    (tmp_path / "a.jsonl").mkdir()
    os.mkfifo(tmp_path / "b.jsonl")
    found, damages = read(tmp_path)
    assert len(found) == 3
    assert damages == [Damage(tmp_path / "a.jsonl", 0, 0), Damage(tmp_path / "b.jsonl", 0, 0)]


@pytest.mark.usefixtures("three")
def test_what_looks_damaged_while_it_is_being_written_is_read_again(tmp_path):
    class Hasty(Files):
        """A file system whose first reading of a file is of two moments."""

        def read(self, path, start=0, looks=[0]):  # noqa: B006 it is to be kept
            looks[0] += 1
            content = super().read(path, start)
            return content.replace(b'"to"', b"\0\0\0\0") if looks[0] == 1 else content

    reader = Reader(tmp_path, Hasty())
    assert [entry.data["text"] for entry in reader.read_on() if entry.op != "open"] == ["en", "to", "tre"]
    assert reader.damages == []


def test_a_record_is_read_though_neither_length_nor_time_tells_of_it(tmp_path):
    journal = tmp_path / f"{MAKER}.jsonl"
    first, second = encode(making(1)), encode(making(2))
    journal.write_bytes((first + second).replace(second, b"\n" * len(second)))
    moment = journal.stat().st_mtime_ns
    reader = Reader(tmp_path, Files())
    assert [entry.seq for entry in entries_of(reader.read_on())] == [1]
    with journal.open("r+b") as file:
        file.seek(len(first))
        file.write(second)
    os.utime(journal, ns=(moment, moment))
    assert [entry.seq for entry in entries_of(reader.read_on())] == [2]


def test_a_journal_that_became_shorter_is_told_of_once(tmp_path, three):
    reader = Reader(tmp_path, Files())
    assert len([*reader.read_on()]) == 4
    length = three.stat().st_size
    os.truncate(three, length - 9)
    assert [[*reader.read_on()], [*reader.read_on()]] == [[], []]
    assert reader.shortened == [Damage(three, length - 9, 9)]


def test_a_journal_that_is_taken_back_while_one_reads_is_no_error(tmp_path, three):
    class Late(Files):
        def names(self, folder):
            return [*super().names(folder), "gone.jsonl"]

    reader = Reader(tmp_path, Late())
    assert len(list(reader.read_on())) == 4
    three.unlink()
    assert list(reader.read_on()) == []
    assert list(reader.unread()) == []


@pytest.mark.usefixtures("three")
def test_a_journal_that_cannot_be_read_is_an_error(tmp_path):
    class Forbidden(Files):
        def read(self, *_):
            raise PermissionError(13, "Permission denied")

    with pytest.raises(PermissionError):
        list(Reader(tmp_path, Forbidden()).read_on())
