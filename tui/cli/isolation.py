"""The environment without what would change Python or Textual under the program."""

from __future__ import annotations

import os
import sys

_FOREIGN = ("PYTHON", "TEXTUAL_", "RICH_")


def isolate() -> None:
    """Take the variables of Python and of Textual out of the environment.

    Where Python was started under some of its own, the program begins anew under `python -I`: this must come first.
    """
    foreign = [name for name in os.environ if name.startswith(_FOREIGN)]
    for name in foreign:
        del os.environ[name]
    own_process = bool(sys.argv) and sys.argv[0] in sys.orig_argv  # otherwise somebody else's, such as a test's
    if own_process and not sys.flags.isolated and any(name.startswith("PYTHON") for name in foreign):
        os.execv(sys.executable, [sys.executable, "-I", *sys.orig_argv[1:]])  # noqa: S606 no shell is wanted
