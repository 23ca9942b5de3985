"""The words of agreed work: tasks that each of several does, and how far they have come."""

from __future__ import annotations

from collections.abc import Mapping

from exports.sentences import Phrase

SENTENCES: Mapping[str, Phrase] = {
    "work": Phrase("Avtalt arbeid", "Avtalt arbeid", "Agreed work"),
    "work.intro": Phrase(
        "Så langt er organisasjonene kommet med oppgavene fra tidligere samlinger.",
        "Så langt er organisasjonane komne med oppgåvene frå tidlegare samlingar.",
        "This is how far the organisations have come with the tasks from earlier gatherings.",
    ),
    "work.settled": Phrase(
        "ferdig hos {done} av {count}", "ferdig hos {done} av {count}", "settled for {done} of {count}"
    ),
    "work.table": Phrase(
        "Organisasjonene nedover, oppgavene bortover med sine nummer; i hver celle står det hvor langt "
        "organisasjonen er kommet.",
        "Organisasjonane nedover, oppgåvene bortover med numra sine; i kvar celle står det kor langt "
        "organisasjonen er komen.",
        "A row for each organisation and a column for each task, by its reference; each cell says how far it has come.",
    ),
    "work.of": Phrase("Avtalt arbeid: {references}", "Avtalt arbeid: {references}", "Agreed work: {references}"),
    "work.not-begun": Phrase("Ikke begynt", "Ikkje byrja", "Not begun"),
    "work.partly": Phrase("Delvis", "Delvis", "Partly"),
    "work.done": Phrase("Gjort", "Gjort", "Done"),
    "work.irrelevant": Phrase("Ikke aktuelt", "Ikkje aktuelt", "Not relevant"),
    "work.untold": Phrase("Ikke fortalt", "Ikkje fortalt", "Not told"),
    "work.none": Phrase("Ikke med", "Ikkje med", "Not taking part"),
    "work.before": Phrase("{now} (sist: {before})", "{now} (sist: {before})", "{now} (before: {before})"),
    "work.same": Phrase("{now} (som sist)", "{now} (som sist)", "{now} (as before)"),
    "work.sum": Phrase("Ferdig", "Ferdig", "Settled"),
    "work.sum.of": Phrase("{done} av {count}", "{done} av {count}", "{done} of {count}"),
    "work.remarks": Phrase(
        "Merknader til det avtalte arbeidet", "Merknader til det avtalte arbeidet", "Remarks on agreed work"
    ),
    "work.remark": Phrase("{reference}: {text}", "{reference}: {text}", "{reference}: {text}"),
    "work.next": Phrase(
        "Avtalt arbeid til neste samling", "Avtalt arbeid til neste samling", "Agreed work for the next gathering"
    ),
    "work.next.see": Phrase(
        "Hver organisasjon som har en av disse oppgavene, forteller på neste samling hvor langt den er "
        "kommet: {references}.",
        "Kvar organisasjon som har ei av desse oppgåvene, fortel på neste samling kor langt ho er komen: {references}.",
        "Each organisation that has one of these tasks tells at the next gathering how far it has come: {references}.",
    ),
    "work.each": Phrase("hver av {names}", "kvar av {names}", "each of {names}"),
    "work.all": Phrase("hver organisasjon", "kvar organisasjon", "each organisation"),
    "work.course.intro": Phrase(
        "Oppgavene gjøres av hver organisasjon for seg. Tabellen viser hvor mange som var kommet hvor langt "
        "etter hver samling.",
        "Oppgåvene blir gjorde av kvar organisasjon for seg. Tabellen viser kor mange som var komne kor "
        "langt etter kvar samling.",
        "The tasks are done by each organisation. The table shows how many had come how far after each gathering.",
    ),
    "work.course.table": Phrase(
        "For hver oppgave og samling: hvor mange organisasjoner som har gjort den, gjort den delvis, ikke "
        "begynt, ikke har bruk for den, og ikke har fortalt noe.",
        "For kvar oppgåve og samling: kor mange organisasjonar som har gjort ho, gjort ho delvis, ikkje "
        "byrja, ikkje har bruk for ho, og ikkje har fortalt noko.",
        "For each task and gathering: how many organisations have done it, done it in part, not begun, do "
        "not need it, and have told nothing.",
    ),
    "work.course": Phrase("Gang for gang", "Gong for gong", "From gathering to gathering"),
    "column.gathering": Phrase("Samling", "Samling", "Gathering"),
    "work.letter": Phrase("Avtalt arbeid for {name}", "Avtalt arbeid for {name}", "Agreed work for {name}"),
    "work.letter.due": Phrase("Frist: {date}", "Frist: {date}", "Due: {date}"),
    "work.letter.last": Phrase(
        "Fortalt på samling {number}: {degree}",
        "Fortalt på samling {number}: {degree}",
        "Told at gathering {number}: {degree}",
    ),
    "work.letter.others": Phrase("Andre tiltak dere står for", "Andre tiltak de står for", "Other actions of yours"),
    "work.letter.none": Phrase("Ingen oppgaver gjenstår.", "Ingen oppgåver står att.", "Nothing is left to do."),
    "work.letter.closing": Phrase(
        "Fortell på neste samling hvor langt dere er kommet.",
        "Fortel på neste samling kor langt de er komne.",
        "Please tell at the next gathering how far you have come.",
    ),
}
