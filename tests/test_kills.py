"""Scribes that type at once are killed at any moment: what was called saved is there, and so is the half line."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from conftest import make_store, new_item
from fleet import Line, Scribe, alone, faults_in, told_by

from storage.drafts import replay, take_over
from storage.model import Item
from storage.store import Store

WORDS = ("vi", "bør", "ha", "en", "felles", "mal", "for", "behov", "på", "tvers", "av", "kommunene", "😀", "\ud83d")


class Writer:
    """What a scribe does until it is killed; `tell` follows each act once it has been done."""

    def __init__(self, path: Path, who: str, life: int, line: Line) -> None:
        self.who, self.life, self.tell = who, life, line.tell
        self.chance = random.Random(f"{who} {life}")
        self.store = Store.open(path, who)
        self.draft = self.store.draft()
        self.own = [item for item in self.store.all(Item).values() if item.text.startswith(f"{who} ")]

    def live(self) -> None:
        """Go on with what an earlier life left, then write for ever."""
        left = self.store.found_drafts()
        self.tell("begins", self.draft.path.name, [draft.text for draft in left])
        for draft in left:
            self.draft.keep(draft.text)
            self.tell("typed", draft.text)
            take_over(draft, self.store.files)
            self.tell("taken", draft.text)
            self._save(draft.text)
        for number in count():
            self._type(f"{self.who} {self.life} {number} {' '.join(self.chance.choices(WORDS, k=8))}")
            if number % 4 == 3:
                self._edit(number)
            if number % 8 == 7:
                self.draft.sync()
                self.store.read_on()
            if self.chance.random() < 0.01 and (snapshot := self.store.plan_snapshot()):
                self.store.write_snapshot(snapshot)

    def _type(self, text: str) -> None:
        for upto in range(7, len(text) + 7, 7):
            self.draft.keep(text[:upto])
            self.tell("typed", text[:upto])
        self._save(text)

    def _save(self, text: str) -> None:
        item = new_item(self.store, text, group=self.chance.choice("ABC"))
        self.store.save(item)
        self.tell("saved", item.id, text)
        self.draft.keep("")
        self.tell("empty")
        self.own.append(item)

    def _edit(self, number: int) -> None:
        item = self.chance.choice(self.own)
        self.store.save(replace(self.store.all(Item)[item.id], details=f"{self.life} {number}"))
        self.tell("edited", item.id, [self.life, number])


@dataclass
class Watch:
    """What is known of each scribe by its own word, and what the disk must hold therefore."""

    path: Path
    saved: dict[str, str] = field(default_factory=dict)
    """The text of each acknowledged note, by its id."""
    edited: dict[str, list[int]] = field(default_factory=dict)
    """The last acknowledged edit of a note, by its id: the scribe's life and the number of the edit in it."""
    owed: dict[str, set[str]] = field(default_factory=dict)
    """By scribe: the half lines that its next life must find."""
    last: dict[str, list[Any]] = field(default_factory=dict)
    """By scribe: the last that it told of its line."""
    drafts: dict[str, str] = field(default_factory=dict)
    """By scribe: the name of its draft."""
    counts: Counter[str] = field(default_factory=Counter)

    def hear(self, who: str, said: list[list[Any]]) -> None:
        """Take in what a scribe tells."""
        for words in said:
            self.counts[words[0]] += 1
            match words:
                case "begins", draft, found:
                    missing = self.owed.get(who, set()) - set(found)
                    assert not missing, f"{who} does not find {missing}"
                    self.drafts[who] = draft
                    self.last[who] = words
                case "taken", text:
                    self.owed[who].discard(text)
                case "edited", name, number:
                    self.edited[name] = number
                case "saved", name, text:
                    self.saved[name] = text
                    self.last[who] = words
                case _:
                    self.last[who] = words

    def bury(self, who: str, said: list[list[Any]]) -> None:
        """Take in the last words of a scribe that was killed, and look at its half line."""
        self.hear(who, said)
        self.counts["kills"] += 1
        if who not in self.drafts:
            return  # it did not live to begin
        file = self.path / "drafts" / self.drafts.pop(who)
        held = replay(file.read_bytes(), file.stem) if file.exists() else ""
        match self.last[who]:
            case "typed", text:
                assert held.startswith(text), f"{who} had typed {text!r} and left {held!r}"
            case "saved", _, text:
                assert held in (text, "")
        if held:
            self.owed.setdefault(who, set()).add(held)


def supervise(path: str, scribes: int, kills: int, notes: int, seed: int) -> dict[str, int]:
    """Let so many scribes write at once, kill one now and then and start it anew; then prove that nothing is lost."""
    chance = random.Random(seed)
    folder = Path(path)
    make_store(folder).close()
    watch = Watch(folder)
    lives = count(1)

    def start(who: str) -> Scribe:
        life = next(lives)
        return Scribe(who, lambda line: Writer(folder, who, life, line).live())

    running = {who: start(who) for who in (f"skriver{number}" for number in range(scribes))}
    due = 0.0
    while watch.counts["kills"] < kills or len(watch.saved) < notes:
        for scribe in told_by(list(running.values()), 1):
            watch.hear(scribe.who, scribe.told())
        while len(watch.saved) >= due and watch.counts["kills"] < kills:
            due += chance.expovariate(kills / notes)
            who = chance.choice(list(running))
            watch.bury(who, running[who].kill())
            running[who] = start(who)
    for who, scribe in running.items():
        watch.bury(who, scribe.kill())
    prove(folder, watch)
    return {name: watch.counts[name] for name in ("kills", "saved", "edited", "typed", "taken")}


def prove(path: Path, watch: Watch) -> None:
    """Read the store anew: every acknowledged note and edit is there, and nothing but torn tails is amiss."""
    store = Store.open(path, "leser")
    items = store.all(Item)
    lost = [name for name, text in watch.saved.items() if name not in items or items[name].text != text]
    assert lost == []
    undone = [name for name, last in watch.edited.items() if list(map(int, items[name].details.split())) < last]
    assert undone == []
    references = store.contents().references
    assert len(set(references.values())) == len(references) == len(items)
    assert faults_in(path) == []
    for who, owed in watch.owed.items():
        assert owed <= {draft.text for draft in Store.open(path, who).found_drafts()}


def test_nothing_acknowledged_is_lost_when_scribes_are_killed(tmp_path):
    done = alone(supervise, path=str(tmp_path / "velferd"), scribes=4, kills=24, notes=240, seed=1)
    assert done["kills"] == 24 + 4
    assert done["saved"] >= 240
    assert done["taken"] > 0


@pytest.mark.campaign
def test_nothing_acknowledged_is_lost_in_thousands_of_kills(tmp_path, dose, figures):
    """In one store after the other, so that opening it stays cheap: 32 scribes and 132 kills in each."""
    total: Counter[str] = Counter()
    for seed in range(dose(76)):
        path = tmp_path / str(seed)
        total.update(alone(supervise, path=str(path), scribes=32, kills=100, notes=1000, seed=seed))
    figures("kill -9", scribes=32, kills=total["kills"], notes=total["saved"], edits=total["edited"], lost=0)
