"""What a table of sentences is."""

from typing import TypeAlias

Sentences: TypeAlias = dict[str, tuple[str, str, str]]
"""By name: in bokmål, nynorsk and English. What changes in a sentence stands in braces.

A key stands as `<id|F1>`: the id of its binding, and its usual name.
"""
