"""The sort screen, as its user meets it: a key a line, how many are left, join, split, move, undo."""

from dataclasses import replace

import pytest
from conftest import add, make_store
from pseudo_terminal import open_screen
from screens import rows, running, shown, until

from storage.model import LANGUAGES, GatheringState, Item, Kind, Theme
from storage.store import Store
from tui.phrases import Phrases
from tui.planning.register import new_theme
from tui.screens.sorting import SortScreen
from tui.screens.splitting import SplitScreen


@pytest.fixture
def path(tmp_path):
    """A store with two themes; two points of the first one, two without a theme, and a need of the second."""
    store = make_store(tmp_path / "velferd")
    first, second = new_theme(store, "Lys"), replace(new_theme(store, "Lyd"), order=2.0)
    store.save(first, second)
    for text, kind, theme in [
        ("bedre lys", Kind.POINT, first.id),
        ("flere lamper og færre stolper", Kind.POINT, first.id),
        ("mindre støy", Kind.POINT, ""),
        ("spørre kommunen", Kind.POINT, ""),
        ("ro om natten", Kind.NEED, second.id),
    ]:
        add(store, text, kind=kind, theme=theme)
    store.close()
    return store.path


class Sorting:
    """The opened screen, and what its user can see and do."""

    def __init__(self, pilot):
        self.pilot = pilot

    @property
    def screen(self) -> SortScreen:
        return next(screen for screen in self.pilot.app.screen_stack if isinstance(screen, SortScreen))

    @property
    def chosen(self) -> str:
        return self.screen.store.all(Item)[self.screen.rows.chosen].text

    @property
    def top(self) -> str:
        return rows(self.pilot)[0]

    def items(self) -> dict[str, tuple[str, str]]:
        """Return by text the kind and the theme of each item."""
        store = self.screen.store
        themes = {theme.id: theme.title for theme in store.all(Theme).values()} | {"": ""}
        return {item.text: (item.kind.value, themes[item.theme]) for item in store.items_of(self.screen.gathering.id)}

    def listed(self) -> list[str]:
        items = self.screen.store.all(Item)
        return [items[name].text if name in items else "#" for name in self.screen.rows.names]

    async def press(self, *keys: str) -> None:
        """Press keys without waiting between them, then wait until all is saved and shown."""
        for key in keys:
            self.pilot.app.simulate_key(key)
        for _ in range(4):  # what a widget is told may make it tell others
            await self.pilot._wait_for_screen()
            assert await self.screen.saver.wait(5)


async def opened(pilot) -> Sorting:
    await pilot.press("ctrl+t")
    await until(pilot, lambda: isinstance(pilot.app.screen, SortScreen))
    await pilot.pause()
    return Sorting(pilot)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_it_explains_itself_and_shows_themes_signs_and_how_many_are_left(path, language):
    say = Phrases(language)
    async with running(path, language=language) as pilot:
        sort = await opened(pilot)
        assert say("sort.title") in sort.top
        assert say("sort.left", left=4, all=5) in sort.top
        screen = shown(pilot)
        for told in (say("sort.hint"), say("sort.heading", left=4), "1 Lys", "2 Lyd", say("sort.digits")):
            assert told in screen
        for kind in Kind:
            assert say(f"kind.{kind}") in screen


async def test_a_key_a_line_sorts_what_was_typed_in_a_hurry(path):
    async with running(path) as pilot:
        sort = await opened(pilot)
        assert sort.chosen == "bedre lys"
        await sort.press("plus", "enter")  # it has a theme: the sign is enough, and the next one stays as it is
        assert sort.chosen == "mindre støy"
        await sort.press("asterisk", "2")  # it has none: it stays to be given one
        await sort.press("2")
        assert "Alt er sortert" in sort.top
        assert sort.items() == {
            "bedre lys": ("need", "Lys"),
            "flere lamper og færre stolper": ("point", "Lys"),
            "mindre støy": ("learning", "Lyd"),
            "spørre kommunen": ("point", "Lyd"),
            "ro om natten": ("need", "Lyd"),
        }
        assert "✓ lagret" in shown(pilot)


