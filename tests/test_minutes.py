"""What the minutes say, in what order and in which words."""

import dataclasses
import datetime as dt
import string
from collections.abc import Iterator, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.cuts.minutes import minutes_of
from exports.cuts.record import Record
from exports.document import Document, Facts, Heading, Manner, Note, Part, Parties, Row, Statement, Table, entries_of
from exports.outline import outline
from exports.phrases import PHRASES, count, date_in_words, listing, short_date
from exports.sentences.counts import COUNTS
from storage.contents import Contents, Reference
from storage.ids import new_id
from storage.model import (
    LANGUAGES,
    AgendaEntry,
    Attendance,
    Gathering,
    GatheringState,
    Group,
    Item,
    Kind,
    Network,
    Organisation,
    Person,
    Presence,
    Status,
    Theme,
)

WHEN = dt.datetime(2025, 3, 12, 10, tzinfo=dt.UTC)
GATHERING = Gathering(
    id="G",
    number=3,
    title="Dialog med markedet",
    date=WHEN.date(),
    time="10.00–15.00",
    place="Kulturhuset i Storvik",
    chair="per",
    scribe="ase",
    state=GatheringState.FINAL,
)
ORGANISATIONS = {
    "storvik": Organisation(id="storvik", name="Storvik kommune", handle="storvik"),
    "almo": Organisation(id="almo", name="Ålmo kommune", handle="ålmo"),
    "ostbygda": Organisation(id="ostbygda", name="Østbygda kommune", handle="østbygda"),
}
PEOPLE = {
    "kari": Person(id="kari", name="Kari Solberg", handle="kari", organisation="storvik", role="innkjøpsleder"),
    "ase": Person(id="ase", name="Åse Lien", handle="åse", organisation="almo"),
    "ola": Person(id="ola", name="Ola Brekke", handle="ola", organisation="ostbygda", role="rådgiver"),
    "per": Person(id="per", name="Per Aune", handle="per"),
}
THEMES = {
    "dialog": Theme(id="dialog", title="Dialog med markedet", handle="dialog"),
    "behov": Theme(id="behov", title="Egne behov", handle="behov"),
}


def item(text: str, kind: Kind = Kind.POINT, theme: str = "dialog", **more: object) -> Item:
    return Item(id="", kind=kind, text=text, theme=theme, gathering="G", group="B", number=0, created=WHEN, **more)


def contents_of(*items: Item, attendance: tuple[Attendance, ...] = (), **more: object) -> Contents:
    """A network in which those items were captured, numbered as they come."""
    numbered = [
        dataclasses.replace(each, id=each.id or f"i{number}", number=number) for number, each in enumerate(items, 1)
    ]
    return Contents(
        Network(id="N", name="Læringsnettverk i Storvik"),
        ORGANISATIONS,
        PEOPLE,
        THEMES,
        {"G": GATHERING},
        attendance={each.id: each for each in attendance},
        items={each.id: each for each in numbered},
        references={each.id: str(Reference(3, each.group, each.number)) for each in numbered},
        **more,
    )


def record_of(
    *items: Item,
    language: str = "nb",
    gathering: Gathering = GATHERING,
    confidential: bool = False,
    **more: object,
) -> Record:
    contents = dataclasses.replace(contents_of(*items, **more), gatherings={"G": gathering})
    return Record(contents, (gathering,), language, confidential=confidential)


def minutes(*items: Item, **more: object) -> Document:
    return minutes_of(record_of(*items, **more))


def present(person: str, presence: Presence = Presence.PRESENT, note: str = "") -> Attendance:
    return Attendance(id=f"at-{person}", gathering="G", person=person, presence=presence, note=note)


