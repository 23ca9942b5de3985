"""A Word file -> PDF/A, by LibreOffice, where it is installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, cast

from exports.formats.pictures import described
from storage.errors import ConversionFailed, ConverterMissing

CONVERTERS = ("soffice", "libreoffice")
"""What the program is called, on one system or another."""
FILTER = (
    'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"},'
    '"PDFUACompliance":{"type":"boolean","value":"true"},"UseTaggedPDF":{"type":"boolean","value":"true"}}'
)
"""PDF/A-2b, tagged for screen readers (PDF/UA-1); LibreOffice makes no PDF/A of level a."""
SILENT = subprocess.DEVNULL
KEPT = ("PATH", "HOME", "TZ")
"""What the converter is told of the environment: where programs and the user's own fonts are, and what time it is."""
SETTINGS = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    '<item oor:path="/org.openoffice.Office.Common/Security/Scripting">'
    '<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>'
    '<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item></oor:items>'
)
"""Of a profile in which nothing is fetched from elsewhere and nothing in a file runs."""
WATCH = (
    'while read -r line; do group=$line; done; [ -z "$group" ] || kill -9 "-$group"; '
    'rm -rf -- "$1" || { sleep 1; rm -rf -- "$1"; }'
)
"""Waits until whoever holds the other end is gone, then clears up what it had begun."""
START = 'echo "$$"; exec "$0" "$@" >/dev/null'
"""Says which group of processes there will be before there is one: no moment is left in which it could be missed."""
LIMIT = 300.0
"""Seconds: some twenty times what minutes of 10,000 items take."""
PAUSE = 0.05
"""Seconds between two looks at whether the converter is done."""


def _unheeded(_: float) -> None:
    pass


def to_pdf(word: bytes, *, waiting: Callable[[float], None] = _unheeded, limit: float = LIMIT) -> bytes:
    """A Word file of this program as tagged PDF/A-2b: its title, language, headings, lists, tables, described charts.

    `waiting` is called many times a second with the seconds that have passed; what it raises, as an interruption
    does, ends the converter. Nothing of the file is left behind on the disk then, nor where this process is killed.
    It bears the time when it was made, so that the bytes are others each time. Raises ConverterMissing and
    ConversionFailed.
    """
    program = next((found for name in CONVERTERS if (found := shutil.which(name))), None)
    if program is None:
        raise ConverterMissing
    try:
        with _own_folder() as (folder, lifeline):
            (folder / "document.docx").write_bytes(word)
            made = _convert(Path(program).absolute(), folder, lifeline, waiting, limit)
            pdf = made.read_bytes() if made.exists() else b""
    except OSError as error:
        raise ConversionFailed("system", reason=error.strerror or str(error)) from error
    if not pdf:
        raise ConversionFailed("refused")
    if not (pdf.startswith(b"%PDF-") and b"pdfaid:part" in pdf):
        raise ConversionFailed("kind")
    return described(pdf, word)


@contextmanager
def _own_folder() -> Iterator[tuple[Path, IO[bytes]]]:
    """A folder that only the user may open, and the line to the one who removes it should this process be killed.

    The number of a group of processes, written to the line, has them killed first.
    """
    folder = Path(tempfile.mkdtemp(prefix="samling-"))
    try:
        with subprocess.Popen(  # noqa: S603 the words of the command are fixed
            ("/bin/sh", "-c", WATCH, "samling", str(folder)),
            stdin=subprocess.PIPE,
            stdout=SILENT,
            stderr=SILENT,
            env=_environment(),
            start_new_session=True,
        ) as watcher:
            try:
                yield folder, cast(IO[bytes], watcher.stdin)
            finally:
                watcher.kill()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _convert(program: Path, folder: Path, lifeline: IO[bytes], waiting: Callable[[float], None], limit: float) -> Path:
    """Have the document in that folder converted, and return where the PDF is, if there is one.

    Whatever happens, no process is left.
    """
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(SETTINGS, encoding="utf-8")
    command = (
        *("/bin/sh", "-c", START, str(program)),
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--infilter=MS Word 2007 XML",
        "--convert-to",
        FILTER,
        "--outdir",
        str(folder),
        str(folder / "document.docx"),
    )
    with subprocess.Popen(  # noqa: S603 nothing in the command comes from a document
        command,
        stdin=SILENT,
        stdout=lifeline,
        stderr=SILENT,
        env=_environment(folder),
        cwd=folder,
        start_new_session=True,
    ) as converter:
        try:
            _wait(converter, waiting, limit)
        finally:
            _end(converter)
    return folder / "document.pdf"


def _wait(converter: subprocess.Popen[bytes], waiting: Callable[[float], None], limit: float) -> None:
    """Return when the converter has ended, which is not looked for in a way that would free its number."""
    began = time.monotonic()
    while os.waitid(os.P_PID, converter.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        passed = time.monotonic() - began
        if passed > limit:
            raise ConversionFailed("slow", seconds=round(limit))
        waiting(passed)
        time.sleep(PAUSE)


def _end(converter: subprocess.Popen[bytes]) -> None:
    """Kill the converter and all that it has started."""
    with suppress(ProcessLookupError):
        os.killpg(converter.pid, signal.SIGKILL)


def _environment(folder: Path | None = None) -> Mapping[str, str]:
    """What a program that is started is told; what it keeps for itself lands in that folder."""
    told = {name: os.environ[name] for name in KEPT if name in os.environ}
    own = ("TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR") if folder else ()
    return {"LANG": "C.UTF-8", **told, **dict.fromkeys(own, str(folder))}
