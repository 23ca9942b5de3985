"""A store opened from store.json is the store that its journals say, whoever wrote meanwhile and in whatever order."""

import json
import os
from contextlib import suppress
from dataclasses import replace

import pytest
from conftest import FailingFiles, add, make_store, new_item, texts
from hypothesis import given
from hypothesis import strategies as st

from storage.entries import decode, encode
from storage.errors import NothingToUndo
from storage.files import Files
from storage.model import Item, Theme
from storage.records import to_record
from storage.snapshot import read_snapshot, write_snapshot
from storage.store import Store


class Counting(Files):
    """The file system, noting which long journals are read from their beginning."""

    def __init__(self):
        self.whole = []

    def read(self, path, start=0):
        content = super().read(path, start)
        if path.suffix == ".jsonl" and start == 0 and len(content.rstrip(b"\n")) > 1 << 14:
            self.whole.append(path.name)
        return content


def state(store):
    """Return all that a store says."""
    return store.contents(), store.conflicts(), sorted(store.seen().items())


def from_journals(path):
    """Return the store as its journals alone say it."""
    snapshot = (path / "store.json").read_bytes()
    (path / "store.json").unlink()
    try:
        return Store.open(path, "Per")
    finally:
        (path / "store.json").write_bytes(snapshot)


def test_a_closed_store_is_opened_without_reading_its_journals(store, path):
    for _ in range(20):
        add(store, "ro", details="x" * 2_000)
    store.close()
    files = Counting()
    assert len(texts(Store.open(path, "Ola", files=files))) == 20
    assert files.whole == []


def test_what_came_after_store_json_was_written_is_read_from_there_on(store, path):
    for _ in range(20):
        add(store, "ro", details="x" * 2_000)
    store.close()
    late = Store.open(path, "Kari")
    add(late, "søvn", details="x" * 20_000)  # and is not closed: killed
    files = Counting()
    assert texts(Store.open(path, "Ola", files=files))[-1] == "søvn"
    assert len(files.whole) == 1


def test_an_edit_by_somebody_who_had_not_seen_what_store_json_holds_is_a_conflict_all_the_same(store, path):
    item = add(store, "ro")
    away = Store.open(path, "Ola")
    store.save(replace(item, text="søvn"))
    store.close()
    away.save(replace(item, text="hvile"))
    opened = Store.open(path, "Per")
    assert state(opened) == state(from_journals(path))
    assert [write.value for write in opened.conflicts()[0].writes] == ["søvn", "hvile"]


def test_a_conflict_is_there_after_opening_and_can_be_settled(store, path):
    item = add(store, "ro")
    away = Store.open(path, "Ola")
    away.save(replace(item, text="hvile"))
    store.save(replace(item, text="søvn"))
    store.close()
    opened = Store.open(path, "Per")
    assert len(opened.conflicts()) == 1
    opened.commit(opened.plan_settlement(item, text="hvile"))
    assert (texts(opened), opened.conflicts()) == (["hvile"], [])
    opened.close()
    for again in (Store.open(path, "Ola"), from_journals(path)):
        assert (texts(again), again.conflicts()) == (["hvile"], [])


def test_an_item_that_one_deletes_while_another_edits_it_is_kept_and_stays_when_it_is_edited_again(store, path):
    item = add(store, "ro")
    away = Store.open(path, "Ola")
    store.save(replace(item, deleted=True))
    away.save(replace(item, text="hvile"))
    away.read_on()
    store.read_on()
    assert texts(store) == texts(away) == texts(from_journals(path)) == ["hvile"]
    assert [conflict.field for conflict in store.conflicts()] == ["deleted"]
    away.save(replace(away.find(Item, item.id), text="søvn"))
    store.read_on()
    assert (texts(store), store.conflicts()) == (["søvn"], [])


def test_what_stands_is_kept_when_a_conflict_is_settled_without_a_word(store, path):
    item = add(store, "ro")
    away = Store.open(path, "Ola")
    away.save(replace(item, text="hvile"))
    store.save(replace(item, text="søvn"))
    away.read_on()
    standing = texts(away)
    away.commit(away.plan_settlement(away.find(Item, item.id)))
    assert (texts(away), away.conflicts()) == (standing, [])
    store.read_on()
    assert (texts(store), store.conflicts()) == (standing, [])


