"""The words of minutes: head, attendance, kinds, status, the action table."""

from __future__ import annotations

from collections.abc import Mapping

from exports.sentences import Phrase

SENTENCES: Mapping[str, Phrase] = {
    "minutes": Phrase("Referat", "Referat", "Minutes"),
    "extract": Phrase("Utdrag av referat", "Utdrag av referat", "Extract from the minutes"),
    "title": Phrase("{what} fra {held}", "{what} frå {held}", "{what} of {held}"),
    "title.from": Phrase("{what} fra {held}", "{what} frå {held}", "{what} from {held}"),
    "title.for": Phrase(" for {name}", " for {name}", " for {name}"),
    "title.concerning": Phrase(" som gjelder {name}", " som gjeld {name}", " concerning {name}"),
    "held": Phrase("samling {number}", "samling {number}", "gathering {number}"),
    "held.named": Phrase("samling {number}: {title}", "samling {number}: {title}", "gathering {number}: {title}"),
    "held.several": Phrase("samling {numbers}", "samling {numbers}", "gatherings {numbers}"),
    "page": Phrase("Side {page} av {pages}", "Side {page} av {pages}", "Page {page} of {pages}"),
    "contents": Phrase("Innhold", "Innhald", "Contents"),
    # the head
    "state": Phrase("Status", "Status", "Status"),
    "draft": Phrase(
        "Utkast. Innholdet kan bli endret.", "Utkast. Innhaldet kan bli endra.", "Draft. The content may change."
    ),
    "version": Phrase("Endelig, versjon {version}", "Endeleg, versjon {version}", "Final, version {version}"),
    "case": Phrase("Saksnummer", "Saksnummer", "Case number"),
    "gatherings": Phrase("Samlinger", "Samlingar", "Gatherings"),
    "gathering": Phrase("Samling", "Samling", "Gathering"),
    "network": Phrase("Nettverk", "Nettverk", "Network"),
    "date": Phrase("Dato", "Dato", "Date"),
    "time": Phrase("Tid", "Tid", "Time"),
    "place": Phrase("Sted", "Stad", "Place"),
    "chair": Phrase("Møteleder", "Møteleiar", "Chair"),
    "scribe": Phrase("Referent", "Referent", "Minutes by"),
    "groups": Phrase("Grupper", "Grupper", "Groups"),
    "group": Phrase("Gruppe {letter}", "Gruppe {letter}", "Group {letter}"),
    "group.scribe": Phrase("referent {name}", "referent {name}", "minutes by {name}"),
    "plenary": Phrase("Plenum", "Plenum", "Plenary"),
    # who took part
    "attendance": Phrase("Deltakere", "Deltakarar", "Attendance"),
    "unregistered": Phrase("Ikke registrert", "Ikkje registrert", "Not registered"),
    "present": Phrase("Til stede", "Til stades", "Present"),
    "guest": Phrase("Gjester", "Gjester", "Guests"),
    "absent": Phrase("Forfall", "Forfall", "Apologies"),
    "part": Phrase("deler av dagen", "delar av dagen", "part of the day"),
    "unaffiliated": Phrase("Andre", "Andre", "Others"),
    "unknown": Phrase("ukjent", "ukjend", "unknown"),
    "organisation": Phrase("Organisasjon", "Organisasjon", "Organisation"),
    "total": Phrase("Sum", "Sum", "Total"),
    "attendance.table": Phrase(
        "Hvor mange som deltok fra hver organisasjon, med en kolonne for hver samling.",
        "Kor mange som deltok frå kvar organisasjon, med ein kolonne for kvar samling.",
        "How many took part from each organisation, with a column for each gathering.",
    ),
    # of an extract
    "extract.of": Phrase("Utvalg", "Utval", "Selection"),
    "extract.theme": Phrase("Tema: {title}", "Tema: {title}", "Theme: {title}"),
    "extract.responsible": Phrase("Ansvarlig: {name}", "Ansvarleg: {name}", "Responsible: {name}"),
    "extract.party": Phrase("Gjelder: {name}", "Gjeld: {name}", "Concerns: {name}"),
    "nothing.chosen": Phrase(
        "Det er ikke skrevet ned noe som passer til utvalget.",
        "Det er ikkje skrive ned noko som passar til utvalet.",
        "Nothing was written down that fits the selection.",
    ),
    # what was agreed last time
    "follow-up": Phrase(
        "Oppfølging fra forrige samling", "Oppfølging frå førre samling", "Follow-up from the previous gathering"
    ),
    "follow-up.table": Phrase(
        "Tiltak som ble avtalt før denne samlingen, sortert etter frist: nummer, tiltak, ansvarlig, frist og status.",
        "Tiltak som vart avtalte før denne samlinga, sorterte etter frist: nummer, tiltak, ansvarleg, frist og status.",
        "Actions that were agreed before this gathering, sorted by due date: number, action, responsible, due date and "
        "status.",
    ),
    # what was said
    "unfiled": Phrase("Uten tema", "Utan tema", "Without theme"),
    "point": Phrase("Drøfting", "Drøfting", "Discussion"),
    "need": Phrase("Behov", "Behov", "Needs"),
    "decision": Phrase("Vedtak", "Vedtak", "Decisions"),
    "action": Phrase("Tiltak", "Tiltak", "Actions"),
    "question": Phrase("Spørsmål", "Spørsmål", "Questions"),
    "learning": Phrase("Læring", "Læring", "Lessons learned"),
    "need.who": Phrase("Hvem", "Kven", "Who"),
    "need.situation": Phrase("Situasjonen i dag", "Situasjonen i dag", "Situation today"),
    "need.effect": Phrase("Ønsket effekt", "Ønskt effekt", "Wanted effect"),
    "need.measure": Phrase("Slik vet vi det", "Slik veit vi det", "How we will know"),
    "need.source": Phrase("Kilde", "Kjelde", "Source"),
    "due": Phrase("frist {date}", "frist {date}", "due {date}"),
    "responsible": Phrase("ansvarlig: {names}", "ansvarleg: {names}", "responsible: {names}"),
    "grew": Phrase("bygger på {references}", "byggjer på {references}", "builds on {references}"),
    "actions.see": Phrase(
        "Tiltak: {references}. Se tabellen til slutt.",
        "Tiltak: {references}. Sjå tabellen til slutt.",
        "Actions: {references}. See the table at the end.",
    ),
    # what is exempt from public access
    "withheld": Phrase("(unntatt offentlighet)", "(unnateke offentlegheit)", "(exempt from public access)"),
    "withheld.responsible": Phrase("utelatt", "utelate", "left out"),
    "exempt": Phrase("unntatt offentlighet", "unnateke offentlegheit", "exempt from public access"),
    "openness": Phrase("Offentlighet", "Offentlegheit", "Public access"),
    "openness.exempt": Phrase(
        "Inneholder tekst som er unntatt offentlighet.",
        "Inneheld tekst som er unnateken offentlegheit.",
        "Contains text that is exempt from public access.",
    ),
    "running.exempt": Phrase("Unntatt offentlighet", "Unnateke offentlegheit", "Exempt from public access"),
    # what was confirmed in plenary
    "confirmed.all": Phrase(
        "Alle {what} under temaet er lest opp og bekreftet i plenum {when}.",
        "Alle {what} under temaet er lesne opp og stadfesta i plenum {when}.",
        "All {what} under this theme were read back and confirmed in plenary {when}.",
    ),
    "confirmed.some": Phrase(
        "Lest opp og bekreftet i plenum {when}: {references}.",
        "Lese opp og stadfesta i plenum {when}: {references}.",
        "Read back and confirmed in plenary {when}: {references}.",
    ),
    "at": Phrase("kl. {last}", "kl. {last}", "at {last}"),
    "between": Phrase("kl. {first}–{last}", "kl. {first}–{last}", "between {first} and {last}"),
    "on-day": Phrase("{day} {when}", "{day} {when}", "on {day} {when}"),
    "clock": Phrase("{time:%H.%M}", "{time:%H.%M}", "{time:%H:%M}"),
    # status
    "point.done": Phrase("ferdig behandlet", "ferdig behandla", "dealt with"),
    "need.done": Phrase("dekket", "dekt", "met"),
    "decision.done": Phrase("gjennomført", "gjennomført", "carried out"),
    "question.done": Phrase("besvart", "svara på", "answered"),
    "learning.done": Phrase("fulgt opp", "følgt opp", "followed up"),
    "point.later": Phrase("tas opp senere", "blir teke opp seinare", "to be taken up later"),
    "need.later": Phrase("på sikt", "på sikt", "for later"),
    "decision.later": Phrase("gjennomføres senere", "blir gjennomført seinare", "to be carried out later"),
    "question.later": Phrase("svares på senere", "blir svara på seinare", "to be answered later"),
    "learning.later": Phrase("følges opp senere", "blir følgt opp seinare", "to be followed up later"),
    "action.later": Phrase("Utsatt", "Utsett", "Put off"),
    "action.open": Phrase("Åpent", "Ope", "Open"),
    "action.done": Phrase("Utført", "Utført", "Done"),
    # the action table
    "column.reference": Phrase("Nr", "Nr", "No."),
    "column.action": Phrase("Tiltak", "Tiltak", "Action"),
    "column.responsible": Phrase("Ansvarlig", "Ansvarleg", "Responsible"),
    "column.due": Phrase("Frist", "Frist", "Due"),
    "column.status": Phrase("Status", "Status", "Status"),
    "unset": Phrase("ikke satt", "ikkje sett", "not set"),
    "table": Phrase(
        "Tiltakene fra samlingen, sortert etter frist: nummer, tiltak, ansvarlig, frist og status.",
        "Tiltaka frå samlinga, sorterte etter frist: nummer, tiltak, ansvarleg, frist og status.",
        "The actions from the gathering, sorted by due date: number, action, responsible, due date and status.",
    ),
    "table.several": Phrase(
        "Tiltakene fra samlingene, sortert etter frist: nummer, tiltak, ansvarlig, frist og status.",
        "Tiltaka frå samlingane, sorterte etter frist: nummer, tiltak, ansvarleg, frist og status.",
        "The actions from the gatherings, sorted by due date: number, action, responsible, due date and status.",
    ),
    # the end
    "key": Phrase(
        "Referansen viser samling, gruppe og løpenummer. {reference} er nummer {item} fra gruppe {group} "
        "på samling {number}.",
        "Referansen viser samling, gruppe og løpenummer. {reference} er nummer {item} frå gruppe {group} "
        "på samling {number}.",
        "The reference gives gathering, group and running number. {reference} is number {item} from group "
        "{group} at gathering {number}.",
    ),
    "key.plenary": Phrase(
        "Referansen viser samling, gruppe (P er plenum) og løpenummer. {reference} er nummer {item} fra plenum "
        "på samling {number}.",
        "Referansen viser samling, gruppe (P er plenum) og løpenummer. {reference} er nummer {item} frå plenum "
        "på samling {number}.",
        "The reference gives gathering, group (P is the plenary) and running number. {reference} is number "
        "{item} from the plenary at gathering {number}.",
    ),
    "nothing": Phrase(
        "Det ble ikke skrevet ned noe på denne samlingen.",
        "Det vart ikkje skrive ned noko på denne samlinga.",
        "Nothing was written down at this gathering.",
    ),
    "nothing.several": Phrase(
        "Det ble ikke skrevet ned noe på disse samlingene.",
        "Det vart ikkje skrive ned noko på desse samlingane.",
        "Nothing was written down at these gatherings.",
    ),
    # the preview
    "preview.draft": Phrase("Utkast", "Utkast", "Draft"),
    "preview.withheld": Phrase(
        "Uten tekst, unntatt offentlighet: {count}",
        "Utan tekst, unnateke offentlegheit: {count}",
        "Without text, exempt from public access: {count}",
    ),
    "preview.unowned": Phrase("{count} uten ansvarlig", "{count} utan ansvarleg", "{count} without responsible"),
    "preview.undated": Phrase("{count} uten frist", "{count} utan frist", "{count} without due date"),
    "and": Phrase("og", "og", "and"),
}
