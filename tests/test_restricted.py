"""An account that may do nothing but write: the administrator's part of the README, on a real server, attacked."""

from __future__ import annotations

import contextlib
import os
import pwd
import re
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import ROOT, names_in
from machine import Machine, machine, need, owner_and_mode
from pseudo_terminal import SAMLING, PseudoTerminal, environment

from tui.phrases import Phrases

SSHD = "/usr/sbin/sshd"
SEPARATION = Path("/run/sshd")
"""The empty folder that sshd demands when root starts it."""
NEEDED = f"the tests of a restricted account need {SSHD} and ssh: install openssh-server and openssh-client"
REFUSED = Phrases("nb")("restricted")
HEAD = """
ListenAddress 127.0.0.1
PasswordAuthentication no
StrictModes no
UsePAM no
PidFile none
AcceptEnv *
AllowTcpForwarding yes
PermitTunnel yes
X11Forwarding yes
Subsystem sftp internal-sftp
"""
"""A server that allows everything to others."""
OPTIONS = ("StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null", "IdentitiesOnly=yes", "LogLevel=ERROR")


@dataclass(frozen=True)
class Server:
    """The shared machine with the README's settings, and the door to it."""

    machine: Machine
    port: int
    config: Path
    log: Path
    places: dict[str, str]
    """What stands on this machine for the places in the README."""

    @property
    def srv(self) -> Path:
        return self.machine.home / "srv/samling"

    def client(self, *options: str, program: str = "ssh") -> list[str]:
        """Return the command of a client, without the target."""
        flag = "-p" if program == "ssh" else "-P"
        command = [program, "-F", "none", "-i", str(self.machine.home / "key"), flag, str(self.port)]
        return [*command, *(part for option in OPTIONS for part in ("-o", option)), *options]

    @property
    def target(self) -> str:
        return f"{self.machine.kari}@127.0.0.1"

    def ssh(self, *options: str, command: Sequence[str] = (), stdin: str = "") -> subprocess.CompletedProcess[str]:
        """Log in as a scribe, without a terminal of one's own."""
        return subprocess.run(
            [*self.client(*options), self.target, *command],
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            env=environment(self.machine.home),
            timeout=30,
            check=False,
        )


