"""Items given kinds, filed, moved, joined and split: what the plans promise, and the commands that make them."""

import datetime as dt
import re
from dataclasses import replace

import pytest
from commands import Shell
from conftest import DAY, MOMENT, add, make_store
from hypothesis import given
from hypothesis import strategies as st

from exports.cuts.minutes import minutes_of
from exports.cuts.record import Record
from exports.document import entries_of
from storage.contents import by_place
from storage.errors import NothingToUndo
from storage.model import Gathering, Item, Kind, Status, Theme
from storage.store import Store
from tui.planning import rework
from tui.planning.confirming import confirmed
from tui.planning.register import new_theme

words = st.text("abcÆØÅé.,;!? 漢", max_size=30)
dates = st.none() | st.dates(dt.date(2026, 1, 1), dt.date(2027, 12, 31))
names = st.sampled_from(["Kari", "Ola", "Iŋgá", ""])
several = st.lists(
    st.fixed_dictionaries(
        {
            "text": words.filter(str.strip),
            "kind": st.sampled_from(Kind),
            "said_by": names,
            "responsible": st.lists(names.filter(bool), max_size=3, unique=True).map(tuple),
            "due": dates,
            "details": words,
            "who": words,
            "effect": words,
            "status": st.sampled_from(Status),
            "confidential": st.booleans(),
        }
    ),
    min_size=2,
    max_size=4,
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A store that the properties share: each makes items of its own."""
    return make_store(tmp_path_factory.mktemp("rework") / "store")


def filled(store, *facts, theme=""):
    theme = theme or new_theme(store, "Tema")
    store.save(theme)
    return [add(store, **fact, theme=theme.id) for fact in facts]


def spoken(*texts: str) -> set[str]:
    return set(re.findall(r"\w+", " ".join(texts)))


def standing(store) -> dict[str, Item]:
    return dict(store.all(Item))


# Joining and splitting


@given(several)
def test_what_is_joined_says_all_that_its_parts_said(desk, facts):
    items = filled(desk, *facts)
    before = standing(desk)
    desk.save(*rework.joined(desk, items))
    whole = desk.all(Item)[items[0].id]
    assert set(standing(desk)) == set(before) - {item.id for item in items[1:]}
    said = spoken(whole.text, whole.said_by)
    for item in items:
        assert spoken(item.text, item.said_by) <= said
        assert set(item.responsible) <= set(whole.responsible)
        assert spoken(item.details) <= spoken(whole.details)
        assert spoken(item.who) <= spoken(whole.who)
        assert spoken(item.effect) <= spoken(whole.effect)
        assert item.due in (None, whole.due) or f"{item.due.day}.{item.due.month}.{item.due.year}" in whole.details
        assert whole.confidential >= item.confidential
    assert (whole.status is Status.DONE) == all(item.status is Status.DONE for item in items)
    assert set(whole.grew_from) == {item.id for item in items[1:]}
    desk.commit(desk.plan_undo())
    assert standing(desk) == before


@given(words.filter(str.strip), st.data())
def test_what_is_split_loses_no_word_and_undo_makes_it_one(desk, text, data):
    (item,) = filled(desk, {"text": text, "kind": Kind.NEED, "responsible": ("Kari",), "details": "mer", "who": "alle"})
    before = standing(desk)
    starts = rework.word_starts(text)
    at = data.draw(st.sampled_from(starts)) if starts else 0
    made = rework.split(desk, item, at)
    assert bool(made) == bool(starts)
    if not made:
        return
    desk.save(*made)
    (second,) = [i for name, i in desk.all(Item).items() if name not in before]
    first = desk.all(Item)[item.id]
    assert re.findall(r"\w", first.text + second.text) == re.findall(r"\w", text)
    assert (second.grew_from, second.kind, second.theme) == ((item.id,), Kind.NEED, item.theme)
    assert second.responsible == first.responsible == ("Kari",)
    assert (first.details, second.details, first.who, second.who) == ("mer", "", "alle", "")
    assert second.number != first.number
    desk.commit(desk.plan_undo())
    assert standing(desk) == before


def test_a_split_off_part_stands_right_after_the_first(store):
    items = filled(store, {"text": "en og to"}, {"text": "tre"})
    store.save(*rework.split(store, items[0], 6))
    assert [item.text for item in rework.mates(store, items[0].gathering, items[0].theme)] == ["en og", "to", "tre"]
    assert store.reference(max(standing(store).values(), key=lambda item: item.number)) == "3B-03"


def test_texts_are_joined_with_a_mark_between_them_unless_there_is_one(store):
    def whole(*texts):
        return rework.joined(store, filled(store, *({"text": text} for text in texts)))[0].text

    assert whole("Bedre lys", "Flere lamper") == "Bedre lys. Flere lamper"
    assert whole("bedre lys", "flere lamper") == "bedre lys; flere lamper"
    assert whole("Bedre lys!", "flere lamper", "Bedre lys!") == "Bedre lys! flere lamper"


def test_what_is_joined_is_the_first_marked_kind_and_is_confirmed_no_more(store):
    first, second = filled(store, {"text": "lys"}, {"text": "lamper", "kind": Kind.ACTION})
    first = confirmed(first, dt.datetime(2026, 12, 1, 12, tzinfo=dt.UTC))
    whole = rework.joined(store, [first, second])[0]
    assert (whole.kind, whole.confirmed) == (Kind.ACTION, None)


def test_what_grew_from_a_joined_one_grows_from_what_it_has_become(store):
    first, second = filled(store, {"text": "lys"}, {"text": "lamper"})
    later = add(store, "behov", grew_from=(second.id, first.id))
    store.save(*rework.joined(store, [first, second]))
    assert store.all(Item)[later.id].grew_from == (first.id,)


def test_items_of_two_gatherings_or_in_dispute_are_not_joined(path, store):
    one, other = filled(store, {"text": "lys"}, {"text": "lamper"})
    assert rework.hindrance(store, [one]) == "rework.few"
    assert rework.hindrance(store, [one, replace(other, gathering="X")]) == "rework.apart"
    ola = Store.open(path, "Ola")
    store.save(replace(one, text="mer lys"))
    ola.save(replace(one, text="mindre lys"))
    store.read_on()
    assert rework.hindrance(store, [one, other]) == "rework.disputed"


# Two scribes at once

EDITS = {
    "text": {"text": "noe helt annet"},
    "responsible": {"responsible": ("ola",)},
    "due": {"due": DAY},
    "details": {"details": "mer om det"},
    "deleted": {"deleted": True},
}


@pytest.mark.parametrize("which", [0, 1], ids=["the one that stays", "the one that goes"])
@pytest.mark.parametrize("edited", EDITS)
def test_an_edit_of_what_somebody_joins_meanwhile_holds_or_is_shown_as_a_conflict(path, store, edited, which):
    items = filled(store, {"text": "bedre lys", "due": DAY + dt.timedelta(1)}, {"text": "flere lamper"})
    ola = Store.open(path, "Ola")
    ola.save(replace(ola.all(Item)[items[which].id], **EDITS[edited]))
    store.save(*rework.joined(store, items))
    for each in (store, ola):
        each.read_on()
        now = each.find(Item, items[which].id)
        field, value = next(iter(EDITS[edited].items()))
        told = {conflict.field for conflict in each.conflicts() if conflict.id == now.id}
        if which == 1 and edited != "deleted":
            assert "deleted" in told  # and it is there
            assert not now.deleted
        assert field in told or getattr(now, field) == value


@pytest.mark.parametrize("edited", EDITS)
def test_an_edit_of_what_somebody_splits_meanwhile_holds_or_is_shown_as_a_conflict(path, store, edited):
    (item,) = filled(store, {"text": "bedre lys og flere lamper"})
    ola = Store.open(path, "Ola")
    ola.save(replace(ola.all(Item)[item.id], **EDITS[edited]))
    store.save(*rework.split(store, item, 13))
    store.read_on()
    field, value = next(iter(EDITS[edited].items()))
    told = {conflict.field for conflict in store.conflicts() if conflict.id == item.id}
    assert field in told or getattr(store.find(Item, item.id), field) == value


# Places


@given(st.integers(1, 8), st.lists(st.tuples(st.integers(0, 7), st.integers(-9, 9)), max_size=40))
def test_after_any_moves_the_order_is_that_of_a_list_after_the_same_moves(desk, count, moves):
    items = filled(desk, *({"text": str(n)} for n in range(count)))
    expected = [item.id for item in items]
    for which, by in moves:
        name = items[which % count].id
        before = standing(desk)
        at = expected.index(name)
        expected.insert(max(0, min(count - 1, at + by)), expected.pop(at))
        changed = desk.save(*rework.moved(desk, desk.all(Item)[name], by))
        assert [item.id for item in rework.mates(desk, items[0].gathering, items[0].theme)] == expected
        if changed and standing(desk) != before:
            moved = standing(desk)
            desk.commit(desk.plan_undo())
            assert standing(desk) == before
            desk.commit(desk.plan_redo())
            assert standing(desk) == moved


@given(
    st.lists(st.floats(-1e15, 1e15), min_size=1, max_size=6),
    st.integers(1, 3),
    st.data(),
)
def test_there_is_always_room_whatever_the_places_are(orders, count, data):
    def item(name, order):
        return Item(id=name, text="", gathering="G", number=1, created=MOMENT, order=order)

    others = sorted((item(f"O{n}", order) for n, order in enumerate(orders)), key=lambda i: i.place)
    moving = [item(f"M{n}", data.draw(st.sampled_from(orders))) for n in range(count)]
    at = data.draw(st.integers(0, len(others)))
    changed = {i.id: i for i in rework.placed(others, at, moving)}
    after = sorted((changed.get(i.id, i) for i in (*others, *moving)), key=lambda i: i.place)
    assert [i.id for i in after] == [i.id for i in (*others[:at], *moving, *others[at:])]
    assert not changed.keys() & {i.id for i in others[at:]}  # room is made before, not after


def test_a_move_changes_one_item_where_there_is_room_and_a_new_one_still_comes_last(store):
    items = filled(store, *({"text": str(n)} for n in range(5)))
    assert [item.id for item in rework.moved(store, items[4], -2)] == [items[4].id]
    store.save(*rework.moved(store, items[0], 99))
    last = add(store, "ny", theme=items[0].theme)
    assert rework.mates(store, last.gathering, last.theme)[-1].id == last.id


def test_many_are_filed_at_once_and_stand_where_they_were_captured(store):
    items = filled(store, *({"text": str(n)} for n in range(3)))
    store.save(*rework.moved(store, items[2], -2))
    theme = new_theme(store, "Annet")
    store.save(theme, *rework.filed(rework.present(store, [i.id for i in items]), theme.id))
    assert [item.text for item in rework.mates(store, items[0].gathering, theme.id)] == ["0", "1", "2"]


def test_the_minutes_honour_the_order_and_are_the_same_where_nobody_moved_anything(store):
    items = filled(store, *({"text": str(n), "kind": Kind.NEED} for n in range(3)))

    def told():
        gathering = next(iter(store.all(Gathering).values()))
        return [entry.text for entry in entries_of(minutes_of(Record(store.contents(), (gathering,), "nb")))]

    assert told() == ["0", "1", "2"]
    store.save(*rework.moved(store, items[2], -2))
    assert told() == ["2", "0", "1"]


def test_the_minutes_do_not_say_of_a_part_that_it_grew_from_the_rest_of_the_same_line(store):
    (item,) = filled(store, {"text": "en og to", "raw": "en og to"})
    store.save(*rework.split(store, item, 6))
    later = add(store, "tre", raw="tre", grew_from=(item.id,), theme=item.theme)
    gathering = next(iter(store.all(Gathering).values()))
    entries = entries_of(minutes_of(Record(store.contents(), (gathering,), "en")))
    assert {entry.text: bool(entry.remarks) for entry in entries} == {"en og": False, "to": False, later.text: True}


def test_nobody_having_moved_anything_the_order_is_that_of_capture_whatever_the_ids():
    items = [Item(id=name, text="", gathering="G", number=1, created=MOMENT) for name in ("b", "a", "c")]
    assert by_place(items) == items


def test_a_theme_that_is_deleted_counts_as_none(store):
    (item,) = filled(store, {"text": "lys"})
    store.save(replace(store.all(Theme)[item.theme], deleted=True))
    assert [mate.id for mate in rework.mates(store, item.gathering, "")] == [item.id]


# History


def test_the_journey_of_a_joined_item_tells_what_the_others_were_in_order(store):
    first, second = filled(store, {"text": "lys"}, {"text": "lamper"})
    store.save(replace(second, text="flere lamper"))
    store.save(*rework.joined(store, rework.present(store, [first.id, second.id])))
    whole = store.all(Item)[first.id]
    told = [(step.edit.id == second.id, step.edit.set.get("text")) for step in store.journey(whole)]
    assert told == [
        (False, "lys"),
        (True, "lamper"),
        (True, "flere lamper"),
        (False, "lys; flere lamper"),
        (True, None),
    ]
    assert len(store.history(whole)) == 2
    store.commit(store.plan_undo())
    assert {step.edit.id for step in store.journey(first)} == {first.id}
    store.commit(store.plan_redo())
    assert {step.edit.id for step in store.journey(first)} == {first.id, second.id}


def test_the_journey_of_a_part_tells_of_the_whole_until_it_was_split(store):
    (item,) = filled(store, {"text": "en og to"})
    store.save(*rework.split(store, item, 6))
    store.save(replace(store.all(Item)[item.id], text="en og mer"))
    second = next(i for i in store.all(Item).values() if i.text == "to")
    assert [step.edit.set.get("text") for step in store.journey(second)] == ["en og to", "en og", "to"]


# Commands


@pytest.fixture
def shell(tmp_path):
    shell = Shell(tmp_path)
    shell.ok("new", "--name", "Velferd")
    shell.ok("person", "add", "Per Vik")
    shell.ok("add", "# Lys", "bedre lys", "flere lamper og færre stolper", "# Annet", "noe")
    return shell


def listed(shell, *cut) -> list[tuple[str, str]]:
    return [(item["reference"], item["text"]) for item in shell.json("list", *cut)]


def test_edit_changes_many_at_once_and_one_undo_takes_it_back(shell):
    before = shell.json("list")
    shell.ok(
        "edit", "1p-1", "1P-02", "--kind", "action", "--theme", "annet", "--responsible", "per", "--due", "1.2.2027"
    )
    found = shell.json("list", "--theme", "annet")
    assert [item["kind"] for item in found] == ["action", "action", "point"]
    assert {(i["responsible"][0], i["due"]) for i in found[:2]} == {("Per Vik", "2027-02-01")}
    shell.ok("undo")
    assert shell.json("list") == before


def test_edit_empties_what_it_is_told_to(shell):
    shell.ok("edit", "1P-01", "--responsible", "Per Vik", "--due", "2027-02-01", "--text", "Nytt", "--done")
    shell.ok("edit", "1P-01", "--no-responsible", "--no-due", "--no-theme", "--open")
    item = shell.json("list")[0]
    assert (item["text"], item["responsible"], item["due"], item["theme"]) == ("Nytt", [], None, None)
    assert item["status"] == "open"


def test_join_keeps_the_first_reference_and_its_history_tells_of_the_others(shell):
    assert shell.ok("join", "1P-02", "1P-01") == "1P-01\n"
    assert listed(shell, "--theme", "lys") == [("1P-01", "bedre lys; flere lamper og færre stolper")]
    assert [step["reference"] for step in shell.json("history", "1P-01")] == ["1P-01", "1P-02", "1P-01", "1P-02"]
    table = shell.ok("history", "1P-01")
    assert "flere lamper" in table
    assert re.search(r"grew_from .*→ 1P-02", table)
    shell.ok("undo")
    assert len(listed(shell)) == 3


def test_split_prints_the_new_reference(shell):
    assert shell.ok("split", "1P-02", "færre") == "1P-04\n"
    assert listed(shell, "--theme", "lys")[1:] == [("1P-02", "flere lamper og"), ("1P-04", "færre stolper")]


def test_move_puts_items_where_another_stands(shell):
    shell.ok("move", "1P-03", "1P-02", "--before", "1P-01")
    assert [text for _, text in listed(shell, "--theme", "lys")] == [
        "noe",
        "flere lamper og færre stolper",
        "bedre lys",
    ]
    shell.ok("move", "1P-03", "--after", "1P-01")
    assert [text for _, text in listed(shell, "--theme", "lys")][-1] == "noe"


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_what_cannot_be_done_is_refused_in_one_sentence_and_changes_nothing(shell, language, monkeypatch, capsys):
    from tui.cli.program import run_commands  # noqa: PLC0415

    shell.ok("gathering", "add", "--title", "Neste", "--date", "2027-02-01")
    shell.ok("add", "-g", "2", "senere")
    for name, value in {**shell.environment, "SAMLING_LANGUAGE": language}.items():
        monkeypatch.setenv(name, value)
    for status, *arguments in [
        (2, "edit", "1P-01"),
        (2, "edit", "1P-01", "1P-02", "--text", "likt"),
        (2, "edit", "1P-01", "--theme", "lys", "--no-theme"),
        (4, "edit", "9Z-01", "--done"),
        (2, "join", "1P-01"),
        (2, "join", "1P-01", "1p-1"),
        (2, "join", "1P-01", "2P-01"),
        (2, "split", "1P-02", "bedre"),
        (2, "split", "1P-01", "bedre"),
        (2, "split", "1P-01", ""),
        (2, "move", "1P-01"),
        (2, "move", "1P-01", "--before", "1P-01"),
        (2, "move", "1P-01", "--before", "2P-01"),
        (2, "move", "1P-01", "--before", "1P-02", "--after", "1P-03"),
    ]:
        monkeypatch.setattr("sys.argv", ["samling", *arguments])
        with pytest.raises(SystemExit) as ended:
            run_commands()
        told = capsys.readouterr()
        assert (ended.value.code, told.out, told.err.count("\n")) == (status, "", 1), (arguments, told)
    store = Store.open(shell.home / "store", "Tone")
    with pytest.raises(NothingToUndo):
        store.plan_undo()
    shell.ok("gathering", "finish", "1")
    assert shell.run("edit", "1P-01", "--done", "--text", "x").returncode == 1
