"""The store: made, opened, refused; changed, undone, followed; saved or not saved and never in between."""

import datetime as dt
import os
import stat
from dataclasses import replace

import pytest
from conftest import DAY, FailingFiles, add, any_text, everything_in, make_store, new_item, texts
from hypothesis import given
from hypothesis import strategies as st
from test_merge import nonsense

from storage.check import check
from storage.entries import Entry, encode
from storage.errors import NewerFormat, NotAStore, NothingToUndo, NotSaved, StoreDenied, StoreExists, StoreMissing
from storage.files import Files
from storage.journal import Journal
from storage.model import Attendance, Gathering, GatheringState, Item, Network, Organisation, Person, Presence, Theme
from storage.store import Store

NETWORK = Network(id="NETWORK", name="Velferd")


def mode_of(path):
    return stat.S_IMODE(path.stat().st_mode)


def plant(path, *entries, session="20260101T000000-mallory-abcdefgh"):
    """Write a stranger's journal into a store."""
    content = b"".join(encode(entry._replace(session=session)) for entry in entries)
    (path / "journals" / f"{session}.jsonl").write_bytes(content)


def opening(**data):
    return Entry("O", "", 1, 1, {}, "open", {"format": 1, "who": "Mallory", "after": {}, **data})


def change(*edits, seq=2, clock=2):
    return Entry(f"C{seq}", "", seq, clock, {}, "change", {"edits": list(edits)})


# Making and opening


def test_a_new_store_holds_its_network(tmp_path):
    Store.create(tmp_path / "velferd", NETWORK, "Kari").close()
    assert Store.open(tmp_path / "velferd", "Ola").network == NETWORK


def test_a_store_is_made_in_an_empty_folder_too(tmp_path):
    Store.create(tmp_path, NETWORK, "Kari")
    assert Store.open(tmp_path, "Ola").network == NETWORK


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o277])
def test_a_store_is_private_whatever_the_umask(tmp_path, umask):
    before = os.umask(umask)
    try:
        store = make_store(tmp_path / "velferd")
        store.draft().keep("halv")
        store.close()
    finally:
        os.umask(before)
    for folder, folders, files in os.walk(tmp_path / "velferd"):
        assert mode_of(tmp_path / folder) == 0o700
        assert {mode_of(tmp_path / folder / name) for name in files} <= {0o600}
        assert folders or files


def test_on_a_shared_machine_a_fellow_scribe_may_read_a_journal_and_not_write_it(path):
    path.chmod(0o2770)
    store = Store.open(path, "Ola")
    add(store, "ro")
    (journal,) = (path / "journals").glob("*-ola-*")
    assert mode_of(journal) == 0o640


def test_a_store_does_not_land_on_another(path):
    with pytest.raises(StoreExists):
        Store.create(path, NETWORK, "Kari")


def test_a_store_does_not_land_on_a_file(tmp_path):
    (tmp_path / "velferd").write_text("referat")
    with pytest.raises(StoreExists):
        Store.create(tmp_path / "velferd", NETWORK, "Kari")
    assert (tmp_path / "velferd").read_text() == "referat"


def test_a_store_is_not_made_in_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(StoreMissing) as caught:
        Store.create(tmp_path / "nowhere" / "velferd", NETWORK, "Kari")
    assert caught.value.path == tmp_path / "nowhere"


def test_a_store_that_may_not_be_made_is_denied(tmp_path):
    class Forbidden(Files):
        def make_folder(self, *_):
            raise PermissionError(13, "Permission denied")

    with pytest.raises(StoreDenied) as caught:
        Store.create(tmp_path / "velferd", NETWORK, "Kari", files=Forbidden())
    assert caught.value.reason == "Permission denied"


def test_the_folders_of_a_new_store_are_on_the_disk_before_the_first_record(tmp_path):
    files = FailingFiles()
    Store.create(tmp_path / "velferd", NETWORK, "Kari", files=files)
    assert files.calls == ["make_folder"] * 3 + ["sync_folder"] * 2 + ["create", "write", "sync", "sync_folder"]


