"""The description of needs: what it tells of each, what it leaves out, and whom it does not name."""

import dataclasses
import datetime as dt
import io

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_extracts import AFTER, SEVERAL, at, several
from test_minutes import GATHERING, chapters, contents_of, head, item, record_of, sections, words

from exports.cuts.needs import needs_of
from exports.cuts.record import SLOTS, Choice, Record
from exports.document import Document, Entries, Entry, Manner, Note, Statement, entries_of
from exports.word import to_word
from storage.model import LANGUAGES, Attendance, Group, Item, Kind, Presence, Status

FULL = {
    "who": "Innkjøperne",
    "situation": "Alle skriver sin egen mal.",
    "effect": "Likere behov",
    "measure": "Halvparten så mange spørsmål",
    "source": "Tolv intervjuer",
}
NAMES = ("Kari Solberg", "Åse Lien", "Ola Brekke", "Per Aune", "Lise Dahl")


def needs(*items: Item, choice: Choice | None = None, **more: object) -> Document:
    return needs_of(dataclasses.replace(record_of(*items, **more), choice=choice or Choice()))


def need(text: str = "Vi trenger en mal.", **more: object) -> Item:
    return item(text, Kind.NEED, **more)


def only(found: Document) -> Entry:
    (entry,) = [entry for entry in entries_of(found) if entry.kind is Kind.NEED]
    return entry


def sentences(found: Document) -> list[str]:
    return [part.text for part in found.parts if isinstance(part, Statement)]


# What it tells of a need


def test_a_need_that_is_described_in_full_has_its_five_points_and_no_more():
    assert only(needs(need(**FULL))).notes == (
        Note("Hvem", "Innkjøperne"),
        Note("Situasjonen i dag", "Alle skriver sin egen mal."),
        Note("Ønsket effekt", "Likere behov"),
        Note("Slik vet vi det", "Halvparten så mange spørsmål"),
        Note("Kilde", "Tolv intervjuer"),
    )


@pytest.mark.parametrize(
    ("language", "label", "text"),
    [
        ("nb", "Ikke beskrevet ennå (2 av 5)", "situasjonen i dag og kilden"),
        ("nn", "Ikkje skildra enno (2 av 5)", "situasjonen i dag og kjelda"),
        ("en", "Not yet described (2 of 5)", "the situation today and the source"),
    ],
)
def test_what_is_not_described_yet_is_named_in_words(language, label, text):
    found = only(needs(need(**FULL | {"situation": " ", "source": ""}, details="Og mer."), language=language))
    assert found.notes[-2:] == (Note(label, text, own=True), Note("", "Og mer."))
    assert len(found.notes) == 5


@pytest.mark.parametrize(
    ("language", "remark"),
    [
        ("nb", "ikke beskrevet nærmere ennå"),
        ("nn", "ikkje skildra nærmare enno"),
        ("en", "not described in more detail yet"),
    ],
)
def test_a_need_of_which_nothing_more_is_told_says_so_after_its_text(language, remark):
    found = only(needs(need(), language=language))
    assert (found.remarks, found.notes) == ((remark,), ())


@given(st.dictionaries(st.sampled_from(list(FULL)), st.text()))
def test_every_point_is_told_or_named_as_missing(slots):
    found = only(needs(need(**slots)))
    told = {note.label: note.text for note in found.notes}
    described = {name: text for name, text in slots.items() if text.strip()}
    labels = {"who": "Hvem", "situation": "Situasjonen i dag", "effect": "Ønsket effekt"}
    labels |= {"measure": "Slik vet vi det", "source": "Kilde"}
    assert all(told[labels[name]] == text for name, text in described.items())
    missing = len(SLOTS) - len(described)
    assert (f"Ikke beskrevet ennå ({missing} av 5)" in told) == (0 < missing < len(SLOTS))
    assert bool(found.remarks) == (missing == len(SLOTS))


def test_those_who_share_a_need_are_the_organisations_that_said_it_or_what_it_grew_out_of():
    found = needs(
        need("a", said_by="ola"),
        item("prat", said_by="per"),
        need("b", said_by="Storvik kommune", grew_from=("i1", "i2")),
        need("c", said_by="kari", grew_from=("i3", "gone")),
        need("d", said_by="Lise Dahl", grew_from=("i6",)),
        need("e", said_by="ase", grew_from=("i5",)),
    )
    shared = {
        entry.text: [note.text for note in entry.notes if note.label == "Meldt av"] for entry in entries_of(found)
    }
    assert shared == {
        "a": ["Østbygda kommune"],
        "b": ["Storvik kommune og Østbygda kommune"],
        "c": ["Storvik kommune og Østbygda kommune"],
        "d": ["Ålmo kommune"],
        "e": ["Ålmo kommune"],
    }


