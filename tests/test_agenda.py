"""The agenda: what a new gathering begins with, its order, and what is proposed; and the commands for it and carry."""

import json
from dataclasses import replace

import pytest
from click.testing import CliRunner
from commands import Shell
from conftest import add
from hypothesis import given
from hypothesis import strategies as st

from storage.errors import BadAgenda, GatheringClosed
from storage.model import AgendaEntry, Kind, Omission, Status, Theme
from storage.store import Store
from tui.cli.program import make_program
from tui.cli.speech import Session
from tui.planning.agenda import (
    Point,
    added,
    entries,
    first_agenda,
    moved,
    placed,
    points_of,
    proposals,
    read_template,
    taken_off,
    total,
)
from tui.planning.carrying import carried_to, left_out, taken_back
from tui.planning.register import agenda_entry, new_gathering, new_theme
from tui.settings import read_settings


def make_themes(store: Store, *titles: str, **more) -> list[Theme]:
    made = []
    for title in titles:
        made.append(replace(new_theme(store, title), **more))
        store.save(made[-1])
    return made


def listed(store: Store, gathering) -> list[tuple[str, int]]:
    return [(store.find(Theme, entry.theme).handle, entry.minutes) for entry in entries(store, gathering)]


def hold_next(store: Store, *points: Point):
    gathering = new_gathering(store)
    store.save(gathering, *first_agenda(store, gathering, points))
    return gathering


# What a new gathering begins with


def test_a_new_gathering_begins_with_what_stands_and_what_was_not_discussed_in_the_order_of_the_last_agenda(store):
    held = store.open_gathering()
    behov, dialog, kontrakt = make_themes(store, "Behov", "Dialog", "Kontrakt")
    (fast,) = make_themes(store, "Status", standing=True)
    for theme, minutes in ((kontrakt, 30), (dialog, 20), (behov, 45)):
        store.save(agenda_entry(store, held, theme, minutes))
    add(store, "vi snakket om dialog", theme=dialog.id)
    assert listed(store, hold_next(store)) == [("kontrakt", 30), ("behov", 45), ("status", 0)]
    assert fast.standing


def test_a_template_comes_first_and_what_comes_along_is_not_lost_for_it(store):
    held = store.open_gathering()
    behov, _ = make_themes(store, "Behov", "Dialog")
    store.save(agenda_entry(store, held, behov, 45))
    made = hold_next(store, Point("dialog", 15), Point("Åpning og velkommen", 5), Point("ÅPNING og velkommen", 5))
    assert listed(store, made) == [("dialog", 15), ("åpning", 5), ("behov", 45)]
    assert [theme.title for theme in store.contents().themes.values()][-1] == "Åpning og velkommen"
    assert points_of(store, made) == [Point("Dialog", 15), Point("Åpning og velkommen", 5), Point("Behov", 45)]
    assert total(entries(store, made)) == 65


def test_the_agenda_of_another_gathering_is_put_after_what_is_there_and_takes_nothing_away(store):
    held = store.open_gathering()
    behov, dialog = make_themes(store, "Behov", "Dialog")
    store.save(agenda_entry(store, held, behov, 0), Omission(id="O", gathering=held.id, subject=dialog.id))
    store.save(*added(store, held, [Point("Dialog", 20), Point("Behov", 30), Point("Nytt", 5)]))
    assert listed(store, held) == [("behov", 30), ("dialog", 20), ("nytt", 5)]
    assert not store.all(Omission)


@pytest.mark.parametrize(
    ("content", "points"),
    [
        ("Behov; 45\r\n\r\nDialog med markedet\r\n", [("Behov", 45), ("Dialog med markedet", 0)]),
        ("\ufeffÅpning ; 10 min\nA; B;5", [("Åpning", 10), ("A; B", 5)]),
        ("Oppsummering;", [("Oppsummering", 0)]),
    ],
)
def test_a_template_is_a_title_and_its_minutes_a_line(tmp_path, content, points):
    (tmp_path / "agenda.txt").write_text(content, encoding="utf-8", newline="")
    assert read_template(tmp_path / "agenda.txt") == points


