"""The coach: what it says of a need, its word lists, and that it stands in nobody's way."""

from __future__ import annotations

import io
import time
from pathlib import Path

import pytest
from commands import Shell
from conftest import MOMENT, add, any_text
from hypothesis import given
from hypothesis import strategies as st
from pseudo_terminal import SAMLING, PseudoTerminal, environment
from screens import rows, running, shown, until
from statements import alarms, catches, coached, needless, statements

from storage.backup import back_up, restore
from storage.errors import BadSettings
from storage.model import LANGUAGES, Item, Kind
from storage.store import Store
from tui.coaching.remarks import Concern, advise, remarks
from tui.coaching.telling import slots_told
from tui.coaching.wordlists import LISTS, Lists, lists_of, shipped
from tui.line.slots import SLOTS
from tui.phrases import Phrases

NEEDS = statements("needs.tsv")
TUNED = [one for one in NEEDS if one.tuned]
HELD_OUT = [one for one in NEEDS if not one.tuned]


def words(text: str, concern: Concern, **more) -> list[str]:
    return [one.word for one in remarks(text, **more) if one.concern is concern]


def with_words(**own: list[str]) -> Lists:
    return Lists(shipped().shipped, ({name: tuple(entries) for name, entries in own.items()},))


# How often it is right


def test_there_are_a_hundred_of_each_sort_in_three_languages():
    assert sum(not one.wrong for one in NEEDS) >= 100
    assert sum(bool(one.wrong) for one in NEEDS) >= 100
    assert {one.language for one in NEEDS} == set(LANGUAGES)
    assert {kind for one in NEEDS for kind in one.wrong} == {one.value for one in Concern}
    assert len({one.text for one in NEEDS}) == len(NEEDS)


@pytest.mark.parametrize(("half", "most", "least"), [(TUNED, 3, 71), (HELD_OUT, 2, 69)], ids=["tuned", "held-out"])
def test_it_is_quiet_on_good_needs_and_finds_what_is_wrong_with_others(half, most, least):
    assert alarms(half, coached).hit <= most
    assert catches(half, coached).hit >= least


@pytest.mark.parametrize("kind", [one.value for one in Concern])
def test_of_each_kind_most_is_found_and_little_else(kind):
    caught, wrong = catches(HELD_OUT, coached, kind), needless(HELD_OUT, coached, kind)
    assert caught.hit >= 0.9 * caught.whole
    assert wrong.hit <= 0.03 * wrong.whole


# What it says


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Vi trenger en app", ["app"]),
        ("Velferdsteknologiløsningen må på plass", ["Velferdsteknologiløsningen"]),
        ("Brukarane treng løysingar", ["løysingar"]),
        ("Kommunen må ta i bruk roboter", ["ta i bruk", "roboter"]),
        ("Staff need a touch-screen", ["touch-screen"]),
        ("Et apparat, en knapp og en trapp, systematisk", []),
        ("Avløsning i hjemmet, oppløsning av møtet og økosystemet", []),
        ("I dag bruker vi tre fagsystemer, og ingen finner fram", []),
        ("Rapporten skrives uavhengig av system", []),
        ("Vi har fem systemer som ikke snakker sammen. De ansatte må slippe å skrive alt om igjen.", []),
    ],
)
def test_things_and_purchases_say_how_where_they_are_what_is_wanted(text, found):
    assert words(text, Concern.SOLUTION, language="en" if text.startswith("Staff") else "nb") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Lærerne vil ha Rekneugla i år", ["Rekneugla"]),
        ("Vi bruker OmsorgsNett365 og Medisinmakker™", ["OmsorgsNett365", "Medisinmakker"]),
        ("Innbyggerne i Granvær må få vite det av Kari Nordhaug", []),
        ("Ordføreren i Ytre Leirvik sier: Folk må få IKT-hjelp fra Nav", []),
        ("Mange i Haukeskars ytre del må få Haukeskars beste lærere", []),
    ],
)
def test_a_brand_is_known_by_how_it_is_written_and_a_name_that_the_store_knows_is_none(text, found):
    assert words(text, Concern.BRAND, names=("Granvær", "Haukeskar")) == found


