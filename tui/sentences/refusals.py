"""What is refused, and what to do about it: by the class of the error in storage.errors."""

from tui.sentences.shape import Sentences

SENTENCES: Sentences = {
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
    "BadAgenda.unreadable": (
        "{path} kan ikke leses. Se etter at filen finnes og at du har tilgang.",
        "{path} kan ikkje lesast. Sjå etter at fila finst og at du har tilgang.",
        "{path} cannot be read. See that the file is there and that you have access.",
    ),
    "BadAgenda.encoding": (
        "{path} er ikke en tekstfil. Lagre dagsordenen som tekst i UTF-8, med «tittel; minutter» på hver linje.",
        "{path} er ikkje ei tekstfil. Lagre dagsordenen som tekst i UTF-8, med «tittel; minutt» på kvar linje.",
        "{path} is not a text file. Save the agenda as text in UTF-8, with `title; minutes` on each line.",
    ),
    "BadAgenda.empty": (
        "{path} er tom. Skriv «tittel; minutter» på hver linje.",
        "{path} er tom. Skriv «tittel; minutt» på kvar linje.",
        "{path} is empty. Write `title; minutes` on each line.",
    ),
    "BadAgenda.title": (
        "{path}, linje {line}: tittelen mangler. Ingenting ble lagret; rett linjen og prøv igjen.",
        "{path}, linje {line}: tittelen manglar. Ingenting vart lagra; rett linja og prøv igjen.",
        "{path}, line {line}: the title is missing. Nothing was saved; mend the line and try again.",
    ),
    "BadAgenda.minutes": (
        "{path}, linje {line}: etter semikolonet skal det stå et antall minutter. Ingenting ble lagret; rett linjen og prøv igjen.",
        "{path}, linje {line}: etter semikolonet skal det stå kor mange minutt. Ingenting vart lagra; rett linja og prøv igjen.",
        "{path}, line {line}: after the semicolon there should be a number of minutes. Nothing was saved; mend the line and try again.",
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
    "NothingDue": (
        "Ingen tiltak her har frist, så det ble ingen kalender. Sett frister, eller velg flere samlinger.",
        "Ingen tiltak her har frist, så det vart ingen kalender. Set fristar, eller vel fleire samlingar.",
        "No action here has a due date, so no calendar was made. Set due dates, or choose more gatherings.",
    ),
    "FileInUse": (
        "{path} er åpen{user} og ble ikke rørt. Lukk dokumentet der, eller velg et annet filnavn. Har ingen det åpent, så slett {lock}.",
        "{path} er open{user} og vart ikkje rørt. Lat att dokumentet der, eller vel eit anna filnamn. Har ingen det ope, så slett {lock}.",
        "{path} is open{user} and was not touched. Close the document there, or choose another name. If nobody has it open, delete {lock}.",
    ),
    "FileInUse.user": (" hos {name}", " hos {name}", " at {name}"),
    "UnknownFormat": (
        "Filnavnet {path} ender ikke på noe som kan skrives. Bruk et av disse: {known}.",
        "Filnamnet {path} endar ikkje på noko som kan skrivast. Bruk eitt av desse: {known}.",
        "The file name {path} ends in nothing that can be written. Use one of these: {known}.",
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
        "Malen {path} henter et bilde fra et annet sted. Sett bildet inn i selve malen og prøv igjen.",
        "Malen {path} hentar eit bilete frå ein annan stad. Set biletet inn i sjølve malen og prøv igjen.",
        "The template {path} fetches a picture from elsewhere. Put the picture into the template itself and try again.",
    ),
    "BadTemplate.old": (
        "Malen {path} er en gammel .doc-fil, eller den er beskyttet med passord. Lagre den som .docx uten passord.",
        "Malen {path} er ei gammal .doc-fil, eller han er verna med passord. Lagre han som .docx utan passord.",
        "The template {path} is an old .doc file or is protected by a password. Save it as .docx without a password.",
    ),
    "BadTemplate.strict": (
        "Malen {path} er lagret som «Strict Open XML», som mange programmer ikke leser. Lagre den som vanlig .docx.",
        "Malen {path} er lagra som «Strict Open XML», som mange program ikkje les. Lagre han som vanleg .docx.",
        "The template {path} is saved as “Strict Open XML”, which many programs do not read. Save it as an ordinary .docx.",
    ),
    "BadTemplate.nested": (
        "Malen {path} har tabeller eller rammer i altfor mange lag inni hverandre. Gjør den enklere og prøv igjen.",
        "Malen {path} har tabellar eller rammer i altfor mange lag inni kvarandre. Gjer han enklare og prøv igjen.",
        "The template {path} has tables or frames within each other in far too many layers. Make it simpler and try again.",
    ),
    "BadTemplate.styles": (
        "Malen {path} har tusenvis av stiler eller lister. Kopier innholdet over i en ny mal og prøv igjen.",
        "Malen {path} har tusenvis av stilar eller lister. Kopier innhaldet over i ein ny mal og prøv igjen.",
        "The template {path} has thousands of styles or lists. Copy its content into a new template and try again.",
    ),
    "MinutesIncomplete": (
        "Referatet ble ikke skrevet: {references} mangler i det. Meld fra om feilen; alt er trygt i lageret.",
        "Referatet vart ikkje skrive: {references} manglar i det. Meld frå om feilen; alt er trygt i lageret.",
        "The minutes were not written: {references} are missing in them. Report the fault; everything is safe in the store.",
    ),
    "ConverterMissing": (
        "PDF lages av LibreOffice, som ikke er installert her. Be den som drifter maskinen om å installere det (på Debian og Ubuntu: apt install libreoffice-writer-nogui fonts-liberation), eller eksporter til Word og lagre som PDF/A derfra.",
        "PDF blir laga av LibreOffice, som ikkje er installert her. Be den som driftar maskina om å installere det (på Debian og Ubuntu: apt install libreoffice-writer-nogui fonts-liberation), eller eksporter til Word og lagre som PDF/A derifrå.",
        "PDF is made by LibreOffice, which is not installed here. Ask whoever runs the machine to install it (on Debian and Ubuntu: apt install libreoffice-writer-nogui fonts-liberation), or export to Word and save as PDF/A from there.",
    ),
    "ConversionFailed.refused": (
        "LibreOffice laget ingen PDF, så ingenting er skrevet. Se etter at det er plass på disken og prøv igjen, eller eksporter til Word og lagre som PDF/A derfra.",
        "LibreOffice laga ingen PDF, så ingenting er skrive. Sjå etter at det er plass på disken og prøv igjen, eller eksporter til Word og lagre som PDF/A derifrå.",
        "LibreOffice made no PDF, so nothing was written. See that there is room on the disk and try again, or export to Word and save as PDF/A from there.",
    ),
    "ConversionFailed.slow": (
        "LibreOffice ble ikke ferdig på {seconds} sekunder og er stoppet; ingenting er skrevet. Prøv igjen når maskinen har mindre å gjøre, eller eksporter til Word og lagre som PDF/A derfra.",
        "LibreOffice vart ikkje ferdig på {seconds} sekund og er stoppa; ingenting er skrive. Prøv igjen når maskina har mindre å gjere, eller eksporter til Word og lagre som PDF/A derifrå.",
        "LibreOffice did not finish in {seconds} seconds and was stopped; nothing was written. Try again when the machine has less to do, or export to Word and save as PDF/A from there.",
    ),
    "ConversionFailed.kind": (
        "LibreOffice laget en PDF som ikke er PDF/A, så den er ikke skrevet. Versjonen er trolig for gammel: LibreOffice 7 eller nyere trengs.",
        "LibreOffice laga ein PDF som ikkje er PDF/A, så han er ikkje skriven. Versjonen er truleg for gammal: det trengst LibreOffice 7 eller nyare.",
        "LibreOffice made a PDF that is not PDF/A, so it was not written. Its version is probably too old: LibreOffice 7 or later is needed.",
    ),
    "ConversionFailed.system": (
        "PDF-en ble ikke laget: {reason}. Ingenting er skrevet; rett det og prøv igjen.",
        "PDF-en vart ikkje laga: {reason}. Ingenting er skrive; rett det og prøv igjen.",
        "The PDF was not made: {reason}. Nothing was written; put that right and try again.",
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
}
