"""What comes along from gathering to gathering: nothing is lost, nothing is doubled, and all of it is worked out."""

import datetime as dt
from collections import Counter
from dataclasses import replace

from conftest import MOMENT
from hypothesis import given
from hypothesis import strategies as st

from storage.carrying import CarryOver, Why, carry_over, omission
from storage.ids import joint_id
from storage.model import AgendaEntry, Gathering, Item, Kind, Omission, Status, Theme

FIRST = dt.date(2026, 1, 1)
COMES = {Why.OPEN, Why.STANDING, Why.UNDISCUSSED}
CARRIED = (Kind.ACTION, Kind.QUESTION)
THEMES = ("innkjøp", "behov", "dialog")


def day(number: int) -> dt.datetime:
    return MOMENT.replace(year=2026, month=1, day=1) + dt.timedelta(days=number)


class Series:
    """A series as it grows: documents by id, and what is asked of them."""

    def __init__(self, dates: list[int]) -> None:
        self.gatherings = [
            Gathering(id=f"G{number}", number=number, date=FIRST + dt.timedelta(days=date))
            for number, date in enumerate(dates, 1)
        ]
        self.items: dict[str, Item] = {}
        self.themes = {name: Theme(id=name, title=name, handle=name, order=n) for n, name in enumerate(THEMES)}
        self.agenda: dict[str, AgendaEntry] = {}
        self.omissions: dict[str, Omission] = {}

    def to(self, gathering: Gathering) -> CarryOver:
        return carry_over(
            gathering,
            gatherings=reversed(self.gatherings),  # in whatever order a store gives them
            items=[item for item in reversed(self.items.values()) if not item.deleted],
            themes=self.themes.values(),
            agenda=self.agenda.values(),
            omissions=[one for one in self.omissions.values() if not one.deleted],
        )

    def capture(self, at: int, kind: Kind, theme: str = "") -> Item:
        gathering = self.gatherings[at]
        name = f"I{len(self.items):03}"
        item = Item(id=name, text=name, kind=kind, gathering=gathering.id, number=1, theme=theme, created=MOMENT)
        self.items[name] = item
        return item

    def change(self, item: str, **fields) -> None:
        self.items[item] = replace(self.items[item], **fields)

    def close(self, item: str, on: int | None, status: Status = Status.DONE) -> None:
        self.change(item, status=status, closed=None if on is None else day(on))

    def plan(self, at: int, theme: str) -> None:
        gathering = self.gatherings[at].id
        self.agenda[gathering + theme] = AgendaEntry(id=gathering + theme, gathering=gathering, theme=theme)

    def leave(self, at: int, subject: str, *, deleted: bool = False) -> None:
        gathering = self.gatherings[at]
        one = Omission(
            id=joint_id("omission", gathering.id, subject), gathering=gathering.id, subject=subject, deleted=deleted
        )
        self.omissions[one.id] = one

    def left_out(self, gathering: Gathering, subject: str) -> bool:
        return any(
            (one.gathering, one.subject) == (gathering.id, subject) and not one.deleted
            for one in self.omissions.values()
        )


numbers = st.integers(0, 7)
days = st.integers(0, 60)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("capture"), numbers, st.sampled_from(Kind), st.sampled_from(("", *THEMES))),
        st.tuples(st.just("close"), numbers, st.none() | days, st.sampled_from([Status.DONE, Status.LATER])),
        st.tuples(st.just("reopen"), numbers),
        st.tuples(st.just("delete"), numbers, st.booleans()),
        st.tuples(st.just("file"), numbers, st.sampled_from(("", *THEMES))),
        st.tuples(st.just("plan"), numbers, st.sampled_from(THEMES)),
        st.tuples(st.just("stand"), st.sampled_from(THEMES), st.booleans()),
        st.tuples(st.just("leave"), numbers, numbers, st.booleans()),
        st.tuples(st.just("leave-theme"), numbers, st.sampled_from(THEMES), st.booleans()),
    ),
    max_size=40,
)


@st.composite
def series(draw) -> Series:
    """A series of gatherings at which things are captured, filed, closed, opened, deleted, left out and taken back."""
    grown = Series(draw(st.lists(days, min_size=1, max_size=6)))
    for what, *facts in draw(steps):
        names = list(grown.items)
        item = names[facts[0] % len(names)] if names and isinstance(facts[0], int) else ""
        at = facts[0] % len(grown.gatherings) if isinstance(facts[0], int) else 0
        match what:
            case "capture":
                grown.capture(at, *facts[1:])
            case "plan":
                grown.plan(at, facts[1])
            case "stand":
                grown.themes[facts[0]] = replace(grown.themes[facts[0]], standing=facts[1])
            case "leave-theme":
                grown.leave(at, facts[1], deleted=facts[2])
            case "leave" if names:
                grown.leave(at, names[facts[1] % len(names)], deleted=facts[2])
            case "close" if names:
                grown.close(item, *facts[1:])
            case "reopen" if names:
                grown.close(item, None, Status.OPEN)
            case "delete" if names:
                grown.change(item, deleted=facts[1])
            case "file" if names:
                grown.change(item, theme=facts[1])
    return grown


def told(over: CarryOver) -> Counter[str]:
    return Counter(each.subject.id for each in (*over.comes, *over.stays))


