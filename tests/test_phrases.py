"""The sentences: every one in three languages, with the same facts, and none that is missing."""

import datetime as dt
import re
import string
from pathlib import Path

import pytest
from conftest import ROOT

from storage import errors
from storage.model import LANGUAGES, Kind, Presence, Status
from storage.records import TABLES
from tui.cli.program import make_program
from tui.cli.speech import SpeakingGroup, SpeakingOption
from tui.phrases import PHRASES, Phrases


def facts(text: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def sources() -> str:
    return "\n".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "tui").rglob("*.py") if path.parent.name != "sentences"
    )


def test_a_sentence_has_the_same_facts_in_each_language():
    unlike = {
        name: sentences
        for name, sentences in PHRASES.items()
        if len({(facts(sentence), bool(sentence)) for sentence in sentences}) > 1
    }
    assert unlike == {}


def test_every_sentence_that_is_asked_for_is_there():
    asked = set(re.findall(r'\b(?:say|tell|_tell|_say)\(\s*"([\w.-]+)"', sources()))
    asked |= set(re.findall(r'"((?:key|tip)\.[\w-]+)"', sources()))
    assert len(asked) > 50
    assert asked - set(PHRASES) == set()


def test_every_kind_of_document_has_a_name():
    named = {name for name in PHRASES if name.startswith("table.")}
    assert named == {f"table.{table}" for table in TABLES.keys() - {"items"}}


def test_every_sentence_is_asked_for():
    quoted = set(re.findall(r"[\"']([\w.-]+)(?=[\"'])", sources()))
    made = (
        "kind.",
        "status.",
        "presence.",
        "language.",
        "command",
        "option.",
        "reason.",
        "mark.",
        "op.",
        "view.",
        "work.count.",
        "hole.",
        "step.",
        "doubt.",
        "field.",
        "degree.",
        "state.",
        "check.snapshot-",
        "search.",
        "filter.",
        "needs.",
        "actions.",
        "carry.section.",
        "carry.came.",
        "carry.why.",
        "agenda.open.",
        "cut.",
        "file.",
        "format.",
        "progress.",
        "coach.",
        "concern.",
        "correction.is.",
        "finish.",
        "table.",
    )
    named = {cls.__name__ for cls in vars(errors).values() if isinstance(cls, type)}
    unused = [
        name
        for name in PHRASES
        if name not in quoted
        and not name.startswith(made)
        and name.split(".")[0] not in named
        and name not in ("item", "gathering", "group", "theme", "person", "organisation", "weekdays")
    ]
    assert unused == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_is_told_in_words(language):
    say = Phrases(language)
    path = Path("/a/store")
    shown = [
        errors.StoreMissing(path),
        errors.NotAStore(path),
        errors.StoreExists(path),
        errors.NewerFormat(path, 2, 1),
        errors.StoreDenied(path, "Permission denied"),
        *(
            errors.StoreUnsafe(path, path / "journals", problem)
            for problem in ("link", "kind", "owner", "not-own", "open", "above")
        ),
        *(errors.GroupDenied(path, "x{y}", problem) for problem in ("unknown", "member", "refused")),
        errors.StoreUnrelated(path, path / "x{y}"),
        errors.NotSaved(path, "No space left on device"),
        *(errors.UnknownReference(what, "x{y}") for what in ("item", "gathering", "group", "theme", "person")),
        errors.GatheringClosed(3),
        *(errors.NoVersion(3, version) for version in (0, 2)),
        errors.NotLater(3, 2),
        errors.VersionLost(1),
        *(errors.NotATask("3B-07", problem) for problem in ("kind", "party", "early")),
        errors.NothingToUndo("undo"),
        errors.FileExists(path),
        errors.FileNotWritten(path, "Read-only file system"),
        errors.FileChanged(path),
        *(errors.FileInUse(path, path, user) for user in ("", "x{y}")),
        errors.UnknownFormat(path, ("docx", "pdf")),
        *(
            errors.BadTemplate(path, problem)
            for problem in (
                *("unreadable", "size", "format", "old", "strict"),
                *("damaged", "entities", "external", "nested", "styles"),
            )
        ),
        *(
            errors.BadSettings(path, 3, problem, **dict.fromkeys(("name", "key", "other", "like", "choices"), "x{y}"))
            for problem in ("toml", "choice", "same-key", "like-id", "words-name", "words-type")
        ),
        *(errors.BadBackup(problem) for problem in ("unreadable", "name", "size", "empty")),
        errors.MinutesIncomplete(["3B-07"]),
        *(errors.BadKey(path, p) for p in ("unreadable", "open", "damaged", "newer", "other", "inside")),
        errors.NothingDue(),
        errors.ConverterMissing(),
        *(
            errors.ConversionFailed(problem, seconds=300, reason="No space left on device")
            for problem in ("refused", "slow", "kind", "system")
        ),
        *(errors.BadAgenda(path, 3, problem) for problem in ("unreadable", "encoding", "empty", "title", "minutes")),
        *(errors.BadImport(path, 3, problem) for problem in ("encoding", "columns", "name", "empty", "unreadable")),
    ]
    for error in shown:
        sentence = say.error(error)
        assert sentence.endswith((".", "?")), sentence
        assert "{" not in sentence.replace("x{y}", "")
    told = {type(error) for error in shown}
    leaves = {c for c in vars(errors).values() if isinstance(c, type) and issubclass(c, errors.SamlingError)}
    assert leaves - told == {errors.SamlingError, errors.StoreError}


def test_what_the_system_says_of_a_failure_is_translated():
    assert Phrases("nb").reason("No space left on device") == "disken er full"
    assert Phrases("nb").reason("Something new") == "Something new"


def test_facts_are_never_read_as_a_pattern():
    assert "{0}{name}" in Phrases("en").error(errors.UnknownReference("person", "{0}{name}"))


@pytest.mark.parametrize(
    ("language", "date"), [("nb", "fre 4.12.2026"), ("nn", "fre 4.12.2026"), ("en", "Fri 4/12/2026")]
)
def test_a_date_bears_its_weekday(language, date):
    assert Phrases(language).date(dt.date(2026, 12, 4)) == date


def test_every_kind_status_and_presence_has_a_word():
    for value in (*(f"kind.{k}" for k in Kind), *(f"status.{s}" for s in Status), *(f"presence.{p}" for p in Presence)):
        assert value in PHRASES


def commands(group: SpeakingGroup):
    for command in group.commands.values():
        yield command
        if isinstance(command, SpeakingGroup):
            yield from commands(command)


def test_every_command_and_option_has_help():
    for command in commands(make_program()):
        assert command.phrase in PHRASES
        for parameter in command.params:
            if isinstance(parameter, SpeakingOption):
                assert f"option.{parameter.name}" in PHRASES
