"""Several real processes at one store: what one of them called saved is there, also when it was killed."""

import os
import subprocess
import sys
from collections import Counter
from contextlib import contextmanager

import pytest
from conftest import ROOT, make_store

from storage.check import check
from storage.drafts import replay
from storage.model import Item
from storage.store import Store

WRITER = """
import sys
from pathlib import Path
from conftest import add
from storage.store import Store

path, who, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
store = Store.open(path, who)
for number in range(count):
    item = add(store, f"{who} {number}")
    print(item.id, item.number, flush=True)
    store.read_on()
store.close()
"""

EDITOR = """
import sys
from dataclasses import replace
from pathlib import Path
from storage.model import Item
from storage.store import Store

store = Store.open(Path(sys.argv[1]), sys.argv[2])
for number in range(int(sys.argv[3])):
    for item in list(store.all(Item).values()):
        store.save(replace(item, details=f"{sys.argv[2]} {number}"))
        print(number, flush=True)
    store.write_snapshot(store.plan_snapshot())
    store.read_on()
"""

TYPIST = """
import sys
from pathlib import Path
from storage.store import Store

draft = Store.open(Path(sys.argv[1]), sys.argv[2]).draft()
for number in range(int(sys.argv[3])):
    draft.keep("x" * number)
    print(number, flush=True)
"""


@contextmanager
def running(program, path, who, count=100_000):
    """A process that runs a program on a store; killed at the end if it still lives."""
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"}
    command = [sys.executable, "-c", program, str(path), who, str(count)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def lines_until_killed(process, count):
    """Read so many lines, kill the process, and return all that it has printed."""
    lines = [process.stdout.readline() for _ in range(count)]
    process.kill()
    return [line.split() for line in [*lines, *process.stdout] if line.endswith("\n")]


@pytest.fixture
def path(tmp_path):
    make_store(tmp_path / "velferd").close()
    return tmp_path / "velferd"


def test_what_several_processes_add_at_once_is_all_there(path):
    with running(WRITER, path, "Ada", 30) as ada, running(WRITER, path, "Bo", 30) as bo:
        printed = [line.split() for process in (ada, bo) for line in process.stdout]
        assert (ada.wait(), bo.wait()) == (0, 0)
    store = Store.open(path, "Kari")
    assert {name for name, _ in printed} == set(store.all(Item))
    assert len(printed) == 60
    references = list(store.contents().references.values())
    assert len(set(references)) == 60
    assert check(path).whole
    assert store.conflicts() == []


def test_numbers_run_on_where_processes_follow_each_other(path):
    with running(WRITER, path, "Ada", 40) as ada, running(WRITER, path, "Bo", 40) as bo:
        assert (ada.wait(), bo.wait()) == (0, 0)
    numbers = Counter(item.number for item in Store.open(path, "Kari").all(Item).values())
    assert max(numbers.values()) <= 2
    assert set(numbers) == set(range(1, max(numbers) + 1))


@pytest.mark.parametrize("after", [1, 7, 40])
def test_what_a_process_called_saved_before_it_was_killed_is_there(path, after):
    with running(WRITER, path, "Ada") as ada, running(WRITER, path, "Bo", 20) as bo:
        printed = lines_until_killed(ada, after) + [line.split() for line in bo.stdout]
        assert bo.wait() == 0
    store = Store.open(path, "Kari")
    items = store.all(Item)
    assert all(items[name].number == int(number) for name, number in printed)
    assert len(items) - len(printed) in (0, 1)
    references = store.contents().references.values()
    assert len(set(references)) == len(references)
    assert check(path).gaps == ()


def test_edits_and_store_json_outlive_a_killed_process(path):
    with running(WRITER, path, "Ada", 10) as ada:
        assert ada.wait() == 0
    with running(EDITOR, path, "Bo") as bo:
        last = int(lines_until_killed(bo, 25)[-1][0])
    found = check(path)
    assert found.items == 10
    assert not found.snapshot_unreadable
    details = {item.details for item in Store.open(path, "Kari").all(Item).values()}
    assert details <= {f"Bo {number}" for number in range(last - 1, last + 2)}


def test_what_a_process_had_typed_when_it_was_killed_is_found(path):
    with running(TYPIST, path, "Ada") as ada:
        last = int(lines_until_killed(ada, 50)[-1][0])
    (draft,) = (path / "drafts").iterdir()
    assert len(replay(draft.read_bytes())) in (last, last + 1)
    (found,) = Store.open(path, "Ada").found_drafts()
    assert found.text == replay(draft.read_bytes())


def test_a_process_that_hangs_keeps_nobody_waiting(path):
    with running(WRITER, path, "Ada") as ada:
        ada.stdout.readline()
        os.kill(ada.pid, 19)  # SIGSTOP: a scribe whose line has dropped
        with running(WRITER, path, "Bo", 5) as bo:
            assert len(list(bo.stdout)) == 5
            assert bo.wait() == 0
