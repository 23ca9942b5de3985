"""What a report of a network says: its figures, the journeys of its needs, what is still open."""

import dataclasses
import datetime as dt
import re
from collections.abc import Mapping

import pytest
from conftest import add
from hypothesis import given
from hypothesis import strategies as st
from test_minutes import GATHERING, ORGANISATIONS, PEOPLE, THEMES, words

from exports.cuts.journeys import Stage, journeys_of
from exports.cuts.record import Choice, Record
from exports.cuts.report import report_of
from exports.document import Chart, Document, Entry, Facts, Heading, Statement, Table, entries_of
from exports.outline import outline
from exports.word import to_word
from storage.contents import Contents, Reference
from storage.history import Step
from storage.merge import Edit
from storage.model import LANGUAGES, Attendance, Gathering, GatheringState, Group, Item, Kind, Network, Presence, Status
from storage.records import to_record
from storage.store import Store
from tui.planning import rework

HELD = tuple(
    dataclasses.replace(GATHERING, id=f"G{number}", number=number, title=f"Nummer {number}", date=date, case=case)
    for number, date, case in (
        (1, dt.date(2025, 3, 12), "25/100"),
        (2, dt.date(2025, 6, 4), "25/100"),
        (3, dt.date(2025, 9, 24), ""),
    )
)
NEED = Kind.NEED
SECRET = "§§"


def at(gathering: Gathering, minutes: int = 0, days: int = 0) -> dt.datetime:
    return dt.datetime.combine(gathering.date, dt.time(10), dt.UTC) + dt.timedelta(minutes=minutes, days=days)


def item(name: str, text: str, kind: Kind = NEED, held: int = 1, theme: str = "dialog", **more: object) -> Item:
    gathering = HELD[held - 1]
    number = int(re.sub(r"\D", "", name) or 0)
    created = at(gathering)
    facts = {"group": "B", "created": created, **more}
    return Item(id=name, kind=kind, text=text, theme=theme, gathering=gathering.id, number=number, **facts)


def contents_of(*items: Item, gatherings: tuple[Gathering, ...] = HELD, **more: object) -> Contents:
    held = {gathering.id: gathering for gathering in gatherings}
    return Contents(
        Network(id="N", name="Læringsnettverk i Storvik"),
        ORGANISATIONS,
        PEOPLE,
        THEMES,
        held,
        items={each.id: each for each in items},
        references={each.id: str(Reference(held[each.gathering].number, each.group, each.number)) for each in items},
        **more,
    )


def record_of(*items: Item, language: str = "nb", confidential: bool = False, **more: object) -> Record:
    contents = contents_of(*items, **more)
    return Record(contents, tuple(contents.gatherings.values()), language, confidential=confidential)


def report(*items: Item, today: dt.date | None = None, **more: object) -> Document:
    return report_of(record_of(*items, **more), today=today)


def headings(found: Document, level: int = 2) -> list[str]:
    return [part.text for part in found.parts if isinstance(part, Heading) and part.level == level]


def under(found: Document, heading: str) -> list[object]:
    """What stands under a heading of level 2."""
    texts = [part.text if isinstance(part, Heading) and part.level == 2 else None for part in found.parts]
    begin = texts.index(heading) + 1
    end = next((at for at in range(begin, len(texts)) if texts[at] is not None), len(texts))
    return list(found.parts[begin:end])


def brief(found: Document) -> str:
    return " ".join(p.text for p in under(found, headings(found)[0]) if isinstance(p, Statement))


def notes(entry: Entry) -> dict[str, str]:
    return {note.label: note.text for note in entry.notes}


def entry(found: Document, reference: str) -> Entry:
    return next(entry for entry in entries_of(found) if entry.reference == reference)


FILLED = (
    item("a1", "prat", Kind.POINT),
    item("a2", "trygg natt"),
    item("a3", "ring dem", Kind.ACTION, responsible=("kari",), due=dt.date(2025, 4, 1), status=Status.DONE),
    item("b1", "ringt", Kind.ACTION, 2, responsible=("kari", "ola"), due=dt.date(2025, 8, 1), theme="behov"),
    item("b2", "uten noen", Kind.ACTION, 2, theme=""),
    item("b3", "slik blir det", Kind.DECISION, 2, theme="behov"),
    item("c1", "hvorfor?", Kind.QUESTION, 3),
    item("c2", "derfor", Kind.QUESTION, 3, status=Status.DONE),
    item("c3", "lytt", Kind.LEARNING, 3),
)


