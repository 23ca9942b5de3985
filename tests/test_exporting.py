"""Which document is exported, as what, to which file, and what is said of it."""

from __future__ import annotations

import datetime as dt
import io
import signal
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from commands import PROGRAM, Shell
from conftest import add, make_store
from pseudo_terminal import PseudoTerminal
from screens import rows, running, shown, type_line, until

from exports.cuts.record import Choice
from exports.document import entries_of
from exports.formats import Format
from exports.locks import find_lock, user_of
from exports.writing import Made, Report, Stage, make, write
from storage.errors import FileInUse, NothingDue, UnknownFormat, UnknownReference
from storage.model import LANGUAGES, Gathering, GatheringState, Item, Kind
from storage.store import Store
from tui.ordering.exporting import document_of, format_of, progress_line
from tui.ordering.orders import CUTS, MINUTES, REPORT, Order, file_name, gatherings_of
from tui.phrases import Phrases
from tui.places import Place
from tui.screens.export import ExportScreen


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """A shell beside the example network."""
    home = tmp_path_factory.mktemp("network")
    shell = Shell(home)
    shell.ok("demo", "--store", "store")
    return shell


@pytest.fixture(scope="module")
def store(shell: Shell) -> Store:
    return Store.open(shell.home / "store", "Kari")


# which gatherings


@pytest.mark.parametrize(
    ("asked", "cut", "numbers"),
    [
        ([], "minutes", [5]),
        ([], "report", [1, 2, 3, 4, 5]),
        (["2"], "minutes", [2]),
        (["1-3"], "needs", [1, 2, 3]),
        (["4", "1–2"], "minutes", [1, 2, 4]),
        (["3-99"], "report", [3, 4, 5]),
    ],
)
def test_gatherings_are_asked_for_by_number_several_or_from_and_to(store: Store, asked, cut, numbers):
    assert [gathering.number for gathering in gatherings_of(store, asked, cut)] == numbers


def test_unless_it_is_asked_for_no_gathering_is_meant_that_is_only_planned(tmp_path: Path):
    store = make_store(tmp_path / "net")
    third = store.open_gathering()
    today = dt.datetime.now().astimezone().date()
    store.save(replace(third, date=today, state=GatheringState.FINAL))
    assert [one.number for one in gatherings_of(store, [], MINUTES)] == [3]
    store.save(Gathering(id=store.new_id(), number=4, date=today + dt.timedelta(1)))
    assert [one.number for one in gatherings_of(store, [], MINUTES)] == [3]
    add(store, "forberedt")
    assert [one.number for one in gatherings_of(store, [], MINUTES)] == [4]


@pytest.mark.parametrize("asked", ["9", "x", "3-1", "", "-2", "7-9"])
def test_a_gathering_that_is_not_there_is_named(store: Store, asked):
    with pytest.raises(UnknownReference) as caught:
        gatherings_of(store, [asked], "minutes")
    assert caught.value.name == asked


# which file


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_document_has_a_name_of_its_own(store: Store, language):
    say = Phrases(language)
    about = gatherings_of(store, ["1-3"], "minutes")
    orders = [Order(about, language, cut) for cut in CUTS]
    orders += [Order(about, language, choice=Choice(kinds=frozenset({kind}))) for kind in Kind if kind is not Kind.NEED]
    orders += [Order(about, language, choice=Choice(theme="x")), Order(about, language, confidential=True)]
    names = [file_name(say, order, Format.WORD) for order in orders]
    assert len(set(names)) == len(names)
    assert all(name.endswith(".docx") and "1-3" in name and " " not in name for name in names)


def test_the_end_of_a_name_says_what_the_file_is_and_none_says_word():
    assert [format_of(Path(name)) for name in ("a.PDF", "a.b.md", "a")] == [Format.PDF, Format.MARKDOWN, Format.WORD]
    with pytest.raises(UnknownFormat) as caught:
        format_of(Path("a.odt"))
    assert "docx" in caught.value.known


