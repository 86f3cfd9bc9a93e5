"""Write one table, `python -m tests.benchmarks.data TABLE ROWS FOLDER`."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.benchmarks.data import TABLES

if __name__ == "__main__":
    TABLES[sys.argv[1]].write(Path(sys.argv[3]), int(sys.argv[2]))