async def test_every_sign_gives_its_kind_question_mark_too(path):
    async with running(path) as pilot:
        sort = await opened(pilot)
        await sort.press("question_mark", "exclamation_mark", "equals_sign", "1", "asterisk", "1")
        assert "Alt er sortert" in sort.top
        assert [kind for kind, _ in sort.items().values()] == ["question", "action", "decision", "learning", "need"]
        await sort.press("end", "full_stop")
        assert sort.items()["ro om natten"] == ("point", "Lyd")
        assert "Alt er sortert" in sort.top  # it has been looked at


async def test_each_key_is_taken_back_by_one_undo_which_goes_back_to_the_line(path):
    async with running(path) as pilot:
        sort = await opened(pilot)
        before = sort.items()
        await sort.press("plus", "exclamation_mark", "1", "2")
        assert "igjen" not in sort.top
        for left, chosen in [(1, "spørre kommunen"), (2, "mindre støy"), (3, "flere lamper og færre stolper")]:
            await sort.press("u")
            assert f"{left} igjen" in sort.top
            assert sort.chosen == chosen
        await sort.press("u")
        assert (sort.items(), sort.chosen) == (before, "bedre lys")
        assert "4 igjen av 5" in sort.top
        await sort.press("ctrl+y")
        assert "3 igjen av 5" in sort.top


async def test_what_was_looked_at_is_not_left_when_one_comes_back(path):
    async with running(path) as pilot:
        sort = await opened(pilot)
        await sort.press("enter", "enter")
        await pilot.press("escape", "ctrl+t")
        await until(pilot, lambda: isinstance(pilot.app.screen, SortScreen))
        await pilot.pause()
        assert "2 igjen av 5" in sort.top


async def test_many_are_marked_and_filed_with_one_key_and_taken_back_with_one(path):
    async with running(path) as pilot:
        sort = await opened(pilot)
        await sort.press("space", "space", "space")
        assert "3 merket · 4 igjen" in sort.top
        assert "●3B-01" in shown(pilot)
        await sort.press("2")
        assert [theme for _, theme in sort.items().values()] == ["Lyd", "Lyd", "Lyd", "", "Lyd"]
        assert "merket" not in sort.top
        await sort.press("u")
        assert [theme for _, theme in sort.items().values()] == ["Lys", "Lys", "", "", "Lyd"]


async def test_escape_takes_the_marks_away_before_it_leaves(path):
    async with running(path) as pilot:
        sort = await opened(pilot)
        await sort.press("space", "escape")
        assert "merket" not in sort.top
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(pilot.app.screen, SortScreen))


async def test_two_are_joined_and_undo_makes_them_two(path):
    async with running(path) as pilot:
        sort = await opened(pilot)
        await sort.press("m")
        assert "Merk to" in shown(pilot)
        await sort.press("space", "m")
        assert "bedre lys; flere lamper og færre stolper" in sort.items()
        assert sort.chosen.startswith("bedre lys;")
        await pilot.press("h")
        await until(pilot, lambda: "flere lamper" in shown(pilot) and "3B-02" in shown(pilot))
        await pilot.press("escape")
        await sort.press("u")
        assert "bedre lys" in sort.items()


async def test_one_is_split_where_the_bar_stands(path):
    async with running(path) as pilot:
        sort = await opened(pilot)
        await pilot.press("down", "s")
        await until(pilot, lambda: isinstance(pilot.app.screen, SplitScreen))
        await pilot.press("home", "right", "right")
        await pilot.pause()
        assert "▸ flere lamper og" in shown(pilot)
        assert "▸ færre stolper" in shown(pilot)
        await pilot.press("left", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, SortScreen))
        await sort.press()
        assert sort.items()["og færre stolper"] == ("point", "Lys")
        assert "flere lamper" in sort.items()
        await sort.press("u")
        assert len(sort.items()) == 5


async def test_a_text_that_somebody_changed_meanwhile_is_not_split(path):
    async with running(path) as pilot:
        sort = await opened(pilot)
        await pilot.press("s")
        await until(pilot, lambda: isinstance(pilot.app.screen, SplitScreen))
        ola = Store.open(path, "Ola")
        item = next(item for item in ola.all(Item).values() if item.text == "bedre lys")
        ola.save(replace(item, text="mye bedre lys"))
        await until(pilot, lambda: "mye bedre lys" in sort.items())
        await pilot.press("enter")
        await until(pilot, lambda: "Noen andre endret teksten" in shown(pilot))
        assert len(sort.items()) == 5


