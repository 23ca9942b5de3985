"""The capture line: what is typed, what it means, and back again."""

import datetime as dt
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.ids import fold
from storage.model import LANGUAGES, Kind
from tui.line.completion import Completion, complete
from tui.line.grammar import read, spans, write
from tui.line.lines import Blank, Capture, Continuation, GoTo, Repair, Slot, Span
from tui.line.marks import MARKS
from tui.line.names import Known, Named
from tui.line.slots import SLOTS

TODAY = dt.date(2026, 12, 1)
FRIDAY = dt.date(2026, 12, 4)
THE_FIFTEENTH = dt.date(2026, 12, 15)
KNOWN = Known(
    parties=(
        Named("kari", "Kari Nordmann"),
        Named("ola", "Ola Vik"),
        Named("olav", "Olav Lund"),
        Named("hansen", "Per Hansen"),
        Named("per-b", "Per Berg"),
        Named("åse", "Åse Ødegård"),
        Named("fjordvik", "Fjordvik kommune"),
        Named("3d", "3D Omsorg AS"),
        Named("action", "Action Nå"),
        Named("behov", "Behov"),
        Named("pluss", "+Pluss: AS"),
        Named("straße", "Straße\u2028 Nord"),
        Named("KARI", "Kari Skygge"),
        Named("to ord", "Uten Handle"),
        Named("s", "s/a b/c"),
    ),
    themes=(
        Named("dialog", "Dialog med markedet"),
        Named("behov", "Behov og mål"),
        Named("2030", "Målbilde"),
        Named("3-part", "3"),
        Named("behandling", "dialog"),
        Named("tom", ""),
        Named("dobbel", "DIALOG  MED MARKEDET"),
    ),
    today=TODAY,
    language="nb",
)


def point(text, **rest):
    return Capture(Kind.POINT, text, **rest)


def action(text, **rest):
    return Capture(Kind.ACTION, text, **rest)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("+ Trygghet", Kind.NEED),
        ("! Trygghet", Kind.ACTION),
        ("= Trygghet", Kind.DECISION),
        ("? Trygghet", Kind.QUESTION),
        ("* Trygghet", Kind.LEARNING),
        ("  +   Trygghet  ", Kind.NEED),
        ("+Trygghet", Kind.NEED),
        ("?Trygghet", Kind.QUESTION),
        ("behov: Trygghet", Kind.NEED),
        ("BEHOV:Trygghet", Kind.NEED),
        ("need: Trygghet", Kind.NEED),
        ("Tiltak: Trygghet", Kind.ACTION),
        ("aksjon: Trygghet", Kind.ACTION),
        ("ACTION: Trygghet", Kind.ACTION),
        ("vedtak: Trygghet", Kind.DECISION),
        ("beslutning: Trygghet", Kind.DECISION),
        ("avgjerd: Trygghet", Kind.DECISION),
        ("decision: Trygghet", Kind.DECISION),
        ("RESOLUTION: Trygghet", Kind.DECISION),
        ("resolved: Trygghet", Kind.DECISION),
        ("SPØRSMÅL: Trygghet", Kind.QUESTION),
        ("spørsma\u030al: Trygghet", Kind.QUESTION),
        ("spm: Trygghet", Kind.QUESTION),
        ("question: Trygghet", Kind.QUESTION),
        ("læring: Trygghet", Kind.LEARNING),
        ("lærdom: Trygghet", Kind.LEARNING),
        ("learning: Trygghet", Kind.LEARNING),
        ("innspill: Trygghet", Kind.POINT),
        ("innspel: Trygghet", Kind.POINT),
        ("poeng: Trygghet", Kind.POINT),
        ("punkt: Trygghet", Kind.POINT),
        ("point: Trygghet", Kind.POINT),
        ("Trygghet", Kind.POINT),
    ],
)
def test_the_sign_or_the_word_at_the_front_says_the_kind(line, kind):
    assert read(line, KNOWN) == Capture(kind, "Trygghet")


