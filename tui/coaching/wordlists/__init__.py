"""Word lists for three languages, shipped and of one's own: which words of a text stand in which list."""

from tui.coaching.wordlists.lists import LISTS, Lists, lists_of, shipped
from tui.coaching.wordlists.vocabulary import Found, Vocabulary

__all__ = ["LISTS", "Found", "Lists", "Vocabulary", "lists_of", "shipped"]
