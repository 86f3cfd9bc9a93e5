"""Write the zip of a package.

The standard library writes, in the one form that `zip_form` describes.

The same members give the same bytes under the same zlib.
"""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

from statx.container.names import check_distinct, check_name
from statx.container.zip_form import MODE, UNIX, is_wide, method_of, rank
from statx.files import CHUNK


def write_zip(members: Mapping[str, Path | bytes], target: Path) -> None:
    """Write the members, each a file or its bytes, into a zip at `target`.

    PackageNameError and PackageDuplicateError for names no package may have; then nothing is
    written.
    """
    check_distinct(check_name(name) for name in members)

    with target.open("wb") as file, zipfile.ZipFile(file, "w") as archive:
        for name in sorted(members, key=rank):
            _write_member(
                archive,
                name,
                members[name],
            )


def _write_member(archive: zipfile.ZipFile, name: str, content: Path | bytes) -> None:
    size = size_of(content)

    info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    info.create_system = UNIX >> 8
    info.external_attr = MODE
    info.compress_type = method_of(name)
    info.file_size = size

    with (
        _opened(content) as source,
        archive.open(
            info,
            "w",
            force_zip64=is_wide(size),
        ) as sink,
    ):
        shutil.copyfileobj(
            source,
            sink,
            CHUNK,
        )


def size_of(content: Path | bytes) -> int:
    """Bytes of a member's content."""
    if isinstance(content, bytes):
        return len(content)
    return content.stat().st_size


def _opened(content: Path | bytes) -> BinaryIO:
    if isinstance(content, bytes):
        return io.BytesIO(content)
    return content.open("rb")
