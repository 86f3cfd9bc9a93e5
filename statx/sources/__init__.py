"""Sources: which tables are meant, and which schema judges each."""
