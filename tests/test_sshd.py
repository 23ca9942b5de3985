"""The program over SSH, on a server of its own: the line drops in the middle of a word, and nothing is lost."""

from __future__ import annotations

import getpass
import os
import shutil
import signal
import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from pseudo_terminal import SAMLING, PseudoTerminal, environment

from storage.files import Files
from storage.model import Item, Network, joint_id
from storage.store import Store
from tui.register import new_gathering

SSHD = "/usr/sbin/sshd"
SEPARATION = Path("/run/sshd")
"""The empty folder that sshd demands when root starts it."""
NEEDED = f"the tests over SSH need {SSHD} and ssh: install openssh-server and openssh-client"

Login = Callable[[], PseudoTerminal]


@pytest.fixture
def sshd(capfd: pytest.CaptureFixture[str]) -> str:
    """The server's program. Without one the tests fail in CI; elsewhere they are left out, which is said aloud."""
    if Path(SSHD).exists() and shutil.which("ssh") and shutil.which("ssh-keygen"):
        return SSHD
    if os.environ.get("CI"):
        pytest.fail(NEEDED)
    with capfd.disabled():
        print(NEEDED)
    pytest.skip(NEEDED)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A network with gathering 1 today."""
    path = tmp_path / "nettverk"
    made = Store.create(path, Network(id=joint_id("network"), name="Nettverk"), "åse")
    made.save(new_gathering(made))
    made.close()
    return path


@pytest.fixture
def port(sshd: str, tmp_path: Path, store: Path) -> Iterator[int]:
    """The port of a server that lets one key in, and opens the program on the store for it and nothing else."""
    for name in ("host", "key"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", tmp_path / name], check=True)
    variables = " ".join(f"{name}={value}" for name, value in environment(tmp_path).items() if name != "TERM")
    command = f"env {variables} {SAMLING} --store {store} --scribe åse"
    public = (tmp_path / "key.pub").read_text()
    (tmp_path / "authorized").write_text(f'restrict,pty,command="{command}" {public}')
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = {
        "Port": port,
        "ListenAddress": "127.0.0.1",
        "HostKey": tmp_path / "host",
        "AuthorizedKeysFile": tmp_path / "authorized",
        "PasswordAuthentication": "no",
        "StrictModes": "no",
        "UsePAM": "no",
        "PidFile": "none",
    }
    (tmp_path / "sshd_config").write_text("".join(f"{name} {value}\n" for name, value in settings.items()))
    if os.geteuid() == 0:
        SEPARATION.mkdir(0o755, exist_ok=True)  # and it stays: other servers of these tests may be using it
    server = subprocess.Popen([sshd, "-D", "-e", "-f", tmp_path / "sshd_config"], stderr=subprocess.PIPE)
    try:
        assert server.stderr is not None
        assert b"listening" in server.stderr.readline()
        yield port
    finally:
        server.terminate()
        server.communicate()


@pytest.fixture
def login(tmp_path: Path, port: int) -> Iterator[Login]:
    """Logs in, and returns the client's terminal when the program's screen is there."""
    options = ["StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null", "IdentitiesOnly=yes", "LogLevel=ERROR"]
    command = ["ssh", "-tt", "-F", "none", "-i", str(tmp_path / "key"), "-p", str(port)]
    command += [part for option in options for part in ("-o", option)]
    with ExitStack() as running:

        def logged_in() -> PseudoTerminal:
            target = f"{getpass.getuser()}@127.0.0.1"
            terminal = running.enter_context(PseudoTerminal([*command, target], environment(tmp_path)))
            terminal.wait_for("F1 Hjelp")
            return terminal

        yield logged_in


def texts(store: Path) -> list[str]:
    """What the items in a store say, in the order in which they were captured."""
    return [item.text for _, item in sorted(Store.open(store, "leser").all(Item).items())]


@pytest.mark.parametrize("drop", [signal.SIGKILL, signal.SIGSTOP], ids=["client killed", "client frozen"])
def test_a_dropped_line_loses_neither_the_item_nor_the_half_word(login, store, drop):
    first = login()
    first.type("! Kjøpe inn på prøve\r")
    first.wait_for("✓ lagret")
    first.type("+ Trygg hjemr")
    first.wait_for("› + Trygg hjemr")
    first.kill(drop)
    second = login()
    second.wait_for("› + Trygg hjemr")
    assert "1P-01  ! Kjøpe inn på prøve" in second.text
    second.type("eise\r")
    second.wait_for("1P-02  + Trygg hjemreise")
    assert texts(store) == ["Kjøpe inn på prøve", "Trygg hjemreise"]


def test_the_program_ends_with_the_line(login, store):
    first = login()
    first.type("halv linje")
    first.wait_for("› halv linje")
    (draft,) = (store / "drafts").iterdir()
    assert Files().is_alive(draft)
    first.kill()
    second = login()
    second.wait_until(lambda: not Files().is_alive(draft))
