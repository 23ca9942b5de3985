"""The documents: which one, what will be in it, and where the file shall lie."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from storage.contents import Contents
from storage.errors import FileExists, SamlingError
from storage.folder import template_in
from storage.model import LANGUAGES, Gathering, Item, Version
from storage.store import Store
from tui.phrases import Phrases
from tui.places import Place
from tui.safe import safe
from tui.saver import Saver
from tui.screens import answers
from tui.screens.choice import Choice, ChoiceScreen
from tui.screens.form import Field, FormScreen
from tui.screens.listing import List, ListScreen
from tui.widgets.bars import Part
from tui.widgets.stream import Row

if TYPE_CHECKING:
    from exports.formats import Format
    from exports.writing import Report, Stage
    from tui.ordering.orders import Order


SMALL = 3_000
"""The items of a store that can be gone through while somebody waits for a key to have its effect."""


class Interrupted(Exception):
    """Somebody does not want the file any more."""


class Preview(List):
    """What will be in the document, line by line."""

    BINDINGS: ClassVar = [
        Binding("enter", "screen.write", "key.write", id="export.write", tooltip="tip.write"),
        Binding("d", "screen.ask_document", "key.document", id="export.document", tooltip="tip.document"),
        Binding("f", "screen.ask_format", "key.format", id="export.format", tooltip="tip.format"),
        Binding("l", "screen.turn_language", "key.language", id="export.language", tooltip="tip.minutes-language"),
        Binding("c", "screen.turn_openness", "key.openness", id="export.openness", tooltip="tip.openness"),
        Binding("v", "screen.turn_version", "key.version", id="export.version", tooltip="tip.version"),
        Binding("n", "screen.turn_names", "key.pseudonyms", id="export.pseudonyms", tooltip="tip.pseudonyms"),
        Binding("p", "screen.ask_path", "key.path", id="export.path", tooltip="tip.path"),
        Binding("o", "screen.overwrite", "key.overwrite", id="export.overwrite", tooltip="tip.overwrite"),
    ]


class ExportScreen(ListScreen[None]):
    """Shows what a document will say, and writes it."""

    def __init__(self, store: Store, saver: Saver, say: Phrases, gathering: Gathering, place: Place) -> None:
        from exports.formats import Format  # noqa: PLC0415 no start should pay for what only this screen needs
        from exports.pseudonyms import Key  # noqa: PLC0415
        from tui.ordering.orders import Order  # noqa: PLC0415

        super().__init__(store, saver, say, gathering, Preview)
        self._place = place
        self._order = Order((gathering,), gathering.language or store.network.language)
        self._form = Format.WORD
        self._path = self._proposed()
        self._in_the_way: Path | None = None
        """The file that would have been overwritten."""
        self._outline: Sequence[str] = ()
        self._outline_of: Order | None = None
        """What the outline is of, where the store is so large that it is not made anew with each change of others."""
        self._then: dict[str, Contents] = {}
        """What stood in versions of the minutes, by their ids, as far as it has been looked for."""
        self._key, self._key_path = Key(), Path()
        """Who the participants are that have numbers, and the file that tells it."""
        self._since = 0
        """How many items of what was written last are others by now."""
        self._unwanted = False
        """Whether the file that is being written is to be given up."""
        self._progress = ""
        """What was last said of it."""

    def _proposed(self) -> Path:
        from tui.ordering.orders import file_name  # noqa: PLC0415

        return self._place.proposed(file_name(self.say, self._order, self._form))

    def on_mount(self) -> None:
        """Say what is to be done first where there is nothing to tell of yet."""
        if not self.store.items_of(self.gathering.id):
            self.tell(self.say("export.nothing"))

    # What is shown

    def names(self) -> Sequence[str]:
        """Return the title, the path, and the numbers of the other lines of the preview."""
        from tui.ordering.exporting import versions_needed  # noqa: PLC0415

        if self._order.gatherings[0].id == self._gathering.id:
            self._order = replace(self._order, gatherings=(self.gathering, *self._order.gatherings[1:]))
        unknown = [version for version in versions_needed(self.store, self._order) if version.id not in self._then]
        if unknown:
            self._outline = [self.say("export.fetching", version=unknown[0].number)]
            self.run_worker(self._fetch(unknown), group="fetch", exclusive=True)
        elif len(self.store.all(Item)) <= SMALL:
            self._outline = self._outlined(self._order)
        elif self._outline_of != self._order:
            self._outline = [self.say("export.collecting")]
            self.call_after_refresh(self._collect_in_time, self._order)
        return ["#", "path", *map(str, range(1, len(self._outline)))]

    def _outlined(self, order: Order) -> Sequence[str]:
        from exports.outline import outline  # noqa: PLC0415
        from tui.ordering.exporting import preview_of, source_of  # noqa: PLC0415
        from tui.ordering.pseudonyms import key_for, with_numbers  # noqa: PLC0415

        source = source_of(self.store, order, self._then)
        if order.pseudonyms:
            source = with_numbers(self.store, source, key_for(self.store, source, self._key), order.language)
        return outline(preview_of(self.store, order, source))

    def _collect_in_time(self, order: Order) -> None:
        self.run_worker(self._collect(order), group="fetch", exclusive=True)

    async def _collect(self, order: Order) -> None:
        """Find out what will be in a document of a large store, and show it unless another is wanted by then."""
        found = await asyncio.to_thread(self._outlined, order)
        if order == self._order:
            self._outline, self._outline_of = found, order
            self.show_all()

    async def _fetch(self, versions: Sequence[Version]) -> None:
        """Find out what stood in versions of the minutes, and show it."""
        try:
            for version in versions:
                self._then[version.id] = await asyncio.to_thread(self.store.contents_at, version)
        except SamlingError as error:
            self.tell(safe(self.say.error(error)), "alarm")
        except OSError as error:
            self.tell(self.say("status.unread", reason=self.say.reason(error.strerror or str(error))), "alarm")
        else:
            self.show_all()

    def describe(self, name: str) -> Row:
        """Return a line of the preview."""
        if name == "#":
            return Row(text=safe(self._outline[0]), style="heading")
        if name == "path":
            folder = safe(str(self._path.parent))
            return Row(reference=self.say("export.path"), text=safe(self._path.name), after=folder)
        return Row(text=safe(self._outline[int(name)]))

    def head(self) -> tuple[Sequence[Part], Sequence[Part]]:
        """Return which document, its language and what the file will be."""
        right = f"{self.say(f'language.{self._order.language}')} · {self.say(f'format.{self._form}')} "
        return [(f" {self._called(self._order)}", "strong")], [(right, "strong")]

    def _called(self, order: Order) -> str:
        from tui.ordering.orders import called  # noqa: PLC0415

        return called(self.say, order)

    # What is decided

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tell whether an action makes sense now: to overwrite only does where a file is in the way."""
        return self._in_the_way is not None if action == "overwrite" else super().check_action(action, parameters)

    def _take(self, order: Order, form: Format) -> None:
        """Go on with another order; a name that nobody has typed follows it."""
        typed = None if self._path in (self._proposed(), _free(self._proposed())) else self._path
        self._order, self._form = order, form
        self._choose_path(typed.with_suffix(f".{form}") if typed else self._proposed())

    def action_turn_language(self) -> None:
        """Take the next language for the document."""
        following = LANGUAGES[(LANGUAGES.index(self._order.language) + 1) % len(LANGUAGES)]
        self._take(replace(self._order, language=following), self._form)

    def action_turn_openness(self) -> None:
        """Take the text that is exempt from public access in, or leave it out; a proposed name says which."""
        confidential = not self._order.confidential
        self._take(replace(self._order, confidential=confidential), self._form)
        self.tell(self.say("export.exempt" if confidential else "export.public"), "quiet")

    def action_turn_version(self) -> None:
        """Take the next of the versions of the minutes: the last, the earlier ones, what stands now."""
        from tui.ordering.orders import other_version  # noqa: PLC0415

        order = other_version(self.store, self._order)
        if order:
            self._take(order, self._form)
        else:
            self.tell(self.say("export.no-versions"))

    def action_turn_names(self) -> None:
        """Bring numbers in the place of names, or the names."""
        from tui.ordering.keyfile import key_path, read_key  # noqa: PLC0415

        wanted = not self._order.pseudonyms
        try:
            if wanted:
                self._key_path = key_path(self.store, self._place.keys)
                self._key = read_key(self._key_path, self.store)
        except SamlingError as error:
            self.tell(safe(self.say.error(error)), "alarm")
            return
        self._take(replace(self._order, pseudonyms=wanted), self._form)
        self.tell(self.say("export.numbers" if wanted else "export.names"), "quiet")

    def action_ask_document(self) -> None:
        """Ask which document is wanted."""
        from tui.ordering.orders import at_hand  # noqa: PLC0415

        orders = at_hand(self.store, self._order, self.gathering)
        choices = [Choice(str(at), self._called(order)) for at, order in enumerate(orders)]
        alike = (at for at, order in enumerate(orders) if self._called(order) == self._called(self._order))
        screen = ChoiceScreen(self.say, "export.which", choices, str(next(alike, 0)))
        self.app.push_screen(screen, lambda at: self._take(orders[int(at)], self._form) if at else None)

    def action_ask_format(self) -> None:
        """Ask what the file shall be; a restricted account starts no other program, so it has no PDF."""
        from exports.formats import Format  # noqa: PLC0415

        forms = [form for form in Format if self._place.open or form is not Format.PDF]
        choices = [Choice(form, self.say(f"format.{form}")) for form in forms]
        screen = ChoiceScreen(self.say, "export.format", choices, self._form)
        self.app.push_screen(screen, lambda form: self._take(self._order, Format(form)) if form else None)

    def action_ask_path(self) -> None:
        """Ask where the file shall lie."""
        fields = [Field("path", "export.path", self._place.name(self._path), answers.file_name(self.say, self._place))]
        self.app.push_screen(FormScreen(self.say, self.say("export.where"), fields), self._take_path)

    def _take_path(self, given: dict[str, str] | None) -> None:
        from exports.formats import Format  # noqa: PLC0415
        from tui.ordering.exporting import format_of  # noqa: PLC0415

        if not given:
            return
        path = self._place.path(given["path"])
        try:
            form = format_of(path)
        except SamlingError:  # the end of the name is part of it: `referat 12.3`
            path, form = path.with_name(f"{path.name}.{self._form}"), self._form
        if form is Format.PDF and not self._place.open:
            path, form = path.with_name(f"{path.name}.{self._form}"), self._form
        self._form = form
        self._choose_path(path if path.suffix else path.with_name(f"{path.name}.{form}"))

    def _choose_path(self, path: Path, *, in_the_way: Path | None = None) -> None:
        self._path, self._in_the_way = path, in_the_way
        self.refresh_bindings()
        self.show_all()

    # Writing

    def action_write(self) -> None:
        """Write the document."""
        self._begin(self._path, overwrite=False)

    def action_overwrite(self) -> None:
        """Write the document in the place of the file that is in the way."""
        if self._in_the_way:
            self._begin(self._in_the_way, overwrite=True)

    def action_leave(self) -> None:
        """Give up the file that is being written; else go back."""
        if any(worker.group == "export" and worker.is_running for worker in self.workers):
            self._unwanted = True
        else:
            super().action_leave()

    def _begin(self, path: Path, *, overwrite: bool) -> None:
        if any(worker.group == "export" and worker.is_running for worker in self.workers):
            return
        self._unwanted = False
        self.tell(self.say("progress.writing"), "quiet")
        self.run_worker(self._write(path, overwrite=overwrite), group="export")

    async def _write(self, path: Path, *, overwrite: bool) -> None:
        complete = await self.saver.wait(2.0)
        try:
            report = await asyncio.to_thread(self._write_file, path, overwrite=overwrite)
        except FileExists:
            self._choose_path(_free(path), in_the_way=path)
            self.tell(self.say("export.exists", name=safe(path.name), other=safe(self._path.name)))
        except Interrupted:
            self.tell(self.say("export.interrupted"))
        except SamlingError as error:
            self.tell(safe(self.say.error(error)), "alarm")
        else:
            self._choose_path(path)
            self._tell_report(report, complete=complete)

    def _write_file(self, path: Path, *, overwrite: bool) -> Report:
        """Make the file and write it, in a thread of its own."""
        from exports.writing import make, write  # noqa: PLC0415
        from tui.ordering.exporting import document_of, source_of  # noqa: PLC0415
        from tui.ordering.pseudonyms import veiled  # noqa: PLC0415

        source = source_of(self.store, self._order, self._then)
        if self._order.pseudonyms:
            source = veiled(self.store, source, self._key_path, self._order.language)
        document, look = document_of(self.store, self._order, source), template_in(self.store.path)
        made = make(document, source.contents, self._form, template=look, told=self._told_stage)
        self._since = source.since
        self._place.prepare()
        write(made, path, overwrite=overwrite, follow=self._place.open, mode=self._place.mode())
        return made.report

    def _told_stage(self, stage: Stage, done: int, whole: int) -> None:
        from tui.ordering.exporting import progress_line  # noqa: PLC0415

        if self._unwanted:
            raise Interrupted
        line = progress_line(self.say, stage, done, whole)
        if line != self._progress:
            self._progress = line
            self.app.call_from_thread(self.tell, line, "quiet")

    def _tell_report(self, report: Report, *, complete: bool) -> None:
        if not complete:
            self.tell(self.say("export.incomplete", count=len(self.saver.pending)), "alarm")
            return
        told = self.say("export.made", path=safe(str(self._path)), count=report.items)
        if report.replaced:
            told += " " + self.say("export.replaced", count=report.replaced)
        if self._since:
            told += " " + self.say("export.since", version=self._order.gatherings[0].version, count=self._since)
        if report.unfilled:
            told += " " + self.say("export.unfilled", names=safe(", ".join(report.unfilled)))
        if self._order.pseudonyms:
            told += " " + self.say("export.key", path=safe(str(self._key_path)))
        self.tell(told, "warning" if report.unfilled or self._since else "good")


def _free(path: Path) -> Path:
    """The first path of that name with a number after it that is not taken."""
    number = 2
    while (other := path.with_stem(f"{path.stem}-{number}")).exists():
        number += 1
    return other