@pytest.mark.parametrize(
    "line",
    [
        "+",
        "!",
        "?",
        "+47 900 00 000",
        "=)",
        "=> dette",
        "?!",
        "!!! Viktig",
        "**",
        "**viktig**",
        "+- to",
        "behov:",
        "Kari:",
        "behovet: stort",
        "klokka 12:30",
        "Noen: sa noe",
        "Per: hvem av dem",
        "...",
        "…",
        "....",
        "...og så",
        "s/gammel",
        "s//ny/",
        "s/a/b/c",
        "#",
        "#3",
        "#ukjent",
        "#be alone",
        "#d",
        "tema:",
        "kontakt@kommune.no",
        "@",
        "@3",
        "@kari/ola",
        "(@kari)",
        "epost til a@b",
        ">",
        ">3 biler",
        "> 31.02",
        "->fredag",
        "Frist 15.12 er for kort",
        "C:\\temp",
        "\\",
        "\\alene",
        "a \\ b",
        "C:\\@kari",
        "a  b\tc",
        "\ud800",
    ],
)
def test_what_is_not_a_mark_is_text(line):
    assert read(line, KNOWN) == point(line)


@pytest.mark.parametrize("bullet", ["- ", "–  ", " •\t", "· ", "\uf0b7 "])
def test_the_bullet_of_a_pasted_list_is_left_out(bullet):
    assert read(f"{bullet}Dørene er gamle", KNOWN) == point("Dørene er gamle")
    assert read(f"{bullet}! Ringe @kari >fredag", KNOWN) == action("Ringe", responsible=("kari",), due=FRIDAY)
    assert read(f"{bullet}Kari: Vi har prøvd", KNOWN) == point("Vi har prøvd", said_by="kari")
    assert read(f"\\{bullet.strip()} to", KNOWN) == point(f"{bullet.strip()} to")


@pytest.mark.parametrize("line", ["-", "-5 grader", "-ish", "1. mai", "- - to", "+ - to", "Kari: - to"])
def test_what_only_looks_like_a_bullet_is_text(line):
    said = read(line, KNOWN)
    assert isinstance(said, Capture)
    assert said.text == line.removeprefix("- ").removeprefix("+ ").removeprefix("Kari: ")


@pytest.mark.parametrize("line", ["", " ", "\t\n\u2028", "\x1f\u00a0"])
def test_nothing_but_blanks_is_a_blank_line(line):
    assert read(line, KNOWN) == Blank()


@pytest.mark.parametrize(
    ("line", "said_by"),
    [
        ("Kari: Nei", "kari"),
        ("kari: Nei", "kari"),
        ("KARI NORDMANN: Nei", "kari"),
        ("ola: Nei", "ola"),
        ("hansen: Nei", "hansen"),
        ("Per Berg: Nei", "per-b"),
        ("Fjordvik: Nei", "fjordvik"),
        ("ÅSE: Nei", "åse"),
        ("A\u030ase: Nei", "åse"),
        ("Strasse nord: Nei", "straße"),
        ("3D: Nei", "3d"),
    ],
)
def test_a_known_name_and_a_colon_say_who_said_it(line, said_by):
    assert read(line, KNOWN) == point("Nei", said_by=said_by)


def test_who_said_it_stands_before_or_after_the_kind():
    expected = Capture(Kind.NEED, "Trygghet", said_by="kari")
    for line in ("Kari: + Trygghet", "+ Kari: Trygghet", "behov: Kari: Trygghet", "Kari Nordmann: behov: Trygghet"):
        assert read(line, KNOWN) == expected


def test_only_one_said_it_and_only_one_kind_holds():
    assert read("Kari: Ola: Nei", KNOWN) == point("Ola: Nei", said_by="kari")
    assert read("+ behov: x", KNOWN) == Capture(Kind.NEED, "behov: x")


