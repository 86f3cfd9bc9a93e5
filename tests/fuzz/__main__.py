"""`python -m tests.fuzz`: try wrong files for some minutes.

What breaks the law is kept, with how to repeat it.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from tests.fuzz.inputs import TARGETS, input_of
from tests.fuzz.watch import BATCH, Limits, Tried, tried


def main() -> int:
    """Fuzz as the options say; 1 where anything was found."""
    options = _options()
    numbers: Counter[str] = Counter()
    findings = 0

    for done in _all_tried(options):
        numbers[done.target] += 1
        if done.fault:
            findings += 1
            _keep(done, options)

    each = ", ".join(f"{target} {number}" for target, number in numbers.items())
    print(f"seed {options.seed}: {numbers.total()} inputs tried ({each}), {findings} findings")
    return 1 if findings else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument(
        "--target",
        action="append",
        choices=list(TARGETS),
        help="repeatable; all of them if not given",
    )
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument(
        "--inputs", type=int, default=sys.maxsize, help="of each target, if the minutes allow them"
    )
    parser.add_argument("--seed", type=int, default=1, help="the same seed tries the same inputs")
    parser.add_argument(
        "--number", type=int, help="repeat this one input, with --target and --seed"
    )
    parser.add_argument(
        "--seconds", type=float, default=Limits.seconds, help="that one input may take"
    )
    parser.add_argument(
        "--memory", type=int, default=Limits.memory >> 20, help="MiB that one input may take"
    )
    parser.add_argument(
        "--findings",
        type=Path,
        default=Path("fuzz-findings"),
        help="folder for what breaks the law",
    )

    options = parser.parse_args()
    options.target = options.target or list(TARGETS)
    if options.number is not None and len(options.target) != 1:
        parser.error("name one --target")
    return options


def _all_tried(options: argparse.Namespace) -> Iterator[Tried]:
    """The targets in turn, a batch of each, until the time is over."""
    limits = Limits(options.seconds, options.memory << 20)
    if options.number is not None:
        (target,) = options.target
        yield from tried(target, options.seed, range(options.number, options.number + 1), limits)
        return

    end = time.monotonic() + 60 * options.minutes
    for first in count(0, BATCH):
        numbers = range(first, min(first + BATCH, options.inputs))
        for target in options.target:
            for done in tried(target, options.seed, numbers, limits):
                yield done
                if time.monotonic() > end:
                    return
        if first + BATCH >= options.inputs:
            return


def _keep(done: Tried, options: argparse.Namespace) -> None:
    """Keep the files of a finding, and print what happened and how to see it again."""
    folder = options.findings / f"{done.target}-{options.seed}-{done.number}"
    folder.mkdir(parents=True, exist_ok=True)
    case = input_of(done.target, options.seed, done.number)
    case.write(folder)
    (folder / "fault.txt").write_text(done.fault, encoding="utf-8", errors="backslashreplace")

    last_line = done.fault.strip().splitlines()[-1]
    print(f"✗ {done.target} {done.number}: {last_line[:200]}")
    print(
        f"  again: python -m tests.fuzz --target {done.target} --seed {options.seed} --number"
        f" {done.number}"
    )
    print(f"  by hand: {case.command(folder)}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
