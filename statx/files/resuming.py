"""Large files that are copied over a bad line: what is there already is not copied again.

The bytes gather in `NAME.part` beside the target, which another run may go on with, so that is no
temporary file of one process. It is for names that fix their bytes: whoever takes the file hashes
it, and a part that went wrong costs one more copy.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from statx.files.digests import CHUNK, reading
from statx.files.writing import sync, write_whole, writing

SUFFIX = ".part"


def part_of(target: Path) -> Path:
    """Where the bytes of `target` gather."""
    return target.with_name(target.name + SUFFIX)


@contextlib.contextmanager
def resumed_file(target: Path, size: int) -> Iterator[BinaryIO]:
    """The part of `target`, open behind its last byte; in the end it becomes `target`.

    `size`: bytes that the whole has; a part that is longer is begun anew. What is raised in the
    body leaves the part to a later run; whoever writes there says so (`writing`). `target` is
    replaced where it is there: its name fixes its bytes.
    """
    part = part_of(target)
    with _open_part(part, target, size) as file:
        yield file

    with writing(target):
        sync(part)
        part.replace(target)
        sync(target.parent)


def copy_resumed(source: Path, target: Path) -> None:
    """Copy a file, from where an earlier copy stopped. Raises what reading and writing raise."""
    with reading(source):
        size = source.stat().st_size
        opened = source.open("rb")

    with opened, resumed_file(target, size) as copy:
        opened.seek(copy.tell())
        while chunk := _read(opened, source):
            with writing(target):
                write_whole(copy, chunk)


def _open_part(part: Path, target: Path, size: int) -> BinaryIO:
    with writing(target):
        file = part.open("ab")
        if file.tell() > size:
            file.truncate(file.seek(0))

    return file


def _read(file: BinaryIO, source: Path) -> bytes:
    with reading(source):
        return file.read(CHUNK)
