"""Who comes late, leaves, or keeps out of a theme; over the series; and whose voice is missing."""

import datetime as dt
import re
from dataclasses import replace

import pytest
from commands import Shell
from conftest import make_store, new_item
from hypothesis import given
from hypothesis import strategies as st
from pseudo_terminal import open_screen
from screens import running, shown, type_line, until

from exports.cuts.minutes import minutes_of
from exports.cuts.record import Record
from exports.document import Heading, Parties, Statement
from storage.hours import read_hour
from storage.model import Attendance, Gathering, GatheringState, Item, Organisation, Person, Presence, Theme
from storage.store import Store
from storage.voices import HEARD, present_at, voices
from tui.phrases import Phrases
from tui.planning.attending import arrived, corrected, left, noted_of, recused, told
from tui.planning.register import attendance
from tui.planning.roster import Row, plan_people
from tui.planning.series import series_of

ROSTER = (
    *(("Kari Moe", "Glimvåg"), ("Åse Berg", "Glimvåg"), ("Ola Lie", "Ulvmo"), ("Nils Vik", "Tindvær")),
    ("Eva Dal", ""),
)


@pytest.fixture
def path(tmp_path):
    """A store with a gathering, two themes, five people of three organisations and of none."""
    store = make_store(tmp_path / "velferd")
    store.save(*plan_people(store, [Row(name, home, "") for name, home in ROSTER]))
    store.save(
        Theme(id="need", title="Behov", handle="behov", order=1),
        Theme(id="deal", title="Kontrakt", handle="kontrakt", order=2),
    )
    store.close()
    return tmp_path / "velferd"


@pytest.fixture
def store(path):
    return Store.open(path, "Kari")


@pytest.fixture
def shell(path):
    class Here(Shell):
        @property
        def environment(self):
            return {**super().environment, "SAMLING_STORE": str(path)}

    return Here(path.parent)


def finished(gathering):
    return replace(gathering, state=GatheringState.FINAL, version=1)


def person(store, name):
    return next(person for person in store.all(Person).values() if person.name.startswith(name))


def noted(store, name):
    return noted_of(store, store.open_gathering(), person(store, name))


def save(store, plan, name, *given, **more):
    store.save(plan(store, store.open_gathering(), person(store, name), *given, **more))
    return noted(store, name)


# Times of the day


@pytest.mark.parametrize(
    ("typed", "hour"),
    [("10.30", "10.30"), ("9:05", "09.05"), ("1430", "14.30"), ("9", "09.00"), (" 0.00 ", "00.00")]
    + [(wrong, "") for wrong in ("", "24.00", "10.60", "10.3", "ti", "-1", "10.30.00", "١٠.٣٠", "1000000")],
)
def test_a_time_is_read_as_it_is_typed_or_not_at_all(typed, hour):
    assert read_hour(typed) == hour


@given(st.times())
def test_every_time_of_the_day_is_read_as_it_is_printed(time):
    assert read_hour(time.strftime("%H.%M")) == read_hour(time.strftime("%H:%M")) == time.strftime("%H.%M")


# Coming, leaving, keeping out


def test_who_comes_or_leaves_was_there_for_a_part_and_a_guest_stays_one(store):
    assert save(store, arrived, "Kari", "10.30").presence is Presence.PART
    assert (noted(store, "Kari").arrived, noted(store, "Kari").left) == ("10.30", "")
    save(store, attendance, "Ola", Presence.GUEST, note="fra fylket")
    guest = save(store, left, "Ola", "14.00")
    assert (guest.presence, guest.left, guest.note) == (Presence.GUEST, "14.00", "fra fylket")


def test_who_comes_back_came_when_they_first_did(store):
    for plan, hour in ((arrived, "09.30"), (left, "11.00"), (arrived, "13.00")):
        entry = save(store, plan, "Kari", hour)
    assert (entry.arrived, entry.left) == ("09.30", "")
    assert save(store, arrived, "Kari", "09.40").arrived == "09.40"


