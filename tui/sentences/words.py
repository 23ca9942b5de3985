"""Words for things."""

from tui.sentences.shape import Sentences

SENTENCES: Sentences = {
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
    "status.later": ("på sikt", "på sikt", "later"),
    "presence.present": ("til stede", "til stades", "present"),
    "presence.part": ("deler av dagen", "delar av dagen", "part of the day"),
    "presence.guest": ("gjest", "gjest", "guest"),
    "presence.absent": ("forfall", "forfall", "absent"),
    "presence.": ("–", "–", "–"),
    "weekdays": ("man tir ons tor fre lør søn", "mån tys ons tor fre lau sun", "Mon Tue Wed Thu Fri Sat Sun"),
}
