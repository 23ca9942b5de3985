"""The screens for people, gatherings, themes, minutes, help and the first start, as their user meets them."""

import datetime as dt
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from docx import Document as WordDocument
from hypothesis import given
from hypothesis import strategies as st
from screens import until
from textual import events
from textual.pilot import Pilot

from storage.ids import joint_id
from storage.model import (
    LANGUAGES,
    AgendaEntry,
    Attendance,
    Gathering,
    GatheringState,
    Item,
    Network,
    Organisation,
    Person,
    Presence,
    Theme,
)
from storage.store import Store
from tui.app import SamlingApp, make_app
from tui.line.marks import MARKS
from tui.phrases import Phrases
from tui.planning.finishing import finished
from tui.planning.register import rearranged
from tui.screens.capture import CaptureScreen
from tui.screens.export import ExportScreen
from tui.screens.first import FirstScreen
from tui.screens.form import FormScreen
from tui.screens.gathering import GatheringScreen
from tui.screens.people import PeopleScreen
from tui.screens.themes import ThemesScreen
from tui.settings import Settings

SIZES = [(80, 24), (60, 20)]
HOSTILE = ["[/]", "[@click=app.quit]x[/]", "[bold]x", "a\x1b[31mb", "a\x9bb\u202ec", "👩 Å"]
DRIVING = {"\x1b", "\x9b", "\u202e"}
"""Characters that would drive a terminal."""
PLACES = {"f4": ThemesScreen, "f5": PeopleScreen, "f6": GatheringScreen, "f9": ExportScreen}


def at_nine(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(9), dt.UTC)


@dataclass
class Desk:
    """A running program, and what its user can do and see."""

    app: SamlingApp
    pilot: Pilot[int]

    @property
    def store(self) -> Store:
        assert self.app.store is not None
        return self.app.store

    @property
    def capture(self) -> CaptureScreen:
        return next(screen for screen in self.app.screen_stack if isinstance(screen, CaptureScreen))

    async def settle(self) -> None:
        """Wait until every widget has done what it was told, and what it told others by that."""
        for _ in range(4):
            await self.pilot._wait_for_screen()

    async def press(self, *keys: str) -> None:
        """Press keys, and wait after each until all that it changes is saved and shown."""
        for key in keys:
            self.app.simulate_key(key)
            await self.settle()
            await self.app.workers.wait_for_complete()
            await self.settle()
            if self.app.store is not None:
                assert await self.capture.saver.wait(5)
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        for letter in text:
            self.app.simulate_key(letter)
        await self.settle()

    async def fill(self, *values: str) -> None:
        """Fill the fields of a form from the first on, and save."""
        for number, value in enumerate(values):
            if number:
                await self.press("tab")
            await self.press("ctrl+u")
            await self.type(value)
        await self.press("ctrl+s")

    def text(self) -> str:
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip) for strip in strips)

    def people(self) -> dict[str, Person]:
        return {person.name: person for person in self.store.all(Person).values()}

    def presence(self) -> dict[str, Presence]:
        people = self.store.all(Person)
        return {people[noted.person].name: noted.presence for noted in self.store.all(Attendance).values()}

    def titles(self) -> list[str]:
        return [theme.title for theme in sorted(self.store.all(Theme).values(), key=lambda t: (t.order, t.id))]

    def gathering(self, number: int = 1) -> Gathering:
        return next(g for g in self.store.all(Gathering).values() if g.number == number)


def settings_for(path: Path, language: str = "nb") -> Settings:
    return Settings(path, language, "Siri", path.parent / "data", path.parent / "memory.json")