def test_who_was_there_all_day_or_not_at_all_has_no_times_and_what_else_was_noted_stays(store):
    save(store, arrived, "Kari", "10.30")
    save(store, recused, "Kari", ("deal",))
    entry = save(store, attendance, "Kari", Presence.PRESENT)
    assert (entry.arrived, entry.recused) == ("", ("deal",))
    assert save(store, attendance, "Kari", Presence.GUEST).recused == ("deal",)


def test_who_is_taken_off_the_list_and_noted_again_begins_anew(store):
    save(store, arrived, "Kari", "10.30")
    save(store, attendance, "Kari", None)
    assert noted(store, "Kari") is None
    assert save(store, attendance, "Kari", Presence.PART).arrived == ""


def test_themes_are_kept_out_of_in_their_order_and_let_in_again(store):
    assert save(store, recused, "Kari", ("deal", "need")).recused == ("need", "deal")
    assert noted(store, "Kari").presence is Presence.PRESENT
    assert save(store, recused, "Kari", ()).recused == ()


def test_what_is_told_afterwards_keeps_what_is_not_told(store):
    save(store, told, "Kari", None, arrived="10.30")
    entry = save(store, told, "Kari", None, note="via skjerm")
    assert (entry.presence, entry.arrived, entry.note) == (Presence.PART, "10.30", "via skjerm")
    assert save(store, corrected, "Kari", arrived="").presence is Presence.PART
    assert save(store, told, "Ola", None).presence is Presence.PRESENT


def test_two_scribes_note_the_same_person_and_both_hold(path):
    one, other = Store.open(path, "Kari"), Store.open(path, "Ola")
    save(one, attendance, "Åse", Presence.PRESENT)
    other.read_on()
    first = left(one, one.open_gathering(), person(one, "Åse"), "14.00")
    second = recused(other, other.open_gathering(), person(other, "Åse"), ("deal",))
    one.save(first)
    other.save(second)
    one.read_on()
    assert (noted(one, "Åse").left, noted(one, "Åse").recused) == ("14.00", ("deal",))
    assert not one.conflicts()


# On the screen


def row_of(pilot, name):
    return next(row for row in shown(pilot).splitlines() if name in row)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", ("fra ", "gikk ", "inhabil: Behov, Kontrakt")),
        ("nn", ("frå ", "gjekk ", "ugild: Behov, Kontrakt")),
        ("en", ("from ", "left ", "recused: Behov, Kontrakt")),
    ],
)
async def test_one_key_each_notes_who_comes_leaves_and_keeps_out(path, language, words):
    async with running(path, language=language, size=(100, 24)) as pilot:
        await pilot.press("f5", "c", "l", "h", "1", "2", "enter")
        await until(pilot, lambda: words[2] in shown(pilot))
        row = row_of(pilot, "Eva Dal")
        assert re.search(rf"½.*{words[0]}\d\d[.:]\d\d .*{words[1]}\d\d[.:]\d\d", row), row
        await pilot.press("h", "1", "escape")
        assert words[2] in row_of(pilot, "Eva Dal")
        await pilot.press("u", "u", "u")
        await until(pilot, lambda: "½" not in shown(pilot))


async def test_times_are_corrected_in_the_form_and_what_is_none_is_refused_there(path):
    async with running(path) as pilot:
        await pilot.press("f5", "enter", *["tab"] * 4, *"kl ti", "ctrl+s")
        assert "Skriv et klokkeslett, for eksempel 10.30" in shown(pilot)
        await pilot.press(*["backspace"] * 5, *"9:15", "tab", *"14", "ctrl+s")
        await until(pilot, lambda: "fra 09.15 · gikk 14.00" in shown(pilot))
        await pilot.press("p")
        await until(pilot, lambda: "gikk" not in shown(pilot))


async def test_leaving_before_arriving_is_told(path):
    async with running(path) as pilot:
        await pilot.press("f5", "enter", *["tab"] * 4, *"14", "tab", *"9", "ctrl+s")
        await until(pilot, lambda: "er ikke etter det for å komme" in shown(pilot))


