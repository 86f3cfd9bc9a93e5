"""A draft, a second person's signature, a release, and what each wants before it is done."""

from __future__ import annotations

import io
import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from statx.container.bag import open_package
from tests.package.world import World, make_world
from tests.trust.programs import run as program

from .command import Here, Said

DRAFT, RELEASE = "contoh-1.0.0.zip", "contoh-1.0.0-sumbar.zip"
DATA = b"k,n\na,1\nb,2\n"
SCHEMA = {
    "name": "contoh",
    "fields": [{"name": "k"}, {"name": "n", "type": "integer"}],
    "primaryKey": ["k"],
    "statx": {"version": "1.0.0", "classification": "terbuka"},
}
FILES = {"x.csv", "schema.json", DRAFT}
REASON = ("--reason", "data agregat provinsi")


@dataclass(frozen=True)
class Desk:
    """A folder with a draft, where people of two units work by turns."""

    statx: Here
    world: World

    def draft(self, data: bytes = DATA, *options: str, producer: str = "ani@jatim") -> None:
        """A new draft in place of the old one."""
        Path("x.csv").write_bytes(data)
        line = ("pack", "x.csv", "--schema", "schema.json", "--draft", "-o", DRAFT, "--force")
        made = self.statx(*line, "--producer", producer, *options)
        assert made.code == 0, made.err

    def at(self, unit: str, *line: str | Path) -> Said:
        folders = ("--keys", self.world.keys(unit), "--trust", self.world.trust)
        return self.statx(*line, *folders, "--lang", "en")

    def approve(self, *options: str | Path) -> Said:
        keys = self.world.keys_of_person("budi@jatim")
        return self.statx("clearance", "approve", DRAFT, *options, "--keys", keys, "--lang", "en")

    def content_id(self) -> str:
        return f"sha256:{open_package(Path(DRAFT)).content_id}"


@pytest.fixture
def desk(statx: Here, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    world = make_world(tmp_path_factory.mktemp("units") / "world")
    Path("schema.json").write_text(json.dumps(SCHEMA), encoding="utf-8")
    desk = Desk(statx, world)
    desk.draft()
    return desk


def test_what_a_second_person_approved_is_released_verified_and_unpacked(desk: Desk) -> None:
    approved = desk.approve(*REASON, "--content-id", desk.content_id())
    released = desk.at("jatim", "pack", DRAFT, "--to", "sumbar")
    verified = desk.at("sumbar", "verify", RELEASE)
    opened = desk.at("sumbar", "unpack", RELEASE, "opened")
    assert [said.code for said in (approved, released, verified, opened)] == [0, 0, 0, 0]
    assert released.out.split()[-1] == verified.out.split()[-1] == desk.content_id()
    assert Path("opened", "data", "x.csv").read_bytes() == DATA
    for words in ("released    release@jatim", "approved    budi@jatim", "produced    ani@jatim"):
        assert words in verified.err


def test_a_program_reads_who_vouches_for_what(desk: Desk) -> None:
    desk.approve(*REASON, "--content-id", desk.content_id())
    desk.at("jatim", "pack", DRAFT, "--to", "sumbar")
    good = json.loads(desk.at("sumbar", "verify", RELEASE, "--format", "json").out)
    bad = desk.at("sumbar", "verify", DRAFT, "--format", "json")
    assert (good["valid"], good["release"]["signer"], good["schemas"][0]["agreement"]) == (
        True,
        "release@jatim",
        "unknown",
    )
    assert good["approvals"][0]["reasons"]["disclosure-declared"] == "data agregat provinsi"
    assert (bad.code, json.loads(bad.out)["refusal"]["code"]) == (5, "unsigned")


def test_without_a_clearance_nothing_is_released(desk: Desk) -> None:
    said = desk.at("jatim", "pack", DRAFT, "--to", "sumbar")
    assert (said.code, "approvals needed 1, given 0" in said.err) == (6, True)
    assert desk.at("jatim", "clearance", "show", DRAFT).code == 6
    assert desk.statx.names() == FILES


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        pytest.param((), 6, "--reason", id="what did not pass wants a reason"),
        pytest.param(REASON, 2, "--content-id sha256:", id="nobody is at a terminal"),
        pytest.param((*REASON, "--content-id", "sha256:" + "0" * 64), 5, "not", id="other content"),
        pytest.param((*REASON, "--until", "besok"), 2, "--until", id="no day"),
        pytest.param((*REASON, "--for", "Sumbar!"), 2, "--for", id="no unit"),
        pytest.param((*REASON, "--unsigned-for", "Budi"), 2, "--unsigned-for", id="nobody"),
    ],
)
def test_nothing_is_signed_that_nobody_agreed_to(
    desk: Desk, options: tuple[str, ...], code: int, words: str
) -> None:
    said = desk.approve(*options)
    assert (said.code, words in said.err, desk.statx.names()) == (code, True, FILES)


