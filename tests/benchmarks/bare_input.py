"""The yardstick for the screen: a Textual app with nothing in it but an Input."""

from textual.app import App, ComposeResult
from textual.widgets import Input


class Bare(App[None]):
    """An Input, and no more."""

    def compose(self) -> ComposeResult:
        """Lay the one widget out."""
        yield Input()


if __name__ == "__main__":
    Bare().run()
