"""The Word minutes of the gathering: what will be in them, and where they shall lie."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from storage.errors import FileExists, SamlingError
from storage.model import LANGUAGES, Gathering, Item
from storage.store import Store
from tui.phrases import Phrases
from tui.places import Place
from tui.safe import safe
from tui.saver import Saver
from tui.screens import answers
from tui.screens.form import Field, FormScreen
from tui.screens.listing import List, ListScreen
from tui.widgets.bars import Part
from tui.widgets.stream import Row

if TYPE_CHECKING:
    from exports.minutes import Minutes
    from exports.word import Report


class Preview(List):
    """What will be in the minutes, line by line."""

    BINDINGS: ClassVar = [
        Binding("enter", "screen.write", "key.write", id="export.write", tooltip="tip.write"),
        Binding("l", "screen.turn_language", "key.language", id="export.language", tooltip="tip.minutes-language"),
        Binding("c", "screen.turn_openness", "key.openness", id="export.openness", tooltip="tip.openness"),
        Binding("p", "screen.ask_path", "key.path", id="export.path", tooltip="tip.path"),
        Binding("o", "screen.overwrite", "key.overwrite", id="export.overwrite", tooltip="tip.overwrite"),
    ]


class ExportScreen(ListScreen[None]):
    """Shows what the minutes will say, and writes them."""

    def __init__(self, store: Store, saver: Saver, say: Phrases, gathering: Gathering, place: Place) -> None:
        super().__init__(store, saver, say, gathering, Preview)
        self._language = gathering.language or store.network.language
        self._place = place
        self._confidential = False
        """Whether text that is exempt from public access goes into the minutes."""
        self._path = self._proposed()
        self._in_the_way: Path | None = None
        """The file that would have been overwritten."""
        self._outline: Sequence[str] = ()

    def _proposed(self) -> Path:
        name = "export.name-exempt" if self._confidential else "export.name"
        return self._place.proposed(self.say(name, number=self._gathering.number))

    def on_mount(self) -> None:
        """Say what is to be done first where there is nothing for minutes yet."""
        if not any(item.gathering == self.gathering.id for item in self.store.all(Item).values()):
            self.tell(self.say("export.nothing"))

    # What is shown

    def _minutes(self) -> Minutes:
        from exports.minutes import minutes_of  # noqa: PLC0415 no start should pay for what only this screen needs

        return minutes_of(self.store.contents(), self.gathering, self._language, confidential=self._confidential)

    def names(self) -> Sequence[str]:
        """Return the title, the path, and the numbers of the other lines of the preview."""
        from exports.outline import outline  # noqa: PLC0415

        self._outline = outline(self._minutes())
        return ["#", "path", *map(str, range(1, len(self._outline)))]

    def describe(self, name: str) -> Row:
        """Return a line of the preview."""
        if name == "#":
            return Row(text=safe(self._outline[0]), style="heading")
        if name == "path":
            return Row(reference=self.say("export.path"), text=safe(str(self._path)))
        return Row(text=safe(self._outline[int(name)]))

    def head(self) -> tuple[Sequence[Part], Sequence[Part]]:
        """Return which minutes, and their language."""
        language = self.say(f"language.{self._language}")
        title = self.say("export.title", number=self.gathering.number)
        return [(f" {title}", "strong")], [(f"{language} ", "strong")]

    # What is decided

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tell whether an action makes sense now: to overwrite only does where a file is in the way."""
        return self._in_the_way is not None if action == "overwrite" else super().check_action(action, parameters)

    def action_turn_language(self) -> None:
        """Take the next language for the minutes."""
        self._language = LANGUAGES[(LANGUAGES.index(self._language) + 1) % len(LANGUAGES)]
        self.show_all()

    def action_turn_openness(self) -> None:
        """Take the text that is exempt from public access in, or leave it out; a proposed name says which."""
        proposed = self._path == self._proposed()
        self._confidential = not self._confidential
        self._choose_path(self._proposed() if proposed else self._path)
        self.tell(self.say("export.exempt" if self._confidential else "export.public"), "quiet")

    def action_ask_path(self) -> None:
        """Ask where the file shall lie."""
        fields = [Field("path", "export.path", self._place.name(self._path), answers.file_name(self.say, self._place))]
        self.app.push_screen(FormScreen(self.say, self.say("export.where"), fields), self._take_path)

    def _take_path(self, given: dict[str, str] | None) -> None:
        if given:
            path = self._place.path(given["path"])
            self._choose_path(path if path.suffix == ".docx" else path.with_name(path.name + ".docx"))

    def _choose_path(self, path: Path, *, in_the_way: Path | None = None) -> None:
        self._path, self._in_the_way = path, in_the_way
        self.refresh_bindings()
        self.show_all()

    def action_write(self) -> None:
        """Write the minutes."""
        self._begin(self._path, overwrite=False)

    def action_overwrite(self) -> None:
        """Write the minutes in the place of the file that is in the way."""
        if self._in_the_way:
            self._begin(self._in_the_way, overwrite=True)

    def _begin(self, path: Path, *, overwrite: bool) -> None:
        self.tell(self.say("export.writing"), "quiet")
        self.run_worker(self._write(path, overwrite=overwrite), group="export", exclusive=True)

    async def _write(self, path: Path, *, overwrite: bool) -> None:
        complete = await self.saver.wait(2.0)
        try:
            report = await asyncio.to_thread(_write_word, self._minutes(), path, self._place, overwrite=overwrite)
        except FileExists:
            self._choose_path(_free(path), in_the_way=path)
            self.tell(self.say("export.exists", name=safe(path.name), other=safe(self._path.name)))
        except SamlingError as error:
            self.tell(safe(self.say.error(error)), "alarm")
        else:
            self._choose_path(path)
            self._tell_report(report, complete=complete)

    def _tell_report(self, report: Report, *, complete: bool) -> None:
        if not complete:
            self.tell(self.say("export.incomplete", count=len(self.saver.pending)), "alarm")
            return
        told = self.say("export.made", path=safe(str(self._path)), count=report.items)
        if report.replaced:
            told += " " + self.say("export.replaced", count=report.replaced)
        self.tell(told, "good")


def _free(path: Path) -> Path:
    """The first path of that name with a number after it that is not taken."""
    number = 2
    while (other := path.with_stem(f"{path.stem}-{number}")).exists():
        number += 1
    return other


def _write_word(minutes: Minutes, path: Path, place: Place, *, overwrite: bool) -> Report:
    from exports.word import write_word  # noqa: PLC0415 python-docx costs 90 ms, here in a thread of its own

    place.prepare()
    return write_word(minutes, path, overwrite=overwrite, follow=place.open, mode=place.mode())
