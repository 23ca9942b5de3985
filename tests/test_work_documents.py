"""Agreed work in the minutes and the report, as a list to send out, and by command."""

import dataclasses
import io
import re
import shutil
from itertools import pairwise

import pytest
from commands import Shell
from docx import Document
from docx.oxml.ns import qn
from test_report import HELD, contents_of, item
from test_word import to_bytes

from exports.cuts.minutes import minutes_of
from exports.cuts.record import Record
from exports.cuts.report import report_of
from exports.document import Heading, Parties, Statement, Table
from exports.tasklist import task_list
from storage.model import LANGUAGES, Degree, Kind, Progress, Status

TASK = item("a1", "Telle nattbesøk", Kind.ACTION, each=True)


def told(task, organisation, held, degree, remark=""):
    return Progress(
        id=f"{task}/{organisation}/{held}",
        task=task,
        organisation=organisation,
        gathering=HELD[held - 1].id,
        degree=degree,
        remark=remark,
    )


def network(*items, progress=()):
    contents = contents_of(*items)
    return dataclasses.replace(contents, progress={each.id: each for each in progress})


SAID = (
    told("a1", "storvik", 2, Degree.PARTLY, "halvvegs"),
    told("a1", "almo", 2, Degree.NOT_BEGUN),
    told("a1", "storvik", 3, Degree.DONE, "ferdig i juni"),
    told("a1", "almo", 3, Degree.NOT_BEGUN),
)


def minutes(contents, language="nb", held=3):
    return minutes_of(Record(contents, (HELD[held - 1],), language)).parts


def tables(parts, title):
    return [part for part in parts if isinstance(part, Table) and part.title.startswith(title)]


def test_the_minutes_say_in_words_how_far_each_has_come_and_what_has_changed():
    parts = minutes(network(TASK, progress=SAID))
    assert Heading(2, "Avtalt arbeid") in parts
    (table,) = tables(parts, "Avtalt arbeid")
    assert [column.label for column in table.columns] == ["Organisasjon", "1B-01"]
    assert table.rows == (
        ("Storvik kommune", "Gjort (sist: delvis)"),
        ("Østbygda kommune", "Ikke fortalt"),
        ("Ålmo kommune", "Ikke begynt (som sist)"),
        ("Ferdig", "1 av 3"),
    )
    assert next(
        part for part in parts if isinstance(part, Parties) and part.rows[0].label == "Storvik kommune"
    ).rows == (("Storvik kommune", ("1B-01: ferdig i juni",)),)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_cell_has_words_in_each_language(language):
    parts = minutes(network(TASK, progress=SAID), language)
    (table,) = tables(parts, {"en": "Agreed"}.get(language, "Avtalt"))
    assert all(re.search(r"[^\W\d_]{2}", cell) for row in table.rows for cell in row)


def test_many_tasks_stand_in_several_tables_that_a_page_has_room_for():
    tasks = [item(f"a{at:02}", f"Oppgave {at}", Kind.ACTION, each=True) for at in range(1, 13)]
    parts = minutes(network(*tasks))
    found = tables(parts, "Avtalt arbeid")
    assert [len(table.columns) - 1 for table in found] == [4, 4, 4]
    assert found[-1].title == "Avtalt arbeid: 1B-09, 1B-10, 1B-11 og 1B-12"
    assert all(not isinstance(after, Table) for part, after in pairwise(parts) if isinstance(part, Table))


def test_who_does_not_have_a_task_is_told_so():
    mine = item("a2", "Ringe", Kind.ACTION, each=True, responsible=("kari",))
    (table,) = tables(minutes(network(TASK, mine)), "Avtalt arbeid")
    assert [row[2] for row in table.rows] == ["Ikke fortalt", "Ikke med", "Ikke med", "0 av 1"]


def test_work_is_not_in_the_follow_up_too_and_new_work_is_pointed_to():
    parts = minutes(network(TASK, item("p2", "Ringe", Kind.ACTION), item("a3", "Måle", Kind.ACTION, held=3, each=True)))
    (follow,) = tables(parts, "Oppfølging")
    assert [row[0] for row in follow.rows] == ["1B-02"]
    pointer = parts[parts.index(Heading(3, "Avtalt arbeid til neste samling")) + 1]
    assert isinstance(pointer, Statement)
    assert (pointer.about, "3B-03" in pointer.text) == (("a3",), True)
    (actions,) = tables(parts, "Tiltak")
    assert actions.rows[0][2] == "hver organisasjon"


def test_what_is_exempt_from_public_access_is_not_told_of():
    secret = dataclasses.replace(TASK, confidential=True)
    assert Heading(2, "Avtalt arbeid") not in minutes(network(secret, progress=SAID))
    assert "nattbesøk" not in task_list(network(secret), network(secret).organisations["storvik"], "nb")


