"""What is chosen of minutes, and the minutes of several gatherings as one."""

import dataclasses
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_minutes import GATHERING, WHEN, chapters, closing, contents_of, head, item, minutes, present, words

from exports.cuts.minutes import minutes_of
from exports.cuts.record import Choice, Record
from exports.document import Document, Heading, Table, entries_of
from storage.contents import Contents
from storage.model import LANGUAGES, Gathering, GatheringState, Item, Kind, Status

BEFORE = Gathering(id="F", number=2, title="Frå behov", date=dt.date(2025, 1, 9), state=GatheringState.FINAL)
AFTER = Gathering(id="H", number=4, date=dt.date(2025, 5, 6), state=GatheringState.FINAL, language="nn")
SEVERAL = {each.id: each for each in (BEFORE, GATHERING, AFTER)}
DECISIONS = Choice(kinds=frozenset({Kind.DECISION}))
ACTIONS = Choice(kinds=frozenset({Kind.ACTION}))


def several(*items: Item, **more: object) -> Contents:
    return dataclasses.replace(contents_of(*items, **more), gatherings=SEVERAL)


def extract(
    choice: Choice, *items: Item, language: str = "nb", gatherings: str = "G", confidential: bool = False
) -> Document:
    about = tuple(SEVERAL[name] for name in gatherings)
    return minutes_of(Record(several(*items), about, language, confidential=confidential, choice=choice))


def at(name: str, text: str, kind: Kind = Kind.POINT, **more: object) -> Item:
    return dataclasses.replace(item(text, kind, **more), gathering=name)


def texts(found: Document) -> list[str]:
    return [entry.text for entry in entries_of(found)]


def own(found: Document) -> list[str]:
    """The ids of its items, without those that were agreed before."""
    parts, followed = [], False
    for part in found.parts:
        if isinstance(part, Heading) and part.level == 2:
            followed = part.text.startswith("Oppfølging")
        parts += [] if followed else [part]
    return [entry.id for entry in entries_of(dataclasses.replace(found, parts=tuple(parts)))]


# What an extract holds

choices = st.builds(
    Choice,
    kinds=st.frozensets(st.sampled_from(Kind)),
    theme=st.sampled_from(["", "dialog"]),
    responsible=st.sampled_from(["", "kari", "storvik"]),
    party=st.sampled_from(["", "storvik", "ola"]),
)
captured = st.lists(
    st.builds(
        at,
        st.sampled_from("GFH"),
        st.text(max_size=5),
        st.sampled_from(Kind),
        theme=st.sampled_from(["dialog", "behov", ""]),
        said_by=st.sampled_from(["", "kari", "ola", "storvik"]),
        responsible=st.sampled_from([(), ("kari",), ("ola", "storvik")]),
        due=st.sampled_from([None, dt.date(2025, 4, 1), dt.date(2025, 5, 1)]),
        confidential=st.booleans(),
    ),
    max_size=8,
)


def answers(each: Item, choice: Choice) -> bool:
    """Whether an item is what was asked for, as the help tells it."""

    def of(party: str, names: tuple[str, ...]) -> bool:
        return not party or bool(set(names) & ({party, "kari"} if party == "storvik" else {party}))

    return (
        (not choice.kinds or each.kind in choice.kinds)
        and (not choice.theme or each.theme == choice.theme)
        and of(choice.responsible, each.responsible)
        and of(choice.party, (each.said_by, *each.responsible))
    )


@given(choices, captured, st.sampled_from(["G", "GH", "FGH"]))
def test_an_extract_is_what_was_chosen_each_once_in_the_order_of_the_whole(choice, items, gatherings):
    whole = extract(Choice(), *items, gatherings=gatherings, confidential=True)
    found = extract(choice, *items, gatherings=gatherings, confidential=True)
    wanted = {f"i{number}" for number, each in enumerate(items, 1) if answers(each, choice)}
    assert own(found) == [name for name in own(whole) if name in wanted]


@given(captured, st.sampled_from(["G", "FGH"]), st.sampled_from(LANGUAGES))
def test_the_extracts_by_kind_are_together_the_whole(items, gatherings, language):
    about = [each for each in items if each.gathering in gatherings]
    parts = [
        extract(Choice(kinds=frozenset({kind})), *items, gatherings=gatherings, language=language) for kind in Kind
    ]
    assert sum(len(entries_of(part)) for part in parts) == len(about)
    assert {
        entry.kind for kind, part in zip(Kind, parts, strict=True) for entry in entries_of(part) if entry.kind != kind
    } == set()