def test_a_slot_that_is_filled_is_not_missed_and_counts():
    assert [one.concern for one in remarks("Trygghet om natten")] == [Concern.WHO, Concern.EFFECT]
    filled = {"who": "hjemmeboende", "effect": "de blir boende"}
    assert remarks("Trygghet om natten", filled) == ()
    assert slots_told("Trygghet om natten", filled) == {"who", "effect"}
    item = Item(id="x", text="Trygghet om natten", gathering="", number=1, created=MOMENT, **filled)
    assert slots_told(item) == {"who", "effect"}
    assert slots_told(item, {"source": "brukerrådet", "who": ""}) == {"effect", "source"}


def test_what_is_measured_may_be_called_better():
    assert words("De ansatte må få bedre tid", Concern.VAGUE) == ["bedre"]
    assert words("De ansatte må få bedre tid", Concern.VAGUE, slots={"measure": "to timer mer"}) == []
    assert words("De ansatte må få bedre tid: 20 % mer", Concern.VAGUE) == []


def test_how_it_is_and_then_how_it_shall_be_tells_two_slots():
    text = "Nøklene ligger på kontoret. De ansatte skal ikke kjøre etter dem."
    assert slots_told(text) == {"who", "situation", "effect"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("concern", list(Concern))
def test_each_remark_has_a_sentence(language, concern):
    remark = remarks("Bedre app fra OmsorgsNett365")
    assert {one.concern for one in remark} == set(Concern)
    told = Phrases(language)(f"coach.{concern}", word="x{y}")
    assert "{" not in told.replace("x{y}", "")
    assert len(told) < 40


# Any text


@given(
    any_text
    | st.lists(
        st.sampled_from(["app", "App", "bedre.", " ", "™", "\u0301", "Løsning", "I dag", "50 %", "for", "å"])
    ).map(" ".join)
)
def test_no_text_makes_it_fail_and_what_it_names_stands_in_the_text(text):
    for language in LANGUAGES:
        advice = advise(text, None, language)
        assert advice.told <= set(SLOTS)
        for one in advice.remarks:
            assert text[one.start : one.end] == one.word
            assert bool(one.word) == (one.concern not in (Concern.WHO, Concern.EFFECT))


SMALL = {language: {"solution": ("*løsning", "robot*", "-*avløsning"), "vague": ("god",)} for language in LANGUAGES}
"""Lists that are made of words in no time."""


letters = st.text("abcdefghijklmnopqrstuvwxyzæøå", min_size=2, max_size=12)


@given(letters, st.sampled_from(LANGUAGES), st.sampled_from(["solution", "vague", "brand"]))
def test_a_word_that_is_added_is_found_and_one_that_is_taken_out_is_not(word, language, name):
    concern = Concern(name)
    for entries, found in [
        ([word], [word]),
        ([f"-{word}"], []),
        ([word, f"-{word}"], []),
        ([f"-{word}", word], [word]),
    ]:
        lists = Lists(SMALL, ({name: tuple(entries)},))
        assert words(word, concern, language=language, lists=lists) == found


@pytest.mark.parametrize("out", [[], ["app", "ta i bruk"], ["robot*"], ["*løsning", "kjøpe"]])
def test_shipped_words_that_are_taken_out_are_not_found(out):
    lists = with_words(solution=[f"-{word}" for word in out])
    texts = {"app": "appen", "robot*": "robot", "ta i bruk": "ta i bruk", "*løsning": "kartløsning", "kjøpe": "kjøper"}
    for entry, text in texts.items():
        assert bool(words(text, Concern.SOLUTION, lists=lists)) == (entry not in out)


def test_a_word_of_one_s_own_has_endings_and_a_part_of_a_compound_is_marked_so():
    lists = with_words(solution=["kartvev", "*skuff"])
    assert words("Kartveven i kommodeskuffene", Concern.SOLUTION, lists=lists) == ["Kartveven", "kommodeskuffene"]
    assert words("Storkartvev", Concern.SOLUTION, lists=lists) == []


def test_a_line_costs_next_to_nothing():
    text = (
        "Hjemmeboende trenger å kjenne seg trygge om natten, slik at de kan bli boende i Granvær med OmsorgsNett365. "
        * 2
    )
    names = frozenset(f"Navn{number} Etternavn{number}" for number in range(300))
    advise(text, names=names)
    laps = []
    for _ in range(50):
        start = time.perf_counter()
        advise(text, names=names)
        laps.append(time.perf_counter() - start)
    assert sorted(laps)[10] < 0.0005  # measured: 0.00008; the rest is for machines under load


# The files of words


def told(path: Path, content: str | bytes, language: str = "nb") -> str:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(BadSettings) as found:
        lists_of(path)
    return Phrases(language).error(found.value).replace(str(path), "FIL")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ('solution = ["app"', "FIL:1 er ikke en linje i TOML. Den skal se ut som solution"),
        ('solution = ["app"]\nsolution = ["x"]', "FIL:2 gir en liste ord som har noen."),
        ('\nsolutions = ["app"]', "FIL:2: ingen ordliste heter «solutions». Det finnes solution, vague"),
        ('vague = "fin"', "FIL:1: vague må være ord i hermetegn, i klammer"),
        ('# hei\nvague = ["fin", 3]', "FIL:2: vague må være ord"),
        ('vague = ["-"]', "FIL:1: vague må være ord"),
        (b"# bl\xe5", "FIL:1 er ikke skrevet i UTF-8."),
        (b"#" * 70000, "FIL er altfor stor til å være en ordliste."),
    ],
)
def test_each_fault_of_a_file_is_told_with_its_line(tmp_path, content, sentence):
    assert told(tmp_path / "words.toml", content).startswith(sentence)
    for language in LANGUAGES:
        assert "{" not in told(tmp_path / "words.toml", content, language)