def test_the_report_tells_how_the_work_went_on():
    later = item("a2", "Måle", Kind.ACTION, held=2, each=True, status=Status.DONE)
    contents = network(TASK, later, progress=(*SAID, told("a2", "almo", 3, Degree.IRRELEVANT)))
    parts = report_of(Record(contents, HELD, "en")).parts
    (table,) = tables(parts, "From gathering to gathering")
    assert [column.label for column in table.columns][2:] == ["Done", "Partly", "Not begun", "Not relevant", "Not told"]
    assert table.rows == (
        ("1B-01", "2", "0", "1", "1", "0", "1"),
        ("1B-01", "3", "1", "0", "1", "0", "1"),
        ("2B-02", "3", "0", "0", "0", "1", "2"),
    )


def test_without_work_nothing_is_said_of_it():
    contents = network(item("p1", "Ringe", Kind.ACTION))
    for parts in (minutes(contents), report_of(Record(contents, HELD, "nb")).parts):
        assert not [part for part in parts if isinstance(part, Heading) and part.text == "Avtalt arbeid"]


def test_the_table_in_the_word_file_has_a_marked_row_of_headings():
    document = minutes_of(Record(network(TASK, progress=SAID), (HELD[2],), "nb"))
    table = next(each for each in Document(io.BytesIO(to_bytes(document))).tables if each.cell(0, 1).text == "1B-01")
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_the_list_to_send_out_has_what_is_left_with_dates_and_what_was_told_last():
    own = item("p5", "Bestille sal", Kind.ACTION, responsible=("kari",))
    done = item("a4", "Gjort", Kind.ACTION, each=True)
    contents = network(TASK, own, done, progress=(*SAID[:2], told("a4", "storvik", 2, Degree.DONE)))
    text = task_list(contents, contents.organisations["storvik"], "nn")
    assert text.startswith("Avtalt arbeid for Storvik kommune\nLæringsnettverk i Storvik\n\n1B-01  Telle nattbesøk\n")
    assert "       Fortalt på samling 2: delvis – halvvegs\n" in text
    assert "Andre tiltak de står for\n\n1B-05  Bestille sal\n       Ansvarleg: Kari Solberg\n" in text
    assert "1B-04" not in text
    assert all(len(line) <= 72 for line in text.split("\n"))


# By command


@pytest.fixture(scope="module")
def pattern(tmp_path_factory):
    home = tmp_path_factory.mktemp("pattern")
    shell = Shell(home)
    shell.ok("new", "--name", "Velferd")
    shell.ok("person", "add", "Kari Vik", "--organisation", "Glimvåg")
    shell.ok("organisation", "add", "Åsmyr")
    shell.ok("add", "! Count the visits @all by 1 May 2027", "! Call @kari")
    shell.ok("gathering", "add", "--date", "2026-01-15")
    shell.ok("add", "! Later @all")
    return home / "store"


@pytest.fixture
def shell(tmp_path, pattern):
    shutil.copytree(pattern, tmp_path / "store")
    return Shell(tmp_path)


def test_work_is_told_and_shown_by_command(shell):
    shell.ok("work", "set", "1p-1", "kari", "partly", "--remark", "half of it\x1b[31m")
    shell.ok("work", "set", "1P-01", "åsmyr", "done")
    table = shell.ok("work").splitlines()
    assert table[0].startswith("1P-01  Count the visits")
    assert [row.split() for row in table[3:]] == [
        ["1P-01", "2P-01"],
        ["Glimvåg", "partly*", "·"],
        ["Åsmyr", "done", "·"],
        ["settled", "1/2", "0/2"],
    ]
    task, _ = shell.json("work")["tasks"]
    assert [(each["organisation"], each["now"]["degree"]) for each in task["organisations"]] == [
        ("Glimvåg", "partly"),
        ("Åsmyr", "done"),
    ]
    closing = shell.run("work", "set", "1P-01", "glimvåg", "irrelevant")
    assert "1P-01" in closing.stderr
    shell.ok("work", "set", "1P-01", "Glimvåg", "nothing")
    assert shell.json("work")["tasks"][0]["organisations"][0]["missing"]
    assert "Count the visits" in shell.ok("work", "tasks", "Glimvåg", "--language", "nn")


def test_what_makes_no_sense_is_refused_in_a_sentence(shell):
    for arguments, status, said in (
        (("1P-02", "glimvåg", "done"), 1, "1P-02 is no task"),
        (("1P-07", "glimvåg", "done"), 4, "1P-07"),
        (("1P-01", "nowhere", "done"), 4, "nowhere"),
        (("1P-01", "glimvåg", "well"), 2, "partly"),
        (("2P-01", "glimvåg", "done", "-g", "1"), 1, "2P-01 was agreed"),
    ):
        done = shell.run("work", "set", *arguments)
        assert (done.returncode, said in done.stderr, done.stdout) == (status, True, "")