@pytest.mark.parametrize(
    ("content", "line", "problem"),
    [
        (b"", 0, "empty"),
        (b" \n\n", 0, "empty"),
        ("Åpning".encode("latin-1"), 0, "encoding"),
        (b"A\0B", 0, "encoding"),
        (b"A" * 100_001, 0, "encoding"),
        (b"A\n; 30", 2, "title"),
        (b"A\n\nB; halvtime", 3, "minutes"),
        (b"A; 1441", 1, "minutes"),
        ("A; ²".encode(), 1, "minutes"),
        (None, 0, "unreadable"),
    ],
)
def test_a_file_that_is_no_agenda_is_refused_with_its_line(tmp_path, content, line, problem):
    path = tmp_path / "agenda.txt"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(BadAgenda) as refused:
        read_template(path)
    assert (refused.value.line, refused.value.problem) == (line, problem)


# Changing it


@given(st.data())
def test_a_theme_lands_where_it_is_put_and_the_others_keep_their_order(data):
    orders = data.draw(st.lists(st.sampled_from([0.0, 1.0, 1.5, 2.0]), min_size=2, max_size=6))
    shown = {
        f"T{n}": AgendaEntry(id=f"T{n}", gathering="G", theme=f"T{n}", order=order) for n, order in enumerate(orders)
    }

    class Kept:
        """As much of a store as the rule asks for."""

        def all(self, kind):
            return shown if kind is AgendaEntry else dict.fromkeys(shown)

    class Held:
        id = "G"

    before = [entry.theme for entry in entries(Kept(), Held)]
    theme = data.draw(st.sampled_from(before))
    by = data.draw(st.integers(-7, 7))
    shown |= {entry.id: entry for entry in moved(Kept(), Held, theme, by)}
    rest = [name for name in before if name != theme]
    rest.insert(max(0, min(len(rest), before.index(theme) + by)), theme)
    assert [entry.theme for entry in entries(Kept(), Held)] == rest


def test_a_theme_is_put_at_a_place_for_as_long_as_it_was_planned_the_last_time(store):
    held = store.open_gathering()
    behov, dialog, kontrakt = make_themes(store, "Behov", "Dialog", "Kontrakt")
    store.save(agenda_entry(store, held, kontrakt, 25))
    add(store, "sagt", theme=kontrakt.id)
    made = hold_next(store)
    for theme in (behov, dialog):
        store.save(*placed(store, made, theme, 10))
    store.save(*placed(store, made, kontrakt, at=0))
    assert listed(store, made) == [("kontrakt", 25), ("behov", 10), ("dialog", 10)]
    store.save(*placed(store, made, kontrakt, 5, at=9))
    assert listed(store, made) == [("behov", 10), ("dialog", 10), ("kontrakt", 5)]


def test_what_comes_along_and_is_taken_off_is_left_out_this_once_and_comes_back_with_its_minutes(store):
    held = store.open_gathering()
    (behov,) = make_themes(store, "Behov")
    store.save(agenda_entry(store, held, behov, 45))
    made = hold_next(store)
    store.save(*taken_off(store, made, behov))
    assert (listed(store, made), carried_to(store, made).themes()) == ([], [])
    assert carried_to(store, hold_next(store)).themes() == [behov]
    store.save(*taken_back(store, made, behov))
    assert (listed(store, made), carried_to(store, made).themes()) == ([("behov", 45)], [behov])
    store.save(*left_out(store, made, behov))
    assert listed(store, made) == []
    store.commit(store.plan_undo())
    assert listed(store, made) == [("behov", 45)]
    store.save(*taken_off(store, held, behov))
    assert (listed(store, held), [*store.all(Omission)]) == ([], [])