def test_the_line_of_a_w3c_scribe_works_as_typed():
    assert read("ACTION: Kari to call by friday", KNOWN) == action("Kari to call", due=FRIDAY)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("! Ringe Ola @kari", action("Ringe Ola", responsible=("kari",))),
        ("! @kari ringer", action("ringer", responsible=("kari",))),
        ("! @kari, ring Ola", action("ring Ola", responsible=("kari",))),
        ("!@kari: ring Ola", action("ring Ola", responsible=("kari",))),
        ("Ringe @kari, og så", point("Ringe, og så", responsible=("kari",))),
        ("Ringe @kari.", point("Ringe.", responsible=("kari",))),
        ("Ringe  @kari  nå", point("Ringe   nå", responsible=("kari",))),
        ("@Olav @Åse @Fjordvik", point("", responsible=("olav", "åse", "fjordvik"))),
        ("@per @Kari @KARI", point("", responsible=("per", "kari"))),
        ("@Leverandør_1.as-x!", point("!", responsible=("Leverandør_1.as-x",))),
        ("@3d", point("", responsible=("3d",))),
        ("@action", point("", responsible=("action",))),
    ],
)
def test_an_at_sign_names_the_responsible_and_leaves_the_text_with_one_blank(line, expected):
    assert read(line, KNOWN) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Prat tidlig #dialog", point("Prat tidlig", theme="dialog")),
        ("Prat #DIA tidlig", point("Prat tidlig", theme="dialog")),
        ("#dialog: Prat tidlig", point("Prat tidlig", theme="dialog")),
        ("Prat #be tidlig", point("Prat #be tidlig")),
        ("Prat #beho tidlig", point("Prat tidlig", theme="behov")),
        ("Prat #2030", point("Prat #2030")),
        ("Prat #3-part", point("Prat", theme="3-part")),
        ("Prat #dialog #behov", point("Prat #behov", theme="dialog")),
        ("+ #dialog", Capture(Kind.NEED, "", theme="dialog")),
        ("#tom", point("", theme="tom")),
    ],
)
def test_a_hash_files_under_a_known_theme(line, expected):
    assert read(line, KNOWN) == expected


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("# Ny sak", "Ny sak"),
        ("  #   Ny  sak @kari ", "Ny  sak @kari"),
        ("tema: Ny sak", "Ny sak"),
        ("Emne:Ny sak", "Ny sak"),
        ("TOPIC: Ny sak", "Ny sak"),
        ("theme: Ny sak", "Ny sak"),
        ("# dialog MED markedet", "Dialog med markedet"),
        ("# behov", "Behov og mål"),
        ("# dialog", "dialog"),
        ("# 1", "Dialog med markedet"),
        ("# 2", "Behov og mål"),
        ("# 3", "3"),
        ("# 6", "6"),
        ("# 0", "0"),
        ("# 99", "99"),
        ("# ²", "²"),
        ("#dialog", "Dialog med markedet"),
        ("#Dobb", "Dialog med markedet"),
        ("# 2030", "Målbilde"),
    ],
)
def test_a_title_goes_to_its_theme(line, title):
    assert read(line, KNOWN) == GoTo(title)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("! Ringe >fredag", action("Ringe", due=FRIDAY)),
        ("! Ringe > fredag nå", action("Ringe nå", due=FRIDAY)),
        ("! >15. desember ringe Ola", action("ringe Ola", due=THE_FIFTEENTH)),
        ("! Ringe innen fredag, og skrive", action("Ringe, og skrive", due=FRIDAY)),
        ("! Frist: fredag. Ringe", action(". Ringe", due=FRIDAY)),
        ("! Ringe senest 15.12", action("Ringe", due=THE_FIFTEENTH)),
        ("! Call within two weeks", action("Call", due=THE_FIFTEENTH)),
        ("! Ringe frist senest fredag", action("Ringe", due=FRIDAY)),
        ("! Svare innen 2.5 timer", action("Svare innen 2.5 timer")),
        ("! Ringe >fredag >15.12", action("Ringe >15.12", due=FRIDAY)),
        ("! Ringe innen fredag >15.12", action("Ringe >15.12", due=FRIDAY)),
        ("Ringe innen fredag", point("Ringe", due=FRIDAY)),
        ("Ringe innen fredag!", point("Ringe!", due=FRIDAY)),
        ("Ringe innen fredag @kari, #dialog.", point("Ringe,.", responsible=("kari",), due=FRIDAY, theme="dialog")),
        ("Frist fredag @kari er kort", point("Frist fredag er kort", responsible=("kari",))),
        ("Frist fredag @kari, er kort", point("Frist fredag, er kort", responsible=("kari",))),
        ("Frist fredag >15.12", point("Frist fredag", due=THE_FIFTEENTH)),
        ("Frist fredag er kort >15.12", point("Frist fredag er kort", due=THE_FIFTEENTH)),
        ("! Besøke en by innen fredag", action("Besøke en by", due=FRIDAY)),
        ("! Ringe innen den 15. @kari", action("Ringe", responsible=("kari",), due=THE_FIFTEENTH)),
        ("! Svare innen mandag etter påske", action("Svare innen mandag etter påske")),
        ("! Sette en frist man kan holde", action("Sette en frist man kan holde")),
        ("Ikke frist fredag frist 15.12", point("Ikke frist fredag", due=THE_FIFTEENTH)),
    ],
)
def test_a_due_date_is_understood_where_it_is_meant(line, expected):
    assert read(line, KNOWN) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("... også i helgene", Continuation("også i helgene")),
        ("…  også", Continuation("også")),
        ("... + også @kari >fredag", Continuation("+ også", ("kari",), FRIDAY)),
        ("... #dialog", Continuation("#dialog")),
        ("... Kari: nei", Continuation("Kari: nei")),
        ("... @kari", Continuation("", ("kari",))),
    ],
)
def test_an_ellipsis_goes_on_with_the_item_before(line, expected):
    assert read(line, KNOWN) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("s/gammel/ny/", Repair("gammel", "ny")),
        ("s/gammel/ny", Repair("gammel", "ny")),
        (" s/ gammel / ny / ", Repair(" gammel ", " ny ")),
        ("s/gammel//", Repair("gammel", "")),
        (r"s/og\/eller/og/", Repair("og/eller", "og")),
        (r"s/C:\temp/C:\tmp", Repair(r"C:\temp", r"C:\tmp")),
        (r"s/a\\/b", Repair("a\\", "b")),
        ("s/a/b\\", Repair("a", "b\\")),
        ("s/@kari/@ola/", Repair("@kari", "@ola")),
    ],
)
def test_old_and_new_between_slashes_repair(line, expected):
    assert read(line, KNOWN) == expected


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (r"\+ pluss", "+ pluss"),
        (r"\\+ pluss", r"\+ pluss"),
        (r"\Kari: nei", "Kari: nei"),
        (r"\behov: x", "behov: x"),
        (r"\... så", "... så"),
        (r"\s/a/b/", "s/a/b/"),
        (r"\# tittel", "# tittel"),
        (r"\#dialog", "#dialog"),
        (r"\tema: x", "tema: x"),
        (r"Ring \@kari", "Ring @kari"),
        (r"Ring \\\@kari", r"Ring \\@kari"),
        (r"Ring \>fredag", "Ring >fredag"),
        (r"Ring \innen fredag", "Ring innen fredag"),
        (r"Ring \innen fredag da", r"Ring \innen fredag da"),
        (r"Ring \#ukjent", r"Ring \#ukjent"),
        (r"\+47", r"\+47"),
    ],
)
def test_a_backslash_makes_text_of_a_mark_and_vanishes(line, text):
    assert read(line, KNOWN) == point(text)