def test_what_is_met_and_what_it_builds_on_stand_after_the_text():
    found = needs(need("a"), need("b", status=Status.DONE, grew_from=("i1",), **FULL), language="nn")
    assert entries_of(found)[1].remarks == ("dekt", "byggjer på 3B-01")


def test_it_says_first_what_a_description_of_needs_is_and_how_many_there_are():
    items = (need("a", **FULL), need("b", **FULL), need("c", status=Status.DONE), item("prat"))
    assert sentences(needs(*items))[1] == (
        "Dokumentet omfatter 3 behov. 2 av dem er beskrevet på alle 5 punkter. 1 av dem er dekket."
    )
    assert sentences(needs(need()))[1] == "Dokumentet omfatter 1 behov."
    assert [sentences(needs(need(), language=language))[0].count(". ") for language in LANGUAGES] == [1, 1, 1]


# What lies around the needs


def test_under_a_theme_come_its_needs_its_open_questions_and_the_actions_that_grew_from_them():
    found = needs(
        need("a"),
        item("Hvem eier malen?", Kind.QUESTION),
        item("Besvart?", Kind.QUESTION, status=Status.DONE),
        item("Skrive mal", Kind.ACTION, grew_from=("i1",), responsible=("kari", "per"), due=dt.date(2025, 4, 1)),
        item("Noe annet", Kind.ACTION),
        item("Til behovet?", Kind.QUESTION, theme="behov", grew_from=("i1",)),
        item("Uten behov?", Kind.QUESTION, theme="behov"),
        item("prat"),
    )
    assert list(chapters(found)) == ["Dialog med markedet"]
    first, *_ = parts = chapters(found)["Dialog med markedet"]
    under = sections(parts)
    assert isinstance(first, Entries)
    assert [entry.text for entry in first.entries] == ["a"]
    assert {name: [entry.text for entry in part.entries] for name, part in under.items()} == {
        "Åpne spørsmål": ["Hvem eier malen?", "Til behovet?"],
        "Tiltak": ["Skrive mal"],
    }
    remarks = ("åpent", "ansvarlig: Storvik kommune", "frist tirsdag 1. april 2025", "bygger på 3B-01")
    assert under["Tiltak"].entries[0].remarks == remarks


def test_what_grew_from_a_need_at_a_later_gathering_is_told_and_nothing_twice():
    contents = several(
        need("a"),
        need("b", theme="behov"),
        at("H", "senere", Kind.ACTION, grew_from=("i1", "i2")),
        at("H", "og da?", Kind.QUESTION),
    )
    found = needs_of(Record(contents, (GATHERING,), "nb"))
    assert [entry.text for entry in entries_of(found)] == ["a", "senere", "b"]
    assert [entry.text for entry in entries_of(needs_of(Record(contents, (GATHERING, AFTER), "nb")))] == [
        "a",
        "og da?",
        "senere",
        "b",
    ]


def test_where_there_are_no_needs_it_says_so():
    found = needs(item("prat"), item("Hva nå?", Kind.QUESTION), language="en")
    assert entries_of(found) == []
    assert found.parts[-1] == Statement("No needs have been written down.", Manner.CLOSING)


# Of what


@pytest.mark.parametrize(
    ("language", "one", "theme", "whole"),
    [
        (
            "nb",
            "Behovsbeskrivelse fra samling 3",
            "Egne behov: behovsbeskrivelse fra samling 3 og 4",
            "Behovsbeskrivelse fra Læringsnettverk i Storvik",
        ),
        (
            "nn",
            "Behovsskildring frå samling 3",
            "Egne behov: behovsskildring frå samling 3 og 4",
            "Behovsskildring frå Læringsnettverk i Storvik",
        ),
        (
            "en",
            "Needs description from gathering 3",
            "Egne behov: needs description from gatherings 3 and 4",
            "Needs description from Læringsnettverk i Storvik",
        ),
    ],
)
def test_its_title_says_what_it_covers(language, one, theme, whole):
    contents = several(need())
    assert needs_of(Record(contents, (GATHERING,), language)).title == one
    chosen = Record(contents, (GATHERING, AFTER), language, choice=Choice(theme="behov"))
    assert needs_of(chosen).title == theme
    assert needs_of(Record(contents, tuple(SEVERAL.values()), language)).title == whole