def test_what_is_not_there_is_no_store(tmp_path):
    with pytest.raises(StoreMissing):
        Store.open(tmp_path / "velferd", "Kari")


@pytest.mark.parametrize("name", ["notes.txt", "folder", "pipe"])
def test_what_is_something_else_is_no_store(tmp_path, name):
    (tmp_path / "notes.txt").write_text("{}")
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(NotAStore):
        Store.open(tmp_path / name, "Kari")


@pytest.mark.parametrize("call", ["names", "status", "read"])
def test_a_store_that_may_not_be_read_is_denied(path, call):
    def forbid(*_):
        raise PermissionError(13, "Permission denied")

    with pytest.raises(StoreDenied) as caught:
        Store.open(path, "Kari", files=type("Forbidden", (Files,), {call: forbid})())
    assert caught.value.reason == "Permission denied"


def test_a_store_of_a_newer_format_is_refused_by_its_journals(path):
    plant(path, opening(format=7))
    with pytest.raises(NewerFormat) as caught:
        Store.open(path, "Kari")
    assert (caught.value.found, caught.value.known) == (7, 1)


def test_a_store_of_a_newer_format_is_refused_by_its_store_json(path, monkeypatch):
    with monkeypatch.context() as later:
        later.setattr("storage.snapshot.FORMAT", 12)
        store = Store.open(path, "Ola")
        add(store, "ro")
        store.close()
    with pytest.raises(NewerFormat) as caught:
        Store.open(path, "Kari")
    assert caught.value.found == 12


@pytest.mark.parametrize("content", [b"", b"{", b"null", b"\xff\xfe", b'{"samling": 3}', b'{"_default": {}}'])
def test_a_store_opens_whatever_store_json_holds(path, content):
    (path / "store.json").write_bytes(content)
    assert Store.open(path, "Kari").network == NETWORK


def test_a_store_opens_where_store_json_is_a_link_a_folder_or_another_users(path):
    (path / "store.json").unlink()
    (path / "store.json").symlink_to("/dev/zero")
    assert Store.open(path, "Kari").network == NETWORK
    (path / "store.json").unlink()
    (path / "store.json").mkdir()
    assert Store.open(path, "Kari").network == NETWORK

    class Forbidden(Files):
        def read(self, path, start=0):
            if path.name == "store.json":
                raise PermissionError(13, "Permission denied")
            return super().read(path, start)

    assert Store.open(path, "Kari", files=Forbidden()).network == NETWORK


def test_opening_and_closing_changes_nothing(path):
    before = everything_in(path)
    Store.open(path, "Ola").close()
    assert everything_in(path) == before


# Reading


def test_what_is_saved_is_there_at_once_and_after_opening_again(store, path):
    item = add(store, "Vi trenger nattro")
    assert store.all(Item) == {item.id: item}
    assert Store.open(path, "Ola").all(Item) == {item.id: item}


@given(st.lists(any_text, max_size=5))
def test_any_text_comes_back(tmp_path_factory, lines):
    path = tmp_path_factory.mktemp("any") / "velferd"
    store = make_store(path)
    for line in lines:
        add(store, line, said_by=line, raw=line)
    store.close()
    assert texts(Store.open(path, "Ola")) == lines


def test_contents_are_in_their_order(store):
    one, two = add(store, "en"), add(store, "to")
    second = Theme(id="A", title="Dialog", handle="dialog", order=2)
    first = Theme(id="B", title="Behov", handle="behov", order=1)
    ola = Person(id="C", name="Ola", handle="ola")
    anne = Person(id="D", name="anne", handle="anne")
    city = Organisation(id="E", name="Fjordvik", handle="fjordvik")
    store.save(second, first, ola, anne, city, Gathering(id="F", number=1, date=DAY))
    contents = store.contents()
    assert list(contents.items) == [one.id, two.id]
    assert list(contents.themes) == ["B", "A"]
    assert [person.name for person in contents.people.values()] == ["anne", "Ola"]
    assert [gathering.number for gathering in contents.gatherings.values()] == [1, 3]
    assert contents.references == {one.id: "3B-01", two.id: "3B-02"}