# open elsewhere

MADE = Made(b"new", Report(0, 0))


@pytest.mark.parametrize(
    ("name", "lock"),
    [
        ("referat.docx", "~$eferat.docx"),
        ("referater.docx", "~$ferater.docx"),
        ("notat.docx", "~$notat.docx"),
        ("referat.docx", ".~lock.referat.docx#"),
    ],
)
def test_a_file_that_somebody_has_open_is_not_replaced_and_the_sentence_says_who(tmp_path: Path, name, lock):
    path = tmp_path / name
    path.write_bytes(b"old")
    user = "Åse Lien"
    told = (
        bytes([len(user)]) + user.encode("latin-1").ljust(53, b"\0") + bytes([len(user), 0]) + user.encode("utf-16-le")
    )
    libre = f"{user},ase,pc,12.03.2025 10:00,file:///home/ase/.config;".encode()
    (tmp_path / lock).write_bytes(told if lock.startswith("~") else libre)
    with pytest.raises(FileInUse) as caught:
        write(MADE, path, overwrite=True)
    assert (path.read_bytes(), caught.value.user) == (b"old", user)
    for language in LANGUAGES:
        sentence = Phrases(language).error(caught.value)
        assert user in sentence
        assert lock in sentence
    (tmp_path / lock).unlink()
    write(MADE, path, overwrite=True)
    assert path.read_bytes() == b"new"


@pytest.mark.parametrize("junk", [b"", b"\xff" * 200, b"\0" * 54, b",,,", b"\x1b[31m,"])
def test_a_lock_of_any_bytes_is_read_without_a_fault(tmp_path: Path, junk):
    for lock in (tmp_path / "~$eferat.docx", tmp_path / ".~lock.referat.docx#"):
        lock.write_bytes(junk)
        assert find_lock(tmp_path / "referat.docx") == lock
        assert len(user_of(lock)) <= 60
        lock.unlink()


# the command


@pytest.mark.parametrize("form", [form for form in Format if form is not Format.PDF])
@pytest.mark.parametrize("cut", CUTS)
def test_every_document_can_be_had_as_every_kind_of_file_with_every_item_in_it(store: Store, cut, form):
    document = document_of(store, Order(gatherings_of(store, ["1-5"], cut), "nn", cut))
    expected = {entry.id for entry in entries_of(document)}
    if form is Format.CALENDAR:
        items = filter(None, (store.find(Item, name) for name in expected))
        expected = {item.id for item in items if item.due and item.kind is Kind.ACTION}
    if expected:
        assert make(document, store.contents(), form).report == Report(len(expected), 0)
    else:
        with pytest.raises(NothingDue):
            make(document, store.contents(), form)


@pytest.mark.parametrize(
    ("cut", "form"), [("minutes", "html"), ("report", "docx"), ("needs", "md"), ("summary", "txt")]
)
def test_the_command_writes_a_file_that_is_private_and_says_where(shell: Shell, cut, form):
    said = shell.run("export", "--document", cut, "--gathering", "2", f"{cut}.{form}")
    assert said.returncode == 0, said.stderr
    assert f"{cut}.{form}" in said.stderr
    assert (shell.home / f"{cut}.{form}").stat().st_mode & 0o077 == 0


def test_what_the_name_does_not_say_an_option_does(shell: Shell):
    done = shell.run("export", "-g", "1", "--format", "md", "-")
    assert done.stdout.startswith("# Referat fra samling 1")


def test_only_what_is_asked_for_is_brought(shell: Shell):
    whole = shell.run("export", "-g", "1-5", "--format", "csv", "-").stdout.splitlines()
    some = shell.run("export", "-g", "1-5", "-k", "action", "--responsible", "Hilde Øverås", "--format", "csv", "-")
    rows = some.stdout.splitlines()
    assert 1 < len(rows) < len(whole)
    assert all("Hilde Øverås" in row for row in rows[1:])


