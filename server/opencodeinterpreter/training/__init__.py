"""Trains a small causal language model on dialogues and ships it as a folder that transformers can load."""
