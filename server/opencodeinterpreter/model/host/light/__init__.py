"""Runs small checkpoints with numpy alone, so that they answer at once: importing torch and transformers takes seconds.

A checkpoint that is in any way unusual is refused here and left to transformers.
"""
