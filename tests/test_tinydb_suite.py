"""TinyDB's own tests, as its source distribution has them, pass over our storage and our table."""

import os
import re
import subprocess
import sys
from importlib.metadata import version

import pytest
from conftest import ROOT

TESTS = ROOT / ".venv" / "sources" / f"tinydb-{version('tinydb')}" / "tests"


def run_suite(folder, *options):
    """Return what pytest says about TinyDB's tests, run in a folder of their own."""
    if not TESTS.is_dir():
        pytest.fail(f"TinyDB's own tests are not in {TESTS}: `make test` fetches them from PyPI, over the network.")
    command = [sys.executable, "-m", "pytest", "-c", os.devnull, "--rootdir", TESTS.parent, "-q", "-rx", "-W", "error"]
    command += [
        option
        for plugin in ("no:cacheprovider", "no:xdist", "no:asyncio", "tinydb_plugin")
        for option in ("-p", plugin)
    ]
    search = os.pathsep.join([str(ROOT / "tests"), str(ROOT)])
    environment = os.environ | {"PYTHONPATH": search, "PYTHONDONTWRITEBYTECODE": "1", "COLUMNS": "300"}
    done = subprocess.run(
        [*command, *options, TESTS],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    print(done.stdout, done.stderr)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize(
    ("table", "passed", "expected_to_fail"),
    [
        pytest.param("text", 177, 42, id="our table"),
        pytest.param("numbers", 211, 8, id="our table, with a counter for ids"),
        pytest.param("stock", 211, 8, id="TinyDB's table over our storage"),
    ],
)
def test_the_tests_of_tinydb_pass_but_for_those_that_are_named(tmp_path, table, passed, expected_to_fail):
    told = run_suite(tmp_path, "--table", table)
    counted = {what: int(number) for number, what in re.findall(r"(\d+) (\w+)", told.splitlines()[-1])}
    counted.pop("in", None)
    assert counted == {"passed": passed, "xfailed": expected_to_fail}