@pytest.mark.parametrize(
    ("arguments", "status", "word"),
    [
        (["ut.odt"], 2, ".docx"),
        (["-g", "9", "ut.docx"], 4, "9"),
        (["--responsible", "ingen", "ut.docx"], 4, "ingen"),
        (["--theme", "ingen", "ut.docx"], 4, "ingen"),
        (["--document", "novel", "ut.docx"], 2, "summary"),
        (["--format", "odt", "ut.docx"], 2, "docx"),
    ],
)
def test_what_cannot_be_exported_is_said_in_a_sentence(shell: Shell, arguments, status, word):
    done = shell.run("--language", LANGUAGES[len(word) % 3], "export", *arguments)
    assert done.returncode == status
    assert word in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (shell.home / "ut.docx").exists()


def test_the_same_store_and_the_same_options_are_the_same_bytes(shell: Shell):
    for cut in (MINUTES, REPORT):
        files = [
            subprocess.run(
                [PROGRAM, "export", "-d", cut, "-g", "1-5", "-"],
                env=shell.environment,
                cwd=shell.home,
                capture_output=True,
                check=True,
            ).stdout
            for _ in range(2)
        ]
        assert files[0] == files[1]
        assert zipfile.ZipFile(io.BytesIO(files[0])).testzip() is None


# long work


@pytest.fixture
def slow(tmp_path: Path) -> Path:
    """A folder of programs in which the one that makes PDF files takes a minute."""
    program = tmp_path / "bin" / "soffice"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\nexec /bin/sleep 60\n")
    program.chmod(0o700)
    return program.parent


def test_long_work_tells_how_far_it_has_come_and_leaves_nothing_where_it_is_interrupted(shell: Shell, slow: Path):
    environment = {**shell.environment, "PATH": f"{slow}:/usr/bin:/bin", "TMPDIR": str(slow)}
    target = slow / "ut.pdf"
    with PseudoTerminal([PROGRAM, "export", str(target)], environment) as terminal:
        terminal.wait_for("LibreOffice makes the PDF … 1 s")
        terminal.type("\x03")
        terminal.wait_for("Interrupted. Nothing was written.")
        assert terminal.wait_for_end() == 130
    assert [path.name for path in slow.iterdir()] == ["soffice"]


def test_a_pipe_is_told_of_no_progress(shell: Shell, slow: Path):
    done = subprocess.Popen(
        [PROGRAM, "export", str(slow / "ut.pdf")],
        env={**shell.environment, "PATH": f"{slow}:/usr/bin:/bin", "TMPDIR": str(slow)},
        stderr=subprocess.PIPE,
    )
    with done:
        with pytest.raises(subprocess.TimeoutExpired):
            done.wait(1.5)
        done.send_signal(signal.SIGINT)
        assert done.stderr.read().strip() == b"Interrupted. Nothing was written."


@pytest.mark.parametrize("stage", Stage)
def test_how_far_the_work_has_come_is_told_in_three_languages(stage):
    lines = {progress_line(Phrases(language), stage, 3, 12) for language in LANGUAGES}
    assert all(line.endswith("25 %") and "…" in line for line in lines)
    assert "%" not in progress_line(Phrases("nb"), stage, 3, 0)