def test_contents_are_the_same_in_every_process(store, path):
    ola = Store.open(path, "Ola")
    for number in range(5):
        add(store, f"kari {number}")
        add(ola, f"ola {number}")
        ola.save(Attendance(id=f"{9 - number}", gathering="G", person="P", presence=Presence.PRESENT))
    store.read_on()
    ola.read_on()
    per = Store.open(path, "Per")
    assert repr(store.contents()) == repr(ola.contents()) == repr(per.contents())


def test_the_open_gathering_is_the_last_that_is_not_final_and_has_begun(store):
    later = Gathering(id="L", number=4, date=DAY + dt.timedelta(30))
    store.save(later)
    for days, number in ((-1, 3), (0, 3), (29, 3), (30, 4), (300, 4)):
        assert store.open_gathering(DAY + dt.timedelta(days)).number == number
    store.save(replace(later, state=GatheringState.FINAL))
    assert store.open_gathering(later.date).number == 3
    store.save(replace(store.open_gathering(), state=GatheringState.FINAL))
    assert store.open_gathering() is None
    store.save(replace(later, state=GatheringState.OPEN))
    assert store.open_gathering(DAY) == later


def test_a_deleted_document_is_not_there_and_can_be_found_and_come_back(store, path):
    item = add(store, "ro")
    store.save(replace(item, deleted=True))
    assert texts(store) == texts(Store.open(path, "Ola")) == []
    assert store.find(Item, item.id).deleted
    store.save(item)
    assert texts(store) == ["ro"]


def test_saving_what_stands_already_writes_nothing(store):
    item = add(store, "ro")
    assert store.plan(item).edits == ()
    assert store.write(store.plan(item)) is None
    assert store.save(item) == set()


def test_unknown_fields_of_a_later_program_survive_an_edit(path):
    plant(path, opening(), change({"table": "themes", "id": "T", "set": {**THEME, "colour": "red"}, "was": None}))
    store = Store.open(path, "Kari")
    store.save(replace(store.find(Theme, "T"), title="Dialog"))
    assert Store.open(path, "Ola").find(Theme, "T").extra == {"colour": "red"}


THEME = {"title": "Behov", "handle": "behov"}


def test_a_document_that_becomes_unreadable_is_told_of_and_gone_for_everybody(store, path):
    store.save(Theme(id="T", title="Behov", handle="behov"))
    plant(path, opening(), change({"table": "themes", "id": "T", "set": {"order": []}, "was": None}, clock=1 << 54))
    store.read_on()
    assert store.all(Theme) == Store.open(path, "Ola").all(Theme) == {}
    assert list(store.bad_records) == ["T"]
    store.save(Theme(id="T", title="Behov", handle="behov", order=2))
    assert Store.open(path, "Ola").all(Theme)["T"].order == 2
    assert store.bad_records == {}


# References


def test_numbers_run_on_within_a_group(store):
    items = [add(store, "a"), add(store, "b"), add(store, "c", group="P"), add(store, "d")]
    assert [store.reference(item) for item in items] == ["3B-01", "3B-02", "3P-01", "3B-03"]


def test_numbers_run_on_after_opening_again(store, path):
    item = add(store, "a")
    store.save(replace(item, deleted=True))
    assert Store.open(path, "Ola").next_number(item.gathering, "B") == 2


def test_a_number_is_given_out_once_though_nothing_is_saved(store):
    gathering = store.open_gathering().id
    assert [store.next_number(gathering, "B") for _ in range(3)] == [1, 2, 3]


def test_the_later_of_two_with_the_same_number_is_called_b_by_everybody(path):
    kari, ola = Store.open(path, "Kari"), Store.open(path, "Ola")
    first, second, third = add(kari, "først"), add(ola, "så"), add(Store.open(path, "Kari"), "så", group="P")
    kari.read_on()
    ola.read_on()
    for store in (kari, ola, Store.open(path, "Per")):
        called = [store.reference(store.find(Item, item.id)) for item in (first, second, third)]
        assert called == ["3B-01", "3B-01b", "3P-01"]


