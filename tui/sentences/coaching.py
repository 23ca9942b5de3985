"""What is said of a need by the coach, and of the files of words."""

from tui.sentences.shape import Sentences

SENTENCES: Sentences = {
    "coach.told": ("{told}/{slots}", "{told}/{slots}", "{told}/{slots}"),
    "coach.brand": ("uten merkenavn: «{word}»", "utan merkenamn: «{word}»", "without brand names: “{word}”"),
    "coach.solution": (
        "si hva, ikke hvordan: «{word}»",
        "sei kva, ikkje korleis: «{word}»",
        "say what, not how: “{word}”",
    ),
    "coach.who": ("hvem har behovet?", "kven har behovet?", "who has the need?"),
    "coach.effect": ("hva skal det føre til?", "kva skal det føre til?", "what shall it lead to?"),
    "coach.vague": ("hva betyr «{word}» her?", "kva vil «{word}» seie her?", "what does “{word}” mean here?"),
    "coach.on": ("rådene om behov er på", "råda om behov er på", "the advice on needs is on"),
    "coach.off": ("rådene om behov er av", "råda om behov er av", "the advice on needs is off"),
    "coach.fault": (
        "egne ord kan ikke brukes; se «samling coach»",
        "eigne ord kan ikkje brukast; sjå «samling coach»",
        "own words cannot be used; see `samling coach`",
    ),
    "coach.none": ("Her er ingen behov.", "Her er ingen behov.", "There are no needs here."),
    "key.coach": ("Råd om behov", "Råd om behov", "Advice on needs"),
    "tip.coach": (
        "Råd mens et behov skrives: hva det mangler, hva som sier hvordan i stedet for hva. Slår dem av og på",
        "Råd medan eit behov blir skrive: kva det manglar, kva som seier korleis i staden for kva. Slår dei av og på",
        "Advice while a need is typed: what it lacks, what says how instead of what. Turns it off and on",
    ),
    "command.coach": (
        "Vis hva behovene forteller, og hva som kan sies annerledes",
        "Vis kva behova fortel, og kva som kan seiast annleis",
        "Show what the needs tell, and what could be said otherwise",
    ),
    "command.words": (
        "Vis ordene som rådene og påminnelsene går etter",
        "Vis orda som råda og påminningane går etter",
        "Show the words by which advice and reminders go",
    ),
    "words.own": ("egne", "eigne", "own"),
    "settings.coach": (
        "on: mens et behov skrives, står det hva det mangler. off: det gjør det ikke.\nEgne ord til rådene og påminnelsene: {path}",
        "on: medan eit behov blir skrive, står det kva det manglar. off: det gjer det ikkje.\nEigne ord til råda og påminningane: {path}",
        "on: while a need is typed, it says what the need lacks. off: it does not.\nWords of your own for the advice and the reminders: {path}",
    ),
    "BadSettings.words-size": (
        "{where} er altfor stor til å være en ordliste. Flytt filen, eller ta bort ord.",
        "{where} er altfor stor til å vere ei ordliste. Flytt fila, eller ta bort ord.",
        "{where} is far too large to be a list of words. Move the file, or take words out.",
    ),
    "BadSettings.words-toml": (
        '{where} er ikke en linje i TOML. Den skal se ut som solution = ["kartvev", "-app"].',
        '{where} er ikkje ei linje i TOML. Ho skal sjå ut som solution = ["kartvev", "-app"].',
        '{where} is not a line of TOML. It should look like solution = ["webmap", "-app"].',
    ),
    "BadSettings.words-twice": (
        "{where} gir en liste ord som har noen. Skriv alle ordene i én liste.",
        "{where} gir ei liste ord som har nokre. Skriv alle orda i éi liste.",
        "{where} gives words to a list that has some. Write all its words in one list.",
    ),
    "BadSettings.words-name": (
        "{where}: ingen ordliste heter «{name}». Det finnes {choices}.",
        "{where}: inga ordliste heiter «{name}». Det finst {choices}.",
        "{where}: no list of words is called “{name}”. There are {choices}.",
    ),
    "BadSettings.words-type": (
        '{where}: {name} må være ord i hermetegn, i klammer: ["kartvev", "-app"]; et ord med - foran blir tatt bort.',
        '{where}: {name} må vere ord i hermeteikn, i klammer: ["kartvev", "-app"]; eit ord med - framfor blir teke bort.',
        '{where}: {name} must be words in quotes, in brackets: ["webmap", "-app"]; a word after a - is taken out.',
    ),
}
