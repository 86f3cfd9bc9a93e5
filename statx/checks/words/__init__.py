"""The sentences of the checks, a file for each family, beside the logic and not inside it."""