async def test_nobody_comes_or_leaves_once_the_gathering_is_finished(path, store):
    store.save(finished(store.open_gathering()))
    async with running(path) as pilot:
        await pilot.press("f5")
        for key in "clh":
            await pilot.press(key)
            assert "Samling 3 er avsluttet" in shown(pilot)
    store.read_on()
    assert not store.all(Attendance)


def test_the_screens_of_people_work_in_a_real_terminal(path, tmp_path):
    with open_screen(path, tmp_path) as terminal:
        terminal.type("\x1b[15~")
        terminal.wait_for("Folk · Samling 3")
        terminal.type("c")
        terminal.wait_for("Eva Dal  fra ")
        terminal.type("s")
        terminal.wait_for("Folk gjennom serien")
        terminal.wait_for("Eva Dal · Samling 3: deler av dagen; fra ")
        assert all(len(row) <= 80 for row in terminal.rows)


# As commands


def test_the_command_notes_times_and_themes_and_refuses_what_is_none(shell, store):
    shell.ok(
        "gathering", "attend", "3", "kari", "ola", "--arrived", "9:30", "--recused", "kontrakt", "--recused", "behov"
    )
    facts = {fact["name"]: fact for fact in shell.json("attendance")}
    (entry,) = facts["Kari Moe"]["gatherings"]
    times = {"arrived": "09.30", "left": None}
    assert entry == {"gathering": 3, "presence": "part", "note": "", **times, "recused": ["Behov", "Kontrakt"]}
    assert facts["Nils Vik"]["gatherings"] == []
    shell.ok("gathering", "attend", "3", "kari", "--left", "14", "--recused", "")
    store.read_on()
    assert (noted(store, "Kari").arrived, noted(store, "Kari").left, noted(store, "Kari").recused) == (
        "09.30",
        "14.00",
        (),
    )
    refused = shell.run("gathering", "attend", "3", "kari", "--arrived", "25.00")
    assert (refused.returncode, "“25.00” is no time of the day" in refused.stderr) == (2, True)
    store.read_on()
    store.save(finished(store.open_gathering()))
    assert shell.run("gathering", "attend", "3", "kari", "--left", "15").returncode == 1


# In the minutes


def minutes(store, language):
    return minutes_of(Record(store.contents(), tuple(store.all(Gathering).values()), language))


@pytest.mark.parametrize(
    ("language", "lines", "sentence"),
    [
        (
            "nb",
            ("Kari Moe (til stede fra kl. 10.30)", "Ola Lie (til stede kl. 09.00–14.00)", "Nils Vik (gikk kl. 12.00)"),
            "Eva Dal og Kari Moe (Glimvåg) deltok ikke i behandlingen av temaet på grunn av inhabilitet.",
        ),
        (
            "nn",
            (
                "Kari Moe (til stades frå kl. 10.30)",
                "Ola Lie (til stades kl. 09.00–14.00)",
                "Nils Vik (gjekk kl. 12.00)",
            ),
            "Eva Dal og Kari Moe (Glimvåg) deltok ikkje i behandlinga av temaet på grunn av ugildskap.",
        ),
        (
            "en",
            ("Kari Moe (present from 10:30)", "Ola Lie (present 09:00–14:00)", "Nils Vik (left at 12:00)"),
            (
                "Eva Dal and Kari Moe (Glimvåg) took no part in the discussion of this theme because of a conflict of "
                "interest."
            ),
        ),
    ],
)
def test_the_minutes_tell_it_in_words(store, language, lines, sentence):
    save(store, arrived, "Kari", "10.30")
    save(store, told, "Ola", None, arrived="09.00", left="14.00", note="vara")
    save(store, left, "Nils", "12.00")
    for name in ("Eva", "Kari"):
        save(store, recused, name, ("deal",))
    save(store, attendance, "Åse", Presence.ABSENT, recused=("deal",), arrived="10.00")
    gathering = store.open_gathering()
    spoken = {"gathering": gathering.id, "created": dt.datetime(2026, 12, 1, 9, tzinfo=dt.UTC)}
    store.save(
        *(
            Item(id=store.new_id(), text="Pris", theme=theme, number=n, **spoken)
            for n, theme in enumerate(("need", "deal"))
        )
    )
    parts = minutes(store, language).parts
    attending = " ".join(line for part in parts if isinstance(part, Parties) for row in part.rows for line in row.lines)
    theme = {"nb": "inhabil under «Kontrakt»", "nn": "ugild under «Kontrakt»", "en": "recused from “Kontrakt”"}[
        language
    ]
    told_of = attending.replace(f"; {theme}", "")
    assert [line for line in lines if line.removesuffix(")") not in told_of] == []
    assert attending.count(theme) == 2
    at = parts.index(Heading(2, "Kontrakt", "nb"))
    assert isinstance(parts[at + 1], Statement)
    assert parts[at + 1].text == sentence
    assert sum(sentence == part.text for part in parts if isinstance(part, Statement)) == 1


