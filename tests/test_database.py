"""The JSON store as a TinyDB: text for ids, changes that are whole and durable, and a file that stock TinyDB reads."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import FailingFiles, add, any_text, names_in
from hypothesis import given
from hypothesis import strategies as st
from tinydb import TinyDB, where
from tinydb.middlewares import CachingMiddleware
from tinydb.storages import MemoryStorage
from tinydb.table import Document

from storage.database import Database, WholeFileStorage
from storage.errors import FileChanged, FileNotWritten
from storage.files import Files
from storage.ids import ALPHABET, is_id, new_id
from storage.keys import key_of
from storage.snapshot import open_database


@pytest.fixture
def file(tmp_path):
    return tmp_path / "db.json"


@pytest.fixture
def database(file):
    with open_database(file) as database:
        yield database


def stock(file):
    """Return the file as the TinyDB of other people opens it."""
    return TinyDB(file, encoding="utf-8")


def contents(file):
    """Return the documents of each table, as stock TinyDB reads them."""
    with TinyDB(file, encoding="utf-8", access_mode="r") as database:
        return {name: [dict(document) for document in database.table(name)] for name in database.tables()}


# Ids


def test_ids_are_text_made_later_and_later(database):
    ids = [database.insert({"n": n}) for n in range(50)]
    ids += database.insert_multiple({"n": n} for n in range(50))
    assert all(is_id(doc_id) for doc_id in ids)
    assert ids == sorted(set(ids)) == [document.doc_id for document in database]


def test_an_id_is_later_than_those_there_are_though_the_clock_is_behind(file):
    ahead = new_id(2**54)
    with open_database(file) as database:
        database.insert(Document({}, ahead))
    with open_database(file) as database:
        assert database.insert({}) > ahead


def test_an_id_that_no_clock_made_is_not_followed(database):
    database.insert(Document({}, ALPHABET[-1] * 26))
    assert database.insert({}) < ALPHABET[-1] * 26


@given(doc_id=any_text)
def test_any_text_is_an_id_here_and_in_the_file(tmp_path_factory, doc_id):
    file = tmp_path_factory.mktemp("any") / "db.json"
    with open_database(file) as database:
        assert database.insert(Document({"a": 1}, doc_id)) == doc_id
        with pytest.raises(ValueError, match="already exists"):
            database.insert(Document({}, doc_id))
    with stock(file) as database:
        (document,) = database.all()
    with open_database(file) as database:
        assert database.get(doc_id=doc_id) == database.get(doc_id=document.doc_id) == {"a": 1}
        assert database.all()[0].doc_id == doc_id


def test_numbers_and_their_digits_are_the_same_id(database):
    assert database.insert(Document({"a": 1}, 12)) == "12"
    assert database.insert_multiple([Document({"a": 2}, 77), Document({"a": 3}, "78")]) == ["77", "78"]
    assert database.get(doc_id=12) == database.get(doc_id="12") == {"a": 1}
    assert database.get(doc_id=12).doc_id == "12"
    assert [document.doc_id for document in database.get(doc_ids=[77, "78", 5])] == ["77", "78"]
    assert database.contains(doc_id=77)
    assert not database.contains(doc_id=1)
    with pytest.raises(ValueError, match="already exists"):
        database.insert_multiple([{}, Document({}, 12)])
    assert len(database) == 3
    assert database.update({"a": 9}, doc_ids=[12, "77", 99]) == ["12", "77"]
    assert database.remove(doc_ids=["12", 77, 77, 99]) == ["12", "77"]
    assert database.all() == [{"a": 3}]


def test_changes_tell_the_ids_of_what_they_changed(database):
    one, two = database.insert_multiple([{"a": 1}, {"a": 2}])
    assert database.update({"b": 1}) == [one, two]
    assert database.update({"b": 2}, where("a") == 2) == [two]
    assert database.upsert({"b": 3}, where("a") == 1) == [one]
    assert database.upsert(Document({"b": 4}, two)) == [two]
    (three,) = database.upsert({"a": 3}, where("a") == 3)
    assert database.upsert(Document({"a": 4}, "fire")) == ["fire"]
    assert database.update_multiple([({"b": 5}, where("a") == 3)]) == [three]
    assert database.remove(where("b") == 3) == [one]
    assert database.all() == [{"a": 2, "b": 4}, {"a": 3, "b": 5}, {"a": 4}]
    database.truncate()
    assert is_id(database.insert({}))


# Other programs


def test_stock_tinydb_reads_what_was_written(file):
    with open_database(file) as database:
        database.insert({"text": "ærlig \udcff"})
        database.table("items").insert_multiple([{"text": "ro"}, {"tags": ["a", {"b": None}]}])
    assert contents(file) == {
        "_default": [{"text": "ærlig \udcff"}],
        "items": [{"text": "ro"}, {"tags": ["a", {"b": None}]}],
    }


def test_it_is_a_document_a_line_for_grep(database, file):
    database.insert_multiple([{"text": "nærøy"}, {"text": "bergen"}])
    (line,) = [line for line in file.read_text(encoding="utf-8").splitlines() if "nærøy" in line]
    assert json.loads(line.split(": ", 1)[1].rstrip(",")) == {"text": "nærøy"}


changes = st.lists(st.tuples(st.booleans(), st.sampled_from(["insert", "update", "remove"]), st.integers(0, 3)))


@given(changes)
def test_stock_tinydb_and_ours_change_a_file_in_turn(tmp_path_factory, steps):
    file = tmp_path_factory.mktemp("turn") / "db.json"
    kept, names = [], {}
    for number, (ours, op, at) in enumerate(steps):
        with open_database(file) if ours else stock(file) as database:
            if op == "insert":
                database.insert({"n": number})
                kept.append(number)
            elif op == "update":
                database.update({"seen": number}, where("n") == at)
            else:
                kept = [n for n in kept if n != at]
                database.remove(where("n") == at)
        with open_database(file) as database:
            assert [document["n"] for document in database] == kept
            for document in database:
                assert names.setdefault(document["n"], document.doc_id) == document.doc_id


def test_documents_of_the_store_have_their_own_ids(store, path):
    items = [add(store, "en", said_by="ola"), add(store, "to")]
    store.close()
    before = contents(path / "store.json")
    with open_database(path / "store.json") as database:
        assert database.tables() >= {"samling", "items", "network"}
        assert [document.doc_id for document in database.table("items")] == [item.id for item in items]
        assert database.table("items").get(doc_id=items[1].id)["text"] == "to"
        assert [record["text"] for record in database.table("items").search(where("said_by") == "ola")] == ["en"]
        database.table("mine").insert({"a": 1})
    assert contents(path / "store.json") == before | {"mine": [{"a": 1}]}


def test_two_documents_never_become_one(file):
    own = new_id(1)
    rows = {"1": {"id": own, "a": 1}, "2": {"id": own, "a": 2}}
    file.write_text(json.dumps({"_default": rows}))
    with open_database(file) as database:
        assert [(document.doc_id, document["a"]) for document in database] == [(own, 1), ("2", 2)]
        database.insert(Document({"a": 3}, "3"))
    with open_database(file) as database:
        assert [document["a"] for document in database] == [1, 2, 3]
    file.write_text(json.dumps({"_default": {"4": {"id": own}, "fire": {}, own: {}}}))
    with open_database(file) as database:
        assert [document.doc_id for document in database] == ["4", "fire", own]
    file.write_text(json.dumps({"_default": {own: {"a": 1}, key_of(own): {"a": 2}}}))
    with open_database(file) as database, pytest.raises(ValueError, match="same id"):
        database.insert({})
    with pytest.raises(ValueError, match="same id"):
        WholeFileStorage(file).write({"_default": {own: {"a": 1}, key_of(own): {"a": 2}}})


def test_an_id_stays_though_a_field_of_that_name_is_changed(file):
    one, other = new_id(1), new_id(2)
    file.write_text(json.dumps({"_default": {"1": {"id": one}}}))
    with open_database(file) as database:
        database.update({"id": other})
    with open_database(file) as database:
        assert [(document.doc_id, document["id"]) for document in database] == [(one, other)]


def test_what_another_program_writes_is_seen_at_the_next_look(database, file):
    for number in range(3):
        assert database.count(where("a") == 1) == number
        database.insert({"a": 1})
    assert database.count(where("a") == 1) == 3
    with stock(file) as other:
        other.insert({"a": 1})
    assert database.count(where("a") == 1) == len(database) == 4
    database.insert({"a": 1})
    with open_database(file) as other:
        assert len(other) == 5


def test_a_file_changed_by_another_is_not_overwritten(file):
    database = open_database(file, held=True)
    database.insert({"mine": 1})
    with open_database(file) as other:
        other.insert({"hers": 1})
    with pytest.raises(FileChanged) as caught:
        database.close()
    assert caught.value.path == file
    assert contents(file) == {"_default": [{"hers": 1}]}


@pytest.mark.parametrize("change", [Path.unlink, lambda file: file.write_text("{}"), lambda file: file.touch()])
def test_a_file_changed_by_hand_is_not_overwritten(file, change):
    storage = WholeFileStorage(file)
    storage.write({"a": {"1": {}}})
    assert storage.read() == {"a": {"1": {}}}
    change(file)
    left = file.read_bytes() if file.exists() else None
    with pytest.raises(FileChanged):
        storage.write({"b": {}})
    assert (file.read_bytes() if file.exists() else None) == left
    storage.read()
    storage.write({"b": {}})
    assert storage.read() == {"b": {}}


def test_a_change_after_a_refused_one_is_made_to_what_is_there(database, file):
    class Meddling(Files):
        meddle = True

        def claim(self, folder, patience=5.0):
            if self.meddle:
                self.meddle = False
                with stock(file) as other:
                    other.insert({"hers": 1})
            return super().claim(folder, patience)

    with open_database(file, Meddling()) as database:
        with pytest.raises(FileChanged):
            database.insert({"mine": 1})
        assert database.all() == [{"hers": 1}]
        database.insert({"mine": 1})
        assert database.all() == [{"hers": 1}, {"mine": 1}]


WRITER = """
import sys
from storage.snapshot import open_database
from storage.errors import FileChanged
with open_database(sys.argv[1]) as database:
    for number in range(20):
        while True:
            try:
                database.insert({"who": sys.argv[2], "number": number})
                break
            except FileChanged:
                pass