def test_a_backslash_at_the_front_ends_what_stands_before_the_text():
    assert read(r"\+ Kari: nei @ola", KNOWN) == point("+ Kari: nei", responsible=("ola",))
    assert read(r"+ \Kari: nei", KNOWN) == Capture(Kind.NEED, "Kari: nei")


def test_line_breaks_are_blanks():
    assert read("+\nTrygghet\r\nog ro @kari", KNOWN) == Capture(Kind.NEED, "Trygghet  og ro", responsible=("kari",))


def test_every_example_in_the_table_reads_as_its_mark():
    for mark in MARKS:
        for language in LANGUAGES:
            line = mark.examples[language]
            found = {span.id for span in spans(line, KNOWN)}
            assert mark.id in found or (mark.id, read(line, KNOWN)) == ("point", point(line))
            assert mark.sign in line


def test_every_word_in_the_table_reads_as_its_mark():
    for mark in MARKS:
        for words in mark.words.values():
            for word in words:
                line = {"due": f"{word} fredag", "each": f"... {word}"}.get(mark.id, f"{word}: fredag")
                line = f"... {line}" if mark.id in SLOTS else line
                assert [span.id for span in spans(line, KNOWN)][-1] == mark.id


def test_spans_say_what_each_part_of_the_line_was_understood_as():
    assert spans(" + Kari: Ring \\@ola @åse, #dia >15.12", KNOWN) == (
        Span(1, 2, "need"),
        Span(3, 8, "said_by"),
        Span(14, 15, "literal"),
        Span(20, 24, "responsible"),
        Span(26, 30, "theme"),
        Span(31, 37, "due"),
    )
    assert spans("# Tittel ", KNOWN) == (Span(0, 8, "goto"),)
    assert spans("s/a/b/", KNOWN) == (Span(0, 6, "repair"),)
    assert spans("... og", KNOWN) == (Span(0, 3, "continue"),)
    assert spans("Ring innen fredag @ola", KNOWN) == (Span(5, 17, "due"), Span(18, 22, "responsible"))