# Whose voice is missing


def heard_of(store, *said, theme="need"):
    """The names of those heard and of the silent, where these were said under that theme."""
    gathering = store.open_gathering()
    items = [
        Item(
            id=str(n),
            text="x",
            gathering=gathering.id,
            number=n,
            theme=theme,
            said_by=name,
            created=dt.datetime.now(dt.UTC),
        )
        for n, name in enumerate(said)
    ]
    homes = store.all(Organisation)
    there = present_at(gathering, "need", store.all(Attendance).values(), store.all(Person), homes)
    found = voices(items, there, store.all(Person), "need")
    return [[homes[name].name for name in names] for names in found]


def everybody_comes(store):
    for name, home in ROSTER:
        save(store, attendance, name, Presence.PRESENT if home else Presence.GUEST)


def test_an_organisation_is_heard_by_its_own_name_or_any_of_its_people(store):
    everybody_comes(store)
    home = next(each for each in store.all(Organisation).values() if each.name == "Ulvmo")
    assert heard_of(store) == [[], ["Glimvåg", "Tindvær", "Ulvmo"]]
    assert heard_of(store, person(store, "Åse").id, home.id, "Ukjent") == [["Glimvåg", "Ulvmo"], ["Tindvær"]]
    assert heard_of(store, person(store, "Åse").id, theme="deal") == [[], ["Glimvåg", "Tindvær", "Ulvmo"]]


def test_who_is_not_there_has_left_or_keeps_out_is_not_waited_for(store):
    everybody_comes(store)
    save(store, left, "Ola", "12.00")
    save(store, recused, "Nils", ("need",))
    save(store, attendance, "Kari", Presence.ABSENT)
    assert heard_of(store) == [[], ["Glimvåg"]]
    store.save(attendance(store, store.open_gathering(), person(store, "Åse"), Presence.GUEST))
    assert heard_of(store) == [[], []]


@given(st.sets(st.integers(0, 30)), st.sets(st.integers(0, 30)))
def test_nothing_is_told_before_a_third_has_spoken_or_when_all_have(there, spoken):
    homes = {f"o{n}": Organisation(id=f"o{n}", name=f"O{n}", handle=f"o{n}") for n in there}
    moment = dt.datetime(2026, 12, 1, tzinfo=dt.UTC)
    items = [
        Item(id=str(n), text="", gathering="g", number=n, theme="t", said_by=f"o{n}", created=moment) for n in spoken
    ]
    found = voices(items, homes, {}, "t")
    assert {*found.heard, *found.silent} == set(homes)
    assert set(found.heard) == {f"o{n}" for n in there & spoken}
    assert found.telling == (len(there & spoken) * HEARD >= len(there) and not there <= spoken)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
async def test_one_quiet_line_names_organisations_once_a_third_has_spoken(path, store, language):
    everybody_comes(store)
    told = Phrases(language)("voices.missing", count=2, whole=3, names="Tindvær, Ulvmo")
    async with running(path, language=language) as pilot:
        await type_line(pilot, "# Behov")
        assert "Tindvær" not in shown(pilot)
        await type_line(pilot, "åse: Vi har målt det")
        assert told in shown(pilot)
        await pilot.press(*"+ x")
        assert "Tindvær" not in shown(pilot)
        await pilot.press("backspace", "backspace", "backspace")
        assert told in shown(pilot)
        await pilot.press("f8")
        assert "Tindvær" not in shown(pilot)