@given(choices, captured)
def test_an_extract_tells_nothing_of_what_is_exempt_and_not_whose_it_is(choice, items):
    hidden = [dataclasses.replace(each, text="§§", said_by="ola", confidential=True) for each in items]
    found = extract(choice, *hidden)
    assert "§§" not in "".join(words(found))
    assert not choice.party or not entries_of(found)
    assert not choice.responsible or not entries_of(found)


def test_actions_alone_are_the_table_and_nothing_else():
    found = extract(ACTIONS, item("a"), item("b", Kind.ACTION), item("c", Kind.ACTION, theme="behov"))
    assert [part.text for part in found.parts if isinstance(part, Heading)] == ["Tiltak"]
    assert texts(found) == ["b", "c"]


def test_one_kind_stands_right_under_its_theme():
    found = extract(DECISIONS, item("a", Kind.DECISION), item("b", Kind.DECISION, theme="behov"), item("c"))
    assert [part.text for part in found.parts if isinstance(part, Heading)] == ["Dialog med markedet", "Egne behov"]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("nb", "Det er ikke skrevet ned noe som passer til utvalget."),
        ("nn", "Det er ikkje skrive ned noko som passar til utvalet."),
        ("en", "Nothing was written down that fits the selection."),
    ],
)
def test_a_choice_that_nothing_answers_says_so(language, sentence):
    found = extract(DECISIONS, item("a"), language=language)
    assert (len(found.parts), closing(found)) == (2, sentence)


# What it is called

CHOSEN = [
    (DECISIONS, "G", "Vedtak fra samling 3", "Vedtak frå samling 3", "Decisions from gathering 3"),
    (
        Choice(kinds=frozenset({Kind.ACTION, Kind.DECISION})),
        "FGH",
        "Vedtak og tiltak fra samling 2–4",
        "Vedtak og tiltak frå samling 2–4",
        "Decisions and actions from gatherings 2–4",
    ),
    (
        Choice(kinds=frozenset({Kind.ACTION}), responsible="storvik"),
        "FGH",
        "Tiltak for Storvik kommune, samling 2–4",
        "Tiltak for Storvik kommune, samling 2–4",
        "Actions for Storvik kommune, gatherings 2–4",
    ),
    (
        Choice(theme="dialog"),
        "G",
        "Dialog med markedet: utdrag av referat fra samling 3",
        "Dialog med markedet: utdrag av referat frå samling 3",
        "Dialog med markedet: extract from the minutes of gathering 3",
    ),
    (
        Choice(theme="behov", kinds=frozenset({Kind.DECISION}), party="ola"),
        "GH",
        "Egne behov: vedtak som gjelder Ola Brekke, samling 3 og 4",
        "Egne behov: vedtak som gjeld Ola Brekke, samling 3 og 4",
        "Egne behov: decisions concerning Ola Brekke, gatherings 3 and 4",
    ),
    (
        Choice(kinds=frozenset(Kind) - {Kind.POINT}),
        "H",
        "Utdrag av referat fra samling 4",
        "Utdrag av referat frå samling 4",
        "Extract from the minutes of gathering 4",
    ),
]


@pytest.mark.parametrize(("choice", "gatherings", "nb", "nn", "en"), CHOSEN)
def test_the_title_says_what_was_chosen(choice, gatherings, nb, nn, en):
    found = [extract(choice, gatherings=gatherings, language=language).title for language in LANGUAGES]
    assert found == [nb, nn, en]


def test_the_head_of_an_extract_says_what_was_chosen_and_of_which_gathering_and_names_no_groups():
    choice = Choice(kinds=frozenset({Kind.DECISION, Kind.ACTION}), theme="dialog", responsible="kari", party="storvik")
    told = head(extract(choice, item("a")))
    chosen = ("Vedtak og tiltak", "Tema: Dialog med markedet", "Ansvarlig: Kari Solberg", "Gjelder: Storvik kommune")
    assert told["Utvalg"] == chosen
    assert told["Samling"] == ("Dialog med markedet",)
    assert not told.keys() & {"Grupper", "Deltakere"}
    assert head(extract(choice, language="nn"))["Utval"][2] == "Ansvarleg: Kari Solberg"
    assert head(extract(choice, language="en"))["Selection"][0] == "Decisions and actions"


# Several gatherings as one


def test_the_minutes_of_several_gatherings_have_a_line_for_each():
    found = extract(Choice(), at("F", "a"), gatherings="FGH")
    assert found.title == "Referat fra samling 2–4"
    assert head(found)["Samlinger"] == (
        "2: Frå behov (09.01.2025)",
        "3: Dialog med markedet (12.03.2025, Kulturhuset i Storvik)",
        "4 (06.05.2025)",
    )
    assert not head(found).keys() & {"Dato", "Sted", "Møteleder", "Samling"}