# What it is


@pytest.mark.parametrize(
    ("language", "whole", "some"),
    [
        ("nb", "Sluttrapport fra Læringsnettverk i Storvik", "Rapport fra samling 1 og 2"),
        ("nn", "Sluttrapport frå Læringsnettverk i Storvik", "Rapport frå samling 1 og 2"),
        ("en", "Final report of Læringsnettverk i Storvik", "Report of gatherings 1 and 2"),
    ],
)
def test_a_report_of_all_gatherings_is_the_final_one_of_the_network(language: str, whole: str, some: str):
    record = record_of(*FILLED, language=language)
    assert report_of(record).title == whole
    assert report_of(record.of(*HELD[:2])).title == some
    assert report_of(record).cut == "report"


def test_the_head_says_period_case_numbers_and_which_gatherings_are_still_written_in():
    still = (*HELD[:2], dataclasses.replace(HELD[2], state=GatheringState.OPEN))
    draft = report(*FILLED, gatherings=still)
    facts = draft.parts[0]
    assert isinstance(facts, Facts)
    told = {row.label: row.lines for row in facts.rows}
    assert told["Status"] == ("Utkast. Innholdet kan bli endret, siden det fortsatt skrives i samling 3: Nummer 3.",)
    assert (told["Periode"], told["Saksnummer"], told["Samlinger"]) == (("12.03.2025–24.09.2025",), ("25/100",), ("3",))
    assert draft.draft
    assert not report(*FILLED).draft


def test_a_report_of_a_selection_says_so_and_is_not_final():
    found = report_of(dataclasses.replace(record_of(*FILLED), choice=Choice(theme="behov")))
    facts = found.parts[0]
    assert isinstance(facts, Facts)
    assert found.title == "Egne behov: rapport fra samling 1–3"
    assert facts.rows[-1] == ("Utvalg", ("Tema: Egne behov",))


def test_what_has_no_content_is_left_out():
    assert headings(report(item("a1", "prat", Kind.POINT))) == ["Kort fortalt", "Samlinger", "Tallene"]
    assert headings(report()) == ["Kort fortalt", "Samlinger"]
    assert headings(report(*FILLED)) == [
        *("Kort fortalt", "Samlinger", "Tallene", "Vedtak", "Behov", "Læring", "Åpne spørsmål", "Tiltak"),
    ]


def test_the_key_numbers_are_told_in_sentences():
    came = {
        person: Attendance(id=person, gathering="G1", person=person, presence=presence)
        for person, presence in (("kari", Presence.PRESENT), ("per", Presence.GUEST), ("ola", Presence.ABSENT))
    }
    told = brief(report(*FILLED, attendance=came))
    assert "Det er holdt 3 samlinger fra onsdag 12. mars 2025 til onsdag 24. september 2025." in told
    assert "2 personer fra 1 organisasjon har deltatt." in told
    assert "Det er skrevet ned 1 behov." in told
    assert "Det er avtalt 3 tiltak (utført 1, åpent 2)." in told
    assert "Av dem som ikke er utført, er 1 uten ansvarlig og 1 uten frist." in told
    assert "1 av 2 spørsmål er fortsatt uten svar." in told


def test_each_gathering_is_a_row_with_how_many_took_part():
    came = {"x": Attendance(id="x", gathering="G2", person="kari", presence=Presence.PART)}
    (table,) = under(report(*FILLED, attendance=came), "Samlinger")
    assert isinstance(table, Table)
    assert [row[0] + row[4] for row in table.rows] == ["1–", "21", "3–"]
    assert table.rows[0][1:4] == ("12.03.2025", "Nummer 1", "Kulturhuset i Storvik")


