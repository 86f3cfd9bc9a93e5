"""The kinds of places that units exchange packages through.

An address in statx.toml chooses by its scheme; one without a scheme is a folder.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from statx.exchange.errors import UnknownTransportError
from statx.exchange.transport import Transport
from statx.exchange.transports import folder, sftp

TRANSPORTS: Mapping[str, Callable[[SplitResult, Path], Transport]] = {
    "file": folder.open_transport,
    "sftp": sftp.open_transport,
}
"""Scheme -> what opens an address. The path is the folder of trust, where host keys are pinned."""


@contextlib.contextmanager
def open_mailbox(address: str, trust: Path) -> Iterator[Transport]:
    """The place at an address: `sftp://user@host:22/kotak`, `file:///srv/kotak`, `/srv/kotak`.

    Raises UnknownTransportError, and what the place raises.
    """
    parts = urlsplit(address)
    scheme = parts.scheme if "://" in address else "file"
    if scheme not in TRANSPORTS:
        raise UnknownTransportError(
            address=address,
            known=", ".join(TRANSPORTS),
        )

    place = parts if "://" in address else SplitResult("file", "", address, "", "")
    transport = TRANSPORTS[scheme](place, trust)
    try:
        yield transport
    finally:
        transport.close()
