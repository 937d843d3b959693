"""Pure functions over text: code blocks, cells, tracebacks, edits, positions, truncation."""
