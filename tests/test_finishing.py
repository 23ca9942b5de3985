"""The minutes are looked over, made final, corrected and approved: on the screens and by command."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass, replace
from typing import Any

import pytest
from commands import Shell
from conftest import MOMENT, add, make_store
from pseudo_terminal import open_screen
from screens import running, shown, until

from storage.model import LANGUAGES, Correction, Gathering, GatheringState, Item, Kind, Network, Person, Presence, Theme
from storage.store import Store
from tui.cli.program import run_commands
from tui.phrases import Phrases
from tui.planning.checking import Concern, item_of, reminding, warnings_of
from tui.planning.finishing import approved_at, correction, finished, next_to, reopened, versions_of
from tui.planning.register import attendance
from tui.screens.capture import CaptureScreen
from tui.screens.corrections import CorrectionsScreen
from tui.screens.finishing import FinishingScreen
from tui.screens.gathering import GatheringScreen

CLEAN = {"who": "Nattevakten", "effect": "Ro"}


def the_gathering(store: Store) -> Gathering:
    return min(store.all(Gathering).values(), key=lambda gathering: gathering.number)


def warned(store: Store) -> dict[Concern, list[str]]:
    gathering = the_gathering(store)
    told = reminding(store, gathering)(None)(store.items_of(gathering.id))
    found = warnings_of(store, gathering, told)
    return {c: [getattr(item_of(store, one), "text", "") for one in those] for c, those in found.items()}


def with_somebody(store: Store) -> Theme:
    """Note one person as present, and return a theme."""
    person = Person(id=store.new_id(), name="Kari Solberg", handle="kari")
    theme = Theme(id=store.new_id(), title="Dialog", handle="dialog")
    store.save(person, theme, attendance(store, the_gathering(store), person, Presence.PRESENT))
    return theme


# The check


def test_what_is_missing_is_told_in_the_order_of_its_weight_and_what_is_whole_is_not(store):
    theme = with_somebody(store)
    add(store, "alt i orden", kind=Kind.NEED, theme=theme.id, **CLEAN)
    add(store, "også i orden", theme=theme.id)
    assert warned(store) == {}
    add(store, "uten tema")
    add(store, "vedtak uten tema", kind=Kind.DECISION)
    add(store, "uten noen", kind=Kind.ACTION, theme=theme.id, due=MOMENT.date())
    add(store, "uten frist", kind=Kind.ACTION, theme=theme.id, responsible=("Per",))
    add(store, "uten hvem", kind=Kind.NEED, theme=theme.id, effect="Ro")
    add(store, "uten effekt", kind=Kind.NEED, theme=theme.id, who="Nattevakten")
    add(store, "tema som er slettet", theme="borte")
    assert warned(store) == {
        Concern.UNOWNED: ["uten noen"],
        Concern.UNDATED: ["uten frist"],
        Concern.DECISION: ["vedtak uten tema"],
        Concern.UNSORTED: ["uten tema", "tema som er slettet"],
        Concern.WHO: ["uten hvem"],
        Concern.EFFECT: ["uten effekt"],
    }


def test_nobody_present_corrections_and_what_two_wrote_differently_are_told(path):
    kari, ola = Store.open(path, "Kari"), Store.open(path, "Ola")
    item = add(kari, "a")
    ola.read_on()
    for store, text in ((kari, "b"), (ola, "c")):
        store.save(replace(item, text=text))
    kari.read_on()
    kari.save(*finished(kari, the_gathering(kari)))
    kari.save(correction(kari, the_gathering(kari), "Det var d", item=item))
    found = warned(kari)
    assert found[Concern.NOBODY] == [""]
    assert found[Concern.DISPUTED] == ["c"]
    assert found[Concern.CORRECTION] == ["c"]


def test_personal_data_is_a_reminder_and_what_is_exempt_reminds_of_nothing(store):
    theme = with_somebody(store)
    add(store, "Ring Kari på 412 34 567", theme=theme.id)
    add(store, "Ring Ola på 413 34 567", theme=theme.id, confidential=True)
    assert warned(store) == {Concern.PERSONAL: ["Ring Kari på 412 34 567"]}


# The commands


@dataclass
class Here(Shell):
    """A shell whose commands run in this process."""

    patch: Any = None
    capture: Any = None

    def run(self, *arguments: str, **_: Any) -> subprocess.CompletedProcess[str]:
        self.patch.setattr("sys.argv", ["samling", *arguments])
        for name, value in self.environment.items():
            self.patch.setenv(name, value)
        with pytest.raises(SystemExit) as ended:
            run_commands()
        told = self.capture.readouterr()
        return subprocess.CompletedProcess(arguments, ended.value.code, told.out, told.err)


@pytest.fixture
def shell(tmp_path, monkeypatch, capsys) -> Here:
    store = Store.create(tmp_path / "store", Network(id="N", name="Velferd"), "Tone")
    theme = Theme(id=store.new_id(), title="Dialog", handle="dialog")
    store.save(Gathering(id=store.new_id(), number=1, date=MOMENT.date()), theme)
    store.save(Person(id=store.new_id(), name="Kari Solberg", handle="kari"))
    add(store, "Trygge netter", kind=Kind.NEED, theme=theme.id, group="P")
    add(store, "Spørre markedet", kind=Kind.ACTION, theme=theme.id, group="P")
    store.close()
    return Here(tmp_path, patch=monkeypatch, capture=capsys)


def test_the_check_prints_what_to_look_at_and_never_fails(shell):
    told = shell.run("gathering", "check", "1")
    assert told.returncode == 0
    assert "1P-02  Actions without a due date" in told.stdout
    assert "Needs without who: 1" in told.stderr
    facts = shell.json("gathering", "check", "1")
    assert [(one["concern"], one["reference"]) for one in facts][:3] == [
        ("nobody", None),
        ("unowned", "1P-02"),
        ("undated", "1P-02"),
    ]


def test_a_finished_gathering_is_locked_and_only_what_comes_afterwards_is_not(shell):
    told = shell.run("gathering", "finish", "1")
    assert told.returncode == 0
    assert "final, version 1" in told.stderr
    assert "Actions without anyone responsible: 1" in told.stderr
    before = (shell.home / "store" / "store.json").read_bytes()
    for command in (
        ("add", "-g", "1", "nytt"),
        ("edit", "1P-01", "--text", "x"),
        ("edit", "1P-02", "--kind", "point"),
        ("edit", "1P-02", "--done", "--due", "2027-01-01"),
        ("join", "1P-01", "1P-02"),
        ("split", "1P-01", "netter"),
        ("move", "1P-02", "--before", "1P-01"),
        ("confirm", "1P-01"),
        ("exempt", "1P-01"),
        ("gathering", "edit", "1", "--place", "x"),
        ("gathering", "attend", "1", "Kari Solberg"),
        ("gathering", "agenda", "1", "dialog", "--minutes", "5"),
    ):
        done = shell.run(*command)
        assert (done.returncode, done.stdout) == (1, ""), (command, done)
        assert done.stderr.startswith("Gathering 1 is finished."), (command, done)
    assert (shell.home / "store" / "store.json").read_bytes() == before
    shell.ok("edit", "1P-02", "--done")
    assert "already" in shell.run("gathering", "finish", "1").stderr


def test_minutes_are_approved_at_a_later_gathering_and_corrected_in_words(shell):
    for command, sentence in (
        (("gathering", "approve", "1", "--at", "1"), "are not final yet"),
        (("gathering", "correct", "1", "x"), "are not final yet"),
        (("export", "-g", "1", "--version", "2", "-"), "no version 2"),
        (("gathering", "approve", "1"), "There is no"),
        (("gathering", "check", "9"), "There is no"),
    ):
        done = shell.run(*command)
        assert done.returncode in (1, 4), (command, done)
        assert sentence in done.stderr, (command, done)
    shell.ok("gathering", "finish", "1")
    assert "must be a later one" in shell.run("gathering", "approve", "1", "--at", "1").stderr
    shell.ok("gathering", "add", "--date", "2027-02-01")
    assert "at gathering 2" in shell.run("gathering", "approve", "1").stderr
    assert [one["approved"] for one in shell.json("gathering", "versions", "1")] == [2]
    assert shell.ok("gathering", "correct", "1", "Det var i mai", "--item", "1p-1", "--by", "kari") == "1\n"
    assert shell.run("gathering", "correct", "1", " ").returncode == 2
    assert shell.run("gathering", "correct", "1", "x", "--item", "9Z-01").returncode == 4
    assert shell.run("gathering", "decide", "1", "2", "--accepted").returncode == 2
    for option, accepted in (("--accepted", True), ("--not-accepted", False), (None, None)):
        shell.ok("gathering", "decide", "1", "1", *([option] if option else []))
        (entered,) = shell.json("gathering", "corrections", "1")
        assert entered["accepted"] is accepted
    assert (entered["item"], entered["said_by"], entered["version"]) == ("1P-01", "Kari Solberg", 1)
    assert "Kari Solberg: Det var i mai" in shell.ok("gathering", "corrections", "1")


def test_final_minutes_are_the_same_bytes_whatever_is_written_afterwards(shell):
    shell.ok("gathering", "finish", "1")
    first = shell.home / "first.docx"
    shell.ok("export", "-g", "1", str(first))
    shell.ok("edit", "1P-02", "--done")
    shell.ok("theme", "rename", "dialog", "Noe annet")
    shell.ok("person", "add", "Ola Brekke")
    for number, more in enumerate(([], ["--version", "1"])):
        again = shell.home / f"again{number}.docx"
        assert "Since version" not in shell.run("export", "-g", "1", *more, str(again)).stderr
        assert again.read_bytes() == first.read_bytes()
    now = shell.ok("export", "-g", "1", "--current", "--format", "txt", "-")
    assert "Utkast til versjon 2" in now
    assert "Noe annet" in now
    shell.ok("gathering", "reopen", "1")
    shell.ok("edit", "1P-02", "--text", "Spørre alle")
    shell.ok("gathering", "finish", "1")
    later = shell.home / "later.docx"
    shell.ok("export", "-g", "1", "--version", "1", str(later))
    assert later.read_bytes() == first.read_bytes()
    assert "Endringer siden versjon 1" in shell.ok("export", "-g", "1", "--format", "txt", "-")
    assert shell.run("export", "-g", "1", "--version", "1", "--current", "-").returncode == 2


def test_what_reached_the_store_after_the_minutes_were_final_is_told_and_not_left_out_in_silence(shell):
    kari, ola = Store.open(shell.home / "store", "Kari"), Store.open(shell.home / "store", "Ola")
    add(kari, "a")
    kari.save(*finished(kari, the_gathering(kari)))
    add(ola, "skrevet før Ola så at det var slutt")
    kari.close()
    ola.close()
    told = shell.run("export", "-g", "1", str(shell.home / "a.docx"))
    assert "Since version 1, 1 items are new" in told.stderr


# The screens


@pytest.fixture
def held(tmp_path):
    """A store with a gathering at which something is missing, and a later one."""
    with_holes = tmp_path / "net"
    store = make_store(with_holes)
    theme = with_somebody(store)
    add(store, "Spørre markedet", kind=Kind.ACTION, theme=theme.id)
    add(store, "Trygge netter", kind=Kind.NEED, theme=theme.id)
    later = Gathering(id=store.new_id(), number=4, date=MOMENT.date())
    store.save(later)
    store.close()
    return with_holes


async def open_gatherings(pilot, *keys):
    await pilot.press("f6")
    await until(pilot, lambda: isinstance(pilot.app.screen, GatheringScreen))
    await pilot.press(*keys)


async def look_over(pilot):
    """Choose the first gathering and ask for its minutes to be made final."""
    await open_gatherings(pilot, "home", "f")
    await until(pilot, lambda: isinstance(pilot.app.screen, FinishingScreen))
    await pilot.pause()


async def test_each_warning_leads_to_its_item(held):
    async with running(held) as pilot:
        await look_over(pilot)
        assert "å se på: 4" in shown(pilot)
        for told in (
            "Tiltak uten ansvarlig: 1",
            "Tiltak uten frist: 1",
            "Behov uten hvem: 1",
            "3B-02  + Trygge netter",
        ):
            assert told in shown(pilot), told
        await pilot.press("end", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, CaptureScreen))
        store = pilot.app.screen.store
        assert store.all(Item)[pilot.app.screen.stream.chosen].text == "Trygge netter"
        assert "Samling 3" in shown(pilot)


async def test_it_is_made_final_all_the_same_and_undone_at_one_key(held):
    async with running(held) as pilot:
        store = pilot.app.screen.store
        await look_over(pilot)
        await pilot.press("f")
        await until(pilot, lambda: "er endelig, versjon 1" in shown(pilot))
        assert "avsluttet v1" in shown(pilot)
        assert [version.number for version in versions_of(store, the_gathering(store))] == [1]
        await pilot.press("f")
        assert "er endelig allerede, versjon 1" in shown(pilot)
        await pilot.press("u")
        await until(pilot, lambda: the_gathering(store).state is GatheringState.OPEN)
        assert versions_of(store, the_gathering(store)) == []


async def test_where_nothing_is_missing_one_key_is_enough(path):
    with_somebody(store := Store.open(path, "Kari"))
    store.close()
    async with running(path) as pilot:
        await open_gatherings(pilot, "f")
        await until(pilot, lambda: "er endelig, versjon 1" in shown(pilot))


async def test_a_warning_goes_when_somebody_else_has_seen_to_it(held):
    ola = Store.open(held, "Ola")
    async with running(held) as pilot:
        await look_over(pilot)
        item = next(item for item in ola.all(Item).values() if item.kind is Kind.NEED)
        ola.save(replace(item, **CLEAN, text="Ring Per på 412 34 567"))
        await until(pilot, lambda: "Kanskje personopplysninger: 1" in shown(pilot))
        assert "Behov uten hvem" not in shown(pilot)
    ola.close()


async def test_approval_is_one_key_and_once_more_takes_it_back(held):
    async with running(held) as pilot:
        store = pilot.app.screen.store
        await open_gatherings(pilot, "home", "a")
        assert "er ikke endelig ennå" in shown(pilot)
        store.save(*finished(store, the_gathering(store)))
        await pilot.press("a")
        await until(pilot, lambda: "er godkjent på samling 4" in shown(pilot))
        assert "· godkjent på samling 4" in " ".join(shown(pilot).split())
        (later,) = (one for one in store.all(Gathering).values() if one.number == 4)
        assert [one.number for one in approved_at(store, later)] == [3]
        await pilot.press("a")
        await until(pilot, lambda: "er ikke godkjent likevel" in shown(pilot))
        await pilot.press("end", "a")
        assert "er ikke endelig ennå" in shown(pilot)


async def test_a_correction_is_typed_decided_and_leads_to_its_item(held):
    async with running(held) as pilot:
        store = pilot.app.screen.store
        await open_gatherings(pilot, "home", "r", "n")
        assert "Det er ingen ennå" in shown(pilot)
        store.save(*finished(store, the_gathering(store)))
        await pilot.press("n", *"Det var på Ås", "tab", *"9z-9", "tab", *"kari", "ctrl+s")
        assert "Det finnes ikke på denne samlingen" in shown(pilot)
        await pilot.press("ctrl+u", *"3b-1", "ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, CorrectionsScreen) and "3B-01" in shown(pilot))
        assert "Kari Solberg: Det var på Ås" in shown(pilot)
        for key, told, accepted in (
            ("a", "tatt inn", True),
            ("i", "ikke tatt inn", False),
            ("i", "ikke avgjort", None),
        ):
            await pilot.press(key)
            await until(pilot, lambda told=told: f"versjon 1 · {told}" in shown(pilot))
            (one,) = store.all(Correction).values()
            assert one.accepted is accepted
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, CaptureScreen))
        assert store.all(Item)[pilot.app.screen.stream.chosen].text == "Spørre markedet"


async def test_nothing_on_the_screens_changes_final_minutes_but_what_came_of_them(held):
    with_final = Store.open(held, "Kari")
    gathering = the_gathering(with_final)
    with_final.save(*finished(with_final, gathering))
    with_final.close()
    async with running(held) as pilot:
        store = pilot.app.screen.store
        await open_gatherings(pilot, "home", "e")
        assert "Samling 3 er avsluttet" in shown(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, CaptureScreen))
        for keys in (("f2", "1"), ("c",), ("x",)):
            await pilot.press(*keys)
            await until(pilot, lambda: "er avsluttet" in shown(pilot))
        items = [item for item in store.all(Item).values() if item.gathering == gathering.id]
        assert [item.kind for item in sorted(items, key=lambda item: item.id)] == [Kind.ACTION, Kind.NEED]
        await pilot.press("home", "d")
        await until(pilot, lambda: "(ferdig)" in shown(pilot))


async def test_the_export_screen_goes_through_the_versions(held):
    store = Store.open(held, "Kari")
    gathering = the_gathering(store)
    store.save(*finished(store, gathering))
    store.save(reopened(the_gathering(store)))
    add_to = next(item for item in store.all(Item).values() if item.kind is Kind.NEED)
    store.save(replace(add_to, kind=Kind.DECISION))
    store.save(*finished(store, the_gathering(store)))
    store.close()
    async with running(held) as pilot:
        await open_gatherings(pilot, "home", "enter")
        await pilot.press("f9")
        await until(pilot, lambda: "1 vedtak" in shown(pilot))
        await pilot.press("v")
        await until(pilot, lambda: "1 behov" in shown(pilot))
        assert "Referat, samling 3, versjon 1" in shown(pilot)
        assert "versjon-1.docx" in shown(pilot)
        await pilot.press("v")
        await until(pilot, lambda: "Utkast" in shown(pilot))
        assert "slik det står nå" in shown(pilot)
        await pilot.press("v")
        await until(pilot, lambda: "1 vedtak" in shown(pilot) and "Utkast" not in shown(pilot))


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_screens_speak_each_language_and_fit(held, language):
    say = Phrases(language)
    async with running(held, language=language) as pilot:
        await look_over(pilot)
        assert say("finish.title") in shown(pilot)
        assert f"f {say('key.finish-anyway')}" in shown(pilot)
        await pilot.press("f", "r")
        await until(pilot, lambda: say("correction.title") in shown(pilot))
        assert f"a {say('key.accept')}" in shown(pilot)
        assert f"i {say('key.refuse')}" in shown(pilot)


def test_in_a_terminal_of_80_by_24_minutes_are_finished_corrected_and_approved(held):
    with open_screen(held, held.parent) as terminal:
        terminal.type("\x1b[17~")  # F6
        terminal.wait_for("Samlinger")
        terminal.type("\x1b[Hf")
        terminal.wait_for("Tiltak uten ansvarlig: 1")
        terminal.type("f")
        terminal.wait_for("er endelig, versjon 1")
        terminal.type("r")
        terminal.wait_for("Ingen rettelser")
        terminal.type("nDet var på Ås, ikke på Ærøy\x13")
        terminal.wait_for("ikke avgjort: 1")
        assert "Det var på Ås, ikke på Ærøy" in terminal.text
        terminal.type("a")
        terminal.wait_for("ikke avgjort: 0")
        terminal.type("\x1b")
        terminal.wait_for("Samlinger")
        terminal.type("a")
        terminal.wait_for("er godkjent på samling 4")
        terminal.type("\x11")
        assert terminal.wait_for_end() == 0


def test_the_gathering_that_approves_is_the_first_later_one_that_is_open(store):
    first = the_gathering(store)
    assert next_to(store, first) is None
    later = [Gathering(id=store.new_id(), number=n, date=MOMENT.date()) for n in (5, 4)]
    store.save(*later)
    assert next_to(store, first) == later[1]
    store.save(*finished(store, later[1]))
    assert next_to(store, first) == later[0]
