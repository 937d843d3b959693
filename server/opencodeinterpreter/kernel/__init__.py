"""Live kernels, trials in a sandbox, and what they print. Knows nothing of models or editors."""