def test_a_capture_is_written_as_a_scribe_would_type_it():
    capture = Capture(Kind.NEED, "Trygghet", "kari", ("ola", "Leverandør"), FRIDAY, "dialog")
    assert write(capture, KNOWN) == "+ Kari Nordmann: Trygghet @ola @Leverandør #dialog >2026-12-04"


@pytest.mark.parametrize(
    ("line", "cursor", "expected"),
    [
        ("! Ring @ka", 10, Completion(7, 10, ("@kari ",))),
        ("! Ring @KA", 10, Completion(7, 10, ("@kari ",))),
        ("! Ring @ol", 10, Completion(7, 10, ("@ola ", "@olav "))),
        ("! Ring @olav", 12, Completion(7, 12, ("@olav ",))),
        ("! Ring @ola", 11, Completion(7, 11, ("@ola ", "@olav "))),
        ("!@ber", 5, Completion(1, 5, ("@per-b ",))),
        ("@Ø", 2, Completion(0, 2, ("@åse ",))),
        ("@A\u030a", 3, Completion(0, 3, ("@åse ",))),
        ("Ring @ka nå", 8, Completion(5, 9, ("@kari ",))),
        ("Ring @kari nå", 8, Completion(5, 11, ("@kari ",))),
        ("Ring @ukjent", 12, None),
        ("Prat #dia", 9, Completion(5, 9, ("#dialog ", "#behandling ", "#dobbel "))),
        ("Prat #mål", 9, Completion(5, 9, ("#2030 ", "#behov "))),
        ("# dia", 5, Completion(2, 5, ("Dialog med markedet", "dialog"))),
        ("tema: mål", 9, Completion(6, 9, ("Målbilde", "Behov og mål"))),
        ("Ka", 2, Completion(0, 2, ("Kari Nordmann: ",))),
        ("+ ka", 4, Completion(2, 4, ("Kari Nordmann: ",))),
        ("+ka", 3, Completion(1, 3, ("Kari Nordmann: ",))),
        ("behov: Per B", 12, Completion(7, 12, ("Per Berg: ",))),
        ("Kari: Ol", 8, None),
        ("+ ", 2, None),
        ("", 0, None),
        ("Vi bør", 6, None),
        ("s/ka", 4, None),
    ],
)
def test_tab_completes_parties_themes_and_who_said_it(line, cursor, expected):
    assert complete(line, cursor, KNOWN) == expected


def test_tab_after_a_lone_sign_offers_all():
    assert len(complete("@", 1, KNOWN).candidates) == 13
    assert complete("Prat #", 6, KNOWN).candidates[0] == "#dialog "
    assert complete("# ", 2, KNOWN).candidates[0] == "Dialog med markedet"


