"""Documents as files that are not Word files."""
