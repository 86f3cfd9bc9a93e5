"""Files and folders written whole or not at all, and what a file's bytes add up to.

* `digests`: what is read, and its sums;
* `writing`: the one place that writes: a temporary file beside the target becomes the target;
* `parts`: temporary files and folders, swept by the next run once nobody owns them;
* `resuming`: large copies that go on where an earlier run stopped;
* `regular`: what may be read at all;
* `targets`: what a target may be, and what must not be one.
"""

from __future__ import annotations

from statx.files.digests import (
    ALGORITHMS,
    CHUNK,
    Digest,
    DigestedFile,
    Digester,
    digest,
    files_of,
    reading,
    sha256_of,
    shown,
)
from statx.files.resuming import copy_resumed
from statx.files.targets import refuse_existing, refuse_folder, refuse_read_files, same_place
from statx.files.writing import (
    FULL,
    atomic_file,
    atomic_folder,
    cannot_write,
    move_folder,
    scratch_folder,
    write_whole,
    writing,
)

__all__ = [
    "ALGORITHMS",
    "CHUNK",
    "FULL",
    "Digest",
    "DigestedFile",
    "Digester",
    "atomic_file",
    "atomic_folder",
    "cannot_write",
    "copy_resumed",
    "digest",
    "files_of",
    "move_folder",
    "reading",
    "refuse_existing",
    "refuse_folder",
    "refuse_read_files",
    "same_place",
    "scratch_folder",
    "sha256_of",
    "shown",
    "write_whole",
    "writing",
]
