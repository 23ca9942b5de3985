"""Needs that ripen: the slots in the line, who shares a need, new wordings, alike needs; rules and commands."""

import re
from dataclasses import replace

import pytest
from commands import Shell
from conftest import DAY, add, make_store, new_item
from hypothesis import given, settings
from hypothesis import strategies as st
from likenesses import APART, CHOSEN, figures, texts_of

from exports.cuts.needs import needs_of
from exports.cuts.record import Record
from exports.cuts.report import report_of
from exports.document import entries_of
from storage.model import Gathering, GatheringState, Item, Kind, Organisation, Person, Status, Support
from storage.store import Store
from tui.coaching.alike import ALIKE, Likeness
from tui.line.slots import SLOTS, completeness, filled
from tui.planning.desk import Desk
from tui.planning.needs import alike, all_support, edited, hindrance, joined, journey, living, reworded, shared, sharers

MONDAY = DAY.replace(day=7)
words = st.text("abcÆØÅé.,;:! …\\@#>\n", max_size=30)
lines = st.text(max_size=20) | st.sampled_from(
    ["... hvem: alle", r"\... effekt: x", "now:", "… kilde:", "@kari >fredag", " "]
)


@pytest.fixture
def store(tmp_path):
    """A network of two gatherings, the first of them finished, and three municipalities."""
    store = make_store(tmp_path / "velferd")
    first = store.open_gathering()
    homes = [Organisation(id=store.new_id(), name=name, handle=name.lower()) for name in ("Fjordvik", "Åsmyr", "Berg")]
    store.save(*homes, Person(id=store.new_id(), name="Kari Vik", handle="kari", organisation=homes[0].id))
    add(store, "Trygge netter for beboerne", kind=Kind.NEED, who="Nattevaktene", said_by="kari")
    add(store, "Færre fall på sykehjemmet", kind=Kind.NEED)
    store.save(
        replace(first, state=GatheringState.FINAL, version=1), Gathering(id=store.new_id(), number=4, date=MONDAY)
    )
    return store


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A desk that the properties share: each makes items of its own."""
    store = make_store(tmp_path_factory.mktemp("needs") / "store")
    return Desk(store, store.open_gathering(), "nb")


def named(store, text):
    return next(item for item in store.all(Item).values() if item.text == text)


def home(store, name):
    return next(one.id for one in store.all(Organisation).values() if one.name == name)


def typed(desk, line):
    step = desk.plan(line)
    desk.store.save(*step.documents)
    return step


def slots(item):
    return {slot: getattr(item, slot) for slot in filled(item)}


# In the line


def test_the_slots_of_a_need_are_filled_in_its_line_and_in_the_lines_after_it(desk):
    need = typed(desk, "+ Trygge netter ... hvem: nattevaktene ... effekt: færre fall innen fredag").item
    assert (need.text, need.due) == ("Trygge netter", None)
    assert slots(need) == {"who": "nattevaktene", "effect": "færre fall innen fredag"}
    typed(desk, "! Ringe leverandøren")
    assert typed(desk, "... kilde: avvikene").item.id == need.id
    assert typed(desk, "... og ro ... WHO: pårørende").item.text == "Trygge netter og ro"
    now = desk.store.all(Item)[need.id]
    assert slots(now) == {"who": "nattevaktene; pårørende", "effect": "færre fall innen fredag", "source": "avvikene"}
    assert completeness(now) == "3/5"


@pytest.mark.parametrize(
    ("line", "text", "said"),
    [
        ("+ Ro ... hvem: a ... hvem: b", "Ro", {"who": "a ... hvem: b"}),
        (r"+ Ro \... hvem: a ... kilde: b", "Ro ... hvem: a", {"source": "b"}),
        ("+ Ro ... hvem: ... kilde: b", "Ro", {"source": "b"}),
        ("+ Ro … Ønskt effekt:b", "Ro", {"effect": "b"}),
        ("+ ... known by: b", "", {"measure": "b"}),
        ("+ Ro ... hvem er det: b", "Ro ... hvem er det: b", {}),
        ("+ Ro...hvem: b", "Ro...hvem: b", {}),
        ("+ Ro ... kilde: notat #nr 3, by friday", "Ro", {"source": "notat #nr 3, by friday"}),
    ],
)
def test_a_label_after_an_ellipsis_begins_a_slot_and_the_first_of_each_holds(desk, line, text, said):
    need = typed(desk, line).item
    assert (need.text, slots(need)) == (text, said)


def test_a_label_means_nothing_in_what_is_no_need(desk):
    assert typed(desk, "Dørene er gamle ... hvem: alle").item.text == "Dørene er gamle ... hvem: alle"
    assert typed(desk, "... og tunge").item.text.endswith("alle og tunge")


def test_with_no_need_to_fill_in_the_line_is_not_lost(tmp_path):
    store = make_store(tmp_path / "store")
    step = Desk(store, store.open_gathering(), "nb").plan("... hvem: alle")
    assert (step.what, step.refused) == ("no_need", True)
    shell = Shell(tmp_path)
    shell.ok("add", "... hvem: alle")
    assert [item["text"] for item in shell.json("list")] == ["... hvem: alle"]


@given(lines.filter(str.strip), st.dictionaries(st.sampled_from(SLOTS), words | lines))
def test_a_need_comes_into_the_line_and_goes_back_without_loss(desk, text, said):
    need = add(desk.store, text, kind=Kind.NEED, **said)
    (same,) = desk.plan_edit(need, desk.line_of(need)).documents
    assert [getattr(same, slot) for slot in SLOTS] == [getattr(need, slot) for slot in SLOTS]
    changed = desk.plan_edit(need, f"{desk.line_of(replace(need, source=''))} ... kilde: nytt").item
    assert changed.source == "nytt"
    assert [getattr(changed, slot) for slot in SLOTS[:-1]] == [getattr(need, slot) for slot in SLOTS[:-1]]


def test_what_is_taken_out_of_the_line_is_taken_out_of_the_need_but_not_when_it_becomes_something_else(desk):
    need = add(desk.store, "Ro", kind=Kind.NEED, who="alle", effect="søvn")
    assert slots(desk.plan_edit(need, "+ Ro ... effekt: søvn").item) == {"effect": "søvn"}
    assert slots(desk.plan_edit(need, "Ro").item) == {"who": "alle", "effect": "søvn"}
    point = replace(need, kind=Kind.POINT)
    assert slots(desk.plan_edit(point, "+ Ro").item) == {"who": "alle", "effect": "søvn"}


# Who shares it

steps = st.lists(
    st.tuples(st.integers(0, 1), st.integers(0, 2), st.none() | st.integers(0, 9), st.booleans()), max_size=10
)


@settings(max_examples=15)
@given(steps)
def test_two_scribes_note_at_once_who_shares_a_need(tmp_path_factory, steps):
    """Each step is a scribe, an organisation, its dots or none, and whether the scribe first reads the other's work."""
    path = tmp_path_factory.mktemp("two") / "store"
    make_store(path).close()
    scribes = [Store.open(path, who) for who in ("Kari", "Ola")]
    need = add(scribes[0], "Ro", kind=Kind.NEED)
    homes = [Organisation(id=scribes[0].new_id(), name=name, handle=name) for name in "abc"]
    scribes[0].save(*homes)
    scribes[1].read_on()
    wrote: dict[int, list[tuple[int, int | None]]] = {0: [], 1: [], 2: []}
    for scribe, at, dots, reads in steps:
        if reads:
            scribes[scribe].read_on()
        scribes[scribe].save(*shared(scribes[scribe], need.id, homes[at].id, dots))
        wrote[at].append((scribe, dots))
    for store in scribes:
        store.read_on()
    told = [sharers(store, need, all_support(store).get(need.id, ())) for store in scribes]
    assert told[0] == told[1]
    for at, organisation in enumerate(homes):
        last = dict(wrote[at])
        assert told[0].get(organisation.id) in {None, *(dots for _, dots in wrote[at])}
        if len(last) == 1:
            assert told[0].get(organisation.id) == wrote[at][-1][1]
    for store in scribes:
        store.close()