PIECES = """
    + ! = ? * ... … # #dialog #be #behov #3 # s/ / / \\ \\ \\\\ @ @kari @Ola @ukjent @3 . , : ; ! ) > >fredag > >31.02
    frist innen by fredag uke 50 15.12 Kari: Kari Nordmann : Per: Action action: Nå: behov: Behov: innspill: tema:
    @alle @Hver @each
    pluss: s: \\+ \\@kari \\>fredag \\Kari: s/a/b s/a/b/ \\s/a/b/ "sitat" C:\\temp æøå A\u030a \ud800 \u200b straße: to
    \x1f \u00a0 +47 =) 1.5 timer month 2026 + desember hvem: HVEM: ... ... effekt: now: kilde:x \\... \\hvem: måles +
    - – • · \\- \\• -5 -x
"""
pieces = st.sampled_from([piece.strip("\n") for piece in PIECES.split(" ")])
raw_lines = (
    st.text()
    | st.lists(pieces, max_size=8).map("".join)
    | st.lists(pieces, max_size=10).map(" ".join)
    | st.lists(pieces | st.text(max_size=3) | st.just("\n"), max_size=8).map(" ".join)
)
texts = raw_lines.map(lambda line: re.sub(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]", " ", line).strip())
handles = st.sampled_from(["kari", "ola", "hansen", "per-b", "åse", "3d", "straße", "pluss", "s"])
strange_words = st.from_regex(r"\A[^\W\d_](?:[\w.-]*\w)?\Z").filter(
    lambda word: word[0].isalpha() and not KNOWN.party(word)
)
responsible = st.lists(handles | st.just("action") | strange_words, max_size=3, unique_by=fold).map(tuple)
dues = st.none() | st.dates()
themes = st.sampled_from(["", "dialog", "behov", "3-part", "behandling", "tom"])
slots = st.lists(st.builds(Slot, st.sampled_from(SLOTS), texts.filter(bool)), unique_by=lambda slot: slot.name).map(
    tuple
)


def _says_something(capture):
    return bool(capture.text or capture.responsible or capture.due or capture.theme or capture.slots)


captures = st.builds(
    lambda each, slots, kind, *said: Capture(
        kind, *said, each=each and kind is Kind.ACTION, slots=slots if kind is Kind.NEED else ()
    ),
    *(st.booleans(), slots, st.sampled_from(Kind), texts, st.just("") | handles | st.just("action")),
    *(responsible, dues, themes),
).filter(_says_something)
continuations = st.builds(Continuation, texts, responsible, dues, st.booleans(), slots)
titles = texts.filter(bool).map(KNOWN.title)
unbroken = st.one_of(texts, texts.map(lambda text: f" {text} "), st.text("\\/a b"))
repairs = st.builds(Repair, unbroken.filter(bool), unbroken)
lines = captures | continuations | titles.map(GoTo) | repairs | st.just(Blank())
DEEP = settings(max_examples=500)


@DEEP
@given(lines)
def test_what_is_written_is_read_back_the_same(line):
    assert read(write(line, KNOWN), KNOWN) == line


@DEEP
@given(raw_lines)
def test_any_line_is_read_and_its_writing_reads_the_same(raw):
    meant = read(raw, KNOWN)
    assert read(write(meant, KNOWN), KNOWN) == meant


@DEEP
@given(raw_lines)
def test_no_character_is_lost(raw):
    meant, marked = read(raw, KNOWN), set()
    for span in spans(raw, KNOWN):
        inside = set(range(span.start, span.end))
        assert inside
        assert not inside & marked
        marked |= inside
    kept = "".join(character for at, character in enumerate(raw) if at not in marked)
    text = "".join([meant.text, *(slot.text for slot in meant.slots)]) if hasattr(meant, "slots") else ""
    assert "".join(kept.split()) == "".join(text.split())


@DEEP
@given(raw_lines, st.integers(-5, 50))
def test_tab_works_anywhere_and_completes_to_what_is_understood(raw, cursor):
    found = complete(raw, cursor, KNOWN)
    if found:
        assert 0 <= found.start <= max(cursor, 0)
        assert found.start <= found.end <= len(raw)


def test_a_name_that_tab_completed_is_understood():
    for party in ("Kari", "Olav", "Fjord", "Åse", "Action", "pluss"):
        for candidate in complete(party, len(party), KNOWN).candidates:
            assert read(f"{candidate}hei", KNOWN).said_by


@pytest.mark.parametrize("piece", ["a", "\\", "@kari/", "> ", "frist ", ">fredag ", "#be ", "/", "\\+ ", " ", ":", "…"])
def test_a_line_of_two_hundred_thousand_characters_is_read_and_completed(piece):
    for front in ("", "s/"):
        raw = front + piece * (200_000 // len(piece))
        assert isinstance(read(raw, KNOWN), Capture | Repair | Blank)
        complete(raw, len(raw), KNOWN)


def test_a_text_of_a_hundred_thousand_marks_is_written_and_read_back():
    capture = point("@kari >fredag \\ " * 33_000 + "x")
    assert read(write(capture, KNOWN), KNOWN) == capture
