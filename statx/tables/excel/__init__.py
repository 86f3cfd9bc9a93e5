"""Workbooks as tables: one sheet, with its header on a row, and a record on each row below."""
