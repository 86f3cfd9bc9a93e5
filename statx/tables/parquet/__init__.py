"""Parquet: one file, or a folder of parts that is one table."""
