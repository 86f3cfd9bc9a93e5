"""Trust: keys, signatures and encryption. It sees bytes alone, never a schema or a table."""
