"""The finished documents: what the minutes say, and the Word file that says it."""
