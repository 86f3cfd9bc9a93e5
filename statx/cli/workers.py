"""Who judges the blocks of a run: the processors of this machine, or a cluster that is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from statx.cli.session import Session
from statx.errors import OptionError
from statx.texts import Text

if TYPE_CHECKING:
    from statx.judging.workers import Threads, Workers

UNITS = {"": 1, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30, "T": 1 << 40}
LEAST = 1 << 20
"""Bytes below which a key would be written to its file in crumbs."""
MEMORY = "256M"
ADDRESS = re.compile(r"([a-z]+://)?[^\s/]+:\d+")

A_SIZE = Text(
    id="ukuran ditulis sebagai angka dengan K, M, G, atau T, misalnya 512M; paling sedikit 1M.",
    en="a size is a number with K, M, G or T, such as 512M; at least 1M.",
)
AN_ADDRESS = Text(
    id="alamat klaster berisi nama atau nomor komputer dan porta, misalnya tcp://10.0.0.5:8786.",
    en="the address of a cluster has a host and a port, such as tcp://10.0.0.5:8786.",
)
NOT_HERE = Text(
    id="di klaster, kunci disimpan oleh worker; memorinya diatur di sana.",
    en="on a cluster the workers keep the keys; their memory is settled there.",
)


@contextmanager
def workers(session: Session, cluster: str, memory: str) -> Iterator[Workers]:
    """Threads, one a processor, or the workers of the cluster at this address."""
    if not cluster:
        yield threads(session, memory)
        return

    if memory:
        raise OptionError(
            option="--memory",
            reason=NOT_HERE,
        )
    if not ADDRESS.fullmatch(cluster):
        raise OptionError(
            option="--cluster",
            reason=AN_ADDRESS,
        )

    from statx.judging.cluster import cluster_at

    with cluster_at(cluster) as far_workers:
        yield far_workers


def threads(session: Session, memory: str = "") -> Threads:
    """One a processor; a key may take so much memory."""
    from statx.judging.workers import Threads

    size = parse_size(memory or MEMORY)
    return Threads(session.workers, size)


def parse_size(words: str) -> int:
    """The bytes that `512M` or `2 GiB` are; OptionError where they are none, or too few."""
    matched = re.fullmatch(r"(\d{1,12})\s*([KMGT]?)(?:i?B)?", words.strip(), re.IGNORECASE)
    if matched is None:
        raise OptionError(
            option="--memory",
            reason=A_SIZE,
        )

    number, unit = matched.groups()
    size = int(number) * UNITS[unit.upper()]
    if size < LEAST:
        raise OptionError(
            option="--memory",
            reason=A_SIZE,
        )
    return size
