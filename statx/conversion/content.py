"""The logical content hash: the SHA-256 of a table's canonical CSV.

It does not depend on the format, the row groups or the compression a table is kept in, and anyone can check it:
it is what `sha256sum` prints for the CSV that `statx convert` writes.
"""

from __future__ import annotations

import hashlib

from statx.registry.schema import Schema
from statx.tables.csv_writer import canonical_header


class ContentHash:
    """A table's canonical CSV, added up batch by batch."""

    def __init__(self, schema: Schema) -> None:
        self._sum = hashlib.sha256(canonical_header(schema))

    def add(self, rows: bytes) -> None:
        """Add rows of canonical CSV."""
        self._sum.update(rows)

    @property
    def text(self) -> str:
        """`sha256:` and 64 hexadecimal digits."""
        return f"sha256:{self._sum.hexdigest()}"
