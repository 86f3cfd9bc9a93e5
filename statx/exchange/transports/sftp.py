"""An account on an SFTP server.

The server's host key is pinned in `known_hosts` of the folder of trust and never believed at first
sight; the account's key comes from the agent or from `sftp.key` beside the unit's other keys. What
was copied is on the server's disk (`fsync@openssh.com`, where the server has it) before it gets its
name.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import os
import posixpath
from collections.abc import Awaitable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar, cast
from urllib.parse import SplitResult, unquote

from statx.exchange.errors import (
    AccessDeniedError,
    MissingObjectError,
    MissingSftpError,
    TransportError,
    WrongHostKeyError,
)
from statx.files import reading, write_whole, writing
from statx.files.resuming import SUFFIX, resumed_file

if TYPE_CHECKING:
    import asyncssh

KNOWN_HOSTS = "known_hosts"
KEY_NAME = "sftp.key"
PORT = 22
PIECE = 4 << 20
"""Bytes that are handed over at a time; asyncssh has them in flight in smaller ones."""
STEP_BACK = 4 << 20
"""Bytes before the end of an interrupted copy that are sent again: a server that writes in another
order than they came may have left a hole there."""
PATIENCE = 20
"""Seconds to wait for a connection, and for a sign of life on one."""
ANSWER = 60
"""Seconds to wait for an answer, also of a server that is alive and says nothing."""
CIPHERS = "^aes128-gcm@openssh.com,aes256-gcm@openssh.com"
"""Before asyncssh's own choice: as safe, and a third less work."""
SLOWEST = 16 << 10
"""Bytes a second: a line that is slower is given up."""

T = TypeVar("T")


def open_transport(address: SplitResult, trust: Path) -> Sftp:
    """The account of an address `sftp://user@host:port/folder`. Raises MissingSftpError."""
    try:
        import asyncssh  # noqa: F401  only who uses such an address needs it
    except ImportError as error:
        raise MissingSftpError from error

    return Sftp(address, trust)


