"""statx and frictionless-py, side by side on the same files."""
