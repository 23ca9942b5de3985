"""A server for logins on this machine, of its own: one key, no password, any command or one alone."""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SSHD = "/usr/sbin/sshd"
SEPARATION = Path("/run/sshd")
"""The empty folder that sshd demands when root starts it."""


@contextmanager
def serving(folder: Path, *, only: str = "") -> Iterator[list[str]]:
    """The beginning of a command that logs in and runs what follows; empty where no server is installed.

    Where the key is for one command only, that is what runs.
    """
    if not Path(SSHD).exists() or not shutil.which("ssh") or not shutil.which("ssh-keygen"):
        yield []
        return
    for name in ("host", "key"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / name], check=True)
    limits = f'restrict,pty,command="{only}" ' if only else ""
    (folder / "authorized").write_text(limits + (folder / "key.pub").read_text())
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = {
        "Port": port,
        "ListenAddress": "127.0.0.1",
        "HostKey": folder / "host",
        "AuthorizedKeysFile": folder / "authorized",
        "PasswordAuthentication": "no",
        "StrictModes": "no",
        "UsePAM": "no",
        "PidFile": "none",
        "MaxStartups": "100",
        "AcceptEnv": "LANG LC_*",
    }
    (folder / "sshd_config").write_text("".join(f"{name} {value}\n" for name, value in settings.items()))
    if os.geteuid() == 0:
        SEPARATION.mkdir(0o755, exist_ok=True)  # and it stays: other servers of these tests may be using it
    server = subprocess.Popen([SSHD, "-D", "-e", "-f", folder / "sshd_config"], stderr=subprocess.PIPE)
    try:
        assert server.stderr is not None
        assert b"listening" in server.stderr.readline()
        yield login(folder, port)
    finally:
        server.terminate()
        server.communicate()


def login(folder: Path, port: int) -> list[str]:
    """Return the command that logs in with a terminal."""
    options = ["StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null", "IdentitiesOnly=yes", "LogLevel=ERROR"]
    command = ["ssh", "-tt", "-F", "none", "-i", str(folder / "key"), "-p", str(port)]
    return [*command, *(part for option in options for part in ("-o", option)), f"{getpass.getuser()}@127.0.0.1"]
