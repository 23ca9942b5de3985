"""Driving the app without a terminal, and reading what stands on its screen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import asynccontextmanager
from pathlib import Path

from textual import events
from textual.keys import _character_to_key, key_to_character
from textual.pilot import Pilot

from tui.app import SamlingApp, make_app
from tui.screens.capture import CaptureScreen
from tui.settings import read_settings


class Hand(Pilot[int]):
    """A hand at the keys that is as quick as the app; Textual's own waits for 40 ms after each."""

    async def press(self, *keys: str) -> None:
        """Press keys, each when the app has done and painted what the one before it told it to."""
        for key in keys:
            name, character = (_character_to_key(key), key) if len(key) == 1 else (key, key_to_character(key))
            self.app.post_message(events.Key(name, character))
            await calm()
            self.app.screen._on_timer_update()
            await calm()
        await self.pause()


async def calm() -> None:
    """Wait until nothing goes on by itself any more: whatever is under way waits for a key, a thread or a moment."""
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(10):
        busy = True
        while busy:
            await asyncio.sleep(0)
            busy = bool(loop._ready)
            if not busy:  # look for what has come from outside meanwhile
                await asyncio.sleep(0)
                busy = bool(loop._ready)


def app_on(path: Path, *, who: str = "Kari", language: str = "nb") -> SamlingApp:
    """Return the app on a store, for that scribe."""
    environment = {"HOME": str(path.parent), "SAMLING_STORE": str(path)}
    return make_app(read_settings({**environment, "SAMLING_SCRIBE": who, "SAMLING_LANGUAGE": language}))


@asynccontextmanager
async def running(path: Path, *, size: tuple[int, int] = (80, 24), **options: str):
    """The app at work, with everything saved at the end."""
    app = app_on(path, **options)
    async with app.run_test(size=size):
        pilot = Hand(app)
        await until(pilot, lambda: isinstance(app.screen, CaptureScreen) and app.screen.ready)
        await pilot.pause()
        yield pilot
        await app.action_leave()


def rows(pilot: Pilot) -> list[str]:
    """Return the rows of the screen."""
    strips = pilot.app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip) for strip in strips]


def shown(pilot: Pilot) -> str:
    """Return what stands on the screen."""
    return "\n".join(rows(pilot))


async def until(pilot: Pilot, happened: Callable[[], bool], seconds: float = 5.0) -> None:
    """Wait until something has happened."""
    for _ in range(int(seconds / 0.01)):
        await pilot.pause(0.01)
        if happened():
            return
    raise AssertionError(f"it has not happened; the screen:\n{shown(pilot)}")


async def type_line(pilot: Pilot, text: str) -> None:
    """Type a line and press Enter, and wait until it is saved."""
    await pilot.press(*text, "enter")
    await until(pilot, lambda: not pilot.app.screen.saver.pending)
    await pilot.pause()
