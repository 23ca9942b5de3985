"""The JSON store: read by any TinyDB, whole at every moment, made again at need."""

import json
from dataclasses import replace

import pytest
from conftest import FailingFiles, add, any_text, make_store, names_in, texts
from hypothesis import given
from hypothesis import strategies as st
from tinydb import TinyDB

from storage.errors import FileNotWritten
from storage.files import Files
from storage.model import Item, Theme
from storage.reader import Reader
from storage.records import TABLES, from_record
from storage.store import Store


def stock_items(path):
    """Return the items as the stock TinyDB reads them."""
    with TinyDB(path / "store.json", encoding="utf-8", access_mode="r") as database:
        return [from_record(Item, record) for record in database.table("items").all()]


def write_now(store):
    store.write_snapshot(store.plan_snapshot())


def test_the_stock_tinydb_reads_the_same_items(store, path):
    items = [add(store, "Vi trenger nattro"), add(store, "ære være øl \udcff")]
    store.close()
    assert stock_items(path) == items == list(Store.open(path, "Ola").contents().items.values())


@given(st.lists(any_text, max_size=4))
def test_the_stock_tinydb_reads_any_text(tmp_path_factory, lines):
    path = tmp_path_factory.mktemp("any") / "velferd"
    store = make_store(path)
    for line in lines:
        add(store, line)
    store.close()
    assert [item.text for item in stock_items(path)] == lines


def test_it_is_a_document_a_line_for_grep(store, path):
    add(store, "nærøy")
    store.close()
    (line,) = [line for line in (path / "store.json").read_text(encoding="utf-8").splitlines() if "nærøy" in line]
    assert json.loads(line.split(": ", 1)[1].rstrip(","))["text"] == "nærøy"


def test_every_table_is_there_though_it_is_empty(path):
    assert set(json.loads((path / "store.json").read_bytes())) == {"samling", *TABLES, "deleted", "conflicts"}


def test_the_deleted_are_left_out(store, path):
    item = add(store, "ro")
    store.save(replace(item, deleted=True))
    store.close()
    assert stock_items(path) == []


def test_it_says_how_far_into_each_journal_it_goes(store, path):
    add(store, "ro")
    store.close()
    about = json.loads((path / "store.json").read_bytes())["samling"]["1"]
    sizes = {file.stem: file.stat().st_size for file in (path / "journals").iterdir()}
    assert (about["format"], about["covers"]) == (1, sizes)
    reader = Reader(path / "journals", Files(), positions=about["covers"])
    assert list(reader.read_on()) == []


@pytest.mark.parametrize("failing", range(5))
def test_the_old_or_the_new_one_is_there_whichever_step_fails(path, failing):
    files = FailingFiles()
    store = Store.open(path, "Kari", files=files)
    item = add(store, "ro")
    old = (path / "store.json").read_bytes()
    files.calls.clear()
    files.fails = lambda _, number: number >= failing
    with pytest.raises(FileNotWritten):
        write_now(store)
    if failing < 4:
        assert (path / "store.json").read_bytes() == old
    else:
        assert stock_items(path) == [item]


def test_one_that_could_not_be_written_is_written_later(path):
    files = FailingFiles()
    store = Store.open(path, "Kari", files=files)
    item = add(store, "ro")
    files.fails = lambda name, _: name == "replace"
    with pytest.raises(FileNotWritten):
        write_now(store)
    files.fails = lambda *_: False
    store.close()
    assert stock_items(path) == [item]


def test_what_changes_while_it_is_written_is_in_the_next_one(store, path):
    item = add(store, "ro")
    store.save(replace(item, text="søvn"))
    snapshot = store.plan_snapshot()
    store.save(replace(item, text="hvile"))
    store.write_snapshot(snapshot)
    assert [found.text for found in stock_items(path)] == ["søvn"]
    assert texts(Store.open(path, "Ola")) == ["hvile"]
    write_now(store)
    assert [found.text for found in stock_items(path)] == ["hvile"]


def test_one_that_cannot_be_written_keeps_nobody_from_closing(path):
    files = FailingFiles()
    store = Store.open(path, "Kari", files=files)
    add(store, "ro")
    files.fails = lambda *_: True
    store.close()
    assert texts(Store.open(path, "Ola")) == ["ro"]


def test_nothing_new_is_nothing_to_write(store):
    add(store, "ro")
    assert store.plan_snapshot() is not None
    assert store.plan_snapshot() is None
    store.read_on()
    assert store.plan_snapshot() is None


def test_one_that_was_deleted_comes_back_at_the_next_save(store, path):
    (path / "store.json").unlink()
    item = add(store, "ro")
    store.close()
    assert stock_items(path) == [item]


@pytest.mark.parametrize("content", [b"", b"{half", b"\xff\xfe\x00"])
def test_one_that_was_spoilt_is_made_again_at_the_next_save(path, content):
    (path / "store.json").write_bytes(content)
    store = Store.open(path, "Kari")
    item = add(store, "ro")
    store.close()
    assert stock_items(path) == [item]


def test_it_is_private_and_nothing_is_left_beside_it(store, path):
    add(store, "ro")
    store.close()
    assert (path / "store.json").stat().st_mode & 0o777 == 0o600
    assert names_in(path) == ["drafts", "journals", "store.json"]


def test_a_link_in_its_place_is_replaced_and_not_followed(store, path, tmp_path):
    (tmp_path / "profile").write_text("hers")
    (path / "store.json").unlink()
    (path / "store.json").symlink_to(tmp_path / "profile")
    item = add(store, "ro")
    store.close()
    assert (tmp_path / "profile").read_text() == "hers"
    assert stock_items(path) == [item]


@given(st.lists(st.tuples(st.sampled_from("ABC"), any_text), max_size=8))
def test_it_holds_what_the_store_holds(tmp_path_factory, edits):
    path = tmp_path_factory.mktemp("same") / "velferd"
    store = make_store(path)
    for name, title in edits:
        store.save(Theme(id=name, title=title, handle=name))
    store.close()
    with TinyDB(path / "store.json", encoding="utf-8", access_mode="r") as database:
        found = [from_record(Theme, record) for record in database.table("themes").all()]
    assert found == list(Store.open(path, "Ola").contents().themes.values())
