"""What is said of terminals on which the screen cannot be shown."""

from tui.sentences.shape import Sentences

SENTENCES: Sentences = {
    "blind-terminal": (
        "På en terminal av slaget «{name}» kan ingenting plasseres. Sett en annen TERM, som TERM=xterm, eller skriv med «samling add -».",
        "På ein terminal av slaget «{name}» kan ingenting plasserast. Set ein annan TERM, som TERM=xterm, eller skriv med «samling add -».",
        "On a terminal of the kind “{name}” nothing can be put in its place. Set another TERM, such as TERM=xterm, or write with `samling add -`.",
    ),
    "blind-terminal.restricted": (
        "På en terminal av slaget «{name}» kan ingenting plasseres. Logg inn fra en annen terminal, eller med en annen TERM, som TERM=xterm.",
        "På ein terminal av slaget «{name}» kan ingenting plasserast. Logg inn frå ein annan terminal, eller med ein annan TERM, som TERM=xterm.",
        "On a terminal of the kind “{name}” nothing can be put in its place. Log in from another terminal, or with another TERM, such as TERM=xterm.",
    ),
}
