"""People by numbers instead of names: nowhere a name, everywhere the same number, and a key that is kept apart."""

import dataclasses
import datetime as dt
import json
import re
import stat
import subprocess
import tarfile
from itertools import pairwise

import pytest
from commands import Shell
from conftest import make_store
from hypothesis import given, settings
from hypothesis import strategies as st
from screens import running, shown, until

from exports.cuts.minutes import minutes_of
from exports.cuts.needs import needs_of
from exports.cuts.record import Record
from exports.cuts.report import report_of
from exports.cuts.summary import summary_of
from exports.formats import Format
from exports.names import COMMON, Names
from exports.pseudonyms import Key, Participant, Veil, declared, strangers_in
from exports.writing import make
from storage.contents import Contents
from storage.ids import fold
from storage.model import (
    Attendance,
    Correction,
    Gathering,
    Group,
    Item,
    Kind,
    Network,
    Organisation,
    Person,
    Presence,
    Theme,
)
from storage.store import Store
from tui.example import make_example
from tui.ordering.keyfile import read_key, write_key
from tui.planning.roster import Row, plan_people

MOMENT = dt.datetime(2026, 12, 1, 9, tzinfo=dt.UTC)


def names(*registered, strangers=(), organisations=()):
    people = [(number, name) for number, (name, _) in enumerate(registered, 1)]
    handles = [(number, handle) for number, (_, handle) in enumerate(registered, 1)]
    return Names(people, handles, [(number, name) for number, name in strangers], organisations)


def called(number):
    return f"<{number or ''}>"


KARI, OLA, LIV, DAG = ("Kari Nordhaug", "kari"), ("Ola Vik", "ola"), ("Liv Brekken", "liv"), ("Dag Åsheim", "dagen")


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Kari sa det", "<1> sa det"),
        ("kari nordhaug og Ola", "<1> og <2>"),
        ("Kari Nordhaugs vurdering, Olas svar", "<1>s vurdering, <2>s svar"),
        ("Nordhaug, Vik og KARI", "<1>, <2> og <1>"),
        ("Vi spurte Kari. Kari sa nei.", "Vi spurte <1>. <1> sa nei."),
        ("Karin, Olav, Karigruppa", "Karin, Olav, Karigruppa"),
        ("kari-gruppa (@kari)", "<1>-gruppa (@<1>)"),
        ("kari.nordhaug@post.no", "<1>@post.no"),
        ("Kari\nNordhaug", "<1>"),
        ("Gi dem et godt liv hver dag, sa Liv og Dag.", "Gi dem et godt liv hver dag, sa <3> og <4>."),
        ("liv brekken og @liv", "<3> og @<3>"),
        (
            "Dag Ås\u030aheim, A\u030ase",
            "Dag Ås\u030aheim, A\u030ase".replace("Dag Ås\u030aheim", "<4> Ås\u030aheim").replace("A\u030a", "Å"),
        ),
        ("", ""),
        ("Ingen her", "Ingen her"),
    ],
)
def test_names_are_found_as_whole_words(text, hidden):
    assert names(KARI, OLA, LIV, DAG).replaced(text, called) == hidden


def test_a_word_that_several_share_is_nobodys_unless_the_words_beside_it_tell():
    found = names(KARI, ("Kari Marie Moe", "kari-marie"), ("Per Moe", "per"))
    said = "Kari, Kari Nordhaug, Kari Moe, Marie, Moe, kari-marie og Kari M. Moe"
    assert found.replaced(said, called) == "<>, <1>, <2>, <2>, <>, <2> og <> M. <>"


def test_words_of_organisations_are_left_apart_from_names_of_persons_in_them():
    found = names(("Ola Vik", "ola"), ("Eva Lund", "eva"), organisations=("Vik kommune", "Eva Lund AS"))
    assert found.replaced("Vik kommune, Vik, Ola Vik, Eva Lund AS, Eva", called) == (
        "Vik kommune, Vik, <1>, <2> AS, <2>"
    )