async def test_escape_gives_up_the_file_that_is_being_written(shell: Shell, slow: Path, monkeypatch):
    monkeypatch.setenv("PATH", f"{slow}:/usr/bin:/bin")
    monkeypatch.setenv("TMPDIR", str(slow))
    monkeypatch.chdir(slow)
    async with running(shell.home / "store", size=(240, 24)) as pilot:  # however long the path of the folder is
        await pilot.press("f9", "f", "2")
        assert "referat-samling-5.pdf" in shown(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: "LibreOffice lager PDF" in shown(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: "Avbrutt. Ingenting er skrevet." in shown(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: "referat-samling-5.pdf" not in shown(pilot))
    assert [path.name for path in slow.iterdir()] == ["soffice"]


# the screen


async def test_another_document_is_chosen_by_its_number_and_the_name_follows(shell: Shell):
    async with running(shell.home / "store") as pilot:
        await pilot.press("f9", "d")
        assert "Behovsbeskrivelse, alle samlinger" in shown(pilot)
        await pilot.press("3")
        assert "Tiltak, samling 5" in rows(pilot)[0]
        assert "tiltak-samling-5.docx" in shown(pilot)
        await pilot.press("d", "9")
        assert "Rapport, alle samlinger" in rows(pilot)[0]
        assert "rapport-samling-1-5.docx" in shown(pilot)


async def test_the_end_of_the_name_that_is_typed_says_what_the_file_becomes(shell: Shell, tmp_path: Path):
    async with running(shell.home / "store", size=(160, 24)) as pilot:
        for typed, named, form in (("a.html", "a.html", "Nettside"), ("b 12.3", "b 12.3.docx", "Word")):
            await pilot.press("f9", "p", *["backspace"] * 120)
            await type_line(pilot, str(tmp_path / typed))
            await pilot.press("enter")
            assert str(tmp_path / named) in shown(pilot)
            assert form in rows(pilot)[0]
            await pilot.press("escape")


async def test_a_restricted_account_starts_no_other_program_and_is_offered_no_pdf(shell: Shell):
    async with running(shell.home / "store") as pilot:
        capture = pilot.app.screen
        gathering = next(iter(capture.store.all(Gathering).values()))
        place = Place(shell.home / "files")
        pilot.app.push_screen(ExportScreen(capture.store, capture.saver, capture.say, gathering, place))
        await pilot.press("f")
        assert "Markdown" in shown(pilot)
        assert "PDF" not in shown(pilot)


# the look of a store


def test_a_store_has_a_look_of_its_own_which_is_tried_kept_private_and_backed_up(shell: Shell, tmp_path: Path):
    def exported() -> bytes:
        return subprocess.run([PROGRAM, "export", "-"], env=shell.environment, capture_output=True, check=True).stdout

    store, mine, plain = shell.home / "store", tmp_path / "mal.dotx", exported()
    shell.ok("template", "new", str(mine))
    shell.ok("template", "use", str(mine))
    assert (store / "template.dotx").stat().st_mode & 0o777 == 0o600
    assert exported() != plain
    shell.ok("backup", str(tmp_path / "all.tar.gz"))
    shell.ok("restore", str(tmp_path / "all.tar.gz"), str(tmp_path / "again"))
    assert (tmp_path / "again" / "template.dotx").read_bytes() == mine.read_bytes()
    assert shell.json("check")["whole"]
    (tmp_path / "bad.docx").write_text("not a Word file")
    assert shell.run("template", "use", str(tmp_path / "bad.docx")).returncode == 6
    assert [path.name for path in store.glob("template*")] == ["template.dotx"]
    shell.ok("template", "drop")
    assert exported() == plain


def test_a_link_that_somebody_put_in_place_of_the_look_is_not_followed(shell: Shell, tmp_path: Path):
    mine = tmp_path / "mal.docx"
    shell.ok("template", "new", str(mine))
    link = shell.home / "store" / "template.docx"
    link.symlink_to(mine)
    try:
        refused = shell.run("export", str(tmp_path / "ut.docx"))
        assert (refused.returncode, str(link) in refused.stderr) == (6, True)
    finally:
        link.unlink()


async def test_what_is_in_a_large_store_is_collected_while_the_screen_is_there(shell: Shell, monkeypatch):
    monkeypatch.setattr("tui.screens.export.SMALL", 10)
    async with running(shell.home / "store") as pilot:
        await pilot.press("f9")
        await until(pilot, lambda: "Referat fra samling 5" in shown(pilot))
        await pilot.press("l", "l")
        await until(pilot, lambda: "Minutes of gathering 5" in shown(pilot))
        await pilot.press("d", "9")
        await until(pilot, lambda: "Final report" in shown(pilot))
