"""Word templates: the one to start from, and what could not be filled in."""

from tui.sentences.shape import Sentences

SENTENCES: Sentences = {
    "command.template": ("Word-maler", "Word-malar", "Word templates"),
    "command.template.new": (
        "Skriv en Word-mal å begynne med, klar til å få logo og egne stiler",
        "Skriv ein Word-mal å byrje med, klar til å få logo og eigne stilar",
        "Write a Word template to start from, ready for a logo and styles of your own",
    ),
    "option.template_language": ("Språk i malen", "Språk i malen", "Language of the template"),
    "command.template.use": (
        "La alle dokumenter fra lageret få utseendet til en Word-mal",
        "La alle dokument frå lageret få utsjånaden til ein Word-mal",
        "Give all documents of the store the look of a Word template",
    ),
    "command.template.drop": (
        "La dokumentene se ut som programmet lager dem",
        "La dokumenta sjå ut som programmet lagar dei",
        "Have the documents look as the program makes them",
    ),
    "template.used": (
        "Alle dokumenter fra lageret får nå utseendet til {path}.",
        "Alle dokument frå lageret får no utsjånaden til {path}.",
        "All documents of the store now have the look of {path}.",
    ),
    "template.dropped": (
        "Dokumentene ser nå ut som programmet lager dem.",
        "Dokumenta ser no ut som programmet lagar dei.",
        "The documents now look as the program makes them.",
    ),
    "template.made": (
        "Skrev malen {path}. Gjør den til deres egen i Word, og bruk den i alle dokumenter med «samling template use {path}».",
        "Skreiv malen {path}. Gjer han til dykkar eigen i Word, og bruk han i alle dokument med «samling template use {path}».",
        "Wrote the template {path}. Make it your own in Word, and use it in all documents with `samling template use {path}`.",
    ),
    "export.unfilled": (
        "Malen spør etter noe ukjent, som står urørt i filen: {names}. Fyll det ut i Word, eller rett malen.",
        "Malen spør etter noko ukjent, som står urørt i fila: {names}. Fyll det ut i Word, eller rett malen.",
        "The template asks for something unknown, left as it is in the file: {names}. Fill it in there, or mend the template.",
    ),
}
