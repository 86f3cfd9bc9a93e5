"""Every place keeps the same promises; a real SFTP server among them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
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
from tests.exchange.servers import SSHD, Server, free_port, ssh_server

LARGE = os.urandom(6 << 20)
"""More than what is sent again of an interrupted copy."""


@dataclass(frozen=True)
class Place:
    transport: Transport
    root: Path | None
    """Where its objects are files; None where they are not."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    if not Path(SSHD).is_file():
        pytest.skip("no sshd here")
    with ssh_server(tmp_path_factory.mktemp("sshd")) as server:
        yield server


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


@pytest.mark.parametrize("verb", ["put", "delete"])
def test_an_account_that_may_only_read_is_denied_and_nothing_is_written(
    server: Server, write: Callable[[bytes], Path], verb: str
) -> None:
    (server.root / "payload").mkdir(exist_ok=True)
    (server.root / "payload" / "there").touch()
    with open_mailbox(server.address, server.trust_of("read only")) as transport:
        assert "there" in transport.list_names("payload")
        act = {
            "put": lambda: transport.put(write(b"one"), "payload/denied"),
            "delete": lambda: transport.delete("payload/there"),
        }
        with pytest.raises(AccessDeniedError):
            act[verb]()
    assert {path.name for path in (server.root / "payload").iterdir()} >= {"there"}
    assert not (server.root / "payload" / "denied").exists()


def test_a_server_whose_disk_is_full_is_tried_again_later_and_shows_nothing_half_written(
    server: Server, write: Callable[[bytes], Path]
) -> None:
    part = part_of(server.root / "full" / "x")
    part.parent.mkdir()
    part.symlink_to("/dev/full")
    with open_mailbox(f"{server.address}/full", server.trust) as transport:
        with pytest.raises(TransportError) as caught:
            transport.put(write(LARGE), "x")
        assert (caught.value.exit_code, transport.list_names("")) == (75, [])
        part.unlink()
        transport.put(write(LARGE), "x")
    assert (server.root / "full" / "x").read_bytes() == LARGE


def test_a_server_that_says_nothing_is_waited_for_no_longer_than_is_said(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("statx.exchange.transports.sftp.ANSWER", 0.5)
    began = time.monotonic()
    with (
        open_mailbox(server.address, server.trust_of("mute")) as transport,
        pytest.raises(TransportError) as caught,
    ):
        transport.list_names("notice")
    assert (caught.value.exit_code, time.monotonic() - began < 10) == (75, True)


PUT = """
import sys
from pathlib import Path
from statx.exchange.transports import open_mailbox
with open_mailbox(sys.argv[1], Path(sys.argv[2])) as transport:
    transport.put(Path(sys.argv[3]), "payload/x")
"""


@pytest.mark.nightly
def test_a_client_that_is_killed_leaves_what_the_next_one_goes_on_with(
    server: Server, write: Callable[[bytes], Path]
) -> None:
    whole = LARGE * 16
    ours = write(whole)
    address, part = f"{server.address}/client", server.root / "client" / "payload" / "x.part"
    command = [sys.executable, "-c", PUT, address, str(server.trust), str(ours)]
    with subprocess.Popen(command) as client:
        while not part.exists() or part.stat().st_size < len(LARGE):
            time.sleep(0.002)
        client.kill()
    there = part.stat().st_size
    assert there < len(whole)

    # Other bytes than there were: that they stay shows that they were not sent again.
    with part.open("r+b") as file:
        file.write(b"!" * 100)
    with open_mailbox(address, server.trust) as transport:
        assert transport.list_names("payload") == []
        transport.put(ours, "payload/x")
    assert part.with_name("x").read_bytes() == b"!" * 100 + whole[100:]
