"""Numbers in the place of names, and the key that tells who is who."""

from tui.sentences.shape import Sentences

SENTENCES: Sentences = {
    "key.pseudonyms": ("Navn", "Namn", "Names"),
    "tip.pseudonyms": (
        "Bytt personenes navn med numre, eller tilbake; en nøkkelfil utenfor lageret sier hvem som er hvem",
        "Byt namna på personane med nummer, eller tilbake; ei nøkkelfil utanfor lageret seier kven som er kven",
        "Numbers in the place of the names of persons, or back; a key file outside the store tells who is who",
    ),
    "export.numbers": (
        "Personer får numre i stedet for navn. Les gjennom: kallenavn og skrivefeil blir ikke funnet.",
        "Personar får nummer i staden for namn. Les gjennom: kallenamn og skrivefeil blir ikkje funne.",
        "Persons get numbers instead of names. Read it through: nicknames and misspelt names are not found.",
    ),
    "export.names": ("Personer er navngitt.", "Personar er namngitte.", "Persons are named."),
    "export.key": (
        "Hvem som er hvem, står i {path}: hold den for deg selv. Kallenavn og skrivefeil er ikke funnet.",
        "Kven som er kven, står i {path}: hald ho for deg sjølv. Kallenamn og skrivefeil er ikkje funne.",
        "Who is who stands in {path}: keep it to yourself. Nicknames and misspelt names were not found.",
    ),
    "export.key-alone": (
        "--key gjelder bare sammen med --pseudonyms.",
        "--key gjeld berre saman med --pseudonyms.",
        "--key only goes with --pseudonyms.",
    ),
    "file.pseudonyms": ("uten-navn", "utan-namn", "without-names"),
    "option.pseudonyms": (
        "Numre i stedet for personers navn overalt: Deltaker 7; organisasjonene blir stående",
        "Nummer i staden for namn på personar overalt: Deltakar 7; organisasjonane blir ståande",
        "Numbers instead of the names of persons everywhere: Participant 7; organisations stay",
    ),
    "option.key": (
        "Filen som sier hvem numrene er; ellers en i mappen for innstillinger, én for hvert nettverk",
        "Fila som seier kven nummera er; elles ei i mappa for innstillingar, éi for kvart nettverk",
        "The file that tells who the numbers are; otherwise one in the folder of settings, one for each network",
    ),
    "BadKey.unreadable": (
        "Nøkkelfilen {path} kan ikke leses. Ingenting er skrevet.",
        "Nøkkelfila {path} kan ikkje lesast. Ingenting er skrive.",
        "The key file {path} cannot be read. Nothing was written.",
    ),
    "BadKey.open": (
        "Nøkkelfilen {path} kan leses av andre enn deg. Rett det med «chmod 600», og prøv igjen.",
        "Nøkkelfila {path} kan lesast av andre enn deg. Rett det med «chmod 600», og prøv igjen.",
        "The key file {path} can be read by others. Mend that with `chmod 600`, and try again.",
    ),
    "BadKey.damaged": (
        "{path} er ikke en hel nøkkelfil. Hent den fra en kopi; med en ny får alle nye numre.",
        "{path} er ikkje ei heil nøkkelfil. Hent ho frå ein kopi; med ei ny får alle nye nummer.",
        "{path} is not a whole key file. Take it from a copy; with a new one everybody gets new numbers.",
    ),
    "BadKey.newer": (
        "Nøkkelfilen {path} er skrevet av en nyere Samling.",
        "Nøkkelfila {path} er skriven av ein nyare Samling.",
        "The key file {path} was written by a newer Samling.",
    ),
    "BadKey.other": (
        "Nøkkelfilen {path} hører til et annet nettverk.",
        "Nøkkelfila {path} høyrer til eit anna nettverk.",
        "The key file {path} belongs to another network.",
    ),
    "BadKey.inside": (
        "Nøkkelfilen skal ikke ligge i lageret, der andre leser og kopier tas: {path}. Velg et annet sted.",
        "Nøkkelfila skal ikkje liggje i lageret, der andre les og kopiar blir tekne: {path}. Vel ein annan stad.",
        "The key file must not lie in the store, which others read and copy: {path}. Choose another place.",
    ),
}
