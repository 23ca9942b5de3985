"""The Word files as a validator finds them that was written after Microsoft's own."""

from collections.abc import Callable
from pathlib import Path

import pytest
from commands import Shell
from openxml_audit import FileFormat, OpenXmlValidator

from storage.model import LANGUAGES

HOSTILE = """\
<w:t>&amp;&#0;]]> <!-- {{title}} \x0b\x0c \ufffe.
! =1+1 @kari >fredag
? 👩‍👩‍👧‍👦 שלום \u202esnudd\u202c e\u0301
"""
OTHERS = ("report", "needs", "summary")
Findings = Callable[[Path], list[str]]


@pytest.fixture(scope="module")
def findings() -> Findings:
    """A function that returns all that the strictest reading finds in a file."""
    validator = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365, max_errors=0, security_validation=True)
    return lambda file: [f"{finding.part_uri}: {finding.description}" for finding in validator.validate(file).errors]


def test_nothing_is_found_in_the_example(tmp_path: Path, findings: Findings):
    shell = Shell(tmp_path)
    shell.ok("demo", "--store", "store")
    documents = [*(("minutes", language) for language in LANGUAGES), *zip(OTHERS, LANGUAGES, strict=True)]
    for document, language in documents:
        name = f"{document}-{language}.docx"
        shell.ok("export", "--document", document, "--language", language, name)
        assert findings(tmp_path / name) == []


def test_nothing_is_found_where_what_was_said_does_harm(tmp_path: Path, findings: Findings):
    shell = Shell(tmp_path)
    shell.ok("new", "store", "--name", "<Ondt> & verre")
    shell.ok("add", "-", stdin=HOSTILE)
    shell.ok("export", "hostile.docx")
    assert findings(tmp_path / "hostile.docx") == []
