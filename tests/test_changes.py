"""What minutes say of their versions: what changed, what was corrected, what was approved; nothing that is exempt."""

import dataclasses
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_minutes import GATHERING, PEOPLE, contents_of, present
from test_minutes import item as unnamed

from exports.cuts.minutes import minutes_of
from exports.cuts.record import Choice, Record
from exports.document import Document, Facts, Heading, Statement, Table
from storage.model import LANGUAGES, Correction, GatheringState, Kind, Presence, Status

V1 = dataclasses.replace(GATHERING, version=1)
V2 = dataclasses.replace(GATHERING, version=2)


def item(text: str, kind: Kind = Kind.POINT, **more):
    named = {"id": "", **more}
    name = named.pop("id")
    return dataclasses.replace(unnamed(text, kind, **named), id=name)


def contents(*items, gathering=V2, **more):
    found = contents_of(*items, **more)
    return dataclasses.replace(found, gatherings={**found.gatherings, "G": gathering})


def minutes(now, before=None, language="nb", **more) -> Document:
    return minutes_of(Record(now, (now.gatherings["G"],), language, before=before, **more))


def rows(document: Document, title: str) -> list[tuple[str, ...]]:
    return [row for part in document.parts if isinstance(part, Table) and part.title == title for row in part.rows]


def changes(*items, before, **more) -> list[tuple[str, ...]]:
    return rows(minutes(contents(*items), contents(*before, gathering=V1), **more), "Endringer siden versjon 1")


def head(document: Document) -> dict[str, str]:
    facts = next(part for part in document.parts if isinstance(part, Facts))
    return {row.label: " ".join(row.lines) for row in facts.rows}


def correction(text: str, **more) -> Correction:
    more = {"version": 1, "accepted": True, **more}
    return Correction(id=text, gathering="G", text=text, made=dt.datetime(2025, 3, 20, tzinfo=dt.UTC), **more)


def corrected(now, *found):
    return dataclasses.replace(now, corrections={one.id: one for one in found})


def test_what_is_new_changed_or_gone_is_told_by_reference():
    before = (
        item("a", id="a"),
        item("b", Kind.ACTION, id="b", responsible=("kari",)),
        item("gammel", Kind.NEED, id="c", who="x"),
    )
    now = (
        item("aa", id="a", theme="behov"),
        dataclasses.replace(before[1], responsible=("ola", "per"), due=dt.date(2025, 4, 1), status=Status.DONE),
        item("ny", id="d"),
    )
    assert changes(*now, before=before) == [
        ("3B-01", "tema", "Dialog med markedet", "Egne behov"),
        ("3B-01", "tekst", "a", "aa"),
        ("3B-02", "ansvarlig", "Kari Solberg", "Ola Brekke og Per Aune"),
        ("3B-02", "frist", "–", "01.04.2025"),
        ("3B-02", "status", "Åpent", "Utført"),
        ("3B-03", "tatt ut", "Behov", "–"),
        ("3B-03", "nytt punkt", "–", "ny"),
    ]


def test_the_head_and_who_took_part_are_told():
    before = contents(item("a"), gathering=V1, attendance=(present("kari"), present("ola")))
    moved = dataclasses.replace(V2, place="Rådhuset", chair="ase")
    now = contents(item("a"), gathering=moved, attendance=(present("kari", Presence.ABSENT), present("per")))
    assert rows(minutes(now, before), "Endringer siden versjon 1") == [
        ("Samlingen", "Sted", "Kulturhuset i Storvik", "Rådhuset"),
        ("Samlingen", "Møteleder", "Per Aune", "Åse Lien"),
        ("Deltakere", "Kari Solberg", "Til stede", "Forfall"),
        ("Deltakere", "Ola Brekke", "Til stede", "–"),
        ("Deltakere", "Per Aune", "–", "Til stede"),
    ]


@pytest.mark.parametrize("exempt", [(True, True), (True, False), (False, True)])
def test_text_that_is_exempt_in_either_version_is_not_told(exempt):
    before = [item("hemmelig en", id="a", confidential=exempt[0], said_by="kari")]
    now = [item("hemmelig to", id="a", confidential=exempt[1], said_by="ola")]
    told = changes(*now, before=before)
    assert told[0] == ("3B-01", "tekst", "(unntatt offentlighet)", "(unntatt offentlighet)")
    assert not any("hemmelig" in cell or "Solberg" in cell for row in told for cell in row)
    whole = changes(*now, before=before, confidential=True)
    assert ("3B-01", "tekst", "hemmelig en", "hemmelig to") in whole


texts = st.text("abc", min_size=1, max_size=3)
made = st.lists(
    st.tuples(st.sampled_from("abcdef"), texts, st.sampled_from(Kind)), max_size=6, unique_by=lambda i: i[0]
)


