"""PDF by another program, which may be missing, fail, hang or be interrupted. Stand-ins for it are scripts."""

import io
import os
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT

from exports.formats.pdf import to_pdf
from exports.formats.pictures import described
from storage.errors import ConversionFailed, ConverterMissing

WORD = b"what was said"
WRITE = 'cd "$(dirname "$8")"; printf "%s" '
"""The eighth argument is the document, and the PDF is to lie beside it."""
HANG = "sleep 60 & echo $! >{told}; wait"
Converter = Callable[[str], Path]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files come to lie."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    return tmp_path / "temporary"


@pytest.fixture
def converter(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Converter:
    """A function that puts a program of these lines in LibreOffice's place, and returns the file `{told}` of it."""
    programs, told = folder.parent / "programs", folder.parent / "told"
    programs.mkdir()
    monkeypatch.setenv("PATH", f"{programs}:{os.defpath}")

    def install(lines: str) -> Path:
        program = programs / "soffice"
        program.write_text(f"#!/bin/sh\n{lines.replace('{told}', str(told))}\n")
        program.chmod(0o700)
        return told

    return install


def until(happened: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.01)


def has_ended(process: int) -> bool:
    """Whether a process is gone; one that is dead and not buried is."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


def is_whole(told: Path) -> bool:
    return told.exists() and told.read_text().endswith("\n")


FIGURE = b"7 0 obj\n<</Type/StructElem\n/S/Figure\n/P 6 0 R>>\nendobj\n"
TRAILER = b"trailer\n<</Size 9/Root 8 0 R>>\nstartxref\n200\n%%EOF\n"


def word_with(*descriptions: str) -> bytes:
    """A Word file with pictures of these descriptions."""
    places = "".join(f'<wp:docPr descr="{each}"/>' for each in descriptions)
    namespace = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        package.writestr("word/document.xml", f'<body xmlns:wp="{namespace}">{places}</body>')
    return data.getvalue()


def test_what_a_picture_shows_is_added_where_it_is_not_told():
    made = described(FIGURE + TRAILER, word_with("Søyler"))
    assert made.startswith(FIGURE + TRAILER)
    added = made.removeprefix(FIGURE + TRAILER)
    assert added.startswith(b"7 0 obj\n<</Type/StructElem\n/S/Figure\n/P 6 0 R/Alt<FEFF005300F80079006C00650072>\n>>")
    place, table = made.rindex(b"7 0 obj"), made.rindex(b"\nxref") + 1
    assert b"xref\n7 1\n%010d 00000 n \ntrailer\n<</Size 9/Root 8 0 R/Prev 200>>" % place in added
    assert made.endswith(b"startxref\n%d\n%%%%EOF\n" % table)


@pytest.mark.parametrize(
    ("pdf", "word"),
    [
        (TRAILER, word_with("x")),
        (FIGURE, word_with("x")),
        (FIGURE + TRAILER, word_with()),
        (FIGURE + TRAILER, word_with("x", "y")),
        (FIGURE.replace(b"/P 6", b"/Alt(told)/P 6") + TRAILER, word_with("x")),
    ],
    ids=["no picture", "another end", "none in Word", "more in Word", "told already"],
)
def test_a_pdf_that_is_not_what_it_should_be_is_left_alone(pdf: bytes, word: bytes):
    assert described(pdf, word) == pdf


def test_without_libreoffice_it_is_said_what_is_missing(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ConverterMissing):
        to_pdf(WORD)


def test_what_it_makes_is_returned_and_nothing_is_left(folder: Path, converter: Converter):
    converter(WRITE + '"%PDF-1.6 <pdfaid:part>2" >document.pdf')
    assert to_pdf(WORD) == b"%PDF-1.6 <pdfaid:part>2"
    assert list(folder.iterdir()) == []


def test_it_is_given_the_document_in_a_folder_that_is_the_users_own(converter: Converter):
    told = converter('umask 077; { stat -c %a "$(dirname "$8")"; cat "$8"; } >{told}')
    with pytest.raises(ConversionFailed):
        to_pdf(WORD)
    assert told.read_bytes() == b"700\n" + WORD


def test_its_command_and_environment_tell_nothing_that_it_need_not_know(
    converter: Converter, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("SAMLING_SCRIBE", "Kari")
    told = converter('{ echo "$@"; env; } >{told}')
    with pytest.raises(ConversionFailed):
        to_pdf(WORD)
    assert WORD.decode() not in told.read_text()
    names = {line.partition("=")[0] for line in told.read_text().splitlines()[1:]}
    own = {"TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR"}
    assert names <= {"PATH", "HOME", "TZ", "LANG", "PWD", "OLDPWD", "SHLVL", "_"} | own
    assert own <= names


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        ("exit 1", "refused"),
        ("exit 0", "refused"),
        (WRITE + '"%PDF-1.6 of another kind" >document.pdf', "kind"),
        (WRITE + '"Go away" >document.pdf', "kind"),
        ("mkdir document.pdf", "system"),
    ],
)
def test_what_it_does_wrong_is_told(folder: Path, converter: Converter, lines: str, problem: str):
    converter(lines)
    with pytest.raises(ConversionFailed) as caught:
        to_pdf(WORD)
    assert caught.value.problem == problem
    assert list(folder.iterdir()) == []


def test_a_disk_without_room_is_told(tmp_path: Path, converter: Converter, monkeypatch: pytest.MonkeyPatch):
    converter("exit 0")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "not there"))
    with pytest.raises(ConversionFailed) as caught:
        to_pdf(WORD)
    assert (caught.value.problem, caught.value.reason) == ("system", "No such file or directory")


def test_it_is_not_waited_for_without_end(folder: Path, converter: Converter):
    told = converter(HANG)
    with pytest.raises(ConversionFailed) as caught:
        to_pdf(WORD, limit=0.3)
    assert caught.value.problem == "slow"
    until(lambda: has_ended(int(told.read_text())))
    assert list(folder.iterdir()) == []


def test_an_interruption_ends_it_and_all_that_it_started(folder: Path, converter: Converter):
    told = converter(HANG)

    def interrupt(passed: float) -> None:
        assert passed < 10
        if is_whole(told):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        to_pdf(WORD, waiting=interrupt)
    until(lambda: has_ended(int(told.read_text())))
    assert list(folder.iterdir()) == []


def test_nothing_is_left_where_the_program_itself_is_killed(folder: Path, converter: Converter):
    told = converter(HANG)
    code = "from exports.formats.pdf import to_pdf; to_pdf(b'what was said')"
    environment = {"PATH": os.environ["PATH"], "TMPDIR": str(folder)}
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, env=environment) as process:
        until(lambda: is_whole(told))
        process.kill()
    until(lambda: has_ended(int(told.read_text())) and list(folder.iterdir()) == [])
