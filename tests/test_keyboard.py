"""The keyboard: keys are handed on one by one, in their order, and none is broken off."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterator

import pytest
from textual import events
from textual.message import Message

from tui.tty.incoming import Incoming, Typed, first_and_rest
from tui.tty.keyboard import Keyboard


class Desk:
    """Whoever the keys are for."""

    def __init__(self, reading: int, writing: int) -> None:
        self._writing = writing
        self.free = True
        self.handed: list[Message] = []
        self.instead: Callable[[Message], list[Message]] = lambda _: []
        self.faults: list[Exception] = []
        self.is_gone = False
        self.keyboard = Keyboard(
            reading, Incoming(), hand_on=self._take, is_free=lambda: self.free, gone=self._go, failed=self.faults.append
        )
        self.keyboard.start(asyncio.get_running_loop())

    def _take(self, message: Message) -> list[Message]:
        instead = self.instead(message)
        if not instead:
            self.handed.append(message)
        return instead

    def _go(self) -> None:
        self.is_gone = True

    def type(self, keys: bytes) -> None:
        os.write(self._writing, keys)

    @property
    def keys(self) -> list[str]:
        return [event.character or event.key if isinstance(event, Typed) else event.key for event in self.handed]

    async def comes(self, happened: Callable[[], bool]) -> None:
        for _ in range(500):
            if happened():
                return
            await asyncio.sleep(0.01)
        raise AssertionError(f"it has not happened; {self.keys}")


@pytest.fixture
async def pipe() -> Iterator[tuple[int, int]]:
    reading, writing = os.pipe()
    yield reading, writing
    for descriptor in (reading, writing):
        os.close(descriptor)


async def test_a_key_waits_until_the_one_before_has_had_its_effect(pipe):
    desk = Desk(*pipe)
    desk.type(b"\x1b[D")
    await desk.comes(lambda: desk.keys == ["left"])
    desk.free = False
    desk.type(b"\x1b[C\x1b[A")
    await asyncio.sleep(0.1)
    assert desk.keys == ["left"]
    desk.free = True
    await desk.comes(lambda: desk.keys == ["left", "right", "up"])
    desk.keyboard.stop()


async def test_a_key_does_not_wait_for_ever(pipe):
    desk = Desk(*pipe)
    desk.free = False
    desk.type(b"\x1b[C\x1b[A")
    await desk.comes(lambda: desk.keys == ["right", "up"])
    desk.keyboard.stop()


async def test_a_key_of_which_the_rest_is_left_with_the_terminal_is_not_broken_off(pipe):
    desk = Desk(*pipe)
    desk.free = False
    desk.type(b"\x1b[D" * 100 + b"\x1b[")
    await asyncio.sleep(0.3)
    desk.type(b"C")
    desk.free = True
    await desk.comes(lambda: len(desk.handed) == 101)
    assert desk.keys == ["left"] * 100 + ["right"]
    desk.keyboard.stop()


async def test_a_lone_escape_is_a_key_after_a_moment(pipe):
    desk = Desk(*pipe)
    desk.type(b"\x1b")
    await desk.comes(lambda: desk.keys == ["escape"])
    desk.keyboard.stop()


async def test_what_has_its_turn_instead_comes_before_what_came_later(pipe):
    desk = Desk(*pipe)
    desk.instead = lambda message: first_and_rest(message) if isinstance(message, Typed) else []
    desk.type("nå\x1b[C".encode())
    await desk.comes(lambda: desk.keys == ["n", "å", "right"] or desk.keys == ["n", "aring", "right"])
    desk.keyboard.stop()


async def test_of_the_way_of_the_mouse_only_its_end_is_handed_on(pipe):
    desk = Desk(*pipe)
    desk.free = False
    desk.type(b"x")
    desk.type(b"\x1b[<35;10;10M")
    await asyncio.sleep(0.05)
    desk.type(b"\x1b[<35;11;10M")
    await asyncio.sleep(0.05)
    desk.free = True
    await desk.comes(lambda: len(desk.handed) == 2)
    (move,) = [event for event in desk.handed if isinstance(event, events.MouseMove)]
    assert move.x == 10
    desk.keyboard.stop()


async def test_the_end_of_what_comes_and_faults_are_told():
    reading, writing = os.pipe()
    desk = Desk(reading, writing)

    def fail(_: Message) -> list[Message]:
        raise ZeroDivisionError

    desk.instead = fail
    desk.type(b"x")
    await desk.comes(lambda: [*map(type, desk.faults)] == [ZeroDivisionError])
    os.close(writing)
    await desk.comes(lambda: desk.is_gone)
    os.close(reading)
