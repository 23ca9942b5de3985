"""People from a table."""

import pytest

from storage.errors import BadImport
from storage.model import Organisation, Person
from tui.planning.roster import Row, plan_people, read_roster


def table(tmp_path, content):
    path = tmp_path / "folk.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_roster(path)


ROWS = [Row("Kåre Ås", "Glimvåg", "IKT"), Row("Liv", "", "")]


@pytest.mark.parametrize(
    "content",
    [
        "Navn;Kommune;Rolle\nKåre Ås;Glimvåg;IKT\nLiv;;\n",
        "namn,organisasjon,stilling\r\nKåre Ås,Glimvåg,IKT\r\n\r\nLiv,,\r\n",
        "rolle\tname\torganization\tepost\nIKT\tKåre Ås\tGlimvåg\tx@y.z\n\tLiv\t\t\n",
        '\ufeffName;Organisation;Role\n"Kåre  Ås";Glimvåg;IKT\nLiv\n',
        "Navn;Kommune;Rolle\nKåre Ås;Glimvåg;IKT\nLiv;;\n".encode("cp1252"),
    ],
)
def test_a_table_is_read_as_spreadsheets_write_it(tmp_path, content):
    assert table(tmp_path, content) == ROWS


@pytest.mark.parametrize(
    ("content", "problem", "line"),
    [
        (b"", "empty", 0),
        ("navn;rolle\n", "empty", 0),
        ("fornavn;rolle\nLiv;x\n", "columns", 1),
        ("navn;rolle\nLiv;x\n;sjef\n", "name", 3),
        (b"PK\x03\x04\x00\x00", "encoding", 0),
        ('navn;rolle\n"Liv;x\n', "encoding", 0),
    ],
)
def test_what_is_no_table_of_people_is_refused_with_the_line(tmp_path, content, problem, line):
    with pytest.raises(BadImport) as refused:
        table(tmp_path, content)
    assert (refused.value.problem, refused.value.line) == (problem, line)


def test_a_table_read_twice_makes_nobody_twice_and_adds_what_is_new(store):
    store.save(*plan_people(store, ROWS))
    store.save(*plan_people(store, [Row("kåre ås", "Glimvåg", "leder"), Row("Liv", "Glimvåg")]))
    assert sorted((p.name, p.role) for p in store.all(Person).values()) == [("Kåre Ås", "leder"), ("Liv", "")]
    (organisation,) = store.all(Organisation).values()
    assert {p.organisation for p in store.all(Person).values()} == {organisation.id}


def test_everybody_gets_a_word_of_their_own(store):
    rows = [Row("Kari Vik", "Vik"), Row("Kari Ås"), Row("Kari"), Row("Kari Vik Moe"), Row("Ø. Lie"), Row("—")]
    store.save(*plan_people(store, rows))
    handles = [party.handle for party in store.parties()]
    assert len(set(handles)) == len(handles)
    assert {"kari", "kari-ås", "vik"} <= set(handles)
    assert all(handle and " " not in handle for handle in handles)
