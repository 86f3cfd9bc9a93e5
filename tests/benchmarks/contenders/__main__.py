"""One contender in a process of its own.

`python -m tests.benchmarks.contenders CASE NAME FOLDER`.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

from tests.benchmarks.cases import CASES
from tests.benchmarks.contenders.contender import Contender
from tests.benchmarks.given import Given

if __name__ == "__main__":
    called = next(each for each in CASES[sys.argv[1]].contenders if each.name == sys.argv[2])
    if isinstance(called, Contender):
        print(json.dumps(asdict(called.work(Given(Path(sys.argv[3]))))))
