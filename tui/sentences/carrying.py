"""What is said of what comes along from gathering to gathering, and of the agenda."""

from tui.sentences.shape import Sentences

SENTENCES: Sentences = {
    "carry.title": ("Med videre", "Med vidare", "Carried over"),
    "carry.counts": (
        "kommer med: {comes} · blir igjen: {stays}",
        "kjem med: {comes} · blir att: {stays}",
        "comes along: {comes} · stays behind: {stays}",
    ),
    "carry.section.action": ("Tiltak som er åpne", "Tiltak som er opne", "Open actions"),
    "carry.section.question": ("Spørsmål som er åpne", "Spørsmål som er opne", "Open questions"),
    "carry.section.theme": (
        "Temaer som er faste eller ikke er drøftet",
        "Tema som er faste eller ikkje er drøfta",
        "Themes that stand or have not been discussed",
    ),
    "carry.section.done": (
        "Blir igjen, gjort siden sist",
        "Blir att, gjort sidan sist",
        "Stays behind, done since last time",
    ),
    "carry.section.later": (
        "Blir igjen, utsatt siden sist",
        "Blir att, utsett sidan sist",
        "Stays behind, put off since last time",
    ),
    "carry.section.discussed": ("Blir igjen, drøftet", "Blir att, drøfta", "Stays behind, discussed"),
    "carry.section.others": (
        "Kommer ikke med av seg selv: {counts}",
        "Kjem ikkje med av seg sjølv: {counts}",
        "Does not come along by itself: {counts}",
    ),
    "carry.why.omitted": ("utelatt denne gangen", "utelate denne gongen", "left out this once"),
    "carry.why.standing": ("fast tema", "fast tema", "standing theme"),
    "carry.why.standing.from": (
        "fast tema, sist på samling {number}",
        "fast tema, sist på samling {number}",
        "standing theme, last at gathering {number}",
    ),
    "carry.why.undiscussed": (
        "på dagsordenen for samling {number}, ikke drøftet",
        "på dagsordenen for samling {number}, ikkje drøfta",
        "on the agenda of gathering {number}, not discussed",
    ),
    "carry.why.discussed": (
        "drøftet på samling {number}",
        "drøfta på samling {number}",
        "discussed at gathering {number}",
    ),
    "carry.why.done": ("ferdig {date}", "ferdig {date}", "done {date}"),
    "carry.why.later": ("utsatt {date}", "utsett {date}", "put off {date}"),
    "carry.nothing": (
        "Ingenting kommer med: ingen tiltak eller spørsmål fra tidligere samlinger er åpne, og alle temaer er drøftet.",
        "Ingenting kjem med: ingen tiltak eller spørsmål frå tidlegare samlingar er opne, og alle tema er drøfta.",
        "Nothing comes along: no action or question of an earlier gathering is open, and every theme has been discussed.",
    ),
    "carry.not-leavable": (
        "Det blir igjen uansett.",
        "Det blir att uansett.",
        "That stays behind anyway.",
    ),
    "carry.came": (
        "Med fra tidligere samlinger: {counts}. <gathering|F6> og <gathering.carry|m> viser dem.",
        "Med frå tidlegare samlingar: {counts}. <gathering|F6> og <gathering.carry|m> viser dei.",
        "Carried over from earlier gatherings: {counts}. <gathering|F6> and <gathering.carry|m> show them.",
    ),
    "carry.came.action": ("tiltak {count}", "tiltak {count}", "actions {count}"),
    "carry.came.question": ("spørsmål {count}", "spørsmål {count}", "questions {count}"),
    "carry.came.theme": ("temaer {count}", "tema {count}", "themes {count}"),
    "carry.row.comes": ("med", "med", "comes"),
    "carry.row.stays": ("igjen", "att", "stays"),
    "carry.left": (
        "{name} blir igjen på samling {number}, bare denne gangen.",
        "{name} blir att på samling {number}, berre denne gongen.",
        "{name} stays behind at gathering {number}, this once.",
    ),
    "carry.taken": (
        "{name} kommer med til samling {number} igjen.",
        "{name} kjem med til samling {number} igjen.",
        "{name} comes along to gathering {number} again.",
    ),
    "carry.does-not-come": (
        "{name} kommer ikke med til samling {number}, så det er ingenting å utelate.",
        "{name} kjem ikkje med til samling {number}, så det er ingenting å utelate.",
        "{name} does not come along to gathering {number}, so there is nothing to leave out.",
    ),
    "carry.not-left-out": (
        "{name} er ikke utelatt på samling {number}.",
        "{name} er ikkje utelate på samling {number}.",
        "{name} is not left out at gathering {number}.",
    ),
    "key.carry": ("Med videre", "Med vidare", "Carry-over"),
    "tip.carry": (
        "Hva som kommer med til samlingen fra de tidligere, hva som blir igjen, og hvorfor",
        "Kva som kjem med til samlinga frå dei tidlegare, kva som blir att, og kvifor",
        "What comes along to the gathering from those before, what stays behind, and why",
    ),
    "key.leave-out": ("Utelat", "Utelat", "Leave out"),
    "tip.leave-out": (
        "La det bli igjen denne ene gangen; på noe som er utelatt: ta det med igjen",
        "Lat det bli att denne eine gongen; på noko som er utelate: ta det med igjen",
        "Leave it behind this once; on what is left out: take it back",
    ),
    "key.agenda": ("Dagsorden", "Dagsorden", "Agenda"),
    "tip.agenda": (
        "Temaene med planlagte minutter, i den rekkefølgen de tas opp",
        "Temaa med planlagde minutt, i den rekkjefølgja dei blir tekne opp",
        "The themes with planned minutes, in the order in which they are taken up",
    ),
    "tip.agenda.take": (
        "Sett forslaget på dagsordenen; på et tema som står der: antall minutter",
        "Set forslaget på dagsordenen; på eit tema som står der: kor mange minutt",
        "Put the proposal on the agenda; on a theme that is there: its minutes",
    ),
    "tip.agenda.minutes": (
        "Hvor lenge temaet er planlagt å vare",
        "Kor lenge temaet er planlagt å vare",
        "How long the theme is planned to take",
    ),
    "key.take-off": ("Ta av", "Ta av", "Take off"),
    "tip.take-off": (
        "Ta temaet av dagsordenen; punktene under det blir der de er",
        "Ta temaet av dagsordenen; punkta under det blir der dei er",
        "Take the theme off the agenda; what is filed under it stays",
    ),
    "key.standing": ("Fast", "Fast", "Standing"),
    "tip.standing": (
        "Et fast tema kommer med til hver samling; én gang til: ikke fast",
        "Eit fast tema kjem med til kvar samling; éin gong til: ikkje fast",
        "A standing theme comes along to every gathering; once more: not standing",
    ),
    "key.agenda-from": ("Hent", "Hent", "From"),
    "tip.agenda-from": (
        "Hent temaene og minuttene fra dagsordenen til en annen samling",
        "Hent temaa og minutta frå dagsordenen til ei anna samling",
        "Fetch themes and minutes from the agenda of another gathering",
    ),
    "tip.agenda-new": (
        "Sett et tema på dagsordenen ved ord eller tittel; et nytt blir laget",
        "Set eit tema på dagsordenen ved ord eller tittel; eit nytt blir laga",
        "Put a theme on the agenda by its word or title; a new one is made",
    ),
    "agenda.title": ("Dagsorden", "Dagsorden", "Agenda"),
    "agenda.empty": (
        "Ingenting på dagsordenen. <agenda.new|n> setter et tema på den, <agenda.from|f> henter en annen samlings.",
        "Ingenting på dagsordenen. <agenda.new|n> set eit tema på han, <agenda.from|f> hentar han til ei anna samling.",
        "Nothing on the agenda. <agenda.new|n> puts a theme on it, <agenda.from|f> fetches another gathering's.",
    ),
    "agenda.proposed": (
        "Forslag, etter hvor mye som er åpent. <agenda.take|Enter> setter ett på.",
        "Forslag, etter kor mykje som er ope. <agenda.take|Enter> set eitt på.",
        "Proposed, by how much is open. <agenda.take|Enter> puts one on.",
    ),
    "agenda.open.action": ("tiltak {count}", "tiltak {count}", "actions {count}"),
    "agenda.open.question": ("spørsmål {count}", "spørsmål {count}", "questions {count}"),
    "agenda.open.need": ("behov {count}", "behov {count}", "needs {count}"),
    "agenda.opens": ("åpent: {counts}", "ope: {counts}", "open: {counts}"),
    "agenda.from": ("Fra samling nummer", "Frå samling nummer", "From gathering number"),
    "agenda.theme": ("Tema", "Tema", "Theme"),
    "agenda.no-gathering": (
        "Ingen annen samling med det nummeret har en dagsorden.",
        "Inga anna samling med det nummeret har ein dagsorden.",
        "No other gathering of that number has an agenda.",
    ),
    "agenda.either": (
        "Bare én ting om gangen: et tema, --from eller --propose.",
        "Berre éin ting om gongen: eit tema, --from eller --propose.",
        "One thing at a time: a theme, --from or --propose.",
    ),
    "agenda.needs-theme": (
        "Skriv hvilket tema: --minutes, --place og --remove gjelder ett.",
        "Skriv kva for eit tema: --minutes, --place og --remove gjeld eitt.",
        "Say which theme: --minutes, --place and --remove are about one.",
    ),
    "command.carry": (
        "Vis hva som kommer med til en samling fra de tidligere, og hva som blir igjen",
        "Vis kva som kjem med til ei samling frå dei tidlegare, og kva som blir att",
        "Show what comes along to a gathering from those before, and what stays behind",
    ),
    "command.carry.leave": (
        "La et punkt eller et tema bli igjen denne ene gangen",
        "Lat eit punkt eller eit tema bli att denne eine gongen",
        "Leave an item or a theme behind this once",
    ),
    "command.carry.take": (
        "Ta et punkt eller et tema med igjen",
        "Ta eit punkt eller eit tema med igjen",
        "Take an item or a theme along again",
    ),
    "command.theme.standing": (
        "La et tema være fast: det kommer med til hver samling",
        "Lat eit tema vere fast: det kjem med til kvar samling",
        "Let a theme stand: it comes along to every gathering",
    ),
    "option.agenda_from": (
        "Dagsordenen til denne samlingen, eller en fil med «tittel; minutter» på hver linje",
        "Dagsordenen til denne samlinga, eller ei fil med «tittel; minutt» på kvar linje",
        "The agenda of that gathering, or a file with `title; minutes` on each line",
    ),
    "option.at": (
        "Plassen på dagsordenen, regnet fra 1",
        "Plassen på dagsordenen, rekna frå 1",
        "The place on the agenda, counted from 1",
    ),
    "option.remove": ("Ta temaet av dagsordenen", "Ta temaet av dagsordenen", "Take the theme off the agenda"),
    "option.propose": (
        "Foreslå temaer etter hvor mye som er åpent",
        "Foreslå tema etter kor mykje som er ope",
        "Propose themes by how much is open",
    ),
}
