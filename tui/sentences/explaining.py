"""What the program says of itself: the menu, what was copied, the file of settings."""

from tui.sentences.shape import Sentences

SENTENCES: Sentences = {
    "palette.title": ("Hva vil du gjøre?", "Kva vil du gjere?", "What do you want to do?"),
    "palette.hint": ("skriv noen bokstaver", "skriv nokre bokstavar", "type some letters"),
    "palette.none": (
        "Ingenting her heter noe slikt. Slett noen bokstaver, eller trykk Esc.",
        "Ingenting her heiter noko slikt. Slett nokre bokstavar, eller trykk Esc.",
        "Nothing here is called that. Delete some letters, or press Esc.",
    ),
    "export.nothing": (
        "Ingenting er skrevet ned på denne samlingen ennå. <list.back|Esc> fører tilbake til linjen; skriv det som blir sagt.",
        "Ingenting er skrive ned på denne samlinga enno. <list.back|Esc> fører tilbake til linja; skriv det som blir sagt.",
        "Nothing has been written at this gathering yet. <list.back|Esc> leads back to the line; type what is said.",
    ),
    "copy.file": ("Kopiert, også til {path}", "Kopiert, også til {path}", "Copied, to {path} too"),
    "copy.only-file": ("Kopiert til {path}", "Kopiert til {path}", "Copied to {path}"),
    "copy.terminal": (
        "Kopiert, om terminalen tillater det",
        "Kopiert, om terminalen tillèt det",
        "Copied, if the terminal allows it",
    ),
    "copy.failed": (
        "Kopiert til terminalen, men ikke til {path}: {reason}",
        "Kopiert til terminalen, men ikkje til {path}: {reason}",
        "Copied to the terminal, but not to {path}: {reason}",
    ),
    "copy.nowhere": (
        "Ikke kopiert: {reason}",
        "Ikkje kopiert: {reason}",
        "Not copied: {reason}",
    ),
    "copy.not-here": (
        "denne terminalen har ingen utklippstavle, og kontoen ingen fil til det",
        "denne terminalen har inga utklippstavle, og kontoen inga fil til det",
        "this terminal has no clipboard, and the account no file for it",
    ),
    "command.settings": (
        "Vis innstillingsfilen med alle taster, til å kopiere fra",
        "Vis innstillingsfila med alle tastar, til å kopiere frå",
        "Show the file of settings with all keys, to copy from",
    ),
    "option.check": (
        "Undersøk bare om filen kan brukes",
        "Undersøk berre om fila kan brukast",
        "Only find out whether the file can be used",
    ),
    "option.colours": (
        "Farger på skjermen: terminalens seksten, hvitt på svart, eller ingen",
        "Fargar på skjermen: dei seksten til terminalen, kvitt på svart, eller ingen",
        "Colours of the screen: the terminal's sixteen, white on black, or none",
    ),
    "settings.good": ("{path} kan brukes.", "{path} kan brukast.", "{path} can be used."),
    "settings.missing": (
        "{path} finnes ikke; alt er som «samling settings» viser.",
        "{path} finst ikkje; alt er som «samling settings» viser.",
        "{path} is not there; everything is as `samling settings` shows.",
    ),
    "settings.head": (
        "Innstillinger for Samling. Legg filen her: {path}\nLinjer med # foran er slik det er uten filen; ta bort # og endre.\n«samling settings --check» sier om alt kan brukes.",
        "Innstillingar for Samling. Legg fila her: {path}\nLinjer med # framfor er slik det er utan fila; ta bort # og endre.\n«samling settings --check» seier om alt kan brukast.",
        "Settings of Samling. Put the file here: {path}\nLines that begin with # are how it is without the file; take the # away and change them.\n`samling settings --check` says whether all of it can be used.",
    ),
    "settings.language": (
        "Språket på skjermen og kommandolinjen: nb, nn eller en. Går foran det som ble valgt sist.",
        "Språket på skjermen og kommandolinja: nb, nn eller en. Går føre det som vart valt sist.",
        "The language of the screen and the command line: nb, nn or en. It comes before what was chosen last.",
    ),
    "settings.colours": (
        "terminal: de seksten fargene til terminalen. contrast: hvitt på svart. none: ingen farger, som med NO_COLOR.",
        "terminal: dei seksten fargane til terminalen. contrast: kvitt på svart. none: ingen fargar, som med NO_COLOR.",
        "terminal: the sixteen colours of the terminal. contrast: white on black. none: no colours, as with NO_COLOR.",
    ),
    "settings.keys": (
        'En tast, eller flere: "f5", "ctrl+k", "alt+1", "pageup", "?", ["u", "ctrl+z"].\nNavn med punktum skal ha hermetegn. Det som står etter #, sier hva tasten gjør.',
        'Ein tast, eller fleire: "f5", "ctrl+k", "alt+1", "pageup", "?", ["u", "ctrl+z"].\nNamn med punktum skal ha hermeteikn. Det som står etter #, seier kva tasten gjer.',
        'A key, or several: "f5", "ctrl+k", "alt+1", "pageup", "?", ["u", "ctrl+z"].\nNames with a dot stand in quotes. What stands after # says what the key does.',
    ),
    "BadSettings.unreadable": (
        "{where} kan ikke leses: {reason}. Rett det, eller flytt filen.",
        "{where} kan ikkje lesast: {reason}. Rett det, eller flytt fila.",
        "{where} cannot be read: {reason}. Mend that, or move the file.",
    ),
    "BadSettings.size": (
        "{where} er altfor stor til å være innstillinger. Flytt filen, og begynn med «samling settings».",
        "{where} er altfor stor til å vere innstillingar. Flytt fila, og start med «samling settings».",
        "{where} is far too large to be settings. Move the file, and begin with `samling settings`.",
    ),
    "BadSettings.encoding": (
        "{where} er ikke skrevet i UTF-8. Lagre filen på nytt som UTF-8.",
        "{where} er ikkje skriven i UTF-8. Lagre fila på nytt som UTF-8.",
        "{where} is not written in UTF-8. Save the file anew as UTF-8.",
    ),
    "BadSettings.toml": (
        '{where} er ikke en linje i TOML. Den skal se ut som language = "nb"; «samling settings» viser alle.',
        '{where} er ikkje ei linje i TOML. Ho skal sjå ut som language = "nb"; «samling settings» viser alle.',
        '{where} is not a line of TOML. It should look like language = "nb"; `samling settings` shows all of them.',
    ),
    "BadSettings.twice": (
        "{where} gir noe en verdi som har en. Slett den ene linjen, og sett hermetegn om navn med punktum.",
        "{where} gir noko ein verdi som har ein. Slett den eine linja, og set hermeteikn om namn med punktum.",
        "{where} gives something a value that has one. Delete one of the lines, and put names with a dot in quotes.",
    ),
    "BadSettings.name": (
        "{where}: «{name}» er ingen innstilling. Det finnes language, colours, coach, voices og [keys].",
        "{where}: «{name}» er inga innstilling. Det finst language, colours, coach, voices og [keys].",
        "{where}: “{name}” is no setting. There are language, colours, coach, voices and [keys].",
    ),
    "BadSettings.choice": (
        "{where}: {name} må være en av disse, i hermetegn: {choices}.",
        "{where}: {name} må vere ein av desse, i hermeteikn: {choices}.",
        "{where}: {name} must be one of these, in quotes: {choices}.",
    ),
    "BadSettings.keys": (
        "{where}: keys må være en tabell. Skriv [keys] på en linje for seg, og tastene under.",
        "{where}: keys må vere ein tabell. Skriv [keys] på ei linje for seg, og tastane under.",
        "{where}: keys must be a table. Write [keys] on a line of its own, and the keys below it.",
    ),
    "BadSettings.key-type": (
        '{where}: «{name}» må være en tast i hermetegn, eller flere i klammer: ["u", "ctrl+z"].',
        '{where}: «{name}» må vere ein tast i hermeteikn, eller fleire i klammer: ["u", "ctrl+z"].',
        '{where}: “{name}” must be a key in quotes, or several in brackets: ["u", "ctrl+z"].',
    ),
    "BadSettings.unknown-id": (
        "{where}: ingenting heter «{name}». «samling settings» viser alle navnene.",
        "{where}: ingenting heiter «{name}». «samling settings» viser alle namna.",
        "{where}: nothing is called “{name}”. `samling settings` shows all the names.",
    ),
    "BadSettings.like-id": (
        "{where}: ingenting heter «{name}». Mente du «{like}»?",
        "{where}: ingenting heiter «{name}». Meinte du «{like}»?",
        "{where}: nothing is called “{name}”. Did you mean “{like}”?",
    ),
    "BadSettings.unknown-key": (
        "{where}: «{key}» for «{name}» er ingen tast som alle terminaler kan sende. Ta for eksempel f5, ctrl+k eller alt+1.",
        "{where}: «{key}» for «{name}» er ingen tast som alle terminalar kan sende. Ta til dømes f5, ctrl+k eller alt+1.",
        "{where}: “{key}” for “{name}” is no key that all terminals can send. Take f5, ctrl+k or alt+1, for example.",
    ),
    "BadSettings.letter": (
        "{where}: «{key}» for «{name}» ville ta et tegn fra det du skriver. Ta for eksempel ctrl+k, alt+1 eller f5.",
        "{where}: «{key}» for «{name}» ville ta eit teikn frå det du skriv. Ta til dømes ctrl+k, alt+1 eller f5.",
        "{where}: “{key}” for “{name}” would take a character from what you type. Take ctrl+k, alt+1 or f5, for example.",
    ),
    "BadSettings.same-key": (
        "{where}: {key} for «{name}» er tasten til «{other}» på samme skjerm. Gi en av dem en annen.",
        "{where}: {key} for «{name}» er tasten til «{other}» på same skjermen. Gi ein av dei ein annan.",
        "{where}: {key} for “{name}” is the key of “{other}” on the same screen. Give one of them another.",
    ),
}
