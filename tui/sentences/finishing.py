"""What is said of whole minutes: checked, final, approved, corrected."""

from tui.sentences.shape import Sentences

SENTENCES: Sentences = {
    # the check
    "finish.title": ("Se over før du avslutter", "Sjå over før du avsluttar", "Before you finish"),
    "finish.left": ("å se på: {count}", "å sjå på: {count}", "to look at: {count}"),
    "finish.clear": (
        "Ingenting å bemerke. <warning.finish|f> gjør referatet endelig.",
        "Ingenting å merke. <warning.finish|f> gjer referatet endeleg.",
        "Nothing to remark. <warning.finish|f> makes the minutes final.",
    ),
    "finish.count": ("{what}: {count}", "{what}: {count}", "{what}: {count}"),
    "finish.nobody": (
        "Ingen er ført som til stede.",
        "Ingen er ført som til stades.",
        "Nobody is noted as present.",
    ),
    "finish.disputed": (
        "To har skrevet ulikt om samlingen selv: tittel, tid, sted eller status.",
        "To har skrive ulikt om sjølve samlinga: tittel, tid, stad eller status.",
        "Two people wrote different things of the gathering itself: title, time, place or state.",
    ),
    "finish.hint.nobody": (
        "<list.back|Esc> to ganger, så fører <people|F5> hvem som er her.",
        "<list.back|Esc> to gonger, så fører <people|F5> kven som er her.",
        "<list.back|Esc> twice, then <people|F5> notes who is here.",
    ),
    "finish.hint.disputed": (
        "<dispute.keep|=> beholder det som står, <dispute.take|b> bytter til det andre.",
        "<dispute.keep|=> held på det som står, <dispute.take|b> byter til det andre.",
        "<dispute.keep|=> keeps what stands, <dispute.take|b> swaps it for the other.",
    ),
    "finish.done": (
        "Referatet fra samling {number} er endelig, versjon {version}. <list.undo|u> angrer, <gathering.reopen|o> åpner igjen.",
        "Referatet frå samling {number} er endeleg, versjon {version}. <list.undo|u> angrar, <gathering.reopen|o> opnar igjen.",
        "The minutes of gathering {number} are final, version {version}. <list.undo|u> undoes it, <gathering.reopen|o> reopens.",
    ),
    "finish.made": (
        "Referatet fra samling {number} er endelig, versjon {version}.",
        "Referatet frå samling {number} er endeleg, versjon {version}.",
        "The minutes of gathering {number} are final, version {version}.",
    ),
    "finish.already": (
        "Referatet fra samling {number} er endelig allerede, versjon {version}.",
        "Referatet frå samling {number} er endeleg allereie, versjon {version}.",
        "The minutes of gathering {number} are final already, version {version}.",
    ),
    "finish.reopened": (
        "Samling {number} er åpen igjen. Når den avsluttes, blir referatet versjon {version}.",
        "Samling {number} er open igjen. Når ho blir avslutta, blir referatet versjon {version}.",
        "Gathering {number} is open again. When it is finished, the minutes become version {version}.",
    ),
    "finish.no-warnings": ("Ingenting å bemerke.", "Ingenting å merke.", "Nothing to remark."),
    "concern.nobody": ("Ingen til stede", "Ingen til stades", "Nobody present"),
    "concern.disputed": ("Ulike utgaver", "Ulike utgåver", "Different wordings"),
    "concern.unowned": ("Tiltak uten ansvarlig", "Tiltak utan ansvarleg", "Actions without anyone responsible"),
    "concern.undated": ("Tiltak uten frist", "Tiltak utan frist", "Actions without a due date"),
    "concern.decision": ("Vedtak uten tema", "Vedtak utan tema", "Decisions without a theme"),
    "concern.unsorted": ("Uten tema", "Utan tema", "Without a theme"),
    "concern.who": ("Behov uten hvem", "Behov utan kven", "Needs without who"),
    "concern.effect": ("Behov uten ønsket effekt", "Behov utan ønskt effekt", "Needs without a wanted effect"),
    "concern.correction": ("Rettelser ikke avgjort", "Rettingar ikkje avgjorde", "Corrections not decided"),
    "concern.personal": ("Kanskje personopplysninger", "Kanskje personopplysningar", "Perhaps personal data"),
    # approval
    "gathering.approved": (
        "godkjent på samling {number}",
        "godkjent på samling {number}",
        "approved at gathering {number}",
    ),
    "approve.done": (
        "Referatet fra samling {number} er godkjent på samling {at}.",
        "Referatet frå samling {number} er godkjent på samling {at}.",
        "The minutes of gathering {number} are approved at gathering {at}.",
    ),
    "approve.undone": (
        "Referatet fra samling {number} er ikke godkjent likevel.",
        "Referatet frå samling {number} er ikkje godkjent likevel.",
        "The minutes of gathering {number} are not approved after all.",
    ),
    "approve.open": (
        "Referatet fra samling {number} er ikke endelig ennå. <gathering.finish|f> gjør det endelig.",
        "Referatet frå samling {number} er ikkje endeleg enno. <gathering.finish|f> gjer det endeleg.",
        "The minutes of gathering {number} are not final yet. <gathering.finish|f> makes them so.",
    ),
    "approve.no-next": (
        "Referatet fra samling {number} godkjennes på en senere samling. <gathering.new|n> lager den.",
        "Referatet frå samling {number} blir godkjent på ei seinare samling. <gathering.new|n> lagar ho.",
        "The minutes of gathering {number} are approved at a later gathering. <gathering.new|n> makes one.",
    ),
    # corrections
    "correction.title": ("Rettelser", "Rettingar", "Corrections"),
    "correction.of": ("versjon {version}", "versjon {version}", "version {version}"),
    "correction.undecided": ("ikke avgjort: {count}", "ikkje avgjorde: {count}", "undecided: {count}"),
    "correction.new": (
        "Rettelse til versjon {version}",
        "Retting til versjon {version}",
        "Correction to version {version}",
    ),
    "correction.text": ("Rettelse", "Retting", "Correction"),
    "correction.item": ("Punkt", "Punkt", "Item"),
    "correction.by": ("Fra", "Frå", "From"),
    "correction.none": (
        "Ingen rettelser. <correction.new|n> skriver inn en fra en deltaker.",
        "Ingen rettingar. <correction.new|n> skriv inn ei frå ein deltakar.",
        "No corrections. <correction.new|n> enters one from a participant.",
    ),
    "correction.early": (
        "Rettelser gjelder en versjon av referatet. Det er ingen ennå; <list.back|Esc> og <gathering.finish|f> lager den første.",
        "Rettingar gjeld ein versjon av referatet. Det finst ingen enno; <list.back|Esc> og <gathering.finish|f> lagar den første.",
        "Corrections are to a version of the minutes. There is none yet; <list.back|Esc> and <gathering.finish|f> make the first.",
    ),
    "correction.no-item": (
        "Det finnes ikke på denne samlingen. Skriv for eksempel 3B-07, eller ingenting.",
        "Det finst ikkje på denne samlinga. Skriv til dømes 3B-07, eller ingenting.",
        "There is no such item at this gathering. Type 3B-07, say, or nothing.",
    ),
    "correction.is.None": ("ikke avgjort", "ikkje avgjord", "undecided"),
    "correction.is.True": ("tatt inn", "teken inn", "accepted"),
    "correction.is.False": ("ikke tatt inn", "ikkje teken inn", "not accepted"),
    "correction.entered": (
        "Rettelsen til versjon {version} er lagret.",
        "Rettinga til versjon {version} er lagra.",
        "The correction to version {version} is saved.",
    ),
    "correction.accepted": ("Rettelsen er tatt inn.", "Rettinga er teken inn.", "The correction is accepted."),
    "correction.refused": (
        "Rettelsen er ikke tatt inn; den står som merknad i referatet.",
        "Rettinga er ikkje teken inn; ho står som merknad i referatet.",
        "The correction is not accepted; it stands as a remark in the minutes.",
    ),
    "correction.open": (
        "Rettelsen er ikke avgjort.",
        "Rettinga er ikkje avgjord.",
        "The correction is undecided.",
    ),
    "correction.empty": ("Skriv hva som skal rettes.", "Skriv kva som skal rettast.", "Say what shall be corrected."),
    "correction.elsewhere": (
        "Punktet er ikke fra samling {number}.",
        "Punktet er ikkje frå samling {number}.",
        "The item is not of gathering {number}.",
    ),
    "correction.no-number": (
        "Det finnes ingen rettelse nummer {number}; det er {count}.",
        "Det finst inga retting nummer {number}; det er {count}.",
        "There is no correction number {number}; there are {count}.",
    ),
    # errors
    "NoVersion.none": (
        "Referatet fra samling {number} er ikke endelig ennå. «samling gathering finish {number}» gjør det endelig.",
        "Referatet frå samling {number} er ikkje endeleg enno. «samling gathering finish {number}» gjer det endeleg.",
        "The minutes of gathering {number} are not final yet. `samling gathering finish {number}` makes them so.",
    ),
    "NoVersion.missing": (
        "Samling {number} har ingen versjon {version} av sitt eget referat. Se «samling gathering versions {number}».",
        "Samling {number} har ingen versjon {version} av sitt eige referat. Sjå «samling gathering versions {number}».",
        "Gathering {number} has no version {version} of minutes of its own. See `samling gathering versions {number}`.",
    ),
    "NotLater": (
        "Referatet fra samling {number} kan ikke godkjennes på samling {at}; det må være en senere samling.",
        "Referatet frå samling {number} kan ikkje godkjennast på samling {at}; det må vere ei seinare samling.",
        "The minutes of gathering {number} cannot be approved at gathering {at}; it must be a later one.",
    ),
    "VersionLost": (
        "Versjon {number} kan ikke lages slik den var, for noe av historikken er tapt. «--current» gir det som står nå.",
        "Versjon {number} kan ikkje lagast slik han var, for noko av historikken er tapt. «--current» gir det som står no.",
        "Version {number} cannot be made as it was, since part of the history is lost. `--current` gives what stands now.",
    ),
    # the export
    "export.fetching": (
        "Finner fram versjon {version} …",
        "Finn fram versjon {version} …",
        "Finding version {version} …",
    ),
    "export.version": ("versjon {version}", "versjon {version}", "version {version}"),
    "export.draft": ("slik det står nå", "slik det står no", "as it stands now"),
    "export.no-versions": (
        "Bare referatet fra én samling har versjoner, når det er endelig.",
        "Berre referatet frå éi samling har versjonar, når det er endeleg.",
        "Only the minutes of one gathering have versions, once they are final.",
    ),
    "export.since": (
        "Siden versjon {version} er {count} punkter nye, endret eller tatt ut; det er ikke med. Åpne samlingen igjen og avslutt den for å få det med.",
        "Sidan versjon {version} er {count} punkt nye, endra eller tekne ut; det er ikkje med. Opne samlinga igjen og avslutt ho for å få det med.",
        "Since version {version}, {count} items are new, changed or taken out; that is not in it. Reopen the gathering and finish it to have it in.",
    ),
    "export.either": (
        "Velg enten en versjon eller det som står nå.",
        "Vel anten ein versjon eller det som står no.",
        "Choose either a version or what stands now.",
    ),
    "file.version": ("versjon-{version}", "versjon-{version}", "version-{version}"),
    "file.draft": ("utkast", "utkast", "draft"),
    # keys
    "key.finish-anyway": ("Avslutt likevel", "Avslutt likevel", "Finish anyway"),
    "key.corrections": ("Rettelser", "Rettingar", "Corrections"),
    "key.approve": ("Godkjent", "Godkjent", "Approved"),
    "key.accept": ("Tatt inn", "Teken inn", "Accept"),
    "key.refuse": ("Avvis", "Avvis", "Refuse"),
    "key.version": ("Versjon", "Versjon", "Version"),
    "tip.go-to-warning": (
        "Til punktet som det gjelder",
        "Til punktet som det gjeld",
        "To the item that it is about",
    ),
    "tip.finish-anyway": (
        "Gjør referatet endelig som det er; det er aldri sperret",
        "Gjer referatet endeleg som det er; det er aldri sperra",
        "Make the minutes final as they are; nothing stands in the way",
    ),
    "tip.corrections": (
        "Rettelser fra deltakere til en endelig versjon",
        "Rettingar frå deltakarar til ein endeleg versjon",
        "Corrections from participants to a final version",
    ),
    "tip.approve": (
        "Referatet er godkjent på samlingen du skriver i; én gang til tar det tilbake",
        "Referatet er godkjent på samlinga du skriv i; éin gong til tek det tilbake",
        "The minutes are approved at the gathering you write in; once more takes it back",
    ),
    "tip.new-correction": (
        "Skriv inn en rettelse fra en deltaker",
        "Skriv inn ei retting frå ein deltakar",
        "Enter a correction from a participant",
    ),
    "tip.edit-correction": (
        "Endre teksten, punktet eller hvem den kom fra",
        "Endre teksten, punktet eller kven ho kom frå",
        "Edit its text, item or who it came from",
    ),
    "tip.accept": (
        "Rettelsen er tatt inn, og nevnes i neste versjon",
        "Rettinga er teken inn, og blir nemnd i neste versjon",
        "It is accepted, and told of in the next version",
    ),
    "tip.refuse": (
        "Rettelsen er ikke tatt inn, og står som merknad",
        "Rettinga er ikkje teken inn, og står som merknad",
        "It is not accepted, and stands as a remark",
    ),
    "tip.version": (
        "Den siste versjonen, en tidligere, eller det som står nå",
        "Den siste versjonen, ein tidlegare, eller det som står no",
        "The last version, an earlier one, or what stands now",
    ),
    # commands
    "command.gathering.check": (
        "Vis hva som bør ses på før referatet gjøres endelig",
        "Vis kva ein bør sjå på før referatet blir endeleg",
        "Show what to look at before the minutes are made final",
    ),
    "command.gathering.versions": (
        "Vis versjonene av referatet fra en samling",
        "Vis versjonane av referatet frå ei samling",
        "List the versions of the minutes of a gathering",
    ),
    "command.gathering.approve": (
        "Før at referatet er godkjent på en senere samling",
        "Før at referatet er godkjent på ei seinare samling",
        "Note that the minutes were approved at a later gathering",
    ),
    "command.gathering.correct": (
        "Skriv inn en rettelse fra en deltaker til den siste versjonen",
        "Skriv inn ei retting frå ein deltakar til den siste versjonen",
        "Enter a participant's correction to the last version",
    ),
    "command.gathering.corrections": (
        "Vis rettelsene til referatet fra en samling",
        "Vis rettingane til referatet frå ei samling",
        "List the corrections to the minutes of a gathering",
    ),
    "command.gathering.decide": (
        "Avgjør om en rettelse er tatt inn",
        "Avgjer om ei retting er teken inn",
        "Decide whether a correction is accepted",
    ),
    "option.minutes_version": (
        "Denne versjonen av referatet; ellers den siste når det er endelig",
        "Denne versjonen av referatet; elles den siste når det er endeleg",
        "That version of the minutes; otherwise the last once they are final",
    ),
    "option.current": (
        "Det som står nå, som utkast til neste versjon",
        "Det som står no, som utkast til neste versjon",
        "What stands now, as a draft of the next version",
    ),
    "option.approved_at": (
        "Samlingen det ble godkjent på; ellers den neste",
        "Samlinga det vart godkjent på; elles den neste",
        "The gathering that approved them; otherwise the next one",
    ),
    "option.item": (
        "Punktet den gjelder, som 3B-07",
        "Punktet ho gjeld, som 3B-07",
        "The item that it is about, like 3B-07",
    ),
    "option.said_by": ("Hvem den kom fra", "Kven ho kom frå", "Who it came from"),
    "option.accepted": (
        "Tatt inn, eller ikke; uten noen av dem: ikke avgjort",
        "Teken inn, eller ikkje; utan nokon av dei: ikkje avgjord",
        "Accepted, or not; with neither: undecided",
    ),
}
