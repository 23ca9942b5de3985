"""The README tells what the program is: its tables are made from the parser, the bindings and the commands.

`python tests/test_readme.py` writes them anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from conftest import ROOT

from storage.model import LANGUAGES
from tui.app import SamlingApp
from tui.cli.program import make_program
from tui.cli.speech import SpeakingGroup
from tui.line.marks import MARKS
from tui.phrases import Phrases
from tui.screens.capture import CaptureScreen
from tui.screens.items import Items
from tui.screens.keys import key_names
from tui.screens.settling import Disputable
from tui.search.filters import FILTERS

README = ROOT / "README.md"
SAY = Phrases("en")


def table(*rows: tuple[str, ...]) -> str:
    cells = [[cell.replace("|", "\\|") for cell in row] for row in rows]
    lines = ["| " + " | ".join(row) + " |" for row in cells]
    return "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]])


def marks() -> str:
    rows = [("typed", "means", "or as a word", "example")]
    for mark in MARKS:
        words = dict.fromkeys(word for language in LANGUAGES for word in mark.words[language])
        sign = f"`{mark.sign.strip()}`" if mark.sign else ""
        rows.append((sign, SAY(f"mark.{mark.id}"), ", ".join(words), f"`{mark.examples['en']}`"))
    return table(*rows)


def keys() -> str:
    rows = [("key", "does")]
    places = [
        ("", [*CaptureScreen.BINDINGS, *SamlingApp.BINDINGS]),
        ("on a chosen item, ", [*Items.BINDINGS, *Disputable.BINDINGS]),
    ]
    for where, bindings in places:
        together: dict[str, list[str]] = {}
        for binding in bindings:
            if binding.description:
                does = SAY(binding.description) + (f": {SAY(binding.tooltip)}" if binding.tooltip else "")
                together.setdefault(does, []).append(key_names(binding))
        for does, several in together.items():
            names = list(dict.fromkeys(several))
            shown = f"`{names[0]}` … `{names[-1]}`" if len(names) > 2 else " ".join(f"`{name}`" for name in names)
            rows.append((shown, where + does))
    return table(*rows)


def filters() -> str:
    rows = [("typed", "finds", "before the colon")]
    for row in FILTERS:
        names = dict.fromkeys(name for language in LANGUAGES for name in row.names.get(language, ()))
        rows.append((f"`{row.examples['en']}`", SAY(f"filter.{row.id}"), ", ".join(names)))
    return table(*rows)


def commands() -> str:
    def rows(group: SpeakingGroup, path: str) -> Iterator[tuple[str, str]]:
        for name, command in group.commands.items():
            if isinstance(command, SpeakingGroup):
                if command.invoke_without_command:
                    yield f"`{path} {name}`", SAY(command.phrase)
                yield from rows(command, f"{path} {name}")
            else:
                yield f"`{path} {name}`", SAY(command.phrase)

    return table(("command", "does"), *rows(make_program(), "samling"))


BLOCKS = {"marks": marks, "keys": keys, "filters": filters, "commands": commands}


def rendered(text: str) -> str:
    for name, block in BLOCKS.items():
        pattern = rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)"
        text = re.sub(pattern, lambda match, block=block: match[1] + block() + "\n" + match[2], text, flags=re.DOTALL)
    return text


def test_the_tables_are_those_of_the_program():
    text = README.read_text(encoding="utf-8")
    assert all(f"<!-- {name} -->" in text for name in BLOCKS)
    assert text == rendered(text)


def test_the_readme_begins_with_the_two_commands():
    text = README.read_text(encoding="utf-8")
    assert re.findall(r"^    (make \w+)", text, flags=re.MULTILINE)[:2] == ["make run", "make test"]


def test_every_exit_status_is_told():
    text = README.read_text(encoding="utf-8")
    told = text[text.index("The exit status is") :].split("\n\n")[0]
    assert re.findall(r"\b\d\b", told) == [str(number) for number in range(8)]


def test_every_call_of_samling_in_the_readme_is_a_command():
    text = README.read_text(encoding="utf-8")
    program = make_program()
    for words in re.findall(r"^(?:printf .*\| )?samling ([a-z]+)(?: ([a-z]+))?", text, flags=re.MULTILINE):
        command = program.commands[words[0]]
        if isinstance(command, SpeakingGroup):
            assert words[1] in command.commands or (command.invoke_without_command and not words[1])


if __name__ == "__main__":
    README.write_text(rendered(README.read_text(encoding="utf-8")), encoding="utf-8")
