"""What statx costs beside its peers: the same file, the same run, a process of its own for each."""
