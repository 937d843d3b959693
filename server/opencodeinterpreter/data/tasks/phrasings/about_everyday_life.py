"""What else people say for computations with money and other everyday sums."""

TEXT = """
"""