@st.composite
def days(draw):
    """Acts of three scribes: what each does next to the shared store."""
    acts = st.sampled_from(("add", "edit", "edit", "delete", "read", "undo", "close", "kill"))
    return draw(st.lists(st.tuples(st.integers(0, 2), acts, st.integers(0, 3)), max_size=25))


@given(days())
def test_after_any_day_store_json_and_journals_give_the_same(tmp_path_factory, day):
    path = tmp_path_factory.mktemp("day") / "velferd"
    make_store(path).close()
    names = ("Kari", "Ola", "Per")
    open_ones = {}
    for who, act, which in day:
        store = open_ones.get(who) or open_ones.setdefault(who, Store.open(path, names[who]))
        items = sorted(store.all(Item).values(), key=lambda item: item.id)
        chosen = items[which % len(items)] if items else None
        match act:
            case "add":
                add(store, f"{names[who]} {which}")
            case "edit" if chosen:
                store.save(replace(chosen, text=f"{chosen.text} {which}", details=names[who]))
            case "delete" if chosen:
                store.save(replace(chosen, deleted=True))
            case "read":
                store.read_on()
            case "undo":
                with suppress(NothingToUndo):
                    store.commit(store.plan_undo())
            case "close":
                open_ones.pop(who).close()
            case "kill":
                open_ones.pop(who)
        if (path / "store.json").exists():
            assert state(Store.open(path, "Se")) == state(from_journals(path))
    for store in open_ones.values():
        store.read_on()
    assert len({repr(state(store)) for store in [*open_ones.values(), from_journals(path)]}) == 1


@pytest.mark.parametrize("change", ["flip", "cut", "rewrite"])
def test_a_store_json_that_this_program_did_not_write_is_not_opened_from(store, path, change):
    item = add(store, "ro")
    store.close()
    file = path / "store.json"
    content = file.read_bytes()
    changed = {
        "flip": content.replace(b'"text": "ro"', b'"text": "rx"').replace(b'"text":"ro"', b'"text":"rx"'),
        "cut": content[:-40],
        "rewrite": json.dumps(json.loads(content)).encode(),
    }[change]
    assert changed != content
    file.write_bytes(changed)
    opened = Store.open(path, "Ola")
    assert opened.find(Item, item.id).text == "ro"
    assert opened.hand_made


def test_in_a_shared_store_nobody_is_shown_what_a_fellow_scribe_wrote_into_store_json(path):
    path.chmod(0o2770)
    store = Store.open(path, "Kari")
    item = add(store, "ro")
    store.close()
    snapshot = read_snapshot(path / "store.json", Files())
    lying = {**snapshot.tables, "items": {item.id: to_record(replace(item, text="gull"))}}
    write_snapshot(path / "store.json", replace(snapshot, tables=lying), Files())
    assert texts(Store.open(path, "Ola")) == ["gull"]  # which the user wrote

    class Foreign(Files):
        def status(self, path):
            found = super().status(path)
            if path.name != "store.json":
                return found
            return os.stat_result((*found[:4], 4711, *found[5:]))

    assert texts(Store.open(path, "Ola", files=Foreign())) == ["ro"]


def test_a_journal_that_holds_another_record_where_store_json_stopped_is_read_anew(store, path):
    item = add(store, "ro")
    other = add(store, "to")
    store.close()
    journal = max((path / "journals").iterdir(), key=lambda file: file.stat().st_size)
    *before, last = journal.read_bytes().split(b"\n")
    entry = decode(last)
    another = other.id[:-1] + ("Y" if other.id.endswith("Z") else "Z")
    later = json.loads(json.dumps(entry.data).replace(other.id, another).replace('"to"', '"ny"'))
    journal.write_bytes(
        b"\n".join(before) + encode(entry._replace(seq=entry.seq + 1, clock=entry.clock + 1, data=later))
    )
    opened = Store.open(path, "Ola")
    assert {found.text for found in opened.all(Item).values()} == {item.text, other.text, "ny"}


def test_damage_makes_nobody_begin_with_less_than_there_was(store, path):
    add(store, "ro")
    journal = max((path / "journals").iterdir(), key=lambda file: file.stat().st_size)
    journal.write_bytes(journal.read_bytes().replace(b'"title"', b'"titlx"').replace(b'"date"', b'"dxte"'))
    broken = Store.open(path, "Ola")
    add(broken, "søvn")
    broken.close()
    about = json.loads((path / "store.json").read_bytes())["samling"]["1"]
    assert "scribes" not in about or not broken.damages