def test_it_ends_with_how_to_read_the_reference_of_something_in_it():
    last = report(*FILLED).parts[-1]
    assert isinstance(last, Statement)
    assert "1B-02 er nummer 2 fra gruppe B på samling 1." in last.text


def test_the_same_record_is_the_same_bytes():
    assert to_word(report(*FILLED)).data == to_word(report(*FILLED)).data


# Figures


def charts(found: Document) -> dict[str, tuple[Chart, Table]]:
    """The charts, each with what comes right after it."""
    return {
        chart.title: (chart, table)
        for chart, table in zip(found.parts, found.parts[1:], strict=False)
        if isinstance(chart, Chart) and isinstance(table, Table)
    }


def test_every_chart_has_its_figures_in_a_table_right_after_it():
    found = report(*FILLED)
    assert len(charts(found)) == sum(isinstance(part, Chart) for part in found.parts) == 3
    for chart, table in charts(found).values():
        figures = [row[1:-1] for row in table.rows[: len(chart.categories)]]
        assert figures == [
            tuple(map(str, column)) for column in zip(*(one.values for one in chart.series), strict=True)
        ]
        assert [column.label for column in table.columns[1:-1]] == [one.name for one in chart.series]


def test_actions_are_overdue_only_where_a_day_is_given():
    def told(today: dt.date | None) -> Mapping[str, int]:
        chart, _ = charts(report(*FILLED, today=today))["Tiltakene etter samlingen de ble avtalt på"]
        return {one.name: sum(one.values) for one in chart.series}

    assert told(None) == {"Utført": 1, "Åpent": 2}
    assert told(dt.date(2025, 8, 1)) == {"Utført": 1, "Åpent": 2}
    assert told(dt.date(2025, 8, 2)) == {"Utført": 1, "Åpent": 1, "Over fristen": 1}
    late = report(*FILLED, today=dt.date(2025, 8, 2))
    assert [part.text for part in under(late, "Tiltak") if isinstance(part, Heading)] == [
        "Over fristen",
        "Ikke utført",
        "Utført",
    ]


def test_an_action_counts_once_with_each_organisation_that_answers_for_it():
    chart, table = charts(report(*FILLED))["Tiltakene etter ansvarlig organisasjon"]
    assert [row[0] for row in table.rows] == ["Storvik kommune", "Østbygda kommune", "Ingen ansvarlig"]
    assert [one.values for one in chart.series] == [(1, 0, 0), (1, 1, 1)]


def test_a_chart_is_told_in_words():
    chart, _ = charts(report(*FILLED))["Hva som er skrevet ned, etter tema"]
    assert chart.description == (
        "Stolpediagram. I alt: drøfting 1, behov 1, vedtak 1, tiltak 3, spørsmål 2, læring 1. "
        "Høyeste stolper: Dialog med markedet (6), Egne behov (2) og Uten tema (1). "
        "Tallene står i tabellen etter diagrammet."
    )


def test_what_is_told_of_a_chart_stays_short_whatever_the_names():
    titled = {
        name: dataclasses.replace(theme, title=f"{theme.title} {'langt ' * 40}") for name, theme in THEMES.items()
    }
    contents = dataclasses.replace(contents_of(*FILLED), themes=titled)
    for language in LANGUAGES:
        for chart, table in charts(report_of(Record(contents, HELD, language))).values():
            assert len(chart.description) <= 250
            assert all(len(name) <= 40 for name in chart.categories)
            assert any("langt " * 39 in row[0] for row in table.rows) is (chart.categories[0][:6] == "Dialog")


@given(st.lists(st.tuples(st.sampled_from(Kind), st.sampled_from(["dialog", "behov", "", "gone"])), max_size=20))
def test_whatever_was_written_down_is_counted_once(captured: list[tuple[Kind, str]]):
    items = [item(f"i{number}", "x", kind, theme=theme) for number, (kind, theme) in enumerate(captured)]
    found = charts(report(*items)).get("Hva som er skrevet ned, etter tema")
    assert (sum(sum(one.values) for one in found[0].series) if found else 0) == len(items)