@given(made, made)
def test_every_item_that_is_other_than_it_was_is_told_and_no_other(before, now):
    one, two = ([item(text, kind, id=name) for name, text, kind in those] for those in (before, now))
    told = changes(*two, before=one)
    old, new = ({name: (text, kind) for name, text, kind in those} for those in (before, now))
    expected = {name for name in {**old, **new} if old.get(name) != new.get(name)}
    if expected:
        assert {row[1] for row in told} <= {"nytt punkt", "tatt ut", "tekst", "type", "status"}
        assert len([row for row in told if row[1] == "nytt punkt"]) == len(new.keys() - old.keys())
        assert len([row for row in told if row[1] == "tatt ut"]) == len(old.keys() - new.keys())
        assert len({row[2:] for row in told if row[1] == "tekst"}) <= len(expected)
    assert bool(told) == bool(expected)


def test_where_nothing_changed_it_says_so_and_an_extract_and_a_first_version_say_nothing():
    now, before = contents(item("a")), contents(item("a"), gathering=V1)
    told = [part.text for part in minutes(now, before).parts if isinstance(part, Statement)]
    assert "Ingenting er endret siden versjon 1." in told
    for document in (minutes(now), minutes(now, before, choice=Choice(kinds=frozenset({Kind.POINT})))):
        assert not [part for part in document.parts if isinstance(part, Heading) and "versjon" in part.text]


def test_corrections_are_listed_in_the_version_they_led_to_and_remarks_where_they_were_not_accepted():
    found = (
        correction("Det var i mai", said_by="kari", item="i1"),
        correction("Jeg var enig", accepted=False, said_by="Noen"),
        correction("Ikke avgjort", accepted=None),
    )
    first = minutes(corrected(contents(item("a"), gathering=V1), *found))
    assert rows(first, "Rettelser til versjon 1") == []
    assert rows(first, "Merknader til versjon 1") == [("–", "Jeg var enig", "Noen")]
    second = minutes(corrected(contents(item("a")), *found), contents(item("a"), gathering=V1))
    assert rows(second, "Rettelser til versjon 1") == [("3B-01", "Det var i mai", "Kari Solberg")]
    assert rows(second, "Merknader til versjon 1") == [("–", "Jeg var enig", "Noen")]
    third = dataclasses.replace(GATHERING, version=3)
    again = minutes(corrected(contents(item("a"), gathering=third), *found), corrected(contents(item("a")), *found))
    assert rows(again, "Rettelser til versjon 1") == []


def test_a_correction_to_what_is_exempt_says_only_that_there_is_one():
    found = correction("hemmelig", said_by="kari", item="i1")
    now = corrected(contents(item("x", confidential=True)), found)
    assert rows(minutes(now), "Rettelser til versjon 1") == [("3B-01", "(unntatt offentlighet)", "–")]
    assert rows(minutes(now, confidential=True), "Rettelser til versjon 1") == [("3B-01", "hemmelig", "Kari Solberg")]


@pytest.mark.parametrize(
    ("language", "approved", "here"),
    [
        (
            "nb",
            "Godkjent på samling 4, 22. september 2026",
            "Referatet fra samling 3: Dialog med markedet, versjon 2, ble godkjent.",
        ),
        (
            "nn",
            "Godkjent på samling 4, 22. september 2026",
            "Referatet frå samling 3: Dialog med markedet, versjon 2, vart godkjent.",
        ),
        (
            "en",
            "Approved at gathering 4, 22 September 2026",
            "The minutes of gathering 3: Dialog med markedet, version 2, were approved.",
        ),
    ],
)
def test_approval_stands_in_the_head_and_in_the_minutes_of_the_gathering_that_gave_it(language, approved, here):
    later = dataclasses.replace(GATHERING, id="H", number=4, date=dt.date(2026, 9, 22), title="")
    now = contents(item("a"), gathering=dataclasses.replace(V2, approved="H"))
    now = dataclasses.replace(now, gatherings={**now.gatherings, "H": later})
    assert approved in head(minutes(now, language=language)).values()
    giving = minutes_of(Record(now, (later,), language))
    assert here in [part.text for part in giving.parts if isinstance(part, Statement)]
    assert not any("pprove" in value or "odkjent" in value for value in head(giving).values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_draft_of_the_next_version_says_so_and_is_not_approved(language):
    reopened = dataclasses.replace(V1, state=GatheringState.OPEN, approved="G")
    document = minutes(contents(item("a"), gathering=reopened), contents(item("a"), gathering=V1), language)
    assert document.draft
    assert any("2" in value for value in head(document).values() if value.startswith(("Utkast til", "Draft of")))
    assert not any("odkjent" in value or "Approved" in value for value in head(document).values())
    assert PEOPLE["per"].name in head(document).values()