def test_of_those_who_are_not_registered_the_name_is_found_as_it_was_noted():
    found = names(KARI, strangers=[(7, "Nils Berg"), (8, "Roar"), (9, "sekretariatet")])
    said = "nils berg, Nils, Roars liste, et roar, sekretariatet, Sekretariatet"
    assert found.replaced(said, called) == "<7>, Nils, <8>s liste, et roar, sekretariatet, <9>"


# The key


def test_everybody_gets_a_number_for_good():
    kari, ola, eva = (
        Person(id=f"p{n}", name=name, handle=name.lower()) for n, name in enumerate(("Kari", "Ola", "Eva"))
    )
    first = Key().extended([ola, kari], ["Nils", "nils"])
    assert [(one.number, one.name, one.person) for one in first.participants] == [
        (1, "Kari", "p0"),
        (2, "Ola", "p1"),
        (3, "Nils", ""),
    ]
    nils = Person(id="p9", name="nils", handle="nils")
    later = first.extended([eva, dataclasses.replace(kari, name="Kari Moe"), nils], ["Roar"])
    numbers = {one.person or one.name: one.number for one in later.participants}
    assert numbers == {"p0": 1, "p1": 2, "p9": 3, "p2": 4, "Roar": 5}


@given(st.lists(st.tuples(st.sets(st.integers(0, 9)), st.sets(st.sampled_from("abcdef"))), max_size=6))
def test_a_key_only_grows_and_gives_nobody_two_numbers(rounds):
    key = Key()
    for people, strangers in rounds:
        longer = key.extended([Person(id=f"p{n}", name=f"N{n}", handle="") for n in people], strangers)
        assert set(key.participants) <= set(longer.participants)
        numbers = [one.number for one in longer.participants]
        assert numbers == list(range(1, len(numbers) + 1))
        assert longer.extended([Person(id=f"p{n}", name="", handle="") for n in people], strangers) == longer
        key = longer


# Everywhere

FIRST = ("Kari", "Ola", "Åse", "Iŋgá", "Jonas", "Anne-Marie", "Liv", "Bo", "Øyvind")
LAST = ("Nordhaug", "Tømte", "Vik", "Hætta Strøm", "O'Brien", "Solvåg")
HOMES = [Organisation(id=f"o{n}", name=name, handle=name.lower()) for n, name in enumerate(("Glimvåg", "Vik", "Ulvmo"))]


@st.composite
def people(draw):
    found = draw(
        st.lists(st.tuples(st.sampled_from(FIRST), st.sampled_from(LAST)), min_size=1, max_size=6, unique=True)
    )
    return [
        Person(
            id=f"p{n}",
            name=f"{first} {last}",
            handle="-".join([*re.findall(r"\w+", f"{first} {last}".lower())[: draw(st.integers(1, 3))], str(n)]),
            organisation=draw(st.sampled_from(HOMES)).id,
            role="innkjøpssjef",
        )
        for n, (first, last) in enumerate(found)
    ]


@st.composite
def contents(draw):
    persons = draw(people())
    words = [word for p in persons for word in (p.name, p.name.split()[0], f"@{p.handle}", p.name.split()[-1])]
    shape = st.sampled_from([str, str.upper, str.lower, lambda word: f"{word}s", lambda word: f"({word}, "])
    piece = st.builds(lambda shaped, word: shaped(word), shape, st.sampled_from(words))
    text = st.lists(st.one_of(piece, st.sampled_from(["og", "sa", "nei.", "Ulvmo", "50 %"])), max_size=6).map(" ".join)
    anybody = st.sampled_from(["", "Roar Ekle", "Ulvmo", *(p.id for p in persons), *(p.name for p in persons)])
    items = [
        Item(
            id=f"i{n}",
            kind=draw(st.sampled_from(Kind)),
            text=f"{draw(text)} {n}",
            details=draw(text),
            who=draw(text),
            source=draw(text),
            theme="t",
            gathering="g",
            number=n,
            said_by=draw(anybody),
            responsible=tuple(filter(None, [draw(anybody)])),
            due=dt.date(2026, 12, 24),
            scribe=draw(st.sampled_from([p.name for p in persons])),
            created=MOMENT,
        )
        for n in range(draw(st.integers(1, 4)))
    ]
    here = Gathering(
        id="g", number=3, date=dt.date(2026, 12, 1), title=draw(text), chair=persons[0].name, scribe=persons[-1].handle
    )
    ways = [
        Attendance(id=p.id, gathering="g", person=p.id, presence=draw(st.sampled_from(Presence)), note=p.name)
        for p in persons
    ]
    group = Group(id="B", gathering="g", letter="B", people=tuple(p.id for p in persons), scribe=persons[0].name)
    return Contents(
        network=Network(id="n", name=f"Nettverket til {persons[0].name}"),
        organisations={home.id: home for home in HOMES},
        people={p.id: p for p in persons},
        themes={"t": Theme(id="t", title=draw(text), handle="tema")},
        gatherings={"g": here},
        groups={"B": group},
        attendance={one.id: one for one in ways},
        items={item.id: item for item in items},
        references={item.id: f"3P-0{n}" for n, item in enumerate(items)},
    )


