"""What stood when a version of the minutes was made can be told for ever, whatever is done with the store since."""

import io
import shutil
from contextlib import closing
from dataclasses import replace

import pytest
from conftest import MOMENT, add, make_store
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.backup import back_up, restore
from storage.compaction import compact
from storage.errors import GatheringClosed, NothingToUndo, VersionLost
from storage.ids import joint_id
from storage.joining import join
from storage.locking import AFTERWARDS, locked
from storage.merge import Edit
from storage.model import Gathering, GatheringState, Item, Status, Theme, Version
from storage.reader import Reader
from storage.records import TABLES
from storage.store import Store
from storage.versions import changed_since, makers_of, with_what_came_after
from tui.planning.agreed import turned
from tui.planning.finishing import approved, correction, finished, reopened, versions_of


def the_gathering(store):
    return next(iter(store.all(Gathering).values()))


def finish(store):
    """Make the minutes final as that store sees them, and return the version."""
    store.save(*finished(store, the_gathering(store), MOMENT))
    return versions_of(store, the_gathering(store))[-1]


def reopen(store):
    store.save(reopened(the_gathering(store)))


def records_of(path):
    return list(Reader(path / "journals", Store.open(path, "x").files).read_on())


# Histories


def act(stores, kept, who, what, text):
    """Have a scribe do something, as far as they see; what stood when a version was made is kept by its id."""
    store = stores[who % len(stores)]
    items = sorted(store.all(Item).values(), key=lambda item: item.id)
    gathering = the_gathering(store)
    if what == "read":
        store.read_on()
    elif what == "add" and gathering.state is GatheringState.OPEN:
        add(store, text)
    elif what == "edit" and items:
        store.save(replace(items[len(text) % len(items)], text=text))
    elif what == "remove" and items:
        store.save(replace(items[len(text) % len(items)], deleted=True))
    elif what == "theme":
        store.save(Theme(id=store.new_id(), title=text, handle=text))
    elif what == "reopen":
        reopen(store)
    elif what == "undo":
        with_undo(store)
    elif what == "finish" and gathering.state is GatheringState.OPEN:
        store.read_on()  # so that each version has one maker: what two make at once is told of below
        if the_gathering(store).state is GatheringState.OPEN:
            version = finish(store)
            kept[version.id] = store.contents()


def with_undo(store):
    """Take back the last change, but for that of a version, which would be made a second time."""
    try:
        change = store.plan_undo()
    except (GatheringClosed, NothingToUndo):
        return
    if all(edit.table == "items" for edit in change.edits):
        store.commit(change)


acts = st.tuples(
    st.integers(0, 2),
    st.sampled_from(["read", "read", "add", "add", "edit", "edit", "remove", "theme", "reopen", "finish", "undo"]),
    st.text("aæ", min_size=1, max_size=5),
)


@settings(max_examples=30)
@given(st.lists(acts, min_size=4, max_size=24), st.integers(0, 5))
def test_what_stood_then_is_what_its_maker_saw_whatever_comes_later(tmp_path_factory, history, order):
    path = tmp_path_factory.mktemp("series") / "net"
    make_store(path).close()
    stores, kept = [Store.open(path, who) for who in ("Kari", "Ola", "Åse")], {}
    add(stores[0], "det første")
    for one in (*history, (0, "read", ""), (0, "finish", "a"), (1, "read", ""), (1, "edit", "aaaa"), (2, "add", "æ")):
        act(stores, kept, *one)
    assert kept
    for store in stores:
        store.close()
    after(path, kept)
    other = path.with_name("other")  # a store that gets one of the journals later than it is written in
    shutil.copytree(path, other)
    journals = sorted((other / "journals").iterdir())
    journal = journals[order % len(journals)]
    late = other.parent / journal.name
    journal.rename(late)
    (other / "store.json").unlink(missing_ok=True)
    with closing(Store.open(other, "Ola")) as store:
        store.save(Theme(id=store.new_id(), title="uten den", handle="x"))
    late.rename(journal)
    after(other, kept)
    compact(path, "Kari", rested=0)
    after(path, kept)


def after(path, kept):
    """What stood in each version is told as it was then."""
    with closing(Store.open(path, "Per")) as store:
        for name, then in kept.items():
            assert store.contents_at(store.find(Version, name)) == then


def versioned(path):
    """Return what stood in version 1 of a store with two scribes' items, and change all of it since."""
    kari, ola = Store.open(path, "Kari"), Store.open(path, "Ola")
    first, second = add(kari, "Nattevakten trenger ro"), add(ola, "Vi trenger tid")
    kari.read_on()
    version, then = finish(kari), kari.contents()
    ola.read_on()
    reopen(ola)
    ola.save(replace(first, text="noe annet"), replace(second, deleted=True))
    add(ola, "et nytt punkt")
    ola.close()
    kari.close()
    return version, then


