"""The files as other programs read them, which have to be installed: `make readers` asks for these tests."""

import http.server
import io
import os
import re
import subprocess
import threading
import unicodedata
import zipfile
from collections.abc import Mapping
from pathlib import Path

import docx
import pytest
from commands import Shell
from docx.table import Table
from lxml import etree, html

from exports.formats.pdf import to_pdf

pytestmark = pytest.mark.readers

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PLACE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
LANGUAGE_TAGS = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}
EXPORTS: Mapping[str, tuple[str, ...]] = {
    f"{name}-{language}": (*options, "--language", language)
    for name, options in {
        **{f"minutes-{number}": ("--gathering", str(number)) for number in (1, 3, 5)},
        "actions": ("--gathering", "3", "--kind", "action"),
        "report": ("--document", "report"),
        "needs": ("--document", "needs"),
        "summary": ("--document", "summary"),
    }.items()
    for language in LANGUAGE_TAGS
}
"""From a document's name to the options under which `samling export` makes it of the example network."""
HOSTILE = """\
<w:t>&amp;&#0;]]> <!-- {{title}} ${x} {=1+1} \x0b\x0c \ufffe.
! =1+1 @kari >fredag
+ \u202esnudd\u202c \u200bnull\u200d bredde\u00ad skille
? 👩‍👩‍👧‍👦 og 𝔘𝔫𝔦 og Ǆ og e\u0301 og ﷽
* שלום עולם مرحبا 你好 สวัสดี
= \\fldChar INCLUDEPICTURE "http://localhost/x.png" \\* MERGEFORMAT
! {long}
""".replace("{long}", "lang" * 300)  # fmt: skip


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Every document as a Word file, by its name; those of the example network, and what one says to do harm."""
    shell = Shell(tmp_path_factory.mktemp("example"))
    shell.ok("demo", "--store", "store")
    for name, options in EXPORTS.items():
        shell.ok("export", *options, f"{name}.docx")
    other = Shell(tmp_path_factory.mktemp("hostile"))
    other.ok("new", "store", "--name", "<Ondt> & verre")
    other.ok("add", "-", stdin=HOSTILE)
    other.ok("export", "hostile.docx")
    return {name: shell.home / f"{name}.docx" for name in EXPORTS} | {"hostile": other.home / "hostile.docx"}


def words(text: str) -> list[str]:
    """The words of a text without what is drawn around them: bullets, rules, blanks, characters without a width."""
    shown = "".join(each for each in unicodedata.normalize("NFC", text) if unicodedata.category(each) != "Cf")
    return re.findall(r"\w+", shown)


def part_of(file: Path, name: str) -> etree._Element:
    with zipfile.ZipFile(file) as package:
        return etree.fromstring(package.read(name))


def text_of(root: etree._Element) -> str:
    """The text of a part, each paragraph on a line of its own."""
    return "\n".join(
        "".join(piece.text or "" if piece.tag == f"{W}t" else " " for piece in paragraph.iter(*PIECES))
        for paragraph in root.iter(f"{W}p")
    )


PIECES = (f"{W}t", f"{W}tab", f"{W}br")


def said(file: Path) -> list[str]:
    """The words of a file's body in the order in which they stand."""
    return words(text_of(part_of(file, "word/document.xml")))


def around(file: Path) -> set[str]:
    """The words above and below every page."""
    with zipfile.ZipFile(file) as package:
        names = [name for name in package.namelist() if re.search("header|footer", name) and name.endswith(".xml")]
    return {word for name in names for word in words(text_of(part_of(file, name)))}


def run(*command: str | Path, **more: str) -> str:
    done = subprocess.run(command, capture_output=True, timeout=120, check=True, env={**os.environ, **more})
    return done.stdout.decode()