def readme() -> str:
    return (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """The machine, set up by the commands of the README, and a server with the settings of the README."""
    need(NEEDED, there=Path(SSHD).exists() and shutil.which("ssh") and shutil.which("ssh-keygen"))
    with machine() as made, ExitStack() as afterwards:
        places = {
            "/opt/samling": str(made.home / "opt/samling"),
            "/srv/samling": str(made.home / "srv/samling"),
            "scribes": made.group,
        }
        for line in re.findall(r"^    (install -d .*|/opt/samling/bin/samling new .*)$", readme(), flags=re.MULTILINE):
            done = made.run("root", "/bin/sh", "-ec", placed(line, places), HOME=str(made.home))
            assert done.returncode == 0, done.stderr
        (block,) = re.findall(r"^```sshd_config\n(.*?)^```", readme(), flags=re.MULTILINE | re.DOTALL)
        for name in ("host", "key"):
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", made.home / name], check=True)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        config = made.home / "sshd_config"
        keys = f"HostKey {made.home}/host\nAuthorizedKeysFile {made.home}/key.pub\nPort {port}\n"
        config.write_text(keys + HEAD + placed(block, places))
        SEPARATION.mkdir(0o755, exist_ok=True)
        log = made.home / "log"
        running = subprocess.Popen([SSHD, "-D", "-f", config, "-E", log])
        afterwards.callback(running.wait)
        afterwards.callback(running.terminate)
        for _ in range(500):
            if log.exists() and "listening" in log.read_text():
                break
            time.sleep(0.01)
        yield Server(made, port, config, log, places)


def placed(text: str, places: dict[str, str]) -> str:
    """Return a part of the README with this machine's places in it."""
    return re.sub("|".join(places), lambda match: places[match[0]], text)


@pytest.fixture
def screen(server: Server) -> Iterator[PseudoTerminal]:
    """The terminal of a scribe who has logged in."""
    with logged_in(server) as terminal:
        yield terminal
        terminal.type("\x1b\x1b\x11")


@contextlib.contextmanager
def logged_in(server: Server, *options: str, command: Sequence[str] = (), **variables: str) -> Iterator[PseudoTerminal]:
    whole = [*server.client("-tt", *options), server.target, *command]
    with PseudoTerminal(whole, environment(server.machine.home, **variables)) as terminal:
        terminal.wait_for("Samling 1 ")  # which it can only say when it has read the store
        yield terminal


def processes_of(who: str) -> dict[int, str]:
    """Return the command lines of an account's processes, but for the server's own, by number."""
    found = {}
    for folder in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            if folder.name.isdigit() and folder.stat().st_uid == pwd.getpwnam(who).pw_uid:
                line = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
                if line and not line.startswith("sshd"):
                    found[int(folder.name)] = line.strip()
    return found


def program_of(machine: Machine) -> int:
    """Return the number of the process that a scribe has: the program; the shell that waits for it is the server's."""
    found = processes_of(machine.kari)
    (number,) = (number for number, line in found.items() if line == f"{machine.python} -I -m tui.cli")
    assert [line for other, line in found.items() if other != number] in ([], [f"sh -c {found[number]}"])
    return number


def children_of(number: int) -> int:
    """Return 0 where a process has no child, and none that it has waited for."""
    waited_for = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
    living = Path(f"/proc/{number}/task").glob("*/children")
    return len("".join(path.read_text() for path in living).split()) + int(waited_for[8])


def files_of(machine: Machine) -> set[Path]:
    """Return the files that a scribe's account has, wherever it may write."""
    places = [machine.home, Path("/tmp"), Path("/var/tmp"), Path("/dev/shm")]
    uid = str(pwd.getpwnam(machine.kari).pw_uid)
    done = subprocess.run(["find", *places, "-xdev", "-type", "f", "-uid", uid], capture_output=True, check=False)
    return {Path(os.fsdecode(line)) for line in done.stdout.splitlines()}


def test_the_backup_of_the_readme_is_one(server):
    (command,) = re.findall(r"^ +15 \* \* \* \* root (.*)$", readme(), flags=re.MULTILINE)
    (server.machine.home / "backups").mkdir()
    places = {**server.places, "/var/backups": str(server.machine.home / "backups")}
    done = server.machine.sh("root", placed(command.replace("\\%", "%"), places))
    assert done.returncode == 0, done.stderr
    (made,) = (server.machine.home / "backups").iterdir()
    assert owner_and_mode(made) == ("root", "0o600")
    restored = server.machine.home / "restored"
    server.machine.ok("root", "restore", made, restored, "--shared", server.machine.group, HOME=str(made.parent))
    assert server.machine.ok(server.machine.ola, "--store", restored, "list") == ""


# The ways in


def test_the_server_understands_every_setting(server):
    user = f"user={server.machine.kari},host=localhost,addr=127.0.0.1"
    done = subprocess.run([SSHD, "-T", "-f", server.config, "-C", user], capture_output=True, text=True, check=True)
    stands = dict(line.split(" ", 1) for line in done.stdout.splitlines() if " " in line)
    assert stands["forcecommand"] == f"{server.machine.python} -I -m tui.cli"
    for name in ("allowtcpforwarding", "allowstreamlocalforwarding", "allowagentforwarding", "x11forwarding"):
        assert stands[name] == "no"
    assert (stands["disableforwarding"], stands["permittunnel"], stands["permituserrc"]) == ("yes", "no", "no")
    assert (stands["clientaliveinterval"], stands["clientalivecountmax"]) == ("15", "3")
    other = subprocess.run([SSHD, "-T", "-f", server.config, "-C", "user=root"], capture_output=True, check=False)
    assert b"forcecommand none" in other.stdout


@pytest.mark.parametrize("command", [["id"], ["sh"], ["sh -c id; id"], ["samling export /etc/x.docx"], ["$(id)"], []])
def test_no_command_is_run(server, command):
    done = server.ssh(command=command, stdin="id\n")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == REFUSED + "\n"


def test_a_command_with_a_terminal_opens_the_screen_all_the_same(server):
    with logged_in(server, command=["sh", "-c", "id"]) as terminal:
        assert "uid=" not in terminal.text
        program_of(server.machine)
        terminal.type("\x11")
        assert terminal.wait_for_end() == 0


@pytest.mark.parametrize("program", ["scp", "scp -O", "sftp"])
def test_no_file_is_carried_in_or_out(server, tmp_path, program):
    (mine := tmp_path / "mine").write_text("inn")
    theirs = server.machine.home_of(server.machine.kari) / "inn"
    program, *options = program.split()
    client = server.client(*options, program=program)
    if program == "scp":
        calls = [[mine, f"{server.target}:{theirs}"], [f"{server.target}:/etc/passwd", tmp_path / "ut"]]
        done = [subprocess.run([*client, *call], capture_output=True, check=False) for call in calls]
    else:
        (tmp_path / "batch").write_text(f"put {mine} {theirs}\nget /etc/passwd {tmp_path / 'ut'}\n")
        done = [subprocess.run([*client, "-b", tmp_path / "batch", server.target], capture_output=True, check=False)]
    assert all(call.returncode for call in done)
    assert not theirs.exists()
    assert not (tmp_path / "ut").exists()


@pytest.fixture
def inside() -> Iterator[int]:
    """The port of a service on the machine, that greets whoever comes."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def greet() -> None:
            with contextlib.suppress(OSError):
                while True:
                    caller, _ = listening.accept()
                    caller.sendall(b"innenfra")
                    caller.close()

        threading.Thread(target=greet, daemon=True).start()
        yield listening.getsockname()[1]
        listening.shutdown(socket.SHUT_RDWR)


def test_nothing_is_forwarded_to_a_service_on_the_machine(server, inside, tmp_path):
    done = server.ssh("-W", f"127.0.0.1:{inside}")
    assert done.returncode != 0
    assert "innenfra" not in done.stdout
    for option, ask in [
        ("-L{socket}:127.0.0.1:" + str(inside), b""),
        ("-D{port}", b"\x05\x01\x00\x05\x01\x00\x01\x7f\x00\x00\x01" + inside.to_bytes(2, "big")),
    ]:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        way = option.format(socket=tmp_path / "s", port=port)
        with subprocess.Popen(
            [*server.client("-N", way), server.target], stderr=subprocess.DEVNULL, env=environment(tmp_path)
        ) as client:
            where = tmp_path / "s" if "-L" in option else ("127.0.0.1", port)
            with connected(where) as line:
                line.sendall(ask)
                line.settimeout(10)
                answer = b"".join(iter(lambda line=line: line.recv(100), b""))
            client.kill()
        assert b"innenfra" not in answer


def connected(where: Path | tuple[str, int]) -> socket.socket:
    """Return a connection, as soon as somebody listens there."""
    for _ in range(1000):
        line = socket.socket(socket.AF_UNIX if isinstance(where, Path) else socket.AF_INET)
        try:
            line.connect(str(where) if isinstance(where, Path) else where)
        except OSError:
            line.close()
            time.sleep(0.01)
        else:
            return line
    raise AssertionError("nobody listens")


@pytest.mark.parametrize("way", ["-R0:127.0.0.1:22", "-R/tmp/samling-test-s:127.0.0.1:22"])
def test_nothing_on_the_machine_listens_for_the_client(server, way):
    done = server.ssh("-N", "-o", "ExitOnForwardFailure=yes", way)
    assert done.returncode == 255
    assert "remote port forwarding failed" in done.stderr


def test_the_clients_environment_stays_outside(server):
    trap = server.machine.home / "trap.py"
    wanted = {
        "SAMLING_STORE": "/tmp/annet",
        "SAMLING_RESTRICTED": "",
        "SAMLING_FILES": "/",
        "SAMLING_SCRIBE": "ola",
        "TEXTUAL_DRIVER": "trap:Driver",
        "TEXTUAL_LOG": "/tmp/log",
        "TEXTUAL_SCREENSHOT": "1",
        "PYTHONPATH": str(trap.parent),
        "PYTHONSTARTUP": str(trap),
        "PYTHONINSPECT": "1",
        "LD_PRELOAD": str(trap),
        "EDITOR": "/bin/sh",
        "PAGER": "/bin/sh",
        "XDG_STATE_HOME": "/tmp/state",
        "_SAMLING_COMPLETE": "bash_source",
    }
    options = ["-A", "-o", "SetEnv=" + " ".join(f'"{name}={value}"' for name, value in wanted.items())]
    with logged_in(server, *options, TERM="../../x", DISPLAY=":9") as terminal:
        number = program_of(server.machine)
        found = dict(
            entry.split("=", 1) for entry in Path(f"/proc/{number}/environ").read_text().split("\0") if "=" in entry
        )
        assert set(found) & (set(wanted) | {"SSH_AUTH_SOCK", "DISPLAY"}) == {
            "SAMLING_STORE",
            "SAMLING_RESTRICTED",
            "SAMLING_FILES",
        }
        assert found["SAMLING_STORE"] == str(server.srv / "velferd")
        assert found["SAMLING_FILES"] == str(server.srv / "files")
        assert found["SAMLING_RESTRICTED"] == "1"
        terminal.type("\x11")
        assert terminal.wait_for_end() == 0


# The ways out of the program


def ask_for_the_name(screen: PseudoTerminal) -> None:
    """Open the minutes, and the form that asks for the name of their file."""
    screen.type("\x1b[20~")
    screen.wait_for("Referat, samling 1")
    screen.type("p")
    screen.wait_for("Hvor skal filen ligge?")


def fill(screen: PseudoTerminal, name: str, *, instead: str) -> None:
    """Give a name in the place of what stands in the form."""
    if instead:
        screen.type("\x15")
        screen.wait_until(lambda: instead not in screen.text)
    screen.type(name)
    screen.wait_for(name[-10:])
    screen.type("\r")


def test_minutes_are_not_written_anywhere_else(server, screen):
    before = files_of(server.machine)
    ask_for_the_name(screen)
    former = ".docx"
    for name in ("../ut", "/tmp/ut", "~/ut", "mappe/ut", ".ut", "..", "x" * 201):
        fill(screen, name, instead=former)
        screen.wait_for("Skriv bare et navn")
        former = name[-10:]
    assert {file for file in files_of(server.machine) - before if file.suffix == ".docx"} == set()


def test_minutes_are_written_in_the_folder_for_them_for_the_group(server, screen):
    ask_for_the_name(screen)
    fill(screen, "mitt referat", instead=".docx")
    screen.wait_for("mitt referat.docx")
    screen.type("\r")
    screen.wait_until(lambda: names_in(server.srv / "files") == ["mitt referat.docx"])
    made = server.srv / "files/mitt referat.docx"
    assert owner_and_mode(made) == (server.machine.kari, "0o640")
    assert made.group() == server.machine.group
    screen.type("o")


def test_a_link_among_the_minutes_is_not_followed(server, screen):
    machine = server.machine
    diary = machine.home_of(machine.kari) / "dagbok"
    machine.sh(machine.kari, 'echo kjære > "$1"; chmod 600 "$1"', diary)
    machine.sh(machine.ola, 'ln -s "$1" "$2"', diary, server.srv / "files/felle.docx")
    ask_for_the_name(screen)
    fill(screen, "felle", instead=".docx")
    screen.wait_for("felle.docx")
    screen.type("\r")
    screen.wait_for("finnes fra før")
    screen.type("o")
    screen.wait_for("kunne ikke skrives")  # not even the link is hers to replace
    assert diary.read_text() == "kjære\n"
    machine.sh(machine.ola, 'rm -f "$1"', server.srv / "files/felle.docx")


def test_people_are_not_read_from_anywhere_else(screen):
    screen.type("\x1b[15~")
    screen.wait_for("navn;organisasjon;rolle")
    screen.type("i")
    screen.wait_for("│CSV-fil")
    former = ""
    for name in ("/etc/passwd", "../../../etc/passwd", "~/.profile"):
        fill(screen, name, instead=former)
        screen.wait_for("Skriv bare et navn")
        former = name


def test_no_key_starts_a_program_or_leaves_a_file(server):
    machine = server.machine
    before = files_of(machine)
    keys = [bytes([code]) for code in range(1, 32) if code not in (0x11, 0x1B)]
    keys += [b"\x1b" + bytes([code]) for code in range(0x21, 0x7F) if code not in b"O[P]X^_"]
    keys += [f"\x1b[{code}~".encode() for code in (11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24, 25, 26, 28, 29)]
    keys += [b"!sh\r", b":!sh\r", b"~!", b"\x1bx", b"\r~^Z"]
    with logged_in(server, "-e", "none") as terminal:
        number = program_of(machine)
        for key in keys:
            terminal.type(key)
            assert children_of(number) == 0
        terminal.settle(0.2)
        assert children_of(number) == 0
        terminal.type("\x11")
        assert terminal.wait_for_end() == 0, terminal.text
    homes = (server.srv, machine.home_of(machine.kari) / ".local/state/samling")
    assert [file for file in files_of(machine) - before if not any(home in file.parents for home in homes)] == []


def test_where_there_is_no_store_none_is_made(server):
    store = server.srv / "velferd"
    away = store.rename(store.with_name("borte"))
    try:
        done = subprocess.run([*server.client("-tt"), server.target], capture_output=True, text=True, check=False)
        assert done.returncode == 3
        assert "Spør den som eier mappen om tilgang" in done.stdout
        assert not store.exists()
    finally:
        away.rename(store)


# What others on the machine see


def test_nothing_of_the_content_is_in_process_lists_logs_or_stray_files(server, screen):
    screen.type("! Hemmeligord @kari\r")
    screen.wait_for("✓ lagret")
    screen.type("og en halv hemmeligord")
    screen.wait_for("halv hemmeligord")
    lines = b""
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            with contextlib.suppress(OSError):
                lines += (folder / "cmdline").read_bytes() + (folder / "environ").read_bytes()
    assert b"emmeligord" not in lines
    assert "emmeligord" not in server.log.read_text(errors="replace")
    told = [file for file in files_of(server.machine) if b"emmeligord" in file.read_bytes()]
    assert {file.parent.name for file in told} <= {"journals", "drafts", "velferd"}
    assert told
    screen.type("\x15")


# Without a server


@pytest.mark.parametrize("arguments", [["list"], ["new", "x"], ["export", "/tmp/x.docx"], ["--version"], ["-h"]])
def test_a_restricted_account_runs_no_command(tmp_path, arguments):
    variables = environment(tmp_path, SAMLING_RESTRICTED="1")
    done = subprocess.run([SAMLING, *arguments], env=variables, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", REFUSED + "\n")
    assert list(tmp_path.iterdir()) == []