def test_it_outlives_compaction_backup_and_joining_with_another_copy(path, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(path, copy)
    version, then = versioned(path)
    with closing(Store.open(copy, "Åse")) as ase:
        add(ase, "skrevet i en kopi uten nett")
    join(path, copy, "Kari")
    compact(path, "Kari", rested=0)
    packed = io.BytesIO()
    back_up(path, packed)
    packed.seek(0)
    restored = tmp_path / "restored"
    restore(packed, restored)
    (restored / "store.json").unlink(missing_ok=True)
    for where in (path, restored):
        with closing(Store.open(where, "Per")) as store:
            assert store.contents_at(version) == then
            assert "skrevet i en kopi uten nett" in [item.text for item in store.all(Item).values()]


def test_what_was_lost_since_is_told_and_not_left_out_in_silence(path):
    version, _ = versioned(path)
    journal = next(one for one in (path / "journals").iterdir() if "ola" in one.name)
    journal.unlink()
    (path / "store.json").unlink()
    with closing(Store.open(path, "Kari")) as store, pytest.raises(VersionLost) as caught:
        store.contents_at(version)
    assert caught.value.number == 1


def test_two_who_finish_at_once_make_one_version_of_what_they_saw_together(path):
    kari, ola = Store.open(path, "Kari"), Store.open(path, "Ola")
    add(kari, "bare Kari har sett dette")
    add(ola, "bare Ola har sett dette")
    assert finish(kari).id == finish(ola).id
    seen = []
    kari.read_on()
    ola.read_on()
    for store in (kari, ola):
        (version,) = versions_of(store, the_gathering(store))
        assert (version.number, the_gathering(store).version) == (1, 1)
        assert finished(store, the_gathering(store)) == []
        add_later(store)
        seen.append(store.contents_at(version))
    assert seen[0] == seen[1]
    assert len(makers_of(records_of(path), version.id)) == 2
    texts = {item.text for item in seen[0].items.values()}
    assert texts == {"bare Kari har sett dette", "bare Ola har sett dette"}


def add_later(store):
    reopen(store)
    add(store, "etterpå")


def test_a_version_that_was_taken_back_and_made_again_is_what_stood_the_second_time(store):
    add(store, "første")
    finish(store)
    store.commit(store.plan_undo())
    assert the_gathering(store).state is GatheringState.OPEN
    assert versions_of(store, the_gathering(store)) == []
    add(store, "andre")
    version = finish(store)
    assert version.number == 1
    assert [item.text for item in store.contents_at(version).items.values()] == ["første", "andre"]
    assert store.contents_at(version) == store.contents()


def test_the_next_version_has_the_next_number_and_the_one_before_stays(store):
    add(store, "a")
    first, then = finish(store), store.contents()
    reopen(store)
    store.save(replace(next(iter(store.all(Item).values())), text="b"))
    second = finish(store)
    assert (first.number, second.number) == (1, 2)
    assert second.id == joint_id("version", the_gathering(store).id, "2")
    assert store.contents_at(first) == then
    assert [item.text for item in store.contents_at(second).items.values()] == ["b"]


# What comes to it afterwards


def test_approval_and_remarks_are_added_and_nothing_else_is_changed(store):
    item = add(store, "a")
    version, then = finish(store), store.contents()
    later = Gathering(id=store.new_id(), number=4, date=MOMENT.date())
    store.save(later, approved(the_gathering(store), later))
    store.save(correction(store, the_gathering(store), "Det var b"))
    store.save(replace(item, text="b"), Theme(id=store.new_id(), title="x", handle="x"))
    found = with_what_came_after(store.contents_at(version), store.contents(), item.gathering)
    assert found.gatherings[item.gathering].approved == later.id
    assert found.gatherings[later.id] == later
    assert [one.text for one in found.corrections.values()] == ["Det var b"]
    assert (found.items, found.themes) == (then.items, then.themes)


def test_an_approval_is_of_the_version_that_was_the_last_then(store):
    add(store, "a")
    first = finish(store)
    later = Gathering(id=store.new_id(), number=4, date=MOMENT.date())
    store.save(later, approved(the_gathering(store), later))
    reopen(store)
    second = finish(store)
    assert the_gathering(store).approved == ""
    for version in (first, second):
        found = with_what_came_after(store.contents_at(version), store.contents(), version.gathering)
        assert found.gatherings[version.gathering].approved == ""


def test_only_what_the_minutes_say_counts_as_changed_since(store):
    kept, gone, done = add(store, "a"), add(store, "b"), add(store, "c")
    version = finish(store)
    store.save(turned(done), replace(gone, deleted=True))
    then = store.contents_at(version)
    assert changed_since(then, store.contents(), kept.gathering) == [gone.id]


# Locked


@given(st.sampled_from(sorted(TABLES)), st.sampled_from(["text", "status", "closed", "title", "version", "note"]))
def test_only_what_comes_afterwards_is_open_in_a_final_gathering(table, field):
    tables = {name: {"X": {"gathering": "G", "number": 3}} for name in TABLES}
    tables["gatherings"] = {"G": {"state": "final", "number": 3}}
    name = "G" if table == "gatherings" else "X"
    allowed = table not in AFTERWARDS or field in AFTERWARDS[table]
    assert locked([Edit(table, name, {field: "x"}, {field: "y"})], tables) == (None if allowed else 3)
    tables["gatherings"]["G"]["state"] = "open"
    assert locked([Edit(table, name, {field: "x"}, {field: "y"})], tables) is None


def test_undo_does_not_reach_into_minutes_that_somebody_has_made_final(path):
    kari, ola = Store.open(path, "Kari"), Store.open(path, "Ola")
    add(kari, "Vi trenger ro")
    ola.read_on()
    finish(ola)
    kari.read_on()
    with pytest.raises(GatheringClosed) as caught:
        kari.plan_undo()
    assert caught.value.number == 3
    reopen(ola)
    kari.read_on()
    kari.commit(kari.plan_undo())
    assert not kari.all(Item)


def test_that_something_is_done_can_be_told_and_undone_afterwards(store):
    item = add(store, "a")
    finish(store)
    store.save(turned(item))
    assert store.all(Item)[item.id].status is Status.DONE
    store.commit(store.plan_undo())
    assert store.all(Item)[item.id].status is Status.OPEN