@asynccontextmanager
async def desk(path: Path, language: str = "nb", size: tuple[int, int] = (80, 24)) -> AsyncIterator[Desk]:
    app = make_app(settings_for(path, language))
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: isinstance(app.screen, FirstScreen) or app.screen.ready)
        await pilot.pause()
        yield Desk(app, pilot)
        while not isinstance(app.screen, CaptureScreen | FirstScreen):
            app.pop_screen()
        await app.action_leave()


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store with an open gathering, two themes, an item, an organisation and three people."""
    monkeypatch.chdir(tmp_path)
    store = Store.create(tmp_path / "store", Network(id=joint_id("network"), name="Nettet"), "Siri")
    home = Organisation(id="home", name="Glimvåg", handle="glimvåg")
    names = ("Åse Berg", "Kari Moe", "Ola Lie")
    store.save(
        Gathering(id="one", number=1, title="Oppstart", date=dt.date(2026, 12, 1)),
        home,
        *(Person(id=name, name=name, handle=name.split()[0].lower(), organisation=home.id) for name in names),
        Theme(id="need", title="Behov", handle="behov", order=1),
        Theme(id="talk", title="Dialog", handle="dialog", order=2),
        Item(
            id="item",
            text="Dørene er gamle",
            gathering="one",
            theme="need",
            number=1,
            created=at_nine(dt.date(2026, 12, 1)),
        ),
    )
    store.close()
    return tmp_path / "store"


def change(path: Path, *changes: Callable[[Store], object]) -> None:
    """Change a store before the program opens it."""
    store = Store.open(path, "Siri")
    for made in changes:
        made(store)
    store.close()


# All of them


@pytest.mark.parametrize(("language", "size"), [("nb", (80, 24)), ("nn", (60, 20)), ("en", (80, 24)), ("en", (60, 20))])
async def test_every_screen_opens_in_every_language_and_esc_goes_back(path, language, size):
    say = Phrases(language)
    async with desk(path, language, size) as at:
        for key, screen in PLACES.items():
            await at.press(key)
            assert isinstance(at.app.screen, screen)
            assert f"Esc {say('key.back')}" in at.text()
            await at.press("escape")
            assert isinstance(at.app.screen, CaptureScreen)


@pytest.mark.parametrize(
    ("ways", "action"),
    [
        (["f4"], "leave"),
        (["f6"], "go_there"),
        (["f1"], "dismiss(None)"),
        (["ctrl+p"], "leave"),
        (["f5", "n"], "leave"),
        (["f6", "e"], "save"),
    ],
)
async def test_who_asks_twice_before_a_screen_is_gone_leaves_that_one_only(path, ways, action):
    async with desk(path) as at:
        for way in ways:
            below = at.app.screen
            await at.press(way)
        leaving = at.app.screen
        for _ in range(2):  # with the palette and with the key, before the first has been heard
            assert await at.app.run_action(action, leaving)
        await at.settle()
        assert at.app.screen is below


async def test_hostile_names_are_shown_as_text(path):
    documents = [
        document
        for n, name in enumerate(HOSTILE)
        for document in (
            Person(id=f"bad{n}", name=name, handle=f"bad{n}", role=name),
            Theme(id=f"bad{n}", title=name, handle=f"bad{n}", order=0),
            Gathering(
                id=f"bad{n}",
                number=2 + n,
                title=name,
                place=name,
                date=dt.date(2026, 12, 2),
                state=GatheringState.FINAL,
            ),
            Item(
                id=f"bad{n}",
                text="x",
                gathering="one",
                theme=f"bad{n}",
                number=2 + n,
                created=at_nine(dt.date(2026, 12, 1)),
            ),
        )
    ]
    change(path, lambda store: store.save(*documents))
    async with desk(path) as at:
        for key in PLACES:
            await at.press(key)
            assert not DRIVING & set(at.text())
            assert [name for name in HOSTILE if name.isprintable() and name not in at.text()] == []
            await at.press("escape")


async def test_what_a_form_cannot_show_of_a_name_stays_when_it_is_saved(path):
    name = "[/]\x1b[31m\u202ec"
    change(path, lambda store: store.save(Theme(id="need", title=name, handle="behov", order=1)))
    async with desk(path) as at:
        await at.press("f4", "r")
        assert "[/]␛[31m\ufffdc" in at.text()
        assert not DRIVING & set(at.text())
        await at.press("ctrl+s")
        assert at.titles()[0] == name


async def test_undo_in_any_list_takes_back_the_last_change(path):
    async with desk(path) as at:
        await at.press("f5", "p")
        assert at.presence()
        await at.press("u")
        assert not at.presence()
        assert "angret" in at.text()
        await at.press("ctrl+y")
        assert at.presence()


async def test_what_the_screens_change_is_undone_in_the_capture_screen(path):
    async with desk(path) as at:
        await at.press("f5", "p", "escape", "ctrl+z")
        assert not at.presence()


# People


async def test_people_are_listed_with_where_they_come_from_and_counted(path):
    async with desk(path) as at:
        await at.press("f5")
        text = at.text()
        assert "Kari Moe  Glimvåg" in text
        assert "til stede 0 · forfall 0 · ikke ført 3" in text
        assert text.index("Kari Moe") < text.index("Ola Lie") < text.index("Åse Berg")


@pytest.mark.parametrize(
    ("key", "presence", "shown"),
    [
        ("p", Presence.PRESENT, "her     ✓ Kari Moe"),
        ("d", Presence.PART, "delvis  ½ Kari Moe"),
        ("g", Presence.GUEST, "gjest   * Kari Moe"),
        ("f", Presence.ABSENT, "forfall x Kari Moe"),
    ],
)
async def test_one_key_notes_how_somebody_takes_part_in_a_word_and_by_a_sign(path, key, presence, shown):
    async with desk(path) as at:
        await at.press("f5", key)
        assert at.presence() == {"Kari Moe": presence}
        assert shown in at.text()
        await at.press("minus")
        assert at.presence() == {}


async def test_space_goes_through_the_ways_of_taking_part_however_fast_it_is_pressed(path):
    async with desk(path) as at:
        await at.press("f5")
        for _ in range(3):
            at.app.simulate_key("space")
        await at.press("up")
        assert at.presence() == {"Kari Moe": Presence.GUEST}
        await at.press("space", "space")
        assert at.presence() == {}


async def test_the_rest_is_here_but_who_was_noted_stays_as_noted(path):
    async with desk(path) as at:
        await at.press("f5", "f", "a")
        assert at.presence() == {
            "Kari Moe": Presence.ABSENT,
            "Ola Lie": Presence.PRESENT,
            "Åse Berg": Presence.PRESENT,
        }
        assert "til stede 2 · forfall 1 · ikke ført 0" in at.text()
        await at.press("u")
        assert at.presence() == {"Kari Moe": Presence.ABSENT}


async def test_only_those_whom_the_filter_shows_become_present(path):
    async with desk(path) as at:
        await at.press("f5", "slash")
        await at.type("glim pu åse")
        assert "Ingen passer" in at.text()
        await at.press("ctrl+u")
        await at.type("glim åse")
        await at.press("enter", "a")
        assert "Kari Moe" not in at.text()
        assert at.presence() == {"Åse Berg": Presence.PRESENT}
        await at.press("escape")
        assert "Kari Moe" in at.text()


async def test_a_new_person_brings_a_new_organisation_and_is_chosen(path):
    async with desk(path) as at:
        await at.press("f5", "n")
        await at.fill("Nils Vik", "Åsmyr", "rådgiver")
        nils = at.people()["Nils Vik"]
        assert at.store.all(Organisation)[nils.organisation].name == "Åsmyr"
        assert (nils.handle, nils.role) == ("nils", "rådgiver")
        await at.press("p")
        assert at.presence() == {"Nils Vik": Presence.PRESENT}


async def test_editing_a_person_changes_only_what_was_typed(path):
    async with desk(path) as at:
        await at.press("f5", "d", "enter")
        await at.fill("Kari Moen", "kari.m", "Glimvåg", "leder", "til lunsj")
        kari = at.people()["Kari Moen"]
        assert (kari.id, kari.handle, kari.organisation, kari.role) == ("Kari Moe", "kari.m", "home", "leder")
        assert next(iter(at.store.all(Attendance).values())).note == "til lunsj"
        assert len(at.store.all(Organisation)) == 1


async def test_what_another_scribe_changed_meanwhile_stays(path):
    async with desk(path) as at:
        await at.press("f5", "enter")
        other = Store.open(path, "Per")
        other.save(Person(id="Kari Moe", name="Kari Moe", handle="kari", organisation="home", role="leder"))
        other.close()
        at.store.read_on()
        await at.fill("Kari Moen")
        assert at.people()["Kari Moen"].role == "leder"


async def test_a_handle_that_somebody_else_has_is_refused_in_words(path):
    async with desk(path) as at:
        await at.press("f5", "enter")
        await at.fill("Kari Moe", "ola")
        assert "Det ordet står for noen andre." in at.text()
        assert at.people()["Kari Moe"].handle == "kari"


async def test_a_table_of_people_is_imported_as_one_change(path, tmp_path):
    (tmp_path / "folk.csv").write_text("navn;kommune\nNils Vik;Åsmyr\nEva Dal;Åsmyr\n", encoding="utf-8")
    async with desk(path) as at:
        await at.press("f5", "i")
        await at.fill(str(tmp_path / "folk.csv"))
        assert "2 personer er lest inn fra folk.csv." in at.text()
        assert {"Nils Vik", "Eva Dal"} <= set(at.people())
        await at.press("u")
        assert len(at.people()) == 3


@pytest.mark.parametrize(("content", "words"), [("rolle\nleder\n", "kolonne for navn"), (None, "kan ikke leses")])
async def test_a_table_that_cannot_be_read_is_refused_in_words(path, tmp_path, content, words):
    if content:
        (tmp_path / "folk.csv").write_text(content, encoding="utf-8")
    async with desk(path, size=(160, 24)) as at:
        await at.press("f5", "i")
        await at.fill(str(tmp_path / "folk.csv"))
        assert words in at.text()
        assert len(at.people()) == 3


async def test_five_hundred_people_are_noted_at_once(path):
    crowd = [Person(id=f"p{n}", name=f"Person {n}", handle=f"p{n}") for n in range(500)]
    change(path, lambda store: store.save(*crowd))
    async with desk(path) as at:
        await at.press("f5", "a")
        assert "til stede 503" in at.text()


# Forms


async def test_a_first_esc_only_warns_where_something_was_typed(path):
    async with desk(path) as at:
        await at.press("f5", "n")
        await at.type("Nils")
        await at.press("escape")
        assert isinstance(at.app.screen, FormScreen)
        assert "Esc én gang til forkaster" in at.text()
        await at.type(" V")
        await at.press("escape")
        assert isinstance(at.app.screen, FormScreen)
        assert "Nils V" in at.text()
        await at.press("escape")
        assert isinstance(at.app.screen, PeopleScreen)


async def test_esc_leaves_a_form_at_once_where_nothing_was_typed(path):
    async with desk(path) as at:
        await at.press("f5", "enter", "escape")
        assert isinstance(at.app.screen, PeopleScreen)


async def test_enter_goes_from_field_to_field_and_saves_in_the_last(path):
    async with desk(path) as at:
        await at.press("f5", "n")
        await at.type("Nils Vik")
        await at.press("enter", "enter")
        assert isinstance(at.app.screen, FormScreen)
        await at.press("enter")
        assert "Nils Vik" in at.people()


async def test_a_paste_of_several_lines_is_one_line_and_drives_nothing(path):
    async with desk(path) as at:
        await at.press("f5", "n")
        at.app.screen.focused.post_message(events.Paste("Nils\nVik\x1b[31m"))
        await at.settle()
        await at.press("ctrl+s")
        assert "Nils Vik␛[31m" in at.people()


async def test_a_form_can_be_filled_where_it_does_not_fit(path):
    async with desk(path, size=(40, 10)) as at:
        await at.press("f6", "n")
        await at.fill("Neste", "2027-02-03", "", "", "", "", "", "klingonsk")
        assert "Skriv nb, nn" in at.text()
        await at.press("ctrl+u", "n", "n", "enter")
        assert at.gathering(2).language == "nn"


# Gatherings


async def test_the_next_gathering_takes_a_date_as_people_say_it_and_shows_it_back(path):
    async with desk(path) as at:
        await at.press("f6", "n")
        await at.type("Midtveis")
        await at.press("tab", "ctrl+u")
        await at.type("3. februar 2027")
        await at.press("tab")
        assert "2027-02-03" in at.text()
        await at.press("ctrl+s")
        made = at.gathering(2)
        assert (made.title, made.date, made.state) == ("Midtveis", dt.date(2027, 2, 3), GatheringState.OPEN)
        assert "Samling 2 er lagret. Enter går dit; til da skriver du i samling 1." in at.text()


async def test_a_date_that_cannot_be_read_is_asked_for_again(path):
    async with desk(path) as at:
        await at.press("f6", "e")
        await at.fill("Oppstart", "31. februar")
        assert "Forstår ikke datoen" in at.text()
        assert at.gathering().date == dt.date(2026, 12, 1)


async def test_enter_goes_to_a_gathering_and_lines_are_captured_there(path):
    async with desk(path) as at:
        await at.press("f6", "n")
        await at.fill("Midtveis")
        await at.press("enter")
        assert "Samling 2 · Midtveis" in at.text()
        await at.type("Et innspill")
        await at.press("enter")
        item = next(item for item in at.store.all(Item).values() if item.text == "Et innspill")
        assert item.gathering == at.gathering(2).id


async def test_finishing_makes_a_version_and_reopening_keeps_it(path):
    async with desk(path) as at:
        await at.press("f6", "f", "f")
        assert (at.gathering().state, at.gathering().version) == (GatheringState.FINAL, 1)
        assert "avsluttet v1" in at.text()
        await at.press("o")
        assert (at.gathering().state, at.gathering().version) == (GatheringState.OPEN, 1)
        await at.press("f", "f")
        assert at.gathering().version == 2


async def test_attendance_and_agenda_of_a_finished_gathering_stay_as_they_are(path):
    change(path, lambda store: store.save(*finished(store, store.all(Gathering)["one"])))
    async with desk(path) as at:
        for keys in (("f5", "p"), ("f4", "m")):
            await at.press(*keys)
            assert "Samling 1 er avsluttet" in at.text()
            await at.press("escape")
        assert not at.presence()


async def test_a_store_without_a_gathering_opens_with_the_first_one_today(tmp_path):
    Store.create(tmp_path / "bare", Network(id=joint_id("network"), name="Tomt"), "Siri").close()
    async with desk(tmp_path / "bare") as at:
        assert "Samling 1" in at.text()
        assert at.gathering().date == dt.datetime.now().astimezone().date()


# Themes


async def test_themes_are_listed_with_how_much_there_is_of_them(path):
    async with desk(path) as at:
        await at.press("f4")
        assert "Behov  punkter: 1 her, 1 i alt" in at.text()
        assert "Dialog  punkter: 0 her, 0 i alt" in at.text()


@pytest.mark.parametrize("keys", [("2",), ("down", "enter")], ids=str)
async def test_enter_or_a_digit_goes_to_a_theme(path, keys):
    async with desk(path) as at:
        await at.press("f4", *keys)
        assert isinstance(at.app.screen, CaptureScreen)
        assert at.capture.desk.theme == "talk"


async def test_a_theme_is_made_and_renamed(path):
    async with desk(path) as at:
        await at.press("f4", "n")
        await at.fill("Kontrakt")
        assert at.titles() == ["Behov", "Dialog", "Kontrakt"]
        await at.press("r")
        await at.fill("Konkurranse")
        assert at.titles() == ["Behov", "Dialog", "Konkurranse"]


async def test_themes_change_places(path):
    async with desk(path) as at:
        await at.press("f4", "J")
        assert at.titles() == ["Dialog", "Behov"]
        await at.press("J", "K")
        assert at.titles() == ["Behov", "Dialog"]


@given(st.lists(st.integers(0, 3), min_size=1, max_size=6), st.data())
def test_a_moved_theme_lands_where_it_should_whatever_the_orders_were(orders, data):
    themes = [Theme(id=str(n), title=str(n), handle=str(n), order=order) for n, order in enumerate(sorted(orders))]
    at = data.draw(st.integers(0, len(themes) - 1))
    to = data.draw(st.integers(0, len(themes) - 1))
    moved = {theme.id: theme for theme in themes}
    moved |= {theme.id: theme for theme in rearranged(themes, themes[at], to - at)}
    wanted = [theme.id for theme in themes if theme is not themes[at]]
    wanted.insert(to, themes[at].id)
    assert [theme.id for theme in sorted(moved.values(), key=lambda theme: (theme.order, theme.id))] == wanted


async def test_planned_minutes_put_a_theme_on_the_agenda_and_nothing_takes_it_off(path):
    async with desk(path) as at:
        await at.press("f4", "m")
        await at.fill("snart")
        assert "Skriv et antall minutter" in at.text()
        await at.fill("45")
        assert [entry.minutes for entry in at.store.all(AgendaEntry).values()] == [45]
        assert "45 min planlagt" in at.text()
        await at.press("m")
        await at.fill("")
        assert not at.store.all(AgendaEntry)


async def test_an_empty_theme_is_deleted_and_one_with_items_is_refused_in_words(path):
    async with desk(path) as at:
        await at.press("f4", "x")
        assert "Flytt dem først" in at.text()
        await at.press("down", "x")
        assert at.titles() == ["Behov"]
        await at.press("u")
        assert at.titles() == ["Behov", "Dialog"]


# Export


async def test_the_preview_says_what_will_be_in_the_minutes_and_in_which_language(path):
    async with desk(path) as at:
        await at.press("f9")
        assert "Referat fra samling 1: Oppstart" in at.text()
        assert "Behov: 1 innspill" in at.text()
        await at.press("l", "l")
        assert "Minutes of gathering 1: Oppstart" in at.text()


async def test_enter_writes_the_minutes_and_says_where_they_lie(path, tmp_path):
    async with desk(path, size=(160, 24)) as at:
        await at.press("f9", "enter")
        written = tmp_path / "referat-samling-1.docx"
        assert f"Skrev {written} med 1 punkter." in at.text()
        texts = [paragraph.text for paragraph in WordDocument(str(written)).paragraphs]
        assert any("Dørene er gamle" in text for text in texts)


async def test_a_file_that_is_there_is_kept_and_another_name_is_offered(path, tmp_path):
    taken = tmp_path / "referat-samling-1.docx"
    taken.write_bytes(b"mine")
    async with desk(path) as at:
        await at.press("f9", "enter")
        said = " ".join(at.text().split())
        assert "o skriver over den, Enter skriver referat-samling-1-2.docx" in said
        await at.press("enter")
        assert taken.read_bytes() == b"mine"
        assert (tmp_path / "referat-samling-1-2.docx").exists()


async def test_o_overwrites_the_file_that_is_in_the_way_and_no_other(path, tmp_path):
    taken = tmp_path / "referat-samling-1.docx"
    taken.write_bytes(b"mine")
    async with desk(path) as at:
        await at.press("f9", "o")
        assert taken.read_bytes() == b"mine"
        await at.press("enter", "o")
        assert taken.read_bytes() != b"mine"
        assert not (tmp_path / "referat-samling-1-2.docx").exists()


async def test_minutes_that_cannot_be_written_are_told_in_words(path, tmp_path):
    async with desk(path, size=(160, 24)) as at:
        await at.press("f9", "p")
        await at.fill(str(tmp_path / "nowhere" / "ut"))
        assert f"ut.docx  {tmp_path / 'nowhere'}" in at.text()
        await at.press("enter")
        assert "kunne ikke skrives" in at.text()


# Help


@pytest.mark.parametrize(("language", "key"), [("nb", None), ("nn", "f5"), ("en", "f4"), ("nb", "f6"), ("nn", "f9")])
async def test_help_explains_every_mark_and_every_key_of_the_screen(path, language, key):
    say = Phrases(language)
    async with desk(path, language, size=(100, 160)) as at:
        if key:
            await at.press(key)
        keys = [active.binding for active in at.app.screen.active_bindings.values()]
        await at.press("f1")
        text = at.text()
        for mark in MARKS:
            assert say(f"mark.{mark.id}") in text
            assert mark.examples[language] in text
        for binding in keys:
            if binding.description.startswith("key."):
                assert say(binding.description) in text
        assert say("key.rub-line") in text
        assert say("key.page-down") in text
        await at.press("escape")
        assert isinstance(at.app.screen, PLACES.get(key, CaptureScreen))


async def test_help_does_not_promise_a_key_that_means_something_else_here(path):
    async with desk(path, size=(100, 160)) as at:
        await at.press("f5", "question_mark")
        assert "Home    Det første" in at.text()
        assert "g       Gjest" in at.text()


async def test_help_opens_over_a_form_and_leaves_it_as_it_was(path):
    async with desk(path) as at:
        await at.press("f5", "n")
        await at.type("Nils")
        await at.press("f1", "tab", "escape")
        assert isinstance(at.app.screen, FormScreen)
        assert "Nils" in at.text()


# The first start


@pytest.mark.parametrize("size", [*SIZES, (40, 12)], ids=str)
async def test_the_first_start_speaks_three_languages(tmp_path, size):
    async with desk(tmp_path / "new", size=size) as at:
        seen = []
        for _ in LANGUAGES:
            seen.append(at.text())
            await at.press("l")
        assert ["Velkommen." in seen[0], "Velkomen." in seen[1], "Welcome." in seen[2]] == [True] * 3
        assert at.text() == seen[0]
    assert not (tmp_path / "new").exists()


async def test_the_first_start_makes_the_example_and_opens_it(tmp_path):
    async with desk(tmp_path / "data" / "new") as at:
        await at.press("e")
        assert isinstance(at.app.screen, CaptureScreen)
        assert len(at.store.all(Gathering)) > 1


async def test_the_first_start_makes_a_network_with_its_first_gathering(tmp_path):
    async with desk(tmp_path / "new") as at:
        await at.press("n")
        await at.fill("Nettet [/]", "Oppstart", "1.12.2026", "Rådhuset", "Siri Dal", "nynorsk")
        assert isinstance(at.app.screen, CaptureScreen)
        assert (at.store.network.name, at.store.network.language) == ("Nettet [/]", "nn")
        first = at.gathering()
        assert (first.title, first.place, first.scribe) == ("Oppstart", "Rådhuset", "Siri Dal")
        assert first.date == dt.date(2026, 12, 1)
        assert "Samling 1 · Oppstart" in at.text()


async def test_a_place_where_no_store_can_be_is_told_in_words(tmp_path):
    async with desk(tmp_path / "new") as at:
        (tmp_path / "new").mkdir()
        (tmp_path / "new" / "mine.txt").write_text("mine", encoding="utf-8")
        await at.press("e")
        assert isinstance(at.app.screen, FirstScreen)
        assert "finnes fra før og er ikke tom" in " ".join(at.text().split())


async def test_q_leaves_the_first_start(tmp_path):
    app = make_app(settings_for(tmp_path / "new"))
    async with app.run_test() as pilot:
        await pilot.press("q")
    assert app.return_code == 0
