"""Everything a person touches: the command line, the capture line, the screens."""