def test_the_file_of_a_store_holds_before_the_user_s_and_leads_nowhere_else(tmp_path):
    own, store = tmp_path / "words.toml", tmp_path / "store"
    store.mkdir()
    assert lists_of(own, store) is shipped()
    own.write_text('solution = ["kartvev", "-app"]')
    (store / "words.toml").write_text('solution = ["app", "-kartvev"]')
    assert words("en app og en kartvev", Concern.SOLUTION, lists=lists_of(own)) == ["kartvev"]
    assert words("en app og en kartvev", Concern.SOLUTION, lists=lists_of(own, store)) == ["app"]
    (store / "words.toml").unlink()
    (store / "words.toml").symlink_to(own)
    with pytest.raises(BadSettings):
        lists_of(own, store)


def test_all_lists_are_there_in_each_language():
    for language, table in shipped().shipped.items():
        assert set(table) == set(LISTS) - {"brand"}, language  # no brand is named here
        assert all(entries and all(entries) for entries in table.values())


# While a need is typed


async def test_beside_the_line_stand_a_count_and_one_remark_and_the_cursor_stays(path):
    async with running(path) as pilot:
        await pilot.press(*"+ Bedre app")
        await until(pilot, lambda: "behov 0/5 · si hva, ikke hvordan: «app»" in rows(pilot)[-2])
        assert pilot.app.screen.line.cursor == len("+ Bedre app")
        await pilot.press(*" for hjemmeboende")
        assert rows(pilot)[-2].startswith("behov 0/5 · si hva")  # only slots are counted, as everywhere
        await pilot.press("alt+c")
        assert rows(pilot)[-2].strip() == "behov"
        assert "rådene om behov er av" in shown(pilot)
        await pilot.press("alt+c", "ctrl+u", *"! Kjøpe app")
        assert rows(pilot)[-2].strip() == "tiltak"
        await pilot.press("ctrl+u", *"+ Vi må få Nattugla")
        assert "merkenavn" not in rows(pilot)[-2]
        await pilot.press(*" på plass")
        assert "uten merkenavn: «Nattugla»" in rows(pilot)[-2]
        await pilot.press("enter")
        await until(pilot, lambda: not pilot.app.screen.saver.pending)
        assert [item.text for item in pilot.app.store.all(Item).values()] == ["Vi må få Nattugla på plass"]


