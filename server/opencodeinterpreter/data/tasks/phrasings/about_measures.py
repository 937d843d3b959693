"""What else people say for computations with measures, units and time."""

TEXT = """
"""