def test_the_producer_does_not_approve_his_own_data(desk: Desk) -> None:
    desk.draft(producer="budi@jatim")
    said = desk.approve(*REASON, "--content-id", desk.content_id())
    assert (said.code, "the producer of the data" in said.err) == (6, True)


class Terminal(io.StringIO):
    """Where a person types."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("typed", "code"), [(-8, 0), (-7, 5)], ids=["the last eight", "too few"])
def test_on_a_terminal_the_end_of_the_content_id_is_typed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, typed: int, code: int
) -> None:
    monkeypatch.setattr("sys.stdin", Terminal(f"{desk.content_id()[typed:]}\n"))
    assert desk.approve(*REASON).code == code


def test_a_refusal_is_signed_too_and_releases_nothing(desk: Desk) -> None:
    refused = desk.approve("--reject", "--content-id", desk.content_id())
    shown = desk.at("jatim", "clearance", "show", DRAFT)
    released = desk.at("jatim", "pack", DRAFT, "--to", "sumbar")
    assert (refused.code, shown.code, released.code) == (0, 6, 6)
    assert "did not approve" in shown.out
    assert "did not approve" in released.err


def test_one_changed_byte_voids_every_approval(desk: Desk) -> None:
    desk.approve(*REASON, "--content-id", desk.content_id())
    desk.draft(DATA.replace(b"2", b"3"))
    said = desk.at("jatim", "pack", DRAFT, "--to", "sumbar")
    assert (said.code, "it changed since" in said.err) == (6, True)


def test_an_approver_without_statx_signs_the_record_with_ssh_keygen(desk: Desk) -> None:
    written = desk.approve(*REASON, "--unsigned-for", "budi@jatim")
    before = desk.at("jatim", "pack", DRAFT, "--to", "sumbar")
    record = Path("contoh-1.0.0.clearance", "budi@jatim.json")
    key = desk.world.keys_of_person("budi@jatim") / "clearance.key"
    program("ssh-keygen", "-q", "-Y", "sign", "-f", key, "-n", "statx-clearance", record)
    after = desk.at("jatim", "pack", DRAFT, "--to", "sumbar")
    assert (written.code, before.code, after.code) == (0, 6, 0)
    assert "not signed yet" in before.err


@pytest.mark.parametrize(
    ("line", "words"),
    [
        pytest.param(("pack", "x.csv"), "--draft makes", id="neither draft nor release"),
        pytest.param(("pack", "x.csv", "--to", "sumbar"), "one draft", id="release of data"),
        pytest.param(("pack", DRAFT, "--to", "sumbar", "--name", "x"), "--name", id="name again"),
        pytest.param(("pack", DRAFT, "--to", "Sumbar!"), "--to", id="no unit"),
        pytest.param(("pack", "x.csv", "--draft"), "--output", id="a draft without a name"),
        pytest.param(
            ("pack", "x.csv", "--draft", "-o", "x.zip", "--producer", "Ani"),
            "--producer",
            id="who",
        ),
    ],
)
def test_what_cannot_be_packed_so_is_said(desk: Desk, line: tuple[str, ...], words: str) -> None:
    said = desk.at("jatim", *line)
    assert (said.code, words in said.err, desk.statx.names()) == (2, True, FILES)


def test_a_classification_is_raised_and_never_lowered(desk: Desk) -> None:
    desk.draft(DATA, "--classification", "tertutup")
    closed = {**SCHEMA, "statx": {"version": "1.0.0", "classification": "tertutup"}}
    Path("schema.json").write_text(json.dumps(closed), encoding="utf-8")
    line = ("pack", "x.csv", "--schema", "schema.json", "--draft", "-o", "y.zip")
    said = desk.statx(*line, "--classification", "terbuka", "--lang", "en")
    assert (said.code, "cannot be loosened" in said.err) == (2, True)


def test_what_is_not_public_is_encrypted_to_the_one_it_is_for(desk: Desk) -> None:
    desk.draft(DATA, "--classification", "terbatas")
    nobody = desk.approve(*REASON, "--content-id", desk.content_id())
    desk.approve(*REASON, "--for", "sumbar", "--content-id", desk.content_id())
    released = desk.at("jatim", "pack", DRAFT, "--to", "sumbar")
    package = Path(RELEASE + ".age")
    opened = program("age", "-d", "-i", desk.world.keys("sumbar") / "age.key", package)
    assert (nobody.code, released.code, opened.returncode) == (2, 0, 0)
    assert (opened.stdout[:2], b"contoh" in package.read_bytes()) == (b"PK", False)
    assert desk.at("sumbar", "verify", package).code == 0
    assert desk.at("jatim", "verify", package).code == 5


def test_differences_from_an_earlier_package_are_shown(desk: Desk) -> None:
    shutil.copy(DRAFT, "lama.zip")
    desk.draft(DATA + b"c,3\n")
    said = desk.approve("--previous", "lama.zip")
    assert "changed, 2 → 3 rows" in said.err
