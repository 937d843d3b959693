"""The model host: the only process (besides training) that imports torch and transformers."""
