"""Chat models: the client that everything above uses, and the host process that loads checkpoints."""
