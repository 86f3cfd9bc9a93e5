"""A real sshd on a free port of this machine, for this account and keys of its own."""

from __future__ import annotations

import getpass
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SSHD = shutil.which("sshd") or "/usr/sbin/sshd"
ACCOUNTS = {
    "usual": "",
    "read only": 'command="SERVER -R" ',
    "mute": 'command="sleep 60" ',
}
"""What the server does for a key: before it in authorized_keys."""


@dataclass(frozen=True)
class Server:
    """Where it is, and for each kind of account a folder of trust beside its key."""

    address: str
    folder: Path
    root: Path
    process: subprocess.Popen[bytes]

    def trust_of(self, account: str) -> Path:
        return self.folder / account / "trust"

    @property
    def trust(self) -> Path:
        return self.trust_of("usual")


@contextmanager
def ssh_server(folder: Path) -> Iterator[Server]:
    port = free_port()
    _make_key(folder / "host")
    host_key = (folder / "host.pub").read_text().rsplit(" ", 1)[0]
    with (folder / "authorized_keys").open("w") as authorized:
        for account, command in ACCOUNTS.items():
            key = folder / account / "keys" / "sftp.key"
            _make_key(key)
            trust = folder / account / "trust"
            trust.mkdir()
            (trust / "known_hosts").write_text(f"[127.0.0.1]:{port} {host_key}\n")
            public = key.with_name(f"{key.name}.pub").read_text()
            authorized.write(command.replace("SERVER", _sftp_server()) + public)

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
    _wait_for(port)
    address = f"sftp://{getpass.getuser()}@127.0.0.1:{port}{folder / 'root'}"
    try:
        yield Server(address, folder, folder / "root", process)
    finally:
        process.terminate()
        process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _make_key(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(path)]
    subprocess.run(command, check=True)


def _sftp_server() -> str:
    places = ("/usr/lib/openssh", "/usr/libexec/openssh", "/usr/lib/ssh", "/usr/libexec")
    found = shutil.which("sftp-server", path=":".join(places))
    return found or "internal-sftp"


def _wait_for(port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
