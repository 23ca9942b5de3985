"""Merging: the same documents and the same conflicts from the same records, in whatever order they come."""

from dataclasses import dataclass, field

import pytest
from conftest import any_text
from hypothesis import given
from hypothesis import strategies as st

from storage.entries import Entry
from storage.merge import BeyondBase, Gap, Merge, claims_of, edits_of

SESSIONS = ("ada", "bo", "che")
FIELDS = ("text", "theme")


@dataclass
class Session:
    """A scribe who sees what she sees, and writes as the store does."""

    name: str
    view: Merge = field(default_factory=Merge)
    journal: list[Entry] = field(default_factory=list)

    def write(self, changes, *, table="items", name="X", wall=0, op="change", **more):
        """Append a record that sets these fields, and return it."""
        clock = max(self.view.clock, wall, self.journal[-1].clock if self.journal else 0) + 1
        data = {"edits": [{"table": table, "id": name, "set": changes, "was": None}], **more}
        entry = Entry(f"{self.name}{clock}", self.name, len(self.journal) + 1, clock, self.view.knowledge(), op, data)
        self.journal.append(entry)
        self.view.take([entry])
        return entry

    def see(self, other, upto=None):
        """Read on in another's journal, up to that record."""
        self.view.take(other.journal[:upto])


def merged(*journals):
    """Return what comes of reading these journals one after the other."""
    merge = Merge()
    for journal in journals:
        merge.take(journal)
    return merge


def state(merge):
    """Return all that a merge says of the documents."""
    return merge.tables, merge.conflicts(), merge.seen, merge.scribes, merge.clock


def item(merge, name="X"):
    """Return what stands of an item, without its id."""
    return {key: value for key, value in merge.tables["items"][name].items() if key != "id"}


@dataclass(frozen=True)
class Past:
    """A random history: the journals of several sessions, and what each write had seen."""

    journals: dict[str, list[Entry]]
    views: dict[tuple[str, int], dict[str, int]]


@st.composite
def pasts(draw, fields=FIELDS):
    sessions = [Session(name) for name in SESSIONS]
    views = {}
    for _ in range(draw(st.integers(1, 14))):
        who = draw(st.sampled_from(sessions))
        if draw(st.booleans()):
            other = draw(st.sampled_from(sessions))
            who.see(other, draw(st.integers(0, len(other.journal))))
            continue
        chosen = draw(st.lists(st.sampled_from(fields), min_size=1, unique=True))
        entry = who.write(
            {name: draw(st.booleans() if name == "deleted" else st.integers(0, 2)) for name in chosen},
            table=draw(st.sampled_from(("items", "themes"))),
            name=draw(st.sampled_from("XY")),
            wall=draw(st.integers(0, 30)),
        )
        views[who.name, entry.seq] = {**entry.seen, who.name: entry.seq - 1}
    return Past({who.name: who.journal for who in sessions}, views)


@st.composite
def readings(draw, past):
    """Return a past's records, each journal in its order and otherwise in any, some of them more than once."""
    rest = {name: list(journal) for name, journal in past.journals.items() if journal}
    order = []
    while rest:
        name = draw(st.sampled_from(sorted(rest)))
        order.append(rest[name].pop(0))
        if draw(st.booleans()):
            order.append(draw(st.sampled_from(order)))
        if not rest[name]:
            del rest[name]
    return order


@given(st.data(), pasts())
def test_any_order_of_reading_gives_the_same_documents_and_the_same_conflicts(data, past):
    one, other = merged(data.draw(readings(past))), merged(data.draw(readings(past)))
    assert state(one) == state(other)


@given(st.data(), pasts(("text", "deleted")))
def test_any_order_of_reading_gives_the_same_where_some_delete_what_others_edit(data, past):
    one, other = merged(data.draw(readings(past))), merged(data.draw(readings(past)))
    assert state(one) == state(other)


@given(st.data(), pasts())
def test_reading_twice_is_as_good_as_once(data, past):
    order = data.draw(readings(past))
    assert state(merged(order)) == state(merged(order, order))


