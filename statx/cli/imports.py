"""What no command needs is not imported."""

from __future__ import annotations

from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec


class WithoutPandas(MetaPathFinder):
    """Pyarrow looks for pandas at its first array.

    That takes longer than judging a small file; no command needs it.
    """

    def find_spec(
        self,
        fullname: str,
        path: object = None,  # noqa: ARG002
        target: object = None,  # noqa: ARG002
    ) -> ModuleSpec | None:
        if fullname == "pandas":
            raise ModuleNotFoundError(name=fullname)
        return None