"""


def test_processes_that_write_at_once_lose_nothing(file):
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(file), who]) for who in "abc"]
    assert [writer.wait(60) for writer in writers] == [0, 0, 0]
    written = [(document["who"], document["number"]) for document in contents(file)["_default"]]
    assert sorted(written) == [(who, number) for who in "abc" for number in range(20)]


def test_a_folder_that_somebody_holds_for_long_is_told_of(file):
    class Hurried(Files):
        def claim(self, folder, patience=0.02):
            return super().claim(folder, patience)

    with open_database(file, Hurried()) as database:
        held = Files().claim(file.parent)
        with pytest.raises(FileNotWritten):
            database.insert({})
        os.close(held)
        assert database.all() == []
        database.insert({})


# Whole or not at all


@pytest.mark.parametrize("failing", range(5))
def test_a_change_that_could_not_be_written_is_not_made(file, failing):
    files = FailingFiles()
    with open_database(file, files) as database:
        kept = database.insert({"a": 1})
        database.table("other").insert({})
        for change in (
            lambda: database.insert({"a": 2}),
            lambda: database.update({"a": 3}, doc_ids=[kept]),
            lambda: database.remove(doc_ids=[kept]),
            lambda: database.table("new").insert({}),
            lambda: database.drop_table("other"),
            database.drop_tables,
        ):
            files.calls.clear()
            before = contents(file)
            files.fails = lambda _, number: number >= failing
            with pytest.raises(FileNotWritten):
                change()
            files.fails = lambda *_: False
            if failing < 4:
                assert contents(file) == before
            assert contents(file) == {name: database.table(name).all() for name in database.tables()}
            database.storage.write(json.loads(json.dumps({"_default": {kept: {"a": 1}}, "other": {"1": {}}})))


def test_a_change_is_on_the_disk_when_it_returns(file):
    files = FailingFiles()
    with open_database(file, files) as database:
        database.insert({"a": 1})
        assert files.calls == ["create", "append_all", "sync", "replace", "sync_folder"]
        assert contents(file) == {"_default": [{"a": 1}]}


def test_nothing_changed_is_nothing_written(file):
    files = FailingFiles()
    with open_database(file, files) as database:
        database.insert({"a": 1})
        files.calls.clear()
        assert database.remove(where("a") == 2) == database.update({"a": 2}, doc_ids=["none"]) == []
        assert files.calls == []


@pytest.mark.parametrize("held", [True, False])
@pytest.mark.parametrize("value", [object(), {1, 2}, b"bytes"])
def test_what_is_not_json_is_refused_at_once_and_nothing_is_changed(file, held, value):
    with open_database(file, held=held) as database:
        doc_id = database.insert({"a": {"b": [1]}})
        with pytest.raises(TypeError):
            database.insert({"a": value})
        with pytest.raises(TypeError):
            database.insert_multiple([{"a": 1}, {"a": value}])
        with pytest.raises(TypeError):
            database.update({"a": value}, doc_ids=[doc_id])
        with pytest.raises(ZeroDivisionError):
            database.update(lambda document: document["a"]["b"].append(1 / 0))
        assert database.all() == [{"a": {"b": [1]}}]
    assert contents(file) == {"_default": [{"a": {"b": [1]}}]}


@pytest.mark.parametrize("make", [open_database, lambda _: Database(storage=MemoryStorage)])
def test_what_is_done_to_a_document_is_not_done_to_the_table(tmp_path, make):
    with make(tmp_path / "db.json") as database:
        document = {"tags": ["a"], 1: (2, 3)}
        doc_id = database.insert(document)
        document["tags"].append("b")
        query = where("tags").any(["a"])
        for found in (database.get(doc_id=doc_id), *database.all(), *database.search(query), *database.search(query)):
            assert found == {"tags": ["a"], "1": [2, 3]}
            found["tags"].append("c")
            found["more"] = True
        fields = {"more": []}
        database.update(fields)
        fields["more"].append(1)
        assert database.all() == [{"tags": ["a"], "1": [2, 3], "more": []}]


def test_documents_can_be_changed_while_they_are_gone_through(database):
    database.insert_multiple({"n": n} for n in range(5))
    for document in database:
        database.insert({"n": document["n"] + 10})
        database.remove(doc_ids=[document.doc_id])
    assert [document["n"] for document in database] == [10, 11, 12, 13, 14]


def test_a_table_that_shall_be_kept_though_it_is_empty_keeps_what_it_has(file):
    with open_database(file) as database:
        database.table("items").insert({"a": 1})
    with open_database(file) as database:
        assert database.table("items", persist_empty=True).all() == [{"a": 1}]
        database.table("empty", persist_empty=True)
    assert contents(file) == {"items": [{"a": 1}], "empty": []}


def test_changes_can_be_held_and_written_together(file):
    files = FailingFiles()
    with open_database(file, files, held=True) as database:
        database.insert({"a": 1})
        database.storage.flush()
        database.insert_multiple([{"a": 2}, {"a": 3}])
        assert contents(file) == {"_default": [{"a": 1}]}
        assert files.calls.count("replace") == 1
    assert contents(file) == {"_default": [{"a": 1}, {"a": 2}, {"a": 3}]}
    assert files.calls.count("replace") == 2
    with Database(file, storage=CachingMiddleware(WholeFileStorage)) as database:
        assert len(database) == 3


def test_a_held_change_that_could_not_be_written_is_not_made_and_the_others_wait(file):
    files = FailingFiles()
    with open_database(file, files, held=True) as database:
        database.storage.WRITE_CACHE_SIZE = 3
        ids = database.insert_multiple([{"a": 1}, {"a": 2}])
        database.update({"b": 1}, doc_ids=[ids[0]])
        files.fails = lambda *_: True
        for change in (
            lambda: database.insert({"a": 3}),
            lambda: database.update({"a": 3}),
            lambda: database.remove(doc_ids=[ids[1]]),
            lambda: database.table("new").insert({}),
        ):
            with pytest.raises(FileNotWritten):
                change()
            assert database.tables() == {"_default"}
            assert database.all() == [{"a": 1, "b": 1}, {"a": 2}]
        files.fails = lambda *_: False
    assert contents(file) == {"_default": [{"a": 1, "b": 1}, {"a": 2}]}


class Unseen(dict):
    """A table that cannot be gone through."""

    def _refuse(self, *_):
        raise AssertionError("a change went through the whole table")

    __iter__ = items = keys = values = copy = _refuse


def test_a_change_does_not_go_through_the_table():
    with Database(storage=MemoryStorage) as database:
        doc_id = database.insert({"a": 1})
        database.storage.memory["_default"] = Unseen(database.storage.memory["_default"])
        other = database.insert({"a": 2})
        database.insert_multiple([{"a": 3}, {"a": 4}])
        database.update({"b": 1}, doc_ids=[doc_id, other])
        database.upsert(Document({"c": 1}, doc_id))
        database.remove(doc_ids=[other])
        assert database.get(doc_id=doc_id) == {"a": 1, "b": 1, "c": 1}
        assert database.contains(doc_id=doc_id)
        assert len(database) == 3


# The file


def test_a_new_file_is_private_an_old_one_keeps_its_mode_and_nothing_is_left_beside_it(file):
    with open_database(file) as database:
        database.insert({})
        assert file.stat().st_mode & 0o777 == 0o600
        file.chmod(0o660)
        database.insert({})
        assert file.stat().st_mode & 0o777 == 0o660
    assert names_in(file.parent) == ["db.json"]


def test_opening_makes_no_file(file):
    with open_database(file) as database:
        assert database.all() == []
        assert database.tables() == set()
    assert not file.exists()


def test_a_folder_that_is_missing_is_told_of_at_once(tmp_path):
    with pytest.raises(FileNotFoundError):
        open_database(tmp_path / "none" / "db.json")


def test_a_link_in_its_place_is_neither_read_nor_written_through(file, tmp_path):
    (tmp_path / "hers").write_text('{"_default": {}}')
    file.symlink_to(tmp_path / "hers")
    with open_database(file) as database, pytest.raises(OSError, match="symbolic links"):
        database.insert({})
    WholeFileStorage(file).write({"_default": {}})
    assert (tmp_path / "hers").read_text() == '{"_default": {}}'
    assert not file.is_symlink()


@pytest.mark.parametrize("content", ["{half", "[]", "3", '"text"'])
def test_a_file_that_is_something_else_is_left_alone(file, content):
    file.write_text(content)
    with open_database(file) as database, pytest.raises(ValueError, match=r"Expecting|table"):
        database.insert({})
    assert file.read_text() == content


def test_an_empty_file_is_an_empty_database(file):
    file.touch()
    with open_database(file) as database:
        database.insert({"a": 1})
    assert contents(file) == {"_default": [{"a": 1}]}