def test_a_suffix_stays_when_the_first_is_deleted(path):
    kari, ola = Store.open(path, "Kari"), Store.open(path, "Ola")
    first, second = add(kari, "først"), add(ola, "så")
    kari.read_on()
    kari.save(replace(first, deleted=True))
    assert kari.reference(second) == Store.open(path, "Per").reference(second) == "3B-01b"


def test_an_item_that_moves_to_another_group_is_called_the_same_by_everybody(path):
    kari, ola = Store.open(path, "Kari"), Store.open(path, "Ola")
    first, second = add(kari, "først"), add(ola, "så")
    kari.read_on()
    moved = replace(first, group="P", number=kari.next_number(first.gathering, "P"))
    kari.save(moved)
    per = Store.open(path, "Per")
    assert [kari.reference(item) for item in (moved, second)] == [per.reference(item) for item in (moved, second)]
    assert kari.reference(moved) == "3P-01"


@given(st.permutations(range(4)))
def test_references_do_not_hang_on_the_order_of_reading(tmp_path_factory, order):
    path = tmp_path_factory.mktemp("refs") / "velferd"
    make_store(path).close()
    for name in "abcd":
        add(Store.open(path, name, files=Blind()), name)
    journals = sorted((path / "journals").glob("*-[abcd]-*"))
    contents = [journals[at].read_bytes() for at in order]
    for journal in journals:
        journal.unlink()
    reader = Store.open(path, "Per")
    for at, content in zip(order, contents, strict=True):
        journals[at].write_bytes(content)
        reader.read_on()
    called = reader.contents().references
    assert list(called.values()) == ["3B-01", "3B-01b", "3B-01c", "3B-01d"]
    assert called == Store.open(path, "Ola").contents().references


class Blind(Files):
    """A file system on which the other scribes' journals have not come yet."""

    def names(self, folder):
        return [name for name in super().names(folder) if not any(f"-{who}-" in name for who in "abcd")]


# Undoing


def test_an_edit_is_undone_and_redone(store, path):
    item = add(store, "ro")
    store.save(replace(item, text="søvn"))
    store.commit(store.plan_undo())
    assert texts(store) == texts(Store.open(path, "Ola")) == ["ro"]
    store.commit(store.plan_redo())
    assert texts(store) == texts(Store.open(path, "Ola")) == ["søvn"]


def test_the_undoing_of_a_creation_deletes_and_its_redoing_brings_back(store):
    item = add(store, "ro")
    store.commit(store.plan_undo())
    assert texts(store) == []
    assert store.find(Item, item.id).deleted
    store.commit(store.plan_redo())
    assert store.all(Item) == {item.id: item}


def test_everything_is_undone_in_turn_and_then_there_is_nothing(store):
    add(store, "en")
    item = add(store, "to")
    store.save(replace(item, text="tre"))
    said = []
    for _ in range(3):
        store.commit(store.plan_undo())
        said.append(texts(store))
    assert said == [["en", "to"], ["en"], []]
    with pytest.raises(NothingToUndo):
        store.plan_undo()
    for _ in range(3):
        store.commit(store.plan_redo())
    assert texts(store) == ["en", "tre"]
    with pytest.raises(NothingToUndo):
        store.plan_redo()


def test_a_new_change_clears_what_could_be_redone(store):
    add(store, "en")
    store.commit(store.plan_undo())
    add(store, "to")
    with pytest.raises(NothingToUndo):
        store.plan_redo()


def test_undo_keeps_what_somebody_else_has_changed_since(store, path):
    item = add(store, "ro")
    store.save(replace(item, text="søvn", details="om natten"))
    ola = Store.open(path, "Ola")
    ola.save(replace(ola.find(Item, item.id), text="hvile"))
    store.read_on()
    store.commit(store.plan_undo())
    assert store.find(Item, item.id).text == "hvile"
    assert store.find(Item, item.id).details == ""


