"""The words of a description of needs."""

from __future__ import annotations

from collections.abc import Mapping

from exports.sentences import Phrase

SENTENCES: Mapping[str, Phrase] = {
    "needs": Phrase("Behovsbeskrivelse", "Behovsskildring", "Needs description"),
    "needs.about": Phrase(
        "En behovsbeskrivelse forteller hvem som har et behov, hvordan situasjonen er i dag, hva som skal bli bedre, "
        "og hvordan vi skal vite at det er blitt bedre. Den sier hva som trengs, ikke hvordan det skal løses, slik at "
        "ulike løsninger er mulige.",
        "Ei behovsskildring fortel kven som har eit behov, korleis situasjonen er i dag, kva som skal bli betre, "
        "og korleis vi skal vite at det har vorte betre. Ho seier kva som trengst, ikkje korleis det skal løysast, "
        "slik at ulike løysingar er moglege.",
        "A needs description tells who has a need, what the situation is today, what should become better, and how "
        "we will know that it has. It says what is needed, not how it is to be provided, so that different solutions "
        "remain possible.",
    ),
    "needs.number": Phrase(
        "Dokumentet omfatter {needs}.", "Dokumentet omfattar {needs}.", "This document covers {needs}."
    ),
    "needs.full": Phrase(
        "{number} av dem er beskrevet på alle {slots} punkter.",
        "{number} av dei er skildra på alle {slots} punkt.",
        "{number} of them are described on all {slots} points.",
    ),
    "needs.full.one": Phrase(
        "{number} av dem er beskrevet på alle {slots} punkter.",
        "{number} av dei er skildra på alle {slots} punkt.",
        "{number} of them is described on all {slots} points.",
    ),
    "needs.met": Phrase("{number} av dem er dekket.", "{number} av dei er dekte.", "{number} of them have been met."),
    "needs.met.one": Phrase("{number} av dem er dekket.", "{number} av dei er dekt.", "{number} of them has been met."),
    "needs.later": Phrase(
        "{number} av dem kan ikke dekkes nå, men tas vare på til senere.",
        "{number} av dei kan ikkje dekkjast no, men blir tekne vare på til seinare.",
        "{number} of them cannot be met now, and are kept for later.",
    ),
    "needs.later.one": Phrase(
        "{number} av dem kan ikke dekkes nå, men tas vare på til senere.",
        "{number} av dei kan ikkje dekkjast no, men blir teke vare på til seinare.",
        "{number} of them cannot be met now, and is kept for later.",
    ),
    "needs.supported": Phrase("Delt av", "Delt av", "Shared by"),
    "needs.dots": Phrase("{name} ({dots} prikker)", "{name} ({dots} prikkar)", "{name} ({dots} dots)"),
    "needs.dots.one": Phrase("{name} (1 prikk)", "{name} (1 prikk)", "{name} (1 dot)"),
    "needs.missing": Phrase(
        "Ikke beskrevet ennå ({missing} av {slots})",
        "Ikkje skildra enno ({missing} av {slots})",
        "Not yet described ({missing} of {slots})",
    ),
    "needs.bare": Phrase(
        "ikke beskrevet nærmere ennå", "ikkje skildra nærmare enno", "not described in more detail yet"
    ),
    "missing.need.who": Phrase("hvem som har behovet", "kven som har behovet", "who has the need"),
    "missing.need.situation": Phrase("situasjonen i dag", "situasjonen i dag", "the situation today"),
    "missing.need.effect": Phrase("ønsket effekt", "ønskt effekt", "the wanted effect"),
    "missing.need.measure": Phrase(
        "hvordan vi skal vite det", "korleis vi skal vite det", "how we will know that it has been met"
    ),
    "missing.need.source": Phrase("kilden", "kjelda", "the source"),
    "needs.shared": Phrase("Meldt av", "Meldt av", "Reported by"),
    "needs.questions": Phrase("Åpne spørsmål", "Opne spørsmål", "Open questions"),
    "needs.actions": Phrase("Tiltak", "Tiltak", "Actions"),
    "needs.nothing": Phrase(
        "Det er ikke skrevet ned noen behov.",
        "Det er ikkje skrive ned nokon behov.",
        "No needs have been written down.",
    ),
}
