"""The words of versions: what changed, what was corrected, what was approved."""

from __future__ import annotations

from collections.abc import Mapping

from exports.sentences import Phrase

SENTENCES: Mapping[str, Phrase] = {
    "draft.next": Phrase(
        "Utkast til versjon {version}. Innholdet kan bli endret.",
        "Utkast til versjon {version}. Innhaldet kan bli endra.",
        "Draft of version {version}. The content may change.",
    ),
    # approval
    "approval": Phrase("Godkjenning", "Godkjenning", "Approval"),
    "approved": Phrase(
        "Godkjent på samling {number}, {date}",
        "Godkjent på samling {number}, {date}",
        "Approved at gathering {number}, {date}",
    ),
    "approved.here": Phrase(
        "Referatet fra {held}, versjon {version}, ble godkjent.",
        "Referatet frå {held}, versjon {version}, vart godkjent.",
        "The minutes of {held}, version {version}, were approved.",
    ),
    # what changed
    "changes": Phrase(
        "Endringer siden versjon {version}", "Endringar sidan versjon {version}", "Changes since version {version}"
    ),
    "changes.table": Phrase(
        "Hva som er endret i referatet siden forrige versjon: punkt, hva ved det, hva som sto, og hva som står nå.",
        "Kva som er endra i referatet sidan førre versjon: punkt, kva ved det, kva som stod, og kva som står no.",
        "What has changed in the minutes since the version before: item, what of it, what stood, and what stands now.",
    ),
    "changes.none": Phrase(
        "Ingenting er endret siden versjon {version}.",
        "Ingenting er endra sidan versjon {version}.",
        "Nothing has changed since version {version}.",
    ),
    "changes.item": Phrase("Punkt", "Punkt", "Item"),
    "changes.what": Phrase("Hva", "Kva", "What"),
    "changes.before": Phrase("Før", "Før", "Before"),
    "changes.now": Phrase("Nå", "No", "Now"),
    "changes.head": Phrase("Samlingen", "Samlinga", "Gathering"),
    "changes.new": Phrase("nytt punkt", "nytt punkt", "new item"),
    "changes.removed": Phrase("tatt ut", "teke ut", "taken out"),
    "changes.kind": Phrase("type", "type", "kind"),
    "changes.theme": Phrase("tema", "tema", "theme"),
    "changes.text": Phrase("tekst", "tekst", "text"),
    "changes.said": Phrase("sagt av", "sagt av", "said by"),
    "changes.responsible": Phrase("ansvarlig", "ansvarleg", "responsible"),
    "changes.due": Phrase("frist", "frist", "due"),
    "changes.status": Phrase("status", "status", "status"),
    "changes.details": Phrase("utdypning", "utdjuping", "details"),
    "changes.grew": Phrase("bygger på", "byggjer på", "builds on"),
    "changes.exempt": Phrase("offentlighet", "offentlegheit", "public access"),
    "changes.confirmed": Phrase("bekreftet i plenum", "stadfesta i plenum", "confirmed in plenary"),
    # what was corrected
    "corrections": Phrase(
        "Rettelser til versjon {version}", "Rettingar til versjon {version}", "Corrections to version {version}"
    ),
    "corrections.table": Phrase(
        "Rettelser som deltakerne har bedt om, og som er tatt inn: punkt, rettelse og hvem den kom fra.",
        "Rettingar som deltakarane har bede om, og som er tekne inn: punkt, retting og kven ho kom frå.",
        "Corrections that participants asked for and that were made: item, correction and who it came from.",
    ),
    "remarks": Phrase(
        "Merknader til versjon {version}", "Merknader til versjon {version}", "Remarks on version {version}"
    ),
    "remarks.table": Phrase(
        "Rettelser som deltakerne har bedt om, men som ikke er tatt inn: punkt, merknad og hvem den kom fra.",
        "Rettingar som deltakarane har bede om, men som ikkje er tekne inn: punkt, merknad og kven ho kom frå.",
        "Corrections that participants asked for and that were not made: item, remark and who it came from.",
    ),
    "correction": Phrase("Rettelse", "Retting", "Correction"),
    "remark": Phrase("Merknad", "Merknad", "Remark"),
    "correction.by": Phrase("Fra", "Frå", "From"),
}
