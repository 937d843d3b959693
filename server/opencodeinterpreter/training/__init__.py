"""Fine-tunes models on dialogues by recipes, and writes folders that any program loads."""
