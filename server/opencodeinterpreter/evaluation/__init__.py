"""Measures a model by running its answers: suites, judging, searches, feedback rounds, tables with intervals."""
