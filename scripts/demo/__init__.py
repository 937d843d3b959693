"""The demonstration behind ``make demo``: a small editor, a screen to show what it would show, and the steps."""
