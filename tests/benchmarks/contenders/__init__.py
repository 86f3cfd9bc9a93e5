"""Who is measured. Nobody's libraries are imported before it is his turn: the process that measures stays small."""
