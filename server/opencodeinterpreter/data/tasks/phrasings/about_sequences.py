"""What else people say for computations with places and neighbours in lists."""

TEXT = """
"""
