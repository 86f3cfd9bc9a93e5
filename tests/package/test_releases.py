"""A release is believed where everything about it holds, and refused by name where it does not."""

from __future__ import annotations

import json
import os
import random
import shutil
from dataclasses import replace
from pathlib import Path

import bagit
import frictionless
import pytest

import statx.package
from statx.config import Config
from statx.container.bag import check_bag, write_container
from statx.container.errors import UntrustedPackageError
from statx.container.package_file import open_file
from statx.container.strict_json import write_json
from statx.errors import NOT_CLEARED, UNTRUSTED, FolderNotEmptyError
from statx.files import atomic_folder
from statx.judging.judge import judge
from statx.judging.reports import ReportOptions
from statx.options import DataOptions
from statx.package.opening import Reader, VerifiedPackage, unpack, verify
from statx.package.verifying import check_description, trust_release
from statx.settings.units import Unit
from statx.trust import age
from statx.trust.allowed_signers import TrustStore, public_key_line
from tests.container import hostile
from tests.kills import changes_of, kill_at
from tests.package.threats import THREATS, Forge
from tests.package.world import CATALOG, PRODUCER, World, make_world
from tests.trust.programs import run as program

SCRIPT = Path(statx.package.__file__).with_name("check-package.sh")
NIGHTLY = bool(os.environ.get("STATX_NIGHTLY"))
"""Whether there is time for all that is sampled else."""
NOT_CLEARED_CODES = ("clearance-", "two-person")
SIGNATURES = ("release.json.sig", "clearance/budi@jatim.json.sig")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return make_world(tmp_path_factory.mktemp("units") / "world")


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> hostile.Members:
    """The members of a small draft that says who made it."""
    content: dict[str, Path | bytes] = {**hostile.content()}
    described = json.loads(hostile.content()["datapackage.json"])
    described["statx"] = {"classification": "terbuka", "producer": PRODUCER}
    content["datapackage.json"] = write_json(described)
    path = tmp_path_factory.mktemp("draft") / "draft.zip"
    write_container(content, path, info=hostile.INFO)
    return hostile.unzipped(path.read_bytes())


@pytest.fixture
def forge(world: World, draft: hostile.Members) -> Forge:
    return Forge(world, dict(draft))


@pytest.fixture
def package(forge: Forge, tmp_path: Path) -> Path:
    path = tmp_path / "rilis.zip"
    path.write_bytes(forge.seal())
    return path


def files_below(folder: Path) -> dict[str, bytes]:
    paths = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def trusting(reader: Reader, store: TrustStore) -> Reader:
    return replace(reader, recipient=replace(reader.recipient, store=store))


# ---- what is believed ---------------------------------------------------------------------------


def test_a_good_release_is_verified_and_says_who_vouches_for_it(
    world: World, package: Path
) -> None:
    passed: list[str] = []
    reader = replace(world.reader(), passed=lambda text: passed.append(text.en))
    trusted = verify(package, reader).trusted
    assert trusted is not None
    assert trusted.signer.principal == "release@jatim"
    assert [approval.signer.principal for approval in trusted.approvals] == ["budi@jatim"]
    assert [words.split()[0] for words in passed] == [
        "the", "the", "it", "it", "approved", "every", "the",
    ]  # fmt: skip


def test_the_bytes_that_were_hashed_are_unpacked(
    world: World, package: Path, tmp_path: Path
) -> None:
    unpack(package, tmp_path / "isi", world.reader())
    assert files_below(tmp_path / "isi") == hostile.unzipped(package.read_bytes())


def test_what_is_public_may_go_to_everybody(forge: Forge, package: Path) -> None:
    forge.release["recipients"] = ["*"]
    forge.statements["budi@jatim"]["audience"] = ["*"]
    package.write_bytes(forge.seal())
    assert verify(package, forge.world.reader("")).run.valid


def test_the_recipient_decides_how_many_approvals_are_enough(forge: Forge, package: Path) -> None:
    strict = forge.world.reader(units={"jatim": Unit("", {"terbuka": 2})})
    with pytest.raises(UntrustedPackageError) as refusal:
        verify(package, strict)
    forge.statements["siti@jatim"] = {}
    package.write_bytes(forge.seal())
    assert (refusal.value.code, verify(package, strict).run.valid) == ("clearance-missing", True)


def test_nobody_else_makes_a_verified_package(world: World, package: Path) -> None:
    trusted = verify(package, world.reader()).trusted
    assert trusted is not None
    with pytest.raises(TypeError):
        VerifiedPackage(trusted, package, object())


def test_whoever_only_validates_a_release_is_told_who_asks_for_its_signatures(
    package: Path,
) -> None:
    [report] = judge([package], DataOptions(), CATALOG, Config(), ReportOptions())
    assert (report.exit_code, "statx verify" in report.remarks[-1].en) == (0, True)