async def test_one_moves_within_its_theme_and_lists_follow(path):
    async with running(path) as pilot:
        sort = await opened(pilot)
        await sort.press("J")
        assert "Gi den et tema eller trykk Enter først" in shown(pilot)
        await sort.press("enter", "enter")
        await sort.press("2", "2", "end", "K", "K")
        assert sort.chosen == "ro om natten"
        assert sort.listed()[-3:] == ["ro om natten", "mindre støy", "spørre kommunen"]
        await pilot.press("escape", "f3", "f3")
        await until(pilot, lambda: "etter tema" in shown(pilot))
        told = shown(pilot)
        assert told.index("ro om natten") < told.index("mindre støy") < told.index("spørre kommunen")


async def test_a_text_is_rewritten_and_a_line_deleted(path):
    async with running(path) as pilot:
        sort = await opened(pilot)
        await pilot.press("e", *" nå", "enter")
        await until(pilot, lambda: "bedre lys nå" in sort.items())
        await sort.press("x")
        assert "bedre lys nå" not in sort.items()
        await sort.press("u")
        assert "bedre lys nå" in sort.items()


async def test_a_theme_that_has_no_number_is_chosen_from_a_list(path):
    async with running(path) as pilot:
        sort = await opened(pilot)
        await sort.press("7")
        assert "Det er ikke noe tema 7" in shown(pilot)
        await pilot.press("t", "2")
        await until(pilot, lambda: sort.items()["bedre lys"] == ("point", "Lyd"))


async def test_a_finished_gathering_is_read_and_not_changed(path):
    store = Store.open(path, "Kari")
    store.save(replace(store.open_gathering(), state=GatheringState.FINAL))
    store.close()
    async with running(path) as pilot:
        sort = await opened(pilot)
        before = sort.items()
        await sort.press("plus", "2", "space", "m", "x")
        assert sort.items() == before


async def test_hidden_words_are_neither_split_nor_rewritten_on_the_screen(path):
    store = Store.open(path, "Kari")
    item = next(item for item in store.all(Item).values() if item.text == "bedre lys")
    store.save(replace(item, confidential=True))
    store.close()
    async with running(path) as pilot:
        pilot.app.say.discreet = True
        sort = await opened(pilot)
        for key in ("s", "e"):
            await sort.press(key)
            assert isinstance(pilot.app.screen, SortScreen)
            assert "skjult på skjermen" in shown(pilot)
        assert "bedre lys" not in shown(pilot)


async def test_an_empty_gathering_says_what_to_do(tmp_path):
    make_store(tmp_path / "tom").close()
    async with running(tmp_path / "tom") as pilot:
        sort = await opened(pilot)
        await sort.press("plus", "1", "enter", "space", "m", "s", "J", "e", "x")
        assert "Ingen punkter på denne samlingen ennå. Esc" in shown(pilot)
        assert "igjen" not in sort.top


def test_in_a_terminal_a_hurried_line_is_sorted_and_is_on_the_disk(path, tmp_path):
    with open_screen(path, tmp_path) as terminal:
        terminal.type("snøfrie gangveier i Sør-Áltá\r")
        terminal.wait_for("✓ lagret")
        terminal.type("\x14")
        terminal.wait_for("5 igjen av 6")
        terminal.type("+!")  # the first two have a theme
        terminal.wait_for("3 igjen av 6")
        terminal.type("\x1b[F")
        terminal.wait_until(lambda: "Sortering" in terminal.text)
        terminal.type("\x1b[H=2*1")
        terminal.wait_for("1 igjen av 6")
        terminal.type("u")
        terminal.wait_for("2 igjen av 6")
        terminal.type("\x1b")
        terminal.wait_for("F1 Hjelp")
        terminal.type("\x11")
        assert terminal.wait_for_end() == 0
    kinds = {item.text: item.kind for item in Store.open(path, "Kari").all(Item).values()}
    assert kinds["bedre lys"] is Kind.NEED
    assert kinds["flere lamper og færre stolper"] is Kind.ACTION
    assert kinds["mindre støy"] is Kind.DECISION