def test_a_change_that_others_have_written_over_is_passed_by(store, path):
    item = add(store, "ro")
    store.save(replace(item, text="søvn"))
    ola = Store.open(path, "Ola")
    ola.save(replace(ola.find(Item, item.id), text="hvile"))
    store.read_on()
    store.commit(store.plan_undo())
    assert texts(store) == []


def test_nobody_undoes_what_somebody_else_did(store, path):
    add(store, "ro")
    with pytest.raises(NothingToUndo):
        Store.open(path, "Ola").plan_undo()


def test_several_documents_of_one_change_are_undone_together(store):
    store.save(new_item(store, "en"), new_item(store, "to"))
    store.commit(store.plan_undo())
    assert texts(store) == []


def test_what_is_not_saved_can_still_be_undone_afterwards(path):
    files = FailingFiles()
    store = Store.open(path, "Kari", files=files)
    add(store, "ro")
    files.fails = lambda *_: True
    with pytest.raises(NotSaved):
        store.commit(store.plan_undo())
    assert texts(store) == ["ro"]
    files.fails = lambda *_: False
    store.commit(store.plan_undo())
    assert texts(store) == []


def test_a_scribe_recalls_what_she_did_in_earlier_sessions(store, path):
    add(store, "en")
    add(store, "to")
    store.commit(store.plan_undo())
    store.close()
    again = Store.open(path, "Kari")
    with pytest.raises(NothingToUndo):
        again.plan_undo()
    again.recall()
    again.commit(again.plan_redo())
    assert texts(again) == ["en", "to"]
    for _ in range(2):
        again.commit(again.plan_undo())
    assert texts(again) == []


def test_what_another_program_did_to_tables_of_its_own_is_not_undone(path):
    plant(path, opening(), change({"table": "suppliers", "id": "S", "set": {"x": 1}, "was": {"y": 2}}))
    store = Store.open(path, "Mallory")
    store.recall()
    with pytest.raises(NothingToUndo):
        store.plan_undo()


def test_undo_after_a_file_failed_takes_the_change_back_once(path):
    files = FailingFiles()
    store = Store.open(path, "Kari", files=files)
    item = add(store, "ro")
    files.fails = lambda name, _: name == "sync" and files.calls.count("sync") == 2
    store.save(replace(item, text="søvn"))
    store.read_on()
    store.commit(store.plan_undo())
    assert texts(store) == texts(Store.open(path, "Ola")) == ["ro"]
    store.commit(store.plan_undo())
    assert texts(store) == []
    assert Store.open(path, "Ola").conflicts() == []


def test_the_history_of_an_item_tells_who_did_what(store, path):
    item = add(store, "ro")
    ola = Store.open(path, "Ola")
    ola.save(replace(item, text="søvn"))
    store.read_on()
    add(store, "noe annet")
    store.save(replace(item, text="hvile"))
    store.commit(store.plan_undo())
    told = [(step.scribe, step.op, step.edit.set.get("text"), step.edit.was) for step in store.history(item)]
    assert told == [
        ("Kari", "change", "ro", None),
        ("Ola", "change", "søvn", {"text": "ro"}),
        ("Kari", "change", "hvile", {"text": "søvn"}),
        ("Kari", "undo", "søvn", {"text": "hvile"}),
    ]
    moments = [step.moment for step in store.history(item)]
    assert moments == sorted(moments)


# Following


def test_two_open_stores_follow_each_other(path):
    kari, ola = Store.open(path, "Kari"), Store.open(path, "Ola")
    first = add(kari, "en")
    assert ola.read_on() == {("items", first.id)}
    second = add(ola, "to")
    kari.read_on()
    kari.save(replace(second, text="tre"))
    ola.read_on()
    assert texts(kari) == texts(ola) == ["en", "tre"]
    assert kari.conflicts() == []
    assert ola.read_on() == set()


