"""Where a name that is typed on the screen leads: anywhere, or into the one folder that an account has."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from conftest import ROOT, any_text
from hypothesis import given

from storage.errors import StoreDenied
from tui.app import make_app
from tui.places import Place
from tui.settings import read_settings


def settings(tmp_path, **environment):
    return read_settings({"HOME": str(tmp_path), **environment})


def test_the_user_may_go_anywhere_who_is_not_restricted(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", "/home/kari")
    place = settings(tmp_path).place
    assert place.open
    assert all(map(place.allows, ("/etc/x", "../x", "~/x", ".x")))
    assert str(place.path("~/x")) == "/home/kari/x"
    assert str(place.path("~nobody-at-all/x")) == "~nobody-at-all/x"


@pytest.mark.parametrize("name", ["", ".", "..", ".x", "/x", "a/b", "../x", "x\0y", "å" * 101])
def test_a_name_leads_out_of_no_folder_that_is_set(tmp_path, name):
    assert not Place(tmp_path).allows(name)


@given(any_text)
def test_whatever_name_is_allowed_lies_in_the_folder(text):
    place = Place(ROOT)
    if place.allows(text):
        assert Path(os.path.normpath(place.path(text))).parent == ROOT


def test_a_restricted_account_has_a_folder_in_any_case(tmp_path):
    place = settings(tmp_path, SAMLING_RESTRICTED="1").place
    assert place.folder == tmp_path / ".local/share/samling/files"
    assert settings(tmp_path, SAMLING_RESTRICTED="1", SAMLING_FILES="/srv/x").place.folder.name == "x"
    assert not settings(tmp_path, SAMLING_RESTRICTED="").restricted
    place.prepare()
    assert {path.stat().st_mode & 0o7777 for path in tmp_path.rglob("*")} == {0o700}


@pytest.mark.parametrize(("folder", "file"), [(0o3770, 0o640), (0o700, 0o600), (0o770, 0o600)])
def test_minutes_are_for_the_group_where_their_folder_is(tmp_path, folder, file):
    tmp_path.chmod(folder)
    assert Place(tmp_path).mode() == file


def test_a_restricted_account_makes_no_store(tmp_path):
    with pytest.raises(StoreDenied):
        make_app(settings(tmp_path, SAMLING_RESTRICTED="1"))
    assert make_app(settings(tmp_path)).store is None


def test_the_program_starts_no_other_and_keeps_no_log():
    files = [path for name in ("tui", "exports", "storage") for path in (ROOT / name).rglob("*.py")]
    others = r"\b(?:import (?:subprocess|logging|syslog|pty)|os\.(?:system|popen|exec|spawn|posix_spawn|fork))"
    found = {path.name for path in files if re.search(others, path.read_text(encoding="utf-8"))}
    assert found == {
        "isolation.py",  # which starts Python anew, with less of the environment
        "pdf.py",  # which starts LibreOffice, never for a restricted account
    }