def test_what_has_most_that_is_open_is_proposed_first(store):
    held = store.open_gathering()
    behov, dialog, ferdig, fast = make_themes(store, "Behov", "Dialog", "Ferdig", "Fast")
    store.save(replace(fast, standing=True))
    for kind in (Kind.NEED, Kind.ACTION, Kind.POINT):
        add(store, "x", kind=kind, theme=behov.id)
    for kind in (Kind.QUESTION, Kind.QUESTION, Kind.NEED):
        add(store, "x", kind=kind, theme=dialog.id)
    add(store, "x", kind=Kind.ACTION, theme=ferdig.id, status=Status.DONE)
    made = new_gathering(store)
    store.save(made)
    found = proposals(store, made)
    assert [(each.theme.handle, dict(each.counts)) for each in found] == [
        ("dialog", {"question": 2, "need": 1}),
        ("behov", {"need": 1, "action": 1}),
        ("fast", {}),
    ]
    store.save(*placed(store, made, dialog))
    assert [each.theme.handle for each in proposals(store, made)] == ["behov", "fast"]
    assert [each.theme.handle for each in proposals(store, held)] == ["fast"]


def test_two_scribes_who_leave_the_same_out_make_one_document(path):
    kari, ola = Store.open(path, "Kari"), Store.open(path, "Ola")
    item = add(kari, "ringe", kind=Kind.ACTION)
    made = hold_next(kari)
    ola.read_on()
    kari.save(*left_out(kari, made, item))
    ola.save(*left_out(ola, made, item))
    kari.read_on()
    assert [one.subject for one in kari.all(Omission).values()] == [item.id]
    assert not kari.conflicts()
    kari.save(*taken_back(kari, made, item))
    assert [each.subject.id for each in carried_to(kari, made).comes] == [item.id]
    ola.close()


# The commands


class Desk:
    """The commands on a store, run in this process, which is quicker."""

    def __init__(self, path):
        self.home = path.parent
        environment = {"HOME": str(self.home), "SAMLING_STORE": str(path), "SAMLING_LANGUAGE": "en"}
        self.session = Session(read_settings({**environment, "SAMLING_SCRIBE": "Tone"}))

    def run(self, *arguments: str):
        return CliRunner().invoke(make_program(), arguments, obj=self.session)

    def ok(self, *arguments: str) -> str:
        done = self.run(*arguments)
        assert done.exit_code == 0, done.output
        return done.stdout

    def json(self, *arguments: str):
        return json.loads(self.ok(*arguments, "--json"))


@pytest.fixture
def desk(shell):
    """The commands on that store."""
    return Desk(shell.home / "store")


@pytest.fixture
def shell(path, tmp_path):
    """A shell beside a store in which something is open."""
    store = Store.open(path, "Kari")
    behov, dialog = make_themes(store, "Behov og gevinst", "Dialog")
    store.save(agenda_entry(store, store.open_gathering(), behov, 45))
    add(store, "ringe Åse", kind=Kind.ACTION, theme=dialog.id)
    add(store, "hvem eier behovet?", kind=Kind.QUESTION)
    add(store, "bare prat", theme=dialog.id)
    store.close()
    path.rename(tmp_path / "store")
    return Shell(tmp_path)


def test_the_command_for_the_next_gathering_makes_its_agenda(desk: Desk):
    assert desk.ok("gathering", "add", "--title", "Neste") == "4\n"
    assert desk.json("gathering", "agenda", "4") == [
        {"theme": "Behov og gevinst", "handle": "behov", "minutes": 45, "standing": False}
    ]
    (desk.home / "agenda.txt").write_text("Dialog; 20\nÅpning; 5\n", encoding="utf-8")
    desk.ok("gathering", "add", "--agenda-from", str(desk.home / "agenda.txt"))
    assert desk.ok("gathering", "agenda", "5").splitlines() == [
        "1  20 min  #dialog  Dialog",
        "2  5 min   #åpning  Åpning",
        "3  45 min  #behov   Behov og gevinst",
    ]
    desk.ok("gathering", "agenda", "4", "--from", "5")
    assert [row["handle"] for row in desk.json("gathering", "agenda", "4")] == ["behov", "dialog", "åpning"]
    assert isinstance(desk.run("gathering", "add", "--agenda-from", "nowhere.txt").exception, BadAgenda)
    assert [row["number"] for row in desk.json("gathering", "list")] == [3, 4, 5]