def test_their_attendance_is_counted_by_organisation_with_a_column_for_each():
    there = (present("kari"), present("ola"), dataclasses.replace(present("kari"), id="x", gathering="H"))
    record = Record(several(attendance=there), (GATHERING, AFTER), "nn")
    (table,) = chapters(minutes_of(record))["Deltakarar"]
    assert isinstance(table, Table)
    assert [column.label for column in table.columns] == ["Organisasjon", "Samling 3", "Samling 4"]
    assert table.rows == (("Storvik kommune", "1", "1"), ("Østbygda kommune", "1", "–"), ("Sum", "2", "1"))


def test_what_was_said_of_a_theme_stands_together_each_in_the_language_of_its_gathering():
    found = extract(Choice(), at("F", "a"), at("H", "b"), at("G", "c", theme="behov"), gatherings="FGH", language="en")
    assert list(chapters(found)) == ["Dialog med markedet", "Egne behov"]
    assert [(entry.text, entry.language) for entry in entries_of(found)] == [("a", "nb"), ("b", "nn"), ("c", "nb")]


def test_several_gatherings_are_a_draft_as_long_as_one_of_them_is():
    still_open = dataclasses.replace(AFTER, state=GatheringState.OPEN)
    contents = dataclasses.replace(several(item("a")), gatherings={"G": GATHERING, "H": still_open})
    assert minutes_of(Record(contents, (GATHERING, still_open), "nb")).draft
    assert not minutes_of(Record(contents, (GATHERING,), "nb")).draft


@pytest.mark.parametrize(
    ("gatherings", "told"),
    [("FG", "samling 2 og 3"), ("FGH", "samling 2–4"), ("FH", "samling 2 og 4")],
)
def test_gatherings_in_a_row_are_told_as_one(gatherings, told):
    assert extract(Choice(), gatherings=gatherings).title == f"Referat fra {told}"


# What was agreed last time


def test_minutes_tell_how_it_went_with_what_was_agreed_before():
    older = dataclasses.replace(BEFORE, id="E", number=1, date=dt.date(2024, 11, 1))
    contents = several(
        at("E", "gammelt og gjort", Kind.ACTION, status=Status.DONE),
        at("E", "gammelt", Kind.ACTION, due=dt.date(2025, 1, 1)),
        at("F", "gjort", Kind.ACTION, status=Status.DONE, closed=WHEN - dt.timedelta(3), responsible=("kari",)),
        at("F", "gjort samme dag", Kind.ACTION, status=Status.DONE),
        at("E", "svart på", Kind.QUESTION, status=Status.DONE, closed=WHEN - dt.timedelta(2)),
        at("F", "Hvem betaler?", Kind.QUESTION),
        at("F", "prat"),
        at("F", "hemmelig", Kind.ACTION, confidential=True, due=WHEN.date()),
        at("G", "nytt", Kind.ACTION),
        at("H", "senere", Kind.ACTION),
    )
    contents = dataclasses.replace(contents, gatherings={"E": older, **SEVERAL})
    found = chapters(minutes_of(Record(contents, (GATHERING,), "nb")))
    table, heading, questions = found["Oppfølging fra forrige samling"]
    assert heading == Heading(3, "Spørsmål fra tidligere samlinger")
    assert [(entry.text, entry.remarks) for entry in questions.entries] == [
        ("svart på", ("besvart",)),
        ("Hvem betaler?", ()),
    ]
    assert isinstance(table, Table)
    told = [tuple(cell if isinstance(cell, str) else cell.text for cell in row)[1:] for row in table.rows]
    assert told == [
        ("gammelt", "ikke satt", "01.01.2025", "Åpent"),
        ("(unntatt offentlighet)", "ikke satt", "12.03.2025", "Åpent"),
        ("gjort", "Kari Solberg", "ikke satt", "Utført"),
    ]
    assert list(found) == [
        "Oppfølging fra forrige samling",
        "Dialog med markedet",
        "Tiltak",
    ]


def test_the_first_gathering_and_an_extract_follow_nothing_up():
    agreed = at("F", "a", Kind.ACTION)
    assert list(chapters(extract(Choice(), agreed, gatherings="F"))) == ["Dialog med markedet", "Tiltak"]
    assert chapters(extract(ACTIONS, agreed, gatherings="G")) == {}
    assert list(chapters(minutes(item("a")))) == ["Dialog med markedet"]
