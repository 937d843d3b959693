"""Tasks in the wording of newcomers, each with the code that does it."""