def test_dots_that_two_gave_unseen_are_both_kept_and_shown(store):
    need = living(store)[0]
    other = Store.open(store.path, "Ola")
    store.save(*shared(store, need.id, home(store, "Berg"), 2))
    other.save(*shared(other, need.id, home(store, "Berg"), 5))
    store.read_on()
    (support,) = store.all(Support).values()
    assert [write.value for write in store.disputed(support)["dots"].writes] == [2, 5]
    other.close()


def test_the_organisation_that_said_it_shares_it_too(store):
    need = living(store)[0]
    store.save(*shared(store, need.id, home(store, "Berg"), 3))
    assert sharers(store, need, all_support(store)[need.id]) == {home(store, "Fjordvik"): 0, home(store, "Berg"): 3}


# New wordings, and one of several


def test_a_new_wording_grows_from_the_old_one_which_stays_in_its_minutes(store):
    old = living(store)[0]
    store.save(*shared(store, old.id, home(store, "Berg"), 3))
    held = store.open_gathering()
    new = {"text": "Rolige netter", "reason": "kortere", "effect": "søvn"}
    store.save(*reworded(store, held, "A", old, new))
    one = named(store, "Rolige netter")
    assert (one.grew_from, one.gathering, slots(one)) == ((old.id,), held.id, {"who": "Nattevaktene", "effect": "søvn"})
    assert store.all(Item)[old.id] == old
    assert [need.text for need in living(store)] == ["Færre fall på sykehjemmet", "Rolige netter"]
    assert [each.dots for each in all_support(store)[one.id]] == [3]
    stages = journey(store, one, store.journey(one))
    assert [(stage.gathering.number, stage.item.text) for stage in stages] == [(3, old.text), (4, "Rolige netter")]


