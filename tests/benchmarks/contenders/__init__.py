"""Who is measured beside statx.

Nobody's libraries are imported before it is their turn: the process that measures stays small.
"""
