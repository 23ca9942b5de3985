"""What the program is told from outside."""

import json

import pytest

from tui.settings import read_settings


def settings(tmp_path, **environment):
    return read_settings({"HOME": str(tmp_path), **environment})


def test_the_environment_comes_before_what_is_remembered(tmp_path):
    settings(tmp_path, SAMLING_STORE="/a", SAMLING_LANGUAGE="nn").remember()
    assert str(settings(tmp_path).store) == "/a"
    assert settings(tmp_path).language == "nn"
    assert str(settings(tmp_path, SAMLING_STORE="/b").store) == "/b"
    assert settings(tmp_path, SAMLING_LANGUAGE="en").language == "en"


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ("nn_NO.UTF-8", "nn"),
        ("nb_NO.UTF-8", "nb"),
        ("no_NO", "nb"),
        ("en_GB.UTF-8", "en"),
        ("de_DE", "en"),
        ("C", "nb"),
        ("", "nb"),
    ],
)
def test_the_locale_gives_the_language_where_nobody_says(tmp_path, locale, language):
    assert settings(tmp_path, LANG=locale).language == language


def test_a_language_that_is_none_is_not_believed(tmp_path):
    assert settings(tmp_path, SAMLING_LANGUAGE="xx").language == "nb"


@pytest.mark.parametrize("content", [b"", b"\xff", b"[]", b'{"store": 3}', b"{"])
def test_a_spoilt_memory_is_no_memory(tmp_path, content):
    remembered = settings(tmp_path)
    remembered.remember()
    remembered.memory.write_bytes(content)
    assert settings(tmp_path).store == remembered.data / "network"


def test_what_is_remembered_is_private_and_short(tmp_path):
    remembered = settings(tmp_path, SAMLING_STORE="/a")
    remembered.remember()
    assert remembered.memory.stat().st_mode & 0o077 == 0
    assert json.loads(remembered.memory.read_text()) == {"store": "/a", "language": "nb", "mask": "off"}


def test_a_home_that_may_not_be_written_does_not_matter(tmp_path):
    (tmp_path / ".local").write_text("a file is in the way")
    settings(tmp_path, SAMLING_STORE="/a").remember()
    assert settings(tmp_path, SAMLING_STORE="/a").store.name == "a"
