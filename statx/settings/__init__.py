"""What stands in statx.toml: its tables as values, each key checked when it is read."""
