"""A shared machine for the tests: real accounts, a group, and the program installed where everyone may run it."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import ROOT

NEEDED = "the tests with several accounts need root, useradd and groupadd"
_NOT_OF_PYTHON = ("test", "tests", "idlelib", "lib2to3", "tkinter", "site-packages", "*.a")
_NOT_OF_PACKAGES = ("*.pth", "__editable__*", "mypy*", "ruff*", "hypothesis*", "pip*")


@dataclass(frozen=True)
class Machine:
    """A folder that everyone may enter, two scribes of one group, and somebody who is not in it."""

    home: Path
    group: str
    kari: str
    ola: str
    stranger: str

    @property
    def python(self) -> Path:
        """The interpreter of the installation."""
        return self.home / "opt/samling/bin/python"

    def home_of(self, who: str) -> Path:
        """The home of an account."""
        return Path(pwd.getpwnam(who).pw_dir)

    def run(
        self, who: str, *command: str | Path, umask: int = 0o022, stdin: str = "", **environment: str
    ) -> subprocess.CompletedProcess[str]:
        """Run a command as an account, with all its groups and nothing else of the caller's."""
        account = pwd.getpwnam(who)
        return subprocess.run(
            command,
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            user=account.pw_uid,
            group=account.pw_gid,
            extra_groups=os.getgrouplist(who, account.pw_gid),
            cwd=account.pw_dir,
            umask=umask,
            env={"HOME": account.pw_dir, "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin", **environment},
            timeout=60,
            check=False,
        )

    def samling(
        self, who: str, *arguments: str | Path, umask: int = 0o022, stdin: str = "", **environment: str
    ) -> subprocess.CompletedProcess[str]:
        """Run the program as an account; nobody is shown a traceback."""
        command = (self.python, "-I", "-m", "tui.cli", "--language", "en", *arguments)
        done = self.run(who, *command, umask=umask, stdin=stdin, **environment)
        assert "Traceback" not in done.stderr, done.stderr
        return done

    def sh(self, who: str, script: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """Run a line of shell as an account; the arguments are $1, $2 ..."""
        return self.run(who, "/bin/sh", "-c", script, "sh", *arguments)

    def ok(self, who: str, *arguments: str | Path, **more: str) -> str:
        """Run a command of the program that must succeed, and return what it printed."""
        done = self.samling(who, *arguments, **more)
        assert done.returncode == 0, done.stderr
        return done.stdout


def need(what: str, *, there: object) -> None:
    """Fail in CI where something is not there; elsewhere leave the test out, and say so aloud."""
    if there:
        return
    if os.environ.get("CI"):
        pytest.fail(what)
    print(what, file=sys.__stderr__)
    pytest.skip(what)


@contextmanager
def machine() -> Iterator[Machine]:
    """The machine; afterwards its accounts and files are gone."""
    need(NEEDED, there=os.geteuid() == 0 and shutil.which("useradd") and shutil.which("groupadd"))
    home = Path(tempfile.mkdtemp(prefix="samling-machine-"))
    home.chmod(0o755)
    tag = secrets.token_hex(3)
    made = Machine(home, *(f"{name}{tag}" for name in ("scribes", "kari", "ola", "fremmed")))
    try:
        with _accounts_locked():
            _call("groupadd", made.group)
            for who in (made.kari, made.ola, made.stranger):
                groups = [] if who == made.stranger else ["--groups", made.group]
                options = ["--create-home", "--home-dir", home / who, "--shell", "/bin/sh", "--password", "*"]
                _call("useradd", *options, *groups, who)
        _install(home / "opt/samling")
        yield made
    finally:
        with _accounts_locked():
            for who in (made.kari, made.ola, made.stranger):
                _end_processes(who)
                subprocess.run(["userdel", "--force", who], capture_output=True, check=False)
            subprocess.run(["groupdel", made.group], capture_output=True, check=False)
        shutil.rmtree(home)


@contextmanager
def _accounts_locked() -> Iterator[None]:
    """One at a time: the tools give up where another has the list of accounts."""
    with (ROOT / "pyproject.toml").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _end_processes(who: str) -> None:
    """End what an account still runs, such as a session whose client was killed."""
    with contextlib.suppress(KeyError):
        uid = pwd.getpwnam(who).pw_uid
        for folder in Path("/proc").iterdir():
            with contextlib.suppress(OSError):
                if folder.name.isdigit() and folder.stat().st_uid == uid:
                    os.kill(int(folder.name), signal.SIGKILL)


def _call(*command: str | Path) -> None:
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr


def _install(target: Path) -> None:
    """Install the program as an administrator would: an environment of its own that belongs to root."""
    python = Path(os.path.realpath(sys.executable))
    if not _may_be_entered(python):
        python = _copied(Path(sys.base_prefix), target.parent / "python")
    _call(python, "-m", "venv", "--without-pip", target)
    packages = target / f"lib/python{sys.version_info[0]}.{sys.version_info[1]}/site-packages"
    _copy(Path(sysconfig.get_path("purelib")), packages, _NOT_OF_PACKAGES)
    for name in ("tui", "exports", "storage"):
        shutil.copytree(ROOT / name, packages / name, dirs_exist_ok=True)
    script = target / "bin/samling"
    script.write_text(f"#!{target}/bin/python\nfrom tui.cli import main\nmain()\n")
    script.chmod(0o755)


def _may_be_entered(path: Path) -> bool:
    return all(above.stat().st_mode & 0o005 == 0o005 for above in path.parents)


def _copied(prefix: Path, target: Path) -> Path:
    """An interpreter that stands where only root may go, put where everyone may."""
    name = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    (target / "bin").mkdir(parents=True)
    shutil.copy2(os.path.realpath(sys.executable), target / "bin" / name)
    _copy(prefix / "lib", target / "lib", _NOT_OF_PYTHON)
    return target / "bin" / name


def _copy(source: Path, target: Path, without: tuple[str, ...]) -> None:
    """Copy a folder; second names of the same files do, where they can be had."""
    ignore = shutil.ignore_patterns(*without)
    shutil.copytree(source, target, ignore=ignore, copy_function=_link_or_copy, symlinks=True, dirs_exist_ok=True)


def _link_or_copy(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def owner_and_mode(path: Path) -> tuple[str, str]:
    """Return who owns something, and its mode."""
    status = path.lstat()
    return pwd.getpwuid(status.st_uid).pw_name, oct(status.st_mode & 0o7777)
