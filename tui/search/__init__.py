"""Finding things: queries and what they match; knows no screen."""