def test_the_commands_change_the_agenda(desk: Desk):
    desk.ok("gathering", "agenda", "3", "dialog", "--at", "1")
    desk.ok("gathering", "agenda", "3", "behov", "--minutes", "30")
    desk.ok("theme", "standing", "dialog")
    assert desk.ok("gathering", "agenda", "3").splitlines() == [
        "1          #dialog  Dialog (standing theme)",
        "2  30 min  #behov   Behov og gevinst",
    ]
    assert [theme["standing"] for theme in desk.json("theme", "list")] == [False, True]
    desk.ok("theme", "standing", "dialog", "--undo")
    desk.ok("gathering", "agenda", "3", "behov", "--remove")
    desk.ok("gathering", "add")
    assert desk.ok("gathering", "agenda", "4", "--propose") == "1  #dialog  Dialog · open: actions 1\n"
    assert desk.json("gathering", "agenda", "4", "--propose") == [
        {
            "theme": "Dialog",
            "handle": "dialog",
            "open": {"action": 1, "question": 0, "need": 0},
            "why": None,
            "from": None,
        }
    ]


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("gathering", "agenda", "3", "dialog", "--propose"), 2),
        (("gathering", "agenda", "3", "--minutes", "5"), 2),
        (("gathering", "agenda", "3", "nothing"), 4),
        (("gathering", "add", "--agenda-from", "nowhere.txt"), 6),
        (("carry", "leave", "3B-99"), 4),
        (("carry", "leave", "3B-03", "-g", "3"), 1),
        (("carry", "take", "3B-01", "-g", "3"), 1),
    ],
)
def test_what_cannot_be_done_is_refused_in_a_sentence(shell: Shell, arguments, status):
    done = shell.run(*arguments)
    assert (done.returncode, done.stdout) == (status, "")
    assert done.stderr.count("\n") == 1


def test_the_commands_tell_what_comes_along_leave_it_out_and_take_it_back(desk: Desk):
    desk.ok("gathering", "add")
    assert desk.ok("carry").splitlines() == [
        "comes  3B-01   action    ringe Åse",
        "comes  3B-02   question  hvem eier behovet?",
        "comes  #behov  theme     Behov og gevinst (on the agenda of gathering 3, not discussed)",
    ]
    assert desk.run("carry", "leave", "3b-1").stderr == "3B-01 stays behind at gathering 4, this once.\n"
    desk.ok("carry", "leave", "behov")
    desk.ok("carry", "leave", "#behov", "--gathering", "4")
    found = desk.json("carry")
    assert [(each["reference"], each["why"], each["from"]) for each in found["comes"]] == [("3B-02", "open", 3)]
    assert [(each["why"], each["from"]) for each in found["stays"]] == [("omitted", 3), ("omitted", 3)]
    assert (found["gathering"], found["others"]) == (4, {"point": 1})
    assert desk.ok("gathering", "agenda", "4") == ""
    desk.ok("carry", "take", "Behov og gevinst")
    desk.ok("carry", "take", "3B-01")
    assert len(desk.json("carry")["comes"]) == 3
    assert desk.json("gathering", "agenda", "4")[0]["minutes"] == 45
    desk.ok("gathering", "finish", "4")
    assert isinstance(desk.run("carry", "leave", "3B-01", "-g", "4").exception, GatheringClosed)
    assert json.loads(desk.ok("carry", "-g", "3", "--json"))["comes"] == []
