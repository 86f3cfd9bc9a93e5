"""What a change does to data: which tables a range of git touches, and which findings are new there."""
