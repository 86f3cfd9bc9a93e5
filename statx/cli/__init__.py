"""The command line: the only part that prints, exits, reads the environment and the clock."""