@given(st.data(), pasts())
def test_two_stores_become_one_in_either_order(data, past):
    order = data.draw(readings(past))
    at = data.draw(st.integers(0, len(order)))
    assert state(merged(order[:at], *past.journals.values())) == state(merged(*past.journals.values()))


@given(pasts())
def test_what_stands_is_what_nobody_who_wrote_the_field_had_seen(past):
    merge = merged(*past.journals.values())
    writes = {}
    for entry in (entry for journal in past.journals.values() for entry in journal):
        for edit in edits_of(entry):
            for name, value in edit.set.items():
                writes.setdefault((edit.table, edit.id, name), []).append((entry, value))
    conflicts = {}
    for key, given_values in writes.items():
        standing = [
            (entry.clock, entry.session, value)
            for entry, value in given_values
            if not any(
                past.views[later.session, later.seq].get(entry.session, 0) >= entry.seq for later, _ in given_values
            )
        ]
        assert merge.tables[key[0]][key[1]][key[2]] == max(standing)[2]
        if len({value for _, _, value in standing}) > 1:
            conflicts[key] = [value for _, _, value in sorted(standing)]
    found = {(c.table, c.id, c.field): [write.value for write in c.writes] for c in merge.conflicts()}
    assert found == conflicts


def test_edits_of_different_fields_both_hold():
    ada, bo = Session("ada"), Session("bo")
    ada.write({"text": "nattro", "theme": "A"})
    bo.see(ada)
    ada.write({"text": "ro om natten"})
    bo.write({"theme": "B"})
    merge = merged(bo.journal, ada.journal)
    assert item(merge) == {"text": "ro om natten", "theme": "B"}
    assert merge.conflicts() == []


def test_an_edit_made_after_having_seen_another_wins_though_its_clock_lags():
    ada, bo = Session("ada"), Session("bo")
    ada.write({"text": "en"}, wall=1_000_000)
    bo.see(ada)
    bo.write({"text": "to"}, wall=0)
    merge = merged(bo.journal, ada.journal)
    assert item(merge) == {"text": "to"}
    assert merge.conflicts() == []


def test_two_edits_without_sight_of_each_other_are_a_conflict_and_both_are_kept():
    ada, bo = Session("ada"), Session("bo")
    ada.write({"text": "nattro"})
    bo.see(ada)
    ada.write({"text": "ro"}, wall=10)
    bo.write({"text": "søvn"}, wall=20)
    merge = merged(ada.journal, bo.journal)
    (conflict,) = merge.conflicts()
    assert (conflict.table, conflict.id, conflict.field) == ("items", "X", "text")
    assert [write.value for write in conflict.writes] == ["ro", "søvn"]
    assert [write.stamp.session for write in conflict.writes] == ["ada", "bo"]
    assert item(merge) == {"text": "søvn"}


def deleted_beside_an_edit(*, seen=False, wall=20):
    """Return Ada and Bo, of whom Ada deletes what Bo edits, having seen that or not."""
    ada, bo = Session("ada"), Session("bo")
    ada.write({"text": "nattro"})
    bo.see(ada)
    bo.write({"text": "søvn"}, wall=10)
    if seen:
        ada.see(bo)
    ada.write({"deleted": True}, wall=wall)
    return ada, bo


@pytest.mark.parametrize("wall", [5, 20])
def test_a_deletion_that_had_not_seen_an_edit_is_a_conflict_and_the_document_is_kept(wall):
    ada, bo = deleted_beside_an_edit(wall=wall)
    for merge in (merged(ada.journal, bo.journal), merged(bo.journal, ada.journal)):
        assert item(merge) == {"text": "søvn", "deleted": False}
        (conflict,) = merge.conflicts()
        assert conflict.field == "deleted"
        assert [(write.stamp.session, write.value) for write in conflict.writes] == [("ada", True), ("bo", False)]


def test_a_deletion_that_had_seen_the_edit_deletes():
    ada, bo = deleted_beside_an_edit(seen=True)
    merge = merged(ada.journal, bo.journal)
    assert item(merge)["deleted"]
    assert merge.conflicts() == []


