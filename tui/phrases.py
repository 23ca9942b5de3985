"""Every sentence on the screen and the command line, in bokmål, nynorsk and English.

A sentence has a name; what changes in it stands in braces. An error of storage.errors is told by the sentence of
its class's name.
"""

from __future__ import annotations

import datetime as dt
import errno
import os

from storage.errors import SamlingError
from storage.model import LANGUAGES

PHRASES: dict[str, tuple[str, str, str]] = {
    # What is refused, and what to do
    "StoreMissing": (
        "Det finnes ikke noe lager i {path}. Lag et med «samling new {path} --name NAVN», eller prøv «samling demo».",
        "Det finst ikkje noko lager i {path}. Lag eitt med «samling new {path} --name NAMN», eller prøv «samling demo».",
        "There is no store at {path}. Make one with `samling new {path} --name NAME`, or try `samling demo`.",
    ),
    "NotAStore": (
        "{path} er ikke et Samling-lager. Velg en annen mappe med --store.",
        "{path} er ikkje eit Samling-lager. Vel ei anna mappe med --store.",
        "{path} is not a Samling store. Choose another folder with --store.",
    ),
    "StoreExists": (
        "{path} finnes fra før og er ikke tom. Velg en annen mappe; ingenting er endret.",
        "{path} finst frå før og er ikkje tom. Vel ei anna mappe; ingenting er endra.",
        "{path} is there already and is not empty. Choose another folder; nothing was changed.",
    ),
    "NewerFormat": (
        "Lageret i {path} er skrevet av et nyere program (format {found}; dette leser til og med {known}). Oppgrader Samling.",
        "Lageret i {path} er skrive av eit nyare program (format {found}; dette les til og med {known}). Oppgrader Samling.",
        "The store at {path} was written by a newer program (format {found}; this one reads up to {known}). Upgrade Samling.",
    ),
    "StoreDenied": (
        "Lageret i {path} kan ikke leses eller skrives: {reason}. Spør den som eier mappen om tilgang.",
        "Lageret i {path} kan ikkje lesast eller skrivast: {reason}. Spør den som eig mappa om tilgang.",
        "The store at {path} cannot be read or written: {reason}. Ask whoever owns the folder for access.",
    ),
    "StoreUnsafe.link": (
        "{part} er en lenke, og andre kan ha lagt den der. Lageret brukes ikke før den som eier {path}, har sett på den.",
        "{part} er ei lenkje, og andre kan ha lagt ho der. Lageret blir ikkje brukt før den som eig {path}, har sett på ho.",
        "{part} is a link, and others may have put it there. The store is not used until whoever owns {path} has looked at it.",
    ),
    "StoreUnsafe.kind": (
        "{part} er ikke en mappe. Lageret brukes ikke før den som eier {path}, har flyttet det unna.",
        "{part} er ikkje ei mappe. Lageret blir ikkje brukt før den som eig {path}, har flytta det unna.",
        "{part} is not a folder. The store is not used until whoever owns {path} has moved it away.",
    ),
    "StoreUnsafe.owner": (
        "{part} tilhører en annen enn den som eier {path}. Lageret brukes ikke før eieren har sett på det.",
        "{part} tilhøyrer ein annan enn den som eig {path}. Lageret blir ikkje brukt før eigaren har sett på det.",
        "{part} belongs to somebody else than {path}. The store is not used until its owner has looked at it.",
    ),
    "StoreUnsafe.not-own": (
        "Mappen {part} tilhører en annen, og bare den som eier en felles mappe, kan lage et lager i den. Spør eieren.",
        "Mappa {part} tilhøyrer ein annan, og berre den som eig ei felles mappe, kan lage eit lager i ho. Spør eigaren.",
        "The folder {part} belongs to somebody else, and only the owner of a shared folder can make a store in it. Ask the owner.",
    ),
    "StoreUnsafe.open": (
        "Hvem som helst kan skrive i {part}. Lageret brukes ikke før eieren har gjort «chmod o-w {part}».",
        "Kven som helst kan skrive i {part}. Lageret blir ikkje brukt før eigaren har gjort «chmod o-w {part}».",
        "Anybody may write in {part}. The store is not used until its owner has done `chmod o-w {part}`.",
    ),
    "StoreUnsafe.above": (
        "Andre kan bytte ut {path} fordi de kan skrive i {part}. Lageret brukes ikke før eieren har gjort «chmod go-w {part}».",
        "Andre kan byte ut {path} fordi dei kan skrive i {part}. Lageret blir ikkje brukt før eigaren har gjort «chmod go-w {part}».",
        "Others can replace {path} because they may write in {part}. The store is not used until its owner has done `chmod go-w {part}`.",
    ),
    "GroupDenied.unknown": (
        "Det finnes ingen gruppe som heter «{group}». Lag den først (groupadd), eller se hvilke du er med i med «id».",
        "Det finst inga gruppe som heiter «{group}». Lag ho først (groupadd), eller sjå kva for nokre du er med i med «id».",
        "There is no group called “{group}”. Make it first (groupadd), or see which ones you are in with `id`.",
    ),
    "GroupDenied.member": (
        "Du er ikke med i gruppen «{group}», og kan ikke dele {path} med den. Be administratoren gjøre det.",
        "Du er ikkje med i gruppa «{group}», og kan ikkje dele {path} med ho. Be administratoren gjere det.",
        "You are not in the group “{group}”, and cannot share {path} with it. Ask the administrator to do it.",
    ),
    "GroupDenied.refused": (
        "{path} lar seg ikke dele med gruppen «{group}»: filsystemet tar ikke imot gruppen eller rettighetene. Velg en mappe du eier på en lokal disk.",
        "{path} lèt seg ikkje dele med gruppa «{group}»: filsystemet tek ikkje imot gruppa eller rettane. Vel ei mappe du eig på ein lokal disk.",
        "{path} cannot be shared with the group “{group}”: the file system does not take the group or the permissions. Choose a folder of your own on a local disk.",
    ),
    "NotSaved": (
        "IKKE LAGRET i {path}: {reason}. Teksten er ikke borte før du lukker; frigjør plass eller tilgang og prøv igjen.",
        "IKKJE LAGRA i {path}: {reason}. Teksten er ikkje borte før du lukkar; frigjer plass eller tilgang og prøv igjen.",
        "NOT SAVED in {path}: {reason}. The text is not gone until you close; free space or access and try again.",
    ),
    "UnknownReference": (
        "Fant ikke {what} «{name}». Se hva som finnes med «samling {command}».",
        "Fann ikkje {what} «{name}». Sjå kva som finst med «samling {command}».",
        "There is no {what} “{name}”. See what there is with `samling {command}`.",
    ),
    "NothingToUndo": (
        "Det er ingenting å angre eller gjøre om igjen.",
        "Det er ingenting å angre eller gjere om igjen.",
        "There is nothing to undo or redo.",
    ),
    "FileExists": (
        "{path} finnes fra før. Velg et annet navn, eller bruk --overwrite for å erstatte filen.",
        "{path} finst frå før. Vel eit anna namn, eller bruk --overwrite for å erstatte fila.",
        "{path} is there already. Choose another name, or use --overwrite to replace it.",
    ),
    "FileNotWritten": (
        "{path} kunne ikke skrives: {reason}. Velg et annet sted; en eldre fil med det navnet er urørt.",
        "{path} kunne ikkje skrivast: {reason}. Vel ein annan stad; ei eldre fil med det namnet er urørt.",
        "{path} could not be written: {reason}. Choose another place; an older file of that name is untouched.",
    ),
    "FileChanged": (
        "{path} er endret av et annet program siden filen ble lest, og er derfor ikke skrevet over. Åpne filen på nytt og gjør endringen om igjen.",
        "{path} er endra av eit anna program sidan fila vart lesen, og er derfor ikkje skriven over. Opne fila på nytt og gjer endringa om igjen.",
        "Another program has changed {path} since it was read, so it was not overwritten. Open it again and repeat the change.",
    ),
    "StoreUnrelated": (
        "{other} har ingen økt felles med {path}: de to lagrene begynte hver for seg. Er det likevel meningen at de skal bli ett, så legg til --unrelated.",
        "{other} har inga økt felles med {path}: dei to lagra starta kvar for seg. Er det likevel meininga at dei skal bli eitt, så legg til --unrelated.",
        "{other} has no session in common with {path}: the two stores began apart from each other. If they are meant to become one all the same, add --unrelated.",
    ),
    "BadBackup.unreadable": (
        "Filen er ikke en hel sikkerhetskopi. Ingenting er laget; prøv en eldre kopi.",
        "Fila er ikkje ein heil tryggingskopi. Ingenting er laga; prøv ein eldre kopi.",
        "The file is not a whole backup. Nothing was made; try an older one.",
    ),
    "BadBackup.name": (
        "Filen inneholder noe annet enn et lager. Ingenting er laget; bruk en fil fra «samling backup».",
        "Fila inneheld noko anna enn eit lager. Ingenting er laga; bruk ei fil frå «samling backup».",
        "The file holds something other than a store. Nothing was made; use a file from `samling backup`.",
    ),
    "BadBackup.size": (
        "Filen ville bli større enn 4 GB pakket ut. Ingenting er laget; sjekk at det er en fil fra «samling backup».",
        "Fila ville bli større enn 4 GB pakka ut. Ingenting er laga; sjekk at det er ei fil frå «samling backup».",
        "The file would become larger than 4 GB. Nothing was made; make sure that it is a file from `samling backup`.",
    ),
    "BadBackup.empty": (
        "Filen er en sikkerhetskopi uten journaler. Ingenting er laget; prøv en eldre kopi.",
        "Fila er ein tryggingskopi utan journalar. Ingenting er laga; prøv ein eldre kopi.",
        "The file is a backup without journals. Nothing was made; try an older one.",
    ),
    "BadImport.encoding": (
        "{path} er ikke en tekstfil. Lagre tabellen som CSV med UTF-8.",
        "{path} er ikkje ei tekstfil. Lagre tabellen som CSV med UTF-8.",
        "{path} is not a text file. Save the table as CSV in UTF-8.",
    ),
    "BadImport.columns": (
        "{path} mangler en kolonne for navn. Første linje skal være: navn;organisasjon;rolle.",
        "{path} manglar ei kolonne for namn. Første linja skal vere: namn;organisasjon;rolle.",
        "{path} has no column for names. The first line should be: name;organisation;role.",
    ),
    "BadImport.name": (
        "{path}, linje {line}: navnet mangler. Ingen er lest inn; rett linjen og prøv igjen.",
        "{path}, linje {line}: namnet manglar. Ingen er lesne inn; rett linja og prøv igjen.",
        "{path}, line {line}: the name is missing. Nobody was imported; mend the line and try again.",
    ),
    "BadImport.empty": (
        "{path} er tom: ingen er lest inn.",
        "{path} er tom: ingen er lesne inn.",
        "{path} is empty: nobody was imported.",
    ),
    "GatheringClosed": (
        "Samling {number} er avsluttet. Åpne den igjen med «samling gathering reopen {number}» før du skriver i den.",
        "Samling {number} er avslutta. Opne ho igjen med «samling gathering reopen {number}» før du skriv i ho.",
        "Gathering {number} is finished. Open it again with `samling gathering reopen {number}` before you write in it.",
    ),
    "BadTemplate.unreadable": (
        "Malen {path} kan ikke leses. Se etter at filen finnes og at du har tilgang.",
        "Malen {path} kan ikkje lesast. Sjå etter at fila finst og at du har tilgang.",
        "The template {path} cannot be read. See that the file is there and that you have access.",
    ),
    "BadTemplate.format": (
        "Malen {path} er ikke en Word-fil. Bruk en .docx eller .dotx.",
        "Malen {path} er ikkje ei Word-fil. Bruk ei .docx eller .dotx.",
        "The template {path} is not a Word file. Use a .docx or a .dotx.",
    ),
    "BadTemplate.size": (
        "Malen {path} er for stor til å være en mal. Bruk en mindre fil.",
        "Malen {path} er for stor til å vere ein mal. Bruk ei mindre fil.",
        "The template {path} is too large for a template. Use a smaller file.",
    ),
    "BadTemplate.damaged": (
        "Malen {path} er skadet. Åpne den i Word, lagre den på nytt og prøv igjen.",
        "Malen {path} er skadd. Opne han i Word, lagre han på nytt og prøv igjen.",
        "The template {path} is damaged. Open it in Word, save it anew and try again.",
    ),
    "BadTemplate.entities": (
        "Malen {path} inneholder noe som ikke hører hjemme i en Word-fil. Bruk en annen mal.",
        "Malen {path} inneheld noko som ikkje høyrer heime i ei Word-fil. Bruk ein annan mal.",
        "The template {path} holds something that does not belong in a Word file. Use another template.",
    ),
    "BadTemplate.external": (
        "Malen {path} henter noe fra et annet sted. Lagre den uten koblinger og prøv igjen.",
        "Malen {path} hentar noko frå ein annan stad. Lagre han utan koplingar og prøv igjen.",
        "The template {path} fetches something from elsewhere. Save it without links and try again.",
    ),
    "MinutesIncomplete": (
        "Referatet ble ikke skrevet: {references} mangler i det. Meld fra om feilen; alt er trygt i lageret.",
        "Referatet vart ikkje skrive: {references} manglar i det. Meld frå om feilen; alt er trygt i lageret.",
        "The minutes were not written: {references} are missing in them. Report the fault; everything is safe in the store.",
    ),
    "reason.ENOENT": ("mappen finnes ikke", "mappa finst ikkje", "the folder is not there"),
    "reason.EACCES": ("du har ikke tilgang", "du har ikkje tilgang", "you have no access"),
    "reason.EPERM": ("du har ikke lov til det", "du har ikkje lov til det", "you may not do that"),
    "reason.ENOSPC": ("disken er full", "disken er full", "the disk is full"),
    "reason.EDQUOT": ("kvoten er brukt opp", "kvoten er brukt opp", "the quota is used up"),
    "reason.EROFS": ("disken kan bare leses", "disken kan berre lesast", "the disk is read-only"),
    "reason.EISDIR": ("det er en mappe", "det er ei mappe", "it is a folder"),
    "reason.ENOTDIR": ("det er ikke en mappe", "det er ikkje ei mappe", "it is not a folder"),
    "reason.EIO": ("disken svarer med feil", "disken svarer med feil", "the disk answers with errors"),
    "BadImport.unreadable": (
        "{path} kan ikke leses. Se etter at filen finnes og at du har tilgang.",
        "{path} kan ikkje lesast. Sjå etter at fila finst og at du har tilgang.",
        "{path} cannot be read. See that the file is there and that you have access.",
    ),
    "restricted": (
        "Denne kontoen kan bare åpne skjermen. Logg inn med en terminal (ssh -t), uten noen kommando.",
        "Denne kontoen kan berre opne skjermen. Logg inn med ein terminal (ssh -t), utan nokon kommando.",
        "This account can only open the screen. Log in with a terminal (ssh -t), and without a command.",
    ),
    "no-terminal": (
        "Skjermen trenger en terminal. Start «samling» i et terminalvindu, eller bruk kommandoene: samling -h.",
        "Skjermen treng ein terminal. Start «samling» i eit terminalvindauge, eller bruk kommandoane: samling -h.",
        "The screen needs a terminal. Start `samling` in a terminal window, or use the commands: samling -h.",
    ),
    "usage.no-option": ("Valget {name} finnes ikke.", "Valet {name} finst ikkje.", "There is no option {name}."),
    "usage.no-command": (
        "Kommandoen «{name}» finnes ikke.",
        "Kommandoen «{name}» finst ikkje.",
        "There is no command “{name}”.",
    ),
    "usage.missing": ("Det mangler noe: {name}.", "Det manglar noko: {name}.", "Something is missing: {name}."),
    "usage.bad-value": (
        "Verdien for {name} kan ikke brukes: {reason}",
        "Verdien for {name} kan ikkje brukast: {reason}",
        "The value for {name} cannot be used: {reason}",
    ),
    "usage.choices": (
        "{name} må være en av: {choices}.",
        "{name} må vere ein av: {choices}.",
        "{name} must be one of: {choices}.",
    ),
    "usage.no-date": (
        "«{text}» er ingen dato; skriv for eksempel 15.12.2026 eller 2026-12-15.",
        "«{text}» er ingen dato; skriv til dømes 15.12.2026 eller 2026-12-15.",
        "“{text}” is no date; write for example 2026-12-15.",
    ),
    "help.usage": ("Bruk: ", "Bruk: ", "Usage: "),
    "help.options": ("Valg", "Val", "Options"),
    "op.made": ("laget", "laga", "made"),
    "usage.help": ("Se «{path} -h».", "Sjå «{path} -h».", "See `{path} -h`."),
    # What the commands tell
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
    "export.name": (
        "referat-samling-{number}.docx",
        "referat-samling-{number}.docx",
        "minutes-gathering-{number}.docx",
    ),
    "export.made": (
        "Skrev {path} med {count} punkter.",
        "Skreiv {path} med {count} punkt.",
        "Wrote {path} with {count} items.",
    ),
    "export.replaced": (
        "{count} tegn som Word ikke kan ha, er erstattet med «�».",
        "{count} teikn som Word ikkje kan ha, er erstatta med «�».",
        "{count} characters that Word cannot have were replaced by “�”.",
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
    # Help
    "help.commands": ("Kommandoer", "Kommandoar", "Commands"),
    "command": (
        "Skriv ned det en workshop sier, mens den sier det, og lag Word-referat etterpå. Uten kommando åpnes skjermen.",
        "Skriv ned det ein workshop seier, medan han seier det, og lag Word-referat etterpå. Utan kommando opnar skjermen.",
        "Capture what a workshop says while it says it, and make Word minutes afterwards. Without a command the screen opens.",
    ),
    "command.add": (
        "Lagre linjer fra kommandolinjen, eller fra standard inn med «-»",
        "Lagre linjer frå kommandolinja, eller frå standard inn med «-»",
        "Capture lines from the command line, or from standard input with `-`",
    ),
    "command.list": ("Vis punktene", "Vis punkta", "List the items"),
    "command.search": (
        "Finn punktene der alle ordene står",
        "Finn punkta der alle orda står",
        "Find the items that have all the words",
    ),
    "command.history": (
        "Vis hvem som har endret et punkt, og hvordan",
        "Vis kven som har endra eit punkt, og korleis",
        "Show who changed an item, and how",
    ),
    "command.undo": ("Angre din siste endring", "Angre den siste endringa di", "Undo your last change"),
    "command.redo": (
        "Gjør det du sist angret, om igjen",
        "Gjer det du sist angra, om igjen",
        "Redo what you last undid",
    ),
    "command.conflicts": (
        "Vis det som to har skrevet ulikt uten å se hverandre",
        "Vis det som to har skrive ulikt utan å sjå kvarandre",
        "Show what people wrote differently without sight of each other",
    ),
    "command.settle": (
        "Avgjør det: behold det som står, eller ta en av verdiene",
        "Avgjer det: behald det som står, eller ta ein av verdiane",
        "Settle it: keep what stands, or take one of the values",
    ),
    "command.adopt": (
        "Ta inn det som er endret i store.json for hånd",
        "Ta inn det som er endra i store.json for hand",
        "Take in what was changed in store.json by hand",
    ),
    "command.new": ("Lag et nytt nettverk", "Lag eit nytt nettverk", "Make a new network"),
    "command.demo": (
        "Lag eksempelnettverket, til å prøve alt på",
        "Lag eksempelnettverket, til å prøve alt på",
        "Make the example network, to try everything on",
    ),
    "command.gathering": ("Samlinger", "Samlingar", "Gatherings"),
    "command.gathering.list": ("Vis samlingene", "Vis samlingane", "List the gatherings"),
    "command.gathering.add": ("Legg til neste samling", "Legg til neste samling", "Add the next gathering"),
    "command.gathering.edit": (
        "Endre tittel, tid, sted og annet i hodet",
        "Endre tittel, tid, stad og anna i hovudet",
        "Change title, time, place and the rest of the head",
    ),
    "command.gathering.finish": (
        "Avslutt en samling: referatet er ikke lenger et utkast",
        "Avslutt ei samling: referatet er ikkje lenger eit utkast",
        "Finish a gathering: its minutes are no longer a draft",
    ),
    "command.gathering.reopen": (
        "Åpne en avsluttet samling igjen",
        "Opne ei avslutta samling igjen",
        "Open a finished gathering again",
    ),
    "command.gathering.attend": (
        "Før opp hvem som var til stede",
        "Før opp kven som var til stades",
        "Note who was present",
    ),
    "command.gathering.agenda": (
        "Sett et tema på dagsordenen",
        "Set eit tema på dagsordenen",
        "Put a theme on the agenda",
    ),
    "command.person": ("Personer", "Personar", "People"),
    "command.person.list": ("Vis personene", "Vis personane", "List the people"),
    "command.person.add": ("Legg til en person", "Legg til ein person", "Add a person"),
    "command.person.import": (
        "Les inn personer fra en CSV-fil: navn;organisasjon;rolle",
        "Les inn personar frå ei CSV-fil: namn;organisasjon;rolle",
        "Import people from a CSV file: name;organisation;role",
    ),
    "command.organisation": ("Organisasjoner", "Organisasjonar", "Organisations"),
    "command.organisation.list": ("Vis organisasjonene", "Vis organisasjonane", "List the organisations"),
    "command.organisation.add": ("Legg til en organisasjon", "Legg til ein organisasjon", "Add an organisation"),
    "command.theme": ("Temaer", "Tema", "Themes"),
    "command.theme.list": ("Vis temaene", "Vis temaa", "List the themes"),
    "command.theme.add": ("Legg til et tema", "Legg til eit tema", "Add a theme"),
    "command.theme.rename": ("Gi et tema ny tittel", "Gi eit tema ny tittel", "Give a theme a new title"),
    "command.export": (
        "Skriv Word-referatet fra en samling",
        "Skriv Word-referatet frå ei samling",
        "Write the Word minutes of a gathering",
    ),
    "command.check": (
        "Undersøk om et lager er helt, og sett det i stand om du ber om det",
        "Undersøk om eit lager er heilt, og set det i stand om du ber om det",
        "Find out whether a store is whole, and put it in order if you ask for it",
    ),
    "command.compact": (
        "Slå journalene til avsluttede økter sammen til én fil",
        "Slå journalane til avslutta økter saman til éi fil",
        "Make one file of the journals of sessions that have ended",
    ),
    "command.merge": (
        "Hent inn det som et annet lager i samme nettverk har",
        "Hent inn det som eit anna lager i same nettverk har",
        "Bring in what another store of the same network holds",
    ),
    "command.backup": (
        "Skriv alt i lageret til én fil, også mens andre skriver",
        "Skriv alt i lageret til éi fil, også medan andre skriv",
        "Write all that the store holds into one file, also while others write",
    ),
    "command.restore": (
        "Lag et lager av en sikkerhetskopi",
        "Lag eit lager av ein tryggingskopi",
        "Make a store of a backup",
    ),
    "command.completion": (
        "Skriv ut skriptet som fullfører kommandoer i skallet",
        "Skriv ut skriptet som fullfører kommandoar i skalet",
        "Print the script that completes commands in a shell",
    ),
    "option.repair": (
        "Sett lageret i stand; det som var, blir liggende i damaged",
        "Set lageret i stand; det som var, blir liggjande i damaged",
        "Put the store in order; what was there is kept in damaged",
    ),
    "option.rested": (
        "Bare økter som ikke har skrevet på så mange minutter",
        "Berre økter som ikkje har skrive på så mange minutt",
        "Only sessions that have not written for so many minutes",
    ),
    "option.unrelated": (
        "Også når de to lagrene begynte hver for seg",
        "Også når dei to lagra starta kvar for seg",
        "Also where the two stores began apart from each other",
    ),
    "option.help": ("Vis denne hjelpen", "Vis denne hjelpa", "Show this help"),
    "option.store": ("Mappen som lageret ligger i", "Mappa som lageret ligg i", "The folder of the store"),
    "option.path": (
        "Mappen som lageret skal ligge i",
        "Mappa som lageret skal liggje i",
        "The folder to put the store in",
    ),
    "option.language": ("Språk", "Språk", "Language"),
    "option.minutes_language": ("Språk i referatet", "Språk i referatet", "Language of the minutes"),
    "option.scribe": ("Hvem som skriver", "Kven som skriv", "Who writes"),
    "option.version": ("Vis versjonen", "Vis versjonen", "Show the version"),
    "option.gathering": (
        "Samlingens nummer; ellers den som er åpen",
        "Nummeret på samlinga; elles den som er open",
        "The gathering's number; otherwise the open one",
    ),
    "option.letter": (
        "Gruppens bokstav; ellers P for plenum",
        "Bokstaven til gruppa; elles P for plenum",
        "The group's letter; otherwise P, the plenary",
    ),
    "option.theme": ("Tema, ved ord eller tittel", "Tema, ved ord eller tittel", "A theme, by its word or title"),
    "option.kind": ("Bare denne typen", "Berre denne typen", "Only this kind"),
    "option.responsible": (
        "Bare det denne har ansvar for",
        "Berre det denne har ansvar for",
        "Only what they answer for",
    ),
    "option.only_open": ("Bare det som ikke er ferdig", "Berre det som ikkje er ferdig", "Only what is not done"),
    "option.only_disputed": (
        "Bare det som to har skrevet ulikt",
        "Berre det som to har skrive ulikt",
        "Only what people wrote differently",
    ),
    "option.field": ("Bare dette feltet", "Berre dette feltet", "Only this field"),
    "option.number": (
        "Ta verdien med dette nummeret i «samling conflicts»",
        "Ta verdien med dette nummeret i «samling conflicts»",
        "Take the value of this number in `samling conflicts`",
    ),
    "option.keep": (
        "Behold det som står (også uten dette valget)",
        "Behald det som står (også utan dette valet)",
        "Keep what stands (also without this option)",
    ),
    "option.discard": (
        "Legg filen til side i archive/ uten å ta inn noe",
        "Legg fila til side i archive/ utan å ta inn noko",
        "Put the file aside in archive/, taking nothing in",
    ),
    "option.dry_run": (
        "Vis bare hva som ville blitt tatt inn",
        "Vis berre kva som ville blitt teke inn",
        "Only show what would be taken in",
    ),
    "option.as_json": ("Skriv JSON", "Skriv JSON", "Print JSON"),
    "option.name": ("Navn", "Namn", "Name"),
    "option.shared_with": (
        "Gruppen av kontoer som skal skrive i det; uten den er det ditt alene",
        "Gruppa av kontoar som skal skrive i det; utan ho er det ditt åleine",
        "The group of accounts that shall write in it; without one it is yours alone",
    ),
    "option.title": ("Tittel", "Tittel", "Title"),
    "option.date": ("Dato", "Dato", "Date"),
    "option.time": ("Fra når til når", "Frå når til når", "From when to when"),
    "option.place": ("Sted", "Stad", "Place"),
    "option.chair": ("Møteleder", "Møteleiar", "Chair"),
    "option.presence": ("Hvordan de deltok", "Korleis dei deltok", "How they took part"),
    "option.note": ("Merknad", "Merknad", "Remark"),
    "option.minutes": ("Planlagte minutter", "Planlagde minutt", "Planned minutes"),
    "option.organisation": (
        "Organisasjon; lages om den er ny",
        "Organisasjon; blir laga om ho er ny",
        "Organisation; made if it is new",
    ),
    "option.role": ("Rolle", "Rolle", "Role"),
    "option.template": ("Word-fil som gir utseendet", "Word-fil som gir utsjånaden", "A Word file that gives the look"),
    "option.overwrite": ("Erstatt en fil som finnes", "Erstatt ei fil som finst", "Replace a file that is there"),
    # The capture screen
    "plenary.title": ("Plenum", "Plenum", "Plenary"),
    "group.title": ("Gruppe {letter}", "Gruppe {letter}", "Group {letter}"),
    "place.gathering": ("Samling {number}", "Samling {number}", "Gathering {number}"),
    "place.reading": ("Åpner …", "Opnar …", "Opening …"),
    "place.final": ("avsluttet", "avslutta", "finished"),
    "panel.themes": ("Temaer", "Tema", "Themes"),
    "panel.unfiled": ("Uten tema", "Utan tema", "No theme"),
    "view.all": ("alle punkter", "alle punkt", "all items"),
    "view.theme": ("bare temaet", "berre temaet", "this theme"),
    "view.grouped": ("etter tema", "etter tema", "by theme"),
    "stream.reading": (
        "Leser det som er skrevet før … Du kan skrive nå.",
        "Les det som er skrive før … Du kan skrive no.",
        "Reading what was written before … You can type now.",
    ),
    "stream.empty": (
        "Ingen punkter ennå. Skriv det som blir sagt, og trykk Enter. «+ » foran er et behov, «! » et tiltak. F1 viser alt.",
        "Ingen punkt enno. Skriv det som blir sagt, og trykk Enter. «+ » framfor er eit behov, «! » eit tiltak. F1 viser alt.",
        "No items yet. Type what is said, and press Enter. A “+” before it is a need, a “!” an action. F1 shows everything.",
    ),
    "stream.empty-theme": (
        "Ingen punkter under dette temaet ennå. F3 viser alle.",
        "Ingen punkt under dette temaet enno. F3 viser alle.",
        "No items under this theme yet. F3 shows all.",
    ),
    "row.due": ("frist {date}", "frist {date}", "due {date}"),
    "row.overdue": ("frist {date}, over tiden", "frist {date}, over tida", "due {date}, overdue"),
    "reading.new-theme": ("nytt tema: {title}", "nytt tema: {title}", "new theme: {title}"),
    "reading.theme": ("tema: {title}", "tema: {title}", "theme: {title}"),
    "reading.repair": (
        "retter siste punkt: «{old}» blir «{new}»",
        "rettar siste punkt: «{old}» blir «{new}»",
        "mends the latest item: “{old}” becomes “{new}”",
    ),
    "reading.continue": ("fortsetter forrige punkt", "held fram førre punkt", "goes on with the item before"),
    "reading.said-by": ("sagt av {name}", "sagt av {name}", "said by {name}"),
    "reading.responsible": ("ansvar: {names}", "ansvar: {names}", "responsible: {names}"),
    "reading.stranger": ("{name} (ny)", "{name} (ny)", "{name} (new)"),
    "status.saved": ("✓ lagret {time}", "✓ lagra {time}", "✓ saved {time}"),
    "status.saving": ("lagrer …", "lagrar …", "saving …"),
    "status.not-saved": (
        "IKKE LAGRET: {reason}. Teksten er her; prøver igjen.",
        "IKKJE LAGRA: {reason}. Teksten er her; prøver igjen.",
        "NOT SAVED: {reason}. The text is here; trying again.",
    ),
    "status.editing": (
        "endrer {reference}, Esc avbryter",
        "endrar {reference}, Esc avbryt",
        "editing {reference}, Esc cancels",
    ),
    "status.others": ("også her: {names}", "også her: {names}", "also here: {names}"),
    "status.restored": (
        "Linjen du ikke rakk å lagre, er her igjen.",
        "Linja du ikkje rakk å lagre, er her igjen.",
        "The line that you had not saved is here again.",
    ),
    "status.pasted": ("{count} linjer limt inn", "{count} linjer limte inn", "{count} lines pasted"),
    "status.closed": (
        "Samling {number} er avsluttet. F6 og så o åpner den igjen.",
        "Samling {number} er avslutta. F6 og så o opnar ho igjen.",
        "Gathering {number} is finished. F6 and then o opens it again.",
    ),
    "status.line-first": (
        "Lagre linjen du har begynt på, først.",
        "Lagre linja du har byrja på, først.",
        "Save the line that you have begun first.",
    ),
    "status.undone": ("angret", "angra", "undone"),
    "status.redone": ("gjort om igjen", "gjort om igjen", "done again"),
    "status.unchanged": ("ingen endring", "inga endring", "no change"),
    "status.draft-failed": (
        "Linjen kan ikke sikres på disken: {reason}. Trykk Enter ofte.",
        "Linja kan ikkje sikrast på disken: {reason}. Trykk Enter ofte.",
        "The line cannot be kept on the disk: {reason}. Press Enter often.",
    ),
    "status.unread": (
        "Andres punkter kan ikke leses nå: {reason}",
        "Punkta til andre kan ikkje lesast no: {reason}",
        "Others' items cannot be read now: {reason}",
    ),
    "status.dispute": (
        "≠ 1 punkt har to utgaver: F2",
        "≠ 1 punkt har to utgåver: F2",
        "≠ 1 item has two versions: F2",
    ),
    "status.disputes": (
        "≠ {count} punkter har to utgaver: F2",
        "≠ {count} punkt har to utgåver: F2",
        "≠ {count} items have two versions: F2",
    ),
    "status.damage": (
        "1 sted kan ikke leses: kjør «samling check»",
        "1 stad kan ikkje lesast: køyr «samling check»",
        "1 place cannot be read: run `samling check`",
    ),
    "status.damages": (
        "{count} steder kan ikke leses: kjør «samling check»",
        "{count} stader kan ikkje lesast: køyr «samling check»",
        "{count} places cannot be read: run `samling check`",
    ),
    "status.hand-made": (
        "store.json er endret utenfra; spør når linjen er tom",
        "store.json er endra utanfrå; spør når linja er tom",
        "store.json was changed outside; asks when the line is empty",
    ),
    "status.hand-made-later": (
        "store.json står som den er; se «samling adopt»",
        "store.json står som ho er; sjå «samling adopt»",
        "store.json stays as it is; see `samling adopt`",
    ),
    "status.taken-in": (
        "tatt inn; filen ligger i {name}",
        "teke inn; fila ligg i {name}",
        "taken in; the file is in {name}",
    ),
    "status.set-aside": (
        "filen ligger nå i {name}",
        "fila ligg no i {name}",
        "the file is now in {name}",
    ),
    "status.already-taken": (
        "store.json er alt tatt hånd om av en annen",
        "store.json er alt teken hand om av ein annan",
        "somebody else has seen to store.json already",
    ),
    "status.not-set-aside": (
        "store.json kan ikke flyttes: {reason}",
        "store.json kan ikkje flyttast: {reason}",
        "store.json cannot be moved: {reason}",
    ),
    "choice.hand-made": (
        "store.json er endret utenfor programmet",
        "store.json er endra utanfor programmet",
        "store.json was changed outside the program",
    ),
    "hand-made.later": (
        "Senere: la filen stå, og fortsett å skrive",
        "Seinare: la fila stå, og hald fram med å skrive",
        "Later: leave the file, and go on writing",
    ),
    "hand-made.take-one": (
        "Ta inn den ene endringen som din egen",
        "Ta inn den eine endringa som di eiga",
        "Take the one change in as your own",
    ),
    "hand-made.take": (
        "Ta inn de {count} endringene som dine egne",
        "Ta inn dei {count} endringane som dine eigne",
        "Take the {count} changes in as your own",
    ),
    "hand-made.discard": (
        "Legg filen til side i archive/, uten å ta inn noe",
        "Legg fila til side i archive/, utan å ta inn noko",
        "Put the file aside in archive/, taking nothing in",
    ),
    "choice.dispute": ("Hvilken skal gjelde?", "Kva for ei skal gjelde?", "Which one shall hold?"),
    "dispute.somebody": ("noen", "nokon", "somebody"),
    "dispute.stands": ("står nå", "står no", "stands now"),
    "value.quoted": ("«{text}»", "«{text}»", "“{text}”"),
    "value.nothing": ("ingenting", "ingenting", "nothing"),
    "value.deleted": ("slettet", "sletta", "deleted"),
    "value.not-deleted": ("ikke slettet", "ikkje sletta", "not deleted"),
    "field.text": ("tekst", "tekst", "text"),
    "field.kind": ("type", "type", "kind"),
    "field.theme": ("tema", "tema", "theme"),
    "field.said_by": ("sagt av", "sagt av", "said by"),
    "field.responsible": ("ansvar", "ansvar", "responsible"),
    "field.due": ("frist", "frist", "due"),
    "field.status": ("status", "status", "status"),
    "field.deleted": ("slettet", "sletta", "deleted"),
    "field.details": ("detaljer", "detaljar", "details"),
    "field.grew_from": ("vokst fra", "vakse frå", "grew from"),
    "field.name": ("navn", "namn", "name"),
    "field.handle": ("ord", "ord", "word"),
    "field.organisation": ("organisasjon", "organisasjon", "organisation"),
    "field.role": ("rolle", "rolle", "role"),
    "field.title": ("tittel", "tittel", "title"),
    "field.order": ("rekkefølge", "rekkjefølgje", "order"),
    "field.number": ("nummer", "nummer", "number"),
    "field.date": ("dato", "dato", "date"),
    "field.time": ("tid", "tid", "time"),
    "field.place": ("sted", "stad", "place"),
    "field.chair": ("møteleder", "møteleiar", "chair"),
    "field.scribe": ("referent", "referent", "minutes by"),
    "field.state": ("tilstand", "tilstand", "state"),
    "field.version": ("utgave", "utgåve", "version"),
    "field.language": ("språk", "språk", "language"),
    "field.minutes": ("minutter", "minutt", "minutes"),
    "field.presence": ("oppmøte", "oppmøte", "presence"),
    "field.note": ("merknad", "merknad", "remark"),
    "field.gathering": ("samling", "samling", "gathering"),
    "field.group": ("gruppe", "gruppe", "group"),
    "state.open": ("åpen", "open", "open"),
    "state.final": ("avsluttet", "avslutta", "finished"),
    "status.quit-unsaved": (
        "Noe er ikke lagret ennå. Ctrl+Q en gang til avslutter likevel.",
        "Noko er ikkje lagra enno. Ctrl+Q ein gong til avsluttar likevel.",
        "Something is not saved yet. Ctrl+Q once more quits all the same.",
    ),
    "crash": (
        "Samling stoppet av en feil i programmet ({what}). Alt som var lagret, er trygt, og linjen kommer tilbake ved neste start.",
        "Samling stoppa av ein feil i programmet ({what}). Alt som var lagra, er trygt, og linja kjem tilbake ved neste start.",
        "Samling stopped because of a fault in the program ({what}). All that was saved is safe, and the line comes back at the next start.",
    ),
    # Keys
    "key.save": ("Lagre", "Lagre", "Save"),
    "key.complete": ("Fullfør", "Fullfør", "Complete"),
    "key.earlier": ("Endre forrige", "Endre førre", "Edit last"),
    "key.later": ("Neste punkt", "Neste punkt", "Next item"),
    "key.leave": ("Avbryt endringen", "Avbryt endringa", "Cancel the edit"),
    "key.left": ("Et tegn til venstre", "Eitt teikn til venstre", "A character left"),
    "key.right": ("Et tegn til høyre", "Eitt teikn til høgre", "A character right"),
    "key.word-left": ("Et ord til venstre", "Eitt ord til venstre", "A word left"),
    "key.word-right": ("Et ord til høyre", "Eitt ord til høgre", "A word right"),
    "key.home": ("Begynnelsen av linjen", "Starten av linja", "Beginning of the line"),
    "key.end": ("Slutten av linjen", "Slutten av linja", "End of the line"),
    "key.backspace": ("Slett tegnet før", "Slett teiknet før", "Delete the character before"),
    "key.delete": ("Slett tegnet her", "Slett teiknet her", "Delete the character here"),
    "key.rub-word": ("Slett ordet før", "Slett ordet før", "Delete the word before"),
    "key.rub-line": (
        "Tøm linjen; én gang til henter den",
        "Tøm linja; éin gong til hentar ho",
        "Empty the line; once more brings it back",
    ),
    "key.row-up": ("Forrige punkt", "Førre punkt", "Item before"),
    "key.row-down": ("Neste punkt", "Neste punkt", "Item after"),
    "key.page-up": ("En side opp", "Ei side opp", "A page up"),
    "key.page-down": ("En side ned", "Ei side ned", "A page down"),
    "key.first": ("Det første", "Det første", "The first"),
    "key.last": ("Det siste", "Det siste", "The last"),
    "key.help": ("Hjelp", "Hjelp", "Help"),
    "key.choose": ("Velg", "Vel", "Pick"),
    "key.view": ("Vis", "Vis", "View"),
    "key.theme": ("Tema", "Tema", "Theme"),
    "key.people": ("Folk", "Folk", "People"),
    "key.gathering": ("Samling", "Samling", "Gathering"),
    "key.previous-theme": ("Forrige tema", "Førre tema", "Previous theme"),
    "key.next-theme": ("Neste tema", "Neste tema", "Next theme"),
    "key.theme-number": ("Til temaet med det nummeret", "Til temaet med det nummeret", "To the theme of that number"),
    "key.export": ("Word", "Word", "Word"),
    "key.undo": ("Angre", "Angre", "Undo"),
    "key.redo": ("Gjør om", "Gjer om", "Redo"),
    "key.group": ("Gruppe", "Gruppe", "Group"),
    "key.language": ("Språk", "Språk", "Language"),
    "key.quit": ("Slutt", "Slutt", "Quit"),
    "key.edit": ("Endre", "Endre", "Edit"),
    "key.kind": ("Type", "Type", "Kind"),
    "key.move": ("Flytt", "Flytt", "Move"),
    "key.done": ("Ferdig", "Ferdig", "Done"),
    "key.remove": ("Slett", "Slett", "Delete"),
    "key.keep-standing": ("Behold", "Behald", "Keep"),
    "key.take-other": ("Bytt", "Byt", "Swap"),
    "key.back": ("Tilbake", "Tilbake", "Back"),
    "key.take": ("Velg", "Vel", "Choose"),
    "key.cancel": ("Avbryt", "Avbryt", "Cancel"),
    "choice.theme": ("Hvilket tema?", "Kva tema?", "Which theme?"),
    "choice.group": ("Hvilken gruppe skriver du for?", "Kva gruppe skriv du for?", "Which group do you write for?"),
    "choice.language": ("Språk på skjermen", "Språk på skjermen", "Language of the screen"),
    "language.nb": ("bokmål", "bokmål", "bokmål"),
    "language.nn": ("nynorsk", "nynorsk", "nynorsk"),
    "language.en": ("English", "English", "English"),
    "tip.kind": (
        "1 innspill, 2 behov, 3 vedtak, 4 tiltak, 5 spørsmål, 6 læring",
        "1 innspel, 2 behov, 3 vedtak, 4 tiltak, 5 spørsmål, 6 læring",
        "1 point, 2 need, 3 decision, 4 action, 5 question, 6 learning",
    ),
    "tip.help": ("Alle taster og tegn", "Alle tastar og teikn", "All keys and marks"),
    "tip.choose": (
        "Velg et punkt for å endre, flytte, sette type, gjøre ferdig eller slette",
        "Vel eit punkt for å endre, flytte, setje type, gjere ferdig eller slette",
        "Choose an item to edit, move, give a kind, mark done or delete",
    ),
    "tip.view": (
        "Alle punkter, bare temaet du er i, eller ordnet etter tema",
        "Alle punkt, berre temaet du er i, eller ordna etter tema",
        "All items, only the theme you are in, or ordered by theme",
    ),
    "tip.theme": (
        "Gå til et tema, lag et nytt, gi nytt navn eller endre rekkefølgen",
        "Gå til eit tema, lag eit nytt, gi nytt namn eller endre rekkjefølgja",
        "Go to a theme, make one, rename or reorder them",
    ),
    "tip.people": ("Deltakere og oppmøte", "Deltakarar og oppmøte", "People and attendance"),
    "tip.gathering": (
        "Velg, lag eller rediger samling",
        "Vel, lag eller rediger samling",
        "Choose, make or edit a gathering",
    ),
    "tip.export": ("Lag Word-referat", "Lag Word-referat", "Make Word minutes"),
    "tip.undo": ("Ta tilbake det du sist gjorde", "Ta tilbake det du sist gjorde", "Take back what you last did"),
    "tip.group": ("Velg bordet du skriver for", "Vel bordet du skriv for", "Choose the table you write for"),
    "tip.keep-standing": (
        "Behold det som står, der to har skrevet ulikt (≠)",
        "Behald det som står, der to har skrive ulikt (≠)",
        "Keep what stands, where two wrote different things (≠)",
    ),
    "tip.take-other": (
        "Ta det andre i stedet (≠); er det flere, spør den hvilket",
        "Ta det andre i staden (≠); er det fleire, spør han kva for eit",
        "Take the other instead (≠); asks which where there are several",
    ),
    "tip.quit": ("Alt er lagret", "Alt er lagra", "Everything is saved"),
    # The other screens
    "answer.needed": ("Skriv noe her.", "Skriv noko her.", "Type something here."),
    "answer.date": (
        "Forstår ikke datoen. Skriv for eksempel 15.12, fredag eller 2026-12-15.",
        "Forstår ikkje datoen. Skriv til dømes 15.12, fredag eller 2026-12-15.",
        "That date is not understood. Type 15.12, friday or 2026-12-15, say.",
    ),
    "answer.minutes": (
        "Skriv et antall minutter, eller ingenting.",
        "Skriv kor mange minutt, eller ingenting.",
        "Type a number of minutes, or nothing.",
    ),
    "answer.language": ("Skriv nb, nn eller en.", "Skriv nb, nn eller en.", "Type nb, nn or en."),
    "answer.handle": ("Skriv ett ord.", "Skriv eitt ord.", "Type one word."),
    "answer.handle-taken": (
        "Det ordet står for noen andre.",
        "Det ordet står for nokon andre.",
        "That word stands for somebody else.",
    ),
    "form.discard": (
        " Esc én gang til forkaster det du har skrevet.",
        " Esc éin gong til forkastar det du har skrive.",
        " Esc once more discards what you have typed.",
    ),
    "people.title": ("Folk", "Folk", "People"),
    "people.counts": (
        "til stede {present} · forfall {absent} · ikke ført {unknown}",
        "til stades {present} · forfall {absent} · ikkje ført {unknown}",
        "present {present} · absent {absent} · not noted {unknown}",
    ),
    "people.empty": (
        "Ingen her ennå. n legger til en person, i leser inn en CSV-fil: navn;organisasjon;rolle.",
        "Ingen her enno. n legg til ein person, i les inn ei CSV-fil: namn;organisasjon;rolle.",
        "Nobody here yet. n adds a person, i imports a CSV file: name;organisation;role.",
    ),
    "people.none-found": (
        "Ingen passer. Esc viser alle.",
        "Ingen passar. Esc viser alle.",
        "Nobody fits. Esc shows everybody.",
    ),
    "people.all-noted": (
        "Alle som vises, er ført allerede.",
        "Alle som er viste, er førte allereie.",
        "Everybody shown has been noted already.",
    ),
    "people.find": ("Finn: ", "Finn: ", "Find: "),
    "people.new": ("Ny person", "Ny person", "New person"),
    "people.import": (
        "Les inn personer: navn;organisasjon;rolle",
        "Les inn personar: namn;organisasjon;rolle",
        "Import people: name;organisation;role",
    ),
    "people.file": ("CSV-fil", "CSV-fil", "CSV file"),
    "person.handle": ("Kortnavn, @", "Kortnamn, @", "Handle, @"),
    "organisation.label": ("Organisasjon", "Organisasjon", "Organisation"),
    "gathering.title": ("Samlinger", "Samlingar", "Gatherings"),
    "gathering.untitled": ("(uten tittel)", "(utan tittel)", "(no title)"),
    "gathering.open": ("åpen", "open", "open"),
    "gathering.final": ("avsluttet v{version}", "avslutta v{version}", "finished v{version}"),
    "gathering.items": ("punkter: {count}", "punkt: {count}", "items: {count}"),
    "gathering.time": ("Tid, fra–til", "Tid, frå–til", "Time, from–to"),
    "gathering.scribe": ("Referent", "Referent", "Minutes by"),
    "gathering.language": ("Referatspråk", "Referatspråk", "Minutes in"),
    "themes.empty": (
        "Ingen temaer ennå. n lager et, eller skriv «# Tittel» på skrivelinjen.",
        "Ingen tema enno. n lagar eitt, eller skriv «# Tittel» på skrivelinja.",
        "No themes yet. n makes one, or type `# Title` in the capture line.",
    ),
    "themes.items": (
        "punkter: {here} her, {ever} i alt",
        "punkt: {here} her, {ever} i alt",
        "items: {here} here, {ever} in all",
    ),
    "themes.minutes": ("{minutes} min", "{minutes} min", "{minutes} min"),
    "themes.on-agenda": ("på dagsordenen", "på dagsordenen", "on the agenda"),
    "themes.planned": ("{minutes} min planlagt", "{minutes} min planlagde", "{minutes} min planned"),
    "themes.minutes-hint": ("tomt: ikke på dagsordenen", "tomt: ikkje på dagsordenen", "empty: not on the agenda"),
    "themes.new": ("Nytt tema", "Nytt tema", "New theme"),
    "themes.not-empty": (
        "Punkter under temaet på alle samlingene: {count}. Flytt dem først, så kan det slettes.",
        "Punkt under temaet på alle samlingane: {count}. Flytt dei først, så kan det slettast.",
        "Items under the theme at all gatherings: {count}. Move them first, then it can be deleted.",
    ),
    "answer.plain-name": (
        "Skriv bare et navn, uten skråstrek. Filene ligger i {folder}.",
        "Skriv berre eit namn, utan skråstrek. Filene ligg i {folder}.",
        "Type a plain name, without a slash. The files are in {folder}.",
    ),
    "export.title": ("Referat, samling {number}", "Referat, samling {number}", "Minutes, gathering {number}"),
    "export.where": ("Hvor skal referatet ligge?", "Kvar skal referatet liggje?", "Where shall the minutes lie?"),
    "export.path": ("Fil", "Fil", "File"),
    "export.writing": ("skriver …", "skriv …", "writing …"),
    "export.exists": (
        "{name} finnes fra før. o skriver over den, Enter skriver {other}.",
        "{name} finst frå før. o skriv over ho, Enter skriv {other}.",
        "{name} is there already. o overwrites it, Enter writes {other}.",
    ),
    "export.incomplete": (
        "Skrevet, men {count} linjer er IKKE LAGRET ennå og er ikke med.",
        "Skrive, men {count} linjer er IKKJE LAGRA enno og er ikkje med.",
        "Written, but {count} lines are NOT SAVED yet and are not in it.",
    ),
    "first.welcome": (
        "Velkommen. Samling skriver ned det en gruppe sier, mens den sier det, og lager Word-referat etterpå.",
        "Velkomen. Samling skriv ned det ei gruppe seier, medan ho seier det, og lagar Word-referat etterpå.",
        "Welcome. Samling captures what a group says while it says it, and makes Word minutes afterwards.",
    ),
    "first.path": (
        "Alt blir liggende i mappen {path}. Ingenting sendes noe sted.",
        "Alt blir liggjande i mappa {path}. Ingenting blir sendt nokon stad.",
        "Everything is kept in the folder {path}. Nothing is sent anywhere.",
    ),
    "first.making-example": ("Lager eksempelet …", "Lagar eksempelet …", "Making the example …"),
    "first.making": ("Lager nettverket …", "Lagar nettverket …", "Making the network …"),
    "first.new": ("Nytt nettverk", "Nytt nettverk", "New network"),
    "first.network": ("Nettverkets navn", "Namn på nettverket", "Name of network"),
    "first.gathering": ("Første samling", "Første samling", "First gathering"),
    "help.title": ("Hjelp", "Hjelp", "Help"),
    "help.marks": ("Tegn på skrivelinjen", "Teikn på skrivelinja", "Marks in the capture line"),
    "help.screen": ("Tastene på skjermen", "Tastane på skjermen", "The keys of the screen"),
    "help.list": ("Tastene i listen", "Tastane i lista", "The keys of the list"),
    "help.field": ("Tastene i feltene", "Tastane i felta", "The keys of the fields"),
    "help.line": ("Tastene på skrivelinjen", "Tastane på skrivelinja", "The keys of the capture line"),
    "help.words": ("eller {words}", "eller {words}", "or {words}"),
    "help.example": ("· {example}", "· {example}", "· {example}"),
    "mark.point": ("et innspill trenger ikke noe tegn", "eit innspel treng ikkje noko teikn", "a point needs no mark"),
    "mark.need": ("et behov", "eit behov", "a need"),
    "mark.action": ("et tiltak", "eit tiltak", "an action"),
    "mark.decision": ("et vedtak", "eit vedtak", "a decision"),
    "mark.question": ("et åpent spørsmål", "eit ope spørsmål", "an open question"),
    "mark.learning": ("en læring", "ei læring", "a learning"),
    "mark.continue": ("fortsetter på forrige punkt", "held fram på førre punkt", "goes on with the item before"),
    "mark.said_by": (
        "hvem som sa det, når navnet er kjent",
        "kven som sa det, når namnet er kjent",
        "who said it, when the name is known",
    ),
    "mark.responsible": (
        "hvem som har ansvar, gjerne flere; Tab fullfører",
        "kven som har ansvar, gjerne fleire; Tab fullfører",
        "who is responsible, several if you like; Tab completes",
    ),
    "mark.due": ("frist, slik folk sier den", "frist, slik folk seier han", "due date, as people say it"),
    "mark.theme": ("temaet for denne linjen alene", "temaet for denne linja åleine", "the theme of this line alone"),
    "mark.goto": (
        "til et tema fra nå av; lages om det er nytt",
        "til eit tema frå no av; blir laga om det er nytt",
        "to a theme from now on; made if it is new",
    ),
    "mark.repair": (
        "retter siste punkt som har teksten",
        "rettar siste punkt som har teksten",
        "mends the latest item that has the text",
    ),
    "mark.literal": (
        "foran et tegn: tegnet er vanlig tekst",
        "framfor eit teikn: teiknet er vanleg tekst",
        "before a mark: the mark is plain text",
    ),
    "key.go-on": ("Videre", "Vidare", "Go on"),
    "key.next-field": ("Neste felt", "Neste felt", "Next field"),
    "key.previous-field": ("Forrige felt", "Førre felt", "Field before"),
    "key.next-section": ("Neste del", "Neste del", "Next part"),
    "key.present": ("Her", "Her", "Here"),
    "key.part": ("Delvis", "Delvis", "Partly"),
    "key.guest": ("Gjest", "Gjest", "Guest"),
    "key.absent": ("Forfall", "Forfall", "Absent"),
    "key.turn": ("Neste oppmøte", "Neste oppmøte", "Next presence"),
    "key.unnote": ("Ikke ført", "Ikkje ført", "Not noted"),
    "key.rest-present": ("Resten her", "Resten her", "Rest here"),
    "key.find": ("Finn", "Finn", "Find"),
    "key.import": ("CSV", "CSV", "CSV"),
    "key.show-found": ("Til listen", "Til lista", "To the list"),
    "key.show-everybody": ("Vis alle", "Vis alle", "Show all"),
    "key.new": ("Ny", "Ny", "New"),
    "key.go-there": ("Gå dit", "Gå dit", "Go there"),
    "key.finish": ("Avslutt", "Avslutt", "Finish"),
    "key.reopen": ("Åpne igjen", "Opne igjen", "Reopen"),
    "key.rename": ("Nytt navn", "Nytt namn", "Rename"),
    "key.up": ("Opp", "Opp", "Up"),
    "key.down": ("Ned", "Ned", "Down"),
    "key.minutes": ("Minutter", "Minutt", "Minutes"),
    "key.write": ("Skriv", "Skriv", "Write"),
    "key.path": ("Fil", "Fil", "File"),
    "key.overwrite": ("Skriv over", "Skriv over", "Overwrite"),
    "key.example": ("Eksempel", "Eksempel", "Example"),
    "key.new-network": ("Nytt nettverk", "Nytt nettverk", "New network"),
    "tip.go-on": (
        "Til neste felt; i det siste: lagre",
        "Til neste felt; i det siste: lagre",
        "To the next field; in the last one: save",
    ),
    "tip.present": ("Til stede hele dagen", "Til stades heile dagen", "Present all day"),
    "tip.part": (
        "Til stede deler av dagen; Enter gir en merknad om når",
        "Til stades delar av dagen; Enter gir ein merknad om når",
        "Present part of the day; Enter takes a remark on when",
    ),
    "tip.turn": (
        "Her, delvis, gjest, forfall, ikke ført",
        "Her, delvis, gjest, forfall, ikkje ført",
        "Here, partly, guest, absent, not noted",
    ),
    "tip.new-person": ("Legg til en person", "Legg til ein person", "Add a person"),
    "tip.find": (
        "Vis bare dem som har ordet i navnet eller organisasjonen",
        "Vis berre dei som har ordet i namnet eller organisasjonen",
        "Show only those with the word in their name or organisation",
    ),
    "tip.rest-present": (
        "Alle som vises og ikke er ført, er her",
        "Alle som er viste og ikkje er førte, er her",
        "Everybody shown who is not noted is here",
    ),
    "tip.edit-person": (
        "Navn, kortnavn, organisasjon, rolle og merknad",
        "Namn, kortnamn, organisasjon, rolle og merknad",
        "Name, handle, organisation, role and remark",
    ),
    "tip.import": (
        "Les inn personer fra en CSV-fil: navn;organisasjon;rolle",
        "Les inn personar frå ei CSV-fil: namn;organisasjon;rolle",
        "Import people from a CSV file: name;organisation;role",
    ),
    "tip.go-to-gathering": (
        "Skriv på denne samlingen; en avsluttet kan bare leses",
        "Skriv på denne samlinga; ei avslutta kan berre lesast",
        "Write at this gathering; a finished one can only be read",
    ),
    "tip.new-gathering": ("Lag den neste samlingen", "Lag den neste samlinga", "Make the next gathering"),
    "tip.edit-gathering": (
        "Tittel, dato, tid, sted, møteleder, referent og språk",
        "Tittel, dato, tid, stad, møteleiar, referent og språk",
        "Title, date, time, place, chair, minutes by and language",
    ),
    "tip.finish": (
        "Referatet er ikke lenger et utkast, og ingen skriver mer",
        "Referatet er ikkje lenger eit utkast, og ingen skriv meir",
        "The minutes are no longer a draft, and nobody writes any more",
    ),
    "tip.reopen": ("Åpne den for skriving igjen", "Opne ho for skriving igjen", "Open it for writing again"),
    "tip.go-to-theme": (
        "Skriv under dette temaet fra nå av",
        "Skriv under dette temaet frå no av",
        "Write under this theme from now on",
    ),
    "tip.minutes": (
        "Sett det på dagsordenen for samlingen",
        "Set det på dagsordenen for samlinga",
        "Put it on the gathering's agenda",
    ),
    "tip.no-items": ("Bare et tema uten punkter", "Berre eit tema utan punkt", "Only a theme without items"),
    "tip.minutes-language": (
        "Neste språk for referatet",
        "Neste språk for referatet",
        "The next language for the minutes",
    ),
    "tip.path": ("Et annet navn eller en annen mappe", "Eit anna namn eller ei anna mappe", "Another name or folder"),
    "tip.overwrite": (
        "Erstatt filen som er i veien",
        "Erstatt fila som er i vegen",
        "Replace the file that is in the way",
    ),
    "tip.example": (
        "Lag et eksempelnettverk, til å prøve alt på",
        "Lag eit eksempelnettverk, til å prøve alt på",
        "Make an example network, to try everything on",
    ),
    "tip.new-network": (
        "Lag et nytt nettverk med den første samlingen",
        "Lag eit nytt nettverk med den første samlinga",
        "Make a new network with its first gathering",
    ),
    "tip.turn-language": ("bokmål, nynorsk, English", "bokmål, nynorsk, English", "bokmål, nynorsk, English"),
    "tip.leave": ("Gå uten å lage noe", "Gå utan å lage noko", "Leave without making anything"),
    "presence.short.present": ("her", "her", "here"),
    "presence.short.part": ("delvis", "delvis", "partly"),
    "presence.short.guest": ("gjest", "gjest", "guest"),
    "presence.short.absent": ("forfall", "forfall", "absent"),
    "presence.short.": ("", "", ""),
    # Words for things
    "item": ("punkt", "punkt", "item"),
    "gathering": ("samling", "samling", "gathering"),
    "group": ("gruppe", "gruppe", "group"),
    "theme": ("tema", "tema", "theme"),
    "person": ("person", "person", "person"),
    "organisation": ("organisasjon", "organisasjon", "organisation"),
    "kind.point": ("innspill", "innspel", "point"),
    "kind.need": ("behov", "behov", "need"),
    "kind.action": ("tiltak", "tiltak", "action"),
    "kind.decision": ("vedtak", "vedtak", "decision"),
    "kind.question": ("spørsmål", "spørsmål", "question"),
    "kind.learning": ("læring", "læring", "learning"),
    "status.open": ("åpen", "open", "open"),
    "status.done": ("ferdig", "ferdig", "done"),
    "presence.present": ("til stede", "til stades", "present"),
    "presence.part": ("deler av dagen", "delar av dagen", "part of the day"),
    "presence.guest": ("gjest", "gjest", "guest"),
    "presence.absent": ("forfall", "forfall", "absent"),
    "presence.": ("–", "–", "–"),
    "weekdays": ("man tir ons tor fre lør søn", "mån tys ons tor fre lau sun", "Mon Tue Wed Thu Fri Sat Sun"),
}

_REASONS = {
    os.strerror(getattr(errno, name)): name
    for name in (phrase.removeprefix("reason.") for phrase in PHRASES if phrase.startswith("reason."))
}
"""From the operating system's words to the error's name."""
_LIST_COMMANDS = {
    "item": "list",
    "gathering": "gathering list",
    "theme": "theme list",
    "person": "person list",
    "organisation": "organisation list",
    "group": "gathering list",
}


class Phrases:
    """The sentences in one language: call it with a name and what changes."""

    def __init__(self, language: str) -> None:
        self.speak(language)

    def speak(self, language: str) -> None:
        """Speak that language from now on."""
        self.language = language
        self._column = LANGUAGES.index(language)

    def __call__(self, phrase: str, /, **facts: object) -> str:
        """Return a sentence. Facts may be any text; they are never read as a pattern."""
        text = PHRASES[phrase][self._column]
        return text.format_map(facts) if facts else text

    def error(self, error: SamlingError) -> str:
        """Return the sentence that tells an error."""
        facts = {key: value for key, value in vars(error).items() if not key.startswith("_")}
        name = type(error).__name__
        if "problem" in facts:
            name = f"{name}.{facts['problem']}"
        if "reason" in facts:
            facts["reason"] = self.reason(str(facts["reason"]))
        if "references" in facts:
            facts["references"] = ", ".join(facts["references"])
        if "what" in facts:
            facts |= {"what": self(str(facts["what"])), "command": _LIST_COMMANDS[str(facts["what"])]}
        return self(name, **facts)

    def reason(self, reason: str) -> str:
        """Return the operating system's words for a failure in the user's language, where they are known."""
        name = _REASONS.get(reason)
        return self(f"reason.{name}") if name else reason

    def date(self, day: dt.date) -> str:
        """Return a date with its weekday, short: `fre 4.12.2026`."""
        weekday = self("weekdays").split()[day.weekday()]
        if self.language == "en":
            return f"{weekday} {day.day}/{day.month}/{day.year}"
        return f"{weekday} {day.day}.{day.month}.{day.year}"
