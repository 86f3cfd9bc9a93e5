"""Agree on sectoral-statistics data and hand it over.

The registry says what was agreed; tables are read and typed by it; sources say which tables are
meant; checks say what is asked and judging does it, leaving a report; a conversion writes what
passed in another format; a package holds judged tables; render speaks the report; the cli listens.

For a notebook there are five functions, each what the command of its name does: `read`, `validate`,
`convert`, `tidy`, `pack`. They are imported when first used: `import statx` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from statx.version import __version__

if TYPE_CHECKING:
    from statx.notebook import convert, pack, read, tidy, validate

__all__ = ["__version__", "convert", "pack", "read", "tidy", "validate"]


def __getattr__(name: str) -> object:
    if name in __all__:
        from statx import notebook

        return getattr(notebook, name)
    raise AttributeError(f"module 'statx' has no attribute {name!r}")


def __dir__() -> list[str]:
    """For `dir`, `help` and completion, which show what was not imported yet, too."""
    own = [name for name in globals() if name.startswith("__")]
    return sorted({*own, *__all__})
