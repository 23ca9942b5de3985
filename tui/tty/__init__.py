"""The terminal: what comes from it, what is painted on it, and how it is left."""