class Sftp:
    """Objects are files below the address's path. The connection is made when it is needed."""

    def __init__(self, address: SplitResult, trust: Path) -> None:
        self._address = address
        self._trust = trust
        self._root = unquote(address.path).rstrip("/")
        self._runner = asyncio.Runner()
        self._connection: asyncssh.SSHClientConnection | None = None
        self._client: asyncssh.SFTPClient | None = None

    def list_names(self, folder: str) -> list[str]:
        with self._connected(folder) as client:
            names = self._wait(_none_if_missing(client.listdir(self._path(folder))))

        shown = [str(name) for name in names or () if str(name)[0] != "."]
        return sorted(name for name in shown if not name.endswith(SUFFIX))

    def size_of(self, name: str) -> int | None:
        with self._connected(name) as client:
            return self._size_at(client, self._path(name))

    def put(self, source: Path, name: str) -> None:
        path = self._path(name)
        with reading(source):
            size = source.stat().st_size

        with self._connected(name) as client:
            if self._size_at(client, path) == size:
                return

            self._wait(client.makedirs(posixpath.dirname(path), exist_ok=True))
            there = self._size_at(client, path + SUFFIX)
            start = max(0, there - STEP_BACK) if there is not None and there <= size else 0
            with source.open("rb") as ours:
                self._send(client, ours, path + SUFFIX, start)
            self._wait(client.posix_rename(path + SUFFIX, path))

    def get(self, name: str, target: Path) -> None:
        with self._connected(name) as client:
            path = self._path(name)
            size = self._size_at(client, path)
            if size is None:
                raise MissingObjectError(name=name)

            with resumed_file(target, size) as ours:
                self._fetch(client, path, ours, target)

    def delete(self, name: str) -> None:
        with self._connected(name) as client:
            self._wait(_none_if_missing(client.remove(self._path(name))))

    def close(self) -> None:
        self._disconnect()
        self._runner.close()

    # ---- what the verbs share --------------------------------------------------------------------

    def _size_at(self, client: asyncssh.SFTPClient, path: str) -> int | None:
        attributes = self._wait(_none_if_missing(client.stat(path)))
        return attributes.size if attributes is not None else None

    def _send(self, client: asyncssh.SFTPClient, ours: BinaryIO, part: str, start: int) -> None:
        """Copy from `start` on into the part over there, down to its disk."""
        import asyncssh

        ours.seek(start)
        theirs = self._wait(client.open(part, "r+b" if start else "wb"))
        try:
            while piece := ours.read(PIECE):
                self._wait(theirs.write(piece, start), ANSWER + PIECE / SLOWEST)
                start += len(piece)
            with contextlib.suppress(asyncssh.SFTPOpUnsupported):
                self._wait(theirs.fsync())
        finally:
            self._wait(theirs.close())

    def _fetch(self, client: asyncssh.SFTPClient, path: str, ours: BinaryIO, target: Path) -> None:
        """Copy into our part of `target` from where it ends."""
        theirs = self._wait(client.open(path, "rb"))
        try:
            while piece := self._wait(theirs.read(PIECE, ours.tell()), ANSWER + PIECE / SLOWEST):
                with writing(target):
                    write_whole(ours, cast("bytes", piece))
        finally:
            self._wait(theirs.close())

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}"

    def _wait(self, work: Awaitable[T], patience: float | None = None) -> T:
        """What comes of the work. TimeoutError after `patience` seconds, or ANSWER of them."""
        bounded = asyncio.wait_for(work, patience or ANSWER)
        try:
            # Not run(), which puts the result into words each time: four million bytes of them.
            return self._runner.get_loop().run_until_complete(bounded)
        except TimeoutError as error:
            if self._connection is not None:
                self._connection.abort()  # or each further word would be waited for as long
            raise TimeoutError(errno.ETIMEDOUT, os.strerror(errno.ETIMEDOUT)) from error

    # ---- the connection --------------------------------------------------------------------------

    @contextlib.contextmanager
    def _connected(self, name: str) -> Iterator[asyncssh.SFTPClient]:
        """The client; what asyncssh says of `name` is said as an error of the exchange."""
        import asyncssh

        place = f"{self._address.hostname}:{self._path(name)}"
        try:
            if self._client is None:
                self._client = self._wait(self._connect())
            yield self._client
        except asyncssh.HostKeyNotVerifiable as error:
            raise WrongHostKeyError(
                place=self._address.hostname,
                path=self._trust / KNOWN_HOSTS,
            ) from error
        except (asyncssh.PermissionDenied, asyncssh.SFTPPermissionDenied) as error:
            raise AccessDeniedError(place=place) from error
        except (OSError, asyncssh.Error) as error:
            self._disconnect()  # the next verb connects anew
            raise TransportError(
                place=place,
                reason=error,
            ) from error

    def _disconnect(self) -> None:
        if self._connection is not None:
            self._connection.close()
            with contextlib.suppress(OSError):
                self._wait(self._connection.wait_closed())

        self._connection = self._client = None

    async def _connect(self) -> asyncssh.SFTPClient:
        import asyncssh

        self._connection = await asyncssh.connect(
            self._address.hostname or "",
            self._address.port or PORT,
            known_hosts=str(self._trust / KNOWN_HOSTS),
            connect_timeout=PATIENCE,
            login_timeout=PATIENCE,
            keepalive_interval=PATIENCE,
            encryption_algs=CIPHERS,
            config=None,
            **self._credentials(),
        )
        return await self._connection.start_sftp_client()

    def _credentials(self) -> dict[str, Any]:
        """The account's name, and its key where it lies there; the agent's keys otherwise."""
        credentials: dict[str, Any] = {}
        if self._address.username:
            credentials["username"] = unquote(self._address.username)

        key = self._trust.parent / "keys" / KEY_NAME
        if key.is_file():
            credentials |= {"client_keys": [str(key)], "agent_path": None}

        return credentials


async def _none_if_missing(work: Awaitable[T]) -> T | None:
    import asyncssh

    try:
        return await work
    except asyncssh.SFTPNoSuchFile:
        return None
