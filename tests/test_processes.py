"""Several real processes at one store: what each of them adds is there, and the numbers run on."""

import os
import subprocess
import sys
from collections import Counter
from contextlib import contextmanager

import pytest
from conftest import ROOT, make_store

from storage.check import check
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


@contextmanager
def writing(path, who, count):
    """A process that adds so many items to a store; killed at the end if it still lives."""
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"}
    command = [sys.executable, "-c", WRITER, str(path), who, str(count)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


@pytest.fixture
def path(tmp_path):
    make_store(tmp_path / "velferd").close()
    return tmp_path / "velferd"


def test_what_several_processes_add_at_once_is_all_there(path):
    with writing(path, "Ada", 30) as ada, writing(path, "Bo", 30) as bo:
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
    with writing(path, "Ada", 40) as ada, writing(path, "Bo", 40) as bo:
        assert (ada.wait(), bo.wait()) == (0, 0)
    numbers = Counter(item.number for item in Store.open(path, "Kari").all(Item).values())
    assert max(numbers.values()) <= 2
    assert set(numbers) == set(range(1, max(numbers) + 1))
