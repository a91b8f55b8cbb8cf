"""The command line: a thin surface over `filmwright.app`."""