def leaks(text, persons):
    """The names, words of names and handles that can be read in a text as words."""
    said = {fold(word) for word in re.findall(r"[^\W_]+", text)}
    inside = {*said, *(word.removesuffix("s") for word in said)}
    capital = {fold(word) for word in re.findall(r"[^\W_]+", text) if not word[0].islower()}
    found = set()
    for person in persons:
        words = re.findall(r"[^\W_]+", fold(person.name))
        if re.search(r"\b" + r"[\W_]".join(words) + r"\b", fold(text)):  # "liv (Vik" is life, and a place
            found.add(person.name)
        looked = [word for word in words if word != "vik" and len(word) > 1]  # an organisation is called that
        found |= {word for word in looked if word in (capital if word in COMMON else inside)}
        if fold(f"@{person.handle}") in fold(text):
            found.add(person.handle)
    return found


def veil_over(whole, language="nb"):
    key = Key().extended(whole.people.values(), ())
    first = Veil(key, whole.people.values(), whole.organisations.values(), language)
    key = key.extended((), strangers_in(whole, first))
    return Veil(key, whole.people.values(), whole.organisations.values(), language)


@settings(max_examples=25, deadline=None)
@given(contents(), st.sampled_from(["nb", "nn", "en"]), st.sampled_from([minutes_of, report_of, needs_of, summary_of]))
def test_no_name_is_left_in_any_document_of_any_format(whole, language, cut):
    hidden = veil_over(whole, language).contents(whole)
    document = declared(cut(Record(hidden, tuple(hidden.gatherings.values()), language)))
    assert leaks(repr(document), whole.people.values()) == set()
    assert "innkjøpssjef" not in repr(document)
    assert "Roar" not in repr(document)
    for form in (Format.HTML, Format.MARKDOWN, Format.TEXT, Format.CSV, Format.JSON):
        assert leaks(make(document, hidden, form).data.decode("utf-8-sig"), whole.people.values()) == set()


def test_names_that_are_fields_and_no_text_are_replaced_too():
    home = HOMES[0]
    kari = Person(id="p1", name="Kari Nordhaug", handle="kn", organisation=home.id, role="sjef")
    veil = Veil(Key((Participant(4, "Kari Nordhaug", "p1"), Participant(5, "roar"))), [kari], [home], "nn")
    assert [veil.name(name) for name in ("p1", "KN", "kari nordhaug", "Roar", "Glimvåg", "alle", "Ukjent", "")] == [
        *("p1", "Deltakar 4", "Deltakar 4", "Deltakar 5", "Glimvåg", "alle", "Deltakar", ""),
    ]
    told = Correction(id="c", gathering="g", version=1, text="Kari var der", said_by="kn", made=MOMENT, scribe="roar")
    hidden = veil.document(told)
    assert (hidden.text, hidden.said_by, hidden.scribe) == ("Deltakar 4 var der", "Deltakar 4", "Deltakar 5")
    person = veil.document(kari)
    assert (person.name, person.handle, person.role, person.organisation) == ("Deltakar 4", "deltakar-4", "", home.id)


# The file that tells who is who


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    """The example network in a home of its own."""
    home = tmp_path_factory.mktemp("home")
    make_example(home / "store")
    return Shell(home, "nb")


