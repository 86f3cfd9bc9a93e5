"""`python -m statx`, and the `statx` command."""

from __future__ import annotations

import gc
import os
import signal
import sys


def main() -> None:
    """Run the command line and end the process with its exit code."""
    # Until a command runs, Ctrl-C has nothing to clean up, and a traceback would help nobody.
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)

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
    from statx.cli.imports import WithoutPandas

    # What rooms bring stays: looking through it for garbage takes a tenth of a short run.
    gc.set_threshold(100_000)
    sys.setswitchinterval(0.0005)  # short turns: the threads mostly wait outside the interpreter

    if sys.platform == "linux":
        # A quarter less memory than the pool that Arrow takes by itself, and sooner had.
        os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "jemalloc")
        # One arena for all threads: what one has let go is there for the next.
        os.environ.setdefault("JE_ARROW_MALLOC_CONF", "narenas:1,dirty_decay_ms:1000")
    # No plugin is needed, and looking for them takes time.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

    sys.meta_path.insert(0, WithoutPandas())


if __name__ == "__main__":
    main()
