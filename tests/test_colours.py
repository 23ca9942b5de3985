"""The colours: sixteen at most, white on black or none where that is asked for, and nothing said by them alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import ROOT, add
from hypothesis import given
from hypothesis import strategies as st
from pseudo_terminal import SAMLING, PseudoTerminal, environment
from rich.color import ColorSystem
from rich.style import Style
from screens import app_on, running

from storage.model import Kind
from storage.store import Store
from tui.planning.register import new_person, new_theme
from tui.preferences import COLOURS
from tui.screens.people import SIGNS as PRESENCES
from tui.screens.rows import SIGNS
from tui.widgets.colours import in_contrast, without_colour

LOOKS = {0, 1, 2, 4, 7, 22, 24, 27}
"""What SGR says of weight, line and reverse."""
SIXTEEN = {*range(30, 38), 39, *range(40, 48), 49, *range(90, 98), *range(100, 108)}
ALLOWED = {"terminal": LOOKS | SIXTEEN, "contrast": LOOKS - {2} | {97, 40}, "none": LOOKS}

SAID_OTHERWISE = {
    ".bar--good": "says in words that it is saved",
    ".bar--warning": "says in words what to mind; bold",
    ".bar--alarm": "NOT SAVED, in words; on a colour, which is reversed without colours",
    ".themes--current": "▸ before it; bold",
    ".stream--dispute": "≠ before it",
    ".stream--need": "+ before it",
    ".stream--action": "! before it",
    ".stream--decision": "= before it",
    ".stream--question": "? before it",
    ".stream--learning": "* before it",
    ".stream--overdue": "says how long it is overdue",
    ".page--hole": "says what is missing",
    ".page--seal": "✓ before it, with the time",
    ".problem": "says in words what cannot be used",
    "#told.good": "says in words what was done",
    "#told.warning": "says in words what to mind",
    "#told.alarm": "says in words what failed",
}
"""By what has a colour of its own: how it is said to those who see none."""
RULE = re.compile(r"^([^{/\n]+?) \{([^}]*)\}", re.MULTILINE)


def test_whatever_has_a_colour_says_the_same_without_it():
    rules = RULE.findall((ROOT / "tui" / "samling.tcss").read_text(encoding="utf-8"))
    coloured = {
        name.strip()
        for selectors, look in rules
        if re.search(r"(?:color|background): ansi_(?!default|bright_black)", look)
        for name in selectors.split(",")
    }
    assert coloured == set(SAID_OTHERWISE)


def test_kinds_and_presences_have_each_a_sign_of_their_own():
    assert len({SIGNS[kind] for kind in Kind}) == len(Kind)
    assert len(set(PRESENCES.values())) == len(PRESENCES)


def test_only_colours_of_the_sixteen_are_named():
    named = set(
        re.findall(r"(?:color|background|border[\w-]*): (?:\w+ )?(\w+)", (ROOT / "tui" / "samling.tcss").read_text())
    )
    assert {name for name in named if not name.startswith("ansi_")} <= {"solid", "round"}


colours = st.sampled_from(["default", "red", "bright_yellow", "color(9)", "#ff0000", None])
styles = st.builds(
    Style,
    color=colours,
    bgcolor=colours,
    bold=st.booleans(),
    dim=st.booleans(),
    reverse=st.booleans(),
    underline=st.booleans(),
)


def numbers(painted: str) -> set[int]:
    return {int(number or 0) for found in re.findall(r"\x1b\[([\d;]*)m", painted) for number in found.split(";")}


@given(styles)
def test_any_look_becomes_one_without_colour_or_in_the_greatest_contrast(style):
    bare, contrast = without_colour(style), in_contrast(style)
    assert numbers(bare.render("x")) <= ALLOWED["none"]
    assert numbers(contrast.render("x", color_system=ColorSystem.STANDARD)) <= ALLOWED["contrast"]
    assert {97, 40} <= numbers(contrast.render("x", color_system=ColorSystem.STANDARD))
    for changed in (bare, contrast):
        assert changed.underline == style.underline
        assert changed.reverse or not style.reverse


@pytest.fixture
def filled(path):
    """The store with an item of each kind, one of them done and one overdue, a theme and a person."""
    store = Store.open(path, "Kari")
    theme = new_theme(store, "Behov og gevinst")
    store.save(theme, *new_person(store, "Kari Vik", "Glimvåg", "rådgiver"))
    for kind in Kind:
        add(store, f"Dette er {kind}.", kind=kind, theme=theme.id, group="P", scribe="Kari")
    store.close()
    return path


def painted(app) -> str:
    return "".join(strip.render(app.console) for strip in app.screen._compositor.render_strips())


KEYS = ["f1", "f2", "f4", "f5", "f6", "f9", "ctrl+p", "ctrl+g", "ctrl+t", "ctrl+r", "ctrl+f", "ctrl+o"]


@pytest.mark.parametrize("colours", COLOURS)
async def test_every_screen_keeps_to_its_colours(filled, colours):
    settings = filled.parent / ".config" / "samling" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(f'colours = "{colours}"')
    used: set[int] = set()
    async with running(filled) as pilot:
        pilot.app.screen.board.tell("status.quit-unsaved", "alarm")
        await pilot.press(*"! halv")
        used |= numbers(painted(pilot.app))
        for key in KEYS:
            await pilot.press(key)
            await pilot.pause()
            used |= numbers(painted(pilot.app))
            await pilot.press("escape")
            await pilot.pause()
        await pilot.press("f4", "n")
        await pilot.pause()
        used |= numbers(painted(pilot.app))
        await pilot.press("escape", "escape")
        await pilot.pause()
    assert used <= ALLOWED[colours]
    assert {"terminal": {31, 32, 41} & used, "contrast": {97} & used, "none": {7} & used}[colours]


async def test_the_first_screen_keeps_to_its_colours(tmp_path):
    app = app_on(tmp_path / "none")
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.pause()
        assert numbers(painted(app)) <= ALLOWED["terminal"]


@pytest.mark.parametrize(
    ("arguments", "more", "allowed"),
    [
        ([], {"COLORTERM": "truecolor"}, "terminal"),
        ([], {"NO_COLOR": "1"}, "none"),
        (["--colours", "contrast"], {"NO_COLOR": "1"}, "contrast"),
    ],
)
def test_a_terminal_gets_no_other_colours_than_those(filled, tmp_path, arguments, more, allowed):
    command = [SAMLING, "--store", str(filled), *arguments]
    with PseudoTerminal(command, environment(Path(tmp_path), **more)) as terminal:
        terminal.wait_for("^Q Slutt")
        terminal.wait_for("Dette er learning.")
        terminal.type("! Ringe")
        terminal.wait_for("› ! Ringe")
        terminal.type("\x10")
        terminal.wait_for("Hva vil du gjøre?")
        assert numbers(terminal.output.decode()) <= ALLOWED[allowed]
