"""What is made safe for a terminal only prints."""

import unicodedata

from conftest import any_text
from hypothesis import given

from tui.safe import safe


@given(any_text)
def test_nothing_that_could_drive_a_terminal_is_left(text):
    for character in safe(text):
        category = unicodedata.category(character)
        assert category not in ("Cc", "Cs", "Zl", "Zp")
        assert unicodedata.bidirectional(character) not in (
            "LRE",
            "RLE",
            "LRO",
            "RLO",
            "PDF",
            "LRI",
            "RLI",
            "FSI",
            "PDI",
        )


@given(any_text)
def test_no_character_vanishes(text):
    assert len(safe(text)) == len(text)


def test_what_prints_stays_as_it_is():
    for text in ("Trygg hjemreise på æøå", "Máret Iŋgá", "日本語", "👩‍👩‍👧", "[@click=app.quit]x[/]", "e\u0301"):
        assert safe(text) == text


def test_controls_are_seen_as_signs():
    assert safe("\x1b]0;x\x07\t\x9b\u202e\x7f") == "␛]0;x␇ \ufffd\ufffd␡"