@given(
    st.lists(
        st.tuples(st.sampled_from("GFH"), st.sampled_from(Kind), st.sampled_from(["dialog", "behov", ""])), max_size=8
    )
)
def test_every_need_stands_in_it_once_and_all_together_are_those_of_the_gatherings(captured):
    contents = several(*(at(name, "x", kind, theme=theme) for name, kind, theme in captured))
    found = needs_of(Record(contents, (GATHERING, AFTER), "nb"))
    told = [entry.id for entry in entries_of(found)]
    assert len(set(told)) == len(told)
    expected = {name for name, each in contents.items.items() if each.kind is Kind.NEED and each.gathering in "GH"}
    assert {entry.id for entry in entries_of(found) if entry.kind is Kind.NEED} == expected


# What may be published


def test_no_person_is_named_unless_somebody_wrote_the_name():
    people = ("kari", "ase", "ola", "per", "Lise Dahl")
    items = [need(str(at), said_by=who, responsible=people, grew_from=("i1",)) for at, who in enumerate(people)]
    items += [item("x", Kind.ACTION, said_by="per", responsible=people, grew_from=("i2",))]
    items += [item("y", Kind.QUESTION, said_by="kari", responsible=people)]
    groups = {"g": Group(id="g", gathering="G", letter="B", people=people[:3], scribe="ola")}
    there = {"t": Attendance(id="t", gathering="G", person="kari", presence=Presence.PRESENT)}
    contents = dataclasses.replace(contents_of(*items, groups=groups), attendance=there)
    found = needs_of(Record(contents, (GATHERING,), "nb"))
    assert [name for name in NAMES if name in "\n".join(words(found))] == []
    assert "Storvik kommune" in "\n".join(words(found))
    assert head(found).keys() == {"Nettverk", "Samling", "Dato", "Tid", "Sted"}


hidden = st.builds(
    item,
    st.just("§§"),
    st.sampled_from(Kind),
    confidential=st.just(True),
    said_by=st.sampled_from(["storvik", "§§"]),
    status=st.sampled_from(Status),
    grew_from=st.sampled_from([(), ("i1",), ("i2",)]),
    who=st.just("§§"),
    details=st.just("§§"),
)


@given(st.lists(hidden, min_size=1, max_size=5), st.sampled_from(LANGUAGES))
def test_of_what_is_exempt_only_the_reference_is_told(items, language):
    found = needs(need("a", grew_from=("i2",)), *items, language=language)
    assert "§§" not in "".join(words(found))
    assert "Storvik kommune" not in "".join(words(found))
    assert all(entry.remarks == () == entry.notes for entry in entries_of(found) if entry.withheld)
    assert not found.exempt


def test_exempt_text_is_there_where_it_is_asked_for_and_only_where_the_head_warns_of_it():
    items = (need("hemmelig", confidential=True, **FULL), item("spørsmål?", Kind.QUESTION, confidential=True))
    found = needs(*items, confidential=True)
    assert [entry.text for entry in entries_of(found)] == ["hemmelig", "spørsmål?"]
    assert found.exempt
    assert only(found).remarks == ("unntatt offentlighet",)
    elsewhere = several(need("a"), at("H", "§§", Kind.ACTION, confidential=True, grew_from=("i1",)))
    beside = needs_of(Record(elsewhere, (GATHERING,), "nb", confidential=True))
    assert "§§" not in "".join(words(beside))
    assert not beside.exempt


def test_what_it_says_itself_has_its_own_language_in_word_and_what_was_said_keeps_its():
    data = to_word(needs(need("a", who="b"), language="en")).data
    paragraphs = docx.Document(io.BytesIO(data)).paragraphs
    runs = {run.text: run._r.xpath("w:rPr/w:lang/@w:val") for paragraph in paragraphs for run in paragraph.runs}
    missing = next(text for text in runs if text.startswith("the situation today"))
    assert (runs["a"], runs["b"], runs[missing]) == (["nb-NO"], ["nb-NO"], [])
