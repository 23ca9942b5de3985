"""Who takes part: late, for a while, not in a theme; whose voice is missing; over all the gatherings."""

from tui.sentences.shape import Sentences

SENTENCES: Sentences = {
    "key.arrived": ("Kom nå", "Kom no", "Came"),
    "key.left": ("Gikk nå", "Gjekk no", "Left"),
    "key.recused": ("Inhabil", "Ugild", "Recused"),
    "tip.arrived": (
        "Til stede fra nå; Enter retter klokkeslettet",
        "Til stades frå no; Enter rettar klokkeslettet",
        "Here from now on; Enter corrects the time",
    ),
    "tip.left": (
        "Gikk akkurat nå; Enter retter klokkeslettet",
        "Gjekk akkurat no; Enter rettar klokkeslettet",
        "Left just now; Enter corrects the time",
    ),
    "tip.recused": (
        "Inhabil: temaene som personen ikke deltar i",
        "Ugild: temaa som personen ikkje er med på",
        "Conflict of interest: the themes that the person takes no part in",
    ),
    "tip.mark-answer": (
        "Merk det valgte; én gang til tar merket bort",
        "Merk det valde; éin gong til tek merket bort",
        "Mark the chosen one; once more takes the mark away",
    ),
    "tip.mark-number": ("Merk det med det nummeret", "Merk det med det nummeret", "Mark the one of that number"),
    "tip.take-several": (
        "Lagre de som er merket, også om det er ingen",
        "Lagre dei som er merkte, òg om det er ingen",
        "Save those that are marked, even if there are none",
    ),
    "answer.hour": (
        "Skriv et klokkeslett, for eksempel 10.30, eller ingenting.",
        "Skriv eit klokkeslett, til dømes 10.30, eller ingenting.",
        "Type a time, 10.30 say, or nothing.",
    ),
    "usage.no-hour": (
        "«{text}» er ikke et klokkeslett; skriv for eksempel 10.30.",
        "«{text}» er ikkje eit klokkeslett; skriv til dømes 10.30.",
        "“{text}” is no time of the day; write for example 10.30.",
    ),
    "people.arrived": ("Kom kl.", "Kom kl.", "Arrived at"),
    "people.left": ("Gikk kl.", "Gjekk kl.", "Left at"),
    "people.from": ("fra {time}", "frå {time}", "from {time}"),
    "people.until": ("gikk {time}", "gjekk {time}", "left {time}"),
    "people.recused": ("inhabil: {themes}", "ugild: {themes}", "recused: {themes}"),
    "people.recused-from": ("Inhabil: {name}", "Ugild: {name}", "Recused: {name}"),
    "people.no-themes": (
        "Ingen temaer ennå. F4 lager dem.",
        "Ingen tema enno. F4 lagar dei.",
        "No themes yet. F4 makes them.",
    ),
    "people.left-before": (
        "Lagret, men klokkeslettet for å gå er ikke etter det for å komme.",
        "Lagra, men klokkeslettet for å gå er ikkje etter det for å komme.",
        "Saved, but the time of leaving is not after that of arriving.",
    ),
    "option.arrived": (
        "Når de kom, om det ikke var til begynnelsen",
        "Når dei kom, om det ikkje var til byrjinga",
        "When they arrived, if not at the beginning",
    ),
    "option.left": (
        "Når de gikk, om det ikke var ved slutten",
        "Når dei gjekk, om det ikkje var ved slutten",
        "When they left, if not at the end",
    ),
    "option.recused": (
        "Et tema som de er inhabile for; kan gis flere ganger, «» tar alle bort",
        "Eit tema som dei er ugilde for; kan givast fleire gonger, «» tek alle bort",
        "A theme that they are recused from; may be given several times, an empty one takes all away",
    ),
    "voices.missing": (
        "Ikke hørt om temaet, {count} av {whole}: {names}",
        "Ikkje høyrt om temaet, {count} av {whole}: {names}",
        "Not heard on the theme, {count} of {whole}: {names}",
    ),
    "settings.voices": (
        "on: si på skjermen hvilke organisasjoner som ikke har sagt noe om temaet. off: si det ikke.",
        "on: sei på skjermen kva organisasjonar som ikkje har sagt noko om temaet. off: sei det ikkje.",
        "on: say on the screen which organisations have said nothing of the theme. off: do not.",
    ),
    "command.voices": (
        "Vis hvilke organisasjoner som har sagt noe om hvert tema, og hvilke som ikke har det",
        "Vis kva organisasjonar som har sagt noko om kvart tema, og kven som ikkje har det",
        "Show which organisations have said something of each theme, and which have not",
    ),
    "voices.all": ("alle er hørt", "alle er høyrde", "all have been heard"),
    "voices.unnoted": (
        "Ingen er ført som til stede på samling {number}. «samling gathering attend» fører dem opp.",
        "Ingen er førte som til stades på samling {number}. «samling gathering attend» fører dei opp.",
        "Nobody has been noted as present at gathering {number}. `samling gathering attend` does.",
    ),
    "command.attendance": (
        "Vis hvem som var med på hvilke samlinger",
        "Vis kven som var med på kva samlingar",
        "Show who took part in which gatherings",
    ),
    "series.counts": (
        "Antall per samling: {counts}",
        "Talet per samling: {counts}",
        "Number at each gathering: {counts}",
    ),
    "series.title": ("Folk gjennom serien", "Folk gjennom serien", "People over the series"),
    "series.empty": (
        "Ingen personer eller samlinger ennå. F5 fører folk opp.",
        "Ingen personar eller samlingar enno. F5 fører folk opp.",
        "No people or gatherings yet. F5 notes people.",
    ),
    "series.together": ("Til stede", "Til stades", "Present"),
    "series.alone": ("Uten organisasjon", "Utan organisasjon", "No organisation"),
    "series.there": (
        "{here} av {whole} til stede",
        "{here} av {whole} til stades",
        "{here} of {whole} present",
    ),
    "series.times": ("med på {times} av {held}", "med på {times} av {held}", "at {times} of {held}"),
    "series.unnoted": ("ikke ført", "ikkje ført", "not noted"),
    "key.series": ("Serien", "Serien", "Series"),
    "tip.series": (
        "Hvem som var med på hvilke samlinger, alle samlinger på en gang",
        "Kven som var med på kva samlingar, alle samlingane på éin gong",
        "Who took part in which gatherings, all of them at once",
    ),
}
