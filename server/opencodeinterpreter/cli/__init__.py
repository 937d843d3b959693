"""The command line: reads arguments, picks the concrete classes, shows results in a terminal."""
