"""What runs of code left behind, kept at the lines where it belongs and turned into what an editor shows."""
