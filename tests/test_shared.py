"""One machine, several accounts: a group shares a store, and nobody's hand reaches into another's work."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import MOMENT, add, everything_in, make_store, names_in, texts
from machine import Machine, machine, owner_and_mode

from storage.entries import Entry, encode
from storage.errors import GroupDenied, StoreUnsafe
from storage.files import Files
from storage.journal import now
from storage.model import Item, Network
from storage.records import to_record
from storage.sharing import make_part
from storage.store import Store
from tui.phrases import Phrases

NETWORK = Network(id="NETWORK", name="Velferd")
DRAFT = """
import pathlib, sys
from storage.store import Store
store = Store.open(pathlib.Path(sys.argv[1]), sys.argv[2])
"""


@pytest.fixture(scope="module")
def several() -> Iterator[Machine]:
    """The machine with its accounts."""
    with machine() as made:
        yield made


@pytest.fixture(scope="module")
def pattern(several: Machine) -> Path:
    """A store of root's that the group shares, with an item of each scribe."""
    path = several.home / "pattern"
    several.ok("root", "new", path, "--name", "Velferd", "--shared", several.group, HOME=str(several.home / "root"))
    several.ok(several.kari, "--store", path, "add", "fra Kari")
    several.ok(several.ola, "--store", path, "add", "fra Ola")
    return path


@pytest.fixture
def path(several: Machine, pattern: Path) -> Path:
    """Such a store, for one test."""
    path = several.home / f"store{len(names_in(several.home))}"
    assert several.sh("root", 'cp -a "$1" "$2"', pattern, path).returncode == 0
    return path


def journal_of(path: Path, who: str) -> Path:
    (journal,) = (path / "journals").glob(f"*-{who}-*")
    return journal


# Setting up


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077, 0o777])
def test_a_shared_store_has_its_owner_group_and_modes_whatever_the_umask(several, umask):
    path = several.home / f"umask{umask:o}"
    home = str(several.home / f"root{umask:o}")
    assert several.samling("root", "new", path, "--shared", several.group, umask=umask, HOME=home).returncode == 0
    done = several.samling(several.kari, "--store", path, "add", "fra Kari", umask=umask)
    assert done.stdout == "1P-01\n"
    assert owner_and_mode(path) == ("root", "0o2770")
    for name in ("journals", "drafts", "damaged", "archive"):
        assert owner_and_mode(path / name) == ("root", "0o3770")
    assert owner_and_mode(journal_of(path, several.kari)) == (several.kari, "0o640")
    assert owner_and_mode(journal_of(path, "root")) == ("root", "0o640")
    assert owner_and_mode(path / "store.json") == (several.kari, "0o640")
    assert {file.group() for file in (path, *path.rglob("*"))} == {several.group}


def test_a_scribe_shares_a_store_with_a_group_of_hers(several):
    path = several.home_of(several.kari) / "felles"
    several.home_of(several.kari).chmod(0o711)
    several.ok(several.kari, "new", path, "--shared", several.group)
    assert several.ok(several.ola, "--store", path, "add", "fra Ola") == "1P-01\n"
    assert several.samling(several.stranger, "--store", path, "list").returncode == 3


def test_half_a_line_is_its_writers_alone(several, path):
    keep = DRAFT + "store.draft().keep('halv linje')"
    assert several.run(several.kari, several.python, "-I", "-c", keep, path, several.kari).returncode == 0
    (draft,) = (path / "drafts").iterdir()
    assert owner_and_mode(draft) == (several.kari, "0o600")
    assert several.sh(several.ola, 'cat "$1"', draft).returncode != 0


@pytest.mark.parametrize(("group", "problem"), [("no-such-group", "unknown"), ("fremmed", "member")])
def test_a_group_that_cannot_share_is_refused_before_anything_is_made(several, group, problem):
    group = several.stranger if group == "fremmed" else group
    path = several.home_of(several.kari) / "ny"
    done = several.samling(several.kari, "new", path, "--shared", group)
    assert done.returncode == 3
    assert done.stderr == Phrases("en").error(GroupDenied(path, group, problem)) + "\n"
    assert not path.exists()


def test_a_folder_that_is_not_empty_is_not_shared(several):
    path = several.home_of(several.kari) / "full"
    several.sh(several.kari, 'mkdir -m 700 "$1"; touch "$1/fil"', path)
    assert several.samling(several.kari, "new", path, "--shared", several.group).returncode == 3
    assert owner_and_mode(path) == (several.kari, "0o700")


