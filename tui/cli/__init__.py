"""The command line. A call without a command opens the screen at once; any other one is click's."""

from __future__ import annotations

import os
import sys

from tui.cli.isolation import isolate


def main() -> None:
    """Run the program with the arguments of the process, and exit."""
    isolate()
    from tui.cli.screen import plain_settings, refuse_commands, run_screen  # noqa: PLC0415 only who runs it needs it

    settings = plain_settings(sys.argv[1:], os.environ)
    if settings is not None:
        sys.exit(run_screen(settings))
    refuse_commands(os.environ)
    from tui.cli.program import run_commands  # noqa: PLC0415 click costs 40 ms that the screen need not pay

    run_commands()
