"""The capture line: what is typed in it, and what that means; knows no screen."""