@pytest.fixture(scope="module")
def by_libreoffice(files: Mapping[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """What LibreOffice reads in each file; it is started once for all of them."""
    folder = tmp_path_factory.mktemp("libreoffice")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    into = ("--convert-to", "txt:Text (encoded):UTF8", "--outdir", folder)
    run("soffice", profile, "--headless", *into, *files.values())
    return {name: (folder / f"{name}.txt").read_text(encoding="utf-8-sig") for name in files}


@pytest.fixture(scope="module", params=[*EXPORTS, "hostile"])
def name(request: pytest.FixtureRequest) -> str:
    return request.param


def test_libreoffice_reads_what_was_said(files: Mapping[str, Path], by_libreoffice: Mapping[str, str], name: str):
    assert words(by_libreoffice[name]) == said(files[name])


def test_pandoc_reads_what_was_said(files: Mapping[str, Path], name: str):
    page = html.fromstring(run("pandoc", "-f", "docx", "-t", "html", "--wrap=none", files[name]))
    for caption in page.iter("caption"):
        caption.clear()  # the table's title and description, which stand in no paragraph
    for element in page.iter("p", "h1", "h2", "h3", "li", "td", "th", "br"):
        element.tail = f"\n{element.tail or ''}"
    assert words(page.text_content()) == said(files[name])


def test_abiword_reads_what_was_said(files: Mapping[str, Path], name: str, tmp_path: Path):
    run("abiword", "--to=txt", "-o", tmp_path / "read.txt", files[name], HOME=str(tmp_path))
    found, expected = words((tmp_path / "read.txt").read_text(encoding="utf-8")), said(files[name])
    assert found[: len(expected)] == expected
    assert set(found[len(expected) :]) <= around(files[name]) | {"1"}


def test_python_docx_reads_what_was_said(files: Mapping[str, Path], name: str):
    found = []
    for block in docx.Document(str(files[name])).iter_inner_content():
        cells = [cell for row in block.rows for cell in row.cells] if isinstance(block, Table) else [block]
        found += [word for each in cells for word in words(each.text)]
    assert found == said(files[name])


# PDF


@pytest.fixture(scope="module", params=[*(f"minutes-3-{language}" for language in LANGUAGE_TAGS), "report-nn"])
def pdf(request: pytest.FixtureRequest, files: Mapping[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some of the documents, as PDF."""
    path = tmp_path_factory.mktemp("pdf") / f"{request.param}.pdf"
    path.write_bytes(to_pdf(files[request.param].read_bytes()))
    return path


def facts(pdf: Path) -> Mapping[str, str]:
    """What pdfinfo says of a file, in which it finds nothing wrong."""
    assert subprocess.run(["pdfinfo", pdf], capture_output=True, check=True).stderr == b""
    return dict(re.findall(r"^([^:]+): +(.*)$", run("pdfinfo", pdf), re.MULTILINE))


def test_a_pdf_is_for_the_archive_and_for_screen_readers(pdf: Path, files: Mapping[str, Path]):
    about = run("pdfinfo", "-meta", pdf)
    assert re.search(r"pdfaid:part\W+2\b", about)
    assert re.search(r"pdfuaid:part\W+1\b", about)
    assert facts(pdf)["Tagged"] == "yes"
    title = docx.Document(str(files[pdf.stem])).core_properties.title
    assert facts(pdf)["Title"] == title
    assert facts(pdf)["Page size"].endswith("(A4)")


def test_a_pdf_has_its_language_its_headings_its_lists_and_its_tables(pdf: Path, files: Mapping[str, Path]):
    assert f"/Lang({LANGUAGE_TAGS[pdf.stem[-2:]]})".encode() in pdf.read_bytes()
    tags = re.findall(r"^ *([A-Z]\w*)\b", run("pdfinfo", "-struct", pdf), re.MULTILINE)
    tables = docx.Document(str(files[pdf.stem])).tables
    columns = sum(len(table.columns) for table in tables)
    assert (tags.count("H1"), tags.count("Table"), tags.count("TH")) == (1, len(tables), columns)
    assert {"H2", "H3", "L", "LI"} <= set(tags)


def test_every_chart_of_a_pdf_is_described(pdf: Path, files: Mapping[str, Path]):
    told = [place.get("descr") for place in part_of(files[pdf.stem], "word/document.xml").iter(f"{PLACE}docPr")]
    written = re.findall(rb"/S/Figure\b(?:(?!endobj).)*?/Alt<FEFF(\w+)>", pdf.read_bytes(), re.DOTALL)
    assert [bytes.fromhex(one.decode()).decode("utf-16-be") for one in written] == told
    assert facts(pdf)["Pages"].isdecimal()


def test_every_font_of_a_pdf_lies_in_it(pdf: Path):
    lines = run("pdffonts", pdf).splitlines()[2:]
    assert lines
    assert [line for line in lines if not re.search(r"\byes +yes +yes +\d+ +\d+$", line)] == []


def test_a_pdf_says_what_was_said_in_order(pdf: Path, files: Mapping[str, Path]):
    found = iter(words(run("pdftotext", "-raw", pdf, "-")))
    assert [word for word in said(files[pdf.stem]) if word not in found] == []  # between them: what stands on each page


def test_text_of_any_kind_becomes_a_pdf(files: Mapping[str, Path], tmp_path: Path):
    (tmp_path / "hostile.pdf").write_bytes(to_pdf(files["hostile"].read_bytes()))
    text = run("pdftotext", tmp_path / "hostile.pdf", "-")
    assert [reference for reference in (f"1P-0{number}" for number in range(1, 8)) if reference not in text] == []
    assert "<w:t>&amp;&#0;]]> <!-- {{title}} ${x} {=1+1}" in text


def test_a_short_document_is_one_page_and_read_aloud_in_its_order(tmp_path: Path):
    shell = Shell(tmp_path)
    shell.ok("new", "store", "--name", "Nettverket")
    shell.ok("add", "-", stdin="Dialog er lov\n! Sende ut utkast @Kari")
    shell.ok("export", "short.docx")
    (tmp_path / "short.pdf").write_bytes(to_pdf((tmp_path / "short.docx").read_bytes()))
    assert facts(tmp_path / "short.pdf")["Pages"] == "1"
    lines = re.findall(r'^ *"(.*)"$', run("pdfinfo", "-struct-text", tmp_path / "short.pdf"), re.MULTILINE)
    assert words(" ".join(lines)) == said(tmp_path / "short.docx")


def test_nothing_is_fetched_for_a_pdf(files: Mapping[str, Path]):
    asked: list[str] = []

    class Server(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815 the names are the server's

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        to_pdf(with_picture_from(files["hostile"], f"http://127.0.0.1:{server.server_port}/x.png"))
        server.shutdown()
    assert asked == []


PICTURE = """<w:p><w:r><w:drawing><wp:inline
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wp:extent cx="90000" cy="90000"/>
<wp:docPr id="1" name="x"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData
 uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic
 xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="1" name="x"/>
<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:link="rIdX"/></pic:blipFill><pic:spPr>
<a:xfrm><a:off x="0" y="0"/><a:ext cx="90000" cy="90000"/></a:xfrm><a:prstGeom prst="rect"/></pic:spPr></pic:pic>
</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"""
RELATION = (
    '<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" '
    'Target="{url}" TargetMode="External"/></Relationships>'
)


def with_picture_from(file: Path, url: str) -> bytes:
    """A document with a picture that lies elsewhere, which no template may bring."""
    data = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(data, "w") as new:
        for name in old.namelist():
            content = old.read(name).decode()
            if name == "word/document.xml":
                content = content.replace("<w:body>", f"<w:body>{PICTURE}")
            if name == "word/_rels/document.xml.rels":
                content = content.replace("</Relationships>", RELATION.replace("{url}", url))
            new.writestr(name, content)
    return data.getvalue()
