"""What the commands tell, and their help."""

from tui.sentences.shape import Sentences

SENTENCES: Sentences = {
    "new.made": (
        "Laget «{name}» i {path}, med samling 1 i dag. Skriv «samling» for å begynne.",
        "Laga «{name}» i {path}, med samling 1 i dag. Skriv «samling» for å byrje.",
        "Made “{name}” in {path}, with gathering 1 today. Type `samling` to begin.",
    ),
    "new.shared": (
        "De som er med i gruppen «{group}», kan skrive i det; ingen andre kan lese det.",
        "Dei som er med i gruppa «{group}», kan skrive i det; ingen andre kan lese det.",
        "Those who are in the group “{group}” can write in it; nobody else can read it.",
    ),
    "demo.made": (
        "Eksempelnettverket ligger i {path}. Skriv «samling» for å se på det.",
        "Eksempelnettverket ligg i {path}. Skriv «samling» for å sjå på det.",
        "The example network is in {path}. Type `samling` to look at it.",
    ),
    "people.imported": (
        "{count} personer er lest inn fra {path}.",
        "{count} personar er lesne inn frå {path}.",
        "{count} people were imported from {path}.",
    ),
    "check.counts": (
        "{items} punkter, {records} poster i {journals} journaler.",
        "{items} punkt, {records} postar i {journals} journalar.",
        "{items} items, {records} records in {journals} journals.",
    ),
    "check.damage": (
        "{file}: {length} byte fra byte {offset} er ikke en hel post.",
        "{file}: {length} byte frå byte {offset} er ikkje ein heil post.",
        "{file}: {length} bytes from byte {offset} are not a whole record.",
    ),
    "check.gap": (
        "{file}: postene {first}–{last} mangler.",
        "{file}: postane {first}–{last} manglar.",
        "{file}: the records {first}–{last} are missing.",
    ),
    "check.document": (
        "Dokumentet {name} kan ikke leses.",
        "Dokumentet {name} kan ikkje lesast.",
        "The document {name} cannot be read.",
    ),
    "check.snapshot-hand-made": (
        "store.json er endret utenfor Samling. «samling adopt» tar endringene inn; «samling adopt --discard» legger filen til side.",
        "store.json er endra utanfor Samling. «samling adopt» tek endringane inn; «samling adopt --discard» legg fila til side.",
        "store.json was changed outside Samling. `samling adopt` takes the changes in; `samling adopt --discard` puts the file aside.",
    ),
    "check.snapshot-different": (
        "store.json og journalene sier ikke det samme: journalene har mistet noe. «samling check --repair» henter det fra store.json.",
        "store.json og journalane seier ikkje det same: journalane har mista noko. «samling check --repair» hentar det frå store.json.",
        "store.json and the journals do not say the same: the journals have lost something. `samling check --repair` takes it from store.json.",
    ),
    "check.snapshot-unreadable": (
        "store.json kan ikke leses; den lages på nytt fra journalene neste gang noe lagres.",
        "store.json kan ikkje lesast; ho blir laga på nytt frå journalane neste gong noko blir lagra.",
        "store.json cannot be read; it is made again from the journals the next time something is saved.",
    ),
    "doubt.writable": (
        "{file}: kan endres av andre enn kontoen {account}. Eieren retter det med «chmod 640».",
        "{file}: kan endrast av andre enn kontoen {account}. Eigaren rettar det med «chmod 640».",
        "{file}: can be changed by others than the account {account}. Its owner mends that with `chmod 640`.",
    ),
    "doubt.linked": (
        "{file}: er også en fil et annet sted. Se hvor med «find -samefile».",
        "{file}: er òg ei fil ein annan stad. Sjå kvar med «find -samefile».",
        "{file}: is a file somewhere else too. See where with `find -samefile`.",
    ),
    "doubt.stranger": (
        "{file}: tilhører kontoen {account}, som ikke er med i lagerets gruppe, og er skrevet som «{scribe}».",
        "{file}: tilhøyrer kontoen {account}, som ikkje er med i gruppa til lageret, og er skriven som «{scribe}».",
        "{file}: belongs to the account {account}, which is not in the store's group, and is written as “{scribe}”.",
    ),
    "doubt.name": (
        "{file}: skrevet som «{scribe}» fra kontoen {account}.",
        "{file}: skriven som «{scribe}» frå kontoen {account}.",
        "{file}: written as “{scribe}” from the account {account}.",
    ),
    "check.lost": (
        "{file}: postene {first}–{last} er tapt; det er notert før.",
        "{file}: postane {first}–{last} er tapte; det er notert før.",
        "{file}: the records {first}–{last} are lost, as was noted before.",
    ),
    "check.conflicts": (
        "{count} felt har to verdier fra folk som ikke så hverandres. «samling list --conflicts» viser dem.",
        "{count} felt har to verdiar frå folk som ikkje såg kvarandre sine. «samling list --conflicts» viser dei.",
        "{count} fields have two values by people who did not see each other's. `samling list --conflicts` shows them.",
    ),
    "repair.moved": (
        "Slik det var, ligger det nå i {path}.",
        "Slik det var, ligg det no i {path}.",
        "As it was, it is now in {path}.",
    ),
    "repair.done": (
        "{rescued} poster er funnet igjen, {restored} dokumenter er hentet fra store.json.",
        "{rescued} postar er funne att, {restored} dokument er henta frå store.json.",
        "{rescued} records were found again, {restored} documents were taken from store.json.",
    ),
    "repair.unreadable": (
        "{count} steder lot seg ikke lese; de er tatt vare på i damaged.",
        "{count} stader let seg ikkje lese; dei er tekne vare på i damaged.",
        "{count} places could not be read; they are kept in damaged.",
    ),
    "repair.in-use": (
        "{file} er i bruk, eller tilhører en annen, og er latt i fred. Prøv igjen når økten er over, eller som eieren.",
        "{file} er i bruk, eller tilhøyrer ein annan, og er laten i fred. Prøv igjen når økta er over, eller som eigaren.",
        "{file} is in use, or somebody else's, and was left alone. Try again when the session is over, or as its owner.",
    ),
    "compact.nothing": (
        "Ingenting å slå sammen: det er ikke to avsluttede økter som du kan flytte.",
        "Ingenting å slå saman: det er ikkje to avslutta økter som du kan flytte.",
        "Nothing to put together: there are not two ended sessions that you may move.",
    ),
    "compact.done": (
        "{files} journaler med {records} poster er blitt til {path}. De gamle ligger i archive.",
        "{files} journalar med {records} postar er blitt til {path}. Dei gamle ligg i archive.",
        "{files} journals with {records} records have become {path}. The old ones are in archive.",
    ),
    "merge.done": (
        "{records} poster fra {sessions} økter er kommet inn, og {drafts} påbegynte linjer.",
        "{records} postar frå {sessions} økter er komne inn, og {drafts} påbyrja linjer.",
        "{records} records of {sessions} sessions have come in, and {drafts} half-typed lines.",
    ),
    "backup.done": (
        "Sikkerhetskopi av {records} poster i {path}.",
        "Tryggingskopi av {records} postar i {path}.",
        "Backup of {records} records in {path}.",
    ),
    "restore.done": (
        "Lageret i {path} er klart, med {records} poster.",
        "Lageret i {path} er klart, med {records} postar.",
        "The store in {path} is ready, with {records} records.",
    ),
    "check.whole": ("Lageret er helt.", "Lageret er heilt.", "The store is whole."),
    "check.damaged": (
        "Lageret er ikke helt. Resten kan brukes; ta en kopi av mappen før du gjør noe mer.",
        "Lageret er ikkje heilt. Resten kan brukast; ta ein kopi av mappa før du gjer noko meir.",
        "The store is not whole. The rest can be used; copy the folder before you do anything else.",
    ),
    "settle.done": (
        "{name}: {field} er nå {value} ({scribe})",
        "{name}: {field} er no {value} ({scribe})",
        "{name}: {field} is now {value} ({scribe})",
    ),
    "settle.nothing": (
        "Ingen har skrevet ulikt om {name}. «samling conflicts» viser det som kan avgjøres.",
        "Ingen har skrive ulikt om {name}. «samling conflicts» viser det som kan avgjerast.",
        "Nobody wrote different things of {name}. `samling conflicts` shows what can be settled.",
    ),
    "settle.either": (
        "Bruk enten --keep eller --value.",
        "Bruk anten --keep eller --value.",
        "Use either --keep or --value.",
    ),
    "settle.which-field": (
        "Si hvilket felt det gjelder, med --field: {fields}.",
        "Sei kva felt det gjeld, med --field: {fields}.",
        "Say which field is meant, with --field: {fields}.",
    ),
    "settle.no-number": (
        "Det er ingen verdi nummer {number}; det er {count} å velge mellom.",
        "Det er ingen verdi nummer {number}; det er {count} å velje mellom.",
        "There is no value {number}; there are {count} to choose from.",
    ),
    "settle.several": (
        "Flere ting heter «{name}». Avgjør dem på skjermen.",
        "Fleire ting heiter «{name}». Avgjer dei på skjermen.",
        "Several things are called “{name}”. Settle them on the screen.",
    ),
    "adopt.nothing": (
        "Det er ingenting å ta inn: store.json sier det samme som journalene.",
        "Det er ingenting å ta inn: store.json seier det same som journalane.",
        "There is nothing to take in: store.json says the same as the journals.",
    ),
    "adopt.counts": (
        "Nye: {made}. Endret: {changed}. Slettet: {deleted}.",
        "Nye: {made}. Endra: {changed}. Sletta: {deleted}.",
        "New: {made}. Changed: {changed}. Deleted: {deleted}.",
    ),
    "adopt.dry-run": (
        "Ingenting er tatt inn, og store.json er urørt.",
        "Ingenting er teke inn, og store.json er urørt.",
        "Nothing was taken in, and store.json is untouched.",
    ),
    "adopt.done": (
        "Tatt inn som dine endringer; «samling undo» angrer dem. Filen ligger i {path}.",
        "Teke inn som dine endringar; «samling undo» angrar dei. Fila ligg i {path}.",
        "Taken in as your changes; `samling undo` takes them back. The file is in {path}.",
    ),
    "adopt.discarded": (
        "Lagt til side, uten at noe er tatt inn: {path}.",
        "Lagt til side, utan at noko er teke inn: {path}.",
        "Put aside, with nothing taken in: {path}.",
    ),
    "adopt.unreadable": (
        "store.json kan ikke leses. «samling adopt --discard» legger den til side.",
        "store.json kan ikkje lesast. «samling adopt --discard» legg ho til side.",
        "store.json cannot be read. `samling adopt --discard` puts it aside.",
    ),
    "undone": ("Angret: {what}", "Angra: {what}", "Undone: {what}"),
    "redone": ("Gjort om igjen: {what}", "Gjort om igjen: {what}", "Done again: {what}"),
    "op.deleted": ("slettet", "sletta", "deleted"),
    "op.change": ("endret", "endra", "changed"),
    "op.undo": ("angret", "angra", "undone"),
    "op.redo": ("gjort om", "gjort om", "redone"),
    "step.no_need": (
        "Du har ikke noe behov å fylle ut her.",
        "Du har ikkje noko behov å fylle ut her.",
        "You have no need to fill in here.",
    ),
    "step.no_item": (
        "Det er ikke noe punkt å fortsette på; linjen er lagret som den står.",
        "Det er ikkje noko punkt å halde fram på; linja er lagra som ho står.",
        "There is no item to go on with; the line is kept as it stands.",
    ),
    "step.no_such_text": (
        "Ingen av gruppens punkter inneholder den teksten; linjen er lagret som den står.",
        "Ingen av punkta til gruppa inneheld den teksten; linja er lagra som ho står.",
        "None of the group's items has that text; the line is kept as it stands.",
    ),
    "step.no_capture": (
        "Det er ikke et punkt. Skriv teksten slik den skal stå.",
        "Det er ikkje eit punkt. Skriv teksten slik han skal stå.",
        "That is not an item. Type the text as it should stand.",
    ),
}
