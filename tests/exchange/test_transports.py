"""Every place keeps the same promises; a real SFTP server among them."""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from statx.exchange.errors import (
    AccessDeniedError,
    MissingMailboxError,
    MissingObjectError,
    TransportError,
    UnknownTransportError,
    WrongHostKeyError,
)
from statx.exchange.transport import Transport
from statx.exchange.transports import open_mailbox
from statx.files.resuming import part_of
from tests.exchange.places import Memory

SSHD = shutil.which("sshd") or "/usr/sbin/sshd"
LARGE = os.urandom(6 << 20)
"""More than what is sent again of an interrupted copy."""


@dataclass(frozen=True)
class Place:
    transport: Transport
    root: Path | None
    """Where its objects are files; None where they are not."""


@dataclass(frozen=True)
class Server:
    address: str
    trust: Path
    root: Path
    process: subprocess.Popen[bytes]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A real sshd on a free port, for this account and one key."""
    if not Path(SSHD).is_file():
        pytest.skip("no sshd here")
    folder = tmp_path_factory.mktemp("sshd")
    home = folder / "config"
    for name in ("host", "config/keys/sftp.key"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)]
        subprocess.run(command, check=True)
    (home / "trust").mkdir()
    shutil.copy(home / "keys" / "sftp.key.pub", folder / "authorized_keys")
    port = free_port()
    host_key = (folder / "host.pub").read_text().rsplit(" ", 1)[0]
    (home / "trust" / "known_hosts").write_text(f"[127.0.0.1]:{port} {host_key}\n")
    (folder / "sshd_config").write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {folder / 'host'}\nPidFile none\n"
        f"AuthorizedKeysFile {folder / 'authorized_keys'}\nStrictModes no\nUsePAM no\n"
        "PasswordAuthentication no\nSubsystem sftp internal-sftp\n"
    )
    Path("/run/sshd").mkdir(exist_ok=True)
    (folder / "root").mkdir()
    process = subprocess.Popen(
        [SSHD, "-D", "-e", "-f", str(folder / "sshd_config")], stderr=subprocess.DEVNULL
    )
    wait_for(port)
    address = f"sftp://{getpass.getuser()}@127.0.0.1:{port}{folder / 'root'}"
    yield Server(address, home / "trust", folder / "root", process)
    process.terminate()
    process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return


@pytest.fixture(params=["memory", "folder", "sftp"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    if request.param == "memory":
        yield Place(Memory(), None)
    elif request.param == "folder":
        (tmp_path / "box").mkdir()
        with open_mailbox(str(tmp_path / "box"), tmp_path) as transport:
            yield Place(transport, tmp_path / "box")
    else:
        server: Server = request.getfixturevalue("server")
        root = server.root / tmp_path.name
        with open_mailbox(f"{server.address}/{tmp_path.name}", server.trust) as transport:
            yield Place(transport, root)


@pytest.fixture
def write(tmp_path: Path) -> Callable[[bytes], Path]:
    def write(content: bytes) -> Path:
        path = tmp_path / "ours"
        path.write_bytes(content)
        return path

    return write


def test_what_was_put_is_listed_measured_and_fetched(
    place: Place, write: Callable[[bytes], Path], tmp_path: Path
) -> None:
    place.transport.put(write(LARGE), "a-to-b/payload/x")
    place.transport.get("a-to-b/payload/x", tmp_path / "theirs")
    assert place.transport.list_names("a-to-b/payload") == ["x"]
    assert place.transport.size_of("a-to-b/payload/x") == len(LARGE)
    assert (tmp_path / "theirs").read_bytes() == LARGE


def test_what_is_not_there_is_no_error_to_list_measure_or_delete(place: Place) -> None:
    place.transport.delete("a-to-b/payload/x")
    assert place.transport.list_names("a-to-b/notice") == []
    assert place.transport.size_of("a-to-b/payload/x") is None


def test_what_is_not_there_cannot_be_fetched(place: Place, tmp_path: Path) -> None:
    with pytest.raises(MissingObjectError, match="a-to-b/payload/x"):
        place.transport.get("a-to-b/payload/x", tmp_path / "theirs")
    assert not (tmp_path / "theirs").exists()


def test_what_was_put_twice_is_there_once_and_what_was_deleted_is_gone(
    place: Place, write: Callable[[bytes], Path]
) -> None:
    for _ in range(2):
        place.transport.put(write(b"one"), "a-to-b/payload/x")
    assert place.transport.list_names("a-to-b/payload") == ["x"]
    place.transport.delete("a-to-b/payload/x")
    assert place.transport.list_names("a-to-b/payload") == []


@pytest.mark.parametrize("there", [1 << 20, 5 << 20, len(LARGE), len(LARGE) + 1])
def test_an_interrupted_copy_is_gone_on_with_and_never_seen(
    place: Place, write: Callable[[bytes], Path], there: int
) -> None:
    if place.root is None:
        pytest.skip("has no files")
    part = part_of(place.root / "payload" / "x")
    part.parent.mkdir(parents=True)
    part.write_bytes((LARGE + b"!")[:there])
    assert place.transport.list_names("payload") == []
    place.transport.put(write(LARGE), "payload/x")
    assert [path.name for path in part.parent.iterdir()] == ["x"]
    assert (part.parent / "x").read_bytes() == LARGE


def test_an_interrupted_fetch_is_gone_on_with(
    place: Place, write: Callable[[bytes], Path], tmp_path: Path
) -> None:
    if place.root is None:
        pytest.skip("has no files")
    place.transport.put(write(LARGE), "payload/x")
    # Other bytes than there are: that they stay shows that they were not fetched again.
    part_of(tmp_path / "theirs").write_bytes(b"!" * 100)
    place.transport.get("payload/x", tmp_path / "theirs")
    assert (tmp_path / "theirs").read_bytes() == b"!" * 100 + LARGE[100:]


# ---- what goes wrong -----------------------------------------------------------------------------


def test_a_folder_that_is_away_is_not_made_anew(tmp_path: Path) -> None:
    with pytest.raises(MissingMailboxError, match="stick"), open_mailbox(f"{tmp_path}/x", tmp_path):
        pass


def test_an_address_of_an_unknown_kind_names_the_known_ones(tmp_path: Path) -> None:
    with (
        pytest.raises(UnknownTransportError, match="file, sftp"),
        open_mailbox("ftp://host/x", tmp_path),
    ):
        pass


def test_a_server_whose_key_is_not_pinned_is_sent_nothing(
    server: Server, tmp_path: Path, write: Callable[[bytes], Path]
) -> None:
    (tmp_path / "known_hosts").write_text("")
    with (
        open_mailbox(server.address, tmp_path) as transport,
        pytest.raises(WrongHostKeyError, match="administrator"),
    ):
        transport.put(write(b"one"), "payload/wrong-server")
    assert not (server.root / "payload" / "wrong-server").exists()


def test_an_account_without_its_key_is_denied(server: Server, tmp_path: Path) -> None:
    shutil.copy(server.trust / "known_hosts", tmp_path / "known_hosts")
    with open_mailbox(server.address, tmp_path) as transport, pytest.raises(AccessDeniedError):
        transport.list_names("notice")


def test_a_server_that_is_away_is_tried_again_later(tmp_path: Path) -> None:
    address = f"sftp://127.0.0.1:{free_port()}/box"
    (tmp_path / "known_hosts").write_text("")
    with open_mailbox(address, tmp_path) as transport, pytest.raises(TransportError) as caught:
        transport.list_names("notice")
    assert caught.value.exit_code == 75


def test_a_session_that_is_killed_is_an_error_once_and_the_copy_is_gone_on_with(
    server: Server, write: Callable[[bytes], Path]
) -> None:
    with open_mailbox(f"{server.address}/killed", server.trust) as transport:
        transport.list_names("payload")
        subprocess.run(["pkill", "-KILL", "-P", str(server.process.pid)], check=True)
        with pytest.raises(TransportError):
            transport.put(write(LARGE), "payload/x")
        transport.put(write(LARGE), "payload/x")
    assert (server.root / "killed" / "payload" / "x").read_bytes() == LARGE
