"""Drafts: what was typed last is what is found, however it ended."""

import os
import stat
import zlib
from contextlib import suppress
from dataclasses import replace

import pytest
from conftest import FailingFiles, make_store, names_in
from hypothesis import example, given, settings
from hypothesis import strategies as st

from storage.drafts import Draft, find_drafts, replay, take_over
from storage.files import Files
from storage.store import Store

letters = st.characters(exclude_categories=())
words = st.text(letters, max_size=12)


@st.composite
def typings(draw):
    """Return what a line holds after each key or paste."""
    text, lines = "", []
    for _ in range(draw(st.integers(1, 15))):
        at = draw(st.integers(0, len(text)))
        cut = draw(st.sampled_from((0, 0, 1, len(text))))
        text = text[:at] + draw(words) + text[at + cut :]
        lines.append(text)
    return lines


@pytest.fixture
def files():
    return FailingFiles()


@pytest.fixture
def draft(tmp_path, files):
    return Draft(tmp_path, "20261201T080000-kari-aaaaaaaa", files)


def found(folder, who="Kari", own=""):
    return [draft.text for draft in find_drafts(folder, who, own, Files())]


@given(typings())
@example(["\ud83d", "\ud83d\ude00", "\ud83d\ude00x"])
@example(["", "a", "a"])
def test_what_was_kept_last_is_what_is_found(tmp_path_factory, lines):
    draft = Draft(tmp_path_factory.mktemp("drafts"), "s", Files())
    for line in lines:
        draft.keep(line)
        assert (replay(draft.path.read_bytes(), draft.path.stem) if draft.path.exists() else "") == line
    draft.close()


@given(typings(), st.data())
def test_a_torn_draft_is_what_the_line_once_held(tmp_path_factory, lines, data):
    draft = Draft(tmp_path_factory.mktemp("drafts"), "s", Files())
    for line in lines:
        draft.keep(line)
    draft.close()
    content = draft.path.read_bytes() if draft.path.exists() else b""
    assert replay(content[: data.draw(st.integers(0, len(content)))], "s") in ["", *lines]


