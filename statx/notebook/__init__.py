"""The Python face, for a statistician who works in pandas: what the commands of the same names do.

How data is written and which schema judges it is settled as for the commands: by keyword arguments,
one for each option of `statx.options`, then by a datapackage.json, then by statx.toml.
"""

from statx.notebook.functions import convert, pack, read, tidy, validate
from statx.notebook.verdict import Verdict

__all__ = ["Verdict", "convert", "pack", "read", "tidy", "validate"]
