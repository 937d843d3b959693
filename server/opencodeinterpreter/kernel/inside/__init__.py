"""Runs inside the user's interpreter: standard library and IPython only, Python 3.8 or newer, sent there as text."""