@pytest.mark.parametrize("silent", [True, False])
def test_a_file_system_that_keeps_no_groups_is_found_out(several, tmp_path, silent):
    class Foreign(Files):
        def give_to_group(self, *_):
            if not silent:
                raise PermissionError(1, "Operation not permitted")

    with pytest.raises(GroupDenied) as caught:
        Store.create(tmp_path / "velferd", NETWORK, "Kari", group=several.group, files=Foreign())
    assert caught.value.problem == "refused"
    Store.create(tmp_path / "velferd", NETWORK, "Kari")


def test_in_somebody_elses_shared_folder_nobody_makes_a_store(several):
    path = several.home / "mappe"
    several.sh("root", 'install -d -m 2770 -g "$2" "$1"', path, several.group)
    done = several.samling(several.kari, "new", path)
    assert done.returncode == 3
    assert str(path) in done.stderr
    assert names_in(path) == []
    several.ok("root", "new", path, HOME=str(several.home / "root"))
    assert owner_and_mode(path / "journals") == ("root", "0o3770")


def test_a_folder_that_is_made_later_is_shared_as_the_store_is(path, tmp_path):
    (path / "damaged").rmdir()
    make_part(path / "damaged", Files())
    assert owner_and_mode(path / "damaged") == ("root", "0o3770")
    make_store(tmp_path / "own")
    make_part(tmp_path / "own" / "damaged", Files())
    assert owner_and_mode(tmp_path / "own" / "damaged") == ("root", "0o700")


# What a fellow scribe can and cannot do


def test_a_fellow_scribe_reads_a_journal(several, path):
    assert "fra Kari" in several.ok(several.ola, "--store", path, "list")
    assert "fra Kari" in several.sh(several.ola, 'cat "$1"', journal_of(path, several.kari)).stdout


@pytest.mark.parametrize(
    "attack",
    [
        'echo x >> "$1"',
        ': > "$1"',
        'rm -f "$1"',
        'mv "$1" "$1.bak"',
        'mv -f "$2" "$1"',
        'cp -f --remove-destination "$2" "$1"',
        'ln -sfn /etc/passwd "$1"',
        'chmod 666 "$1"',
        'truncate -s 1 "$1"',
        'ln "$1" "$HOME/mitt"',
        'rm -rf "$(dirname "$1")"',
    ],
)
def test_a_fellow_scribe_cannot_change_a_journal(several, path, attack):
    journal = journal_of(path, several.kari)
    before, status = journal.read_bytes(), journal.stat()
    assert several.sh(several.ola, attack, journal, journal_of(path, several.ola)).returncode != 0
    assert journal.read_bytes() == before
    now = journal.stat()
    assert (now.st_ino, now.st_mode, now.st_nlink) == (status.st_ino, status.st_mode, status.st_nlink)


@pytest.mark.parametrize("attack", ['cat "$1"', 'ls "$(dirname "$1")"', 'echo x >> "$1"', 'touch "$(dirname "$1")/ny"'])
def test_whoever_is_not_in_the_group_cannot_even_look(several, path, attack):
    assert several.sh(several.stranger, attack, journal_of(path, several.kari)).returncode != 0
    done = several.samling(several.stranger, "--store", path, "list")
    assert done.returncode == 3
    assert str(path) in done.stderr


def test_a_scribe_puts_only_her_own_journals_together(several, path):
    several.ok(several.kari, "--store", path, "add", "mer")
    theirs = {name for name in names_in(path / "journals") if f"-{several.kari}-" not in name}
    several.ok(several.kari, "--store", path, "compact", "--rested", "0")
    assert len(names_in(path / "archive")) == 2
    assert theirs < set(names_in(path / "journals"))


