"""A copy of the program with one fault put into it, and an environment in which only that copy is imported."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from conftest import ROOT

PACKAGES = ("storage", "exports", "tui", "tests")
_PATIENCE = 300.0
"""Seconds after which tests that run on are taken to hang."""
_RUN = "import sys; import storage; from pytest import main; print(storage.__file__); sys.exit(main(sys.argv[1:]))"


class Mutant(NamedTuple):
    """A fault: what the program would be without one of the things that its promises hang on."""

    name: str
    file: str
    old: str
    new: str
    tests: Sequence[str]
    """The test files, or the tests in them, that must notice it."""


class Run(NamedTuple):
    """How tests ended."""

    status: int
    output: str


def read_mutants(table: Path) -> list[Mutant]:
    """Return the mutants of a table, in which each is a paragraph: its name; the file and the tests; what goes, marked
    with a minus, and what comes, with a plus. A paragraph that begins with `#` is a heading.
    """
    paragraphs = table.read_text(encoding="utf-8").strip().split("\n\n")
    return [_mutant(*paragraph.split("\n")) for paragraph in paragraphs if not paragraph.startswith("#")]


def _mutant(name: str, where: str, *lines: str) -> Mutant:
    file, *tests = where.split()
    named = (test.split("::") for test in tests)
    old, new = ("\n".join(line[1:] for line in lines if line[0] == sign) for sign in "-+")
    return Mutant(name, file, old, new, ["::".join((f"tests/test_{file}.py", *node)) for file, *node in named])


def stands_once(mutant: Mutant, root: Path = ROOT) -> bool:
    """Tell whether what a mutant replaces is where it says, and nowhere else in that file."""
    return (root / mutant.file).read_text(encoding="utf-8").count(mutant.old) == 1


def copy_program(folder: Path, source: Path = ROOT) -> None:
    """Copy the program and its tests into a new folder, with an environment that finds them and what is installed."""
    folder.mkdir()
    for package in PACKAGES:
        shutil.copytree(source / package, folder / package)
    for file in ("pyproject.toml", "README.md"):
        shutil.copy2(source / file, folder)
    programs = folder / ".venv" / "bin"
    programs.mkdir(parents=True)
    python = Path(os.path.realpath(sys.executable))
    (programs / "python").symlink_to(python)
    (folder / ".venv" / "pyvenv.cfg").write_text(f"home = {python.parent}\n")
    library = Path(sysconfig.get_path("purelib", vars={"base": str(folder / ".venv")}))
    installed = shutil.ignore_patterns("_editable_impl_*", "pip", "mypy", "ruff*")
    shutil.copytree(sysconfig.get_path("purelib"), library, ignore=installed, copy_function=_link_or_copy)
    (library / "copy.pth").write_text(f"{folder}\n")
    script = programs / "samling"
    script.write_text(f"#!{programs / 'python'}\nimport sys\nfrom tui.cli import main\nsys.exit(main())\n")
    script.chmod(0o755)


def _link_or_copy(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # another file system
        shutil.copy2(source, target)


def run_tests(folder: Path, mutant: Mutant | None, tests: Sequence[str]) -> Run:
    """Return how the tests end in that copy of the program, with the fault in it."""
    if mutant is not None:
        file = folder / mutant.file
        file.write_text(file.read_text(encoding="utf-8").replace(mutant.old, mutant.new), encoding="utf-8")
    scratch = folder / "scratch"
    scratch.mkdir()
    options = ["-q", "-x", "-p", "no:xdist", "-p", "no:cacheprovider", "--basetemp", str(scratch / "tests")]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PYTEST"))}
    process = subprocess.Popen(
        [folder / ".venv" / "bin" / "python", "-c", _RUN, *options, *tests],
        cwd=folder,
        env=environment | {"HYPOTHESIS_PROFILE": "plain"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        output, _ = process.communicate(timeout=_PATIENCE)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, 9)
        output, _ = process.communicate()
        return Run(-1, output)
    assert output.startswith(f"{folder / 'storage' / '__init__.py'}\n"), output
    return Run(process.returncode, output)
