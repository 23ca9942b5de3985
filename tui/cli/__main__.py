"""`python -I -m tui.cli`: the program where nothing of the caller's environment has a say in what Python loads."""

from tui.cli import main

main()