def test_an_edit_of_what_one_knows_to_be_deleted_brings_nothing_back():
    ada, bo = deleted_beside_an_edit(seen=True)
    bo.see(ada)
    bo.write({"text": "hvile"})
    assert item(merged(ada.journal, bo.journal)) == {"text": "hvile", "deleted": True}


@pytest.mark.parametrize("value", [True, False])
def test_whoever_saw_both_settles_whether_it_is_deleted(value):
    ada, bo = deleted_beside_an_edit()
    ada.see(bo)
    ada.write({"deleted": value})
    merge = merged(bo.journal, ada.journal)
    assert item(merge)["deleted"] is value
    assert merge.conflicts() == []


def test_two_who_write_the_same_are_no_conflict():
    ada, bo = Session("ada"), Session("bo")
    ada.write({"text": "ro"})
    bo.write({"text": "ro"})
    assert merged(ada.journal, bo.journal).conflicts() == []


def test_whoever_saw_both_sides_of_a_conflict_settles_it():
    ada, bo, che = Session("ada"), Session("bo"), Session("che")
    ada.write({"text": "ro"})
    bo.write({"text": "søvn"})
    che.see(ada)
    che.see(bo)
    che.write({"text": "ro og søvn"})
    merge = merged(che.journal, bo.journal, ada.journal)
    assert item(merge) == {"text": "ro og søvn"}
    assert merge.conflicts() == []


def test_a_reader_who_missed_the_middle_of_a_journey_makes_the_same_of_it_in_any_order():
    ada, bo, che = Session("ada"), Session("bo"), Session("che")
    ada.write({"text": "en"})
    bo.see(ada)
    bo.write({"text": "to"})
    che.see(bo)
    che.write({"text": "tre"})
    one = merged(ada.journal, bo.journal, che.journal)
    assert state(one) == state(merged(ada.journal, che.journal, bo.journal))
    assert item(one) == {"text": "tre"}
    assert one.conflicts() == []


def test_what_a_writer_had_missed_in_a_journal_she_had_not_seen():
    ada, bo = Session("ada"), Session("bo")
    first, _, last = ada.write({"text": "en"}), ada.write({"text": "to"}), ada.write({"theme": "A"})
    bo.view.take([first, last])
    bo.write({"text": "tre"})
    (conflict,) = merged(ada.journal, bo.journal).conflicts()
    assert [write.value for write in conflict.writes] == ["to", "tre"]


def test_a_record_that_comes_after_later_ones_of_its_session_is_taken_in_and_wins_over_none_of_them():
    ada = Session("ada")
    first, second, third = (
        ada.write({"text": "en"}),
        ada.write({"text": "to", "theme": "A"}),
        ada.write({"text": "tre"}),
    )
    merge = merged([first, third], [second])
    assert item(merge) == {"text": "tre", "theme": "A"}
    assert state(merge) == state(merged(ada.journal))


def test_what_was_written_into_a_file_that_failed_is_not_missed_there():
    ada = Session("ada")
    ada.write({"text": "en"})
    opening = Entry("o", "bo", 1, 10, {}, "open", {"format": 1, "who": "Bo", "after": {"ada": 2}})
    assert merged(ada.journal, [opening]).gaps() == []
    witness = opening._replace(seen={"ada": 2})
    assert merged(ada.journal, [witness]).gaps() == [Gap("ada", 2, 2)]


@pytest.mark.parametrize("seen", [2, [3, [2, 2]]])
def test_who_had_not_seen_all_that_a_base_holds_cannot_be_judged_by_it(seen):
    ada = Session("ada")
    for text in ("en", "to", "tre"):
        ada.write({"text": text})
    base = merged(ada.journal).base()
    change = Entry("b", "bo", 1, 100, {"ada": 3}, "change", {"edits": [_edit({"text": "fire"})]})
    assert Merge(base).take([change]) == {"items": {"X"}}
    with pytest.raises(BeyondBase):
        Merge(base).take([change._replace(seen={"ada": seen})])