def test_a_bundle_speaks_for_others_only_if_the_administrator_made_it(several, path):
    store = Store.open(path, "root")
    session, gathering = journal_of(path, several.ola).stem, store.open_gathering()
    item = Item(id=store.new_id(), text="ikke fra Ola", gathering=gathering.id, group="P", number=9, created=MOMENT)
    edit = {"table": "items", "id": item.id, "set": to_record(item), "was": None}
    change = Entry("X", session, store.seen()[session] + 1, now(), {}, "change", {"edits": [edit]})
    bundle = path / "journals" / f"20990101T000000-{several.kari}-aaaaaaaa.bundle.jsonl"
    several.run(several.kari, "/bin/sh", "-c", 'cat > "$1"', "sh", bundle, stdin=(encode(change) + b"\n").decode())
    opened = Store.open(path, "root")
    assert item.text not in texts(opened)
    assert [damage.path for damage in opened.damages] == [bundle]
    os.chown(bundle, 0, -1)
    assert item.text in texts(Store.open(path, "root"))


def test_each_scribe_replaces_the_json_store(several, path):
    for who in (several.kari, several.ola):
        several.ok(who, "--store", path, "add", "mer")
        assert owner_and_mode(path / "store.json") == (who, "0o640")


# What is planted


@pytest.mark.parametrize("name", ["journals", "drafts", "damaged", "archive"])
@pytest.mark.parametrize(
    ("plant", "problem"),
    [
        ('ln -s "$HOME/felle" "$1"', "link"),
        ('mkfifo "$1"', "kind"),
        ('touch "$1"', "kind"),
        ('mkdir -m 3770 "$1"', "owner"),
    ],
    ids=["link", "pipe", "file", "folder"],
)
def test_what_a_fellow_scribe_puts_in_a_folders_place_is_refused_in_words(several, path, name, plant, problem):
    trap = several.home_of(several.ola) / "felle"
    several.sh(several.ola, 'mkdir -p -m 777 "$1"; mv "$2" "$2.bak"; ' + plant.replace("$1", "$2"), trap, path / name)
    done = several.samling(several.kari, "--store", path, "add", "hemmelig")
    assert done.returncode == 3
    assert done.stderr == Phrases("en").error(StoreUnsafe(path, path / name, problem)) + "\n"
    assert not any(b"hemmelig" in content for content in everything_in(several.home_of(several.ola)).values())
    assert len(list(path.rglob("*.jsonl"))) == 3  # what was moved aside is whole, and the owner puts it back
    several.sh("root", 'rm -rf "$1"; mv "$1.bak" "$1"', path / name)
    several.ok(several.kari, "--store", path, "add", "ikke hemmelig")


def test_a_json_store_that_is_a_link_is_neither_read_nor_followed(several, path):
    (mine := several.home_of(several.kari) / "dagbok").write_text("{}")
    os.chown(mine, several.home_of(several.kari).stat().st_uid, -1)
    several.sh(several.ola, 'ln -sfn "$2" "$1"', path / "store.json", mine)
    several.ok(several.kari, "--store", path, "add", "mer")
    assert mine.read_text() == "{}"
    assert owner_and_mode(path / "store.json") == (several.kari, "0o640")


def test_a_json_store_that_anybody_may_write_does_not_stay_so(several, path):
    several.sh(several.ola, 'rm -f "$1"; umask 0; echo "{}" > "$1"', path / "store.json")
    several.ok(several.kari, "--store", path, "add", "mer")
    assert owner_and_mode(path / "store.json") == (several.kari, "0o640")


def test_a_line_that_somebody_else_left_never_comes_under_the_cursor(several, path):
    write = DRAFT + "store.draft().keep('rm -rf')"
    several.run(several.kari, several.python, "-I", "-c", write, path, several.ola)  # in the name of the other
    several.sh(several.kari, 'chmod 644 "$1"/*.draft', path / "drafts")
    several.sh(several.kari, 'mkfifo "$1"', path / "drafts" / f"20260101T000000-{several.ola}-aaaaaaaa.draft")
    several.run(several.ola, several.python, "-I", "-c", DRAFT + "store.draft().keep('min')", path, several.ola)
    assert len(list((path / "drafts").glob(f"*-{several.ola}-*"))) == 3
    look = DRAFT + "print([draft.text for draft in store.found_drafts()])"
    assert several.run(several.ola, several.python, "-I", "-c", look, path, several.ola).stdout == "['min']\n"


def test_a_fifo_or_a_link_among_the_journals_holds_nobody_up_and_is_reported(several, path):
    several.sh(several.ola, 'mkfifo "$1/1-x-1.jsonl"; ln -s /etc/passwd "$1/2-x-2.jsonl"', path / "journals")
    several.ok(several.kari, "--store", path, "add", "mer")
    found = json.loads(several.samling(several.kari, "check", path, "--json").stdout)
    assert [damage["file"] for damage in found["damages"]] == ["1-x-1.jsonl", "2-x-2.jsonl"]