def test_edits_by_two_who_had_not_seen_each_others_are_a_conflict_for_both(path):
    kari = Store.open(path, "Kari")
    item = add(kari, "ro")
    ola = Store.open(path, "Ola")
    kari.save(replace(item, text="søvn"))
    ola.save(replace(item, text="hvile", details="på dagen"))
    kari.read_on()
    ola.read_on()
    assert kari.conflicts() == ola.conflicts()
    assert sorted(write.value for write in kari.conflicts()[0].writes) == ["hvile", "søvn"]
    assert texts(kari) == texts(ola)
    kari.save(replace(kari.find(Item, item.id), text="søvn og hvile"))
    ola.read_on()
    assert kari.conflicts() == ola.conflicts() == []


def test_an_edit_that_is_the_first_act_of_a_session_is_no_conflict(store, path):
    item = add(store, "ro")
    store.save(replace(item, text="søvn"))
    ola = Store.open(path, "Ola")
    ola.save(replace(ola.find(Item, item.id), text="hvile"))
    store.read_on()
    assert texts(ola) == texts(store) == ["hvile"]
    assert ola.conflicts() == store.conflicts() == []


def test_a_plan_made_before_others_wrote_does_not_win_unseen(path):
    kari, ola = Store.open(path, "Kari"), Store.open(path, "Ola")
    item = add(kari, "ro")
    ola.read_on()
    plan = kari.plan(replace(item, text="søvn"))
    ola.save(replace(item, text="hvile"))
    kari.read_on()
    kari.commit(plan)
    assert len(kari.conflicts()) == 1


def test_a_newer_program_that_joins_is_noticed(store, path):
    plant(path, opening(format=2))
    with pytest.raises(NewerFormat):
        store.read_on()
    store.close()


# Saved or not saved


@pytest.mark.parametrize("torn", [False, True])
@pytest.mark.parametrize("failing", range(12))
def test_whichever_call_fails_what_was_saved_is_there_once(path, failing, torn):
    files = FailingFiles()
    files.torn = torn
    files.fails = lambda _, number: number == failing
    store = Store.open(path, "Kari", files=files)
    for text in ("en", "to", "tre"):
        add(store, text)
    assert texts(store) == ["en", "to", "tre"]
    again = Store.open(path, "Ola")
    assert texts(again) == ["en", "to", "tre"]
    assert list(again.contents().references.values()) == ["3B-01", "3B-02", "3B-03"]
    assert again.conflicts() == []


@pytest.mark.parametrize("failing", ["create", "write", "sync", "sync_folder"])
def test_nothing_is_called_saved_while_the_disk_refuses(path, failing):
    files = FailingFiles()
    store = Store.open(path, "Kari", files=files)
    files.torn = True
    files.fails = lambda name, _: name == failing
    item = new_item(store, "ro")
    with pytest.raises(NotSaved):
        store.save(item)
    assert texts(store) == []
    files.fails = lambda *_: False
    store.save(item)
    assert texts(store) == texts(Store.open(path, "Ola")) == ["ro"]


@given(st.lists(st.sampled_from([False, False, True]), max_size=60))
def test_whatever_fails_trying_again_saves_each_item_once(tmp_path_factory, plan):
    path = tmp_path_factory.mktemp("tries") / "velferd"
    make_store(path).close()
    files = FailingFiles()
    files.torn = True
    steps = iter(plan)
    files.fails = lambda *_: next(steps, False)
    store = Store.open(path, "Kari", files=files)
    for text in ("en", "to", "tre"):
        item = new_item(store, text)
        for document in (item, replace(item, details=text)):
            until_saved(store, store.plan(document))
        assert texts(Store.open(path, "Ola"))[-1] == text
    again = Store.open(path, "Ola")
    assert texts(store) == texts(again) == [item.details for item in again.contents().items.values()]
    assert texts(store) == ["en", "to", "tre"]
    assert store.conflicts() == again.conflicts() == []


def until_saved(store, planned):
    """Try to save a change until the disk takes it."""
    while True:
        try:
            return store.commit(planned)
        except NotSaved:
            continue


# Hostile journals