several = st.lists(
    st.tuples(st.integers(0, 2), words.filter(str.strip), st.dictionaries(st.sampled_from(SLOTS), words)),
    min_size=2,
    max_size=4,
)


@given(several)
def test_joining_across_gatherings_loses_nothing_and_leaves_what_is_finished_as_it_was(desk, needs):
    store = desk.store
    held = [Gathering(id=store.new_id(), number=n, date=DAY) for n in range(3)]
    store.save(*held)
    made = [replace(new_item(store, text, kind=Kind.NEED, **said), gathering=held[at].id) for at, text, said in needs]
    store.save(*made)
    assert hindrance(store, held[2], made) == ""
    store.save(*joined(store, held[2], made))
    left = [need for need in living(store) if need.gathering in {one.id for one in held}]
    (whole,) = left
    assert whole.gathering == held[2].id
    for need in made:
        if need.gathering != held[2].id:
            assert store.all(Item)[need.id] == need
        if need.id != whole.id:
            assert need.id in whole.grew_from
    told = set(re.findall(r"\w+", " ".join([whole.text, *slots(whole).values()])))
    for need in made:
        if need.gathering == held[2].id:
            assert set(re.findall(r"\w+", " ".join([need.text, *slots(need).values()]))) <= told
    for slot in SLOTS:
        assert bool(getattr(whole, slot).strip()) == any(getattr(need, slot).strip() for need in made)


def test_needs_are_joined_only_where_there_are_two_and_a_gathering_is_open(store):
    needs = living(store)
    first = store.all(Gathering)[needs[0].gathering]
    assert hindrance(store, store.open_gathering(), needs[:1]) == "needs.few"
    assert hindrance(store, first, needs) == "needs.final"


def test_the_dots_of_needs_that_are_joined_at_one_gathering_are_added_up(store):
    held = store.open_gathering()
    one, other = (add(store, text, kind=Kind.NEED) for text in ("Lys", "Mer lys"))
    for need, dots in ((one, 2), (other, 3)):
        store.save(*shared(store, need.id, home(store, "Berg"), dots))
    store.save(*joined(store, held, [one, other]))
    assert [each.dots for each in all_support(store)[one.id]] == [5]


def test_an_edit_changes_only_what_is_wanted_otherwise_and_takes_the_confirmation_away(store):
    seen = living(store)[0]
    now = replace(seen, effect="søvn", confirmed=seen.created)
    after = edited(now, seen, {"text": "Ro", "who": "Nattevaktene", "effect": ""})
    assert (after.text, after.effect, after.confirmed) == ("Ro", "søvn", None)


# Alike


@pytest.mark.parametrize(("pairs", "least", "most"), [(CHOSEN, 0.94, 0.08), (APART, 0.8, 0.1)])
def test_needs_that_are_alike_are_found_and_few_others(pairs, least, most):
    found, alike, wrong, other = figures(pairs)
    assert found >= least * alike
    assert wrong <= most * other


def test_every_pair_that_is_alike_is_proposed_once_and_no_other():
    texts = texts_of([*CHOSEN, *APART])
    likeness = Likeness(texts)
    names = sorted(texts)
    wanted = {(a, b) for at, a in enumerate(names) for b in names[at + 1 :] if likeness.between(a, b) >= ALIKE}
    pairs = likeness.pairs()
    assert sorted((pair.one, pair.other) for pair in pairs) == sorted(wanted)
    assert pairs == sorted(pairs, key=lambda pair: -pair.likeness)
    about = names[:20]
    assert {(p.one, p.other) for p in likeness.pairs(about)} == {p for p in wanted if not set(about).isdisjoint(p)}


@given(st.dictionaries(st.text(max_size=3), st.text(max_size=30), max_size=6))
def test_any_texts_are_compared(texts):
    for pair in Likeness(texts).pairs():
        assert ALIKE <= pair.likeness < 1.0001
        assert pair.one < pair.other


