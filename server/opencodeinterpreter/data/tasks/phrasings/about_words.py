"""What else people say for computations with words, names and lines."""

TEXT = """
"""