# ---- what is not --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", [pytest.param(name, id=f"{THREATS[name].row}: {name}") for name in THREATS]
)
def test_a_release_that_lies_is_refused_and_leaves_nothing(
    name: str, forge: Forge, tmp_path: Path
) -> None:
    threat = THREATS[name]
    threat.spoil(forge)
    package = tmp_path / "rilis.zip"
    package.write_bytes(forge.seal())
    reader = forge.world.reader()
    with pytest.raises(UntrustedPackageError) as refusal:
        unpack(package, tmp_path / "isi", trusting(reader, threat.store(reader.recipient.store)))
    assert refusal.value.code == threat.code
    assert "rilis.zip" in refusal.value.text.id
    assert refusal.value.text.en.count("rilis.zip") == 1
    assert list(tmp_path.iterdir()) == [package]


def test_what_nobody_cleared_ends_with_6_and_what_is_not_genuine_with_5() -> None:
    refusals = {
        error.code: error.exit_code
        for error in _refusals(UntrustedPackageError)
        if "code" in vars(error)
    }
    expected = {
        code: NOT_CLEARED
        if code.startswith(NOT_CLEARED_CODES) and code != "clearance-signature"
        else UNTRUSTED
        for code in refusals
    }
    assert refusals == expected


def _refusals(base: type[UntrustedPackageError]) -> list[type[UntrustedPackageError]]:
    below = base.__subclasses__()
    return [*below, *(each for kind in below for each in _refusals(kind))]


def test_data_that_fails_is_not_unpacked(forge: Forge, tmp_path: Path) -> None:
    wrong = {**forge.members, hostile.DATA: b"kode,ton\n32.01,banyak\n32.02,x\n7\n"}
    size = len(wrong[hostile.DATA])
    wrong["bag-info.txt"] = f"Payload-Oxum: {size}.1\n".encode()
    forge.members = hostile.relisted(wrong)
    package = tmp_path / "rilis.zip"
    package.write_bytes(forge.seal())
    found = unpack(package, tmp_path / "isi", forge.world.reader())
    assert (found.run.exit_code, list(tmp_path.iterdir())) == (1, [package])


@pytest.mark.parametrize("kind", ["a file", "a folder with files"])
def test_a_folder_that_is_in_use_is_not_unpacked_into(
    world: World, package: Path, tmp_path: Path, kind: str
) -> None:
    target = tmp_path / "isi"
    if kind == "a file":
        target.touch()
    else:
        target.mkdir()
        (target / "x").touch()
    with pytest.raises(FolderNotEmptyError):
        unpack(package, target, world.reader())