def test_of_too_many_bars_the_lowest_are_one():
    parties = tuple(f"Kommune {number:02d}" for number in range(40))
    organisations = {
        name: dataclasses.replace(ORGANISATIONS["almo"], id=name, name=name, handle=name) for name in parties
    }
    contents = dataclasses.replace(
        contents_of(item("a1", "alle", Kind.ACTION, responsible=parties)), organisations=organisations
    )
    chart, table = charts(report_of(Record(contents, HELD, "nb")))["Tiltakene etter ansvarlig organisasjon"]
    assert (len(chart.categories), chart.categories[-1], len(table.rows)) == (30, "Andre (11)", 40)
    assert sum(chart.series[0].values) == 40


# Needs


def test_a_need_that_went_on_stands_under_the_one_that_it_became():
    found = report(
        item("a1", "tilsyn"),
        item("b1", "søvn", held=2, grew_from=("a1",)),
        item("c1", "ro", held=3, grew_from=("b1",), effect="sove"),
    )
    (only,) = entries_of(found)
    assert only.reference == "3B-01"
    assert notes(only) == {
        "Ønsket effekt": "sove",
        "Samling 1, 1B-01 (12.03.2025)": "tilsyn",
        "Samling 2, 2B-01 (04.06.2025)": "søvn",
    }
    assert "2 av dem gikk over i nyere behov, og står under dem." in brief(found)


def test_an_earlier_wording_is_marked_as_the_language_of_its_gathering():
    spoken = (HELD[0], dataclasses.replace(HELD[1], language="nn"), HELD[2])
    found = report(item("a1", "tilsyn"), item("b1", "søvn", held=2, grew_from=("a1",)), gatherings=spoken)
    (only,) = entries_of(found)
    assert (only.language, only.notes[-1].language) == ("nn", "nb")


def test_a_need_says_which_organisations_it_comes_from():
    table = Group(id="T", gathering="G1", letter="B", people=("kari", "per"))
    found = report(
        item("a1", "tilsyn"), item("b1", "søvn", held=2, said_by="ola", grew_from=("a1",)), groups={"T": table}
    )
    assert notes(entries_of(found)[0])["Kommer fra"] == "Storvik kommune og Østbygda kommune"


@given(
    st.lists(st.tuples(st.integers(1, 3), st.sets(st.integers(0, 7)), st.booleans()), min_size=1, max_size=8),
    st.booleans(),
)
def test_every_need_is_in_the_report_whatever_it_grew_from_and_what_is_exempt_is_not(
    made: list[tuple[int, set[int], bool]], confidential: bool
):
    items = [
        item(
            f"i{number}",
            f"<{SECRET if hidden else ''}behov {number}>",
            held=held,
            grew_from=tuple(f"i{origin}" for origin in sorted(origins) if origin < len(made)),
            confidential=hidden,
        )
        for number, (held, origins, hidden) in enumerate(made)
    ]
    told = " ".join(words(report(*items, confidential=confidential)))
    assert all(each.text in told for each in items if confidential or not each.confidential)
    assert confidential or SECRET not in told


# Their journeys


def changed(name: str, moment: dt.datetime, who: str = "Åse", **fields: object) -> Step:
    return Step(moment, who, "change", Edit("items", name, fields, dict.fromkeys(fields)))


def made(one: Item, who: str = "Åse") -> Step:
    return Step(one.created, who, "change", Edit("items", one.id, to_record(one), None))


def journey(contents: Contents, *steps: Step, of: str) -> list[tuple[str, str, int, dt.date]]:
    found = journeys_of(contents, {of: steps})[of]
    return [(stage.item.id, stage.item.text, stage.gathering.number, stage.moment.date()) for stage in found]


