"""`python -m statx`, and the `statx` command."""

from __future__ import annotations

import os
import sys
from importlib.machinery import ModuleSpec


class WithoutPandas:
    """Pyarrow looks for pandas at its first array.

    That takes longer than judging a small file; no command needs it. (No `MetaPathFinder`: the
    module of that name would load another ten.)
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


def main() -> None:
    """Run the command line and end the process with its exit code."""
    settle_process()
    from statx.cli.app import run
    from statx.errors import INTERRUPTED

    code = run(sys.argv[1:])
    if code == INTERRUPTED:
        # Python would wait for its threads, whatever they are in the midst of.
        sys.stderr.flush()
        os._exit(code)
    sys.exit(code)


def settle_process() -> None:
    """What suits a process that judges blocks in threads; each line was measured."""
    sys.setswitchinterval(0.0005)  # short turns: the threads mostly wait outside the interpreter

    if sys.platform == "linux":
        # A quarter less memory than the pool that Arrow takes by itself, and sooner had.
        os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "jemalloc")
    # No plugin is needed, and looking for them takes time.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

    sys.meta_path.insert(0, WithoutPandas())


if __name__ == "__main__":
    main()
