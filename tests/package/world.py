"""Two units and their people: their keys, whom they trust, and what they pass to each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from statx.judging.reports import ReportOptions
from statx.package.clearance import NAMESPACE, Approver
from statx.package.clearing import (
    Decision,
    Subject,
    clearance_folder,
    draw_up,
    write_clearance,
)
from statx.package.opening import Examined, Reader, examined_draft, unpack, verify
from statx.package.releasing import Delivery, Released, Sender, release_draft
from statx.package.verifying import Recipient
from statx.registry.catalog import Catalog
from statx.settings.units import Unit
from statx.trust import sshsig
from statx.trust.allowed_signers import TrustStore, public_key_line
from statx.trust.keys import make_keys, make_page
from statx.trust.pages import ROLES, KeyPage, parse_page
from statx.trust.store import add_page
from statx.trust.wire import pack_public_key

ROOT = Path(__file__).parents[2]
CATALOG = Catalog(ROOT / "schemas")
AT = datetime(2026, 11, 25, 9, tzinfo=UTC)
"""When everything happens."""
DAY = timedelta(days=1)
FOREVER = timedelta(days=365 * 50)
"""How long approvals hold: some tests go by the clock on the wall."""
PRODUCER = "ani@jatim"
PEOPLE = {
    "release@jatim": "release",
    "budi@jatim": "clearance",
    "siti@jatim": "clearance",
    "release@sumbar": "release",
    "budi@sumbar": "clearance",
}


@dataclass(frozen=True)
class World:
    """A folder with the keys of jatim, those of sumbar, and the trust that both share."""

    folder: Path

    @property
    def trust(self) -> Path:
        return self.folder / "trust"

    def keys(self, unit: str) -> Path:
        return self.folder / unit

    def keys_of_person(self, principal: str) -> Path:
        """A folder with the clearance key of a person, as `statx key new` leaves it."""
        folder = self.folder / principal
        if not folder.exists():
            folder.mkdir(mode=0o700)
            key = key_of(principal)
            private = key.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption())
            (folder / "clearance.key").touch(mode=0o600)
            (folder / "clearance.key").write_bytes(private)
            line = public_key_line(public_key_of(principal), principal)
            (folder / "clearance.key.pub").write_text(line + "\n")
        return folder

    def home_of(self, unit: str) -> Path:
        """A folder for XDG_CONFIG_HOME, with the keys of a unit and whom it trusts."""
        home = self.folder / f"home of {unit}"
        (home / "statx").mkdir(parents=True)
        (home / "statx" / "keys").symlink_to(self.keys(unit))
        (home / "statx" / "trust").symlink_to(self.trust)
        return home

    def page(self, principal: str) -> KeyPage:
        return parse_page((self.folder / f"{principal}.keys").read_bytes(), self.folder)

    def approve(self, draft: Path, by: str = "budi@jatim", audience: str = "sumbar") -> None:
        """What `statx clearance approve` leaves; `audience` names units, with spaces between."""
        with examined_draft(draft, CATALOG, ReportOptions()) as examined:
            subject = Subject.of(examined)
        decision = Decision("approved", tuple(audience.split()), AT - DAY, AT + FOREVER)
        record = draw_up(subject, Approver(by), decision).render()
        signature = sshsig.sign(record, key_of(by), NAMESPACE)
        write_clearance(clearance_folder(draft), by, record, signature)

    def release(self, draft: Path, to: str = "sumbar", output: Path | None = None) -> Released:
        """What `statx pack DRAFT --to UNIT` does."""
        sender = Sender(self.keys("jatim"), self.trust, AT)
        delivery = Delivery(to, clearance_folder(draft), output)
        return release_draft(draft, delivery, sender, CATALOG, ReportOptions())

    def released(self, draft: Path, to: str = "sumbar") -> Path:
        """The release of a draft that was approved."""
        self.approve(draft, audience=to)
        path = self.release(draft, to).path
        assert path is not None
        return path

    def reader(
        self, me: str = "sumbar", at: datetime = AT, units: dict[str, Unit] | None = None
    ) -> Reader:
        """Whoever opens what comes."""
        recipient = Recipient(me, TrustStore.read(self.trust), at, units or {})
        return Reader(recipient, CATALOG, ReportOptions(), self.keys(me))

    def verify(self, package: Path) -> Examined:
        return verify(package, self.reader())

    def unpack(self, package: Path, folder: Path) -> Examined:
        return unpack(package, folder, self.reader())


@cache
def key_of(principal: str) -> Ed25519PrivateKey:  # noqa: ARG001  the cache tells people apart
    """The one signing key of a person, the same in every world."""
    return Ed25519PrivateKey.generate()


def looked_at(draft: Path, catalog: Catalog = CATALOG) -> Examined:
    """What `statx verify --draft` sees."""
    with examined_draft(draft, catalog, ReportOptions()) as examined:
        return examined


def make_world(folder: Path) -> World:
    """Keys and trust below a folder that is not there yet."""
    world = World(folder)
    folder.mkdir()
    for unit in ("jatim", "sumbar"):
        make_unit(world, unit)
    for principal, role in PEOPLE.items():
        if role == "clearance":
            add_page(world.trust, _page_of_person(principal))
    return world


def make_unit(world: World, unit: str) -> None:
    """Its keys, which all trust."""
    principal = f"release@{unit}"
    make_keys(world.keys(unit), principal, "release", AT, passphrase=False)
    page, content = make_page(world.keys(unit), "release", AT)
    (world.folder / f"{principal}.keys").write_bytes(content)
    add_page(world.trust, page)


def _page_of_person(principal: str) -> KeyPage:
    public_key = public_key_of(principal)
    return KeyPage(principal, ROLES["clearance"], public_key, "", "2026-01-01T00:00:00Z")


def public_key_of(principal: str) -> bytes:
    """In SSH form."""
    return pack_public_key(key_of(principal).public_key().public_bytes_raw())