@pytest.mark.parametrize(
    ("who", "change", "problem"),
    [
        ("ola", 'chmod 660 "$1"', "writable"),
        ("ola", 'ln "$1" "$HOME/ogsaa"', "linked"),
        ("root", 'chown "$2" "$1"', "stranger"),
        ("root", 'chown 54321 "$1"', "stranger"),
    ],
)
def test_check_reports_a_journal_that_may_not_be_what_it_says(several, path, who, change, problem):
    who = several.ola if who == "ola" else who
    assert several.sh(who, change, journal_of(path, several.ola), several.stranger).returncode == 0
    done = several.samling("root", "check", path, "--json")
    assert done.returncode == 7
    (doubt,) = json.loads(done.stdout)["doubts"]
    assert (doubt["problem"], doubt["scribe"]) == (problem, several.ola)
    assert several.samling("root", "check", path).returncode == 7


def test_check_tells_which_account_wrote_as_somebody_else(several, path):
    for text in ("en", "to"):
        several.ok(several.ola, "--store", path, "--scribe", "Kari Nordhaug", "add", text)
    done = several.samling(several.kari, "check", path)
    assert done.returncode == 0
    told = [line for line in done.stdout.splitlines() if "Kari Nordhaug" in line]
    assert len(told) == 1
    assert several.ola in told[0]


# Where a store may lie


def test_a_store_that_anybody_may_write_in_is_refused(several, path):
    path.chmod(0o2777)
    done = several.samling(several.kari, "--store", path, "list")
    assert (done.returncode, done.stderr) == (3, Phrases("en").error(StoreUnsafe(path, path, "open")) + "\n")


@pytest.mark.parametrize(("mode", "group"), [(0o757, "root"), (0o2775, "scribes")])
def test_a_store_that_others_can_replace_is_refused(several, mode, group):
    above = several.home / f"over{mode:o}"
    group = several.group if group == "scribes" else group
    several.sh("root", 'mkdir "$1"; chgrp "$2" "$1"', above, group)
    path = above / "velferd"
    several.ok("root", "new", path, "--shared", several.group, HOME=str(several.home / "root"))
    above.chmod(mode)
    done = several.samling(several.kari, "--store", path, "list")
    assert (done.returncode, done.stderr) == (3, Phrases("en").error(StoreUnsafe(path, above, "above")) + "\n")
    above.chmod(mode & 0o7755)
    several.ok(several.kari, "--store", path, "list")


def test_ones_own_way_to_a_store_may_be_a_link(several, path):
    way = several.home_of(several.kari) / f"{path.name}-lenke"
    several.sh(several.kari, 'ln -s "$1" "$2"', path, way)
    several.ok(several.kari, "--store", way, "add", "mer")


# Private by default


@pytest.mark.parametrize("umask", [0o000, 0o777])
def test_whatever_the_program_makes_is_private_whatever_the_umask(several, umask):
    home = several.home_of(several.stranger)
    home.chmod(0o755)
    name = f"{umask:o}"
    where = {"XDG_DATA_HOME": str(home / name / "data"), "XDG_STATE_HOME": str(home / name / "state")}
    several.sh(several.stranger, 'mkdir "$1"', home / name)
    several.ok(several.stranger, "demo", umask=umask, **where)
    several.ok(several.stranger, "add", "-", umask=umask, stdin="hemmelig\n", **where)
    several.ok(several.stranger, "export", f"{name}/ut.docx", umask=umask, **where)
    made = list((home / name).rglob("*"))
    assert {file.suffix for file in made if file.is_file()} == {".json", ".jsonl", ".docx"}
    for file in made:
        mode = stat.S_IMODE(file.stat().st_mode)
        assert mode == (0o700 if file.is_dir() else 0o600), file


def test_a_store_of_ones_own_is_no_concern_of_the_group_that_ones_folder_has(tmp_path):
    (tmp_path / "velferd").mkdir()
    (tmp_path / "velferd").chmod(0o775)  # as a umask of 002 leaves it
    store = make_store(tmp_path / "velferd")
    add(store, "mitt")
    store.close()
    assert {owner_and_mode(file)[1] for file in (tmp_path / "velferd").iterdir()} == {"0o700", "0o600"}