@pytest.mark.parametrize("name", SIGNATURES)
def test_every_flipped_bit_of_a_signature_is_refused(
    forge: Forge, package: Path, name: str
) -> None:
    members = hostile.unzipped(package.read_bytes())
    signature = members[name]
    bits = list(range(8 * len(signature)))
    if not NIGHTLY:
        bits = random.Random(name).sample(bits, 25)  # noqa: S311  any will do

    accepted = []
    for bit in bits:
        flipped = bytearray(signature)
        flipped[bit // 8] ^= 1 << bit % 8
        package.write_bytes(hostile.zipped({**members, name: bytes(flipped)}.items()))
        try:
            verify(package, forge.world.reader())
        except UntrustedPackageError as refusal:
            if not refusal.code.endswith("-signature"):
                accepted.append((bit, refusal.code))
            continue
        accepted.append((bit, ""))
    assert accepted == []


def test_a_flipped_bit_of_a_release_is_refused_or_changes_nothing_that_comes_out(
    world: World, package: Path, tmp_path: Path
) -> None:
    """Its bytes alone: what is in them is judged once they are right."""
    whole = package.read_bytes()
    content = _extracted(package, world.reader(), tmp_path / "whole")
    bits = range(8 * len(whole))
    if not NIGHTLY:
        bits = random.Random(0).sample(bits, 150)  # type: ignore[assignment]  # noqa: S311  any will do

    refused = 0
    for bit in bits:
        flipped = bytearray(whole)
        flipped[bit // 8] ^= 1 << bit % 8
        package.write_bytes(flipped)
        try:
            assert (bit, _extracted(package, world.reader(), tmp_path / "isi")) == (bit, content)
        except UntrustedPackageError:
            refused += 1
        shutil.rmtree(tmp_path / "isi", ignore_errors=True)
    assert refused > 0.9 * len(bits)


def _extracted(package: Path, reader: Reader, folder: Path) -> dict[str, bytes]:
    """What comes out of a release whose bytes are right."""
    with open_file(package) as file:
        trusted = trust_release(file, reader.recipient, reader.passed)
        whole = check_bag(file, trusted.release, folder)
        check_description(whole.descriptor, trusted.release)
    return files_below(folder)


# ---- nothing is left ----------------------------------------------------------------------------


@pytest.mark.parametrize("work", ["verifying", "unpacking", "releasing"])
def test_no_plaintext_is_left_wherever_a_run_is_killed(
    world: World, forge: Forge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, work: str
) -> None:
    """What a killed run left is taken away by the next one that works in the same places."""
    draft, sealed, opened = tmp_path / "draf.zip", tmp_path / "rilis.zip.age", tmp_path / "isi"
    _make_private(forge, draft)
    world.approve(draft)
    world.release(draft, output=sealed)
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))

    def act() -> None:
        shutil.rmtree(opened, ignore_errors=True)
        if work == "verifying":
            verify(sealed, world.reader())
        elif work == "unpacking":
            unpack(sealed, opened, world.reader())
        else:
            sealed.unlink(missing_ok=True)
            world.release(draft, output=sealed)

    changes = changes_of(act, tmp_path)
    for number in range(0, changes, 1 if NIGHTLY else max(1, changes // 3)):
        kill_at(number, act, tmp_path)
        act()
        left = [path.name for path in tmp_path.rglob("*.statx.part*")]
        assert (number, left, list(scratch.iterdir())) == (number, [], [])


def _make_private(forge: Forge, draft: Path) -> None:
    """A draft that is encrypted when it is released."""
    described = json.loads(forge.members["datapackage.json"])
    described["statx"]["classification"] = "terbatas"
    changed = {**forge.members, "datapackage.json": write_json(described)}
    draft.write_bytes(hostile.zipped(hostile.relisted(changed).items()))


# ---- other tools --------------------------------------------------------------------------------


def test_stock_tools_find_it_as_we_do(world: World, package: Path, tmp_path: Path) -> None:
    sealed, opened = tmp_path / "rilis.zip.age", tmp_path / "plain.zip"
    recipient = world.page("release@sumbar").recipient
    encrypted = program("age", "-r", recipient, "-o", sealed, package)
    age.encrypt(package, tmp_path / "ours.age", recipient)
    key = world.keys("sumbar") / "age.key"
    decrypted = program("age", "-d", "-i", key, "-o", opened, tmp_path / "ours.age")
    assert (encrypted.returncode, decrypted.returncode) == (0, 0)
    assert opened.read_bytes() == package.read_bytes()
    assert verify(sealed, world.reader()).run.valid

    with atomic_folder(tmp_path / "isi") as folder:
        folder.rmdir()
        program("unzip", "-q", opened, "-d", folder)
    folder = tmp_path / "isi"
    lists = ("tagmanifest-sha256.txt", "manifest-sha256.txt")
    assert program("sha256sum", "--strict", "-c", *lists, cwd=folder).returncode == 0
    assert bagit.Bag(str(folder)).validate()
    assert frictionless.validate(str(folder / "datapackage.json")).valid
    for name, principal, namespace in (
        ("release.json", "release@jatim", "statx-release"),
        ("clearance/budi@jatim.json", "budi@jatim", "statx-clearance"),
    ):
        checked = program(
            "ssh-keygen", "-Y", "verify", "-f", world.trust / "allowed_signers", "-I", principal,
            "-n", namespace, "-s", folder / f"{name}.sig", input=(folder / name).read_bytes(),
        )  # fmt: skip
        assert checked.returncode == 0, checked.stderr


# ---- without statx ------------------------------------------------------------------------------

BY_THE_SCRIPT = {threat.code: name for name, threat in THREATS.items() if threat.script}
"""One lie of each kind that stock tools can see; all of them at night."""
if NIGHTLY:
    BY_THE_SCRIPT = {name: name for name, threat in THREATS.items() if threat.script}
UNZIPPED = ("upwards", "symbolic link", "same name in upper case", "bomb", "cut in a member")


def script(store: TrustStore, package: Path) -> int:
    """How the script ends that a unit hands out, beside its store."""
    signers = package.with_name("allowed_signers")
    signers.write_text("".join(f"{signer.line()}\n" for signer in store.signers))
    revoked = "".join(f"{public_key_line(key)}\n" for key in store.revoked)
    package.with_name("revoked_keys").write_text(revoked)
    return program("sh", SCRIPT, package, signers, "release@jatim", "sumbar").returncode


def test_the_script_of_stock_tools_believes_a_good_release(world: World, package: Path) -> None:
    assert script(TrustStore.read(world.trust), package) == 0


@pytest.mark.parametrize("name", sorted(BY_THE_SCRIPT.values()))
def test_the_script_of_stock_tools_refuses_what_lies(
    name: str, forge: Forge, package: Path
) -> None:
    threat = THREATS[name]
    threat.spoil(forge)
    package.write_bytes(forge.seal())
    assert script(threat.store(TrustStore.read(forge.world.trust)), package) == 1


@pytest.mark.parametrize("name", UNZIPPED)
def test_the_script_of_stock_tools_refuses_hostile_zips(
    name: str, world: World, package: Path
) -> None:
    package.write_bytes(hostile.HOSTILE[name].spoil(package.read_bytes()))
    assert script(TrustStore.read(world.trust), package) == 1