async def test_of_an_item_that_is_edited_its_slots_are_known(path):
    store = Store.open(path, "Kari")
    add(
        store,
        "Trygghet om natten",
        kind=Kind.NEED,
        group="P",
        scribe="Kari",
        who="hjemmeboende",
        effect="de blir boende",
    )
    store.close()
    async with running(path, language="nn") as pilot:
        await pilot.press("up")
        await until(pilot, lambda: rows(pilot)[-2].startswith("behov 2/5"))
        assert "?" not in rows(pilot)[-2]


async def test_words_that_cannot_be_used_are_told_of_and_typing_goes_on(path):
    (path / "words.toml").write_text("vague = 3")
    async with running(path, language="en") as pilot:
        await pilot.press(*"+ A better app")
        await until(pilot, lambda: "own words cannot be used; see `samling coach`" in shown(pilot))
        assert rows(pilot)[-2].startswith("need 0/5 · say what, not how: “app”")


async def test_it_can_be_off_from_the_start(path):
    folder = path.parent / ".config" / "samling"
    folder.mkdir(parents=True)
    (folder / "settings.toml").write_text('coach = "off"')
    async with running(path) as pilot:
        await pilot.press(*"+ Bedre app")
        await pilot.pause(0.1)
        assert rows(pilot)[-2].strip() == "behov"


def test_in_a_terminal_it_speaks_with_words_of_one_s_own(path, tmp_path):
    (tmp_path / ".config" / "samling").mkdir(parents=True)
    (tmp_path / ".config" / "samling" / "words.toml").write_text('vague = ["gøy"]')
    with PseudoTerminal([SAMLING, "--store", str(path), "--scribe", "åse"], environment(tmp_path)) as terminal:
        terminal.wait_for("Samling 3")
        terminal.type("+ Alle som bor på Åsen, må ha det gøy, for å bli")
        terminal.wait_for("behov 0/5 · hva betyr «gøy» her?")


# The command


@pytest.fixture
def shell(path):
    """A shell beside a store with two needs, and an action that is none."""
    store = Store.open(path, "Kari")
    add(store, "Trygghet om natten", kind=Kind.NEED, group="P")
    add(store, "De ansatte trenger en app, slik at de rekker mer", kind=Kind.NEED, group="P")
    add(store, "Kjøpe app", kind=Kind.ACTION, group="P")
    store.close()
    path.rename(path.parent / "store")
    return Shell(path.parent)


def test_the_command_tells_of_needs_and_of_nothing_else(shell):
    assert shell.ok("coach", "--gathering", "3").splitlines() == [
        "3P-01  0/5  Trygghet om natten  (who has the need? · what shall it lead to?)",
        "3P-02  0/5  De ansatte trenger en app, slik at de rekker mer  (say what, not how: “app”)",
    ]
    first, second = shell.json("coach")
    assert (first["told"], first["missing"]) == ([], list(SLOTS))
    assert second["remarks"] == [{"concern": "solution", "word": "app", "start": 22, "end": 25}]
    assert shell.run("coach", "3p-3").stderr == "There are no needs here.\n"


def test_what_is_wrong_with_words_is_told_by_the_command_and_by_the_check_of_the_settings(shell):
    folder = shell.home / ".config" / "samling"
    folder.mkdir(parents=True)
    (folder / "words.toml").write_text('nonsense = ["x"]')
    for arguments in (["coach"], ["settings", "--check"]):
        bad = shell.run(*arguments)
        assert (bad.returncode, bad.stdout) == (2, "")
        assert f"{folder / 'words.toml'}:1: no list of words is called “nonsense”." in bad.stderr


def test_the_command_shows_the_words_with_one_s_own(shell):
    (shell.home / "store" / "words.toml").write_text('brand = ["Nattugla"]\nvague = ["-god"]')
    assert shell.ok("words", "brand", "vague").splitlines()[::4] == ["brand  own  Nattugla", "vague  own  -god"]
    assert shell.json("words", "brand") == [{"list": "brand", "language": "own", "words": ["Nattugla"]}]


def test_a_backup_has_the_words_of_the_store(path):
    (path / "words.toml").write_text('vague = ["rekker"]')
    content = io.BytesIO()
    back_up(path, content)
    content.seek(0)
    restore(content, path.parent / "other")
    assert (path.parent / "other" / "words.toml").read_text() == 'vague = ["rekker"]'