@given(series())
def test_every_open_action_and_question_of_an_earlier_gathering_comes_or_stays_and_nothing_does_twice(grown):
    for at, gathering in enumerate(grown.gatherings):
        over = grown.to(gathering)
        assert set(told(over).values()) <= {1}
        earlier = {each.id for each in grown.gatherings[:at]}
        live = [item for item in grown.items.values() if item.gathering in earlier and not item.deleted]
        comes = {each.subject.id: each.why for each in over.comes}
        stays = {each.subject.id: each.why for each in over.stays}
        for item in live:
            if item.kind not in CARRIED:
                assert item.id not in told(over)
            elif item.status is Status.OPEN:
                found = stays if grown.left_out(gathering, item.id) else comes
                assert found[item.id] is (Why.OMITTED if found is stays else Why.OPEN)
        known = {item.id for item in live} | set(THEMES)
        assert set(told(over)) <= known
        assert {each.why for each in over.comes} <= COMES
        assert {each.why for each in over.stays}.isdisjoint(COMES)
        assert dict(over.others) == Counter(item.kind for item in live if item.kind not in CARRIED)


@given(series())
def test_what_was_closed_is_told_of_at_one_gathering_at_most_and_comes_to_none_after_it(grown):
    for item in grown.items.values():
        if item.status is Status.OPEN or item.deleted or item.kind not in CARRIED:
            continue
        whys = [
            next((each.why for each in (*over.comes, *over.stays) if each.subject.id == item.id), None)
            for over in map(grown.to, grown.gatherings)
        ]
        closing = Why.DONE if item.status is Status.DONE else Why.LATER
        assert whys.count(closing) <= 1
        if closing in whys:
            assert set(whys[whys.index(closing) + 1 :]) <= {None}
            assert set(whys[: whys.index(closing)]) <= {None, Why.OPEN, Why.OMITTED}


@given(st.lists(st.integers(1, 20), min_size=2, max_size=7), st.data())
def test_what_is_closed_between_two_gatherings_is_done_since_at_the_next_and_gone_after_it(gaps, data):
    dates = [sum(gaps[: at + 1]) for at in range(len(gaps))]
    grown = Series(dates)
    start = data.draw(st.integers(0, len(dates) - 2))
    item = grown.capture(start, data.draw(st.sampled_from(CARRIED)))
    closed = data.draw(st.integers(dates[start] + 1, dates[-1]))
    grown.close(item.id, closed)
    next_one = next(at for at, date in enumerate(dates) if date >= closed)
    for at, gathering in enumerate(grown.gatherings):
        over = grown.to(gathering)
        whys = [each.why for each in (*over.comes, *over.stays)]
        assert whys == [Why.OPEN] * (start < at < next_one) + [Why.DONE] * (at == next_one)
        followed = over.items(item.kind)
        assert bool(followed) is (start < at <= next_one)


def test_what_is_done_without_a_date_or_on_the_day_itself_was_done_at_its_own_gathering():
    grown = Series([0, 10, 20])
    grown.close(grown.capture(0, Kind.ACTION).id, None)
    grown.close(grown.capture(0, Kind.ACTION).id, 0)
    assert [told(grown.to(gathering)) for gathering in grown.gatherings] == [{}, {}, {}]


@given(series(), st.data())
def test_leaving_something_out_holds_for_that_gathering_only_and_taking_it_back_is_as_if_nothing_was(grown, data):
    at = data.draw(st.integers(0, len(grown.gatherings) - 1))
    before = [grown.to(gathering) for gathering in grown.gatherings]
    if not before[at].comes:
        return
    one = data.draw(st.sampled_from(before[at].comes))
    grown.leave(at, one.subject.id)
    after = [grown.to(gathering) for gathering in grown.gatherings]
    assert after[:at] + after[at + 1 :] == before[:at] + before[at + 1 :]
    assert [each for each in before[at].comes if each != one] == list(after[at].comes)
    assert [each for each in after[at].stays if each.subject != one.subject] == list(before[at].stays)
    assert [each.why for each in after[at].stays if each.subject == one.subject] == [Why.OMITTED]
    left = omission(grown.gatherings[at], one.subject)
    assert left == grown.omissions[left.id]
    grown.leave(at, one.subject.id, deleted=True)
    assert [grown.to(gathering) for gathering in grown.gatherings] == before


@given(series())
def test_a_theme_comes_where_it_stands_or_was_put_on_an_agenda_and_nothing_was_said_of_it_since(grown):
    for at, gathering in enumerate(grown.gatherings):
        whys = {each.subject.id: each for each in (*grown.to(gathering).comes, *grown.to(gathering).stays)}
        for theme in grown.themes.values():
            on_agenda = [n for n in range(at) if f"G{n + 1}{theme.id}" in grown.agenda]
            said = [
                n
                for n in range(at)
                for item in grown.items.values()
                if (item.theme, item.gathering, item.deleted) == (theme.id, f"G{n + 1}", False)
            ]
            undiscussed = any(all(n < listed for n in said) for listed in on_agenda)
            wanted = Why.STANDING if theme.standing else Why.UNDISCUSSED if undiscussed else None
            if wanted and grown.left_out(gathering, theme.id):
                wanted = Why.OMITTED
            if wanted is None and on_agenda:
                wanted = Why.DISCUSSED
            assert (whys[theme.id].why if theme.id in whys else None) is wanted
            if wanted is Why.DISCUSSED:
                assert whys[theme.id].gathering == grown.gatherings[max(said)]
            elif wanted and on_agenda:
                assert whys[theme.id].gathering == grown.gatherings[max(on_agenda)]


def test_two_gatherings_of_one_number_lose_nothing():
    grown = Series([0, 10])
    grown.gatherings[1] = replace(grown.gatherings[1], number=1)
    item = grown.capture(0, Kind.ACTION)
    assert [told(grown.to(gathering)) for gathering in grown.gatherings] == [{}, {item.id: 1}]