async def test_it_follows_what_others_write(path, store):
    everybody_comes(store)
    async with running(path) as pilot:
        await type_line(pilot, "# Behov")
        await type_line(pilot, "åse: Vi har målt det")
        store.read_on()
        store.save(new_item(store, "Vi òg", theme="need", said_by=person(store, "Ola").id, scribe="Ola"))
        await until(pilot, lambda: "Ikke hørt om temaet, 1 av 3: Tindvær" in shown(pilot))


async def test_it_is_switched_off_in_the_settings(path, store):
    everybody_comes(store)
    settings = path.parent / ".config" / "samling" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('voices = "off"\n', encoding="utf-8")
    async with running(path) as pilot:
        await type_line(pilot, "# Behov")
        await type_line(pilot, "åse: Vi har målt det")
        assert "Tindvær" not in shown(pilot)


def test_the_command_prints_who_was_heard_on_each_theme(shell, store):
    assert shell.json("voices") == []
    everybody_comes(store)
    shell.ok("add", "# Behov", "åse: Vi har målt det", "--theme", "behov")
    (fact,) = shell.json("voices")
    assert fact == {"theme": "Behov", "gathering": 3, "heard": ["Glimvåg"], "silent": ["Tindvær", "Ulvmo"]}
    assert "1/3  Tindvær, Ulvmo" in shell.ok("voices", "--theme", "behov")


# Over the series


def test_the_series_counts_who_was_there(store):
    everybody_comes(store)
    save(store, attendance, "Ola", Presence.ABSENT)
    store.save(finished(store.open_gathering()), Gathering(id=store.new_id(), number=4, date=dt.date(2027, 1, 5)))
    save(store, arrived, "Kari", "10.00")
    series = series_of(store)
    first, second = series.gatherings
    assert [(home.organisation.name if home.organisation else "", len(home.people)) for home in series.homes] == [
        *(("Glimvåg", 2), ("Tindvær", 1), ("Ulvmo", 1)),
        ("", 1),
    ]
    assert [series.came(list(series.everybody()), gathering) for gathering in (first, second)] == [4, 1]
    assert [series.times(person(store, name)) for name in ("Kari", "Ola", "Åse")] == [2, 0, 1]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", "Ulvmo · Samling 3: 0 av 1 til stede"),
        ("nn", "Ulvmo · Samling 3: 0 av 1 til stades"),
        ("en", "Ulvmo · Gathering 3: 0 of 1 present"),
    ],
)
async def test_the_series_is_a_grid_with_the_chosen_square_in_words(path, store, language, words):
    everybody_comes(store)
    save(store, attendance, "Ola", Presence.ABSENT)
    async with running(path, language=language) as pilot:
        await pilot.press("f5", "end", "s")
        assert f"{Phrases(language)('series.together')}" in shown(pilot)
        assert "Åse Berg · " in shown(pilot)
        for _ in range(3):
            await pilot.press("down")
        assert words in shown(pilot)
        await pilot.press("down", "escape")
        assert Phrases(language)("people.title") in shown(pilot)


async def test_a_long_series_scrolls_both_ways(path, store):
    everybody_comes(store)
    store.save(*(Gathering(id=f"g{n}", number=n, date=dt.date(2027, 1, 1)) for n in range(4, 40)))
    store.save(*plan_people(store, [Row(f"Person {n:02d}", "Glimvåg", "") for n in range(40)]))
    async with running(path) as pilot:
        await pilot.press("f5", "home", "s", *["right"] * 40)
        assert "Samling 39: ikke ført" in shown(pilot)
        assert "39" in shown(pilot).splitlines()[1]
        await pilot.press("end", *["left"] * 40)
        assert "Samling 3" in shown(pilot)
        assert all(len(row) == 80 for row in shown(pilot).splitlines())
