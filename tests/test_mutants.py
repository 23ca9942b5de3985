"""Our tests can fail: a program that lacks one of the things that its promises hang on does not pass them."""

import random
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from conftest import ROOT
from workbench import Mutant, Run, copy_program, read_mutants, run_tests, stands_once

MUTANTS = read_mutants(Path(__file__).with_name("mutants.txt"))
AT_ONCE = 2


def test_each_mutant_replaces_what_stands_in_the_program_once():
    names = [mutant.name for mutant in MUTANTS]
    assert len(set(names)) == len(names)
    assert [mutant.name for mutant in MUTANTS if mutant.old == mutant.new or not stands_once(mutant)] == []
    assert [test for mutant in MUTANTS for test in mutant.tests if not (ROOT / test.partition("::")[0]).is_file()] == []
    assert all(mutant.tests for mutant in MUTANTS)


def tried(source: Path, folder: Path, mutant: Mutant | None, tests: list[str]) -> Run:
    """Return how tests end with that mutant, or without any, in a copy that is taken away afterwards."""
    copy_program(folder, source)
    run = run_tests(folder, mutant, tests)
    shutil.rmtree(folder, ignore_errors=True)
    return run


@pytest.mark.campaign
def test_every_mutant_is_caught_by_the_everyday_tests(tmp_path, dose, figures):
    amount = min(max(3, dose(len(MUTANTS))), len(MUTANTS))
    seed = random.randrange(1 << 32)
    print(f"The seed of the choice is {seed}.")
    chosen = random.Random(seed).sample(MUTANTS, amount)
    source = tmp_path / "source"
    copy_program(source)
    everyday = sorted({test for mutant in chosen for test in mutant.tests})
    trials = [(tmp_path / "whole", None, everyday)]
    trials += [(tmp_path / f"{number}", mutant, [*mutant.tests]) for number, mutant in enumerate(chosen)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        whole, *runs = pool.map(lambda trial: tried(source, *trial), trials)
    caught = [mutant.name for mutant, run in zip(chosen, runs, strict=True) if run.status == 1]
    survived = [mutant.name for mutant, run in zip(chosen, runs, strict=True) if run.status == 0]
    broken = [
        f"{mutant.name}\n{run.output}" for mutant, run in zip(chosen, runs, strict=True) if run.status not in (0, 1)
    ]
    print(f"Survived: {survived}")
    figures("mutants", mutants=amount, caught=len(caught), survived=len(survived))
    assert whole.status == 0, whole.output
    assert not broken, "\n".join(broken)
    assert survived == []
