"""`python -m tests.fuzz.guided`: by coverage.

atheris keeps the inputs that reach new lines of statx and mutates those.

Optional: `pip install atheris`. What it finds it writes into the findings' folder: one byte that
says which ordinary input it began with, then the bytes that stand in the place of that input's
file. Given such a file, it judges that.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

BEGINNINGS = 50
"""Ordinary inputs of which the corpus consists at first; each is named by one byte."""


def main() -> None:
    """Fuzz one target until the time is over; ends the process, as libFuzzer does."""
    import atheris  # type: ignore  # noqa: PGH003  optional: where it is missing mypy says another thing

    with atheris.instrument_imports(
        include=["statx"]
    ):  # so nothing of statx may have been imported before
        from tests.fuzz.inputs import Input, input_of
        from tests.fuzz.law import broken

    options = _options()

    def given(data: bytes) -> Input:
        """The ordinary input that the first byte names, with the rest in the place of its file."""
        begun = input_of(options.target, options.seed, data[0] % BEGINNINGS if data else 0)
        return Input(
            {**begun.files, mutable(begun): data[1:]}, begun.judged, begun.schema, begun.locale
        )

    def mutable(begun: Input) -> str:
        return begun.schema if options.target == "schema" else begun.judged

    def one(data: bytes) -> None:
        fault = broken(given(data))
        if fault:
            raise AssertionError(fault)

    corpus = Path(tempfile.mkdtemp(prefix="statx-fuzz-corpus-"))
    for number in range(BEGINNINGS):
        begun = input_of(options.target, options.seed, number)
        (corpus / str(number)).write_bytes(bytes([number]) + begun.files[mutable(begun)])
    options.findings.mkdir(parents=True, exist_ok=True)
    terms = (
        f"-max_total_time={round(60 * options.minutes)}",
        f"-seed={options.seed}",
        "-timeout=20",
    )
    where = (
        [str(options.again)]
        if options.again
        else ["-rss_limit_mb=3000", "-max_len=100000", str(corpus)]
    )
    atheris.Setup([sys.argv[0], f"-artifact_prefix={options.findings}/", *terms, *where], one)
    atheris.Fuzz()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.guided", description=__doc__)
    parser.add_argument("--target", choices=("csv", "schema", "parquet", "package"), required=True)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--findings", type=Path, default=Path("fuzz-findings"))
    parser.add_argument("--again", type=Path, help="a file of a finding")
    return parser.parse_args()


if __name__ == "__main__":
    main()