def everybody(shell):
    store = Store.open(shell.home / "store", "Tone")
    return list(store.all(Person).values())


def key_file(shell):
    (path,) = (shell.home / ".config" / "samling" / "pseudonyms").glob("*.json")
    return path


@pytest.mark.parametrize("cut", ["minutes", "report"])
def test_the_example_is_exported_without_a_name_and_with_the_same_numbers_each_time(example, cut):
    named = example.ok("export", "-", "--format", "md", "-d", cut)
    done = example.run("export", "-", "--format", "md", "-d", cut, "--pseudonyms")
    assert "Hvem som er hvem, står i" in done.stderr
    assert len(leaks(named, everybody(example))) > 10
    assert leaks(done.stdout, everybody(example)) == set()
    assert "Personer er ikke navngitt i dette dokumentet." in done.stdout
    assert done.stdout == example.ok("export", "-", "--format", "md", "-d", cut, "--pseudonyms")
    assert named == example.ok("export", "-", "--format", "md", "-d", cut)


def test_a_word_file_names_nobody_in_its_text_or_properties(example, tmp_path):
    made = tmp_path / "uten.docx"
    example.ok("export", str(made), "--pseudonyms")
    listed = subprocess.run(["unzip", "-p", str(made)], capture_output=True, check=True).stdout.decode(errors="replace")
    assert leaks(re.sub(r"<[^>]*>", "", listed), everybody(example)) == set()
    assert "Deltaker 2" in listed


def test_the_key_is_for_its_owner_alone_and_apart_from_the_store(example, tmp_path):
    example.ok("export", "-", "--format", "md", "--pseudonyms")
    path = key_file(example)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    told = json.loads(path.read_bytes())
    assert (told["format"], told["version"]) == ("samling-pseudonyms", 1)
    assert {one["name"] for one in told["participants"] if one["person"]} == {p.name for p in everybody(example)}
    example.ok("backup", str(tmp_path / "all.tar.gz"))
    with tarfile.open(tmp_path / "all.tar.gz") as archive:
        kept = b"".join(archive.extractfile(one).read() for one in archive if one.isfile())
    assert b"pseudonym" not in kept
    assert not [
        file for file in (example.home / "store").rglob("*") if file.is_file() and b"pseudonym" in file.read_bytes()
    ]


@pytest.fixture
def shell(tmp_path):
    """A home with a store of two people and what one of them said."""
    store = make_store(tmp_path / "store")
    store.save(*plan_people(store, [Row("Kari Nordhaug", "Glimvåg", "sjef"), Row("Ola Tømte", "Ulvmo", "")]))
    store.close()
    shell = Shell(tmp_path)
    shell.ok("add", "kari: Ask Ola and Roar", "! Call @roar @ola")
    return shell


def exported(shell, *more):
    return shell.run("export", "-", "--format", "txt", "--language", "en", "--pseudonyms", *more)


def test_who_comes_later_gets_the_next_number_and_nobody_another_one(shell):
    first = exported(shell).stdout
    assert re.search(r"Ask Participant 2 and Participant \d", first)
    before = json.loads(key_file(shell).read_bytes())["participants"]
    shell.ok("person", "add", "Eva Solvåg")
    shell.ok("add", "Eva asked Ola")
    assert re.search(r"Participant \d+ asked Participant 2", exported(shell).stdout)
    after = json.loads(key_file(shell).read_bytes())["participants"]
    assert after[: len(before)] == before
    assert len(after) == len(before) + 1


def test_who_was_renamed_or_taken_out_is_not_named_either(shell, tmp_path):
    exported(shell)
    store = Store.open(tmp_path / "store", "Tone")
    ola, kari = (next(p for p in store.all(Person).values() if p.handle == name) for name in ("ola", "kari"))
    store.save(dataclasses.replace(ola, deleted=True), dataclasses.replace(kari, name="Kari Berget", handle="kb"))
    store.close()
    shell.ok("add", "Nordhaug and Berget asked Ola Tømte")
    assert "Participant 1 and Participant 1 asked Participant 2" in exported(shell).stdout


