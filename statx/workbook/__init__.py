"""Workbooks as Excel writes them (OOXML): opened within limits, read as sheets, marked up."""
