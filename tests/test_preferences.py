"""The file of settings: what it may say, what it changes, and how its faults are told."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from conftest import ROOT, add, any_text
from hypothesis import given
from hypothesis import strategies as st
from pseudo_terminal import SAMLING, PseudoTerminal, environment
from screens import rows, running, shown, type_line, until

from storage.errors import BadSettings
from storage.model import LANGUAGES, Item
from storage.store import Store
from tui.app import SamlingApp
from tui.phrases import Phrases
from tui.preferences import Preferences, read_preferences
from tui.screens.bindings import all_bindings, keymap_of, places
from tui.screens.capture import CaptureScreen
from tui.screens.keynames import key_name, key_of, key_written
from tui.settings import read_settings

DEFAULT_KEYS = sorted({key for binding in all_bindings(SamlingApp) for key in binding.key.split(",")})
NAMES = sorted(binding.id or "" for binding in all_bindings(SamlingApp))


@pytest.fixture
def file(tmp_path):
    """The path of the file of settings of somebody whose home is tmp_path; it is not there yet."""
    folder = tmp_path / ".config" / "samling"
    folder.mkdir(parents=True)
    return folder / "settings.toml"


def said(file: Path, content: str | bytes, language: str = "nb") -> str:
    """Return in words what is wrong with a file of settings, without its path."""
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(BadSettings) as found:
        keymap_of(read_preferences(file), SamlingApp)
    return Phrases(language).error(found.value).replace(str(file), "FIL")


# The names of keys


@pytest.mark.parametrize("key", DEFAULT_KEYS)
def test_every_usual_key_can_be_written_as_it_is_called_and_as_it_is_shown(key):
    assert key_of(key) == key
    assert key_of(key_written(key)) == key
    assert key_of(key_name(key)) == key


@given(any_text)
def test_any_text_is_a_key_or_none_and_a_key_stays_what_it_is(text):
    key = key_of(text)
    assert key is None or key_of(key) == key


@pytest.mark.parametrize(
    "written",
    [
        "ctrl+m",
        "^I",
        "ctrl+enter",
        "shift+enter",
        "hyper+k",
        "f21",
        "",
        " ",
        "kk",
        "ctrl+",
        "ctrl+1",
        "+k",
        "\x1b",
        "ctrl+ctrl+k",
    ],
)
def test_what_terminals_cannot_send_is_no_key(written):
    assert key_of(written) is None


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("^K", "ctrl+k"),
        ("Ctrl+K", "ctrl+k"),
        ("F5", "f5"),
        ("PgDn", "pagedown"),
        ("+", "plus"),
        ("alt+Å", "alt+Å"),
        ("ø", "ø"),
        (",", "comma"),
        ("K", "K"),
        ("^", "circumflex_accent"),
    ],
)
def test_keys_may_be_written_as_on_keyboards(written, key):
    assert key_of(written) == key


# What is wrong with a file


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ('language = "nb', "FIL:1 er ikke en linje i TOML. Den skal se ut som language"),
        ("\n[keys\n", "FIL:2 er ikke en linje i TOML."),
        ('language = "nb"\nlanguage = "nn"', "FIL:2 gir noe en verdi som har en."),
        (
            '[keys]\ntheme = "f4"\ntheme.next = "f8"',
            "FIL:3 gir noe en verdi som har en. Slett den ene linjen, og sett hermetegn",
        ),
        ('språk = "nb"', "FIL:1 er ikke en linje i TOML."),
        (
            'colors = "none"',
            "FIL:1: «colors» er ingen innstilling. Det finnes language, colours, coach, voices og [keys].",
        ),
        ('language = "no"', "FIL:1: language må være en av disse, i hermetegn: nb, nn, en."),
        ("# hei\n\ncolours = 16", "FIL:3: colours må være en av disse, i hermetegn: terminal, contrast, none."),
        ("colours = ['none']", "FIL:1: colours må være en av disse"),
        ('keys = "f5"', "FIL:1: keys må være en tabell."),
        ("[keys]\nundo = 5", "FIL:2: «undo» må være en tast i hermetegn, eller flere i klammer"),
        ("[keys]\nundo = []", "FIL:2: «undo» må være en tast"),
        ('[keys]\nundo = ["f5", 6]', "FIL:2: «undo» må være en tast"),
        ('[keys]\nundo = ""', "FIL:2: «undo» må være en tast"),
        ('[keys]\n"theme.nekst" = "f5"', "FIL:2: ingenting heter «theme.nekst». Mente du «theme.next»?"),
        ('[keys]\nqwertyuiop = "f5"', "FIL:2: ingenting heter «qwertyuiop». «samling settings» viser alle navnene."),
        ('[keys]\nundo = "ctrl+enter"', "FIL:2: «ctrl+enter» for «undo» er ingen tast som alle terminaler kan sende."),
        ('[keys]\nundo = "z"', "FIL:2: «z» for «undo» ville ta et tegn fra det du skriver."),
        ('[keys]\nquit = "space"', "FIL:2: «space» for «quit» ville ta et tegn fra det du skriver."),
        ('[keys]\nundo = "F5"', "FIL:2: F5 for «undo» er tasten til «people» på samme skjerm. Gi en av dem en annen."),
        ('[keys]\n"item.done" = "t"', "FIL:2: t for «item.done» er tasten til «item.move» på samme skjerm."),
        ('[keys]\n"item.done" = "f5"', "FIL:2: F5 for «item.done» er tasten til «people» på samme skjerm."),
        ('[keys]\n"line.complete" = "^Z"', "FIL:2: ^Z for «line.complete» er tasten til «undo» på samme skjerm."),
        ('[keys]\n"person.new" = "u"', "FIL:2: u for «person.new» er tasten til «list.undo» på samme skjerm."),
        (b"# bl\xe5\n", "FIL:1 er ikke skrevet i UTF-8."),
        (b"#" * 70000, "FIL er altfor stor til å være innstillinger."),
    ],
)
def test_each_fault_is_told_in_a_sentence_with_its_line_and_what_to_do(file, content, sentence):
    told = said(file, content)
    assert told.startswith(sentence)
    assert told.endswith((".", "?"))
    for language in LANGUAGES:
        assert "{" not in said(file, content, language)


def test_a_file_that_may_not_be_read_is_told_of(file):
    file.mkdir()
    with pytest.raises(BadSettings) as found:
        read_preferences(file)
    assert str(file) in Phrases("nb").error(found.value)


@given(st.binary(max_size=60) | any_text.map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_are_settings_or_told_of_in_words(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_bytes(content)
    fault: BadSettings | None = None
    try:
        keymap_of(read_preferences(path), SamlingApp)
    except BadSettings as error:
        fault = error
    assert fault is None or all(Phrases(language).error(fault) for language in LANGUAGES)


keys = st.sampled_from([*DEFAULT_KEYS, "f13", "alt+q", "shift+f3"])


@given(st.dictionaries(st.sampled_from(NAMES), st.lists(keys, min_size=1, max_size=2).map(tuple), max_size=4))
def test_keys_that_are_taken_for_good_do_one_thing_on_each_screen(chosen):
    preferences = Preferences(Path("settings.toml"), keys=chosen)
    try:
        keymap = keymap_of(preferences, SamlingApp)
    except BadSettings:
        return
    for place in places(SamlingApp):
        before = place.owners({})
        for key, owners in place.owners(keymap).items():
            assert not owners & set(keymap) or len(owners) == 1 or owners <= before.get(key, set())


# What a file changes


def test_the_file_comes_after_the_command_and_the_environment_and_before_what_is_remembered(tmp_path, file):
    def settings(**more):
        return read_settings({"HOME": str(tmp_path), "LANG": "nb_NO.UTF-8", **more})

    settings().with_language("nn").remember()
    assert (settings().language, settings().colours) == ("nn", "terminal")
    file.write_text('language = "en"\ncolours = "contrast"')
    assert (settings().language, settings().colours) == ("en", "contrast")
    assert settings(SAMLING_LANGUAGE="nb").language == "nb"
    assert settings(NO_COLOR="1").colours == "none"
    assert settings(NO_COLOR="").colours == "contrast"
    other = file.with_name("other")
    (other / "samling").mkdir(parents=True)
    (other / "samling" / "settings.toml").write_text('colours = "none"')
    assert settings(XDG_CONFIG_HOME=str(other)).colours == "none"


def test_a_file_with_a_fault_says_nothing_else(tmp_path, file):
    file.write_text('language = "en"\ncolours = "pink"')
    settings = read_settings({"HOME": str(tmp_path)})
    assert (settings.language, settings.colours) == ("nb", "terminal")
    assert settings.fault is not None


async def test_other_keys_work_where_one_types_in_lists_and_in_what_is_said_of_them(path, file):
    file.write_text(
        '[keys]\nundo = "ctrl+k"\npeople = "alt+p"\n"line.rub-line" = ["^V", "ctrl+u"]\n'
        '"person.new" = "+"\n"item.done" = "z"\nview = "f5"\nhelp = "alt+h"\n'
    )
    async with running(path) as pilot:
        assert "F4 Tema Alt+p Folk" in rows(pilot)[-1]
        assert "Alt+h viser alt." in " ".join(shown(pilot).split())
        assert "# tema  Alt+h Hjelp" in shown(pilot)
        assert "Alt+h Hjelp F2 Velg F5 Vis" in rows(pilot)[-1]
        await type_line(pilot, "Et punkt")
        store: Store = pilot.app.store
        await pilot.press("ctrl+k")
        await until(pilot, lambda: not store.all(Item))
        await type_line(pilot, "Et punkt til")
        await pilot.press("ctrl+z", *"halv", "ctrl+v", *"kz+p")
        await until(pilot, lambda: "› kz+p" in shown(pilot))
        assert [item.text for item in store.all(Item).values()] == ["Et punkt til"]
        await pilot.press("f2", "z")
        await until(pilot, lambda: "(ferdig)" in shown(pilot))
        await pilot.press("escape", "alt+p", "+")
        await until(pilot, lambda: "Ny person" in shown(pilot))
        await pilot.press("escape", "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, CaptureScreen))
        await pilot.press("alt+h")
        await until(pilot, lambda: "Hjelp" in rows(pilot)[0])
        pages = []
        for _ in range(3):
            await pilot.press("pagedown")
            await pilot.pause()
            pages.append(shown(pilot))
        assert any("Alt+p   Folk" in page for page in pages), pages
        assert any("^K      Angre" in page for page in pages)


async def test_two_keys_may_change_places(path, file):
    file.write_text('[keys]\npeople = "f6"\ngathering = "f5"\n')
    async with running(path) as pilot:
        await pilot.press("f6")
        await until(pilot, lambda: rows(pilot)[0].startswith(" Folk"))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, CaptureScreen))
        await pilot.press("f5")
        await until(pilot, lambda: rows(pilot)[0].startswith(" Samlinger"))
        await pilot.press("escape")
        await pilot.pause()


def test_the_example_of_the_readme_can_be_used(file):
    example = re.search(r"```toml\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert example
    file.write_text(example[1], encoding="utf-8")
    preferences = read_preferences(file)
    assert (preferences.language, preferences.colours) == ("nn", "contrast")
    assert set(keymap_of(preferences, SamlingApp)) == set(preferences.keys)


# The commands


def samling(home: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [SAMLING, *arguments], env=environment(home, **more), capture_output=True, check=False, encoding="utf-8"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_changes_nothing_and_each_of_its_lines_can_be_used(tmp_path, file, language):
    printed = samling(tmp_path, "--language", language, "settings")
    assert (printed.returncode, printed.stderr) == (0, "")
    assert tomllib.loads(printed.stdout) == {"keys": {}}
    assert str(file) in printed.stdout
    file.write_text(re.sub(r'^# (?=[\w".-]+ = )', "", printed.stdout, flags=re.MULTILINE), encoding="utf-8")
    assert sorted(read_preferences(file).keys) == NAMES
    assert keymap_of(read_preferences(file), SamlingApp) == {}


def test_the_example_shows_what_the_file_says(tmp_path, file):
    file.write_text('colours = "none"\n[keys]\n"theme.next" = ["f5", "alt+Å"]\npeople = "^B"')
    printed = samling(tmp_path, "settings").stdout
    assert {'colours = "none"', '# language = "nb"'} <= set(printed.splitlines())
    found = tomllib.loads(printed)
    assert found["keys"] == {"theme.next": ["f5", "alt+Å"], "people": "^B"}


def test_the_check_says_whether_the_file_can_be_used(tmp_path, file):
    assert samling(tmp_path, "settings", "--check").stderr.startswith(f"{file} finnes ikke")
    file.write_text('[keys]\nundo = "^K"')
    good = samling(tmp_path, "settings", "--check")
    assert (good.returncode, good.stdout, good.stderr) == (0, "", f"{file} kan brukes.\n")
    file.write_text('[keys]\nundo = "k"')
    bad = samling(tmp_path, "settings", "--check")
    assert (bad.returncode, bad.stdout) == (2, "")
    assert bad.stderr.startswith(f"{file}:2: «k» for «undo» ville ta")


@pytest.mark.parametrize("content", ["colours = 3", '[keys]\nundo = "f5"'])
def test_the_screen_does_not_open_on_a_fault_and_nothing_is_lost(path, tmp_path, file, content):
    file.write_text(content)
    with PseudoTerminal([SAMLING, "--store", str(path)], environment(tmp_path)) as terminal:
        assert terminal.wait_for_end() == 2
        assert str(file) in terminal.text.replace("\n", "")
        assert "Traceback" not in terminal.text
    assert Store.open(path, "Kari").contents().items == {}


def test_a_fault_of_the_file_does_not_keep_a_line_from_being_saved(path, tmp_path, file):
    file.write_text("colours = 3")
    assert samling(tmp_path, "--store", str(path), "add", "Et punkt").returncode == 0


def test_in_a_terminal_a_key_of_one_s_own_does_its_work(path, tmp_path, file):
    file.write_text('[keys]\nundo = "^K"\npeople = "alt+p"\n')
    store = Store.open(path, "åse")
    add(store, "Et punkt som blir borte", group="P", scribe="åse")
    store.close()
    with PseudoTerminal([SAMLING, "--store", str(path), "--scribe", "åse"], environment(tmp_path)) as terminal:
        terminal.wait_for("Et punkt som")
        terminal.type("\x0b")
        terminal.wait_for("ingenting å angre")
        terminal.type("\x1bp")
        terminal.wait_for(" Folk")
