"""How long Word minutes take, and how much memory, beside the floor and beside other programs doing the same.

The floor is the same text, escaped, straight into a zip. Beside it stand pandoc with the same text as Markdown, where
it is installed, and python-docx used as its manual shows.
"""

from __future__ import annotations

import datetime as dt
import gc
import html
import io
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import docx

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from exports.cuts.minutes import minutes_of
from exports.cuts.record import Record
from exports.document import Document, Entries, Heading, Statement, Table
from exports.formats import Format, markdown
from exports.word import to_word
from exports.writing import make
from storage.contents import Contents, Reference
from storage.model import Gathering, Item, Kind, Network, Theme

SIZES = (100, 1_000, 10_000, 100_000)
ROUNDS = 7
WORDS = ("vi", "bør", "ha", "en", "felles", "mal", "for", "behov", "på", "tvers", "av", "kommunene", "dialog", "frist")
COMPARED = 10_000
"""How many items the other programs are given."""


def contents(size: int) -> Contents:
    """A gathering of that many items, under ten themes, of every kind."""
    chance = random.Random(size)
    when = dt.datetime(2025, 3, 12, 10, tzinfo=dt.UTC)
    gathering = Gathering(id="G", number=3, title="Dialog med markedet", date=when.date())
    themes = {f"t{n}": Theme(id=f"t{n}", title=f"Tema {n}", handle=f"tema{n}") for n in range(10)}
    items = {
        f"i{n}": Item(
            id=f"i{n}",
            kind=list(Kind)[n % len(Kind)],
            text=" ".join(chance.choices(WORDS, k=20)),
            theme=f"t{n % 10}",
            gathering="G",
            group="A",
            number=n,
            said_by="Kari Solberg",
            created=when,
        )
        for n in range(size)
    }
    references = {item.id: str(Reference(3, "A", item.number)) for item in items.values()}
    network = Network(id="N", name="Læringsnettverk")
    return Contents(network, themes=themes, gatherings={"G": gathering}, items=items, references=references)


def document_of(whole: Contents) -> Document:
    """The minutes as values."""
    return minutes_of(Record(whole, tuple(whole.gatherings.values()), "nb"))


def floor(texts: Sequence[str]) -> bytes:
    """The least that a file of these texts can cost: one paragraph each, no styles, no checks."""
    body = "".join(f"<w:p><w:r><w:t>{html.escape(text, quote=False)}</w:t></w:r></w:p>" for text in texts)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", f"<w:document><w:body>{body}</w:body></w:document>")
    return packed.getvalue()


def by_the_manual(document: Document) -> bytes:
    """The same content by python-docx's own methods, as its manual shows them."""
    file = docx.Document()
    file.add_heading(document.title, 1)
    for part in document.parts:
        match part:
            case Heading():
                file.add_heading(part.text, part.level)
            case Statement():
                file.add_paragraph(part.text)
            case Entries():
                for entry in part.entries:
                    paragraph = file.add_paragraph(style="List Bullet")
                    paragraph.add_run(f"{entry.reference}\t")
                    paragraph.add_run(f"{entry.text} – {'; '.join(entry.remarks)}")
            case Table():
                table = file.add_table(rows=1, cols=len(part.columns))
                for cell, column in zip(table.rows[0].cells, part.columns, strict=True):
                    cell.text = column.label
                for row in part.rows:
                    for cell, value in zip(table.add_row().cells, row, strict=True):
                        cell.text = value if isinstance(value, str) else value.text
    saved = io.BytesIO()
    file.save(saved)
    return saved.getvalue()


def milliseconds(work: Callable[[], object]) -> float:
    """How long a piece of work takes once."""
    gc.collect()
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def medians(works: Sequence[Callable[[], object]], rounds: int) -> list[float]:
    """Milliseconds of each piece of work: medians of interleaved rounds."""
    found = [[milliseconds(work) for work in works] for _ in range(rounds)]
    return [statistics.median(column) for column in zip(*found, strict=True)]


def print_sizes() -> None:
    """A line for each size: the floor, and the parts that minutes consist of."""
    print(
        f"{'items':>7} {'floor ms':>9} {'values':>8} {'Word':>8} {'checked':>8}  {'Word/floor':>10}  {'ms an item':>10}"
    )
    for size in SIZES:
        whole = contents(size)
        document = document_of(whole)
        texts = [f"{whole.references[item.id]} {item.text} {item.said_by}" for item in whole.items.values()]
        works = (
            lambda texts=texts: floor(texts),
            lambda whole=whole: document_of(whole),
            lambda document=document: to_word(document),
            lambda document=document, whole=whole: make(document, whole, Format.WORD),
        )
        least, values, word, checked = medians(works, ROUNDS if size <= COMPARED else 3)
        print(
            f"{size:>7} {least:>9.1f} {values:>8.1f} {word:>8.1f} {checked:>8.1f}"
            f"  {word / least:>9.1f}x  {(values + checked) / size:>10.4f}"
        )


def print_pandoc() -> None:
    """Whole minutes beside pandoc, which is given the same as Markdown."""
    if not shutil.which("pandoc"):
        print("pandoc is not installed; nothing stands beside.")
        return
    whole = contents(COMPARED)
    document = document_of(whole)
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "minutes.md"), Path(folder, "minutes.docx")
        source.write_bytes(markdown.encode(document, whole))
        command = ["pandoc", "-f", "gfm", "-t", "docx", "-o", str(target), str(source)]
        ours, theirs = medians(
            (lambda: make(document_of(whole), whole, Format.WORD), lambda: subprocess.run(command, check=True)), 5
        )
    print(f"{COMPARED} items: minutes, checked, {ours:.0f} ms; pandoc {theirs:.0f} ms; {ours / theirs:.3f}x")


def print_memory() -> None:
    """What a process needs at most for the same content, beside one that only has it as values."""
    peaks = {}
    for name in ("neither", "ours", "manual"):
        command = [sys.executable, __file__, "--memory", name]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        peaks[name] = int(done.stdout) / 1024
    ours, manual = peaks["ours"], peaks["manual"]
    print(f"{COMPARED} items: {peaks['neither']:.0f} MiB as values; at most {ours:.0f} while minutes are made,")
    print(f"  {manual:.0f} by python-docx as its manual shows; {ours / manual:.2f}x")


def measure_memory(name: str) -> None:
    """Print how many KiB this process needed at most to make the file."""
    document = document_of(contents(COMPARED))
    if name != "neither":
        (to_word if name == "ours" else by_the_manual)(document)
    status = Path("/proc/self/status").read_text(encoding="ascii")
    print(status.partition("VmHWM:")[2].split()[0])


def main() -> None:
    """Print all of it."""
    if sys.argv[1:2] == ["--memory"]:
        measure_memory(sys.argv[2])
        return
    print_sizes()
    print_pandoc()
    print_memory()


if __name__ == "__main__":
    main()
