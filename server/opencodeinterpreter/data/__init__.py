"""Dialogues for training, made here: tasks, mistakes and wishes, every answer verified by running it."""