def test_two_who_make_the_same_joint_document_make_one():
    ada, bo = Session("ada"), Session("bo")
    ada.write({"presence": "present"}, table="attendance")
    bo.write({"presence": "present", "note": "til lunsj"}, table="attendance")
    merge = merged(ada.journal, bo.journal)
    assert merge.tables["attendance"] == {"X": {"id": "X", "presence": "present", "note": "til lunsj"}}
    assert merge.conflicts() == []


def test_documents_of_the_same_id_in_two_tables_are_two():
    ada, bo = Session("ada"), Session("bo")
    ada.write({"title": "Behov"}, table="themes")
    bo.write({"title": "Behov?"}, table="gatherings")
    merge = merged(ada.journal, bo.journal)
    assert merge.tables["themes"]["X"]["title"] == "Behov"
    assert merge.tables["gatherings"]["X"]["title"] == "Behov?"
    assert merge.conflicts() == []


def test_a_record_that_stands_in_two_files_as_one_of_them_failed_is_one_write():
    ada = Session("ada")
    ada.write({"text": "ro"})
    again = Session("ada2")
    opening = Entry("o", "ada2", 1, 5, {}, "open", {"who": "Ada", "after": {"ada": 1}})
    again.journal.append(opening)
    again.view.take([opening])
    again.write({"text": "ro"})
    again.write({"text": "søvn"})
    merge = merged(again.journal, ada.journal)
    assert item(merge) == {"text": "søvn"}
    assert merge.conflicts() == []


def test_what_is_touched_is_told():
    ada = Session("ada")
    entry = ada.write({"text": "ro"})
    merge = Merge()
    assert merge.take([entry]) == {"items": {"X"}}
    assert merge.take([entry]) == {}


def test_an_id_is_never_changed():
    ada = Session("ada")
    ada.write({"id": "Y", "text": "ro"})
    ada.write({"id": "Z", "text": "søvn"})
    assert merged(ada.journal).tables["items"]["X"] == {"id": "X", "text": "søvn"}


def test_a_clock_of_the_far_future_drives_nobody_elses():
    far = Entry("f", "mallory", 1, (1 << 56) - 1, {}, "change", {"edits": [_edit({"text": "min"})]})
    bo = Session("bo")
    bo.view.take([far])
    bo.write({"text": "vår"})
    merge = merged([far], bo.journal)
    assert merge.clock < 100
    assert item(merge) == {"text": "vår"}


def _edit(changes):
    return {"table": "items", "id": "X", "set": changes, "was": None}


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | any_text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(any_text, inner, max_size=3),
    max_leaves=6,
)
anything = st.dictionaries(st.sampled_from(["edits", "who", "after", "format", "of"]) | any_text, json_values)
nearly_edits = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "table": st.sampled_from(["items", "themes", "nowhere"]) | json_values,
            "id": st.sampled_from("XY") | json_values,
            "set": st.dictionaries(st.sampled_from(FIELDS), json_values) | json_values,
            "was": json_values,
        },
    )
)
nonsense = st.builds(
    Entry,
    id=any_text,
    session=st.sampled_from(SESSIONS),
    seq=st.integers(-2, 5),
    clock=st.integers(0, 1 << 56),
    seen=st.dictionaries(st.sampled_from(SESSIONS), json_values),
    op=st.sampled_from(["open", "change", "undo", "sing"]),
    data=anything | nearly_edits.map(lambda edits: {"edits": edits}),
)


@given(st.lists(nonsense))
def test_nonsense_is_taken_in_without_harm(entries):
    merge = Merge()
    merge.take(entries)
    merge.conflicts()
    assert all(record["id"] == name for table in merge.tables.values() for name, record in table.items())
    for entry in entries:
        assert all(isinstance(claim.upto, int) for _, claim in claims_of(entry))


@given(st.lists(nonsense.map(lambda entry: entry._replace(session="mallory"))), pasts())
def test_nonsense_in_one_journal_leaves_the_documents_that_it_does_not_name(entries, past):
    named = {(edit.table, edit.id) for entry in entries for edit in edits_of(entry)}
    honest, disturbed = merged(*past.journals.values()), merged(entries, *past.journals.values())
    for table, records in honest.tables.items():
        for name, record in records.items():
            if (table, name) not in named:
                assert disturbed.tables[table][name] == record
