"""The time that a theme has taken: worked out from the notes, the same for everybody at a table."""

import datetime as dt
from dataclasses import replace

import pytest
from conftest import MOMENT, new_item
from hypothesis import given
from hypothesis import strategies as st
from pseudo_terminal import open_screen
from screens import rows, running, shown, type_line, until

from storage.model import LANGUAGES, GatheringState, Item
from storage.store import Store
from tui.phrases import Phrases
from tui.planning.clock import SILENCE, spent, until_next_minute, whole_minutes
from tui.planning.register import agenda_entry, new_theme
from tui.screens.timekeeping import clock_in_words

MINUTE = dt.timedelta(minutes=1)


def note(minute: float, theme: str, group: str = "B") -> Item:
    name = f"{minute:09.3f}{theme}{group}"
    created = MOMENT + minute * MINUTE
    return Item(id=name, text="x", gathering="G", group=group, number=1, theme=theme, created=created)


def minutes(notes: list[Item], theme: str, now: float, group: str = "B") -> float:
    return spent(notes, group, theme, MOMENT + now * MINUTE) / MINUTE


notes = st.lists(
    st.builds(note, st.integers(0, 300), st.sampled_from(["a", "b", ""]), st.sampled_from("BCP")), max_size=12
)


def test_a_theme_is_talked_about_from_its_note_to_the_next_one_and_the_last_one_to_now():
    talk = [note(0, "a"), note(4, "a"), note(10, "b"), note(16, "a")]
    assert [minutes(talk, theme, 20) for theme in ("a", "b", "c")] == [14, 6, 0]


def test_a_table_counts_its_own_notes_and_those_of_the_plenary():
    talk = [note(0, "a", "P"), note(5, "b", "C"), note(8, "b", "B")]
    assert [minutes(talk, "a", 10, group) for group in "BCP"] == [8, 5, 10]


def test_a_long_silence_is_a_break_of_which_half_an_hour_counts():
    assert minutes([note(0, "a"), note(120, "b")], "a", 130) == SILENCE / MINUTE
    assert minutes([note(0, "a")], "a", 10_000) == SILENCE / MINUTE


@given(notes, st.integers(0, 400), st.randoms())
def test_the_order_in_which_notes_are_met_is_no_matter_and_no_minute_counts_twice(talk, now, random):
    talk = list({item.id: item for item in talk}.values())
    shuffled = random.sample(talk, len(talk))
    taken = [minutes(talk, theme, now) for theme in ("a", "b", "")]
    assert taken == [minutes(shuffled, theme, now) for theme in ("a", "b", "")]
    begun = [item.created for item in talk if item.group in "BP"]
    latest = max([*begun, MOMENT + now * MINUTE])
    assert 0 <= sum(taken) <= ((latest - min(begun)) / MINUTE if begun else 0)


def test_a_note_whose_moment_has_no_offset_is_counted_all_the_same():
    naive = replace(note(0, "a"), created=MOMENT.astimezone(dt.UTC).replace(tzinfo=None))
    assert minutes([naive, note(5, "b")], "a", 9) == 5


def test_the_minutes_are_those_that_are_over():
    assert whole_minutes(dt.timedelta(minutes=3, seconds=59.9)) == 3
    assert until_next_minute(dt.timedelta(minutes=3, seconds=59.5)) == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("language", "left", "over"),
    [
        ("nb", "12 av 30 min · 18 igjen", "4 min over · 34 av 30"),
        ("nn", "12 av 30 min · 18 igjen", "4 min over · 34 av 30"),
        ("en", "12 of 30 min · 18 left", "4 min over · 34 of 30"),
    ],
)
def test_what_is_left_and_what_is_over_is_told_in_words(language, left, over):
    say = Phrases(language)
    assert (clock_in_words(say, 12, 30), clock_in_words(say, 34, 30)) == (left, over)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_clock_has_room_beside_the_stream_for_three_hours(language):
    say = Phrases(language)
    assert max(len(clock_in_words(say, taken, 199)) for taken in range(999)) <= 25


@pytest.fixture
def planned(path):
    """A store in which one theme is planned to take 30 minutes and has taken 12, another has no plan."""
    store = Store.open(path, "Kari")
    for title, plan in (("Dialog", 30), ("Behov", 0)):
        theme = new_theme(store, title)
        store.save(theme)
        if plan:
            store.save(agenda_entry(store, store.open_gathering(), theme, plan))
            begun = dt.datetime.now().astimezone() - 12.5 * MINUTE
            item = new_item(store, "Lov å snakke", theme=theme.id, group="P", scribe="Kari")
            store.save(replace(item, created=begun))
    store.close()
    return path


def foot(pilot) -> str:
    """What stands at the foot of the themes."""
    return rows(pilot)[19][:25].strip()


async def test_the_clock_of_the_theme_stands_at_the_foot_of_the_themes_and_goes_where_one_goes(planned):
    async with running(planned) as pilot:
        assert foot(pilot) == "12 av 30 min · 18 igjen"
        await pilot.press("alt+2")
        await pilot.pause()
        assert foot(pilot) == ""
        await pilot.press("alt+1")
        await pilot.pause()
        assert foot(pilot) == "12 av 30 min · 18 igjen"


async def test_a_plan_that_is_made_meanwhile_shows_at_once(planned):
    async with running(planned) as pilot:
        store = pilot.app.store
        theme = pilot.app.screen.desk.themes()[0]
        pilot.app.screen.saver.save(agenda_entry(store, store.open_gathering(), theme, 8))
        await until(pilot, lambda: foot(pilot) == "4 min over · 12 av 8")


async def test_a_finished_gathering_has_no_clock(planned):
    store = Store.open(planned, "Kari")
    store.save(replace(store.open_gathering(), state=GatheringState.FINAL))
    store.close()
    async with running(planned) as pilot:
        assert "igjen" not in shown(pilot)


async def test_another_scribe_at_the_table_sees_the_same_time_and_so_does_the_same_one_later(planned):
    for who, language in (("Ola", "nn"), ("Kari", "nb")):
        async with running(planned, who=who, language=language) as pilot:
            await pilot.press("alt+1")
            await pilot.pause()
            assert foot(pilot) == "12 av 30 min · 18 igjen"
            await type_line(pilot, "x")
            assert foot(pilot) == "12 av 30 min · 18 igjen"


def test_the_minute_that_is_over_is_painted_and_nothing_between(planned, tmp_path):
    store = Store.open(planned, "Kari")
    (item,) = store.all(Item).values()
    store.save(replace(item, created=dt.datetime.now().astimezone() - dt.timedelta(minutes=12, seconds=58.6)))
    store.close()
    with open_screen(planned, tmp_path, who="Kari") as terminal:
        terminal.wait_for("13 av 30 min · 17 igjen")
        terminal.settle(0.3)
        terminal.forget()
        assert terminal.read(0.7) == b""