def words(value: object) -> Iterator[str]:
    """Every text that the minutes consist of."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from words(tuple(value.values()))
    elif isinstance(value, tuple):
        for part in value:
            yield from words(part)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from words(getattr(value, field.name))


def head(found: Document) -> dict[str, tuple[str, ...]]:
    facts = found.parts[0]
    assert isinstance(facts, Facts)
    return {row.label: row.lines for row in facts.rows}


def chapters(found: Document) -> dict[str, list[Part]]:
    """What stands under each heading of level 2; the last sentence is under none."""
    under: dict[str, list[Part]] = {}
    for part in found.parts[1:]:
        if isinstance(part, Heading) and part.level == 2:
            assert part.text not in under
            under[part.text] = []
        elif under and not (isinstance(part, Statement) and part.manner is Manner.CLOSING):
            under[list(under)[-1]].append(part)
    return under


def sections(parts: list[Part]) -> dict[str, Part]:
    """From each heading of level 3 to what stands under it."""
    return {part.text: parts[at + 1] for at, part in enumerate(parts) if isinstance(part, Heading)}


def table(found: Document) -> list[tuple[str, ...]]:
    """The rows of the table of actions; of an action its text."""
    (those,) = [part for part in found.parts if isinstance(part, Table) and part.title == "Tiltak"]
    return [tuple(cell if isinstance(cell, str) else cell.text for cell in row) for row in those.rows]


def closing(found: Document) -> str:
    last = found.parts[-1]
    assert isinstance(last, Statement)
    assert last.manner is Manner.CLOSING
    return last.text


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("nb", "Referat fra samling 3: Dialog med markedet"),
        ("nn", "Referat frå samling 3: Dialog med markedet"),
        ("en", "Minutes of gathering 3: Dialog med markedet"),
    ],
)
def test_the_title_is_in_the_language_asked_for_and_what_people_wrote_is_not_translated(language: str, title: str):
    assert minutes(language=language).title == title


def test_a_gathering_without_a_title_has_only_its_number():
    assert minutes(gathering=dataclasses.replace(GATHERING, title="")).title == "Referat fra samling 3"


def test_the_head_says_when_where_and_who():
    assert head(minutes()) == {
        "Nettverk": ("Læringsnettverk i Storvik",),
        "Dato": ("onsdag 12. mars 2025",),
        "Tid": ("10.00–15.00",),
        "Sted": ("Kulturhuset i Storvik",),
        "Møteleder": ("Per Aune",),
        "Referent": ("Åse Lien",),
        "Deltakere": ("Ikke registrert",),
    }


def test_what_nobody_has_filled_in_is_left_out_of_the_head():
    bare = Gathering(id="G", number=3, date=WHEN.date(), state=GatheringState.FINAL)
    assert list(head(minutes(gathering=bare))) == ["Nettverk", "Dato", "Deltakere"]


def test_an_open_gathering_is_called_a_draft_once():
    found = minutes(gathering=dataclasses.replace(GATHERING, state=GatheringState.OPEN))
    assert [text for text in words(found.parts) if "Utkast" in text] == ["Utkast. Innholdet kan bli endret."]
    assert found.draft


def test_a_final_version_has_its_number():
    found = minutes(gathering=dataclasses.replace(GATHERING, version=2), language="nn")
    assert head(found)["Status"] == ("Endeleg, versjon 2",)


def test_groups_are_listed_with_their_people_and_scribe():
    groups = {
        "g2": Group(id="g2", gathering="G", letter="B", people=("kari", "ola"), scribe="ola"),
        "g1": Group(id="g1", gathering="G", letter="A"),
        "gp": Group(id="gp", gathering="G", letter="P"),
    }
    assert head(minutes(groups=groups))["Grupper"] == ("Gruppe A", "B: Kari Solberg, Ola Brekke; referent Ola Brekke")


def test_attendance_is_by_organisation_in_the_norwegian_alphabet_and_says_who_left_early():
    found = minutes(
        attendance=(
            present("ase", Presence.PART),
            present("ola", Presence.PART, "til kl. 12.00"),
            present("kari"),
            present("per", Presence.GUEST),
        )
    )
    assert sections(chapters(found)["Deltakere"]) == {
        "Til stede (3)": Parties(
            (
                Row("Storvik kommune", ("Kari Solberg (innkjøpsleder)",)),
                Row("Østbygda kommune", ("Ola Brekke (rådgiver; til kl. 12.00)",)),
                Row("Ålmo kommune", ("Åse Lien (deler av dagen)",)),
            )
        ),
        "Gjester (1)": Parties((Row("", ("Per Aune",)),)),
    }
    assert "Deltakere" not in head(found)


def test_those_who_sent_their_apologies_are_named_apart():
    found = minutes(attendance=(present("kari"), present("ola", Presence.ABSENT)), language="nn")
    assert list(sections(chapters(found)["Deltakarar"])) == ["Til stades (1)", "Forfall (1)"]


def test_themes_come_in_the_order_of_the_agenda_and_what_was_not_filed_comes_last():
    agenda = {
        "x": AgendaEntry(id="x", gathering="G", theme="behov", order=1),
        "y": AgendaEntry(id="y", gathering="G", theme="dialog", order=2),
    }
    found = minutes(item("a", theme=""), item("b"), item("c", theme="behov"), item("d", theme="gone"), agenda=agenda)
    assert list(chapters(found)) == ["Egne behov", "Dialog med markedet", "Uten tema"]
    assert [entry.text for entry in entries_of(found)] == ["c", "b", "a", "d"]


def test_a_theme_of_which_nothing_was_said_is_left_out():
    agenda = {"x": AgendaEntry(id="x", gathering="G", theme="behov", order=1)}
    assert list(chapters(minutes(item("a"), agenda=agenda))) == ["Dialog med markedet"]


def test_under_a_theme_the_kinds_come_in_the_order_of_minutes():
    found = minutes(*(item(kind, kind) for kind in reversed(Kind)))
    headings = list(sections(chapters(found)["Dialog med markedet"]))
    assert headings == ["Drøfting", "Behov", "Vedtak", "Spørsmål", "Læring"]


def test_an_item_says_who_said_it_how_far_it_has_come_and_what_it_grew_out_of():
    found = minutes(
        item("Vi mangler en mal."),
        item(
            "Vi trenger en mal.",
            Kind.NEED,
            said_by="storvik",
            status=Status.DONE,
            responsible=("ola", "Lise Dahl"),
            due=dt.date(2025, 12, 12),
            grew_from=("i1", "gone"),
        ),
    )
    assert entries_of(found)[1].remarks == (
        "Storvik kommune",
        "dekket",
        "ansvarlig: Ola Brekke og Lise Dahl",
        "frist fredag 12. desember 2025",
        "bygger på 3B-01",
    )


def test_a_need_shows_the_slots_that_are_filled_and_the_details():
    need = item(
        "Vi trenger en mal.", Kind.NEED, who="Innkjøperne", effect="Likere behov", details="Se vedlegg.\nOg mer."
    )
    assert entries_of(minutes(need, language="nn"))[0].notes == (
        Note("Kven", "Innkjøperne"),
        Note("Ønskt effekt", "Likere behov"),
        Note("", "Se vedlegg.\nOg mer."),
    )


def test_somebody_who_is_no_longer_registered_is_not_printed_as_an_id():
    found = minutes(item("a", said_by=new_id(1_700_000_000_000)))
    assert entries_of(found)[0].remarks == ("ukjent",)


def test_actions_stand_once_in_a_table_by_due_date_then_reference_and_say_what_is_not_set():
    found = minutes(
        item("uten frist", Kind.ACTION, responsible=("kari",)),
        *(item("x") for _ in range(7)),
        item("niende", Kind.ACTION, due=dt.date(2025, 4, 1), responsible=("kari", "storvik")),
        item("tiende", Kind.ACTION, due=dt.date(2025, 4, 1), theme="behov", status=Status.DONE),
        item("først", Kind.ACTION, due=dt.date(2025, 3, 21)),
    )
    (actions,) = chapters(found)["Tiltak"]
    assert isinstance(actions, Table)
    assert [column.label for column in actions.columns] == ["Nr", "Tiltak", "Ansvarlig", "Frist", "Status"]
    assert table(found) == [
        ("3B-11", "først", "ikke satt", "21.03.2025", "Åpent"),
        ("3B-09", "niende", "Kari Solberg og Storvik kommune", "01.04.2025", "Åpent"),
        ("3B-10", "tiende", "ikke satt", "01.04.2025", "Utført"),
        ("3B-01", "uten frist", "Kari Solberg", "ikke satt", "Åpent"),
    ]
    assert (found.unowned, found.undated) == (2, 1)
    pointer = Statement(
        "Tiltak: 3B-01, 3B-09 og 3B-11. Se tabellen til slutt.", Manner.POINTER, about=("i1", "i9", "i11")
    )
    assert chapters(found)["Dialog med markedet"][-1] == pointer


def test_references_are_sorted_as_numbers():
    actions = [item(str(number), Kind.ACTION) for number in range(1, 102)]
    found = minutes(*actions)
    assert [row[1] for row in table(found)] == [str(number) for number in range(1, 102)]


def test_the_minutes_end_with_how_a_reference_is_read():
    assert closing(minutes(item("a"))).endswith("3B-01 er nummer 1 fra gruppe B på samling 3.")
    plenary = dataclasses.replace(item("a"), group="P")
    assert closing(minutes(plenary, language="en")).endswith("3P-01 is number 1 from the plenary at gathering 3.")


def test_a_gathering_at_which_nothing_was_written_down_says_so():
    found = minutes(language="nn")
    assert chapters(found) == {}
    assert closing(found) == "Det vart ikkje skrive ned noko på denne samlinga."


@given(
    st.lists(
        st.builds(
            item,
            st.text(),
            st.sampled_from(Kind),
            st.sampled_from(["dialog", "behov", "", "gone"]),
            due=st.none() | st.dates(),
            status=st.sampled_from(Status),
            said_by=st.sampled_from(["", "kari", "Lise"]),
        ),
        max_size=12,
    ),
    st.sampled_from(LANGUAGES),
)
def test_every_item_stands_in_the_minutes_once_with_its_text_untouched(items: list[Item], language: str):
    whole = contents_of(*items)
    entries = entries_of(minutes(*items, language=language))
    expected = sorted((each.id, whole.references[each.id], each.text) for each in whole.items.values())
    assert sorted((entry.id, entry.reference, entry.text) for entry in entries) == expected


def test_no_text_that_the_program_made_says_none():
    found = minutes(item("a"), item("b", Kind.ACTION), item("c", Kind.NEED), attendance=(present("per"),))
    assert not [text for text in words(found) if "None" in text]


def test_the_preview_counts_what_will_be_in_the_file():
    found = minutes(
        item("a"),
        item("b"),
        item("c", Kind.NEED),
        item("d", Kind.ACTION),
        item("e", Kind.ACTION, theme="", due=WHEN.date()),
        attendance=(present("kari"), present("ola")),
        gathering=dataclasses.replace(GATHERING, state=GatheringState.OPEN),
    )
    assert outline(found) == (
        "Referat fra samling 3: Dialog med markedet",
        "Utkast",
        "Til stede (2)",
        "Dialog med markedet: 2 innspill, 1 behov, 1 tiltak",
        "Uten tema: 1 tiltak",
        "Tiltak: 2 tiltak, 2 uten ansvarlig, 1 uten frist",
    )


def test_the_preview_of_nothing_says_so():
    assert outline(minutes(language="en"))[-1] == "Nothing was written down at this gathering."


@pytest.mark.parametrize(
    ("language", "long", "short"),
    [
        ("nb", "lørdag 1. mars 2025", "01.03.2025"),
        ("nn", "laurdag 1. mars 2025", "01.03.2025"),
        ("en", "Saturday 1 March 2025", "1 Mar 2025"),
    ],
)
def test_dates_are_written_as_the_language_writes_them(language: str, long: str, short: str):
    date = dt.date(2025, 3, 1)
    assert (date_in_words(language, date), short_date(language, date)) == (long, short)


def test_one_is_not_counted_like_many():
    assert [count("nb", "learning", number) for number in (0, 1, 2)] == [
        "0 læringspunkter",
        "1 læringspunkt",
        "2 læringspunkter",
    ]
    assert [count("en", "need", number) for number in (0, 1, 2)] == ["0 needs", "1 need", "2 needs"]


def test_words_are_listed_as_a_sentence_lists_them():
    assert [listing("nb", words) for words in ([], ["A"], ["A", "B"], ["A", "B", "C"])] == [
        "",
        "A",
        "A og B",
        "A, B og C",
    ]


def test_every_phrase_is_filled_in_with_the_same_facts_in_each_language():
    def facts(text: str) -> set[str | None]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}

    assert [name for name, phrase in PHRASES.items() if len({frozenset(facts(text)) for text in phrase}) > 1] == []
    assert [name for name, phrase in PHRASES.items() if not all(phrase)] == []


def test_every_kind_and_every_status_has_its_words():
    assert [kind for kind in Kind if kind not in PHRASES or kind not in COUNTS] == []
    told = [
        f"{kind}.{status}" for kind in Kind for status in Status if kind is Kind.ACTION or status is not Status.OPEN
    ]
    assert [name for name in told if name not in PHRASES] == []
