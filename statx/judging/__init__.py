"""Judging: a table, its checks and who works on its blocks; what comes out is a report."""