def test_repairs_before_the_next_gathering_are_no_stages():
    one = item("a1", "tilsyyn")
    now = dataclasses.replace(one, text="ro om natten")
    steps = (
        made(one),
        changed("a1", at(HELD[0], 3), text="tilsyn"),
        changed("a1", at(HELD[0], days=20), text="tilsyn om natten"),
        changed("a1", at(HELD[1], 5), text="ro"),
        changed("a1", at(HELD[1], 9), who="Ola", text="ro om natten"),
    )
    contents = contents_of(now)
    assert journey(contents, *steps, of="a1") == [
        ("a1", "tilsyn om natten", 1, dt.date(2025, 4, 1)),
        ("a1", "ro om natten", 2, dt.date(2025, 6, 4)),
    ]
    found = entries_of(report_of(Record(contents, HELD, "nb"), journeys_of(contents, {"a1": steps})))[0]
    assert notes(found) == {"Etter samling 1, 1B-01 (01.04.2025, Åse Lien)": "tilsyn om natten"}
    assert found.remarks == ("ordlyden er fra 04.06.2025 (Ola Brekke)",)


def test_a_change_that_leaves_the_wording_as_it_is_makes_no_stage():
    one = item("a1", "tilsyn")
    steps = (made(one), changed("a1", at(HELD[2]), who="Ola", effect="ro"))
    (only,) = journeys_of(contents_of(one), {"a1": steps})["a1"]
    assert (only.scribe, only.moment) == ("Åse", at(HELD[0]))


def test_what_was_written_down_late_is_told_as_of_its_gathering():
    one = item("a1", "tilsyn")
    late = (
        dataclasses.replace(made(one), moment=at(HELD[2])),
        changed("a1", at(HELD[2], 2), text="tilsyn om natten"),
    )
    now = dataclasses.replace(one, text="tilsyn om natten")
    assert journey(contents_of(now), *late, of="a1") == [("a1", "tilsyn om natten", 1, HELD[0].date)]


def test_what_was_deleted_is_not_told_of_and_what_was_joined_is():
    gone, joined, now = item("a1", "slettet"), item("a2", "tatt med"), item("b1", "hel", held=2)
    steps = (
        made(gone),
        made(joined),
        made(now),
        changed("b1", at(HELD[2]), grew_from=["a1", "a2"]),
        changed("a2", at(HELD[2]), deleted=True),
    )
    assert [text for _, text, _, _ in journey(contents_of(now), *steps, of="b1")] == ["tatt med", "hel"]


@pytest.mark.parametrize("confidential", [False, True])
def test_no_earlier_wording_of_what_is_or_was_exempt_is_shown(confidential: bool):
    was, now = item("a1", f"{SECRET} Olga", confidential=True), item("b1", f"{SECRET} igjen", held=2)
    released = dataclasses.replace(now, text="nå åpent", grew_from=("a1",))
    steps = (
        made(was),
        made(now),
        changed("b1", at(HELD[1], 1), confidential=True, grew_from=["a1"]),
        changed("b1", at(HELD[2], 1), text="nå åpent", confidential=False),
    )
    contents = contents_of(was, released)
    record = Record(contents, HELD, "nb", confidential=confidential)
    told = report_of(record, journeys_of(contents, {"b1": steps}))
    assert entry(told, "2B-01").text == "nå åpent"
    assert (SECRET in " ".join(words(told))) is confidential
    assert [note.text for note in entry(told, "2B-01").notes].count("(unntatt offentlighet)") == (not confidential) * 2
    assert told.exempt is confidential


def test_the_journeys_of_many_are_found_in_one_pass(store: Store):
    first, second = (add(store, text, kind=NEED, raw=text) for text in ("en og to", "lys"))
    store.save(*rework.split(store, first, 6))
    store.save(*rework.joined(store, rework.present(store, [first.id, second.id])))
    items = list(store.all(Item).values())
    assert store.journeys(items) == {each.id: store.journey(each) for each in items}
    contents = store.contents()
    found = journeys_of(contents, store.journeys(items))
    assert {name: [stage.item.text for stage in stages] for name, stages in found.items()} == {
        each.id: [each.text] for each in items
    }
    assert all(isinstance(stage, Stage) for stages in found.values() for stage in stages)


# The preview


def test_the_preview_shows_each_chart_as_bars():
    lines = outline(report(*FILLED))
    begin = lines.index("Tiltakene etter ansvarlig organisasjon")
    assert lines[begin + 1 : begin + 5] == (
        "# Utført   = Åpent",
        "Storvik kommune   #= 2",
        "Østbygda kommune  = 1",
        "Ingen ansvarlig   = 1",
    )
