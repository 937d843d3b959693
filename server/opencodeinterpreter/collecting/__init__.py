"""Collects multi-turn dialogues whose code was really run: the methods of Code-Feedback, over one form of rows."""