@given(typings(), st.data())
def test_a_spoilt_draft_is_what_the_line_once_held(tmp_path_factory, lines, data):
    draft = Draft(tmp_path_factory.mktemp("drafts"), "s", Files())
    for line in ["æ", *lines, "ø"]:
        draft.keep(line)
    draft.close()
    content = bytearray(draft.path.read_bytes())
    content[data.draw(st.integers(0, len(content) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    assert replay(bytes(content), "s") in ["", "æ", *lines, "ø"]


@settings(max_examples=5)
@given(st.integers(0, 1_000_000), words)
def test_a_line_of_a_megabyte_is_kept_too(tmp_path_factory, at, word):
    draft = Draft(tmp_path_factory.mktemp("drafts"), "s", Files())
    text = "lærings\udcff" * 125_000
    draft.keep(text)
    text = text[:at] + word + text[at:]
    draft.keep(text)
    assert replay(draft.path.read_bytes(), draft.path.stem) == text
    draft.close()


def test_a_long_line_is_not_written_anew_at_each_key(draft):
    text = "ø" * 1_000_000
    for key in range(20):
        draft.keep(text + "x" * key)
    assert draft.path.stat().st_size < 5_000_000
    before = draft.path.stat().st_size
    draft.keep(text)
    assert draft.path.stat().st_size - before < 100


def test_a_draft_does_not_grow_for_ever(draft):
    for key in range(60_000):
        draft.keep("ab"[key % 2])
    assert draft.path.stat().st_size < 300_000
    assert replay(draft.path.read_bytes(), draft.path.stem) == "b"


def test_a_draft_that_nothing_was_typed_in_is_no_file(tmp_path, draft):
    draft.keep("")
    draft.sync()
    draft.close()
    assert names_in(tmp_path) == []


def test_a_draft_whose_line_was_saved_is_taken_away_at_the_end(tmp_path, draft):
    draft.keep("Vi trenger")
    draft.keep("")
    draft.close()
    assert names_in(tmp_path) == []


def test_a_draft_outlives_its_session(tmp_path, draft):
    draft.keep("Vi trenger nat")
    draft.close()
    assert found(tmp_path) == ["Vi trenger nat"]


def test_room_is_kept_for_a_line_from_its_first_character_on_and_after_each_that_was_saved(draft):
    for text in ("h", "", "n"):
        draft.keep(text)
        assert draft.path.stat().st_blocks * 512 >= 1 << 15


def test_a_line_is_kept_before_keep_returns_and_synced_with_its_name(draft, files):
    draft.keep("V")
    assert files.calls == ["create", "append"]
    draft.sync()
    draft.sync()
    assert files.calls == ["create", "append", "sync", "sync_folder"]
    draft.keep("Vi")
    draft.sync()
    assert files.calls[4:] == ["append", "sync"]


@pytest.mark.parametrize("failing", ["sync", "sync_folder"])
def test_a_sync_that_failed_is_done_again_and_the_line_written_anew_first(draft, files, failing):
    draft.keep("V")
    files.fails = lambda name, _: name == failing
    with pytest.raises(OSError, match="failed"):
        draft.sync()
    files.fails = lambda *_: False
    files.calls.clear()
    draft.sync()
    assert files.calls == ["remove", "create", "append", "sync", "replace", "sync", "sync_folder"]


@given(typings(), st.lists(st.booleans(), max_size=30))
def test_whatever_fails_the_next_that_is_kept_is_found(tmp_path_factory, lines, plan):
    files = FailingFiles()
    files.torn = True
    steps = iter(plan)
    files.fails = lambda *_: next(steps, False)
    draft = Draft(tmp_path_factory.mktemp("drafts"), "s", files)
    for line in lines:
        try:
            draft.keep(line)
        except OSError:
            continue
        assert (replay(draft.path.read_bytes(), draft.path.stem) if draft.path.exists() else "") == line


@pytest.mark.parametrize("umask", [0o000, 0o077, 0o777])
def test_a_draft_is_readable_by_nobody_else_whatever_the_umask(tmp_path, draft, umask):
    before = os.umask(umask)
    try:
        draft.keep("halv")
        take_over(find_drafts(tmp_path, "Kari", "", Files())[0], Files())
    finally:
        os.umask(before)
    assert {stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()} == {0o600}


def test_other_scribes_drafts_are_not_found(tmp_path, draft):
    draft.keep("halv")
    assert found(tmp_path, "Ola") == []
    assert found(tmp_path, "Kari Nordmann") == []
    assert found(tmp_path, "kari") == ["halv"]


def test_ones_own_draft_is_not_found(tmp_path, draft):
    draft.keep("halv")
    assert found(tmp_path, own="20261201T080000-kari-aaaaaaaa") == []


def test_drafts_are_found_the_oldest_first(tmp_path):
    for stamp in ("20261203", "20261201", "20261202"):
        Draft(tmp_path, f"{stamp}T080000-kari-aaaaaaaa", Files()).keep(stamp)
    assert found(tmp_path) == ["20261201", "20261202", "20261203"]


def test_a_draft_of_a_session_that_still_hangs_is_found_at_once(tmp_path, draft):
    draft.keep("halv")
    assert found(tmp_path) == ["halv"]


def test_a_draft_that_was_taken_over_does_not_come_back(tmp_path, draft):
    draft.keep("halv")
    take_over(find_drafts(tmp_path, "Kari", "", Files())[0], Files())
    assert found(tmp_path) == []


def test_a_draft_that_was_taken_over_comes_back_when_it_is_typed_in_again(tmp_path, draft):
    draft.keep("halv")
    take_over(find_drafts(tmp_path, "Kari", "", Files())[0], Files())
    draft.keep("halvt")
    assert found(tmp_path) == ["halvt"]
    take_over(find_drafts(tmp_path, "Kari", "", Files())[0], Files())
    assert found(tmp_path) == []


def test_another_line_of_the_same_length_comes_back_too(tmp_path, draft):
    draft.keep("hei")
    take_over(find_drafts(tmp_path, "Kari", "", Files())[0], Files())
    draft.keep("")
    draft.keep("nei")
    assert found(tmp_path) == ["nei"]


def test_that_a_draft_was_taken_over_is_on_the_disk_before_anything_else_happens(tmp_path, draft, files):
    draft.keep("halv")
    take_over(find_drafts(tmp_path, "Kari", "", Files())[0], files)
    assert files.calls[-3:] == ["create", "append", "sync"]


def test_a_draft_whose_taking_over_failed_is_found_again(tmp_path, draft, files):
    draft.keep("halv")
    files.fails = lambda name, _: name == "append"
    with pytest.raises(OSError, match="append failed"):
        take_over(find_drafts(tmp_path, "Kari", "", Files())[0], files)
    assert found(tmp_path) == ["halv"]


def test_a_link_among_the_drafts_is_not_followed(tmp_path, draft):
    draft.keep("hemmelig")
    (tmp_path / "x-ola-y.draft").symlink_to(draft.path)
    assert found(tmp_path, "Ola") == []


def test_no_folder_is_no_drafts(tmp_path):
    assert found(tmp_path / "nowhere") == []


@pytest.mark.parametrize("body", [b"3", b"[1]", b'["a", 0, "x"]', b"[0, 0, 1]", b"[0, null, []]", b"[" * 99_999])
def test_steps_of_nonsense_are_the_end_of_a_draft(body):
    assert replay(step(b'[0, 0, "halv"]') + step(body), "s") == "halv"


def test_a_step_of_another_session_is_the_end_of_a_draft(tmp_path):
    for session, text in (("s", "halv"), ("t", "hemmelig")):
        draft = Draft(tmp_path, session, Files())
        draft.keep(text)
        draft.close()
    mine, theirs = ((tmp_path / name).read_bytes() for name in ("s.draft", "t.draft"))
    assert [replay(content, "s") for content in (mine + theirs, theirs)] == ["halv", ""]


def test_a_step_in_another_place_is_the_end_of_a_draft(tmp_path):
    draft = Draft(tmp_path, "s", Files())
    for text in ("a", "ab", "abc"):
        draft.keep(text)
    _, one, two, three = draft.path.read_bytes().split(b"\n")
    found = [replay(b"\n" + b"\n".join(steps), "s") for steps in ([one, three], [two], [one, two, two])]
    assert found == ["a", "", "ab"]


def step(body):
    """Return a draft's step with a valid checksum."""
    return b"\n%08x %s" % (zlib.crc32(body, zlib.crc32(b"s")), body)


@given(st.lists(st.binary(max_size=30)))
def test_any_bytes_are_a_draft(parts):
    assert isinstance(replay(b"".join(map(step, parts)), "s"), str)
    assert replay(b"".join(parts), "s") == ""


def test_a_store_finds_the_drafts_of_the_same_scribes_other_sessions(path):
    hanging = Store.open(path, "Kari")
    hanging.draft().keep("Vi trenger nat")
    assert [draft.text for draft in Store.open(path, "Kari").found_drafts()] == ["Vi trenger nat"]
    assert Store.open(path, "Ola").found_drafts() == []
    assert hanging.found_drafts() == []


def test_ones_own_draft_stays_ones_own_when_the_journal_had_to_begin_anew(tmp_path):
    files = FailingFiles()
    make_store(tmp_path / "velferd").close()
    store = Store.open(tmp_path / "velferd", "Kari", files=files)
    store.draft().keep("halv")
    files.fails = lambda name, _: name == "sync" and files.calls.count(name) == 1
    store.save(replace(store.network, name="Nytt"))
    assert store.found_drafts() == []


@pytest.mark.parametrize("failing", range(6))
def test_a_line_that_is_written_anew_is_there_whichever_step_fails(tmp_path, failing):
    files = FailingFiles()
    draft = Draft(tmp_path, "20260101T000000-kari-abcdefgh", files)
    line = "x" * 300_000
    for end in ("", "a", "b"):
        draft.keep(line + end)
    files.calls.clear()
    files.fails = lambda _, number: number == failing
    kept = line + "b"
    for wanted in (line * 3 + "c", line * 3 + "d", line * 3 + "e"):
        with suppress(OSError):
            draft.keep(wanted)
        found = replay(draft.path.read_bytes(), draft.path.stem)
        assert found in (kept, wanted)
        kept = found
    assert kept == line * 3 + "e"
