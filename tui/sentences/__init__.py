"""Every sentence on the screen and the command line, by where it is said."""
