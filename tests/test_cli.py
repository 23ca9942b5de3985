"""The commands, by running them."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pytest
from commands import PROGRAM, Shell
from tinydb import TinyDB

from storage.entries import Entry, encode
from storage.model import LANGUAGES
from tui.cli import main
from tui.cli.program import _FREQUENT, _bare_program, make_program

FACTS = [
    "id",
    "reference",
    "kind",
    "text",
    "theme",
    "gathering",
    "group",
    "said_by",
    "responsible",
    "each",
    "due",
    "status",
    "scribe",
    "created",
    "confirmed",
    "confidential",
    "conflicts",
]


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("template")
    Shell(home).ok("new", "store", "--name", "Prøvenettverket")
    return home / "store"


@pytest.fixture
def filled(shell: Shell, template: Path) -> Shell:
    shutil.copytree(template, shell.home / "store")
    return shell


def test_the_version_is_told_without_loading_the_screen_or_word():
    code = (
        "import sys; sys.argv = ['samling', '--version']\n"
        "import tui.cli\n"
        "try: tui.cli.main()\n"
        "except SystemExit as end: assert end.code == 0\n"
        "heavy = {'textual', 'rich', 'docx', 'lxml', 'tinydb'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("samling ")


def test_a_new_network_can_be_written_in_at_once(shell: Shell):
    shell.ok("new", "store")
    assert shell.ok("add", "Dørene er gamle") == "1P-01\n"
    (gathering,) = shell.json("gathering", "list")
    assert (gathering["number"], gathering["state"], gathering["items"]) == (1, "open", 1)
    assert gathering["date"] == dt.datetime.now().astimezone().date().isoformat()


def test_a_line_means_on_the_command_line_what_it_means_on_the_screen(filled: Shell):
    filled.ok("person", "add", "Kari Nordhaug", "--organisation", "Glimvåg", "--role", "rådgiver")
    references = filled.ok("add", "# Dialog med markedet", "! Ringe leverandørene @kari >2027-01-15", "... i alle byer")
    assert references == "1P-01\n"
    (item,) = filled.json("list")
    assert list(item) == FACTS
    assert item["kind"] == "action"
    assert item["text"] == "Ringe leverandørene i alle byer"
    assert item["responsible"] == ["Kari Nordhaug"]
    assert item["due"] == "2027-01-15"
    assert item["theme"] == "Dialog med markedet"
    assert (item["gathering"], item["group"], item["status"], item["scribe"]) == (1, "P", "open", "Tone")
    assert dt.datetime.fromisoformat(item["created"]).tzinfo is not None


def test_what_is_not_there_is_null_and_not_a_word(filled: Shell):
    filled.ok("add", "Bare tekst")
    (item,) = filled.json("list")
    assert (item["theme"], item["said_by"], item["due"], item["responsible"]) == (None, None, None, [])


def test_each_reference_comes_as_soon_as_its_line_is_durable(filled: Shell):
    adding = filled.start("add", "-")
    assert adding.stdin
    assert adding.stdout
    for number in range(1, 4):
        adding.stdin.write(f"linje {number} æøå\n".encode())
        assert adding.stdout.readline() == f"1P-{number:02d}\n".encode()
        assert len(filled.json("list")) == number
    adding.kill()
    adding.wait()
    assert [item["text"] for item in filled.json("list")] == [f"linje {n} æøå" for n in range(1, 4)]
    assert filled.json("check")["whole"]
    adding.stdin.close()
    adding.stdout.close()


def test_nothing_that_is_piped_in_is_lost(filled: Shell):
    lines = [
        "... uten noe foran",
        "s/finnes ikke/x/",
        "\x1b]0;tittel\x07",
        "[@click=app.quit]x[/]",
        "æ" * 200_000,
        "🙂\u202e",
    ]
    filled.ok("add", "-", stdin="\n".join(lines).encode() + b"\nl\xf8p i Latin-1\n\n")
    texts = [item["text"] for item in filled.json("list")]
    assert texts == [*lines, "løp i Latin-1"]


def test_items_are_listed_for_people_without_what_could_drive_the_terminal(filled: Shell):
    filled.ok("add", "-", stdin="\x1b[31mrød\x9b2J \u202esnudd\n")
    for printed in (
        filled.ok("list"),
        filled.ok("list", "--json"),
        filled.ok("search", "rød"),
        filled.ok("history", "1P-01"),
    ):
        assert not {"\x1b", "\x9b", "\u202e"} & set(printed)
        assert "rød" in printed


def test_a_list_is_cut_by_kind_theme_gathering_responsible_and_state(filled: Shell):
    filled.ok("add", "# Økonomi", "! Regne @ola", "+ Oversikt", "# Annet", "! Rydde @kari")
    filled.ok("gathering", "add", "--title", "Neste", "--date", "2027-02-01")
    filled.ok("add", "-g", "2", "! Møte @ola")
    texts = lambda *cut: [item["text"] for item in filled.json("list", *cut)]  # noqa: E731
    assert texts("--kind", "action") == ["Regne", "Rydde", "Møte"]
    assert texts("--theme", "økonomi") == ["Regne", "Oversikt"]
    assert texts("--gathering", "2") == ["Møte"]
    assert texts("--responsible", "ola") == ["Regne", "Møte"]
    assert texts("--open") == ["Regne", "Oversikt", "Rydde", "Møte"]


def test_search_finds_items_in_which_all_words_stand(filled: Shell):
    filled.ok("add", "Trygg hjemreise", "Trygg bolig", "Noe annet")
    assert [item["text"] for item in filled.json("search", "TRYGG", "bolig")] == ["Trygg bolig"]


def test_undo_and_redo_reach_back_over_sessions_but_never_to_others(filled: Shell):
    filled.ok("add", "min")
    filled.ok("--scribe", "Ola", "add", "hans")
    assert "1P-01" in filled.run("undo").stderr
    assert [item["text"] for item in filled.json("list")] == ["hans"]
    filled.ok("redo")
    assert [item["text"] for item in filled.json("list")] == ["min", "hans"]
    filled.ok("--scribe", "Ola", "undo")
    assert [item["text"] for item in filled.json("list")] == ["min"]


def test_undo_says_in_words_what_it_took_back(filled: Shell):
    filled.ok("add", "min")
    filled.ok("gathering", "finish", "1")
    assert filled.run("undo").stderr == "Undone: minutes of gathering 1; gathering 1\n"
    filled.ok("theme", "add", "Natt og dag")
    assert filled.run("undo").stderr == "Undone: the theme Natt og dag\n"


def test_history_tells_who_changed_what(filled: Shell):
    filled.ok("add", "Dørene er gamle", "s/gamle/nye/")
    first, second = filled.json("history", "1p-1")
    assert first["was"] is None
    assert second["set"]["text"] == "Dørene er nye"
    assert second["was"]["text"] == "Dørene er gamle"
    assert second["scribe"] == "Tone"
    assert "“Dørene er gamle” → “Dørene er nye”" in filled.ok("history", "1P-01")


def test_people_come_from_a_table_once_however_often_it_is_read(filled: Shell):
    table = filled.home / "folk.csv"
    table.write_bytes(
        "Navn;Kommune;Rolle\r\nKåre Ås;Glimvåg;IKT\r\nMáret Hætta;;\r\n".encode("cp1252", "xmlcharrefreplace")
    )
    filled.ok("person", "import", str(table))
    filled.ok("person", "import", str(table))
    people = filled.json("person", "list")
    assert [(p["name"], p["organisation"], p["role"]) for p in people] == [
        ("Kåre Ås", "Glimvåg", "IKT"),
        ("Máret Hætta", "", ""),
    ]
    assert [o["name"] for o in filled.json("organisation", "list")] == ["Glimvåg"]


def test_attendance_agenda_and_the_head_stand_in_the_minutes(filled: Shell):
    filled.ok("person", "add", "Kari Nordhaug", "--organisation", "Glimvåg")
    filled.ok("person", "add", "Ola Vik")
    filled.ok("gathering", "attend", "1", "kari")
    filled.ok("gathering", "attend", "1", "Ola Vik", "--as", "absent", "--note", "syk")
    filled.ok("theme", "add", "Økonomi")
    filled.ok("gathering", "agenda", "1", "økonomi", "--minutes", "30")
    filled.ok("gathering", "edit", "1", "--title", "Oppstart", "--place", "Rådhuset", "--chair", "Kari Nordhaug")
    filled.ok("add", "--theme", "økonomi", "Alt er dyrt.")
    filled.ok("export", "--language", "nb", "ut.docx")
    document = docx.Document(str(filled.home / "ut.docx"))
    text = "\n".join(p.text for p in document.paragraphs)
    for words in ("Oppstart", "Kari Nordhaug", "Ola Vik", "Økonomi", "Alt er dyrt.", "1P-01"):
        assert words in text + "\n".join(c.text for t in document.tables for r in t.rows for c in r.cells)


def test_an_export_never_lands_on_a_file_unasked(filled: Shell):
    filled.ok("add", "Noe")
    old = filled.home / "ut.docx"
    old.write_text("viktig")
    assert filled.run("export", "ut.docx").returncode == 6
    assert old.read_text() == "viktig"
    filled.ok("export", "--overwrite", "ut.docx")
    assert zipfile.is_zipfile(old)
    assert [path.name for path in filled.home.glob("*.part")] == []


def test_an_export_can_go_down_a_pipe(filled: Shell):
    filled.ok("add", "Noe")
    done = subprocess.run(
        [PROGRAM, "export", "-"], env=filled.environment, cwd=filled.home, capture_output=True, check=True
    )
    assert zipfile.is_zipfile(io.BytesIO(done.stdout))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["--store", "nowhere", "list"], 3),
        (["--store", "a-folder", "list"], 3),
        (["--store", "a-file", "list"], 3),
        (["new", "a-folder"], 3),
        (["new", "no/such/folder"], 3),
        (["demo", "--store", "store"], 3),
        (["history", "9Z-99"], 4),
        (["add", "--gathering", "9", "x"], 4),
        (["add", "--theme", "ingen", "x"], 4),
        (["gathering", "attend", "1", "ingen"], 4),
        (["export", "no/such/folder/x.docx"], 6),
        (["export", "--template", "a-file", "x.docx"], 6),
        (["export", "--template", "missing.dotx", "-"], 6),
        (["person", "import", "a-file"], 6),
        (["person", "import", "missing.csv"], 6),
        (["undo"], 1),
        (["nonsense"], 2),
        (["list", "--nonsense"], 2),
        (["list", "--kind", "nonsense"], 2),
        (["gathering", "add", "--date", "2026-02-31"], 2),
        (["add"], 2),
    ],
)
def test_what_is_refused_is_told_in_one_line_with_a_named_status(
    filled, language, arguments, status, monkeypatch, capsys
):
    (filled.home / "a-folder").mkdir()
    (filled.home / "a-folder" / "file").touch()
    (filled.home / "a-file").write_bytes(b"\x00\x01 not what it should be")
    filled.language = language
    monkeypatch.chdir(filled.home)
    monkeypatch.setattr(sys, "argv", ["samling", "--scribe", "Ny", *arguments])
    monkeypatch.setattr(os, "environ", filled.environment)
    with pytest.raises(SystemExit) as ended:
        main()
    printed = capsys.readouterr()
    assert ended.value.code == status
    assert printed.out == ""
    assert len(printed.err.strip().splitlines()) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_screen_without_a_terminal_is_refused_in_words(filled, language):
    filled.language = language
    done = filled.run()
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_finished_gathering_is_not_written_in(filled: Shell):
    filled.ok("add", "Før")
    filled.ok("gathering", "finish", "1")
    assert filled.run("add", "-g", "1", "Etter").returncode == 1
    filled.ok("gathering", "reopen", "1")
    filled.ok("add", "Etter")
    assert len(filled.json("list")) == 2


def test_a_store_of_a_newer_program_is_refused(filled: Shell):
    opening = Entry("O", "20260101T000000-x-abcdefgh", 1, 1, {}, "open", {"format": 2, "who": "x", "after": {}})
    (filled.home / "store" / "journals" / f"{opening.session}.jsonl").write_bytes(encode(opening))
    done = filled.run("add", "x")
    assert done.returncode == 3
    assert "2" in done.stderr


def test_check_finds_a_flipped_byte_and_changes_nothing(filled: Shell):
    filled.ok("add", "en", "to", "tre")
    journal = max((filled.home / "store" / "journals").iterdir(), key=os.path.getsize)
    content = bytearray(journal.read_bytes())
    content[content.index(b'"text":"to"') + 9] ^= 1
    journal.write_bytes(content)
    done = filled.run("check", "--json")
    assert done.returncode == 7
    found = json.loads(done.stdout)
    assert not found["whole"]
    assert len(found["damages"]) == 1
    (filled.home / "store" / "store.json").unlink()  # which still has it
    assert [item["text"] for item in filled.json("list")] == ["en", "tre"]
    assert journal.read_bytes() == content


def test_the_json_store_is_up_to_date_when_a_command_has_ended(filled: Shell):
    filled.ok("add", "én", "to")
    with TinyDB(filled.home / "store" / "store.json", encoding="utf-8") as database:
        assert {item["text"] for item in database.table("items").all()} == {"én", "to"}


def test_everything_that_is_written_is_private(filled: Shell):
    filled.ok("add", "hemmelig")
    filled.ok("export", "ut.docx")
    for path in [filled.home / "ut.docx", *(filled.home / "store").rglob("*")]:
        assert path.stat().st_mode & 0o077 == 0, path


@pytest.mark.parametrize("shell_name", ["bash", "zsh", "fish"])
def test_a_shell_is_taught_to_complete(shell: Shell, shell_name: str):
    assert "_SAMLING_COMPLETE" in shell.ok("completion", shell_name)


def test_the_example_is_a_network_as_the_field_knows_it(shell: Shell):
    shell.ok("demo", "--store", "store")
    items = shell.json("list")
    gatherings = shell.json("gathering", "list")
    assert len(items) >= 150
    assert {item["kind"] for item in items} == {"point", "need", "action", "decision", "question", "learning"}
    assert [g["number"] for g in gatherings] == [1, 2, 3, 4, 5]
    assert [g["state"] for g in gatherings] == ["final"] * 4 + ["open"]
    assert len(shell.json("organisation", "list")) == 12  # eleven municipalities and the programme
    assert len(shell.json("theme", "list")) == 5
    actions = [item for item in items if item["kind"] == "action"]
    assert any(not action["responsible"] for action in actions)
    assert any(not action["due"] for action in actions)
    assert {action["status"] for action in actions} == {"open", "done"}
    assert len({item["reference"] for item in items}) == len(items)
    assert all(g["present"] and g["themes"] for g in gatherings)
    assert shell.json("check")["whole"]
    for number in range(1, 6):
        shell.ok("export", "-g", str(number), f"{number}.docx")


def test_a_frequent_command_is_found_in_the_module_that_is_read_for_it():
    whole = make_program().commands
    for name, module in _FREQUENT.items():
        alone = _bare_program()
        alone.read(module)
        assert alone.commands.keys() <= whole.keys()
        assert name in alone.commands
