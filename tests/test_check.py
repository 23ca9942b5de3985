"""Checking: what is in a store and what is wrong with it, told and not touched."""

from dataclasses import replace

import pytest
from conftest import add, everything_in, make_store

from storage.check import SnapshotState, check
from storage.entries import Entry, encode
from storage.errors import NotAStore, StoreMissing
from storage.merge import Gap
from storage.model import Item, Theme
from storage.reader import Damage
from storage.store import Store


def journal_of(path, who):
    """Return the file that a scribe wrote."""
    (journal,) = (path / "journals").glob(f"*-{who}-*")
    return journal


@pytest.fixture
def filled(tmp_path):
    """A store of two scribes: Ola has written three items, and Kari has seen them."""
    path = tmp_path / "velferd"
    make_store(path).close()
    ola = Store.open(path, "Ola")
    for text in ("en", "to", "tre"):
        add(ola, text)
    ola.close()
    kari = Store.open(path, "Per")
    kari.save(replace(next(iter(kari.all(Item).values())), details="sett"))
    kari.close()
    return path


def test_a_whole_store_is_whole(filled):
    found = check(filled)
    assert found.whole
    assert (found.journals, found.items) == (3, 3)
    assert found.records == 3 + 4 + 2
    assert (found.damages, found.gaps, found.bad_documents) == ((), (), ())


def test_a_deleted_item_is_not_counted(filled):
    store = Store.open(filled, "Kari")
    store.save(replace(next(iter(store.all(Item).values())), deleted=True))
    assert check(filled).items == 2


def test_a_flipped_byte_is_damage_and_a_gap(filled):
    journal = journal_of(filled, "ola")
    content = journal.read_bytes()
    journal.write_bytes(content.replace(b'"to"', b'"tu"'))
    found = check(filled)
    at = content.index(b"\n", content.index(b'"en"')) + 1
    assert found.damages == (Damage(journal, at, content.index(b"\n", at) - at),)
    assert found.gaps == (Gap(journal.stem, 3, 3),)
    assert found.items == 2
    assert not found.whole


def test_a_torn_tail_is_damage(filled):
    journal = journal_of(filled, "per")
    content = journal.read_bytes()
    journal.write_bytes(content[:-9])
    found = check(filled)
    at = content.rindex(b"\n") + 1
    assert found.damages == (Damage(journal, at, len(content) - 9 - at),)
    assert not found.whole


def test_a_record_that_is_missing_in_the_middle_is_a_gap(filled):
    journal = journal_of(filled, "ola")
    lines = journal.read_bytes().split(b"\n")
    journal.write_bytes(b"\n".join(lines[:2] + lines[4:]))
    assert check(filled).gaps == (Gap(journal.stem, 2, 3),)


def test_a_journal_that_was_cut_short_is_noticed_since_others_had_seen_more(filled):
    journal = journal_of(filled, "ola")
    journal.write_bytes(b"\n".join(journal.read_bytes().split(b"\n")[:3]))
    found = check(filled)
    assert found.damages == ()
    assert found.gaps == (Gap(journal.stem, 3, 4),)


def test_a_journal_that_is_gone_is_noticed_since_others_had_seen_it(filled):
    journal = journal_of(filled, "ola")
    journal.unlink()
    assert check(filled).gaps == (Gap(journal.stem, 1, 4),)


def test_a_document_that_cannot_be_read_is_named(filled):
    set_ = {"title": "Behov", "handle": 7}
    entries = [
        Entry("O", "x", 1, 1, {}, "open", {"format": 1, "who": "x"}),
        Entry("C", "x", 2, 2, {}, "change", {"edits": [{"table": "themes", "id": "T", "set": set_}]}),
    ]
    (filled / "journals" / "x.jsonl").write_bytes(b"".join(map(encode, entries)))
    found = check(filled)
    assert found.bad_documents == ("T",)
    assert not found.whole


@pytest.mark.parametrize("content", [b"", b"{half", b"\xff\xfe\x00"])
def test_a_store_json_that_cannot_be_read_is_told_of(filled, content):
    (filled / "store.json").write_bytes(content)
    found = check(filled)
    assert found.snapshot is SnapshotState.UNREADABLE
    assert not found.whole


def test_a_store_json_that_is_not_there_is_nothing_wrong(filled):
    (filled / "store.json").unlink()
    assert check(filled).whole


def test_checking_changes_nothing(filled):
    journal = journal_of(filled, "ola")
    journal.write_bytes(journal.read_bytes()[:-20] + b"\nnonsense")
    (filled / "store.json").write_bytes(b"{")
    before = everything_in(filled)
    check(filled)
    assert everything_in(filled) == before


def test_what_is_no_store_is_refused_as_in_opening(tmp_path):
    with pytest.raises(NotAStore):
        check(tmp_path)
    with pytest.raises(StoreMissing):
        check(tmp_path / "nowhere")


def test_a_store_goes_on_after_damage_with_what_store_json_still_has(filled):
    journal = journal_of(filled, "ola")
    journal.write_bytes(journal.read_bytes().replace(b'"to"', b'"tu"'))
    store = Store.open(filled, "Kari")
    add(store, "fire")
    store.save(Theme(id="T", title="Behov", handle="behov"))
    store.close()
    assert sorted(item.text for item in Store.open(filled, "Per").all(Item).values()) == ["en", "fire", "to", "tre"]
