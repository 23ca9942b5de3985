"""The command line. A call without a command opens the screen at once; any other one is click's."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the program with the arguments of the process, and exit."""
    from tui.cli.screen import plain_settings, run_screen  # noqa: PLC0415 loaded by whoever runs it, not by importing

    settings = plain_settings(sys.argv[1:], os.environ)
    if settings is not None:
        sys.exit(run_screen(settings))
    from tui.cli.program import run_commands  # noqa: PLC0415 click costs 40 ms that the screen need not pay

    run_commands()
