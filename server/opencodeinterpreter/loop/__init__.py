"""The generate, run, refine loop. Knows neither editors nor torch nor Jupyter: it talks to Protocols."""
