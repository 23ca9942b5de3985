"""What two wrote differently, on the command line: listed with both sides, and settled."""

import datetime as dt
import json
import shutil
from dataclasses import replace

import pytest
from commands import Shell

from storage.model import Gathering, GatheringState, Item, Theme
from storage.store import Store


@pytest.fixture(scope="module")
def pattern(tmp_path_factory):
    """A store with two items; of the first, Kari and Ola changed text and due date without sight of each other."""
    home = tmp_path_factory.mktemp("pattern")
    shell = Shell(home)
    shell.ok("new", "--name", "Velferd")
    shell.ok("person", "add", "Per Vik")
    shell.ok("theme", "add", "Money")
    shell.ok("add", "People want to lie down", "! Call the supplier")
    kari, ola = (Store.open(home / "store", who) for who in ("Kari", "Ola"))
    first, *_ = sorted(kari.all(Item).values(), key=lambda item: item.number)
    per = kari.parties()[0].id
    kari.save(replace(first, text="People want to sleep", due=dt.date(2099, 12, 4), responsible=(per,)))
    ola.save(replace(first, text="People want to rest\x1b[31m", due=dt.date(2099, 12, 5), responsible=("eva",)))
    kari.close()
    ola.close()
    return home / "store"


@pytest.fixture
def shell(tmp_path, pattern):
    """A shell that stands beside a copy of that store."""
    shutil.copytree(pattern, tmp_path / "store")
    return Shell(tmp_path)


def first(shell) -> dict:
    return shell.json("list")[0]


def test_both_sides_are_in_the_json_with_names_for_ids(shell):
    facts = {conflict["field"]: conflict["values"] for conflict in first(shell)["conflicts"]}
    assert list(facts) == ["text", "due", "responsible"]
    assert [(v["value"], v["scribe"], v["stands"]) for v in facts["due"]] == [
        ("2099-12-04", "Kari", False),
        ("2099-12-05", "Ola", True),
    ]
    assert [v["value"] for v in facts["responsible"]] == [["Per Vik"], ["eva"]]
    assert all(dt.datetime.fromisoformat(v["moment"]).tzinfo for v in facts["text"])
    assert shell.json("list")[1]["conflicts"] == []


def test_the_list_marks_what_is_disputed_and_lists_that_alone_where_asked(shell):
    rows = shell.ok("list").splitlines()
    assert rows[0].endswith("≠ Kari: “People want to sleep”, due Fri 4/12/2099, responsible Per Vik")
    assert "≠" not in rows[1]
    (row,) = shell.ok("list", "--conflicts").splitlines()
    assert row.split() == rows[0].split()
    assert "\x1b" not in rows[0]


def test_conflicts_are_listed_with_numbers_of_every_kind_of_document(shell):
    path = shell.home / "store"
    kari, ola = Store.open(path, "Kari"), Store.open(path, "Ola")
    (theme,) = kari.all(Theme).values()
    kari.save(replace(theme, title="Cash"))
    ola.save(replace(theme, title="Coins"))
    rows = shell.ok("conflicts").splitlines()
    assert [row.split()[:3] for row in rows] == [
        *([["1P-01", field, number] for field in ("text", "due", "responsible") for number in ("1", "2")]),
        ["Coins", "title", "1"],
        ["Coins", "title", "2"],
    ]
    assert "stands now" in rows[-1]
    told = shell.json("conflicts")
    assert [(c["table"], c["name"], c["field"]) for c in told][-1] == ("themes", "Coins", "title")
    assert shell.ok("settle", "coins", "--value", "1") == "Coins: title is now “Cash” (Kari)\n"
    assert shell.json("theme", "list")[0]["title"] == "Cash"


def test_without_a_choice_what_stands_is_kept(shell):
    done = shell.ok("settle", "1p-1")
    assert done.splitlines()[0] == "1P-01: text is now “People want to rest␛[31m” (Ola)"
    assert len(done.splitlines()) == 3
    assert (first(shell)["due"], first(shell)["conflicts"]) == ("2099-12-05", [])
    assert shell.ok("conflicts") == ""


def test_one_field_is_settled_with_the_value_of_a_number_and_undone(shell):
    assert shell.ok("settle", "1P-01", "--field", "text", "--value", "1") == (
        "1P-01: text is now “People want to sleep” (Kari)\n"
    )
    assert first(shell)["text"] == "People want to sleep"
    assert [conflict["field"] for conflict in first(shell)["conflicts"]] == ["due", "responsible"]
    shell.ok("settle", "1P-01", "--field", "due", "--keep")
    assert first(shell)["due"] == "2099-12-05"
    shell.ok("undo")
    shell.ok("undo")
    assert first(shell)["text"] == "People want to rest\x1b[31m"


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("1P-01", "--value", "1"), 2, "--field: text, due, responsible"),
        (("1P-01", "--field", "text", "--value", "3"), 2, "There is no value 3; there are 2"),
        (("1P-01", "--keep", "--value", "1"), 2, "either --keep or --value"),
        (("1P-02",), 1, "Nobody wrote different things of 1P-02"),
        (("1P-01", "--field", "kind"), 1, "Nobody wrote different things"),
        (("1P-99",), 4, "There is no item"),
    ],
)
def test_what_cannot_be_settled_is_told(shell, arguments, status, words):
    done = shell.run("settle", *arguments)
    assert (done.returncode, done.stdout) == (status, "")
    assert words in done.stderr
    assert len(first(shell)["conflicts"]) == 3


def test_nothing_is_settled_at_a_finished_gathering(shell):
    shell.ok("gathering", "finish", "1")
    done = shell.run("settle", "1P-01")
    assert done.returncode == 1
    assert "finished" in done.stderr
    assert json.loads(shell.ok("list", "--conflicts", "--json"))
    store = Store.open(shell.home / "store", "Kari")
    assert [g.state for g in store.all(Gathering).values()] == [GatheringState.FINAL]