def test_a_link_among_the_journals_is_not_followed_and_stops_nobody(store, path, tmp_path):
    add(store, "ro")
    make_store(tmp_path / "other")
    (secret,) = (tmp_path / "other" / "journals").iterdir()
    (path / "journals" / secret.name).symlink_to(secret)
    again = Store.open(path, "Ola")
    assert texts(again) == ["ro"]
    assert len(again.all(Gathering)) == 1
    assert [damage.path.name for damage in check(path).damages] == [secret.name]


@pytest.mark.parametrize(
    "entry",
    [
        opening(format="seven"),
        opening(format=None),
        opening(after=7),
        opening(after={"x": "y"}),
        opening(who={"name": 1}),
        change(3),
        change({"table": "items"}),
        change({"table": ["items"], "id": "X", "set": {}}),
        change({"table": "items", "id": "X", "set": {"number": "many"}}),
        change({"table": "themes", "id": "X", "set": {"title": "T", "handle": "t", "order": 10**400}}),
        change()._replace(data={"edits": {"table": 1}}),
        change()._replace(data={"edits": 5}),
        change()._replace(seen={"x": "many", "y": None}),
        change()._replace(seq=10**30),
        change()._replace(seq=-1),
        change()._replace(clock=(1 << 56) - 1),
        change()._replace(clock=1 << 56),
        change()._replace(clock=-5),
    ],
)
def test_a_record_of_nonsense_stops_nobody(path, entry):
    plant(path, entry)
    store = Store.open(path, "Kari")
    item = add(store, "ro")
    store.save(replace(item, text="søvn"))
    assert texts(Store.open(path, "Ola")) == ["søvn"]


@given(st.lists(nonsense, max_size=8), st.lists(st.binary(max_size=40), max_size=3))
def test_a_hostile_journal_never_stops_anybody(tmp_path_factory, entries, noise):
    path = tmp_path_factory.mktemp("hostile") / "velferd"
    mine = add(make_store(path), "min")
    entries = [entry for entry in entries if not isinstance(entry.data.get("format"), int)]
    plant(path, *entries)
    journal = path / "journals" / "20260101T000000-nils-abcdefgh.jsonl"
    journal.write_bytes(b"\n".join([*noise, *(encode(entry)[1:] for entry in entries)]))
    store = Store.open(path, "Kari")
    new = add(store, "ny")
    store.recall()
    store.conflicts()
    for name in "XY":
        store.history(replace(new, id=name))
    store.commit(store.plan_undo())
    store.commit(store.plan_redo())
    store.close()
    again = Store.open(path, "Ola")
    assert {mine.id: mine, new.id: new}.items() <= again.all(Item).items()
    assert {mine.id, new.id} <= set(again.contents().references)
    check(path)


def test_a_journal_with_letters_that_no_name_should_have_is_read_all_the_same(path):
    plant(path, opening(), session="x\ny\udcff")
    assert Store.open(path, "Kari").network == NETWORK


def test_records_of_a_clock_that_runs_ahead_are_overtaken(store, path):
    late = Journal(path / "journals", "Sen", Files(), mode=0o600)
    theme = {"table": "themes", "id": "T", "set": THEME, "was": None}
    late.write("change", {"edits": [theme]}, clock=1 << 52, seen={})
    store.read_on()
    store.save(replace(store.find(Theme, "T"), title="Dialog"))
    assert Store.open(path, "Ola").find(Theme, "T").title == "Dialog"


def test_a_store_in_a_folder_of_a_group_is_shared_by_it(tmp_path):
    folder = tmp_path / "felles"
    folder.mkdir()
    folder.chmod(0o2770)
    shared = make_store(folder)
    add(shared, "for alle ved bordet")
    shared.draft().keep("halv")
    shared.close()
    modes = {
        str(p.relative_to(folder)).split("/")[-1].split(".")[-1]: oct(p.stat().st_mode & 0o7777)
        for p in folder.rglob("*")
    }
    assert modes == {
        **dict.fromkeys(("journals", "drafts", "damaged", "archive"), "0o3770"),
        "jsonl": "0o640",
        "json": "0o640",
        "draft": "0o600",
    }
    assert texts(Store.open(folder, "Ola")) == ["for alle ved bordet"]