def test_two_exports_at_once_give_everybody_one_number(shell, tmp_path):
    path = tmp_path / "nøkkel.json"
    command = ("export", "-", "--format", "txt", "--pseudonyms", "--key", str(path))
    both = [shell.start(*command) for _ in range(2)]
    assert len({process.communicate()[0] for process in both}) == 1
    numbers = [one["number"] for one in json.loads(path.read_bytes())["participants"]]
    assert all(one < other for one, other in pairwise(numbers))


def refuse(shell, path, words):
    done = exported(shell, "--key", str(path))
    assert (done.returncode, done.stdout) == (6, "")
    assert words in done.stderr


def test_a_key_that_cannot_be_trusted_is_refused_in_words(shell, tmp_path):
    path = tmp_path / "key.json"
    exported(shell, "--key", str(path))
    good = path.read_bytes()
    path.chmod(0o640)
    refuse(shell, path, "can be read by others")
    path.chmod(0o600)
    told = json.loads(good)
    person = told["participants"][0]
    for bad in (
        *(good[:40], b"", b"\xff", b"[]", b"null"),
        *(json.dumps({**told, "participants": [person, person]}).encode(), good.replace(b"samling-ps", b"samling")),
        json.dumps({**told, "participants": [{**person, "number": 0}]}).encode(),
        json.dumps({**told, "participants": [{**person, "number": True}]}).encode(),
    ):
        path.write_bytes(bad)
        if bad in (b"", b"\xff", good[:40]):
            refuse(shell, path, "is not a whole key file")
        else:
            from storage.errors import BadKey  # noqa: PLC0415

            with pytest.raises(BadKey) as refused:
                read_key(path, Store.open(tmp_path / "store", "Tone"))
            assert refused.value.problem == "damaged"
        assert path.read_bytes() == bad
    path.write_bytes(json.dumps({**told, "version": 2}).encode())
    refuse(shell, path, "newer Samling")
    path.write_bytes(json.dumps({**told, "store": "x"}).encode())
    refuse(shell, path, "another network")
    path.unlink()
    path.symlink_to(tmp_path / "elsewhere")
    refuse(shell, path, "cannot be read")
    refuse(shell, tmp_path / "store" / "key.json", "must not lie in the store")
    assert not (tmp_path / "store" / "key.json").exists()


def test_any_name_can_be_in_a_key(tmp_path):
    store = make_store(tmp_path / "nettverk")
    key = Key((Participant(1, "halv \ud800 Åse \u2028\x00", ""), Participant(2, "", "P")))
    write_key(tmp_path / "key.json", key, store)
    assert read_key(tmp_path / "key.json", store) == key
    assert "Åse" in (tmp_path / "key.json").read_text(encoding="utf-8")


def test_a_key_alone_is_no_use(shell, tmp_path):
    done = shell.run("export", "-", "--key", str(tmp_path / "key.json"))
    assert (done.returncode, "only goes with --pseudonyms" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    ("language", "called", "file"),
    [("nb", "Deltaker 1", "uten-navn"), ("nn", "Deltakar 1", "utan-namn"), ("en", "Participant 1", "without-names")],
)
async def test_one_key_on_the_screen_puts_numbers_for_names(shell, monkeypatch, language, called, file):
    monkeypatch.chdir(shell.home)
    store = Store.open(shell.home / "store", "Tone")
    store.save(dataclasses.replace(store.open_gathering(), language=language, title="Hos Kari"))
    async with running(shell.home / "store", language=language, size=(160, 24)) as pilot:
        await pilot.press("f9")
        assert "Hos Kari" in shown(pilot)
        await pilot.press("n")
        await until(pilot, lambda: file in shown(pilot))
        assert called in shown(pilot)
        assert "Kari" not in shown(pilot)
        assert not (shell.home / ".config").exists()
        await pilot.press("f", "5", "enter")
        await until(pilot, lambda: "pseudonyms" in shown(pilot))
        (made,) = shell.home.glob(f"*{file}.*")
        assert called in made.read_text(encoding="utf-8")
        assert key_file(shell)
        await pilot.press("n")
        await until(pilot, lambda: "Hos Kari" in shown(pilot))
