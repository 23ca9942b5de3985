"""Every screen of the series, at a real terminal of 80x24, in each language."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from pseudo_terminal import SAMLING, PseudoTerminal, environment

from storage.model import LANGUAGES
from tui.example import make_example
from tui.phrases import Phrases

F4, F5, F6, F9 = "\x1bOS", "\x1b[15~", "\x1b[17~", "\x1b[20~"
NEEDS, WORK = "\x0e", "\x18"
WAYS = {
    "needs": [NEEDS],
    "journey": [NEEDS, "h"],
    "alike": [NEEDS, "a"],
    "sharing": [NEEDS, "s"],
    "agreed work": [WORK],
    "what comes along": [F6, "m"],
    "agenda": [F6, "d"],
    "check before final": [F6, "f"],
    "corrections": [F6, "r"],
    "people": [F5],
    "people over the series": [F5, "s"],
    "themes": [F4],
    "documents": [F9],
}


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("example") / "nettverk"
    make_example(path)
    return path


@pytest.mark.campaign
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_opens_says_how_to_go_back_and_speaks_the_language(example, tmp_path, language):
    store = tmp_path / "nettverk"
    shutil.copytree(example, store)
    say = Phrases(language)
    back = f"Esc {say('key.back')}"
    variables = environment(tmp_path, SAMLING_LANGUAGE=language)
    with PseudoTerminal([SAMLING, "--store", str(store), "--scribe", "åse"], variables) as terminal:
        terminal.wait_until(lambda: "5B-09" in terminal.text)
        begun = terminal.rows[0]
        for name, keys in WAYS.items():
            for key in keys:
                before = terminal.rows[0]
                terminal.type(key)
                terminal.wait_until(lambda before=before: terminal.rows[0] != before and back in terminal.rows[-1])
            assert not re.search(r"\b(?:key|tip|option|export|work|need|carry|field)\.[a-z]|[{}]", terminal.text), name
            for _ in keys:
                before = terminal.rows[0]
                terminal.type("\x1b")
                terminal.wait_until(lambda before=before: terminal.rows[0] != before)
            terminal.wait_until(lambda: terminal.rows[0] == begun)
