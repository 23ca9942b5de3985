"""What will be in the minutes, in a few lines, before they are written."""

from __future__ import annotations

from exports.minutes import Minutes, entries_of
from exports.phrases import count, say
from storage.model import Kind


def outline(minutes: Minutes) -> tuple[str, ...]:
    """What will be in the file, a line each: title, attendance, themes with counts, actions and their holes."""
    language = minutes.language
    lines = [minutes.title]
    if minutes.draft:
        lines.append(say(language, "preview.draft"))
    if minutes.exempt:
        lines.append(say(language, "openness.exempt"))
    lines += [f"{block.heading}: {block.number}" for block in minutes.attendance]
    for chapter in minutes.chapters:
        numbers = [(section.kind, len(section.entries)) for section in chapter.sections]
        numbers += [(Kind.ACTION, len(chapter.actions))] if chapter.actions else []
        counts = ", ".join(count(language, kind, number) for kind, number in numbers)
        lines.append(f"{chapter.heading}: {counts}")
    if actions := minutes.actions:
        holes = [("preview.unowned", actions.unowned), ("preview.undated", actions.undated)]
        words = [say(language, phrase, count=number) for phrase, number in holes if number]
        lines.append(", ".join([count(language, Kind.ACTION, len(actions.rows)), *words]))
    if number := sum(entry.withheld for entry in entries_of(minutes)):
        lines.append(say(language, "preview.withheld", count=number))
    return tuple(lines) if minutes.chapters else (*lines, minutes.closing)
