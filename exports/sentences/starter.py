"""The words of the template to start from."""

from __future__ import annotations

from collections.abc import Mapping

from exports.sentences import Phrase

SENTENCES: Mapping[str, Phrase] = {
    "starter.title": Phrase("Mal for referat", "Mal for referat", "Template for minutes"),
    "starter.guidance": Phrase("Veiledning", "Rettleiing", "Guidance"),
    "starter.left-out": Phrase(
        "Denne rammen er bare for den som lager malen. Den kommer ikke med i referatet.",
        "Denne ramma er berre for den som lagar malen. Ho kjem ikkje med i referatet.",
        "This frame is only for whoever makes the template. It does not get into the minutes.",
    ),
    "starter.letterhead": Phrase(
        "Sett inn logo og adresse i toppteksten på første side. Endre marger, skrifter og stiler som du vil: "
        "Overskrift 1 til 4 og de som begynner med Samling.",
        "Set inn logo og adresse i toppteksten på første side. Endre margar, skrifter og stilar som du vil: "
        "Overskrift 1 til 4 og dei som byrjar med Samling.",
        "Put logo and address into the header of the first page. Change margins, fonts and styles as you like: "
        "Heading 1 to 4 and those that begin with Samling.",
    ),
    "starter.names": Phrase(
        "Navn i doble klammer blir fylt ut, i brødtekst, topptekst og bunntekst: {names}.",
        "Namn i doble klammer blir fylte ut, i brødtekst, topptekst og botntekst: {names}.",
        "Names in double braces are filled in, in text, header and footer: {names}.",
    ),
    "starter.place": Phrase(
        "Referatet kommer der {place} står. Det har selv tittel, dato, sted, møteleder og referent.",
        "Referatet kjem der {place} står. Det har sjølv tittel, dato, stad, møteleiar og referent.",
        "The minutes go where {place} stands. They have title, date, place, chair and scribe themselves.",
    ),
    "starter.place.name": Phrase("referat", "referat", "minutes"),
    "starter.name.title": Phrase("tittel", "tittel", "title"),
    "starter.name.date": Phrase("dato", "dato", "date"),
    "starter.name.time": Phrase("tid", "tid", "time"),
    "starter.name.place": Phrase("sted", "stad", "place"),
    "starter.name.chair": Phrase("møteleder", "møteleiar", "chair"),
    "starter.name.scribe": Phrase("referent", "referent", "scribe"),
    "starter.name.network": Phrase("nettverk", "nettverk", "network"),
    "starter.name.number": Phrase("nummer", "nummer", "number"),
    "starter.name.case": Phrase("saksnummer", "saksnummer", "case"),
    "starter.name.state": Phrase("status", "status", "state"),
    "starter.name.version": Phrase("versjon", "versjon", "version"),
    "starter.name.header": Phrase("topptekst", "topptekst", "header"),
}
