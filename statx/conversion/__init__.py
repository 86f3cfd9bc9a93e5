"""Conversion: the same table in another format, nothing lost, and proof of it."""
