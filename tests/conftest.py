"""What the tests share: a small store, a file system that fails when told to, any text."""

import datetime as dt
import errno
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from storage.files import Files
from storage.model import Gathering, Item, Network
from storage.store import Store

settings.register_profile("quick", deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("thorough", parent=settings.get_profile("quick"), max_examples=2000)
settings.register_profile(
    "plain",  # a failure is all that is asked for, and the same one each time
    parent=settings.get_profile("quick"),
    derandomize=True,
    database=None,
    phases=(Phase.explicit, Phase.generate),
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))

MEMORY = Path("/dev/shm")
ROOM = 4 << 30
"""The bytes that must be free there."""


def pytest_addoption(parser):
    parser.addoption("--dose", type=float, default=0.01, help="how much of a campaign is run; 1 is all of it")


def pytest_configure():
    """Have folders for the tests in memory where there is room: no test lives on what a disk makes of a sync."""
    if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers():
    """Return half as many workers again as there are processors: for a third of its time a test waits."""
    return len(os.sched_getaffinity(0)) * 3 // 2


def pytest_terminal_summary(terminalreporter):
    for report in terminalreporter.getreports("passed") + terminalreporter.getreports("failed"):
        for name, told in report.user_properties:
            terminalreporter.write_line(f"{name}: {told}")


@pytest.fixture
def dose(request):
    """Return a function from how many the whole campaign takes to how many shall be done now: at least one."""
    part = request.config.getoption("--dose")
    return lambda whole: max(1, round(whole * part))


@pytest.fixture
def figures(request):
    """Return a function that takes a campaign's name and its figures, to be printed at the end of the run."""

    def note(campaign, **counted):
        told = ", ".join(f"{name.replace('_', ' ')} {value:,}" for name, value in counted.items())
        request.node.user_properties.append((campaign, told))

    return note


ROOT = Path(__file__).parents[1]
DAY = dt.date(2026, 12, 1)
MOMENT = dt.datetime(2026, 12, 1, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=1)))

any_text = st.text(st.characters(exclude_categories=()), max_size=20).map(
    # two surrogates that make a pair are the character that they make, once they have been JSON
    lambda text: re.sub("[\ud800-\udbff](?=[\udc00-\udfff])", "", text)
)
"""Any text that Python can hold, lone surrogates too."""


class FailingFiles(Files):
    """The file system, noting each call that changes something, and failing those that a test names."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        """The names of the calls that change something, those that failed too."""
        self.fails: Callable[[str, int], bool] = lambda *_: False
        """Given a call's name and how many came before it: whether it fails."""
        self.torn = False
        """Whether an append that fails leaves half of its bytes."""

    def _call(self, name: str) -> None:
        self.calls.append(name)
        if self.fails(name, len(self.calls) - 1):
            raise OSError(errno.EIO, f"{name} failed")

    def make_folder(self, path, mode):
        self._call("make_folder")
        super().make_folder(path, mode)

    def create(self, path, mode, *, appends=True):
        self._call("create")
        return super().create(path, mode, appends=appends)

    def append(self, descriptor, data):
        try:
            self._call("append")
        except OSError:
            if self.torn:
                os.write(descriptor, data[: len(data) // 2])
            raise
        super().append(descriptor, data)

    def write(self, descriptor, data, at):
        try:
            self._call("write")
        except OSError:
            if self.torn:
                os.pwrite(descriptor, data[: len(data) // 2], at)
            raise
        super().write(descriptor, data, at)

    def append_all(self, descriptor, data):
        try:
            self._call("append_all")
        except OSError:
            os.write(descriptor, data[: len(data) // 2])
            raise
        super().append_all(descriptor, data)

    def sync(self, descriptor):
        self._call("sync")
        super().sync(descriptor)

    def sync_folder(self, path):
        self._call("sync_folder")
        super().sync_folder(path)

    def truncate(self, descriptor, length=0):
        self._call("truncate")
        super().truncate(descriptor, length)

    def replace(self, source, target):
        self._call("replace")
        super().replace(source, target)

    def link(self, source, target):
        self._call("link")
        super().link(source, target)

    def remove(self, path):
        self._call("remove")
        super().remove(path)


def names_in(folder: Path) -> list[str]:
    """Return the names in a folder, sorted."""
    return sorted(path.name for path in folder.iterdir())


def everything_in(folder: Path) -> dict[Path, bytes]:
    """Return the bytes of all files of a folder and those under it."""
    return {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def new_item(store: Store, text: str, *, group: str = "B", **more) -> Item:
    """Return an item for the store's gathering, not saved yet."""
    gathering = store.open_gathering()
    return Item(
        id=store.new_id(),
        text=text,
        gathering=gathering.id,
        group=group,
        number=store.next_number(gathering.id, group),
        created=MOMENT,
        **more,
    )


def add(store: Store, text: str, **more) -> Item:
    """Return an item that has been saved."""
    item = new_item(store, text, **more)
    store.save(item)
    return item


def texts(store: Store) -> list[str]:
    """Return the texts of all items, in the order in which they were captured."""
    return [item.text for item in store.contents().items.values()]


def make_store(path: Path, who: str = "Kari", files: Files | None = None) -> Store:
    """Return a new store with one gathering, the third."""
    store = Store.create(path, Network(id="NETWORK", name="Velferd"), who, files=files)
    store.save(Gathering(id=store.new_id(), number=3, date=DAY))
    return store


@pytest.fixture
def path(tmp_path):
    """The folder of a store with one gathering, the third, and no item."""
    make_store(tmp_path / "velferd").close()
    return tmp_path / "velferd"


@pytest.fixture
def store(path):
    """That store, opened by Kari."""
    return Store.open(path, "Kari")