def test_what_was_said_not_to_be_alike_is_met_or_was_divided_is_not_proposed(store):
    add(store, "Trygge netter for beboere", kind=Kind.NEED)
    (pair,) = alike(living(store), "")
    assert alike(living(store), "", {frozenset((pair.one, pair.other))}) == []
    store.save(replace(store.all(Item)[pair.one], status=Status.DONE))
    assert alike(living(store), "") == []
    store.save(replace(store.all(Item)[pair.one], status=Status.LATER))
    assert len(alike(living(store), "")) == 1


# Documents


def told(document):
    return {(entry.text, note.label, note.text) for entry in entries_of(document) for note in entry.notes}


def test_documents_tell_who_shares_a_need_what_is_for_later_and_why_it_was_worded_so(store):
    old = living(store)[0]
    store.save(*reworded(store, store.open_gathering(), "P", old, {"text": "Ro", "reason": "for langt"}))
    new = named(store, "Ro")
    for name, dots in (("Berg", 1), ("Åsmyr", 4), ("Fjordvik", 0)):
        store.save(*shared(store, new.id, home(store, name), dots))
    store.save(replace(new, status=Status.LATER))
    contents = store.contents()
    held = tuple(contents.gatherings.values())
    sharing = ("Ro", "Delt av", "Åsmyr (4 prikker), Berg (1 prikk) og Fjordvik")
    needs = needs_of(Record(contents, held, "nb"))
    assert sharing in told(needs)
    assert "på sikt" in [remark for entry in entries_of(needs) for remark in entry.remarks]
    stages = {new.id: journey(store, new, store.journey(new))}
    report = report_of(Record(contents, held, "nb"), stages)
    assert sharing in told(report)
    assert ("Ro", "Derfor denne ordlyden", "for langt") in told(report)
    assert "På sikt, kan ikke dekkes nå: 1." in str(report.parts)


# Commands


@pytest.fixture
def shell(store, tmp_path):
    store.close()
    (tmp_path / "velferd").rename(tmp_path / "store")
    return Shell(tmp_path)


def test_needs_are_listed_filled_in_shared_put_off_and_joined_by_command(shell):
    first, second = (need["reference"] for need in shell.json("need", "list"))
    assert re.search(rf"{first} +1/5 +Trygge netter", shell.ok("need", "list"))
    shell.ok("need", "share", first, "berg", "--dots", "3")
    shell.ok("need", "share", first, "Åsmyr")
    shell.ok("need", "later", second)
    assert "(later)" in shell.ok("need", "list")
    new = shell.ok("need", "edit", first, "--anew", "--text", "Ro", "--reason", "shorter", "--effect", "sleep").strip()
    facts = shell.json("need", "show", new)
    assert (facts["text"], facts["effect"], facts["who"], facts["filled"]) == ("Ro", "sleep", "Nattevaktene", 2)
    assert {(one["organisation"], one["dots"]) for one in facts["shared_by"]} == {
        *(("Fjordvik", 0), ("Berg", 3), ("Åsmyr", 0)),
    }
    assert [(one["gathering"], one["text"], one["reason"]) for one in facts["journey"]] == [
        (3, "Trygge netter for beboerne", ""),
        (4, "Ro", "shorter"),
    ]
    assert "because: shorter" in shell.ok("need", "show", new)
    shell.ok("need", "share", new, "berg", "--not")
    assert "Berg" not in shell.ok("need", "show", new)
    other = shell.ok("add", "+ Trygge netter for beboere").strip()
    shell.ok("add", "+ Beboerne skal være trygge om natten")
    (pair,) = shell.json("need", "alike")
    assert pair["needs"][0]["reference"] == other
    assert "≈" in shell.ok("need", "alike")
    assert shell.ok("need", "join", *(need["reference"] for need in pair["needs"])).strip() == other
    assert shell.json("need", "alike") == []


@pytest.mark.parametrize(
    ("command", "status", "told"),
    [
        (("show", "9X-01"), 4, "9X-01"),
        (("share", "1A-01", "nowhere"), 4, "nowhere"),
        (("edit", "1A-01"), 2, "what shall be changed"),
        (("edit", "1A-01", "--who", "x"), 1, "finished"),
        (("join", "1A-01"), 2, "two needs"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(shell, command, status, told):
    reference = shell.json("need", "list")[0]["reference"]
    done = shell.run("need", *(reference if word == "1A-01" else word for word in command))
    assert (done.returncode, told in done.stderr) == (status, True)