def test_damage_that_costs_no_record_is_told_of_at_each_opening(store, path):
    add(store, "ro")
    store.close()
    journal = max((path / "journals").iterdir(), key=lambda file: file.stat().st_size)
    journal.write_bytes(b"\nnoise" + journal.read_bytes())
    (path / "store.json").unlink()
    broken = Store.open(path, "Ola")
    add(broken, "søvn")
    broken.close()
    assert [damage.path for damage in broken.damages] == [journal]
    assert Store.open(path, "Per").damages == broken.damages


def test_numbers_given_out_are_not_given_out_again_when_the_journals_are_read_anew(store, path):
    item = add(store, "ro")
    away = Store.open(path, "Ola")
    add(store, "mer")
    store.close()
    kari = Store.open(path, "Kari")
    planned = new_item(kari, "noe")
    away.save(replace(item, text="hvile"))  # without having seen all that store.json holds
    kari.read_on()
    assert new_item(kari, "til").number == planned.number + 1


def test_store_json_is_not_replaced_while_it_holds_what_somebody_wrote_by_hand(store, path):
    item = add(store, "ro")
    store.close()
    content = (path / "store.json").read_bytes().replace(b'"ro"', b'"hvile"')
    (path / "store.json").write_bytes(content)
    other = Store.open(path, "Ola")
    add(other, "søvn")
    other.close()
    assert (path / "store.json").read_bytes() == content
    again = Store.open(path, "Kari")
    change = again.plan_hand_changes()
    assert [(edit.id, edit.set, edit.was) for edit in change.edits] == [(item.id, {"text": "hvile"}, {"text": "ro"})]
    again.commit(change)
    aside = again.set_aside()
    again.close()
    assert texts(Store.open(path, "Per")) == ["hvile", "søvn"]
    assert aside.read_bytes() == content
    assert json.loads((path / "store.json").read_bytes())["samling"]["1"]["checksum"]


def test_what_was_written_by_hand_does_not_win_over_what_was_changed_meanwhile(store, path):
    item = add(store, "ro")
    store.close()
    (path / "store.json").write_bytes((path / "store.json").read_bytes().replace(b'"ro"', b'"hvile"'))
    other = Store.open(path, "Ola")
    other.save(replace(item, text="søvn"))
    again = Store.open(path, "Kari")
    again.commit(again.plan_hand_changes())
    assert sorted(write.value for write in again.conflicts()[0].writes) == ["hvile", "søvn"]


def test_a_document_that_was_taken_out_by_hand_is_deleted_and_one_put_in_is_there(store, path):
    gone, stays = add(store, "bort"), add(store, "blir")
    store.close()
    content = json.loads((path / "store.json").read_bytes())
    content["items"] = {key: row for key, row in content["items"].items() if row["id"] != gone.id}
    content["themes"]["77"] = {"id": "T", "title": "Behov", "handle": "behov"}
    (path / "store.json").write_text(json.dumps(content))
    again = Store.open(path, "Kari")
    again.commit(again.plan_hand_changes())
    assert list(again.all(Item)) == [stays.id]
    assert again.all(Theme)["T"].title == "Behov"


def test_a_store_json_that_is_no_json_is_kept_in_damaged(store, path):
    add(store, "ro")
    store.close()
    (path / "store.json").write_bytes(b"{ not json")
    other = Store.open(path, "Ola")
    add(other, "søvn")
    other.close()
    (kept,) = (path / "damaged").iterdir()
    assert kept.read_bytes() == b"{ not json"
    assert json.loads((path / "store.json").read_bytes())["items"]


def test_a_file_that_is_set_aside_is_on_the_disk_where_it_is_and_no_more_where_it_was(path):
    files = FailingFiles()
    Store.open(path, "Kari", files=files).set_aside()
    assert files.calls[-3:] == ["replace", "sync_folder", "sync_folder"]


def test_a_fault_while_the_file_is_set_aside_loses_nothing(store, path):
    add(store, "ro")
    store.close()
    (path / "store.json").write_bytes(b"{ not json")
    files = FailingFiles()
    files.fails = lambda name, _: name == "replace"
    other = Store.open(path, "Ola", files=files)
    add(other, "søvn")
    other.close()
    assert texts(Store.open(path, "Per")) == ["ro", "søvn"]
